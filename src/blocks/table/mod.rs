//! Tables: columns as wide as their content needs, rows that no page end divides, a repeated header.
//!
//! A numbered table that takes less than half a page floats as figures do; a longer one continues on
//! the next page; one that is too wide for the page is turned.

mod columns;
mod figures;
mod rows;
mod set_table;
mod sideways;

use super::context::BlockContext;
use super::float::{self, FloatRequest};
use super::setter::Setter;
use crate::book::{Attr, Placement, Table};
use crate::diag::Span;
use columns::{Columns, SIZES, report_excess};
use set_table::SetTable;

/// Sets a table with its caption above, or beside it in the outer margin.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table, attr: &Attr, span: Span, context: &BlockContext) {
    let place = Placement::of(attr);
    let may_turn = sideways::has_more_room(setter, context);
    let columns = Columns::of(setter, table, context, if may_turn { &SIZES[..1] } else { &SIZES });
    if may_turn && (!columns.excess.is_zero() || place == Some(Placement::Sideways)) {
        return sideways::set(setter, table, span, context);
    }
    let space = setter.fit(setter.resources.design.spec.tables.space);
    report_excess(setter, &columns, span);
    let request = FloatRequest { place, numbered: table.number.is_some(), max_height: 500, space, span };
    let may_be_beside = setter.may_float(context);
    float::set(setter, request, context, |setter, context| {
        let room = setter.resources.design.text_height();
        let set = SetTable::new(setter, table, &columns, room, may_be_beside, span, context);
        set.run_on(setter);
    });
}
