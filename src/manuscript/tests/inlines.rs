//! The inlines of a paragraph.

use super::show::{blocks, blocks_in, faults, manuscript, notes};

#[test]
fn bracketed_spans_take_roles_and_attributes() {
    assert_eq!(blocks("[text]{.smallcaps lang=ko}"), "P(<sc@ko text>)");
    assert_eq!(
        blocks("[x *y* `z`[^n]]{.ship #i k=\"v w\"}\n\n[^n]: a"),
        "P(<Ship#i[k=v w] x <em y> <code z><note 0>>)"
    );
    assert_eq!(blocks("[a [b]{.term} c]{.index .mine}"), "P(<Index.mine a <Term b> c>)");
    assert_eq!(blocks("*[a]{.foreign}* [b]{dir=rtl} [c]{}"), "P(<em <Foreign a>> <span~rtl b> <span c>)");
    assert_eq!(
        blocks("[a]{.title} [b]{.ul} [c]{.mark} [d]{.small} [e]{.kbd} [f]{.nohyphen}"),
        "P(<WorkTitle a> <Underline b> <Mark c> <Small d> <Keys e> <NoHyphen f>)"
    );
}

#[test]
fn attributes_follow_links_pictures_and_code() {
    assert_eq!(
        blocks("[l](u.md#x \"T\"){.y} `c`{.rust} a ![p](p.png \"T\"){.z}"),
        "P(<a.y u.md#x \"T\": l> <code.rust c> a <img.z[title=T] p.png \"p\">)"
    );
}

#[test]
fn text_that_is_not_a_span_is_kept_as_written() {
    assert_eq!(
        blocks("[a]{b} \\[c]{.x} [d] {.x} [e [f]{.x} *g]{.x}*"),
        "P([a]{b} [c]{.x} [d] {.x} [e <span.x f> <em g]{.x}>)"
    );
    assert_eq!(faults("[a]{b}"), [r#"W0304 "{b}" attributes that cannot be read"#]);
    assert_eq!(faults("`a`{b} `c`{.d"), [r#"W0304 "{" attributes that cannot be read"#]);
    assert_eq!(faults("[a]{lang=nonsense_language_tag}").len(), 1);
}

#[test]
fn references_name_their_targets() {
    assert_eq!(
        blocks("See @fig:map, @Sec:y-2. (@tbl:a) [@eq:z]"),
        "P(See <ref fig:map>, <ref sec:y-2>. (<ref tbl:a>) <ref eq:z>)"
    );
    assert_eq!(
        blocks("[@fig:a; @ch:b] [text @fig:a]"),
        "P(<References <ref fig:a><ref ch:b>> [text <ref fig:a>])"
    );
    assert_eq!(
        blocks("a@fig:b \\@fig:c `@fig:d` @key @fig: <a@fig.com>"),
        "P(a@fig:b @fig:c <code @fig:d> @key @fig: <a out mailto:a@fig.com: a@fig.com>)"
    );
}

#[test]
fn citations_are_kept_as_written() {
    assert_eq!(
        blocks("[@key, p. 3; @o] [-@k] [see *e* @k] [no] [a@b.c]"),
        "P(<cite [@key, p. 3; @o]> <cite [-@k]> <cite [see e @k]> [no] [a@b.c])"
    );
    assert_eq!(
        faults("[@a]\n\n[@b]"),
        [r#"W0312 "[@a]" citation set from its source"#, r#"W0312 "[@b]" citation set from its source"#]
    );
}

#[test]
fn notes_are_numbered_in_the_order_of_their_calls() {
    let text =
        "a[^z] b^[in *x*] c[^Z] d[^y]\n\n[^y]: two [^w]\n\n[^z]: one\n\n    more\n\n[^w]: three ^[deep]\n";
    assert_eq!(blocks(text), "P(a<note 0> b<note 1> c<note 0> d<note 2>)");
    let inner = notes(text);
    let inner: Vec<_> = inner.lines().map(|line| line.split_once(": ").expect("a label").1).collect();
    assert_eq!(inner, ["P(one) P(more)", "P(in <em x>)", "P(two <note 3>)", "P(three <note 4>)", "P(deep)"]);
}

#[test]
fn faulty_notes_are_reported() {
    let text = "a[^armistise] b[^1]\n\n[^armistice]: x\n\n[^1]: one\n\n[^1]: two\n";
    assert_eq!(blocks(text), "P(a[^armistise] b<note 0>)");
    assert_eq!(
        faults(text),
        [
            r#"E0307 "[^armistise]" footnote `armistise` is not defined"#,
            r#"W0308 "[^armistice]: x" footnote `armistice` is never called"#,
            r#"E0401 "[^1]: two" footnote `1` defined twice"#
        ]
    );
    let first = &manuscript(text, "en", "").diagnostics[0];
    assert_eq!(first.help, ["did you mean `[^armistice]`?"]);
    assert_eq!(notes(text), "1 1: P(one)");
    assert_eq!(
        blocks("2^nd^ H~2~O x^*n*^ ^a^ ~b~ ~~c~~ 2^a b^ a~~b~~"),
        "P(2<sup nd> H<sub 2>O x<sup <em n>> <sup a> <sub b> <del c> 2^a b^ a<del b>)"
    );
    // Two undefined calls are not superscript.
    assert_eq!(blocks("a[^b] c[^d] 2^nd^ H~2~O"), "P(a[^b] c[^d] 2<sup nd> H<sub 2>O)");
}

#[test]
fn links_lead_out_or_into_the_book() {
    assert_eq!(
        blocks("[a](http://x \"T\") <https://b.c/d--e> [f](#g) [h](tel:1)"),
        "P(<a out http://x \"T\": a> <a out https://b.c/d--e: https://b.c/d--e> <a #g: f> <a out tel:1: h>)"
    );
    assert_eq!(blocks("[a](javascript:b) <data:c>"), "P(a data:c)");
    assert_eq!(
        faults("[a](JavaScript:b)"),
        [r#"W0305 "[a](JavaScript:b)" link to a `javascript:` address left out, its text kept"#]
    );
}

#[test]
fn a_note_call_in_a_link_is_moved_after_it() {
    assert_eq!(
        blocks("See [the *report*[^1]](https://a.org \"T\"){.x} today.\n\n[^1]: Note.\n"),
        "P(See <a.x out https://a.org \"T\": the <em report>><note 0> today.)"
    );
    // The parser reads this one itself; the e-book's writer takes the call out of the link.
    assert_eq!(blocks("[a^[b] c](d.md)\n"), "P(<a d.md: a<note 0> c>)");
    assert_eq!(blocks("[a[^1]] (x)\n\n[^1]: Note.\n"), "P([a<note 0>] (x))");
}

#[test]
fn line_ends_follow_the_script() {
    assert_eq!(blocks("a\nb  \nc\\\nd  e"), "P(a b<br>c<br>d e)");
    assert_eq!(blocks("日本\n語 한국\n어 *か*\nな"), "P(日本語 한국 어 <em か>な)");
}

#[test]
fn dollars_of_prices_stay() {
    assert_eq!(blocks("costs $5 and $6, $y$ \\$z"), "P(costs $5 and $6, <math y> $z)");
}

#[test]
fn control_characters_are_removed_and_direction_controls_reported() {
    let text = "a\u{1}b\u{202e}c\u{0}`d\u{7f}`\u{fffe}\n";
    assert_eq!(blocks(text), "P(ab\u{202e}c<code d>)");
    let codes: Vec<_> = faults(text).iter().map(|fault| fault[..5].to_owned()).collect();
    assert_eq!(codes, ["W0306", "W0310", "W0306", "W0306", "W0306"]);
}

#[test]
fn punctuation_is_smart_over_inlines_and_languages() {
    assert_eq!(blocks("\"*Really?*\" he said---'no' -- it's..."), "P(“<em Really?>” he said—‘no’ – it’s…)");
    assert_eq!(
        blocks_in("de", "\"Ja\" [\"oui !\"]{lang=fr} \"`\"x\"`\""),
        "P(„Ja“ <span@fr «\u{202F}oui\u{202F}!\u{202F}»> „<code \"x\">“)"
    );
    assert_eq!(
        blocks("\\\"a\\\" b\\-\\-c &quot;d&quot; <kbd>\"e\"</kbd> [\"f\"]{.kbd}"),
        "P(\"a\" b--c \"d\" <Keys \"e\"> <Keys \"f\">)"
    );
}
