//! Leanpub and Markua: `Book.txt`, one file a line, with the matter that each is part of.

use super::super::listing::{Listed, ListedFile, Listing};
use super::super::load::Loader;
use super::{Facts, Layout, paths};
use crate::diag::{Span, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads `Book.txt`; `Sample.txt` and `Subset.txt` choose from it and are not read.
#[expect(clippy::unnecessary_wraps, reason = "readers of other tools list folders")]
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
    let Some((file, text)) = loader.text("Book.txt", "chapter list", None) else { return Ok(None) };
    let mut list = List::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim();
        let span = Span::new(file, at..at + line.trim_end().len());
        at += line.len();
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        if let Some(matter) = Matter::of(name) {
            list.turn(matter);
            continue;
        }
        let path = paths::join("", name).unwrap_or_else(|| name.to_owned());
        list.file(loader, Spanned::new(path, span));
    }
    list.close();
    let title = loader.first_heading_of("README.md");
    let layout = Layout::new(Tool::Leanpub, "Book.txt", Facts::titled(title), list.listing);
    Ok(Some(layout))
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Matter {
    Front,
    #[default]
    Main,
    Back,
}

impl Matter {
    fn of(line: &str) -> Option<Self> {
        match line.trim_start_matches('{').trim_end_matches(['}', ':']).trim() {
            "frontmatter" => Some(Self::Front),
            "mainmatter" => Some(Self::Main),
            "backmatter" => Some(Self::Back),
            _ => None,
        }
    }
}

#[derive(Default)]
struct List {
    listing: Listing,
    matter: Matter,
    part: Option<Spanned<String>>,
    open: Vec<ListedFile>,
    /// Parts of the front and back matter become parts of the body if the body goes on behind them.
    has_body: bool,
}

impl List {
    fn turn(&mut self, matter: Matter) {
        self.close();
        self.matter = matter;
    }

    fn file(&mut self, loader: &mut Loader<'_>, path: Spanned<String>) {
        let text = if loader.vault.has_file(&path.value) {
            loader.text(&path.value, "chapter", path.span).map(|(_, text)| text)
        } else {
            None
        };
        let Some(text) = text else {
            self.open.push(ListedFile::new(path));
            return;
        };
        // A file may hold nothing but the directive of a matter, or the heading of a part.
        let mut rest = text.trim();
        while let Some((line, after)) = directive(rest) {
            if let Some(matter) = Matter::of(line) {
                self.turn(matter);
            }
            rest = after.trim_start();
        }
        let Some(part) = rest.strip_prefix("-# ") else {
            if !rest.is_empty() {
                self.open.push(ListedFile::new(path));
            }
            return;
        };
        let (name, body) = part.split_once('\n').unwrap_or((part, ""));
        self.close();
        let name = Spanned::new(super::bare(name), path.span);
        if !body.trim().is_empty() {
            let role = Some(Spanned::new("part".to_owned(), None));
            self.open.push(ListedFile { role, ..ListedFile::new(path) });
        }
        self.part = Some(name);
    }

    /// Puts the files since the last part or directive where they belong.
    fn close(&mut self) {
        let files = std::mem::take(&mut self.open);
        match (self.matter, self.part.take()) {
            // Outside of the body, a part is a page with its title.
            (Matter::Front, part) if !self.has_body => {
                self.listing.front.extend(part.map(page).into_iter().chain(files));
            }
            (Matter::Back, part) => self.listing.back.extend(part.map(page).into_iter().chain(files)),
            (Matter::Front | Matter::Main, part) => {
                self.has_body |= !files.is_empty();
                match part {
                    Some(part) if !files.is_empty() => self.listing.body.push(Listed::Part(part, files)),
                    // A part without files is a page with its title.
                    part => {
                        let files = part.map(page).into_iter().chain(files);
                        self.listing.body.extend(files.map(Listed::File));
                    }
                }
            }
        }
    }
}

/// The page of a part outside of the body.
fn page(name: Spanned<String>) -> ListedFile {
    ListedFile { numbered: Some(false), ..ListedFile::heading(name, Vec::new()) }
}

/// A line in braces at the start of a text, which may stand before a heading in the same line.
fn directive(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let (name, rest) = inside.split_once('}')?;
    (!name.contains(['\n', ' '])).then_some((name, rest)).filter(|(name, _)| Matter::of(name).is_some())
}
