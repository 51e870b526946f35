//! Code: line by line as it is, never hyphenated; a line that is too long goes on further in.

use super::blocks::{Env, Setter};
use super::justify;
use super::line::FORBID;
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::ParRole;
use crate::diag::Span;
use crate::units::Length;

/// Columns to a tab.
const TAB: usize = 4;
/// Columns by which the rest of a long line stands in, after a sign that the author did not write.
const CONTINUED: &str = "  ";

/// Sets a block of code.
pub(super) fn set(setter: &mut Setter<'_>, text: &str, span: Span, env: &Env) {
    let leading = setter.leading();
    let env = env.indented(leading);
    let columns = columns(setter, &env);
    setter.space(leading);
    let lines: Vec<String> = text.split('\n').flat_map(|line| wrap(&expand(line), columns)).collect();
    let env = env.within(setter.element(&env, Tag::Paragraph));
    let element = setter.element(&env, Tag::Code);
    for (index, text) in lines.iter().enumerate() {
        let mut line = setter.text(text, ParRole::Code, &env).owned_by(element);
        if index + 1 < lines.len() {
            justify::hang_blank(&mut line, setter.shop.fonts);
        }
        line.shift(env.left);
        line.span = Some(span);
        // Neither the first line nor the last stands alone on a page.
        if index == 1 || (index > 0 && index + 1 == lines.len()) || env.keep {
            setter.penalise(FORBID);
        }
        setter.push(line);
    }
    setter.space(leading);
    setter.first = true;
}

/// A formula from its source, in the middle.
pub(super) fn formula(setter: &mut Setter<'_>, source: &str, env: &Env) {
    let leading = setter.leading();
    let span = Span { file: crate::diag::FileId(0), start: 0, end: 0 };
    let style = setter.style(ParRole::Centred, env);
    setter.space(leading);
    let element = setter.element(env, Tag::Formula);
    setter.structure.facts_mut(element).alt = Some(source.trim().to_owned());
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        let text = [Inline::text(line.trim(), span)];
        let lines = setter.lines(&text, &style, element);
        setter.push_kept(lines);
    }
    setter.space(leading);
    setter.first = true;
}

/// How many characters a line holds.
fn columns(setter: &Setter<'_>, env: &Env) -> usize {
    let one = setter.text("0", ParRole::Code, env).width.max(Length::pt(1));
    usize::try_from(setter.measure(env).to_sp() / one.to_sp()).unwrap_or(1).max(8)
}

fn expand(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        if c == '\t' {
            let column = out.chars().count();
            out.extend(std::iter::repeat_n(' ', TAB - column % TAB));
        } else {
            out.push(c);
        }
    }
    out
}

/// Cuts a line at the measure, after a blank where one is near.
fn wrap(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest: Vec<char> = line.chars().collect();
    while rest.len() > columns {
        let near = rest[columns / 2..columns].iter().rposition(|c| *c == ' ');
        let at = near.map_or(columns, |at| columns / 2 + at + 1);
        lines.push(rest[..at].iter().collect());
        rest = CONTINUED.chars().chain(rest[at..].iter().copied()).collect();
    }
    lines.push(rest.into_iter().collect());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_to_the_next_stop() {
        assert_eq!(expand("a\tb\t\tc"), "a   b       c");
    }

    #[test]
    fn long_lines_go_on_further_in() {
        assert_eq!(wrap("one two three four", 10), ["one two ", "  three ", "  four"]);
        assert_eq!(wrap("abcdefghijklmnop", 10), ["abcdefghij", "  klmnop"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
