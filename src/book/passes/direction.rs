//! Texts that are written only in letters of the other direction, such as a paragraph in English in a book in Arabic, run
//! in their own direction also where the author does not state it: otherwise a full stop would be at their beginning.
//! Entry point: [`settle`].
//!
//! A paragraph becomes one of its direction, and ends at the other side of the measure. A short one, and any other text
//! (a heading, a cell, an item of a list), keeps its place; only its content runs the other way.

use crate::book::model::visit::{self, Editor, Visitor, own_texts};
use crate::book::model::{Attr, Attributes, Block, BlockKind, Book, Division, Inline, InlineKind, SpanRole};
use crate::lang::{self, LangTag};

/// The number of words from which a paragraph starts and ends as one of its direction.
const MIN_WORDS: usize = 6;

/// Sets the direction of the texts of a book.
pub(super) fn settle(book: &mut Book) {
    let rtl = book.meta.language.is_rtl();
    let divisions = [&mut book.front, &mut book.body, &mut book.back].into_iter().flatten();
    divisions.for_each(|division| settle_division(division, rtl));
    for note in &mut book.notes {
        let mut directions = Directions::new(note.lang.as_ref().map_or(rtl, LangTag::is_rtl));
        directions.narrow = 1;
        visit::edit_blocks(&mut note.blocks, &mut directions);
    }
}

fn settle_division(division: &mut Division, rtl: bool) {
    let rtl = division.lang.as_ref().map_or(rtl, LangTag::is_rtl);
    isolate(&mut division.title, rtl);
    visit::edit_blocks(&mut division.blocks, &mut Directions::new(rtl));
    division.children.iter_mut().for_each(|child| settle_division(child, rtl));
}

struct Directions {
    /// Whether each of the blocks around a text runs from right to left; the innermost is last.
    around: Vec<bool>,
    /// The number of lists and tables around it.
    narrow: usize,
}

impl Directions {
    fn new(rtl: bool) -> Self {
        Self { around: vec![rtl], narrow: 0 }
    }
}

impl Editor for Directions {
    fn block(&mut self, block: &mut Block) {
        let rtl = self.around.last().copied().unwrap_or(false);
        let own = block.attr.is_rtl();
        if let BlockKind::Paragraph(text) = &block.kind
            && own.is_none()
            && self.narrow == 0
            && runs_against(text, rtl)
            && text_of(text).split_whitespace().count() >= MIN_WORDS
        {
            block.attr.get_mut().rtl = Some(!rtl);
        } else {
            let rtl = own.unwrap_or(rtl);
            own_texts(&mut block.kind).into_iter().for_each(|text| isolate(text, rtl));
        }
        self.around.push(block.attr.is_rtl().unwrap_or(rtl));
        self.narrow += usize::from(is_narrow(&block.kind));
    }

    fn leave(&mut self, block: &mut Block) {
        self.around.pop();
        self.narrow -= usize::from(is_narrow(&block.kind));
    }
}

/// Returns whether the paragraphs of a block are beside a number, a bullet or other columns.
fn is_narrow(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::List(_) | BlockKind::Definitions(_) | BlockKind::Table(_))
}

/// Isolates a text that runs against what is around it, if it does not both begin and end with a letter: between
/// letters, marks are in their order anyway.
fn isolate(text: &mut Vec<Inline>, rtl: bool) {
    if !runs_against(text, rtl) {
        return;
    }
    let whole = text_of(text);
    let whole = whole.trim();
    if whole.starts_with(char::is_alphabetic) && whole.ends_with(char::is_alphabetic) {
        return;
    }
    let Some(span) = text.first().map(|first| first.span) else { return };
    let mut isolated = Inline::new(InlineKind::Span(SpanRole::Plain, std::mem::take(text)), span);
    isolated.attr = Attr::new(Attributes { rtl: Some(!rtl), ..Attributes::default() });
    text.push(isolated);
}

/// Returns whether a text has letters, all of the direction other than this.
fn runs_against(text: &[Inline], rtl: bool) -> bool {
    let mut letters = Letters { rtl, ..Letters::default() };
    visit::inlines(text, &mut letters);
    letters.has_other && !letters.has_own
}

fn text_of(text: &[Inline]) -> String {
    let mut letters = Letters { text: Some(String::new()), ..Letters::default() };
    visit::inlines(text, &mut letters);
    letters.text.unwrap_or_default()
}

/// The letters of a text, other than those that have a direction of their own.
#[derive(Default)]
struct Letters {
    /// The direction of what is around the text.
    rtl: bool,
    /// Whether a letter of this direction, or of the other one, was found.
    has_own: bool,
    has_other: bool,
    /// The text so far, if it is wanted.
    text: Option<String>,
    /// The number of inlines around with a direction of their own.
    apart: usize,
}

impl Letters {
    fn find(&mut self, text: &str) {
        // No letter from right to left has less than two bytes, the first of them at least `0xD6`.
        if text.bytes().all(|byte| byte < 0xD6) {
            let has_letter = text.contains(char::is_alphabetic);
            let found = if self.rtl { &mut self.has_other } else { &mut self.has_own };
            *found |= has_letter;
            return;
        }
        let is_own = |c: char| c.is_alphabetic() && lang::is_rtl(c) == self.rtl;
        self.has_own |= text.contains(is_own);
        self.has_other |= !self.has_own && text.contains(char::is_alphabetic);
    }
}

impl<'a> Visitor<'a> for Letters {
    fn inline(&mut self, inline: &'a Inline) {
        self.apart += usize::from(inline.attr.is_rtl().is_some());
        match (&inline.kind, &mut self.text) {
            (InlineKind::Text(text) | InlineKind::Citation(text), Some(out)) if self.apart == 0 => {
                out.push_str(text)
            }
            (InlineKind::Text(text) | InlineKind::Citation(text), None)
                if self.apart == 0 && !self.has_own =>
            {
                self.find(text)
            }
            // It has a place among the words.
            (InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Image(_), Some(out)) => {
                out.push('\u{FFFC}')
            }
            (InlineKind::Break, Some(out)) => out.push(' '),
            (
                InlineKind::Text(_)
                | InlineKind::Citation(_)
                | InlineKind::Code(_)
                | InlineKind::Math(_)
                | InlineKind::Image(_)
                | InlineKind::Break
                | InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Span(..)
                | InlineKind::Link { .. }
                | InlineKind::Note(_)
                | InlineKind::Reference(_)
                | InlineKind::Ruby(_),
                _,
            ) => {}
        }
    }

    fn leave_inline(&mut self, inline: &'a Inline) {
        self.apart -= usize::from(inline.attr.is_rtl().is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    /// Shows where the direction of a paragraph is set, in a book of a direction: at the block, at its content, or not.
    fn settled(text: &str, rtl: bool, in_list: bool) -> &'static str {
        let span = Span::new(FileId(0), 0..0);
        let mut block = Block::new(BlockKind::Paragraph(vec![Inline::text(text, span)]), span);
        let mut directions = Directions::new(rtl);
        directions.narrow = usize::from(in_list);
        visit::edit_blocks(std::slice::from_mut(&mut block), &mut directions);
        let BlockKind::Paragraph(text) = &block.kind else { unreachable!("a paragraph stays one") };
        match (block.attr.is_rtl(), text[0].attr.is_rtl()) {
            (Some(_), None) => "block",
            (None, Some(_)) => "content",
            (None, None) => "none",
            (Some(_), Some(_)) => "both",
        }
    }

    #[test]
    fn a_text_in_letters_of_the_other_direction_only_has_that_direction() {
        let english = "This way, you can easily see it.";
        assert_eq!([false, true].map(|list| settled(english, true, list)), ["block", "content"]);
        assert_eq!(settled("Not yet.", true, false), "content");
        assert_eq!(settled("Git Basics", true, false), "none", "letters are in their order anyway");
        assert_eq!(settled("هذا Git.", true, false), "none");
        assert_eq!(settled("1.", true, false), "none");
        let hebrew = "בראשית ברא אלהים את השמים ואת הארץ.";
        assert_eq!([false, true].map(|rtl| settled(hebrew, rtl, false)), ["block", "none"]);
        assert_eq!(settled(english, false, false), "none");
        assert_eq!(settled("한국어로 쓴 글은 왼쪽에서 오른쪽으로.", false, false), "none");
    }
}
