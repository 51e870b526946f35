//! Determines the space before every item of a formula. Entry point: [`settle`].

use super::class::{AtomClass, gap};
use super::formula::{Item, ItemKind, Row};
use super::style::MathStyle;

/// Determines the classes and the spaces of the items of a row, but not of the rows within them (The
/// TeXbook, appendix G, rules 5, 6 and 20).
///
/// A binary operator without an operand on both sides becomes an ordinary atom, so that `-x` has no space.
/// Rows that only change the style are read as parts of this row.
pub fn settle(row: &mut Row, style: MathStyle) {
    let mut atoms = Vec::new();
    collect(row, style, &mut atoms);
    let mut before: Option<AtomClass> = None;
    for at in 0..atoms.len() {
        let class = atoms[at].1;
        let is_lone = match before {
            None => true,
            Some(before) => lacks_left_operand(before),
        };
        let next = atoms.get(at + 1).map(|(_, class, _)| *class);
        let lacks_right = next.is_none_or(lacks_right_operand);
        let class =
            if class == AtomClass::Binary && (is_lone || lacks_right) { AtomClass::Ordinary } else { class };
        let (item, known, style) = &mut atoms[at];
        *known = class;
        item.class = Some(class);
        item.gap = before.map(|before| gap(before, class, style.is_small())).unwrap_or_default();
        before = Some(class);
    }
}

/// Returns whether an operator behind an atom of this class has no operand at its left.
fn lacks_left_operand(before: AtomClass) -> bool {
    match before {
        AtomClass::Operator
        | AtomClass::Binary
        | AtomClass::Relation
        | AtomClass::Opening
        | AtomClass::Punctuation => true,
        AtomClass::Ordinary | AtomClass::Closing | AtomClass::Inner => false,
    }
}

/// Returns whether an operator before an atom of this class has no operand at its right.
fn lacks_right_operand(next: AtomClass) -> bool {
    match next {
        AtomClass::Relation | AtomClass::Closing | AtomClass::Punctuation => true,
        AtomClass::Ordinary
        | AtomClass::Operator
        | AtomClass::Binary
        | AtomClass::Opening
        | AtomClass::Inner => false,
    }
}

/// Collects the atoms of a row in order, each with its class and style.
fn collect<'a>(row: &'a mut Row, style: MathStyle, out: &mut Vec<(&'a mut Item, AtomClass, MathStyle)>) {
    for item in row {
        if let Some(class) = item.class {
            out.push((item, class, style));
        } else if let ItemKind::Styled(inner, row) = &mut item.kind {
            collect(row, *inner, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::math::Gap;
    use AtomClass::{Binary, Closing, Opening, Operator, Ordinary, Punctuation, Relation};

    fn spaces(classes: &[AtomClass], style: MathStyle) -> Vec<i32> {
        let mut row: Row =
            classes.iter().map(|class| Item::atom(*class, ItemKind::Sign("x".to_owned()))).collect();
        settle(&mut row, style);
        row.iter().map(|item| item.gap.mu()).collect()
    }

    #[test]
    fn relations_and_operations_have_space_on_both_sides() {
        let sum = [Ordinary, Relation, Ordinary, Binary, Ordinary, Punctuation, Ordinary];
        assert_eq!(spaces(&sum, MathStyle::Text), [0, 5, 5, 4, 4, 0, 3]);
        assert_eq!(spaces(&sum, MathStyle::Script), [0; 7]);
    }

    #[test]
    fn an_operator_without_two_operands_is_ordinary() {
        assert_eq!(spaces(&[Binary, Ordinary], MathStyle::Text), [0, 0]);
        assert_eq!(spaces(&[Ordinary, Relation, Binary, Ordinary], MathStyle::Text), [0, 5, 5, 0]);
        assert_eq!(spaces(&[Opening, Binary, Ordinary, Closing], MathStyle::Text), [0; 4]);
        assert_eq!(spaces(&[Ordinary, Binary, Closing], MathStyle::Text), [0; 3]);
        assert_eq!(spaces(&[Ordinary, Binary], MathStyle::Text), [0; 2]);
        assert_eq!(spaces(&[Ordinary, Binary, Binary, Ordinary], MathStyle::Text), [0, 4, 4, 0]);
        assert_eq!(spaces(&[Operator, Ordinary], MathStyle::Script), [0, 3]);
    }

    #[test]
    fn a_change_of_style_does_not_divide_a_row() {
        let atom = |class| Item::atom(class, ItemKind::Sign("x".to_owned()));
        let inner = vec![atom(Binary), atom(Ordinary)];
        let mut row = vec![atom(Ordinary), Item::other(ItemKind::Styled(MathStyle::Display, inner))];
        settle(&mut row, MathStyle::Script);
        let ItemKind::Styled(_, inner) = &row[1].kind else { panic!("it keeps its kind") };
        assert_eq!((inner[0].gap, inner[1].gap), (Gap::Medium, Gap::Medium));
    }
}
