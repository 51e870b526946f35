//! The bytes of a font file, shared by its faces.

use std::sync::Arc;

/// The bytes of a font file; the faces of a collection share them.
#[derive(Clone)]
pub enum FontData {
    /// A file within the binary.
    Bundled(&'static [u8]),
    /// A file of the author.
    Own(Arc<[u8]>),
}

impl std::ops::Deref for FontData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for FontData {
    fn as_ref(&self) -> &[u8] {
        self
    }
}
