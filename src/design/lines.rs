//! What the lines of a language have of their own: where they may end, and the indent of the first of a paragraph.

use crate::lang::LangTag;
use crate::project::design::Amount;
use crate::project::design::choices::{FirstIndent, KoreanBreak, LineBreak};
use crate::project::design::keys::TextSettings;
use crate::project::design::value::Distance;

/// The rules of line ends that an author chooses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LineRules {
    /// How strict the rules of Chinese and Japanese are.
    pub breaks: LineBreak,
    /// Where lines of Korean end.
    pub korean: KoreanBreak,
}

impl LineRules {
    pub(super) fn of(settings: &TextSettings) -> Self {
        Self { breaks: settings.line_break, korean: settings.korean_break }
    }
}

/// Returns the indent of paragraphs that a language has whatever the theme is (JLReq 3.5.1, CLReq 3.3.2); `None` if that
/// of the theme is as good.
pub(super) fn indent(lang: &LangTag) -> Option<Distance> {
    let ems = match lang.primary() {
        "ja" => 1,
        "zh" => 2,
        _ => return None,
    };
    Some(Distance(Amount::ems(ems)))
}

/// Returns whether the first paragraph below a heading or another block is indented too: as the author chooses, or as
/// books in the language usually have it.
pub(super) fn indents_first(lang: &LangTag, chosen: FirstIndent) -> bool {
    match chosen {
        FirstIndent::All => true,
        FirstIndent::None => false,
        FirstIndent::Language => matches!(
            lang.primary(),
            "ja" | "zh" | "yue" | "ko" | "fr" | "es" | "pl" | "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky"
        ),
    }
}

/// The leading that a script needs at least, in hundredths of the size of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ScriptLeading {
    /// In running text.
    pub(super) text: i64,
    /// In titles of several lines, where only the lines may not touch.
    pub(super) title: i64,
}

/// Returns the leading that the script of a language needs; that of a theme, which is made for Latin letters, may be
/// larger.
///
/// Han and Hangul fill their squares, so that white between lines alone leads the eye: half an em to one em
/// (JLReq 2.4.2, CLReq 2.4.2), 160 % in Korean word processors. Other scripts have marks and letters above and below
/// others: the values are the heights of their Noto faces (`hhea`), rounded to what books have.
pub(super) fn leading(lang: &LangTag) -> ScriptLeading {
    let (text, title) = match lang.primary() {
        "ja" | "zh" | "yue" => (165, 130),
        "ko" => (160, 130),
        "ur" | "ks" => (210, 190),
        "ar" | "fa" | "ps" | "sd" | "ug" | "ckb" => (155, 140),
        "th" | "lo" => (150, 135),
        "km" | "bo" | "dz" => (165, 150),
        "my" => (170, 160),
        "te" | "kn" => (155, 140),
        "ml" | "or" | "si" => (150, 135),
        "hi" | "mr" | "ne" | "sa" | "bn" | "as" | "pa" | "gu" | "ta" | "am" | "ti" => (145, 130),
        "vi" => (138, 122),
        _ => (0, 0),
    };
    ScriptLeading { text, title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{ParRole, specify};
    use crate::fonts::Library;
    use crate::project::design::read_theme;
    use crate::units::Length;

    #[test]
    fn lines_of_tall_scripts_are_further_apart_unless_the_author_sets_them() {
        let leading = |lang: &str, options: &str| {
            let options = read_theme(options).expect("a design");
            let lang = LangTag::parse(lang).expect("a tag");
            let design = specify(&options, &lang, &Library::bundled(), 0).value;
            let code = design.style(ParRole::Code);
            let share = |length: Length, of: Length| {
                (length.to_milli_pt() * 100 + of.to_milli_pt() / 2) / of.to_milli_pt()
            };
            let title = design.style(ParRole::ChapterTitle);
            [
                share(design.leading, design.text_size),
                share(code.leading, code.text.size),
                share(title.turn, title.text.size),
            ]
        };
        assert_eq!(leading("en", "theme: novel"), [123, 151, 118]);
        assert_eq!(leading("ja", "theme: novel"), [166, 151, 130]);
        assert_eq!(leading("ur", "theme: novel"), [211, 151, 190]);
        assert_eq!(leading("ja", "{ theme: novel, text: { leading: 16pt } }")[0], 145);
        // The lines of this theme are far enough apart for some.
        assert_eq!(leading("vi", "theme: large-print")[0], 139);
    }

    #[test]
    fn first_paragraphs_are_indented_as_the_language_or_the_author_has_them() {
        let indents = |lang: &str, options: &str| {
            let options = read_theme(options).expect("a design");
            let design =
                specify(&options, &LangTag::parse(lang).expect("a tag"), &Library::bundled(), 0).value;
            let [first, other] = [ParRole::BodyFirst, ParRole::Body].map(|role| design.style(role).indent);
            assert!(other > Length::ZERO && (first.is_zero() || first == other));
            first == other
        };
        let of = |lang| indents(lang, "theme: novel");
        assert_eq!(["en", "de", "fr", "ru", "ja", "zh-Hant"].map(of), [false, false, true, true, true, true]);
        assert!(indents("en", "{ theme: novel, text: { indent-first: all } }"));
        assert!(!indents("ja", "{ theme: novel, text: { indent-first: none } }"));
    }

    #[test]
    fn paragraphs_of_japanese_and_chinese_have_indents_of_their_own() {
        let indent = |lang: &str, options: &str| {
            let options = read_theme(options).expect("a design");
            let lang = LangTag::parse(lang).expect("a tag");
            let design = specify(&options, &lang, &Library::bundled(), 0).value;
            design.style(ParRole::Body).indent.to_milli_pt() * 100 / design.text_size.to_milli_pt()
        };
        assert_eq!(["ja", "zh-TW", "ko"].map(|lang| indent(lang, "theme: novel")), [100, 200, 125]);
        assert_eq!(indent("zh", "text: { indent: 0.5em }"), 50);
    }
}
