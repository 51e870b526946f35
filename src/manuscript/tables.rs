//! Tables: captions find theirs, and rows are made to cover the same columns. Entry points:
//! [`claim_captions`], [`table`].

use std::ops::Range;

use super::frames::{Candidate, Draft};
use super::report::Report;
use super::runs::{is_table_id, shortened};
use crate::book::is_listing_id;
use crate::book::{Align, Attr, Block, BlockKind, Cell, Inline, InlineKind, Row, Table};
use crate::diag::{Code, Diagnostic};

/// Columns that a cell may cover; HTML allows 1000, no page has room for a quarter of it.
pub(super) const MOST_COLUMNS: u16 = 250;
/// Rows that a cell may cover.
pub(super) const MOST_ROWS: u16 = 10_000;

/// Gives each table the caption before it, else the one after it, as pandoc does, and code the one
/// beside it that names a listing (`: Caption {#lst:x}`); paragraphs that nothing claims become what they
/// were.
pub(super) fn claim_captions(blocks: Vec<Block>, candidates: Vec<Candidate>) -> Vec<Block> {
    if !blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_))) && candidates.is_empty() {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut candidates = candidates.into_iter().peekable();
    // The candidate that stands last in `out`, unclaimed; and whether the table there wants one.
    let mut waiting: Option<Candidate> = None;
    for (i, mut block) in blocks.into_iter().enumerate() {
        let candidate = candidates.next_if(|candidate| candidate.at == i);
        if candidate.is_none()
            && wants(&block, waiting.as_ref())
            && let Some((caption, attr)) = take_before(&mut out, waiting.take())
        {
            claim(&mut block, caption, attr);
        }
        restore(&mut out, waiting.take());
        if let Some(candidate) = candidate {
            match (out.last_mut(), block.kind) {
                (Some(before), BlockKind::Paragraph(words)) if wants(before, Some(&candidate)) => {
                    claim(before, words, candidate.attr);
                    continue;
                }
                (_, kind) => block.kind = kind,
            }
            waiting = Some(candidate);
        }
        out.push(block);
    }
    restore(&mut out, waiting);
    out
}

/// Whether a block takes a caption: a table without one any but `Listing: …`, code only one that names a
/// listing.
fn wants(block: &Block, candidate: Option<&Candidate>) -> bool {
    let begins = |word: &str| candidate.is_some_and(|candidate| candidate.prefix.starts_with(word));
    match &block.kind {
        BlockKind::Table(table) => table.caption.is_none() && !begins("Listing"),
        BlockKind::Code { listing, .. } => {
            let is_listing = |candidate: &Candidate| candidate.attr.id().is_some_and(is_listing_id);
            listing.caption.is_empty() && candidate.is_some_and(is_listing)
        }
        _ => false,
    }
}

fn claim(block: &mut Block, caption: Vec<Inline>, attr: Attr) {
    match &mut block.kind {
        BlockKind::Table(table) => table.caption = Some(caption),
        BlockKind::Code { listing, .. } => listing.caption = caption,
        _ => return,
    }
    adopt(&mut block.attr, attr);
}

/// The caption that stands before a table: a paragraph, or the last meaning of what looked like a
/// list of definitions.
fn take_before(out: &mut Vec<Block>, waiting: Option<Candidate>) -> Option<(Vec<Inline>, Attr)> {
    if let Some(candidate) = waiting {
        return match out.pop()?.kind {
            BlockKind::Paragraph(words) => Some((words, candidate.attr)),
            _ => None,
        };
    }
    let Some(Block { kind: BlockKind::Definitions(definitions), .. }) = out.last_mut() else { return None };
    let last = definitions.last_mut()?;
    let detail = last.details.last()?;
    if !matches!(&detail[..], [Block { kind: BlockKind::Paragraph(_), attr, .. }] if attr.id().is_some_and(is_table_id))
    {
        return None;
    }
    let caption = last.details.pop()?.pop()?;
    if last.details.is_empty() {
        let terms = definitions.pop()?.terms;
        if definitions.is_empty() {
            out.pop();
        }
        out.extend(terms.into_iter().filter_map(paragraph));
    }
    match caption.kind {
        BlockKind::Paragraph(words) => Some((words, caption.attr)),
        _ => None,
    }
}

fn paragraph(words: Vec<Inline>) -> Option<Block> {
    let span = words.first()?.span.to(words.last()?.span);
    Some(Block::new(BlockKind::Paragraph(words), span))
}

fn adopt(attr: &mut Attr, from: Attr) {
    if *attr == Attr::NONE {
        *attr = from;
    }
}

/// Puts back what was taken off the paragraph that stands last in `out`.
fn restore(out: &mut [Block], candidate: Option<Candidate>) {
    let Some(candidate) = candidate else { return };
    let Some(Block { kind: BlockKind::Paragraph(words), span, .. }) = out.last_mut() else { return };
    match words.first_mut() {
        Some(Inline { kind: InlineKind::Text(text), .. }) => text.insert_str(0, &candidate.prefix),
        _ => words.insert(0, Inline::text(candidate.prefix, crate::diag::Span { end: span.start, ..*span })),
    }
    if let Some(suffix) = candidate.suffix {
        words.push(Inline::text(format!(" {suffix}"), crate::diag::Span { start: span.end, ..*span }));
    }
}

/// Reports the text behind the last cell of a row: the parser leaves out cells that the table has no
/// columns for (GFM 0.29, section 4.10).
pub(super) fn report_excess(source: &str, range: Range<usize>, report: &mut Report) {
    let behind = source.get(range.clone()).unwrap_or_default();
    let words = behind.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let is_comment = words.starts_with("<!--") && words.find("-->") == words.len().checked_sub(3);
    if words.is_empty() || is_comment {
        return;
    }
    let start = range.start + behind.find(words).unwrap_or(0);
    let message = format!("`{}` is beyond the columns of the table and left out", shortened(words));
    let help = "give the first two lines of the table as many `|` as this row has, or write `\\|` for one \
                within a cell";
    let span = report.span(start..start + words.len());
    report.add(Diagnostic::new(Code::CellsLeftOut, span, message).help(help));
}

/// Makes a table of what was read.
pub(super) fn table(draft: Draft, mut attr: Attr) -> (BlockKind, Attr) {
    let Draft { mut columns, mut caption, mut head, mut body } = draft;
    if caption.is_none()
        && let Some((words, own)) = last_row_caption(&mut body)
    {
        caption = Some(words);
        adopt(&mut attr, own);
    }
    if head.is_empty() && body.len() > 1 && body[0].cells.iter().all(|cell| cell.header && cell.rows == 1) {
        head.push(body.remove(0));
    }
    settle_head(&mut head, &mut body);
    let width = settle(&mut head).max(settle(&mut body)).max(columns.len());
    columns.resize(width, Align::Start);
    fill(&mut head, width);
    fill(&mut body, width);
    (BlockKind::Table(Table { caption, number: None, columns, head, body }), attr)
}

/// Leaves out a head without words, which is how a table without one is written in GFM; a table of
/// nothing but a head has its rows in the body (PDF/UA-1 wants rows there).
fn settle_head(head: &mut Vec<Row>, body: &mut Vec<Row>) {
    let is_empty = |row: &Row| row.cells.iter().all(|cell| cell.blocks.is_empty());
    if body.is_empty() {
        std::mem::swap(head, body);
    } else if head.iter().all(is_empty) {
        head.clear();
    }
}

/// A caption that stands directly under the rows, where Markdown takes it for one of them.
fn last_row_caption(body: &mut Vec<Row>) -> Option<(Vec<Inline>, Attr)> {
    let (first, rest) = body.last_mut()?.cells.split_first_mut()?;
    let [Block { kind: BlockKind::Paragraph(words), attr, .. }] = &mut first.blocks[..] else { return None };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = words.first_mut() else { return None };
    let caption = text.strip_prefix(": ")?.to_owned();
    if !rest.iter().all(|cell| cell.blocks.is_empty()) {
        return None;
    }
    *text = caption;
    words.retain(|word| !matches!(&word.kind, InlineKind::Text(text) if text.is_empty()));
    let taken = (std::mem::take(words), std::mem::take(attr));
    body.pop();
    Some(taken)
}

/// Columns that cells of rows above still cover: from, width, rows left.
type Covered = Vec<(usize, usize, u16)>;

/// Cuts row spans that reach past the last row, and says how many columns the rows take.
fn settle(rows: &mut [Row]) -> usize {
    let count = rows.len();
    for (i, row) in rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            cell.rows = cell.rows.min(u16::try_from(count - i).unwrap_or(u16::MAX)).max(1);
        }
    }
    walk(rows, |_, _| {})
}

/// Fills every row up with empty cells.
fn fill(rows: &mut [Row], width: usize) {
    walk(rows, |row, reached| blank_cells(row, width.saturating_sub(reached)));
}

/// Puts empty cells over this many columns at the end of a row.
fn blank_cells(row: &mut Row, mut missing: usize) {
    while missing > 0 {
        let columns = u16::try_from(missing).unwrap_or(u16::MAX);
        missing -= usize::from(columns);
        let (header, rows, align) = (false, 1, None);
        row.cells.push(Cell { header, columns, rows, align, blocks: Vec::new(), attr: Attr::NONE });
    }
}

/// Walks the rows as HTML's table model does (section 4.9.12.1) and hands each to `visit` with the
/// column after its last cell; gives back the columns of the widest. Where HTML lets cells overlap or
/// leave a gap, the cell is cut and the gap filled.
fn walk(rows: &mut [Row], mut visit: impl FnMut(&mut Row, usize)) -> usize {
    let mut covered: Covered = Vec::new();
    let mut widest = 0;
    for row in rows {
        let mut next: Covered = Vec::new();
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
            blank_cells(row, span.0.saturating_sub(column));
            column = column.max(pass(span, &mut next));
        }
        next.sort_unstable();
        covered = next;
        widest = widest.max(column);
        visit(row, column);
    }
    widest
}

/// Hands a span on to the row below; gives back the column after it.
fn pass((from, width, left): (usize, usize, u16), next: &mut Covered) -> usize {
    if left > 1 {
        next.push((from, width, left - 1));
    }
    from + width
}
