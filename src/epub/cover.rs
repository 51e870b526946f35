//! The cover: the author's picture, or one drawn from the metadata.

use std::fmt::Write;

use super::layout::Layout;
use super::xhtml;
use super::xml::escape;
use crate::book::words::{Word, word};
use crate::project::metadata::Metadata;

/// The cover's size, in the proportion that shops ask for (1 to 1.6).
const WIDTH: usize = 1600;
const HEIGHT: usize = 2560;
const MARGIN: usize = 160;

/// The document that shows the cover.
pub(super) fn page(layout: &Layout<'_>) -> String {
    let meta = &layout.book.meta;
    let name = word(Word::Cover, &meta.language);
    let alt = format!("{name}: {}", meta.title);
    let body = format!(
        "<section epub:type=\"cover\" class=\"cover\" id=\"cover\" aria-label=\"{}\">\n\
         <img src=\"../{}\" alt=\"{}\" />\n</section>\n",
        escape(name),
        layout.cover,
        escape(&alt)
    );
    xhtml::page(name, None, &meta.language, &body)
}

/// A typographic cover: a field of colour, the title large, a rule, the authors, the publisher.
pub(super) fn drawn(meta: &Metadata) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#f4f1ea\"/>\n\
         <rect width=\"{WIDTH}\" height=\"1480\" fill=\"{}\"/>\n",
        meta.language,
        escape(&meta.title),
        field(&meta.title),
    );
    let (size, lines) = fit(&meta.title, 190);
    let mut y = 520;
    for line in lines {
        text(&mut out, &line, y, size, "#ffffff", "normal");
        y += size * 6 / 5;
    }
    if let Some(subtitle) = &meta.subtitle {
        let (size, lines) = fit(subtitle, 76);
        y += 40;
        for line in lines {
            text(&mut out, &line, y, size, "#ffffff", "italic");
            y += size * 13 / 10;
        }
    }
    let _ = writeln!(out, "<rect x=\"{MARGIN}\" y=\"1640\" width=\"240\" height=\"8\" fill=\"#222222\"/>");
    let mut y = 1800;
    for author in meta.authors() {
        let (size, lines) = fit(author, 96);
        for line in lines {
            text(&mut out, &line, y, size, "#222222", "normal");
            y += size * 13 / 10;
        }
    }
    if let Some(publisher) = &meta.publisher {
        let (size, lines) = fit(publisher, 60);
        text(&mut out, lines.first().map_or("", String::as_str), HEIGHT - MARGIN, size, "#222222", "normal");
    }
    out.push_str("</svg>\n");
    out
}

/// A quiet colour that belongs to the title: the same book has the same cover in every build.
fn field(title: &str) -> &'static str {
    const FIELDS: [&str; 6] = ["#22384f", "#4f2b2b", "#2e4634", "#3c3350", "#4d4126", "#234a4d"];
    let sum = title.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 1_000_003);
    FIELDS[sum % FIELDS.len()]
}

fn text(out: &mut String, line: &str, y: usize, size: usize, fill: &str, style: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{y}\" font-family=\"Libertinus Serif, Georgia, serif\" font-size=\"{size}\" font-style=\"{style}\" fill=\"{fill}\">{}</text>",
        escape(line)
    );
}

/// Breaks words into lines of the cover's width; smaller until no more than five are needed.
fn fit(words: &str, largest: usize) -> (usize, Vec<String>) {
    let mut size = largest;
    loop {
        let lines = wrap(words, (WIDTH - 2 * MARGIN) * 100 / size);
        if lines.len() <= 5 || size <= largest / 3 {
            return (size, lines);
        }
        size = size * 9 / 10;
    }
}

/// Lines of a width in hundredths of an em. Widths are those of common text faces, roughly.
fn wrap(words: &str, measure: usize) -> Vec<String> {
    let width = |text: &str| -> usize {
        text.chars()
            .map(|c| match c {
                ' ' | 'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | '\'' | ':' => 30,
                'm' | 'w' | 'M' | 'W' => 85,
                c if c.is_uppercase() => 68,
                c if u32::from(c) > 0x2E80 => 100,
                _ => 50,
            })
            .sum()
    };
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
