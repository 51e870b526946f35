//! Executable code, references, and the lines of Leanpub.

use super::super::Tool;
use super::{shown, with};

#[test]
fn cells_are_code_without_options() {
    let text =
        "```{r}\n#| label: setup\n#| fig-cap: |\n#|   Two\n#|   lines\nx <- 1\n```\n\n```{python}\n1\n```\n";
    assert_eq!(shown(Tool::Quarto, text), "```r {caption=\"Two lines\"}\nx <- 1\n```\n\n```python\n1\n```\n");
    let text = "```{r, echo=FALSE}\nplot(x)\n```\n\n```{r, include=FALSE}\ny\n```\nText.\n";
    let (shown, told) = with(Tool::Bookdown, text, &[], &[]);
    assert_eq!(shown, "\n\n\nText.\n");
    assert_eq!(told, ["src/a.md:1:1 W0320 what the code `r` makes is not in the book"]);
}

#[test]
fn pictures_that_cells_include_are_figures() {
    let text = "```{r}\n#| label: fig-a\n#| echo: false\n#| fig-cap: A *cap*\n#| fig-alt: Alt\nknitr::include_graphics(\"images/a.png\")\n```\n";
    assert_eq!(shown(Tool::Quarto, text), "![A *cap*](images/a.png){#fig-a alt=\"Alt\"}\n");
}

#[test]
fn references_are_links_without_words() {
    assert_eq!(
        shown(Tool::Quarto, "See @fig-a, [@tbl-b] and a@fig-c, `@fig-d`.\n"),
        "See [](#fig-a), [](#tbl-b) and a@fig-c, `@fig-d`.\n"
    );
    assert_eq!(
        shown(Tool::Bookdown, "See \\@ref(fig:a) and \\@ref(intro).\n"),
        "See [](#fig:a) and [](#intro).\n"
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
