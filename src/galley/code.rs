//! Code: line by line as it is, never hyphenated; a line that is too long goes on further in.

use super::blocks::{Env, Setter};
use super::justify;
use super::line::FORBID;
use super::{Line, Placed, PlacedKind};
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::ParRole;
use crate::design::spec::CodeBlock;
use crate::diag::Span;
use crate::units::{Colour, Length};

/// Columns by which the rest of a long line stands in, after a sign that the author did not write.
const CONTINUED: &str = "  ";
/// By how much the ground of a line goes on below the next, so that no viewer shows a seam.
const LAP: Length = Length::milli_pt(250);

/// Sets a block of code.
pub(super) fn set(setter: &mut Setter<'_>, text: &str, span: Span, env: &Env) {
    let (spec, style) = (setter.shop.design.spec.code, setter.style(ParRole::Code, env));
    let room = setter.shop.design.page.measure - style.left - style.right;
    let columns = columns(setter, room, env);
    setter.space(style.above);
    let lines: Vec<String> =
        text.split('\n').flat_map(|line| wrap(&expand(line, spec.tab), columns)).collect();
    let env = env.within(setter.element(env, Tag::Paragraph));
    let element = setter.element(&env, Tag::Code);
    for (index, text) in lines.iter().enumerate() {
        let mut line = setter.text(text, ParRole::Code, &env).owned_by(element);
        let (first, last) = (index == 0, index + 1 == lines.len());
        if !last {
            justify::hang_blank(&mut line, setter.shop.fonts);
        }
        line.shift(style.left);
        line.span = Some(span);
        ground(&mut line, spec, (style.left, room), (first, last));
        // Neither the first line nor the last stands alone on a page.
        if index == 1 || (index > 0 && last) || env.keep {
            setter.penalise(FORBID);
        }
        setter.push(line);
    }
    setter.space(style.below);
    setter.first = true;
}

/// Lays the ground below a line, and rules above the first and below the last, beyond the lines by the pad.
fn ground(line: &mut Line, spec: CodeBlock, (left, width): (Length, Length), (first, last): (bool, bool)) {
    if spec.ground.is_none() && spec.rule.is_zero() {
        return;
    }
    line.height += if first { spec.pad } else { Length::ZERO };
    line.depth += if last { spec.pad } else { Length::ZERO };
    let (x, width) = (left - spec.pad, width + spec.pad * 2);
    let mut lay = |y, height, colour| {
        let kind = PlacedKind::Rule { width, height, colour };
        line.items.insert(0, Placed { x, y, kind, owner: None });
    };
    let (height, depth) = (line.height, line.depth);
    if first && !spec.rule.is_zero() {
        lay(-height, spec.rule, Colour::BLACK);
    }
    if last && !spec.rule.is_zero() {
        lay(depth - spec.rule, spec.rule, Colour::BLACK);
    }
    if let Some(colour) = spec.ground {
        let lap = if last { Length::ZERO } else { LAP };
        lay(-height, height + depth + lap, colour);
    }
}

/// A formula from its source, in the middle.
pub(super) fn formula(setter: &mut Setter<'_>, source: &str, env: &Env) {
    let span = Span { file: crate::diag::FileId(0), start: 0, end: 0 };
    let style = setter.style(ParRole::Centred, env);
    setter.space(style.above);
    let below = style.below;
    let element = setter.element(env, Tag::Formula);
    setter.structure.facts_mut(element).alt = Some(source.trim().to_owned());
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        let text = [Inline::text(line.trim(), span)];
        let lines = setter.lines(&text, &style, element);
        setter.push_kept(lines);
    }
    setter.space(below);
    setter.first = true;
}

/// How many characters a line holds.
fn columns(setter: &Setter<'_>, room: Length, env: &Env) -> usize {
    let one = setter.text("0", ParRole::Code, env).width.max(Length::pt(1));
    usize::try_from(room.to_sp() / one.to_sp()).unwrap_or(1).max(8)
}

fn expand(line: &str, tab: usize) -> String {
    let mut out = String::new();
    for c in line.chars() {
        if c == '\t' {
            let column = out.chars().count();
            out.extend(std::iter::repeat_n(' ', tab - column % tab));
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
        assert_eq!(expand("a\tb\t\tc", 4), "a   b       c");
    }

    #[test]
    fn long_lines_go_on_further_in() {
        assert_eq!(wrap("one two three four", 10), ["one two ", "  three ", "  four"]);
        assert_eq!(wrap("abcdefghijklmnop", 10), ["abcdefghij", "  klmnop"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
