//! Pages as text, one line a run or rule, so that a difference reads like a proof correction.
//!
//! ```text
//! page 7 recto "5"   396x612pt
//!   text  x  54.000 y  61.000  w 276.000  | Call me Ishmael.
//! ```

use std::fmt::Write;

use super::page::{Layer, Page, PageItem, Pages, PlacedKind, Side};
use crate::fonts::Library;

/// Every page and everything on it, in points with up to three decimals.
pub fn dump(pages: &Pages, fonts: &Library) -> String {
    let mut out = String::new();
    for (index, page) in pages.pages.iter().enumerate() {
        dump_page(&mut out, index, page, fonts);
    }
    out
}

fn dump_page(out: &mut String, index: usize, page: &Page, fonts: &Library) {
    let side = match page.side {
        Side::Recto => "recto",
        Side::Verso => "verso",
    };
    let (width, height) = (page.size.width, page.size.height);
    let _ = writeln!(out, "page {} {side} \"{}\" {width}x{height}pt", index + 1, page.folio.label());
    for item in &page.items {
        dump_item(out, item, fonts);
    }
}

fn dump_item(out: &mut String, item: &PageItem, fonts: &Library) {
    let layer = match item.layer {
        Layer::Head => "head",
        Layer::Text => "text",
        Layer::Note => "note",
        Layer::Folio => "folio",
    };
    let _ = write!(out, "  {layer:5} x {:7} y {:7} ", item.x.to_string(), item.y.to_string());
    let _ = match &item.kind {
        PlacedKind::Glyphs(run) => {
            let name = &fonts.face(run.face).postscript_name;
            let shown = run.text.replace('\u{AD}', "-");
            let scale = scale(run.scale);
            writeln!(out, "w {:7} {name} {}{scale} | {shown}", run.width().to_string(), run.size)
        }
        PlacedKind::Rule { width, height, .. } => writeln!(out, "rule {width}x{height}"),
        PlacedKind::Picture { width, height, .. } => writeln!(out, "picture {width}x{height}"),
        PlacedKind::Link { to, width, height } => writeln!(out, "link {width}x{height} {to:?}"),
    };
}

/// How much wider the glyphs are set than drawn: `+0.8%`.
fn scale(ten_thousandths: i16) -> String {
    if ten_thousandths == 0 {
        return String::new();
    }
    let (sign, value) = (if ten_thousandths < 0 { '-' } else { '+' }, ten_thousandths.unsigned_abs());
    format!(" {sign}{}.{:02}%", value / 100, value % 100)
}
