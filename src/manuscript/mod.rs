//! Markdown becomes blocks.

use crate::book::assemble::Manuscript;
use crate::diag::{FileId, Outcome, Span};
use crate::lang::LangTag;
use crate::project::metadata::FileMeta;

/// What reading a file needs to know besides its text.
#[derive(Clone, Debug)]
pub struct Markup<'a> {
    /// The language of the book, for its punctuation.
    pub lang: &'a LangTag,
    /// The file's folder relative to the root (`""` or `part-1`), for the paths in it.
    pub folder: &'a str,
}

/// Reads the Markdown of one file: `text[body_start..]`.
///
/// Cannot fail: what is wrong is in the diagnostics, and what can be read is in the value. Spans
/// are byte offsets in the whole `text`.
pub fn read(
    file: FileId,
    text: &str,
    body_start: usize,
    head: FileMeta,
    markup: &Markup<'_>,
) -> Outcome<Manuscript> {
    let _ = (text, body_start, markup, Span::start_of(file), head);
    todo!()
}
