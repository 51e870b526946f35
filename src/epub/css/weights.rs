//! Which elements and classes are bold or italic, by default or by the stylesheet of a design. The faces that are
//! embedded are chosen by it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::design::spec::CaptionNumber;
use crate::design::{Design, StyleName};

/// Whether text has a property.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::epub) enum Extent {
    Never,
    /// In some of the places where the element or class is used.
    Sometimes,
    Always,
}

impl Extent {
    fn of(values: impl Iterator<Item = bool>) -> Self {
        let (mut all, mut any) = (true, false);
        values.for_each(|value| (all, any) = (all && value, any || value));
        match (any, all) {
            (false, _) => Self::Never,
            (true, false) => Self::Sometimes,
            (true, true) => Self::Always,
        }
    }

    /// Returns the values that the property may have.
    pub(in crate::epub) fn values(self) -> &'static [bool] {
        match self {
            Self::Never => &[false],
            Self::Sometimes => &[false, true],
            Self::Always => &[true],
        }
    }
}

/// The weight and the slant of each element and class that changes them.
#[derive(Clone, Debug)]
pub(in crate::epub) struct Weights(Arc<[Weight]>);

/// The weight and the slant of an element, or of a class if the name begins with a full stop.
type Weight = (Cow<'static, str>, Extent, Extent);

/// What is bold or italic by default (HTML, section 15.3, "Rendering") or in every stylesheet.
const ALWAYS: &[(&str, Extent, Extent)] = &[
    ("b", Extent::Always, Extent::Never),
    ("strong", Extent::Always, Extent::Never),
    (".below-title", Extent::Never, Extent::Always),
    ("address", Extent::Never, Extent::Always),
    ("cite", Extent::Never, Extent::Always),
    // In the term of a definition list, it has the look of that.
    ("dfn", Extent::Never, Extent::Sometimes),
    ("em", Extent::Never, Extent::Always),
    ("i", Extent::Never, Extent::Always),
    ("var", Extent::Never, Extent::Always),
    (".head", Extent::Sometimes, Extent::Sometimes),
    (".assertion", Extent::Never, Extent::Sometimes),
    (".math-bold", Extent::Always, Extent::Never),
    (".math-italic", Extent::Never, Extent::Always),
    (".work", Extent::Never, Extent::Always),
];

/// The elements and classes whose styles are those of the design.
const DESIGNED: &[(&str, &[StyleName])] = &[
    ("h1", &[StyleName::ChapterTitle, StyleName::PartTitle, StyleName::Title, StyleName::HalfTitle]),
    ("h2", &[StyleName::Heading2]),
    ("h3", &[StyleName::Heading3]),
    ("h4", &[StyleName::Heading4]),
    ("h5", &[StyleName::Heading5]),
    ("h6", &[StyleName::Heading6]),
    ("dt", &[StyleName::Term]),
    ("th", &[StyleName::TableHead]),
    (".author", &[StyleName::Author]),
    (".contributor", &[StyleName::Contributor]),
    (".date", &[StyleName::Contributor]),
    (".dedication", &[StyleName::Dedication]),
    (".epigraph", &[StyleName::Epigraph]),
    (".label", &[StyleName::InsetLabel]),
    (".publisher", &[StyleName::Publisher]),
    (".series", &[StyleName::Series]),
    (".subtitle", &[StyleName::Subtitle]),
];

impl Weights {
    /// Returns the weights in the stylesheet of a design.
    pub(in crate::epub) fn of(design: &Design) -> Self {
        let text = |name: &StyleName| &design.screen.named(*name).text;
        let known =
            |(name, bold, italic): &(&'static str, Extent, Extent)| (Cow::Borrowed(*name), *bold, *italic);
        let mut all: Vec<Weight> = ALWAYS.iter().map(known).collect();
        if !design.lang.has_italics() {
            let emphasis = all.iter_mut().filter(|(name, ..)| matches!(&**name, "em" | "dfn"));
            emphasis.for_each(|(_, bold, _)| *bold = Extent::Sometimes);
        }
        all.extend(DESIGNED.iter().map(|(name, styles)| {
            // A term beside its definition has the style of that.
            let plain = || (*name == "dt").then_some(false);
            let bold = Extent::of(styles.iter().map(|style| text(style).bold).chain(plain()));
            let italic = Extent::of(styles.iter().map(|style| text(style).italic).chain(plain()));
            (Cow::Borrowed(*name), bold, italic)
        }));
        // A number is that of a chapter, of a part, or of a caption.
        let numbers = [StyleName::ChapterNumber, StyleName::PartNumber];
        let caption = design.spec.figures.number;
        let of_caption = |wanted| std::iter::once(caption == wanted);
        all.push((
            ".number".into(),
            Extent::of(numbers.iter().map(|style| text(style).bold).chain(of_caption(CaptionNumber::Bold))),
            Extent::of(
                numbers.iter().map(|style| text(style).italic).chain(of_caption(CaptionNumber::Italic)),
            ),
        ));
        // Text of a class may be upright again within another.
        let of_class =
            |is_set: Option<bool>| if is_set == Some(true) { Extent::Sometimes } else { Extent::Never };
        all.extend(design.screen.classes().iter().map(|class| {
            let (bold, italic) = (of_class(class.text.bold), of_class(class.text.italic));
            (format!(".{}", class.name).into(), bold, italic)
        }));
        Self(all.into())
    }

    /// Returns weight and slant of an element, or of a class if the name begins with a full stop.
    pub(in crate::epub) fn get(&self, name: &str) -> (Extent, Extent) {
        let known = self.0.iter().find(|(known, ..)| known == name);
        known.map_or((Extent::Never, Extent::Never), |(_, bold, italic)| (*bold, *italic))
    }

    /// Returns weight and slant of a class.
    pub(in crate::epub) fn of_class(&self, class: &str) -> (Extent, Extent) {
        let known = self.0.iter().find(|(known, ..)| known.strip_prefix('.') == Some(class));
        known.map_or((Extent::Never, Extent::Never), |(_, bold, italic)| (*bold, *italic))
    }

    /// Returns every element and class with its weight and slant.
    #[cfg(test)]
    pub(super) fn all(&self) -> &[Weight] {
        &self.0
    }
}
