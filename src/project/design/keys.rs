//! The table of the groups of `design`: each key with its type, the books that it affects, and its
//! effect. The defaults are the themes'.
//!
//! A row is `"name" field: type, books, "description"`; see `key_groups` in `groups.rs`.

use super::choices::{
    BlockPlace, CaptionNumber, CaptionPlace, ChapterOpening, CodeHighlight, ContentsFolio, FigureShape,
    FirstIndent, FolioPlace, HeadPlace, KeyLook, KoreanBreak, LineBreak, NoteMarks, NotePlace, NumberPlace,
    NumberStyle, OpeningCaps, OpeningFolio, OpeningPage, PageSides, RulePlace, RunningHead, SecondNotePlace,
    SectionOpening, TableWidth, TextAlign,
};
use super::groups::{GroupSource, KeySource, KeySpec, MissingKey, Reach, key_group, key_groups};
use super::gutter::GutterTable;
use super::value::{
    Count, Distance, FamilyName, InitialLines, KeyValue, Leading, OrnamentText, Percent, Tracking, TypeSize,
    ValueKind,
};
use crate::diag::Spanned;

/// The names of the themes, as the documentation lists them.
pub const THEMES: &str = "`classic`, `essay`, `technical`, `novel`, `poetry`, `large-print`";

/// The keys of `design` that are neither groups nor styles.
pub const TOP: &[KeySpec] = &[
    KeySpec {
        name: "theme",
        kind: ValueKind::Described(THEMES),
        reach: Reach::Both,
        doc: "the theme that sets the default of every other key; the axis and the default style of a drawn cover",
    },
    KeySpec {
        name: "accent",
        kind: ValueKind::Described("a colour such as `\"#7a1f1f\"`"),
        reach: Reach::Both,
        doc: "a second colour: of the titles and numbers of parts and chapters, the title of the book, headings of the second and third level, ornaments, names of boxes, and the rules of openings and boxes; without it, all is black; in the e-book, of ornaments, rules of openings and boxes, numbers of chapters, and a drawn cover without a colour of its own, in a shade that is seen on any ground",
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
            "paths of font files; for one font of a collection: `x.ttc#0`, `x.ttc#Family`",
        ),
        reach: Reach::Both,
        doc: "your own font files; in the e-book for a drawn cover and for embedded fonts",
    },
    KeySpec {
        name: "system-fonts",
        kind: ValueKind::Flag,
        reach: Reach::Both,
        doc: "whether the fonts of the machine may set characters that no other font has; `true` works only with `--system-fonts`, `false` even against it",
    },
    KeySpec {
        name: "pdf-standard",
        kind: ValueKind::Described("`ua-1+a-2a`, `ua-2+a-4`, `ua-2+a-4f`, `a-3a`, `none`"),
        reach: Reach::Print,
        doc: "the standard that the PDF conforms to",
    },
];

key_groups! {
    /// The running text.
    "text" text: TextOptions, TextSettings {
        "family" family: FamilyName, Both, "the family of the text; in the e-book if `epub.fonts` embeds fonts";
        "size" size: TypeSize, Print, "the size of the text";
        "smallest" smallest: TypeSize, Print, "the minimum size on a page narrower than the theme's, unless `text.size` is set";
        "largest" largest: TypeSize, Print, "the maximum size on a page wider than the theme's, unless `text.size` is set";
        "leading" leading: Leading, Print, "the distance between baselines, which is the step of the grid";
        "indent" indent: Distance, Print, "the indent of a paragraph's first line";
        "indent-first" indent_first: FirstIndent, Both, "whether the first paragraph below a heading, a break or another block is indented too: `all`, `none`, or as it is usual in the `language`, which is `all` in Japanese, Chinese, Korean, French, Spanish, Polish, Russian and others in Cyrillic letters; not where a chapter opens with an initial or small capitals";
        "align" align: TextAlign, Print, "the alignment of lines";
        "figures" figures: FigureShape, Both, "the figures of the text";
        "hyphenate" hyphenate: bool, Print, "whether words are hyphenated";
        "line-break" line_break: LineBreak, Print, "how strict the rules are by which lines of Chinese and Japanese begin and end: with `strict`, small kana and `ー` do not begin a line; with `loose`, `々`, `…` and others may";
        "korean-break" korean_break: KoreanBreak, Print, "where lines of Korean end: between words, or between syllables too";
        "longest" longest: Distance, Print, "the maximum length of lines, unless inner and outer margin are set";
        "lines" lines: Count<0, 200>, Print, "the number of lines on a page; 0: as many as fit between the margins";
    }
    /// Headings and titles.
    "heading" heading: HeadingOptions, HeadingSettings {
        "family" family: FamilyName, Both, "the family of headings, `text` for that of the text; in the e-book on a drawn cover, and if `epub.fonts` embeds fonts";
    }
    /// The sequence of pages.
    "page" page: PageOptions, PageSettings {
        "sides" sides: PageSides, Print, "the sides of a leaf that are printed; with one, all pages are right-hand pages, as in a report";
        "blanks" blanks: bool, Print, "whether a blank page is added where a division has to start on a right-hand page; without them, each starts on the next page, as in a PDF for screens";
        "elastic" elastic: bool, Print, "whether the spaces between paragraphs, headings, quotations and other blocks may be up to half a line wider or a quarter of a line narrower where a page would otherwise end higher or lower than others; without, all text stays on the grid";
        "gutter" gutter: GutterTable, Print, "the minimum inner margin by the number of pages of the book, unless `margins.inner` is set; % of the page's width";
    }
    /// The margins of a page.
    "margins" margins: MarginOptions, MarginSettings {
        "inner" inner: Distance, Print, "the margin at the spine; % of the page's width";
        "outer" outer: Distance, Print, "the margin at the fore edge; % of the page's width";
        "top" top: Distance, Print, "the top margin; % of the page's height";
        "bottom" bottom: Distance, Print, "the bottom margin; % of the page's height";
    }
    /// Running heads.
    "head" head: HeadOptions, HeadSettings {
        "place" place: HeadPlace, Print, "the position of running heads";
        "height" height: Distance, Print, "the distance from the edge of the page to their baseline; % of the top margin";
        "rule" rule: Distance, Print, "the thickness of a rule below them; 0: none";
        "gap" gap: Distance, Print, "the distance from their baseline to the rule";
        "numbers" numbers: bool, Print, "whether they contain the numbers of chapters";
    }
    /// The content of the running heads.
    "running-heads" running_heads: RunningHeadOptions, RunningHeadSettings {
        "verso" verso: RunningHead, Print, "the content of running heads on left-hand pages; also written `left`";
        "recto" recto: RunningHead, Print, "the content of running heads on right-hand pages; also written `right`";
    }
    /// Page numbers.
    "folio" folio: FolioOptions, FolioSettings {
        "place" place: FolioPlace, Print, "the position of page numbers";
        "opening" opening: OpeningFolio, Print, "their position on a page where a chapter starts";
        "height" height: Distance, Print, "the distance of page numbers at the foot from the edge of the page; % of the bottom margin";
    }
    /// The opening of a chapter.
    "chapter" chapter: ChapterOptions, ChapterSettings {
        "opens" opens: ChapterOpening, Print, "where chapters start: on a right-hand page, on the next page, or below the chapter before";
        "number" number: NumberStyle, Both, "the numbers of chapters, in the contents and in references too; editions cannot change it";
        "label" label: bool, Both, "whether the word “Chapter” is before the number, in the language of the book";
        "number-place" number_place: NumberPlace, Both, "the position of the number: above the title, or before it on its line";
        "sink" sink: Distance, Print, "the space between the top of the text area and the number or title (the sink)";
        "rule" rule: Distance, Both, "the thickness of a rule; 0: none";
        "rule-width" rule_width: Distance, Both, "its length; % of the measure";
        "rule-place" rule_place: RulePlace, Both, "the position of the rule: above the number, between number and title, or below the title";
        "rule-room" rule_room: Distance, Print, "the vertical space that the rule is centred in";
    }
    /// The pages of parts.
    "parts" parts: PartOptions, PartSettings {
        "opens" opens: OpeningPage, Print, "the page on which parts start";
        "number" number: NumberStyle, Both, "the numbers of parts, in the contents and in references too; editions cannot change it";
        "label" label: bool, Both, "whether the word “Part” is before the number";
        "number-place" number_place: NumberPlace, Both, "the position of the number, as in `chapter`";
    }
    /// What comes before the text.
    "front-matter" front_matter: FrontMatterOptions, FrontMatterSettings {
        "opens" opens: OpeningPage, Print, "the page on which contents, forewords and prefaces start";
    }
    /// What comes after the text.
    "back-matter" back_matter: BackMatterOptions, BackMatterSettings {
        "opens" opens: OpeningPage, Print, "the page on which appendices, notes and other divisions after the text start";
        "label" label: bool, Both, "whether the word “Appendix” is before the letter of an appendix";
        "number-place" number_place: NumberPlace, Both, "the position of the letter, as in `chapter`";
    }
    /// The first paragraph of a chapter.
    "opening" opening: OpeningOptions, OpeningSettings {
        "drop-cap" drop_cap: InitialLines, Both, "the height in lines of the initial of a chapter's first paragraph";
        "small-caps" small_caps: OpeningCaps, Both, "how many words of that paragraph are in small capitals";
    }
    /// Content with a page of its own.
    "alone" alone: AloneOptions, AloneSettings {
        "above" above: Count<0, 20>, Print, "the share of the free space above a title page, the title of a part, or an epigraph with a page of its own: with 2 above and 5 below, two sevenths";
        "below" below: Count<0, 20>, Print, "the share of the free space below it";
    }
    /// The headings of sections.
    "headings" headings: HeadingsOptions, HeadingsSettings {
        "numbers" numbers: bool, Both, "whether sections are numbered; editions cannot change it";
        "opens" opens: SectionOpening, Print, "where sections of the second level start: below the text before, on the next page, or on a right-hand page; the first may be below the title of its chapter";
        "hang" hang: bool, Print, "whether their numbers are placed in the margin, if it is wide enough";
        "number-gap" number_gap: Distance, Print, "the distance from the number to the text";
    }
    /// Quotations.
    "quotations" quotations: QuotationOptions, QuotationSettings {
        "dash" dash: String, Both, "the characters before an attribution; empty: none";
    }
    /// Verse.
    "verse" verse: VerseOptions, VerseSettings {
        "step" step: Distance, Print, "the indent of a line for each level";
        "turn-over" turn_over: Distance, Print, "the additional indent of the rest of a line that is too long";
        "place" place: BlockPlace, Both, "the position of a poem: at the indent of the style, or with its longest line centred, except for lines longer than the measure";
        "numbers" numbers: Count<0, 100>, Both, "the interval of numbered lines: with 5, each fifth line has its number; 0: none";
    }
    /// Lists.
    "lists" lists: ListOptions, ListSettings {
        "bullet" bullet: String, Print, "the character before an item";
        "hang" hang: Distance, Print, "the minimum distance from the start of the bullet to the text";
        "gap" gap: Distance, Print, "the distance from the bullet or number to the text";
    }
    /// Scene breaks.
    "scene-break" scene_break: SceneBreakOptions, SceneBreakSettings {
        "ornament" ornament: OrnamentText, Both, "the characters that mark a scene break, or a drawing, as in `ornament.svg`; empty: only space";
        "height" height: Distance, Both, "the height of a drawing, up to six lines; % of the leading";
    }
    /// Notes, tips and warnings apart from the text.
    "insets" insets: InsetOptions, InsetSettings {
        "rule" rule: Distance, Both, "the thickness of the rules above and below a note or warning";
        "tint" tint: Percent<100>, Print, "the percentage of black in the background of a note or warning";
    }
    /// Blocks of code.
    "code" code: CodeOptions, CodeSettings {
        "family" family: FamilyName, Both, "the family of code; in the e-book if `epub.fonts` is `all`";
        "tab" tab: Count<1, 16>, Both, "the number of columns between tab stops";
        "highlight" highlight: CodeHighlight, Both, "how the tokens of a known language are highlighted: keywords and tags bold, comments in italics; with `grey` comments are also grey in the printed book";
        "tint" tint: Percent<100>, Print, "the percentage of black in the background";
        "rule" rule: Distance, Print, "the thickness of rules above and below; 0: none";
        "pad" pad: Distance, Print, "how far background and rules extend beyond the lines";
    }
    /// Formulas.
    "math" math: MathOptions, MathSettings {
        "family" family: FamilyName, Print, "the family of formulas; a family with a `MATH` table";
    }
    /// Captions.
    "captions" captions: CaptionOptions, CaptionSettings {
        "number" number: CaptionNumber, Both, "the style of the number of a figure or table";
        "place" place: CaptionPlace, Print, "the position: below figures and above tables, or beside them in the outer margin, if it is as wide as for notes and the caption is no higher than the figure";
    }
    /// Text in columns side by side.
    "columns" columns: ColumnOptions, ColumnSettings {
        "gutter" gutter: Distance, Print, "the space between two columns of text; % of the measure";
        "index" index: Count<1, 6>, Print, "the number of columns of an index, below its title and the paragraphs that explain it";
        "glossary" glossary: Count<1, 6>, Print, "the number of columns of a glossary, likewise";
        "bibliography" bibliography: Count<1, 6>, Print, "the number of columns of a bibliography, likewise";
    }
    /// Figures.
    "figures" figures: FigureOptions, FigureSettings {
        "place" place: BlockPlace, Both, "the position of pictures narrower than the measure";
        "gutter" gutter: Distance, Print, "the space between pictures side by side; % of the measure";
        "white" white: Distance, Print, "the space above and below, unless at the edge of a page";
        "caption-gap" caption_gap: Distance, Print, "the distance from the picture to the caption";
    }
    /// Tables.
    "tables" tables: TableOptions, TableSettings {
        "place" place: BlockPlace, Both, "the position of tables narrower than the measure";
        "width" width: TableWidth, Both, "the width: as the content needs, or the whole measure";
        "gutter" gutter: Distance, Print, "the space between columns";
        "pad" pad: Distance, Print, "the space above and below the text of a row";
        "rule" rule: Distance, Both, "the thickness of the rules above and below";
        "head-rule" head_rule: Distance, Both, "the thickness of the rule below the header";
        "row-rule" row_rule: Distance, Both, "the thickness of rules between rows; 0: none";
        "white" white: Distance, Print, "the space above and below, unless at the edge of a page";
        "caption-gap" caption_gap: Distance, Print, "the distance from the caption to the table";
    }
    /// Footnotes.
    "notes" notes: NoteOptions, NoteSettings {
        "place" place: NotePlace, Print, "the position: at the foot of the page; beside their calls in the outer margin, if it is at least 7 em wide besides the white at the edge; or at the end of each chapter or of the book";
        "second-place" second_place: SecondNotePlace, Print, "the position of notes of the second series (`[^s:x]`), at the foot below the others";
        "second-marks" second_marks: NoteMarks, Both, "what marks them: a, b, c or *, †, ‡";
        "gap" gap: Distance, Print, "the minimum distance from the text, or from the note above in the margin";
        "rule" rule: Distance, Print, "the thickness of the rule above; 0: none";
        "rule-width" rule_width: Distance, Print, "its length; % of the measure";
        "number-gap" number_gap: Distance, Print, "the distance from the number to the text";
    }
    /// The contents page.
    "contents" contents: ContentsOptions, ContentsSettings {
        "depth" depth: Count<1, 4>, Print, "the number of levels shown";
        "leaders" leaders: bool, Print, "whether dots lead from the title to the page number";
        "folio" folio: ContentsFolio, Print, "the position of page numbers: at the edge, or directly after the title";
        "column" column: Distance, Print, "the width kept free for page numbers at the edge";
        "step" step: Distance, Print, "the indent of entries below one without a number; below one with a number they start where its title does";
        "gap" gap: Distance, Print, "the space between the entries of front matter, text and back matter";
        "dot-step" dot_step: Distance, Print, "the distance between dots";
        "dot-size" dot_size: TypeSize, Print, "the size of the dots; % of the entry's size";
    }
    /// Changes of style within a line.
    "inline" inline: InlineOptions, InlineSettings {
        "code-size" code_size: TypeSize, Print, "the size of code within text; % of the surrounding text's size";
        "small-size" small_size: TypeSize, Print, "the size of small text; % of the surrounding text's size";
        "script-size" script_size: TypeSize, Print, "the size of superscripts and subscripts; % of the surrounding text's size";
        "super-rise" super_rise: Distance, Print, "how far superscripts are raised; % of the surrounding text's size";
        "sub-drop" sub_drop: Distance, Print, "how far subscripts are lowered; % of the surrounding text's size";
        "small-caps-tracking" small_caps_tracking: Tracking, Print, "the letterspacing of small capitals within text";
        "keys" keys: KeyLook, Both, "the look of keys to press (`[Ctrl]{.kbd}`): framed as the caps of a keyboard, or like code";
        "key-family" key_family: FamilyName, Print, "the family of framed keys; also `text`, `heading` or `code`";
        "key-size" key_size: TypeSize, Print, "the size of framed keys; % of the surrounding text's size";
    }
    /// Small changes of characters that make lines even.
    "microtypography" microtypography: MicrotypeOptions, MicrotypeSettings {
        "protrusion" protrusion: bool, Print, "whether punctuation extends into the margin";
        "expansion" expansion: Percent<4>, Print, "how much the width of characters may be changed";
        "tracking" tracking: Percent<3>, Print, "how much space may be added between letters or removed; % of the size";
        "hanging" hanging: bool, Print, "whether the full-width marks `、。，．` are in the margin where a line ends with them";
        "kashida" kashida: bool, Print, "whether the joins between Arabic letters are lengthened in lines that would be too loose; faces whose letters do not join on the baseline have no joins to lengthen";
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
