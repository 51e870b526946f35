//! A book that contains everything that a key can change, and its pages.

use pressmark::find::named;

use crate::support::Press;

/// A book that contains everything that a key can change.
pub(super) const BOOK: &str = r"
title: A Book of Keys
subtitle: In every style
contributors: [Ann Author, { name: Tess Translator, role: translator }]
publisher: Small Press
date: 2026
rights: © 2026
series: { name: Golden Books, number: 1 }
chapters:
  front: [dedication.md]
  body: [{ part: The part, page: part.md, files: [one.md, two.md, three.md] }, { part: Another part, files: [four.md, five.md] }]
  back: [afterword.md, appendix.md, glossary.md, bibliography.md, index.md]
generate: [half-title, title-page, copyright, contents, figures, tables, index]
";

const ONE: &str = r#"---
subtitle: Of every kind
author: Ben Writer
---

# Blocks

::: epigraph
> A motto.
:::

First paragraph, long enough to be broken into several lines and to be hyphenated somewhere, unless the measure is kind to
extraordinarily complicated polysyllabic constructions[^1] and `code`, [small]{.small} and <small>small</small>, x^2^, H~2~O, [caps]{.smallcaps} of 1945, [Ctrl]{.kbd}.

Second paragraph.[^2][^s:2]

[^2]: Another note.
[^s:2]: A source.

[^1]: A note that says something at some length, so that it runs over one line and turns over into another.

## Second

> A QUOTATION of 1863 that is long enough to be set in more than one line of the measure, whatever its indents may be.
>
> A second paragraph of it.
>
> — Someone

### Third

Before a list.

- one
- two

#### Fourth

Before a term.

Term
:   Meaning.

##### Fifth

***

###### Sixth

::: verse
One line of verse
  that goes on for so long that it has to be turned over at the end of the measure, and this one does
:::

```rust
fn main() { // words
	code
}
```

Words after code.

::: aside
An aside.
:::

> [!NOTE]
> A note apart.

::: drama
**He.** Words.

**She** *(aside)*

More words.
:::

::: letter
A place, 1 May

Dear reader,

A letter that is longer than its salutation and its closing, so that it is told from them by its length.

Yours,

The writer
:::

::: {.verse numbers=1}
A numbered line.
:::

::: {.centred}
In the middle.
:::

::: right
At the right.
:::

![](square.svg){alt="a square without a number" width=20%}

Words between two figures.

[☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜☎〜。]{lang=ja}

[☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……☎……。]{lang=ja}

[☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。☎☎☎☎☎☎☎☎☎☎☎、☎☎☎☎☎☎☎。]{lang=ja}

[가나다라마바사 아자차카타파하거너더 러머버서어저처커터 퍼허고노도로 모보소오조초코토포호 가나다라마바사 아자차카타파하거너더 러머버서어저처커터 퍼허고노도로 모보소오조초코토포호 가나다라마바사 아자차카타파하거너더 러머버서어저처커터 퍼허고노도로 모보소오조초코토포호 가나다라마바사 아자차카타파하거너더 러머버서어저처커터 퍼허고노도로 모보소오조초코토포호]{lang=ko}

![A square](square.svg){#fig:square alt="a square" width=20%}

::: figures
![A square](square.svg){alt="a square" width=20%}
![A square](square.svg){alt="a square" width=20%}

Two squares
:::

| Name | Number |
|:--|--:|
| a | 1 |
| b | 2 |

: A table {#tbl:one}

Words between two tables.

| Name | Number |
|:--|--:|
| c | 3 |

Words after all.

"#;

const SQUARE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h40v40H0z"/></svg>"#;

/// Returns the pages of the book with a design, as text.
pub(super) fn pages(press: &Press, design: &str) -> String {
    press.write(
        "book.yaml",
        format!("{BOOK}design:\n  theme: technical\n  trim: 6.7x25in\n{design}").as_bytes(),
    );
    let found = named(&press.path("")).expect("a project");
    let loaded = pressmark::Session::load(&found).expect("a machine that reads");
    let reported: Vec<_> = loaded.load_diagnostics().iter().filter(|reported| reported.is_error()).collect();
    assert!(reported.is_empty(), "{design}{reported:?}");
    let proofs = loaded.layout().value.expect("a book");
    proofs.layouts.into_iter().map(|layout| layout.text).collect()
}

/// Returns a project whose last chapter has three pages, so that there are running heads on both sides
/// of a spread, and a section with a title other than the chapter's.
pub(super) fn press() -> Press {
    let words =
        "Incomprehensible misunderstandings of extraordinarily complicated constructions. ".repeat(90);
    let two = format!("# More\n\n{words}\n\n## A section\n\n{words}");
    Press::with(&[
        ("dedication.md", "For a reader.\n"),
        (
            "part.md",
            "An introduction to the part, which is too long to be centred in one line below the title of the part.\n",
        ),
        ("one.md", ONE),
        ("two.md", &two),
        ("three.md", "# Short\n\nA page with $x \\Rightarrow y$.\n"),
        ("four.md", "# Shorter\n\nAnother page.\n"),
        ("five.md", "# Shortest\n\nA third page.\n"),
        (
            "afterword.md",
            "# Afterword\n\nThe last page but one.\n\n## A section\n\nx\n\n### Below it\n\nx\n\n#### Deeper\n\nx\n\n## Another section\n\nx\n",
        ),
        (
            "appendix.md",
            "# Timeline\n\nThe last page but for the index.[]{.index entry=\"Aa; Ab!one; Ba; Bb; Ca; Cb; Da; Db\"}\n",
        ),
        ("glossary.md", "# Glossary\n\nTerm\n:   Meaning.\n\nOther\n:   Other meaning.\n"),
        ("bibliography.md", "# Bibliography\n\n- A work\n- Another work\n"),
        ("index.md", "# Index\n\nOf two columns.\n"),
        ("square.svg", SQUARE),
    ])
}
