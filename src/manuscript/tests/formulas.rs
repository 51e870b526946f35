//! Formulas that cannot be read, and the places of their messages.

use super::show::{blocks, faults, formula};
use crate::book::math::{EquationMark, plain, plain_row};

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

/// Returns the names and marks of a formula: of the whole, then of its rows.
fn marks(text: &str) -> Vec<String> {
    let mark = |mark: &EquationMark| match mark {
        EquationMark::None => "-".to_owned(),
        EquationMark::Counted(_) => "n".to_owned(),
        EquationMark::Tag(row) => plain_row(row),
    };
    let found = formula(text);
    let rows =
        found.labels().map(|label| format!("{}{}", mark(&label.mark), label.id.as_deref().unwrap_or("")));
    std::iter::once(mark(&found.mark)).chain(rows).collect()
}

#[test]
fn equations_are_numbered_by_environments_names_and_tags() {
    for (text, expected) in [
        ("$$x$$", "-"),
        ("$$x$$ {#eq:a}", "n"),
        ("$$x \\label{eq:a}$$", "n"),
        ("$$x \\tag{*}$$", "(*)"),
        ("$$x \\tag*{A $y^2$}$$", "A y^2"),
        ("$$\\begin{equation}x\\end{equation}$$", "n"),
        ("$$\\begin{equation}x\\notag\\end{equation}$$", "-"),
        ("$$\\begin{equation*}x\\end{equation*}$$", "-"),
        ("$$\\begin{equation}\\begin{split}a&=b\\\\c&=d\\end{split}\\end{equation}$$", "n"),
        ("$$\\begin{multline}a\\\\b\\end{multline}$$", "n"),
        ("$$\\begin{cases}a\\\\b\\end{cases}$$", "-"),
        ("$$\\begin{align}a&=b\\\\c&=d\\end{align}$$", "- n n"),
        ("$$\\begin{align}a&=b\\\\c&=d\\end{align}$$ {.unnumbered}", "- - -"),
        ("$$\\begin{align}a&=b\\\\c&=d\\end{align}$$ {#eq:all}", "n"),
        ("$$\\begin{align}a&=b\\label{eq:a}\\\\c&=d\\notag\\\\e&=f\\tag{*}\\end{align}$$", "- neq:a (*)"),
        ("$$\\begin{align*}a&=b\\label{eq:a}\\\\c&=d\\end{align*}$$", "- neq:a"),
        ("$$\\begin{gather}a\\\\\\intertext{and}b\\label{eq:b}\\end{gather}$$", "- n neq:b"),
        ("$$\\begin{align}a&={\\substack{a\\\\b}}\\\\c&\\label{eq:c}\\end{align}$$", "- n neq:c"),
        ("$$\\begin{eqnarray}a&=&b\\\\c&=&d\\nonumber\\end{eqnarray}$$", "- n"),
        ("$$\\begin{subequations}\\begin{align}a\\\\b\\end{align}\\end{subequations}$$", "- n n"),
    ] {
        assert_eq!(marks(text).join(" "), expected, "{text}");
    }
    assert_eq!(blocks("$$\\frcc x \\label{eq:a}$$"), "Math#eq:a(\\frcc x \\label{eq:a})");
    assert_eq!(blocks("A $$x$$ {#eq:b} c, $$y$$ {z}"), "P(A)\nMath#eq:b(x)\nP(c,)\nMath(y)\nP({z})");
}

#[test]
fn names_and_tags_without_effect_are_reported() {
    for (text, expected) in [
        ("$x \\label{eq:a}$", r#"W0347 "\\label{eq:a}" `\label` of a formula in running text left out"#),
        ("$$x \\tag1\\tag{2}\\tag{3}$$", r#"W0347 "\\tag{3}" second `\tag` of an equation left out"#),
        (
            "$$x \\label{eq:a}$$ {#eq:b}",
            r#"W0347 "$$x \\label{eq:a}$$" `\label{eq:a}` of a formula with another name left out"#,
        ),
    ] {
        assert_eq!(faults(text), [expected], "{text}");
    }
}
