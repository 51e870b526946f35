//! The settings that belong to no style, resolved to lengths: positions, rules, spaces, characters.

use super::numbers::NumberSpecs;
use super::scale::Scale;
use super::style::Family;
use crate::book::NoteSeries;
use crate::project::design::GroupSettings;
pub use crate::project::design::choices::{
    BlockPlace, CaptionNumber, CodeHighlight, FolioPlace, HeadPlace, NoteMarks, NotePlace, RulePlace,
};
use crate::project::design::choices::{ContentsFolio, KeyLook, OpeningFolio, SecondNotePlace, TableWidth};
pub use crate::project::design::value::OrnamentText;
use crate::units::{Colour, Length};

/// Running heads and folios.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FurnitureSpec {
    /// The position of running heads.
    pub head: HeadPlace,
    /// The thickness of the rule below heads; zero for none.
    pub rule: Length,
    /// The distance from the baseline of the head to the rule.
    pub gap: Length,
    /// Whether heads contain the numbers of chapters.
    pub numbers: bool,
    /// The position of folios.
    pub folio: FolioPlace,
    /// Their position on pages where a chapter starts.
    pub folio_on_opening: FolioPlace,
}

/// The opening of a chapter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ChapterSpec {
    /// Space above number and title.
    pub sink: Length,
    /// The thickness of the rule; zero for none.
    pub rule: Length,
    /// Its length.
    pub rule_width: Length,
    /// Its position.
    pub rule_place: RulePlace,
    /// The vertical space that the rule is centred in.
    pub rule_room: Length,
}

/// Headings with numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct HeadingSpec {
    /// Whether numbers are placed in the margin.
    pub hang: bool,
    /// The distance from the number to the text.
    pub gap: Length,
}

/// Verse.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct VerseSpec {
    /// The indent of a line for each level.
    pub step: Length,
    /// The further indent of turn-over lines.
    pub turn_over: Length,
    /// Whether poems are centred by their longest line.
    pub is_centred: bool,
    /// The interval of numbered lines; 0 for none.
    pub numbers: u16,
}

/// Lists.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ListSpec {
    /// The character before an item.
    pub bullet: String,
    /// The minimum width of the column of bullets and numbers.
    pub hang: Length,
    /// The distance from these to the text.
    pub gap: Length,
}

/// Blocks of code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CodeBlock {
    /// The number of columns between tab stops.
    pub tab: usize,
    /// How tokens are highlighted.
    pub highlight: CodeHighlight,
    /// The colour of the background; `None` for that of the paper.
    pub ground: Option<Colour>,
    /// The thickness of the rules above and below; zero for none.
    pub rule: Length,
    /// How far background and rules extend beyond the lines.
    pub pad: Length,
}

/// Text in columns side by side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnSpec {
    /// The space between two columns.
    pub gutter: Length,
    /// The number of columns of an index.
    pub index: u8,
    /// The number of columns of a glossary.
    pub glossary: u8,
    /// The number of columns of a bibliography.
    pub bibliography: u8,
}

/// Figures and captions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FigureSpec {
    /// The position of pictures.
    pub place: BlockPlace,
    /// The space between pictures.
    pub gutter: Length,
    /// Space above and below.
    pub space: Length,
    /// The distance from the picture to the caption.
    pub caption_gap: Length,
    /// The style of the number of a figure or table.
    pub number: CaptionNumber,
}

/// Tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TableSpec {
    /// The position of tables.
    pub place: BlockPlace,
    /// Whether they fill the measure.
    pub full: bool,
    /// The space between columns.
    pub gutter: Length,
    /// Space above and below the text of a row.
    pub pad: Length,
    /// The thickness of the rules above and below the table.
    pub rule: Length,
    /// The thickness of the rule below the header.
    pub head_rule: Length,
    /// The thickness of the rules between rows; zero for none.
    pub row_rule: Length,
    /// Space above and below.
    pub space: Length,
    /// The distance from the caption to the table.
    pub caption_gap: Length,
}

/// The contents page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ContentsSpec {
    /// The number of levels shown.
    pub depth: u8,
    /// Whether leaders connect the titles with the folios.
    pub leaders: bool,
    /// Whether folios directly follow the titles.
    pub near: bool,
    /// The width kept free for folios at the edge.
    pub column: Length,
    /// The indent of entries below one without a number.
    pub step: Length,
    /// The space between the entries of front matter, text and back matter.
    pub gap: Length,
    /// The distance between the dots of leaders.
    pub dot_step: Length,
    /// The size of the dots, in ten-thousandths of the entry's.
    pub dot_size: i64,
}

/// The changes of style within a line, in ten-thousandths of the size of the surrounding text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InlineSpec {
    /// The size of code.
    pub code: i64,
    /// The size of small text.
    pub small: i64,
    /// The size of superscripts and subscripts.
    pub script: i64,
    /// How far superscripts are raised.
    pub rise: i64,
    /// How far subscripts are lowered.
    pub drop: i64,
    /// The letterspacing of small capitals.
    pub tracking: i64,
    /// The frames of keys to press; `None` if they are set like code.
    pub keycap: Option<KeycapSpec>,
}

/// Keys to press that are framed as the caps of a keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct KeycapSpec {
    /// The family.
    pub family: Family,
    /// The size, in ten-thousandths of that of the surrounding text.
    pub size: i64,
}

/// The settings that belong to no style.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spec {
    /// The colour of the rules of openings and boxes.
    pub accent: Colour,
    /// Running heads and folios.
    pub furniture: FurnitureSpec,
    /// The opening of a chapter.
    pub opening: ChapterSpec,
    /// The numbers of chapters, parts and appendices where they open.
    pub numbers: NumberSpecs,
    /// The shares of the free space above and below content that has a page of its own.
    pub alone: (u16, u16),
    /// Headings with numbers.
    pub headings: HeadingSpec,
    /// The characters before an attribution: a dash and a space, or none.
    pub before_attribution: String,
    /// Verse.
    pub verse: VerseSpec,
    /// Lists.
    pub lists: ListSpec,
    /// What marks a scene break.
    pub ornament: OrnamentText,
    /// The height of a drawing that marks a scene break.
    pub ornament_height: Length,
    /// The thickness of the rules above and below a box.
    pub inset_rule: Length,
    /// The background of a box.
    pub inset_ground: Option<Colour>,
    /// Code.
    pub code: CodeBlock,
    /// Text in columns side by side.
    pub columns: ColumnSpec,
    /// Figures.
    pub figures: FigureSpec,
    /// Tables.
    pub tables: TableSpec,
    /// The position of notes, and that of the second series.
    note_places: [NotePlace; 2],
    /// What marks notes of the second series.
    pub second_marks: NoteMarks,
    /// The distance from the number of a note to its text, in ten-thousandths of the note's size.
    pub note_gap: i64,
    /// The contents page.
    pub contents: ContentsSpec,
    /// The changes of style within a line.
    pub inline: InlineSpec,
}

impl Spec {
    /// Returns the position of the notes of a series.
    pub fn note_place(&self, series: NoteSeries) -> NotePlace {
        match series {
            NoteSeries::First | NoteSeries::Line => self.note_places[0],
            NoteSeries::Second => self.note_places[1],
            NoteSeries::Margin => NotePlace::Margin,
        }
    }

    /// Resolves the settings.
    pub(super) fn of(settings: &GroupSettings, scale: Scale, accent: Colour, key_family: Family) -> Self {
        let GroupSettings { alone, headings, quotations, verse, lists, scene_break, insets, notes, .. } =
            settings;
        let dash = &quotations.dash;
        Self {
            accent,
            furniture: furniture(settings, scale),
            opening: opening(settings, scale),
            numbers: NumberSpecs::of(settings),
            alone: (alone.above.0, alone.below.0),
            headings: HeadingSpec { hang: headings.hang, gap: scale.across(headings.number_gap) },
            before_attribution: if dash.is_empty() { String::new() } else { format!("{dash} ") },
            verse: VerseSpec {
                step: scale.across(verse.step),
                turn_over: scale.across(verse.turn_over),
                is_centred: verse.place == BlockPlace::Centre,
                numbers: verse.numbers.0,
            },
            lists: ListSpec {
                bullet: lists.bullet.clone(),
                hang: scale.across(lists.hang),
                gap: scale.across(lists.gap),
            },
            ornament: scene_break.ornament.clone(),
            ornament_height: scale.down(scene_break.height),
            inset_rule: scale.down(insets.rule),
            inset_ground: tint(insets.tint.0),
            code: code(settings, scale),
            columns: columns(settings, scale),
            figures: figures(settings, scale),
            tables: tables(settings, scale),
            note_places: note_places(notes.place, notes.second_place),
            second_marks: notes.second_marks,
            note_gap: scale.share(notes.number_gap),
            contents: contents(settings, scale),
            inline: inline(settings, scale, key_family),
        }
    }
}

fn note_places(first: NotePlace, second: SecondNotePlace) -> [NotePlace; 2] {
    let second = match second {
        SecondNotePlace::Same => first,
        SecondNotePlace::Foot => NotePlace::Foot,
        SecondNotePlace::Margin => NotePlace::Margin,
        SecondNotePlace::Chapter => NotePlace::Chapter,
        SecondNotePlace::Book => NotePlace::Book,
    };
    [first, second]
}

fn furniture(GroupSettings { head, folio, .. }: &GroupSettings, scale: Scale) -> FurnitureSpec {
    FurnitureSpec {
        head: head.place,
        rule: scale.down(head.rule),
        gap: scale.down(head.gap),
        numbers: head.numbers,
        folio: folio.place,
        folio_on_opening: match folio.opening {
            OpeningFolio::FootCentre => FolioPlace::FootCentre,
            OpeningFolio::FootOuter => FolioPlace::FootOuter,
            OpeningFolio::None => FolioPlace::None,
        },
    }
}

fn opening(GroupSettings { chapter, .. }: &GroupSettings, scale: Scale) -> ChapterSpec {
    ChapterSpec {
        sink: scale.down(chapter.sink),
        rule: scale.down(chapter.rule),
        rule_width: scale.across(chapter.rule_width),
        rule_place: chapter.rule_place,
        rule_room: scale.down(chapter.rule_room),
    }
}

/// Returns the grey of a share of black, in ten-thousandths; `None` for white.
fn tint(black: i64) -> Option<Colour> {
    let level = u8::try_from(255 - black * 255 / 10_000).unwrap_or(u8::MAX);
    (black > 0).then_some(Colour::grey(level))
}

fn code(GroupSettings { code, .. }: &GroupSettings, scale: Scale) -> CodeBlock {
    CodeBlock {
        tab: usize::from(code.tab.0),
        highlight: code.highlight,
        ground: tint(code.tint.0),
        rule: scale.down(code.rule),
        pad: scale.down(code.pad),
    }
}

fn columns(GroupSettings { columns, .. }: &GroupSettings, scale: Scale) -> ColumnSpec {
    let count = |columns: u16| u8::try_from(columns).unwrap_or(u8::MAX);
    ColumnSpec {
        gutter: scale.across(columns.gutter),
        index: count(columns.index.0),
        glossary: count(columns.glossary.0),
        bibliography: count(columns.bibliography.0),
    }
}

fn figures(GroupSettings { figures, captions, .. }: &GroupSettings, scale: Scale) -> FigureSpec {
    FigureSpec {
        place: figures.place,
        gutter: scale.across(figures.gutter),
        space: scale.down(figures.white),
        caption_gap: scale.down(figures.caption_gap),
        number: captions.number,
    }
}

fn tables(GroupSettings { tables, .. }: &GroupSettings, scale: Scale) -> TableSpec {
    TableSpec {
        place: tables.place,
        full: tables.width == TableWidth::Measure,
        gutter: scale.across(tables.gutter),
        pad: scale.down(tables.pad),
        rule: scale.down(tables.rule),
        head_rule: scale.down(tables.head_rule),
        row_rule: scale.down(tables.row_rule),
        space: scale.down(tables.white),
        caption_gap: scale.down(tables.caption_gap),
    }
}

fn contents(GroupSettings { contents, .. }: &GroupSettings, scale: Scale) -> ContentsSpec {
    ContentsSpec {
        depth: u8::try_from(contents.depth.0).unwrap_or(u8::MAX),
        leaders: contents.leaders,
        near: contents.folio == ContentsFolio::Near,
        column: scale.across(contents.column),
        step: scale.across(contents.step),
        gap: scale.down(contents.gap),
        dot_step: scale.across(contents.dot_step).max(Length::pt(1)),
        dot_size: scale.share(contents.dot_size),
    }
}

fn inline(GroupSettings { inline, .. }: &GroupSettings, scale: Scale, key_family: Family) -> InlineSpec {
    InlineSpec {
        code: scale.share(inline.code_size),
        small: scale.share(inline.small_size),
        script: scale.share(inline.script_size),
        rise: scale.share(inline.super_rise),
        drop: scale.share(inline.sub_drop),
        tracking: scale.share(inline.small_caps_tracking),
        keycap: (inline.keys == KeyLook::Keycaps)
            .then(|| KeycapSpec { family: key_family, size: scale.share(inline.key_size) }),
    }
}
