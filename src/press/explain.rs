//! Why a page is as it is: the place that is asked for, and its explanation as text.

use std::fmt::Write;
use std::str::FromStr;

use super::cache::Cache;
use super::editions::{self, file_name, printed};
use super::inputs::EditionInputs;
use super::prepare::PreparedBook;
use super::typeset::set_book;
use crate::blocks;
use crate::diag::{Diagnostic, SourceMap, Span};
use crate::layout::{Pages, Side};
use crate::makeup::{self, PageExplanation, Plan};
use crate::paragraph::Resources;
use crate::project::{Edition, Project};
use crate::trace::Trace;

/// A page to be explained, however it is named.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum PagePlace {
    /// A page by its place in the file, from 1: `page:12`.
    Page(usize),
    /// A page by the number printed on it: `folio:xii`.
    Folio(String),
    /// The pages on which a line of a file is: `chapters/01.md:30`.
    Line {
        /// The file, by its path from the folder of the project.
        file: String,
        /// The line, from 1.
        line: usize,
    },
}

impl FromStr for PagePlace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse::<usize>().ok().filter(|number| *number > 0);
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

/// What an explanation is made from.
pub(super) struct Explainer<'a> {
    pub(super) project: &'a Project,
    pub(super) prepared: &'a PreparedBook,
    pub(super) sources: &'a SourceMap,
    pub(super) cache: &'a Cache,
}

impl Explainer<'_> {
    /// Explains a page of every printed edition, as text.
    ///
    /// # Errors
    /// The reason why there is no such page, as a phrase.
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
        let design = editions::design(self.project, edition, self.prepared).drain_into(diagnostics);
        if fonts.is_empty() {
            return Ok(String::new());
        }

        // Set the book as for a build, and find the pages.
        let inputs = EditionInputs::new(book, &design, fonts, assets);
        let set = set_book(&inputs, &self.cache.divisions);
        let pages = set.make_up(&inputs).drain_into(diagnostics);
        let file_name = file_name(self.project, edition);
        let plans = set.plans();
        let plans: Vec<&Plan<'_>> = plans.iter().collect();
        let mut out = String::new();
        for page in self.find(place, &pages).map_err(|reason| format!("{file_name}: {reason}"))? {
            write_title(&mut out, &file_name, &pages, page);
            let Some((division, own_page, opens)) = makeup::find(&plans, page) else {
                out += "  blank, so that what follows opens on the side that it asks for\n";
                continue;
            };

            // Set its division once more, now keeping how each line was chosen.
            let division = &inputs.divisions()[division];
            let resources = Resources { explains: true, ..inputs.resources(&set.folios) };
            let set = blocks::set(division.division, division.matter, division.depth, resources).value;
            let explanation = PageExplanation::new(&set.galley, &design, opens, own_page);
            out += &explanation.text(&set.build(&explanation.variants(), resources));
        }
        Ok(out)
    }

    /// Returns the indices of the pages that a place names, at least one.
    fn find(&self, place: &PagePlace, pages: &Pages) -> Result<Vec<usize>, String> {
        let count = pages.pages.len();
        match place {
            PagePlace::Page(number) if *number <= count => Ok(vec![number - 1]),
            PagePlace::Page(number) => Err(format!("there is no page {number}; the book has {count}")),
            PagePlace::Folio(label) => {
                let found = pages.pages.iter().position(|page| page.folio.label() == *label);
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

    /// Returns the span of a line of a file.
    fn line(&self, file: &str, line: usize) -> Result<Span, String> {
        let (id, source) = self
            .sources
            .files()
            .find(|(_, source)| source.name == file)
            .ok_or_else(|| format!("no file `{file}` was read for the book"))?;
        let mut start = 0;
        for (index, text) in source.text.split_inclusive('\n').enumerate() {
            if index + 1 == line {
                return Ok(Span::new(id, start..start + text.len()));
            }
            start += text.len();
        }
        Err(format!("`{file}` has no line {line}"))
    }
}

fn write_title(out: &mut String, file_name: &str, pages: &Pages, index: usize) {
    if !out.is_empty() {
        out.push('\n');
    }
    let page = &pages.pages[index];
    let side = match page.side {
        Side::Recto => "right-hand",
        Side::Verso => "left-hand",
    };
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
        for wrong in ["", "12", "page:", "page:0", "page:x", "folio:", ":3", "chapter.md"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
