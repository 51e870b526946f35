//! Tests of the MathML.

use super::element;
use crate::book::Attr;
use crate::lang::LangTag;
use crate::manuscript::tests::show::formula;

/// Returns what is in the `math` element of a formula.
fn mathml(source: &str) -> String {
    let text = element(&formula(&format!("{source}\n")), &Attr::NONE, &LangTag::english(), false)
        .expect("a formula")
        .finish("")
        .text;
    let inner = text.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</math>"));
    inner.expect("a math element").to_owned()
}

#[test]
fn operators_have_the_spaces_of_the_model() {
    assert_eq!(
        mathml("$a=-b$"),
        "<mi>a</mi><mo lspace=\"0.2778em\" rspace=\"0\">=</mo><mo lspace=\"0.2778em\" rspace=\"0\">−</mo><mi>b</mi>"
    );
    assert_eq!(
        mathml("$x_{i=1}$"),
        "<msub><mi>x</mi><mrow><mi>i</mi><mo lspace=\"0\" rspace=\"0\">=</mo><mn>1</mn></mrow></msub>"
    );
    assert_eq!(mathml("$\\sin x$"), "<mi>sin</mi><mspace width=\"0.1667em\" /><mi>x</mi>");
}

#[test]
fn letters_are_italic_by_themselves_only() {
    assert_eq!(
        mathml("$x\\mathrm{d}\\mathbf{E}\\Gamma$"),
        "<mi>x</mi><mi mathvariant=\"normal\">d</mi><mi>𝐄</mi><mi mathvariant=\"normal\">Γ</mi>"
    );
}

#[test]
fn limits_are_below_and_above_only_in_display_style() {
    let limits = mathml("$$\\sum_i^n$$");
    assert!(limits.starts_with("<munderover><mo movablelimits=\"false\""), "{limits}");
    assert!(mathml("$\\sum_i^n$").starts_with("<msubsup>"));
}

#[test]
fn scripts_become_no_smaller_than_in_tex() {
    let tower = mathml("$2^{2^{2^x}}$");
    assert_eq!(tower.matches("<mstyle displaystyle=\"false\" scriptlevel=\"2\">").count(), 1, "{tower}");
}

#[test]
fn alignment_and_rules_are_classes() {
    let array = mathml("$\\begin{array}{r|c}1&a\\\\\\hline 0&1\\end{array}$");
    for part in [
        "columnalign=\"right center\"",
        "columnlines=\"solid\"",
        "rowlines=\"solid\"",
        "<mtd class=\"math-right math-before-line\">",
        "<mtd class=\"math-line-left math-line-above\">",
    ] {
        assert!(array.contains(part), "{part}: {array}");
    }
    assert!(mathml("$\\overline{x}$").starts_with("<mrow class=\"math-over\">"));
}

#[test]
fn everything_is_well_formed() {
    for source in [
        "$$\\left\\{\\begin{aligned}a&=b\\\\&<c\\end{aligned}\\right.$$",
        "$$\\xrightarrow[b]{a}\\cancel{x}\\boxed{y}\\phantom{z}\\smash{w}\\mathllap{v}\\rule{1em}{2pt}$$",
        "$$\\begin{CD}A@>a>>B\\\\@VbVV@AAcA\\\\C@=D\\end{CD}$$",
        "$$\\text{für $x>0$ und \\textbf{y} }\\quad\\sqrt[3]{x}\\underbrace{a}_b\\hat{a}$$",
        "$$\\begin{gather}a\\tag{*}\\\\b\\end{gather}$$",
        "$$\\ce{^{227}_{90}Th+}$$",
    ] {
        let text = format!("<math>{}</math>", mathml(source));
        let document =
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{source}: {error}: {text}"));
        // Elements with a fixed number of children have them.
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let count = node.children().filter(roxmltree::Node::is_element).count();
            let expected = match node.tag_name().name() {
                "mfrac" | "msub" | "msup" | "munder" | "mover" | "mroot" => 2,
                "msubsup" | "munderover" => 3,
                _ => count,
            };
            assert_eq!(count, expected, "{source}: {text}");
        }
    }
}

#[test]
fn numbers_of_rows_are_in_a_column_at_the_edge() {
    let rows = mathml("$$\\begin{gather}a\\tag{1}\\\\\\intertext{and}b\\end{gather}$$");
    let edge = "<mtd class=\"math-edge\"></mtd>";
    for part in [
        "columnalign=\"center center right\"".to_owned(),
        format!("<mtr>{edge}<mtd><mi>a</mi></mtd><mtd class=\"math-tag\"><mtext>(1)</mtext></mtd></mtr>"),
        "<mtr><mtd class=\"math-left\" columnspan=\"2\"><mtext>and</mtext>".to_owned(),
    ] {
        assert!(rows.contains(&part), "{part}: {rows}");
    }
}
