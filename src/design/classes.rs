//! The styles of the author's own classes. They change only what they name, in text of any other style.

use super::scale::Scale;
use super::style::{Alignment, Family, ParStyle, TextStyle};
use super::styles::{alignment, shape, tracking, variants_of_caps};
use crate::book::Attr;
use crate::diag::{Span, Spanned};
use crate::project::design::{Amount, ClassOptions, StyleOptions};
use crate::units::{Colour, Length};

/// One, in ten-thousandths.
const ONE: i64 = 10_000;

/// The index of a class among those of the design.
pub type ClassId = u16;

/// The style of a class. `None` leaves what the text around has.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ClassStyle {
    /// The name of the class.
    pub name: String,
    /// The change of characters.
    pub text: TextChange,
    /// The distance between baselines.
    pub leading: Option<ClassLeading>,
    /// The alignment of lines.
    pub align: Option<Alignment>,
    /// The indent of the first line of each paragraph.
    pub indent: Option<Length>,
    /// The additional indent of every line at its start.
    pub left: Option<Length>,
    /// The additional indent of every line at its end.
    pub right: Option<Length>,
    /// The space above a block.
    pub above: Option<Length>,
    /// The space below a block.
    pub below: Option<Length>,
}

/// A distance between baselines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClassLeading {
    /// A length.
    Length(Length),
    /// A share of the size of the text, in ten-thousandths.
    Share(i64),
}

/// A change of characters. `None` leaves what the text around has.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TextChange {
    /// The family.
    pub family: Option<Family>,
    /// The size, in ten-thousandths of that of the text around.
    pub size: Option<i64>,
    /// Whether it is bold.
    pub bold: Option<bool>,
    /// Whether it is italic.
    pub italic: Option<bool>,
    /// Whether lower-case letters are small capitals, and whether capitals are too.
    pub small_caps: Option<(bool, bool)>,
    /// Whether figures are old-style, and whether they have equal widths.
    pub figures: Option<(bool, bool)>,
    /// Space added after each letter, in thousandths of the size.
    pub tracking: Option<i32>,
    /// The colour.
    pub colour: Option<Colour>,
    /// Whether words may be hyphenated.
    pub hyphenate: Option<bool>,
}

impl ClassStyle {
    /// Resolves the options of a class. `family` looks up a family other than `text`, `heading` and `code`.
    pub(super) fn of(
        options: &ClassOptions,
        scale: Scale,
        family: &mut impl FnMut(&str, Option<Span>) -> Family,
    ) -> Self {
        let StyleOptions {
            family: family_name,
            size,
            leading,
            align,
            bold,
            italic,
            small_caps,
            figures,
            tracking: space,
            colour,
            hyphenate,
            indent,
            left,
            right,
            above,
            below,
        } = &options.style;
        let text = TextChange {
            family: family_name.as_ref().map(|name| Family::named(&name.value.0, name.span, family)),
            size: value(size).map(|size| scale.share(size)),
            bold: value(bold),
            italic: value(italic),
            small_caps: value(small_caps).map(variants_of_caps),
            figures: value(figures).map(shape),
            tracking: value(space).map(tracking),
            colour: value(colour),
            hyphenate: value(hyphenate),
        };
        let size = scale.em.ratio(text.size.unwrap_or(ONE), ONE);
        let across = |shift| scale.length(shift, size, scale.measure);
        let down = |distance| scale.length(distance, size, scale.line);
        Self {
            name: options.name.clone(),
            text,
            leading: value(leading).map(|leading| match Amount::from(leading) {
                Amount::Share(share) | Amount::Ems(share) => ClassLeading::Share(share),
                amount => ClassLeading::Length(scale.length(amount, size, size)),
            }),
            align: value(align).map(alignment),
            indent: value(indent).map(across),
            left: value(left).map(across),
            right: value(right).map(across),
            above: value(above).map(down),
            below: value(below).map(down),
        }
    }

    /// Changes a paragraph that has the class or is in a block that has it. `is_own` is false for one that has
    /// an alignment and an indent by its role.
    pub fn apply(&self, style: &mut ParStyle, is_own: bool) {
        self.text.apply(&mut style.text);
        match self.leading {
            Some(ClassLeading::Length(length)) => style.leading = length,
            Some(ClassLeading::Share(share)) => style.leading = style.text.size.ratio(share, ONE),
            None => {}
        }
        if is_own {
            style.align = self.align.unwrap_or(style.align);
            style.indent = self.indent.unwrap_or(style.indent);
        }
    }
}

impl TextChange {
    /// Changes the style of characters.
    pub fn apply(&self, style: &mut TextStyle) {
        style.family = self.family.unwrap_or(style.family);
        style.size = self.size.map_or(style.size, |size| style.size.ratio(size, ONE));
        style.bold = self.bold.unwrap_or(style.bold);
        style.italic = self.italic.unwrap_or(style.italic);
        (style.small_caps, style.all_small_caps) =
            self.small_caps.unwrap_or((style.small_caps, style.all_small_caps));
        (style.old_style, style.tabular) = self.figures.unwrap_or((style.old_style, style.tabular));
        style.tracking = self.tracking.unwrap_or(style.tracking);
        style.colour = self.colour.unwrap_or(style.colour);
        style.hyphenate = self.hyphenate.unwrap_or(style.hyphenate);
    }
}

/// Returns the indices of the classes of the design that an element has, in the order of the design, so that a later
/// one overrides an earlier one as in a stylesheet.
pub(super) fn of_attr(classes: &[ClassStyle], attr: &Attr) -> Vec<ClassId> {
    let own = attr.get().map_or(&[][..], |attributes| &attributes.classes);
    if own.is_empty() {
        return Vec::new();
    }
    let has = |class: &&ClassStyle| own.contains(&class.name);
    (0..).zip(classes).filter(|(_, class)| has(class)).map(|(id, _)| id).collect()
}

#[allow(clippy::ref_option, reason = "called with fields of options, which are `Option`s")]
fn value<T: Copy>(option: &Option<Spanned<T>>) -> Option<T> {
    option.as_ref().map(|option| option.value)
}
