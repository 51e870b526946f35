//! The `numbering` key: how figures, tables and the like are counted.

use super::choice::named;
use super::fields::Fields;
use crate::diag::Spanned;

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
    /// The deepest level of headings that has numbers.
    pub depth: Option<u8>,
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
    pub fn written(&self) -> [(&'static str, &Option<Spanned<NumberScope>>); 4] {
        [
            ("figures", &self.figures),
            ("tables", &self.tables),
            ("listings", &self.listings),
            ("equations", &self.equations),
        ]
    }
}

pub(super) const SCOPES: &[(&str, NumberScope)] =
    &[("book", NumberScope::Book), ("chapter", NumberScope::Chapter), ("section", NumberScope::Section)];

/// The levels of headings that may be the deepest one with numbers; 1 is the title of the chapter.
const DEPTHS: [(&str, u8); 6] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6)];

/// Reads the options under `numbering`.
pub(super) fn read(fields: Fields<'_>) -> NumberingOptions {
    let scope = |key| {
        let text = fields.text(key)?;
        let value = fields.parsed(&text, named(&text.value, SCOPES, &format!("value of `{key}`")))?;
        Some(Spanned { value, span: text.span })
    };
    let depth =
        |text: Spanned<String>| fields.parsed(&text, named(&text.value, &DEPTHS, "level of headings"));
    let options = NumberingOptions {
        figures: scope("figures"),
        tables: scope("tables"),
        listings: scope("listings"),
        equations: scope("equations"),
        depth: fields.text("depth").and_then(depth),
    };
    fields.finish();
    options
}
