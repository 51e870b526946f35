//! Executable code, references, and the lines of Leanpub.

use super::super::Tool;
use super::{shown, with};

#[test]
fn cells_are_code_without_options() {
    let text =
        "```{r}\n#| label: setup\n#| fig-cap: |\n#|   Two\n#|   lines\nx <- 1\n```\n\n```{python}\n1\n```\n";
    assert_eq!(
        shown(Tool::Quarto, text),
        "```r {#setup caption=\"Two lines\"}\nx <- 1\n```\n\n```python\n1\n```\n"
    );
    let text = "```{r, echo=FALSE}\nplot(x)\n```\n\n```{r, include=FALSE}\ny\n```\nText.\n";
    let (shown, reported) = with(Tool::Bookdown, text, &[], &[]);
    assert_eq!(shown, "\n\n\nText.\n");
    assert_eq!(reported, ["src/a.md:1:1 W0320 the output of the code `r` is not in the book"]);
}

#[test]
fn captions_keep_their_brackets() {
    let caption = |words: &str| {
        let text = format!(
            "```{{r}}\n#| echo: false\n#| fig-cap: {words}\nknitr::include_graphics(\"a.png\")\n```\n"
        );
        shown(Tool::Quarto, &text)
    };
    assert_eq!(caption("The interval [0, 1)"), "![The interval \\[0, 1)](a.png)\n");
    assert_eq!(caption("a] b [c"), "![a\\] b \\[c](a.png)\n");
    assert_eq!(caption("a [b] c"), "![a [b] c](a.png)\n");
}

#[test]
fn a_line_that_is_no_option_is_code() {
    let text = "```{r}\n#| eval: false\n#| words alone\nx\n```\n";
    assert_eq!(shown(Tool::Quarto, text), "```r\n#| words alone\nx\n```\n");
}

#[test]
fn pictures_that_cells_include_are_figures() {
    let text = "```{r}\n#| label: fig-a\n#| echo: false\n#| fig-cap: A *cap*\n#| fig-alt: Alt\nknitr::include_graphics(\"images/a.png\")\n```\n";
    assert_eq!(shown(Tool::Quarto, text), "![A *cap*](images/a.png){#fig-a alt=\"Alt\"}\n");
}

#[test]
fn references_are_ours_or_links_without_words() {
    assert_eq!(
        shown(Tool::Quarto, "See @fig-a, [@tbl-b], @thm-c, [@def-d] and a@thm-e, `@thm-f`.\n"),
        "See @fig-a, [@tbl-b], [](#thm-c), [](#def-d) and a@thm-e, `@thm-f`.\n"
    );
    assert_eq!(
        shown(Tool::Bookdown, "See \\@ref(fig:a), \\@ref(tab:b)x, \\@ref(intro), \\@ref(thm:c).\n"),
        "See @fig:a, @tbl:b<!-- -->x, @sec:intro, [](#thm:c).\n"
    );
    assert_eq!(
        with(Tool::Quarto, "`r x`\n", &[], &[]).1,
        ["src/a.md:1:1 W0320 code in the text, `r x`, is shown and not run"]
    );
}

#[test]
fn leanpub_asides_attributes_and_pictures_are_ours() {
    let files = [("src/resources/i/a.png", "")];
    let text = "{width=50%}\n![a](i/a.png)\n\n{lang=js, title=\"T\"}\n~~~\nx\n~~~\n\n{mainmatter}\n\n{#x}\n# B\n\nW> Care\nW> ful.\n\n{aside}\nA\n{/aside}\n\n# P #\n";
    assert_eq!(
        with(Tool::Leanpub, text, &files, &[]).0,
        "![a](resources/i/a.png){width=\"50%\"}\n\n~~~js {caption=\"T\"}\nx\n~~~\n\n\n\n# B {#x}\n\n::: warning\nCare\nful.\n:::\n\n\n::: aside\nA\n:::\n\n# P {.part .unnumbered}\n"
    );
    assert_eq!(shown(Tool::Pressmark, "{width=50%}\nx\n"), "{width=50%}\nx\n");
}

#[test]
fn attributes_of_leanpub_are_moved_to_their_block() {
    let shown = |text: &str| shown(Tool::Leanpub, text);
    // Pictures take a caption; the old words become their description.
    assert_eq!(
        shown(
            "{caption: \"Map 1: *x*\", id: p, width: 50%}\n![old *b*](a.png)\n\n{class: \"a b\"}\n![](b.png)\n"
        ),
        "![Map 1: *x*](a.png){#p width=\"50%\" alt=\"old b\"}\n\n![](b.png){.a .b}\n"
    );
    assert_eq!(
        shown("{caption: \"a ] b\"}\n![q [r](s) \\] t](a.png){width=5cm}\n"),
        "![a \\] b](a.png){width=5cm alt=\"q r(s) \\\\ t\"}\n"
    );
    // Code takes all attributes, within the braces that it has.
    assert_eq!(
        shown("{title: \"a: b\", alt: \"the `x` & y\"}\n```ruby {#r}\nx\n```\n\n{lang=c}\n~~~\ny\n~~~\n"),
        "```ruby {#r caption=\"a: b\" alt=\"the &#96;x&#96; &amp; y\"}\nx\n```\n\n~~~c\ny\n~~~\n"
    );
    assert_eq!(
        shown("{sample: true, #i}\n## A {#h}\n\n{#j}\n# B {x}\n"),
        "## A {#h #i sample=\"true\"}\n\n# B {x} {#j}\n"
    );
    // Paragraphs, tables and asides.
    assert_eq!(shown("{#here}\n  Words.\n"), "  []{#here}Words.\n");
    assert_eq!(shown("{#here}\nMr. Smith.\n"), "[]{#here}Mr. Smith.\n");
    assert_eq!(shown("{id: t}\n| a |\n|---|\n"), "|[]{#t} a |\n|---|\n");
    assert_eq!(shown("- x\n\n  {caption: C}\n  | a |\n  |---|\n"), "- x\n\n  : C\n\n  | a |\n  |---|\n");
    assert_eq!(shown("{class: tip}\nB> One\nB> two\n"), "::: tip\nOne\ntwo\n:::\n\n");
    for text in ["{Narrator: he smiles}\nText.\n", "{a}\nText.\n", "{}\n# A\n", "{#a b!}\nText.\n"] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn formulas_of_leanpub_are_ours() {
    let shown = |text: &str| shown(Tool::Leanpub, text);
    assert_eq!(shown("Let {$$}x^2{/$$} be {$$} y {/$$}.\n"), "Let $x^2$ be $y$.\n");
    assert_eq!(
        shown("A\n\n{$$}\n\\begin{a}\nx\n\n  y\n\\end{a}\n{/$$}\n\nB {$$}z{/$$}\n"),
        "A\n\n$$\n\\begin{a}\nx\ny\n\\end{a}\n$$\n\nB $z$\n"
    );
    for text in ["```\n{$$}x{/$$}\n```\n", "{$$}open\n\n```\n{/$$}\n```\n", "{/$$} {$$}\n"] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn attributes_of_leanpub_without_a_place_are_reported() {
    let reported = |text: &str| with(Tool::Leanpub, text, &[], &[]).1;
    let blocks = [
        "Words.\n",
        "- item\n",
        "> quoted\n",
        "1. one\n",
        "a) one\n",
        "iv. four\n",
        "| a |\n|---|\n",
        "A> aside\n",
    ];
    for below in blocks {
        for line in ["{width: wide}", "{.wide}", "{#z, .wide}"] {
            let reported = reported(&format!("{line}\n{below}"));
            assert_eq!(reported.len(), 1, "{line} {below}");
            assert!(reported[0].contains(&format!("W0318 attributes `{line}` left out")), "{reported:?}");
        }
    }
    for text in [
        "{caption: D, caption: E, title: F}\n| a |\n|---|\n",
        "{caption: C, alt: \"the alt\"}\n![Bracket words](a.png)\n",
        "{caption: C}\n![one](a.png) and ![two](b.png)\n",
        "{#x}\nA> An aside.\nA> More.\n",
    ] {
        assert_eq!(reported(text).len(), 1, "{text}");
    }
    assert!(reported("{#pic}\n![old](a.png){width=50%}\n").is_empty());
    assert_eq!(reported("{caption: C}\n| a |\n|---|\n"), Vec::<String>::new());
}

#[test]
fn words_with_a_colon_further_on_are_no_option() {
    for line in ["#| Words {#sec:x}", "#| two words: a", "#| plain"] {
        let text = format!("```{{r}}\n{line}\nx\n```\n");
        assert!(shown(Tool::Quarto, &text).contains(line), "{line}");
    }
}

#[test]
fn code_that_is_not_run_keeps_its_label_and_caption() {
    assert_eq!(
        shown(Tool::Quarto, "```{python}\n#| label: fig-p\nplot()\n```\n"),
        "```python {#fig-p}\nplot()\n```\n"
    );
    assert_eq!(
        shown(Tool::Bookdown, "```{r t, echo=FALSE}\nknitr::kable(\n  x, caption = 'A table.'\n)\n```\n"),
        "::: {#t}\nA table.\n:::\n"
    );
}

#[test]
fn blocks_and_theorems_of_bookdown_and_quarto_are_boxes_and_divs() {
    let shown = |text: &str| shown(Tool::Bookdown, text);
    assert_eq!(shown("```{block, type='rmdtip'}\nA *b*.\n```\n"), "::: tip\nA *b*.\n:::\n");
    assert_eq!(shown("```{block2, type=\"other\"}\nA\n```\n"), "::: {.other}\nA\n:::\n");
    assert_eq!(
        shown("```{theorem, py, name=\"P*\"}\nA\n```\n\n```{proof}\nB\n```\n"),
        "::: {#thm:py}\n**Theorem (P\\*).**\n\nA\n:::\n\n::: {.plain}\n**Proof.**\n\nB\n:::\n"
    );
    assert_eq!(
        shown("::: {.lemma #l}\nA\n:::\n\n::: {#def-x}\n## Name\n\nB\n:::\n"),
        "::: {#lem:l}\n**Lemma.**\n\nA\n:::\n\n::: {#def-x}\n**Definition (Name).**\n\n\n\nB\n:::\n"
    );
    assert_eq!(super::shown(Tool::Pressmark, "::: {.example}\nA\n:::\n"), "::: {.example}\nA\n:::\n");
}

#[test]
fn labels_and_named_text_of_bookdown_are_moved() {
    let shown = |text: &str| shown(Tool::Bookdown, text);
    assert_eq!(
        shown("![(\\#fig:m) A *b*](x.png) ![(\\#fig:n)C](y.png){width=50%}\n"),
        "![A *b*](x.png){#fig:m} ![C](y.png){#fig:n width=50%}\n"
    );
    assert_eq!(
        shown(
            "![(\\#fig:i) In \\[0, 1) of](a.png) ![(\\#fig:m) `code`, $x$, [a [b]](c.html) end](x.png) ![(\\#fig:n) open\n\n[a](b)\n"
        ),
        "![In \\[0, 1) of](a.png){#fig:i} ![`code`, $x$, [a [b]](c.html) end](x.png){#fig:m} ![(\\#fig:n) open\n\n[a](b)\n"
    );
    assert_eq!(
        shown("Table: (\\#tab:t) A\nb.\n\n| a |\n|---|\n| b |\n"),
        "Table: A\nb. {#tbl:t}\n\n| a |\n|---|\n| b |\n"
    );
    assert_eq!(
        shown("\\begin{equation}\nx\n  (\\#eq:a)\n\\end{equation}\n\n$$\ny\n(\\#eq:b) $$\n"),
        "$$\\begin{equation}\nx\n  \\label{eq:a}\n\\end{equation}$$\n\n$$\ny\n\\label{eq:b}$$\n"
    );
    assert_eq!(
        shown(
            "(ref:c) A \"b\" *c*.\n\n```{r f, fig.cap=\"(ref:c)\"}\nknitr::include_graphics('x.png')\n```\n"
        ),
        "\n\n![A \"b\" *c*.](x.png){#fig:f}\n"
    );
}

#[test]
fn tabs_groups_tables_and_layouts_of_quarto_are_ours() {
    let shown = |text: &str| shown(Tool::Quarto, text);
    assert_eq!(
        shown("::: {.panel-tabset}\n## A\n\na\n\n### Deep\n\n## B\n\n::: {.x}\n## C\n:::\n:::\n"),
        "\n**A**\n\na\n\n### Deep\n\n**B**\n\n::: {.x}\n## C\n:::\n\n"
    );
    assert_eq!(
        shown(
            "::: {#fig-t layout-ncol=2}\n![A](x.png){#fig-a}\n\n![B](y.png){#fig-b width=50%}\n\nBoth *c*.\n:::\n\n@fig-a, @fig-t, @fig-ab\n"
        ),
        "::: {.figures #fig-t}\n![A](x.png)\n\n![B](y.png){width=50%}\n\nBoth *c*.\n:::\n\n@fig-t, @fig-t, @fig-ab\n"
    );
    assert_eq!(
        shown("::: {#tbl-x}\n| a |\n|---|\n| b |\n\nA\ncaption.\n:::\n"),
        "\n| a |\n|---|\n| b |\n\n: A\ncaption. {#tbl-x}\n\n"
    );
    assert_eq!(
        shown(
            "::: {#fig-t fig-cap=\"Both\"}\n![A](x.png)\n:::\n\n::: {#tbl-x tbl-cap=\"C\"}\n| a |\n|---|\n:::\n"
        ),
        "::: {.figures #fig-t caption=\"Both\"}\n![A](x.png)\n:::\n\n\n| a |\n|---|\n\n: C {#tbl-x}\n\n"
    );
    assert_eq!(shown("::: {.note title=\"T\" layout-ncol=2}\nA\n:::\n"), "::: {.note title=\"T\"}\nA\n:::\n");
    assert_eq!(
        shown("- item\n\n  ::: {#tbl-x tbl-cap=\"# C\"}\n  | a |\n  |---|\n  :::\n"),
        "- item\n\n\n  | a |\n  |---|\n\n  : # C {#tbl-x}\n\n"
    );
    let words =
        "::: {#fig-t fig-cap=\"Lost\" fig-alt=\"Lost too\" layout-ncol=2}\n![A](x.png)\n\nBoth.\n:::\n";
    let reported = with(Tool::Quarto, words, &[], &[]).1;
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(reported[0].contains("W0318 attribute `fig-cap` of the group, `Lost`, left out"), "{reported:?}");
    let (text, reported) = with(Tool::Quarto, "::: {layout-ncol=2}\nA\n:::\n", &[], &[]);
    assert_eq!((text.as_str(), reported.len()), ("\nA\n\n", 1));
    assert!(reported[0].contains("W0318 layout `layout-ncol=2` left out"), "{reported:?}");
}

#[test]
fn a_named_text_replaces_its_name_and_is_kept_if_unused() {
    let text = "(ref:a) Some *words*\n\n(ref:b) Unused.\n\n![(ref:a)](a.png)\n\n```\n(ref:a)\n```\n";
    assert_eq!(
        shown(Tool::Bookdown, text),
        "\n\n(ref:b) Unused.\n\n![Some *words*](a.png)\n\n```\n(ref:a)\n```\n"
    );
}

#[test]
fn an_option_that_is_not_understood_is_reported() {
    let reported = |options: &str| {
        let text = format!("```{{r}}\n{options}\nx <- 1\n```\n");
        with(Tool::MkDocs, &text, &[], &[]).1
    };
    for line in [
        "#| echo:# words of the author",
        "#| echo: words",
        "#| warning: two words",
        "#| unknown: words",
        "#| label: two words",
        "#| fig-alt: words",
        "#| fig-subcap:\n#|   - one\n#|   - two",
        "#| code-summary: words",
        "#| fig-width: # words",
        "#| include: false\n#| fig-cap: words",
    ] {
        let reported = reported(line);
        assert_eq!(reported.len(), 1, "{line}: {reported:?}");
        assert!(reported[0].contains("W0318 option `"), "{line}: {reported:?}");
    }
    for line in [
        "#| echo: true",
        "#| echo: true # shown",
        "#| eval: [1, 3]",
        "#| warning: FALSE",
        "#| fig-width: 6.5",
        "#| fig-align: center",
        "#| layout: [[1, 1], [1]]",
        "#| code-overflow: wrap",
        "#| tidy.opts: list(width.cutoff = 60)",
        "#| label: name",
        "#| filename: a.R",
    ] {
        assert_eq!(reported(line), Vec::<String>::new(), "{line}");
    }
    let twice = reported("#| fig-cap: one\n#| fig-cap: two");
    assert!(twice.iter().any(|message| message.contains(":2:1 W0318 option `fig-cap`")), "{twice:?}");
    let words = with(Tool::Quarto, "```{r name, stray, echo=TRUE}\nx\n```\n", &[], &[]).1;
    assert!(words[0].contains("words `stray` of the options left out"), "{words:?}");
}

#[test]
fn numbers_of_lines_of_a_cell_are_kept() {
    let text = "```{r}\n#| code-line-numbers: 2,4-5 # marked\nx\n```\n\n```{r}\n#| code-line-numbers: false\ny\n```\n";
    assert_eq!(shown(Tool::Quarto, text), "```r {code-line-numbers=\"2,4-5\"}\nx\n```\n\n```r\ny\n```\n");
}

#[test]
fn comments_beside_a_picture_that_code_includes_are_shown() {
    let picture = "knitr::include_graphics(\"a.png\")";
    let text = format!("```{{r}}\n# A comment.\n{picture}\n```\n");
    assert_eq!(shown(Tool::Quarto, &text), format!("```r\n# A comment.\n{picture}\n```\n\n![](a.png)\n"));
    let text = format!("```{{r}}\n# knitr::include_graphics(\"b.png\")\n{picture}\n```\n");
    assert_eq!(shown(Tool::Quarto, &text), "![](a.png)\n");
}

#[test]
fn words_beside_what_is_understood_are_kept_or_reported() {
    let one = |tool, text: &str, part: &str| {
        let (shown, reported) = with(tool, text, &[], &[]);
        let is_reported = reported.iter().any(|message| message.contains(part));
        assert!(shown.contains(part) || is_reported, "{text}: {shown} {reported:?}");
    };
    one(Tool::Jekyll, "{::comment}words{:/comment}\n", "words");
    one(Tool::Jekyll, "{::other words /}\n", "words");
    one(Tool::Bookdown, "# (PART) Name {#words -}\n", "#words");
    one(Tool::Bookdown, "# (PART) Name {a} words\n", "words");
    one(Tool::Quarto, "::: {.theorem name=\"N\"}\n## words\n\nA\n:::\n", "words");
    one(Tool::Quarto, ":::tip[T] words\nA\n:::\n", "words");
    one(Tool::Quarto, "::: {.callout-tip} words\nA\n:::\n", "words");
    one(Tool::MkDocs, "!!! note words here\n    A\n", "words here");
    one(Tool::Pressmark, "> [!note|words] T\n> A\n", "words");
    one(Tool::Pressmark, "> [!note|words]\n> A\n", "words");
    one(Tool::Leanpub, "{aside, caption: \"words\"}\nA\n{/aside}\n", "words");
    one(Tool::MdBook, "<Listing number=\"1\" note=\"words\">\n\n```\nx\n```\n\n</Listing>\n", "words");
    one(Tool::MdBook, "<Listing number=\"1\" file-name=\"words\">\n\nA\n\n</Listing>\n", "words");
    one(Tool::MkDocs, "```js title=\"a\" title=\"words\"\nx\n```\n", "words");
    assert!(with(Tool::MkDocs, "!!! note inline end \"T\"\n    A\n", &[], &[]).1.is_empty());
}
