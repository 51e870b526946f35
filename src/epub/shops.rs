//! The limits of shops, and how an e-book compares with them.
//!
//! Sources: Kindle Publishing Guidelines 2019.2 and the help of Kindle Direct Publishing (file,
//! pictures, cover, levels of contents); Apple's pages for partners of Apple Books (file, pictures,
//! cover); Kobo's EPUB guidelines (documents, pictures, formats, levels of contents), and the limit of
//! Kobo Writing Life for the file. If a shop recommends less than it accepts, the recommendation
//! counts.

use crate::assets::reduce;
use crate::project::Profile;

/// The measures of an e-book that shops limit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Measures {
    /// The size of the file, in bytes.
    pub file: u64,
    /// The size of its largest document in bytes, and the name of the document.
    pub document: (u64, String),
    /// The size of its largest picture in bytes, and the name of the picture.
    pub picture: (u64, String),
    /// The number of pixels of the picture that has the most, and the name of this picture.
    pub pixels: (u64, String),
    /// The number of pictures that may be animated.
    pub moving: u64,
    /// The width and height of the cover, in pixels.
    pub cover: (u32, u32),
    /// The number of embedded faces.
    pub faces: u64,
    /// The number of levels of contents.
    pub levels: u64,
}

/// A row of the table: a limit of a shop, and the measure of the e-book.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The shop.
    pub shop: Profile,
    /// What is limited.
    pub what: &'static str,
    /// The measure of the e-book.
    pub found: u64,
    /// The limit of the shop: a maximum or a minimum.
    pub limit: u64,
    /// Whether the limit is a minimum.
    pub is_minimum: bool,
    /// The unit of both.
    pub unit: Unit,
    /// The name of what exceeds the limit, if it has one.
    pub name: Option<String>,
    /// The result of the comparison.
    pub verdict: Verdict,
}

/// The result of comparing an e-book with a limit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Verdict {
    /// It is within the limit.
    Fits,
    /// The shop accepts it and does not show all of it.
    ShownLess,
    /// The shop does not accept it, or recommends less.
    Over,
}

/// The unit of a measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Pixels of a picture: width times height.
    Pixels,
    /// A count, or pixels along a side.
    Count,
}

impl Verdict {
    /// Returns the verdict in machine-readable form: `fits`, `shown-in-part` or `over`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::ShownLess => "shown-in-part",
            Self::Over => "over",
        }
    }
}

impl Unit {
    /// Returns the unit in machine-readable form: `bytes`, `pixels` or `count`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Pixels => "pixels",
            Self::Count => "count",
        }
    }
}

impl Row {
    /// Returns the measure of the e-book as text: `0.7 MB`.
    pub fn found_text(&self) -> String {
        shown(self.found, self.unit)
    }

    /// Returns the limit of the shop as text: `at most 100 MB`.
    pub fn limit_text(&self) -> String {
        let sign = if self.is_minimum { "at least " } else { "at most " };
        format!("{sign}{}", shown(self.limit, self.unit))
    }
}

/// A limit: the shop, the measure and the value.
struct Limit {
    shop: Profile,
    what: Limited,
    value: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Limited {
    File,
    Document,
    Picture,
    Pixels,
    Moving,
    CoverShorter,
    CoverMinLonger,
    CoverMaxLonger,
    Faces,
    Levels,
}

const MB: u64 = 1_000_000;

const fn limit(shop: Profile, what: Limited, value: u64) -> Limit {
    Limit { shop, what, value }
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
    limit(Kindle, Limited::CoverMinLonger, 1_000),
    limit(Kindle, Limited::CoverMaxLonger, 10_000),
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
            Self::CoverMinLonger => "cover, longer side",
            Self::CoverMaxLonger => "cover, longer side",
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
            | Self::CoverMinLonger
            | Self::CoverMaxLonger
            | Self::Faces
            | Self::Levels => Unit::Count,
        }
    }

    /// Returns the measure of an e-book that is limited, and the name of the file that has this measure.
    fn found(self, measures: &Measures) -> (u64, Option<&str>) {
        let (width, height) = measures.cover;
        match self {
            Self::File => (measures.file, None),
            Self::Document => (measures.document.0, Some(&measures.document.1)),
            Self::Picture => (measures.picture.0, Some(&measures.picture.1)),
            Self::Pixels => (measures.pixels.0, Some(&measures.pixels.1)),
            Self::Moving => (measures.moving, None),
            Self::CoverShorter => (u64::from(width.min(height)), None),
            Self::CoverMinLonger | Self::CoverMaxLonger => (u64::from(width.max(height)), None),
            Self::Faces => (measures.faces, None),
            Self::Levels => (measures.levels, None),
        }
    }
}

/// Returns the table of an e-book for the shop of its profile, or for every shop if the profile is not
/// one of a shop.
pub fn table(measures: &Measures, profile: Profile) -> Vec<Row> {
    let wanted = LIMITS.iter().filter(|limit| profile == Profile::Generic || limit.shop == profile);
    wanted.map(|limit| row(limit, measures)).collect()
}

fn row(limit: &Limit, measures: &Measures) -> Row {
    let (found, name) = limit.what.found(measures);
    let is_minimum = matches!(limit.what, Limited::CoverShorter | Limited::CoverMinLonger);
    let fits = if is_minimum { found >= limit.value } else { found <= limit.value };
    let verdict = match (fits, limit.what) {
        (true, _) => Verdict::Fits,
        (false, Limited::Faces | Limited::Levels) => Verdict::ShownLess,
        (false, _) => Verdict::Over,
    };
    Row {
        shop: limit.shop,
        what: limit.what.name(),
        found,
        limit: limit.value,
        is_minimum,
        unit: limit.what.unit(),
        name: name.filter(|name| !fits && !name.is_empty()).map(str::to_owned),
        verdict,
    }
}

/// Formats a value: `0.7 MB`, `3.9 million`, `2`.
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
    fn measures_over_a_limit_are_named() {
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
