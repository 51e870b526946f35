//! A page becomes a content stream (ISO 32000-1, section 7.8.2 and chapter 9).
//!
//! Coordinates are whole thousandths of a point, so that no rounding adds up. Text goes out as
//! binary strings of two-byte glyph numbers; the numbers between them (`TJ`) are whole thousandths
//! of an em, and what rounding leaves over is carried on to the next.

use super::font::{Cast, Cluster, Clusters, Part};
use super::object::utf16;
use super::{picture, structure};
use crate::assets::Assets;
use crate::fonts::is_private;
use crate::layout::Page;
use crate::layout::{ElementId, Glyph, GlyphRun, Layer, PageItem, PlacedKind, Structure};
use crate::units::{Colour, Length};

/// A page's stream, not yet compressed.
pub(super) struct Encoded {
    /// The operators.
    pub(super) stream: Vec<u8>,
    /// The elements whose content is marked in it, by the numbers of the marks (MCID).
    pub(super) marks: Vec<ElementId>,
}

/// Encodes a page.
pub(super) fn encode(page: &Page, structure: &Structure, cast: &Cast, assets: &Assets) -> Encoded {
    let mut encoder = Encoder {
        out: Vec::with_capacity(8 * 1024),
        height: page.size.height,
        cast,
        assets,
        text: None,
        colour: Colour::BLACK,
        scale: 0,
        spacing: 0,
        structure,
        open: None,
        held: String::new(),
        marks: Vec::new(),
    };
    for item in &page.items {
        if item.turned {
            encoder.turned(item);
        } else {
            encoder.item(item, item.x, page.size.height - item.y);
        }
    }
    encoder.end_text();
    encoder.close();
    Encoded { stream: encoder.out, marks: encoder.marks }
}

/// What a run of items is: the content of an element, or no part of the text (section 14.8.2.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Element(ElementId),
    Header,
    Footer,
    Layout,
}

impl Content {
    fn of(item: &PageItem) -> Self {
        match (item.owner, item.layer) {
            (Some(element), _) => Self::Element(element),
            (None, Layer::Head) => Self::Header,
            (None, Layer::Folio) => Self::Footer,
            (None, Layer::Text | Layer::Note) => Self::Layout,
        }
    }

    /// The text that has to be given beside a cluster: where its glyphs alone would say something
    /// else, and where nobody but the author knows what a character is (ISO 19005-2, section
    /// 6.2.11.7.3; ISO 14289-2, section 8.4.3, forbids to give that very character again). What is
    /// no part of the text need not say what it says.
    fn replacement<'a>(self, cluster: &Cluster<'a>, part: &Part) -> Option<&'a str> {
        match self {
            _ if !cluster.text.is_ascii() && cluster.text.chars().any(is_private) => Some("\u{FFFD}"),
            Self::Element(_) => replacement(cluster, part),
            Self::Header | Self::Footer | Self::Layout => None,
        }
    }
}

/// The state of an open text object.
#[derive(Clone, Copy)]
struct TextState {
    font: Option<(crate::fonts::FaceId, Length)>,
    /// Where the last line began, in thousandths of a point.
    at: (i64, i64),
}

struct Encoder<'a> {
    out: Vec<u8>,
    height: Length,
    cast: &'a Cast,
    assets: &'a Assets,
    text: Option<TextState>,
    colour: Colour,
    /// The horizontal scaling of glyphs, in ten-thousandths over 1.
    scale: i16,
    /// The space after each glyph, in thousandths of a point.
    spacing: i64,
    structure: &'a Structure,
    /// The marked content that is open.
    open: Option<Content>,
    /// The text of an initial, to be said before its word's rest.
    held: String,
    marks: Vec<ElementId>,
}

impl Encoder<'_> {
    /// An item on a page that is read from its right: the axes are turned a quarter (section 8.3.3).
    fn turned(&mut self, item: &PageItem) {
        // A picture's place is the upper left corner of where it lies, its origin now the lower right.
        let (right, up) = match item.kind {
            PlacedKind::Picture { width, height, .. } => (height, width),
            PlacedKind::Glyphs(_) | PlacedKind::Rule { .. } | PlacedKind::Link { .. } => {
                (Length::ZERO, Length::ZERO)
            }
        };
        self.close();
        let before = (self.colour, self.scale, self.spacing);
        let origin = [item.x + right, self.height - item.y - up].map(Length::to_milli_pt);
        self.out.extend(b"q 0 1 -1 0 ");
        self.numbers(&origin);
        self.out.extend(b"cm\n");
        let lower = if let PlacedKind::Picture { height, .. } = item.kind { height } else { Length::ZERO };
        self.item(item, Length::ZERO, lower);
        self.close();
        self.out.extend(b"Q\n");
        (self.colour, self.scale, self.spacing) = before;
    }

    /// An item, its place measured from the lower left corner of the page.
    fn item(&mut self, item: &PageItem, x: Length, y: Length) {
        match &item.kind {
            PlacedKind::Glyphs(run) => {
                let content = Content::of(item);
                let part = self.cast.part(run.face);
                if let (true, Content::Element(element)) = (run.runs_on, content) {
                    return self.initial(run, x, y, element);
                }
                let told = |cluster: Cluster<'_>| content.replacement(&cluster, part).is_none();
                let rest = !self.held.is_empty() && matches!(content, Content::Element(_));
                if rest || (!part.says_plainly(run) && !Clusters::of(run).all(told)) {
                    self.spelled(run, x, y, content);
                } else {
                    self.mark(content);
                    self.run(run, x, y);
                }
            }
            PlacedKind::Rule { width, height, colour } => {
                self.mark(Content::of(item));
                self.rule(x, y, *width, *height, *colour);
            }
            PlacedKind::Picture { asset, width, height, .. } => {
                self.mark(Content::of(item));
                self.end_text();
                self.set_width(0, 0);
                let picture = self.assets.get(*asset);
                self.out.extend(b"q ");
                self.numbers(&picture::matrix(picture, x, y - *height, *width, *height));
                self.out.extend(format!("cm/{} Do Q\n", picture::name(*asset)).bytes());
            }
            // An annotation, not content.
            PlacedKind::Link { .. } => {}
        }
    }

    /// Opens marked content, unless it is open.
    fn mark(&mut self, content: Content) {
        if self.open == Some(content) {
            return;
        }
        self.close();
        match content {
            Content::Element(element) => {
                let name = structure::mark_name(self.structure.element(element).tag);
                self.out.extend(format!("/{name}<</MCID {}>>BDC\n", self.marks.len()).bytes());
                self.marks.push(element);
            }
            Content::Header => self.out.extend(b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"),
            Content::Footer => self.out.extend(b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"),
            Content::Layout => self.out.extend(b"/Artifact<</Type/Layout>>BDC\n"),
        }
        self.open = Some(content);
    }

    /// Closes what is open.
    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.out.extend(b"EMC\n");
        }
    }

    fn rule(&mut self, x: Length, y: Length, width: Length, height: Length, colour: Colour) {
        self.end_text();
        self.set_colour(colour);
        let lower = y - height;
        self.numbers(&[x, lower, width, height].map(Length::to_milli_pt));
        self.out.extend(b"re f\n");
    }

    /// Scaling and letter spacing go on from one text object to the next, and into forms (section
    /// 9.3.1).
    fn set_width(&mut self, scale: i16, spacing: i64) {
        if self.scale != scale {
            self.scale = scale;
            self.out.push(b' ');
            self.number(100_000 + i64::from(scale) * 10);
            self.out.extend(b" Tz ");
        }
        if self.spacing != spacing {
            self.spacing = spacing;
            self.out.push(b' ');
            self.number(spacing);
            self.out.extend(b" Tc ");
        }
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour == colour {
            return;
        }
        self.colour = colour;
        let part = |value: u8| (i64::from(value) * 1000 + 127) / 255;
        if colour.r == colour.g && colour.g == colour.b {
            self.numbers(&[part(colour.r)]);
            self.out.extend(b"g\n");
        } else {
            self.numbers(&[part(colour.r), part(colour.g), part(colour.b)]);
            self.out.extend(b"rg\n");
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend(b"ET\n");
        }
    }

    /// An initial. Readers that put words together by their places would part it from its word: so
    /// it says nothing, and is said right before the rest.
    fn initial(&mut self, run: &GlyphRun, x: Length, y: Length, element: ElementId) {
        self.say("", element);
        self.run(run, x, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        self.held += &run.text;
    }

    /// A run some of whose glyphs do not say by themselves what they stand for. Each of these is
    /// marked content of its own with the text in it (section 14.9.4): readers that lose their way in
    /// marks within marks find the words all the same.
    fn spelled(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) {
        let part = self.cast.part(run.face);
        let mut x = x;
        let mut plain = GlyphRun { text: "".into(), glyphs: Vec::new(), ..run.clone() };
        for cluster in Clusters::of(run) {
            let held = self.before(run, x, y, content);
            let own = content.replacement(&cluster, part);
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
            push_spelled(&mut self.out, &text);
            plain.glyphs.extend(cluster.glyphs);
            self.run(&plain, x, y);
            x += plain.width();
            plain.glyphs.clear();
            self.end_text();
            self.out.extend(b"EMC\n");
        }
        self.flush(&mut plain, x, y, content);
    }

    /// Says a held initial with a space right before the rest of its word, and returns what is left to
    /// say: the initial where the run has no space to show. On the first glyph of the rest the text would
    /// be found by most readers; those that compare it with the glyph (MuPDF) drop what is not in it.
    fn before(&mut self, run: &GlyphRun, x: Length, y: Length, content: Content) -> String {
        let held = std::mem::take(&mut self.held);
        let Content::Element(element) = content else { return held };
        if held.is_empty() {
            return held;
        }
        let part = self.cast.part(run.face);
        let spaces = Clusters::of(run).filter(|cluster| cluster.text == " ");
        let Some([space]) = spaces.map(|cluster| cluster.glyphs).find(|glyphs| glyphs.len() == 1) else {
            return held;
        };
        let width = run.size.ratio(part.advance(space.id), part.units_per_em);
        let width = width.ratio(10_000 + i64::from(run.scale), 10_000);
        let alone =
            GlyphRun { text: "".into(), glyphs: vec![Glyph { dx: 0, dy: 0, ..*space }], ..run.clone() };
        self.say(&held, element);
        self.run(&alone, x - width, y);
        self.end_text();
        self.out.extend(b"EMC\n");
        String::new()
    }

    /// Opens marked content of an element that stands for a text.
    fn say(&mut self, text: &str, element: ElementId) {
        self.close();
        self.out.extend(format!("/Span<</MCID {}", self.marks.len()).bytes());
        self.marks.push(element);
        push_spelled(&mut self.out, text);
    }

    /// Shows the glyphs that were gathered; gives their width.
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

    /// A run of glyphs, its pen beginning at a place of the page.
    fn run(&mut self, run: &GlyphRun, x: Length, y: Length) {
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
        let part = self.cast.part(run.face);
        if state.font != Some((run.face, run.size)) {
            self.out.extend(format!("/{} ", part.name).bytes());
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
        self.glyphs(run, part);
    }

    fn glyphs(&mut self, run: &GlyphRun, part: &Part) {
        let mut pen = Pen::new(part, run.size, run.scale, spacing(run));
        let mut string = Strings { out: &mut self.out, array: false, open: false };
        for glyph in &run.glyphs {
            string.glyph(glyph, part, &mut pen);
        }
        string.end();
        self.out.push(b'\n');
    }

    fn numbers(&mut self, thousandths: &[i64]) {
        for value in thousandths {
            self.number(*value);
            self.out.push(b' ');
        }
    }

    fn number(&mut self, thousandths: i64) {
        push_number(&mut self.out, thousandths);
    }
}

/// The end of a marked content's properties: the text that stands for it (section 14.9.4).
pub(super) fn push_spelled(out: &mut Vec<u8>, text: &str) {
    out.extend(b"/ActualText<");
    out.extend(utf16(text).iter().flat_map(|byte| hex(*byte)));
    out.extend(b">>>BDC\n");
}

/// What a cluster says, where its glyphs alone would say something else.
fn replacement<'a>(cluster: &Cluster<'a>, part: &Part) -> Option<&'a str> {
    let plain = matches!(cluster.glyphs, [only] if part.says(only.id, cluster.text));
    (!plain).then_some(cluster.text)
}

/// The strings and numbers of a `TJ` array.
struct Strings<'a> {
    out: &'a mut Vec<u8>,
    array: bool,
    open: bool,
}

impl Strings<'_> {
    fn glyph(&mut self, glyph: &Glyph, part: &Part, pen: &mut Pen) {
        if glyph.dy != 0 {
            self.end();
            self.out.push(b' ');
            push_number(self.out, Length::sp(i64::from(glyph.dy)).to_milli_pt());
            self.out.extend(b" Ts");
        }
        if !self.array {
            self.out.push(b'[');
            self.array = true;
        }
        let step = pen.step_to(i64::from(glyph.dx));
        if step != 0 {
            self.close();
            push_number(self.out, step * 1000);
        }
        if !self.open {
            self.out.push(b'(');
            self.open = true;
        }
        self.out.extend_from_slice(part.code(glyph.id));
        pen.show(glyph);
        if glyph.dy != 0 {
            self.end();
            self.out.extend(b" 0 Ts");
        }
    }

    fn close(&mut self) {
        if self.open {
            self.out.push(b')');
            self.open = false;
        }
    }

    fn end(&mut self) {
        self.close();
        if self.array {
            self.out.extend(b"]TJ");
            self.array = false;
        }
    }
}

/// Where the pen is by the widths in the font, and how far that is from where it should be by the
/// setting, in scaled points times `10_000_000 * units per em`, so that nothing is rounded.
struct Pen<'a> {
    part: &'a Part,
    /// The size as scaled, in ten-thousandths of a scaled point.
    size: i64,
    units: i64,
    /// What the pen moves after every glyph besides.
    spacing: i64,
    /// How far the pen is ahead.
    ahead: i64,
}

/// The letter spacing of a run as it is written, in thousandths of a point before scaling: no rounding
/// of it matters, since the pen goes by what is written.
fn spacing(run: &GlyphRun) -> i64 {
    Length::sp(i64::from(run.spacing)).to_milli_pt()
}

impl<'a> Pen<'a> {
    fn new(part: &'a Part, size: Length, scale: i16, spacing: i64) -> Self {
        let scale = 10_000 + i64::from(scale);
        let (size, units) = (size.to_sp().max(1) * scale, part.units_per_em);
        // A thousandth of a point is 65.536 scaled points.
        Self { part, size, units, spacing: spacing * 65_536 * scale * units, ahead: 0 }
    }

    /// The number that brings the pen to `dx` from where it should be, in thousandths of an em,
    /// counted to the left as `TJ` does.
    fn step_to(&mut self, dx: i64) -> i64 {
        let ahead = self.ahead - dx * 10_000_000 * self.units;
        let thousandth = self.size * self.units;
        // Most glyphs stand where their neighbour leaves the pen.
        if 2 * ahead.abs() < thousandth {
            return 0;
        }
        let step = (2 * ahead + thousandth).div_euclid(2 * thousandth);
        self.ahead -= step * thousandth;
        step
    }

    fn show(&mut self, glyph: &Glyph) {
        self.ahead += self.part.advance(glyph.id) * self.size * 1000 + self.spacing;
        self.ahead -= i64::from(glyph.advance) * 10_000_000 * self.units;
    }
}

/// A number from thousandths, without trailing zeros.
pub(super) fn push_number(out: &mut Vec<u8>, thousandths: i64) {
    if thousandths < 0 {
        out.push(b'-');
    }
    let value = thousandths.unsigned_abs();
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut whole = value / 1000;
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(whole % 10).unwrap_or(0);
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
    let mut rest = value % 1000;
    if rest > 0 {
        out.push(b'.');
        let mut scale = 100;
        while rest > 0 {
            out.push(b'0' + u8::try_from(rest / scale).unwrap_or(0));
            rest %= scale;
            scale /= 10;
        }
    }
}

fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(thousandths: i64) -> String {
        let mut out = Vec::new();
        push_number(&mut out, thousandths);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_can_be() {
        let table = [0, 1, 10, 100, 1000, 1050, -2500, 123_456_000, -7].map(shown);
        assert_eq!(table, ["0", "0.001", "0.01", "0.1", "1", "1.05", "-2.5", "123456", "-0.007"]);
    }

    proptest::proptest! {
        #[test]
        fn the_pen_is_never_off_by_more_than_half_a_thousandth(
            advances in proptest::collection::vec(-100_000..2_000_000i32, 1..80),
            size in 300_000..2_000_000i64,
            scale in -200..=200i16,
            spacing in -200..=200i64,
        ) {
            let fonts = crate::fonts::Library::bundled();
            let face = crate::fonts::FaceId(0);
            let id = fonts.face(face).glyph('e').expect("an e");
            let glyph = |advance| Glyph { id, text_len: 1, advance, dx: 0, dy: 0 };
            let cast = Cast::of_glyphs(face, vec![glyph(0)], "e", &fonts);
            let mut pen = Pen::new(cast.part(face), Length::sp(size), scale, spacing);
            for advance in advances {
                pen.step_to(0);
                proptest::prop_assert!(2 * pen.ahead.abs() <= pen.size * pen.units);
                pen.show(&glyph(advance));
            }
        }
    }
}
