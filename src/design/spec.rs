//! The decisions that are no style: places, rules, white, signs. Heights and widths are final.

use super::decided::Decided;
use crate::units::{Colour, Length};

/// Where something stands along the measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Along {
    /// At its left end.
    Left,
    /// In its middle.
    Centre,
}

/// Where running heads stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HeadPlace {
    /// In the middle.
    Centre,
    /// At the fore edge.
    Outer,
    /// At the spine.
    Inner,
    /// Nowhere.
    None,
}

/// Where folios stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FolioPlace {
    /// In the middle of the foot.
    FootCentre,
    /// At the foot, at the fore edge.
    FootOuter,
    /// Beside the running head, at the fore edge.
    HeadOuter,
    /// Nowhere.
    None,
}

/// Where the rule of a chapter's opening stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RulePlace {
    /// Above the number.
    Above,
    /// Between number and title.
    Between,
    /// Below the title.
    Below,
}

/// How the number of a figure or table is set.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CaptionNumber {
    /// In small capitals.
    SmallCaps,
    /// Bold.
    Bold,
    /// In italics.
    Italic,
    /// As the caption.
    Plain,
}

/// Running heads and folios.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Furniture {
    /// Where heads stand.
    pub head: HeadPlace,
    /// Thickness of the rule below heads; zero for none.
    pub rule: Length,
    /// From the baseline of the head to the rule.
    pub gap: Length,
    /// Heads say the numbers of chapters.
    pub numbers: bool,
    /// Where folios stand.
    pub folio: FolioPlace,
    /// Where they stand on opening pages.
    pub folio_on_opening: FolioPlace,
}

/// The opening of a chapter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Opening {
    /// White above.
    pub sink: Length,
    /// Thickness of the rule; zero for none.
    pub rule: Length,
    /// Its length.
    pub rule_width: Length,
    /// Where it stands.
    pub rule_place: RulePlace,
    /// The height that it stands in.
    pub rule_room: Length,
}

/// Headings with numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Headings {
    /// Numbers stand in the margin.
    pub hang: bool,
    /// From number to words.
    pub gap: Length,
}

/// Verse.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Verse {
    /// By which a line stands further in for each level.
    pub step: Length,
    /// By which what is turned over stands further in.
    pub turn_over: Length,
}

/// Lists.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lists {
    /// What stands before an item.
    pub bullet: String,
    /// The width of the column of bullets and numbers, at least.
    pub hang: Length,
    /// From these to the words.
    pub gap: Length,
}

/// Blocks of code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CodeBlock {
    /// Columns to a tab.
    pub tab: usize,
    /// The ground; `None` for the paper.
    pub ground: Option<Colour>,
    /// Thickness of rules above and below; zero for none.
    pub rule: Length,
    /// By which ground and rules reach beyond the lines.
    pub pad: Length,
}

/// Figures and captions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Figures {
    /// Where pictures stand.
    pub place: Along,
    /// Between pictures.
    pub gutter: Length,
    /// White above and below.
    pub white: Length,
    /// From picture to caption.
    pub caption_gap: Length,
    /// The number of figures and tables.
    pub number: CaptionNumber,
}

/// Tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tables {
    /// Where they stand.
    pub place: Along,
    /// They fill the measure.
    pub full: bool,
    /// Between columns.
    pub gutter: Length,
    /// White above and below the text of a row.
    pub pad: Length,
    /// Thickness of the rules above and below.
    pub rule: Length,
    /// Of that below the head.
    pub head_rule: Length,
    /// Of those between rows; zero for none.
    pub row_rule: Length,
    /// White above and below.
    pub white: Length,
    /// From caption to table.
    pub caption_gap: Length,
}

/// The contents page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Contents {
    /// Levels shown.
    pub depth: u8,
    /// Dots lead to the folio.
    pub leaders: bool,
    /// Folios stand right behind the titles.
    pub near: bool,
    /// Kept free for folios at the edge.
    pub column: Length,
    /// From dot to dot.
    pub dot_step: Length,
    /// Their size, in ten-thousandths of the entry's.
    pub dot_size: i64,
}

/// What changes within a line, in ten-thousandths of the size of the text around it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InlineSpec {
    /// The size of code.
    pub code: i64,
    /// The size of small text.
    pub small: i64,
    /// The size of super- and subscripts.
    pub script: i64,
    /// How far superscripts are raised.
    pub rise: i64,
    /// How far subscripts are lowered.
    pub drop: i64,
    /// Letter spacing of small capitals.
    pub tracking: i64,
}

/// All of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spec {
    /// Running heads and folios.
    pub furniture: Furniture,
    /// The opening of a chapter.
    pub opening: Opening,
    /// Shares of the white above and below what stands alone on its page.
    pub alone: (u16, u16),
    /// Headings with numbers.
    pub headings: Headings,
    /// What stands before the name of who is quoted.
    pub dash: String,
    /// Verse.
    pub verse: Verse,
    /// Lists.
    pub lists: Lists,
    /// What stands at a scene break; empty for white.
    pub ornament: String,
    /// Thickness of the rules about a note apart.
    pub inset_rule: Length,
    /// Code.
    pub code: CodeBlock,
    /// Figures.
    pub figures: Figures,
    /// Tables.
    pub tables: Tables,
    /// From the number of a note to its words, in ten-thousandths of the note's size.
    pub note_gap: i64,
    /// The contents page.
    pub contents: Contents,
    /// What changes within a line.
    pub inline: InlineSpec,
}

impl Spec {
    pub(super) fn of(decided: &Decided<'_>) -> Self {
        Self {
            furniture: furniture(decided),
            opening: opening(decided),
            alone: (decided.count("alone", "above"), decided.count("alone", "below")),
            headings: Headings {
                hang: decided.flag("headings", "hang"),
                gap: decided.across("headings", "number-gap"),
            },
            dash: decided.text("quotations", "dash"),
            verse: Verse {
                step: decided.across("verse", "step"),
                turn_over: decided.across("verse", "turn-over"),
            },
            lists: Lists {
                bullet: decided.text("lists", "bullet"),
                hang: decided.across("lists", "hang"),
                gap: decided.across("lists", "gap"),
            },
            ornament: decided.text("scene-break", "ornament"),
            inset_rule: decided.down("insets", "rule"),
            code: code(decided),
            figures: figures(decided),
            tables: tables(decided),
            note_gap: decided.share("notes", "number-gap"),
            contents: contents(decided),
            inline: inline(decided),
        }
    }
}

fn furniture(decided: &Decided<'_>) -> Furniture {
    let folio = |name| match decided.word("folio", name) {
        "foot-centre" => FolioPlace::FootCentre,
        "foot-outer" => FolioPlace::FootOuter,
        "head-outer" => FolioPlace::HeadOuter,
        _ => FolioPlace::None,
    };
    Furniture {
        head: match decided.word("head", "place") {
            "centre" => HeadPlace::Centre,
            "outer" => HeadPlace::Outer,
            "inner" => HeadPlace::Inner,
            _ => HeadPlace::None,
        },
        rule: decided.down("head", "rule"),
        gap: decided.down("head", "gap"),
        numbers: decided.flag("head", "numbers"),
        folio: folio("place"),
        folio_on_opening: folio("opening"),
    }
}

fn opening(decided: &Decided<'_>) -> Opening {
    Opening {
        sink: decided.down("chapter", "sink"),
        rule: decided.down("chapter", "rule"),
        rule_width: decided.across("chapter", "rule-width"),
        rule_place: match decided.word("chapter", "rule-place") {
            "above" => RulePlace::Above,
            "below" => RulePlace::Below,
            _ => RulePlace::Between,
        },
        rule_room: decided.down("chapter", "rule-room"),
    }
}

fn along(decided: &Decided<'_>, group: &'static str) -> Along {
    if decided.word(group, "place") == "left" { Along::Left } else { Along::Centre }
}

fn code(decided: &Decided<'_>) -> CodeBlock {
    let black = decided.share("code", "tint").clamp(0, 10_000);
    let level = u8::try_from(255 - black * 255 / 10_000).unwrap_or(u8::MAX);
    CodeBlock {
        tab: usize::from(decided.count("code", "tab")).max(1),
        ground: (black > 0).then_some(Colour::grey(level)),
        rule: decided.down("code", "rule"),
        pad: decided.down("code", "pad"),
    }
}

fn figures(decided: &Decided<'_>) -> Figures {
    Figures {
        place: along(decided, "figures"),
        gutter: decided.across("figures", "gutter"),
        white: decided.down("figures", "white"),
        caption_gap: decided.down("figures", "caption-gap"),
        number: match decided.word("captions", "number") {
            "bold" => CaptionNumber::Bold,
            "italic" => CaptionNumber::Italic,
            "plain" => CaptionNumber::Plain,
            _ => CaptionNumber::SmallCaps,
        },
    }
}

fn tables(decided: &Decided<'_>) -> Tables {
    Tables {
        place: along(decided, "tables"),
        full: decided.word("tables", "width") == "measure",
        gutter: decided.across("tables", "gutter"),
        pad: decided.down("tables", "pad"),
        rule: decided.down("tables", "rule"),
        head_rule: decided.down("tables", "head-rule"),
        row_rule: decided.down("tables", "row-rule"),
        white: decided.down("tables", "white"),
        caption_gap: decided.down("tables", "caption-gap"),
    }
}

fn contents(decided: &Decided<'_>) -> Contents {
    Contents {
        depth: u8::try_from(decided.count("contents", "depth")).unwrap_or(u8::MAX),
        leaders: decided.flag("contents", "leaders"),
        near: decided.word("contents", "folio") == "near",
        column: decided.across("contents", "column"),
        dot_step: decided.across("contents", "dot-step").max(Length::pt(1)),
        dot_size: decided.share("contents", "dot-size"),
    }
}

fn inline(decided: &Decided<'_>) -> InlineSpec {
    InlineSpec {
        code: decided.share("inline", "code-size"),
        small: decided.share("inline", "small-size"),
        script: decided.share("inline", "script-size"),
        rise: decided.share("inline", "super-rise"),
        drop: decided.share("inline", "sub-drop"),
        tracking: decided.share("inline", "small-caps-tracking"),
    }
}
