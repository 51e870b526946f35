//! The lines of printed pages, for tests of single books.

use pressmark::find::named;

use crate::support::Press;

/// A line of text on a page.
#[derive(Clone, Debug)]
pub(crate) struct PrintedLine {
    /// The number of the page in the file, from 1 on.
    pub(crate) page: usize,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    /// The size of its type.
    pub(crate) size: f64,
    pub(crate) text: String,
}

/// Returns the runs of text on the pages of a book, in the order of the pages.
pub(crate) fn printed(files: &[(&str, &str)]) -> Vec<PrintedLine> {
    let press = Press::with(files);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let errors: Vec<_> = loaded.load_diagnostics().iter().filter(|one| one.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let layout = loaded.layout().value.expect("a book").layouts.remove(0).text;
    let mut page = 0;
    let mut lines = Vec::new();
    for line in layout.lines() {
        page += usize::from(line.starts_with("page "));
        lines.extend(parse(line, page));
    }
    lines
}

fn parse(line: &str, page: usize) -> Option<PrintedLine> {
    let (place, text) = line.strip_prefix("  text ")?.split_once(" | ")?;
    let words: Vec<&str> = place.split_whitespace().collect();
    let after = |name: &str| words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1));
    let number = |name: &str| after(name).and_then(|word| word.parse().ok());
    let size = words.iter().skip(6).find_map(|word| word.parse().ok())?;
    let text = text.trim_end().to_owned();
    Some(PrintedLine { page, x: number("x")?, y: number("y")?, width: number("w")?, size, text })
}

/// Returns the first run that begins with these words.
#[track_caller]
pub(crate) fn find<'a>(lines: &'a [PrintedLine], words: &str) -> &'a PrintedLine {
    let found = lines.iter().find(|line| line.text.starts_with(words));
    found.unwrap_or_else(|| panic!("{words}: {:#?}", lines.iter().map(|line| &line.text).collect::<Vec<_>>()))
}
