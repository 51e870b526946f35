//! Adds items to a row, which may become a part of the item before them. Entry points: [`push`], [`decimal_comma`].

use ratex_parser::ParseNode as Node;
use unicode_normalization::UnicodeNormalization;

use super::symbols::{Font, NOT};
use crate::book::math::{Alphabet, AtomClass, Item, ItemKind, Row};

/// Returns the comma of a number, which is written in braces so that no space follows: `3{,}14`.
pub(super) fn decimal_comma(nodes: &[Node], at: usize) -> Option<Item> {
    let is_digit = |node: Option<&Node>| matches!(node, Some(Node::TextOrd { text, .. }) if text.starts_with(|c: char| c.is_ascii_digit()));
    let Node::OrdGroup { body, .. } = &nodes[at] else { return None };
    let [Node::Atom { text, .. }] = &body[..] else { return None };
    let is_within =
        is_digit(at.checked_sub(1).and_then(|before| nodes.get(before))) && is_digit(nodes.get(at + 1));
    (text == "," && is_within)
        .then(|| Item::atom(AtomClass::Ordinary, ItemKind::Number(",".to_owned(), Alphabet::Upright)))
}

/// Adds an item, which may become a part of the one before it: a digit of a number, a letter of a name, a word, or a
/// sign that is negated.
pub(super) fn push(out: &mut Row, item: Item, font: Font) {
    if let Some(last) = out.last_mut() {
        match (&mut last.kind, &item.kind) {
            (ItemKind::Number(text, own), ItemKind::Number(more, alphabet)) if own == alphabet => {
                return text.push_str(more);
            }
            (ItemKind::Number(text, _), ItemKind::Sign(point)) if point == "." => return text.push('.'),
            (ItemKind::Letters(text, own), ItemKind::Letters(more, alphabet))
                if font.joins_letters() && own == alphabet =>
            {
                return text.push_str(more);
            }
            (ItemKind::Words(text, own), ItemKind::Words(more, style)) if own == style => {
                return text.push_str(more);
            }
            (ItemKind::Sign(text), ItemKind::Sign(more)) if text.chars().eq([NOT]) => {
                *text = negated(more);
                last.class = item.class;
                return;
            }
            _ => {}
        }
        if let (ItemKind::Number(..), ItemKind::Scripts { base, .. }) = (&last.kind, &item.kind)
            && matches!(&base[..], [Item { kind: ItemKind::Number(..), .. }])
        {
            return join_number(out, item);
        }
    }
    out.push(item);
}

/// Moves the digits before a digit with scripts into its base, since the scripts are those of the number.
fn join_number(out: &mut Row, mut item: Item) {
    if let Some(Item { kind: ItemKind::Number(before, own), .. }) = out.last()
        && let ItemKind::Scripts { base, .. } = &mut item.kind
        && let [Item { kind: ItemKind::Number(digits, alphabet), .. }] = &mut base[..]
        && own == alphabet
    {
        *digits = format!("{before}{digits}");
        out.pop();
    }
    out.push(item);
}

/// Returns a negated sign, as one character if Unicode has it.
fn negated(sign: &str) -> String {
    format!("{sign}{NOT}").nfc().collect()
}
