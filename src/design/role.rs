//! What a paragraph is, and how that is set.

use std::collections::BTreeMap;

use super::decided::Decided;
use super::style::{Alignment, Family, ParStyle, TextStyle};
use crate::book::TitleRole;
use crate::lang::LangTag;
use crate::project::design::{Amount, Key, Value, keys};
use crate::units::{Colour, Length};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ParRole {
    /// Running text.
    Body,
    /// Running text after a heading, a break, a figure: not indented.
    BodyFirst,
    /// A heading within a chapter, 2 to 6.
    Heading(u8),
    /// The number of a chapter.
    ChapterNumber,
    /// The title of a chapter.
    ChapterTitle,
    /// The number of a part.
    PartNumber,
    /// The title of a part.
    PartTitle,
    /// A quotation.
    Quote,
    /// Who said it.
    Attribution,
    /// Verse.
    Verse,
    /// A motto.
    Epigraph,
    /// A dedication.
    Dedication,
    /// A letter, a note apart, an aside.
    Inset,
    /// The name of an inset: Note, Warning.
    InsetLabel,
    /// A play.
    Drama,
    /// Text in the middle.
    Centred,
    /// Text to the right.
    Right,
    /// An item of a list.
    ListItem,
    /// A term.
    DefinitionTerm,
    /// What a term means.
    DefinitionDetail,
    /// What stands at a scene break.
    Ornament,
    /// A cell of a table.
    TableCell,
    /// A cell of a table's head.
    TableHead,
    /// The caption of a figure or table.
    Caption,
    /// Code.
    Code,
    /// A footnote.
    Note,
    /// The running head.
    RunningHead,
    /// The folio.
    Folio,
    /// A part in the contents.
    ContentsPart,
    /// A line of the contents, by level, 0 to 3.
    Contents(u8),
    /// The title on a page of its own before the title page.
    HalfTitle,
    /// A line of a title page.
    Title(TitleRole),
}

/// Every role that has a style of its own, and the group of keys that settles it.
pub const ROLES: &[(ParRole, &str)] = &[
    (ParRole::ChapterNumber, "styles.chapter-number"),
    (ParRole::ChapterTitle, "styles.chapter-title"),
    (ParRole::PartNumber, "styles.part-number"),
    (ParRole::PartTitle, "styles.part-title"),
    (ParRole::Heading(2), "styles.heading-2"),
    (ParRole::Heading(3), "styles.heading-3"),
    (ParRole::Heading(4), "styles.heading-4"),
    (ParRole::Heading(5), "styles.heading-5"),
    (ParRole::Heading(6), "styles.heading-6"),
    (ParRole::Quote, "styles.quote"),
    (ParRole::Attribution, "styles.attribution"),
    (ParRole::Verse, "styles.verse"),
    (ParRole::Epigraph, "styles.epigraph"),
    (ParRole::Dedication, "styles.dedication"),
    (ParRole::Inset, "styles.inset"),
    (ParRole::InsetLabel, "styles.inset-label"),
    (ParRole::Drama, "styles.drama"),
    (ParRole::Centred, "styles.centred"),
    (ParRole::Right, "styles.right"),
    (ParRole::ListItem, "styles.list"),
    (ParRole::DefinitionTerm, "styles.term"),
    (ParRole::DefinitionDetail, "styles.definition"),
    (ParRole::Ornament, "styles.ornament"),
    (ParRole::Code, "styles.code"),
    (ParRole::TableCell, "styles.table"),
    (ParRole::TableHead, "styles.table-head"),
    (ParRole::Caption, "styles.caption"),
    (ParRole::Note, "styles.note"),
    (ParRole::RunningHead, "styles.running-head"),
    (ParRole::Folio, "styles.folio"),
    (ParRole::ContentsPart, "styles.contents-part"),
    (ParRole::Contents(0), "styles.contents-1"),
    (ParRole::Contents(1), "styles.contents-2"),
    (ParRole::Contents(2), "styles.contents-3"),
    (ParRole::Contents(3), "styles.contents-4"),
    (ParRole::HalfTitle, "styles.half-title"),
    (ParRole::Title(TitleRole::Title), "styles.title"),
    (ParRole::Title(TitleRole::Subtitle), "styles.subtitle"),
    (ParRole::Title(TitleRole::Author), "styles.author"),
    (ParRole::Title(TitleRole::Contributor), "styles.contributor"),
    (ParRole::Title(TitleRole::Series), "styles.series"),
    (ParRole::Title(TitleRole::Publisher), "styles.publisher"),
    (ParRole::Title(TitleRole::Imprint), "styles.imprint"),
];

/// The style of every role, computed once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Styles {
    body: ParStyle,
    /// Indent of a paragraph of running text.
    indent: Length,
    of: BTreeMap<ParRole, ParStyle>,
}

impl Styles {
    /// The style of a paragraph, at the left end of the measure.
    pub fn style(&self, role: ParRole) -> ParStyle {
        let role = match role {
            ParRole::BodyFirst => return self.body.clone(),
            ParRole::Body => return ParStyle { indent: self.indent, ..self.body.clone() },
            ParRole::Heading(level) => ParRole::Heading(level.clamp(2, 6)),
            ParRole::Contents(level) => ParRole::Contents(level.min(3)),
            ParRole::Title(TitleRole::Date) => ParRole::Title(TitleRole::Contributor),
            other => other,
        };
        self.of.get(&role).unwrap_or(&self.body).clone()
    }

    /// `family` gives the family of a name other than `text`, `heading` and `code`.
    pub(super) fn of(
        decided: &Decided<'_>,
        lang: &LangTag,
        mut family: impl FnMut(Key, &str) -> Family,
    ) -> Self {
        let body = body(decided, lang);
        let of =
            ROLES.iter().map(|(role, group)| (*role, style(decided, &body, group, &mut family))).collect();
        Self { indent: decided.across("text", "indent"), body, of }
    }
}

/// Running text without indent.
fn body(decided: &Decided<'_>, lang: &LangTag) -> ParStyle {
    let mut style = ParStyle {
        text: TextStyle {
            family: Family::Text,
            bold: false,
            italic: false,
            small_caps: false,
            all_small_caps: false,
            old_style: false,
            tabular: false,
            size: decided.em,
            tracking: 0,
            colour: Colour::BLACK,
            rise: Length::ZERO,
            underline: false,
            strike: false,
            hyphenate: decided.flag("text", "hyphenate"),
            lang: lang.clone(),
        },
        leading: decided.line,
        indent: Length::ZERO,
        left: Length::ZERO,
        right: Length::ZERO,
        above: Length::ZERO,
        below: Length::ZERO,
        align: alignment(decided.word("text", "align")),
    };
    figures(&mut style.text, decided.word("text", "figures"));
    style
}

/// The style of a group: what it says, and the text's where it says nothing.
fn style(
    decided: &Decided<'_>,
    body: &ParStyle,
    group: &'static str,
    family: &mut impl FnMut(Key, &str) -> Family,
) -> ParStyle {
    let said = |name| decided.all.value(Key::of(group, name));
    let amount = |name| match said(name) {
        Some(Value::Amount(amount)) => Some(*amount),
        _ => None,
    };
    let flag = |name, otherwise| match said(name) {
        Some(Value::Flag(flag)) => *flag,
        _ => otherwise,
    };
    let mut style = body.clone();
    if keys::STYLES.iter().any(|(name, cannot)| *name == group && cannot.contains(&"align")) {
        // Cells, code, heads and folios are placed as a whole.
        style.align = Alignment::Start;
    }
    let (line, measure) = (decided.line, decided.measure);
    let size = amount("size").map_or(decided.em, |size| size.resolve(decided.em, line, decided.em));
    style.text.size = size;
    style.leading = amount("leading").map_or(line, |leading| leading.resolve(size, line, size));
    let across = |name| amount(name).map_or(Length::ZERO, |amount| amount.resolve(size, line, measure));
    let down = |name| amount(name).map_or(Length::ZERO, |amount| amount.resolve(size, line, line));
    (style.indent, style.left, style.right) = (across("indent"), across("left"), across("right"));
    (style.above, style.below) = (down("above"), down("below"));
    let text = &mut style.text;
    if let Some(Value::Text(name)) = said("family") {
        text.family = match name.as_str() {
            "text" => Family::Text,
            "heading" => Family::Heading,
            "code" => Family::Code,
            other => family(Key::of(group, "family"), other),
        };
    }
    (text.bold, text.italic) = (flag("bold", false), flag("italic", false));
    text.hyphenate = flag("hyphenate", text.hyphenate);
    if let Some(Amount::Share(tracking)) = amount("tracking") {
        text.tracking = i32::try_from(tracking / 10).unwrap_or(0);
    }
    if let Some(Value::Word(word)) = said("small-caps") {
        (text.small_caps, text.all_small_caps) = (*word != "false", *word == "all");
    }
    if let Some(Value::Word(word)) = said("figures") {
        figures(text, word);
    }
    if let Some(Value::Word(word)) = said("align") {
        style.align = alignment(word);
    }
    style
}

fn figures(text: &mut TextStyle, word: &str) {
    (text.old_style, text.tabular) = (word == "old-style", word == "tabular");
}

fn alignment(word: &str) -> Alignment {
    match word {
        "left" => Alignment::Start,
        "centre" => Alignment::Centre,
        "right" => Alignment::End,
        _ => Alignment::Justified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_its_role_and_every_role_its_style() {
        let of_roles: Vec<&str> = ROLES.iter().map(|(_, group)| *group).collect();
        let names: Vec<&str> = keys::STYLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(of_roles, names);
    }
}
