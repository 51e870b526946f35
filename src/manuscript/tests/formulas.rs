//! Formulas that cannot be read, and the places of their messages.

use super::show::{blocks, faults, formula};
use crate::book::math::plain;

#[test]
fn a_message_is_at_the_place_of_the_mistake() {
    for (text, expected) in [
        ("a $x + \\frcc{1}{2}$", r#"W0346 "\\frcc" unknown command `\frcc`"#),
        ("> $$\n> a +\n> \\alhpa\n> $$\n", r#"W0346 "\\alhpa" unknown command `\alhpa`"#),
        ("$\\begin{aling}a\\end{aling}$", r#"W0346 "aling" unknown environment `aling`"#),
        ("$\\left(x$", r#"W0346 "\\left" `\left` without its `\right`"#),
        ("$\\begin{matrix}a$", r#"W0346 "\\begin" `\begin{matrix}` without its end"#),
        ("$a & b$", r#"W0346 "&" `&` outside of columns"#),
        ("$x^a^b$", r#"W0346 "^" two superscripts behind one another"#),
        ("$a \\eqref{x}$", r#"W0346 "\\eqref" `\eqref` cannot be set in a formula"#),
        ("$\\color{red} a$", r#"W0347 "\\color" the colour of a formula left out"#),
    ] {
        assert_eq!(faults(text), [expected], "{text}");
    }
}

#[test]
fn a_command_holds_for_the_formulas_after_it() {
    let text = "$\\newcommand{\\R}{\\mathbb{R}}$\n\n$\\R$ and $\\Q$\n";
    assert_eq!(blocks(text), "P(<math \\R> and <math \\Q>)");
    assert_eq!(faults(text), [r#"W0346 "$\\Q$" unknown command `\Q`"#]);
    assert_eq!(faults("$\\R\\qq$ $\\newcommand{\\qq}{x}$\n"), [r#"W0346 "\\qq" unknown command `\qq`"#]);
}

#[test]
fn formulas_that_cannot_be_read_keep_their_source() {
    let found = formula("$\\frcc{1}{2}$\n");
    assert_eq!((found.content, found.source.as_str()), (None, "\\frcc{1}{2}"));
    assert_eq!(plain(&formula("$\\frac{a+b}2 + x_1^2 = \\sqrt{y}$\n")), "(a+b)/2 + x_1^2 = √y");
    assert_eq!(plain(&formula("$$\\sin x'' \\ne 3{,}14$$\n")), "sin x″ ≠ 3,14");
}
