//! The writing systems of a book, each of which one family sets, and the characters that it needs of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_script::Script;

use super::forms::{HanForm, is_east_asian, is_kana, script};
use crate::lang::LangTag;

/// A writing system, as far as it decides which families are right for a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Writing {
    /// Chinese, Japanese or Korean.
    EastAsian(HanForm),
    /// The Arabic script in the style of Urdu, Nastaliq.
    Urdu,
    /// Any other script, by its name in Unicode.
    Script(&'static str),
    /// Characters that are of no script.
    Symbols,
}

impl Writing {
    /// Returns the writing system of a character in text of a language; `others` is the regional form of East
    /// Asian characters in text of other languages.
    pub(super) fn of(c: char, lang: &LangTag, others: Option<HanForm>) -> Self {
        if is_east_asian(c) {
            return Self::EastAsian(HanForm::of(c, lang, others).unwrap_or(HanForm::Simplified));
        }
        match script(c) {
            Script::Arabic if lang.primary() == "ur" => Self::Urdu,
            Script::Common | Script::Inherited | Script::Unknown => Self::Symbols,
            script => Self::Script(script.full_name()),
        }
    }
}

/// The kind of a typeface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum TypeKind {
    Serif,
    Sans,
    Mono,
}

impl TypeKind {
    /// Returns the kind of a face by whether all its glyphs have one width, and whether strokes end in serifs.
    pub(super) fn of(monospace: bool, serif: bool) -> Self {
        match (monospace, serif) {
            (true, _) => Self::Mono,
            (false, true) => Self::Serif,
            (false, false) => Self::Sans,
        }
    }
}

/// How a text is set, as far as it decides which faces of a family are needed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TextUse {
    /// Whether it is code.
    pub code: bool,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

/// The characters of one writing system in a book.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Wanted {
    /// Those in text.
    pub(super) text: BTreeSet<char>,
    /// Those in code.
    pub(super) code: BTreeSet<char>,
    /// Whether some are bold.
    pub(super) bold: bool,
    /// Whether some are italic.
    pub(super) italic: bool,
}

/// The characters that a book needs, by writing system, so that one family is chosen for all of each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demand {
    /// The regional form of East Asian characters in text of other languages, if the language of the book has one.
    form: Option<HanForm>,
    /// The language of the book.
    lang: LangTag,
    wanted: BTreeMap<Writing, Wanted>,
    /// East Asian characters whose form nothing tells so far.
    unmarked: Wanted,
}

/// The first character that may need another face than that of the text: Latin before it is in all of them.
const FIRST: char = '\u{250}';

/// The range of the marks that several scripts share.
const SHARED_MARKS: Range<char> = '\u{590}'..'\u{2000}';

impl Demand {
    /// Returns the demand of a book in a language, without text so far.
    pub fn new(lang: &LangTag) -> Self {
        Self {
            form: HanForm::of_lang(lang),
            lang: lang.clone(),
            wanted: BTreeMap::new(),
            unmarked: Wanted::default(),
        }
    }

    /// Returns the language of the book.
    pub(super) fn lang(&self) -> &LangTag {
        &self.lang
    }

    /// Adds a text in a language.
    pub fn add(&mut self, text: &str, lang: &LangTag, with: TextUse) {
        // Most texts of most books have nothing to add.
        if text.is_ascii() {
            return;
        }
        let is_wanted = |c: &char| *c >= FIRST && !is_private(*c) && !c.is_whitespace() && !c.is_control();
        let mut characters: Vec<char> = text.chars().filter(is_wanted).collect();
        characters.sort_unstable();
        characters.dedup();
        // Only marks that scripts share depend on the order.
        if characters.iter().copied().any(is_shared_mark) {
            characters = text.chars().filter(is_wanted).collect();
        }
        let mut last = None;
        for c in characters {
            let is_unmarked = is_east_asian(c) && HanForm::of(c, lang, self.form).is_none();
            let wanted = if is_unmarked {
                &mut self.unmarked
            } else {
                let writing = match (Writing::of(c, lang, self.form), last) {
                    // Marks that several scripts share, such as the Arabic comma, are of the text around them.
                    (Writing::Symbols, Some(last)) if is_shared_mark(c) => last,
                    (Writing::Symbols, _) if script(c) == Script::Inherited => continue,
                    (writing, _) => writing,
                };
                last = Some(writing);
                self.wanted.entry(writing).or_default()
            };
            if with.code {
                wanted.code.insert(c)
            } else {
                wanted.text.insert(c)
            };
            wanted.bold |= with.bold;
            wanted.italic |= with.italic;
        }
    }

    /// Returns the regional form of East Asian characters in text of other languages: that of the book, else
    /// Japanese if there are kana.
    pub(super) fn form(&self) -> Option<HanForm> {
        let is_japanese = || self.unmarked_form() == HanForm::Japanese;
        self.form.or_else(|| is_japanese().then_some(HanForm::Japanese))
    }

    fn unmarked_form(&self) -> HanForm {
        let japanese = self.wanted.get(&Writing::EastAsian(HanForm::Japanese));
        let has_kana =
            japanese.is_some_and(|wanted| wanted.text.iter().chain(&wanted.code).any(|c| is_kana(*c)));
        if has_kana { HanForm::Japanese } else { HanForm::Simplified }
    }

    /// Returns the characters of each writing system.
    pub(super) fn by_writing(&self) -> BTreeMap<Writing, Wanted> {
        let mut all = self.wanted.clone();
        if self.unmarked != Wanted::default() {
            let known = all.entry(Writing::EastAsian(self.unmarked_form())).or_default();
            known.text.extend(&self.unmarked.text);
            known.code.extend(&self.unmarked.code);
            known.bold |= self.unmarked.bold;
            known.italic |= self.unmarked.italic;
        }
        all
    }
}

/// Returns the name of the script of a character in text of a language, for people; of Chinese, Japanese and Korean that
/// of the language. Punctuation is of the script before it.
pub(crate) fn script_name(
    c: char,
    lang: &LangTag,
    before: Option<&'static str>,
    book: &LangTag,
) -> &'static str {
    const LATIN: &str = "Latin";
    if c.is_ascii_alphabetic() {
        return LATIN;
    }
    match Writing::of(c, lang, HanForm::of_lang(book)) {
        Writing::Symbols if c < '\u{2070}' => before.unwrap_or(LATIN),
        Writing::Symbols => "symbols",
        Writing::EastAsian(form) => form.language(),
        Writing::Urdu => "Arabic",
        Writing::Script(name) => name,
    }
}

/// Returns whether a character is a mark or figure that several scripts share, such as the Arabic comma and the danda.
pub(super) fn is_shared_mark(c: char) -> bool {
    SHARED_MARKS.contains(&c) && script(c) == Script::Common
}

/// Returns whether a character is for private use: its meaning is an agreement between author and font.
pub fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> LangTag {
        LangTag::parse(tag).expect("a good tag")
    }

    #[test]
    fn characters_are_counted_with_the_writing_of_their_language() {
        let mut demand = Demand::new(&lang("en"));
        demand.add("Plain words", &lang("en"), TextUse::default());
        assert!(demand.by_writing().is_empty());
        demand.add("漢字 किया।", &lang("en"), TextUse::default());
        demand.add("漢", &lang("zh-TW"), TextUse { bold: true, ..TextUse::default() });
        demand.add("اب،", &lang("ur"), TextUse { code: true, ..TextUse::default() });
        let all = demand.by_writing();
        let writings: Vec<Writing> = all.keys().copied().collect();
        let of = Writing::EastAsian;
        let expected =
            [of(HanForm::Simplified), of(HanForm::Traditional), Writing::Urdu, Writing::Script("Devanagari")];
        assert_eq!(writings, expected);
        assert!(all[&of(HanForm::Traditional)].bold && all[&Writing::Urdu].code.contains(&'،'));
        assert!(all[&Writing::Script("Devanagari")].text.contains(&'।'));
        // Kana tell that the others are Japanese too.
        demand.add("かな", &lang("en"), TextUse::default());
        assert!(demand.by_writing()[&of(HanForm::Japanese)].text.contains(&'漢'));
        assert_eq!(demand.form(), Some(HanForm::Japanese));
    }
}
