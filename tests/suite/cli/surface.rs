//! Tests of what a user sees of the command line itself: its help, its variables, completions and manual pages.
//!
//! `BLESS=1 cargo test help` rewrites `tests/help`.

use std::process::Command;

use crate::support::{Press, root, run_in, skip};

/// The commands; the first is the program itself.
const COMMANDS: [&str; 10] =
    ["pressmark", "build", "check", "explain", "fonts", "verify", "lock", "init", "completions", "man"];

/// The maximum width of the help in columns.
const WIDTH: usize = 100;

/// Returns the arguments for a command: its name, if it is not the program itself, and others.
fn arguments<'a>(command: &'a str, others: &[&'a str]) -> Vec<&'a str> {
    let name = if command == "pressmark" { None } else { Some(command) };
    name.into_iter().chain(others.iter().copied()).collect()
}

#[test]
fn every_help_is_as_expected_and_no_wider_than_a_hundred_columns() {
    let press = Press::with(&[]);
    for command in COMMANDS {
        for (flag, form) in [("-h", "short"), ("--help", "long")] {
            let run = press.run(&arguments(command, &[flag]));
            assert_eq!((run.code, &*run.err), (0, ""), "{command} {flag}");
            for line in run.out.lines() {
                assert!(line.chars().count() <= WIDTH, "{command} {flag}: {line}");
            }
            let path = root().join(format!("tests/help/{command}.{form}.txt"));
            if std::env::var("BLESS").is_ok_and(|value| value == "1") {
                std::fs::write(&path, &run.out).expect("a file");
            }
            let known = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                known == run.out,
                "{command} {flag}; if it is right: BLESS=1 cargo test help\n{}",
                run.out
            );
        }
    }
}

#[test]
fn every_help_has_examples_and_the_rule_for_variables() {
    let press = Press::with(&[]);
    for command in COMMANDS {
        let [short, long] = ["-h", "--help"].map(|flag| press.run(&arguments(command, &[flag])).out);
        assert!(short.contains("\nExamples:\n  pressmark ") || short.contains("(pressmark "), "{short}");
        assert!(long.contains("PRESSMARK_OUTPUT") && long.contains("has a variable"), "{long}");
    }
    let help = press.run(&["build", "--help"]).out;
    for heading in ["\nArguments:\n", "\nBooks:\n", "\nMessages:\n", "\nReports:\n", "\nLimits:\n"] {
        assert!(help.contains(heading), "{heading}");
    }
}

#[test]
fn variables_set_options_and_the_command_line_wins() {
    let press = Press::good();
    let run = |arguments: &[&str], variables: &[(&str, &str)]| run_in(&press.path(""), arguments, variables);
    let built = run(&["build"], &[("PRESSMARK_OUTPUT", "books"), ("PRESSMARK_FORMAT", "epub")]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(press.path("books/a-small-book.epub").exists() && !press.path("books/a-small-book.pdf").exists());
    // Without a command, and against a variable.
    let built = run(&["-f", "pdf"], &[("PRESSMARK_OUTPUT", "books"), ("PRESSMARK_FORMAT", "epub")]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(press.path("books/a-small-book.pdf").exists());
    // Another command does not have these options.
    assert_eq!(run(&["check"], &[("PRESSMARK_OUTPUT", "/dev/null"), ("PRESSMARK_FORMAT", "bogus")]).code, 0);
    press.write("one.md", b"# One\n\n### Three\n\nWords.\n");
    assert_eq!(run(&["check"], &[("PRESSMARK_STRICT", "yes")]).code, 1);
    assert_eq!(run(&["check"], &[("PRESSMARK_STRICT", "False")]).code, 0);
    let json = run(&["check"], &[("PRESSMARK_MESSAGE_FORMAT", "json")]);
    assert!(json.out.starts_with("{\"code\":\"W0405\""), "{}", json.out);
}

#[test]
fn a_variable_with_a_wrong_value_is_a_usage_error_that_names_it() {
    let press = Press::good();
    for (name, value, says) in [
        ("PRESSMARK_STRICT", "maybe", "it must be 1, true or yes, or 0, false or no"),
        ("PRESSMARK_SYSTEM_FONTS", "2", "it must be 1, true or yes, or 0, false or no"),
        ("PRESSMARK_MESSAGE_FORMAT", "xml", "[possible values: human, json, github, sarif, gitlab, junit]"),
        ("PRESSMARK_TIMEOUT", "soon", "write a time such as `90s` or `5m`"),
    ] {
        let run = run_in(&press.path(""), &["check"], &[(name, value)]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.starts_with(&format!("error: {name}")) && run.err.contains(says), "{}", run.err);
    }
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_options_and_values() {
    let press = Press::with(&[]);
    let script = press.run(&["completions", "bash"]);
    assert_eq!((script.code, &*script.err), (0, ""));
    press.write("script", script.out.as_bytes());
    let complete = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let (last, before) = (words[words.len() - 1].clone(), words[words.len() - 2].clone());
        let text = format!(
            "source ./script; COMP_WORDS=({}); COMP_CWORD={}; _pressmark pressmark {last} {before}; echo \"${{COMPREPLY[*]}}\"",
            words.join(" "),
            words.len() - 1
        );
        let output = Command::new("bash").current_dir(press.path("")).args(["-c", &text]).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(options) = complete(&["pressmark", "build", "--mess"]) else {
        return skip("completion", "bash");
    };
    assert_eq!(options, "--message-format");
    let values = complete(&["pressmark", "check", "--message-format", ""]);
    assert_eq!(values.as_deref(), Some("human json github sarif gitlab junit"));
    assert_eq!(complete(&["pressmark", "comp"]).as_deref(), Some("completions"));
}

#[test]
fn every_shell_has_a_script_that_knows_every_command() {
    let press = Press::with(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = press.run(&["completions", shell]);
        assert_eq!((run.code, &*run.err), (0, ""), "{shell}");
        for command in &COMMANDS[1..] {
            assert!(run.out.contains(command) && run.out.contains("message-format"), "{shell}: {command}");
        }
    }
    let run = press.run(&["completions", "tcsh"]);
    assert!(run.code == 2 && run.err.contains("possible values: bash, elvish"), "{}", run.err);
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let press = Press::with(&[]);
    let run = press.run(&["man", "pages/man1"]);
    assert_eq!((run.code, &*run.out), (0, ""), "{}", run.err);
    for command in COMMANDS {
        let name =
            if command == "pressmark" { "pressmark".to_owned() } else { format!("pressmark-{command}") };
        let path = press.path(&format!("pages/man1/{name}.1"));
        let page = std::fs::read_to_string(&path).expect("a page");
        assert!(page.starts_with(&format!(".TH {} 1 ", name.to_ascii_uppercase())), "{page}");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"] {
            assert_eq!(page.matches(&format!("\n.SH {section}\n")).count(), 1, "{name}: {section}");
        }
        assert!(page.contains(&format!("\n{} \\- ", name.replace('-', "\\-"))), "{page}");
        let end = if command == "pressmark" { "\n.SH \"EXIT CODES\"\n" } else { "\n.SH \"SEE ALSO\"\n" };
        assert!(page.contains(end), "{page}");
        match Command::new("groff").args(["-ww", "-man", "-Tutf8", "-z"]).arg(&path).output() {
            Ok(output) => assert!(output.status.success() && output.stderr.is_empty(), "{output:?}"),
            Err(_) => skip("the manual pages", "groff"),
        }
    }
    let main = press.run(&["man"]).out;
    assert_eq!(main, std::fs::read_to_string(press.path("pages/man1/pressmark.1")).expect("a page"));
    press.write("file", b"x");
    let refused = press.run(&["man", "file/pages"]);
    assert!(refused.code == 3 && refused.err.contains("cannot write file/pages"), "{}", refused.err);
}
