//! TeX commands within running text.

use super::super::Tool;
use super::with;

fn translate(text: &str) -> (String, Vec<String>) {
    with(Tool::Pressmark, text, &[], &[])
}

#[test]
fn commands_with_a_counterpart_in_markdown_are_translated() {
    let (made, reported) = translate(
        "Some \\emph{in \\textbf{line}} and \\texttt{code}, \\textsc{Caps}\\footnote{A note.}, 2\\textsuperscript{nd}, \\LaTeX{} and \\ldots so.\n",
    );
    assert_eq!(made, "Some *in **line*** and `code`, [Caps]{.smallcaps}^[A note.], 2^nd^, LaTeX and … so.\n");
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn other_commands_are_reported() {
    let (made, reported) = translate("A \\vspace{1em}b \\foo{c} d \\noindent e.\n");
    assert_eq!(made, "A b \\foo{c} d  e.\n");
    assert_eq!(
        reported,
        [
            "src/a.md:1:3 W0325 TeX command `\\vspace` left out",
            "src/a.md:1:17 W0317 TeX command `\\foo` kept as it is",
            "src/a.md:1:27 W0325 TeX command `\\noindent` left out",
        ]
    );
}

#[test]
fn text_that_is_not_a_command_is_kept() {
    for text in [
        "C:\\emph{x} and \\d{3} and \\\\emph{x} and \\alpha.\n",
        "`\\emph{x}` and $\\emph{x}$ and [a](b\\emph{x}).\n",
        "```\n\\emph{x}\n```\n",
    ] {
        assert_eq!(translate(text), (text.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn examples_are_numbered_through_the_files() {
    use super::super::{Examples, SyntaxSettings, translate};
    use super::MemoryFiles;
    use crate::diag::SourceMap;

    let variables = std::collections::BTreeMap::new();
    let settings =
        SyntaxSettings { tool: Tool::Pandoc, path: "src/a.md", classes: &[], variables: &variables };
    let mut folder = MemoryFiles {
        files: &[],
        sources: SourceMap::new(),
        missing: Vec::new(),
        examples: Examples::default(),
    };
    let mut read = |text: &str| {
        let file = folder.sources.add("src/a.md", text);
        let outcome = translate(file, text, 0, &settings, &mut folder);
        outcome.value.map(|mapped| mapped.text().to_owned())
    };
    assert_eq!(
        read("(@) a\n(@b) b\n\nAs (@b) has it.\n").as_deref(),
        Some("(1) a\n(2) b\n\nAs (2) has it.\n")
    );
    let second = read("(@) c\n(@b) again\n(@) d\n\nAs (@b) has it.\n");
    assert_eq!(second.as_deref(), Some("(3) c\n(2) again\n(4) d\n\nAs (2) has it.\n"));
}

#[test]
fn words_beside_the_end_of_an_environment_stay() {
    assert_eq!(translate("\\begin{quote}\nA.\n\\end{quote}\n").0, "::: quote\nA.\n:::\n");
    assert_eq!(
        translate("\\begin{quote}\nA.\n\\end{quote} and so on.\n").0,
        "::: quote\nA.\n:::\n\n and so on.\n"
    );
    for (argument, title) in [
        ("[Pythagoras]", " title=\"Pythagoras\""),
        ("[A \"b\" {]}]", " title=\"A \\\"b\\\" {]}\""),
        ("[ ]", "-"),
        ("", "-"),
    ] {
        let opening = format!("::: {{.lemma{title}}}").replace("{.lemma-}", "lemma");
        let text = format!("\\begin{{lemma}}{argument}\nA.\n\\end{{lemma}}\n");
        assert_eq!(translate(&text).0, format!("{opening}\nA.\n:::\n"));
    }
    assert_eq!(translate("\\begin{quote}\nA.\\end{quote}\n").0, "::: quote\nA.\n:::\n");
    let formula = "\\begin{equation}\nx\n\\end{equation}";
    assert_eq!(translate(&format!("{formula}\n")).0, format!("$${formula}$$\n"));
    assert_eq!(translate(&format!("{formula} and\n")).0, format!("$${formula}$$\n\n and\n"));
}

#[test]
fn entries_of_an_index_become_marks() {
    let (text, reported) =
        with(Tool::Bookdown, "\\index{a}\nA vector\\index{vector!of \\emph{x}} is. \\index\n", &[], &[]);
    assert_eq!(text, "[]{.index entry=\"a\"}\nA vector[]{.index entry=\"vector!of *x*\"} is. \\index\n");
    assert!(reported.is_empty(), "{reported:?}");
    let raw = "A`\\index[people]{Ada|see{Lovelace}}`{=latex} b\n";
    assert_eq!(translate(raw).0, "A[]{.index entry=\"Ada\" see=\"Lovelace\" index=\"people\"} b\n");
    let (text, reported) = translate("\\printindex\n");
    assert_eq!((text.as_str(), reported.len()), ("\n", 1));
}

#[test]
fn equations_with_one_number_become_a_div() {
    let div = "::: {.subequations #eq:x}\n";
    let align = "\\begin{align}\na\n\\end{align}";
    for (written, expected) in [
        (
            format!("\\begin{{subequations}}\\label{{eq:x}}\n{align}\nand\n$$b$$\n\\end{{subequations}}\n"),
            format!("{div}$${align}$$\nand\n$$b$$\n:::\n"),
        ),
        (
            format!("\\begin{{subequations}}\n  \\label{{eq:x}}\n{align}\\end{{subequations}} so\n"),
            format!("{div}$${align}$$\n\n\n:::\n\n so\n"),
        ),
        (
            "> \\begin{subequations} \\begin{gather}a\\end{gather}\n> \\end{subequations}\n".to_owned(),
            "> ::: {.subequations}\n\n>  $$\\begin{gather}a\\end{gather}$$\n> :::\n".to_owned(),
        ),
        (
            format!("$$\n\\begin{{subequations}}\n{align}\n\\end{{subequations}}\n$$ {{#eq:x}}\n"),
            format!("{div}$${align}$$\n:::\n"),
        ),
        (
            format!("$$\\begin{{subequations}}{align}\\end{{subequations}}$$\n"),
            format!("::: {{.subequations}}\n\n$${align}$$\n\n\n:::\n"),
        ),
    ] {
        let (made, reported) = translate(&written);
        assert_eq!(made, expected, "{written}");
        assert!(reported.is_empty(), "{reported:?}");
    }
    // A formula that has no others in it stays whole.
    let lone = "$$\\begin{subequations}a\\end{subequations}$$\n";
    assert_eq!(translate(lone), (lone.to_owned(), Vec::new()));
}

#[test]
fn equations_without_a_beginning_or_an_end_are_reported() {
    let (begin, end) = ("\\begin{subequations}", "\\end{subequations}");
    for (written, expected, message) in [
        (
            format!("{begin}\nA.\n\n{begin}\n$$a$$\n{end}\n"),
            "\nA.\n\n::: {.subequations}\n$$a$$\n:::\n",
            "1:1 W0325 TeX environment `subequations`, which is never closed, left out",
        ),
        (
            format!("A.\n{end}\nB.\n"),
            "A.\n\nB.\n",
            "2:1 W0325 `\\end{subequations}` without a beginning left out",
        ),
        (
            format!("{begin}\\label{{a b}}\n$$a$$\n{end}\n"),
            "::: {.subequations}\n$$a$$\n:::\n",
            "1:28 W0325 name of equations `a b` left out",
        ),
        (
            format!("$${begin}\\label{{a}}\\begin{{align}}a\\end{{align}}{end}$$ {{#b}}\n"),
            "::: {.subequations #a}\n\n$$\\begin{align}a\\end{align}$$\n\n\n:::\n",
            "1:78 W0325 second name of equations `b` left out",
        ),
    ] {
        let (made, reported) = translate(&written);
        assert_eq!(made, expected, "{written}");
        assert_eq!(reported, [format!("src/a.md:{message}")], "{written}");
    }
}
