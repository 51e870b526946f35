//! Runs of glyphs in a content stream, shown directly or with a replacement text.

use std::borrow::Cow;

use super::pen::{Pen, Strings};
use super::{Content, Encoder, TextState};
use crate::layout::{ElementId, Glyph, GlyphRun};
use crate::pdf::clusters::{Cluster, Clusters};
use crate::pdf::font::UsedFace;
use crate::pdf::operand::push_replacement_text;
use crate::units::Length;

/// The part of the size up to which readers find no space in a gap.
const MAX_GAP: i64 = 20;

impl Encoder<'_> {
    /// Writes an initial without its text, which is written directly before the rest of the word.
    /// Readers that combine words by position would otherwise separate the initial from its word.
    pub(super) fn initial(&mut self, run: &GlyphRun, x: Length, y: Length, element: ElementId) {
        self.open_replacement("", element);
        self.run(run, &run.glyphs, x, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        self.held += &run.text;
    }

    /// Writes a run in which some glyphs do not map to their text. Clusters of which they do not are separate marked content
    /// with their text (section 14.9.4), so that readers that cannot handle nested marks still find the words.
    pub(super) fn with_replacements(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) {
        let face = self.used.face(run.face);
        let mut held = self.before(run, x, y, content);
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let (mut at, mut marks) = (x, Vec::new());
        for cluster in Clusters::of(run) {
            let own = content.replacement(&cluster, face).map(Cow::Borrowed);
            let (glyphs, own) = match face.variants_of(&cluster, run.rtl) {
                Some(variants) if run.rtl && is_lengthened(&cluster, face) => {
                    (as_variants(&cluster, variants), Some(cluster.text.into()))
                }
                // Readers put the characters of a replacement text in reverse where letters run from right to left.
                Some(variants) if run.rtl => (letters(&cluster, variants, face, at - x, &mut marks), None),
                Some(variants) => (closed(&cluster, variants, face, run), Some(cluster.text.into())),
                None => (cluster.glyphs.to_vec(), own),
            };
            let text = match (own, std::mem::take(&mut held)) {
                (own, held) if held.is_empty() => own,
                (own, held) => Some(Cow::Owned(held + own.as_deref().unwrap_or(cluster.text))),
            };
            match pieces.last_mut() {
                Some(Piece { glyphs: last, text: None, .. }) if text.is_none() => last.extend(glyphs),
                _ => pieces.push(Piece { x: at, glyphs, text }),
            }
            at += cluster.glyphs.iter().map(|glyph| Length::sp(i64::from(glyph.advance))).sum::<Length>();
        }
        // The glyphs are in the order of the page, what is marked is in that of the book.
        if run.rtl {
            pieces.reverse();
        }
        for Piece { x, glyphs, text } in pieces {
            match text {
                Some(text) => self.replaced(&text, (run, &glyphs), (x, y), content),
                None => self.show((run, &glyphs), x, y, content),
            }
        }
        if !marks.is_empty() {
            self.replaced("", (run, &marks), (x, y), content);
        }
    }

    /// Writes glyphs that look as a run does, with a replacement text.
    fn replaced(
        &mut self,
        text: &str,
        (run, glyphs): (&GlyphRun, &[Glyph]),
        (x, y): (Length, Length),
        content: Content,
    ) {
        match content {
            Content::Element(element) => self.open_replacement(text, element),
            Content::Header | Content::Footer | Content::Layout => {
                self.mark(content);
                self.end_text();
                self.out.extend(b"/Span<<");
                push_replacement_text(&mut self.out, text);
            }
        }
        self.run(run, glyphs, x, y);
        self.end_text();
        self.out.extend(b"EMC\n");
    }

    /// Writes the text of a held initial on a space directly before the rest of its word. Returns the
    /// text that is still to be written: the initial, if the run has no space for it. Most readers
    /// would also find the text on the first glyph of the rest, but those that compare it with the
    /// glyph (MuPDF) drop the letters that are not in the glyph.
    fn before(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) -> String {
        let Content::Element(element) = content else { return String::new() };
        let held = std::mem::take(&mut self.held);
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
        self.open_replacement(&held, element);
        self.run(run, &[Glyph { dx: 0, dy: 0, ..*space }], x - width, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        String::new()
    }

    /// Opens marked content of an element with a replacement text.
    fn open_replacement(&mut self, text: &str, element: ElementId) {
        self.close();
        self.open_marked("Span", element);
        push_replacement_text(&mut self.out, text);
    }

    /// Writes glyphs that look as a run does, as a part of its content. A run from right to left is marked by itself, since
    /// its glyphs are shown from left to right (section 14.8.2.3.3), and some readers cannot handle nested marks.
    pub(super) fn show(
        &mut self,
        (run, glyphs): (&GlyphRun, &[Glyph]),
        x: Length,
        y: Length,
        content: Content,
    ) {
        match content {
            Content::Element(element) if run.rtl => {
                self.close();
                self.open_marked("ReversedChars", element);
                self.out.extend(b">>BDC\n");
                self.run(run, glyphs, x, y);
                self.end_text();
                self.out.extend(b"EMC\n");
            }
            _ => {
                self.mark(content);
                self.run(run, glyphs, x, y);
            }
        }
    }

    /// Writes glyphs that look as a run does, from a position of the page on.
    pub(super) fn run(&mut self, run: &GlyphRun, glyphs: &[Glyph], x: Length, y: Length) {
        if glyphs.is_empty() {
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
            self.out.push(b'/');
            self.out.extend(face.name.bytes());
            self.out.push(b' ');
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
        let mut pen = Pen::new(face, run.size, run.scale, spacing(run));
        let mut string = Strings::new(&mut self.out);
        for glyph in glyphs {
            string.glyph(glyph, face, &mut pen);
        }
        string.end();
        self.out.push(b'\n');
    }
}

/// A part of a run: glyphs from `x` on, with their replacement text if they need one.
struct Piece<'a> {
    x: Length,
    glyphs: Vec<Glyph>,
    text: Option<Cow<'a, str>>,
}

/// Returns the glyphs of a cluster as these variants. If the last one does not end where the cluster does, a glyph without ink
/// follows that does: readers (Poppler) take the end of the last glyph for that of the text, and would find a space there.
fn closed(cluster: &Cluster<'_>, variants: &[u16], face: &UsedFace, run: &GlyphRun) -> Vec<Glyph> {
    let mut glyphs = as_variants(cluster, variants);
    let (Some(last), Some(blank)) = (cluster.glyphs.last(), face.blank()) else { return glyphs };
    let width = |id| run.size.ratio(face.advance(id), face.units_per_em).to_sp();
    let end = i64::from(last.dx) + width(last.id);
    if (i64::from(last.advance) - end).abs() > run.size.to_sp() / MAX_GAP {
        let dx = i32::try_from(-width(blank)).unwrap_or(0);
        glyphs.push(Glyph { id: blank, text_len: 0, advance: 0, dx, dy: 0 });
    }
    glyphs
}

fn as_variants(cluster: &Cluster<'_>, variants: &[u16]) -> Vec<Glyph> {
    cluster.glyphs.iter().zip(variants).map(|(glyph, id)| Glyph { id: *id, ..*glyph }).collect()
}

/// Returns whether a cluster is a letter with a lengthened join: one character of several glyphs with an advance. Without a
/// replacement text there would be characters within the word, or a gap that readers take for a space.
fn is_lengthened(cluster: &Cluster<'_>, face: &UsedFace) -> bool {
    let wide = cluster.glyphs.iter().filter(|glyph| face.advance(glyph.id) > 0);
    wide.count() > 1 && cluster.text.chars().count() == 1
}

/// Returns the glyphs of a cluster that are not marks, as these variants, and adds the marks to `marks`, with their distances
/// from the beginning of the run, where the cluster is at `at`.
fn letters(
    cluster: &Cluster<'_>,
    variants: &[u16],
    face: &UsedFace,
    at: Length,
    marks: &mut Vec<Glyph>,
) -> Vec<Glyph> {
    let mut letters: Vec<Glyph> = Vec::new();
    // The advances of marks before the first letter.
    let (mut pen, mut lead) = (at.to_sp(), 0);
    for (glyph, id) in cluster.glyphs.iter().zip(variants) {
        if cluster.glyphs.len() > 1 && face.advance(glyph.id) == 0 {
            let dx = i32::try_from(pen + i64::from(glyph.dx)).unwrap_or(i32::MAX);
            marks.push(Glyph { id: *id, dx, advance: 0, ..*glyph });
            match letters.last_mut() {
                Some(letter) => letter.advance += glyph.advance,
                None => lead += glyph.advance,
            }
        } else {
            let lead = std::mem::take(&mut lead);
            letters.push(Glyph { id: *id, dx: glyph.dx + lead, advance: glyph.advance + lead, ..*glyph });
        }
        pen += i64::from(glyph.advance);
    }
    letters
}

/// Returns the letterspacing of a run as it is written, in thousandths of a point before scaling. Its
/// rounding does not matter, since the pen uses the written value.
fn spacing(run: &GlyphRun) -> i64 {
    Length::sp(i64::from(run.spacing)).to_milli_pt()
}
