//! Mutated manuscripts: whatever is typed, both books hold its words in its order, nothing panics and
//! nothing hangs.
//!
//! Every word of a manuscript is replaced by one of its own (`q17z`), so that each can be found again.
//! `MUTATIONS=10000` tries as many; `MUTATION_SEED=17` tries one, makes it small and prints it;
//! `MUTATION_INPUTS=DIR` adds Markdown files to those that mutants are made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use pressmark::Loaded;
use pressmark::diag::{Code, Diagnostic};
use pressmark::makeup::page::{Layer, Pages, PlacedKind};
use pressmark::project::{Format, named};

use crate::support::{Press, entries, in_reading_order, root};

/// Mutants of an ordinary run of the tests.
const CASES: u64 = 60;
/// Longest time for one: far above what any takes, since test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);
/// Stands for a word until the mutant is finished.
const WORD: char = '\u{E000}';

/// Markup that mutants are spoilt with.
const MARKUP: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "~~",
    "\n",
    "\n\n",
    "\n# ",
    "\n## ",
    "\n#### ",
    "\n---\n",
    "\n===\n",
    "\n***\n",
    "> ",
    "\n> ",
    "- ",
    "\n- ",
    "\n1. ",
    "\n7) ",
    "\n    ",
    "\t",
    "  \n",
    "\\\n",
    "\\",
    "|",
    "\n|---|\n",
    "\n| a | b |\n|---|---|\n| ",
    "[",
    "]",
    "](x.md)",
    "](#none)",
    "[^1]",
    "\n[^1]: ",
    "^[",
    "![",
    "](images/disc.png)",
    "<b>",
    "</b>",
    "<div>",
    "</div>\n",
    "<br>",
    "<!--",
    "-->",
    "<",
    ">",
    "&amp;",
    "&",
    "{.x}",
    "{#id}",
    "{",
    "}",
    "$",
    "$$",
    "\n::: note\n",
    "\n:::\n",
    "\n:::: verse\n",
    "\n\\| ",
    "\n: ",
    "\n| ",
    "\"",
    "'",
    "...",
    "--",
    "---",
    "@",
    "@sec:x",
    "[@x]",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{202E}",
    "\u{0}",
    "\u{B}",
    "\u{85}",
    "\u{2028}",
    "é",
    "\u{301}",
    "ß",
    "{{#include x}}",
    "{% hint %}",
    "\n{: .x}\n",
    "\n!!! note\n    ",
    "[[",
    "]]",
    "![[",
    "\n+---+\n",
    "\n(@) ",
    "\n% ",
    "\n\\newpage\n",
    "\n[x]: y\n",
    "\n> [!NOTE]\n> ",
    "\n<table><tr><td>",
    "</td></tr></table>\n",
    "==",
    "^",
    "~",
    "\r\n",
];

/// Small inputs of kinds that the golden books do not have.
const KINDS: &[&str] = &[
    "First words.\n\n## A heading before the title\n\nMore words.\n\n# The title\n\nLate words.\n",
    "# Letters\n\nDear reader,\nsome lines of a letter.\n\nYours,\nsomebody\n---\n\nA line behind it.\n",
    "# Notes\n\nA note[^a] and [a link with a note[^b]](https://example.org).\n\n[^a]: The first note.\n\n    Its second paragraph.\n[^b]: The second.\n",
    "# Note\n\n## Note\n\nSome words.\n\n# Note\n\nOther words.\n",
    "# Lists\n\n- one\n\n  more\n- [ ] two\n- [x] three\n\n7. seven\n8. eight\n   - nested words\n\n<ol type=\"a\"><li>first item</li><li value=\"4\">second item</li></ol>\n",
    "# Tables\n\n| | |\n|---|---|\n| one cell | other cell |\n\n+------+-------+\n| left | right |\n+======+=======+\n| some | words |\n+------+-------+\n\n  Right  Left\n------- ------\n     12 twelve\n\n",
    "# Terms\n\nTerm\n: its definition\n\n: a line of its own\n\nOther term\n\n:   a longer definition\n\n    with a second paragraph\n",
    "# Boxes\n\n!!! warning \"A title\"\n    Indented words.\n\n> [!TIP] A title\n> Quoted words.\n\n:::tip\nMore words.\n:::\n\n{% hint style=\"info\" %}\nHinted words.\n{% endhint %}\n",
    "# Raw\n\n<details><summary>Summary words</summary>\n\nInner *words*.\n\n</details>\n\n<p>A paragraph <b>in bold</b> and <a name=\"x\">named</a>.</p>\n\n| Line block\n|   indented line\n\n``` {=html}\n<p>raw words</p>\n```\n",
    "# Pictures\n\nWords ![alt](images/disc.png) in a line.\n\n![A caption](images/disc.png){width=50%}\n\n| a | b |\n|---|---|\n| ![x](images/disc.png) | words |\n",
    "#Not a heading\n\nA line  \nbroken `code  `  \nagain.\n\n    indented code words\n\n\tand a tab\n\nA [link][ref], a [dead one](none.md#x), <https://example.org>.\n\n[ref]: https://example.org \"title\"\n",
];

#[test]
#[ignore = "headings behind text are still lifted above it; to be run as soon as the order is kept"]
fn mutants_keep_their_words_in_order_in_both_books() {
    if let Ok(seed) = std::env::var("MUTATION_SEED") {
        let seed = seed.parse().expect("a number");
        let files = mutant(&corpus(), seed);
        if let Some(fault) = judged(&files) {
            let small = smallest(files);
            let fault = judged(&small).unwrap_or(fault);
            panic!("seed {seed}: {fault}\n{}", shown(&small));
        }
        return;
    }
    let cases = std::env::var("MUTATIONS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let first = std::env::var("MUTATION_FIRST").ok().and_then(|first| first.parse().ok()).unwrap_or(0);
    let corpus = corpus();
    let next = AtomicU64::new(first);
    let faults = Mutex::new(BTreeMap::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + cases {
                        break;
                    }
                    if let Some(fault) = judged(&mutant(&corpus, seed)) {
                        faults.lock().expect("no panic while it was held").insert(seed, fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no panic while it was held");
    let mut report = String::new();
    for (seed, fault) in &faults {
        let _ = writeln!(report, "MUTATION_SEED={seed}: {fault}");
    }
    assert!(faults.is_empty(), "{} of {cases} mutants:\n{report}", faults.len());
}

/// The files that mutants are made from, their words replaced.
fn corpus() -> Vec<String> {
    let mut folders = vec![root().join("manuscript")];
    let golden = std::fs::read_dir(root().join("tests/golden")).expect("golden books");
    folders.extend(golden.map(|entry| entry.expect("an entry").path()));
    folders.extend(std::env::var("MUTATION_INPUTS").map(Into::into));
    let mut texts: Vec<String> = KINDS.iter().map(|text| worded(text)).collect();
    for folder in folders {
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").flatten().map(|file| file.path()).collect();
        files.sort();
        let markdown =
            files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md"));
        let read = markdown.filter_map(|file| std::fs::read_to_string(file).ok());
        texts.extend(read.map(|text| worded(&text.replace("only=", "for="))));
    }
    texts
}

/// The text with every word of prose replaced; what is markup is kept.
fn worded(text: &str) -> String {
    let text =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let mut out = String::new();
    for line in text.lines() {
        let bare = line.trim_start();
        let definition = bare.starts_with('[') && !bare.starts_with("[^") && bare.contains("]:");
        if definition || ["```", "~~~", ":::", "{", "!!!", "<!"].iter().any(|mark| bare.starts_with(mark)) {
            out.push_str(line);
        } else {
            worded_line(line, &mut out);
        }
        out.push('\n');
    }
    out
}

fn worded_line(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        // What has an end of its own, and an address, is no prose.
        let markup = [
            ("<", ">"),
            ("](", ")"),
            ("{", "}"),
            ("[^", "]"),
            ("[@", "]"),
            ("[!", "]"),
            ("][", "]"),
            ("&", ";"),
            ("$", "$"),
        ];
        let whole = markup.iter().find_map(|(from, to)| {
            let inside = rest.strip_prefix(from)?;
            inside.find(to).map(|at| from.len() + at + to.len())
        });
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let kept = match c {
            '@' | '\\' => {
                1 + rest[1..].find(|c: char| !c.is_alphanumeric() && c != ':').unwrap_or(rest.len() - 1)
            }
            _ if rest.starts_with("http") => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            _ => whole.unwrap_or(0),
        };
        if kept > 0 {
            out.push_str(&rest[..kept]);
            rest = &rest[kept..];
        } else if word > 1 && rest[..word].chars().any(char::is_alphabetic) {
            out.push(WORD);
            rest = &rest[word..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Numbers that look random and are the same at every run (Steele, Lea and Flood 2014, `SplitMix`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).expect("below the sides")
    }
}

/// The chapters of a mutant.
fn mutant(corpus: &[String], seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let chapters = 1 + dice.roll(3);
    (0..chapters)
        .map(|_| {
            let mut text = excerpt(corpus, &mut dice);
            for _ in 0..dice.roll(7) {
                mutate(&mut text, corpus, &mut dice);
            }
            // Most authors begin with a title.
            let title = if dice.roll(3) > 0 { format!("# {WORD}\n\n") } else { String::new() };
            title.chars().chain(text).collect()
        })
        .collect()
}

/// Some lines of a file, by characters.
fn excerpt(corpus: &[String], dice: &mut Dice) -> Vec<char> {
    let text = &corpus[dice.roll(corpus.len())];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = if dice.roll(2) == 0 { 0 } else { dice.roll(lines.len()) };
    let end = (start + 3 + dice.roll(30)).min(lines.len());
    lines[start..end].concat().chars().collect()
}

fn mutate(text: &mut Vec<char>, corpus: &[String], dice: &mut Dice) {
    let at = dice.roll(text.len() + 1);
    let to = (at + dice.roll(12)).min(text.len());
    let line = |text: &[char], at: usize| {
        let start = text[..at].iter().rposition(|c| *c == '\n').map_or(0, |start| start + 1);
        let end = text[at..].iter().position(|c| *c == '\n').map_or(text.len(), |end| at + end + 1);
        start..end
    };
    match dice.roll(8) {
        0..3 => {
            let markup = MARKUP[dice.roll(MARKUP.len())];
            text.splice(at..at, markup.chars());
        }
        3 => {
            text.drain(at..to);
        }
        4 => {
            text.drain(line(text, at));
        }
        5 => {
            let moved: Vec<char> = text.drain(line(text, at)).collect();
            let place = line(text, dice.roll(text.len() + 1)).start;
            text.splice(place..place, moved);
        }
        6 => {
            let start = line(text, at).start;
            let indent = ["  ", "    ", "> ", "- ", "# "][dice.roll(5)];
            text.splice(start..start, indent.chars());
        }
        _ => {
            let other = excerpt(corpus, dice);
            text.splice(at..at, other);
        }
    }
}

/// What is wrong with the books of these chapters.
fn judged(chapters: &[String]) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    let chapters = chapters.to_vec();
    let case = std::thread::spawn(move || {
        let _ = sender.send(judge(&chapters));
    });
    match receiver.recv_timeout(patience()) {
        Ok(fault) => fault,
        Err(mpsc::RecvTimeoutError::Timeout) => Some("does not end".to_owned()),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let panic = case.join().err();
            let text = panic.and_then(|panic| {
                let text = panic.downcast_ref::<String>().cloned();
                text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            });
            Some(format!("panics: {}", text.unwrap_or_default()))
        }
    }
}

fn patience() -> Duration {
    let asked = std::env::var("MUTATION_PATIENCE").ok().and_then(|seconds| seconds.parse().ok());
    asked.map_or(PATIENCE, Duration::from_secs)
}

fn judge(chapters: &[String]) -> Option<String> {
    let press = Press::with(&[]);
    for picture in ["disc.png", "photo.jpg"] {
        let bytes =
            std::fs::read(root().join("tests/golden/every-block/images").join(picture)).expect("a picture");
        press.write(&format!("images/{picture}"), &bytes);
    }
    let names: Vec<String> = (0..chapters.len()).map(|number| format!("c{number}.md")).collect();
    let yaml = format!("title: A Book\nlanguage: en-GB\nchapters: [{}]\n", names.join(", "));
    press.write("book.yaml", yaml.as_bytes());
    let mut words = 0;
    let mut texts: Vec<String> = chapters.iter().map(|text| numbered(text, &mut words)).collect();
    // What is an error is taken out, as its author would do, until books are made.
    for _ in 0..4 {
        names.iter().zip(&texts).for_each(|(name, text)| press.write(name, text.as_bytes()));
        let loaded =
            pressmark::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
        let formats = [Format::Epub, Format::Pdf];
        let made = pressmark::build(&loaded, &formats, None).expect("writers that write");
        // However it ends, its messages can be shown.
        let setting = pressmark::diag::render::Setting { sources: &loaded.sources, prefix: "", colour: true };
        pressmark::diag::render::human(&made.diagnostics, setting);
        pressmark::diag::render::brief(&made.diagnostics, setting);
        if let Some(epub) = made.value.iter().find(|product| product.format == Format::Epub) {
            let pages = &pressmark::layout(&loaded).value.expect("a book").layouts[0].pages;
            return compare(&texts, &entries(&epub.bytes), pages, &made.diagnostics, &loaded);
        }
        if !without_errors(&mut texts, &made.diagnostics, &loaded) {
            break;
        }
    }
    None
}

/// The text with every word in its place, each of its own.
fn numbered(text: &str, words: &mut usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c == WORD {
            let _ = write!(out, "q{words}z");
            *words += 1;
        } else {
            out.push(c);
        }
    }
    out
}

/// Takes out the lines at which errors are; whether there were any.
fn without_errors(texts: &mut [String], diagnostics: &[Diagnostic], loaded: &Loaded) -> bool {
    let mut bad: BTreeSet<(String, usize)> = BTreeSet::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        let places = diagnostic.span.into_iter().chain(diagnostic.labels.iter().map(|label| label.span));
        bad.extend(places.map(|span| {
            let place = loaded.sources.locate(span);
            (place.file.to_owned(), place.line)
        }));
    }
    for (number, text) in texts.iter_mut().enumerate() {
        let name = format!("c{number}.md");
        let lines = text.split_inclusive('\n').enumerate();
        *text = lines
            .filter(|(line, _)| !bad.contains(&(name.clone(), line + 1)))
            .map(|(_, text)| text)
            .collect();
    }
    !bad.is_empty()
}

fn compare(
    texts: &[String],
    epub: &[(String, Vec<u8>)],
    pages: &Pages,
    diagnostics: &[Diagnostic],
    loaded: &Loaded,
) -> Option<String> {
    let e_book = by_epub(epub);
    let (printed, printed_notes) = by_pages(pages);
    if e_book.text != printed {
        return Some(format!("the books differ: {}", difference(&e_book.text, &printed)));
    }
    let in_notes: BTreeSet<usize> = printed_notes.into_iter().collect();
    if in_notes != e_book.notes.iter().copied().collect() {
        return Some("the notes of the books differ".to_owned());
    }
    // Words that are shown twice (a target's title in the place of a link) and captions have two places.
    let mut often: BTreeMap<usize, usize> = BTreeMap::new();
    e_book.text.iter().for_each(|word| *often.entry(*word).or_default() += 1);
    let single: Vec<usize> = e_book
        .text
        .iter()
        .filter(|word| often[word] == 1 && !e_book.captions.contains(word))
        .copied()
        .collect();
    if let Some((first, second)) =
        single.iter().zip(single.iter().skip(1)).find(|(first, second)| first > second)
    {
        return Some(format!("q{first}z is before q{second}z"));
    }
    let held: BTreeSet<usize> = e_book.all.iter().copied().collect();
    let mut lost = String::new();
    for (number, text) in texts.iter().enumerate() {
        let file = format!("c{number}.md");
        for (word, at) in found(text).filter(|(word, _)| !held.contains(word)) {
            if !excused(text, at) && !reported(text, at, &file, diagnostics, loaded) {
                let _ = write!(lost, " q{word}z");
            }
        }
    }
    (!lost.is_empty()).then(|| format!("lost without a message:{lost}"))
}

fn difference(left: &[usize], right: &[usize]) -> String {
    let at = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let near = |words: &[usize]| {
        let near = words.iter().skip(at.saturating_sub(2)).take(6);
        near.map(|word| format!("q{word}z")).collect::<Vec<_>>().join(" ")
    };
    format!("e-book … {} | print … {}", near(left), near(right))
}

/// The words of a text with their places.
fn found(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('q').filter_map(|(at, _)| {
        let digits = text[at + 1..].find(|c: char| !c.is_ascii_digit())?;
        let word = text[at + 1..at + 1 + digits].parse().ok()?;
        text[at + 1 + digits..].starts_with('z').then_some((word, at))
    })
}

/// Whether a word is in markup that no book shows.
fn excused(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = &text[start..text[at..].find('\n').map_or(text.len(), |end| at + end)];
    let bare = line.trim_start_matches([' ', '\t', '>', '-', '*', '+', '|', '!']);
    let fence = ["```", "~~~", ":::"].iter().any(|mark| line.contains(mark));
    let definition = bare.starts_with('[') && line.contains("]:");
    let within = |from: &str, to: &str| {
        text[..at].rfind(from).is_some_and(|open| {
            let between = &text[open..at];
            !between[from.len()..].contains(to) && !between.contains("\n\n")
        })
    };
    let comment = text[..at].rfind("<!").is_some_and(|open| !text[open..at].contains("-->"));
    let head = text.starts_with("---");
    fence
        || definition
        || comment
        || head
        || within("](", ")")
        || within("][", "]")
        || within("{", "}")
        || within("<", ">")
        || within("[[", "]]")
        || within("[^", "]")
        || within("[@", "]")
}

/// Whether a message is about the lines of a word.
fn reported(text: &str, at: usize, file: &str, diagnostics: &[Diagnostic], loaded: &Loaded) -> bool {
    let line = text[..at].matches('\n').count() + 1;
    diagnostics.iter().any(|diagnostic| {
        let Some(span) = diagnostic.span else { return false };
        let start = loaded.sources.locate(span);
        let end = loaded.sources.position(span.file, span.end as usize).line;
        // A note that is left out is named at its mark.
        let reach = if matches!(diagnostic.code, Code::UnusedNote | Code::HtmlDropped) { 40 } else { 0 };
        start.file == file && (start.line..=end + reach).contains(&line)
    })
}

/// The words of an e-book by where they stand.
#[derive(Default)]
struct Words {
    text: Vec<usize>,
    notes: Vec<usize>,
    captions: BTreeSet<usize>,
    /// Those of attributes (alternative texts) too.
    all: Vec<usize>,
}

fn by_epub(epub: &[(String, Vec<u8>)]) -> Words {
    let mut words = Words::default();
    let (mut text, mut notes, mut captions) = (String::new(), String::new(), String::new());
    for (name, bytes) in epub {
        if name.starts_with("OEBPS/text/") && !name.ends_with("/cover.xhtml") {
            let source = std::str::from_utf8(bytes).expect("UTF-8");
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            let document = roxmltree::Document::parse_with_options(source, options).expect("well-formed");
            let body = document.descendants().find(|node| node.has_tag_name("body")).expect("a body");
            for node in body.descendants() {
                node.attributes()
                    .for_each(|attribute| words.all.extend(found(attribute.value()).map(|(word, _)| word)));
                let Some(spoken) = node.text().filter(|_| node.is_text()) else { continue };
                let note = node.ancestors().any(|above| above.attribute("role") == Some("doc-footnote"));
                let caption = node
                    .ancestors()
                    .any(|above| above.has_tag_name("caption") || above.has_tag_name("figcaption"));
                push(spoken, if note { &mut notes } else { &mut text });
                if caption {
                    push(spoken, &mut captions);
                }
            }
            text.push('\n');
        }
    }
    words.text = found(&text).map(|(word, _)| word).collect();
    words.notes = found(&notes).map(|(word, _)| word).collect();
    words.captions = found(&captions).map(|(word, _)| word).collect();
    words.all.extend(words.text.iter().chain(&words.notes));
    words
}

fn by_pages(pages: &Pages) -> (Vec<usize>, Vec<usize>) {
    let (mut text, mut notes) = (String::new(), String::new());
    let contents = pages.anchors.get("contents").map(|anchor| anchor.page);
    let later = pages.anchors.values().map(|anchor| anchor.page).filter(|page| Some(*page) > contents).min();
    for (index, item) in in_reading_order(pages) {
        let listed = contents.is_some_and(|first| first <= index && later.is_none_or(|later| index < later));
        if let PlacedKind::Glyphs(run) = &item.kind
            && item.owner.is_some()
            && !listed
        {
            match item.layer {
                Layer::Text => push(&run.text, &mut text),
                Layer::Note => push(&run.text, &mut notes),
                Layer::Head | Layer::Folio => {}
            }
        }
    }
    let words = |text: &str| found(text).map(|(word, _)| word).collect();
    (words(&text), words(&notes))
}

/// Adds a text without characters that only say where a line may end.
fn push(text: &str, out: &mut String) {
    let silent = |c: char| c.is_whitespace() || matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}' | '\u{FEFF}');
    out.extend(text.chars().filter(|c| !silent(*c)).flat_map(char::to_lowercase));
}

/// The chapters with as many lines left out as they can be while the fault stays.
fn smallest(mut chapters: Vec<String>) -> Vec<String> {
    for number in 0..chapters.len() {
        let mut size = chapters[number].lines().count().div_ceil(2).max(1);
        loop {
            let mut start = 0;
            while start < chapters[number].split_inclusive('\n').count() {
                let mut tried = chapters.clone();
                let lines = chapters[number].split_inclusive('\n').enumerate();
                tried[number] = lines
                    .filter(|(line, _)| !(start..start + size).contains(line))
                    .map(|(_, text)| text)
                    .collect();
                if judged(&tried).is_some() {
                    chapters = tried;
                } else {
                    start += size;
                }
            }
            if size == 1 {
                break;
            }
            size /= 2;
        }
    }
    chapters
}

fn shown(chapters: &[String]) -> String {
    let mut words = 0;
    let shown = chapters.iter().map(|text| format!("--- {:?}", numbered(text, &mut words)));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_found_again() {
    assert_eq!(worded("A *word* [or two](x.md){.y}\n"), format!("A *{WORD}* [{WORD} {WORD}](x.md){{.y}}\n"));
    let mut words = 7;
    assert_eq!(numbered("\u{E000}, \u{E000}", &mut words), "q7z, q8z");
    assert_eq!(found("q7z,q8zq12").map(|(word, _)| word).collect::<Vec<_>>(), [7, 8]);
}
