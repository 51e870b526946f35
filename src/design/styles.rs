//! Resolves the options of every style to paragraph styles.

use std::collections::BTreeMap;

use super::classes::{self, ClassId, ClassStyle};
use super::lines;
use super::role::ParRole;
use super::scale::Scale;
use super::style::{Alignment, Direction, Family, ParStyle, TextStyle};
use crate::book::Attr;
use crate::diag::{Span, Spanned};
use crate::lang::LangTag;
use crate::project::design::choices::{FigureShape, SmallCaps, TextAlign};
use crate::project::design::keys::TextSettings;
use crate::project::design::value::Tracking;
use crate::project::design::{Amount, ClassOptions, StyleName, StyleOptions};
use crate::units::{Colour, Length};

/// The styles in the second colour.
const ACCENTED: [StyleName; 10] = [
    StyleName::ChapterNumber,
    StyleName::ChapterTitle,
    StyleName::PartNumber,
    StyleName::PartTitle,
    StyleName::Heading2,
    StyleName::Heading3,
    StyleName::Ornament,
    StyleName::InsetLabel,
    StyleName::HalfTitle,
    StyleName::Title,
];

/// The style of every role, computed once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Styles {
    /// Running text without an indent.
    body: ParStyle,
    /// The indent of a paragraph of running text.
    indent: Length,
    /// The indent of one below a heading or another block.
    first_indent: Length,
    /// The styles with names, in the order of [`StyleName::ALL`].
    named: [ParStyle; StyleName::ALL.len()],
    /// The author's own classes.
    classes: Vec<ClassStyle>,
}

impl Styles {
    /// Returns the style of a paragraph at the left end of the measure.
    pub fn style(&self, role: ParRole) -> ParStyle {
        match role.style_name() {
            Some(name) => self.named(name).clone(),
            None if role == ParRole::Body => ParStyle { indent: self.indent, ..self.body.clone() },
            None => ParStyle { indent: self.first_indent, ..self.body.clone() },
        }
    }

    /// Returns the style of characters in the names of speakers.
    pub fn speaker(&self) -> &TextStyle {
        &self.named(StyleName::Speaker).text
    }

    /// Returns the author's own classes, in the order of the design.
    pub fn classes(&self) -> &[ClassStyle] {
        &self.classes
    }

    /// Returns the author's classes that an element has.
    pub fn classes_of(&self, attr: &Attr) -> Vec<ClassId> {
        classes::of_attr(&self.classes, attr)
    }

    /// Returns the author's class of a name.
    pub fn classes_named(&self, name: Option<&str>) -> Vec<ClassId> {
        let classes = (0..).zip(&self.classes);
        classes.filter(|(_, class)| Some(class.name.as_str()) == name).map(|(id, _)| id).collect()
    }

    /// Returns a class.
    pub fn class(&self, id: ClassId) -> &ClassStyle {
        &self.classes[usize::from(id)]
    }

    /// Returns the style of a name.
    pub fn named(&self, name: StyleName) -> &ParStyle {
        &self.named[name as usize]
    }

    /// Gives the second colour to the styles that have it, unless they have a colour of their own.
    pub(super) fn paint(&mut self, accent: Colour, options: &BTreeMap<StyleName, StyleOptions>) {
        let has_own = |name: &StyleName| options.get(name).is_some_and(|style| style.colour.is_some());
        for name in ACCENTED.into_iter().filter(|name| !has_own(name)) {
            self.named[name as usize].text.colour = accent;
        }
    }

    /// Resolves the styles. `family` looks up a family other than `text`, `heading` and `code`, by its
    /// name and the place where that is written.
    pub(super) fn of(
        (options, classes): (&BTreeMap<StyleName, StyleOptions>, &[ClassOptions]),
        text: &TextSettings,
        scale: Scale,
        lang: &LangTag,
        mut family: impl FnMut(&str, Option<Span>) -> Family,
    ) -> Self {
        let body = body(text, scale, lang);
        let none = StyleOptions::default();
        let named = StyleName::ALL
            .map(|name| style(name, options.get(&name).unwrap_or(&none), &body, scale, &mut family));
        let classes = classes.iter().map(|class| ClassStyle::of(class, scale, &mut family)).collect();
        let indent = scale.across(text.indent);
        let first_indent = if lines::indents_first(lang, text.indent_first) { indent } else { Length::ZERO };
        Self { body, indent, first_indent, named, classes }
    }
}

/// Returns the style of running text without an indent.
fn body(text: &TextSettings, scale: Scale, lang: &LangTag) -> ParStyle {
    let mut style = ParStyle {
        text: TextStyle {
            family: Family::Text,
            bold: false,
            italic: false,
            small_caps: false,
            all_small_caps: false,
            old_style: false,
            tabular: false,
            size: scale.em,
            tracking: 0,
            colour: Colour::BLACK,
            rise: Length::ZERO,
            underline: false,
            dots: None,
            strike: false,
            hyphenate: text.hyphenate,
            lang: lang.clone(),
            direction: Direction::of_paragraph(lang.is_rtl()),
        },
        leading: scale.line,
        turn: scale.line,
        indent: Length::ZERO,
        left: Length::ZERO,
        right: Length::ZERO,
        above: Length::ZERO,
        below: Length::ZERO,
        align: alignment(text.align),
    };
    figures(&mut style.text, text.figures);
    style
}

/// The leading of titles in several lines, in hundredths of their size, unless the author sets a leading.
const TURN: i64 = 118;

/// Returns whether a style is that of a title, whose theme may have a leading for the space around it.
fn is_title(name: StyleName) -> bool {
    matches!(
        name,
        StyleName::ChapterTitle
            | StyleName::ChapterSubtitle
            | StyleName::ChapterAuthor
            | StyleName::PartTitle
            | StyleName::HalfTitle
            | StyleName::Title
            | StyleName::Subtitle
            | StyleName::Author
            | StyleName::Contributor
            | StyleName::Series
            | StyleName::Publisher
    )
}

/// Returns a style: its own options, and for those that it leaves out the settings of the text, or zero
/// for spaces and indents.
fn style(
    name: StyleName,
    options: &StyleOptions,
    body: &ParStyle,
    scale: Scale,
    family: &mut impl FnMut(&str, Option<Span>) -> Family,
) -> ParStyle {
    let mut style = body.clone();
    if name.except().contains(&"align") {
        // Cells, code, heads and folios are aligned when they are placed.
        style.align = Alignment::Start;
    }
    let size = value(&options.size).map_or(scale.em, |size| scale.size(size));
    style.text.size = size;
    let is_own = options.leading.as_ref().is_some_and(|leading| leading.span.is_some());
    let line = if name == StyleName::Code && !is_own { scale.code_line } else { scale.line };
    let leading = |leading| Scale { line, ..scale }.length(leading, size, size);
    style.leading = value(&options.leading).map_or(line, leading);
    let turn = size.ratio(TURN.max(lines::leading(&body.text.lang).title), 100);
    style.turn = match name {
        _ if is_own => style.leading,
        // Headings of about the size of the text keep its leading.
        StyleName::Heading2 | StyleName::Heading3 => style.leading.max(turn),
        _ if is_title(name) => style.leading.min(turn),
        _ => style.leading,
    };
    let length = |amount: Option<Amount>, whole| match amount {
        Some(amount) => scale.length(amount, size, whole),
        None => Length::ZERO,
    };
    let across = |shift| length(value(shift).map(Amount::from), scale.measure);
    let down = |distance| length(value(distance).map(Amount::from), scale.line);
    style.indent = across(&options.indent);
    style.left = across(&options.left);
    style.right = across(&options.right);
    style.above = down(&options.above);
    style.below = down(&options.below);
    if let Some(align) = value(&options.align) {
        style.align = alignment(align);
    }
    characters(&mut style.text, options);
    if let Some(name) = &options.family {
        style.text.family = Family::named(&name.value.0, name.span, family);
    }
    style
}

/// Applies the options that change characters, other than family and size.
fn characters(text: &mut TextStyle, options: &StyleOptions) {
    text.bold = value(&options.bold).unwrap_or(false);
    text.italic = value(&options.italic).unwrap_or(false);
    text.hyphenate = value(&options.hyphenate).unwrap_or(text.hyphenate);
    text.tracking = value(&options.tracking).map_or(text.tracking, tracking);
    text.colour = value(&options.colour).unwrap_or(text.colour);
    if let Some(extent) = value(&options.small_caps) {
        (text.small_caps, text.all_small_caps) = variants_of_caps(extent);
    }
    if let Some(shape) = value(&options.figures) {
        figures(text, shape);
    }
}

#[allow(clippy::ref_option, reason = "called with fields of options, which are `Option`s")]
fn value<T: Copy>(option: &Option<Spanned<T>>) -> Option<T> {
    option.as_ref().map(|option| option.value)
}

/// Returns letterspacing in thousandths of the size.
pub(super) fn tracking(tracking: Tracking) -> i32 {
    let Amount::Share(share) = Amount::from(tracking) else { return 0 };
    i32::try_from(share / 10).unwrap_or(0)
}

/// Returns whether lower-case letters are small capitals, and whether capitals are too.
pub(super) fn variants_of_caps(extent: SmallCaps) -> (bool, bool) {
    match extent {
        SmallCaps::Off => (false, false),
        SmallCaps::On => (true, false),
        SmallCaps::All => (true, true),
    }
}

/// Returns whether figures are old-style, and whether they have equal widths.
pub(super) fn shape(shape: FigureShape) -> (bool, bool) {
    (shape == FigureShape::OldStyle, shape == FigureShape::Tabular)
}

fn figures(text: &mut TextStyle, figures: FigureShape) {
    (text.old_style, text.tabular) = shape(figures);
}

pub(super) fn alignment(align: TextAlign) -> Alignment {
    match align {
        TextAlign::Justified => Alignment::Justified,
        TextAlign::Left => Alignment::Start,
        TextAlign::Centre => Alignment::Centre,
        TextAlign::Right => Alignment::End,
    }
}
