//! What pandoc writes, through translation into the model.

use crate::dialect::Tool;
use crate::dialect::tests::with;
use crate::manuscript::tests::show::blocks as model;

/// The model of a text that was translated, and what was said in the translation.
fn read(text: &str) -> String {
    let (text, told) = with(Tool::Pressmark, text, &[], &[]);
    let told: Vec<String> = told.iter().map(|line| line.replace("src/a.md:", "")).collect();
    let model = model(&text);
    if told.is_empty() { model } else { format!("{model}\n{}", told.join("\n")) }
}

#[test]
fn grid_tables_have_heads_alignment_and_blocks() {
    assert_eq!(
        read(
            "+-----+------:+:---:+\n| grid| tab   | c   |\n+=====+=======+=====+\n| a   | - x   |     |\n|     | - y   |     |\n+-----+-------+-----+\n"
        ),
        "Table <<<(*grid | *tab | *c = a | UL(P(x) | P(y)) | )"
    );
    assert_eq!(read("+---+:-:+--:+\n| a | b | c |\n+---+---+---+\n"), "Table <<<( = a | ^b | >c)");
    assert_eq!(
        read("+---+---+\n| a | b |\n+:=:+==:+\n| c | d |\n+---+---+\n\n: The *caption* {#tbl:x}\n"),
        "Table#tbl:x <<(The <em caption>: *^a | *>b = ^c | >d)"
    );
}

#[test]
fn grid_cells_cover_columns_and_rows() {
    assert_eq!(
        read("+---+-------+\n| a | wide  |\n+   +---+---+\n| b | c | d |\n+---+---+---+\n"),
        "Table <<<( = 1x2P(a) P(b) | 2x1wide ; c | d)"
    );
    assert_eq!(
        read(
            "+---------------------+----------+\n| Property            | Earth    |\n+=============+=======+==========+\n|             | min   | -89.2 °C |\n| Temperature +-------+----------+\n| 1961-1990   | mean  | 14 °C    |\n|             +-------+----------+\n|             | max   | 56.7 °C  |\n+-------------+-------+----------+\n"
        ),
        "Table <<<(*2x1Property | *Earth = 1x3Temperature 1961-1990 | min | -89.2 °C ; mean | 14 °C ; max | 56.7 °C)"
    );
}

#[test]
fn grid_tables_stand_in_quotes_and_lists_and_measure_wide_letters() {
    assert_eq!(read("> +------+---+\n> | 日本 | b |\n> +------+---+\n"), "Quote(Table <<( = 日本 | b))");
    assert_eq!(
        read("- x\n\n  +---+---+\n  | a | b |\n  +---+---+\n\n  y\n"),
        "UL loose(P(x) Table <<( = a | b) P(y))"
    );
    assert_eq!(
        read("+---+---+\n| a | b |\n+---+   |\n| c   d |\n+---+---+\n").lines().last(),
        Some("1:1 W0326 grid table whose lines do not meet, set as text")
    );
    let code = "```\n+---+---+\n| a | b |\n+---+---+\n```\n";
    assert_eq!(with(Tool::Pressmark, code, &[], &[]).0, code);
}

#[test]
fn code_stands_in_grid_cells() {
    assert_eq!(
        read(
            "+-------+-------+\n| ```   | x     |\n| a | b | y     |\n| ```   |       |\n+-------+-------+\n"
        ),
        "Table <<( = Code(-: \"a | b\") | x y)"
    );
}

#[test]
fn simple_tables_are_aligned_by_their_heads() {
    assert_eq!(
        read(
            "  Right     Left     Center     Default\n-------     ------ ----------   -------\n     12     12        12            12\n    123     123       123          123\n\nTable:  Demonstration\n"
        ),
        "Table ><^<(Demonstration: *Right | *Left | *Center | *Default = 12 | 12 | 12 | 12 ; 123 | 123 | 123 | 123)"
    );
    assert_eq!(
        read(
            "-------     ------ ----------   -------\n     12     12        12             12\n      1     1|-         1              1\n-------     ------ ----------   -------\n\nx\n"
        ),
        "Table ><^>( = 12 | 12 | 12 | 12 ; 1 | 1|- | 1 | 1)\nP(x)"
    );
    assert_eq!(read("----- -----\n*a*   b\n----- -----\n"), "Table <<( = <em a> | b)");
}

#[test]
fn multiline_tables_have_rows_of_several_lines() {
    let table = "-------------------------------------------------------------\n Centered   Default           Right Left\n  Header    Aligned         Aligned Aligned\n----------- ------- --------------- -------------------------\n   First    row                12.0 Example of a row that\n                                    spans multiple lines.\n\n  Second    row                 5.0 Here's another one.\n-------------------------------------------------------------\n\nTable: The caption.\n";
    assert_eq!(
        read(table),
        "Table <<<<(The caption.: *^Centered Header | *Default Aligned | *>Right Aligned | *Left Aligned = \
         ^First | row | >12.0 | Example of a row that spans multiple lines. ; ^Second | row | >5.0 | Here’s another one.)"
    );
    assert_eq!(
        read(
            "----------- -------\n   First    row\n\n  Second    long\n            row\n----------- -------\n"
        ),
        "Table <<( = ^First | row ; ^Second | long row)"
    );
}

#[test]
fn scene_breaks_headings_and_dashes_are_no_tables() {
    for text in
        ["a\n\n---\n\nb\n\n---\n\nc\n", "Head\n----\n\nx\n", "-- -- x\n", "a -- b\n\n-- --\n\nc\n", "- - -\n"]
    {
        assert_eq!(with(Tool::Pressmark, text, &[], &[]).0, text);
    }
}
