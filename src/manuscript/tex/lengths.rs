//! Lengths, spaces and styles of the parser.

use ratex_parser::parse_node::{Measurement, StyleStr};

use crate::book::math::{ItemKind, MathLength, MathStyle, MathUnit};

pub(super) fn math_style(style: StyleStr) -> MathStyle {
    match style {
        StyleStr::Display => MathStyle::Display,
        StyleStr::Text => MathStyle::Text,
        StyleStr::Script => MathStyle::Script,
        StyleStr::Scriptscript => MathStyle::ScriptScript,
    }
}

/// Returns the space of a command.
pub(super) fn space(name: &str) -> Option<ItemKind> {
    let width = match name {
        "\\nobreak" | "\\allowbreak" => return None,
        "\\quad" | "\\hfill" => MathLength::em(1000),
        "\\qquad" => MathLength::em(2000),
        "\\enspace" => MathLength::em(500),
        "\\thinspace" => mu(3),
        "\\medspace" => mu(4),
        "\\thickspace" => mu(5),
        "\\negthinspace" => mu(-3),
        "\\negmedspace" => mu(-4),
        "\\negthickspace" => mu(-5),
        // The space between words.
        _ => MathLength::em(333),
    };
    Some(ItemKind::Space(width))
}

fn mu(count: i32) -> MathLength {
    MathLength { thousandths: count * 1000, unit: MathUnit::Mu }
}

/// The maximum length in its unit: no formula has a longer space, and the sum of many stays an `i32`.
const MAX: f64 = 1000.0;

/// Returns a length of the parser.
pub(super) fn length(measure: &Measurement) -> MathLength {
    let (factor, unit) = match &*measure.unit {
        "mu" => (1.0, MathUnit::Mu),
        "em" => (1.0, MathUnit::Em),
        "ex" => (1.0, MathUnit::Ex),
        "mm" => (72.27 / 25.4, MathUnit::Pt),
        "cm" => (72.27 / 2.54, MathUnit::Pt),
        "in" => (72.27, MathUnit::Pt),
        "bp" => (72.27 / 72.0, MathUnit::Pt),
        "pc" => (12.0, MathUnit::Pt),
        "dd" => (1238.0 / 1157.0, MathUnit::Pt),
        "cc" => (14856.0 / 1157.0, MathUnit::Pt),
        "sp" => (1.0 / 65536.0, MathUnit::Pt),
        _ => (1.0, MathUnit::Pt),
    };
    let thousandths = (measure.number * factor).clamp(-MAX, MAX) * 1000.0;
    let half = if thousandths < 0.0 { -0.5 } else { 0.5 };
    #[allow(clippy::cast_possible_truncation, reason = "the value is limited above")]
    let thousandths = (thousandths + half) as i32;
    MathLength { thousandths, unit }
}
