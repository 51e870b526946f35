//! Tests of the layout of formulas.

use super::boxes::{MathBox, MathItemKind};
use super::inline::InlinePart;
use super::place::Placement;
use super::setter::MathSetter;
use super::style::SetStyle;
use super::{DisplayLine, set_display};
use crate::book::math::{Formula, MathStyle};
use crate::design::style::ParStyle;
use crate::design::{Design, ParRole};
use crate::diag::{Diagnostic, FileId, Span};
use crate::lang::LangTag;
use crate::layout::PlacedKind;
use crate::manuscript::tests::show::{formula, formula_of};
use crate::paragraph::tests::bench::Bench;
use crate::units::Length;

/// Formulas with the width, the height and the depth that XeTeX with unicode-math gives them in Libertinus Math of 10
/// points with a leading of 12 points.
const REFERENCE: &str = include_str!("reference.txt");
/// Further formulas, some of which cannot be read.
const MORE: &str = include_str!("more.txt");

/// The formulas of which a size differs by more than 0.6 points, and why, by their number: XeTeX adds two points above
/// and below limits, and measures a part of the others in another way.
const OTHER: [(usize, &str); 18] = [
    (5, "the strut of XeTeX is larger in continued fractions, and is below them too"),
    (8, "limits"),
    (9, "limits"),
    (16, "limits"),
    (18, "limits"),
    (19, "limits"),
    (23, "limits"),
    (24, "the bold ℓ is drawn three times there"),
    (26, "limits"),
    (27, "limits"),
    (28, "limits"),
    (29, "the reference is in a box, where `\\pmod` has less space than on a line of its own"),
    (30, "limits"),
    (31, "XeTeX takes the distances of a rule below from TeX, not from the typeface"),
    (34, "limits"),
    (38, "the space of `\\ ` is that of another text face"),
    (39, "limits"),
    (40, "the package mhchem has spaces of its own"),
];

#[test]
fn boxes_are_as_large_as_those_of_xetex() {
    let bench = bench();
    for (index, line) in REFERENCE.lines().enumerate() {
        let mut parts = line.splitn(4, ' ');
        let mut wanted = || {
            let number = parts.next().expect("a number");
            Length::parse(&format!("{number}pt")).expect("a length")
        };
        let wanted = [wanted(), wanted(), wanted()];
        let source = parts.next().expect("a formula");
        let set = display(&bench, source);
        let differs = |(is, wanted): (Length, Length)| (is - wanted).abs() > Length::milli_pt(600);
        let is_other = [set.width, set.height, set.depth].into_iter().zip(wanted).any(differs);
        let reason = OTHER.iter().find(|(number, _)| *number == index + 1);
        assert_eq!(
            is_other,
            reason.is_some(),
            "{} {source}: {:?} {wanted:?}",
            index + 1,
            (set.width, set.height, set.depth)
        );
    }
}

#[test]
fn letters_are_those_of_the_typeface_for_mathematics_and_words_those_of_the_text() {
    let bench = bench();
    let set = display(&bench, "x\\text{ if }\\mathbf{y}");
    let mut faces: Vec<&str> = Vec::new();
    for item in &set.items {
        let face = match &item.kind {
            MathItemKind::Glyphs(glyphs) => glyphs.face,
            MathItemKind::Words(run, _) => run.face,
            MathItemKind::Rule { .. } | MathItemKind::Stroke { .. } => panic!("{item:?}"),
        };
        faces.push(&bench.fonts.face(face).postscript_name);
    }
    assert_eq!(faces, ["LibertinusMath-Regular", "LibertinusSerif-Regular", "LibertinusMath-Regular"]);
}

#[test]
fn formulas_have_the_height_of_the_letters_around_them() {
    let garamond = Bench { design: written("EB Garamond"), ..Bench::new() };
    let style = garamond.design.style(ParRole::Body);
    let setter = MathSetter::new(garamond.resources(), &style.text, style.leading).expect("a face");
    let x_height = |family: &str| {
        let metrics =
            &garamond.fonts.face(garamond.fonts.find(family, false, false).expect("a face")).metrics;
        i64::from(metrics.x_height) * 1000 / i64::from(metrics.units_per_em)
    };
    let wanted = x_height("EB Garamond") * 1000 / x_height("Libertinus Math");
    let found = setter.size.to_sp() * 1000 / style.text.size.to_sp();
    assert!((wanted - found).abs() < 5 && found < 980, "{wanted} {found}");
}

#[test]
fn lines_end_behind_relations_and_operations() {
    let bench = bench();
    let style = bench.design.style(ParRole::Body);
    let parts = |source: &str| -> String {
        let mut setter = MathSetter::new(bench.resources(), &style.text, style.leading).expect("a face");
        let formula = formula(&format!("${source}$\n"));
        let parts = setter.inline(formula.content.as_ref().expect("a formula"));
        let shown = |part: &InlinePart| match part {
            InlinePart::Box(set) => text(set),
            InlinePart::Space(width) => format!("_{}", width.to_milli_pt() * 18 / 10_000),
            InlinePart::Break(cost) => format!("|{cost}"),
        };
        parts.iter().map(shown).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(parts("a=b+c"), "𝑎 _5 = |500 _5 𝑏 _3 + |700 _3 𝑐");
    assert_eq!(parts("a:=-b"), "𝑎 _5 := |500 _5 −𝑏");
    assert_eq!(parts("f(a,b)\\quad c"), "𝑓(𝑎,𝑏) |0 _18 𝑐");
    assert_eq!(parts("\\left(a=b\\right)"), "(𝑎=𝑏)");
}

#[test]
fn a_formula_that_is_too_wide_is_divided_before_relations() {
    let source = "aaaaaaaa+bbbbbbbb=cccccccc+dddddddd=eeeeeeee+ffffffff";
    let (lines, reported) = lines(source, Length::pt(130));
    assert_eq!(reported, []);
    let texts: Vec<String> = lines.iter().map(line_text).collect();
    assert_eq!(texts, ["𝑎𝑎𝑎𝑎𝑎𝑎𝑎𝑎+𝑏𝑏𝑏𝑏𝑏𝑏𝑏𝑏", "=𝑐𝑐𝑐𝑐𝑐𝑐𝑐𝑐+𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑", "=𝑒𝑒𝑒𝑒𝑒𝑒𝑒𝑒+𝑓𝑓𝑓𝑓𝑓𝑓𝑓𝑓"]);
    assert!(lines[1].continues && lines[2].line.width == Length::pt(130), "{:?}", lines[2].line.width);
    // Without a relation at a good place, it is divided before an operation.
    let (lines, _) = self::lines("a=bbbbbbbbbbbb+cccccccccccc+dddddddddddd", Length::pt(130));
    assert_eq!(line_text(&lines[1]), "+𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑𝑑");
}

#[test]
fn what_cannot_be_divided_is_smaller_and_reported_if_that_does_not_suffice() {
    let matrix =
        |columns: usize| format!("\\begin{{pmatrix}}{}\\end{{pmatrix}}", vec!["abcdef"; columns].join("&"));
    let (whole, _) = lines(&matrix(3), Length::pt(400));
    let width = whole[0].line.width - whole[0].line.items.iter().map(|item| item.x).min().expect("items");
    let measure = width.ratio(85, 100);
    let (smaller, reported) = lines(&matrix(3), measure);
    assert!(reported.is_empty() && smaller[0].line.width <= measure);
    let (_, reported) = lines(&matrix(3), width / 2);
    assert_eq!(reported.len(), 1);
    assert!(reported[0].message.contains("pt wider than the measure"), "{}", reported[0].message);
}

#[test]
fn a_number_is_at_the_edge_or_on_a_line_of_its_own() {
    let (wide, _) = lines("a=b\\tag{12}", Length::pt(200));
    let edge = |line: &DisplayLine| {
        let item = line.number.last().expect("a number");
        let PlacedKind::Glyphs(run) = &item.kind else { panic!("glyphs") };
        item.x + run.width()
    };
    assert_eq!((wide.len(), edge(&wide[0]).to_milli_pt()), (1, 200_000));
    let (near, _) = lines("aaaaaaaaaa\\tag{12}", Length::pt(70));
    assert_eq!(near.len(), 2);
    assert!(near[0].number.is_empty() && near[1].continues && edge(&near[1]) == Length::pt(70));
}

#[test]
fn the_last_line_of_a_long_formula_ends_before_its_number() {
    let measure = Length::pt(200);
    let end = |line: &DisplayLine| {
        let item = line.line.items.last().expect("an item");
        let PlacedKind::Glyphs(run) = &item.kind else { panic!("glyphs") };
        item.x + run.width()
    };
    let (bare, _) = lines("\\begin{multline*}a\\\\+b\\end{multline*}", measure);
    let (numbered, _) = lines("\\begin{multline*}a\\\\+b\\end{multline*}\\tag{1}", measure);
    assert!(bare[1].number.is_empty() && (199_000..=200_000).contains(&end(&bare[1]).to_milli_pt()));
    let number = numbered[1].number.first().expect("a number").x;
    let gap = number - end(&numbered[1]);
    assert!(gap > Length::ZERO && gap < Length::pt(15), "{gap}");
}

#[test]
fn rows_of_equations_are_lines_of_their_own() {
    let source = "\\begin{align*}a&=b\\\\c+d&=e\\end{align*}";
    let (rows, _) = lines(source, Length::pt(200));
    assert_eq!(rows.iter().map(line_text).collect::<Vec<_>>(), ["𝑎=𝑏", "𝑐+𝑑=𝑒"]);
    // Their relations are below each other.
    let relation = |line: &DisplayLine| {
        let item = line.line.items.iter().find_map(|item| {
            let PlacedKind::Glyphs(run) = &item.kind else { return None };
            run.text.find('=').map(|at| (item.x, run, at))
        });
        let (x, run, at) = item.expect("a relation");
        let before = run.text[..at].chars().count();
        x + Length::sp(run.glyphs[..before].iter().map(|glyph| i64::from(glyph.advance)).sum())
    };
    assert_eq!(relation(&rows[0]), relation(&rows[1]));
    assert!(!rows[1].continues);
}

#[test]
fn no_mutated_formula_panics() {
    let bench = bench();
    let sources: Vec<&str> = REFERENCE
        .lines()
        .filter_map(|line| line.splitn(4, ' ').nth(3))
        .chain(MORE.lines())
        .filter(|source| !source.contains('$'))
        .collect();
    let mut seed = 1_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below.max(1)
    };
    let style = bench.design.style(ParRole::Body);
    for _ in 0..20_000 {
        let (one, other) = (sources[random(sources.len())], sources[random(sources.len())]);
        let chars: Vec<char> = one.chars().collect();
        let cut = random(chars.len());
        let mutated: String = match random(3) {
            0 => chars[..cut].iter().chain(&chars[(cut + 1).min(chars.len())..]).collect(),
            1 => chars[..cut]
                .iter()
                .copied()
                .chain(other.chars())
                .chain(chars[cut..].iter().copied())
                .collect(),
            _ => format!("\\frac{{{one}}}{{{other}}}"),
        };
        let formula = formula_of(&mutated);
        let Some(content) = &formula.content else { continue };
        let mut setter = MathSetter::new(bench.resources(), &style.text, style.leading).expect("a face");
        setter.inline(content);
        set(&bench, &formula, Length::pt(150));
    }
}

/// Returns the box of a formula in display style.
fn display(bench: &Bench, source: &str) -> MathBox {
    let style = bench.design.style(ParRole::Body);
    let formula = formula(&format!("$${source}$$\n"));
    let mut setter = MathSetter::new(bench.resources(), &style.text, style.leading).expect("a face");
    setter.flat_row(formula.content.as_ref().expect("a formula"), SetStyle::of(MathStyle::Display))
}

/// Returns the lines of a formula in a measure, and what is reported.
fn lines(source: &str, measure: Length) -> (Vec<DisplayLine>, Vec<Diagnostic>) {
    set(&bench(), &formula(&format!("$${source}$$\n")), measure)
}

fn set(bench: &Bench, formula: &Formula, measure: Length) -> (Vec<DisplayLine>, Vec<Diagnostic>) {
    let style: ParStyle = bench.design.style(ParRole::Body).clone();
    let placement = Placement { style: &style.text, origin: None, owner: None };
    let mut sink = Vec::new();
    let reports = (Span::start_of(FileId(0)), &mut sink);
    let lines = set_display(formula, &style, measure, bench.resources(), placement, reports);
    (lines.expect("a formula"), sink)
}

/// Returns the characters of a box in their order.
fn text(set: &MathBox) -> String {
    let character = |item: &super::boxes::MathItem| {
        if let MathItemKind::Glyphs(glyphs) = &item.kind { Some(glyphs.token.text) } else { None }
    };
    set.items.iter().filter_map(character).collect()
}

fn line_text(line: &DisplayLine) -> String {
    let items = line.line.items.iter();
    let texts = items.filter_map(|item| {
        if let PlacedKind::Glyphs(run) = &item.kind { Some(run.text.to_string()) } else { None }
    });
    texts.collect()
}

fn written(family: &str) -> Design {
    let options = format!("{{ text: {{ family: {family}, size: 10pt, leading: 12pt }} }}");
    Design::written(&options, &LangTag::english())
}

fn bench() -> Bench {
    Bench { design: written("Libertinus Serif"), ..Bench::new() }
}
