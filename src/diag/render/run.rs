//! What a document of a whole run is made of: `sarif`, `gitlab` and `junit` render one.

use super::finding::Finding;

/// The program, as documents name it.
pub(super) const TOOL: &str = "Pressmark";

/// A run as a document shows it, once it has ended.
#[derive(Clone, Copy, Debug)]
pub struct RunRecord<'a> {
    /// The command, such as `build`.
    pub command: &'a str,
    /// The diagnostics.
    pub findings: &'a [Finding],
    /// What ended the run, or was wrong with it, apart from the book: phrases.
    pub failures: &'a [String],
    /// The exit code.
    pub exit: u8,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The path of the file that stands for the book in a format that needs a place for everything: its `book.yaml`.
    pub home: &'a str,
}

impl RunRecord<'_> {
    /// Returns whether a diagnostic keeps the book from being made.
    pub(super) fn fails(&self, finding: &Finding) -> bool {
        self.strict || finding.is_error()
    }

    /// Returns whether the run came to its end, whatever the book is like.
    pub(super) fn is_complete(&self) -> bool {
        self.exit <= 1
    }

    /// Returns why the run failed, by its exit code.
    pub(super) fn kind_of_failure(&self) -> &'static str {
        match self.exit {
            0 | 1 => "book",
            2 => "usage",
            3 => "machine",
            70 => "bug",
            _ => "signal",
        }
    }
}
