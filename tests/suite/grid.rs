//! Invariants of every page of every golden book: text is on one grid, lines do not collide, and
//! nothing extends beyond the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pressmark::find::named;
use pressmark::internals::book::tag::Tag;
use pressmark::internals::layout::{ElementId, Layer, Page, PageItem, PlacedKind};
use pressmark::internals::units::Length;

use crate::books::{book, golden};
use crate::support::{Press, is_formula};

#[test]
fn text_is_on_one_grid_on_both_sides_of_the_leaf() {
    let mut looked_at = 0;
    for name in books() {
        let made = book(&name).pages();
        let pages = &made.pages;
        // A book of code has more lines in the size of code than in that of the text, one with an index in that of its
        // entries.
        let tag = |owner: ElementId| made.structure.element(owner).tag;
        let is_of_index = |owner: ElementId| {
            let outer = |element: &ElementId| {
                Some(made.structure.element(*element).parent).filter(|parent| parent != element)
            };
            std::iter::successors(Some(owner), outer).any(|element| tag(element) == Tag::Index)
        };
        let is_apart =
            |item: &&PageItem| item.owner.is_some_and(|owner| tag(owner) == Tag::Code || is_of_index(owner));
        let sizes = pages.iter().flat_map(|page| page.items.iter().filter(|item| !is_apart(item)));
        let size = commonest(sizes.filter_map(run_of_text).map(|(_, size)| size));
        let of_text = |page: &Page| -> Vec<Length> {
            let mut lines: Vec<Length> =
                text(page).filter(|(_, other)| *other == size).map(|(y, _)| y).collect();
            lines.sort_unstable();
            lines.dedup();
            lines
        };
        // In a few lines, the most common size may not be that of the text, nor the distance that of
        // the grid.
        if pages.iter().map(|page| of_text(page).len()).sum::<usize>() < FEW_LINES {
            continue;
        }
        looked_at += 1;
        let steps = pages.iter().flat_map(|page| {
            let lines = of_text(page);
            lines.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>()
        });
        let leading = commonest(steps);
        let phase = |y: Length| y.to_sp().rem_euclid(leading.to_sp());
        let grid = commonest(pages.iter().flat_map(of_text).map(phase));
        // The salutation and the closing of a letter are half a line off.
        let half = if has_letters(&book(&name).manuscript) {
            (grid + leading.to_sp() / 2).rem_euclid(leading.to_sp())
        } else {
            grid
        };
        let is_off = |y: &&Length| phase(**y) != grid && phase(**y) != half;
        let foot = pages.iter().filter_map(|page| of_text(page).last().copied()).max();
        for (index, page) in pages.iter().enumerate() {
            let lines = of_text(page);
            let Some(off) = lines.iter().find(is_off) else { continue };
            let place = format!("{name}, page {}, line at {off}", index + 1);
            // Spaces were adjusted: lines leave the grid only below a space, and the page is full.
            let jumps = lines.windows(2).filter(|pair| phase(pair[0]) != phase(pair[1]));
            let at_spaces = jumps.map(|pair| pair[1] - pair[0]).all(|apart| apart > leading);
            let is_full = foot.is_some_and(|foot| foot - lines[lines.len() - 1] <= leading);
            let has_notes = page.items.iter().any(|item| item.layer == Layer::Note);
            assert!(at_spaces && (is_full || has_notes), "{place}");
        }
    }
    assert!(looked_at > 5, "{looked_at} books have lines enough");
}

/// Returns whether a manuscript has a letter.
fn has_letters(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let is_markdown = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let mut texts = files.filter(is_markdown).map(|path| std::fs::read_to_string(path).expect("a text"));
    texts.any(|text| text.contains("::: letter") || text.contains("{.letter"))
}

/// The number of lines below which a book does not show a grid.
const FEW_LINES: usize = 40;

#[test]
fn lines_do_not_collide_and_nothing_exceeds_the_page() {
    for name in books() {
        for (index, page) in book(&name).pages().pages.iter().enumerate() {
            let place = format!("{name}, page {}", index + 1);
            let pages = book(&name).pages();
            // The parts of one formula are above each other.
            let formula = |item: &PageItem| item.owner.filter(|owner| is_formula(*owner, pages));
            let runs: Vec<_> =
                page.items.iter().filter_map(|item| Some((run(item)?, formula(item)))).collect();
            for (index, ((y, size, (from, to)), of)) in runs.iter().enumerate() {
                // Text beside a figure shares no column with the figure's caption.
                let others =
                    runs[index + 1..].iter().filter(|((.., (start, end)), _)| start < to && from < end);
                for ((other, other_size, _), _) in others.filter(|(_, also)| of.is_none() || also != of) {
                    let apart = (*y - *other).max(*other - *y);
                    // Raised or lowered text is on the line; otherwise there is room for both lines.
                    let one_line = apart < *size.max(other_size) / 2;
                    let room = *size.min(other_size) * 9 / 10;
                    assert!(one_line || apart > room, "{place}: {y} and {other}");
                }
            }
            for item in &page.items {
                let (from, to) = extent(item);
                assert!(from >= MIN_MARGIN && to <= page.size.width - MIN_MARGIN, "{place}: {from} to {to}");
                assert!(
                    item.y > Length::ZERO && item.y < page.size.height - MIN_MARGIN,
                    "{place}: {}",
                    item.y
                );
            }
            let last = text(page).map(|(y, _)| y).max();
            let notes = page.items.iter().filter(|item| item.layer == Layer::Note).map(|item| item.y).min();
            // The notes of their theme are in the margin.
            let in_margin = ["theme-essay", "recipes", "margin"].iter().any(|book| name.ends_with(book));
            assert!(
                in_margin || last.zip(notes).is_none_or(|(last, notes)| last < notes),
                "{place}: text within notes"
            );
        }
    }
}

#[test]
fn content_too_large_for_a_page_is_divided_and_nothing_is_cut_off() {
    let rows = (0..80).map(|row| format!("| row {row} | last{row} |\n")).collect::<Vec<_>>().concat();
    let cells: String =
        [120, 250, 600].map(|n| format!("| {} cell{n} | x |\n", "goes on and on ".repeat(n))).concat();
    let caption = "words of a caption ".repeat(400);
    let text = format!(
        "# Tall\n\nSome text.\n\nTable: On a page. {{#tbl:a place=page}}\n\n| A | B |\n|:--|:--|\n{rows}\n\
         Text between.\n\nTable: Turned. {{#tbl:b place=sideways}}\n\n| A | B |\n|:--|:--|\n{cells}\n\
         More text.\n\n![{caption} end](box.svg){{#fig:c place=page alt=\"a box\"}}\n\nThe last text.\n"
    );
    let picture =
        "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><path d='M0 0h300v200z'/></svg>";
    let press = Press::with(&[("tall.md", &text), ("box.svg", picture)]);
    let mut said = String::new();
    for (index, page) in pages(&press.path("tall.md")).iter().enumerate() {
        for item in &page.items {
            let within = |x: Length, y: Length| {
                (Length::ZERO..page.size.width).contains(&x) && (Length::ZERO..page.size.height).contains(&y)
            };
            assert!(within(item.x, item.y), "page {}: {:?} {:?}", index + 1, item.x, item.y);
            if let (PlacedKind::Glyphs(run), Some(_)) = (&item.kind, item.owner) {
                said += &run.text;
            }
        }
    }
    let words = (0..80).map(|row| format!("last{row}")).chain([120, 250, 600].map(|n| format!("cell{n}")));
    for word in words.chain(["The last text".to_owned(), "caption  end".to_owned()]) {
        let bare = |text: &str| text.replace(char::is_whitespace, "");
        assert!(bare(&said).contains(&bare(&word)), "{word} is lost");
    }
}

/// The minimum margin in all golden books, not counting protruding punctuation.
const MIN_MARGIN: Length = Length::pt(20);

fn books() -> Vec<String> {
    let books = [golden(), vec!["manuscript".to_owned()]].concat();
    assert!(books.len() > 3, "the golden books are where they are looked for");
    books
}

fn pages(folder: &Path) -> Vec<Page> {
    let loaded = pressmark::Session::load(&named(folder).expect("a project")).expect("a machine that reads");
    loaded.layout().value.expect("a book").layouts.remove(0).pages.pages
}

/// Returns the baseline and size of every run of words in the text, except turned ones, which are off
/// the grid.
fn text(page: &Page) -> impl Iterator<Item = (Length, Length)> {
    page.items.iter().filter_map(run_of_text)
}

/// Returns the baseline and size of a run of words in the text that is not turned.
fn run_of_text(item: &PageItem) -> Option<(Length, Length)> {
    let is_text = item.layer == Layer::Text && item.owner.is_some() && !item.turned;
    match &item.kind {
        // The quotation mark of an initial hangs at its head.
        PlacedKind::Glyphs(run) if is_text && run.text.chars().any(char::is_alphanumeric) => {
            Some((item.y, run.size))
        }
        _ => None,
    }
}

/// Returns the baseline, the size and the extent of upright glyphs of the text or of notes.
fn run(item: &PageItem) -> Option<(Length, Length, (Length, Length))> {
    let is_text = matches!(item.layer, Layer::Text | Layer::Note) && !item.turned;
    match &item.kind {
        PlacedKind::Glyphs(run) if is_text => Some((item.y, run.size, extent(item))),
        _ => None,
    }
}

fn extent(item: &PageItem) -> (Length, Length) {
    let width = match &item.kind {
        PlacedKind::Glyphs(_) if item.turned => Length::ZERO,
        PlacedKind::Picture { height, .. } if item.turned => *height,
        PlacedKind::Glyphs(run) => run.width(),
        PlacedKind::Rule { width, .. }
        | PlacedKind::Frame { width, .. }
        | PlacedKind::Picture { width, .. }
        | PlacedKind::Link { width, .. } => *width,
        PlacedKind::Stroke { across, .. } => *across,
    };
    (item.x, item.x + width)
}

/// Returns the most frequent value.
fn commonest<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).expect("a page with text").0
}
