//! The characters of symbols, delimiters, accents and arrows, and the items that single characters become.

use ratex_font::symbols::{self, get_symbol};
use ratex_parser::Mode;

use crate::book::math::{Alphabet, AtomClass, Item, ItemKind, WordStyle};

/// The letters chosen by a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Font {
    /// Those that a variable, a capital Greek letter or a digit has by itself.
    Usual,
    /// Those of an alphabet.
    Alphabet(Alphabet),
    /// The bold ones of those that it has by itself.
    BoldSymbol,
}

impl Font {
    /// Returns the font of a command without its backslash. Returns `None` for an unknown one.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(Self::Alphabet(match name {
            "mathrm" | "rm" => Alphabet::Upright,
            "mathit" | "mathnormal" | "it" => Alphabet::Italic,
            "mathbf" | "bf" | "bold" => Alphabet::Bold,
            "mathbb" | "Bbb" => Alphabet::DoubleStruck,
            "mathcal" | "mathscr" | "cal" => Alphabet::Script,
            "mathfrak" | "frak" => Alphabet::Fraktur,
            "mathsf" | "sf" => Alphabet::SansSerif,
            "mathsfit" => Alphabet::SansSerifItalic,
            "mathtt" | "tt" => Alphabet::Monospace,
            "boldsymbol" | "bm" => return Some(Self::BoldSymbol),
            _ => return None,
        }))
    }

    /// Returns whether letters that follow each other form one name.
    pub(super) fn joins_letters(self) -> bool {
        match self {
            Self::Alphabet(alphabet) => matches!(
                alphabet,
                Alphabet::Upright
                    | Alphabet::Italic
                    | Alphabet::Bold
                    | Alphabet::SansSerif
                    | Alphabet::SansSerifItalic
                    | Alphabet::Monospace
            ),
            Self::Usual | Self::BoldSymbol => false,
        }
    }

    fn of_letter(self, usual: Alphabet) -> Alphabet {
        match self {
            Self::Usual => usual,
            Self::Alphabet(alphabet) => alphabet,
            Self::BoldSymbol if usual == Alphabet::Italic => Alphabet::BoldItalic,
            Self::BoldSymbol => Alphabet::Bold,
        }
    }
}

/// Returns the text of a symbol of the parser.
pub(super) fn text_of(name: &str, mode: Mode) -> String {
    match (name, mode) {
        ("-", Mode::Math) => return "−".to_owned(),
        ("*", Mode::Math) => return "∗".to_owned(),
        ("\\prime", _) => return "′".to_owned(),
        // The parser shows these as sequences of signs for its own typeface.
        ("\\@not", _) => return NOT.to_string(),
        _ => {}
    }
    let of_mode = match mode {
        Mode::Math => symbols::Mode::Math,
        Mode::Text => symbols::Mode::Text,
    };
    match get_symbol(name, of_mode).and_then(|symbol| symbol.codepoint) {
        Some(c) => public(c),
        None => name.trim_start_matches('\\').to_owned(),
    }
}

/// Negates the sign behind it.
pub(super) const NOT: char = '\u{338}';

/// Returns the text for a character, which the parser's own typeface may have in the private area.
fn public(c: char) -> String {
    let text = match c {
        '\u{E006}' => "∤",
        '\u{E007}' => "∦",
        '\u{E00C}' => "≨\u{FE00}",
        '\u{E00D}' => "≩\u{FE00}",
        '\u{E00E}' => "≧\u{338}",
        '\u{E00F}' => "⩾\u{338}",
        '\u{E010}' => "⩽\u{338}",
        '\u{E011}' => "≦\u{338}",
        '\u{E016}' => "⫅\u{338}",
        '\u{E017}' => "⫋\u{FE00}",
        '\u{E018}' => "⫆\u{338}",
        '\u{E019}' => "⫌\u{FE00}",
        '\u{E01A}' => "⊊\u{FE00}",
        '\u{E01B}' => "⊋\u{FE00}",
        '\u{E020}' => "\u{338}",
        '\u{E131}' => "ı",
        '\u{E237}' => "ȷ",
        c => return c.to_string(),
    };
    text.to_owned()
}

/// Returns the item of a character that is no operator by its own: a letter, a digit or another sign.
pub(super) fn ordinary(name: &str, mode: Mode, font: Font) -> Item {
    let text = text_of(name, mode);
    if mode == Mode::Text && !is_of_mathematics(&text) {
        return words(&text, WordStyle::Plain);
    }
    let first = text.chars().next().unwrap_or(' ');
    let kind = if first.is_ascii_digit() {
        ItemKind::Number(text, font.of_letter(Alphabet::Upright))
    } else if is_letter(first) {
        ItemKind::Letters(text, font.of_letter(usual(first)))
    } else {
        ItemKind::Sign(bars(text))
    };
    Item::atom(AtomClass::Ordinary, kind)
}

/// Returns words in a formula.
pub(super) fn words(text: &str, style: WordStyle) -> Item {
    Item::atom(AtomClass::Ordinary, ItemKind::Words(text.to_owned(), style))
}

/// Returns the vertical bars that delimit for those that divide, which are other characters.
pub(super) fn bars(text: String) -> String {
    match &*text {
        "∣" => "|".to_owned(),
        "∥" => "‖".to_owned(),
        _ => text,
    }
}

fn is_of_mathematics(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\u{1D400}'..='\u{1D7FF}' | '\u{2100}'..='\u{2AFF}' | '\u{338}' | 'Α'..='ω'))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '∂' | '∇' | '∞' | '∅' | '℧')
}

/// Returns the alphabet of a letter that no command changes (ISO 80000-2 would have capital Greek letters in italics;
/// TeX and most books have them upright).
fn usual(c: char) -> Alphabet {
    match c {
        'a'..='z' | 'A'..='Z' | 'α'..='ω' | 'ı' | 'ȷ' | '∂' | 'ϵ' | 'ϑ' | 'ϰ' | 'ϕ' | 'ϱ' | 'ϖ' => {
            Alphabet::Italic
        }
        _ => Alphabet::Upright,
    }
}

/// Returns the character of a delimiter. Returns `None` for one that is not shown.
pub(super) fn delimiter(name: &str) -> Option<char> {
    match name {
        "." | "" => None,
        "<" | "\\lt" | "\\langle" | "\\lang" => Some('⟨'),
        ">" | "\\gt" | "\\rangle" | "\\rang" => Some('⟩'),
        "|" | "\\vert" | "\\lvert" | "\\rvert" => Some('|'),
        "\\|" | "\\Vert" | "\\lVert" | "\\rVert" => Some('‖'),
        _ => bars(text_of(name, Mode::Math)).chars().next(),
    }
}

/// Returns the sign of an accent, whether it is as wide as what it is on, and whether it is below. Returns `None` for
/// an unknown accent.
pub(super) fn accent(label: &str) -> Option<(char, bool, bool)> {
    Some(match label {
        "\\hat" => ('^', false, false),
        "\\widehat" => ('^', true, false),
        "\\tilde" => ('~', false, false),
        "\\widetilde" => ('~', true, false),
        "\\utilde" => ('~', true, true),
        "\\check" => ('ˇ', false, false),
        "\\widecheck" => ('ˇ', true, false),
        "\\bar" => ('¯', false, false),
        "\\acute" => ('´', false, false),
        "\\grave" => ('`', false, false),
        "\\breve" => ('˘', false, false),
        "\\dot" => ('˙', false, false),
        "\\ddot" => ('¨', false, false),
        "\\dddot" => ('\u{20DB}', false, false),
        "\\ddddot" => ('\u{20DC}', false, false),
        "\\mathring" => ('˚', false, false),
        "\\vec" => ('\u{20D7}', false, false),
        "\\overrightarrow" => ('→', true, false),
        "\\overleftarrow" => ('←', true, false),
        "\\overleftrightarrow" => ('↔', true, false),
        "\\Overrightarrow" => ('⇒', true, false),
        "\\overleftharpoon" => ('↼', true, false),
        "\\overrightharpoon" => ('⇀', true, false),
        "\\overgroup" => ('⏠', true, false),
        "\\overlinesegment" => ('⎴', true, false),
        "\\undergroup" => ('⏡', true, true),
        "\\underlinesegment" => ('⎵', true, true),
        "\\underrightarrow" => ('→', true, true),
        "\\underleftarrow" => ('←', true, true),
        "\\underleftrightarrow" => ('↔', true, true),
        _ => return None,
    })
}

/// Returns the combining character of an accent in words.
pub(super) fn accent_of_words(label: &str) -> Option<char> {
    Some(match label {
        "\\'" | "\\acute" => '\u{301}',
        "\\`" | "\\grave" => '\u{300}',
        "\\^" | "\\hat" => '\u{302}',
        "\\~" | "\\tilde" => '\u{303}',
        "\\=" | "\\bar" => '\u{304}',
        "\\u" | "\\breve" => '\u{306}',
        "\\." | "\\dot" => '\u{307}',
        "\\\"" | "\\ddot" => '\u{308}',
        "\\r" | "\\mathring" => '\u{30A}',
        "\\H" => '\u{30B}',
        "\\v" | "\\check" => '\u{30C}',
        "\\c" => '\u{327}',
        "\\textcircled" => '\u{20DD}',
        _ => return None,
    })
}

/// Returns the sign of an arrow that grows with its labels. Returns `None` for an unknown one.
pub(super) fn arrow(label: &str) -> Option<char> {
    Some(match label {
        "\\xrightarrow" => '→',
        "\\xleftarrow" => '←',
        "\\xRightarrow" => '⇒',
        "\\xLeftarrow" => '⇐',
        "\\xleftrightarrow" => '↔',
        "\\xLeftrightarrow" => '⇔',
        "\\xhookleftarrow" => '↩',
        "\\xhookrightarrow" => '↪',
        "\\xmapsto" => '↦',
        "\\xrightharpoondown" => '⇁',
        "\\xrightharpoonup" => '⇀',
        "\\xleftharpoondown" => '↽',
        "\\xleftharpoonup" => '↼',
        "\\xrightleftharpoons" | "\\xrightequilibrium" | "\\xleftequilibrium" => '⇌',
        "\\xleftrightharpoons" => '⇋',
        "\\xlongequal" => '=',
        "\\xtwoheadrightarrow" => '↠',
        "\\xtwoheadleftarrow" => '↞',
        "\\xtofrom" | "\\xrightleftarrows" => '⇄',
        _ => return None,
    })
}
