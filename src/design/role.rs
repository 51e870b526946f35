//! What a paragraph is, and how that is set.

use super::Design;
use super::sheet::Theme;
use super::style::{Alignment, Family, ParStyle, TextStyle};
use crate::book::TitleRole;
use crate::units::{Colour, Length};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ParRole {
    /// Running text.
    Body,
    /// Running text after a heading, a break, a figure: not indented.
    BodyFirst,
    /// A heading within a chapter, 2 to 6.
    Heading(u8),
    /// The number of a chapter.
    ChapterNumber,
    /// The title of a chapter.
    ChapterTitle,
    /// The number of a part.
    PartNumber,
    /// The title of a part.
    PartTitle,
    /// A quotation.
    Quote,
    /// Who said it.
    Attribution,
    /// Verse.
    Verse,
    /// A motto.
    Epigraph,
    /// A dedication.
    Dedication,
    /// A letter, a note apart, an aside.
    Inset,
    /// The name of an inset: Note, Warning.
    InsetLabel,
    /// A play.
    Drama,
    /// Text in the middle.
    Centred,
    /// Text to the right.
    Right,
    /// An item of a list.
    ListItem,
    /// A term.
    DefinitionTerm,
    /// What a term means.
    DefinitionDetail,
    /// A cell of a table.
    TableCell,
    /// A cell of a table's head.
    TableHead,
    /// The caption of a figure or table.
    Caption,
    /// Code.
    Code,
    /// A footnote.
    Note,
    /// The running head.
    RunningHead,
    /// The folio.
    Folio,
    /// A line of the contents, by level.
    Contents(u8),
    /// A line of a title page.
    Title(TitleRole),
}

/// Sizes of what is smaller than text, in thousandths of it.
/// What is looked up and not read: running heads, contents.
const LOOKED_UP: i64 = 955;
const SMALL: i64 = 880;
const NOTE: i64 = 810;
const CODE: i64 = 800;
/// Leadings of what is smaller, in thousandths of the text's.
const SMALL_LEADING: i64 = 860;
const NOTE_LEADING: i64 = 790;
/// Letterspacing of small capitals in furniture, in thousandths.
const SPACED: i32 = 80;

impl Design {
    /// The style of a paragraph, at the left end of the measure.
    pub fn style(&self, role: ParRole) -> ParStyle {
        match role {
            // What stands in from the text does so by its place.
            ParRole::Body
            | ParRole::Quote
            | ParRole::Inset
            | ParRole::ListItem
            | ParRole::DefinitionDetail => ParStyle { indent: self.em(), ..self.body() },
            ParRole::BodyFirst => self.body(),
            ParRole::Heading(level) => self.heading(level),
            ParRole::ChapterNumber | ParRole::ChapterTitle | ParRole::PartNumber | ParRole::PartTitle => {
                self.opening(role)
            }
            ParRole::Verse => self.ragged(Alignment::Start),
            ParRole::Drama => self.drama(),
            ParRole::Epigraph | ParRole::Dedication | ParRole::Attribution => self.motto(role),
            ParRole::InsetLabel | ParRole::DefinitionTerm => self.label(role),
            ParRole::Centred => self.ragged(Alignment::Centre),
            ParRole::Right => self.ragged(Alignment::End),
            ParRole::TableCell | ParRole::TableHead | ParRole::Caption => self.small(role),
            ParRole::Code => self.code(),
            ParRole::Note => self.note(),
            ParRole::RunningHead | ParRole::Folio => self.furniture(role),
            ParRole::Contents(level) => self.contents(level),
            ParRole::Title(role) => self.title_page(role),
        }
    }

    /// Running text without indent.
    fn body(&self) -> ParStyle {
        let text = TextStyle {
            family: Family::Text,
            bold: false,
            italic: false,
            small_caps: false,
            all_small_caps: false,
            old_style: true,
            tabular: false,
            size: self.text_size,
            tracking: 0,
            colour: Colour::BLACK,
            rise: Length::ZERO,
            underline: false,
            strike: false,
            hyphenate: true,
            lang: self.lang.clone(),
        };
        ParStyle {
            text,
            leading: self.leading,
            indent: Length::ZERO,
            left: Length::ZERO,
            right: Length::ZERO,
            align: Alignment::Justified,
        }
    }

    /// Body in another size, on a leading that is a share of the text's.
    fn sized(&self, size: i64, leading: i64) -> ParStyle {
        let mut style = self.body();
        style.text.size = self.text_size.ratio(size, 1000);
        style.leading = self.leading.ratio(leading, 1000);
        style
    }

    fn ragged(&self, align: Alignment) -> ParStyle {
        let mut style = ParStyle { align, ..self.body() };
        style.text.hyphenate = false;
        style
    }

    fn heading(&self, level: u8) -> ParStyle {
        let mut style = self.ragged(Alignment::Start);
        style.text.family = Family::Heading;
        let technical = self.theme == Theme::Technical;
        let size = match (level, technical) {
            (..=2, true) => 1400,
            (3, true) => 1150,
            (..=2, false) => 1140,
            _ => 1000,
        };
        style.text.size = self.text_size.ratio(size, 1000);
        match (level, technical) {
            (_, true) | (4, false) => style.text.bold = true,
            (3, false) => (style.text.small_caps, style.text.tracking) = (true, SPACED),
            (_, false) => style.text.italic = true,
        }
        style.text.old_style = !technical;
        style
    }

    /// Number and title of a chapter or part.
    fn opening(&self, role: ParRole) -> ParStyle {
        let align = if self.theme == Theme::Classic { Alignment::Centre } else { Alignment::Start };
        let mut style = self.ragged(align);
        style.text.family = Family::Heading;
        let (size, leadings) = match role {
            ParRole::ChapterNumber => (1150, 1),
            ParRole::PartNumber => (1300, 2),
            ParRole::PartTitle => (2300, 2),
            _ => (1800, 2),
        };
        style.text.size = self.text_size.ratio(size, 1000);
        style.leading = self.leading * leadings;
        style.text.bold = self.theme == Theme::Technical;
        if matches!(role, ParRole::ChapterNumber | ParRole::PartNumber) {
            style.text.tracking = 60;
        }
        style
    }

    /// The speaker stands out to the left of what is said.
    fn drama(&self) -> ParStyle {
        ParStyle { left: self.leading, indent: -self.leading, ..self.body() }
    }

    fn motto(&self, role: ParRole) -> ParStyle {
        let mut style = self.body();
        style.text.hyphenate = false;
        match role {
            ParRole::Dedication => {
                style.align = Alignment::Centre;
                style.text.italic = true;
                style.text.size = self.text_size.ratio(1100, 1000);
            }
            ParRole::Attribution => style.align = Alignment::End,
            _ => {
                style.align = Alignment::Start;
                style.text.italic = true;
                style.left = self.page.measure.ratio(3, 10);
            }
        }
        style
    }

    fn label(&self, role: ParRole) -> ParStyle {
        let mut style = self.ragged(Alignment::Start);
        style.text.bold = true;
        if role == ParRole::InsetLabel {
            style.text.bold = false;
            (style.text.small_caps, style.text.tracking) = (true, SPACED);
            style.left = self.leading;
        }
        style
    }

    fn small(&self, role: ParRole) -> ParStyle {
        let mut style = self.sized(SMALL, SMALL_LEADING);
        style.text.hyphenate = false;
        style.align = Alignment::Start;
        match role {
            ParRole::Caption => style.align = Alignment::Centre,
            _ => {
                style.text.old_style = false;
                style.text.tabular = true;
                style.text.bold = role == ParRole::TableHead;
            }
        }
        style
    }

    fn code(&self) -> ParStyle {
        let mut style = self.sized(CODE, SMALL_LEADING);
        style.text.family = Family::Code;
        style.text.old_style = false;
        style.text.hyphenate = false;
        style.align = Alignment::Start;
        style
    }

    fn note(&self) -> ParStyle {
        self.sized(NOTE, NOTE_LEADING)
    }

    fn furniture(&self, role: ParRole) -> ParStyle {
        let mut style = self.sized(SMALL, 1000);
        style.align = Alignment::Centre;
        style.text.hyphenate = false;
        if role == ParRole::RunningHead {
            match self.theme {
                Theme::Technical => style.text.family = Family::Heading,
                Theme::Classic | Theme::Essay => {
                    (style.text.small_caps, style.text.tracking) = (true, SPACED);
                    style.text.size = self.text_size.ratio(LOOKED_UP, 1000);
                }
            }
        }
        style
    }

    fn contents(&self, level: u8) -> ParStyle {
        let mut style = self.ragged(Alignment::Start);
        style.left = self.leading * i64::from(level);
        style.text.size = self.text_size.ratio(LOOKED_UP, 1000);
        style
    }

    fn title_page(&self, role: TitleRole) -> ParStyle {
        let mut style =
            self.ragged(if self.theme == Theme::Classic { Alignment::Centre } else { Alignment::Start });
        style.text.family = Family::Heading;
        let (size, leadings) = match role {
            TitleRole::Title => (2900, 3),
            TitleRole::Subtitle => (1400, 2),
            TitleRole::Author => (1350, 2),
            TitleRole::Contributor | TitleRole::Series | TitleRole::Publisher | TitleRole::Date => (1000, 1),
            TitleRole::Imprint => (SMALL, 1),
        };
        style.text.size = self.text_size.ratio(size, 1000);
        style.leading = self.leading * leadings;
        match role {
            TitleRole::Subtitle => style.text.italic = true,
            TitleRole::Publisher | TitleRole::Series => {
                (style.text.small_caps, style.text.tracking) = (true, SPACED);
            }
            TitleRole::Imprint => {
                style.text.family = Family::Text;
                style.align = Alignment::Start;
                style.leading = self.leading.ratio(SMALL_LEADING, 1000);
            }
            TitleRole::Title | TitleRole::Author | TitleRole::Contributor | TitleRole::Date => {}
        }
        style
    }
}
