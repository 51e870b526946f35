//! The space between two characters (JLReq, appendix B; CLReq 3.1.6), in thousandths of an em.

use super::class::CharClass;

/// The white in the body of a character, in thousandths of an em.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Blanks {
    pub(super) before: i64,
    pub(super) after: i64,
}

/// What kind of space is between two characters, which determines its place in the order of justification.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(in crate::paragraph) enum SpaceKind {
    /// Neither is space added nor may a line be filled here.
    #[default]
    Fixed,
    /// Between ideographs and Western letters or figures.
    Quarter,
    /// Between ideographs and punctuation.
    Solid,
    /// Between letters of a script without word spaces.
    Close,
}

/// The space between two characters, in thousandths of an em.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct PairSpace {
    pub(super) kind: SpaceKind,
    /// The space added to the widths of both characters; negative where their white is set once instead of twice.
    pub(super) width: i64,
    /// How much it may shrink.
    pub(super) shrink: i64,
}

/// The space between ideographs and Western letters, and the least of it (JLReq 3.2.6 and 3.8.3).
pub(super) const QUARTER: i64 = 250;
const EIGHTH: i64 = 125;

/// Returns the space between two characters with the white in their bodies.
pub(super) fn between(left: (CharClass, Blanks), right: (CharClass, Blanks)) -> PairSpace {
    use CharClass::{Ideograph, Inseparable, Letter, Middle, Opening, Other, Stop, Western};
    let ((left, Blanks { after, .. }), (right, Blanks { before, .. })) = (left, right);
    match (left, right) {
        (Letter, Letter) => return PairSpace { kind: SpaceKind::Close, ..PairSpace::default() },
        (Other | Letter, _) | (_, Other | Letter) | (Western, Western) => return PairSpace::default(),
        (Ideograph, Western) | (Western, Ideograph) => {
            return PairSpace { kind: SpaceKind::Quarter, width: QUARTER, shrink: QUARTER - EIGHTH };
        }
        _ => {}
    }
    // Of two marks, the white between them is that of one (JLReq 3.1.4).
    let merged = match (left, right) {
        (Opening | Middle, Opening) => before,
        (Middle, Middle) | (Opening, _) => 0,
        (_, right) if right.closes() => after,
        (_, Opening) => after.min(before),
        _ => 0,
    };
    // The white after a full stop is not reduced within a line. All of that of other marks may be (JLReq 3.8.3), but a
    // comma without any looks like a mistake.
    let shrinks = if left == Stop { before } else { after + before };
    let shrink = (shrinks - merged).max(0) / 2;
    let is_tight = left == Opening || right.closes() || (left, right) == (Inseparable, Inseparable);
    let kind = if is_tight { SpaceKind::Fixed } else { SpaceKind::Solid };
    PairSpace { kind, width: -merged, shrink }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CharClass::{
        Closing, Comma, Dividing, Ideograph, Inseparable, Letter, Middle, Opening, Other, Stop, Western,
    };

    /// Returns the class of a full-width character with the white that its body has.
    fn full(class: CharClass) -> (CharClass, Blanks) {
        let (before, after) = match class {
            Opening => (500, 0),
            Closing | Comma | Stop => (0, 500),
            Middle => (250, 250),
            Dividing | Inseparable | Ideograph | Western | Letter | Other => (0, 0),
        };
        (class, Blanks { before, after })
    }

    /// The rows of JLReq, appendix B, table 1: what is between two characters, with the white of their bodies.
    #[test]
    fn marks_side_by_side_are_set_as_in_the_table_of_jlreq() {
        for (left, right, expected) in [
            (Opening, Opening, 0),
            (Closing, Opening, 500),
            (Comma, Opening, 500),
            (Stop, Opening, 500),
            (Middle, Opening, 250),
            (Ideograph, Opening, 500),
            (Western, Opening, 500),
            (Closing, Closing, 0),
            (Comma, Closing, 0),
            (Stop, Closing, 0),
            (Closing, Comma, 0),
            (Closing, Stop, 0),
            (Middle, Closing, 0),
            (Closing, Middle, 250),
            (Ideograph, Middle, 250),
            (Middle, Ideograph, 250),
            (Opening, Ideograph, 0),
            (Closing, Ideograph, 500),
            (Comma, Ideograph, 500),
            (Stop, Ideograph, 500),
            (Closing, Western, 500),
            (Ideograph, Western, 250),
            (Western, Ideograph, 250),
            (Ideograph, Ideograph, 0),
            (Dividing, Closing, 0),
            (Western, Western, 0),
            (Ideograph, Other, 0),
        ] {
            let (before, after) = (full(left), full(right));
            let space = between(before, after).width + before.1.after + after.1.before;
            assert_eq!(space, expected, "{left:?} {right:?}");
        }
    }

    #[test]
    fn white_is_reduced_and_space_added_where_jlreq_allows_it() {
        let of = |left, right| between(full(left), full(right));
        assert_eq!(of(Comma, Ideograph).shrink, 250);
        assert_eq!(of(Ideograph, Opening).shrink, 250);
        assert_eq!(of(Stop, Ideograph).shrink, 0);
        assert_eq!(of(Ideograph, Western).shrink, 125);
        for (left, right, kind) in [
            (Ideograph, Ideograph, SpaceKind::Solid),
            (Ideograph, Opening, SpaceKind::Solid),
            (Comma, Ideograph, SpaceKind::Solid),
            (Closing, Western, SpaceKind::Solid),
            (Inseparable, Ideograph, SpaceKind::Solid),
            (Opening, Ideograph, SpaceKind::Fixed),
            (Ideograph, Closing, SpaceKind::Fixed),
            (Ideograph, Stop, SpaceKind::Fixed),
            (Inseparable, Inseparable, SpaceKind::Fixed),
            (Western, Ideograph, SpaceKind::Quarter),
            (Letter, Letter, SpaceKind::Close),
            (Letter, Western, SpaceKind::Fixed),
        ] {
            assert_eq!(of(left, right).kind, kind, "{left:?} {right:?}");
        }
    }
}
