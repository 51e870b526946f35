//! Leanpub and Markua: `Book.txt`, one file a line, between directives of front, main and back matter.

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::titles::bare;
use super::metadata::ForeignMetadata;
use super::paths;
use super::project::ForeignProject;
use crate::diag::{Span, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads `Book.txt`. `Sample.txt` and `Subset.txt`, which are selections of it, are not read.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other tools list folders")]
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let Some((file, text)) = loader.text("Book.txt", "chapter list", None) else { return Ok(None) };
    let mut list = LeanpubList::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim();
        let span = Span::new(file, at..at + line.trim_end().len());
        at += line.len();
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        if let Some(matter) = LeanpubMatter::of(name) {
            list.turn(matter);
            continue;
        }
        let path = paths::join("", name).unwrap_or_else(|| name.to_owned());
        list.file(loader, Spanned::new(path, span));
    }
    list.close();
    let title = loader.first_heading_of("README.md");
    let layout = ForeignProject::new(Tool::Leanpub, "Book.txt", ForeignMetadata::titled(title), list.listing);
    Ok(Some(layout))
}

/// The part of a book that a directive begins.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum LeanpubMatter {
    Front,
    #[default]
    Main,
    Back,
}

impl LeanpubMatter {
    /// Returns the matter of a directive: `{frontmatter}`, `{mainmatter}` or `{backmatter}`.
    fn of(line: &str) -> Option<Self> {
        match line.trim_start_matches('{').trim_end_matches(['}', ':']).trim() {
            "frontmatter" => Some(Self::Front),
            "mainmatter" => Some(Self::Main),
            "backmatter" => Some(Self::Back),
            _ => None,
        }
    }
}

/// Builds a chapter list line by line.
#[derive(Default)]
struct LeanpubList {
    listing: ChapterList,
    matter: LeanpubMatter,
    part: Option<Spanned<String>>,
    /// The files since the last part or directive.
    open: Vec<ListedFile>,
    /// Whether the body has chapters: front matter after them becomes part of the body.
    has_body: bool,
}

impl LeanpubList {
    /// Begins front, main or back matter.
    fn turn(&mut self, matter: LeanpubMatter) {
        self.close();
        self.matter = matter;
    }

    /// Adds a file, which may begin a part or have directives of its own.
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
        // A file may contain nothing but a directive, or the heading of a part.
        let mut rest = text.trim();
        while let Some((line, after)) = directive(rest) {
            if let Some(matter) = LeanpubMatter::of(line) {
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
        let name = Spanned::new(bare(name), path.span);
        if !body.trim().is_empty() {
            let role = Some(Spanned::new("part".to_owned(), None));
            self.open.push(ListedFile { role, ..ListedFile::new(path) });
        }
        self.part = Some(name);
    }

    /// Adds the files since the last part or directive to the list.
    fn close(&mut self) {
        let files = std::mem::take(&mut self.open);
        match (self.matter, self.part.take()) {
            // Outside of the body, a part is a page with a title.
            (LeanpubMatter::Front, part) if !self.has_body => {
                self.listing.front.extend(part.map(page).into_iter().chain(files));
            }
            (LeanpubMatter::Back, part) => self.listing.back.extend(part.map(page).into_iter().chain(files)),
            (LeanpubMatter::Front | LeanpubMatter::Main, part) => {
                self.has_body |= !files.is_empty();
                match part {
                    Some(part) if !files.is_empty() => self.listing.body.push(BodyEntry::Part(part, files)),
                    // A part without files is a page with a title, too.
                    part => {
                        let files = part.map(page).into_iter().chain(files);
                        self.listing.body.extend(files.map(BodyEntry::File));
                    }
                }
            }
        }
    }
}

/// Returns a part as a page with a title.
fn page(name: Spanned<String>) -> ListedFile {
    ListedFile { numbered: Some(false), ..ListedFile::heading(name, Vec::new()) }
}

/// Splits a directive of matter, in braces, off the start of a text; a heading may follow it on the same line.
fn directive(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let (name, rest) = inside.split_once('}')?;
    (!name.contains(['\n', ' ']))
        .then_some((name, rest))
        .filter(|(name, _)| LeanpubMatter::of(name).is_some())
}
