//! Shows how the cost of a build grows with its input: each construct that has once been costly, repeated N, 2 N and 4 N
//! times in a book of one chapter.
//!
//! `cargo bench --bench growth [-- KIND...]`. What is counted are the instructions that the program executes, so that
//! the table is the same on a busy machine; `perf` counts them, or else cachegrind of valgrind, which takes some minutes.
//! The growth is the difference from 2 N to 4 N by that from N to 2 N: 2.00 is linear, 4.00 quadratic.
//! Exits with status 1 if it is above 2.4 for any kind.

#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is the outside world: it starts programs, writes files, and prints"
)]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The maximum growth for twice the input.
const MAX_GROWTH: f64 = 2.4;
/// A difference is small if it is the count divided by this, or less.
const SMALL: u64 = 50;

/// The files of a book, each with its name.
type Files = Vec<(Cow<'static, str>, String)>;

/// A construct: its name, the first number of repetitions, and the files of a book with so many.
type Kind = (&'static str, usize, fn(usize) -> Files);

const KINDS: &[Kind] = &[
    ("words", 20_000, |n| chapter(&"word ".repeat(n))),
    ("spans", 5_000, |n| chapter(&"[a]{.b ".repeat(n))),
    ("attributes", 5_000, |n| chapter(&format!("[a]{{{}}}", ".b ".repeat(n)))),
    ("title of a chapter", 2_500, |n| vec![("a.md".into(), format!("# {}\n\ntext\n", "word ".repeat(n)))]),
    ("title of the book", 2_500, |n| {
        vec![
            ("book.yaml".into(), format!("title: {}\n", "word ".repeat(n))),
            ("a.md".into(), "# A\n\ntext\n".to_owned()),
        ]
    }),
    ("word with hyphens", 20_000, |n| chapter(&"ab1-".repeat(n))),
    ("address", 5_000, |n| chapter(&format!("<https://e.org{}>", "/a/b-c.a".repeat(n)))),
    ("addresses", 2_000, |n| chapter(&"<https://e.org/a> ".repeat(n))),
    ("backticks", 2_500, |n| chapter(&runs_of_backticks(n))),
    ("open backticks", 10_000, |n| chapter(&"a `".repeat(n))),
    ("keys", 2_000, |n| chapter(&"<kbd>a</kbd>+".repeat(n))),
    ("open HTML", 5_000, |n| chapter(&"<b>".repeat(n))),
    ("closed HTML", 5_000, |n| chapter(&"</b>".repeat(n))),
    ("crossed HTML", 5_000, |n| chapter(&"<i>a</b>".repeat(n))),
    ("blocks of HTML", 2_000, |n| chapter(&"</div>\n\na\n\n".repeat(n))),
    ("equal headings", 2_000, |n| chapter(&"## Same\n\na\n\n".repeat(n))),
    ("equal names", 2_000, |n| chapter(&"## H {#x}\n\na\n\n".repeat(n))),
    ("line breaks", 10_000, |n| chapter(&"line\\\n".repeat(n))),
    ("dead links in a line", 2_500, |n| chapter(&"[x](nope.md) ".repeat(n))),
    ("dead references", 2_500, |n| chapter(&numbered(n, |i| format!("@fig:p{i} b ")))),
    ("missing pictures", 1_000, |n| chapter(&numbered(n, |i| format!("![c](p{i}.png)\n\n")))),
    ("missing chapters", 1_000, |n| {
        vec![(
            "book.yaml".into(),
            format!("title: T\nchapters: [{}]\n", numbered(n, |i| format!("c{i}.md, "))),
        )]
    }),
    ("deep YAML", 10_000, |n| {
        vec![
            ("book.yaml".into(), format!("title: {}\n", "[".repeat(n))),
            ("a.md".into(), "# A\n\ntext\n".to_owned()),
        ]
    }),
    ("tabs", 20_000, |n| chapter(&"a\tb ".repeat(n))),
    ("tabs in code", 20_000, |n| chapter(&format!("```\n{}\n```", "\ta".repeat(n)))),
    // A book of more pages has a wider gutter, for which it is set again: the cost has a step below 1,000.
    ("floats", 1_000, |n| {
        let mut files = chapter(&"![c](p.svg)\n\nWords of it.\n\n".repeat(n));
        files.push(("p.svg".into(), drawing("<rect width=\"20\" height=\"20\"/>")));
        files
    }),
    // The words of one element cost more than in proportion, up to the limit of `docs/limits.md`.
    ("texts of a drawing", 1_000, |n| {
        let mut files = chapter("![c](p.svg)");
        files.push(("p.svg".into(), drawing(&"<text y=\"9\">word word word</text>".repeat(n))));
        files
    }),
    ("notes", 1_000, |n| {
        chapter(&format!(
            "{}\n\n{}",
            numbered(n, |i| format!("a[^{i}]\n\n")),
            numbered(n, |i| format!("[^{i}]: b\n\n"))
        ))
    }),
    ("notes in the margin", 500, |n| chapter(&"a[b]{.aside} ".repeat(n))),
    ("notes of the book", 1_000, |n| {
        let notes =
            numbered(n, |i| format!("a[^{i}] ")) + "\n\n" + &numbered(n, |i| format!("[^{i}]: b\n\n"));
        let mut files = chapter(&notes);
        files[0].1 += "design: { notes: { place: book } }\n";
        files
    }),
    ("text of a picture", 20_000, |n| {
        let mut files = chapter(&format!("![{}](p.svg)", "word ".repeat(n)));
        files.push(("p.svg".into(), drawing("<rect width=\"20\" height=\"20\"/>")));
        files
    }),
    ("tables", 500, |n| chapter(&"| a | b |\n|---|---|\n| c | d |\n\n: Caption\n\n".repeat(n))),
    ("rows of a table", 1_000, |n| chapter(&format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(n)))),
    ("cells over rows", 500, |n| {
        let row = "<tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr>";
        chapter(&format!("<table>{}</table>", row.repeat(n)))
    }),
    ("names in code", 3_000, |n| chapter(&"`a_b_c_d_e_f_g(h)` ".repeat(n))),
    ("a word", 50_000, |n| chapter(&"abcd".repeat(n))),
    // The cost has a step below 4,000 keys, and grows in proportion above.
    ("framed keys", 4_000, |n| {
        let mut files = chapter(&"<kbd>a</kbd> ".repeat(n));
        files[0].1 += "design: { inline: { keys: keycaps } }\n";
        files
    }),
    ("line of code", 40_000, |n| chapter(&format!("```\n{}\n```", "a ".repeat(n)))),
    ("empty lines of code", 5_000, |n| chapter(&format!("```\n{}```", "\n".repeat(n)))),
    ("hostile code", 20, |n| {
        chapter(&format!("```typst\n{}```", format!("{}\n", "`".repeat(1_900)).repeat(n)))
    }),
    ("chemistry", 300, |n| chapter(&"$\\ce{2H2 + O2 -> 2H2O}$ ".repeat(n))),
    ("rows of a formula", 1_000, |n| {
        chapter(&format!("$$\n\\begin{{align}}\n{}\n\\end{{align}}\n$$", "a &= b \\\\\n".repeat(n)))
    }),
    ("terms", 500, |n| {
        let mut files = chapter(&numbered(n, |i| format!("[t{i}]{{.term}} ")));
        files.push((
            "glossary.md".into(),
            "# Glossary\n\n".to_owned() + &numbered(n, |i| format!("t{i}\n: word\n\n")),
        ));
        files
    }),
    // As for floats, and the paragraph needs another pass.
    ("abbreviations", 2_000, |n| {
        let mut files = chapter(&numbered(n, |i| format!("AB{i} is ")));
        files[0].1 += &format!("abbreviations: {{{}}}\n", numbered(n, |i| format!("AB{i}: a b, ")));
        files
    }),
    ("entries of an index", 1_000, |n| chapter(&numbered(n, |i| format!("[w{i}]{{.index}} ")))),
    ("references", 2_000, |n| chapter(&numbered(n, |i| format!("## H {{#sec:h{i}}}\n\nSee @sec:h{i}.\n\n")))),
    ("list in a line of YAML", 10_000, |n| {
        let mut files = chapter("word");
        files[0].1 += &format!("subjects: [{}]\n", numbered(n, |i| format!("S{i}, ")));
        files
    }),
    ("chapters without numbers", 300, |n| {
        let mut files = chapter("word");
        files.extend((0..n).map(|i| (format!("c{i}.md").into(), "text\n".to_owned())));
        files
    }),
    ("subequations", 2_000, |n| chapter(&"\\begin{subequations}\n\n".repeat(n))),
];

fn main() -> ExitCode {
    let named: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with("--")).collect();
    let Some(counter) = Counter::find() else {
        println!("neither perf nor valgrind can count instructions here");
        return ExitCode::FAILURE;
    };
    println!("{:22} {:>7} {:>9} {:>9} {:>9}  growth (millions of instructions)", "", "N", "N", "2 N", "4 N");
    let mut is_linear = true;
    for (name, n, files) in KINDS {
        if !named.is_empty() && !named.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let counts = [1, 2, 4].map(|times| counter.count(&files(n * times)));
        // What does not depend on the input falls out of the differences; where they are small, only chance is left.
        let [first, second] = [counts[1].abs_diff(counts[0]), counts[2].abs_diff(counts[1])];
        let growth = second as f64 / first.max(1) as f64;
        let is_over = growth > MAX_GROWTH && second > counts[0] / SMALL;
        is_linear &= !is_over;
        let [one, two, four] = counts.map(|count| count / 1_000_000);
        let mark = if is_over { "  not linear" } else { "" };
        println!("{name:22} {n:>7} {one:>9} {two:>9} {four:>9}  {growth:.2}{mark}");
    }
    if is_linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns a book of one chapter.
fn chapter(text: &str) -> Files {
    vec![
        ("book.yaml".into(), "title: T\nlanguage: en\n".to_owned()),
        ("a.md".into(), format!("# A\n\n{text}\n")),
    ]
}

fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

/// Returns runs of one to sixty backticks, most of which have a run of the same length far behind them.
fn runs_of_backticks(count: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        let _ = write!(text, "{} a ", "`".repeat(index % 60 + 1));
    }
    text
}

fn drawing(content: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">{content}</svg>")
}

/// A program that counts instructions.
#[derive(Clone, Copy)]
enum Counter {
    Perf,
    Cachegrind,
}

impl Counter {
    /// Returns the first that works here.
    fn find() -> Option<Self> {
        [Self::Perf, Self::Cachegrind]
            .into_iter()
            .find(|counter| counter.run(&["--version"], Path::new(".")).is_some())
    }

    /// Returns the number of instructions for building a book of these files.
    fn count(self, files: &Files) -> u64 {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(&**name), text).expect("a file");
        }
        self.run(&["build", "."], folder.path()).expect("it has counted before")
    }

    /// Runs the program with arguments in a folder, in which it puts the books. Returns the number of its instructions, or `None` if they cannot be counted.
    fn run(self, arguments: &[&str], folder: &Path) -> Option<u64> {
        let program = Path::new(env!("CARGO_BIN_EXE_pressmark"));
        let mut command = match self {
            Self::Perf => Command::new("perf"),
            Self::Cachegrind => Command::new("valgrind"),
        };
        match self {
            Self::Perf => command.args(["stat", "-x", ",", "-e", "instructions:u", "--"]),
            Self::Cachegrind => {
                command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
            }
        };
        // Threads that wait for work would count too.
        let command = command.arg(program).args(arguments).current_dir(folder);
        let output = command.env("RAYON_NUM_THREADS", "1").output().ok()?;
        let report = String::from_utf8_lossy(&output.stderr);
        let counted = match self {
            Self::Perf => report.lines().find(|line| line.contains(",instructions:u,"))?.split(',').next(),
            Self::Cachegrind => report
                .lines()
                .find(|line| line.contains(" I ") && line.contains("refs:"))?
                .split("refs:")
                .nth(1),
        };
        counted?.replace(',', "").trim().parse().ok()
    }
}
