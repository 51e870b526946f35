//! Mutated manuscripts, and books made from a grammar: whatever is typed, both books hold its words in its order, or a
//! message names them; nothing panics and nothing hangs.
//!
//! Every word of a manuscript is replaced by one of its own (`q17z`), so that each can be found again.
//!
//! | variable | |
//! |:--|:--|
//! | `MUTATIONS=10000` | tries as many |
//! | `MUTATION_FIRST=5000` | begins with this seed |
//! | `MUTATION_INPUTS=DIR` | adds the Markdown files of a folder to those that mutants are made from |
//! | `MUTATION_PATIENCE=5` | seconds after which a mutant counts as hanging |
//! | `MUTATION_SEED=17` | tries one, makes it small and prints it; with the same `MUTATION_INPUTS` |

mod grammar;
mod judge;
mod markup;
mod metadata;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use self::judge::{Verdict, found, judge};
use self::markup::{KINDS, MARKUP};
use crate::support::root;

/// The number of mutants in an ordinary run of the tests.
const CASES: u64 = 24;
/// The maximum time for one mutant: far above what any takes, since test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);
/// The placeholder for a word until the mutant is finished.
const WORD: char = '\u{E000}';
/// The tools whose dialect is used; our own more often than each of the others.
const TOOLS: &[&str] = &[
    "Pressmark",
    "Pressmark",
    "Pressmark",
    "Pressmark",
    "mdBook",
    "GitBook",
    "Quarto",
    "bookdown",
    "Leanpub",
    "pandoc",
    "Jekyll",
    "Hugo",
    "MkDocs",
];

/// A mutated manuscript.
#[derive(Clone)]
struct Mutant {
    /// The dialect that `book.yaml` names.
    tool: &'static str,
    /// The texts of its files, whose words are not yet numbered.
    chapters: Vec<String>,
}

#[test]
fn mutants_keep_their_words_in_order_in_both_books() {
    let corpus = corpus();
    keep_their_words(&|seed| mutant(&corpus, seed));
}

#[test]
fn books_of_a_grammar_keep_their_words_in_order_in_both_books() {
    keep_their_words(&grammar::book);
}

/// Makes the books of many seeds, or of the one that is asked for.
#[track_caller]
fn keep_their_words(made: &(dyn Fn(u64) -> Mutant + Sync)) {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a number"));
    if let Some(seed) = number("MUTATION_SEED") {
        let mutant = made(seed);
        if let Verdict::Wrong(fault) = judged(&mutant) {
            let small = smallest(mutant, &fault);
            let Verdict::Wrong(fault) = judged(&small) else { panic!("seed {seed}: {fault}") };
            panic!("seed {seed}: {fault}\n{}", shown(&small));
        }
        return;
    }
    let cases = number("MUTATIONS").unwrap_or(CASES);
    let first = number("MUTATION_FIRST").unwrap_or(0);
    let next = AtomicU64::new(first);
    let results = Mutex::new(BTreeMap::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + cases {
                        break;
                    }
                    let verdict = judged(&made(seed));
                    results.lock().expect("no panic while it was held").insert(seed, verdict);
                }
            });
        }
    });
    let results = results.into_inner().expect("no panic while it was held");
    let mut faults = String::new();
    let (mut wrong, mut unmade) = (0, 0);
    for (seed, verdict) in &results {
        match verdict {
            Verdict::Right => {}
            Verdict::NoBooks => unmade += 1,
            Verdict::Wrong(fault) => {
                wrong += 1;
                let _ = writeln!(faults, "MUTATION_SEED={seed}: {fault}");
            }
        }
    }
    assert!(wrong == 0, "{wrong} of {cases} books:\n{faults}");
    // Manuscripts without books prove little.
    assert!(unmade <= 1 + cases / 20, "{unmade} of {cases} manuscripts made no books");
}

/// Returns the files that mutants are made from, with their words replaced.
fn corpus() -> Vec<String> {
    let mut folders = vec![root().join("manuscript")];
    let golden = std::fs::read_dir(root().join("tests/golden")).expect("golden books");
    folders.extend(golden.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()));
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

/// Returns the text with every word of prose replaced; markup is kept.
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
        // Constructs with a delimiter of their own, and addresses, are not prose.
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

/// Pseudo-random numbers that are the same in every run (Steele, Lea and Flood 2014, `SplitMix`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).expect("below the sides")
    }
}

/// Returns the mutant of a seed.
fn mutant(corpus: &[String], seed: u64) -> Mutant {
    let mut dice = Dice(seed);
    let tool = TOOLS[dice.roll(TOOLS.len())];
    let chapters = 1 + dice.roll(3);
    let chapters = (0..chapters)
        .map(|_| {
            let mut text = excerpt(corpus, &mut dice);
            for _ in 0..dice.roll(7) {
                mutate(&mut text, corpus, &mut dice);
            }
            // Most authors begin with a title.
            let title = if dice.roll(3) > 0 { format!("# {WORD}\n\n") } else { String::new() };
            title.chars().chain(text).collect()
        })
        .collect();
    Mutant { tool, chapters }
}

/// Returns some lines of a file as characters.
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

/// Returns the fault of a mutant's books, if there is one.
fn judged(mutant: &Mutant) -> Verdict {
    let (sender, receiver) = mpsc::channel();
    let mutant = mutant.clone();
    let case = std::thread::spawn(move || {
        let _ = sender.send(judge(&mutant));
    });
    match receiver.recv_timeout(patience()) {
        Ok(verdict) => verdict,
        Err(mpsc::RecvTimeoutError::Timeout) => Verdict::Wrong("does not end".to_owned()),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let panic = case.join().err();
            let text = panic.and_then(|panic| {
                let text = panic.downcast_ref::<String>().cloned();
                text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            });
            Verdict::Wrong(format!("panics: {}", text.unwrap_or_default()))
        }
    }
}

fn patience() -> Duration {
    let asked = std::env::var("MUTATION_PATIENCE").ok().and_then(|seconds| seconds.parse().ok());
    asked.map_or(PATIENCE, Duration::from_secs)
}

/// Returns the text with a distinct word in place of each placeholder.
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

/// Returns the mutant with as many lines, and then words, removed as possible while a fault of the same
/// kind remains.
fn smallest(mutant: Mutant, fault: &str) -> Mutant {
    let by_lines = shrunk(mutant, fault, |text| text.split_inclusive('\n').map(str::to_owned).collect());
    shrunk(by_lines, fault, |text| text.split_inclusive([' ', '\n']).map(str::to_owned).collect())
}

fn shrunk(mut mutant: Mutant, fault: &str, pieces: fn(&str) -> Vec<String>) -> Mutant {
    let kind = |fault: &str| fault.split(':').next().map(str::to_owned);
    for number in 0..mutant.chapters.len() {
        let mut size = pieces(&mutant.chapters[number]).len().div_ceil(2).max(1);
        loop {
            let mut start = 0;
            while start < pieces(&mutant.chapters[number]).len() {
                let mut tried = mutant.clone();
                let mut rest = pieces(&mutant.chapters[number]);
                rest.drain(start..(start + size).min(rest.len()));
                tried.chapters[number] = rest.concat();
                match judged(&tried) {
                    Verdict::Wrong(found) if kind(&found) == kind(fault) => mutant = tried,
                    _ => start += size,
                }
            }
            if size == 1 {
                break;
            }
            size /= 2;
        }
    }
    mutant
}

fn shown(mutant: &Mutant) -> String {
    let mut words = 0;
    let shown = mutant.chapters.iter().map(|text| format!("--- {:?}", numbered(text, &mut words)));
    std::iter::once(format!("dialect: {}", mutant.tool)).chain(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_found_again() {
    assert_eq!(worded("A *word* [or two](x.md){.y}\n"), format!("A *{WORD}* [{WORD} {WORD}](x.md){{.y}}\n"));
    let mut words = 7;
    assert_eq!(numbered("\u{E000}, \u{E000}", &mut words), "q7z, q8z");
    assert_eq!(found("q7z,q8zq12").map(|(word, _)| word).collect::<Vec<_>>(), [7, 8]);
}
