//! The properties of kinds of blocks, for passes and writers.

use super::block::BlockKind;
use super::caption::Captioned;
use super::group::GroupRole;
use super::index::IndexId;

/// The properties of a kind of block. They are determined in one `match`, so that every new kind must define
/// them.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockProperties {
    /// Whether it counts as text, whatever its content. A title is not moved above text that precedes it.
    pub is_text: bool,
    /// Whether it may be set beside a figure at the side of the text. Other blocks begin below the figure.
    pub is_beside_figures: bool,
    /// Whether a figure group may contain it, as a picture or as part of the caption.
    pub is_in_figure_groups: bool,
    /// Whether a caption for it may be written as a paragraph next to it.
    pub takes_captions: bool,
    /// The list that is generated in its place, which has page numbers in print. `None` for other blocks.
    pub list: Option<GeneratedList>,
}

/// A list that the program generates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratedList {
    /// The table of contents.
    Contents,
    /// The list of figures, or that of tables.
    Captions(Captioned),
    /// An index.
    Index(IndexId),
}

impl BlockProperties {
    const NONE: Self = Self {
        is_text: false,
        is_beside_figures: false,
        is_in_figure_groups: false,
        takes_captions: false,
        list: None,
    };
}

impl BlockKind {
    /// Returns the properties of the kind.
    pub fn properties(&self) -> BlockProperties {
        let none = BlockProperties::NONE;
        match self {
            Self::Paragraph(_) => {
                BlockProperties { is_beside_figures: true, is_in_figure_groups: true, ..none }
            }
            Self::Heading { .. } | Self::Math(_) => BlockProperties { is_text: true, ..none },
            Self::Code { .. } => BlockProperties { is_text: true, takes_captions: true, ..none },
            Self::Table(_) => BlockProperties { takes_captions: true, ..none },
            Self::Figure(_) => BlockProperties { is_in_figure_groups: true, ..none },
            // Its content is not set in print.
            Self::Group(GroupRole::OnlyEpub, _) => BlockProperties { is_beside_figures: true, ..none },
            Self::Contents => BlockProperties { list: Some(GeneratedList::Contents), ..none },
            Self::Captions(of) => BlockProperties { list: Some(GeneratedList::Captions(*of)), ..none },
            Self::Index(id) => BlockProperties { list: Some(GeneratedList::Index(*id)), ..none },
            Self::Quote { .. }
            | Self::Verse(_)
            | Self::List(_)
            | Self::Definitions(_)
            | Self::SceneBreak
            | Self::Group(..)
            | Self::PageBreak
            | Self::TitleLine(..) => none,
        }
    }
}
