//! Chapters as authors write them in practice, each with one kind of syntax.

/// A chapter with one kind of syntax.
pub(super) struct Kind {
    pub(super) file: &'static str,
    pub(super) text: &'static str,
    /// The codes of the diagnostics in the file, in order.
    pub(super) codes: &'static [&'static str],
    /// Text that its document in the e-book contains.
    pub(super) e_book: &'static [&'static str],
    pub(super) not_in_e_book: &'static [&'static str],
    /// Text on the printed pages, ignoring whitespace.
    pub(super) print: &'static [&'static str],
}

const NOTHING: Kind = Kind { file: "", text: "", codes: &[], e_book: &[], not_in_e_book: &[], print: &[] };

pub(super) const KINDS: &[Kind] = &[
    Kind {
        file: "prologue.md",
        text: "# Prologue\n\nBefore it all.\n",
        e_book: &["doc-prologue"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "head.md",
        text: "---\nlayout: post\ndate: 2020-02-02\ntags: [sea, salt]\nweight: 3\nauthor: Nobody\n---\n\n# Salt\n\nWhite.\n",
        codes: &["W0113"],
        e_book: &["<h1>Salt</h1>"],
        ..NOTHING
    },
    Kind {
        file: "toml.md",
        text: "+++\ntitle = \"Pepper\"\nweight = 4\n+++\n\nBlack.\n",
        codes: &["W0113"],
        e_book: &["<h1>Pepper</h1>"],
        print: &["Pepper"],
        ..NOTHING
    },
    Kind {
        file: "anchor.md",
        text: "# Anchors\n\n<a name=\"quay\"></a>Ships lie here. <a name=\"buoy\"></a>One drifts.\n\n[quay](#quay), [buoy](#buoy)\n",
        e_book: &["id=\"quay\"", "id=\"buoy\"", "href=\"#quay\"", "href=\"#buoy\""],
        ..NOTHING
    },
    Kind {
        file: "summary-a.md",
        text: "# Sums\n\n## Sum {#sum}\n\n[here](#sum) [there](summary-b.md#sum)\n\n## Notes\n\na\n\n## Notes\n\n[again](#notes-1)\n",
        e_book: &["\"#sum\">here", "\"summary-b.xhtml#sum-2\">there", "\"#notes-2\">again"],
        ..NOTHING
    },
    Kind {
        file: "summary-b.md",
        text: "# More sums\n\n## Sum {#sum}\n\n[here](#sum)\n",
        e_book: &["\"#sum-2\">here"],
        ..NOTHING
    },
    Kind {
        file: "pictures.md",
        text: "# Pictures\n\n![A plan](old plans/first floor.png)\n\n![A root](/img/dot.png)\n\n![A query](img/dot.png?raw=true)\n\n\
               ![A stroke](img\\dot.png)\n\n![A dot](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==)\n\n\
               ![Only its words](img/dot.png){alt=\"\"}\n\n| decoration |\n|---|\n| ![](img/dot.png){alt=\"\"} |\n\n| ![](img/dot.png){alt=\"\"} |\n|---|\n| below |\n\n| bare |\n|---|\n|   |\n",
        e_book: &[
            "alt=\"A plan\"",
            "alt=\"A root\"",
            "alt=\"A query\"",
            "alt=\"A stroke\"",
            "alt=\"A dot\"",
            "</span> Only its words",
        ],
        not_in_e_book: &["base64"],
        print: &["Figure 1 A plan", "Figure 5 A dot", "Figure 6 Only its words"],
        ..NOTHING
    },
    Kind {
        file: "drawings.md",
        text: "# Drawings\n\n![A type](doctype.svg)\n\n![Styles](remote.svg)\n\n![Names](ids.svg)\n",
        codes: &["W0210"],
        e_book: &["alt=\"A type\"", "alt=\"Styles\"", "alt=\"Names\""],
        ..NOTHING
    },
    Kind {
        file: "colons.md",
        text: "# Colons\n\nA first line.\n\n:warning: Mind the step.\n\nShe came in.\n:) and laughed.\n\nA `span\n: over` lines.\n\nTerm\n: Meaning.\n",
        e_book: &[
            "<p>:warning: Mind the step.</p>",
            ":) and laughed.",
            "<code>span : over</code>",
            "<dt>Term</dt>",
        ],
        print: &[":warning: Mind the step.", ":) and laughed.", "span : over"],
        ..NOTHING
    },
    Kind {
        file: "number-a.md",
        text: "# 4 Weirs\n\nWater.\n",
        e_book: &["<h1>4 Weirs</h1>"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "number-b.md",
        text: "# 5) Locks\n\nWater.\n",
        e_book: &["<h1>5) Locks</h1>"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "lists.md",
        text: "# Lists\n\n<ol type=\"a\" start=\"25\"><li>yew</li><li>zinnia</li></ol>\n\n<ol reversed><li>three</li><li>two</li><li>one</li></ol>\n\n\
               <ol><li value=\"7\">seven</li><li>eight</li></ol>\n\n<ol type=\"I\"><li>first</li></ol>\n",
        e_book: &["<ol type=\"a\" start=\"25\">", "reversed=\"reversed\"", "value=\"7\"", "<ol type=\"I\">"],
        print: &["y. yew z. zinnia", "3. three 2. two 1. one", "7. seven 8. eight", "I. first"],
        ..NOTHING
    },
    Kind {
        file: "grids.md",
        text: "# Grids\n\n+-----+-----+\n| oak | ash |\n+=====+=====+\n| 1   | 2   |\n+-----+-----+\n\n  Elm     Fir\n-----  ------\n    3       4\n\n\
               | A line\n|   further in\n\na. alder\nb. birch\n\n(@) Example\n\n#. hash\n#. mark\n",
        e_book: &[
            ">oak</th>",
            ">2</td>",
            ">Elm</th>",
            ">4</td>",
            "class=\"line",
            "<ol type=\"a\">",
            "alder",
            "Example",
            "hash",
        ],
        not_in_e_book: &["+--", "#.", "(@)", "| A"],
        print: &["oak ash", "a. alder b. birch", "(1) Example", "1. hash 2. mark"],
        ..NOTHING
    },
    Kind {
        file: "lines.md",
        text: "# Lines\n\n{{#include code/none.rs}}\n\n{{< figure src=\"a.png\" >}}\n\n{% hint style=\"info\" %}\nA hint.\n{% endhint %}\n\n\
               !!! note \"Name\"\n    Set in.\n\n[TOC]\n\n\\newpage\n\nParagraph.\n{: .lead}\n\n[[Some page]] ![[clip.png]]\n\n%% unseen %%\n\nEnd.\n",
        codes: &["W0315", "W0316", "W0318", "W0318", "W0409", "W0318", "W0318"],
        e_book: &[
            "A hint.",
            "<p class=\"label\">Name</p>",
            "Set in.",
            "page-break",
            "<span>Some page</span>",
            "End.",
        ],
        not_in_e_book: &["{%", "{{<", "!!!", "[TOC]", "newpage", "{:", "[[", "%%"],
        print: &["A hint.", "Set in.", "Paragraph."],
    },
    Kind {
        file: "only.md",
        text: "# Only\n\nBoth.\n\n::: only=epub\nSeen on screens.\n:::\n",
        e_book: &["Seen on screens."],
        ..NOTHING
    },
    Kind {
        file: "ruby.md",
        text: "# Ruby\n\nA <ruby>base<rt>gloss</rt></ruby> and <ruby>more<rp>(</rp><rt>words</rt><rp>)</rp></ruby>.\n",
        e_book: &["<rt>gloss</rt></ruby> and <ruby>more<rt>words</rt></ruby>."],
        not_in_e_book: &["<rp>"],
        print: &["base(gloss)", "more(words)"],
        ..NOTHING
    },
    Kind {
        file: "tables.md",
        text: "# Tables\n\n|   |   |\n|---|---|\n| plum | pear |\n\n| only | a head |\n|---|---|\n\nBehind.\n",
        e_book: &["<td>plum</td>", "<th scope=\"row\">only</th>"],
        not_in_e_book: &["<thead>"],
        print: &["plum pear", "only a head"],
        ..NOTHING
    },
    Kind {
        file: "unlisted.md",
        text: "# Imprint {.unnumbered .unlisted}\n\nPrinted here.\n",
        e_book: &["<h1>Imprint</h1>"],
        ..NOTHING
    },
    Kind {
        file: "links.md",
        text: "# Links\n\n[a](https://e.example/?f[x]=y) [b](https://e.example/50%-off) [c](https://e.example/#/a/#b:c) \
               [d](http://localhost:PORT/) [e](mailto:M/S%E@e.example) [f](https://xn--a.example/) [g](https://a@b@e.example/)\n",
        codes: &["W0412", "W0412"],
        e_book: &["f%5Bx%5D=y", "50%25-off", "#/a/%23b:c\"", " d <a", "M/S%25E@", " f <a", "a%40b@e"],
        ..NOTHING
    },
    Kind {
        file: "quotes.md",
        text: "# Quotes\n\nSo it went.\n\n'\"Go,\" he said, \"now,\" and left,' she told me. He said '\"yes\"'.\n\nSee [the report[^r]](https://e.example) today.\n\n[^r]: A note.\n",
        e_book: &["‘“Go,” he said, “now,” and left,’ she", "‘“yes”’", ">the report</a><a"],
        not_in_e_book: &["[the"],
        print: &["‘“Go,” he said, “now,” and left,’ she", "‘“yes”’", "the report1 today"],
        ..NOTHING
    },
    Kind {
        file: "depth.md",
        text: "# Depth\n\nx\n\n## Second\n\nx\n\n### Third\n\nx\n\n#### Fourth\n\nx\n",
        ..NOTHING
    },
    Kind {
        file: "odd.md",
        text: "# Odd\n\nFirst.\n\n\u{93}Quoted\u{94} text.\n\n`code `\\\nx\n\n<dl><dd>No term.</dd></dl>\n\n<dl><dt>No meaning.</dt></dl>\n",
        codes: &["W0306", "W0306", "W0305", "W0305"],
        e_book: &["“Quoted”", "No term.", "No meaning."],
        print: &["“Quoted”"],
        ..NOTHING
    },
    Kind {
        file: "late.md",
        text: "## Early part\n\nEarly words.\n\n# Late name\n\nLate words.\n",
        e_book: &["<h1>Late name</h1>", "Late words"],
        not_in_e_book: &["Early"],
        print: &["Early part Early words.", "Late name Late words."],
        ..NOTHING
    },
    Kind {
        file: "inner/index.md",
        text: "# Indexed\n\nWords.\n",
        e_book: &["doc-chapter", "class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "epilogue.md",
        text: "# Epilogue\n\nAfter it all.\n",
        e_book: &["doc-epilogue"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
];
