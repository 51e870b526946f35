//! Converts Markdown to blocks. Entry points: [`read`], [`display()`].
//!
//! In the order in which a text passes through them: `fences` (with `markers`) hides the crate's own
//! block syntax from the parser, and `events` parses. `blocks` processes the events and keeps open
//! blocks on the stack of `reader` and `frames`; `divs` and `flow` open and close blocks there for
//! fences and raw HTML (`html`, `elements`, `tags`). `paragraph` collects the text of a paragraph and
//! at its end passes it through `spans`, `typography` and `tree`. `close` converts each frame to a
//! block, with `parts`, `strays`, `captions`, `tables`, `figures`, `quotes`, `verse` and `code`
//! (which finds tokens by `highlight`; `callouts` connects its marks with the list below).
//! `index_marks` reads the attributes of marks of indexes. `notes` connects calls with definitions at the end, and
//! `abbreviations` marks abbreviations in the text. `display` applies the same typography to texts
//! that are not Markdown: metadata and lists of chapters.

mod abbreviations;
mod atoms;
mod attributes;
mod blocks;
mod braces;
mod callouts;
mod captions;
mod characters;
mod close;
mod code;
mod construct;
mod display;
mod divs;
mod effects;
mod elements;
mod events;
mod fences;
mod figures;
mod flow;
mod foreign_names;
mod formulas;
mod frames;
#[cfg(test)]
pub(crate) mod handbook;
mod highlight;
mod host;
mod html;
mod index_marks;
mod inlines;
mod letters;
mod links;
mod markers;
mod notes;
mod origins;
mod paragraph;
mod parts;
mod plays;
mod quotes;
mod reader;
mod remote;
mod report;
mod roles;
mod sizes;
mod spans;
mod strays;
mod tables;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod tex;
mod tree;
mod typography;
mod uri;
mod verse;

pub use self::display::display;
pub use self::effects::is_class_with_meaning;
pub use self::origins::char_span;
pub use self::reader::Markup;
pub use self::tex::{MathCommands, math_commands};

use crate::book::{Manuscript, plain_text};
use crate::diag::{FileId, Outcome, Span};
use crate::project::metadata::FileMeta;

/// Reads the Markdown of one file: `text[body_start..]`.
///
/// Spans are byte offsets in the whole `text`. Reading cannot fail: errors of the author are in the
/// diagnostics, and everything that can be read is in the value.
pub fn read(
    file: FileId,
    text: &str,
    body_start: usize,
    mut head: FileMeta,
    markup: &Markup<'_>,
) -> Outcome<Manuscript> {
    // A file may have a language of its own.
    let own = head.lang.clone();
    let markup = &Markup { lang: own.as_ref().unwrap_or(markup.lang), ..markup.clone() };
    // Parse the text, with divs and inline notes replaced by syntax that Markdown has.
    let (events, prepared) = events::parse(text, body_start);
    // Make blocks; each paragraph passes through our own syntax and typography into a tree.
    let parsed = (events, &prepared);
    let (mut blocks, mut notes, report) =
        blocks::read(file, text, body_start, parsed, markup, display::attribute_text);
    // Find abbreviations in the text: those of the book, and those that this file defines.
    let abbreviations = abbreviations::definitions(file, text, &prepared, markup.lang);
    let defined = abbreviations.iter().map(|abbreviation| abbreviation.key.as_str());
    let keys = markup.abbreviations.iter().map(String::as_str).chain(defined);
    abbreviations::mark(&mut blocks, &mut notes, keys, text);
    // Set the names that are outside the Markdown.
    let set = |text: &str| display::inline_text(text, markup.lang, Span::start_of(file));
    head.short_title = head.short_title.map(|short| plain_text(&set(&short)));
    let title = head.title.as_deref().map(set);
    let title_lines = display::title_lines(&head, markup.lang, Span::start_of(file));
    let listed = markup.listed.map(set);
    Outcome::new(
        Manuscript { file, head, title, title_lines, listed, blocks, notes, abbreviations },
        report.finish(),
    )
}
