//! Files become divisions: titles found, headings put in order, roles settled.

use super::assemble::Manuscript;
use super::display::Display;
use super::ids::portable;
use super::role::Matter;
use super::{Block, BlockKind, Division, Inline, Note, Role, plain_text, words};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::project::{Chapter, Place, Project};

/// A division on its way into the book.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) division: Division,
    /// The path of its file.
    pub(super) path: String,
    pub(super) matter: Matter,
    pub(super) place: Place,
    /// The notes of its file, for the first division of the file; later ones share them.
    pub(super) notes: Vec<Note>,
    /// It is counted, if its role is.
    pub(super) numbered: bool,
    /// Its identifier is the author's word, written at its title.
    pub(super) given_id: Option<String>,
}

/// Makes divisions of all files, in order.
pub(super) fn drafts(project: &Project, files: Vec<Manuscript>, sink: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let stems: Vec<Option<Role>> =
        project.chapters.iter().map(|chapter| Role::from_file_stem(stem(&chapter.path))).collect();
    // Where files are called `chapter-1`, those called otherwise are not counted among chapters,
    // and those before the first chapter stand in the front matter.
    let first_chapter = stems.iter().position(|role| *role == Some(Role::Chapter));
    let mut drafts = Vec::new();
    for (index, (chapter, file)) in project.chapters.iter().zip(files).enumerate() {
        let role = role(chapter, &file, stems[index], sink);
        let named = role.is_some();
        let before_chapters = !named && first_chapter.is_some_and(|first| index < first);
        let matter = matter(chapter.place, role, before_chapters);
        let counted = named || first_chapter.is_none();
        let role = role.unwrap_or(Role::Chapter);
        split(chapter, file, role, matter, counted && matter != Matter::Front, &mut drafts, sink);
    }
    let alone = drafts.len() == 1;
    if let (Some(only), true) = (drafts.first_mut(), alone) {
        // The one chapter of a book is not chapter one.
        only.numbered = false;
    }
    drafts
}

fn role(
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
    // What makes no sense at the place that the list gives is a mere name.
    by_stem.filter(|role| match chapter.place {
        Place::Front => role.matter() == Matter::Front || *role == Role::Prologue,
        Place::Body(_) | Place::Back | Place::ByRole => true,
    })
}

fn matter(place: Place, role: Option<Role>, before_chapters: bool) -> Matter {
    match place {
        Place::Front => Matter::Front,
        Place::Body(_) => Matter::Body,
        Place::Back => Matter::Back,
        Place::ByRole if before_chapters => Matter::Front,
        Place::ByRole => role.map_or(Matter::Body, Role::matter),
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Splits a file at its level-1 headings.
fn split(
    chapter: &Chapter,
    file: Manuscript,
    role: Role,
    matter: Matter,
    numbered: bool,
    drafts: &mut Vec<Draft>,
    sink: &mut Vec<Diagnostic>,
) {
    let Manuscript { file: id, head, title: own, listed, mut blocks, notes } = file;
    let mut named = own.or(listed);
    promote(&mut blocks, head.title.is_some());
    let mut sections: Vec<(Option<Title>, Vec<Block>)> = vec![(None, Vec::new())];
    for block in blocks {
        match block {
            Block { kind: BlockKind::Heading { level: 1, text, .. }, attr, span } => {
                let title = Title {
                    text,
                    span,
                    id: attr.id().map(str::to_owned),
                    short: attr.value("short").map(str::to_owned),
                    unnumbered: is_unnumbered(&attr),
                };
                let last = sections.last_mut().expect("there is always one");
                // What stands before the first heading belongs to its chapter.
                if last.0.is_none() { last.0 = Some(title) } else { sections.push((Some(title), Vec::new())) }
            }
            block => sections.last_mut().expect("there is always one").1.push(block),
        }
    }
    let base = portable(stem(&chapter.path));
    let mut notes = Some(notes);
    for (index, (title, mut blocks)) in sections.into_iter().enumerate() {
        levels(&mut blocks, sink);
        let title = title.or_else(|| {
            let text = named.take().filter(|_| index == 0)?;
            Some(Title { text, span: Span::start_of(id), id: None, short: None, unnumbered: false })
        });
        let span = title.as_ref().map_or(Span::start_of(id), |title| title.span);
        let text = title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        let short = title.as_ref().and_then(|title| title.short.clone());
        let division = Division {
            id: if index == 0 { base.clone() } else { format!("{base}-{}", index + 1) },
            role,
            number: None,
            label: label(&text, role, stem(&chapter.path)),
            title: text,
            short_title: short.or_else(|| head.short_title.clone().filter(|_| index == 0)),
            in_contents: head.toc.unwrap_or_else(|| role.in_contents()),
            class: head.class.clone(),
            blocks,
            children: Vec::new(),
            span,
        };
        let counts =
            numbered && title.as_ref().is_some_and(|title| !title.unnumbered && !title.counts_itself());
        drafts.push(Draft {
            division,
            path: chapter.path.clone(),
            matter,
            place: chapter.place,
            notes: notes.take().unwrap_or_default(),
            numbered: counts,
            given_id: title.and_then(|title| title.id),
        });
    }
}

/// A level-1 heading.
struct Title {
    text: Vec<Inline>,
    span: Span,
    id: Option<String>,
    /// What the running head says.
    short: Option<String>,
    unnumbered: bool,
}

impl Title {
    /// Whether the author has numbered it: `1. Loomings`, `Chapter 1`, `Kapitel IV`.
    fn counts_itself(&self) -> bool {
        let text = plain_text(&self.text);
        let mut parts = text.split([' ', '\u{A0}', '.', ':']).filter(|part| !part.is_empty());
        let first = parts.next().unwrap_or_default();
        let is_number = |part: &str| {
            !part.is_empty()
                && (part.bytes().all(|b| b.is_ascii_digit()) || part.chars().all(|c| "IVXLC".contains(c)))
        };
        let by_word = words::is_counted_word(first) && parts.next().is_some();
        by_word
            || (is_number(first) && text[first.len()..].starts_with(['.', ':']))
            || (is_number(&text) && text != "I")
    }
}

fn is_unnumbered(attr: &super::Attr) -> bool {
    attr.has_class("unnumbered") || attr.has_class("unlisted")
}

/// Without a level-1 heading the first heading is the title, and all others move up with it.
fn promote(blocks: &mut [Block], has_title: bool) {
    let levels = |blocks: &[Block]| {
        blocks
            .iter()
            .filter_map(
                |block| if let BlockKind::Heading { level, .. } = block.kind { Some(level) } else { None },
            )
            .collect::<Vec<_>>()
    };
    let found = levels(blocks);
    let Some(first) = found.first().copied().filter(|_| !found.contains(&1) && !has_title) else { return };
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = level.saturating_sub(first - 1).max(1);
        }
    }
}

/// Levels within a chapter go down one by one from 2.
fn levels(blocks: &mut [Block], sink: &mut Vec<Diagnostic>) {
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, .. } = &mut block.kind else { continue };
        open.retain(|outer| outer < level);
        let right = u8::try_from(open.len()).unwrap_or(4).min(4) + 2;
        let below = open.last().copied().unwrap_or(1);
        if *level > below + 1 {
            let message = format!("heading of level {level} follows one of level {below}");
            let diagnostic = Diagnostic::new(Code::HeadingSkipped, block.span, message);
            sink.push(
                diagnostic
                    .help(format!("it is set as level {right}; write {}", "#".repeat(usize::from(right)))),
            );
        }
        open.push(*level);
        *level = right;
    }
}

/// The name of a division, never empty.
fn label(title: &[Inline], role: Role, stem: &str) -> String {
    let text = plain_text(title).split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        return text;
    }
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches(['-', '_', '.', ' ']);
    let mut words = stem.replace(['-', '_'], " ");
    if words.is_empty() {
        words = role.name().replace('-', " ");
    }
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A part from its name in the chapter list.
pub(super) fn part(project: &Project, display: &Display, index: usize, first: &Division) -> Division {
    let name = &display.parts[index];
    let span = project.parts[index].span.unwrap_or(first.span);
    Division {
        id: format!("part-{}", index + 1),
        role: Role::Part,
        number: None,
        title: name.clone(),
        label: plain_text(name),
        short_title: None,
        in_contents: true,
        class: None,
        blocks: Vec::new(),
        children: Vec::new(),
        span,
    }
}
