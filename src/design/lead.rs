//! How the first paragraph of a chapter opens.

pub use crate::project::OpeningCaps;
use crate::project::OpeningWishes;

/// The opening of a chapter's first paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeadIn {
    /// Lines beside the initial; below 2 there is none.
    pub initial: u8,
    /// The words that follow in small capitals.
    pub small_caps: OpeningCaps,
}

impl LeadIn {
    /// As any other paragraph.
    pub const NONE: Self = Self { initial: 0, small_caps: OpeningCaps::None };

    /// That of a theme and over it the author's wishes, as merged.
    pub(super) fn of(wishes: OpeningWishes) -> Self {
        Self {
            initial: wishes.drop_cap.unwrap_or(Self::NONE.initial),
            small_caps: wishes.small_caps.unwrap_or(Self::NONE.small_caps),
        }
    }
}
