//! Decisions that need all drafts: parts, front and back matter by title, numbers that the author
//! wrote.

use super::types::Draft;
use crate::book::passes::title::TitleNumber;
use crate::book::role::{Matter, Role};
use crate::project::ChapterPlace;

/// Turns a part back into a chapter if it has text of its own, its title has a certain number, and no
/// chapters follow it.
pub(super) fn parts(drafts: &mut [Draft]) {
    let mut open: Option<usize> = None;
    for at in 0..=drafts.len() {
        let draft = drafts.get(at).filter(|draft| draft.depth == 0);
        let ends =
            draft.is_none_or(|draft| draft.division.role == Role::Part || draft.matter != Matter::Body);
        if at < drafts.len() && draft.is_none() {
            continue;
        }
        if let (Some(part), true) = (open, ends) {
            let part = &mut drafts[part];
            if !part.division.blocks.is_empty() && part.count == TitleNumber::Definite {
                part.division.role = Role::Chapter;
            }
        }
        let is_part = drafts.get(at).is_some_and(|draft| draft.division.role == Role::Part);
        open = if ends { Some(at).filter(|_| is_part) } else { None };
    }
}

/// Moves a preface to the front matter and an afterword to the back matter by their titles, in the
/// given order.
pub(super) fn matter_by_title(drafts: &mut [Draft]) {
    let moves = |draft: &Draft, matter| {
        draft.by_title && draft.place == ChapterPlace::ByRole && draft.division.role.matter() == matter
    };
    let ahead = drafts
        .iter()
        .take_while(|draft| draft.matter == Matter::Front || moves(draft, Matter::Front))
        .count();
    // Front matter is followed by text.
    if ahead < drafts.len() {
        drafts[..ahead].iter_mut().for_each(|draft| draft.matter = Matter::Front);
    }
    let behind = drafts
        .iter()
        .rev()
        .take_while(|draft| draft.matter == Matter::Back || moves(draft, Matter::Back))
        .count();
    let from = drafts.len() - behind;
    // Back matter is preceded by text.
    if from > ahead {
        drafts[from..].iter_mut().for_each(|draft| draft.matter = Matter::Back);
    }
}

/// Removes the numbers of divisions that their titles already number. `1 Beginnings` counts as such a
/// title if the numbers of the titles increase.
pub(super) fn numbers_in_titles(drafts: &mut [Draft]) {
    let mut last: Option<u32> = None;
    let perhaps = drafts.iter().filter_map(|draft| match draft.count {
        TitleNumber::Ambiguous(number) => Some(number),
        TitleNumber::None | TitleNumber::Definite => None,
    });
    let numbers: Vec<u32> = perhaps.collect();
    let is_series = numbers.iter().all(|number| {
        let follows = last.is_none_or(|last| *number > last);
        last = Some(*number);
        follows && *number < 200
    });
    // A single title may be `12 Angry Men` or `I Am`.
    let is_series = is_series
        && (numbers.len() > 1
            || drafts.iter().any(|draft| draft.count == TitleNumber::Definite)
            || numbers == [1]);
    for draft in drafts {
        let counts_itself = match draft.count {
            TitleNumber::None => false,
            TitleNumber::Definite => true,
            TitleNumber::Ambiguous(_) => is_series,
        };
        draft.numbered &= !counts_itself;
    }
}
