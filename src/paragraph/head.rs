//! Running heads, each a line at its position in the measure.

use super::set_text;
use crate::design::{Design, ParRole};
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::layout::{Line, Side};

/// Sets a running head, which is in a language, at its position in the measure. One that is too long is cut at a word, or within
/// the first word if not even that fits.
pub(crate) fn set_head(
    text: &str,
    lang: &LangTag,
    side: Side,
    design: &Design,
    fonts: &Library,
) -> Outcome<Line> {
    let mut style = design.style(ParRole::RunningHead);
    style.text.lang = lang.clone();
    let room = design.head_room();
    let set = |text: &str| set_text(text, &style.text, None, design, fonts);
    let mut set_line = set(text);
    if set_line.value.width > room {
        let fits = |cut: &String| set(cut).value.width <= room;
        set_line = set(&longest_cut(text, fits));
    }
    let start = design.head_start(set_line.value.width, side == Side::Recto);
    set_line.value.shift(start);
    set_line
}

/// Returns the longest start of a text, with an ellipsis, that fits: whole words, or some letters of the
/// first one. Found by bisection, since a longer start is wider.
fn longest_cut(text: &str, fits: impl Fn(&String) -> bool) -> String {
    let cut = |end: usize, space: &str| {
        format!("{}{space}…", text[..end].trim_end_matches([' ', ',', ';', ':', '—', '–']))
    };
    let words = text.match_indices(' ').map(|(at, _)| at);
    let first = text.find(' ').unwrap_or(text.len());
    let letters = text[..first].char_indices().skip(1).map(|(at, _)| at);
    // Only the starts that are tried are copied.
    let longest = |ends: Vec<usize>, space: &str| {
        let count = ends.partition_point(|end| fits(&cut(*end, space)));
        Some(cut(ends[count.checked_sub(1)?], space))
    };
    let of_words = longest(words.collect(), "\u{202F}");
    of_words.or_else(|| longest(letters.collect(), "")).unwrap_or_else(|| "…".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_cut_at_a_word_or_within_the_first() {
        let cut = |text: &str, most: usize| longest_cut(text, |cut| cut.chars().count() <= most);
        assert_eq!(cut("A long, long title", 12), "A long\u{202F}…");
        assert_eq!(cut("Gleichgewichtsdichte of it", 8), "Gleichg…");
        assert_eq!(cut("Gleichgewichtsdichte", 0), "…");
    }
}
