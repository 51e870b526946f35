//! From the items of a `SUMMARY.md` to a chapter list.

use super::super::listing::{Listed, ListedFile, Listing};
use super::super::load::Loader;
use super::summary::{Entry, Item};
use super::{nested, paths, remote, resolved};
use crate::diag::{Code, Diagnostic, Spanned};

/// Builds the list of a tool from a list in `folder`; `numbered` is what the tool makes of its chapters.
pub(super) fn listing(
    loader: &mut Loader<'_>,
    items: Vec<Item>,
    folder: &str,
    numbered: Option<bool>,
) -> Listing {
    let mut tree = Tree { folder, numbered, ..Tree::default() };
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Item::Part(name) => {
                tree.close();
                tree.part = Some(Part { name, is_entry: false });
            }
            Item::Entry(entry) => {
                let below = items.peek().and_then(|next| match next {
                    Item::Entry(next) => next.depth,
                    Item::Part(_) => None,
                });
                let has_children = entry.depth.is_some() && below > entry.depth;
                tree.entry(loader, entry, has_children);
            }
        }
    }
    tree.close();
    tree.listing
}

#[derive(Default)]
struct Tree<'a> {
    folder: &'a str,
    numbered: Option<bool>,
    listing: Listing,
    part: Option<Part>,
    /// The entries of the part, or of the body without one, with their depths.
    open: Vec<(usize, ListedFile)>,
    /// The depth of each item around the next, in the list and in the book.
    around: Vec<(usize, usize)>,
    seen: Vec<String>,
}

struct Part {
    name: Spanned<String>,
    /// It is an entry without a file, and ends with its sub-items.
    is_entry: bool,
}

impl Tree<'_> {
    fn entry(&mut self, loader: &Loader<'_>, entry: Entry, has_children: bool) {
        let Some(listed) = entry.depth else { return self.outside(loader, entry) };
        self.around.retain(|(around, _)| *around < listed);
        if listed == 0 && self.part.as_ref().is_some_and(|part| part.is_entry) {
            self.close();
        }
        let depth = self.around.last().map_or(0, |(_, depth)| *depth);
        match self.file(loader, &entry) {
            File::Named(path) => {
                let numbered = self.numbered.filter(|_| !is_appendix(&path, &entry.title));
                let file = ListedFile {
                    title: Some(entry.title).filter(|title| !title.is_empty()),
                    numbered,
                    ..ListedFile::new(Spanned::new(path, entry.target.span))
                };
                // Chapters outside of lists that are not at the end stay where they are.
                let back = std::mem::take(&mut self.listing.back);
                self.listing.body.extend(back.into_iter().map(Listed::File));
                self.open.push((depth, file));
                self.around.push((listed, depth + 1));
            }
            File::Missing if has_children && self.part.is_none() && listed == 0 => {
                self.close();
                let name = Spanned::new(entry.title, entry.target.span);
                self.part = Some(Part { name, is_entry: true });
                self.around.push((listed, 0));
            }
            File::Missing if has_children => {
                let name = Spanned::new(entry.title, entry.target.span);
                let heading = ListedFile { numbered: self.numbered, ..ListedFile::heading(name, Vec::new()) };
                self.open.push((depth, heading));
                self.around.push((listed, depth + 1));
            }
            File::Missing => {
                let message = format!("`{}` names no file and is left out", entry.title);
                let help = "write the chapter and name its file in the list, or take the entry out";
                loader.tell(Diagnostic::new(Code::LeftOut, entry.target.span, message).help(help));
                self.around.push((listed, depth));
            }
            File::Known => self.around.push((listed, depth)),
        }
    }

    /// An entry outside of lists: before them front matter, behind them back matter.
    fn outside(&mut self, loader: &Loader<'_>, entry: Entry) {
        let File::Named(path) = self.file(loader, &entry) else { return };
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

    /// The file that an entry adds to the book.
    fn file(&mut self, loader: &Loader<'_>, entry: &Entry) -> File {
        let target = entry.target.value.as_str();
        if paths::is_remote(target) {
            loader.tell(remote(&entry.title, target, entry.target.span));
            return File::Known;
        }
        if target.is_empty() {
            return if entry.is_anchor { File::Known } else { File::Missing };
        }
        let path = paths::join(self.folder, target).unwrap_or_else(|| target.to_owned());
        let path = resolved(loader.vault, &path);
        if self.seen.contains(&path) {
            return File::Known;
        }
        self.seen.push(path.clone());
        File::Named(path)
    }

    fn close(&mut self) {
        let files = nested(std::mem::take(&mut self.open));
        match self.part.take() {
            Some(part) => self.listing.body.push(Listed::Part(part.name, files)),
            None => self.listing.body.extend(files.into_iter().map(Listed::File)),
        }
    }
}

enum File {
    /// The entry's own file.
    Named(String),
    /// A file that is in the list already, a place within one, or something on a network.
    Known,
    /// The entry has none.
    Missing,
}

/// Appendices are lettered, whatever the tool counts.
fn is_appendix(path: &str, title: &str) -> bool {
    let begins = |text: &str| text.to_lowercase().starts_with("appendix");
    begins(paths::stem(path)) || begins(title)
}
