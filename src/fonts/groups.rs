//! Groups of characters by the font that is likely to have them, for messages about missing glyphs.

use unicode_script::{Script, UnicodeScript};

use crate::lang::LangTag;

/// A group of characters, all of which one face is likely to have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct CharacterGroup {
    /// The name as an adjective: `Arabic`.
    pub(super) name: String,
    /// A free face that has them.
    pub(super) face: Suggestion,
}

/// A suggestion of a free face to add.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Suggestion {
    /// None: characters for private use have a meaning only in the author's own font.
    Private,
    /// A family of Debian's package `fonts-noto-cjk`, which has one file for all families.
    Cjk(&'static str),
    /// A family of Debian's package `fonts-noto-core`.
    Noto(String),
    /// A family that is in no package of Debian.
    Elsewhere(&'static str),
}

impl CharacterGroup {
    /// Returns the group of a character. `lang` is the language of the book, and `has_kana` whether
    /// characters of Japanese alone are missing too: these two decide which regional form of a Han
    /// character is meant.
    pub(super) fn of(c: char, lang: Option<&LangTag>, has_kana: bool) -> Self {
        let noto = |name: &str, family: &str| Self {
            name: name.to_owned(),
            face: Suggestion::Noto(format!("Noto {family}")),
        };
        match c {
            _ if is_private(c) => Self { name: "private-use".to_owned(), face: Suggestion::Private },
            // Syllables and their parts are of one language.
            _ if c.script() == Script::Hangul => {
                Self { name: "Korean".to_owned(), face: Suggestion::Cjk("Noto Serif CJK KR") }
            }
            _ if is_cjk(c) => Self::cjk(lang, has_kana),
            '\u{1D400}'..='\u{1D7FF}'
            | '\u{2200}'..='\u{22FF}'
            | '\u{27C0}'..='\u{27EF}'
            | '\u{2980}'..='\u{2AFF}' => noto("mathematical", "Sans Math"),
            '\u{1D000}'..='\u{1D24F}' => noto("musical", "Music"),
            _ if is_emoji(c) => Self { name: "emoji".to_owned(), face: Suggestion::Elsewhere("Noto Emoji") },
            _ => match c.script() {
                Script::Common | Script::Inherited | Script::Unknown => noto("symbol", "Sans Symbols 2"),
                Script::Latin | Script::Greek | Script::Cyrillic => noto(c.script().full_name(), "Serif"),
                Script::Arabic => noto("Arabic", "Naskh Arabic"),
                script => {
                    let name = script.full_name().replace('_', " ");
                    let form = if WITH_SERIF.contains(&&*name) { "Serif" } else { "Sans" };
                    noto(&name, &format!("{form} {name}"))
                }
            },
        }
    }

    /// Returns the group of East Asian characters, whose shared characters have different forms in each
    /// language.
    fn cjk(lang: Option<&LangTag>, has_kana: bool) -> Self {
        let tag = lang.map_or("", LangTag::as_str).to_ascii_lowercase();
        let traditional = ["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|p| p == *part));
        let (name, family) = match tag.split('-').next() {
            Some("ja") => ("Japanese", "Noto Serif CJK JP"),
            Some("ko") => ("Korean", "Noto Serif CJK KR"),
            Some("zh") if traditional => ("Chinese", "Noto Serif CJK TC"),
            Some("zh") => ("Chinese", "Noto Serif CJK SC"),
            _ if has_kana => ("Japanese", "Noto Serif CJK JP"),
            _ => ("Chinese", "Noto Serif CJK SC"),
        };
        Self { name: name.to_owned(), face: Suggestion::Cjk(family) }
    }
}

/// Scripts for which Noto has a family with serifs.
const WITH_SERIF: [&str; 19] = [
    "Ahom",
    "Armenian",
    "Balinese",
    "Bengali",
    "Devanagari",
    "Dogra",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Malayalam",
    "Sinhala",
    "Tangut",
    "Telugu",
    "Thai",
    "Tibetan",
];

/// Returns whether a character is used only in Japanese.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}')
}

/// Returns whether a character belongs to Chinese, Japanese or Korean, including punctuation and
/// full-width forms.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3100}'..='\u{33FF}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
        || is_kana(c)
        || matches!(
            c.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul
        )
}

/// Returns whether a character is in a block of emoji.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1F0FF}' | '\u{1F170}'..='\u{1F251}' | '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F7E0}'..='\u{1F7F0}' | '\u{1F900}'..='\u{1F9FF}' | '\u{1FA70}'..='\u{1FAFF}')
}

impl Suggestion {
    /// Returns the help for a diagnostic.
    pub(super) fn help(&self) -> String {
        let add = |family: &str, package: &str, file: &str, index: &str| {
            let path = format!("fonts/{file}{index}");
            let line = if index.is_empty() { path } else { format!("'{path}'") };
            format!(
                "add a font that has them, such as {family} (Debian package `{package}`): copy `{file}` into the \
                 folder `fonts` and write in `book.yaml`, under `design`: `fonts: [{line}]`"
            )
        };
        match self {
            Self::Private => {
                "add the font for which they were made: copy it into the folder `fonts` and write in \
                              `book.yaml`, under `design`: `fonts: [fonts/name.otf]`"
                    .to_owned()
            }
            Self::Cjk(family) => {
                add(family, "fonts-noto-cjk", "NotoSerifCJK-Regular.ttc", &format!("#{family}"))
            }
            Self::Noto(family) => {
                let file = format!("{}-Regular.ttf", family.replace(' ', ""));
                add(family, "fonts-noto-core", &file, "")
            }
            Self::Elsewhere(family) => format!(
                "add a font that has them, such as the newest {family} (Google Fonts, a static file): copy it into the \
                 folder `fonts` and write in `book.yaml`, under `design`: `fonts: [fonts/name.ttf]`"
            ),
        }
    }
}

/// Returns whether a character is for private use: its meaning is an agreement between author and font.
pub fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
