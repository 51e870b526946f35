//! The command line: every command and option, with its help and its default.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use pressmark::{PagePlace, Standard};

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
            3 the machine failed (disk, permission), 70 a bug in Pressmark.";

#[derive(Subcommand, Debug)]
pub(super) enum CliCommand {
    /// Make the books
    Build(BuildOptions),
    /// Report every mistake; write nothing
    Check(CheckOptions),
    /// Show why the lines and the end of a page are where they are
    Explain(ExplainOptions),
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
    pub(super) report: ReportOptions,
}

#[derive(Args, Debug)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
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
    pub(super) report: ReportOptions,
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

#[derive(Args, Debug)]
pub(super) struct SourceOptions {
    /// Folder of the manuscript, its book.yaml, or one Markdown file [default: the nearest book.yaml in
    /// this folder or those above it, else manuscript/]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Standard that every PDF conforms to, overriding book.yaml
    #[arg(long, value_name = "STANDARD", value_parser = standard())]
    pub(super) pdf_standard: Option<Standard>,
}

/// Returns the parser of a standard's name.
fn standard() -> impl TypedValueParser<Value = Standard> {
    let names = PossibleValuesParser::new(Standard::NAMES.map(|(name, _)| name));
    names.map(|name| Standard::from_name(&name).unwrap_or_default())
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
    fn build_is_the_default_command() {
        let short = CommandLine::try_parse_from(["pressmark", "book/", "-f", "epub"]).expect("arguments");
        assert!(short.command.is_none());
        assert_eq!(short.build.source.path, Some(PathBuf::from("book/")));
        assert_eq!(short.build.format, [FormatName::Epub]);
        let long = CommandLine::try_parse_from(["pressmark", "build", "-f", "epub,pdf"]).expect("arguments");
        assert!(matches!(long.command, Some(CliCommand::Build(options)) if options.format.len() == 2));
    }
}
