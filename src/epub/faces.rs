//! The faces embedded in the e-book, if requested: which characters are shown in which face, the font
//! files, and the stylesheet that uses them. A reader's choice of a font takes precedence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::EditionInput;
use super::css::{is_slanted, is_strong};
use super::layout::{free_name, portable};
use crate::design::Family;
use crate::fonts::{Embedding, Face, FaceId, Library};
use crate::project::FontsInside;

/// The faces embedded in an e-book.
#[derive(Debug, Default)]
pub(super) struct Faces<'a> {
    pub(super) files: Vec<FaceFile<'a>>,
    /// Their stylesheet; `None` if faces are not embedded.
    pub(super) css: Option<String>,
}

/// A font file of the container.
#[derive(Debug)]
pub(super) struct FaceFile<'a> {
    /// The path: `fonts/libertinusserif-regular.otf`.
    pub(super) href: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: std::borrow::Cow<'a, [u8]>,
}

/// The properties of text that determine its face.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Style {
    family: Kind,
    bold: bool,
    italic: bool,
}

/// The kinds of text that have a family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Text,
    Heading,
    Code,
}

/// Characters by style.
type Shown = BTreeMap<Style, BTreeSet<char>>;

/// Chooses the faces for the documents as they are written.
pub(super) fn inside<'a, 'd>(
    edition: EditionInput<'a>,
    documents: impl Iterator<Item = &'d str>,
) -> Faces<'a> {
    let wanted = edition.options.fonts.unwrap_or_default();
    if wanted == FontsInside::None {
        return Faces::default();
    }
    let mut shown = Shown::new();
    documents.for_each(|document| read(document, &mut shown));
    let mut chosen = Chosen { fonts: edition.fonts, faces: BTreeMap::new(), css: String::new() };
    chosen.choose(&shown, edition, wanted == FontsInside::All);
    chosen.finish()
}

/// The chosen faces, each with its characters, and the rules that use them.
struct Chosen<'a> {
    fonts: &'a Library,
    faces: BTreeMap<FaceId, BTreeSet<char>>,
    css: String,
}

impl<'a> Chosen<'a> {
    fn choose(&mut self, shown: &Shown, edition: EditionInput<'_>, all: bool) {
        let design = edition.design;
        let families = [
            (Kind::Text, Family::Text, "body"),
            (Kind::Heading, Family::Heading, "h1, h2, h3, h4, h5, h6, hgroup"),
            (Kind::Code, Family::Code, "pre, code, samp, kbd"),
        ];
        let text = design.family(Family::Text);
        for (kind, family, selector) in families {
            let name = design.family(family);
            let own = match kind {
                Kind::Text => true,
                Kind::Heading => all && name != text,
                Kind::Code => all,
            };
            // A heading without a family of its own has that of the text, code has that of the reader.
            let name = match (own, kind) {
                (true, _) => name,
                (false, Kind::Code) => continue,
                (false, _) => text,
            };
            let mut stack = Vec::new();
            for (style, characters) in shown.iter().filter(|(style, _)| style.family == kind) {
                self.take(name, *style, characters, all, &mut stack);
            }
            if let (true, Some(first)) = (own, stack.first().copied()) {
                self.rule(selector, first, &stack);
            }
        }
    }

    /// Adds the face of a style, and with `all` others for the characters that it lacks. Appends their
    /// ids to `stack`.
    fn take(&mut self, name: &str, style: Style, shown: &BTreeSet<char>, all: bool, stack: &mut Vec<FaceId>) {
        let Some(id) = self.fonts.find(name, style.bold, style.italic) else { return };
        let mut put = |id: FaceId, character: char| {
            self.faces.entry(id).or_default().insert(character);
            if !stack.contains(&id) {
                stack.push(id);
            }
        };
        // A bundled face that cannot be subset is not embedded for a few signs.
        let small = |face: &Face| face.file.is_some() || face.embedding == Embedding::Parts;
        for character in shown {
            if self.fonts.face(id).glyph(*character).is_some() {
                put(id, *character);
                continue;
            }
            let other = || self.fonts.fallback_among(*character, id, small);
            if let Some(other) = other().or_else(|| self.fonts.fallback(*character, id)).filter(|_| all) {
                put(other, *character);
            }
        }
    }

    /// Adds a rule with the families of faces, each once, and a generic family at the end.
    fn rule(&mut self, selector: &str, first: FaceId, stack: &[FaceId]) {
        let mut names: Vec<String> = Vec::new();
        for name in stack.iter().map(|id| quoted(&self.fonts.face(*id).family)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let metrics = self.fonts.face(first).metrics;
        let generic = match (metrics.monospace, metrics.serif) {
            (true, _) => "monospace",
            (false, true) => "serif",
            (false, false) => "sans-serif",
        };
        let _ = writeln!(self.css, "{selector} {{ font-family: {}, {generic}; }}", names.join(", "));
    }

    fn finish(self) -> Faces<'a> {
        let mut files: Vec<FaceFile<'a>> = Vec::new();
        let mut css = String::new();
        for (id, characters) in self.faces {
            let face = self.fonts.face(id);
            if face.embedding == Embedding::Forbidden {
                continue;
            }
            let file = file(face, &characters, &files);
            let _ = writeln!(
                css,
                "@font-face {{ font-family: {}; font-weight: {}; font-style: {}; src: url({}); }}",
                quoted(&face.family),
                if face.bold { "bold" } else { "normal" },
                if face.italic { "italic" } else { "normal" },
                file.href
            );
            files.push(file);
        }
        css.push_str(&self.css);
        Faces { files, css: Some(css) }
    }
}

fn file<'a>(face: &'a Face, characters: &BTreeSet<char>, others: &[FaceFile<'_>]) -> FaceFile<'a> {
    let bytes = face.excerpt(characters);
    let (extension, media_type) =
        if bytes.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
    let is_taken = |href: &str| others.iter().any(|other| other.href == href);
    let href = free_name("fonts", &portable(&face.postscript_name), extension, is_taken);
    FaceFile { href, media_type, bytes }
}

/// Returns a string in CSS (CSS Syntax Level 3, section 4.3.5).
fn quoted(name: &str) -> String {
    let escaped: String = name
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]))
        .collect();
    format!("\"{escaped}\"")
}

/// Characters that hyphenation and joining put between others, and those of the numbers of lists.
const ALWAYS: &str = " -\u{A0}\u{2010}0123456789.";

/// Collects the characters that a document shows, from its tags and the text between them.
fn read(document: &str, shown: &mut Shown) {
    let mut open: Vec<Element<'_>> = Vec::new();
    for piece in document.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        if tag.starts_with('/') {
            open.pop();
        } else if !tag.starts_with(['?', '!']) && !tag.ends_with('/') {
            open.push(Element::of(tag));
        }
        let is_shown = !open.iter().any(|element| element.name == "head");
        if is_shown && !text.is_empty() {
            show(text, &open, shown);
        }
    }
}

/// The properties of an element that determine the face of its text.
struct Element<'a> {
    name: &'a str,
    bold: bool,
    italic: bool,
}

impl<'a> Element<'a> {
    fn of(tag: &'a str) -> Self {
        let name = tag.split_whitespace().next().unwrap_or_default();
        let classes = tag.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next());
        let classes: Vec<&str> = classes.into_iter().flat_map(str::split_whitespace).collect();
        Self { name, bold: is_strong(name, &classes), italic: is_slanted(name, &classes) }
    }
}

fn show(text: &str, open: &[Element<'_>], shown: &mut Shown) {
    let within = |names: &[&str]| open.iter().any(|element| names.contains(&element.name));
    let family = if within(&["pre", "code", "samp", "kbd"]) {
        Kind::Code
    } else if within(&["h1", "h2", "h3", "h4", "h5", "h6", "hgroup"]) {
        Kind::Heading
    } else {
        Kind::Text
    };
    let bold = open.iter().any(|element| element.bold);
    let italic = open.iter().any(|element| element.italic);
    let mut put = |style| {
        let set: &mut BTreeSet<char> = shown.entry(style).or_insert_with(|| ALWAYS.chars().collect());
        // Small capitals that a face lacks are made from its capitals.
        let shown = text.chars().filter(|c| !c.is_control());
        set.extend(shown.flat_map(|c| std::iter::once(c).chain(c.to_uppercase())));
        if text.contains('&') {
            set.extend("<>\"".chars());
        }
    };
    put(Style { family, bold, italic });
    // Italic within italic is upright, and so is text of a script without an italic.
    if italic {
        put(Style { family, bold, italic: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_go_to_the_style_that_they_are_shown_in() {
        let mut shown = Shown::new();
        let document = "<html><head><title>Z</title></head><body><h1>K</h1>\n<p>a &amp; <em>b</em><code>c</code></p>\
                        <ol><li><strong>d</strong></li></ol></body></html>";
        read(document, &mut shown);
        let of = |family, bold, italic| &shown[&Style { family, bold, italic }];
        let text = of(Kind::Text, false, false);
        // The numbers of lists and the capitals for small capitals are not in the document.
        assert!("ab0123456789.AB&<".chars().all(|c| text.contains(&c)), "{text:?}");
        assert!(!text.contains(&'Z') && !text.contains(&'K'));
        assert!(of(Kind::Text, false, true).contains(&'b') && !of(Kind::Text, false, true).contains(&'a'));
        assert!(of(Kind::Text, true, false).contains(&'d') && of(Kind::Code, false, false).contains(&'c'));
        assert!(of(Kind::Heading, false, false).contains(&'K'));
    }
}
