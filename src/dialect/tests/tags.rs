//! Template tags, boxes, and marks of other tools.

use super::super::Tool;
use super::{shown, with};

/// Returns the translation of a text that does not depend on the tool.
fn translated_text(text: &str) -> String {
    shown(Tool::Pressmark, text)
}

#[test]
fn boxes_of_gitbook_and_hugo_are_ours() {
    assert_eq!(
        translated_text("{% hint style=\"info\" %}\nHint.\n{% endhint %}\n"),
        "::: note\nHint.\n:::\n"
    );
    assert_eq!(
        translated_text("{{< callout type=\"danger\" title=\"Oh\" >}}Text.{{< /callout >}}\n"),
        "::: {.caution title=\"Oh\"}\n\nText.\n\n:::\n"
    );
    assert_eq!(
        translated_text("- a\n  {% hint style=\"tip\" %}\n  b\n  {% endhint %}\n"),
        "- a\n  ::: tip\n  b\n  :::\n"
    );
}

#[test]
fn boxes_of_mkdocs_lose_their_indent() {
    assert_eq!(
        translated_text(
            "!!! note \"Title\"\n    A.\n\n    ```\n    code\n    ```\n    ??? danger\n        B.\n\nC.\n\n    D\n"
        ),
        "::: {.note title=\"Title\"}\nA.\n\n```\ncode\n```\n::: {.caution title=\"Danger\"}\nB.\n:::\n\n:::\n\n\nC.\n\n    D\n"
    );
    assert_eq!(
        translated_text("=== \"C\"\n\n    c\n\n=== \"D\"\n\n    d\n"),
        "**C**\n\n\nc\n\n**D**\n\n\nd\n"
    );
    assert_eq!(translated_text("!!! Attention, he said.\n"), "!!! Attention, he said.\n");
}

#[test]
fn boxes_of_quarto_docusaurus_and_obsidian_are_ours() {
    assert_eq!(
        translated_text("::: {.callout-tip collapse=\"true\"}\n## A *t*\nText.\n:::\n"),
        "::: {.tip title=\"A *t*\"}\nText.\n:::\n"
    );
    assert_eq!(translated_text("::: callout-note\nText.\n:::\n"), "::: note\nText.\n:::\n");
    assert_eq!(translated_text(":::info Title\nText.\n:::\n"), "::: {.note title=\"Title\"}\nText.\n:::\n");
    assert_eq!(translated_text(":::tip[My *t*]\nText.\n:::\n"), "::: {.tip title=\"My *t*\"}\nText.\n:::\n");
    assert_eq!(translated_text("::: {.rmdwarning}\nText.\n:::\n"), "::: warning\nText.\n:::\n");
    assert_eq!(
        translated_text("> [!faq]- Why?\n> Text.\nlazy\n\nb\n"),
        "::: {.note title=\"Why?\"}\nText.\nlazy\n:::\n\n\nb\n"
    );
    assert_eq!(translated_text("::: verse\na\n:::\n> [!NOTE]\n> x\n"), "::: verse\na\n:::\n> [!NOTE]\n> x\n");
}

#[test]
fn pictures_of_hugo_and_jekyll_are_figures() {
    let files = [("src/a.png", ""), ("b c.png", "")];
    let text = "{{< figure src=\"a.png\" caption=\"Cap\" alt=\"Alt\" width=\"300\" >}}\n";
    assert_eq!(with(Tool::Hugo, text, &files, &[]).0, "![Cap](a.png){alt=\"Alt\" width=\"300\"}\n");
    assert_eq!(with(Tool::Pressmark, "{{< figure src=\"x.png\" caption=\"Cap\" >}}\n", &[], &[]).0, "Cap\n");
    let text = "A{% include marginnote.html id='m' note='A *note*.' %} b.\n\n{% include figure.html url='/b c.png' description='D' %} As.\n";
    assert_eq!(with(Tool::Jekyll, text, &files, &[]).0, "A^[A *note*.] b.\n\n![D](</b c.png>)\n\n As.\n");
}

#[test]
fn code_of_templates_is_code_and_raw_text_is_text() {
    let text = "{% highlight ruby %}\nputs {{ x }}\n{% endhighlight %}\n";
    assert_eq!(translated_text(text), "```ruby\nputs {{ x }}\n```\n");
    assert_eq!(translated_text("{% raw %}a {{ b }}{% endraw %}\n"), "a &#123;{ b }}\n");
    assert_eq!(
        translated_text("{% code title=\"a.js\" %}\n```js\nx\n```\n{% endcode %}\n"),
        "\n```js {title=\"a.js\"}\nx\n```\n\n"
    );
    assert_eq!(translated_text("a {% comment %} b {{ c }} {% endcomment %} d\n"), "a  d\n");
}

#[test]
fn variables_are_filled_and_unknown_templates_are_reported() {
    let variables = [("book.v", "22"), ("book.ticks", "```"), ("book.button", "<a class=\"x\"></a>")];
    let text = "{{book.ticks}}\n{{ book.v }}\n{{book.ticks}}\n{{ book.button }}{{ book.no }}\n";
    let (shown, reported) = with(Tool::GitBook, text, &[], &variables);
    assert_eq!(shown, "```\n22\n```\n{{ book.no }}\n");
    assert_eq!(reported, ["src/a.md:4:18 W0317 template text `{{ book.no }}` kept as it is"]);
    assert_eq!(translated_text("[a]({{ site.baseurl }}/b) [c]({% link d.md %})\n"), "[a](/b) [c](d.md)\n");
    let (shown, reported) = with(
        Tool::GitBook,
        "{% if output.name == \"website\" %}\nA\n{% endif %}\n{% exercise %}\nB\n",
        &[],
        &[],
    );
    assert_eq!(shown, "\n\nB\n");
    assert_eq!(reported, ["src/a.md:4:1 W0316 template tag `{% exercise %}` left out"]);
}

#[test]
fn code_is_never_touched() {
    for text in [
        "`{{ a }} [[b]] ==c==`\n",
        "```\n{% a %}\n!!! note\n    b\n:::tip x\n```\n",
        "a\n\n    {{< b >}}\n    [TOC]\n",
        "$\\frac{{a}}{b}$\n",
    ] {
        assert_eq!(translated_text(text), text);
    }
}

#[test]
fn marks_of_obsidian_are_ours() {
    let files = [("attachments/p.png", "")];
    assert_eq!(
        with(Tool::Pressmark, "![[p.png|300]]\n", &files, &[]).0,
        "![](../attachments/p.png){width=300px}\n"
    );
    assert_eq!(
        translated_text("[[Some file#A Head|text]] [[x]] a[[1]] [[y]](z)\n"),
        "[text](<Some file.md#a-head>) [x](x.md) a[[1]] [[y]](z)\n"
    );
    assert_eq!(translated_text("a ==b c== d==e==f %% no %% 100%% x\n"), "a [b c]{.mark} d==e==f  100%% x\n");
    assert_eq!(translated_text("%%\nno\n%%\nyes\n"), "\nyes\n");
}

#[test]
fn attributes_of_kramdown_are_kept_where_they_are_supported() {
    assert_eq!(
        translated_text("# A\n{: .x #y}\n\n![](a.png){: width=\"50%\"}\n\nB.\n{: #z}\n\nC.\n{: .lead}\n"),
        "# A {.x #y}\n\n![](a.png){ width=\"50%\"}\n\nB.\n<a id=\"z\"></a>\n\nC.\n\n"
    );
    assert_eq!(translated_text("* TOC\n{:toc}\n\n[TOC]\n\n[[_TOC_]]\n"), "\n\n\n\n\n");
    assert_eq!(
        translated_text("## A（b）{#c}\n\n## `x{#y}`\n\n## $x_{#y}$ z {#w}\n"),
        "## A（b） {#c}\n\n## `x{#y}`\n\n## $x_{#y}$ z {#w}\n"
    );
    assert_eq!(translated_text("# (PART) Two {-}\n"), "# Two {.part .unnumbered}\n");
    assert_eq!(translated_text("import A from '@b';\n\nText import x.\n"), "\n\nText import x.\n");
}

#[test]
fn boxes_take_their_titles_folded_and_nested() {
    assert_eq!(
        translated_text("> [!NOTE] My title\n> Text.\n"),
        "::: {.note title=\"My title\"}\nText.\n:::\n\n"
    );
    assert_eq!(
        translated_text("> [!note]- My title\n> Text.\n"),
        "::: {.note title=\"My title\"}\nText.\n:::\n\n"
    );
    assert_eq!(translated_text("> [!tip]+\n> Text.\n"), "::: tip\nText.\n:::\n\n");
    assert_eq!(
        translated_text("> [!NOTE] A\n> Text.\n>\n> > [!tip] B\n> > More.\n"),
        "::: {.note title=\"A\"}\nText.\n\n::: {.tip title=\"B\"}\nMore.\n:::\n\n:::\n\n"
    );
    assert_eq!(
        translated_text("> Text.\n>\n> > [!tip] B\n> > More.\n>\n> End.\n"),
        "> Text.\n>\n> ::: {.tip title=\"B\"}\n> More.\n> :::\n\n>\n> End.\n"
    );
}

#[test]
fn marks_without_a_space_are_headings_to_mkdocs_and_reported_elsewhere() {
    let text = "#Chapter Twelve\n\nText #Chapter\n#not\n\n#tag #other\n\n#!x\n\n    #Code\n\n##two\n";
    let made = "# Chapter Twelve\n\nText #Chapter\n#not\n\n#tag #other\n\n#!x\n\n    #Code\n\n## two\n";
    assert_eq!(shown(Tool::MkDocs, text), made);
    assert_eq!(shown(Tool::GitBook, text), made);
    let (kept, reported) = with(Tool::Pressmark, text, &[], &[]);
    assert_eq!(kept, text);
    assert_eq!(
        reported,
        [
            "src/a.md:1:1 W0342 `#Chapter Twelve` is text, not a heading",
            "src/a.md:12:1 W0342 `##two` is text, not a heading"
        ]
    );
}

#[test]
fn metadata_within_the_text_is_left_out() {
    let text = "A.\n\n---\ntitle: B\ntags:\n  - c\n---\n\nD.\n";
    let (made, reported) = with(Tool::Pandoc, text, &[], &[]);
    assert_eq!(made, "A.\n\n\n\nD.\n");
    assert_eq!(reported, ["src/a.md:3:1 W0343 YAML block within the text left out"]);
    for kept in [
        "A.\n\n---\n\nB: c\n\n---\n\nD.\n",
        "A.\n\n---\nBut he said: no.\n---\n\nB.\n",
        "A.\n\n---\nHAMLET: Words.\n---\n\nB.\n",
        "A.\n\n---\nkey: b\n---\nC.\n",
        "```\n\n---\nkey: b\n---\n```\n",
    ] {
        assert_eq!(with(Tool::Pandoc, kept, &[], &[]), (kept.to_owned(), Vec::new()), "{kept}");
    }
}

#[test]
fn tabs_of_docusaurus_become_names_and_texts() {
    let text = "<Tabs\n  groupId=\"x\">\n  <TabItem value=\"a\" label=\"An *a*\" default>\n\n    One.\n\n      code\n\n  </TabItem>\n  <TabItem value=\"b\">\n\nTwo.\n\n  </TabItem>\n</Tabs>\n";
    assert_eq!(
        translated_text(text),
        "\n  **An \\*a\\***\n\n\nOne.\n\n  code\n\n  \n  **b**\n\n\nTwo.\n\n  \n\n"
    );
    assert_eq!(translated_text("<Table>\n\n`<Tabs>`\n"), "<Table>\n\n`<Tabs>`\n");
    assert_eq!(translated_text("<TabItem label=\"A\">Install it.</TabItem>\n"), "**A**\n\nInstall it.\n");
    assert_eq!(translated_text("<TabItem label=\"A\">One\nmore\n</TabItem>\n"), "**A**\n\nOne\nmore\n\n");
    assert_eq!(translated_text("<Tabs>\n</Tabs> Then on.\n\nA.\n\n<br>\n"), "\n Then on.\n\nA.\n\n<br>\n");
}

#[test]
fn titles_and_marks_after_fences_are_read() {
    let (text, reported) = with(
        Tool::Pressmark,
        "```js title=\"a.js\" showLineNumbers {1,3-5}\nx\n```\n\n~~~ {2}\ny\n~~~\n\n```py {title=\"b\"}\nz\n```\n",
        &[],
        &[],
    );
    assert_eq!(
        text,
        "```js {title=\"a.js\" .numberLines mark=\"1,3-5\"}\nx\n```\n\n~~~text {mark=\"2\"}\ny\n~~~\n\n```py {title=\"b\"}\nz\n```\n"
    );
    assert!(reported.is_empty(), "{reported:?}");
    for text in ["```rust,ignore\n```\n", "```js {.x #y}\n```\n", "```a=\"b\" c\n```\n"] {
        assert_eq!(translated_text(text), text);
    }
}

#[test]
fn keys_and_icons_of_mkdocs_are_ours_or_reported() {
    let keys =
        "Press ++ctrl+alt+del++, ++arrow-up++ or ++\"My [key]\"++; C++ and a++b++ stay, `++x++` too.\n";
    assert_eq!(
        shown(Tool::MkDocs, keys),
        "Press [Ctrl]{.kbd}+[Alt]{.kbd}+[Del]{.kbd}, [Up]{.kbd} or [My \\[key\\]]{.kbd}; C++ and a++b++ stay, `++x++` too.\n"
    );
    let (text, reported) = with(
        Tool::MkDocs,
        "- :material-check:{ .green } Done :fontawesome-brands-x: 10:30 :material:\n",
        &[],
        &[],
    );
    assert_eq!(text, "-  Done  10:30 :material:\n");
    assert_eq!(reported.len(), 2);
    assert_eq!(reported[0], "src/a.md:1:3 W0318 icon `:material-check:` left out");
    for text in ["++ctrl++\n", ":material-check:\n"] {
        assert_eq!(shown(Tool::Pressmark, text), text);
    }
}

#[test]
fn pictures_in_raw_html_of_mkdocs_are_looked_for_from_the_file() {
    let files = [("pix/a.png", ""), ("src/b.png", "")];
    let text = "<div>\n<img alt=\"A\" src=\"../../pix/a.png\" />\n</div>\n\nx <img src=\"../pix/a.png\"> <img src=\"../b.png\">\n";
    assert_eq!(
        with(Tool::MkDocs, text, &files, &[]).0,
        "<div>\n<img alt=\"A\" src=\"../pix/a.png\" />\n</div>\n\nx <img src=\"../pix/a.png\"> <img src=\"b.png\">\n"
    );
}
