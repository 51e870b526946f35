//! The names of divisions and boxes whose author has given them none. Entry points: [`of_role`], [`of_group`].

use super::model::{Block, GroupRole, box_title};
use super::role::Role;
use crate::words::{Word, Words, word};

/// Returns the name of a division without a title; `None` for a role whose divisions have one.
pub fn of_role(role: Role, words: &Words) -> Option<&str> {
    let name = match role {
        Role::HalfTitle => Word::HalfTitle,
        Role::TitlePage => Word::TitlePage,
        Role::Copyright => Word::Copyright,
        Role::Contents => Word::Contents,
        Role::Figures => Word::Figures,
        Role::Tables => Word::Tables,
        Role::Listings => Word::Listings,
        Role::Theorems => Word::Theorems,
        Role::Equations => Word::Equations,
        Role::Abbreviations => Word::Abbreviations,
        Role::Dedication => Word::Dedication,
        Role::Epigraph => Word::Epigraph,
        Role::Foreword
        | Role::Preface
        | Role::Acknowledgments
        | Role::Introduction
        | Role::Prologue
        | Role::Part
        | Role::Chapter
        | Role::Interlude
        | Role::Epilogue
        | Role::Conclusion
        | Role::Afterword
        | Role::Appendix
        | Role::Notes
        | Role::Glossary
        | Role::Bibliography
        | Role::Index
        | Role::Colophon
        | Role::AboutTheAuthor
        | Role::AlsoBy => return None,
    };
    Some(word(name, words))
}

/// Returns the heading of a group without a title; `None` if the group needs none.
pub fn of_group(role: GroupRole, blocks: &[Block]) -> Option<Word> {
    if box_title(blocks).is_some() {
        return None;
    }
    match role {
        GroupRole::Note => Some(Word::Note),
        GroupRole::Tip => Some(Word::Tip),
        GroupRole::Important => Some(Word::Important),
        GroupRole::Warning => Some(Word::Warning),
        GroupRole::Caution => Some(Word::Caution),
        GroupRole::Plain
        | GroupRole::Epigraph
        | GroupRole::Dedication
        | GroupRole::Letter
        | GroupRole::Dateline
        | GroupRole::Salutation
        | GroupRole::Closing
        | GroupRole::Drama
        | GroupRole::Aside
        | GroupRole::Centred
        | GroupRole::Right
        | GroupRole::Keep
        | GroupRole::Columns(_)
        | GroupRole::Column
        | GroupRole::Subequations
        | GroupRole::Statement(_)
        | GroupRole::OnlyEpub
        | GroupRole::OnlyPdf => None,
    }
}
