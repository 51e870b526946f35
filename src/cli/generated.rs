//! `pressmark completions` and `pressmark man`: scripts and pages that are generated from the command line itself.

use std::fs;
use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{self, CompletionsOptions, ManOptions, ShellName};
use super::exit::ExitStatus;
use super::help;
use super::terminal::{self, error, note};

/// The name of the program.
const NAME: &str = "pressmark";

/// Prints the script that completes the command line of a shell.
pub(super) fn completions(options: &CompletionsOptions) -> ExitStatus {
    let shell = match options.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Elvish => Shell::Elvish,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Zsh => Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), NAME, &mut script);
    terminal::print_file(&String::from_utf8_lossy(&script));
    ExitStatus::Done
}

/// Writes all manual pages into a folder, or prints that of the program.
pub(super) fn man(options: &ManOptions) -> ExitStatus {
    let pages = match pages() {
        Ok(pages) => pages,
        Err(reason) => {
            error(&format!("cannot make the manual pages: {reason}"));
            return ExitStatus::Bug;
        }
    };
    let Some(folder) = &options.folder else {
        let main = pages.first().map(|(_, page)| page.as_str());
        terminal::print_file(main.unwrap_or_default());
        return ExitStatus::Done;
    };
    for (name, page) in &pages {
        let path = folder.join(name);
        if let Err(reason) = write(folder, &path, page) {
            error(&format!("cannot write {}: {reason}", path.display()));
            return ExitStatus::Machine;
        }
        note(&format!("created {}", path.display()));
    }
    ExitStatus::Done
}

fn write(folder: &Path, path: &Path, page: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(path, page)
}

/// Returns the manual pages with their file names, that of the program first.
fn pages() -> std::io::Result<Vec<(String, String)>> {
    let mut command = help::command().disable_help_subcommand(true);
    command.build();
    std::iter::once(&command).chain(command.get_subcommands()).map(page).collect()
}

fn page(command: &Command) -> std::io::Result<(String, String)> {
    let man = Man::new(command.clone().subcommand_help_heading("COMMANDS"));
    let mut page = Vec::new();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let is_main = command.has_subcommands();
    if is_main {
        man.render_subcommands_section(&mut page)?;
    }
    // The examples and notes of the help, which clap_mangen would set as one paragraph.
    let mut rest = Roff::new();
    rest.control("SH", ["EXAMPLES"]);
    for (line, what) in help::examples(command.get_name()) {
        rest.control("TP", []);
        rest.text([bold(*line)]);
        rest.text([roman(*what)]);
    }
    for (title, texts) in help::SECTIONS.iter().filter(|_| is_main) {
        rest.control("SH", [title.to_uppercase().as_str()]);
        for (number, text) in texts.iter().enumerate() {
            if number > 0 {
                rest.control("PP", []);
            }
            rest.text([roman(*text)]);
        }
    }
    if !is_main {
        rest.control("SH", ["SEE ALSO"]);
        rest.text([bold(NAME), roman("(1)")]);
    }
    rest.to_writer(&mut page)?;
    let (file_name, text) = (man.get_filename(), String::from_utf8_lossy(&page).into_owned());
    let title = format!(
        ".TH {} 1 \"\" \"Pressmark {}\" \"Pressmark\"\n",
        file_name.trim_end_matches(".1").to_ascii_uppercase(),
        env!("CARGO_PKG_VERSION")
    );
    // Each section that was rendered by itself has defined the apostrophe anew.
    let text = text.replace(APOSTROPHE, "").replace("\n.br\n\n.br\n", "\n.sp\n").replace(" \n", "\n");
    Ok((file_name, title + APOSTROPHE + &text))
}

/// The definition of the apostrophe, which in groff is a character of its own.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";
