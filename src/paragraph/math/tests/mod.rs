//! Tests of the layout of formulas.

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::MathStyle;
use crate::design::{Design, ParRole};
use crate::lang::LangTag;
use crate::manuscript::tests::show::formula;
use crate::paragraph::tests::bench::Bench;

/// Formulas with the width, the height and the depth that XeTeX with unicode-math gives them in Libertinus Math of 10 pt (TeX's
/// points) with a leading of 12 pt.
const REFERENCE: &str = include_str!("reference.txt");

#[test]
fn print() {
    for (index, line) in REFERENCE.lines().enumerate() {
        let mut parts = line.splitn(4, ' ');
        let mut number = || parts.next().and_then(|n| n.parse::<f64>().ok()).expect("a number");
        let wanted = [number(), number(), number()];
        let source = parts.next().expect("a formula");
        let set = display(source);
        let sizes = [set.width, set.height, set.depth].map(|l| l.to_pt());
        let off: Vec<String> = sizes.iter().zip(wanted).map(|(a, b)| format!("{:.2}", a - b)).collect();
        eprintln!("{} {:?} {:.2?} {}", index + 1, off, sizes, &source[..source.len().min(60)]);
    }
}

/// Returns the box of a formula in display style, in type of ten points with a leading of twelve.
fn display(source: &str) -> MathBox {
    let bench = bench();
    let style = bench.design.style(ParRole::Body);
    let formula = formula(&format!("$${source}$$\n"));
    let mut setter = MathSetter::new(bench.resources(), &style.text, style.leading).expect("a face");
    setter.flat_row(formula.content.as_ref().expect("a formula"), SetStyle::of(MathStyle::Display))
}

fn bench() -> Bench {
    let options = "{ text: { family: Libertinus Serif, size: 10pt, leading: 12pt } }";
    let design = Design::written(options, &LangTag::english());
    Bench { design, ..Bench::new() }
}
