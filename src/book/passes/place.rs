//! Sorts divisions into front matter, body and back matter, and chapters into their parts.

use super::draft::Draft;
use super::names::Names;
use super::title;
use crate::book::anchor::{DivisionId, wanted};
use crate::book::model::display::Display;
use crate::book::model::{Block, Book, Division, Number, NumberKind, plain_text};
use crate::book::origin::TextId;
use crate::book::role::{Matter, Role};
use crate::lang::LangTag;
use crate::project::design::choices::NumberStyle;
use crate::project::{ChapterPlace, Project};
use crate::words::Digits;

/// Sorts divisions into front matter, body and back matter, and chapters into their parts.
pub(super) fn place(
    project: &Project,
    display: &Display,
    drafts: Vec<Draft>,
    names: &mut Names,
    book: &mut Book,
) {
    let mut current: Option<usize> = None;
    // If a title makes a division front matter, the order of the manuscript is kept.
    let has_order = drafts.iter().any(|draft| draft.by_title && draft.matter == Matter::Front);
    for draft in merged(drafts) {
        let Draft { division, matter, place, .. } = draft;
        match (matter, place) {
            (Matter::Front, _) => book.front.push(division),
            (Matter::Back, _) => book.back.push(division),
            (Matter::Body, ChapterPlace::Body(Some(part))) => {
                if current != Some(part) {
                    current = Some(part);
                    if division.role == Role::Part {
                        book.body.push(part_with_page(display, part, division));
                        continue;
                    }
                    book.body.push(listed_part(project, display, part, &division, names));
                }
                push_child(&mut book.body, division);
            }
            (Matter::Body, place) => {
                // Files that the list places in no part belong to the part whose title they follow.
                let in_part =
                    current.is_none() && place != ChapterPlace::Front && division.role != Role::Part;
                current = None;
                match book.body.last_mut().filter(|last| in_part && last.role == Role::Part) {
                    Some(part) => part.children.push(division),
                    None => book.body.push(division),
                }
            }
        }
    }
    if !has_order && project.chapters.iter().all(|chapter| chapter.place == ChapterPlace::ByRole) {
        book.front.sort_by_key(|division| {
            if division.role == Role::Chapter { Role::Introduction.order() } else { division.role.order() }
        });
    }
}

/// Moves sub-chapters into their chapters. Their identifiers, numbers and links are settled already.
fn merged(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut merged: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match merged.last_mut().filter(|_| draft.depth > 0) {
            Some(chapter) => {
                let mut section = draft.division;
                if section.lang != chapter.division.lang {
                    state_language(&mut section.blocks, section.lang.as_ref());
                }
                chapter.division.blocks.extend(section.blocks);
            }
            None => merged.push(draft),
        }
    }
    merged
}

/// States the language of a section at its blocks.
fn state_language(blocks: &mut [Block], lang: Option<&LangTag>) {
    for block in blocks.iter_mut().filter(|block| block.attr.lang().is_none()) {
        block.attr.get_mut().lang = lang.cloned();
    }
}

fn push_child(body: &mut [Division], division: Division) {
    if let Some(part) = body.last_mut() {
        part.children.push(division);
    }
}

/// Returns a part that is named in the list of chapters.
fn listed_part(
    project: &Project,
    display: &Display,
    index: usize,
    first: &Division,
    names: &mut Names,
) -> Division {
    let name = &display.parts[index];
    let span = project.parts[index].span.unwrap_or(first.span);
    Division {
        id: DivisionId::new(names.take(&wanted::part(index))),
        role: Role::Part,
        number: None,
        title: name.clone(),
        label: plain_text(name),
        short_title: None,
        text: TextId::NONE,
        in_contents: true,
        lang: None,
        class: None,
        blocks: Vec::new(),
        children: Vec::new(),
        span,
    }
}

/// Returns a part that the list of chapters names, and whose first file is its page.
fn part_with_page(display: &Display, index: usize, mut page: Division) -> Division {
    if page.title.is_empty() {
        page.title.clone_from(&display.parts[index]);
        page.label = plain_text(&page.title);
    }
    page
}

/// Numbers parts, except those whose title has a number.
pub(super) fn number_parts(body: &mut [Division], style: NumberStyle, digits: Digits) {
    for (count, part) in (1..).zip(body.iter_mut().filter(|division| division.role == Role::Part)) {
        let is_counted = title::count(&part.label) != title::TitleNumber::Definite;
        let number = Number::styled(NumberKind::Part, count, style).filter(|_| is_counted);
        part.number = number.map(|number| number.in_digits(digits));
    }
}
