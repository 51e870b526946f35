//! Tests of tokens.

use proptest::prelude::*;

use super::*;

/// Returns the tokens of code, each with the initial of its class before it.
fn shown(language: &str, text: &str) -> Vec<String> {
    let language = LanguageName::find(language).expect("the language has a grammar");
    let tokens = highlight(language, text).tokens;
    tokens.iter().map(|t| format!("{:?} {}", t.class, &text[t.start as usize..t.end as usize])).collect()
}

#[test]
fn tokens_have_classes() {
    let rust = shown("rust", "/// Doc\nlet n: u32 = 1; // a = \"b\"\n");
    assert_eq!(rust, ["Doc /// Doc", "Keyword let", "Type u32", "Number 1", "Comment // a = \"b\""]);
    let python = shown("py", "if x is not None: return f\"a{x}\\n\"");
    let expected =
        ["Keyword if", "Keyword is not None", "Keyword return", "String f\"a", "Escape \\n", "String \""];
    assert_eq!(python, expected);
    assert_eq!(shown("diff", "-old\n+new\n same"), ["Deleted -old", "Inserted +new"]);
    assert_eq!(shown("html", "<p id=\"a\">"), ["Tag p", "Attribute id", "String \"a\""]);
}

#[test]
fn signs_are_no_keywords() {
    assert_eq!(shown("js", "a = b + c === d"), ["Variable a", "Variable b", "Variable c", "Variable d"]);
}

#[test]
fn a_long_line_stays_plain_and_the_next_one_does_not() {
    let text = format!("let a = {};\nlet b = 1;", "1 + ".repeat(CODE_LINE / 2));
    let found = highlight(LanguageName::find("rust").expect("a grammar"), &text);
    assert_eq!(found.long_line, Some(0));
    let first = found.tokens[0];
    assert_eq!(&text[first.start as usize..first.end as usize], "let");
    assert_eq!(text[..first.start as usize].matches('\n').count(), 1);
}

#[test]
fn a_line_with_a_long_run_of_one_character_stays_plain() {
    let text = format!("a = {}\nlet b = 1;", "`".repeat(CODE_RUN + 1));
    assert_eq!(highlight(LanguageName::find("typst").expect("a grammar"), &text).long_line, Some(0));
    let text = format!("// {}\nlet b = 1;", "-".repeat(CODE_RUN));
    assert_eq!(highlight(LanguageName::find("rust").expect("a grammar"), &text).long_line, None);
}

#[test]
fn code_that_takes_too_much_work_stays_plain_from_there_on() {
    let hostile = format!("{}a", "'".repeat(CODE_RUN - 1)).repeat(CODE_LINE / CODE_RUN);
    let text = format!("int a = 1;\n{hostile}\nlet b = 1;");
    let found = highlight(LanguageName::find("d").expect("a grammar"), &text);
    assert_eq!((found.long_line, found.costly_line), (None, Some(1)));
    let last = found.tokens.last().expect("those of the first line");
    assert_eq!(&text[last.start as usize..last.end as usize], "1");
    assert!((last.end as usize) < text.len() - hostile.len());
}

#[test]
#[allow(clippy::disallowed_methods, reason = "reads a text")]
fn a_comment_that_ends_a_line_of_javascript_ends() {
    // The library never ends here: two contexts of the grammar replace each other at the comment.
    let found = shown("js", "a = b /* x */\nc");
    assert_eq!(found.last().map(String::as_str), Some("Variable c"), "{found:?}");
    let typescript = std::fs::read_to_string("tests/tokens/typescript.txt").expect("a text");
    assert!(shown("js", &typescript).contains(&"Comment /* later */".to_owned()));
}

#[test]
fn every_grammar_has_a_first_context() {
    for index in 0..two_face::syntax::extra_newlines().syntaxes().len() {
        assert!(grammars().parser(LanguageName::of_index(index)).is_some(), "{index}");
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "reads the texts")]
fn lines_have_the_scopes_that_the_library_finds() {
    let set = two_face::syntax::extra_newlines();
    let mut compared = 0;
    for path in token_texts() {
        let language = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let language = LanguageName::find(language).expect("a grammar");
        let mut library = syntect::parsing::ParseState::new(&set.syntaxes()[language.index()]);
        let mut parser = grammars().parser(language).expect("a parser");
        for line in std::fs::read_to_string(&path).expect("a text").split_inclusive('\n') {
            let expected = library.parse_line(line, &set).expect("scopes");
            assert_eq!(parser.line(line, u64::MAX).expect("scopes"), expected, "{path:?}: {line}");
            compared += expected.len();
        }
    }
    assert!(compared > 1000);
}

/// What the random texts consist of: what opens and closes something in some language.
const PIECES: &[&str] = &[
    "/*", "*/", "//", "#", "\"", "'", "`", "${", "}", "{", "(", ")", "<", "</p>", "<<EOF", "EOF", "\n", "\n",
    " ", "\t", "\\", "\\n", "let", "fn", "def", "class", "=", "ä", "€", "😀", "\u{200B}", "0x1F", "---",
    "+new", "-old", "@", "$x", "%", "r#\"", "'''", "\"\"\"", "=begin", "[", "]", ";",
];

const LANGUAGES: &[&str] = &[
    "rust", "python", "c", "c++", "java", "js", "ts", "tsx", "bash", "html", "css", "json", "yaml", "toml",
    "sql", "diff", "haskell", "go", "ruby", "latex", "markdown", "php", "perl", "lisp", "makefile", "xml",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn tokens_are_in_order_and_each_within_a_line(
        language in prop::sample::select(LANGUAGES),
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        let text = pieces.concat();
        let mut at = 0;
        for token in highlight(LanguageName::find(language).expect("a grammar"), &text).tokens {
            let (start, end) = (token.start as usize, token.end as usize);
            prop_assert!(at <= start && start < end);
            let words = text.get(start..end).expect("tokens are at the boundaries of characters");
            prop_assert!(!words.contains('\n') && words.trim() == words);
            at = end;
        }
    }
}

/// Returns the letter that stands for a class.
fn letter(class: TokenClass) -> char {
    match class {
        TokenClass::Comment => 'c',
        TokenClass::Doc => 'd',
        TokenClass::Keyword => 'k',
        TokenClass::String => 's',
        TokenClass::Escape => 'e',
        TokenClass::Number => 'n',
        TokenClass::Type => 'y',
        TokenClass::Function => 'f',
        TokenClass::Variable => 'v',
        TokenClass::Attribute => 'a',
        TokenClass::Tag => 't',
        TokenClass::Inserted => 'i',
        TokenClass::Deleted => 'x',
    }
}

/// Returns code with the letters of the classes below each line.
fn annotated(language: &str, text: &str) -> String {
    let tokens = highlight(LanguageName::find(language).expect("a grammar"), text).tokens;
    let (mut out, mut start) = (String::new(), 0);
    for line in text.lines() {
        let class_at =
            |at: usize| tokens.iter().find(|token| (token.start as usize..token.end as usize).contains(&at));
        let of = |at: usize, c: char| match class_at(start + at) {
            _ if c == '\t' => '\t',
            Some(token) => letter(token.class),
            None => ' ',
        };
        let letters: String = line.char_indices().map(|(at, c)| of(at, c)).collect();
        out += &format!("| {line}\n");
        if !letters.trim().is_empty() {
            out += &format!("  {}\n", letters.trim_end());
        }
        start += line.len() + 1;
    }
    out
}

/// Returns the paths of the texts whose tokens are known.
#[allow(clippy::disallowed_methods, reason = "reads the texts")]
fn token_texts() -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tokens");
    let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect()
}

/// The texts are in `tests/tokens`, each in the language of its name. `BLESS=1 cargo test --lib highlight` rewrites what
/// is expected.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "reads the texts, and writes what is expected if that is asked for"
)]
fn tokens_of_many_languages_are_as_expected() {
    let texts = token_texts();
    assert!(texts.len() >= 12);
    for path in texts {
        let language = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let found = annotated(language, &std::fs::read_to_string(&path).expect("a text"));
        let expected = path.with_extension("tokens");
        if std::env::var("BLESS").is_ok_and(|value| value == "1") {
            std::fs::write(&expected, &found).expect("a file");
        }
        let known = std::fs::read_to_string(&expected).unwrap_or_default();
        assert!(found == known, "{language}: if this is right: BLESS=1 cargo test --lib highlight\n{found}");
    }
}
