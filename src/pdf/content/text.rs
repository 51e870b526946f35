//! Runs of glyphs in a content stream, shown directly or with a replacement text.

use super::pen::{Pen, Strings};
use super::{Content, Encoder, TextState};
use crate::layout::{ElementId, Glyph, GlyphRun};
use crate::pdf::font::{Clusters, UsedFace};
use crate::pdf::operand::push_replacement_text;
use crate::units::Length;

impl Encoder<'_> {
    /// Writes an initial without its text, which is written directly before the rest of the word.
    /// Readers that combine words by position would otherwise separate the initial from its word.
    pub(super) fn initial(&mut self, run: &GlyphRun, x: Length, y: Length, element: ElementId) {
        self.open_replacement("", element);
        self.run(run, x, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        self.held += &run.text;
    }

    /// Writes a run in which some glyphs do not map to their text. Each of these glyphs is separate
    /// marked content with its text (section 14.9.4), so that readers that cannot handle nested marks
    /// still find the words.
    pub(super) fn with_replacements(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) {
        let face = self.used.face(run.face);
        let mut x = x;
        let mut plain = GlyphRun { text: "".into(), glyphs: Vec::new(), ..run.clone() };
        for cluster in Clusters::of(run) {
            let held = self.before(run, x, y, content);
            let own = content.replacement(&cluster, face);
            if own.is_none() && held.is_empty() {
                plain.glyphs.extend(cluster.glyphs);
                continue;
            }
            let text = held + own.unwrap_or(cluster.text);
            x += self.flush(&mut plain, x, y, content);
            match content {
                Content::Element(element) => {
                    self.close();
                    self.out.extend(format!("/Span<</MCID {}", self.marks.len()).bytes());
                    self.marks.push(element);
                }
                Content::Header | Content::Footer | Content::Layout => {
                    self.mark(content);
                    self.end_text();
                    self.out.extend(b"/Span<<");
                }
            }
            push_replacement_text(&mut self.out, &text);
            plain.glyphs.extend(cluster.glyphs);
            self.run(&plain, x, y);
            x += plain.width();
            plain.glyphs.clear();
            self.end_text();
            self.out.extend(b"EMC\n");
        }
        self.flush(&mut plain, x, y, content);
    }

    /// Writes the text of a held initial on a space directly before the rest of its word. Returns the
    /// text that is still to be written: the initial, if the run has no space for it. Most readers
    /// would also find the text on the first glyph of the rest, but those that compare it with the
    /// glyph (MuPDF) drop the letters that are not in the glyph.
    fn before(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) -> String {
        let held = std::mem::take(&mut self.held);
        let Content::Element(element) = content else { return held };
        if held.is_empty() {
            return held;
        }
        let face = self.used.face(run.face);
        let spaces = Clusters::of(run).filter(|cluster| cluster.text == " ");
        let Some([space]) = spaces.map(|cluster| cluster.glyphs).find(|glyphs| glyphs.len() == 1) else {
            return held;
        };
        let width = run.size.ratio(face.advance(space.id), face.units_per_em);
        let width = width.ratio(10_000 + i64::from(run.scale), 10_000);
        let alone =
            GlyphRun { text: "".into(), glyphs: vec![Glyph { dx: 0, dy: 0, ..*space }], ..run.clone() };
        self.open_replacement(&held, element);
        self.run(&alone, x - width, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        String::new()
    }

    /// Opens marked content of an element with a replacement text.
    fn open_replacement(&mut self, text: &str, element: ElementId) {
        self.close();
        self.out.extend(format!("/Span<</MCID {}", self.marks.len()).bytes());
        self.marks.push(element);
        push_replacement_text(&mut self.out, text);
    }

    /// Shows the gathered glyphs. Returns their width.
    fn flush(&mut self, plain: &mut GlyphRun, x: Length, y: Length, content: Content) -> Length {
        if plain.glyphs.is_empty() {
            return Length::ZERO;
        }
        self.mark(content);
        self.run(plain, x, y);
        let width = plain.width();
        plain.glyphs.clear();
        width
    }

    /// Writes a run of glyphs that begins at a position of the page.
    pub(super) fn run(&mut self, run: &GlyphRun, x: Length, y: Length) {
        if run.glyphs.is_empty() {
            return;
        }
        if self.colour != run.colour {
            self.end_text();
            self.set_colour(run.colour);
        }
        let mut state = self.text.unwrap_or_else(|| {
            self.out.extend(b"BT");
            TextState { font: None, at: (0, 0) }
        });
        let face = self.used.face(run.face);
        if state.font != Some((run.face, run.size)) {
            self.out.extend(format!("/{} ", face.name).bytes());
            self.number(run.size.to_milli_pt());
            self.out.extend(b" Tf ");
            state.font = Some((run.face, run.size));
        }
        self.set_width(run.scale, spacing(run));
        let at = (x.to_milli_pt(), y.to_milli_pt());
        self.numbers(&[at.0 - state.at.0, at.1 - state.at.1]);
        self.out.extend(b"Td");
        state.at = at;
        self.text = Some(state);
        if run.rtl {
            // The glyphs are shown from left to right (section 14.8.2.3.3).
            self.out.extend(b"/ReversedChars BMC ");
            self.glyphs(run, face);
            self.out.extend(b"EMC\n");
        } else {
            self.glyphs(run, face);
        }
    }

    fn glyphs(&mut self, run: &GlyphRun, face: &UsedFace) {
        let mut pen = Pen::new(face, run.size, run.scale, spacing(run));
        let mut string = Strings::new(&mut self.out);
        for glyph in &run.glyphs {
            string.glyph(glyph, face, &mut pen);
        }
        string.end();
        self.out.push(b'\n');
    }
}

/// Returns the letterspacing of a run as it is written, in thousandths of a point before scaling. Its
/// rounding does not matter, since the pen uses the written value.
fn spacing(run: &GlyphRun) -> i64 {
    Length::sp(i64::from(run.spacing)).to_milli_pt()
}
