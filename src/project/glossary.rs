//! The `glossary` key: how the text is linked to the glossary.

use super::choice::named;
use super::fields::Fields;

/// The options under `glossary`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GlossaryOptions {
    /// Which terms of the text are linked to their entries.
    pub links: GlossaryLinks,
    /// Whether the entries are sorted.
    pub sort: bool,
}

/// The terms of the text that are linked to their entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum GlossaryLinks {
    /// The first use of each term in a chapter.
    #[default]
    First,
    /// Every use.
    All,
    /// None.
    None,
}

pub(super) const LINKS: &[(&str, GlossaryLinks)] =
    &[("first", GlossaryLinks::First), ("all", GlossaryLinks::All), ("none", GlossaryLinks::None)];

/// Reads the options under `glossary`.
pub(super) fn read(fields: Fields<'_>) -> GlossaryOptions {
    let links = fields
        .text("link")
        .and_then(|text| fields.parsed(&text, named(&text.value, LINKS, "value of `link`")))
        .unwrap_or_default();
    let sort = fields.flag("sort").unwrap_or_default();
    fields.finish();
    GlossaryOptions { links, sort }
}
