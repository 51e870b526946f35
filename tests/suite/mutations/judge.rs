//! Checks that both books contain the words of a manuscript in its order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use pressmark::Session;
use pressmark::diag::{Code, Diagnostic};
use pressmark::internals::book::tag::Tag;
use pressmark::internals::book::{Anchor, DivisionId};
use pressmark::internals::layout::{ElementId, Layer, Pages, PlacedKind};
use pressmark::{BuildOptions, Format, find::named};

use super::{Mutant, numbered};
use unicode_normalization::UnicodeNormalization;

use crate::support::{Press, entries, in_order_of, is_formula, root};

/// The result of a mutant.
pub(super) enum Verdict {
    /// Both books contain its words in its order.
    Right,
    /// No books were made, and messages state why.
    NoBooks,
    /// A fault, described.
    Wrong(String),
}

/// Makes both books of a mutant and compares them with its text.
pub(super) fn judge(mutant: &Mutant) -> Verdict {
    let press = Press::with(&[]);
    for picture in ["disc.png", "photo.jpg"] {
        let bytes =
            std::fs::read(root().join("tests/golden/every-block/images").join(picture)).expect("a picture");
        press.write(&format!("images/{picture}"), &bytes);
    }
    let names: Vec<String> = (0..mutant.chapters.len()).map(|number| format!("c{number}.md")).collect();
    let yaml = format!(
        "title: A Book\nlanguage: en-GB\ndialect: {}\nchapters: [{}]\n",
        mutant.tool,
        names.join(", ")
    );
    press.write("book.yaml", yaml.as_bytes());
    let mut words = 0;
    let mut texts: Vec<String> = mutant.chapters.iter().map(|text| numbered(text, &mut words)).collect();
    // Lines with errors are removed, as an author would do, until books are made.
    for _ in 0..8 {
        names.iter().zip(&texts).for_each(|(name, text)| press.write(name, text.as_bytes()));
        let loaded =
            Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
        let formats = [Format::Epub, Format::Pdf];
        let made = loaded.build(&BuildOptions::formats(&formats)).expect("writers that write");
        // The messages must be renderable in any case.
        let setting =
            pressmark::diag::render::RenderContext { sources: loaded.sources(), prefix: "", colour: true };
        pressmark::diag::render::human(&made.diagnostics, setting);
        pressmark::diag::render::brief(&made.diagnostics, setting);
        if let Some(epub) = made.value.iter().find(|product| product.format == Format::Epub) {
            let pages = &loaded.layout().value.expect("a book").layouts[0].pages;
            let fault = compare(&texts, &entries(&epub.bytes), pages, &made.diagnostics, &loaded);
            return fault.map_or(Verdict::Right, Verdict::Wrong);
        }
        if !without_errors(&mut texts, &made.diagnostics, &loaded) {
            break;
        }
    }
    Verdict::NoBooks
}

/// Removes the lines with errors. Returns whether there were any.
fn without_errors(texts: &mut [String], diagnostics: &[Diagnostic], loaded: &Session) -> bool {
    let mut bad: BTreeSet<(String, usize)> = BTreeSet::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        let places = diagnostic.span.into_iter().chain(diagnostic.labels.iter().map(|label| label.span));
        bad.extend(places.map(|span| {
            let place = loaded.sources().locate(span);
            (place.file.to_owned(), place.line)
        }));
    }
    for (number, text) in texts.iter_mut().enumerate() {
        let name = format!("c{number}.md");
        let lines = text.split_inclusive('\n').enumerate();
        *text = lines
            .filter(|(line, _)| !bad.contains(&(name.clone(), line + 1)))
            .map(|(_, text)| text)
            .collect();
    }
    !bad.is_empty()
}

fn compare(
    texts: &[String],
    epub: &[(String, Vec<u8>)],
    pages: &Pages,
    diagnostics: &[Diagnostic],
    loaded: &Session,
) -> Option<String> {
    let e_book = by_epub(epub);
    let (printed, printed_notes) = by_pages(pages);
    // A direction override reverses the words of a line visually, but not in the file.
    let is_turned = texts.iter().any(|text| text.contains(['\u{202D}', '\u{202E}']));
    if e_book.text != printed && !is_turned {
        return Some(format!("the books differ: {}", difference(&e_book.text, &printed)));
    }
    let in_notes: BTreeSet<usize> = printed_notes.into_iter().collect();
    if in_notes != e_book.notes.iter().copied().collect() {
        return Some("the notes of the books differ".to_owned());
    }
    // Words that are shown twice (the title of a link's target), captions, entries of an index and included files have other
    // positions.
    let mut often: BTreeMap<usize, usize> = BTreeMap::new();
    e_book.text.iter().for_each(|word| *often.entry(*word).or_default() += 1);
    let included: BTreeSet<usize> = (0..texts.len())
        .filter(|number| texts.iter().any(|text| includes(text, &format!("c{number}.md"))))
        .flat_map(|number| found(&texts[number]).map(|(word, _)| word))
        .collect();
    let elsewhere = |word: &usize| e_book.captions.contains(word) || included.contains(word);
    let single = e_book.in_rows.iter().filter(|word| often[word] == 1 && !elsewhere(word));
    let single: Vec<usize> = single.copied().collect();
    if let Some((first, second)) =
        single.iter().zip(single.iter().skip(1)).find(|(first, second)| first > second)
    {
        return Some(format!("out of order: q{first}z is before q{second}z"));
    }
    let held: BTreeSet<usize> = e_book.all.iter().copied().collect();
    let mut lost = String::new();
    for (number, text) in texts.iter().enumerate() {
        let file = format!("c{number}.md");
        for (word, at) in found(text).filter(|(word, _)| !held.contains(word)) {
            if !excused(text, at) && !reported(text, at, &file, diagnostics, loaded) {
                let _ = write!(lost, " q{word}z");
            }
        }
    }
    (!lost.is_empty()).then(|| format!("lost without a message:{lost}"))
}

/// Returns whether a text includes another file.
fn includes(text: &str, file: &str) -> bool {
    text.match_indices(file).any(|(at, _)| {
        let before = text[..at].trim_end();
        ["{{#include", "include", "![["].iter().any(|mark| before.ends_with(mark))
    })
}

fn difference(left: &[usize], right: &[usize]) -> String {
    let at = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let near = |words: &[usize]| {
        let near = words.iter().skip(at.saturating_sub(2)).take(6);
        near.map(|word| format!("q{word}z")).collect::<Vec<_>>().join(" ")
    };
    format!("e-book … {} | print … {}", near(left), near(right))
}

/// Returns the words of a text with their positions.
pub(super) fn found(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('q').filter_map(|(at, _)| {
        let digits = text[at + 1..].find(|c: char| !c.is_ascii_digit())?;
        let word = text[at + 1..at + 1 + digits].parse().ok()?;
        text[at + 1 + digits..].starts_with('z').then_some((word, at))
    })
}

/// Returns whether a word is in markup that no book shows.
fn excused(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = &text[start..text[at..].find('\n').map_or(text.len(), |end| at + end)];
    let marker = |c: char| c.is_ascii_digit() || " \t>-*+|.)".contains(c);
    let bare = line.trim_start_matches(marker);
    let fence = ["```", "~~~", ":::"].iter().any(|mark| bare.starts_with(mark));
    // The kind of a box is not part of the text.
    let kind = ["!!!", "???"].iter().any(|mark| line[..at - start].trim_end().ends_with(mark));
    // Between two marks in one paragraph.
    let within = |from: &str, to: &str| {
        text[..at].rfind(from).is_some_and(|open| {
            let before = &text[open + from.len()..at];
            let after = &text[at..];
            let after = &after[..after.find("\n\n").unwrap_or(after.len())];
            !before.contains(to) && !before.contains("\n\n") && after.contains(to)
        })
    };
    let comment = text[..at]
        .rfind("<!--")
        .is_some_and(|open| !text[open + 4..at].contains("-->") && text[at..].contains("-->"));
    let end_of_head = |marks: [&str; 2]| {
        let rest = text.get(4..)?;
        Some(4 + marks.iter().filter_map(|mark| rest.find(mark)).min()?)
    };
    let head = match text.get(..4) {
        Some("---\n") => end_of_head(["\n---", "\n..."]),
        Some("+++\n") => end_of_head(["\n+++", "\n+++"]),
        _ => None,
    };
    fence
        || kind
        || defines(text, at)
        || comment
        || head.is_some_and(|end| at < end)
        || within("][", "]")
        || within("{", "}")
        || within("<", ">")
        || within("[^", "]")
        // An alternative text set as an attribute replaces the other.
        || within("![", "{alt=")
}

/// Returns whether a word is in the definition of a link, `[label]: destination "title"`, which has at
/// most a few lines.
fn defines(text: &str, at: usize) -> bool {
    let paragraph = text[..at].rfind("\n\n").map_or(0, |end| end + 2);
    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
    text[paragraph..end].match_indices("]:").any(|(close, _)| {
        let close = paragraph + close;
        let Some(open) = text[paragraph..close].rfind('[').map(|open| paragraph + open) else { return false };
        let line = text[..open].rfind('\n').map_or(0, |line| line + 1);
        let first = text[line..open].chars().all(|c| " \t>-*+.)".contains(c) || c.is_ascii_digit());
        let after = text[close.min(at)..at].matches('\n').count();
        first && open < at && after < 6
    })
}

/// Returns whether a message is about the lines of a word.
fn reported(text: &str, at: usize, file: &str, diagnostics: &[Diagnostic], loaded: &Session) -> bool {
    let line = text[..at].matches('\n').count() + 1;
    diagnostics.iter().any(|diagnostic| {
        let Some(span) = diagnostic.span else { return false };
        let start = loaded.sources().locate(span);
        let end = loaded.sources().position(span.file, span.end as usize).line;
        // Something that is left out as a whole is reported at its first line: a note, an element, a
        // block of code.
        let reach = match diagnostic.code {
            // An element that is never closed ends with the file.
            Code::HtmlDropped if diagnostic.message.ends_with("left out with its content") => usize::MAX / 2,
            Code::UnusedNote | Code::HtmlDropped | Code::NotRun => 40,
            _ => 0,
        };
        let here = start.file == file && (start.line..=end + reach).contains(&line);
        here || diagnostic.code == Code::UnusedNote && goes_on_with(text, at, start.file)
    })
}

/// Returns whether the paragraph of a word begins with another file, whose last block it may continue.
fn goes_on_with(text: &str, at: usize, file: &str) -> bool {
    let start = text[..at].rfind("\n\n").map_or(0, |end| end + 2);
    includes(&text[start..at], file)
}

/// The words of an e-book by position.
#[derive(Default)]
struct Words {
    text: Vec<usize>,
    /// The same, with rows of tables in the order of the text, since a line may have a piece of each
    /// cell.
    in_rows: Vec<usize>,
    notes: Vec<usize>,
    captions: BTreeSet<usize>,
    /// The words including those in attributes (alternative texts).
    all: Vec<usize>,
}

fn by_epub(epub: &[(String, Vec<u8>)]) -> Words {
    let mut words = Words::default();
    let (mut text, mut notes, mut captions) = (String::new(), String::new(), String::new());
    // The length of the text before each piece, and the row that it is in.
    let mut rows: Vec<(usize, Option<(&str, usize)>)> = Vec::new();
    for (name, bytes) in epub {
        if name.starts_with("OEBPS/text/") && !name.ends_with("/cover.xhtml") {
            let source = std::str::from_utf8(bytes).expect("UTF-8");
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            let document = roxmltree::Document::parse_with_options(source, options).expect("well-formed");
            let body = document.descendants().find(|node| node.has_tag_name("body")).expect("a body");
            for node in body.descendants() {
                node.attributes()
                    .for_each(|attribute| words.all.extend(found(attribute.value()).map(|(word, _)| word)));
                let Some(spoken) = node.text().filter(|_| node.is_text()) else { continue };
                let is_note = |above: roxmltree::Node<'_, '_>| {
                    above.attribute("role") == Some("doc-footnote")
                        || above.attribute("class") == Some("margin-note")
                };
                let note = node.ancestors().any(is_note);
                let is_elsewhere = |above: roxmltree::Node<'_, '_>| {
                    above.has_tag_name("caption")
                        || above.has_tag_name("figcaption")
                        || above.attribute("class") == Some("index-entries")
                };
                let caption = node.ancestors().any(is_elsewhere);
                rows.push((text.len(), row(node).map(|row| (name.as_str(), row))));
                push(spoken, if note { &mut notes } else { &mut text });
                if caption {
                    push(spoken, &mut captions);
                }
            }
            text.push('\n');
        }
    }
    words.text = found(&text).map(|(word, _)| word).collect();
    let row_at = |at: usize| rows[rows.partition_point(|(start, _)| *start <= at) - 1].1;
    let in_rows: Vec<_> = found(&text).map(|(word, at)| (row_at(at), word)).collect();
    for row in in_rows.chunk_by(|(a, _), (b, _)| a.is_some() && a == b) {
        let mut row: Vec<usize> = row.iter().map(|(_, word)| *word).collect();
        row.sort_unstable();
        words.in_rows.extend(row);
    }
    words.notes = found(&notes).map(|(word, _)| word).collect();
    words.captions = found(&captions).map(|(word, _)| word).collect();
    words.all.extend(words.text.iter().chain(&words.notes));
    words
}

/// Returns the row of a table that a text is in, or the table if cells span several rows.
fn row(text: roxmltree::Node<'_, '_>) -> Option<usize> {
    let outermost = |name| text.ancestors().filter(|above| above.has_tag_name(name)).last();
    let covers = |cell: roxmltree::Node<'_, '_>| cell.attribute("rowspan").is_some();
    let table = outermost("table").filter(|table| table.descendants().any(covers));
    table.or_else(|| outermost("tr")).map(|row| row.id().get_usize())
}

fn by_pages(pages: &Pages) -> (Vec<usize>, Vec<usize>) {
    let (mut text, mut notes) = (String::new(), String::new());
    let contents =
        pages.anchors.get(&Anchor::Division(DivisionId::new("contents"))).map(|anchor| anchor.page);
    let later = pages.anchors.values().map(|anchor| anchor.page).filter(|page| Some(*page) > contents).min();
    for (index, item) in in_order_of(pages, text_of) {
        let listed = contents.is_some_and(|first| first <= index && later.is_none_or(|later| index < later));
        if let PlacedKind::Glyphs(run) = &item.kind
            && item.owner.is_some()
            && !listed
        {
            // The letters of formulas are those of the alphabets of mathematics.
            let is_formula = item.owner.is_some_and(|owner| is_formula(owner, pages));
            let shown = if is_formula { run.text.nfkc().collect() } else { run.text.to_string() };
            match item.layer {
                Layer::Text => push(&shown, &mut text),
                Layer::Note => push(&shown, &mut notes),
                Layer::Head | Layer::Folio => {}
            }
        }
    }
    let words = |text: &str| found(text).map(|(word, _)| word).collect();
    (words(&text), words(&notes))
}

/// Returns the element whose text an element is part of: the outermost cell of a table that contains it, as the lines of a
/// long row are on the pages line by line, or the paragraph or the like, as a figure or a table in a group of blocks may be
/// above or below the text before it.
fn text_of(element: ElementId, pages: &Pages) -> ElementId {
    let (mut id, mut cell, mut text) = (element, None, None);
    while id != ElementId::ROOT {
        let found = pages.structure.element(id);
        match found.tag {
            Tag::HeaderCell | Tag::Cell => cell = Some(id),
            Tag::Paragraph | Tag::Heading(_) | Tag::Title | Tag::Caption | Tag::Label => {
                text = text.or(Some(id));
            }
            _ => {}
        }
        id = found.parent;
    }
    cell.or(text).unwrap_or(element)
}

/// Adds a text without characters that only affect line breaking.
fn push(text: &str, out: &mut String) {
    let silent = |c: char| c.is_whitespace() || matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}' | '\u{FEFF}');
    out.extend(text.chars().filter(|c| !silent(*c)).flat_map(char::to_lowercase));
}
