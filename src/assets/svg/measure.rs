//! Measures text as drawings show it: with kerning, ligatures, bidirectional order, and other faces for
//! characters that a face lacks. Entry point: [`TextMeter`].

use std::cell::RefCell;
use std::collections::BTreeMap;

use resvg::usvg::{Group, Node, Options, Text, Tree};

use super::options::options;
use crate::assets::guard;
use crate::fonts::Library;
use crate::xml::escape;

/// The face and the features of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lettering<'a> {
    /// The family.
    pub family: &'a str,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether lower-case letters are shown as small capitals, in a face that has them.
    pub small_caps: bool,
    /// The space added after each character, in thousandths of an em.
    pub tracking: u32,
}

impl Lettering<'_> {
    /// Returns the attributes of a `text` element at a size.
    pub fn attributes(&self, size: u32) -> String {
        let weight = if self.bold { "bold" } else { "normal" };
        let mut out =
            format!("font-family=\"{}\" font-weight=\"{weight}\" font-size=\"{size}\"", escape(self.family));
        if self.italic {
            out += " font-style=\"italic\"";
        }
        if self.small_caps {
            out += " font-variant=\"small-caps\"";
        }
        if self.tracking > 0 {
            out += &format!(" letter-spacing=\"{}.{:03}em\"", self.tracking / 1000, self.tracking % 1000);
        }
        out
    }
}

/// The extent of a line of text in thousandths of an em, from the start of its baseline, y downward.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TextExtent {
    /// The sum of the advances.
    pub advance: i32,
    /// The left edge of the ink.
    pub left: i32,
    /// The right edge of the ink.
    pub right: i32,
    /// The upper edge of the ink, negative above the baseline.
    pub top: i32,
    /// The lower edge of the ink.
    pub bottom: i32,
}

impl TextExtent {
    /// Returns the width of the ink.
    pub fn width(&self) -> i32 {
        self.right - self.left
    }
}

/// Measures text in the faces of a book.
pub struct TextMeter {
    options: Options<'static>,
    /// What was measured, by the element.
    known: RefCell<BTreeMap<String, TextExtent>>,
}

impl TextMeter {
    /// The size at which text is measured, so that pixels are thousandths of an em.
    const SIZE: u32 = 1000;

    /// Returns a meter for the faces of a library.
    pub fn new(fonts: &Library) -> Self {
        Self { options: options("<text", fonts).0, known: RefCell::default() }
    }

    /// Returns the extent of a line. Text without ink, in no face at all, or in a face over which the library fails has no
    /// extent; in the last case, drawing it fails too, which is reported.
    pub fn measure(&self, text: &str, lettering: Lettering<'_>) -> TextExtent {
        let element = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><text {}>{}</text></svg>",
            lettering.attributes(Self::SIZE),
            escape(text)
        );
        if let Some(known) = self.known.borrow().get(&element) {
            return *known;
        }
        let measured = guard::run(|| {
            let tree = Tree::from_str(&element, &self.options).ok()?;
            first_text(tree.root()).map(extent)
        });
        let found = measured.ok().flatten().unwrap_or_default();
        self.known.borrow_mut().insert(element, found);
        found
    }
}

fn first_text(group: &Group) -> Option<&Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(text) => Some(&**text),
        Node::Group(group) => first_text(group),
        Node::Path(_) | Node::Image(_) => None,
    })
}

#[allow(clippy::cast_possible_truncation, reason = "`as` saturates, and no line is that long")]
fn extent(text: &Text) -> TextExtent {
    let (line, ink) = (text.bounding_box(), text.flattened().bounding_box());
    TextExtent {
        advance: line.right().ceil() as i32,
        left: ink.left().floor() as i32,
        right: ink.right().ceil() as i32,
        top: ink.top().floor() as i32,
        bottom: ink.bottom().ceil() as i32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIF: Lettering<'_> =
        Lettering { family: "Libertinus Serif", bold: false, italic: false, small_caps: false, tracking: 0 };

    #[test]
    fn text_has_the_width_of_its_glyphs() {
        let fonts = Library::bundled();
        let face = fonts.face(fonts.find("Libertinus Serif", false, false).expect("bundled"));
        let advance = |c| face.advance(face.glyph(c).expect("a letter"));
        let meter = TextMeter::new(&fonts);
        let found = meter.measure("HH", SERIF);
        assert_eq!(found.advance, advance('H') * 2);
        assert_eq!((found.top, found.bottom), (-647, 2));
        assert!(found.left > 0 && found.right < found.advance && found.width() > 1200);
        let kerned = meter.measure("AV", SERIF).advance;
        assert!(kerned < advance('A') + advance('V'), "{kerned}");
        assert_eq!(meter.measure(" ", SERIF).width(), 0);
        let tracked = meter.measure("HH", Lettering { tracking: 100, ..SERIF });
        assert!(tracked.width() >= found.width() + 100, "{tracked:?}");
        let small = meter.measure("hh", Lettering { small_caps: true, ..SERIF });
        assert!(small.top > -600 && small.top < -400, "{small:?}");
    }

    #[test]
    fn right_to_left_text_is_measured_in_the_faces_that_have_it() {
        let meter = TextMeter::new(&Library::bundled());
        let sans = Lettering { family: "Source Sans 3", bold: true, ..SERIF };
        assert!(meter.measure("שיר השירים", sans).width() > 2000);
        let (plain, isolated) = (meter.measure("שיר", SERIF), meter.measure("\u{2067}שיר\u{2069}", SERIF));
        assert_eq!(plain.width(), isolated.width(), "isolates are invisible");
    }
}
