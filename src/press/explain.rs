//! Explaining a page: the place that names it, and the explanation as text.

use std::fmt::Write;
use std::str::FromStr;

use super::cache::Cache;
use super::editions::{file_name, printed, printed_book};
use super::inputs::EditionInputs;
use super::prepare::PreparedBook;
use super::proofs::{PrintedPages, lay_out};
use super::typeset::set_book;
use crate::diag::{Diagnostic, SourceMap, Span, did_you_mean};
use crate::layout::{FolioStyle, Page, Pages, Side};
use crate::makeup::{self, PageExplanation, Plan};
use crate::paragraph::Resources;
use crate::project::{Edition, Project};
use crate::trace::Trace;

/// A place that names the pages to be explained.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum PagePlace {
    /// A page by its position in the file, from 1: `page:12`.
    Page(usize),
    /// A page by its folio: `folio:xii`.
    Folio(String),
    /// All pages on which a line of a file is set: `chapters/01.md:30`.
    Line {
        /// The path of the file, relative to the folder of the project.
        file: String,
        /// The number of the line, from 1.
        line: usize,
    },
}

impl FromStr for PagePlace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse::<usize>().ok().filter(|number| *number > 0);
        // Messages name a column too, which does not matter here.
        let text = match text.rsplit_once(':') {
            Some((line, column)) if number(column).is_some() && is_line(line) => line,
            _ => text,
        };
        let found = match text.rsplit_once(':') {
            Some(("page", digits)) => number(digits).map(Self::Page),
            Some(("folio", label)) if !label.is_empty() => Some(Self::Folio(label.to_owned())),
            Some((file, digits)) if !file.is_empty() => {
                number(digits).map(|line| Self::Line { file: file.replace('\\', "/"), line })
            }
            _ => None,
        };
        found.ok_or_else(|| {
            "must be `page:12` (counted in the file), `folio:xii` (as printed) or `chapter.md:30` (a line)".to_owned()
        })
    }
}

/// Whether a place ends with a number itself: `chapter.md:30`.
fn is_line(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(_, digits)| digits.parse::<usize>().is_ok())
}

/// The input of explanations.
pub(super) struct Explainer<'a> {
    pub(super) project: &'a Project,
    pub(super) prepared: &'a PreparedBook,
    pub(super) sources: &'a SourceMap,
    pub(super) cache: &'a Cache,
}

impl Explainer<'_> {
    /// Returns explanations, as text, of the pages that a place names in every printed edition.
    ///
    /// # Errors
    /// Returns the reason, as a phrase, if there is no such page.
    pub(super) fn explain(
        &self,
        place: &PagePlace,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<String, String> {
        let mut out = String::new();
        for edition in printed(self.project) {
            out += &self.explain_edition(edition, place, diagnostics)?;
        }
        if out.is_empty() { Err("the project has no printed edition with pages".to_owned()) } else { Ok(out) }
    }

    fn explain_edition(
        &self,
        edition: &Edition,
        place: &PagePlace,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<String, String> {
        let PreparedBook { book, assets, fonts } = self.prepared;
        if fonts.is_empty() {
            return Ok(String::new());
        }

        // Lay out the book as in a build, keep how it is set, and find the pages.
        let printed = lay_out(self.project, edition, self.prepared, self.cache).drain_into(diagnostics);
        let PrintedPages { design, pages } = printed;
        let book = printed_book(book, &design);
        let inputs = EditionInputs::new(&book, &design, fonts, assets);
        let set = set_book(&inputs, &self.cache.columns);
        let file_name = file_name(self.project, edition);
        let plans = set.plans();
        let plans: Vec<&Plan<'_>> = plans.iter().collect();
        let columns = inputs.columns();
        let mut out = String::new();
        for page in self.find(place, &pages).map_err(|reason| format!("{file_name}: {reason}"))? {
            write_title(&mut out, &file_name, &pages, page);
            let Some((column, own_page, opens)) = makeup::find(&plans, &design, page) else {
                let side = side_name(pages.pages[page].side.other());
                let _ = writeln!(out, "  blank: the next division or section opens on a {side} page");
                continue;
            };

            // Set its column again, with reports of how each line was chosen.
            let resources = Resources { explains: true, ..inputs.resources(&set.folios) };
            let set = columns[column].set(resources).value;
            let explanation = PageExplanation::new(&set.galley, &design, opens, own_page);
            out += &explanation.text(&set.build(&explanation.variants(), resources));
        }
        Ok(out)
    }

    /// Returns the indices of the pages that a place names; there is at least one.
    fn find(&self, place: &PagePlace, pages: &Pages) -> Result<Vec<usize>, String> {
        let count = pages.pages.len();
        match place {
            PagePlace::Page(number) if *number <= count => Ok(vec![number - 1]),
            PagePlace::Page(number) => Err(format!("there is no page {number}; the book has {count}")),
            PagePlace::Folio(label) => {
                // Whoever asks may not have the digits of the book on the keyboard.
                let is_it = |page: &Page| {
                    let is_decimal = matches!(page.folio.style, FolioStyle::Decimal(_));
                    page.folio.label() == *label || (is_decimal && page.folio.number.to_string() == *label)
                };
                let found = pages.pages.iter().position(is_it);
                found.map(|page| vec![page]).ok_or_else(|| format!("no page has the folio `{label}`"))
            }
            PagePlace::Line { file, line } => {
                let span = self.line(file, *line)?;
                let found = Trace::new(&self.prepared.book, pages, self.sources).pages_of(span);
                if found.is_empty() {
                    return Err(format!("nothing of line {line} of `{file}` is on a page"));
                }
                Ok(found)
            }
        }
    }

    /// Returns the span of a line of a file, or the reason why there is no such line.
    fn line(&self, file: &str, line: usize) -> Result<Span, String> {
        let Some((id, source)) = self.sources.files().find(|(_, source)| source.name == file) else {
            let names = self.sources.files().map(|(_, source)| source.name.as_str());
            let near = did_you_mean(file, names).map(|near| format!("; did you mean `{near}`?"));
            return Err(format!("no file `{file}` was read for the book{}", near.unwrap_or_default()));
        };
        let range = source.line_range(line).ok_or_else(|| format!("`{file}` has no line {line}"))?;
        Ok(Span::new(id, range))
    }
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Recto => "right-hand",
        Side::Verso => "left-hand",
    }
}

fn write_title(out: &mut String, file_name: &str, pages: &Pages, index: usize) {
    if !out.is_empty() {
        out.push('\n');
    }
    let page = &pages.pages[index];
    let side = side_name(page.side);
    let _ = writeln!(out, "{file_name}, page {}, folio {}, {side}", index + 1, page.folio.label());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_page_a_folio_or_a_line() {
        let parse = |text: &str| text.parse::<PagePlace>();
        assert_eq!(parse("page:12"), Ok(PagePlace::Page(12)));
        assert_eq!(parse("folio:xii"), Ok(PagePlace::Folio("xii".to_owned())));
        let line = |file: &str, line| Ok(PagePlace::Line { file: file.to_owned(), line });
        assert_eq!(parse("parts/01.md:30"), line("parts/01.md", 30));
        assert_eq!(parse(r"parts\01.md:30"), line("parts/01.md", 30));
        assert_eq!(parse("parts/01.md:30:7"), line("parts/01.md", 30));
        assert_eq!(parse(r"C:\01.md:30"), line("C:/01.md", 30));
        for wrong in ["", "12", "page:", "page:0", "page:x", "folio:", ":3", "chapter.md"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
