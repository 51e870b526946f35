//! Tests of what is written and what is recorded.

use super::super::shown::Style;
use super::*;
use crate::design::{Design, Family};
use crate::lang::LangTag;

#[test]
fn a_tag_ends_where_something_else_begins() {
    let mut out = XhtmlBuilder::new(None);
    out.open("p").attr("id", "a&b").class("").line();
    out.empty("img").class("clear wide").optional("alt", Some("<")).optional("role", None::<&str>);
    out.open("em").classes(["a", "b"].into_iter()).text("x < y").close("em").empty("br").line();
    out.open("td").classes(std::iter::empty::<&str>()).attr("colspan", 2).close("td").close("p");
    assert_eq!(
        out.finish("").text,
        "<p id=\"a&amp;b\">\n<img class=\"clear wide\" alt=\"&lt;\" /><em class=\"a b\">x &lt; y</em><br />\n\
         <td colspan=\"2\"></td></p>"
    );
}

#[test]
fn characters_go_to_the_style_that_they_are_shown_in() {
    let mut out = XhtmlBuilder::new(Some(Weights::of(&Design::bundled(&LangTag::english()))));
    out.open("h1").text("K").close("h1").line().open("p").attr("title", "Z").text("a & ");
    out.open("em").text("b").close("em").open("code").text("c").close("code").close("p");
    out.open("ol").open("li").open("strong").text("d").close("strong").close("li").close("ol");
    out.open("div").class("keep epigraph").text("e").close("div");
    out.open("h3").open("code").text("f").close("code").close("h3").empty("img").class("work").text("g");
    let mut page = XhtmlBuilder::document(0);
    page.open("title").text("Z").close("title").append(out);
    let shown = page.finish("").shown.expect("they are wanted");
    let of = |family, bold, italic| {
        let style = Style { family, bold, italic };
        let found = shown.of_family(family).find(|(known, _)| *known == style);
        found.map(|(_, characters)| characters).expect("something is shown in it")
    };
    let text = of(Family::Text, false, false);
    // The digits of list numbers and the letters of synthesised small capitals do not occur in the document.
    assert!("abg0123456789.AB&<".chars().all(|c| text.contains(&c)), "{text:?}");
    assert!(!text.contains(&'Z') && !text.contains(&'K'));
    let italic = of(Family::Text, false, true);
    assert!(italic.contains(&'b') && italic.contains(&'e') && !italic.contains(&'a'));
    assert!(!italic.contains(&'g'), "an element that is empty has no style for what follows");
    assert!(of(Family::Text, true, false).contains(&'d') && of(Family::Code, false, false).contains(&'c'));
    assert!(of(Family::Heading, false, false).contains(&'K'));
    assert!(of(Family::Code, false, true).contains(&'f'), "code in a heading keeps its slant");
}

#[test]
fn a_word_ends_with_the_elements_about_it() {
    let of = |write: &dyn Fn(&mut XhtmlBuilder)| {
        let mut out = XhtmlBuilder::new(None);
        write(out.open("p"));
        out.ends_word()
    };
    assert!(!of(&|_| ()));
    assert!(!of(&|out| _ = out.text("word")));
    assert!(of(&|out| _ = out.open("em").text("never").close("em")));
    assert!(of(&|out| _ = out.open("b").open("em").text("line").text("").close("em").close("b")));
    assert!(!of(&|out| _ = out.open("em").text("line ").close("em")));
    assert!(!of(&|out| _ = out.text("A line").empty("br").line()));
    assert!(!of(&|out| _ = out.text("A").open("span").attr("id", "x").close("span")));
    assert!(!of(&|out| _ = out.open("em").text("line").close("em").open("b")));
}

#[test]
fn names_of_another_vocabulary_are_noticed_and_those_in_text_are_not() {
    let mut out = XhtmlBuilder::new(None);
    out.open("p").epub_type("epigraph").attr("title", "z3998:verse").text("\"z3998:verse\"");
    assert!(!out.uses_z3998());
    out.open("span").epub_type("z3998:verse");
    assert!(out.uses_z3998());
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "elements are nested")]
fn elements_are_closed_in_order() {
    XhtmlBuilder::new(None).open("p").open("em").close("p");
}
