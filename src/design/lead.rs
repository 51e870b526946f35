//! How the first paragraph of a chapter opens.

use super::sheet::Theme;
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

    /// That of a theme, and over it the author's wishes.
    pub(super) fn new(theme: Theme, wishes: OpeningWishes) -> Self {
        let usual = match theme {
            Theme::Classic => Self { initial: 3, small_caps: OpeningCaps::Phrase },
            Theme::Essay => Self { initial: 0, small_caps: OpeningCaps::Phrase },
            Theme::Technical => Self::NONE,
        };
        Self {
            initial: wishes.drop_cap.unwrap_or(usual.initial),
            small_caps: wishes.small_caps.unwrap_or(usual.small_caps),
        }
    }
}
