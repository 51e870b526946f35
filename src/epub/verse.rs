//! Writes verse: stanzas are paragraphs, lines are boxes whose turn-over lines are indented.

use super::writer::Writer;
use crate::book::verse::LineNumbers;
use crate::book::{Attr, VerseLine};

/// The classes of a line of verse by its indent.
const VERSE_LINES: [&str; 7] = ["line", "line i1", "line i2", "line i3", "line i4", "line i5", "line i6"];

impl Writer<'_> {
    /// Writes stanzas.
    pub(super) fn verse(&mut self, stanzas: &[Vec<VerseLine>], attr: &Attr) {
        let spec = self.layout.edition.design.spec.verse;
        let mut numbers = LineNumbers::of(attr, spec.numbers);
        let class = match (spec.is_centred, numbers.are_shown()) {
            (false, false) => "verse",
            (false, true) => "verse numbered",
            (true, false) => "verse middle",
            (true, true) => "verse middle numbered",
        };
        self.out.open("div").common(attr, class).epub_type("z3998:verse").line();
        for stanza in stanzas {
            self.out.open("p").class("stanza");
            for (index, line) in stanza.iter().enumerate() {
                if index > 0 {
                    self.out.empty("br").line();
                }
                if let Some(number) = numbers.count() {
                    self.out.open("span").class("line-number").attr("aria-hidden", "true");
                    self.out.text(&self.words.digits().write(number)).close("span");
                }
                self.out.open("span").class(VERSE_LINES[usize::from(line.indent).min(VERSE_LINES.len() - 1)]);
                self.inlines(&line.text);
                self.out.close("span");
            }
            self.out.close("p").line();
        }
        self.out.close("div").line();
    }
}
