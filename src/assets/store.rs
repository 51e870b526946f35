//! The pictures of a book by their paths.

use std::collections::{BTreeMap, BTreeSet};

use super::picture::Picture;
use crate::limits::Limits;

/// The index of a picture in [`Assets`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AssetId(pub u32);

/// Every picture of a book; files of the same bytes are kept once.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    limits: Limits,
    pictures: Vec<Picture>,
    by_path: BTreeMap<String, AssetId>,
    /// The paths of pictures in unsupported formats.
    unread: BTreeSet<String>,
}

impl Assets {
    /// Returns assets without pictures, which are read within limits.
    pub(super) fn within(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Returns the limits within which the pictures are read and drawn.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Returns the picture of a path relative to the root, or `None` if it was not read.
    pub fn find(&self, path: &str) -> Option<(AssetId, &Picture)> {
        let id = *self.by_path.get(path)?;
        Some((id, self.get(id)))
    }

    /// Returns whether the picture of a path is left out of the book because its format is not
    /// supported.
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    /// Returns whether any picture is left out of the book because its format is not supported.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Returns the picture of an id that these assets gave out.
    ///
    /// # Panics
    /// Panics if the id comes from elsewhere.
    pub fn get(&self, id: AssetId) -> &Picture {
        &self.pictures[id.0 as usize]
    }

    /// Returns all pictures in the order of their ids.
    pub fn pictures(&self) -> impl Iterator<Item = (AssetId, &Picture)> {
        self.pictures.iter().enumerate().map(|(i, p)| (AssetId(u32::try_from(i).unwrap_or(u32::MAX)), p))
    }

    /// Adds a picture under a path. Returns its id, which is that of an earlier picture of the same bytes.
    pub fn insert(&mut self, path: impl Into<String>, picture: Picture) -> AssetId {
        let known = self.pictures().find(|(_, p)| p.hash == picture.hash).map(|(id, _)| id);
        let id = known.unwrap_or_else(|| {
            self.pictures.push(picture);
            AssetId(u32::try_from(self.pictures.len() - 1).unwrap_or(u32::MAX))
        });
        self.by_path.insert(path.into(), id);
        id
    }

    /// Records that the picture of a path is left out of the book because its format is not supported.
    pub(super) fn leave_out(&mut self, path: &str) {
        self.unread.insert(path.to_owned());
    }
}
