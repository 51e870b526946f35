//! What shops take, and how an e-book measures against it.
//!
//! Sources: Kindle Publishing Guidelines 2019.2 and the help of Kindle Direct Publishing (file,
//! pictures, cover, levels of contents); Apple's pages for partners of Apple Books (file, pictures,
//! cover); Kobo's EPUB guidelines (documents, pictures, formats, levels of contents), and the limit of Kobo
//! Writing Life for the file. Where a shop advises less than it takes, the advice counts.

use crate::assets::reduce;
use crate::project::Profile;

/// What an e-book measures.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Measures {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes of its largest document, and which that is.
    pub document: (u64, String),
    /// Bytes of its largest picture, and which that is.
    pub picture: (u64, String),
    /// Pixels of the picture with the most of them, and which that is.
    pub pixels: (u64, String),
    /// Pictures that may move.
    pub moving: u64,
    /// The cover, across and down.
    pub cover: (u32, u32),
    /// Faces inside.
    pub faces: u64,
    /// Levels of contents.
    pub levels: u64,
}

/// A line of the table: a limit of a shop, and what the e-book has.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The shop.
    pub shop: Profile,
    /// What is limited.
    pub what: &'static str,
    /// What the e-book has.
    pub found: u64,
    /// The limit of the shop: a maximum or a minimum.
    pub limit: u64,
    /// It is a minimum.
    pub least: bool,
    /// What is counted.
    pub unit: Unit,
    /// What is over the limit, where it has a name.
    pub name: Option<String>,
    /// How it stands.
    pub verdict: Verdict,
}

/// How an e-book stands to a limit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Verdict {
    /// Within it.
    Fits,
    /// The shop takes it and shows less of it.
    ShownLess,
    /// The shop does not take it, or advises against it.
    Over,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Pixels of a whole picture.
    Pixels,
    /// Pieces, levels, pixels along a side.
    Count,
}

impl Verdict {
    /// Returns the verdict as a program reads it: `fits`, `shown-in-part` or `over`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::ShownLess => "shown-in-part",
            Self::Over => "over",
        }
    }
}

impl Unit {
    /// Returns the unit as a program reads it: `bytes`, `pixels` or `count`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Pixels => "pixels",
            Self::Count => "count",
        }
    }
}

impl Row {
    /// Returns what the e-book has, for people: `0.7 MB`.
    pub fn found_text(&self) -> String {
        shown(self.found, self.unit)
    }

    /// Returns the limit of the shop, for people: `at most 100 MB`.
    pub fn limit_text(&self) -> String {
        let sign = if self.least { "at least " } else { "at most " };
        format!("{sign}{}", shown(self.limit, self.unit))
    }
}

/// A limit: of what, for whom, how much.
struct Limit {
    shop: Profile,
    what: Limited,
    most: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Limited {
    File,
    Document,
    Picture,
    Pixels,
    Moving,
    CoverShorter,
    CoverLeast,
    CoverMost,
    Faces,
    Levels,
}

const MB: u64 = 1_000_000;

const fn limit(shop: Profile, what: Limited, most: u64) -> Limit {
    Limit { shop, what, most }
}

use Profile::{Apple, Kindle, Kobo};

#[rustfmt::skip]
const LIMITS: &[Limit] = &[
    limit(Apple, Limited::File, 1_000 * MB),
    limit(Apple, Limited::Pixels, reduce::MAX_PIXELS),
    limit(Apple, Limited::CoverShorter, 1_400),
    limit(Kobo, Limited::File, 100 * MB),
    limit(Kobo, Limited::Document, 10 * MB),
    limit(Kobo, Limited::Picture, 5 * MB),
    limit(Kobo, Limited::Moving, 0),
    limit(Kobo, Limited::Levels, 3),
    limit(Kindle, Limited::File, 650 * MB),
    limit(Kindle, Limited::Picture, 5 * MB),
    limit(Kindle, Limited::Moving, 0),
    limit(Kindle, Limited::CoverLeast, 1_000),
    limit(Kindle, Limited::CoverMost, 10_000),
    limit(Kindle, Limited::Faces, 0),
    limit(Kindle, Limited::Levels, 2),
];

impl Limited {
    fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Document => "largest document",
            Self::Picture => "largest picture",
            Self::Pixels => "pixels of a picture",
            Self::Moving => "moving pictures",
            Self::CoverShorter => "cover, shorter side",
            Self::CoverLeast => "cover, longer side",
            Self::CoverMost => "cover, longer side",
            Self::Faces => "faces inside",
            Self::Levels => "levels of contents",
        }
    }

    fn unit(self) -> Unit {
        match self {
            Self::File | Self::Document | Self::Picture => Unit::Bytes,
            Self::Pixels => Unit::Pixels,
            Self::Moving
            | Self::CoverShorter
            | Self::CoverLeast
            | Self::CoverMost
            | Self::Faces
            | Self::Levels => Unit::Count,
        }
    }

    /// What an e-book has of it, and what that is called.
    fn found(self, measures: &Measures) -> (u64, Option<&str>) {
        let (width, height) = measures.cover;
        match self {
            Self::File => (measures.file, None),
            Self::Document => (measures.document.0, Some(&measures.document.1)),
            Self::Picture => (measures.picture.0, Some(&measures.picture.1)),
            Self::Pixels => (measures.pixels.0, Some(&measures.pixels.1)),
            Self::Moving => (measures.moving, None),
            Self::CoverShorter => (u64::from(width.min(height)), None),
            Self::CoverLeast | Self::CoverMost => (u64::from(width.max(height)), None),
            Self::Faces => (measures.faces, None),
            Self::Levels => (measures.levels, None),
        }
    }
}

/// The table of an e-book for a shop; for every shop, where it is made for none of its own.
pub fn table(measures: &Measures, profile: Profile) -> Vec<Row> {
    let wanted = LIMITS.iter().filter(|limit| profile == Profile::Generic || limit.shop == profile);
    wanted.map(|limit| row(limit, measures)).collect()
}

fn row(limit: &Limit, measures: &Measures) -> Row {
    let (found, name) = limit.what.found(measures);
    let least = matches!(limit.what, Limited::CoverShorter | Limited::CoverLeast);
    let fits = if least { found >= limit.most } else { found <= limit.most };
    let verdict = match (fits, limit.what) {
        (true, _) => Verdict::Fits,
        (false, Limited::Faces | Limited::Levels) => Verdict::ShownLess,
        (false, _) => Verdict::Over,
    };
    Row {
        shop: limit.shop,
        what: limit.what.name(),
        found,
        limit: limit.most,
        least,
        unit: limit.what.unit(),
        name: name.filter(|name| !fits && !name.is_empty()).map(str::to_owned),
        verdict,
    }
}

/// `0.7 MB`, `3.9 million`, `2`.
fn shown(value: u64, unit: Unit) -> String {
    let tenths = |value: u64| format!("{}.{}", value / MB, value % MB / (MB / 10));
    match unit {
        Unit::Bytes if value < MB / 10 => format!("{} kB", value.div_ceil(1000)),
        Unit::Bytes if value >= 10 * MB => format!("{} MB", value / MB),
        Unit::Bytes => format!("{} MB", tenths(value)),
        Unit::Pixels => format!("{} million", tenths(value)),
        Unit::Count => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measures() -> Measures {
        Measures { file: 2 * MB, cover: (1560, 2496), levels: 2, ..Measures::default() }
    }

    #[test]
    fn a_common_book_fits_every_shop() {
        let rows = table(&measures(), Profile::Generic);
        assert!(rows.iter().all(|row| row.verdict == Verdict::Fits), "{rows:?}");
        assert_eq!(rows.len(), LIMITS.len());
        assert!(table(&measures(), Kobo).iter().all(|row| row.shop == Kobo));
    }

    #[test]
    fn what_is_over_a_limit_is_named() {
        let large = Measures {
            file: 101 * MB,
            picture: (6 * MB, "images/map.svg".to_owned()),
            moving: 1,
            cover: (400, 640),
            levels: 3,
            ..Measures::default()
        };
        let over = |profile| -> Vec<_> {
            let rows = table(&large, profile).into_iter().filter(|row| row.verdict == Verdict::Over);
            rows.map(|row| (row.what, row.found_text(), row.limit_text(), row.name)).collect()
        };
        let picture = (
            "largest picture",
            "6.0 MB".to_owned(),
            "at most 5.0 MB".to_owned(),
            Some("images/map.svg".to_owned()),
        );
        let moving = ("moving pictures", "1".to_owned(), "at most 0".to_owned(), None);
        assert_eq!(
            over(Kobo),
            [
                ("file", "101 MB".to_owned(), "at most 100 MB".to_owned(), None),
                picture.clone(),
                moving.clone()
            ]
        );
        assert_eq!(
            over(Kindle),
            [picture, moving, ("cover, longer side", "640".to_owned(), "at least 1000".to_owned(), None),]
        );
        assert!(table(&large, Kindle).iter().any(|row| row.verdict == Verdict::ShownLess));
    }
}
