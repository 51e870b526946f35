//! Opportunities by the line breaking algorithm of Unicode (Annex 14), and what books do differently.

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use super::super::spacing::{is_of_dictionary, may_be_spaced};
use super::super::text::{CollectedText, LINE_END, is_dropped};
use super::BreakOpportunity;
use crate::design::LineRules;
use crate::project::design::choices::{KoreanBreak, LineBreak};

/// The costs of a line end at a hyphen that the program adds and at one that the author wrote. TeX's 50
/// is for lines that only spaces can fill; since glyphs and letterspacing give way here too, few lines
/// need a hyphen. A lower cost has more hyphens and more even spaces.
pub(super) const HYPHEN_COST: i32 = 220;
const EXPLICIT_HYPHEN_COST: i32 = 120;
/// The cost after a dash.
const DASH: i32 = 50;
/// The cost before a dash, which should almost never begin a line.
pub(super) const BEFORE_DASH: i32 = 1_000;
/// The cost after a slash between words.
const SLASH: i32 = 150;

/// The languages whose texts may have more line ends than others by the same rules (CSS Text 3, `line-break`).
static JAPANESE: LanguageIdentifier = langid!("ja");
static CHINESE: LanguageIdentifier = langid!("zh");

/// Finds the opportunities of a text that do not depend on words.
pub(super) fn find(collected: &CollectedText, rules: LineRules) -> Vec<BreakOpportunity> {
    let full = &collected.full;
    let is_spaced = may_be_spaced(full);
    let options = if is_spaced { options(collected, rules) } else { LineBreakOptions::default() };
    // Words of Thai, Lao, Khmer and Burmese are found by dictionary.
    let segmenter = if is_spaced && full.contains(is_of_dictionary) {
        LineSegmenter::new_dictionary(options)
    } else {
        LineSegmenter::new_for_non_complex_scripts(options)
    };
    let mut found = Vec::new();
    let (mut clean, mut seen) = (0, 0);
    for at in segmenter.segment_str(full) {
        // The same position in the text without joiners and soft hyphens.
        clean += full[seen..at].chars().filter(|c| !is_dropped(*c)).map(char::len_utf8).sum::<usize>();
        seen = at;
        if at == 0 || at == full.len() {
            continue;
        }
        let before = full[..at].chars().next_back().unwrap_or(' ');
        let after = full[at..].chars().next().unwrap_or(' ');
        if let Some(opportunity) = opportunity(clean, before, after, rules.korean) {
            found.push(opportunity);
        }
    }
    if is_spaced {
        beside_quotes(&collected.text, &mut found);
    }
    found
}

fn options(collected: &CollectedText, rules: LineRules) -> LineBreakOptions<'static> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(match rules.breaks {
        LineBreak::Loose => LineBreakStrictness::Loose,
        LineBreak::Normal => LineBreakStrictness::Normal,
        LineBreak::Strict => LineBreakStrictness::Strict,
    });
    options.content_locale = collected.styles.iter().find_map(|style| match style.lang.primary() {
        "ja" => Some(&JAPANESE),
        "zh" => Some(&CHINESE),
        _ => None,
    });
    options
}

fn opportunity(at: usize, before: char, after: char, korean: KoreanBreak) -> Option<BreakOpportunity> {
    let plain = |cost| Some(BreakOpportunity { at, cost, flagged: false, soft: false });
    match (before, after) {
        ('\u{AD}', _) => Some(BreakOpportunity { at, cost: HYPHEN_COST, flagged: true, soft: true }),
        // A mandatory break is found at its own character.
        (LINE_END, _) => None,
        ('-' | '\u{2010}', _) => {
            Some(BreakOpportunity { at, cost: EXPLICIT_HYPHEN_COST, flagged: true, soft: false })
        }
        // Signs of repetition and abbreviation stay with their word, also behind a space.
        (_, 'ฯ' | 'ๆ' | 'ຯ' | 'ໆ' | '។'..='៖' | 'ៗ' | '၊' | '။') => None,
        (' ', _) => plain(0),
        (_, '—' | '–' | '\u{2E3A}' | '\u{2E3B}') => plain(BEFORE_DASH),
        ('—' | '–', _) => plain(DASH),
        ('/', _) => plain(SLASH),
        // The usual rule breaks Korean text between words only (CSS `word-break: keep-all`).
        // The particle behind a foreign word or a figure belongs to it.
        (before, after) if korean == KoreanBreak::Words && is_korean_word(before, after) => None,
        _ => plain(0),
    }
}

/// Adds opportunities before an opening quotation mark and behind a closing one among ideographs. The marks are
/// those of other scripts, beside which the algorithm has no line ends without spaces, and the two of a pair differ.
fn beside_quotes(text: &str, found: &mut Vec<BreakOpportunity>) {
    let is_ideograph = |c: char| c >= '\u{2E80}' && !is_hangul(c) && !"「『【〈《〔〖〘〚（［｛".contains(c);
    let closes = |c: char| "」』】〉》〕〗〙〛）］｝、，。．・：；！？".contains(c);
    for (at, mark) in text.match_indices(['“', '‘', '”', '’']) {
        let end = at + mark.len();
        let place = if matches!(mark, "“" | "‘") {
            text[..at].chars().next_back().filter(|c| is_ideograph(*c)).map(|_| at)
        } else {
            text[end..].chars().next().filter(|c| is_ideograph(*c) && !closes(*c)).map(|_| end)
        };
        found.extend(place.map(|at| BreakOpportunity { at, cost: 0, flagged: false, soft: false }));
    }
}

/// Returns whether two characters are in a Korean word: syllables, and the letters and figures beside them.
fn is_korean_word(before: char, after: char) -> bool {
    let is_of_word = |c: char| is_hangul(c) || (c < '\u{2E80}' && c.is_alphanumeric());
    (is_hangul(before) && is_of_word(after)) || (is_hangul(after) && is_of_word(before))
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}')
}

/// Returns the ends of what a reader sees as characters, after 0 (Unicode Annex 29): a letter and its marks
/// are one.
pub(super) fn character_ends(text: &str) -> Vec<usize> {
    GraphemeClusterSegmenter::new().segment_str(text).collect()
}

#[cfg(test)]
mod tests;
