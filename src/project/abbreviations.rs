//! The keys `abbreviations` and `expand-abbreviations`.

use super::choice::named;
use super::fields::{self, Fields};
use super::yaml::ConfigKind;
use crate::diag::{Code, Diagnostic, Spanned};

/// The abbreviations of a book, and where they are expanded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AbbreviationOptions {
    /// Each abbreviation with what it stands for.
    pub defined: Vec<(Spanned<String>, Spanned<String>)>,
    /// Where the text shows the expansion.
    pub expand: ExpandAbbreviations,
}

/// Where the text shows the expansion of an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ExpandAbbreviations {
    /// Nowhere.
    #[default]
    None,
    /// At its first use in the book.
    Book,
    /// At its first use in each chapter.
    Chapter,
}

pub(super) const EXPAND: &[(&str, ExpandAbbreviations)] = &[
    ("none", ExpandAbbreviations::None),
    ("book", ExpandAbbreviations::Book),
    ("chapter", ExpandAbbreviations::Chapter),
];

/// Reads the keys for abbreviations at the top of a manifest.
pub(super) fn read(fields: &Fields<'_>) -> AbbreviationOptions {
    let mut defined = Vec::new();
    if let Some(node) = fields.node("abbreviations") {
        // Any other value is reported.
        let _ = fields.map("abbreviations");
        let entries = if let ConfigKind::Map(entries) = &node.kind { entries.as_slice() } else { &[] };
        for (key, place, value) in entries {
            if key.trim().is_empty() {
                let diagnostic = Diagnostic::new(Code::InvalidValue, *place, "an abbreviation is empty");
                fields.report(diagnostic.help("write `abbreviations: { DOI: digital object identifier }`"));
                continue;
            }
            let text = fields::text(value, key, fields.sink()).filter(|text| !text.value.trim().is_empty());
            defined.extend(text.map(|text| (Spanned::new(key.trim().to_owned(), *place), text)));
        }
    }
    let expand = fields
        .text("expand-abbreviations")
        .and_then(|text| fields.parsed(&text, named(&text.value, EXPAND, "value of `expand-abbreviations`")));
    AbbreviationOptions { defined, expand: expand.unwrap_or_default() }
}
