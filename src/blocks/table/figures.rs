//! Columns of figures, aligned at their decimal marks.

use super::super::context::BlockContext;
use super::super::setter::Setter;
use super::rows::classes_of;
use crate::book::{BlockKind, Cell, Row, Table, plain_text};
use crate::design::ParRole;
use crate::paragraph::width_of_text;
use crate::units::Length;

/// Returns the maximum width from the decimal mark on in a column that holds only figures; `None` for
/// any other column, and if no figure has a decimal mark.
pub(super) fn widest_fraction(
    setter: &Setter<'_>,
    table: &Table,
    column: usize,
    context: &BlockContext,
) -> Option<Length> {
    // With cells that span columns or rows, the index in the row is not that of the column.
    let simple = |row: &Row| row.cells.iter().all(|cell| (cell.columns, cell.rows) == (1, 1));
    if !table.body.iter().all(simple) {
        return None;
    }
    let cells = || table.body.iter().filter_map(|row| row.cells.get(column));
    let all_figures = cells().all(|cell| text(cell).is_some_and(|text| is_figure(&text)));
    let widest = cells().filter_map(|cell| fraction(setter, cell, context)).max();
    widest.filter(|_| all_figures)
}

/// Returns the width of a figure from its decimal mark on; `None` for a whole number.
pub(super) fn fraction(setter: &Setter<'_>, cell: &Cell, context: &BlockContext) -> Option<Length> {
    let text = text(cell)?;
    let lang = cell.attr.lang().unwrap_or(setter.lang(context));
    let mark = if lang.has_decimal_comma() { ',' } else { '.' };
    let at = text.rfind(mark).filter(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let context = BlockContext { classes: classes_of(setter, cell, context), ..BlockContext::body() };
    let style = setter.style(ParRole::TableCell, &context);
    Some(width_of_text(&text[at..], &style.text, setter.resources))
}

/// Returns the text of a cell of one paragraph; `None` for an empty cell.
fn text(cell: &Cell) -> Option<String> {
    match &cell.blocks[..] {
        [] => Some(String::new()),
        [only] => match &only.kind {
            BlockKind::Paragraph(inlines) => Some(plain_text(inlines).trim().to_owned()),
            BlockKind::Heading { .. }
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => None,
        },
        _ => None,
    }
}

/// Returns whether a text is a figure: digits with their marks, a sign, a unit of one character. A dash
/// or an empty cell counts as a missing figure.
fn is_figure(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,'’+-−±–—%‰°€$£¥₩<>≈~()".contains(c);
    text.chars().all(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_distinguished_from_words() {
        for figure in ["1,234.5", "−12", "3.5 %", "(0.4)", "–", "", "€ 7"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["12 May", "3rd", "n/a", "10 km"] {
            assert!(!is_figure(other), "{other}");
        }
    }
}
