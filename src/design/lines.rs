//! What the lines of a language have of their own: where they may end, and the indent of the first of a paragraph.

use crate::lang::LangTag;
use crate::project::design::Amount;
use crate::project::design::choices::{KoreanBreak, LineBreak};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{ParRole, specify};
    use crate::fonts::Library;
    use crate::project::design::read_theme;

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
