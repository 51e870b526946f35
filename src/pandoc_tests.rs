//! Tests of pandoc's Markdown, translated and parsed: the resulting blocks.

use crate::dialect::Tool;
use crate::dialect::tests::with;
use crate::manuscript::tests::show::blocks as model;

/// Returns the blocks of a text after its translation, then the diagnostics of the translation.
fn read(text: &str) -> String {
    let (text, diagnostics) = with(Tool::Pressmark, text, &[], &[]);
    let diagnostics: Vec<String> = diagnostics.iter().map(|line| line.replace("src/a.md:", "")).collect();
    let model = model(&text);
    if diagnostics.is_empty() { model } else { format!("{model}\n{}", diagnostics.join("\n")) }
}

#[test]
fn grid_tables_have_header_rows_alignment_and_blocks() {
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
fn grid_cells_span_columns_and_rows() {
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
fn grid_tables_work_in_quotes_and_lists_and_with_wide_characters() {
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
fn grid_cells_may_hold_code() {
    assert_eq!(
        read(
            "+-------+-------+\n| ```   | x     |\n| a | b | y     |\n| ```   |       |\n+-------+-------+\n"
        ),
        "Table <<( = Code(-: \"a | b\") | x y)"
    );
}

#[test]
fn simple_tables_are_aligned_by_their_headers() {
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
fn words_that_do_not_fit_a_table_are_not_cut() {
    let blocks = read("+---+---+\n| a | b | and more\n+---+---+\n");
    assert_eq!(blocks.lines().last(), Some("1:1 W0326 grid table whose lines do not meet, set as text"));
    assert_eq!(
        read("---- ----\na b crossing d\n\ne    f\n---- ----\n\n"),
        "Table <<( = a b crossing | d ; e | f)"
    );
}

#[test]
fn scene_breaks_headings_and_dashes_are_not_tables() {
    for text in
        ["a\n\n---\n\nb\n\n---\n\nc\n", "Head\n----\n\nx\n", "-- -- x\n", "a -- b\n\n-- --\n\nc\n", "- - -\n"]
    {
        assert_eq!(with(Tool::Pressmark, text, &[], &[]).0, text);
    }
}

#[test]
fn line_blocks_are_verse() {
    assert_eq!(
        read("| The line block\n|    keeps indents\n| and goes\n  on\n\nx\n"),
        "Verse(The line block / >keeps indents / and goes on)\nP(x)"
    );
    assert_eq!(read("> | a\n> |\n> | b\n"), "Quote(Verse(a // b))");
    for text in [
        "| a | b |\n|---|---|\n| c | d |\n",
        "| a | b |\n| c | d |\n",
        "x\n| y\n",
        "```\n| x\n```\n",
        "::: verse\n\n| x\n\n:::\n",
    ] {
        assert_eq!(with(Tool::Pressmark, text, &[], &[]).0, text);
    }
}

#[test]
fn examples_are_numbered_across_the_file() {
    assert_eq!(
        read(
            "(@)  One.\n(@good)  Two.\n\nAs (@good) and (@next) show, `(@good)` (@none).\n\n(@next) Three.\n"
        ),
        "OL[(1) (2)](P(One.) | P(Two.))\nP(As (2) and (3) show, <code (@good)> (@none).)\nOL[(3)](P(Three.))"
    );
}

#[test]
fn page_breaks_and_tex_are_read_or_left_out() {
    assert_eq!(read("a\n\n\\newpage\n\nb\n"), "P(a)\nPage\nP(b)");
    assert_eq!(
        read(
            "\\vspace*{\\fill}\n\\noindent Words\n\n\\textit{\nI confirm.\n}\n\n\\setlength{\\parindent}{0in}\n"
        ),
        "P(Words)\nP(I confirm.)\n1:1 W0325 TeX command `\\vspace` left out\n2:1 W0325 TeX command `\\noindent` left out\n\
         8:1 W0325 TeX command `\\setlength` left out"
    );
    assert_eq!(
        read("\\begin{quote}\nSaid *so*.\n\\end{quote}\n\n\\begin{center}Mid\n\\end{center}\n"),
        "Quote(P(Said <em so>.))\nCentred(P(Mid))"
    );
    assert_eq!(read("\\begin{align}\nx\n\\end{align}\n").lines().next(), Some("Math(\\begin{align}"));
    assert_eq!(
        read("\\begin{tikzpicture}\n\\draw;\n\\end{tikzpicture}\n\nx\n"),
        "P(x)\n1:1 W0325 TeX environment `tikzpicture` left out"
    );
    assert_eq!(with(Tool::Pressmark, "\\LaTeX and \\ldots~x\n", &[], &[]).0, "LaTeX and …~x\n");
    for text in ["`\\newpage`\n", "\\alpha and \\x~x\n", "```\n\\newpage\n```\n"] {
        assert_eq!(with(Tool::Pressmark, text, &[], &[]).0, text);
    }
}

#[test]
fn raw_blocks_are_html_or_left_out() {
    assert_eq!(
        read("```{=html}\n<p>a <b>b</b></p>\n```\n\nx `<i>y</i>`{=html} z`\\foo`{=latex}.\n"),
        "P(a <Keyword b>)\nP(x <Voice y> z.)\n5:22 W0325 raw text for `latex` left out"
    );
    assert_eq!(read("```{=latex}\n\\foo\n```\nx\n"), "P(x)\n1:1 W0325 raw block for `latex` left out");
    assert_eq!(read("`` `<b>`{=html} ``\n"), "P(<code `<b>`{=html}>)");
}

#[test]
fn title_blocks_are_not_text() {
    assert_eq!(
        read("% The title\n% Author\n% 2024\n\n# Two\n"),
        "H1(Two)\n1:1 W0327 title block `The title` left out"
    );
}

#[test]
fn addresses_may_have_spaces_and_sizes() {
    let shown = |text: &str| with(Tool::Pressmark, text, &[], &[]).0;
    assert_eq!(
        shown("![a](my pictures/shot.png) [n](my file.md#x y) ![s](shot.png =200x100)\n"),
        "![a](<my pictures/shot.png>) [n](my file.md#x y) ![s](shot.png){width=200px height=100px}\n"
            .replace("(my file.md#x y)", "(<my file.md#x y>)")
    );
    assert_eq!(
        shown("![a](b c.png \"T\") ![s](b c.png =50%x)\n"),
        "![a](<b c.png> \"T\") ![s](<b c.png>){width=50%}\n"
    );
    for text in
        ["[a](b.md \"T x\")", "`[a](b c.md)`", "[a](just some words)", "[a](<b c.md>)", "\\[a](b c.md) x"]
    {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn a_heading_can_be_linked_by_its_text() {
    assert_eq!(
        read(
            "# Heading Text {#own}\n\nA [heading\ntext] and [it][Heading Text], [Next one][] `[Next one]` [sic].\n\n## Next *one*\n"
        ),
        "H1#own(Heading Text)\nP(A <a #own: heading text> and <a #own: it>, <a #next-one: Next one> <code [Next one]> [sic].)\nH2(Next <em one>)"
    );
    assert_eq!(
        read("# A b\n\n[A b] [a b]{.x} ![A b]\n\n[A b]: u.md\n"),
        "H1(A b)\nP(<a u.md: A b> <a.x u.md: a b> !<a u.md: A b>)"
            .replace("!<a u.md: A b>", "<img u.md \"A b\">")
    );
}

#[test]
fn strong_emphasis_works_next_to_cjk_punctuation() {
    assert_eq!(read("これは**「強調」**文です。\n"), "P(これは<st 「強調」>文です。)");
    assert_eq!(read("他说：**“你好”**他。*（强）*调 **普通**字\n").matches("<st ").count(), 2);
    assert_eq!(read("中文**测试。**中文，**测试**。\n"), "P(中文<st 测试。>中文，<st 测试>。)");
    for text in ["a **b** c\n", "2 * 3 * 4\n", "**bold.**text\n", "- *x* 中\n"] {
        assert_eq!(with(Tool::Pressmark, text, &[], &[]).0, text);
    }
}
