//! The classes of atoms, and the spaces between them.

/// The class of an atom, which determines the space on both its sides (The TeXbook, chapter 17).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AtomClass {
    /// A letter, a number, a group in braces.
    Ordinary,
    /// A large operator, or the name of a function.
    Operator,
    /// An operation between two operands.
    Binary,
    /// A relation.
    Relation,
    /// An opening delimiter.
    Opening,
    /// A closing delimiter.
    Closing,
    /// Punctuation.
    Punctuation,
    /// A fraction, or an expression between delimiters that grow with it.
    Inner,
}

/// The space between two atoms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Gap {
    /// No space.
    #[default]
    None,
    /// 3 mu, which neither stretch nor shrink.
    Thin,
    /// 4 mu, which may stretch by 2 and shrink by 4.
    Medium,
    /// 5 mu, which may stretch by 5.
    Thick,
}

impl Gap {
    /// Returns its width in mu, which are eighteenths of an em.
    pub const fn mu(self) -> i32 {
        match self {
            Self::None => 0,
            Self::Thin => 3,
            Self::Medium => 4,
            Self::Thick => 5,
        }
    }
}

/// The table of spaces (The TeXbook, page 170): the left atom is that of the row, in the order of
/// [`AtomClass`]. Digits are thin, medium and thick spaces; letters are the same spaces where they are left out
/// in the small styles. Pairs that cannot occur, since binary operators become ordinary there, have none.
const SPACES: [&[u8; 8]; 8] =
    [b"01bc000a", b"110c000a", b"bb00b00b", b"cc00c00c", b"00000000", b"01bc000a", b"aa0aaaaa", b"a1bca0aa"];

/// Returns the space between two atoms; `is_small` states whether they are in a script.
pub(super) fn gap(left: AtomClass, right: AtomClass, is_small: bool) -> Gap {
    match SPACES[left as usize][right as usize] {
        b'1' => Gap::Thin,
        b'a' if !is_small => Gap::Thin,
        b'b' if !is_small => Gap::Medium,
        b'c' if !is_small => Gap::Thick,
        _ => Gap::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AtomClass::{Binary, Closing, Inner, Opening, Operator, Ordinary, Punctuation, Relation};

    #[test]
    fn spaces_are_those_of_the_texbook() {
        for (left, right, text, script) in [
            (Ordinary, Ordinary, Gap::None, Gap::None),
            (Ordinary, Operator, Gap::Thin, Gap::Thin),
            (Ordinary, Binary, Gap::Medium, Gap::None),
            (Relation, Ordinary, Gap::Thick, Gap::None),
            (Relation, Relation, Gap::None, Gap::None),
            (Punctuation, Ordinary, Gap::Thin, Gap::None),
            (Operator, Opening, Gap::None, Gap::None),
            (Operator, Ordinary, Gap::Thin, Gap::Thin),
            (Closing, Operator, Gap::Thin, Gap::Thin),
            (Inner, Inner, Gap::Thin, Gap::None),
            (Opening, Relation, Gap::None, Gap::None),
        ] {
            assert_eq!(
                (gap(left, right, false), gap(left, right, true)),
                (text, script),
                "{left:?} {right:?}"
            );
        }
    }
}
