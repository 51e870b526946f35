//! The classes of characters by which text without word spaces is spaced, after *Requirements for Japanese Text Layout*
//! (JLReq, W3C, 2020), appendix A, and *Requirements for Chinese Text Layout* (CLReq, W3C), section 3.1.

/// The class of a character. Whether a mark of punctuation is set as an ideograph is, with half of its body white,
/// depends on its face as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CharClass {
    /// An opening bracket or quotation mark.
    Opening,
    /// A closing bracket or quotation mark.
    Closing,
    /// A comma.
    Comma,
    /// A full stop.
    Stop,
    /// A middle dot, a colon or a semicolon.
    Middle,
    /// A question or an exclamation mark.
    Dividing,
    /// A dash or an ellipsis, which are not spaced when doubled.
    Inseparable,
    /// An ideograph, a kana, and all else that fills the same square.
    Ideograph,
    /// A letter or a figure of a script with word spaces, and a formula.
    Western,
    /// A letter of a script without word spaces.
    Letter,
    /// A space, a syllable of hangul, and all else that is not spaced.
    Other,
}

impl CharClass {
    /// Returns the class of a character. `is_wide` is whether its glyph is as wide as an ideograph.
    pub(super) fn of(c: char, is_wide: bool) -> Self {
        match c {
            '\0'..='\u{7F}' if c.is_ascii_alphanumeric() => Self::Western,
            '\0'..='\u{7F}' => Self::Other,
            '‘' | '“' if is_wide => Self::Opening,
            '’' | '”' if is_wide => Self::Closing,
            '—' | '…' | '‥' | '⸺' if is_wide => Self::Inseparable,
            '「' | '『' | '【' | '〈' | '《' | '〔' | '〖' | '〘' | '〚' | '〝' | '（' | '［' | '｛'
            | '｟' => Self::Opening,
            '」' | '』' | '】' | '〉' | '》' | '〕' | '〗' | '〙' | '〛' | '〟' | '〞' | '）' | '］'
            | '｝' | '｠' => Self::Closing,
            '、' | '，' => Self::Comma,
            '。' | '．' => Self::Stop,
            '・' | '：' | '；' => Self::Middle,
            '！' | '？' => Self::Dividing,
            _ if is_ideograph(c) => Self::Ideograph,
            _ if is_hangul(c) => Self::Other,
            _ if is_of_dictionary(c) => Self::Letter,
            _ if c.is_alphanumeric() => Self::Western,
            _ => Self::Other,
        }
    }

    /// Returns whether a line never begins with a character of the class and no space is added before it.
    pub(super) const fn closes(self) -> bool {
        matches!(self, Self::Closing | Self::Comma | Self::Stop | Self::Middle | Self::Dividing)
    }
}

/// Returns whether a character fills a square: ideographs, kana, bopomofo, and what is written among them.
const fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3003}'..='\u{3007}' | '\u{3012}'..='\u{3013}' | '\u{301C}'
        | '\u{3020}'..='\u{3030}' | '\u{3031}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Returns whether a character is of a script without word spaces whose words are found by dictionary: Thai, Lao,
/// Burmese, Khmer.
pub(in crate::paragraph) const fn is_of_dictionary(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}
