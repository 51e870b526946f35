//! The keys under `design`; those of its groups and styles are in [`keys`](crate::project::design::keys).

use super::Takes::{Described, Flag, Words};
use super::{Entry, Mapping, NONE, Takes, key, names};
use crate::Standard;
use crate::project::design::keys::THEMES;

/// The default of a key that every theme sets.
const THEME: &str = "the theme's";
/// The value of a group of keys.
const GROUP: Takes = Described("keys of [design.md](design.md)");

pub(super) const DESIGN: Mapping = Mapping { keys: &[WHOLE, GROUPS], around: "design: { $ }" };

#[rustfmt::skip]
const WHOLE: &[Entry] = &[
    key("theme", Described(THEMES), "`classic`", "The design that all other keys start from.", "theme: technical"),
    key("accent", Described("a colour in quotes"), "black", "A second colour for titles, headings, ornaments and rules; in the e-book for ornaments, rules, numbers of chapters and a drawn cover.", "accent: \"#7a1f1f\""),
    key("trim", Described("a name, or width x height"), THEME, "The size of a page after trimming.", "trim: 5.5x8.5in"),
    key("fonts", Described("a list of paths"), NONE, "Your own font files. From a collection, all fonts are used, or one: `x.ttc#0`, `x.ttc#Family`.", "fonts: [fonts/Extra.otf]"),
    key("system-fonts", Flag, "`true` with `--system-fonts`, else `false`", "Whether [fonts of the machine](../README.md#fonts-of-the-machine) set characters that no other font has. `true` asks for them, and works only in a run that allows them; `false` refuses them in every run.", "system-fonts: false"),
    key("pdf-standard", Words(|| names(&Standard::NAMES)), "`ua-1+a-2a`", "The standard that the PDF conforms to.", "pdf-standard: a-3a"),
    key("microtypography", Described("`false`, or keys of [design.md](design.md)"), "changes too small to be seen", "Small changes of characters that make lines even.", "microtypography: false"),
    key("running-heads", Described("`none`, or keys of [design.md](design.md)"), THEME, "The text at the head of pages.", "running-heads: { verso: author, recto: chapter }"),
    key("opening", GROUP, THEME, "The initial and the small capitals of a chapter's first paragraph, in both books.", "opening: { drop-cap: none }"),
    key("classes", Described("a mapping from your own classes to [keys of a style](design.md#styles-of-your-own-classes)"), NONE, "The look of text that has one of your own classes, in both books.", "classes: { sidebar: { size: 90%, left: 2em } }"),
    key("styles", Described("styles of [design.md](design.md)"), THEME, "Size, leading, alignment, indents and space of every kind of paragraph.", "styles: { quote: { size: 95% } }"),
];

#[rustfmt::skip]
const GROUPS: &[Entry] = &[
    key("text", GROUP, THEME, "The family, size and leading of the text; lines on a page.", "text: { size: 10.5pt, leading: 14pt }"),
    key("heading", GROUP, THEME, "The family of headings.", "heading: { family: Source Sans 3 }"),
    key("page", GROUP, THEME, "The sides and blank pages of the book, and its gutter by the number of pages.", "page: { sides: one }"),
    key("margins", GROUP, "the theme's, also written `auto`", "The margins of the page.", "margins: { inner: 18mm, outer: 20mm }"),
    key("head", GROUP, THEME, "The position and the rule of running heads.", "head: { place: outer }"),
    key("folio", GROUP, THEME, "The position of page numbers.", "folio: { place: foot-outer }"),
    key("chapter", GROUP, THEME, "Where chapters start, their numbers, and the space and the rule at their opening.", "chapter: { opens: recto, sink: 6 lines }"),
    key("parts", GROUP, THEME, "The page on which parts start, and their numbers.", "parts: { opens: page }"),
    key("front-matter", GROUP, THEME, "The page on which contents, forewords and prefaces start.", "front-matter: { opens: page }"),
    key("back-matter", GROUP, THEME, "The page on which appendices and other divisions after the text start.", "back-matter: { opens: recto }"),
    key("alone", GROUP, THEME, "The vertical position of title pages, part titles and epigraphs on their pages.", "alone: { above: 1, below: 2 }"),
    key("headings", GROUP, THEME, "The numbers of sections.", "headings: { numbers: true }"),
    key("quotations", GROUP, THEME, "The dash before an attribution.", "quotations: { dash: \"— \" }"),
    key("verse", GROUP, THEME, "The indents of verse.", "verse: { turn-over: 2em }"),
    key("lists", GROUP, THEME, "The bullets and indents of lists.", "lists: { bullet: \"–\" }"),
    key("scene-break", GROUP, THEME, "The ornament of a scene break.", "scene-break: { ornament: \"* * *\" }"),
    key("insets", GROUP, THEME, "The rules and the tint of notes, tips and warnings.", "insets: { rule: 0.5pt }"),
    key("code", GROUP, THEME, "The family, tint and rules of code.", "code: { tint: 5% }"),
    key("math", GROUP, THEME, "The family of formulas.", "math: { family: Libertinus Math }"),
    key("captions", GROUP, THEME, "The style of the numbers of figures and tables, and the position of captions.", "captions: { number: bold }"),
    key("columns", GROUP, THEME, "The space between columns of text side by side, and their number in an index, a glossary and a bibliography.", "columns: { gutter: 2em, glossary: 2 }"),
    key("figures", GROUP, THEME, "The position of pictures and the space around them.", "figures: { place: centre }"),
    key("tables", GROUP, THEME, "The width, rules and space of tables.", "tables: { width: measure }"),
    key("notes", GROUP, THEME, "The space and the rule above footnotes.", "notes: { rule: 0.4pt }"),
    key("contents", GROUP, THEME, "The depth and the leaders of the contents page.", "contents: { depth: 2 }"),
    key("inline", GROUP, THEME, "The sizes of code, small text, superscripts and subscripts within text, and the look of keys.", "inline: { code-size: 90% }"),
];
