//! The page numbers of an index entry, for both books. Entry point: [`shown`].

use super::pagination::{Folio, FolioStyle, Folios};
use super::{Anchor, Locator};
use crate::project::{LocatorStyle, RangeStyle};

/// A page number, or a range of pages, as it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownLocator {
    /// The place that it leads to.
    pub anchor: Anchor,
    /// The number, or the range.
    pub text: String,
    /// The number of the note that it is in.
    pub note: Option<String>,
    /// Whether it is the principal mention.
    pub is_principal: bool,
    /// Whether it is a figure or a table.
    pub is_figure: bool,
    /// Whether it is a single page without any distinction.
    pub is_bare: bool,
}

/// The pages of a locator. Locators are ordered by the pages of the book; on a page, the text comes before its notes.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Pages {
    first: Folio,
    last: Folio,
    note: Option<String>,
    is_principal: bool,
    is_figure: bool,
    anchor: Anchor,
}

/// Returns the locators of an entry by the pages that are known, in order, without those that others include.
///
/// Places on one page are one locator. Ranges that share a page become one, and a page within a range is left out unless
/// it is the principal mention. Pages that follow one another stay single unless the style merges them: a range means
/// one discussion (The Chicago Manual of Style, 18th ed., chapter 15).
pub fn shown(locators: &[Locator], folios: &Folios, style: LocatorStyle) -> Vec<ShownLocator> {
    let pages = |locator: &Locator| {
        let first = *folios.get(&locator.start)?;
        let last = locator.end.as_ref().and_then(|end| folios.get(end)).copied().unwrap_or(first);
        Some(Pages {
            first,
            last: last.max(first),
            note: locator.note.clone(),
            is_principal: locator.is_principal,
            is_figure: locator.is_figure,
            anchor: locator.start.clone(),
        })
    };
    let mut all: Vec<Pages> = locators.iter().filter_map(pages).collect();
    // The order in the text decides between notes of a page.
    all.sort_by_key(|pages| (pages.first, pages.note.is_some()));
    let all = without_doubles(merged(all));
    let all = if style.merges_runs { runs(&all) } else { all };
    all.into_iter().map(|pages| pages.shown(style.ranges)).collect()
}

/// Joins ranges that share a page.
fn merged(all: Vec<Pages>) -> Vec<Pages> {
    let (ranges, single): (Vec<Pages>, Vec<Pages>) = all.into_iter().partition(Pages::is_range);
    let mut joined: Vec<Pages> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.first <= last.last => {
                last.last = last.last.max(range.last);
                last.is_principal |= range.is_principal;
                last.is_figure &= range.is_figure;
            }
            _ => joined.push(range),
        }
    }
    let is_within = |page: &Pages| {
        let at = joined.partition_point(|range| range.first <= page.first);
        let range = at.checked_sub(1).map(|at| &joined[at]);
        let is_distinct = |range: &Pages| page.note.is_some() || (page.is_principal && !range.is_principal);
        range.is_some_and(|range| page.first <= range.last && !is_distinct(range))
    };
    let mut all: Vec<Pages> = single.into_iter().filter(|page| !is_within(page)).collect();
    all.extend(joined);
    all.sort_by_key(|pages| (pages.first, pages.note.is_some(), pages.last));
    all
}

/// Joins places on one page, or in one note.
fn without_doubles(all: Vec<Pages>) -> Vec<Pages> {
    let mut kept: Vec<Pages> = Vec::new();
    for pages in all {
        let double = kept
            .iter_mut()
            .rev()
            .take_while(|other| other.first == pages.first)
            .find(|other| (other.last, &other.note) == (pages.last, &pages.note));
        match double {
            Some(double) => {
                double.is_principal |= pages.is_principal;
                double.is_figure &= pages.is_figure;
            }
            None => kept.push(pages),
        }
    }
    kept
}

/// Joins three or more pages that follow one another.
fn runs(all: &[Pages]) -> Vec<Pages> {
    let is_plain = |pages: &Pages| pages.note.is_none() && !pages.is_principal && !pages.is_figure;
    let follows = |before: &Pages, next: &Pages| {
        is_plain(before)
            && is_plain(next)
            && before.last.style == next.first.style
            && before.last.number + 1 == next.first.number
    };
    let mut out: Vec<Pages> = Vec::new();
    for run in all.chunk_by(follows) {
        match run {
            [first, .., last] if last.last.number - first.first.number >= 2 => {
                out.push(Pages { last: last.last, ..first.clone() });
            }
            _ => out.extend(run.iter().cloned()),
        }
    }
    out
}

impl Pages {
    fn is_range(&self) -> bool {
        self.first != self.last
    }

    fn shown(self, style: RangeStyle) -> ShownLocator {
        let is_bare = !self.is_range() && self.note.is_none() && !self.is_principal && !self.is_figure;
        ShownLocator {
            text: if self.is_range() { range(self.first, self.last, style) } else { self.first.label() },
            anchor: self.anchor,
            note: self.note,
            is_principal: self.is_principal,
            is_figure: self.is_figure,
            is_bare,
        }
    }
}

/// Returns a range of pages with an en dash. Roman numbers are never shortened.
fn range(first: Folio, last: Folio, style: RangeStyle) -> String {
    let (FolioStyle::Decimal(_), FolioStyle::Decimal(digits)) = (first.style, last.style) else {
        return format!("{}–{}", first.label(), last.label());
    };
    let (begin, end) = (first.number.to_string(), last.number.to_string());
    let same = match style {
        RangeStyle::Full => 0,
        RangeStyle::Minimal => same_digits(&begin, &end),
        RangeStyle::Chicago => same_in_chicago(first.number, &begin, &end),
    };
    format!("{}–{}", first.label(), digits.write(&end[same..]))
}

/// Returns the number of digits that the second number of a range leaves out in the style of Chicago: none after 1 to 99
/// and multiples of 100; all that are the same after 101 to 109, 201 to 209 and so on; else two digits stay, or more if
/// more change.
fn same_in_chicago(first: u32, begin: &str, end: &str) -> usize {
    let same = same_digits(begin, end);
    match first % 100 {
        _ if first < 100 => 0,
        0 => 0,
        1..=9 => same,
        _ => same.min(end.len().saturating_sub(2)),
    }
}

/// Returns the number of digits at the head of two numbers that are the same; 0 if they differ in length.
fn same_digits(first: &str, last: &str) -> usize {
    if first.len() != last.len() {
        return 0;
    }
    first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Digits;

    fn arabic(number: u32) -> Folio {
        Folio { style: FolioStyle::Decimal(Digits::LATIN), number }
    }

    /// Sets locators: `12`, `12-15`, `12!` (principal), `12*` (figure), `12n3`, `iv` as `r4`.
    fn set(written: &str, style: LocatorStyle) -> String {
        let mut folios = Folios::new();
        let mut anchor = |page: &str, at: usize| {
            let anchor = Anchor::named(format!("{at}-{page}"));
            let folio = match page.strip_prefix('r') {
                Some(roman) => Folio { style: FolioStyle::Roman, number: roman.parse().unwrap() },
                None => arabic(page.parse().unwrap()),
            };
            folios.insert(anchor.clone(), folio);
            anchor
        };
        let locator = |(at, written): (usize, &str)| {
            let (pages, note) =
                written.split_once('n').map_or((written, None), |(a, b)| (a, Some(b.to_owned())));
            let bare = pages.trim_end_matches(['!', '*']);
            let (first, last) = bare.split_once('-').map_or((bare, None), |(a, b)| (a, Some(b)));
            Locator {
                start: anchor(first, at),
                end: last.map(|last| anchor(last, at)),
                is_principal: pages.ends_with('!'),
                note,
                is_figure: pages.ends_with('*'),
            }
        };
        let locators: Vec<Locator> = written.split(' ').enumerate().map(locator).collect();
        let text = |shown: ShownLocator| {
            let note = shown.note.map(|note| format!("n{note}")).unwrap_or_default();
            let marks = [(shown.is_principal, "!"), (shown.is_figure, "*")];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            format!("{}{note}{marks}", shown.text)
        };
        shown(&locators, &folios, style).into_iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_are_sorted_and_doubles_left_out() {
        let style = LocatorStyle::default();
        assert_eq!(set("12 3 12 r4 5", style), "iv 3 5 12");
        assert_eq!(set("12-15 14-18 13 19", style), "12–18 19");
        assert_eq!(set("12-15 13! 14n2", style), "12–15 13! 14n2");
        assert_eq!(set("7-7 7* 8*", style), "7 8*");
        assert_eq!(set("45n2 45 45n1 45n2", style), "45 45n2 45n1");
        assert_eq!(set("4 5 6", style), "4 5 6");
    }

    #[test]
    fn runs_are_merged_on_request() {
        let style = LocatorStyle { merges_runs: true, ..LocatorStyle::default() };
        assert_eq!(set("4 5 6 8 9 r1 11-12 13", style), "i 4–6 8 9 11–13");
        assert_eq!(set("4 5! 6", style), "4 5! 6");
    }

    #[test]
    fn second_numbers_are_shortened_by_the_style() {
        // The examples of The Chicago Manual of Style, 18th ed., chapter 9.
        let chicago = "3–10 71–72 96–117 100–104 1100–1113 101–8 1103–4 321–28 498–532 1087–89 1496–500 \
            11564–615 12991–3001";
        let full = [
            (3, 10),
            (71, 72),
            (96, 117),
            (100, 104),
            (1100, 1113),
            (101, 108),
            (1103, 1104),
            (321, 328),
            (498, 532),
            (1087, 1089),
            (1496, 1500),
            (11564, 11615),
            (12991, 13001),
        ];
        let all = full.map(|(first, last)| range(arabic(first), arabic(last), RangeStyle::Chicago));
        assert_eq!(all.join(" "), chicago);
        let minimal = [(101, 108), (121, 128), (100, 104), (96, 117)];
        let all = minimal.map(|(first, last)| range(arabic(first), arabic(last), RangeStyle::Minimal));
        assert_eq!(all.join(" "), "101–8 121–8 100–4 96–117");
    }
}
