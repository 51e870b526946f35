//! Every flag, its help and its default.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use pressmark::Standard;

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

Exit codes: 0 done, 1 the book has errors, 2 wrong usage or nothing to build,
            3 the machine failed (disk, permission), 70 a bug in Pressmark.";

#[derive(Subcommand, Debug)]
pub(super) enum CliCommand {
    /// Make the books.
    Build(BuildOptions),
    /// Report every diagnostic; make nothing.
    Check(CheckOptions),
    /// Begin a book: a small manuscript that builds at once.
    Init(InitOptions),
}

#[derive(Args, Debug)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Folder for the finished books.
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
    /// Formats to make; left out, those of the project's editions.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(super) format: Vec<FormatName>,
    /// What to make besides: `layout`, the pages of printed books as text, a line each baseline;
    /// `cover`, the covers of e-books as pictures, which shops ask for apart.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) emit: Vec<Emitted>,
    /// Draw grid, frame and baselines under the pages, in a file of its own name.
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
pub(super) struct InitOptions {
    /// Folder to begin the book in; made when it is not there.
    #[arg(value_name = "DIR", default_value = ".", conflicts_with = "from")]
    pub(super) folder: PathBuf,
    /// Write the book.yaml for a book that is there: of mdBook, GitBook, Quarto, bookdown, Leanpub,
    /// pandoc, Jekyll, Hugo or MkDocs, or a folder of Markdown.
    #[arg(long, value_name = "PATH")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct SourceOptions {
    /// Folder of the manuscript, its book.yaml, or one Markdown file; left out, the nearest
    /// book.yaml upward from here, else manuscript/.
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// What every PDF has to be, over what the project asks for.
    #[arg(long, value_name = "STANDARD", value_parser = standard())]
    pub(super) pdf_standard: Option<Standard>,
}

/// The standards by their names.
fn standard() -> impl TypedValueParser<Value = Standard> {
    let names = PossibleValuesParser::new(Standard::NAMES.map(|(name, _)| name));
    names.map(|name| Standard::from_name(&name).unwrap_or_default())
}

#[derive(Args, Debug)]
pub(super) struct ReportOptions {
    /// How diagnostics are shown; in a GitHub job `github` by itself.
    #[arg(long, value_name = "FORMAT")]
    pub(super) message_format: Option<MessageFormat>,
    /// When to use colours.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColourChoice,
    /// Show every diagnostic at its place; without it, those that repeat one another are gathered.
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// Say nothing but errors.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Take warnings for errors.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FormatName {
    /// EPUB 3.3, the e-book.
    Epub,
    /// PDF, the printed book.
    Pdf,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Emitted {
    /// The pages of every PDF as text.
    Layout,
    /// The cover of every EPUB as a picture.
    Cover,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MessageFormat {
    /// The source line with a caret, on stderr.
    Human,
    /// One JSON object a line, on stdout.
    Json,
    /// Annotations for a GitHub job on stdout, and the human form on stderr.
    Github,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
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
