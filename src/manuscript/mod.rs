//! Markdown becomes blocks. Entry point: [`read`].
//!
//! In the order in which a text passes through: `fences` hides our own block syntax from the parser,
//! `events` parses, `blocks` keeps the stack of what is open (`frames`), `divs` and `flow` open and
//! close on it for fences and raw HTML (`html`, `elements`), `runs` takes a finished paragraph through
//! `spans`, `typography` and `tree`, and `close` makes of each frame its block, with `quotes`,
//! `figures`, `tables` and `verse`. `notes` brings calls and definitions together at the end. `display`
//! gives the same typography to texts that are no Markdown: metadata and lists of chapters.

mod atoms;
mod attributes;
mod blocks;
mod characters;
mod close;
mod display;
mod divs;
mod effects;
mod elements;
mod events;
mod fences;
mod figures;
mod flow;
mod foreign_names;
mod frames;
mod host;
mod html;
mod links;
mod markers;
mod notes;
mod quotes;
mod remote;
mod report;
mod roles;
mod runs;
mod sizes;
mod spans;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod tree;
mod typography;
mod uri;
mod verse;

pub use self::display::display;

use crate::book::{Manuscript, plain_text};
use crate::diag::{FileId, Outcome, Span};
use crate::lang::LangTag;
use crate::project::metadata::FileMeta;

/// Quotes, lists, divs, tables, spans and emphasis that may stand in one another. Far more than any
/// book has, and few enough that every later walk over the model may recurse.
const NESTING_LIMIT: usize = 64;

/// What reading a file needs to know besides its text.
#[derive(Clone, Debug)]
pub struct Markup<'a> {
    /// The language of the book, for its punctuation.
    pub lang: &'a LangTag,
    /// The file's folder relative to the root (`""` or `part-1`), for the paths in it.
    pub folder: &'a str,
    /// Its name in the list of chapters.
    pub listed: Option<&'a str>,
}

/// Reads the Markdown of one file: `text[body_start..]`.
///
/// Cannot fail: what is wrong is in the diagnostics, and what can be read is in the value. Spans
/// are byte offsets in the whole `text`.
pub fn read(
    file: FileId,
    text: &str,
    body_start: usize,
    mut head: FileMeta,
    markup: &Markup<'_>,
) -> Outcome<Manuscript> {
    // What Markdown says, with our fences and notes made into something it knows.
    let (events, prepared) = events::parse(text, body_start);
    // Blocks, each paragraph through our own syntax, typography and into a tree; notes numbered.
    let (blocks, notes, report) = blocks::read(file, text, body_start, events, &prepared, markup);
    // Names from outside the Markdown.
    let set = |text: &str| display::line(text, markup.lang, Span::start_of(file));
    head.short_title = head.short_title.map(|short| plain_text(&set(&short)));
    let title = head.title.as_deref().map(set);
    let listed = markup.listed.map(set);
    Outcome::new(Manuscript { file, head, title, listed, blocks, notes }, report.finish())
}
