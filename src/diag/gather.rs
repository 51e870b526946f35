//! Joins diagnostics that repeat one another into groups: one for each kind and file; one for a kind in many
//! files; one for each code, if there are still more groups than fit on a screen. Entry point: [`gather`].

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Code, Severity};
use super::diagnostic::Diagnostic;

/// The maximum number of files for which a kind has a group for each file; with more files, it has one group.
const MAX_FILES_APART: usize = 5;
/// The maximum number of groups that fit on a screen.
pub(crate) const SCREENFUL: usize = 15;

/// Diagnostics of one severity and kind, in the order in which they were found; at least one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiagnosticGroup<'a> {
    /// The first, which is shown.
    pub first: &'a Diagnostic,
    /// The others.
    pub rest: Vec<&'a Diagnostic>,
}

impl<'a> DiagnosticGroup<'a> {
    /// Returns all of them in order.
    pub fn all(&self) -> impl Iterator<Item = &'a Diagnostic> + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// Returns the number of places that they concern.
    pub fn count(&self) -> usize {
        self.all().map(|diagnostic| diagnostic.times as usize).sum()
    }

    /// Returns the number of files in which they are.
    pub fn files(&self) -> usize {
        files(self.all())
    }

    /// Returns the message of the group. If all its diagnostics have the same message, the number of places
    /// follows. If the messages differ in a name, the number of the others follows the first:
    /// ``unknown class `a`, and 3 more like it (`b`, `c`)``.
    pub fn message(&self) -> String {
        let message = &self.first.message;
        let count = self.count();
        let files = match self.files() {
            0 | 1 => String::new(),
            files => format!(" in {files} files"),
        };
        if count == 1 {
            return message.clone();
        }
        if self.rest.iter().all(|other| other.message == *message) {
            return format!("{message}, {count} times{files}");
        }
        let others = count - self.first.times as usize;
        let like = if others == 1 { "1 more like it".to_owned() } else { format!("{others} more like it") };
        format!("{message}, and {like}{files}{}", self.examples())
    }

    /// Returns a few of the names in which the others differ, in parentheses; empty if there are none.
    fn examples(&self) -> String {
        const SHOWN: usize = 2;
        const MAX_LENGTH: usize = 40;
        let mut seen: BTreeSet<&str> = quoted(&self.first.message).collect();
        let names = self.rest.iter().flat_map(|other| quoted(&other.message));
        let new: Vec<&str> = names.filter(|name| seen.insert(name)).take(SHOWN + 1).collect();
        let short = |name: &&&str| name.chars().count() <= MAX_LENGTH;
        let shown: Vec<String> =
            new.iter().take(SHOWN).filter(short).map(|name| format!("`{name}`")).collect();
        let more = if new.len() > shown.len() { ", …" } else { "" };
        if shown.is_empty() { String::new() } else { format!(" ({}{more})", shown.join(", ")) }
    }
}

/// Joins sorted diagnostics into groups, by code if otherwise there would be more than a screenful.
pub fn gather(diagnostics: &[Diagnostic]) -> Vec<DiagnosticGroup<'_>> {
    let mut kinds: BTreeMap<(Severity, Code, String), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.severity, diagnostic.code, kind(diagnostic));
        kinds.entry(key).or_default().push(diagnostic);
    }

    let apart = kinds.values().flat_map(|kind| by_file(kind));
    let by_file = ordered(apart.filter_map(gathered).collect());
    if by_file.len() <= SCREENFUL {
        return by_file;
    }
    let by_kind = ordered(kinds.values().filter_map(|kind| gathered(kind.clone())).collect());
    if by_kind.len() <= SCREENFUL {
        return by_kind;
    }
    let mut codes: BTreeMap<(Severity, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        codes.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
    }
    ordered(codes.into_values().filter_map(gathered).collect())
}

/// Returns the diagnostics of one kind by file; all together if they are errors or in many files.
fn by_file<'a>(kind: &[&'a Diagnostic]) -> Vec<Vec<&'a Diagnostic>> {
    let many = files(kind.iter().copied()) > MAX_FILES_APART;
    if many || kind.iter().any(|diagnostic| diagnostic.is_error()) {
        return vec![kind.to_vec()];
    }
    let mut apart: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in kind {
        apart.entry(diagnostic.span.map(|span| span.file)).or_default().push(diagnostic);
    }
    apart.into_values().collect()
}

/// Returns diagnostics as a group, or `None` if there are none.
fn gathered(of_kind: Vec<&Diagnostic>) -> Option<DiagnosticGroup<'_>> {
    let mut all = of_kind.into_iter();
    Some(DiagnosticGroup { first: all.next()?, rest: all.collect() })
}

/// Sorts groups by place; errors come after the warnings, at the end of the output, where a reader looks
/// first.
fn ordered(mut all: Vec<DiagnosticGroup<'_>>) -> Vec<DiagnosticGroup<'_>> {
    all.sort_by_key(|gathered| (gathered.first.is_error(), gathered.first.span, gathered.first.code));
    all
}

/// Returns the number of files in which diagnostics are.
fn files<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> usize {
    diagnostics.filter_map(|diagnostic| Some(diagnostic.span?.file)).collect::<BTreeSet<_>>().len()
}

/// Returns the property that two diagnostics of one code must share to be in one group. Defects of
/// pages have many causes, but the remedy is the same for all. Of a difference each name and value counts.
fn kind(diagnostic: &Diagnostic) -> String {
    match diagnostic.code {
        Code::PageDefect => String::new(),
        Code::NotAsLocked | Code::NotReproduced => diagnostic.message.clone(),
        _ => mask(&diagnostic.message),
    }
}

/// Returns a message without the parts in which two of a kind differ: names in backquotes, numbers,
/// code points.
fn mask(message: &str) -> String {
    let mut masked = String::with_capacity(message.len());
    for (index, part) in message.split('`').enumerate() {
        if index % 2 == 1 {
            masked.push('`');
            continue;
        }
        let mut code_point = false;
        for c in part.chars() {
            code_point = masked.ends_with("U+") || (code_point && c.is_ascii_hexdigit());
            match c {
                _ if code_point => {}
                '0'..='9' if masked.ends_with('0') => {}
                '0'..='9' => masked.push('0'),
                c => masked.push(c),
            }
        }
    }
    masked
}

/// Returns the names in backquotes of a message.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// Returns the rows of the table of codes: each code with its number of places and of files.
pub(crate) fn tally(diagnostics: &[Diagnostic]) -> Vec<(Code, usize, usize)> {
    let mut codes: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        codes.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let rows = codes.into_iter().filter_map(|(code, all)| Some((code, gathered(all)?)));
    rows.map(|(code, gathered)| (code, gathered.count(), gathered.files())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn at(file: u32, code: Code, message: &str) -> Diagnostic {
        Diagnostic::new(code, Span::new(FileId(file), 0..1), message)
    }

    fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
        gather(diagnostics).iter().map(DiagnosticGroup::message).collect()
    }

    #[test]
    fn a_kind_is_gathered_by_file_and_over_the_book_beyond_five_files() {
        let few: Vec<_> = [0, 0, 1].map(|file| at(file, Code::HtmlDropped, "`style` left out")).into();
        assert_eq!(messages(&few), ["`style` left out, 2 times", "`style` left out"]);
        let many: Vec<_> = (0..6).map(|file| at(file, Code::HtmlDropped, "`style` left out")).collect();
        assert_eq!(messages(&many), ["`style` left out, 6 times in 6 files"]);
    }

    #[test]
    fn names_and_numbers_make_no_other_kind() {
        let unlike = ["picture `a` is 100 px", "picture `b` is 90 px", "picture `c` is 7 px"]
            .map(|message| at(0, Code::BadAttributes, message));
        assert_eq!(messages(&unlike), ["picture `a` is 100 px, and 2 more like it (`b`, `c`)"]);
        assert_eq!(mask("control character U+00AD removed"), mask("control character U+FEFF removed"));
    }

    #[test]
    fn pages_that_could_not_be_made_up_well_are_one_kind() {
        let pages = ["page 3 is a line shorter", "page 9 begins with a last line"];
        let pages = pages.map(|message| at(0, Code::PageDefect, message));
        assert_eq!(messages(&pages), ["page 3 is a line shorter, and 1 more like it"]);
    }

    #[test]
    fn more_than_a_screenful_is_gathered_by_code() {
        let words = ('a'..='z').map(|c| at(0, Code::BadAttributes, &c.to_string().repeat(3)));
        let some: Vec<_> = words.chain([at(0, Code::BrokenLink, "x")]).collect();
        assert_eq!(messages(&some), ["aaa, and 25 more like it", "x"]);
        let files: Vec<_> = ["a", "b", "c", "d"]
            .iter()
            .flat_map(|kind| (0..4).map(move |file| at(file, Code::BadAttributes, kind)))
            .collect();
        assert_eq!(messages(&files).len(), 4);
    }

    #[test]
    fn the_table_counts_places_and_files() {
        let mut some: Vec<_> = [0, 0, 1].map(|file| at(file, Code::HtmlDropped, "x")).into();
        some[0].times = 5;
        some.push(Diagnostic::new(Code::NoProject, None, "y"));
        assert_eq!(tally(&some), [(Code::NoProject, 1, 0), (Code::HtmlDropped, 7, 2)]);
    }
}
