//! Writes operators and delimiters.

use super::items::MathWriter;
use super::signs::{width, would_grow};
use crate::book::math::{AtomClass, Gap};

/// The space before and behind an operator.
pub(super) type Around = (Gap, Gap);

/// No space.
pub(super) const CLOSE: Around = (Gap::None, Gap::None);

impl MathWriter {
    /// Writes a sign; `around` is the space at its sides.
    pub(super) fn sign(&mut self, text: &str, class: Option<AtomClass>, around: Around) {
        self.out.open("mo");
        self.form(class);
        self.out.optional("stretchy", would_grow(text).then_some("false"));
        self.around(around);
        self.out.text(text).close("mo");
    }

    /// Writes the attributes that tell a delimiter from an operator.
    fn form(&mut self, class: Option<AtomClass>) {
        let (name, value) = match class {
            Some(AtomClass::Opening) => ("form", "prefix"),
            Some(AtomClass::Closing) => ("form", "postfix"),
            Some(AtomClass::Punctuation) => ("separator", "true"),
            Some(
                AtomClass::Ordinary
                | AtomClass::Operator
                | AtomClass::Binary
                | AtomClass::Relation
                | AtomClass::Inner,
            )
            | None => return,
        };
        self.out.attr(name, value);
    }

    fn around(&mut self, (before, behind): Around) {
        self.out.attr("lspace", width(before)).attr("rspace", width(behind));
    }

    pub(super) fn large_operator(&mut self, sign: char, has_limits: bool, around: Around) {
        self.out.open("mo").optional("movablelimits", has_limits.then_some("false"));
        self.around(around);
        self.out.text(sign.encode_utf8(&mut [0; 4])).close("mo");
    }

    /// Writes an operator that grows with what is below or above it.
    pub(super) fn growing(&mut self, sign: char) {
        self.out.open("mo").attr("stretchy", "true").text(sign.encode_utf8(&mut [0; 4])).close("mo");
    }

    /// Writes a delimiter that grows with the row that it is in.
    pub(super) fn delimiter(&mut self, sign: Option<char>, form: &str) {
        let Some(sign) = sign else { return };
        self.out.open("mo").attr("form", form).attr("fence", "true").attr("stretchy", "true");
        self.around(CLOSE);
        self.out.text(sign.encode_utf8(&mut [0; 4])).close("mo");
    }

    /// Writes a delimiter of a size that the author chose.
    pub(super) fn sized(&mut self, sign: char, size: u8, class: Option<AtomClass>, around: Around) {
        // From `\big` to `\Bigg` (The TeXbook, appendix B: 8.5, 11.5, 14.5 and 17.5 points on each side of the axis).
        const SIZES: [&str; 4] = ["1.2em", "1.8em", "2.4em", "3em"];
        let size = SIZES[usize::from(size).clamp(1, SIZES.len()) - 1];
        self.out.open("mo");
        self.form(class);
        self.out
            .attr("stretchy", "true")
            .attr("symmetric", "true")
            .attr("minsize", size)
            .attr("maxsize", size);
        self.around(around);
        self.out.text(sign.encode_utf8(&mut [0; 4])).close("mo");
    }

    /// Writes a delimiter within an expression between delimiters.
    pub(super) fn middle(&mut self, sign: char) {
        self.out.open("mo").attr("form", "infix").attr("fence", "true").attr("stretchy", "true");
        self.out.attr("lspace", "0.05em").attr("rspace", "0.05em");
        self.out.text(sign.encode_utf8(&mut [0; 4])).close("mo");
    }
}
