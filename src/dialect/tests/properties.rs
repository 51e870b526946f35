//! Any text is translated without a panic and keeps the origin of its bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{SyntaxSettings, Tool, translate};
use super::MemoryFiles;
use crate::diag::SourceMap;

const TOOLS: &[Tool] = &[
    Tool::Pressmark,
    Tool::MdBook,
    Tool::GitBook,
    Tool::Quarto,
    Tool::Bookdown,
    Tool::Leanpub,
    Tool::Pandoc,
    Tool::Jekyll,
    Tool::Hugo,
    Tool::MkDocs,
];

/// Strings that the stages search for, so that generated texts are full of them.
const PIECES: &[&str] = &[
    "word ",
    "é漢 ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "# ",
    "```",
    "~~~",
    "`",
    "$$",
    "$",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{<",
    ">}}",
    "{{#include b.md}}",
    "{{#include b.md:x}}",
    "{% raw %}",
    "{% endraw %}",
    "{% hint %}",
    "{% endhint %}",
    "{% code title=\"x\" %}",
    "{% highlight r %}",
    "{% endhighlight %}",
    "{% if output.name == \"pdf\" %}",
    "{% endif %}",
    "{{ book.v }}",
    "{{< figure src=\"a.png\" >}}",
    "<Listing number=\"1\">",
    "</Listing>",
    "!!! note\n",
    "??? tip \"T\"\n",
    "=== \"T\"\n",
    ":::",
    "::: {.callout-note}\n",
    ":::tip[T]\n",
    "> [!info] T\n",
    "A> ",
    "W> ",
    "{: .x}",
    "{:toc}",
    "{::comment}",
    "{:/}",
    "[TOC]",
    "%%",
    "==",
    "[[",
    "]]",
    "![[a.png|3]]",
    "<!--",
    "-->",
    "<pre>",
    "</pre>",
    "import x from 'y'\n",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "#|",
    "```{r}\n",
    "#| echo: false\n",
    "#| fig-cap: |\n",
    "@fig-a",
    "{#fig-a}",
    "\\@ref(fig:a)",
    "```{theorem, a, name=\"N\"}\n",
    "```{block, type='rmdtip'}\n",
    "<Tabs>\n",
    "  <TabItem label=\"a\">\n",
    "  </TabItem>\n",
    "```js title=\"a\" {1}\n",
    "```{include=\"b.md\" lines=\"1-\"}\n",
    ": c {#lst:a}\n",
    "--8<--\n",
    "![](b.md)\n",
    "(\\#fig:a)",
    "(\\#tab:a)",
    "(\\#eq:a)",
    "(ref:a) b\n",
    "(ref:a)",
    "::: {.panel-tabset}\n",
    "::: {#fig-g layout-ncol=2}\n",
    "::: {#tbl-g}\n",
    "::: {.theorem #t}\n",
    "![a](a.png){#fig-a}\n",
    "## A{#b}\n",
    "\\begin{equation}\n",
    "\\end{equation}\n",
    "kable(x, caption='c')\n",
    "# (PART) P {-}\n",
    "{aside}\n",
    "{/aside}\n",
    "{width=50%}\n",
    "<<(b.md)",
    "\r\n",
    "---\n",
    "+---+:-:+\n",
    "+===+===+\n",
    "| a | b |\n",
    "|   +---+\n",
    "---- ----\n",
    "---------\n",
    ": caption\n",
    "| verse\n",
    "(@) ",
    "(@x) ",
    "% title\n",
    "\\newpage\n",
    "\\emph{",
    "\\begin{center}\n",
    "\\end{center}\n",
    "{=html}",
    "a) ",
    "#. ",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_translated_and_keeps_its_origins(text in texts(), tool in prop::sample::select(TOOLS)) {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", text.as_str());
        let files = [("b.md", "b\n// ANCHOR: x\nx {{#include b.md}}\n"), ("a.png", "")];
        let mut folder = MemoryFiles { files: &files, sources, missing: Vec::new(), examples: super::Examples::default() };
        let variables = BTreeMap::from([("book.v".to_owned(), "1".to_owned())]);
        let settings = SyntaxSettings { tool, path: "a.md", classes: &[], variables: &variables };
        let outcome = translate(file, &text, 0, &settings, &mut folder);
        if let Some(mapped) = outcome.value {
            let (translated, pieces) = mapped.into_parts();
            let mut before = None;
            for piece in &pieces {
                prop_assert!(before.is_none_or(|before| before < piece.start));
                prop_assert!(translated.is_char_boundary(piece.start as usize));
                let source = &folder.sources.file(piece.origin.file).text;
                prop_assert!(source.get(piece.origin.start as usize..piece.origin.end as usize).is_some());
                before = Some(piece.start);
            }
            prop_assert_eq!(pieces.first().map(|piece| piece.start), Some(0));
        }
        for diagnostic in outcome.diagnostics {
            let span = diagnostic.span.expect("a place");
            prop_assert!(span.end as usize <= folder.sources.file(span.file).text.len());
        }
    }
}

#[test]
fn plain_markdown_is_not_copied() {
    let mut sources = SourceMap::new();
    let text = "# A\n\nA *b* `c` [d](e) <!-- f -->, 1 == 1; a: b.\n\n- g\n\n> [!NOTE]\n> h\n\n::: verse\ni\n:::\n\n```rust\nlet x = {{}};\n```\n";
    let file = sources.add("a.md", text);
    let mut folder =
        MemoryFiles { files: &[], sources, missing: Vec::new(), examples: super::Examples::default() };
    let settings =
        SyntaxSettings { tool: Tool::Pressmark, path: "a.md", classes: &[], variables: &BTreeMap::new() };
    let outcome = translate(file, text, 0, &settings, &mut folder);
    assert!(outcome.value.is_none() && outcome.diagnostics.is_empty());
}

#[test]
fn long_contrived_texts_do_not_hang() {
    for piece in [
        "{{ ",
        "{% ",
        "<a ",
        "](",
        "[[",
        "==x ",
        "` `` ",
        "$a ",
        "$$",
        "%% ",
        "> [!x] \n",
        "!!! a\n    ",
        "{:",
        "\\",
        "(ref:a",
        "<TabItem>\n",
        "(\\#fig:a) ",
        "\\begin{a}\n(\\#eq:a)\n\n",
        "::: {.panel-tabset}\n",
        "::: {#fig-a}\n@fig-a\n\n",
        "{% hint %}",
    ] {
        let text = piece.repeat(5_000);
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", text.as_str());
        let mut folder =
            MemoryFiles { files: &[], sources, missing: Vec::new(), examples: super::Examples::default() };
        for tool in [Tool::Pressmark, Tool::Leanpub, Tool::GitBook, Tool::Quarto] {
            let settings = SyntaxSettings { tool, path: "a.md", classes: &[], variables: &BTreeMap::new() };
            // A guard against hangs: nothing is measured, and only growth that is far from linear would
            // be noticed.
            let _ = translate(file, &text, 0, &settings, &mut folder);
        }
    }
}
