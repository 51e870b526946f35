//! The documentation of attributes, classes, divs and spans in docs/book-yaml.md: one row for each name
//! that the reader knows. Every match names all variants, so that a new one does not compile before it
//! is documented.

use super::construct::{Construct, reads_class, reads_key};
use super::roles::{self, DivRole, SpanKind};
use crate::book::{Class, GroupRole, Key, Placement, SpanRole, StatementKind, StatementStyle};

/// A name with its documentation.
pub(crate) struct Row {
    /// The name as written: `short`, `.left`, `::: verse`.
    pub(crate) name: String,
    /// The constructs that may have it.
    pub(crate) at: String,
    pub(crate) takes: String,
    pub(crate) what: &'static str,
    /// A short example of the name; empty if the name itself is one.
    pub(crate) example: &'static str,
    /// A text that contains the example.
    pub(crate) text: String,
}

/// The documentation of an attribute or class: its value, its effect, an example, and a text with `$`
/// in place of the example.
type Documented = (&'static str, &'static str, &'static str, &'static str);

/// Returns the attributes in the order of their names.
pub(crate) fn attributes() -> Vec<Row> {
    let row = |key: &Key| {
        let (takes, what, example, around) = attribute(*key);
        let takes = if *key == Key::Place { placements() } else { takes.to_owned() };
        let (name, at) = (key.name().to_owned(), places(|at| reads_key(*key, at)));
        Row { name, at, takes, what, example, text: around.replace('$', example) }
    };
    Key::ALL.iter().map(row).collect()
}

/// Returns the classes that are not roles of divs and spans.
pub(crate) fn classes() -> Vec<Row> {
    let row = |class: &Class| {
        let (_, what, example, around) = class_of(*class);
        let (name, at) = (format!(".{}", class.name()), places(|at| reads_class(*class, at)));
        Row { name, at, takes: String::new(), what, example, text: around.replace('$', example) }
    };
    Class::ALL.iter().map(row).collect()
}

/// Returns the kinds of div by their names.
pub(crate) fn divs() -> Vec<Row> {
    let row = |name: &'static str| {
        let role = roles::div(name).expect("a name of the table");
        let (what, inside) = div(role);
        let opening =
            if role == DivRole::Index { "::: {.index entry=\"lamps\"}" } else { &format!("::: {name}") };
        let text = format!("{opening}\n{inside}\n:::\n");
        let name = format!("::: {name}");
        Row { name, at: String::new(), takes: String::new(), what, example: "", text }
    };
    roles::div_names().map(row).collect()
}

/// Returns the kinds of span by their classes.
pub(crate) fn spans() -> Vec<Row> {
    let row = |name: &'static str| {
        let (what, words) = span(roles::span(name).expect("a name of the table"));
        let text = format!("Some words, [{words}]{{.{name}}}, and more.\n");
        Row { name: format!(".{name}"), at: String::new(), takes: String::new(), what, example: words, text }
    };
    roles::span_names().map(row).collect()
}

/// Lists the constructs at which something is read, in words.
fn places(is_read: impl Fn(Construct<'_>) -> bool) -> String {
    const TAGS: [&str; 13] =
        ["a", "img", "ol", "dl", "li", "td", "th", "p", "div", "figure", "h1", "span", "em"];
    if Construct::ALL.into_iter().all(&is_read) {
        return "everything".to_owned();
    }
    let mut all: Vec<String> =
        Construct::ALL.into_iter().filter(|at| is_read(*at)).map(Construct::name).collect();
    let tags: Vec<&str> = TAGS.into_iter().filter(|tag| is_read(Construct::Tag(tag))).collect();
    if tags.len() == TAGS.len() {
        all.push("HTML".to_owned());
    } else {
        all.extend(tags.iter().map(|tag| match *tag {
            "h1" => "`<h1>` to `<h6>`".to_owned(),
            tag => format!("`<{tag}>`"),
        }));
    }
    all.join(", ")
}

fn placements() -> String {
    Placement::NAMES.map(|(name, _)| format!("`{name}`")).join(", ")
}

const TABLE: &str = "<table><tr>$<td>x</td></tr><tr><td>y</td><td>z</td></tr></table>\n";
/// A paragraph of so many lines that it can have one more or one fewer.
const LINES: &str = "The lamp had been lit at the same hour on every evening since the tower was built, and nobody in the village could remember an evening on which it had not been. \
    Boats that came in late steered by it without a thought, as one walks home without a thought, and the children learned to tell the time by it before they learned to tell the time by the clock. \
    When the keeper fell ill in the autumn of that year, the commissioners wrote to say that a man would be sent, and that until he came the lamp was to be tended by whoever was at hand. \
    Those who were at hand met in the schoolroom on the same afternoon and drew up a list, on which there were nine names, each with an evening of its own and two with a second one. \
    It was found on the first evening that none of the nine knew how the panels were to be turned, since the keeper had never let anyone up the last ladder, and had oiled the wheel himself. \
    They went to his bed and asked him, and he told them, with his eyes shut, in so many words that the schoolmaster had to write them down on the back of the list and to read them out on the stairs. \
    So the lamp was lit late on that one evening, by a quarter of an hour, and there are still people who say that they felt the dark come in over the water and stand before the windows, waiting. \
    Nothing came of it, and no boat was out; but on the next day the list was copied out fair and nailed to the door of the tower, where the wind has since taken all of it except for the nail. \
    The man whom the commissioners sent arrived in the spring, when the keeper had long been up again, and he stayed for a week, as a guest, and played cards with each of the nine in turn. $\n";
const CODE: &str = "$\nlet x = 1;\n```\n";

#[rustfmt::skip]
fn attribute(key: Key) -> Documented {
    match key {
        Key::Align => ("`left`, `center`, `right`", "The alignment of lines.", "<p align=\"center\">Words.</p>", "$\n"),
        Key::Alt => ("text", "Describes the picture to those who cannot see it, or says the formula.", "![](map.png){alt=\"The border\"}", "$\n"),
        Key::AriaDetails => ("an identifier", "The same as `details`.", "<img src=\"map.png\" alt=\"The border\" aria-details=\"survey\">", "$\n\n## The survey {#survey}\n\nWords.\n"),
        Key::Caption => ("inline Markdown", "The line above a box or the caption below a group of pictures.", "::: {.note caption=\"On maps\"}", "$\nWords.\n:::\n"),
        Key::Class => ("classes", "The same as `.class`.", "<span class=\"smallcaps\">bce</span>", "$\n"),
        Key::Colspan => ("a number", "How many columns the cell spans.", "<td colspan=\"2\">both</td>", "<table><tr>$</tr><tr><td>y</td><td>z</td></tr></table>\n"),
        Key::Count => ("a number from 2 to 6", "The number of columns.", "::: {.columns count=3}", "$\nWords.\n:::\n"),
        Key::Dedent => ("a number, `auto`", "How many spaces `include` leaves out before each line; `auto`: those that all lines have.", "```yaml {include=\"book.yaml\" lines=\"2\" dedent=auto}", "$\n```\n"),
        Key::Details => ("`#identifier`", "The place in the book with a long description of the picture.", "![The border](map.png){details=\"#survey\"}", "$\n\n## The survey {#survey}\n\nWords.\n"),
        Key::Dir => ("`ltr`, `rtl`", "The direction of writing.", "[שלום]{dir=rtl lang=he}", "$\n"),
        Key::Entry => ("inline Markdown", "The entry of the index, with `!` before a sub-entry; `;` separates several entries.", "[the lamp]{.index entry=\"lamps!oil\"}", "$\n"),
        Key::EpubType => ("a term", "Accepted and ignored: the e-book derives its types from the roles of the text.", "<section epub:type=\"epigraph\">", "$<p>Words.</p></section>\n"),
        Key::FigAlt => ("text", "The same as `alt`.", "![The border](map.png){fig-alt=\"A map\"}", "$\n"),
        Key::FileName => ("text", "The same as `title`.", "```rust {file-name=\"main.rs\"}", CODE),
        Key::Filename => ("text", "The same as `title`.", "```rust {filename=\"main.rs\"}", CODE),
        Key::Height => ("a length", "The height in both books.", "![The border](map.png){height=2in}", "$\n"),
        Key::HideLines => ("characters", "The lines that begin so are left out.", "```python {hidelines=\"~\"}", CODE),
        Key::Href => ("an address", "The target of a link.", "<a href=\"https://example.org/\">words</a>", "$\n"),
        Key::Id => ("an identifier", "The same as `#identifier`.", "<p id=\"gate\">Words.</p>", "$\n"),
        Key::Include => ("a path", "The file with the code.", "```yaml {include=\"book.yaml\"}", "$\n```\n"),
        Key::Index => ("a name", "The index that has the entry, if there are several.", "[Ada]{.index index=people}", "$\n"),
        Key::Lang => ("a language tag", "The language, for hyphenation, quotation marks and reading aloud.", "[판문점]{lang=ko}", "$\n"),
        Key::Lines => ("numbers of lines", "The lines that `include` takes from its file.", "```yaml {include=\"book.yaml\" lines=\"1-2\"}", "$\n```\n"),
        Key::LstCap => ("inline Markdown", "The same as `caption`.", "```rust {lst-cap=\"The step\"}", CODE),
        Key::Mark => ("numbers of lines", "The marked lines, counted from the first one of the block; also written `hl_lines` or `code-line-numbers`.", "```rust {mark=\"1\"}", CODE),
        Key::Mention => ("`principal`", "The page number is bold.", "[The lamp]{.index mention=principal}", "$\n"),
        Key::Name => ("an identifier", "The same as `#identifier`.", "<a name=\"gate\"></a>", "Some $words.\n"),
        Key::Notes => ("`line`", "Notes to the lines have no mark in the text and begin with the number of the line.", "::: {.verse notes=line}", "$\nA line,[^1]\nand the next.\n:::\n\n[^1]: A note.\n"),
        Key::Numbers => ("a number", "The interval of numbered lines: with 5, each fifth line has its number; 0 for none. It overrides `verse.numbers` of the design.", "::: {.verse numbers=5}", "$\nA line,\nand the next.\n:::\n"),
        Key::Of => ("a term or an abbreviation", "The entry of the glossary or the abbreviation that the words are a form of.", "[walks]{.term of=walk}", "$\n"),
        Key::Only => ("`epub`, `pdf`", "The one book that shows it.", "::: {only=epub}", "$\nWords.\n:::\n"),
        Key::Place => ("", "Where a figure or table is placed in print. By default it is placed where it fits best near its call.", "![The border](map.png){place=head}", "Words.\n\n$\n"),
        Key::Qed => ("`none`", "The proof ends without a mark.", "::: {.proof qed=none}", "$\nWords.\n:::\n"),
        Key::Range => ("`open`, `close`", "The beginning and the end of the pages that the entry is about.", "[The lamp]{.index range=open}", "$ is lit.[]{.index entry=\"The lamp\" range=close}\n"),
        Key::Region => ("a name", "The part that `include` takes from its file: between the lines `ANCHOR: name` and `ANCHOR_END: name`.", "```rust {region=\"step\"}", CODE),
        Key::Reversed => ("nothing", "The list counts down.", "<ol reversed>", "$<li>x</li><li>y</li></ol>\n"),
        Key::Rowspan => ("a number", "How many rows the cell spans.", "<td rowspan=\"2\">both</td>", "<table><tr>$<td>x</td></tr><tr><td>y</td></tr></table>\n"),
        Key::Scope => ("`row`, `col`", "Whether a header cell heads its row or its column.", "<th scope=\"row\">Height</th>", TABLE),
        Key::See => ("entries", "The entries that have the page numbers instead; `;` separates several.", "[lanterns]{.index see=lamps}", "$ and [lamps]{.index}\n"),
        Key::SeeAlso => ("entries", "The entries that have more.", "[oil]{.index see-also=lamps}", "$ and [lamps]{.index}\n"),
        Key::Short => ("inline Markdown", "A shorter name for running heads and lists.", "## The hour before the walk {short=\"The hour\"}", "$\n\nWords.\n"),
        Key::Sort => ("text", "What the entry of an index or of a glossary is sorted by; in an index with `!` as in `entry`.", "[The Hague]{.index sort=\"Hague\"}", "$\n"),
        Key::Src => ("a path", "The picture.", "<img src=\"map.png\" alt=\"The border\">", "$\n"),
        Key::Start => ("a number", "The first number of the list, or of the lines of verse.", "<ol start=\"5\">", "$<li>x</li><li>y</li></ol>\n"),
        Key::StartFrom => ("a number", "The number of the first line; lines are numbered.", "```rust {startFrom=10}", CODE),
        Key::Style => ("`width`, `height`; `text-align`; `list-style-type`", "The size of a picture; the alignment of lines; the numerals of a list.", "![The border](map.png){style=\"width: 50%\"}", "$\n"),
        Key::Title => ("text; at a div inline Markdown", "The name of a box; the file name of code; the expansion of an abbreviation.", "::: {.tip title=\"On maps\"}", "$\nWords.\n:::\n"),
        Key::Type => ("`1`, `a`, `A`, `i`, `I`", "The numerals of the list.", "<ol type=\"a\">", "$<li>x</li><li>y</li></ol>\n"),
        Key::Value => ("a number", "The number of the item.", "<li value=\"7\">x</li>", "<ol><li>w</li>$</ol>\n"),
        Key::Width => ("a length, or % of the text", "The width in both books.", "![The border](map.png){width=80%}", "$\n"),
        Key::XmlLang => ("a language tag", "The same as `lang`.", "<p xml:lang=\"ko\">판문점</p>", "$\n"),
    }
}

#[rustfmt::skip]
fn class_of(class: Class) -> Documented {
    match class {
        Class::Attribution => ("", "The source, at the end of a quotation.", "[Ada Author]{.attribution}", "> Words.\n>\n> $\n"),
        Class::Beside => ("", "The figure is at the right of the text, which runs beside it.", "![The border](map.png){.beside width=40%}", "$\n\nWords.\n"),
        Class::Hanging => ("", "The terms of the definition list are beside their definitions.", "<dl class=\"hanging\">", "$<dt>DMZ</dt><dd>zone</dd></dl>\n"),
        Class::KeepWithNext => ("", "No page ends between the block and the next one.", "Three things count: {.keep-with-next}", "$\n\n- one\n- two\n"),
        Class::Left => ("", "The figure is at the left of the text, which runs beside it.", "![The border](map.png){.left width=40%}", "$\n\nWords.\n"),
        Class::Looser => ("", "In print, the paragraph runs a line longer than it would; a warning (`W0521`) if that is not possible.", "{.looser}", LINES),
        Class::NumberLines => ("", "The lines of the code are numbered.", "```{.rust .numberLines}", CODE),
        Class::Part => ("", "The heading of level 1 is the title of a part.", "# The road {.part}", "$\n\n# One more\n\nWords.\n"),
        Class::Right => ("", "The same as `.beside`.", "![The border](map.png){.right width=40%}", "$\n\nWords.\n"),
        Class::Tighter => ("", "In print, the paragraph runs a line shorter than it would; a warning (`W0521`) if that is not possible.", "{.tighter}", LINES),
        Class::Unlisted => ("", "The heading has no number and is not in the table of contents.", "## Thanks {.unlisted}", "$\n\nWords.\n"),
        Class::Unnumbered => ("", "The heading has no number. A figure, a table or code has a caption without a number; it stays in its place, and no list has it.", "## Thanks {.unnumbered}", "$\n\nWords.\n"),
    }
}

#[rustfmt::skip]
fn div(role: DivRole) -> (&'static str, &'static str) {
    use GroupRole as G;
    match role {
        DivRole::Verse => ("Verse: line ends are kept, and an empty line separates stanzas. `{.verse .centred}` centres the longest line, and leaves the others flush with it.", "The line is a line,\n  the next stands further in."),
        DivRole::Quote => ("A quotation.", "Words."),
        DivRole::Figure => ("Pictures with one number and one caption, which is `caption` or the paragraph in it.", "![The north](map.png)\n\n![The south](map.png)\n\nThe border."),
        DivRole::Index => ("Blocks that an entry of the index is about: `::: {.index entry=\"lamps\"}`. Its page numbers are a range.", "Words."),
        DivRole::PageBreak => ("A new page.", ""),
        DivRole::Group(G::Epigraph) => ("A quotation at the head of a book, part or chapter.", "Words."),
        DivRole::Group(G::Dedication) => ("A dedication.", "To Ada"),
        DivRole::Group(G::Letter) => ("A letter, with its date, salutation, closing and name.", "Seoul, 5 May\n\nDear Ada,\n\nWords.\n\nYours,\n\nBen"),
        DivRole::Group(G::Dateline) => ("In a letter: its place and date, if their position does not show what they are.", "Seoul, 5 May"),
        DivRole::Group(G::Salutation) => ("In a letter: its salutation.", "Dear Ada,"),
        DivRole::Group(G::Closing) => ("In a letter: its closing and name.", "Yours,\n\nBen"),
        DivRole::Group(G::Drama) => ("A play: speeches, each with the name of its speaker in bold or small capitals before or above it, and stage directions.", "**Ada.** Words.\n\n**Ben** *(writing)*\n\nWords."),
        DivRole::Group(G::Note) => ("A box with a note. `> [!NOTE]` is the same.", "Words."),
        DivRole::Group(G::Tip) => ("A box with a tip. `> [!TIP]` is the same.", "Words."),
        DivRole::Group(G::Important) => ("A box with something important. `> [!IMPORTANT]` is the same.", "Words."),
        DivRole::Group(G::Warning) => ("A box with a warning. `> [!WARNING]` is the same.", "Words."),
        DivRole::Group(G::Caution) => ("A box with a warning of danger. `> [!CAUTION]` is the same.", "Words."),
        DivRole::Group(G::Aside) => ("A box with a digression from the text.", "Words."),
        DivRole::Group(G::Centred) => ("Centred lines.", "Words."),
        DivRole::Group(G::Right) => ("Lines aligned right.", "Words."),
        DivRole::Group(G::Keep) => ("Content that no page end divides.", "Words."),
        DivRole::Group(G::Columns(_)) => ("Text in columns side by side, which are level at their feet; two, or `count`.", "Words."),
        DivRole::Group(G::Column) => ("In `columns`: the content of one column. The columns are then as many as these divs, and not level.", "Words."),
        DivRole::Group(G::Subequations) => ("Equations that are lettered parts of one number: (2.3a), (2.3b). The environment `subequations` is the same.", "$$ a $$ {#eq:a}\n\n$$ b $$ {#eq:b}"),
        DivRole::Group(G::OnlyEpub) => ("Content of the e-book only. `only=epub` is the same.", "Words."),
        DivRole::Group(G::OnlyPdf) => ("Content of the printed book only. `only=pdf` is the same.", "Words."),
        DivRole::Group(G::Statement(StatementKind::Proof)) => ("A proof, which ends in a mark; `title` replaces its word.", "Words."),
        DivRole::Group(G::Statement(kind)) => match kind.style() {
            StatementStyle::Plain => ("A numbered block with a bold head and italic text.", "Words."),
            StatementStyle::Definition => ("A numbered block with a bold head and upright text.", "Words."),
            StatementStyle::Remark => ("A block with an italic head.", "Words."),
        },
        DivRole::Group(G::Plain) => ("Only attributes, no role.", "Words."),
    }
}

#[rustfmt::skip]
fn span(kind: SpanKind) -> (&'static str, &'static str) {
    use SpanRole as S;
    match kind {
        SpanKind::MarginNote => ("A note in the outer margin, beside the line of the word before it.", "A gloss"),
        SpanKind::SmallCaps => ("Small capitals.", "bce"),
        SpanKind::Role(S::Index) => ("An entry of the index about this place; the text is set unchanged.", "armistice"),
        SpanKind::Role(S::Term) => ("A term at its definition; italic. In a book with a glossary, it is linked to its [entry](glossary-and-abbreviations.md).", "armistice"),
        SpanKind::Role(S::Foreign) => ("Words of another language; italic if the script has an italic.", "in medias res"),
        SpanKind::Role(S::WorkTitle) => ("The title of a work; italic.", "Moby-Dick"),
        SpanKind::Role(S::Ship) => ("The name of a ship; italic.", "Pequod"),
        SpanKind::Role(S::Speaker) => ("The name of a speaker in a play. In the div `drama`, bold words before or above a speech are the same.", "Ada"),
        SpanKind::Role(S::NoHyphen) => ("Words that are not hyphenated.", "Panmunjom"),
        SpanKind::Role(S::Underline) => ("Underlined.", "words"),
        SpanKind::Role(S::Dots) => ("Emphasis by a dot over each character, as in Japanese; in Chinese under it.", "words"),
        SpanKind::Role(S::Mark) => ("Highlighted.", "words"),
        SpanKind::Role(S::Small) => ("Smaller.", "words"),
        SpanKind::Role(S::Keys) => ("Keys to press.", "Ctrl+C"),
        SpanKind::Role(S::Abbreviation) => ("An abbreviation; `title` is its expansion, unless it is [defined](glossary-and-abbreviations.md).", "DMZ"),
        SpanKind::Role(S::References | S::GlossaryTerm | S::Head | S::HeadItalic | S::HeadNote | S::ProofEnd | S::FigureLetter) => unreachable!("it is not written as a class"),
        SpanKind::Role(S::Plain | S::Keyword | S::Voice | S::Quotation | S::Machine | S::Cite | S::Inserted) => ("Written as HTML.", "words"),
    }
}
