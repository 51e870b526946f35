//! Tests of the numbers of equations and of references to them.

use crate::printed::printed;
use crate::support::{Press, YAML, entries};

const ONE: &str = r"# One

By @eq:mass, \eqref{eq:mass} and Equation~\ref{eq:mass}, [@eq:second], @eq:star, and \eqref{loose}.

$$ E = mc^2 $$ {#eq:mass}

$$ x = y $$

\begin{align}
a &= b \\
c &= d \label{eq:second} \\
e &= f \notag \\
g &= h \tag{*}\label{eq:star}
\end{align}

::: only-epub
$$ i $$ {#eq:here}
:::

::: only-pdf
$$ i $$ {#eq:there}
:::

Words $$ k $$ {#eq:within} and
\begin{equation} \label{loose} l \end{equation}
more words.
";

const TWO: &str = "# Two\n\n$$ m $$ {#eq:m}\n\nSee @eq:m and @eq:mass.\n";

/// Returns the documents of the e-book.
fn documents(design: &str) -> String {
    let chapters = "chapters: { front: [preface.md], body: [one.md, two.md], back: [a.md, b.md] }";
    let yaml = YAML.replace("chapters: [one.md]", chapters);
    let press = Press::with(&[
        ("book.yaml", &format!("{yaml}design: {{ {design} }}\n")),
        ("preface.md", "# Preface\n\n$$ p $$ {#eq:p}\n"),
        ("one.md", ONE),
        ("two.md", TWO),
        ("a.md", "---\nrole: appendix\n---\n# A\n\nx\n"),
        ("b.md", "---\nrole: appendix\n---\n# B\n\n$$ q $$ {#eq:q}\n\nBy @eq:q.\n"),
    ]);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let texts = entries(&book).into_iter().filter(|(path, _)| path.contains("/text/"));
    texts.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect()
}

#[test]
fn equations_are_counted_by_chapter_where_chapters_have_numbers() {
    let text = documents("chapter: { number: figures }");
    for id in
        ["eq-mass\" class=\"equation numbered\" role=\"group\"", "eq-second\"", "eq-within\"", "loose\""]
    {
        assert!(text.contains(&format!("id=\"{id}")), "{id}: {text}");
    }
    for number in ["(1.1)", "(1.4)", "(1.5)", "(2.1)", "(B.1)", "(1)"] {
        assert!(text.contains(&format!("<span class=\"number\">{number}</span>")), "{number}: {text}");
    }
    assert!(text.contains("<mtext>(1.3)</mtext>") && text.contains("<mtext>(*)</mtext>"), "{text}");
    let linked = |id: &str, shown: &str| {
        let link = format!("#{id}\">{shown}</a>");
        assert!(text.contains(&link), "{link}: {text}");
    };
    linked("eq-mass", "(1.1)");
    linked("eq-second", "(1.3)");
    linked("eq-star", "(*)");
    linked("loose", "(1.6)");
    linked("eq-q", "(B.1)");
    assert!(text.contains("Equation\u{A0}<a"), "{text}");
}

#[test]
fn equations_are_counted_through_a_book_without_numbers_of_chapters() {
    let text = documents("chapter: { number: none }");
    for number in ["(1)", "(2)", "(5)", "(6)", "(8)"] {
        assert!(text.contains(&format!("<span class=\"number\">{number}</span>")), "{number}: {text}");
    }
}

#[test]
fn equations_of_an_environment_are_parts_of_one_number() {
    let one = r"# One

Words.

By @eq:all, @eq:one, \eqref{eq:two}, -@eq:three and [@eq:one; @eq:two; @eq:three], and by @eq:next and @eq:pair.

\begin{subequations}\label{eq:all}
\begin{align}
a &= b \label{eq:one} \\
c &= d \label{eq:two}
\end{align}
Words between them.

$$ e = f $$ {#eq:three}

\end{subequations}

$$ g $$ {#eq:next}

::: {.subequations #eq:pair}
$$ h $$ {#eq:h}

$$ i $$
:::
";
    let yaml = YAML.replace("[one.md]", "[one.md, two.md]");
    let yaml = format!("{yaml}design: {{ chapter: {{ number: figures }} }}\n");
    let files = [("book.yaml", yaml.as_str()), ("one.md", one), ("two.md", "# Two\n\nx\n")];
    let press = Press::with(&files);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let text: String = entries(&book)
        .into_iter()
        .filter(|(path, _)| path.contains("/text/"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    for part in [
        "#eq-all\">(1.1)</a>",
        "#eq-one\">(1.1a)</a>",
        "#eq-two\">(1.1b)</a>",
        "#eq-three\">1.1c</a>",
        "#eq-one\">(1.1a)</a>–<a class=\"reference\" href=\"#eq-three\">(1.1c)</a>",
        "#eq-next\">(1.2)</a>",
        "#eq-pair\">(1.3)</a>",
        "<div id=\"eq-all\" class=\"subequations\">",
        "<mtext>(1.1b)</mtext>",
        "<span class=\"number\">(1.1c)</span>",
        "<span class=\"number\">(1.3a)</span>",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let lines: Vec<String> = printed(&files).iter().map(|line| line.text.replace('\u{A0}', " ")).collect();
    let lines = lines.join("\n");
    for part in ["By (1.1), (1.1a), (1.1b), 1.1c and (1.1a)–(1.1c)", "(1.1b)", "(1.1c)", "(1.2)", "(1.3a)"]
    {
        assert!(lines.contains(part), "{part}: {lines}");
    }
}

#[test]
fn commands_of_the_book_hold_in_every_file() {
    let yaml = r#"math: { macros: { "\\R": "\\mathbb{R}", vec: "\\mathbf{#1}", "\\bad": "\\frcc{#1}", "1x": "a" }, preamble: macros.tex }
"#;
    let preamble = r"% Commands
\usepackage{amsmath}
\newcommand*{\norm}[1]{\left\lVert #1 \right\rVert}
\DeclareMathOperator{\sgn}{sgn}
\def\half{\frac12}
\let\le=\leqslant
\newcommand{\at}[2][0]{#2_{#1}}
\newcommand{\late}{\lat}
";
    let press = Press::with(&[
        ("book.yaml", &format!("{YAML}{yaml}")),
        ("macros.tex", preamble),
        ("one.md", "# One\n\n$\\norm{\\vec x} \\le \\half\\sgn\\at[1]{y}\\at{z}$ for $x\\in\\R$\n"),
    ]);
    let run = press.run(&["check"]);
    assert!(!run.err.contains("W0346]: formula") && !run.err.contains("E04"), "{}", run.err);
    for message in [
        "unknown command `\\frcc` in the definition of `\\bad`\n --> book.yaml:9:71",
        "unknown command `\\lat` in the definition of `\\late`",
        "`1x` cannot be the name of a command",
        "`\\usepackage` among the commands for formulas left out",
        "macros.tex:8:20",
    ] {
        let found = run.err.replace("`\\1x`", "`1x`");
        assert!(found.contains(message), "{message}: {}", run.err);
    }
}

#[test]
fn equations_with_a_title_have_a_list() {
    let text = "$$ a $$ {#eq:a title=\"Mass and *energy*\"}\n\n$$ b $$ {#eq:b}\n\nWords $$ c $$ {#eq:c title=\"In words\"}\n\n\
                ::: {.subequations title=\"Two of them\"}\n$$ d $$ {#eq:d}\n:::\n\n\
                \\begin{align}\ne \\tag{*}\n\\end{align} \n";
    let yaml = YAML.replace("[one.md]", "[one.md, two.md]") + "generate: [contents, equations]\n";
    let one = format!("# One\n\n{text}");
    let files = [("book.yaml", yaml.as_str()), ("one.md", one.as_str()), ("two.md", "# Two\n\nx\n")];
    let press = Press::with(&files);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, list) =
        entries(&book).into_iter().find(|(path, _)| path.contains("list-of-equations")).expect("a list");
    let list = String::from_utf8(list).expect("UTF-8");
    for line in [
        "#eq-a\"><span class=\"number\">1.1</span> Mass and <em>energy</em></a></li>",
        "#eq-c\"><span class=\"number\">1.3</span> In words</a></li>",
        "#equation-1-4\"><span class=\"number\">1.4</span> Two of them</a></li>",
    ] {
        assert!(list.contains(line), "{line}: {list}");
    }
    assert_eq!(list.matches("<li>").count(), 3, "{list}");
    let lines: Vec<String> = printed(&files).iter().map(|line| line.text.clone()).collect();
    assert!(lines.iter().any(|line| line.contains("Mass and energy")), "{lines:?}");
    let none = Press::with(&[
        ("book.yaml", &yaml),
        ("one.md", "# One\n\n$$ a $$ {#eq:a}\n"),
        ("two.md", "# Two\n\nx\n"),
    ]);
    let err = none.run(&["check"]).err;
    assert!(err.contains("no equation has a title, so there is no list of equations"), "{err}");
}

#[test]
fn the_number_of_a_formula_in_several_lines_is_beside_the_last() {
    let text = "# One\n\n$$\n\\begin{multline} a \\\\ + b \\end{multline}\n$$\n\n$$ c $$ {#eq:c}\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
    let book = entries(&press.books().into_values().next().expect("a book"));
    let text = |name: &str| {
        let (_, bytes) = book.iter().find(|(path, _)| path.contains(name)).expect("an entry");
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert_eq!(text("/text/one").matches("class=\"equation numbered in-lines\"").count(), 1);
    assert!(text("stylesheet").contains(".in-lines { align-items: end; }"));
}
