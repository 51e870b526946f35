//! The cover: its page, and a drawn cover for a book without a picture for it.

use std::fmt::Write;

use super::layout::{COVER, COVER_PAGE, Layout};
use super::markup::{ContentDocument, XhtmlBuilder};
use super::xhtml;
use crate::book::words::{Word, word};
use crate::project::metadata::Metadata;
use crate::xml::escape;

/// The width in the units of the drawing.
const WIDTH: u32 = 1560;
const HEIGHT: u32 = 2496;
/// The space at its left and right.
const MARGIN: u32 = 156;
/// The lower edge of the coloured field in the classic theme.
const FIELD: u32 = 1440;
/// The maximum number of lines of a title before its letters become smaller.
const LINES: usize = 5;

/// Returns the document that shows the cover.
pub(super) fn page(layout: &Layout<'_>) -> ContentDocument {
    let meta = &layout.book.meta;
    let name = word(Word::Cover, &meta.language);
    let mut body = XhtmlBuilder::new(layout.has_faces());
    body.open("section")
        .epub_type("cover")
        .class("cover")
        .attr("id", "cover")
        .attr("aria-label", name)
        .line();
    body.empty("img").attr("src", format_args!("../{COVER}"));
    body.attr("alt", format_args!("{name}: {}", meta.title)).attr("role", "doc-cover").line();
    body.close("section").line();
    xhtml::page(layout, COVER_PAGE, name, "", body)
}

/// The look of a theme on a cover.
struct CoverLook {
    weight: &'static str,
    /// The colours of the background, and of the field on it.
    ground: &'static str,
    field: (u32, &'static str),
    /// The colours of letters on the field, and below it.
    on_field: &'static str,
    below: &'static str,
}

/// Returns the look of a theme by name, or that of `classic` for an unknown one.
fn look(theme: &str, title: &str) -> CoverLook {
    let colour = colour(title);
    match theme {
        "essay" => CoverLook {
            weight: "normal",
            ground: "#f7f5f0",
            field: (72, colour),
            on_field: colour,
            below: "#333333",
        },
        "technical" => CoverLook {
            weight: "bold",
            ground: colour,
            field: (0, colour),
            on_field: "#ffffff",
            below: "#ffffff",
        },
        _ => CoverLook {
            weight: "normal",
            ground: "#f4f1ea",
            field: (FIELD, colour),
            on_field: "#ffffff",
            below: "#222222",
        },
    }
}

/// Returns a cover of text alone as SVG: the title in large letters, the subtitle, a rule, the authors,
/// the publisher, in a family of the book and with the look of a theme.
///
/// The same book has the same cover in every build.
pub fn drawn(meta: &Metadata, family: Option<&str>, theme: &str) -> String {
    let look = look(theme, &meta.title);
    let (depth, field) = look.field;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{}\"/>\n\
         <rect width=\"{WIDTH}\" height=\"{depth}\" fill=\"{field}\"/>\n",
        meta.language,
        escape(&meta.title),
        look.ground,
    );
    let mut pen = Pen { out: &mut out, y: 500, look: &look, family };
    pen.lines(&meta.title, 190, (6, 5), "normal", look.on_field);
    if let Some(subtitle) = &meta.subtitle {
        pen.y += 40;
        pen.lines(subtitle, 76, (13, 10), "italic", look.on_field);
    }
    pen.y = pen.y.max(FIELD + 160);
    let _ = writeln!(
        pen.out,
        "<rect x=\"{MARGIN}\" y=\"{}\" width=\"240\" height=\"8\" fill=\"{}\"/>",
        pen.y, look.below
    );
    pen.y += 160;
    for author in meta.authors() {
        pen.lines(author, 96, (13, 10), "normal", look.below);
    }
    if let Some(publisher) = &meta.publisher {
        pen.y = HEIGHT - MARGIN;
        let (size, lines) = fit(publisher, 60);
        let first = lines.first().map_or("", String::as_str);
        pen.line(first, size, "normal", look.below);
    }
    out.push_str("</svg>\n");
    out
}

/// Returns a muted colour derived from the title. White text on it has a contrast above 7 (WCAG 1.4.6).
fn colour(title: &str) -> &'static str {
    const COLOURS: [&str; 6] = ["#22384f", "#4f2b2b", "#2e4634", "#3c3350", "#4d4126", "#234a4d"];
    let sum = title.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 1_000_003);
    COLOURS[sum % COLOURS.len()]
}

/// Sets lines from top to bottom.
struct Pen<'a> {
    out: &'a mut String,
    y: u32,
    look: &'a CoverLook,
    /// The face; without one no words are drawn.
    family: Option<&'a str>,
}

impl Pen<'_> {
    /// Sets text in as many lines as it needs, in letters of `largest` or smaller.
    fn lines(&mut self, words: &str, largest: u32, leading: (u32, u32), style: &str, fill: &str) {
        let (size, lines) = fit(words, largest);
        for line in lines {
            self.line(&line, size, style, fill);
            self.y += size * leading.0 / leading.1;
        }
    }

    fn line(&mut self, line: &str, size: u32, style: &str, fill: &str) {
        let Some(family) = self.family else { return };
        let (family, weight) = (escape(family), self.look.weight);
        let _ = writeln!(
            self.out,
            "<text x=\"{MARGIN}\" y=\"{}\" font-family=\"{family}\" font-weight=\"{weight}\" font-size=\"{size}\" \
             font-style=\"{style}\" fill=\"{fill}\">{}</text>",
            self.y,
            escape(line)
        );
    }
}

/// Breaks text into lines of the cover's width, in smaller letters until there are few enough and none
/// is too wide.
fn fit(words: &str, largest: u32) -> (u32, Vec<String>) {
    let mut size = largest;
    loop {
        let measure = (WIDTH - 2 * MARGIN) * 100 / size;
        let lines = wrap(words, measure);
        let fits = lines.len() <= LINES && lines.iter().all(|line| width(line) <= measure);
        if fits || size <= largest / 4 {
            return (size, lines);
        }
        size = size * 9 / 10;
    }
}

/// Estimates the width of a text in common text faces, in hundredths of an em.
fn width(text: &str) -> u32 {
    text.chars()
        .map(|c| match c {
            ' ' | 'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | '\'' | ':' => 30,
            'm' | 'w' | 'M' | 'W' => 85,
            c if c.is_uppercase() => 68,
            c if u32::from(c) > 0x2E80 => 100,
            _ => 50,
        })
        .sum()
}

/// Breaks text into lines of a measure in hundredths of an em.
fn wrap(words: &str, measure: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 30 + width(word) <= measure => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_makes_letters_smaller_until_it_fits() {
        for title in ["Donaudampfschiffahrtsgesellschaftskapitän", "Moby-Dick; or, The Whale", "A"] {
            let (size, lines) = fit(title, 190);
            assert!(lines.iter().all(|line| width(line) <= (WIDTH - 2 * MARGIN) * 100 / size), "{title}");
            assert_eq!(lines.join(" "), title);
        }
    }

    #[test]
    fn nothing_is_lost_on_a_cover() {
        let meta = Metadata {
            subtitle: Some("A < B".to_owned()),
            publisher: Some("Press & Sons".to_owned()),
            ..Metadata::titled("Title", crate::lang::LangTag::english())
        };
        for theme in ["classic", "essay", "technical"] {
            let drawn = drawn(&meta, Some("Libertinus Serif"), theme);
            assert!(["Title", "A &lt; B", "Press &amp; Sons"].iter().all(|words| drawn.contains(words)));
            let is_word = |line: &&str| line.starts_with("<text");
            let shapes: Vec<&str> = drawn.lines().filter(|line| !is_word(line)).collect();
            let plain = super::drawn(&meta, None, theme);
            assert_eq!(plain.lines().collect::<Vec<_>>(), shapes, "nothing else is missing without words");
        }
    }
}
