//! Tests of printed pages: the order of figures, stanzas at page ends, lines with addresses.

use pressmark::find::named;
use pressmark::internals::layout::{GlyphRun, Layer, Page, PlacedKind};
use pressmark::internals::units::Length;

use crate::placed::png;
use crate::support::{Press, YAML};

const WORDS: &str = "Doctor remembered between certainly line captain letter friend certainly. Ticket shadow \
    glass afterwards garden winter friend, wandered believed glass garden bridge certainly. Difference station \
    harbour nothing between stone village. Wandered table a shadow office the. Station garden garden nothing a \
    brother stone, certainly station friend candle stone mountain. Station stone certainly train summer a corridor \
    believed candle shadow. Morning cloud nothing considered summer letter always voice. ";

/// A run of glyphs of the text, with its baseline.
struct Run {
    y: Length,
    run: GlyphRun,
}

/// Returns the pages of a book whose only chapter is this text.
fn made_up(text: &str, design: &str) -> Vec<Page> {
    let face = "text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }";
    let yaml = format!("{YAML}generate: []\ndesign: {{ {face}{design} }}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}\n"))]);
    press.write("tall.png", &png(300, 700));
    press.write("flat.png", &png(300, 200));
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("files are read");
    loaded.layout().value.expect("a book").layouts.remove(0).pages.pages
}

/// Returns the runs of the text of each page of a book whose only chapter is this text.
fn pages(text: &str, design: &str) -> Vec<Vec<Run>> {
    let pages = made_up(text, design);
    let runs = |page: &Page| {
        let of_text = page.items.iter().filter(|item| item.layer == Layer::Text);
        let run = of_text.filter_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => Some(Run { y: item.y, run: GlyphRun::clone(run) }),
            _ => None,
        });
        run.collect()
    };
    pages.iter().map(runs).collect()
}

/// Returns the numbers of the captions of a book in the order of the pages, and on each from its head down.
fn captions(pages: &[Vec<Run>]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        let mut captions: Vec<_> = page
            .iter()
            .filter(|run| run.run.text.starts_with("Figure\u{a0}"))
            .filter_map(|run| {
                Some((run.y, run.run.text.split(['\u{a0}', ' ', '\u{2002}']).nth(1)?.to_owned()))
            })
            .collect();
        captions.sort();
        found.extend(captions.into_iter().map(|(_, number)| number));
    }
    found
}

#[test]
fn figures_that_float_and_figures_that_do_not_are_in_order() {
    let second = [
        "## A section\n\n![Second](flat.png){#fig:b alt=x}",
        "![Second](flat.png){#fig:b alt=x .left width=40%}",
        "![Second](flat.png){#fig:b alt=x place=here}",
        "::: note\n![Second](flat.png){#fig:b alt=x}\n:::",
        "> Said\n>\n> ![Second](flat.png){#fig:b alt=x}",
        "- Item\n\n  ![Second](flat.png){#fig:b alt=x}",
    ];
    for second in second {
        for first in ["tall.png", "flat.png"] {
            for (before, between) in [(1, 0), (2, 1), (3, 0), (4, 1), (5, 0)] {
                let [before, between, after] =
                    [before, between, 3].map(|count| format!("{WORDS}\n\n").repeat(count));
                let text = format!(
                    "{before}![First]({first}){{#fig:a alt=x}}\n\n{between}{second}\n\n{after}![Third]({first}){{#fig:c alt=x}}\n\n{after}"
                );
                let pages = pages(&text, "");
                let found = captions(&pages);
                let words: Vec<_> = pages.iter().flatten().map(|run| &run.run.text).collect();
                assert_eq!(found, ["1", "2", "3"], "{text}: {words:?}");
            }
        }
    }
}

#[test]
fn a_stanza_of_up_to_six_lines_is_not_divided() {
    for lines in [4, 5, 6] {
        let stanza = |stanza: usize| {
            let line = |line: usize| format!("Stanza {stanza} line {line}, of sound\n");
            (1..=lines).map(line).collect::<String>() + "\n"
        };
        let text = (1..=30).map(stanza).collect::<String>();
        let pages = pages(&format!("::: verse\n{text}:::"), "");
        assert!(pages.len() > 4);
        for page in &pages[1..] {
            let first = page.iter().min_by_key(|run| run.y).expect("a line");
            assert!(first.run.text.contains("line 1,"), "{lines}: {}", first.run.text);
        }
    }
}

/// Returns the baselines of the last line of each full page of a book of short poems, which are not divided.
fn feet_of_poems(design: &str) -> Vec<Length> {
    let poem = |number: usize| {
        let lines: Vec<String> =
            (0..3 + number % 2).map(|line| format!("Poem {number} line {line}\n")).collect();
        format!("::: verse\n{}:::\n\n", lines.concat())
    };
    let pages = pages(&(1..=60).map(poem).collect::<String>(), design);
    let full = &pages[1..pages.len() - 1];
    full.iter().map(|page| page.iter().map(|run| run.y).max().expect("a line")).collect()
}

#[test]
fn pages_of_short_poems_end_level() {
    let feet = feet_of_poems("");
    assert!(feet.len() > 6 && feet.iter().all(|foot| *foot == feet[0]), "{feet:?}");
    let rigid = feet_of_poems(", page: { elastic: false }");
    assert!(rigid.iter().any(|foot| *foot != feet[0]), "{rigid:?}");
}

#[test]
fn spaces_beside_a_long_address_are_as_elsewhere() {
    let text = "The broker links against nothing. The command-line client wants Python 3.11; see \
        <https://docs.example.org/lattice/4.2/reference/client/installation/requirements-and-supported-platforms.html#python-versions> \
        for the whole list.\n\nAs one may read at \
        <https://www.example.org/a/long/path/that-goes-on/and-on-for-ever.html> the thing was never in doubt, and others have said so too.\n";
    for page in pages(text, "") {
        for Run { run, .. } in page {
            let mut at = 0;
            for glyph in &run.glyphs {
                let text = &run.text[at..at + usize::from(glyph.text_len)];
                at += usize::from(glyph.text_len);
                let widest = run.size.ratio(45, 100).to_sp();
                assert!(text != " " || i64::from(glyph.advance) <= widest, "{}", run.text);
            }
        }
    }
}

#[test]
fn the_rules_of_boxes_are_as_far_from_the_text_in_every_box() {
    let text = "Before.\n\n::: note\nOne line.\n:::\n\n::: note\nOne line, and then it ends.\n:::\n\nAfter.\n\n\
        ::: warning\nOne line of a warning.\n:::\n\nThe end.\n";
    let page = made_up(text, "").remove(0);
    let rules: Vec<(Length, Length)> = page
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            PlacedKind::Rule { width, height, .. } if *width > Length::pt(200) => Some((item.y, *height)),
            _ => None,
        })
        .collect();
    let baselines = |words: &str| {
        let of_words = page.items.iter().filter(|item| match &item.kind {
            PlacedKind::Glyphs(run) => run.text.starts_with(words),
            _ => false,
        });
        of_words.map(|item| item.y).collect::<Vec<_>>()
    };
    let (labels, lasts) = ([baselines("Note"), baselines("Warning")].concat(), baselines("One line"));
    assert_eq!((rules.len(), labels.len(), lasts.len()), (6, 3, 3));
    let above = labels[0] - rules[0].0;
    let below = rules[1].0 - lasts[0];
    for at in 0..3 {
        assert_eq!(labels[at] - rules[2 * at].0, above);
        assert_eq!(rules[2 * at + 1].0 - lasts[at], below);
    }
    // The label is in small capitals, or 11.6 pt at most: its capitals are as far from the rule as the last baseline.
    assert!(above > below && above < below + Length::pt(8), "{above} {below}");
    // A warning differs from a note by more than its label.
    assert!(rules[4].1 > rules[0].1 && rules[0].1 == rules[2].1);
}
