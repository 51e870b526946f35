//! Items that are made of several parts: scripts, fractions, delimiters, arrows.

use ratex_parser::parse_node::ParseNode as Node;
use unicode_normalization::UnicodeNormalization;

use super::lengths::length;
use super::nodes::{Context, Unsupported, argument, items, row};
use super::symbols::{self, Font, text_of, words};
use crate::book::math::{
    Alphabet, Arrow, AtomClass, Delimiters, Fence, FractionBar, Item, ItemKind, MathStyle, Row, ScriptPlace,
    Strike, settle,
};

pub(super) fn class_of(mclass: &str) -> Option<AtomClass> {
    Some(match mclass {
        "mord" => AtomClass::Ordinary,
        "mop" => AtomClass::Operator,
        "mbin" => AtomClass::Binary,
        "mrel" => AtomClass::Relation,
        "mopen" => AtomClass::Opening,
        "mclose" => AtomClass::Closing,
        "mpunct" => AtomClass::Punctuation,
        "minner" => AtomClass::Inner,
        _ => return None,
    })
}

/// Returns a group in braces; a letter or a number in braces is itself.
pub(super) fn group(mut row: Row) -> Item {
    if let [Item { class: Some(AtomClass::Ordinary), .. }] = &row[..]
        && let Some(item) = row.pop()
    {
        return item;
    }
    Item::atom(AtomClass::Ordinary, ItemKind::Group(row))
}

/// Returns the name of an operator, as words if it is of letters only.
pub(super) fn operator_name(body: &[Node], context: Context) -> Result<Item, Unsupported> {
    let mut name = String::new();
    for node in body {
        match node {
            Node::MathOrd { mode, text, .. } | Node::TextOrd { mode, text, .. } => {
                // In a name, a hyphen is one.
                name.push_str(&if text == "-" { "-".to_owned() } else { text_of(text, *mode) });
            }
            Node::Atom { text, .. } if text == "-" => name.push('-'),
            Node::Kern { .. } | Node::SpacingNode { .. } => name.push('\u{2009}'),
            _ => {
                let upright = Context { font: Font::Alphabet(Alphabet::Upright), ..context };
                return Ok(Item::atom(AtomClass::Operator, ItemKind::Group(row(body, upright)?)));
            }
        }
    }
    Ok(Item::atom(AtomClass::Operator, ItemKind::Letters(name, Alphabet::Upright)))
}

/// Returns a letter of words with an accent.
pub(super) fn accented_words(label: &str, base: &Node, context: Context) -> Result<Item, Unsupported> {
    let accent = symbols::accent_of_words(label).ok_or_else(|| format!("the accent `{label}`"))?;
    let row = argument(base, context)?;
    let text: String = row
        .iter()
        .map(|item| match &item.kind {
            ItemKind::Words(text, _) | ItemKind::Letters(text, _) | ItemKind::Sign(text) => &**text,
            _ => "",
        })
        .chain([accent.encode_utf8(&mut [0; 4]) as &str])
        .collect();
    // The letters without their dots are written before accents only.
    let text = text.replace('ı', "i").replace('ȷ', "j");
    Ok(words(&text.nfc().collect::<String>(), context.words))
}

/// Returns an item with its scripts.
pub(super) fn scripts(
    base: Option<&Node>,
    sub: Option<&Node>,
    sup: Option<&Node>,
    context: Context,
) -> Result<Item, Unsupported> {
    let of_scripts = context.in_style(context.style.of_scripts());
    let script = |node: Option<&Node>| node.map(|node| primes(node, of_scripts)).transpose();
    let (sub, sup) = (script(sub)?, script(sup)?);
    let place = base.map_or(ScriptPlace::Beside, |base| place(base, sub.is_some(), context.style));
    let mut base = match base {
        // The base is an atom, even if the row around it would not see it.
        Some(base) => items(std::slice::from_ref(base), context)?,
        None => Row::new(),
    };
    let class = match &base[..] {
        [item] => item.class.unwrap_or(AtomClass::Ordinary),
        _ => AtomClass::Ordinary,
    };
    settle(&mut base, context.style);
    Ok(Item::atom(class, ItemKind::Scripts { base, sub, sup, place }))
}

/// Returns the position of the scripts of a base (The TeXbook, appendix G, rule 13).
fn place(base: &Node, has_sub: bool, style: MathStyle) -> ScriptPlace {
    let is_display = style == MathStyle::Display;
    let has_limits = match base {
        Node::Op { limits, always_handle_sup_sub, .. } => {
            *limits && (is_display || *always_handle_sup_sub == Some(true))
        }
        Node::OperatorName { limits, always_handle_sup_sub, .. } => {
            *always_handle_sup_sub && (is_display || *limits)
        }
        Node::HorizBrace { is_over, .. } => *is_over != has_sub,
        _ => false,
    };
    if has_limits { ScriptPlace::Limits } else { ScriptPlace::Beside }
}

/// Returns a script, whose primes are one sign.
fn primes(node: &Node, context: Context) -> Result<Row, Unsupported> {
    let mut row = argument(node, context)?;
    let is_prime = |item: &&Item| matches!(&item.kind, ItemKind::Sign(text) if text == "′");
    let count = row.iter().take_while(is_prime).count();
    if count > 1 {
        let sign = match count {
            2 => "″".to_owned(),
            3 => "‴".to_owned(),
            4 => "⁗".to_owned(),
            _ => "′".repeat(count),
        };
        row.drain(1..count);
        row[0].kind = ItemKind::Sign(sign);
    }
    Ok(row)
}

pub(super) fn fraction(node: &Node, context: Context) -> Result<ItemKind, Unsupported> {
    let Node::GenFrac { continued, numer, denom, has_bar_line, left_delim, right_delim, bar_size, .. } = node
    else {
        return Err("an incomplete fraction".to_owned());
    };
    let parts = context.in_style(context.style.of_fraction());
    let bar = match (has_bar_line, bar_size) {
        (false, _) => FractionBar::None,
        (true, None) => FractionBar::Usual,
        (true, Some(size)) => FractionBar::Thick(length(size)),
    };
    let delimiter = |name: &Option<String>| name.as_deref().and_then(symbols::delimiter);
    Ok(ItemKind::Fraction {
        above: argument(numer, parts)?,
        below: argument(denom, parts)?,
        bar,
        delimiters: Delimiters { open: delimiter(left_delim), close: delimiter(right_delim) },
        is_continued: *continued,
    })
}

pub(super) fn fence(body: &[Node], left: &str, right: &str, context: Context) -> Result<Fence, Unsupported> {
    let delimiters = Delimiters { open: symbols::delimiter(left), close: symbols::delimiter(right) };
    let mut parts = body.split(|node| matches!(node, Node::Middle { .. }));
    let first = row(parts.next().unwrap_or_default(), context)?;
    let middles = body.iter().filter_map(|node| match node {
        Node::Middle { delim, .. } => Some(symbols::delimiter(delim)),
        _ => None,
    });
    let rest = middles.zip(parts).map(|(middle, part)| Ok((middle, row(part, context)?)));
    let rest = rest.collect::<Result<_, Unsupported>>()?;
    Ok(Fence { delimiters, first, rest })
}

pub(super) fn enclosed(label: &str, body: Row) -> Result<ItemKind, Unsupported> {
    Ok(match label {
        "\\fbox" | "\\fcolorbox" => ItemKind::Framed(body),
        "\\colorbox" => ItemKind::Group(body),
        "\\cancel" | "\\slashed" | "\\centernot" => ItemKind::Struck(body, Strike::Up),
        "\\bcancel" => ItemKind::Struck(body, Strike::Down),
        "\\xcancel" => ItemKind::Struck(body, Strike::Cross),
        "\\sout" => ItemKind::Struck(body, Strike::Line),
        _ => return Err(format!("`{label}`")),
    })
}

/// Returns an arrow of a commutative diagram.
pub(super) fn cd_arrow(
    direction: &str,
    first: Option<&Node>,
    second: Option<&Node>,
    context: Context,
) -> Result<Item, Unsupported> {
    let (sign, is_vertical) = match direction {
        "right" => ('→', false),
        "left" => ('←', false),
        "up" => ('↑', true),
        "down" => ('↓', true),
        "horiz_eq" => ('=', false),
        "vert_eq" => ('‖', true),
        _ => return Ok(Item::atom(AtomClass::Ordinary, ItemKind::Group(Row::new()))),
    };
    let scripts = context.in_style(MathStyle::Script);
    let label = |node: Option<&Node>| node.map_or(Ok(Row::new()), |node| argument(node, scripts));
    let arrow = Arrow { sign, first: label(first)?, second: label(second)?, is_vertical };
    Ok(Item::atom(AtomClass::Relation, ItemKind::Arrow(arrow)))
}
