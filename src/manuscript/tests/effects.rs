//! Attributes and classes without effect are reported, with the nearest name that has one.

use super::show::{blocks, faults, manuscript};
use crate::book::Key;
use crate::manuscript::construct::{Construct, reads_key};

/// The help of the first diagnostic.
fn help(text: &str) -> String {
    let found = manuscript(text, "en", "").diagnostics;
    found.first().map(|first| first.help.join(" ")).unwrap_or_default()
}

/// An attribute or class written at each construct.
fn written(at: Construct<'_>, attribute: &str) -> String {
    match at {
        Construct::Heading => format!("# A {{{attribute}}}\n"),
        Construct::Paragraph => format!("a {{.keep-with-next {attribute}}}\n"),
        Construct::Div => format!("::: {{.note {attribute}}}\na\n:::\n"),
        Construct::Verse => format!("::: {{.verse {attribute}}}\na\n:::\n"),
        Construct::Span => format!("[a]{{{attribute}}}\n"),
        Construct::Picture => format!("![a](m.png){{{attribute}}}\n"),
        Construct::Link => format!("[a](https://a.example){{{attribute}}}\n"),
        Construct::CodeBlock => format!("``` {{.rust {attribute}}}\na\n```\n"),
        Construct::CodeSpan => format!("`a`{{{attribute}}}\n"),
        Construct::Table => format!("| a |\n|---|\n| b |\n\n: c {{#tbl:d {attribute}}}\n"),
        Construct::Formula => format!("$$a$$ {{#eq:b {attribute}}}\n"),
        Construct::Tag(name) => {
            let attribute = match attribute.strip_prefix('.') {
                Some(class) => format!("class=\"{class}\""),
                None => attribute.to_owned(),
            };
            format!("<{name} {attribute}>a</{name}>\n")
        }
    }
}

/// The diagnostics about attributes and classes.
fn unread(text: &str) -> Vec<String> {
    faults(text).into_iter().filter(|fault| fault.starts_with("W034")).collect()
}

#[test]
fn an_attribute_without_effect_is_reported_everywhere() {
    let tags = ["p", "div", "span", "td", "a", "blockquote", "em"].map(Construct::Tag);
    for at in Construct::ALL.into_iter().chain(tags) {
        let text = written(at, "zebra=1");
        assert_eq!(unread(&text).len(), 1, "{text}: {:?}", faults(&text));
        for key in Key::ALL.iter().filter(|key| reads_key(**key, at)) {
            let text = written(at, &format!("{}=1", key.name()));
            assert!(unread(&text).is_empty(), "{text}: {:?}", faults(&text));
        }
    }
}

#[test]
fn a_class_without_effect_is_reported_everywhere_but_at_inline_code() {
    let tags = ["p", "div", "span", "td", "a"].map(Construct::Tag);
    for at in Construct::ALL.into_iter().chain(tags).filter(|at| *at != Construct::CodeSpan) {
        let text = written(at, ".zebra");
        assert_eq!(unread(&text).len(), 1, "{text}: {:?}", faults(&text));
    }
    assert!(unread("`a`{.zebra}\n").is_empty());
}

#[test]
fn the_nearest_name_is_suggested() {
    let picture = "![a](m.png){widht=50%}\n";
    assert_eq!(unread(picture), [r#"W0340 "{widht=50%}" attribute `widht` on a picture has no effect"#]);
    assert_eq!(help(picture), "did you mean `width`?");
    let span = "[a]{.smalcaps}\n";
    assert_eq!(faults(span), [r#"W0341 "{.smalcaps}" class `smalcaps` on a span has no effect"#]);
    assert_eq!(help(span), "did you mean `.smallcaps`?");
    assert_eq!(help("# A {.unumbered}\n"), "did you mean `.unnumbered`?");
    assert_eq!(help("<table><tr><td colspn=2>a</td></tr></table>\n"), "did you mean `colspan`?");
    assert_eq!(
        help("[a]{colour=red}\n"),
        "it takes `dir`, `entry`, `index`, `lang`, `mention`, `of`, `range`, `see`, `see-also`, `sort`, `title`, `xml:lang`"
    );
    assert_eq!(
        help("::: {.note .letter .tip}\na\n:::\n"),
        "another class gives the role already; put the text into a second one"
    );
}

#[test]
fn names_of_other_tools_are_not_reported() {
    for text in [
        "```{.rust .lineAnchors startFrom=\"100\"}\na\n```\n",
        "```rust,ignore,should_panic\na\n```\n",
        "`a`{.haskell}\n",
        "# A {.unnumbered .unlisted data-x=1}\n",
        "![a](m.png){.img-fluid fig-alt=\"A map\" fig-align=center loading=lazy}\n",
        "::: {.column-margin}\na\n:::\n",
        "::: {.panel-tabset}\na\n:::\n",
        "[a](https://a.example){target=_blank rel=nofollow .external}\n",
        "<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener\">a</a>\n",
        "<table border=1 cellpadding=2><tr valign=top><td>a</td></tr></table>\n",
        "<img src=\"m.png\" alt=\"a\" loading=\"lazy\" srcset=\"n.png 2x\" class=\"img-fluid\">\n",
        "<h1 align=\"center\">a</h1>\n",
        "<span class=\"abbr eoc z3998:initialism\">a</span>\n",
        "<p class=\"z3998:verse\" role=\"note\" aria-label=\"a\">a</p>\n",
    ] {
        assert!(unread(text).is_empty(), "{text}: {:?}", faults(text));
    }
}

#[test]
fn the_alternative_text_of_quarto_is_read() {
    assert_eq!(blocks("![](m.png){fig-alt=\"A map\"}\n"), blocks("![](m.png){alt=\"A map\"}\n"));
}

#[test]
fn a_short_caption_is_a_short_name() {
    assert_eq!(blocks("![a](m.png){short-caption=b}\n"), blocks("![a](m.png){short=b}\n"));
}

#[test]
fn a_link_has_one_title() {
    let link = "[a](https://a.example \"t\"){title=u}\n";
    assert_eq!(blocks(link), blocks("[a](https://a.example \"u\")\n"));
    let element = "<a href=\"https://a.example\" title=\"u\">a</a>\n";
    assert_eq!(blocks(element), blocks("[a](https://a.example \"u\")\n"));
}

#[test]
fn a_link_without_words_keeps_the_spaces_beside_it() {
    assert_eq!(blocks("See [](#b) and.\n"), blocks("See [x](#b) and.\n").replace("#b: x", "#b: "));
}

#[test]
fn identifiers_and_classes_may_be_written_as_pairs() {
    assert_eq!(blocks("[a]{class=\"smallcaps\" id=b}\n"), blocks("[a]{.smallcaps #b}\n"));
}

#[test]
fn several_roles_all_have_their_effect() {
    assert_eq!(blocks("[a]{.smallcaps .foreign}\n"), "P(<sc <Foreign a>>)");
    assert_eq!(blocks("::: {.letter .keep}\na\n:::\n"), "Keep(Letter(P(a)))");
}
