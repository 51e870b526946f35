//! Makes grids of the arrays of the parser.

use ratex_parser::parse_node::{AlignType, ParseNode as Node, StyleStr};

use super::environments::{BETWEEN, MULTLINE};
use super::lengths::length;
use super::nodes::{Context, Unsupported, row};
use crate::book::math::{
    AtomClass, ColumnAlign, Grid, GridColumn, GridKind, GridRow, GridRule, Item, ItemKind, MathLength,
    MathStyle, Row,
};

/// Returns the items of a whole formula, which may have several lines.
pub(super) fn lines(nodes: &[Node], context: Context) -> Result<Row, Unsupported> {
    if let [Node::Array { body, tags: None, cols: None, col_separation_type: None, .. }] = nodes
        && let [cells] = &body[..]
        && let [cell] = &cells[..]
    {
        // An equation without a number is its only cell.
        return cell_row(cell, context);
    }
    let is_end = |node: &Node| matches!(node, Node::Cr { .. });
    if !nodes.iter().any(is_end) {
        return row(nodes, context);
    }
    let lines = nodes.split(is_end).filter(|line| !line.is_empty());
    let rows: Vec<Row> = lines.map(|line| row(line, context)).collect::<Result<_, _>>()?;
    let rows = rows.into_iter().map(|row| plain_row(vec![row])).collect();
    let columns = vec![GridColumn { align: ColumnAlign::Centre, gap: MathLength::ZERO, rules: Vec::new() }];
    let grid = Grid {
        kind: GridKind::Equations,
        columns,
        rules_after: Vec::new(),
        gap_after: MathLength::ZERO,
        rows,
        rules_below: Vec::new(),
        stretch: 1000,
        style: context.style,
    };
    Ok(vec![Item::atom(AtomClass::Ordinary, ItemKind::Grid(Box::new(grid)))])
}

fn plain_row(cells: Vec<Row>) -> GridRow {
    GridRow { cells, is_words: false, align: None, rules: Vec::new(), gap: MathLength::ZERO, label: None }
}

/// Returns the grid of an array.
pub(super) fn grid(node: &Node, context: Context) -> Result<Grid, Unsupported> {
    let Node::Array {
        body, row_gaps, hlines_before_row, cols, col_separation_type, arraystretch, is_cd, ..
    } = node
    else {
        return Err("an incomplete array".to_owned());
    };
    let first = body.first().and_then(|cells| cells.first());
    let style = first.map_or(MathStyle::Text, |cell| cell_style(cell, context));
    let separation = col_separation_type.as_deref();
    let kind = match separation {
        Some("small") => GridKind::Small,
        Some("CD") => GridKind::Diagram,
        Some(_) => GridKind::Equations,
        None if style == MathStyle::Script => GridKind::Stack,
        None if cols.is_none() && is_cd.is_none() => GridKind::Equations,
        None => GridKind::Matrix,
    };
    let mut rows = Vec::new();
    for (at, cells) in body.iter().enumerate() {
        let cells = cells.iter().map(|cell| cell_row(cell, context)).collect::<Result<Vec<_>, _>>()?;
        let rules = hlines_before_row.get(at).map(|lines| rules(lines)).unwrap_or_default();
        let gap = row_gaps.get(at).and_then(Option::as_ref).map_or(MathLength::ZERO, length);
        rows.push(GridRow { rules, gap, ..plain_row(cells) });
    }
    mark_words(&mut rows);
    mark_lines(&mut rows);
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let (columns, rules_after, gap_after) = columns(node, count);
    let rules_below = hlines_before_row.get(body.len()).map(|lines| rules(lines)).unwrap_or_default();
    let stretch =
        length(&ratex_parser::parse_node::Measurement { number: *arraystretch, unit: "em".to_owned() });
    Ok(Grid { kind, columns, rules_after, gap_after, rows, rules_below, stretch: stretch.thousandths, style })
}

fn rules(dashed: &[bool]) -> Vec<GridRule> {
    dashed.iter().map(|dashed| if *dashed { GridRule::Dashed } else { GridRule::Solid }).collect()
}

fn cell_style(cell: &Node, context: Context) -> MathStyle {
    match cell {
        Node::Styling { style: StyleStr::Display, .. } => MathStyle::Display,
        Node::Styling { style: StyleStr::Text, .. } => MathStyle::Text,
        Node::Styling { style: StyleStr::Script, .. } => MathStyle::Script,
        Node::Styling { style: StyleStr::Scriptscript, .. } => MathStyle::ScriptScript,
        _ => context.style,
    }
}

/// Returns the items of a cell, which the parser has in a group with a style.
fn cell_row(cell: &Node, context: Context) -> Result<Row, Unsupported> {
    let inner = context.in_style(cell_style(cell, context));
    let nodes = match cell {
        Node::Styling { body, .. } => &body[..],
        other => std::slice::from_ref(other),
    };
    match nodes {
        [Node::OrdGroup { body, .. }] => row(body, inner),
        nodes => row(nodes, inner),
    }
}

/// The space at the edges of an array, in thousandths of an em (LaTeX's `\arraycolsep`).
const EDGE: i32 = 500;

/// Returns the columns of an array, and the rules and the space behind the last.
fn columns(node: &Node, count: usize) -> (Vec<GridColumn>, Vec<GridRule>, MathLength) {
    let Node::Array { cols, col_separation_type, hskip_before_and_after, is_cd, .. } = node else {
        return (Vec::new(), Vec::new(), MathLength::ZERO);
    };
    let separation = col_separation_type.as_deref();
    let has_edges = *hskip_before_and_after == Some(true);
    let gap = |index: usize| {
        let thousandths = match separation {
            _ if index == 0 => {
                if has_edges {
                    EDGE
                } else {
                    0
                }
            }
            Some("align") if index.is_multiple_of(2) => 2000,
            Some("small") => 333,
            Some(_) if is_cd.is_some() => 250,
            Some(_) => 0,
            None => 1000,
        };
        MathLength::em(thousandths)
    };
    let (mut columns, mut waiting) = (Vec::new(), Vec::new());
    for spec in cols.iter().flatten() {
        let name = spec.align.as_deref();
        match spec.align_type {
            AlignType::Separator => {
                waiting.push(if name == Some("|") { GridRule::Solid } else { GridRule::Dashed });
            }
            AlignType::Align => {
                let align = match name {
                    Some("l") => ColumnAlign::Left,
                    Some("r") => ColumnAlign::Right,
                    _ => ColumnAlign::Centre,
                };
                let rules = std::mem::take(&mut waiting);
                columns.push(GridColumn { align, gap: gap(columns.len()), rules });
            }
        }
    }
    while columns.len() < count {
        columns.push(GridColumn { align: ColumnAlign::Centre, gap: gap(columns.len()), rules: Vec::new() });
    }
    let gap_after = MathLength::em(if has_edges { EDGE } else { 0 });
    (columns, waiting, gap_after)
}

/// Marks rows of words between equations.
fn mark_words(rows: &mut [GridRow]) {
    for row in rows {
        let Some(cell) = row.cells.first_mut() else { continue };
        if let [Item { kind: ItemKind::Words(text, _), .. }] = &mut cell[..]
            && text.starts_with(BETWEEN)
        {
            text.remove(0);
            row.is_words = true;
            row.cells.truncate(1);
        }
    }
}

/// Aligns the lines of one long formula: the first at the left, the last at the right.
fn mark_lines(rows: &mut [GridRow]) {
    let Some(cell) = rows.first_mut().and_then(|row| row.cells.first_mut()) else { return };
    let is_mark = |item: &Item| matches!(&item.kind, ItemKind::Words(text, _) if text.starts_with(MULTLINE));
    if !cell.first().is_some_and(is_mark) {
        return;
    }
    match &mut cell[0].kind {
        ItemKind::Words(text, _) if text.chars().count() > 1 => drop(text.remove(0)),
        _ => drop(cell.remove(0)),
    }
    let last = rows.len() - 1;
    rows[0].align = Some(ColumnAlign::Left);
    rows[last].align = Some(ColumnAlign::Right);
}
