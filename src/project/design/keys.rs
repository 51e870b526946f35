//! Every key under `design` that a theme settles and an author may set: what it takes, and what it is.

/// What a key takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The size of type: points, or a share of the text's.
    Size,
    /// From baseline to baseline: points, lines of the text, or a share of the size.
    Leading,
    /// A length or share that is not negative.
    Distance,
    /// A length or share, to either side.
    Shift,
    /// Space between letters, a percentage of the size, either way.
    Tracking,
    /// A percentage from 0 to 100.
    Percent,
    /// One of these words.
    Words(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number between two.
    Count(u16, u16),
    /// A text, which may be empty.
    Text,
    /// The family of a style: `text`, `heading`, `code`, or a family by its name.
    Family,
}

/// A key of a group.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it settles, for the documentation.
    pub what: &'static str,
}

const fn field(name: &'static str, kind: Kind, what: &'static str) -> Field {
    Field { name, kind, what }
}

/// Where a block stands within the measure.
const SIDES: Kind = Kind::Words(&["left", "centre"]);
/// Figures with ascenders and descenders, or of the height of capitals.
const FIGURES: Kind = Kind::Words(&["old-style", "lining", "tabular"]);
/// How lines fill the measure.
const ALIGN: Kind = Kind::Words(&["justified", "left", "centre", "right"]);

/// The groups of keys that are no styles, in the order of a page's making.
pub const GROUPS: &[(&str, &[Field])] = &[
    (
        "text",
        &[
            field("family", Kind::Family, "the family of the text"),
            field("size", Kind::Size, "its size"),
            field("leading", Kind::Leading, "from baseline to baseline: the grid of the page"),
            field("indent", Kind::Distance, "of a paragraph's first line"),
            field("align", ALIGN, "how lines fill the measure"),
            field("figures", FIGURES, "the figures of the text"),
            field("hyphenate", Kind::Flag, "whether words are divided"),
            field("longest", Kind::Distance, "the longest line, unless inner and outer margin are given"),
            field("lines", Kind::Count(0, 200), "lines on a page; 0: as many as the margins leave room for"),
        ],
    ),
    ("heading", &[field("family", Kind::Family, "the family of headings")]),
    (
        "margins",
        &[
            field("inner", Kind::Distance, "at the spine; % of the page's width"),
            field("outer", Kind::Distance, "at the fore edge; % of the page's width"),
            field("top", Kind::Distance, "at the head; % of the page's height"),
            field("bottom", Kind::Distance, "at the foot; % of the page's height"),
        ],
    ),
    (
        "head",
        &[
            field("place", Kind::Words(&["centre", "outer", "inner", "none"]), "where running heads stand"),
            field("height", Kind::Distance, "from the page's edge to their baseline; % of the top margin"),
            field("rule", Kind::Distance, "thickness of a rule below them; 0: none"),
            field("gap", Kind::Distance, "from their baseline down to the rule"),
            field("numbers", Kind::Flag, "whether they say the numbers of chapters"),
        ],
    ),
    (
        "folio",
        &[
            field(
                "place",
                Kind::Words(&["foot-centre", "foot-outer", "head-outer", "none"]),
                "where folios stand",
            ),
            field(
                "opening",
                Kind::Words(&["foot-centre", "foot-outer", "none"]),
                "on a page that opens a chapter",
            ),
            field(
                "height",
                Kind::Distance,
                "of those at the foot above the page's edge; % of the bottom margin",
            ),
        ],
    ),
    (
        "chapter",
        &[
            field("sink", Kind::Distance, "white above the opening"),
            field("rule", Kind::Distance, "thickness of a rule; 0: none"),
            field("rule-width", Kind::Distance, "its length; % of the measure"),
            field("rule-place", Kind::Words(&["above", "between", "below"]), "about number and title"),
            field("rule-room", Kind::Distance, "the height that it stands in"),
        ],
    ),
    (
        "alone",
        &[
            field("above", Kind::Count(0, 20), "parts of the white above title pages, parts, mottoes"),
            field("below", Kind::Count(0, 20), "parts of the white below them"),
        ],
    ),
    (
        "headings",
        &[
            field("numbers", Kind::Flag, "whether sections are numbered, in both books and all editions"),
            field("hang", Kind::Flag, "whether their numbers stand out in the margin, if it has room"),
            field("number-gap", Kind::Distance, "from the number to the words"),
        ],
    ),
    ("quotations", &[field("dash", Kind::Text, "before the name of who is quoted")]),
    (
        "verse",
        &[
            field("step", Kind::Distance, "of a line that stands further in"),
            field("turn-over", Kind::Distance, "of what a line has too much, further in still"),
        ],
    ),
    (
        "lists",
        &[
            field("bullet", Kind::Text, "before an item"),
            field("hang", Kind::Distance, "from the bullet's column to the words, at least"),
            field("gap", Kind::Distance, "from bullet or number to the words"),
        ],
    ),
    ("scene-break", &[field("ornament", Kind::Text, "what stands there; empty: white alone")]),
    ("insets", &[field("rule", Kind::Distance, "thickness of the rules about a note or warning")]),
    (
        "code",
        &[
            field("family", Kind::Family, "the family of code"),
            field("tab", Kind::Count(1, 16), "columns to a tab"),
            field("tint", Kind::Percent, "how black the ground is"),
            field("rule", Kind::Distance, "thickness of rules above and below; 0: none"),
            field("pad", Kind::Distance, "by which ground and rules reach beyond the lines"),
        ],
    ),
    (
        "captions",
        &[field(
            "number",
            Kind::Words(&["small-caps", "bold", "italic", "plain"]),
            "how the number of a figure or table is set",
        )],
    ),
    (
        "figures",
        &[
            field("place", SIDES, "of pictures narrower than the measure"),
            field("gutter", Kind::Distance, "between pictures side by side; % of the measure"),
            field("white", Kind::Distance, "above and below, in the run of the text"),
            field("caption-gap", Kind::Distance, "from picture to caption"),
        ],
    ),
    (
        "tables",
        &[
            field("place", SIDES, "of tables narrower than the measure"),
            field("width", Kind::Words(&["content", "measure"]), "as wide as they need, or as the text"),
            field("gutter", Kind::Distance, "between columns"),
            field("pad", Kind::Distance, "above and below the words of a row"),
            field("rule", Kind::Distance, "thickness of the rules above and below"),
            field("head-rule", Kind::Distance, "of the rule below the head"),
            field("row-rule", Kind::Distance, "of rules between rows; 0: none"),
            field("white", Kind::Distance, "above and below, in the run of the text"),
            field("caption-gap", Kind::Distance, "from caption to table"),
        ],
    ),
    (
        "notes",
        &[
            field("gap", Kind::Distance, "from the text, at least"),
            field("rule", Kind::Distance, "thickness of the rule above; 0: none"),
            field("rule-width", Kind::Distance, "its length; % of the measure"),
            field("number-gap", Kind::Distance, "from the number to the words"),
        ],
    ),
    (
        "contents",
        &[
            field("depth", Kind::Count(1, 4), "levels shown"),
            field("leaders", Kind::Flag, "dots from the title to the folio"),
            field("folio", Kind::Words(&["edge", "near"]), "at the edge, or right behind the title"),
            field("column", Kind::Distance, "kept free for folios at the edge"),
            field("dot-step", Kind::Distance, "from dot to dot"),
            field("dot-size", Kind::Size, "of the dots, of the entry's size"),
        ],
    ),
    (
        "inline",
        &[
            field("code-size", Kind::Size, "of code within text, of the text around it"),
            field("small-size", Kind::Size, "of small text, likewise"),
            field("script-size", Kind::Size, "of super- and subscripts, likewise"),
            field("super-rise", Kind::Distance, "by which superscripts are raised, likewise"),
            field("sub-drop", Kind::Distance, "by which subscripts are lowered, likewise"),
            field("small-caps-tracking", Kind::Tracking, "of small capitals within text"),
        ],
    ),
];

/// What a style may say.
pub const STYLE: &[Field] = &[
    field("family", Kind::Family, "`text`, `heading`, `code`, or a family by its name"),
    field("size", Kind::Size, "% of the text's"),
    field("leading", Kind::Leading, "% of the style's own size"),
    field("align", ALIGN, "how lines fill the measure"),
    field("bold", Kind::Flag, "bold"),
    field("italic", Kind::Flag, "italic"),
    field("small-caps", Kind::Words(&["true", "false", "all"]), "`all`: of capitals too"),
    field("figures", FIGURES, "old-style, or as high as capitals, or these in columns"),
    field("tracking", Kind::Tracking, "space between letters, % of the size"),
    field("hyphenate", Kind::Flag, "whether words are divided"),
    field("indent", Kind::Shift, "of the first line"),
    field("left", Kind::Shift, "of every line; % of the measure"),
    field("right", Kind::Shift, "of every line, from the right; % of the measure"),
    field("above", Kind::Distance, "white above"),
    field("below", Kind::Distance, "white below"),
];

/// Of cells, which stand as their columns do, and of heads and folios, which have places of their own.
const CELL: &[&str] = &["align", "indent", "left", "right", "above", "below"];
const LINE: &[&str] = &["leading", "align", "hyphenate", "indent", "left", "right", "above", "below"];

/// The groups of the styles, `styles.` before the names, and what a style cannot say.
pub const STYLES: &[(&str, &[&str])] = &[
    ("styles.chapter-number", &[]),
    ("styles.chapter-title", &[]),
    ("styles.part-number", &[]),
    ("styles.part-title", &[]),
    ("styles.heading-2", &[]),
    ("styles.heading-3", &[]),
    ("styles.heading-4", &[]),
    ("styles.heading-5", &[]),
    ("styles.heading-6", &[]),
    ("styles.quote", &[]),
    ("styles.attribution", &[]),
    ("styles.verse", &[]),
    ("styles.epigraph", &[]),
    ("styles.dedication", &[]),
    ("styles.inset", &[]),
    ("styles.inset-label", &["indent", "hyphenate"]),
    ("styles.drama", &[]),
    ("styles.centred", &[]),
    ("styles.right", &[]),
    ("styles.list", &[]),
    ("styles.term", &[]),
    ("styles.definition", &[]),
    ("styles.ornament", &["indent", "hyphenate"]),
    ("styles.code", &["align", "indent", "hyphenate"]),
    ("styles.table", CELL),
    ("styles.table-head", CELL),
    ("styles.caption", &["above", "below"]),
    ("styles.note", &[]),
    ("styles.running-head", LINE),
    ("styles.folio", LINE),
    ("styles.contents-part", &[]),
    ("styles.contents-1", &[]),
    ("styles.contents-2", &[]),
    ("styles.contents-3", &[]),
    ("styles.contents-4", &[]),
    ("styles.half-title", &[]),
    ("styles.title", &[]),
    ("styles.subtitle", &[]),
    ("styles.author", &[]),
    ("styles.contributor", &[]),
    ("styles.series", &[]),
    ("styles.publisher", &[]),
    ("styles.imprint", &[]),
];

/// What a style may say, by the group and what it cannot.
pub fn style_fields(cannot: &[&str]) -> Vec<Field> {
    STYLE.iter().filter(|field| !cannot.contains(&field.name)).copied().collect()
}
