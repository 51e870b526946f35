//! Gathers the solutions of exercises at the end of the book. Entry points: [`name`], [`gather`].

use super::contents::as_listed;
use super::draft::Draft;
use super::names::Names;
use crate::book::anchor::Anchor;
use crate::book::model::{
    Block, BlockKind, Book, Division, GroupRole, Inline, InlineKind, Reference, ReferenceLabels,
    StatementKind, TitleRole,
};
use crate::book::role::Role;

/// Names each solution without a name after the exercise before it, from which it is moved away.
pub(super) fn name(drafts: &mut [Draft], names: &mut Names) {
    for draft in drafts {
        let mut exercise: Option<Anchor> = None;
        for block in &mut draft.division.blocks {
            let BlockKind::Group(GroupRole::Statement(kind), inner) = &mut block.kind else { continue };
            if matches!(kind, StatementKind::Exercise | StatementKind::Problem) {
                let number = block.attr.number().and_then(|number| number.value());
                exercise = number.map(|number| {
                    let wanted = format!("{}-{}", kind.name().unwrap_or_default(), number.replace('.', "-"));
                    let anchor = block.attr.anchor().cloned();
                    anchor.unwrap_or_else(|| Anchor::named(names.take(&wanted)))
                });
                if let Some(anchor) = &exercise {
                    block.attr.get_mut().anchor = Some(anchor.clone());
                }
            } else if let (StatementKind::Solution, Some(anchor)) = (*kind, &exercise)
                && !inner.first().is_some_and(|first| matches!(first.kind, BlockKind::TitleLine(..)))
            {
                let reference = InlineKind::Reference(Reference::To(anchor.clone()));
                let title = vec![Inline::new(reference, block.span)];
                inner.insert(0, Block::new(BlockKind::TitleLine(TitleRole::Box, title), block.span));
            }
        }
    }
}

/// Moves the solutions of all chapters out of them. Returns these below the title of each chapter.
pub(super) fn gather(book: &mut Book, names: &mut Names) -> Vec<Block> {
    let mut gathered = Vec::new();
    let Book { front, body, back, labels, .. } = book;
    for division in front.iter_mut().chain(body).chain(back) {
        of_division(division, labels, names, &mut gathered);
    }
    gathered
}

fn of_division(division: &mut Division, labels: &ReferenceLabels, names: &mut Names, out: &mut Vec<Block>) {
    let is_solution = |block: &mut Block| {
        matches!(block.kind, BlockKind::Group(GroupRole::Statement(StatementKind::Solution), _))
    };
    let solutions: Vec<Block> = division.blocks.extract_if(.., is_solution).collect();
    if !solutions.is_empty() {
        let text = as_listed(&division.title, labels);
        let mut heading = Block::new(BlockKind::Heading { level: 2, number: None, text }, division.span);
        let wanted = format!("solutions-{}", division.id.name());
        heading.attr.get_mut().anchor = Some(Anchor::named(names.take(&wanted)));
        out.push(heading);
        out.extend(solutions);
    }
    for child in &mut division.children {
        of_division(child, labels, names, out);
    }
}

/// Returns the position of the solutions in the back matter: before what is always last.
pub(super) fn place(back: &[Division]) -> usize {
    let is_last = |division: &Division| {
        matches!(
            division.role,
            Role::Notes
                | Role::Glossary
                | Role::Bibliography
                | Role::Index
                | Role::Colophon
                | Role::AboutTheAuthor
                | Role::AlsoBy
        )
    };
    back.iter().position(is_last).unwrap_or(back.len())
}
