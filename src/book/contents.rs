//! The table of contents as data.

use super::inline::Inline;
use super::role::Role;

/// A line of the contents, with those below it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Where it leads.
    pub id: String,
    /// What the division is; a heading within one has its division's role.
    pub role: Role,
    /// 0 for divisions at the top, one more for each step down.
    pub level: u8,
    /// The number as set.
    pub number: Option<String>,
    /// The title as set; never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// What stands below it.
    pub children: Vec<Entry>,
}

use super::{Block, BlockKind, Book, Division, plain_text};

/// Headings down to this level show in the contents.
const DEEPEST_HEADING: u8 = 3;

/// The contents of a book: parts with their chapters, chapters with their sections.
pub(super) fn contents(book: &Book) -> Vec<Entry> {
    let all = book.front.iter().chain(&book.body).chain(&book.back);
    all.filter(|division| division.in_contents).map(|division| of_division(division, 0)).collect()
}

fn of_division(division: &Division, level: u8) -> Entry {
    let mut children = sections(division, level + 1);
    let chapters = division.children.iter().filter(|child| child.in_contents);
    children.extend(chapters.map(|child| of_division(child, level + 1)));
    let title = if division.title.is_empty() {
        vec![Inline::text(division.label.as_str(), division.span)]
    } else {
        division.title.clone()
    };
    Entry {
        id: division.id.clone(),
        role: division.role,
        level,
        number: division.number.clone(),
        title,
        label: division.label.clone(),
        children,
    }
}

/// The headings of a division, each below the one it belongs to.
fn sections(division: &Division, level: u8) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for block in &division.blocks {
        let Some((depth, entry)) = heading(block, division.role, level) else { continue };
        let mut list = &mut entries;
        for _ in 2..depth {
            match list.last() {
                Some(_) => list = &mut list.last_mut().expect("it is there").children,
                None => break,
            }
        }
        list.push(entry);
    }
    entries
}

fn heading(block: &Block, role: Role, level: u8) -> Option<(u8, Entry)> {
    let BlockKind::Heading { level: depth, number, text } = &block.kind else { return None };
    let label = plain_text(text);
    if *depth > DEEPEST_HEADING || label.trim().is_empty() || block.attr.has_class("unlisted") {
        return None;
    }
    let entry = Entry {
        id: block.attr.id()?.to_owned(),
        role,
        level: level + depth - 2,
        number: number.clone(),
        title: text.clone(),
        label,
        children: Vec::new(),
    };
    Some((*depth, entry))
}
