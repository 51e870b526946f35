//! What stands at the head of the pages, by the author's word: `design.running-heads`.

use super::choice::named;
use super::fields::{Fields, wrong};
use super::yaml::ConfigKind;
use crate::diag::{Code, Diagnostic};

/// What a running head says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunningHead {
    /// The book's title.
    Title,
    /// Who wrote it; its title where nobody is named.
    Author,
    /// The part's title; the book's where there are no parts.
    Part,
    /// The title of the chapter, or of whatever division it is.
    Chapter,
    /// The section on the page; the chapter's title before the first.
    Section,
    /// Nothing.
    None,
}

/// The running heads that are wished for; what is left out is the theme's choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeadWishes {
    /// Of left-hand pages.
    pub verso: Option<RunningHead>,
    /// Of right-hand pages.
    pub recto: Option<RunningHead>,
}

impl HeadWishes {
    /// No heads at all.
    const NONE: Self = Self { verso: Some(RunningHead::None), recto: Some(RunningHead::None) };
}

const HEADS: &[(&str, RunningHead)] = &[
    ("title", RunningHead::Title),
    ("author", RunningHead::Author),
    ("part", RunningHead::Part),
    ("chapter", RunningHead::Chapter),
    ("section", RunningHead::Section),
    ("none", RunningHead::None),
];

/// `none`, or what each of the two pages of a spread shows: `verso` and `recto`, also as `left` and
/// `right`.
pub(super) fn read(fields: &Fields<'_>) -> Option<HeadWishes> {
    let node = fields.node("running-heads")?;
    match &node.kind {
        ConfigKind::Bool(false) => return Some(HeadWishes::NONE),
        ConfigKind::Text(text) if text == "none" => return Some(HeadWishes::NONE),
        ConfigKind::Map(_) => {}
        other => {
            let wanted = "`none`, or a mapping of `verso` and `recto`";
            fields.report(wrong(node.span, "running-heads", wanted, other));
            return None;
        }
    }
    let inner = Fields::of(node, "running-heads", fields.sink());
    let side = |key, other| {
        let (text, second) = (inner.text(key), inner.text(other));
        if let (Some(first), Some(second)) = (&text, &second) {
            let message = format!("`{other}` is another name of `{key}`");
            let twice =
                Diagnostic::new(Code::DuplicateKey, second.span, message).help("remove one of the two");
            inner.report(match first.span {
                Some(first) => twice.label(first, "first given here"),
                None => twice,
            });
        }
        let text = text.or(second)?;
        inner.parsed(&text, named(&text.value, HEADS, "running head"))
    };
    let wishes = HeadWishes { verso: side("verso", "left"), recto: side("recto", "right") };
    inner.finish();
    Some(wishes)
}
