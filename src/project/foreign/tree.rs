//! Builds a chapter list from the items of a `SUMMARY.md`. Entry point: [`listing`].

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::lists::{nested, remote, resolved};
use super::paths;
use super::summary::{SummaryEntry, SummaryItem};
use crate::diag::{Code, Diagnostic, Spanned};

/// Builds a chapter list from the items of a list in `folder`. `numbered` states whether the tool
/// numbers chapters; `None` if it does not decide that.
pub(super) fn listing(
    loader: &mut Loader<'_>,
    items: Vec<SummaryItem>,
    folder: &str,
    numbered: Option<bool>,
) -> ChapterList {
    let mut builder = ListingBuilder { folder, numbered, ..ListingBuilder::default() };
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        match item {
            SummaryItem::Part(name) => {
                builder.close();
                builder.part = Some(OpenPart { name, is_entry: false });
            }
            SummaryItem::Entry(entry) => {
                let below = items.peek().and_then(|next| match next {
                    SummaryItem::Entry(next) => next.depth,
                    SummaryItem::Part(_) => None,
                });
                let has_children = entry.depth.is_some() && below > entry.depth;
                builder.entry(loader, entry, has_children);
            }
        }
    }
    builder.close();
    builder.listing
}

/// Builds a chapter list item by item.
#[derive(Default)]
struct ListingBuilder<'a> {
    folder: &'a str,
    numbered: Option<bool>,
    listing: ChapterList,
    part: Option<OpenPart>,
    /// The entries since the last part, with their depths.
    open: Vec<(usize, ListedFile)>,
    /// The depths of the items around the next one: in the list and in the book.
    around: Vec<(usize, usize)>,
    /// The paths that are in the chapter list.
    seen: Vec<String>,
}

/// A part whose chapters are being read.
struct OpenPart {
    name: Spanned<String>,
    /// Whether it is an entry without a file, and so ends with its sub-items.
    is_entry: bool,
}

impl ListingBuilder<'_> {
    /// Adds an entry of the list.
    fn entry(&mut self, loader: &Loader<'_>, entry: SummaryEntry, has_children: bool) {
        let Some(listed) = entry.depth else { return self.outside(loader, entry) };
        self.around.retain(|(around, _)| *around < listed);
        if listed == 0 && self.part.as_ref().is_some_and(|part| part.is_entry) {
            self.close();
        }
        let depth = self.around.last().map_or(0, |(_, depth)| *depth);
        match self.file(loader, &entry) {
            EntryFile::New(path) => {
                let numbered = self.numbered.filter(|_| !is_appendix(&path, &entry.title));
                let file = ListedFile {
                    title: Some(entry.title).filter(|title| !title.is_empty()),
                    numbered,
                    ..ListedFile::new(Spanned::new(path, entry.target.span))
                };
                // Chapters outside lists are back matter only at the end; more follow, so these are
                // chapters.
                let back = std::mem::take(&mut self.listing.back);
                self.listing.body.extend(back.into_iter().map(BodyEntry::File));
                self.open.push((depth, file));
                self.around.push((listed, depth + 1));
            }
            EntryFile::Missing if has_children && self.part.is_none() && listed == 0 => {
                self.close();
                let name = Spanned::new(entry.title, entry.target.span);
                self.part = Some(OpenPart { name, is_entry: true });
                self.around.push((listed, 0));
            }
            EntryFile::Missing if has_children => {
                let name = Spanned::new(entry.title, entry.target.span);
                let heading = ListedFile { numbered: self.numbered, ..ListedFile::heading(name, Vec::new()) };
                self.open.push((depth, heading));
                self.around.push((listed, depth + 1));
            }
            EntryFile::Missing => {
                let message = format!("`{}` names no file and is left out", entry.title);
                let help = "write the chapter and name its file in the list, or remove the entry";
                loader.report(Diagnostic::new(Code::LeftOut, entry.target.span, message).help(help));
                self.around.push((listed, depth));
            }
            EntryFile::Known => self.around.push((listed, depth)),
        }
    }

    /// Adds an entry outside of lists: front matter before them, back matter after them.
    fn outside(&mut self, loader: &Loader<'_>, entry: SummaryEntry) {
        let EntryFile::New(path) = self.file(loader, &entry) else { return };
        let file = ListedFile {
            title: Some(entry.title),
            numbered: Some(false),
            ..ListedFile::new(Spanned::new(path, entry.target.span))
        };
        if self.listing.body.is_empty() && self.open.is_empty() && self.part.is_none() {
            self.listing.front.push(file);
        } else {
            self.close();
            self.listing.back.push(file);
        }
    }

    /// Returns the file that an entry adds to the book.
    fn file(&mut self, loader: &Loader<'_>, entry: &SummaryEntry) -> EntryFile {
        let target = entry.target.value.as_str();
        if paths::is_remote(target) {
            loader.report(remote(&entry.title, target, entry.target.span));
            return EntryFile::Known;
        }
        if target.is_empty() {
            return if entry.is_anchor { EntryFile::Known } else { EntryFile::Missing };
        }
        let path = paths::join(self.folder, target).unwrap_or_else(|| target.to_owned());
        let path = resolved(loader.vault, &path);
        if self.seen.contains(&path) {
            return EntryFile::Known;
        }
        self.seen.push(path.clone());
        EntryFile::New(path)
    }

    /// Adds the entries since the last part to the list, as that part or as chapters.
    fn close(&mut self) {
        let files = nested(std::mem::take(&mut self.open));
        match self.part.take() {
            Some(part) => self.listing.body.push(BodyEntry::Part(part.name, files)),
            None => self.listing.body.extend(files.into_iter().map(BodyEntry::File)),
        }
    }
}

/// The file that an entry names.
enum EntryFile {
    /// A file that is not in the list yet.
    New(String),
    /// Nothing to add: a file that is in the list already, a place within one, or an address.
    Known,
    /// No file.
    Missing,
}

/// Returns whether an entry is an appendix by its name: appendices are lettered, even if the tool numbers all
/// chapters.
fn is_appendix(path: &str, title: &str) -> bool {
    let begins = |text: &str| text.to_lowercase().starts_with("appendix");
    begins(paths::stem(path)) || begins(title)
}
