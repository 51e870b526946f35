//! A table too wide for the page is set along the page's height, on pages of its own that are turned
//! to be read (The Chicago Manual of Style, 3.54).

use super::super::blocks::{Env, Setter};
use super::super::line::{Float, FloatSpot, Line};
use super::columns::Columns;
use super::{SIZES, SetTable, report_excess};
use crate::book::Table;
use crate::diag::Span;
use crate::units::Length;

/// Whether a page has more room along its height than there is across, at a place in the run of the
/// text.
pub(super) fn helps(setter: &Setter<'_>, env: &Env) -> bool {
    setter.may_float(env) && setter.shop.design.text_height() > setter.measure(env)
}

/// Sets a table along the height of the page, in as many pages as it takes.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table, span: Span, env: &Env) {
    let design = setter.shop.design;
    let measure = design.page.measure;
    let env = Env { left: Length::ZERO, right: measure - design.text_height(), ..env.clone() };
    let columns = Columns::of(setter, table, &env, &SIZES);
    report_excess(setter, &columns, span);
    let set = SetTable::new(setter, table, &columns, span, &env);
    for lines in pages(set, &columns, measure) {
        setter.float(Float { lines, spot: FloatSpot::Page, turned: true, span });
    }
}

/// The lines of each page, each with the white above it; rows that a cell holds together stay so.
fn pages(set: SetTable, columns: &Columns, room: Length) -> Vec<Vec<(Length, Line)>> {
    let (repeated, rule) = (set.repeated(), set.rule);
    let gap = if set.caption.is_empty() { Length::ZERO } else { set.gap };
    let mut page = apart(set.caption, Length::ZERO);
    let mut below = apart(set.head, gap);
    let mut pages = Vec::new();
    let mut rows = 0;
    let mut joined = false;
    for (row, reaches_on) in set.body {
        let above = if rows == 0 && below.is_empty() { gap } else { Length::ZERO };
        page.append(&mut below);
        let own: Length = row.iter().map(Line::total).sum();
        if rows > 0 && !joined && height(&page) + own > room {
            // What goes on overleaf is closed by a rule all the same.
            if let Some((_, last)) = page.last_mut() {
                columns.rule(last, false, rule);
            }
            pages.push(std::mem::replace(&mut page, apart(repeated.clone(), Length::ZERO)));
            rows = 0;
        }
        page.extend(apart(row, if pages.is_empty() { above } else { Length::ZERO }));
        rows += 1;
        joined = reaches_on;
    }
    page.append(&mut below);
    pages.push(page);
    pages
}

/// Lines with white above the first.
fn apart(lines: Vec<Line>, above: Length) -> Vec<(Length, Line)> {
    let space = |index| if index == 0 { above } else { Length::ZERO };
    lines.into_iter().enumerate().map(|(index, line)| (space(index), line)).collect()
}

fn height(page: &[(Length, Line)]) -> Length {
    page.iter().map(|(space, line)| *space + line.total()).sum()
}
