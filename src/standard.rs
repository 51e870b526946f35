//! What a PDF promises to be.

/// The standards that a PDF can be asked to keep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Standard {
    /// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): what every PDF is, if nothing else is asked for.
    #[default]
    Ua1A2a,
    /// PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4), in PDF 2.0.
    Ua2A4,
    /// PDF/A-3a (ISO 19005-3).
    A3a,
    /// None; the PDF is tagged all the same.
    None,
}

impl Standard {
    /// Every standard with its name in `book.yaml` and on the command line.
    pub const NAMES: [(&'static str, Self); 4] =
        [("ua-1+a-2a", Self::Ua1A2a), ("ua-2+a-4", Self::Ua2A4), ("a-3a", Self::A3a), ("none", Self::None)];

    /// The standard of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, standard)| *standard)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, standard)| *standard == self).map_or("none", |(name, _)| name)
    }

    /// Written in PDF 2.0 (ISO 32000-2) and its structure types, not in PDF 1.7.
    pub fn is_pdf2(self) -> bool {
        self == Self::Ua2A4
    }

    /// The part of PDF/UA that it holds.
    pub fn accessible(self) -> Option<u8> {
        match self {
            Self::Ua1A2a => Some(1),
            Self::Ua2A4 => Some(2),
            Self::A3a | Self::None => None,
        }
    }

    /// The part of PDF/A that it holds.
    pub fn archival(self) -> Option<u8> {
        match self {
            Self::Ua1A2a => Some(2),
            Self::Ua2A4 => Some(4),
            Self::A3a => Some(3),
            Self::None => None,
        }
    }
}

/// What a PDF says it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Promise {
    /// The standard.
    pub standard: Standard,
    /// The manuscript lacks what PDF/UA needs, so that the PDF does not claim it.
    pub inaccessible: bool,
}

impl Promise {
    /// The part of PDF/UA that is claimed.
    pub fn accessible(self) -> Option<u8> {
        self.standard.accessible().filter(|_| !self.inaccessible)
    }
}
