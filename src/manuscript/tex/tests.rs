//! Tests of the reader of formulas: what is read, and that nothing makes it panic.

use super::{MathCommands, TexFormula};
use crate::book::math::{
    Alphabet, AtomClass, FractionBar, Gap, GridKind, Item, ItemKind, MathStyle, Row, ScriptPlace, plain_row,
};

fn read(source: &str, is_display: bool) -> TexFormula {
    super::read(source.to_owned(), is_display, &mut MathCommands::default())
}

#[track_caller]
fn row(source: &str, is_display: bool) -> Row {
    let found = read(source, is_display);
    found.formula.content.unwrap_or_else(|| panic!("{source}: {:?}", found.faults))
}

#[track_caller]
fn only(source: &str) -> ItemKind {
    let mut row = row(source, true);
    assert_eq!(row.len(), 1, "{source}: {row:?}");
    row.remove(0).kind
}

fn letters(text: &str, alphabet: Alphabet) -> ItemKind {
    ItemKind::Letters(text.to_owned(), alphabet)
}

#[test]
fn letters_have_the_alphabet_of_their_command() {
    assert_eq!(only("x"), letters("x", Alphabet::Italic));
    assert_eq!(only("\\alpha"), letters("α", Alphabet::Italic));
    assert_eq!(only("\\Gamma"), letters("Γ", Alphabet::Upright));
    assert_eq!(only("\\mathrm{kg}"), letters("kg", Alphabet::Upright));
    assert_eq!(only("\\mathbf E"), letters("E", Alphabet::Bold));
    assert_eq!(only("\\boldsymbol x"), letters("x", Alphabet::BoldItalic));
    assert_eq!(only("\\mathbb{R}"), letters("R", Alphabet::DoubleStruck));
    assert_eq!(row("\\mathfrak{su}", true).len(), 2);
    assert_eq!(only("12.5"), ItemKind::Number("12.5".to_owned(), Alphabet::Upright));
}

#[test]
fn scripts_belong_to_whole_numbers_and_to_operators_by_style() {
    let place = |source: &str, is_display| match &row(source, is_display)[0].kind {
        ItemKind::Scripts { place, .. } => *place,
        other => panic!("{source}: {other:?}"),
    };
    assert_eq!(place("\\sum_i", true), ScriptPlace::Limits);
    assert_eq!(place("\\sum_i", false), ScriptPlace::Beside);
    assert_eq!(place("\\sum\\limits_i", false), ScriptPlace::Limits);
    assert_eq!(place("\\int_0^1", true), ScriptPlace::Beside);
    assert_eq!(place("\\lim_{n}", true), ScriptPlace::Limits);
    let ItemKind::Scripts { base, .. } = only("12^3") else { panic!("a number with a superscript") };
    assert_eq!(base[0].kind, ItemKind::Number("12".to_owned(), Alphabet::Upright));
    let ItemKind::Scripts { sup: Some(sup), .. } = only("y'''") else { panic!("primes") };
    assert_eq!(sup[0].kind, ItemKind::Sign("‴".to_owned()));
}

#[test]
fn atoms_have_their_spaces() {
    let gaps = |source: &str| row(source, false).iter().map(|item| item.gap).collect::<Vec<_>>();
    assert_eq!(gaps("a+b"), [Gap::None, Gap::Medium, Gap::Medium]);
    assert_eq!(gaps("-x=y"), [Gap::None, Gap::None, Gap::Thick, Gap::Thick]);
    assert_eq!(gaps("\\sin x"), [Gap::None, Gap::Thin]);
    assert_eq!(gaps("a \\displaystyle + b").len(), 2, "the style holds for the rest");
    let not = row("a\\not=b", false);
    assert_eq!((&not[1].kind, not[1].class), (&ItemKind::Sign("≠".to_owned()), Some(AtomClass::Relation)));
}

#[test]
fn fractions_and_delimiters_are_what_they_are_called() {
    let ItemKind::Fraction { bar, delimiters, .. } = only("\\binom n k") else { panic!("a fraction") };
    assert_eq!((bar, delimiters.open, delimiters.close), (FractionBar::None, Some('('), Some(')')));
    let ItemKind::Fence(fence) = only("\\left.x\\,\\middle|\\,y\\right\\rVert") else { panic!("a fence") };
    assert_eq!((fence.delimiters.open, fence.delimiters.close), (None, Some('‖')));
    assert_eq!((fence.rest.len(), fence.rest[0].0), (1, Some('|')));
    assert_eq!(only("\\Bigl("), ItemKind::SizedDelimiter('(', 2));
}

#[test]
fn environments_become_grids() {
    for (source, kind, size) in [
        ("\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}", GridKind::Matrix, (2, 2)),
        ("\\begin{align}a&=b\\\\c&=d\\notag\\end{align}", GridKind::Equations, (2, 2)),
        ("\\begin{multline}a\\\\+b\\\\+c\\end{multline}", GridKind::Equations, (3, 1)),
        ("\\begin{align}a&=b\\\\\\intertext{and}c&=d\\end{align}", GridKind::Equations, (3, 2)),
        ("\\begin{array}{@{}r@{\\,}l@{}}a&b\\end{array}", GridKind::Matrix, (1, 2)),
        ("\\begin{eqnarray}a&=&b\\end{eqnarray}", GridKind::Matrix, (1, 3)),
        ("\\begin{align}a&=b\\\\c&\\end{align}", GridKind::Equations, (2, 2)),
        ("a=b\\\\c=d", GridKind::Equations, (2, 1)),
        ("\\substack{a\\\\b}", GridKind::Stack, (2, 1)),
    ] {
        let grid = match only(source) {
            ItemKind::Grid(grid) => grid,
            ItemKind::Fence(fence) => match &fence.first[..] {
                [Item { kind: ItemKind::Grid(grid), .. }] => grid.clone(),
                other => panic!("{source}: {other:?}"),
            },
            other => panic!("{source}: {other:?}"),
        };
        assert_eq!((grid.kind, (grid.rows.len(), grid.columns.len())), (kind, size), "{source}");
        if source.contains("intertext") {
            assert!(grid.rows[1].is_words, "{source}");
        }
        if source.contains("{align}") {
            assert_eq!(grid.style, MathStyle::Display);
        }
    }
}

#[test]
fn commands_may_be_defined_in_a_formula() {
    for source in [
        "\\newcommand{\\R}{\\mathbb{R}}\\R",
        "\\def\\R{\\mathbb{R}}\\R",
        "\\DeclareMathOperator{\\R}{R}\\R",
        "\\newcommand\\half{\\frac12}\\half",
    ] {
        assert_eq!(row(source, true).len(), 1, "{source}");
    }
}

#[test]
fn a_command_may_have_a_first_argument_that_is_left_out() {
    let plain =
        |source: &str| plain_row(&row(&format!("\\newcommand{{\\v}}[2][a]{{#1_{{#2}}}}{source}"), true));
    assert_eq!(plain("\\v{x}+\\v[b^2]{y}"), "a_x + b_y^2");
    assert_eq!(plain("\\def\\w{\\v[c]{z}\\v1}\\w"), "c_za_1");
}

#[test]
fn operators_may_have_scripts_on_both_sides() {
    assert_eq!(plain_row(&row("\\sideset{_a^b}{_c^d}\\sum_i^n x", true)), "_a^b∑_c^d_i^n x");
    assert_eq!(plain_row(&row("\\prescript{14}{6}{\\mathrm C}", true)), "_6^14C");
}

#[test]
fn what_is_not_closed_is_named() {
    for (source, place, message) in [
        ("\\sqrt{x", 5..6, "`{` without its `}`"),
        ("x}", 1..2, "`}` without its `{`"),
        ("{\\begin{a}}", 1..7, "`\\begin{a}` without its end"),
        ("a\\right)", 1..7, "`\\right` without its `\\left`"),
        ("\\newcommand{\\v}[x]{#1}\\v{x}", 16..17, "number of arguments of `\\v`"),
    ] {
        let found = read(source, true);
        let faults: Vec<_> =
            found.faults.iter().map(|fault| (fault.range.clone(), &*fault.message)).collect();
        assert_eq!(faults, [(place, message)], "{source}");
    }
}

/// Formulas that are changed at random, and what is put into them.
const SEEDS: &[&str] = &[
    "x^2y^2",
    "\\frac{x+y^2}{k+1}",
    "\\sum_{\\substack{0\\le i\\le m\\\\0<j<n}}P(i,j)",
    "\\left(\\frac{\\partial^2}{\\partial x^2}\\right)\\bigl|\\varphi\\bigr|^2=0",
    "f(x)=\\begin{cases}1/3&\\text{if }0\\le x\\le1;\\\\0&\\text{elsewhere.}\\end{cases}",
    "\\{\\underbrace{\\overbrace{\\mathstrut a,\\ldots,a}^{k\\;a\\text{'s}}}_{k}\\}",
    "\\mathbb{E}\\left[\\,\\left|X\\right|^2\\,\\middle|\\,\\mathcal{F}_t\\right]",
    "A\\xrightarrow[\\text{below}]{\\text{above}}B\\overset{\\sim}{\\to}C\\not\\subseteq E",
    "\\left[\\begin{array}{cc|c}1&0&a\\\\\\hline 0&0&1\\end{array}\\right]",
    "\\begin{align}a&=b\\\\\\intertext{and}c&=d\\tag{*}\\end{align}",
    "\\begin{CD}A@>a>>B\\\\@VbVV@AAcA\\\\C@=D\\end{CD}",
    "\\newcommand{\\v}[2][a]{#1_{#2}}\\v{x}",
    "\\ce{2H2 + O2 -> 2H2O}\\pu{3 m/s}",
    "\\vec{F}=m\\ddot{x}\\,\\hat{\\imath}+\\overline{z_1}",
];
const PIECES: &[&str] = &[
    "{",
    "}",
    "\\frac",
    "^",
    "_",
    "\\left(",
    "\\right)",
    "&",
    "\\\\",
    "\\sqrt",
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\text{",
    "$",
    "%",
    "#1",
    "\\def\\a{\\a}",
    "\\newcommand",
    "\\",
    "é",
    "한",
    "\\hat",
    "\\big",
    "\\over",
    "~",
    "'",
    "\\ce{",
    "[",
    "]",
    "\\limits",
    "\\middle|",
    "\\hline",
    "\\tag{",
    "\\label{",
    "\\color{red}",
    "\\intertext{",
    "\\begin{multline}",
    "\\DeclareMathOperator",
    "\\begin{array}{*{9}{c}}",
];

/// The number of formulas that every run of the tests tries.
const CASES: usize = 400;

#[test]
fn no_formula_makes_the_reader_panic() {
    // A linear congruential generator (Knuth, MMIX), so that every run tries the same.
    let mut state = 42_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let mut is_read = 0;
    for _ in 0..CASES {
        let mut formula: Vec<char> = SEEDS[next(SEEDS.len())].chars().collect();
        for _ in 0..=next(4) {
            let at = next(formula.len() + 1);
            match next(3) {
                0 if at < formula.len() => drop(formula.remove(at)),
                0 | 1 => {
                    formula.splice(at..at, PIECES[next(PIECES.len())].chars());
                }
                _ => {
                    let other: Vec<char> = SEEDS[next(SEEDS.len())].chars().collect();
                    let from = next(other.len());
                    let to = (from + 1 + next(8)).min(other.len());
                    formula.splice(at..at, other[from..to].iter().copied());
                }
            }
        }
        let source: String = formula.into_iter().collect();
        let found = read(source.trim(), next(2) == 0);
        is_read += usize::from(found.formula.content.is_some());
        assert!(
            found.formula.content.is_some() || found.faults.len() == 1 || !found.faults.is_empty(),
            "{source}"
        );
        for fault in &found.faults {
            assert!(source.trim().get(fault.range.clone()).is_some(), "{source}: {fault:?}");
        }
    }
    assert!(is_read > CASES / 20, "{is_read} of {CASES} were read");
}

#[test]
fn formulas_without_measure_are_refused() {
    for source in [
        "{".repeat(2000) + &"}".repeat(2000),
        "\\frac1{".repeat(40) + "x" + &"}".repeat(40),
        "\\def\\a{\\a x}\\a".to_owned(),
        "\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\
         \\def\\d{\\c\\c\\c\\c\\c\\c\\c\\c\\c\\c}\\d\\d"
            .to_owned(),
        "x+".repeat(20_000),
        "\\begin{array}{*{99}{*{99}{*{99}{c}}}}a\\end{array}".to_owned() + &"{".repeat(40),
    ] {
        assert!(read(&source, true).formula.content.is_none(), "{}", &source[..20]);
    }
}
