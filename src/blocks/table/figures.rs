//! Columns of figures: their decimal marks stand one below the other.

use super::super::context::BlockContext;
use super::super::setter::Setter;
use crate::book::{BlockKind, Cell, Row, Table, plain_text};
use crate::design::ParRole;
use crate::paragraph::width_of_text;
use crate::units::Length;

/// How wide the widest part from the decimal mark on is in a column that holds nothing but figures;
/// `None` for any other column, and where no figure has such a part.
pub(super) fn widest_fraction(setter: &Setter<'_>, table: &Table, column: usize) -> Option<Length> {
    // Where cells cover several columns or rows, the place in the row is not the column.
    let simple = |row: &Row| row.cells.iter().all(|cell| (cell.columns, cell.rows) == (1, 1));
    if !table.body.iter().all(simple) {
        return None;
    }
    let cells = || table.body.iter().filter_map(|row| row.cells.get(column));
    let all_figures = cells().all(|cell| text(cell).is_some_and(|text| is_figure(&text)));
    let widest = cells().filter_map(|cell| fraction(setter, cell)).max();
    widest.filter(|_| all_figures)
}

/// How wide a figure is from its decimal mark on; `None` for a whole number.
pub(super) fn fraction(setter: &Setter<'_>, cell: &Cell) -> Option<Length> {
    let text = text(cell)?;
    let lang = cell.attr.lang().unwrap_or(&setter.resources.design.lang);
    let mark = if lang.has_decimal_comma() { ',' } else { '.' };
    let at = text.rfind(mark).filter(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let style = setter.style(ParRole::TableCell, &BlockContext::body());
    Some(width_of_text(&text[at..], &style.text, setter.resources))
}

/// The words of a cell of one paragraph; nothing for an empty one.
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
            | BlockKind::Captions(_) => None,
        },
        _ => None,
    }
}

/// Whether a text is a figure: digits with their marks, a sign, a unit of one character; a dash or
/// nothing stands for a figure that is missing.
fn is_figure(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,'’+-−±–—%‰°€$£¥₩<>≈~()".contains(c);
    text.chars().all(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_words() {
        for figure in ["1,234.5", "−12", "3.5 %", "(0.4)", "–", "", "€ 7"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["12 May", "3rd", "n/a", "10 km"] {
            assert!(!is_figure(other), "{other}");
        }
    }
}
