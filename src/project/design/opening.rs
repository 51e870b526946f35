//! How the first paragraph of a chapter opens: `design.opening`.

use crate::project::choice::named;
use crate::project::fields::Fields;

/// How the first paragraph of a chapter opens, by the author's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OpeningWishes {
    /// Lines beside the initial; 0 for none.
    pub drop_cap: Option<u8>,
    /// The first words in small capitals.
    pub small_caps: Option<OpeningCaps>,
}

/// How much of a chapter's first paragraph is in small capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpeningCaps {
    /// Nothing.
    None,
    /// The first word.
    Word,
    /// The first words, up to a mark of punctuation where one is near.
    Phrase,
}

/// Lines beside an initial; one over more is a picture, not a letter.
const INITIAL: std::ops::RangeInclusive<u8> = 2..=5;
const OPENING_CAPS: &[(&str, OpeningCaps)] = &[
    ("none", OpeningCaps::None),
    ("false", OpeningCaps::None),
    ("word", OpeningCaps::Word),
    ("phrase", OpeningCaps::Phrase),
];

/// `drop-cap: 3`, `small-caps: phrase`.
pub(super) fn opening(fields: Fields<'_>) -> OpeningWishes {
    let drop_cap = fields.text("drop-cap").and_then(|text| fields.parsed(&text, initial(&text.value)));
    let small_caps = fields
        .text("small-caps")
        .and_then(|text| fields.parsed(&text, named(&text.value, OPENING_CAPS, "extent of small capitals")));
    fields.finish();
    OpeningWishes { drop_cap, small_caps }
}

fn initial(text: &str) -> Result<u8, String> {
    if matches!(text, "none" | "false") {
        return Ok(0);
    }
    let lines = text.parse().ok().filter(|lines| INITIAL.contains(lines));
    lines.ok_or_else(|| {
        let (least, most) = (INITIAL.start(), INITIAL.end());
        format!("`drop-cap` is `{text}`; it must be a number of lines from {least} to {most}, or `none`")
    })
}
