//! Inputs whose cost could grow faster than their size, and inputs that are far larger than a book.

use std::process::Command;

use crate::support::{Press, Run, YAML, skip};

/// Constructs that have cost quadratic time in some parser, each repeated `count` times in a paragraph of its own.
fn constructs(count: usize) -> String {
    let few = count / 10;
    let backticks =
        (0..few).map(|index| format!("{} a ", "`".repeat(index % 60 + 1))).collect::<Vec<_>>().concat();
    let paragraphs = [
        "[^".repeat(count),
        "[a](".repeat(count),
        format!("b {}", "<!--".repeat(count)),
        "*a_".repeat(count),
        backticks,
        format!("b {}", "a | ".repeat(count)),
        format!("{0}\n|---|\n{0}", "a | ".repeat(few)),
        "@@@".repeat(count),
        "a@@@b.c ".repeat(count),
        // This comment, which has no end, takes what follows.
        "<!--".repeat(count),
    ];
    paragraphs.join("\n\n")
}

/// Returns the instructions that a build of the printed book executes, as valgrind counts them.
fn instructions(text: &str) -> u64 {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n{text}\n"))]);
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    command.args([env!("CARGO_BIN_EXE_pressmark"), "build", "-q", "-f", "pdf"]);
    // Threads that wait for work would count too.
    command.current_dir(press.path("")).env("RAYON_NUM_THREADS", "1");
    let output = command.output().expect("valgrind runs");
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
    // One of the two words, by the version of valgrind.
    let line = report.lines().find(|line| line.contains("refs:") || line.contains("Collected :"));
    let number = line.and_then(|line| line.rsplit(' ').next()).map(|number| number.replace(',', ""));
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{report}"))
}

#[test]
fn case_10_four_times_the_input_costs_at_most_six_times_the_instructions() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        skip("growth", "valgrind");
        return;
    }
    let base = instructions("word");
    let [once, four_times] = [2000, 8000].map(|count| instructions(&constructs(count)) - base);
    assert!(four_times <= 6 * once, "{once} instructions, and {four_times} for four times the input");
}

/// Builds a chapter with limits of time and memory.
#[track_caller]
fn limited(text: &str, memory: &str) -> (Press, Run) {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n{text}\n"))]);
    let run = press.run(&["build", "-q", "--timeout", "120s", "--max-memory", memory]);
    (press, run)
}

#[test]
fn case_13_what_is_far_larger_than_a_book_is_set_or_over_a_limit() {
    let row = |cell: &str| format!("{}\n", format!("| {cell} ").repeat(50));
    let table = format!("{}{}{}", row("a"), row("---"), row("b").repeat(200));
    let calls = (0..2000).map(|note| format!("a[^{note}]\n\n[^{note}]: b\n\n")).collect::<Vec<_>>().concat();
    let large = [
        ("a table of 50 columns", table),
        ("a cell of several pages", format!("| a |\n|---|\n| {}|\n", "words of a cell ".repeat(2000))),
        ("a word of 100 kB", "w".repeat(100_000)),
        ("a paragraph of 500 kB", "words of it ".repeat(42_000)),
        ("2000 notes", calls),
    ];
    for (name, text) in large {
        let (press, run) = limited(&text, "500M");
        assert_eq!(run.code, 0, "{name}: {}", &run.err[..run.err.len().min(2000)]);
        assert_eq!(press.books().len(), 2, "{name}");
    }
    // A limit that the user sets, and the documented one of a file.
    let (press, run) = limited(&"words of it ".repeat(500_000), "100M");
    assert_eq!((run.code, press.books().len()), (3, 0), "{}", run.err);
    assert!(run.err.contains("error[E0702]") || cfg!(not(target_os = "linux")), "{}", run.err);
    let (press, run) = limited(&"word ".repeat(4_000_000), "1G");
    assert_eq!((run.code, press.books().len()), (1, 0), "{}", &run.err[..run.err.len().min(2000)]);
    assert!(run.err.contains("error[E0205]") && run.err.contains("one.md"), "{}", run.err);
}
