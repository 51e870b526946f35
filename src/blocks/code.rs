//! Sets code line by line and without hyphens. The rest of a line that is too long follows on the next
//! line, after a sign.

use super::caption::caption;
use super::context::BlockContext;
use super::group;
use super::setter::Setter;
use crate::book::math::{Formula, plain_row};
use crate::book::tag::Tag;
use crate::book::{Inline, Listing, Origin};
use crate::design::ParRole;
use crate::design::spec::CodeBlock;
use crate::diag::{Diagnostic, Lack, Span};
use crate::layout::{ElementId, FORBID, Ground, Line, ORPHAN, Placed, PlacedKind, WIDOW};
use crate::paragraph::{TextSource, hang_space, printed_as_source, width_of_text};
use crate::units::{Colour, Length};

/// The sign before the rest of a long line. The author did not write it, so it is not part of the text.
const GOES_ON: &str = "\u{21AA}";
/// The size of the sign, in thousandths of the code's.
const GOES_ON_SIZE: i64 = 850;
/// How many columns the rest of a long line is indented further than the line, for the sign and a space.
const CONTINUED: usize = 2;
/// The minimum number of columns left to a line, however deeply it is indented.
const MIN_COLUMNS: usize = 8;
/// The minimum number of lines of a block on either side of a page end.
const MIN_PART: usize = 3;

/// Sets a block of code, with its name and its caption kept on the same page as its nearest lines.
pub(super) fn listing(
    setter: &mut Setter<'_>,
    text: &str,
    listing: &Listing,
    span: Span,
    context: &BlockContext,
) {
    let style = setter.style(ParRole::Code, context);
    setter.space(style.above);
    if *listing == Listing::default() {
        set(setter, text, span, context);
    } else {
        let context = context.within(setter.element(context, Tag::Division));
        if !listing.title.is_empty() {
            group::label(setter, &listing.title, &context);
        }
        set(setter, text, span, &context);
        let caption = caption(
            setter,
            setter.resources.book.shown(listing.number.as_ref()).as_deref(),
            &listing.caption,
            span,
            &context,
        );
        if !caption.is_empty() {
            setter.penalise(FORBID);
            setter.space(setter.fit(setter.resources.design.spec.figures.caption_gap));
            setter.push_kept(caption);
        }
    }
    setter.space(style.below);
    setter.first = true;
}

/// Sets a block of code.
fn set(setter: &mut Setter<'_>, text: &str, span: Span, context: &BlockContext) {
    let (spec, style) = (setter.resources.design.spec.code, setter.style(ParRole::Code, context));
    let room = setter.resources.design.page.measure - style.left - style.right;
    let column = width_of_text("0", &style.text, setter.resources).max(Length::pt(1));
    let columns = usize::try_from(room.to_sp() / column.to_sp()).unwrap_or(1).max(MIN_COLUMNS);
    let lines: Vec<CodePiece> =
        lines_of(text).flat_map(|(from, line)| wrap(&CodeLine::new(line, from, spec.tab), columns)).collect();
    let context = context.within(setter.element(context, Tag::Paragraph));
    let element = setter.element(&context, Tag::Code);
    let reported = setter.sink.len();
    for (index, piece) in lines.iter().enumerate() {
        let at = u32::try_from(piece.at).unwrap_or(u32::MAX);
        let Origin { text, node, .. } = setter.source(span).origin;
        let source = TextSource { span: Some(span), origin: Origin { text, node, at }, jumps: &piece.jumps };
        let mut line = setter.text(&piece.text, ParRole::Code, Some(source), &context).owned_by(element);
        let (first, last) = (index == 0, index + 1 == lines.len());
        let goes_on = lines.get(index + 1).is_some_and(|next| next.sign.is_some());
        // A space separates lines when they are copied, but not the parts of one line of code.
        if !last && !goes_on {
            hang_space(&mut line, setter.resources.fonts);
        }
        if let Some(indent) = piece.sign {
            let at = |columns: usize| column * i64::try_from(columns).unwrap_or(0);
            line.shift(at(indent + CONTINUED));
            let mut small = style.text.clone();
            small.size = small.size.ratio(GOES_ON_SIZE, 1000);
            let mut sign = setter.set_text(GOES_ON, &small, None);
            sign.shift(at(indent));
            line.items.splice(0..0, sign.items);
        }
        line.shift(style.left);
        line.span = Some(span);
        ground(&mut line, (spec, element), (style.left, room), (first, last));
        if let Some(cost) = cost_before(index, lines.len()).filter(|_| !context.keep) {
            setter.penalise(cost);
        } else if context.keep {
            setter.penalise(FORBID);
        }
        setter.push(line);
    }
    count_together(&mut setter.sink, reported);
}

/// Returns the cost of a page end before a line of a block. Neither the first line nor the last may be alone on a
/// page, and fewer than [`MIN_PART`] lines look like a leftover.
fn cost_before(index: usize, count: usize) -> Option<i32> {
    let (above, below) = (index, count - index);
    match (above, below) {
        (0, _) => None,
        (1, _) | (_, 1) => Some(FORBID),
        _ if below < MIN_PART => Some(WIDOW),
        _ if above < MIN_PART => Some(ORPHAN),
        _ => None,
    }
}

/// Combines the diagnostics about missing glyphs in the lines of a block into one, in which a character
/// counts once for each of several equal lines.
fn count_together(sink: &mut Vec<Diagnostic>, from: usize) {
    let mut found: Option<(Diagnostic, Vec<(char, usize)>)> = None;
    for mut diagnostic in sink.split_off(from) {
        let Some(Lack::Glyphs(glyphs)) = diagnostic.lack.as_deref_mut() else {
            sink.push(diagnostic);
            continue;
        };
        let glyphs = std::mem::take(glyphs);
        match &mut found {
            Some((first, all)) if first.span == diagnostic.span => all.extend(glyphs),
            Some(_) => sink.push(Diagnostic { lack: Some(Box::new(Lack::Glyphs(glyphs))), ..diagnostic }),
            None => found = Some((diagnostic, glyphs)),
        }
    }
    if let Some((diagnostic, glyphs)) = found {
        sink.push(Diagnostic { lack: Some(Box::new(Lack::Glyphs(glyphs))), ..diagnostic });
    }
}

/// Adds the background of a line, and rules above the first and below the last, both extended by the pad.
fn ground(
    line: &mut Line,
    (spec, of): (CodeBlock, ElementId),
    (left, width): (Length, Length),
    (first, last): (bool, bool),
) {
    if spec.ground.is_none() && spec.rule.is_zero() {
        return;
    }
    let (above, below) = (line.height + spec.pad, line.depth + spec.pad);
    line.height = if first { above } else { line.height };
    line.depth = if last { below } else { line.depth };
    let (x, width) = (left - spec.pad, width + spec.pad * 2);
    let mut rule = |y| {
        let kind = PlacedKind::Rule { width, height: spec.rule, colour: Colour::BLACK };
        line.items.insert(0, Placed { x, y, kind, owner: None });
    };
    if first && !spec.rule.is_zero() {
        rule(-above);
    }
    if last && !spec.rule.is_zero() {
        rule(below - spec.rule);
    }
    line.grounds.extend(spec.ground.map(|colour| Ground { of, x, width, above, below, colour }));
}

/// Sets the source of a formula, centred.
pub(super) fn formula(setter: &mut Setter<'_>, formula: &Formula, span: Span, context: &BlockContext) {
    let source = &formula.source;
    setter.sink.extend(formula.content.as_ref().map(|_| printed_as_source(span)));
    let style = setter.style(ParRole::Centred, context);
    setter.space(style.above);
    let element = setter.element(context, Tag::Formula);
    setter.structure.attributes_mut(element).alt = Some(source.trim().to_owned());
    let number = formula.mark.row().map(|row| format!(" {}", plain_row(&row)));
    let source = format!("{}{}", source.trim(), number.unwrap_or_default());
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        let text = [Inline::text(line.trim(), span).with_node(setter.node)];
        let lines = setter.lines(&text, &style, element);
        setter.push_kept(lines);
    }
    setter.space(style.below);
    setter.first = true;
}

/// Returns the lines of a text, each with the byte at which it begins.
fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let begin = from;
        from += line.len() + 1;
        (begin, line)
    })
}

/// A line of code with its tabs expanded.
struct CodeLine {
    text: Vec<char>,
    /// The byte of the code at which the line begins.
    from: usize,
    /// The indices of the characters directly after tabs, each with its byte in the line.
    behind_tabs: Vec<(usize, usize)>,
}

impl CodeLine {
    fn new(line: &str, from: usize, tab: usize) -> Self {
        let (mut text, mut behind_tabs) = (Vec::new(), Vec::new());
        for (at, c) in line.char_indices() {
            if c == '\t' {
                text.extend(std::iter::repeat_n(' ', tab - text.len() % tab));
                behind_tabs.push((text.len(), at + 1));
            } else {
                text.push(c);
            }
        }
        Self { text, from, behind_tabs }
    }

    /// Returns the byte of the code that a character comes from.
    fn byte(&self, at: usize) -> usize {
        let behind = self.behind_tabs.partition_point(|(place, _)| *place <= at);
        let (place, byte) = behind.checked_sub(1).map_or((0, 0), |last| self.behind_tabs[last]);
        self.from + byte + self.text[place..at].iter().map(|c| c.len_utf8()).sum::<usize>()
    }

    /// Returns a range of the line's characters as a piece.
    fn piece(&self, from: usize, to: usize, sign: Option<usize>) -> CodePiece {
        let tabs = self.behind_tabs.iter().filter(|(place, _)| from < *place && *place < to);
        let jumps = tabs.map(|(place, byte)| {
            let at = self.text[from..*place].iter().map(|c| c.len_utf8()).sum();
            (at, u32::try_from(self.from + byte).unwrap_or(u32::MAX))
        });
        CodePiece {
            text: self.text[from..to].iter().collect(),
            at: self.byte(from),
            jumps: jumps.collect(),
            sign,
        }
    }
}

/// The part of a line of code that is on one line of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
struct CodePiece {
    text: String,
    /// The byte of the code at which it begins.
    at: usize,
    /// The bytes of the piece directly after tabs, each with the corresponding byte in the code.
    jumps: Vec<(usize, u32)>,
    /// The column of the sign before it, if it is the rest of a long line.
    sign: Option<usize>,
}

/// Cuts a line at the measure: after a space if there is one near, else after a mark, else anywhere.
fn wrap(line: &CodeLine, columns: usize) -> Vec<CodePiece> {
    let mut pieces = Vec::new();
    let characters = &line.text;
    let indent = characters.iter().take_while(|c| **c == ' ').count();
    // An indent that leaves too little room is dropped.
    let indent = if indent + CONTINUED + MIN_COLUMNS <= columns { indent } else { 0 };
    let (mut from, mut room, mut sign) = (0, columns, None);
    while characters.len() - from > room {
        let to = from + cut(&characters[from..], room);
        pieces.push((from, to, sign));
        (from, sign) = (to, Some(indent));
        room = columns.saturating_sub(indent + CONTINUED).max(MIN_COLUMNS);
    }
    // If only spaces remain, they are not moved to the next line.
    match pieces.last_mut() {
        Some((_, to, _)) if characters[from..].iter().all(|c| *c == ' ') => *to = characters.len(),
        _ => pieces.push((from, characters.len(), sign)),
    }
    pieces.into_iter().map(|(from, to, sign)| line.piece(from, to, sign)).collect()
}

/// Returns where a line longer than its room is cut. A space may extend beyond the edge.
fn cut(line: &[char], room: usize) -> usize {
    let half = room / 2;
    let last = |is: fn(char) -> bool, to: usize| line[half..to].iter().rposition(|c| is(*c));
    let mark = |c: char| matches!(c, ',' | ';' | '/' | '\\' | '(' | '[' | '{' | '|' | '&' | '=' | ':');
    last(|c| c == ' ', room + 1).or_else(|| last(mark, room)).map_or(room, |at| half + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_to_the_next_stop() {
        let line = CodeLine::new("a\tb\t\tc", 10, 4);
        assert_eq!(line.text.iter().collect::<String>(), "a   b       c");
        let piece = line.piece(0, 13, None);
        assert_eq!((piece.at, piece.jumps), (10, vec![(4, 12), (8, 14), (12, 15)]));
        assert_eq!([0, 4, 12].map(|at| line.byte(at)), [10, 12, 15]);
    }

    /// Returns the pieces of a line, with the sign of the rest as `>` at its column.
    fn shown(line: &str, columns: usize) -> Vec<String> {
        let pieces = wrap(&CodeLine::new(line, 0, 4), columns);
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, line, "nothing is lost and nothing added");
        pieces
            .into_iter()
            .map(|piece| match piece.sign {
                Some(indent) => format!("{}> {}", " ".repeat(indent), piece.text),
                None => piece.text,
            })
            .collect()
    }

    #[test]
    fn long_lines_continue_after_a_sign() {
        assert_eq!(shown("one two three four", 10), ["one two ", "> three ", "> four"]);
        assert_eq!(shown("abcdefghijklmnop", 10), ["abcdefghij", "> klmnop"]);
        assert_eq!(shown("abcdefg/hijklmnop", 10), ["abcdefg/", "> hijklmno", "> p"]);
        assert_eq!(shown("", 10), [""]);
    }

    #[test]
    fn the_rest_of_a_line_keeps_its_indentation() {
        assert_eq!(shown("  let x = first + second;", 16), ["  let x = first ", "  > + second;"]);
        assert_eq!(shown("          deep indentation", 16), ["          deep ", "> indentation"]);
    }

    #[test]
    fn a_space_may_extend_beyond_the_edge() {
        assert_eq!(shown("ten of ten ", 10), ["ten of ten "]);
        assert_eq!(shown("ten of ten more", 10), ["ten of ten ", "> more"]);
    }

    #[test]
    fn a_page_end_leaves_three_lines_of_a_block_on_either_side() {
        let costs = |count| (0..count).map(|index| cost_before(index, count)).collect::<Vec<_>>();
        let (forbidden, orphan, widow) = (Some(FORBID), Some(ORPHAN), Some(WIDOW));
        assert_eq!(costs(2), [None, forbidden]);
        assert_eq!(costs(4), [None, forbidden, widow, forbidden]);
        assert_eq!(costs(7), [None, forbidden, orphan, None, None, widow, forbidden]);
    }
}
