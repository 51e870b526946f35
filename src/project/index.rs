//! The `index` key, and the file `index.yaml` with rules for entries.

use super::choice::named;
use super::fields::Fields;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::lang::LangTag;

/// The file with rules for entries, in the project's root.
pub(super) const FILE: &str = "index.yaml";

/// The options of the indexes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IndexOptions {
    /// How entries of several words are sorted.
    pub order: WordOrder,
    /// The language whose alphabet sorts them; `None` for that of the book.
    pub language: Option<LangTag>,
    /// How page numbers are shown.
    pub locators: LocatorStyle,
    /// The titles of the indexes that have a name, by these names.
    pub titles: Vec<(String, Spanned<String>)>,
    /// The indexes that are to be generated, by name and in order; empty for all of them.
    pub generated: Vec<Spanned<String>>,
    /// The rules for entries: those of `book.yaml`, then those of `index.yaml`.
    pub rules: Vec<IndexRule>,
}

/// A rule for an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IndexRule {
    /// The entry, with `!` before a sub-entry.
    pub entry: Spanned<String>,
    /// The name of its index; empty for the general one.
    pub index: String,
    /// The key by which it is sorted.
    pub sort: Option<String>,
    /// The entries that have its places instead.
    pub see: Vec<String>,
    /// The entries that have more.
    pub see_also: Vec<String>,
    /// Other spellings, whose places are those of the entry.
    pub spellings: Vec<String>,
}

/// How several words are compared (The Chicago Manual of Style, 18th ed., chapter 15).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum WordOrder {
    /// As one word, up to a comma or a parenthesis: *Newark* before *New York*.
    #[default]
    Letter,
    /// Word by word: *New York* before *Newark*.
    Word,
}

/// How the page numbers of an index are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct LocatorStyle {
    /// The second number of a range.
    pub ranges: RangeStyle,
    /// Whether three or more pages that follow one another become a range.
    pub merges_runs: bool,
}

/// The second number of a range of pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum RangeStyle {
    /// All its digits: 101–108.
    #[default]
    Full,
    /// Those of The Chicago Manual of Style, 18th ed., chapter 9: 101–8, 121–28, 100–104.
    Chicago,
    /// The digits that change: 101–8, 121–8.
    Minimal,
}

pub(super) const ORDERS: &[(&str, WordOrder)] = &[("letter", WordOrder::Letter), ("word", WordOrder::Word)];

pub(super) const RANGES: &[(&str, RangeStyle)] =
    &[("full", RangeStyle::Full), ("chicago", RangeStyle::Chicago), ("minimal", RangeStyle::Minimal)];

pub(super) const RUNS: &[(&str, bool)] = &[("separate", false), ("merge", true)];

/// Reads the options under `index`.
pub(super) fn read(fields: Fields<'_>) -> IndexOptions {
    let order = fields
        .text("sort")
        .and_then(|text| fields.parsed(&text, named(&text.value, ORDERS, "way of sorting")));
    let ranges = fields
        .text("ranges")
        .and_then(|text| fields.parsed(&text, named(&text.value, RANGES, "form of ranges")));
    let runs = fields
        .text("runs")
        .and_then(|text| fields.parsed(&text, named(&text.value, RUNS, "value of `runs`")));
    let language = fields.text("language").and_then(|text| {
        LangTag::parse(&text.value)
            .map_err(|reason| {
                let help = "write a BCP 47 tag, such as `de` or `de-u-co-phonebk`";
                fields.report(Diagnostic::new(Code::UnknownLanguage, text.span, reason).help(help));
            })
            .ok()
    });
    let titles = fields.map("titles").map(|titles| titles.all_texts()).unwrap_or_default();
    let rules = fields.map("entries").map(|entries| rules(&entries)).unwrap_or_default();
    fields.finish();
    IndexOptions {
        order: order.unwrap_or_default(),
        language,
        locators: LocatorStyle { ranges: ranges.unwrap_or_default(), merges_runs: runs.unwrap_or_default() },
        titles,
        rules,
        generated: Vec::new(),
    }
}

/// Reads the rules under `entries`, or those of `index.yaml`: entries, each with a mapping.
pub(super) fn rules(fields: &Fields<'_>) -> Vec<IndexRule> {
    let rule = |(entry, place, fields): (&str, _, Fields<'_>)| {
        let texts = |key| fields.texts(key).into_iter().map(|text| text.value).collect();
        let rule = IndexRule {
            entry: Spanned::new(entry.to_owned(), place),
            index: fields.string("index").unwrap_or_default(),
            sort: fields.string("sort"),
            see: texts("see"),
            see_also: texts("see-also"),
            spellings: texts("spellings"),
        };
        fields.finish();
        rule
    };
    fields.named().map(rule).collect()
}
