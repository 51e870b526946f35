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
                ::: remark\nd\n:::\n\n::: note-to\nn\n:::\n\n::: theorem\ne\n:::\n\nSee @lem:b and [@lem:b].\n";
    contains(
        &lines("", text),
        &[
            "Theorem 1.1. a",
            "Lemma 1.1. b",
            "Theorem. c",
            "Remark. d",
            "Note. n",
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

#[test]
fn theorems_and_definitions_have_a_list() {
    let text = "::: {.theorem #thm:p title=\"by *Euclid*, see @def:d\"}\na\n:::\n\n::: lemma\nb\n:::\n\n\
                ::: {.definition #def:d title=\"Of a long kind\" short=Point}\nc\n:::\n\n::: remark\nd\n:::\n\n::: example\ne\n:::\n\n\
                ::: {.theorem .unnumbered}\nf\n:::\n";
    let yaml = format!("{YAML}generate: [contents, theorems]\n");
    let files =
        [("book.yaml", yaml.as_str()), ("one.md", &format!("# One\n\n{text}")), ("two.md", "# Two\n\nx\n")];
    let files = files.map(|(name, text)| (name, text.replace("[one.md]", "[one.md, two.md]")));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let press = Press::with(&files);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let all = entries(&book);
    let (_, list) = all.iter().find(|(path, _)| path.contains("list-of-theorems")).expect("a list");
    let list = String::from_utf8_lossy(list).replace('\u{A0}', " ");
    contains(
        &list,
        &[
            "<h1>Theorems</h1>",
            "<li><a href=\"one.xhtml#thm-p\">Theorem 1.1 (by <em>Euclid</em>, see Definition 1.1)</a></li>",
            "<li><a href=\"one.xhtml#lemma-1-1\">Lemma 1.1</a></li>",
            "<li><a href=\"one.xhtml#def-d\">Definition 1.1 (Point)</a></li>",
        ],
    );
    assert_eq!(list.matches("<li>").count(), 3, "{list}");
    let printed: Vec<String> = printed(&files).iter().map(|line| line.text.replace('\u{A0}', " ")).collect();
    let printed = printed.join("\n");
    contains(
        &printed,
        &["Theorems\nTheorem 1.1 (by Euclid, see Definition 1.1)", "Lemma 1.1", "Definition 1.1 (Point)"],
    );
    let none = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\nx\n")]);
    contains(&none.run(&["check"]).err, &["no theorem has a number, so there is no list of theorems"]);
}
