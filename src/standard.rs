//! The standards that a PDF conforms to.

/// A standard, or a set of them, that a PDF can be asked to conform to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Standard {
    /// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): the default.
    #[default]
    Ua1A2a,
    /// PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4), in PDF 2.0.
    Ua2A4,
    /// PDF/UA-2 and PDF/A-4f, which may have files embedded: the MathML of formulas.
    Ua2A4f,
    /// PDF/A-3a (ISO 19005-3), with the MathML of formulas.
    A3a,
    /// No standard; the PDF is tagged nevertheless.
    None,
}

impl Standard {
    /// Every standard with its name in `book.yaml` and on the command line.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("ua-1+a-2a", Self::Ua1A2a),
        ("ua-2+a-4", Self::Ua2A4),
        ("ua-2+a-4f", Self::Ua2A4f),
        ("a-3a", Self::A3a),
        ("none", Self::None),
    ];

    /// Returns the standard of this name, or `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, standard)| *standard)
    }

    /// Returns the name of the standard: `ua-1+a-2a`.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, standard)| *standard == self).map_or("none", |(name, _)| name)
    }

    /// Returns whether the PDF is written in PDF 2.0 (ISO 32000-2) with its structure types, not in PDF 1.7.
    pub(crate) fn is_pdf2(self) -> bool {
        matches!(self, Self::Ua2A4 | Self::Ua2A4f)
    }

    /// Returns whether files may be embedded.
    pub(crate) fn embeds(self) -> bool {
        match self {
            Self::Ua2A4f | Self::A3a => true,
            Self::Ua1A2a | Self::Ua2A4 | Self::None => false,
        }
    }

    /// Returns the part of PDF/UA that is included, or `None` if none is.
    pub(crate) fn accessible(self) -> Option<u8> {
        match self {
            Self::Ua1A2a => Some(1),
            Self::Ua2A4 | Self::Ua2A4f => Some(2),
            Self::A3a | Self::None => None,
        }
    }

    /// Returns the part of PDF/A that is included, or `None` if none is.
    pub(crate) fn archival(self) -> Option<u8> {
        match self {
            Self::Ua1A2a => Some(2),
            Self::Ua2A4 | Self::Ua2A4f => Some(4),
            Self::A3a => Some(3),
            Self::None => None,
        }
    }
}

/// What a PDF claims to conform to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Conformance {
    /// The requested standard.
    pub standard: Standard,
    /// Whether the manuscript lacks something that PDF/UA requires, so that the PDF does not claim it.
    pub inaccessible: bool,
}

impl Conformance {
    /// Returns the part of PDF/UA that is claimed, or `None` if none is.
    pub(crate) fn accessible(self) -> Option<u8> {
        self.standard.accessible().filter(|_| !self.inaccessible)
    }
}
