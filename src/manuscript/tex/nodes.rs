//! Makes items of the nodes of the parser. Entry point: [`convert`].

use ratex_parser::parse_node::{AtomFamily, Mode, ParseNode as Node};

use super::grids;
use super::lengths::{length, math_style, space};
use super::merge::{decimal_comma, push};
use super::parts::{self, class_of, group};
use super::symbols::{self, Font, text_of, words};
use crate::book::math::{
    Accent, Alphabet, Arrow, AtomClass, Bar, Item, ItemKind, MathLength, MathStyle, Overlap, Row, WordStyle,
    settle,
};

/// What cannot be set.
pub(super) type Unsupported = String;

/// The style and the letters at a place of a formula.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) style: MathStyle,
    pub(super) font: Font,
    pub(super) words: WordStyle,
}

impl Context {
    pub(super) fn in_style(self, style: MathStyle) -> Self {
        Self { style, ..self }
    }
}

/// Returns the items of a formula in this style.
///
/// # Errors
/// Returns a description of what cannot be set.
pub(super) fn convert(nodes: &[Node], style: MathStyle) -> Result<Row, Unsupported> {
    let context = Context { style, font: Font::Usual, words: WordStyle::Plain };
    grids::lines(nodes, context)
}

/// Returns the items of nodes that form a row of their own.
pub(super) fn row(nodes: &[Node], context: Context) -> Result<Row, Unsupported> {
    let mut row = items(nodes, context)?;
    settle(&mut row, context.style);
    Ok(row)
}

/// Returns the items of an argument, without the group around it.
pub(super) fn argument(node: &Node, context: Context) -> Result<Row, Unsupported> {
    match node {
        Node::OrdGroup { body, .. } => row(body, context),
        other => row(std::slice::from_ref(other), context),
    }
}

/// Returns the items of nodes, without the spaces between them.
pub(super) fn items(nodes: &[Node], context: Context) -> Result<Row, Unsupported> {
    let mut out = Row::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(comma) = decimal_comma(nodes, at) {
            push(&mut out, comma, context.font);
            continue;
        }
        for item in node_items(node, context)? {
            push(&mut out, item, context.font);
        }
    }
    Ok(out)
}

fn node_items(node: &Node, context: Context) -> Result<Row, Unsupported> {
    let style = context.style;
    Ok(match node {
        // These are parts of the row around them.
        Node::Color { body, .. } | Node::Href { body, .. } | Node::Html { body, .. } => items(body, context)?,
        Node::OrdGroup { body, semisimple: Some(true), .. }
        | Node::OrdGroup { mode: Mode::Text, body, .. } => items(body, context)?,
        Node::MathChoice { display, text, script, scriptscript, .. } => {
            let chosen = match style {
                MathStyle::Display => display,
                MathStyle::Text => text,
                MathStyle::Script => script,
                MathStyle::ScriptScript => scriptscript,
            };
            items(chosen, context)?
        }
        Node::Styling { style, body, .. } => {
            let style = math_style(*style);
            let body = items(body, context.in_style(style))?;
            if style == context.style { body } else { vec![Item::other(ItemKind::Styled(style, body))] }
        }
        Node::HtmlMathMl { html, mathml, .. } => chosen(html, mathml, context)?,
        Node::Font { font, body, .. } => {
            let font = Font::named(font).ok_or_else(|| format!("the letters `\\{font}`"))?;
            let context = Context { font, ..context };
            match &**body {
                Node::OrdGroup { body, .. } if !font.joins_letters() || body.iter().all(is_symbol) => {
                    items(body, context)?
                }
                body => items(std::slice::from_ref(body), context)?,
            }
        }
        Node::SpacingNode { mode: Mode::Text, text, .. } if text != "\\nobreak" && text != "\\allowbreak" => {
            vec![words(" ", context.words)]
        }
        Node::SpacingNode { text, .. } => space(text).map(Item::other).into_iter().collect(),
        Node::Internal { .. } | Node::NoNumber { .. } => Row::new(),
        Node::Text { body, font, .. } => vec![text(body, font.as_deref(), context)?],
        Node::Kern { dimension, .. } => vec![Item::other(ItemKind::Space(length(dimension)))],
        Node::MClass { mclass, body, .. } => classed(body, mclass, context)?,
        Node::Pmb { mclass, body, .. } => {
            classed(body, mclass, Context { font: Font::BoldSymbol, ..context })?
        }
        node => vec![item(node, context)?],
    })
}

fn is_symbol(node: &Node) -> bool {
    matches!(node, Node::MathOrd { .. } | Node::TextOrd { .. })
}

/// Returns the items of the variant that the parser has for MathML, which has no pieces of signs, with the class of
/// the other variant.
fn chosen(html: &[Node], mathml: &[Node], context: Context) -> Result<Row, Unsupported> {
    let mut row = items(mathml, context)?;
    if let ([Node::MClass { mclass, .. }, ..], [item]) = (html, &mut row[..])
        && let Some(class) = class_of(mclass)
    {
        // The parser makes some relations of two signs operators there.
        if let ItemKind::Group(inner) = &mut item.kind
            && inner.len() == 1
            && let Some(inner) = inner.pop()
        {
            *item = inner;
        }
        if let ItemKind::Group(inner) = &mut item.kind
            && inner.iter().all(|item| matches!(item.kind, ItemKind::Sign(_)))
        {
            let joined =
                inner.iter().map(|item| if let ItemKind::Sign(text) = &item.kind { &**text } else { "" });
            item.kind = ItemKind::Sign(joined.collect());
        }
        item.class = Some(class);
    }
    Ok(row)
}

/// Returns words; mathematics within them makes a group.
fn text(body: &[Node], font: Option<&str>, context: Context) -> Result<Item, Unsupported> {
    let style = match font {
        Some("\\textbf") => WordStyle::Bold,
        Some("\\textit" | "\\emph" | "\\textsl") => WordStyle::Italic,
        Some("\\texttt") => WordStyle::Code,
        _ => context.words,
    };
    let mut row = items(body, Context { words: style, font: Font::Usual, ..context })?;
    for item in &mut row {
        if let ItemKind::Words(_, own) = &mut item.kind
            && *own == WordStyle::Plain
        {
            *own = style;
        }
    }
    if row.len() == 1 && matches!(row[0].kind, ItemKind::Words(..)) {
        return Ok(row.remove(0));
    }
    settle(&mut row, context.style);
    Ok(Item::atom(AtomClass::Ordinary, ItemKind::Group(row)))
}

/// Returns items that form one atom of a class.
fn classed(body: &[Node], mclass: &str, context: Context) -> Result<Row, Unsupported> {
    let class = class_of(mclass).ok_or_else(|| format!("the class `{mclass}`"))?;
    let mut row = row(body, context)?;
    if row.len() == 1 && row[0].class.is_some() {
        row[0].class = Some(class);
        return Ok(row);
    }
    Ok(vec![Item::atom(class, ItemKind::Group(row))])
}

/// Returns the item of a node that is one.
#[allow(clippy::too_many_lines, reason = "one arm for every kind of node")]
fn item(node: &Node, context: Context) -> Result<Item, Unsupported> {
    use AtomClass::{Inner, Operator, Ordinary, Relation};
    let style = context.style;
    let kind = match node {
        Node::MathOrd { mode, text, .. } | Node::TextOrd { mode, text, .. } => {
            let mut item = symbols::ordinary(text, *mode, context.font);
            if let ItemKind::Words(_, style) = &mut item.kind {
                *style = context.words;
            }
            return Ok(item);
        }
        Node::Atom { mode: Mode::Text, text, .. } => {
            return Ok(words(&text_of(text, Mode::Text), context.words));
        }
        Node::Atom { family, text, .. } => return Ok(atom(*family, text)),
        Node::OpToken { mode, text, .. } | Node::AccentToken { mode, text, .. } => {
            ItemKind::Sign(text_of(text, *mode))
        }
        Node::OrdGroup { body, .. } => return Ok(group(row(body, context)?)),
        Node::HBox { body, .. } => return Ok(group(row(body, context)?)),
        Node::Op { name: Some(name), symbol: true, .. } => {
            let sign = text_of(name, Mode::Math).chars().next().unwrap_or('∑');
            return Ok(Item::atom(Operator, ItemKind::LargeOperator(sign)));
        }
        Node::Op { name: Some(name), .. } => {
            let name = name.trim_start_matches('\\').to_owned();
            return Ok(Item::atom(Operator, ItemKind::Letters(name, Alphabet::Upright)));
        }
        Node::Op { body, .. } => {
            let mut row = row(body.as_deref().unwrap_or_default(), context)?;
            if row.len() == 1 && row[0].class.is_some() {
                row[0].class = Some(Operator);
                return Ok(row.remove(0));
            }
            return Ok(Item::atom(Operator, ItemKind::Group(row)));
        }
        Node::OperatorName { body, .. } => return parts::operator_name(body, context),
        Node::SupSub { base, sup, sub, .. } => {
            return parts::scripts(base.as_deref(), sub.as_deref(), sup.as_deref(), context);
        }
        // LaTeX puts fractions in braces, which make them ordinary atoms.
        Node::GenFrac { .. } => return Ok(Item::atom(Ordinary, parts::fraction(node, context)?)),
        Node::Sqrt { body, index, .. } => ItemKind::Radical {
            body: argument(body, context)?,
            degree: match index {
                Some(index) => Some(argument(index, context.in_style(MathStyle::ScriptScript))?),
                None => None,
            },
        },
        Node::Accent { mode: Mode::Text, label, base, .. } => {
            return parts::accented_words(label, base, context);
        }
        Node::Accent { label, base, .. } | Node::AccentUnder { label, base, .. } => {
            let (sign, is_wide, is_under) =
                symbols::accent(label).ok_or_else(|| format!("the accent `{label}`"))?;
            ItemKind::Accent(Accent { body: argument(base, context)?, sign, is_wide, is_under })
        }
        Node::Overline { body, .. } => ItemKind::Bar(Bar { body: argument(body, context)?, is_under: false }),
        Node::Underline { body, .. } => ItemKind::Bar(Bar { body: argument(body, context)?, is_under: true }),
        Node::HorizBrace { label, is_over, base, .. } => {
            let sign = match (label.ends_with("bracket"), is_over) {
                (false, true) => '⏞',
                (false, false) => '⏟',
                (true, true) => '⎴',
                (true, false) => '⎵',
            };
            let body = argument(base, context)?;
            return Ok(Item::atom(Operator, ItemKind::Brace { body, sign, is_over: *is_over }));
        }
        Node::XArrow { label, body, below, .. } => {
            let sign = symbols::arrow(label).ok_or_else(|| format!("the arrow `{label}`"))?;
            let scripts = context.in_style(style.of_scripts());
            let second =
                below.as_ref().map(|below| argument(below, scripts)).transpose()?.unwrap_or_default();
            let arrow = Arrow { sign, first: argument(body, scripts)?, second, is_vertical: false };
            return Ok(Item::atom(Relation, ItemKind::Arrow(arrow)));
        }
        Node::CdArrow { direction, label_above, label_below, .. } => {
            return parts::cd_arrow(direction, label_above.as_deref(), label_below.as_deref(), context);
        }
        Node::LeftRight { body, left, right, .. } => {
            return Ok(Item::atom(Inner, ItemKind::Fence(parts::fence(body, left, right, context)?)));
        }
        Node::DelimSizing { size, mclass, delim, .. } => {
            let class = class_of(mclass).unwrap_or(Ordinary);
            return Ok(match symbols::delimiter(delim) {
                Some(sign) => Item::atom(class, ItemKind::SizedDelimiter(sign, *size)),
                None => Item::atom(class, ItemKind::Group(Row::new())),
            });
        }
        Node::Array { .. } => ItemKind::Grid(Box::new(grids::grid(node, context)?)),
        Node::Phantom { body, .. } => {
            ItemKind::Phantom { body: row(body, context)?, has_width: true, has_height: true }
        }
        Node::VPhantom { body, .. } => {
            ItemKind::Phantom { body: argument(body, context)?, has_width: false, has_height: true }
        }
        Node::Smash { body, smash_height, smash_depth, .. } => ItemKind::Smashed {
            body: argument(body, context)?,
            has_height: !smash_height,
            has_depth: !smash_depth,
        },
        Node::Lap { alignment, body, .. } => {
            let overlap = match &**alignment {
                "llap" => Overlap::Left,
                "clap" => Overlap::Both,
                _ => Overlap::Right,
            };
            ItemKind::Overlapping(argument(body, context)?, overlap)
        }
        Node::Enclose { label, body, .. } => parts::enclosed(label, argument(body, context)?)?,
        Node::Sizing { size, body, .. } => {
            // The sizes of LaTeX in a text of ten points.
            const SIZES: [u16; 11] = [50, 60, 70, 80, 90, 100, 120, 144, 173, 207, 249];
            let size = SIZES[usize::from(*size).clamp(1, SIZES.len()) - 1];
            ItemKind::Scaled(size, row(body, context)?)
        }
        Node::RaiseBox { dy, body, .. } => ItemKind::Raised(length(dy), argument(body, context)?),
        Node::VCenter { body, .. } => ItemKind::Centred(argument(body, context)?),
        Node::Rule { shift, width, height, .. } => ItemKind::Rule {
            width: length(width),
            height: length(height),
            shift: shift.as_ref().map_or(MathLength::ZERO, length),
        },
        Node::Verb { body, .. } => ItemKind::Words(body.clone(), WordStyle::Code),
        Node::Url { url, .. } => ItemKind::Words(url.clone(), WordStyle::Code),
        // These are read with the rows that they are parts of.
        Node::Color { .. }
        | Node::Href { .. }
        | Node::Html { .. }
        | Node::MathChoice { .. }
        | Node::Styling { .. }
        | Node::HtmlMathMl { .. }
        | Node::Font { .. }
        | Node::SpacingNode { .. }
        | Node::Internal { .. }
        | Node::NoNumber { .. }
        | Node::Text { .. }
        | Node::Kern { .. }
        | Node::MClass { .. }
        | Node::Pmb { .. } => {
            return Ok(group(row(std::slice::from_ref(node), context)?));
        }
        Node::Middle { delim, .. } => return Err(format!("`\\middle{delim}` within a group")),
        Node::Tag { .. } => return Err("a tag within a row".to_owned()),
        Node::Cr { .. } => return Err("a line end within a formula".to_owned()),
        Node::IncludeGraphics { .. } => return Err("a picture".to_owned()),
        Node::ProofTree { .. } => return Err("a proof tree".to_owned()),
        Node::ColorToken { .. }
        | Node::Size { .. }
        | Node::LeftRightRight { .. }
        | Node::Environment { .. }
        | Node::Infix { .. }
        | Node::Raw { .. }
        | Node::CdLabel { .. }
        | Node::CdLabelParent { .. } => return Err(format!("an incomplete command ({})", node.type_name())),
    };
    Ok(Item::atom(Ordinary, kind))
}

fn atom(family: AtomFamily, name: &str) -> Item {
    let class = match family {
        AtomFamily::Bin => AtomClass::Binary,
        AtomFamily::Close => AtomClass::Closing,
        AtomFamily::Inner => AtomClass::Inner,
        AtomFamily::Open => AtomClass::Opening,
        AtomFamily::Punct => AtomClass::Punctuation,
        AtomFamily::Rel => AtomClass::Relation,
    };
    let text = text_of(name, Mode::Math);
    let text = if class == AtomClass::Relation { text } else { symbols::bars(text) };
    Item::atom(class, ItemKind::Sign(text))
}
