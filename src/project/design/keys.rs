//! The table of the groups of `design`: each key with its type, the books that it affects, and its
//! effect. The defaults are the themes'.
//!
//! A row is `"name" field: type, books, "description"`; see `key_groups` in `groups.rs`.

use super::choices::{
    BlockPlace, CaptionNumber, ContentsFolio, FigureShape, FolioPlace, HeadPlace, OpeningCaps, OpeningFolio,
    RulePlace, RunningHead, TableWidth, TextAlign,
};
use super::groups::{GroupSource, KeySource, KeySpec, MissingKey, Reach, key_group, key_groups};
use super::value::{
    Count, Distance, FamilyName, InitialLines, KeyValue, Leading, Percent, Tracking, TypeSize, ValueKind,
};
use crate::diag::Spanned;

/// The keys of `design` that are neither groups nor styles.
pub const TOP: &[KeySpec] = &[
    KeySpec {
        name: "theme",
        kind: ValueKind::Described("`classic`, `essay`, `technical`"),
        reach: Reach::Both,
        doc: "the theme that gives every other key its default; the look of a cover that is drawn",
    },
    KeySpec {
        name: "trim",
        kind: ValueKind::Described("a name, or width x height"),
        reach: Reach::Print,
        doc: "the size of the page after trimming",
    },
    KeySpec {
        name: "fonts",
        kind: ValueKind::Described(
            "paths of font files; of a collection all fonts, or one: `x.ttc#0`, `x.ttc#Family`",
        ),
        reach: Reach::Both,
        doc: "font files of your own; in the e-book for a drawn cover and for faces inside",
    },
    KeySpec {
        name: "pdf-standard",
        kind: ValueKind::Described("`ua-1+a-2a`, `ua-2+a-4`, `a-3a`, `none`"),
        reach: Reach::Print,
        doc: "the standard that the PDF conforms to",
    },
];

key_groups! {
    /// The running text.
    "text" text: TextOptions, TextSettings {
        "family" family: FamilyName, Both, "the family of the text; in the e-book where `epub.fonts` puts faces inside";
        "size" size: TypeSize, Print, "its size";
        "leading" leading: Leading, Print, "from baseline to baseline: the grid of the page";
        "indent" indent: Distance, Print, "of a paragraph's first line";
        "align" align: TextAlign, Print, "how lines fill the measure";
        "figures" figures: FigureShape, Print, "the figures of the text";
        "hyphenate" hyphenate: bool, Print, "whether words are hyphenated";
        "longest" longest: Distance, Print, "the longest line, unless inner and outer margin are given";
        "lines" lines: Count<0, 200>, Print, "lines on a page; 0: as many as fit between the margins";
    }
    /// Headings and titles.
    "heading" heading: HeadingOptions, HeadingSettings {
        "family" family: FamilyName, Both, "the family of headings, `text` for the text's; in the e-book on a drawn cover, and where `epub.fonts` puts faces inside";
    }
    /// The margins of a page.
    "margins" margins: MarginOptions, MarginSettings {
        "inner" inner: Distance, Print, "at the spine; % of the page's width";
        "outer" outer: Distance, Print, "at the fore edge; % of the page's width";
        "top" top: Distance, Print, "at the top; % of the page's height";
        "bottom" bottom: Distance, Print, "at the bottom; % of the page's height";
    }
    /// Running heads.
    "head" head: HeadOptions, HeadSettings {
        "place" place: HeadPlace, Print, "where running heads are placed";
        "height" height: Distance, Print, "from the page's edge to their baseline; % of the top margin";
        "rule" rule: Distance, Print, "thickness of a rule below them; 0: none";
        "gap" gap: Distance, Print, "from their baseline down to the rule";
        "numbers" numbers: bool, Print, "whether they contain the numbers of chapters";
    }
    /// The content of the running heads.
    "running-heads" running_heads: RunningHeadOptions, RunningHeadSettings {
        "verso" verso: RunningHead, Print, "the content of running heads on left-hand pages; also written `left`";
        "recto" recto: RunningHead, Print, "on right-hand pages; also written `right`";
    }
    /// Page numbers.
    "folio" folio: FolioOptions, FolioSettings {
        "place" place: FolioPlace, Print, "where page numbers are placed";
        "opening" opening: OpeningFolio, Print, "on a page where a chapter starts";
        "height" height: Distance, Print, "of those at the foot, above the page's edge; % of the bottom margin";
    }
    /// The opening of a chapter.
    "chapter" chapter: ChapterOptions, ChapterSettings {
        "sink" sink: Distance, Print, "space between the top of the text area and the number or title, which are said to be sunk";
        "rule" rule: Distance, Print, "thickness of a rule; 0: none";
        "rule-width" rule_width: Distance, Print, "its length; % of the measure";
        "rule-place" rule_place: RulePlace, Print, "above the number, between number and title, or below the title";
        "rule-room" rule_room: Distance, Print, "space that the rule takes up in the column, the rule in its middle";
    }
    /// The first paragraph of a chapter.
    "opening" opening: OpeningOptions, OpeningSettings {
        "drop-cap" drop_cap: InitialLines, Both, "lines that the initial of a chapter's first paragraph is high";
        "small-caps" small_caps: OpeningCaps, Both, "how many words of that paragraph are in small capitals";
    }
    /// Matter with a page of its own.
    "alone" alone: AloneOptions, AloneSettings {
        "above" above: Count<0, 20>, Print, "share of the free space above a title page, the title of a part, or an epigraph with a page of its own: with 2 above and 5 below, two sevenths";
        "below" below: Count<0, 20>, Print, "share of the free space below it";
    }
    /// The headings of sections.
    "headings" headings: HeadingsOptions, HeadingsSettings {
        "numbers" numbers: bool, Both, "whether sections are numbered; one choice for all editions, which cannot change it";
        "hang" hang: bool, Print, "whether their numbers are placed in the margin, if it is wide enough";
        "number-gap" number_gap: Distance, Print, "from the number to the words";
    }
    /// Quotations.
    "quotations" quotations: QuotationOptions, QuotationSettings {
        "dash" dash: String, Both, "before the name of who is quoted; empty: none";
    }
    /// Verse.
    "verse" verse: VerseOptions, VerseSettings {
        "step" step: Distance, Print, "of a line that is indented by one level";
        "turn-over" turn_over: Distance, Print, "of the rest of a line that is too long, in addition";
    }
    /// Lists.
    "lists" lists: ListOptions, ListSettings {
        "bullet" bullet: String, Print, "before an item";
        "hang" hang: Distance, Print, "minimum from the start of the bullet to the words";
        "gap" gap: Distance, Print, "from bullet or number to the words";
    }
    /// Scene breaks.
    "scene-break" scene_break: SceneBreakOptions, SceneBreakSettings {
        "ornament" ornament: String, Print, "what marks a scene break; empty: space alone";
    }
    /// Notes, tips and warnings apart from the text.
    "insets" insets: InsetOptions, InsetSettings {
        "rule" rule: Distance, Print, "thickness of the rules above and below a note or warning";
    }
    /// Blocks of code.
    "code" code: CodeOptions, CodeSettings {
        "family" family: FamilyName, Both, "the family of code; in the e-book where `epub.fonts` is `all`";
        "tab" tab: Count<1, 16>, Print, "columns to a tab";
        "tint" tint: Percent<100>, Print, "how black the background is";
        "rule" rule: Distance, Print, "thickness of rules above and below; 0: none";
        "pad" pad: Distance, Print, "by which background and rules extend beyond the lines";
    }
    /// Captions.
    "captions" captions: CaptionOptions, CaptionSettings {
        "number" number: CaptionNumber, Print, "how the number of a figure or table is set";
    }
    /// Figures.
    "figures" figures: FigureOptions, FigureSettings {
        "place" place: BlockPlace, Print, "of pictures narrower than the measure";
        "gutter" gutter: Distance, Print, "between pictures side by side; % of the measure";
        "white" white: Distance, Print, "space above and below, within the text";
        "caption-gap" caption_gap: Distance, Print, "from picture to caption";
    }
    /// Tables.
    "tables" tables: TableOptions, TableSettings {
        "place" place: BlockPlace, Print, "of tables narrower than the measure";
        "width" width: TableWidth, Print, "as wide as the content needs, or as the measure";
        "gutter" gutter: Distance, Print, "between columns";
        "pad" pad: Distance, Print, "above and below the words of a row";
        "rule" rule: Distance, Print, "thickness of the rules above and below";
        "head-rule" head_rule: Distance, Print, "of the rule below the head";
        "row-rule" row_rule: Distance, Print, "of rules between rows; 0: none";
        "white" white: Distance, Print, "space above and below, within the text";
        "caption-gap" caption_gap: Distance, Print, "from caption to table";
    }
    /// Footnotes.
    "notes" notes: NoteOptions, NoteSettings {
        "gap" gap: Distance, Print, "minimum from the text";
        "rule" rule: Distance, Print, "thickness of the rule above; 0: none";
        "rule-width" rule_width: Distance, Print, "its length; % of the measure";
        "number-gap" number_gap: Distance, Print, "from the number to the words";
    }
    /// The contents page.
    "contents" contents: ContentsOptions, ContentsSettings {
        "depth" depth: Count<1, 4>, Print, "levels shown";
        "leaders" leaders: bool, Print, "dots from the title to the page number";
        "folio" folio: ContentsFolio, Print, "page numbers at the edge, or right after the title";
        "column" column: Distance, Print, "width kept free for page numbers at the edge";
        "dot-step" dot_step: Distance, Print, "from dot to dot";
        "dot-size" dot_size: TypeSize, Print, "of the dots; % of the entry's size";
    }
    /// What changes within a line.
    "inline" inline: InlineOptions, InlineSettings {
        "code-size" code_size: TypeSize, Print, "of code within text; % of the size of the text around it";
        "small-size" small_size: TypeSize, Print, "of small text, likewise";
        "script-size" script_size: TypeSize, Print, "of superscripts and subscripts, likewise";
        "super-rise" super_rise: Distance, Print, "by which superscripts are raised, likewise";
        "sub-drop" sub_drop: Distance, Print, "by which subscripts are lowered, likewise";
        "small-caps-tracking" small_caps_tracking: Tracking, Print, "of small capitals within text";
    }
    /// Changes to characters that make lines even.
    "microtypography" microtypography: MicrotypeOptions, MicrotypeSettings {
        "protrusion" protrusion: bool, Print, "whether punctuation extends into the margin";
        "expansion" expansion: Percent<4>, Print, "by which characters may be made narrower or wider";
        "tracking" tracking: Percent<3>, Print, "space that may be added between letters; % of the size";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_keys_have_one_name_each() {
        let mut groups: Vec<_> = GROUPS.iter().map(|(group, _)| *group).collect();
        groups.extend(TOP.iter().map(|key| key.name));
        let mut lists = vec![groups];
        lists.extend(GROUPS.iter().map(|(_, keys)| keys.iter().map(|key| key.name).collect()));
        for mut names in lists {
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{names:?}");
        }
    }
}
