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
    let text = format!("let a = {};\nlet b = 1;", "1 + ".repeat(MAX_LINE / 2));
    let found = highlight(LanguageName::find("rust").expect("a grammar"), &text);
    assert_eq!(found.long_line, Some(0));
    let first = found.tokens[0];
    assert_eq!(&text[first.start as usize..first.end as usize], "let");
    assert_eq!(text[..first.start as usize].matches('\n').count(), 1);
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
