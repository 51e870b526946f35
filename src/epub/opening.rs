//! The opening of a chapter's text, as in print: its initial and its first words in small capitals are
//! marked with spans. There are no spaces and no other elements within a word, so that each word is
//! read aloud and found as a whole.

use super::marked::{Marked, Part, marked};
use super::writer::Writer;
use crate::book::drama::PlayParagraph;
use crate::book::{Attr, Inline, InlineKind};
use crate::design::LeadIn;

impl Writer<'_> {
    /// Writes a paragraph, which may be the opening of a chapter. `class` is that of a paragraph outside of plays.
    pub(super) fn paragraph(
        &mut self,
        inlines: &[Inline],
        attr: &Attr,
        lead: Option<LeadIn>,
        class: &'static str,
    ) {
        let second_marks = self.layout.edition.design.spec.second_marks;
        let from = (self.layout.book, &self.words);
        self.marked = marked(inlines, attr, lead.unwrap_or(LeadIn::NONE), from, second_marks);
        let (class, epub_type) = match self.play.as_mut().map(|play| play.next(inlines)) {
            Some(PlayParagraph::Name) => ("name", ""),
            Some(PlayParagraph::Direction { .. }) => ("direction", "z3998:stage-direction"),
            Some(PlayParagraph::First) => ("speech", ""),
            Some(PlayParagraph::Later) => ("speech later", ""),
            Some(PlayParagraph::Continued) => ("continued", ""),
            Some(PlayParagraph::Hanging) | None => (class, ""),
        };
        let is_divided = self.divided && inlines.iter().any(is_break);
        let class = if is_divided { "lines" } else { class };
        self.out.open("p").common(attr, class).epub_type(epub_type);
        if is_divided {
            self.lines(inlines);
        } else {
            self.parted(inlines);
        }
        self.out.close("p").line();
        self.marked = Marked::default();
    }

    /// Writes lines that the author divided, each in an element of its own, so that the rest of a line that is too
    /// long hangs further in.
    fn lines(&mut self, inlines: &[Inline]) {
        for (index, line) in inlines.split(is_break).enumerate() {
            if index > 0 {
                self.out.empty("br").line();
            }
            self.out.open("span").class("line");
            self.inlines(line);
            self.out.close("span");
        }
    }

    /// Writes text with the parts of a chapter's opening marked.
    pub(super) fn marked_words(&mut self, text: &str) {
        if self.marked.parts.is_empty() {
            return self.unmarked(text);
        }
        let lines = self.layout.edition.design.lead.initial;
        let chunks = self.marked.cut(text, &self.cursor);
        let part = |at: Option<usize>| at.and_then(|at| chunks.get(at)).and_then(|(part, _)| *part);
        for (at, (kind, chunk)) in chunks.iter().enumerate() {
            let starts = match kind {
                Some(Part::Quote) => true,
                Some(Part::Initial) => part(at.checked_sub(1)) != Some(Part::Quote),
                Some(Part::Words) | None => false,
            };
            if starts {
                // The mark of a page that begins here is before the initial.
                if !self.e_book_only {
                    self.breaks.here("span", &self.cursor, &mut self.out);
                }
                self.out.open("span").class(&format!("initial over-{lines}"));
            }
            match kind {
                Some(Part::Quote) => _ = self.out.open("span").class("quote"),
                Some(Part::Words) => _ = self.out.open("span").class("opening"),
                Some(Part::Initial) | None => {}
            }
            self.unmarked(chunk);
            match kind {
                Some(Part::Quote) if part(Some(at + 1)) == Some(Part::Initial) => _ = self.out.close("span"),
                Some(Part::Quote) => _ = self.out.close("span").close("span"),
                Some(Part::Initial | Part::Words) => _ = self.out.close("span"),
                None => {}
            }
        }
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Break)
}
