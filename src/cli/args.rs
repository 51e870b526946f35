//! The command line: every command and option, with its help and its default.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use pressmark::{Limits, PagePlace, Standard};

/// Turns a Markdown manuscript and its metadata into an EPUB and a typeset PDF.
#[derive(Parser, Debug)]
#[command(version, about, args_conflicts_with_subcommands = true, after_help = AFTER)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
    #[command(flatten)]
    pub(super) build: BuildOptions,
}

const AFTER: &str = "\
Without a command, `pressmark` builds: `pressmark moby-dick/` is `pressmark build moby-dick/`.

Exit codes: 0 the books are made, 1 the book has errors, 2 wrong usage or nothing to build,
            3 the machine failed (disk, permission, a limit of time or memory), 70 a bug in Pressmark,
            129, 130, 143 ended by the signal HUP, INT, TERM.";

#[derive(Subcommand, Debug)]
pub(super) enum CliCommand {
    /// Make the books
    Build(BuildOptions),
    /// Report every mistake; write nothing
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
}

#[derive(Args, Debug)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Folder to write the books to
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
    /// Formats to make [default: those of the editions in book.yaml]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(super) format: Vec<FormatName>,
    /// Other files to write beside the books
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) emit: Vec<Emitted>,
    /// Write each PDF as NAME-marked.pdf, with frame and baseline grid drawn under its pages
    #[arg(long)]
    pub(super) marks: bool,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct FontsOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
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
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct VerifyOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Folder of the books
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
    /// Formats of the build [default: those of the editions in book.yaml]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(super) format: Vec<FormatName>,
    /// Other files of the build to compare
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) emit: Vec<Emitted>,
    /// Make no books again; compare only what the files say that they were made from
    #[arg(long)]
    pub(super) stamps_only: bool,
    #[command(flatten)]
    pub(super) locked: LockedOption,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct LockOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    #[command(flatten)]
    pub(super) limits: LimitOptions,
    #[command(flatten)]
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct LockedOption {
    /// Refuse to differ from pressmark.lock: another version of Pressmark, other fonts, another design
    #[arg(long)]
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
}

#[derive(Args, Default, Debug)]
pub(super) struct SourceOptions {
    /// Folder of the manuscript, its book.yaml, or one Markdown file [default: the nearest book.yaml in
    /// this folder or those above it, else manuscript/]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Standard that every PDF conforms to, overriding book.yaml
    #[arg(long, value_name = "STANDARD", value_parser = standard())]
    pub(super) pdf_standard: Option<Standard>,
    /// Use fonts of this machine for characters that no other font has [env: PRESSMARK_SYSTEM_FONTS=1]
    #[arg(long)]
    pub(super) system_fonts: bool,
    /// Allow files and pictures this many times as large as the limits, up to 100
    #[arg(long, value_name = "FACTOR", value_parser = clap::value_parser!(u16).range(1..=i64::from(Limits::MAX_FACTOR)))]
    pub(super) raise_limits: Option<u16>,
}

impl SourceOptions {
    /// Returns the limits of what is read.
    pub(super) fn limits(&self) -> Limits {
        self.raise_limits.and_then(Limits::raised).unwrap_or_default()
    }
}

/// Returns the parser of a standard's name.
fn standard() -> impl TypedValueParser<Value = Standard> {
    let names = PossibleValuesParser::new(Standard::NAMES.map(|(name, _)| name));
    names.map(|name| Standard::from_name(&name).unwrap_or_default())
}

#[derive(Args, Default, Debug)]
pub(super) struct LimitOptions {
    /// End the run with exit code 3 if it takes longer: `90`, `90s`, `5m`
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(super) timeout: Option<Duration>,
    /// End the run with exit code 3 if it needs more memory: `500M`, `2G` (Linux)
    #[arg(long, value_name = "SIZE", value_parser = memory_size)]
    pub(super) max_memory: Option<u64>,
    /// Keep the rights to all files; otherwise Linux refuses to read any but those of the project
    #[arg(long)]
    pub(super) no_sandbox: bool,
}

/// Parses a positive time: seconds, or a number with `s`, `m` or `h`.
fn duration(text: &str) -> Result<Duration, String> {
    let (number, factor) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(number) if text.ends_with('m') => (number, 60),
        Some(number) if text.ends_with('h') => (number, 3600),
        Some(number) => (number, 1),
        None => (text, 1),
    };
    let seconds = number.parse::<u64>().ok().filter(|number| *number > 0);
    let seconds = seconds.and_then(|number| number.checked_mul(factor));
    seconds.map(Duration::from_secs).ok_or_else(|| "write a time such as `90s` or `5m`".to_owned())
}

/// Parses a positive size: bytes, or a number with `K`, `M` or `G`, in powers of 1024.
fn memory_size(text: &str) -> Result<u64, String> {
    let (number, shift) = match text.strip_suffix(['K', 'M', 'G']) {
        Some(number) if text.ends_with('G') => (number, 30),
        Some(number) if text.ends_with('M') => (number, 20),
        Some(number) => (number, 10),
        None => (text, 0),
    };
    let number = number.parse::<u64>().ok().filter(|number| *number > 0);
    let bytes = number.and_then(|number| number.checked_mul(1 << shift));
    bytes.ok_or_else(|| "write a size such as `500M` or `2G`".to_owned())
}

#[derive(Args, Debug)]
pub(super) struct ReportOptions {
    /// How mistakes are shown [default: human; in a GitHub job, github]
    #[arg(long, value_name = "FORMAT")]
    pub(super) message_format: Option<MessageFormat>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColourChoice,
    /// Show every mistake at its place; otherwise those that repeat are shown once
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn times_and_sizes_have_units() {
        let seconds = |text| duration(text).ok().map(|time| time.as_secs());
        let given = ["90", "90s", "5m", "2h", "0", "-1", "1.5", "m", "9999999999999999999h"];
        let expected = [Some(90), Some(90), Some(300), Some(7200), None, None, None, None, None];
        assert_eq!(given.map(seconds), expected);
        let given = ["7", "1K", "500M", "2G", "0", "G", "2T", "99999999999G"];
        let expected = [Some(7), Some(1024), Some(500 << 20), Some(2 << 30), None, None, None, None];
        assert_eq!(given.map(|text| memory_size(text).ok()), expected);
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
