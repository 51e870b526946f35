//! Blocks of Markdown and divs.

use super::show::{blocks, faults, manuscript, words};
use crate::book::BlockKind;

#[test]
fn headings_keep_level_and_attributes() {
    assert_eq!(
        blocks("# Title {#t .x lang=fr}\n\nSetext *em*\n=====\n\n###### A [b]{.sc}\n\n## C {D}\n"),
        "H1#t.x@fr(Title)\nH1(Setext <em em>)\nH6(A <sc b>)\nH2(C {D})"
    );
}

#[test]
fn lists_are_tight_or_loose_numbered_or_not() {
    assert_eq!(blocks("- a\n- b\n  - c\n"), "UL(P(a) | P(b) UL(P(c)))");
    assert_eq!(blocks("3. a\n\n4. b\n"), "OL3 loose(P(a) | P(b))");
    assert_eq!(blocks("- [ ] a\n- [x] b\n"), "UL([ ] P(a) | [x] P(b))");
    assert_eq!(
        blocks("Term\n: def *a*\n: def b\n\nOther\n\n: loose\n"),
        "DL(Term: P(def <em a>); P(def b) | Other: P(loose))"
    );
}

#[test]
fn scene_breaks_have_four_shapes() {
    assert_eq!(blocks("a\n\n***\n\n---\n\n* * *\n\n___\n"), "P(a)\nScene\nScene\nScene\nScene");
}

#[test]
fn code_keeps_its_text_and_takes_attributes() {
    assert_eq!(
        blocks("```rust,ignore {#lst:x .wide}\na \"b\" -- c\n\n::: d\n```\n"),
        r#"Code#lst:x.wide(rust: "a \"b\" -- c\n\n::: d")"#
    );
    assert_eq!(blocks("```{.rust #lst:x}\na^[b]\n```\n"), r#"Code#lst:x(rust: "a^[b]")"#);
    assert_eq!(blocks("```{.sourceCode .numberLines .rust}\na\n```\n"), r#"Code(rust: "a")"#);
    assert_eq!(blocks("<pre><code class=\"lang-rust\">a</code></pre>\n"), r#"Code(rust: "a")"#);
    assert_eq!(blocks("    ::: a\n    b\n"), r#"Code(-: "::: a\nb")"#);
    assert_eq!(faults("```{x\ny\n```\n"), [r#"W0304 "```{x" attributes that cannot be read"#]);
}

#[test]
fn divs_have_roles_attributes_and_nest() {
    assert_eq!(
        blocks(":::: {.note #n lang=de}\na\n::: aside\n\"b\"\n:::\nc\n::::\nd\n"),
        "Note#n@de(P(a) Aside(P(„b“)) P(c))\nP(d)"
    );
    assert_eq!(
        blocks("::: only-epub\na\n:::\n::: {.letter only=pdf}\nb\n:::\n"),
        "OnlyEpub(P(a))\nOnlyPdf(Letter(P(b)))"
    );
    assert_eq!(
        blocks("::: centered :::\na\n:::\n::: pagebreak\n:::\n::: {#x}\nb\n:::\n"),
        "Centred(P(a))\nPage\nPlain#x(P(b))"
    );
    assert_eq!(faults(":::: {.note #n}\na\n::::\n"), Vec::<String>::new());
}

#[test]
fn divs_may_be_in_quotes_and_lists() {
    assert_eq!(blocks("> ::: note\n> in *x*\n> :::\n> out\n"), "Quote(Note(P(in <em x>)) P(out))");
    assert_eq!(
        blocks("- a\n\n  ::: tip\n  b\n  :::\n- ::: keep\n  c\n  :::\n"),
        "UL loose(P(a) Tip(P(b)) | Keep(P(c)))"
    );
}

#[test]
fn notes_and_link_definitions_work_across_divs() {
    assert_eq!(
        blocks("::: aside\n[a] x[^n]\n:::\n\n[a]: u.md\n[^n]: b\n"),
        "Aside(P(<a u.md: a> x<note 0>))"
    );
}

#[test]
fn faulty_divs_are_reported_and_lose_nothing() {
    assert_eq!(blocks("::: vers\na\n:::\n:::\n::: aside\nz"), "Plain.vers(P(a))\nAside(P(z))");
    assert_eq!(
        faults("::: vers\na\n:::\n:::\n::: aside\nz"),
        [
            r#"W0309 "vers" unknown kind of div `vers`"#,
            r#"W0303 ":::" no open div to close"#,
            r#"E0302 "::: aside" div is never closed"#
        ]
    );
    let suggested = manuscript("::: vers\na\n:::\n", "en", "").diagnostics;
    assert_eq!(suggested[0].help, ["did you mean `verse`?"]);
    assert_eq!(blocks("::: note Mind the gap\na\n:::\n"), "Note(P(Mind the gap) P(a))");
    assert_eq!(
        faults("::: note Mind the gap\na\n:::\n"),
        [r#"W0304 "Mind the gap" not an attribute of a div"#]
    );
    assert_eq!(
        faults("::: {.mine}\na\n:::\n"),
        [r#"W0341 "::: {.mine}" class `mine` on a div has no effect"#]
    );
    assert_eq!(blocks("\\::: note\na\n"), "P(::: note a)");
}

#[test]
fn lines_of_verse_are_lines() {
    assert_eq!(
        blocks("::: verse\nOne \"line\n    and *two\n        or* three\" `x`\n\nNew\\\nstanza\n:::\n"),
        "Verse(One “line / >and <em two> / >><em or> three” <code x> // New / stanza)"
    );
    assert_eq!(blocks("::: {.verse #v}\n| a\n|   \"b\"\n|\n| c\n:::\n"), "Verse#v(a / >“b” // c)");
    assert_eq!(blocks("> ::: verse\n>\n>     a\n>   b\n> :::\n"), "Quote(Verse(>a / b))");
    assert_eq!(blocks("::: verse\na\n\n&nbsp;&nbsp;b\n:::\n"), "Verse(a // >b)");
    assert_eq!(blocks("::: verse\na\n\n***\n\nb\n:::\n"), "Plain(Verse(a) Scene Verse(b))");
}

#[test]
fn quotations_have_an_attribution() {
    assert_eq!(blocks("> a\n>\n> — Me, *there*\n"), "Quote(P(a) -- Me, <em there>)");
    assert_eq!(blocks("> a\n>\n> -- Me\n"), "Quote(P(a) -- Me)");
    assert_eq!(blocks("> a\\\n> — Me\n"), "Quote(P(a) -- Me)");
    assert_eq!(blocks("> a\n>\n> <cite>Me</cite>\n"), "Quote(P(a) -- Me)");
    assert_eq!(blocks("> a\n> — b\n"), "Quote(P(a — b))");
    assert_eq!(blocks("> — Bonjour.\n"), "Quote(P(— Bonjour.))");
    assert_eq!(blocks("::: epigraph\na\n\n--- Me\n:::\n"), "Epigraph(Quote(P(a) -- Me))");
    assert_eq!(blocks("::: epigraph\n> a\n\n— Me\n:::\n"), "Epigraph(Quote(P(a) -- Me))");
    assert_eq!(blocks("::: quote\na\n\n— Me\n:::\n"), "Quote(P(a) -- Me)");
    assert_eq!(blocks("> [!TIP]\n> a\n"), "Tip(P(a))");
}

#[test]
fn a_picture_alone_is_a_figure() {
    assert_eq!(
        blocks("![A *map*](../m%20x.svg){#fig:map alt=\"say \\\"x\\\"\" width=80%}\n"),
        r#"Fig#fig:map(../m x.svg "say \"x\"" 80%: A <em map>)"#
    );
    assert_eq!(blocks("![A \"map\"](m.png)\n"), r#"Fig(m.png "A “map”": A “map”)"#);
    assert_eq!(blocks("![](m.png)\n\n![](m.png){alt=\"\"}\n"), "Fig(m.png: )\nFig(m.png \"\": )");
    assert_eq!(blocks("a ![c](b.png) d\n"), "P(a <img b.png \"c\"> d)");
    assert_eq!(blocks("- ![c](b.png)\n"), "UL(P(<img b.png \"c\">))");
}

#[test]
fn a_caption_of_a_picture_in_a_line_is_reported() {
    assert_eq!(
        faults("a ![My *map*](m.png){alt=\"A sky\"} b\n"),
        [r#"W0345 "![My *map*](m.png)" caption `My map` of a picture in a line left out"#]
    );
    for text in
        ["![My map](m.png){alt=\"A sky\"}\n", "a ![A sky](m.png){alt=\"A sky\"}\n", "a ![](m.png){alt=x}\n"]
    {
        assert_eq!(faults(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn description_and_address_replace_a_remote_picture() {
    for (text, expected) in [
        ("a ![Map](https://x.example/m.png) b\n", "Map (<a out https://x.example/m.png: "),
        ("![Map](//x.example/m.png)\n", "P(Map (<a out https://x.example/m.png: //"),
        ("![](https://x.example/m.png)\n", "P(<a out https://x.example/m.png: "),
        ("![Map](https://x.example/m.png){#fig:map}\n", "Fig#fig:map("),
        ("a ![Map](https://x.example/m.png){#map} b\n", "#map"),
    ] {
        assert!(blocks(text).contains(expected), "{}", blocks(text));
        assert!(faults(text)[0].starts_with("W0214"), "{:?}", faults(text));
    }
    let badge = blocks("[![build](https://x.example/b.svg)](https://x.example)\n");
    assert!(badge.contains("build") && !badge.contains("b.svg"), "{badge}");
}

#[test]
fn a_picture_has_the_requested_size() {
    assert_eq!(blocks("![](m.png){width=5cm height=\"2 in\"}\n"), "Fig(m.png 5cm x2in: )");
    assert_eq!(blocks("<img src=m.png width=300 height=64px>\n"), "Fig(m.png 300px x64px: )");
    assert_eq!(blocks("<img src=m.png width=300 style='width: 40%; max-width: 100%'>\n"), "Fig(m.png 40%: )");
    assert_eq!(
        faults("![](m.png){width=5ells height=50%}\n"),
        [
            r#"W0304 "{width=5ells height=50%}" height `50%` ignored"#,
            r#"W0304 "{width=5ells height=50%}" width `5ells` ignored"#
        ]
    );
    assert_eq!(faults("<img src=m.png width=auto style='float: left'>\n").len(), 1);
}

#[test]
fn the_caption_of_a_picture_may_call_a_note() {
    let note = "\n\n[^n]: a";
    assert_eq!(
        blocks(&format!("![A *map*.[^n]](../m%20x.svg){{#fig:map width=80%}}{note}")),
        r#"Fig#fig:map(../m x.svg "A map." 80%: A <em map>.<note 0>)"#
    );
    assert_eq!(
        blocks(&format!("a ![b[^n] c](<m_a_ x.png> \"T\") d{note}")),
        r#"P(a <img[title=T] m_a_ x.png "b c"><note 0> d)"#
    );
    assert_eq!(
        blocks(&format!("![b[^n]](a&amp;b.png 'T &copy;'){note}")),
        r#"Fig[title=T ©](a&b.png "b": b<note 0>)"#
    );
    // Code that begins in the parentheses and ends after them is not lost.
    assert_eq!(blocks(&format!("![b[^n]](m`x.png) y` z{note}")), "P(![b<note 0>](m<code x.png) y> z)");
    // Nor is a picture without a file. A call in the text of a link goes after it.
    assert_eq!(blocks(&format!("![b[^n]]() [c[^n]](x.md){note}")), "P(![b<note 0>]() <a x.md: c><note 0>)");
    assert_eq!(blocks(&format!("![b[^n]](m.png x{note}")), "P(![b<note 0>](m.png x)");
}

#[test]
fn several_pictures_make_a_figure_group() {
    assert_eq!(
        blocks("::: figure {#fig:two}\n![a](a.png)\n![b](b.png)\n\nBoth *of* them\n:::\n"),
        r#"Fig#fig:two(a.png "a"(a) + b.png "b"(b): Both <em of> them)"#
    );
    assert_eq!(blocks("::: figures\n![a](a.png){#fig:a}\n:::\n"), r#"Fig#fig:a(a.png "a": a)"#);
    assert_eq!(blocks("::: figure\na\n:::\n"), "Plain.figure(P(a))");
}

#[test]
fn tables_take_the_caption_beside_them() {
    let table = "| a | b |\n|:-:|--:|\n| *1* | |\n";
    assert_eq!(blocks(&format!("{table}\n: Cap {{#tbl:x}}\n")), "Table#tbl:x ^>(Cap: *a | *b = <em 1> | )");
    assert_eq!(blocks(&format!("Table: Cap\n\n{table}\n")), "Table ^>(Cap: *a | *b = <em 1> | )");
    assert_eq!(
        blocks(&format!("Para\n\n: Cap {{#tbl:y}}\n\n{table}")),
        "P(Para)\nTable#tbl:y ^>(Cap: *a | *b = <em 1> | )"
    );
    assert_eq!(blocks(&format!("{table}: Cap {{#tbl:z}}\n")), "Table#tbl:z ^>(Cap: *a | *b = <em 1> | )");
    assert_eq!(blocks("Table: not {#a}\n\nb\n"), "P(Table: not {#a})\nP(b)");
    assert_eq!(blocks(": alone\n"), "P(: alone)");
}

#[test]
fn displayed_formulas_are_blocks() {
    assert_eq!(blocks("$$\na\n$$ {#eq:z}\n"), "Math#eq:z(a)");
    assert_eq!(blocks("a $$b$$ c\n\n$$d$$ e {#x}\n"), "P(a)\nMath(b)\nP(c)\nMath(d)\nP(e {#x})");
    assert_eq!(blocks("| $$a$$ b |\n|---|\n| c |\n").matches("dmath").count(), 1, "a cell stays whole");
    assert_eq!(faults("$a$ $$b$$\n"), [""; 0]);
}

#[test]
fn paths_are_relative_to_the_root() {
    let outcome = manuscript("![a](../m.png) [b](c.md#d)\n", "en", "part-1");
    let BlockKind::Paragraph(text) = &outcome.value.blocks[0].kind else { panic!("a paragraph") };
    assert_eq!(words(text), "<img m.png \"a\"> <a part-1/c.md#d: b>");
}

#[test]
fn captions_are_named_by_an_empty_span_and_code_by_a_paragraph_beside_it() {
    let table = "| a |\n|---|\n| 1 |\n\n";
    assert_eq!(
        blocks(&format!("{table}: Owls. []{{#tbl:owls .x}}\n")),
        blocks(&format!("{table}: Owls. {{#tbl:owls .x}}\n"))
    );
    let code = "Code#lst:x[caption Cap](-: \"a\")";
    assert_eq!(blocks("```\na\n```\n\n: Cap {#lst:x}\n"), code);
    assert_eq!(blocks("Listing: Cap {#lst:x}\n\n```\na\n```\n"), code);
    assert_eq!(blocks("```\na\n```\n\n: Cap\n"), "Code(-: \"a\")\nP(: Cap)");
    assert!(blocks(&format!("Listing: the ports\n\n{table}")).starts_with("P(Listing: the ports)\nTable"));
    assert_eq!(blocks("Listing: all.\n\n```\na\n```\n"), "P(Listing: all.)\nCode(-: \"a\")");
}

#[test]
fn code_takes_a_name_and_a_caption() {
    assert_eq!(
        blocks("```rust {#lst:x title=\"src/__main__.rs\" caption=\"It isn't *much*\"}\na\n```\n"),
        "Code#lst:x[title <code src/__main__.rs>][caption It isn’t <em much>](rust: \"a\")"
    );
    assert_eq!(blocks("```{.sh title=\"The last one\"}\na\n```\n"), "Code[title The last one](sh: \"a\")");
}

#[test]
fn boxes_take_a_title() {
    assert_eq!(blocks("::: {.note title=\"Don't *go*\"}\na\n:::\n"), "Note(Title(Don’t <em go>) P(a))");
    assert_eq!(blocks("::: {.own title=\"A\"}\na\n:::\n"), "Plain.own(Title(A) P(a))");
    assert_eq!(blocks("::: note\na\n:::\n"), "Note(P(a))");
}

#[test]
fn a_short_name_has_marks_and_typography() {
    assert_eq!(blocks("# A {short=\"The *Pequod's*\"}\n"), "H1[short=The <em Pequod’s>](A)");
    let figure = blocks("![a](m.png){short=\"*b*\"}\n");
    assert!(figure.contains("[short=<em b>]"), "{figure}");
}

#[test]
fn every_div_shows_its_title() {
    for (name, kind) in [
        ("letter", "Letter(Title(B) P(a))"),
        ("epigraph", "Epigraph(Title(B) P(a))"),
        ("dedication", "Dedication(Title(B) P(a))"),
        ("drama", "Drama(Title(B) P(a))"),
        ("centred", "Centred(Title(B) P(a))"),
        ("keep", "Keep(Title(B) P(a))"),
        ("quote", "Quote(Title(B) P(a))"),
    ] {
        assert_eq!(blocks(&format!("::: {{.{name} title=B}}\na\n:::\n")), kind);
    }
    assert!(blocks("::: {.verse title=B}\na\n:::\n").starts_with("Plain(Title(B) Verse("));
    let figure = blocks("::: {.figure caption=\"*B*\"}\n![](a.png)\n\n![](b.png)\n:::\n");
    assert_eq!(figure, blocks("::: figure\n![](a.png)\n\n![](b.png)\n\n*B*\n:::\n"));
}

#[test]
fn the_head_of_the_file_is_left_alone() {
    let text = "---\ntitle: ::: x\n---\n# A\n";
    let lang = crate::lang::LangTag::english();
    let markup = crate::manuscript::Markup {
        lang: &lang,
        folder: "",
        classes: &[],
        listed: None,
        commands: &crate::manuscript::MathCommands::default(),
        blocks: &[],
        abbreviations: &[],
        schemes: &[],
    };
    let start = text.find("# A").expect("the body");
    let head = crate::project::metadata::FileMeta::default();
    let outcome = crate::manuscript::read(crate::diag::FileId(0), text, start, head, &markup);
    assert_eq!(super::show::many(&outcome.value.blocks), "H1(A)");
    assert_eq!(outcome.value.blocks[0].span.range(), start..start + 3);
    assert!(outcome.diagnostics.is_empty());
}

#[test]
fn columns_are_counted_by_the_author_or_by_the_divs_in_them() {
    assert_eq!(blocks("::: columns\nA\n:::\n"), "Columns(2)(P(A))");
    assert_eq!(blocks("::: {.columns count=3}\nA\n:::\n"), "Columns(3)(P(A))");
    let column = |width: &str| format!("::: {{.column width={width}}}\nA\n:::\n");
    let both =
        |first: &str, second: &str| format!(":::: {{.columns}}\n{}{}::::\n", column(first), column(second));
    assert_eq!(blocks(&both("50%", "48%")), "Columns(2)(Column(P(A)) Column(P(A)))");
    assert_eq!(faults(&both("50%", "48%")), [""; 0]);
    // Columns are equally wide.
    let reported = faults(&both("70%", "30%"));
    assert!(reported.len() == 2 && reported[0].contains("width"), "{reported:?}");
    for count in ["1", "7", "many"] {
        let text = format!("::: {{.columns count={count}}}\nA\n:::\n");
        assert_eq!(blocks(&text), "Columns(2)(P(A))");
        assert!(faults(&text)[0].contains("`count`"), "{:?}", faults(&text));
    }
}
