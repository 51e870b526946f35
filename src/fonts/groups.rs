//! Groups of characters by the font that is likely to have them, for messages about missing glyphs.

use unicode_script::{Script, UnicodeScript};

use super::families;
use super::forms::{HanForm, is_east_asian};
use super::writing::is_private;
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
    Cjk(&'static str, HanForm),
    /// A family of Debian's package `fonts-noto-core`.
    Noto(String),
    /// A family that is in no package of Debian.
    Elsewhere(&'static str),
}

impl CharacterGroup {
    /// Returns the group of a character in text of a language. `others` is the regional form of East Asian
    /// characters in text of a language that is not East Asian.
    pub(super) fn of(c: char, lang: &LangTag, others: HanForm) -> Self {
        let noto = |name: &str, family: &str| Self {
            name: name.to_owned(),
            face: Suggestion::Noto(format!("Noto {family}")),
        };
        match c {
            _ if is_private(c) => Self { name: "private-use".to_owned(), face: Suggestion::Private },
            _ if is_east_asian(c) => Self::east_asian(HanForm::of(c, lang, Some(others)).unwrap_or(others)),
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

    /// Returns the group of East Asian characters of a regional form.
    fn east_asian(form: HanForm) -> Self {
        let family = families::of_debian(form);
        Self { name: form.language().to_owned(), face: Suggestion::Cjk(family, form) }
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
            Self::Cjk(family, _) => {
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

impl Suggestion {
    /// Returns the help about the fonts of the machine: how to use them, or which package or system has one, if the run
    /// has looked there in vain.
    pub(super) fn help_on_machine(&self, has_system_fonts: bool) -> Option<String> {
        let package = match self {
            Self::Private => return None,
            Self::Cjk(..) => "Debian's package `fonts-noto-cjk`".to_owned(),
            Self::Noto(_) => "Debian's package `fonts-noto-core`".to_owned(),
            Self::Elsewhere(family) => format!("{family} (Google Fonts)"),
        };
        if !has_system_fonts {
            return Some("or use a font that this machine has: `pressmark build --system-fonts`".to_owned());
        }
        let usual = match self {
            Self::Cjk(_, form) => {
                let [mac, windows] = families::usual(*form);
                format!(", as {mac} on macOS and {windows} on Windows do")
            }
            Self::Private | Self::Noto(_) | Self::Elsewhere(_) => String::new(),
        };
        Some(format!("this machine has no such font that may be embedded; {package} adds one{usual}"))
    }
}
