//! The command line: every command and option, with its help and its default. [`super::help`] adds examples.
//!
//! The first paragraph of a comment is what `-h` shows; `--help` and the manual pages show all of it.

mod values;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use pressmark::{Limits, PagePlace, Standard};

use values::{duration, memory_size, standard};

/// The headings of options in the help.
const BOOKS: &str = "Books";
const MESSAGES: &str = "Messages";
const REPORTS: &str = "Reports";
const LIMITS: &str = "Limits";

/// Turns a Markdown manuscript and its metadata into an EPUB and a typeset PDF.
#[derive(Parser, Debug)]
#[command(name = "pressmark", version, args_conflicts_with_subcommands = true)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
    #[command(flatten)]
    pub(super) build: BuildOptions,
}

/// Returns the command line as it is parsed.
pub(super) fn command() -> Command {
    CommandLine::command()
}

#[derive(Subcommand, Debug)]
pub(super) enum CliCommand {
    /// Make the books
    ///
    /// All books replace the old ones together, or none does. The manuscript is read from PATH: a folder with a book.yaml; a
    /// book of mdBook, GitBook, Quarto, bookdown, Leanpub, pandoc, Jekyll, Hugo or MkDocs; a folder of Markdown files; or one
    /// Markdown file.
    Build(BuildOptions),
    /// Report every mistake; make no books
    ///
    /// Also compares each e-book with the limits of shops.
    Check(CheckOptions),
    /// Show why the lines and the end of a page are where they are
    Explain(ExplainOptions),
    /// List the fonts that set the scripts of the printed book, and what no font has
    Fonts(FontsOptions),
    /// Tell whether the books in the output folder are those that a build makes now, byte for byte
    Verify(VerifyOptions),
    /// Write pressmark.lock: the version, fonts and design that `--locked` then requires
    Lock(LockOptions),
    /// Begin a book with a small manuscript, or write the book.yaml for an existing one
    Init(InitOptions),
    /// Print a script that completes the command line of a shell
    Completions(CompletionsOptions),
    /// Print the manual page, or write all of them into a folder
    Man(ManOptions),
}

/// What the reports of a run depend on.
#[derive(Clone, Copy)]
pub(super) struct Reporting<'a> {
    pub(super) command: &'static str,
    pub(super) options: &'a ReportOptions,
    /// The files to write and the manuscript; `None` if the command writes none.
    pub(super) files: Option<(&'a FileOptions, &'a SourceOptions)>,
}

impl CliCommand {
    /// Returns what the reports of a run depend on; `None` for a command that reports nothing.
    pub(super) fn reporting(&self) -> Option<Reporting<'_>> {
        let (command, options, files) = match self {
            Self::Build(of) => ("build", &of.report, Some((&of.files, &of.source))),
            Self::Check(of) => ("check", &of.report, Some((&of.files, &of.source))),
            Self::Explain(of) => ("explain", &of.report, None),
            Self::Fonts(of) => ("fonts", &of.report, None),
            Self::Verify(of) => ("verify", &of.report, None),
            Self::Lock(of) => ("lock", &of.report, None),
            Self::Init(_) | Self::Completions(_) | Self::Man(_) => return None,
        };
        Some(Reporting { command, options, files })
    }
}

#[derive(Args, Debug)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Folder to write the books to
    #[arg(short, long, value_name = "DIR", default_value = "output", help_heading = BOOKS)]
    pub(super) output: PathBuf,
    /// Formats to make [default: those of the editions in book.yaml]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', help_heading = BOOKS)]
    pub(super) format: Vec<FormatName>,
    /// Other files to write beside the books
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = BOOKS)]
    pub(super) emit: Vec<Emitted>,
    /// Write each PDF as NAME-marked.pdf, with frame and baseline grid drawn under its pages
    #[arg(long, help_heading = BOOKS)]
    pub(super) marks: bool,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) files: FileOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) files: FileOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct FontsOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct ExplainOptions {
    /// The page: `page:12` as counted in the file, `folio:xii` as printed, or `chapter.md:30`, a line of
    /// the manuscript
    #[arg(value_name = "PLACE")]
    pub(super) place: PagePlace,
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct VerifyOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Folder of the books
    #[arg(short, long, value_name = "DIR", default_value = "output", help_heading = BOOKS)]
    pub(super) output: PathBuf,
    /// Formats of the build [default: those of the editions in book.yaml]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', help_heading = BOOKS)]
    pub(super) format: Vec<FormatName>,
    /// Other files of the build to compare
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = BOOKS)]
    pub(super) emit: Vec<Emitted>,
    /// Make no books again; compare only what the files say that they were made from
    #[arg(long, help_heading = BOOKS)]
    pub(super) stamps_only: bool,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct LockOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
}

#[derive(Args, Debug)]
pub(super) struct LockedOption {
    /// Refuse to differ from pressmark.lock: another version of Pressmark, other fonts, another design
    #[arg(long, help_heading = BOOKS)]
    pub(super) locked: bool,
}

#[derive(Args, Debug)]
pub(super) struct InitOptions {
    /// Folder to begin the book in; it is created if it does not exist
    #[arg(value_name = "DIR", default_value = ".", conflicts_with = "from")]
    pub(super) folder: PathBuf,
    /// Write the book.yaml for an existing book of mdBook, GitBook, Quarto, bookdown, Leanpub,
    /// pandoc, Jekyll, Hugo or MkDocs, or for a folder of Markdown
    #[arg(long, value_name = "PATH")]
    pub(super) from: Option<PathBuf>,
    /// Also write the file by which a CI system builds the book; a book that is there stays as it is
    #[arg(long, value_name = "SYSTEM", conflicts_with = "from")]
    pub(super) ci: Option<CiSystem>,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsOptions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: ShellName,
}

#[derive(Args, Debug)]
pub(super) struct ManOptions {
    /// Folder to write pressmark.1, pressmark-build.1 and the others to [default: pressmark.1 is printed]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Args, Default, Debug)]
pub(super) struct SourceOptions {
    /// Folder of the manuscript, its book.yaml, or one Markdown file [default: the nearest book.yaml in
    /// this folder or those above it, else manuscript/]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Standard that every PDF conforms to, overriding book.yaml
    #[arg(long, value_name = "STANDARD", value_parser = standard(), help_heading = BOOKS)]
    pub(super) pdf_standard: Option<Standard>,
    /// Use fonts of this machine for characters that no other font has
    ///
    /// A book cannot turn this on by itself. Such a book depends on the machine: a build names the font files and their
    /// SHA-256, and the books record them.
    #[arg(long, help_heading = BOOKS)]
    pub(super) system_fonts: bool,
    /// Allow files and pictures this many times as large as the limits, up to 100
    #[arg(long, value_name = "FACTOR", value_parser = clap::value_parser!(u16).range(1..=i64::from(Limits::MAX_FACTOR)), help_heading = LIMITS)]
    pub(super) raise_limits: Option<u16>,
}

impl SourceOptions {
    /// Returns the limits of what is read.
    pub(super) fn limits(&self) -> Limits {
        self.raise_limits.and_then(Limits::raised).unwrap_or_default()
    }
}

#[derive(Args, Default, Debug)]
pub(super) struct LimitOptions {
    /// End the run with exit code 3 if it takes longer: `90`, `90s`, `5m`
    #[arg(long, value_name = "TIME", value_parser = duration, help_heading = LIMITS)]
    pub(super) timeout: Option<Duration>,
    /// End the run with exit code 3 if it needs more memory: `500M`, `2G` (Linux)
    #[arg(long, value_name = "SIZE", value_parser = memory_size, help_heading = LIMITS)]
    pub(super) max_memory: Option<u64>,
    /// Keep the rights to all files; otherwise Linux refuses to read any but those of the project
    #[arg(long, help_heading = LIMITS)]
    pub(super) no_sandbox: bool,
}

#[derive(Args, Debug)]
pub(super) struct ReportOptions {
    /// How mistakes are shown [default: human; in a GitHub job, github]
    ///
    /// With sarif, gitlab and junit, stdout is one document, which is whole however the run ends: also without mistakes, and
    /// if there is no manuscript or the machine fails. The human form is on stderr. The exit code is the same with every
    /// format, so a job has to upload the document also after a failure.
    #[arg(long, value_name = "FORMAT", help_heading = MESSAGES)]
    pub(super) message_format: Option<MessageFormat>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = MESSAGES)]
    pub(super) color: ColourChoice,
    /// Show every mistake at its place; otherwise those that repeat are shown once
    #[arg(short, long, help_heading = MESSAGES)]
    pub(super) verbose: bool,
    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose", help_heading = MESSAGES)]
    pub(super) quiet: bool,
    /// Treat warnings as errors
    #[arg(long, help_heading = MESSAGES)]
    pub(super) strict: bool,
}

#[derive(Args, Default, Debug)]
pub(super) struct FileOptions {
    /// Write a report about the run as JSON: the books with their pages, words, size and SHA-256, and every mistake
    ///
    /// It is written whole, also if the book has mistakes or the run fails. Its folder is created if it does not exist.
    #[arg(long, value_name = "FILE", help_heading = REPORTS)]
    pub(super) report: Option<PathBuf>,
    /// Append a summary of the run as Markdown, for the page on which a CI service shows the job
    ///
    /// In a GitHub job, the file is "$GITHUB_STEP_SUMMARY". Keep it out of the folder of the manuscript, where a Markdown file may
    /// be taken for a chapter.
    #[arg(long, value_name = "FILE", help_heading = REPORTS)]
    pub(super) summary: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FormatName {
    /// The e-book, as EPUB 3.3
    Epub,
    /// The printed book, as PDF
    Pdf,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Emitted {
    /// The pages of each PDF as text, one line for each baseline
    Layout,
    /// The cover of each EPUB as a picture, which shops ask for
    Cover,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MessageFormat {
    /// The source line with the place underlined, on stderr
    Human,
    /// JSON, one object on each line of stdout
    Json,
    /// Annotations for a GitHub job on stdout, and the human form on stderr
    Github,
    /// SARIF 2.1.0 for code scanning: columns count characters, paths are relative to the working directory, and fingerprints
    /// stay the same when lines move
    Sarif,
    /// A report of Code Quality for GitLab: errors are major, warnings minor, and a failure of the run is a blocker
    Gitlab,
    /// JUnit XML: each mistake is a case, of which errors fail, and warnings only with --strict
    Junit,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CiSystem {
    /// GitHub Actions: .github/workflows/book.yml
    Github,
    /// GitLab CI/CD: .gitlab-ci.yml
    Gitlab,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ShellName {
    /// Bash
    Bash,
    /// Elvish
    Elvish,
    /// Fish
    Fish,
    /// PowerShell
    Powershell,
    /// Zsh
    Zsh,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        command().debug_assert();
    }

    #[test]
    fn build_is_the_default_command() {
        let short = CommandLine::try_parse_from(["pressmark", "book/", "-f", "epub"]).expect("arguments");
        assert!(short.command.is_none());
        assert_eq!(short.build.source.path, Some(PathBuf::from("book/")));
        assert_eq!(short.build.format, [FormatName::Epub]);
        let long = CommandLine::try_parse_from(["pressmark", "build", "-f", "epub,pdf"]).expect("arguments");
        assert!(matches!(long.command, Some(CliCommand::Build(options)) if options.format.len() == 2));
    }
}
