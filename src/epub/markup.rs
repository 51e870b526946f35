//! Builds content documents: elements, attributes and text become XHTML. What other files need to know
//! of a document is recorded while it is written, so that it is never parsed again.

use std::fmt::{Display, Write};

use super::css::Weights;
use super::shown::{ElementStyle, Shown};
use crate::xml::{Escaped, escape_into};

/// XHTML that is being written.
///
/// Attributes are added to the start tag that was opened last. Anything else that is written ends this tag.
#[derive(Debug)]
pub(super) struct XhtmlBuilder {
    out: String,
    /// The end of the start tag that is being written; empty if there is none.
    pending: &'static str,
    /// The open elements, the innermost last.
    open: Vec<Element>,
    tail: Tail,
    /// The characters shown, if they are recorded, and what is bold and italic.
    shown: Option<(Shown, Weights)>,
    uses_z3998: bool,
    has_formula: bool,
    has_drawing: bool,
}

/// A finished document.
#[derive(Debug)]
pub(super) struct ContentDocument {
    /// Its name in the container.
    pub(super) href: String,
    pub(super) text: String,
    /// The characters that it shows, if they were recorded.
    pub(super) shown: Option<Shown>,
    /// Whether it contains MathML.
    pub(super) has_formula: bool,
    /// Whether it contains SVG.
    pub(super) has_drawing: bool,
}

/// An open element.
#[derive(Debug)]
struct Element {
    name: &'static str,
    /// The style of its text; not computed if characters are not recorded.
    style: ElementStyle,
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tail {
    /// Text that ends with something other than a space.
    Word,
    /// The ends of elements, directly after such text.
    WordEnd,
    Other,
}

/// The beginning of every document.
const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n";

/// The prefix of terms that EPUB's own vocabulary lacks (ANSI/NISO Z39.98-2012).
const Z3998: &str = "z3998:";

impl XhtmlBuilder {
    /// Begins a part of a document. The characters shown are recorded if there are `weights`.
    pub(super) fn new(weights: Option<Weights>) -> Self {
        Self {
            out: String::new(),
            pending: "",
            open: Vec::new(),
            tail: Tail::Other,
            shown: weights.map(|weights| (Shown::default(), weights)),
            uses_z3998: false,
            has_formula: false,
            has_drawing: false,
        }
    }

    /// Begins a whole document of about `bytes` bytes.
    pub(super) fn document(bytes: usize) -> Self {
        let mut out = String::with_capacity(bytes);
        out.push_str(PROLOGUE);
        Self { out, ..Self::new(None) }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str) -> &mut Self {
        self.tag(name, ">");
        let style = match &self.shown {
            Some((_, weights)) => self.style().in_element(name, weights),
            None => ElementStyle::TEXT,
        };
        self.open.push(Element { name, style });
        self
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &'static str) -> &mut Self {
        self.tag(name, " />");
        self
    }

    /// Closes the innermost element, whose name is `name`.
    pub(super) fn close(&mut self, name: &'static str) -> &mut Self {
        self.settle();
        let element = self.open.pop();
        debug_assert_eq!(element.map(|element| element.name), Some(name), "elements are nested");
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.tail = if self.tail == Tail::Other { Tail::Other } else { Tail::WordEnd };
        self
    }

    /// Writes an attribute of the tag that was opened last.
    pub(super) fn attr(&mut self, name: &str, value: impl Display) -> &mut Self {
        debug_assert!(!matches!(name, "class" | "epub:type"), "`{name}` has a method of its own");
        self.write_attr(name, value)
    }

    /// Writes an attribute if there is a value.
    pub(super) fn optional(&mut self, name: &str, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Writes the semantics of the element, if there are any.
    pub(super) fn epub_type(&mut self, value: &str) -> &mut Self {
        if value.is_empty() {
            return self;
        }
        self.uses_z3998 |= value.split_ascii_whitespace().any(|name| name.starts_with(Z3998));
        self.write_attr("epub:type", value)
    }

    /// Writes classes with spaces between them, if there are any.
    pub(super) fn class(&mut self, classes: &str) -> &mut Self {
        if classes.is_empty() {
            return self;
        }
        classes.split_ascii_whitespace().for_each(|class| self.restyle(class));
        self.write_attr("class", classes)
    }

    /// Writes classes, if there are any.
    pub(super) fn classes<C: AsRef<str>>(&mut self, classes: impl Iterator<Item = C>) -> &mut Self {
        debug_assert!(!self.pending.is_empty(), "a tag is open");
        let mut before = " class=\"";
        for class in classes {
            self.restyle(class.as_ref());
            self.out.push_str(before);
            escape_into(class.as_ref(), &mut self.out);
            before = " ";
        }
        if before == " " {
            self.out.push('"');
        }
        self
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.settle();
        let start = self.out.len();
        escape_into(text, &mut self.out);
        if self.out.len() > start {
            self.tail = if self.out.ends_with([' ', '\n']) { Tail::Other } else { Tail::Word };
            self.record(start);
        }
        self
    }

    /// Records text that the stylesheet shows at this place.
    pub(super) fn shows(&mut self, text: &str) {
        let style = self.style();
        if let Some((shown, _)) = &mut self.shown {
            shown.add(style, text);
        }
    }

    /// Writes elements of SVG, which contain no text.
    pub(super) fn shapes(&mut self, shapes: &str) -> &mut Self {
        self.settle();
        self.out.push_str(shapes);
        self.tail = Tail::Other;
        self
    }

    /// Ends a line of the file.
    pub(super) fn line(&mut self) -> &mut Self {
        self.settle();
        let start = self.out.len();
        self.out.push('\n');
        self.tail = Tail::Other;
        self.record(start);
        self
    }

    /// Appends a finished part, and what was recorded of it.
    pub(super) fn append(&mut self, part: Self) -> &mut Self {
        debug_assert!(part.open.is_empty() && part.pending.is_empty(), "every element is closed");
        self.settle();
        self.out.push_str(&part.out);
        self.tail = part.tail;
        match (&mut self.shown, part.shown) {
            (Some((own, _)), Some((more, _))) => own.join(&more),
            (own @ None, more) => *own = more,
            (Some(_), None) => {}
        }
        self.uses_z3998 |= part.uses_z3998;
        self.has_formula |= part.has_formula;
        self.has_drawing |= part.has_drawing;
        self
    }

    /// Finishes a document of this name.
    pub(super) fn finish(self, href: &str) -> ContentDocument {
        debug_assert!(self.open.is_empty() && self.pending.is_empty(), "every element is closed");
        let shown = self.shown.map(|(shown, _)| shown);
        let Self { out: text, has_formula, has_drawing, .. } = self;
        ContentDocument { href: href.to_owned(), text, shown, has_formula, has_drawing }
    }

    /// Records that the document contains MathML.
    pub(super) fn has_formula(&mut self) {
        self.has_formula = true;
    }

    /// Records that the document contains SVG.
    pub(super) fn has_drawing(&mut self) {
        self.has_drawing = true;
    }

    /// Returns the number of bytes written so far.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Returns whether the end of an element was written last, directly after a word.
    pub(super) fn ends_word(&self) -> bool {
        self.tail == Tail::WordEnd
    }

    /// Returns whether a term of Z39.98-2012 was written, so that the document has to declare the prefix.
    pub(super) fn uses_z3998(&self) -> bool {
        self.uses_z3998
    }

    fn tag(&mut self, name: &'static str, end: &'static str) {
        self.settle();
        self.out.push('<');
        self.out.push_str(name);
        self.pending = end;
        self.tail = Tail::Other;
    }

    /// Ends the start tag that is being written.
    fn settle(&mut self) {
        self.out.push_str(std::mem::take(&mut self.pending));
    }

    fn write_attr(&mut self, name: &str, value: impl Display) -> &mut Self {
        debug_assert!(!self.pending.is_empty(), "a tag is open");
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        let _ = write!(Escaped(&mut self.out), "{value}");
        self.out.push('"');
        self
    }

    /// Applies the style of a class to the element whose start tag is being written.
    fn restyle(&mut self, class: &str) {
        // An element without content shows no text.
        if let (Some((_, weights)), ">", Some(element)) = (&self.shown, self.pending, self.open.last_mut()) {
            element.style = element.style.in_class(class, weights);
        }
    }

    /// Returns the style of the text that is written next.
    fn style(&self) -> ElementStyle {
        self.open.last().map_or(ElementStyle::TEXT, |element| element.style)
    }

    /// Records the text that was written from byte `start` on.
    fn record(&mut self, start: usize) {
        let style = self.style();
        if let Some((shown, _)) = &mut self.shown {
            shown.add(style, &self.out[start..]);
        }
    }
}

#[cfg(test)]
mod tests;
