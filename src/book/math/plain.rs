//! Shows formulas as plain text, for titles in lists and the like.

use super::formula::{Fence, Formula, ItemKind, Row};

/// Returns a formula as plain text: `(a + b)/c`, `x^2`. Returns the source of one that cannot be read.
pub fn plain(formula: &Formula) -> String {
    formula.content.as_ref().map_or_else(|| formula.source.clone(), plain_row)
}

/// Returns items as plain text.
pub fn plain_row(row: &Row) -> String {
    let mut out = String::new();
    push(row, &mut out);
    out
}

fn push(row: &Row, out: &mut String) {
    for item in row {
        if item.gap.mu() > 0 && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        kind(&item.kind, out);
    }
}

fn kind(kind: &ItemKind, out: &mut String) {
    match kind {
        ItemKind::Letters(text, alphabet) | ItemKind::Number(text, alphabet) => {
            // Italic letters are variables in any formula, and plain in text.
            let is_marked = *alphabet != super::Alphabet::Italic;
            if is_marked { out.push_str(&alphabet.text(text)) } else { out.push_str(text) }
        }
        ItemKind::Sign(text) | ItemKind::Words(text, _) => out.push_str(text),
        ItemKind::LargeOperator(sign) | ItemKind::SizedDelimiter(sign, _) => out.push(*sign),
        ItemKind::Fraction { above, below, delimiters, .. } => {
            out.extend(delimiters.open);
            operand(above, out);
            out.push('/');
            operand(below, out);
            out.extend(delimiters.close);
        }
        ItemKind::Radical { body, degree } => {
            if let Some(degree) = degree {
                operand(degree, out);
            }
            out.push('√');
            operand(body, out);
        }
        ItemKind::Scripts { base, sub, sup, .. } => {
            push(base, out);
            for (mark, script) in [('_', sub), ('^', sup)] {
                let Some(script) = script else { continue };
                if !is_prime(script) {
                    out.push(mark);
                }
                operand(script, out);
            }
        }
        ItemKind::Fence(Fence { delimiters, first, rest }) => {
            out.extend(delimiters.open);
            push(first, out);
            for (delimiter, part) in rest {
                out.extend(*delimiter);
                push(part, out);
            }
            out.extend(delimiters.close);
        }
        ItemKind::Accent(accent) => push(&accent.body, out),
        ItemKind::Bar(bar) => push(&bar.body, out),
        ItemKind::Arrow(arrow) => {
            push(&arrow.first, out);
            out.push(arrow.sign);
            push(&arrow.second, out);
        }
        ItemKind::Grid(grid) => {
            for (index, row) in grid.rows.iter().enumerate() {
                if index > 0 {
                    out.push_str("; ");
                }
                for (index, cell) in row.cells.iter().enumerate() {
                    if index > 0 && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    push(cell, out);
                }
            }
        }
        ItemKind::Space(width) if width.in_ems() > 0 && !out.ends_with(' ') => out.push(' '),
        ItemKind::Space(_) | ItemKind::Phantom { .. } | ItemKind::Rule { .. } => {}
        ItemKind::Brace { body, .. }
        | ItemKind::Smashed { body, .. }
        | ItemKind::Overlapping(body, _)
        | ItemKind::Framed(body)
        | ItemKind::Struck(body, _)
        | ItemKind::Styled(_, body)
        | ItemKind::Scaled(_, body)
        | ItemKind::Raised(_, body)
        | ItemKind::Centred(body)
        | ItemKind::Group(body) => push(body, out),
    }
}

/// Adds an expression, in parentheses if it has several items.
fn operand(row: &Row, out: &mut String) {
    let mut text = String::new();
    push(row, &mut text);
    let is_whole = row.len() <= 1 && !text.contains(['/', ' ']);
    if is_whole {
        out.push_str(&text);
    } else {
        out.push('(');
        out.push_str(&text);
        out.push(')');
    }
}

fn is_prime(row: &Row) -> bool {
    matches!(row.first().map(|item| &item.kind), Some(ItemKind::Sign(text)) if text.starts_with(['′', '″', '‴']))
}
