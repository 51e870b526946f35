//! What file names imply: the role of a file, and the name of a division without a title.

use crate::book::model::{Inline, Manuscript, plain_text};
use crate::book::passes::split;
use crate::book::role::{Matter, Role};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::project::{Chapter, ChapterPlace};

/// Returns the role of a file by its name. `index` is usually the name of a web page; only in the back
/// matter is it the role of an index.
pub(super) fn by_stem(chapter: &Chapter) -> Option<Role> {
    let role = Role::from_file_stem(stem(&chapter.path));
    role.filter(|role| *role != Role::Index || chapter.place == ChapterPlace::Back)
}

/// Returns the role of a file by its head or its name. An unknown role is reported.
pub(super) fn role(
    chapter: &Chapter,
    file: &Manuscript,
    by_stem: Option<Role>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Role> {
    if let Some((name, span)) = &file.head.role {
        if let Some(role) = Role::from_name(name) {
            return Some(role);
        }
        let mut diagnostic = Diagnostic::new(Code::UnknownRole, *span, format!("unknown role `{name}`"));
        diagnostic = match did_you_mean(name, Role::names()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("there are: {}", Role::names().collect::<Vec<_>>().join(", "))),
        };
        sink.push(diagnostic);
    }
    // A file that the list numbers is a chapter; a role that makes no sense at its place is only a
    // name.
    let by_stem = by_stem.filter(|_| chapter.numbered != Some(true) && chapter.depth == 0);
    by_stem.filter(|role| fits(*role, chapter.place))
}

/// Returns whether a division of a role is possible at a place of the list of chapters.
pub(super) fn fits(role: Role, place: ChapterPlace) -> bool {
    match place {
        ChapterPlace::Front => role.matter() == Matter::Front || role == Role::Prologue,
        ChapterPlace::Body(_) | ChapterPlace::Back | ChapterPlace::ByRole => true,
    }
}

/// Returns the part of the book that a file belongs to.
pub(super) fn matter(place: ChapterPlace, role: Option<Role>, before_chapters: bool) -> Matter {
    match place {
        ChapterPlace::Front => Matter::Front,
        ChapterPlace::Body(_) => Matter::Body,
        ChapterPlace::Back => Matter::Back,
        ChapterPlace::ByRole if before_chapters => Matter::Front,
        ChapterPlace::ByRole => role.map_or(Matter::Body, Role::matter),
    }
}

/// Returns the name of a file without its extension, or that of the folder for the folder's page.
pub(super) fn stem(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_page = ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str());
    if is_page && !folder.is_empty() { folder.rsplit('/').next().unwrap_or(folder) } else { stem }
}

/// Returns whether each numbered file is a chapter, whatever the level of its heading: the names begin
/// with different numbers, each file begins with its only heading, and most of those headings are of
/// level 1, as in a novel whose author sometimes wrote `##`.
pub(super) fn are_alike(chapters: &[Chapter], files: &[Manuscript]) -> bool {
    let (mut titles, mut sections) = (0, 0);
    let mut numbers = std::collections::BTreeSet::new();
    for (chapter, file) in chapters.iter().zip(files) {
        let stem = stem(&chapter.path);
        let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            continue;
        }
        let levels: Vec<u8> = file.blocks.iter().filter_map(split::level).collect();
        let begins = file.blocks.first().is_some_and(|block| split::level(block).is_some());
        match levels.as_slice() {
            [1] if begins => titles += 1,
            [2] if begins => sections += 1,
            _ => return false,
        }
        if !numbers.insert(stem[..digits].trim_start_matches('0').to_owned()) {
            return false;
        }
    }
    titles > sections
}

/// Returns the name of a division, never empty.
pub(super) fn label(title: &[Inline], role: Role, stem: &str) -> String {
    let text = plain_text(title).split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        return text;
    }
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches(['-', '_', '.', ' ']);
    let mut words = stem.replace(['-', '_'], " ").replace('\'', "’").replace("...", "…");
    if words.is_empty() {
        words = role.name().replace('-', " ");
    }
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
