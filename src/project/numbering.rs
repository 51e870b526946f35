//! The `numbering` key: how figures, tables and the like are counted.

use super::blocks::OwnBlock;
use super::choice::{named, unknown};
use super::fields::Fields;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::lang::LangTag;
use crate::words::{DigitChoice, Digits};

/// The options under `numbering`; `None` means the default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NumberingOptions {
    /// How figures are counted.
    pub figures: Option<Spanned<NumberScope>>,
    /// How tables are counted.
    pub tables: Option<Spanned<NumberScope>>,
    /// How listings are counted.
    pub listings: Option<Spanned<NumberScope>>,
    /// How equations are counted.
    pub equations: Option<Spanned<NumberScope>>,
    /// How theorems and the like are counted.
    pub theorems: Option<Spanned<NumberScope>>,
    /// How single kinds of these are counted, by their name.
    pub kinds: Vec<(String, Spanned<StatementNumbering>)>,
    /// The deepest level of headings that has numbers.
    pub depth: Option<u8>,
    /// The digits of all numbers.
    pub digits: Option<Spanned<DigitChoice>>,
}

/// How a kind of theorem is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StatementNumbering {
    /// It is not counted.
    None,
    /// By itself.
    Within(NumberScope),
    /// Together with another kind, of this name.
    With(String),
}

/// Returns how a kind is counted by a word: a range of text, or the name of another kind.
pub(super) fn statement_numbering(word: &str) -> StatementNumbering {
    match SCOPES.iter().find(|(name, _)| *name == word) {
        Some((_, scope)) => StatementNumbering::Within(*scope),
        None if word == "none" => StatementNumbering::None,
        None => StatementNumbering::With(word.to_owned()),
    }
}

/// The kinds that have a name in every book.
pub(super) const KINDS: [&str; 14] = [
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "conjecture",
    "hypothesis",
    "definition",
    "example",
    "exercise",
    "problem",
    "solution",
    "remark",
    "note-to",
    "proof",
];

/// Reports kinds that are counted with one that does not exist; `own` are the author's.
pub(super) fn check_kinds(options: &NumberingOptions, own: &[OwnBlock], sink: &mut Vec<Diagnostic>) {
    let names = || KINDS.into_iter().chain(own.iter().map(|block| block.class.as_str()));
    for (_, numbering) in &options.kinds {
        if let StatementNumbering::With(name) = &numbering.value
            && !names().any(|known| known == name)
        {
            let known = SCOPES.iter().map(|(name, _)| *name).chain(["none"]).chain(names());
            let known: Vec<&str> = known.collect();
            let mistake = unknown(name, known.iter().copied(), "way of counting");
            sink.push(mistake.diagnostic(Code::InvalidValue, numbering.span));
        }
    }
}

/// The range of text in which things are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberScope {
    /// The whole book: `3`.
    Book,
    /// A chapter or an appendix with a number: `2.3`, `A.3`.
    Chapter,
    /// A section of level 2 with a number: `2.1.3`.
    Section,
}

impl NumberingOptions {
    /// Returns how each kind of thing is counted, with the key for it.
    pub fn written(&self) -> [(&'static str, &Option<Spanned<NumberScope>>); 5] {
        [
            ("figures", &self.figures),
            ("tables", &self.tables),
            ("listings", &self.listings),
            ("equations", &self.equations),
            ("theorems", &self.theorems),
        ]
    }
}

pub(super) const SCOPES: &[(&str, NumberScope)] =
    &[("book", NumberScope::Book), ("chapter", NumberScope::Chapter), ("section", NumberScope::Section)];

/// The levels of headings that may be the deepest one with numbers; 1 is the title of the chapter.
const DEPTHS: [(&str, u8); 6] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6)];

/// The digits that an author may choose.
pub(super) const DIGITS: &[(&str, DigitChoice)] =
    &[("latin", DigitChoice::Latin), ("native", DigitChoice::Native)];

/// Reports native digits in a language that has none of its own.
pub(super) fn check_digits(options: &NumberingOptions, lang: &LangTag) -> Option<Diagnostic> {
    let chosen = options.digits.as_ref().filter(|digits| digits.value == DigitChoice::Native)?;
    if Digits::native(lang).is_some() {
        return None;
    }
    let message = format!("the language `{lang}` has no digits of its own");
    let help = "write `digits: latin`, or leave it out";
    Some(Diagnostic::new(Code::InvalidValue, chosen.span, message).help(help))
}

/// Reads the options under `numbering`.
pub(super) fn read(fields: Fields<'_>) -> NumberingOptions {
    let scope = |key| {
        let text = fields.text(key)?;
        let value = fields.parsed(&text, named(&text.value, SCOPES, &format!("value of `{key}`")))?;
        Some(Spanned { value, span: text.span })
    };
    let kind = |name: &'static str| {
        let text = fields.text(name)?;
        Some((name.to_owned(), Spanned { value: statement_numbering(&text.value), span: text.span }))
    };
    let depth =
        |text: Spanned<String>| fields.parsed(&text, named(&text.value, &DEPTHS, "level of headings"));
    let digits = |text: Spanned<String>| {
        let value = fields.parsed(&text, named(&text.value, DIGITS, "kind of digits"))?;
        Some(Spanned { value, span: text.span })
    };
    let options = NumberingOptions {
        figures: scope("figures"),
        tables: scope("tables"),
        listings: scope("listings"),
        equations: scope("equations"),
        theorems: scope("theorems"),
        kinds: KINDS.into_iter().filter_map(kind).collect(),
        depth: fields.text("depth").and_then(depth),
        digits: fields.text("digits").and_then(digits),
    };
    fields.finish();
    options
}
