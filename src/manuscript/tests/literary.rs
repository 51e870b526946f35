//! Plays and letters: what is recognised by its position.

use super::show::{blocks, faults};

/// Returns the blocks of a div with a text.
fn div(name: &str, text: &str) -> String {
    blocks(&format!("::: {name}\n{text}\n:::\n"))
}

#[test]
fn names_of_speakers_are_before_or_above_their_speeches() {
    let table = [
        ("**Ada.** Yes.", "Drama(P(<Speaker Ada.> Yes.))"),
        ("[Ada]{.smallcaps}. Yes.", "Drama(P(<Speaker Ada>. Yes.))"),
        ("**[Ada]{.smallcaps}** Yes.", "Drama(P(<Speaker Ada> Yes.))"),
        ("**Ada** *(aside)*\n\nYes.", "Drama(P(<Speaker Ada> <em (aside)>) P(Yes.))"),
        ("**Ada** (aside)\n\nYes.", "Drama(P(<Speaker Ada> <em (aside)>) P(Yes.))"),
        ("**Ada**\n\n**Never!** I said.", "Drama(P(<Speaker Ada>) P(<st Never!> I said.))"),
        ("**Ada**\n\nYes.\n\n**Ben.** No.", "Drama(P(<Speaker Ada>) P(Yes.) P(<Speaker Ben.> No.))"),
        (
            "**Ada**\n\nYes.\n\n**Both** *(together)*. No.",
            "Drama(P(<Speaker Ada>) P(Yes.) P(<Speaker Both> <em (together)>. No.))",
        ),
        ("I **said** so.", "Drama(P(I <st said> so.))"),
        ("> **Ada** Yes.", "Drama(Quote(P(<st Ada> Yes.)))"),
    ];
    for (text, wanted) in table {
        assert_eq!(div("drama", text), wanted, "{text}");
    }
    assert_eq!(blocks("**Ada.** Yes.\n"), "P(<st Ada.> Yes.)");
}

#[test]
fn the_parts_of_a_letter_are_known_by_their_positions() {
    let table = [
        (
            "Seoul, 5 May\n\nDear Ada,\n\nI am coming.\n\nYours,\n\nBen",
            "Letter(Dateline(P(Seoul, 5 May)) Salutation(P(Dear Ada,)) P(I am coming.) Closing(P(Yours,) P(Ben)))",
        ),
        // Without a date or a closing, and with a dash.
        ("Thomas—\n\nCome down.\n\nM.", "Letter(Salutation(P(Thomas—)) P(Come down.) Closing(P(M.)))"),
        ("Sir:\n\nIt is so.", "Letter(Salutation(P(Sir:)) P(It is so.))"),
        // A date that ends with a comma is no salutation.
        ("Leith, 1911,\n\nIt is so.\n\nA. B.", "Letter(P(Leith, 1911,) P(It is so.) Closing(P(A. B.)))"),
        // What the author aligns is a part of what it is in.
        (
            "::: right\nSeoul\n:::\n\nIt is so.\n\n::: right\nBen\n:::",
            "Letter(Dateline(Right(P(Seoul))) P(It is so.) Closing(Right(P(Ben))))",
        ),
        (
            "Dear Ada,\n\nIt is so.\n\nBen\n\nP.S. So it is.",
            "Letter(Salutation(P(Dear Ada,)) P(It is so.) Closing(P(Ben)) P(P.S. So it is.))",
        ),
        // The divs state what positions do not show.
        (
            "::: dateline\nSunday.\n:::\n\nIt is so.\n\n::: closing\nYours in haste.\n:::",
            "Letter(Dateline(P(Sunday.)) P(It is so.) Closing(P(Yours in haste.)))",
        ),
        ("It is so.\n\nIt is so!", "Letter(P(It is so.) P(It is so!))"),
        ("Dear Ada,", "Letter(P(Dear Ada,))"),
        ("Dear Ada!\n\nOh!", "Letter(Salutation(P(Dear Ada!)) P(Oh!))"),
    ];
    for (text, wanted) in table {
        assert_eq!(div("letter", text), wanted, "{text}");
    }
}

#[test]
fn the_numbers_of_verse_are_whole_numbers() {
    assert_eq!(div("{.verse numbers=5 start=11}", "A line"), "Verse[numbers=5][start=11](A line)");
    assert_eq!(div("{.verse numbers=some}", "A line"), "Verse(A line)");
    let reported = faults("::: {.verse numbers=some}\nA line\n:::\n");
    assert!(reported.len() == 1 && reported[0].contains("`numbers` of `some` ignored"), "{reported:?}");
    let elsewhere = faults("::: {.note numbers=5}\nA line\n:::\n");
    assert!(elsewhere.len() == 1 && elsewhere[0].contains("numbers"), "{elsewhere:?}");
}

#[test]
fn a_style_of_a_list_names_its_numerals() {
    let list = |attribute: &str| blocks(&format!("<ol {attribute}><li>x</li><li>y</li></ol>\n"));
    assert_eq!(list("style=\"list-style-type: upper-roman\""), "OL[I. II.](P(x) | P(y))");
    assert_eq!(list("type=\"1\" style=\"list-style-type: lower-alpha;\""), "OL[a. b.](P(x) | P(y))");
    assert_eq!(list("type=\"a\" start=\"25\" reversed"), "OL[y. x.](P(x) | P(y))");
}
