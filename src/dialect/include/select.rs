//! The part of an included file that an include names. Entry point: [`Selection::ranges`].

use std::ops::Range;

/// The part of a file that an include names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Selection {
    /// The whole file.
    Whole,
    /// Ranges of lines.
    Lines(Vec<LineRange>),
    /// The lines between `ANCHOR: name` and `ANCHOR_END: name` (mdBook).
    Anchor(String),
    /// The lines between `#@@range_begin(name)` and `#@@range_end(name)`, or between two `//! [name]`
    /// (HonKit).
    Marker(String),
    /// The lines between the markers of any of these, or between `start snippet name` and `end snippet name`
    /// (pandoc-include-code).
    Region(String),
}

/// The first and the last line of a range, counted from 1. Without a last line, all up to the end.
type LineRange = (usize, Option<usize>);

impl Selection {
    /// Parses the lines that an attribute names: `2`, `2-10`, `-10`, `2-`, or several of these: `1-3, 7`.
    /// What is no line makes it a part that no file has, which is reported.
    pub(super) fn of_lines(text: &str) -> Self {
        let is_number_or_dash = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ':' | ' ');
        let mut ranges = Vec::new();
        for part in text.split([',', ';']) {
            match Self::parse(&part.replace(['-', '–'], ":")) {
                Self::Lines(lines) if part.chars().all(is_number_or_dash) => ranges.extend(lines),
                _ => return Self::Anchor(text.to_owned()),
            }
        }
        Self::Lines(ranges)
    }

    /// Parses what follows the path in an include of mdBook: `name`, `2`, `2:10`, `:10`, `2:`.
    pub(super) fn parse(text: &str) -> Self {
        let (first, last) = text.split_once(':').map_or((text, None), |(first, last)| (first, Some(last)));
        let number = |text: &str| text.trim().parse::<usize>().ok().map(|n| n.max(1));
        match (number(first), last) {
            (Some(line), None) => Self::Lines(vec![(line, Some(line))]),
            (from, Some(last)) if from.is_some() || first.trim().is_empty() => match (from, number(last)) {
                (None, None) => Self::Whole,
                (from, to) => Self::Lines(vec![(from.unwrap_or(1), to)]),
            },
            _ if first.trim().is_empty() => Self::Whole,
            _ => Self::Anchor(first.trim().to_owned()),
        }
    }

    /// Returns the name of the part, for a message: its first lines, or the name in the file.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Anchor(name) | Self::Marker(name) | Self::Region(name) => name.clone(),
            Self::Lines(ranges) => {
                ranges.iter().map(|(from, _)| from.to_string()).collect::<Vec<_>>().join(", ")
            }
            Self::Whole => String::new(),
        }
    }

    /// Returns the ranges of a text that are selected, each of whole lines. Returns `None` if the text has no
    /// such part.
    pub(super) fn ranges(&self, text: &str) -> Option<Vec<Range<usize>>> {
        match self {
            Self::Whole => Some(std::iter::once(0..text.len()).collect()),
            Self::Lines(ranges) => {
                let found: Option<_> = ranges.iter().map(|range| lines_of(text, *range)).collect();
                found.map(in_order)
            }
            Self::Anchor(name) => between(text, name, |line| {
                named_marker(line, "ANCHOR:", Some(false))
                    .or_else(|| named_marker(line, "ANCHOR_END:", Some(true)))
            }),
            Self::Marker(name) => between(text, name, |line| {
                parenthesized_marker(line, "#@@range_begin(", false)
                    .or_else(|| parenthesized_marker(line, "#@@range_end(", true))
            })
            .or_else(|| between_identical_markers(text, name)),
            Self::Region(name) => {
                let snippet = |line| {
                    named_marker(line, "start snippet ", Some(false))
                        .or_else(|| named_marker(line, "end snippet ", Some(true)))
                };
                Self::Anchor(name.clone())
                    .ranges(text)
                    .or_else(|| Self::Marker(name.clone()).ranges(text))
                    .or_else(|| between(text, name, snippet))
            }
        }
    }
}

/// Returns where some lines are. Returns `None` if the text has fewer.
fn lines_of(text: &str, (from, to): LineRange) -> Option<Range<usize>> {
    let mut starts = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    });
    let first = starts.nth(from - 1)?;
    let end = match to {
        Some(to) if to <= from => first.end,
        Some(to) => starts.take(to - from).last().map_or(first.end, |last| last.end),
        None => text.len(),
    };
    Some(first.start..end)
}

/// Returns ranges in the order of the file, those that touch as one: no line is shown twice.
fn in_order(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, range| {
        let touches = next.start <= range.end;
        range.end = if touches { range.end.max(next.end) } else { range.end };
        touches
    });
    ranges
}

/// A marker of a region: whether it ends the region, and the region's name.
type RegionMark<'a> = (bool, &'a str);

/// Returns the lines between the markers of a region; lines with markers of other regions are left out.
fn between<'a>(
    text: &'a str,
    name: &str,
    marker: impl Fn(&'a str) -> Option<RegionMark<'a>>,
) -> Option<Vec<Range<usize>>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut inside, mut found, mut at) = (false, false, 0);
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        match marker(line) {
            Some((ends, named)) if named == name => {
                inside = !ends;
                found = true;
            }
            Some(_) => {}
            None if inside => match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            },
            None => {}
        }
    }
    found.then_some(ranges)
}

/// Returns the lines between two markers of one name: `//! [name]` or `<!--![name]-->`.
fn between_identical_markers(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let is_marker = |line: &str| {
        let at = line.find('!').filter(|_| !line.trim_start().starts_with(|c: char| c.is_alphanumeric()));
        at.and_then(|at| line[at..].trim_start_matches(['!', '-', ' ']).strip_prefix('['))
            .and_then(|rest| rest.split_once(']'))
            .is_some_and(|(found, _)| found == name)
    };
    let (mut start, mut at) = (None, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if is_marker(line) {
            match start {
                None => start = Some(end),
                Some(start) => return Some(std::iter::once(start..at).collect()),
            }
        }
        at = end;
    }
    None
}

/// Parses a marker with a name after it: `// ANCHOR: name`.
fn named_marker<'a>(line: &'a str, word: &str, ends: Option<bool>) -> Option<RegionMark<'a>> {
    let rest = &line[line.find(word)? + word.len()..];
    let name = rest.trim_start().split(|c: char| c.is_whitespace()).next()?;
    (!name.is_empty()).then_some((ends?, name))
}

/// Parses a marker with a name in parentheses: `// #@@range_begin(name)`.
fn parenthesized_marker<'a>(line: &'a str, word: &str, ends: bool) -> Option<RegionMark<'a>> {
    let rest = &line[line.find(word)? + word.len()..];
    Some((ends, &rest[..rest.find(')')?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(selection: &str, text: &str) -> Option<String> {
        Selection::parse(selection).ranges(text).map(|ranges| ranges.into_iter().map(|r| &text[r]).collect())
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "1\n2\n3\n4\n";
        let shown = |selection| picked(selection, text).unwrap_or_else(|| "-".to_owned());
        assert_eq!(
            [shown("2"), shown("2:3"), shown(":2"), shown("3:")],
            ["2\n", "2\n3\n", "1\n2\n", "3\n4\n"]
        );
        assert_eq!([shown(""), shown("2:99"), shown("9"), shown("3:1")], [text, "2\n3\n4\n", "-", "3\n"]);
    }

    #[test]
    fn several_ranges_of_lines_may_be_named() {
        let text = "1\n2\n3\n4\n5\n";
        let shown = |lines| {
            let ranges = Selection::of_lines(lines).ranges(text);
            ranges.map(|ranges| ranges.into_iter().map(|range| &text[range]).collect::<String>())
        };
        assert_eq!(shown("1-2, 5").as_deref(), Some("1\n2\n5\n"));
        assert_eq!(shown("4–;-1;5").as_deref(), Some("1\n4\n5\n"));
        for wrong in ["1-2,x", "2-y", "one", "1-2,9", ""] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn anchors_may_nest_and_their_markers_are_left_out() {
        let text = "a\n// ANCHOR: x\nb\n  # ANCHOR: y\nc\n# ANCHOR_END: y\nd\n// ANCHOR_END: x\ne\n";
        assert_eq!(picked("x", text).as_deref(), Some("b\nc\nd\n"));
        assert_eq!(picked("y", text).as_deref(), Some("c\n"));
        assert_eq!(picked("z", text), None);
        let text = "a\n  //! [m]\nb\n//! [m]\n<!--![n]-->\nc![n]\n<!--![n]-->\n";
        let marked = |name: &str| {
            Selection::Marker(name.to_owned()).ranges(text).map(|r| text[r[0].clone()].to_owned())
        };
        assert_eq!((marked("m").as_deref(), marked("n").as_deref()), (Some("b\n"), Some("c![n]\n")));
    }
}
