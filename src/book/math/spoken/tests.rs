//! Tests of spoken formulas.

use super::phrases::Phrase;
use super::spoken;
use crate::lang::LangTag;
use crate::manuscript::tests::show::formula;

fn said(source: &str, lang: &str) -> String {
    let lang = LangTag::parse(lang).expect("a tag");
    spoken(&formula(&format!("$${source}$$\n")), &lang).expect("words")
}

#[test]
fn formulas_are_said_as_a_teacher_would_say_them() {
    for (source, words) in [
        ("E=mc^2", "E equals m c squared"),
        ("\\frac{1}{2}", "one half"),
        ("\\frac{a}{b}", "a over b"),
        ("\\frac{x+y^2}{k+1}", "fraction, x plus y squared, over k plus 1, end fraction"),
        ("\\sqrt{x}", "square root of x"),
        ("\\sqrt[3]{1+x}", "cube root of 1 plus x, end root"),
        ("\\sum_{i=1}^n a_i", "sum from i equals 1 to n of a sub i"),
        (
            "\\int_0^\\infty e^{-t}\\,dt",
            "integral from 0 to infinity of e to the power minus t, end power d t",
        ),
        ("\\lim_{n\\to\\infty} x_n", "lim with n to infinity below x sub n"),
        ("\\left|x\\right|", "absolute value of x, end absolute value"),
        ("\\binom{n}{k}", "n choose k"),
        ("f'(x)\\in\\mathbb{R}", "f prime open paren x close paren in double-struck R"),
        ("\\vec{F}=m\\ddot{x}", "vector F equals m x double dot"),
        (
            "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}",
            "matrix of 2 rows and 2 columns: row 1: a, b; row 2: c, d, end matrix",
        ),
        (
            "f(x)=\\begin{cases}1&\\text{if }x>0\\\\0\\end{cases}",
            "f open paren x close paren equals 2 cases: row 1: 1, if x is greater than 0; row 2: 0, end cases",
        ),
        ("\\alpha\\ne\\beta", "α is not equal to β"),
        ("3{,}14", "3,14"),
        ("\\operatorname*{arg\\,max}_x f", "arg max with x below f"),
        ("\\ce{H2O}", "H sub 2 O"),
    ] {
        assert_eq!(said(source, "en-GB"), words, "{source}");
    }
}

#[test]
fn formulas_are_said_in_the_language_of_the_book() {
    let source = "\\frac{a+b}{2}\\ge\\sqrt{ab}";
    for (lang, words) in [
        ("de", "Bruch, a plus b, durch 2, Ende Bruch größer gleich Wurzel aus a b, Ende Wurzel"),
        (
            "fr",
            "fraction, a plus b, sur 2, fin de fraction supérieur ou égal à racine carrée de a b, fin de racine",
        ),
        (
            "es",
            "fracción, a más b, sobre 2, fin de fracción mayor o igual que raíz cuadrada de a b, fin de raíz",
        ),
        (
            "it",
            "frazione, a più b, fratto 2, fine frazione maggiore o uguale a radice quadrata di a b, fine radice",
        ),
        ("ko", "분수 시작, 2, 분의, a 더하기 b, 분수 끝 크거나 같음 루트 a b, 루트 끝"),
    ] {
        assert_eq!(said(source, lang), words, "{lang}");
    }
    let lang = LangTag::parse("pl").expect("a tag");
    assert_eq!(spoken(&formula("$x$\n"), &lang), None, "there are no Polish words");
}

#[test]
fn long_formulas_are_cut() {
    let long = ["a+b"; 60].join("=");
    let words = said(&long, "en");
    assert!(words.chars().count() <= 250 && words.ends_with(", and so on"), "{words}");
    let rows = ["a&=b+c+d+e+f+g+h"; 9].join("\\\\");
    let words = said(&format!("\\begin{{align*}}{rows}\\end{{align*}}"), "en");
    assert!(words.ends_with("and so on: 9 rows"), "{words}");
}

#[test]
fn every_phrase_has_the_same_parts_in_each_language() {
    for phrase in Phrase::ALL {
        let parts = |lang: &str| {
            let lang = LangTag::parse(lang).expect("a tag");
            let text = phrase.with(&lang, &["⟪a⟫", "⟪b⟫", "⟪c⟫"]);
            let mut found: Vec<char> =
                text.chars().zip(text.chars().skip(1)).filter(|(c, _)| *c == '⟪').map(|(_, c)| c).collect();
            found.sort_unstable();
            found
        };
        for lang in ["de", "fr", "es", "it", "ko"] {
            assert_eq!(parts("en"), parts(lang), "{phrase:?} {lang}");
        }
    }
}
