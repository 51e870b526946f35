//! The faces embedded in the e-book, if requested: which characters are shown in which face, the font
//! files, and the stylesheet that uses them. A reader's choice of a font takes precedence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::EditionInput;
use super::css::{CODE, HEADINGS};
use super::layout::{free_name, portable};
use super::markup::ContentDocument;
use super::shown::{Shown, Style};
use crate::design::Family;
use crate::fonts::{Embedding, Face, FaceId, Library};
use crate::lang::LangTag;
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

/// Returns the faces that the edition of a book in a language asks for, with the characters that the documents
/// show.
pub(super) fn inside<'a, 'd>(
    edition: EditionInput<'a>,
    lang: &'a LangTag,
    documents: impl Iterator<Item = &'d ContentDocument>,
) -> Faces<'a> {
    let wanted = edition.options.fonts.unwrap_or_default();
    if wanted == FontsInside::None {
        return Faces::default();
    }
    let mut shown = Shown::default();
    let mut has_formula = false;
    for document in documents {
        document.shown.iter().for_each(|other| shown.join(other));
        has_formula |= document.has_formula;
    }
    let mut chosen = Chosen { fonts: edition.fonts, lang, faces: BTreeMap::new(), css: String::new() };
    chosen.choose(&shown, edition, wanted == FontsInside::All);
    if has_formula {
        chosen.choose_for_formulas(&edition.design.math_family);
    }
    chosen.finish()
}

/// The chosen faces, each with its characters, and the rules that use them.
struct Chosen<'a> {
    fonts: &'a Library,
    /// The language of the book.
    lang: &'a LangTag,
    faces: BTreeMap<FaceId, Part>,
    css: String,
}

/// How much of a face is embedded.
enum Part {
    /// What these characters need.
    Characters(BTreeSet<char>),
    Whole,
}

impl<'a> Chosen<'a> {
    fn choose(&mut self, shown: &Shown, edition: EditionInput<'_>, all: bool) {
        let design = edition.design;
        let families: [(Family, &[&str]); 3] =
            [(Family::Text, &["body"]), (Family::Heading, &HEADINGS), (Family::Code, &CODE)];
        let text = design.family(Family::Text);
        for (family, elements) in families {
            let name = design.family(family);
            let own = match family {
                Family::Text => true,
                Family::Heading => all && name != text,
                Family::Code | Family::Own(_) => all,
            };
            // A heading without a face of its own has that of the text; code has that of the reading system.
            let name = match (own, family) {
                (true, _) => name,
                (false, Family::Code) => continue,
                (false, _) => text,
            };
            let mut stack = Vec::new();
            for (style, characters) in shown.of_family(family) {
                self.take(name, style, characters, all, &mut stack);
            }
            if let (true, Some(first)) = (own, stack.first().copied()) {
                self.rule(&elements.join(", "), first, &stack);
            }
        }
    }

    /// Adds the face of formulas, if there is one. It is embedded whole: which forms a formula takes for
    /// its letters, and which sizes and parts for its signs, is the choice of the reading system.
    fn choose_for_formulas(&mut self, family: &str) {
        if let Some(id) = self.fonts.find(family, false, false) {
            self.faces.insert(id, Part::Whole);
            let _ = writeln!(self.css, "math {{ font-family: {}, math; }}", quoted(family));
        }
    }

    /// Adds the face of a style, and with `all` others for the characters that it lacks. Appends their
    /// ids to `stack`.
    fn take(&mut self, name: &str, style: Style, shown: &BTreeSet<char>, all: bool, stack: &mut Vec<FaceId>) {
        let Some(id) = self.fonts.find(name, style.bold, style.italic) else { return };
        let mut put = |id: FaceId, character: char| {
            let part = self.faces.entry(id).or_insert_with(|| Part::Characters(BTreeSet::new()));
            if let Part::Characters(characters) = part {
                characters.insert(character);
            }
            if !stack.contains(&id) {
                stack.push(id);
            }
        };
        // A bundled face that cannot be subset is not embedded for just a few characters.
        let can_be_subset = |face: &Face| face.source.is_own() || face.embedding == Embedding::Parts;
        for character in shown {
            if self.fonts.face(id).glyph(*character).is_some() {
                put(id, *character);
                continue;
            }
            let other = || self.fonts.fallback_among(*character, id, self.lang, can_be_subset);
            if let Some(other) =
                other().or_else(|| self.fonts.fallback(*character, id, self.lang)).filter(|_| all)
            {
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
        for (id, part) in self.faces {
            let face = self.fonts.face(id);
            if face.embedding == Embedding::Forbidden {
                continue;
            }
            let file = file(face, &part, &files);
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

fn file<'a>(face: &'a Face, part: &Part, others: &[FaceFile<'_>]) -> FaceFile<'a> {
    let bytes = match part {
        Part::Characters(characters) => face.excerpt(characters),
        Part::Whole => face.whole(),
    };
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
