//! Tests of text in columns side by side: where its lines are in print, and its classes in the e-book.

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, YAML, entries};

const WORDS: &str = "Rain fell on the roofs and on the water, and the boats came in one by one. ";

/// Returns the lines of a chapter in a design without the generated pages.
fn lines(text: &str, design: &str) -> Vec<PrintedLine> {
    let yaml =
        format!("{YAML}generate: []\ndesign: {{ theme: technical, microtypography: false, {design} }}\n");
    printed(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}"))])
}

/// Returns the lines that begin left of `middle`, and those right of it, from the first of `from` to the line before
/// `to`.
fn columns<'a>(lines: &'a [PrintedLine], from: &str, to: &str) -> [Vec<&'a PrintedLine>; 2] {
    let (top, bottom) = (find(lines, from), find(lines, to));
    let is_in = |line: &&PrintedLine| line.page == top.page && line.y >= top.y && line.y < bottom.y;
    let (left, right) = lines.iter().filter(is_in).partition(|line| line.x <= top.x + 40.0);
    [left, right]
}

/// Returns whether two lengths are equal but for rounding.
fn is_at(length: f64, expected: f64) -> bool {
    (length - expected).abs() < 0.02
}

#[test]
fn columns_are_level_and_text_goes_on_below_them() {
    let text = format!("Above.\n\n::: columns\nFirst. {}\n\nLast.\n:::\n\nBelow.\n", WORDS.repeat(12));
    let lines = lines(&text, "columns: { gutter: 20pt }");
    let [left, right] = columns(&lines, "First.", "Below.");
    assert!(left.len() - right.len() <= 1, "{} and {} lines", left.len(), right.len());
    assert!(is_at(left[0].y, right[0].y), "they begin level");
    let measure = find(&lines, "Above.").x;
    assert!(is_at(left[0].x, measure) && is_at(find(&lines, "Below.").x, measure));
    // A line is above and below them.
    let leading = left[1].y - left[0].y;
    assert!(is_at(left[0].y - find(&lines, "Above.").y, leading * 2.0));
    assert!(is_at(find(&lines, "Below.").y - left[left.len() - 1].y, leading * 2.0));
}

#[test]
fn everything_in_a_column_is_as_wide_as_the_column() {
    let blocks = [
        format!("Paragraph. {WORDS}"),
        format!("> Quotation. {WORDS}"),
        format!("- Item. {WORDS}"),
        format!("## Heading of a length that it takes two lines\n\n{WORDS}"),
        "| Name | Of what it is |\n|:--|:--|\n| A name | Words that are longer than the column is wide, by far |\n".to_owned(),
        "```text\na line of code that is longer than the column is wide by far, and is divided\n```\n".to_owned(),
        "::: note\nA note in a box, whose rules are as long as the column.\n:::\n".to_owned(),
        "::: centred\nCentred.\n:::\n".to_owned(),
        "::: right\nAt the right.\n:::\n".to_owned(),
        "::: verse\nA line of verse that is longer than the column is wide, and is turned over\n:::\n".to_owned(),
        "$$a = b + c + d + e$$\n".to_owned(),
        "Term\n: Its meaning, which is longer than the column is wide, and goes on.\n".to_owned(),
    ];
    for block in blocks {
        let text =
            format!(":::: columns\n::: column\nFirst.\n\n{block}\n:::\n::: column\nSecond.\n:::\n::::\n");
        let lines = lines(&text, "columns: { gutter: 20pt }");
        let second = find(&lines, "Second.").x;
        let left: Vec<_> = lines.iter().filter(|line| line.x < second && line.text != "One").collect();
        assert!(!left.is_empty(), "{block}");
        for line in left {
            // Lines end in a space that is beyond the column.
            assert!(line.x + line.width <= second - 15.0, "{block}: {}", line.text);
        }
    }
}

#[test]
fn an_index_is_set_in_columns_below_the_paragraphs_that_explain_it() {
    let yaml = "title: One\nauthor: Ann Author\nlanguage: en\nchapters: { body: [one.md], back: [index.md] }\ngenerate: []\n";
    let entries = (0..8).map(|at| format!("- Entry{at}, {at}\n")).collect::<Vec<_>>().concat();
    let index = format!("# Index\n\nExplained. {}\n\n{entries}", WORDS.repeat(2));
    let lines = printed(&[("book.yaml", yaml), ("one.md", "# One\n\nWords.\n"), ("index.md", &index)]);
    let at = |name: &str| lines.iter().find(|line| line.text.contains(name)).expect("an entry");
    assert!(is_at(at("Entry0").y, at("Entry4").y));
    assert!(at("Entry4").x > at("Entry0").x + 80.0);
    assert!(is_at(at("Entry3").y, at("Entry7").y));
    assert!(find(&lines, "Explained.").width > 200.0, "on the whole measure");
}

#[test]
fn an_entry_that_goes_on_over_the_leaf_has_its_head_repeated() {
    let yaml = "title: One\nauthor: Ann Author\nlanguage: en\nchapters: { body: [one.md], back: [index.md] }\ngenerate: []\n";
    let entries = (0..400).map(|at| format!("    - sub{at}, {at}\n")).collect::<Vec<_>>().concat();
    let index = format!("# Index\n\n- Whales, 1, 7\n{entries}");
    let lines = printed(&[("book.yaml", yaml), ("one.md", "# One\n\nWords.\n"), ("index.md", &index)]);
    assert!(!lines.iter().any(|line| line.text.contains('•')), "entries have no bullets");
    let first = find(&lines, "Whales, 1");
    let last = lines.iter().map(|line| line.page).max().expect("pages");
    assert!(last >= first.page + 3, "{last} pages");
    let repeated: Vec<usize> = lines
        .iter()
        .filter(|line| line.text.starts_with("Whales (continued)"))
        .map(|line| line.page)
        .collect();
    let turned: Vec<usize> = (first.page + 1..=last).filter(|page| page.is_multiple_of(2)).collect();
    assert_eq!(repeated, turned, "once on each left-hand page");
}

#[test]
fn the_e_book_has_as_many_columns() {
    let text = "# One\n\n::: columns\nTwo.\n:::\n\n::: {.columns count=3}\nThree.\n:::\n\n:::: columns\n::: {.column width=50%}\nLeft.\n:::\n::: {.column width=50%}\nRight.\n:::\n::::\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    assert_eq!(press.run(&["build", "--format", "epub"]).code, 0);
    let (_, book) = press.books().into_iter().next().expect("an e-book");
    let documents = entries(&book).into_iter().filter(|(name, _)| name.contains(".xhtml"));
    let chapter: String = documents.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect();
    for class in ["\"columns\"", "\"columns columns-3\"", "\"column\""] {
        assert!(chapter.contains(&format!("<div class={class}>")), "{class}: {chapter}");
    }
}
