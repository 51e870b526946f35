//! Files, folders, disks, signals and limits of the machine that fail. The names of the tests are those of the cases.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{Press, Run, YAML, run_in, skip};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pressmark");

/// Runs a command line in a folder; `PRESSMARK` in it is the program.
fn shell(folder: &Path, line: &str) -> Run {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PRESSMARK", PROGRAM);
    for name in ["GITHUB_ACTIONS", "CI", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().expect("a shell");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Run { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// Returns whether a tool is there; otherwise the test is skipped, or fails in CI.
#[track_caller]
fn has(test: &str, line: &str) -> bool {
    let works = shell(Path::new("/"), line).code == 0;
    if !works {
        skip(test, line);
    }
    works
}

/// Returns the contents of all files in the output folder, hidden ones too.
fn output(press: &Press) -> BTreeMap<String, Vec<u8>> {
    press.books()
}

/// A good book with old files in its output folder.
fn with_old_files() -> Press {
    let press = Press::good();
    for name in ["a-small-book.epub", "a-small-book.pdf"] {
        press.write(&format!("output/{name}"), b"OLD");
    }
    press
}

/// Returns which build the files are of: `old`, `new`, or a list of what is there.
fn state(press: &Press) -> String {
    let files = output(press);
    let is_old = |bytes: &Vec<u8>| bytes == b"OLD";
    let is_new = |(name, bytes): (&String, &Vec<u8>)| match Path::new(name).extension() {
        Some(extension) if extension == "epub" => bytes.starts_with(b"PK") && bytes.len() > 1000,
        Some(extension) if extension == "pdf" => bytes.starts_with(b"%PDF") && bytes.ends_with(b"%%EOF\n"),
        _ => false,
    };
    match files.len() {
        2 if files.values().all(is_old) => "old".to_owned(),
        2 if files.iter().all(is_new) => "new".to_owned(),
        _ => format!("{:?}", files.iter().map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>()),
    }
}

#[cfg(unix)]
#[test]
fn case_03_special_files_are_refused_and_never_hang() {
    if !has("special files", "command -v mkfifo") {
        return;
    }
    let press = Press::with(&[("book.yaml", YAML), ("one.md", "# One\n\n![a](pipe.png)\n\n![b](images)\n")]);
    press.write("images/x", b"");
    press.write("empty.png", b"");
    let run = shell(&press.path(""), "mkfifo pipe.png; timeout 20 $PRESSMARK build -q");
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("E0203").count(), 2, "{}", run.err);
    press.write("one.md", b"# One\n\n![a](empty.png)\n");
    let run = press.run(&["build", "-q"]);
    assert_eq!((run.code, run.err.contains("empty.png")), (1, true), "{}", run.err);
}

#[test]
fn case_19_an_output_that_cannot_be_written_is_an_error_of_the_machine() {
    let press = Press::good();
    press.write("file", b"x");
    let run = press.run(&["build", "-o", "file"]);
    assert_eq!(run.code, 3, "{}", run.err);
    press.write("output/a-small-book.pdf/x", b"x");
    let run = press.run(&["build"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("it is a folder"), "{}", run.err);
    assert_eq!(std::fs::read_dir(press.path("output")).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn case_19_a_link_in_the_output_is_replaced_and_not_followed() {
    let press = Press::good();
    press.write("target", b"KEPT");
    press.write("output/x", b"");
    std::os::unix::fs::symlink("../target", press.path("output/a-small-book.pdf")).expect("a link");
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(std::fs::read(press.path("target")).expect("a file"), b"KEPT");
    assert!(!press.path("output/a-small-book.pdf").is_symlink());
}

#[cfg(target_os = "linux")]
#[test]
fn case_19_a_folder_without_permission_is_an_error_of_the_machine() {
    const NOBODY: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    if !has("permissions", &format!("{NOBODY} true")) {
        return;
    }
    let press = Press::good();
    // The program and the folder have to be readable for anybody.
    let tools = tempfile::tempdir().expect("a folder");
    let copy = tools.path().join("pressmark");
    std::fs::copy(PROGRAM, &copy).expect("a copy");
    let prepare = "chmod 755 . && mkdir closed && chmod 700 closed && mkdir open && chmod 777 open";
    assert_eq!(shell(&press.path(""), prepare).code, 0);
    assert_eq!(shell(tools.path(), "chmod 755 .").code, 0);
    let run =
        |arguments: &str| shell(&press.path(""), &format!("{NOBODY} {} {arguments}", copy.to_string_lossy()));
    let written = run("build -o closed/x");
    assert_eq!(written.code, 3, "{}", written.err);
    assert_eq!(shell(&press.path(""), "chmod 000 one.md").code, 0);
    let read = run("build -o open");
    assert_eq!(read.code, 3, "{}", read.err);
    assert!(read.err.contains("E0211"), "{}", read.err);
    let entered = run("build closed -o open");
    assert_eq!(entered.code, 3, "{}", entered.err);
    assert!(entered.err.contains("cannot read closed"), "{}", entered.err);
}

/// Runs a build of a book with old files while every system call that matches `fault` fails or is interrupted.
fn build_with(press: &Press, fault: &str) -> Run {
    let line = format!("strace -f -qq -o /dev/null -e inject={fault} $PRESSMARK build -q");
    shell(&press.path(""), &line)
}

#[cfg(target_os = "linux")]
#[test]
fn case_20_if_the_disk_is_full_the_old_files_stay() {
    if !has("a full disk", "strace -qq -o /dev/null true") {
        return;
    }
    for fault in [
        "write:error=ENOSPC:when=1+",
        "fsync:error=EIO:when=1+",
        "fsync:error=EIO:when=2",
        "rename:error=EPERM:when=1",
        "rename:error=EPERM:when=3",
        "linkat:error=EPERM:when=1+",
    ] {
        let press = with_old_files();
        let run = build_with(&press, fault);
        // Where a file cannot have two names, the old one is copied.
        let expected = if fault.starts_with("linkat") { (0, "new") } else { (3, "old") };
        assert_eq!((run.code, state(&press).as_str()), expected, "{fault}: {}", run.err);
        // A fault of every write is one of the standard error, too.
        let is_said = run.code == 0 || fault.starts_with("write") || run.err.contains("output/a-small-book.");
        assert!(is_said, "{fault}: the book is not named: {}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn case_21_a_limit_of_file_sizes_is_an_error_and_not_a_signal() {
    if !has("a limit of file sizes", "command -v prlimit") {
        return;
    }
    let press = with_old_files();
    let run = shell(&press.path(""), "prlimit --fsize=4096 $PRESSMARK build -q");
    assert_eq!((run.code, state(&press).as_str()), (3, "old"), "{}", run.err);
    assert!(run.err.contains("output/a-small-book.epub: File too large"), "{}", run.err);
    assert!(!run.err.contains(".pressmark-"), "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn case_22_signals_remove_unfinished_files() {
    if !has("signals", "command -v pgrep && strace -qq -o /dev/null true") {
        return;
    }
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let press = with_old_files();
        // The signal comes while the first file is written and not yet synced, which takes seconds here.
        let line = "strace -f -qq -o /dev/null -e inject=fsync:delay_enter=5000000 $PRESSMARK build -q & \
                    until ls output/.pressmark-*; do sleep .05; done; sleep .2; ls -A output > during; \
                    kill -$SIGNAL $(pgrep -P $!); wait $!";
        let run = shell(&press.path(""), &line.replace("$SIGNAL", signal));
        assert_eq!((run.code, state(&press).as_str()), (code, "old"), "{signal}: {}", run.err);
        let during = std::fs::read_to_string(press.path("during")).expect("a list");
        assert!(during.contains(".pressmark-"), "{during}");
    }
}

/// Kills a build at one system call after the other. The next build, which fails, then finds the old files or the new
/// ones, and nothing else.
#[cfg(target_os = "linux")]
#[test]
fn case_22_a_kill_at_any_time_leaves_the_old_files_or_the_new() {
    if !has("kills", "strace -qq -o /dev/null true") {
        return;
    }
    // Every one of these calls; of the others, which are many, every seventh.
    let calls = [("fsync", 1), ("rename", 1), ("linkat", 1), ("unlink", 1), ("write", 7), ("openat", 7)];
    let mut states = BTreeMap::new();
    for (call, step) in calls {
        for when in (1..).step_by(step) {
            let press = with_old_files();
            let run = build_with(&press, &format!("{call}:signal=KILL:when={when}"));
            if run.code == 0 {
                break;
            }
            press.write("one.md", b"# One\n\n![](missing.png)\n");
            let next = press.run(&["build", "-q"]);
            assert_eq!(next.code, 1, "{call} {when}: {}", next.err);
            let state = state(&press);
            assert!(matches!(state.as_str(), "old" | "new"), "{call} {when}: {state}");
            *states.entry(state).or_insert(0) += 1;
        }
    }
    assert!(states.len() == 2 && states.values().all(|times| *times > 2), "{states:?}");
}

#[test]
fn case_23_many_builds_into_one_folder_leave_the_files_of_one() {
    let press = with_old_files();
    let expected = {
        let press = Press::good();
        assert_eq!(press.run(&["build", "-q"]).code, 0);
        output(&press)
    };
    let build = || {
        Command::new(PROGRAM)
            .args(["build", "-q"])
            .current_dir(press.path(""))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs")
    };
    let builds: Vec<_> = (0..8).map(|_| build()).collect();
    for build in builds {
        let done = build.wait_with_output().expect("an end");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(output(&press) == expected, "{}", state(&press));
}

#[test]
fn case_24_files_of_two_builds_are_told_apart() {
    let press = Press::good();
    let verify = || press.run(&["verify", "--stamps-only"]);
    let none = verify();
    assert_eq!(none.code, 1, "{}", none.err);
    assert_eq!(press.run(&["build", "-q"]).code, 0);
    let same = verify();
    assert_eq!((same.code, same.out.lines().count()), (0, 2), "{}{}", same.out, same.err);
    // One format made anew from the same files is of the same build.
    assert_eq!(press.run(&["build", "-q", "-f", "epub"]).code, 0);
    assert_eq!(verify().out, same.out);
    press.write("one.md", b"# One\n\nOther words.\n");
    assert_eq!(press.run(&["build", "-q", "-f", "epub"]).code, 0);
    let mixed = verify();
    assert_eq!(mixed.code, 1, "{}", mixed.out);
    assert!(mixed.err.contains("different builds"), "{}", mixed.err);
    press.write("output/a-small-book.pdf", b"%PDF of somebody else");
    let other = verify();
    assert_eq!(other.code, 1);
    assert!(other.err.contains("does not say"), "{}", other.err);
}

#[cfg(unix)]
#[test]
fn case_26_a_build_needs_no_home_and_no_folder_but_those_that_it_is_given() {
    let press = Press::good();
    let out = tempfile::tempdir().expect("a folder");
    let line = format!("env -i $PRESSMARK build -o {}/books -q", out.path().to_string_lossy());
    let run = shell(&press.path(""), &line);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(std::fs::read_dir(out.path().join("books")).expect("a folder").count(), 2);
    assert!(output(&press).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn case_27_a_full_standard_output_is_an_error_and_a_closed_one_is_not() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n### Three\n\nWords.\n");
    for line in ["check --message-format json", "--help", "explain page:1"] {
        let full = shell(&press.path(""), &format!("$PRESSMARK {line} > /dev/full"));
        assert_eq!(full.code, 3, "{line}: {}", full.err);
        assert!(full.err.contains("cannot write to the standard output"), "{}", full.err);
        let closed = shell(&press.path(""), &format!("($PRESSMARK {line}; echo $? > code) | true"));
        assert!(!closed.err.contains("panicked"), "{}", closed.err);
        let code = std::fs::read_to_string(press.path("code")).expect("a code");
        assert_eq!(code.trim(), "0", "{line}: {}", closed.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn case_28_fewer_threads_or_less_memory_never_leave_half_a_book() {
    const LONELY: &str = "setpriv --reuid=64999 --regid=64999 --clear-groups prlimit --nproc=1";
    if !has("a limit of threads", &format!("{LONELY} true")) {
        return;
    }
    let press = with_old_files();
    let tools = tempfile::tempdir().expect("a folder");
    let copy = tools.path().join("pressmark");
    std::fs::copy(PROGRAM, &copy).expect("a copy");
    assert_eq!(shell(tools.path(), "chmod 755 .").code, 0);
    assert_eq!(shell(&press.path(""), "chmod 755 . && chmod 777 output").code, 0);
    let run = shell(&press.path(""), &format!("{LONELY} {} build -q", copy.to_string_lossy()));
    assert_eq!((run.code, state(&press).as_str()), (0, "new"), "{}", run.err);

    let press = with_old_files();
    let run = press.run(&["build", "-q", "--max-memory", "5M"]);
    assert_eq!((run.code, state(&press).as_str()), (3, "old"), "{}", run.err);
    assert!(run.err.contains("E0702"), "{}", run.err);
    // Where the memory ends depends on the machine; the files are whole in any case.
    for mebibytes in [64, 96, 112, 128, 160] {
        let press = with_old_files();
        let line = format!("ulimit -c 0; prlimit --as={} $PRESSMARK build -q", mebibytes << 20);
        let run = shell(&press.path(""), &line);
        let expected = if run.code == 0 { "new" } else { "old" };
        assert_eq!(state(&press), expected, "{mebibytes} MiB: {}: {}", run.code, run.err);
    }
}

#[test]
fn a_build_that_takes_too_long_is_ended() {
    let press = with_old_files();
    let words = "Some words of a long paragraph. ".repeat(400_000);
    press.write("one.md", format!("# One\n\n{words}\n").as_bytes());
    let run = press.run(&["build", "-q", "--timeout", "1s"]);
    assert_eq!((run.code, state(&press).as_str()), (3, "old"), "{}", run.err);
    assert!(run.err.contains("E0701"), "{}", run.err);
    let json = press.run(&["build", "-q", "--timeout", "1s", "--message-format", "json"]);
    assert!(json.out.contains(r#""code":"E0701""#), "{}{}", json.out, json.err);
}

#[test]
fn case_30_nothing_in_a_log_is_a_command() {
    let press = Press::good();
    let text = "# One\n\n![a](\u{1b}]8;;x\u{9b}31m\u{202e}.png)\n\n![::error::x](b%0A::set-env.png)\n";
    press.write("one.md", text.as_bytes());
    let is_plain = |text: &str| {
        text.chars().all(|c| c == '\n' || !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}')))
    };
    for format in ["human", "json", "github"] {
        let run = run_in(&press.path(""), &["build", "--message-format", format], &[]);
        assert_eq!(run.code, 1);
        assert!(is_plain(&run.out) && is_plain(&run.err), "{format}: {:?} {:?}", run.out, run.err);
        let commands = run.out.lines().filter(|line| line.starts_with("::set-env")).count();
        assert_eq!(commands, 0, "{}", run.out);
    }
}
