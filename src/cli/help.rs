//! What the help and the manual pages have beside the options: examples, the rule for variables, exit codes.

use clap::Command;

use super::args;

/// The maximum width of the help in columns. A narrower terminal has narrower lines.
const WIDTH: usize = 100;

/// An example: a command, and what it does.
pub(super) type Example = (&'static str, &'static str);

/// The examples of each command.
const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "pressmark",
        &[
            ("pressmark init my-book", "begin a book"),
            ("pressmark my-book", "make its e-book and its PDF, in output/"),
            ("pressmark check my-book", "report every mistake"),
        ],
    ),
    (
        "build",
        &[
            ("pressmark build", "make the book of this folder, in output/"),
            ("pressmark build moby-dick -o books -f epub", "make the e-book only, in books/"),
            ("pressmark build --strict --report report.json", "as for a release: no warnings, and a report"),
        ],
    ),
    (
        "check",
        &[
            ("pressmark check", "report the mistakes of the book of this folder"),
            ("pressmark check --message-format sarif >mistakes.sarif", "for a service that reads SARIF"),
        ],
    ),
    (
        "explain",
        &[
            ("pressmark explain page:12", "the twelfth page of the file"),
            ("pressmark explain folio:xii my-book", "the page with this number"),
            ("pressmark explain chapters/01.md:30", "the pages on which this line is set"),
        ],
    ),
    (
        "fonts",
        &[
            ("pressmark fonts", "the fonts of the book of this folder"),
            ("pressmark fonts --system-fonts", "with those that this machine has"),
        ],
    ),
    (
        "verify",
        &[
            ("pressmark verify -o books", "make the books again, and compare those in books/"),
            ("pressmark verify --stamps-only", "compare only what the books say they were made from"),
        ],
    ),
    (
        "lock",
        &[
            ("pressmark lock", "write pressmark.lock for the book of this folder"),
            ("pressmark build --locked", "refuse to build it with anything else"),
        ],
    ),
    (
        "init",
        &[
            ("pressmark init my-book", "begin a book in the folder my-book"),
            ("pressmark init --from docs", "write docs/book.yaml for the mdBook there"),
            ("pressmark init --ci github", "write the job that builds the book of this folder"),
        ],
    ),
    (
        "completions",
        &[
            ("source <(pressmark completions bash)", "in ~/.bashrc"),
            ("pressmark completions fish >~/.config/fish/completions/pressmark.fish", "once"),
        ],
    ),
    (
        "man",
        &[
            ("pressmark man | man -l -", "read the manual page"),
            ("pressmark man ~/.local/share/man/man1", "install the pages of all commands"),
        ],
    ),
];

/// What the manual page and the help of the program say, by the titles of their sections.
pub(super) const SECTIONS: &[(&str, &[&str])] = &[
    (
        "Default command",
        &[
            "Without a command, `pressmark` builds: `pressmark my-book -f epub` is `pressmark build my-book -f epub`.",
        ],
    ),
    (
        "Environment",
        &[
            "Each option has a variable: PRESSMARK_OUTPUT=books is `--output books`. That of an option without a value is 1, true or yes, or 0, false or no: PRESSMARK_STRICT=1 is `--strict`. The command line wins, and commands without the option do not read the variable.",
            "SOURCE_DATE_EPOCH, in seconds since 1970, is the date of the books in place of their own. NO_COLOR turns colours off. GITHUB_ACTIONS=true selects `--message-format github`. RAYON_NUM_THREADS is the number of threads.",
        ],
    ),
    (
        "Exit codes",
        &[
            "0: done",
            "1: the book has errors",
            "2: wrong usage, or nothing to build",
            "3: the machine failed: a disk, a permission, a limit of time or memory; trying again may help",
            "70: a bug in Pressmark",
            "129, 130, 143: ended by the signal HUP, INT, TERM",
        ],
    ),
];

/// The line about variables in the help of each command.
const VARIABLES: &str =
    "Each option has a variable: PRESSMARK_OUTPUT for --output; `pressmark --help` has the rule.";

/// Returns the command line with all that its help shows.
pub(super) fn command() -> Command {
    let with_examples = |command: Command| {
        let shown = listed(examples(command.get_name()));
        let long = format!("{shown}\n\n{VARIABLES}");
        command.after_help(shown).after_long_help(long)
    };
    let sections: String = SECTIONS.iter().map(|(title, texts)| section(title, texts)).collect();
    let shown = listed(examples("pressmark"));
    args::command()
        .max_term_width(WIDTH)
        // The options of `build` are in its own help.
        .mut_args(|option| option.hide(true))
        .override_usage("pressmark [COMMAND] [OPTIONS] [PATH]")
        .mut_subcommands(with_examples)
        .after_help(format!("{shown}\n\n`pressmark help COMMAND` shows the options of a command. Those of `build` may follow `pressmark` itself."))
        .after_long_help(format!("{shown}\n\n{}", sections.trim_end()))
}

/// Returns the examples of a command.
pub(super) fn examples(name: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(known, _)| *known == name).map_or(&[], |(_, examples)| examples)
}

fn listed(examples: &[Example]) -> String {
    let widest = examples.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let line = |(command, what): &Example| format!("\n  {command:widest$}  {what}");
    format!("Examples:{}", examples.iter().map(line).collect::<String>())
}

fn section(title: &str, texts: &[&str]) -> String {
    // A text that takes several lines is a paragraph.
    let gap = if texts.iter().any(|text| text.len() > WIDTH) { "\n\n" } else { "\n" };
    let lines: Vec<String> = texts.iter().map(|text| format!("  {text}")).collect();
    format!("{title}:\n{}\n\n", lines.join(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_examples_that_are_right() {
        let command = command();
        for of in std::iter::once(&command).chain(command.get_subcommands()) {
            let examples = examples(of.get_name());
            assert!(!examples.is_empty(), "{}", of.get_name());
            for (line, _) in examples {
                let words =
                    line.split(['|', '>', ')']).find(|part| part.contains("pressmark ")).expect("a command");
                let words = words.trim_start_matches("source <(").split_whitespace();
                let parsed = args::command().try_get_matches_from(words);
                assert!(parsed.is_ok(), "{line}: {parsed:?}");
            }
        }
    }
}
