//! Makes the rows of a table cover the same columns. Entry point: [`table`].

use std::ops::Range;

use super::captions::{adopt, take_last_row};
use super::frames::TableDraft;
use super::report::{Report, excerpt};
use crate::book::{Align, Attr, BlockKind, Cell, Row, Table};
use crate::diag::{Code, Diagnostic};

/// Makes a table of its draft.
pub(super) fn table(draft: TableDraft, mut attr: Attr, source: &str) -> (BlockKind, Attr) {
    let TableDraft { mut columns, mut caption, mut head, mut body } = draft;
    if caption.is_none()
        && let Some((words, own)) = take_last_row(&mut body, source)
    {
        caption = Some(words);
        adopt(&mut attr, own);
    }
    if head.is_empty() && body.len() > 1 && body[0].cells.iter().all(|cell| cell.header && cell.rows == 1) {
        head.push(body.remove(0));
    }
    normalise_head(&mut head, &mut body);
    let width = clip_row_spans(&mut head).max(clip_row_spans(&mut body)).max(columns.len());
    columns.resize(width, Align::Start);
    fill(&mut head, width);
    fill(&mut body, width);
    (BlockKind::Table(Table { caption, number: None, columns, head, body }), attr)
}

/// Removes a header without text, which is how GFM writes a table without one. The rows of a table that
/// consists of a header only are moved to the body, since PDF/UA-1 requires rows there.
fn normalise_head(head: &mut Vec<Row>, body: &mut Vec<Row>) {
    let is_empty = |row: &Row| row.cells.iter().all(|cell| cell.blocks.is_empty());
    if body.is_empty() {
        std::mem::swap(head, body);
    } else if head.iter().all(is_empty) {
        head.clear();
    }
}

/// The columns that cells of the rows above still cover: the first column, the number of columns, and the
/// number of rows that are left.
type RowSpans = Vec<(usize, usize, u16)>;

/// Clips row spans at the last row, and returns the number of columns of the rows.
fn clip_row_spans(rows: &mut [Row]) -> usize {
    let count = rows.len();
    for (i, row) in rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            cell.rows = cell.rows.min(u16::try_from(count - i).unwrap_or(u16::MAX)).max(1);
        }
    }
    walk(rows, |_, _| {})
}

/// Fills every row up to `width` columns with empty cells.
fn fill(rows: &mut [Row], width: usize) {
    walk(rows, |row, reached| push_empty_cells(row, width.saturating_sub(reached)));
}

/// Adds empty cells over `missing` columns at the end of a row.
fn push_empty_cells(row: &mut Row, mut missing: usize) {
    while missing > 0 {
        let columns = u16::try_from(missing).unwrap_or(u16::MAX);
        missing -= usize::from(columns);
        let (header, rows, align) = (false, 1, None);
        row.cells.push(Cell { header, columns, rows, align, blocks: Vec::new(), attr: Attr::NONE });
    }
}

/// Walks the rows as HTML's table model does (section 4.9.12.1) and passes each to `visit`, with the
/// column after its last cell. Returns the columns of the widest row. Where HTML lets cells overlap or
/// leave a gap, the cell is clipped and the gap filled.
fn walk(rows: &mut [Row], mut visit: impl FnMut(&mut Row, usize)) -> usize {
    let mut covered: RowSpans = Vec::new();
    let mut widest = 0;
    for row in rows {
        let mut next: RowSpans = Vec::new();
        let mut above = covered.iter().copied().peekable();
        let mut column = 0;
        for cell in &mut row.cells {
            while let Some(span) = above.next_if(|(from, ..)| *from <= column) {
                column = column.max(pass(span, &mut next));
            }
            if let Some((from, ..)) = above.peek() {
                cell.columns = cell.columns.min(u16::try_from(from - column).unwrap_or(u16::MAX));
            }
            if cell.rows > 1 {
                next.push((column, usize::from(cell.columns), cell.rows - 1));
            }
            column += usize::from(cell.columns);
        }
        for span in above {
            push_empty_cells(row, span.0.saturating_sub(column));
            column = column.max(pass(span, &mut next));
        }
        next.sort_unstable();
        covered = next;
        widest = widest.max(column);
        visit(row, column);
    }
    widest
}

/// Carries a row span on to the row below, and returns the column after it.
fn pass((from, width, left): (usize, usize, u16), next: &mut RowSpans) -> usize {
    if left > 1 {
        next.push((from, width, left - 1));
    }
    from + width
}

/// Reports the text after the last cell of a row. The parser drops cells for which the table has no
/// columns (GFM 0.29, section 4.10).
pub(super) fn report_excess(source: &str, range: Range<usize>, report: &mut Report) {
    let behind = source.get(range.clone()).unwrap_or_default();
    let words = behind.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let is_comment = words.starts_with("<!--") && words.find("-->") == words.len().checked_sub(3);
    if words.is_empty() || is_comment {
        return;
    }
    let start = range.start + behind.find(words).unwrap_or(0);
    let message = format!("`{}` is beyond the columns of the table and left out", excerpt(words));
    let help = "give the first two lines of the table as many `|` as this row has, or write `\\|` for one \
                within a cell";
    let span = report.span(start..start + words.len());
    report.add(Diagnostic::new(Code::CellsLeftOut, span, message).help(help));
}
