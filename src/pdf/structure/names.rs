//! The names of structure types in each version of PDF.

use crate::book::Numerals;
use crate::book::tag::Tag;
use crate::layout::ListLabels;

/// The namespace of PDF 2.0 (ISO 32000-2, section 14.8.6).
pub(super) const PDF2: &str = "http://iso.org/pdf2/ssn";

/// Types of PDF 2.0 with their equivalents in PDF 1.7.
pub(super) const ROLES: [(&str, &str); 4] =
    [("Aside", "Div"), ("Em", "Span"), ("Strong", "Span"), ("Title", "P")];

/// Returns the tag of an element's marked content on the page.
pub(in crate::pdf) fn mark_name(tag: Tag) -> &'static str {
    name(tag, false)
}

/// Returns the name of a structure type (ISO 32000-1, section 14.8.4; ISO 32000-2, section 14.8.4).
/// [`ROLES`] maps those that PDF 1.7 lacks to types that it has.
pub(super) fn name(tag: Tag, pdf2: bool) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Part => "Part",
        Tag::Section => "Sect",
        Tag::Index => "Index",
        Tag::Division => "Div",
        Tag::Aside => "Aside",
        Tag::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1],
        Tag::Title => "Title",
        Tag::Paragraph => "P",
        Tag::BlockQuote => "BlockQuote",
        Tag::List => "L",
        Tag::Item => "LI",
        Tag::Label => "Lbl",
        Tag::Body => "LBody",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::HeaderCell => "TH",
        Tag::Cell => "TD",
        Tag::Figure => "Figure",
        Tag::Caption => "Caption",
        Tag::Code => "Code",
        Tag::Formula => "Formula",
        Tag::Note if pdf2 => "FENote",
        Tag::Note => "Note",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
        Tag::Reference => "Reference",
        Tag::Link => "Link",
        Tag::Quote => "Quote",
        Tag::Emphasis => "Em",
        Tag::Strong => "Strong",
        Tag::Span => "Span",
        Tag::Ruby => "Ruby",
        Tag::RubyBase => "RB",
        Tag::RubyText => "RT",
    }
}

/// Returns the numbering of a list (ISO 32000-1, table 347; ISO 32000-2, table 382).
pub(super) fn numbering(labels: ListLabels, pdf2: bool) -> &'static str {
    match labels {
        ListLabels::Numbers(Numerals::Decimal) => "Decimal",
        ListLabels::Numbers(Numerals::LowerAlpha) => "LowerAlpha",
        ListLabels::Numbers(Numerals::UpperAlpha) => "UpperAlpha",
        ListLabels::Numbers(Numerals::LowerRoman) => "LowerRoman",
        ListLabels::Numbers(Numerals::UpperRoman) => "UpperRoman",
        ListLabels::Bullets if pdf2 => "Unordered",
        ListLabels::Bullets => "Disc",
        ListLabels::Terms if pdf2 => "Description",
        ListLabels::Terms => "None",
    }
}

/// Returns whether PDF 2.0 has the type in its own namespace. The others are in that of PDF 1.7, as is
/// an element without a namespace.
pub(super) fn is_of_pdf2(tag: Tag) -> bool {
    !matches!(
        tag,
        Tag::Index
            | Tag::BlockQuote
            | Tag::Code
            | Tag::Contents
            | Tag::ContentsItem
            | Tag::Reference
            | Tag::Quote
    )
}
