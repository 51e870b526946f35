//! Tests of theorems, exercises and proofs: their numbers, their heads, and references to them.

use crate::printed::printed;
use crate::support::{Press, YAML, entries};

/// Returns the lines of the printed book of a chapter with this text.
fn lines(keys: &str, text: &str) -> String {
    let yaml = YAML.replace("[one.md]", "[one.md, two.md]");
    let yaml = format!("{yaml}{keys}design: {{ chapter: {{ number: figures }} }}\n");
    let lines = printed(&[
        ("book.yaml", &yaml),
        ("one.md", &format!("# One\n\n{text}\n")),
        ("two.md", "# Two\n\nx\n"),
    ]);
    lines
        .iter()
        .flat_map(|line| [line.text.as_str(), "\n"])
        .collect::<String>()
        .replace(['\u{A0}', '\u{2002}'], " ")
        .replace("  ", " ")
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part}\nis not in\n{text}"));
}

#[test]
fn kinds_are_counted_by_chapter_together_or_not_at_all() {
    let text = "::: theorem\na\n:::\n\n::: {.lemma #lem:b}\nb\n:::\n\n::: {.theorem .unnumbered}\nc\n:::\n\n\
                ::: remark\nd\n:::\n\n::: theorem\ne\n:::\n\nSee @lem:b and [@lem:b].\n";
    contains(
        &lines("", text),
        &[
            "Theorem 1.1. a",
            "Lemma 1.1. b",
            "Theorem. c",
            "Remark. d",
            "Theorem 1.2. e",
            "See Lemma 1.1 and Lemma 1.1.",
        ],
    );
    let keys = "numbering: { lemma: theorem, theorems: book, remark: theorem }\n";
    contains(
        &lines(keys, text),
        &["Theorem 1. a", "Lemma 2. b", "Remark 3. d", "Theorem 4. e", "See Lemma 2"],
    );
}

#[test]
fn kinds_of_the_author_have_their_name_look_and_number() {
    let keys = "blocks: { axiom: { name: Axiom, number: book }, fact: { name: Fact, style: remark, number: none } }\n";
    let text = "::: {.axiom #axiom:a title=\"of *choice*\"}\na\n:::\n\n::: fact\nb\n:::\n\nBy @axiom:a.\n";
    contains(&lines(keys, text), &["Axiom 1 (of choice). a", "Fact. b", "By Axiom 1."]);
    let yaml =
        format!("{YAML}blocks: {{ axiom: {{ name: Axiom, number: theorme }}, bad: {{ style: plane }} }}\n");
    let run = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\nx\n")]).run(&["check"]);
    contains(
        &run.err,
        &[
            "unknown way of counting `theorme`",
            "did you mean `theorem`?",
            "unknown style of a block `plane`",
            "`bad` has no `name`",
        ],
    );
}

#[test]
fn proofs_end_in_a_mark_on_their_last_line_or_beside_their_last_formula() {
    let text = "::: {.theorem #thm:x}\na\n:::\n\n::: proof\nb\n:::\n\n::: {.proof title=\"Proof of @thm:x\"}\n- c\n- d\n:::\n\n\
                ::: {.proof qed=none}\ne\n:::\n\n::: proof\n```\nf\n```\n:::\n";
    let text = lines("", text);
    contains(&text, &["Proof. b ∎", "Proof of Theorem 1.1.\n", "d ∎", "Proof. e\n", "f\n∎\n"]);
}

#[test]
fn the_e_book_has_their_kind_as_a_class() {
    let text = "# One\n\n::: {#thm:p title=\"P\"}\nA *b*.\n:::\n\n::: proof\nSo\n\n$$x$$\n:::\n\n\\begin{lemma}\nc\n\\end{lemma}\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) = entries(&book).into_iter().find(|(path, _)| path.contains("/text/one")).expect("a text");
    let text = String::from_utf8(bytes).expect("UTF-8").replace('\u{A0}', " ");
    contains(
        &text,
        &[
            "<div id=\"thm-p\" class=\"statement assertion theorem\">",
            "<b class=\"head\">Theorem 1</b><span class=\"head-note\"> (P)</span><b class=\"head\">.</b>",
            "<div class=\"statement proof\">",
            "<i class=\"head\">Proof.</i>",
            "<span class=\"number\">∎</span>",
            "<div class=\"statement assertion lemma\">",
        ],
    );
}

#[test]
fn solutions_are_gathered_at_the_end_on_wish() {
    let text = "::: exercise\na\n:::\n\n::: solution\nb[^1]\n:::\n\n::: {.problem #prb:p}\nc\n:::\n\n::: {.solution title=S}\nd @exr:none\n:::\n\nWords.\n\n[^1]: A note.\n"
        .replace(" @exr:none", "");
    let text = lines("generate: [contents, solutions]\n", &text);
    contains(
        &text,
        &[
            "Exercise 1.1. a\nProblem 1.1. c\nWords.",
            "Solutions\n",
            "Solution (Exercise 1.1). b",
            "Solution (S). d",
        ],
    );
    let (before, after) = text.rsplit_once("Solutions\n").expect("the gathered solutions");
    assert!(before.contains("Two") && after.contains("One\n"), "{text}");
    let none =
        Press::with(&[("book.yaml", &format!("{YAML}generate: [solutions]\n")), ("one.md", "# One\n\nx\n")]);
    contains(&none.run(&["check"]).err, &["the book has no solutions to gather"]);
}
