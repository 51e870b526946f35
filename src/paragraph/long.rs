//! Paragraphs with more text than those of any book. They are set part by part, so that only their lines are kept in
//! memory: the glyphs, clusters and items of a text take a hundred times its size while it is shaped and broken.

use std::ops::Range;

use super::breaker::LineSpaces;
use super::indents;
use super::itemize;
use super::request::{ParagraphRequest, ParagraphVariant, ParagraphVariants, Resources};
use super::set_collected;
use super::text::{CollectedText, TextOrigin, TextRun, is_dropped};
use crate::design::LeadIn;
use crate::design::style::ParStyle;
use crate::diag::{Code, Diagnostic};
use crate::layout::{PendingLine, VariantId};
use crate::units::Length;

/// The size of the text that is set at once, in bytes: some 4,000 lines.
pub(super) const PART: usize = 1 << 18;

/// Returns whether a text is set part by part. One that is balanced, or in which the author asks for a line more or
/// fewer, is not, since its lines depend on each other.
pub(super) fn is_long(collected: &CollectedText, request: &ParagraphRequest<'_>) -> bool {
    collected.text.len() > 2 * PART && request.balance.is_none() && request.change.is_none()
}

/// Sets a text part by part, each of about `size` bytes, in its best variant.
///
/// The last line of a part is set again as the first of the next part, so that no line is short where a part ends.
pub(super) fn set(
    collected: &CollectedText,
    size: usize,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> ParagraphVariants {
    // Each part would count the characters without a glyph in its last line once more.
    itemize::itemize(collected, resources.design, resources.fonts).drain_into(sink);
    let mut lines: Vec<PendingLine> = Vec::new();
    let mut from = Position::default();
    loop {
        let range = from.text..part_end(&collected.text, from.text, size);
        let (part, end) = collected.part(&range, from.full);
        let is_last = range.end == collected.text.len();
        let mut found = Vec::new();
        let set = set_part(part, lines.len(), request, resources, &mut found);
        found.retain(|diagnostic| diagnostic.code == Code::Overfull);

        let again = set.last_line().filter(|(start, _)| !is_last && *start > 0);
        let spaces = set.spaces.clone();
        let set = set.into_lines(resources);
        let kept = set.len() - usize::from(again.is_some());
        lines.extend(set.into_iter().take(kept).map(PendingLine));
        match again {
            Some((start, is_overfull)) => {
                from = collected.position(from, range.start + start);
                found.truncate(found.len() - usize::from(is_overfull && !found.is_empty()));
            }
            None => from = Position { text: range.end, full: end },
        }
        sink.append(&mut found);
        if is_last {
            let variants = vec![ParagraphVariant { id: VariantId(0), cost: 0, lines }];
            let kept = indents::lines(request.indents);
            return ParagraphVariants { variants, kept, rest: Vec::new(), spaces, text: None };
        }
    }
}

/// Sets a part of a text below a number of its lines.
fn set_part(
    part: CollectedText,
    below: usize,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> ParagraphVariants {
    if below == 0 {
        return set_collected(part, &ParagraphRequest { max_variants: 1, ..*request }, resources, sink);
    }
    let style = ParStyle { indent: Length::ZERO, ..request.style.clone() };
    let indents = indents::below(request.indents, below);
    let request = ParagraphRequest {
        style: &style,
        indents: &indents,
        above: LineSpaces::NONE,
        lead: LeadIn::NONE,
        max_variants: 1,
        ..*request
    };
    set_collected(part, &request, resources, sink)
}

/// Returns where a part that begins at `start` ends: between words if there is a space, and nowhere near the end of the
/// text, so that the last part has more than one line.
fn part_end(text: &str, start: usize, size: usize) -> usize {
    if text.len() - start < 2 * size {
        return text.len();
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let (half, end) = (boundary(start + size / 2), boundary(start + size));
    text[half..end].rfind(' ').map_or(end, |space| half + space)
}

/// A position in a collected text.
#[derive(Clone, Copy, Default)]
struct Position {
    /// The byte of the text to be shaped.
    text: usize,
    /// The byte of the full text.
    full: usize,
}

impl CollectedText {
    /// Returns the position at a byte of the text, which is at or behind a known position.
    fn position(&self, known: Position, text: usize) -> Position {
        let mut at = known;
        for c in self.full[known.full..].chars() {
            if at.text >= text {
                break;
            }
            at.full += c.len_utf8();
            at.text += if is_dropped(c) { 0 } else { c.len_utf8() };
        }
        at
    }

    /// Returns a part of the text, which begins at byte `full` of the full text, and the byte of that text at which it
    /// ends.
    fn part(&self, range: &Range<usize>, full: usize) -> (Self, usize) {
        let Range { start, end } = *range;
        let is_last = end == self.text.len();
        let full_end =
            if is_last { self.full.len() } else { self.position(Position { text: start, full }, end).full };
        // The positions at the end belong to the last part.
        let last = if is_last { end + 1 } else { end };
        let shift = |range: &Range<usize>| range.start.max(start) - start..range.end.min(end) - start;
        let (runs, links) = self.runs_of(range);
        let part = Self {
            text: self.text[range.clone()].to_owned(),
            full: self.full[full..full_end].to_owned(),
            runs,
            styles: self.styles.clone(),
            divided: self.divided.clone(),
            links: self.links[links].to_vec(),
            marks: shifted(&self.marks, start..last, start),
            objects: shifted(&self.objects, start..last, start),
            formula_breaks: shifted(&self.formula_breaks, start..last, start),
            reported: Vec::new(),
            keycaps: meeting(&self.keycaps, range, |key| key).iter().map(shift).collect(),
            replacements: meeting(&self.replacements, range, |(at, _)| at)
                .iter()
                .map(|(at, c)| (shift(at), *c))
                .collect(),
            // The origin of the first character is that of its run.
            jumps: shifted(&self.jumps, start + 1..end, start),
        };
        (part, full_end)
    }

    /// Returns the runs of a part of the text, and the range of the links that they refer to.
    fn runs_of(&self, range: &Range<usize>) -> (Vec<TextRun>, Range<usize>) {
        let Range { start, end } = *range;
        let first = self.runs.partition_point(|run| run.range.end <= start);
        let runs = || self.runs[first..].iter().take_while(|run| run.range.start < end);
        let first_link = runs().filter_map(|run| run.link).min().unwrap_or(0);
        let behind_links = runs().filter_map(|run| run.link).max().map_or(first_link, |last| last + 1);
        let shifted = runs().map(|run| {
            let from = run.range.start.max(start);
            let origin = run.origin.and_then(|known| {
                // Characters before the origin of a run were removed, and have none.
                let at = from.max(known.from);
                Some(TextOrigin { from: at - start, origin: self.origin(run, at)?, ..known })
            });
            TextRun {
                range: from - start..run.range.end.min(end) - start,
                link: run.link.map(|link| link - first_link),
                origin,
                ..run.clone()
            }
        });
        (shifted.collect(), first_link..behind_links)
    }
}

/// Returns those of what is at positions in order that are in a range, with positions that are counted from `start`.
fn shifted<T: Clone>(all: &[(usize, T)], range: Range<usize>, start: usize) -> Vec<(usize, T)> {
    let place = |at: usize| all.partition_point(|(known, _)| *known < at);
    let found = &all[place(range.start)..place(range.end).max(place(range.start))];
    found.iter().map(|(at, of)| (at - start, of.clone())).collect()
}

/// Returns those of what has ranges in order that have a character in common with a range.
fn meeting<'a, T>(all: &'a [T], range: &Range<usize>, of: impl Fn(&T) -> &Range<usize>) -> &'a [T] {
    let first = all.partition_point(|one| of(one).end <= range.start);
    let behind = all.partition_point(|one| of(one).start < range.end);
    &all[first..behind.max(first)]
}

#[cfg(test)]
mod tests {
    use super::super::collect;
    use super::super::tests::bench::{Bench, LOOMINGS, slot, words};
    use super::*;
    use crate::book::tag::Tag;
    use crate::book::{Anchor, Attr, Inline, InlineKind, NodeId};
    use crate::design::ParRole;
    use crate::diag::{FileId, Span};
    use crate::layout::{Line, PlacedKind, Structure};

    /// Returns the lines of inlines that are set in parts of a size, and what is reported.
    fn set_in_parts(bench: &Bench, inlines: &[Inline], size: usize) -> (Vec<Line>, Vec<Diagnostic>) {
        let style = bench.design.style(ParRole::Body);
        let request = ParagraphRequest {
            style: &style,
            measure: bench.design.page.measure,
            indents: &[],
            above: LineSpaces::NONE,
            lead: LeadIn::NONE,
            carries: false,
            balance: None,
            max_variants: 3,
            change: None,
        };
        let (mut structure, mut sink) = (Structure::new(Tag::Section), Vec::new());
        let slot = slot(&mut structure);
        let collected = collect::collect(inlines, &style.text, request.width(), bench.resources(), slot);
        let set = set(&collected, size, &request, bench.resources(), &mut sink);
        (set.into_lines(bench.resources()), sink)
    }

    /// Returns a long text in which every second paragraph of a known text is in italics and has an anchor.
    fn long(repeated: u32) -> Vec<Inline> {
        let span = Span::start_of(FileId(0));
        let text = |text: &str| Inline::text(text, span);
        let pair = |index: u32| {
            let node = |inline: Inline, add: u32| inline.with_node(NodeId(index * 3 + add));
            let inner = vec![node(text(LOOMINGS), 2), node(text(" flow\u{AD}er\u{2E3A}pot "), 3)];
            let mut attr = Attr::NONE;
            attr.get_mut().anchor = Some(Anchor::named(format!("a{index}")));
            [node(text(LOOMINGS), 4), text(" "), Inline::with(InlineKind::Emphasis(inner), attr, span)]
        };
        (0..repeated).flat_map(pair).collect()
    }

    /// Returns the node and the byte that each visible character of lines comes from.
    fn origins(lines: &[Line]) -> Vec<(char, Option<(u32, u32)>)> {
        let items = lines.iter().flat_map(|line| &line.items);
        let runs = items.filter_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => Some(run),
            _ => None,
        });
        let origins = runs.flat_map(|run| {
            let characters = run.text.char_indices().filter(|(_, c)| !matches!(c, '\u{AD}' | ' '));
            characters.map(|(at, c)| (c, run.origins.at(at).map(|origin| (origin.node.0, origin.at))))
        });
        origins.collect()
    }

    #[test]
    fn a_text_has_the_same_words_and_anchors_in_parts() {
        let bench = Bench::new();
        let inlines = long(8);
        let anchors =
            |lines: &[Line]| lines.iter().flat_map(|line| line.anchors.clone()).collect::<Vec<Anchor>>();
        let (whole, _) = set_in_parts(&bench, &inlines, 1 << 20);
        for size in [400, 1_000, 1_900] {
            let (parts, _) = set_in_parts(&bench, &inlines, size);
            assert_eq!(words(&parts), words(&whole), "{size}");
            assert_eq!(anchors(&parts), anchors(&whole), "{size}");
            assert_eq!(anchors(&parts).len(), 8);
            assert!(
                parts.len().abs_diff(whole.len()) <= 2,
                "{} lines, {} in parts",
                whole.len(),
                parts.len()
            );
            // No line is short but the last.
            let measure = bench.design.page.measure;
            assert!(parts[..parts.len() - 1].iter().all(|line| line.width >= measure), "{size}");
            assert_eq!(origins(&parts), origins(&whole), "{size}");
        }
    }

    #[test]
    fn a_word_without_spaces_is_divided_in_parts_as_well() {
        let bench = Bench::new();
        let digits = "0123456789".repeat(300);
        let inlines = [Inline::text(digits.as_str(), Span::start_of(FileId(0)))];
        let (lines, reported) = set_in_parts(&bench, &inlines, 500);
        assert_eq!(words(&lines).replace([' ', '\n'], ""), digits);
        assert!(reported.is_empty(), "{reported:?}");
    }

    #[test]
    fn what_is_reported_is_reported_once() {
        let bench = Bench::new();
        let inlines = [Inline::text(
            format!("{}\u{E000} ", "word ".repeat(20)).repeat(40).as_str(),
            Span::start_of(FileId(0)),
        )];
        let reported = |size| {
            set_in_parts(&bench, &inlines, size).1.iter().map(|one| one.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(reported(500), reported(1 << 20));
    }
}
