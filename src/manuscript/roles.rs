//! The names of divs and spans, and their meanings.

use crate::book::{GroupRole, SpanRole, StatementKind};
use crate::project::blocks::OwnBlock;

/// The meaning of a fenced div.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DivRole {
    /// A poem: each line is a line of verse.
    Verse,
    /// A quotation.
    Quote,
    /// Pictures with a common caption.
    Figure,
    /// A page break.
    PageBreak,
    /// Blocks that an entry of the index is about.
    Index,
    /// A group of blocks.
    Group(GroupRole),
}

/// The number of columns if the author states none.
const COLUMNS: u8 = 2;

const DIVS: &[(&str, DivRole)] = &[
    ("verse", DivRole::Verse),
    ("quote", DivRole::Quote),
    ("figure", DivRole::Figure),
    ("figures", DivRole::Figure),
    ("pagebreak", DivRole::PageBreak),
    ("index", DivRole::Index),
    ("epigraph", DivRole::Group(GroupRole::Epigraph)),
    ("dedication", DivRole::Group(GroupRole::Dedication)),
    ("letter", DivRole::Group(GroupRole::Letter)),
    ("dateline", DivRole::Group(GroupRole::Dateline)),
    ("salutation", DivRole::Group(GroupRole::Salutation)),
    ("closing", DivRole::Group(GroupRole::Closing)),
    ("drama", DivRole::Group(GroupRole::Drama)),
    ("note", DivRole::Group(GroupRole::Note)),
    ("tip", DivRole::Group(GroupRole::Tip)),
    ("important", DivRole::Group(GroupRole::Important)),
    ("warning", DivRole::Group(GroupRole::Warning)),
    ("caution", DivRole::Group(GroupRole::Caution)),
    ("aside", DivRole::Group(GroupRole::Aside)),
    ("centred", DivRole::Group(GroupRole::Centred)),
    ("centered", DivRole::Group(GroupRole::Centred)),
    ("center", DivRole::Group(GroupRole::Centred)),
    ("right", DivRole::Group(GroupRole::Right)),
    ("keep", DivRole::Group(GroupRole::Keep)),
    ("columns", DivRole::Group(GroupRole::Columns(COLUMNS))),
    ("column", DivRole::Group(GroupRole::Column)),
    ("subequations", DivRole::Group(GroupRole::Subequations)),
    ("only-epub", DivRole::Group(GroupRole::OnlyEpub)),
    ("only-pdf", DivRole::Group(GroupRole::OnlyPdf)),
];

/// Returns the role of a div by its name.
pub(super) fn div(name: &str) -> Option<DivRole> {
    let known = DIVS.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    known.or_else(|| StatementKind::named(name).map(|kind| DivRole::Group(GroupRole::Statement(kind))))
}

/// Returns the role of a div that has the name of one of the author's own kinds of numbered blocks.
pub(super) fn own_div(name: &str, blocks: &[OwnBlock]) -> Option<DivRole> {
    let at = blocks.iter().position(|block| block.class == name)?;
    let kind = StatementKind::Own(u8::try_from(at).ok()?, blocks[at].style.into());
    Some(DivRole::Group(GroupRole::Statement(kind)))
}

/// Returns the role of a div without one by its name: `{#thm:pythagoras}`.
pub(super) fn div_of_label(label: &str) -> Option<DivRole> {
    StatementKind::of_label(label).map(|kind| DivRole::Group(GroupRole::Statement(kind)))
}

/// Returns the role of a class on a div that has another role already.
pub(super) fn additional_role(name: &str) -> Option<GroupRole> {
    use GroupRole as G;
    let DivRole::Group(role) = div(name)? else { return None };
    match role {
        G::Centred | G::Right | G::Keep | G::OnlyEpub | G::OnlyPdf => Some(role),
        G::Plain | G::Epigraph | G::Dedication | G::Letter | G::Drama | G::Note | G::Aside => None,
        G::Dateline | G::Salutation | G::Closing | G::Columns(_) | G::Column => None,
        G::Subequations => None,
        G::Tip | G::Important | G::Warning | G::Caution | G::Statement(_) => None,
    }
}

/// Returns every name of a div.
pub(super) fn div_names() -> impl Iterator<Item = &'static str> {
    DIVS.iter().map(|(name, _)| *name).chain(StatementKind::NAMES.iter().map(|(name, ..)| *name))
}

/// The meaning of a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SpanKind {
    /// True small capitals.
    SmallCaps,
    /// A role of the model.
    Role(SpanRole),
    /// A note in the margin.
    MarginNote,
}

const SPANS: &[(&str, SpanKind)] = &[
    ("smallcaps", SpanKind::SmallCaps),
    ("small-caps", SpanKind::SmallCaps),
    ("sc", SpanKind::SmallCaps),
    ("index", SpanKind::Role(SpanRole::Index)),
    ("term", SpanKind::Role(SpanRole::Term)),
    ("foreign", SpanKind::Role(SpanRole::Foreign)),
    ("title", SpanKind::Role(SpanRole::WorkTitle)),
    ("ship", SpanKind::Role(SpanRole::Ship)),
    ("speaker", SpanKind::Role(SpanRole::Speaker)),
    ("nohyphen", SpanKind::Role(SpanRole::NoHyphen)),
    ("underline", SpanKind::Role(SpanRole::Underline)),
    ("ul", SpanKind::Role(SpanRole::Underline)),
    ("dots", SpanKind::Role(SpanRole::Dots)),
    ("mark", SpanKind::Role(SpanRole::Mark)),
    ("small", SpanKind::Role(SpanRole::Small)),
    ("kbd", SpanKind::Role(SpanRole::Keys)),
    ("abbr", SpanKind::Role(SpanRole::Abbreviation)),
    ("aside", SpanKind::MarginNote),
];

/// Returns the meaning of a class on a span.
pub(super) fn span(class: &str) -> Option<SpanKind> {
    SPANS.iter().find(|(known, _)| *known == class).map(|(_, kind)| *kind)
}

/// Returns every class with a meaning on a span.
pub(super) fn span_names() -> impl Iterator<Item = &'static str> {
    SPANS.iter().map(|(name, _)| *name)
}
