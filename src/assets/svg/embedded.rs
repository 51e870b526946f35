//! Pictures in the `data:` addresses of a drawing, each decoded once. Entry point: [`EmbeddedPictures::address`].

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::assets::image::DecodeError;
use crate::assets::picture::{Picture, PictureKind};
use crate::assets::{data, guard, image};
use crate::limits::{Limit, Limits, OverLimit};

/// The pictures that a drawing contains.
pub(super) struct EmbeddedPictures {
    limits: Limits,
    /// The limit that a picture exceeds.
    over: Option<OverLimit>,
    /// By the SHA-256 of their files.
    pictures: BTreeMap<[u8; 32], Picture>,
    /// The number of their pixels.
    pixels: u64,
}

impl EmbeddedPictures {
    /// Returns no pictures; those of the drawing are decoded within limits.
    pub(super) fn within(limits: Limits) -> Self {
        Self { limits, over: None, pictures: BTreeMap::new(), pixels: 0 }
    }

    /// Returns the limit that a picture exceeds.
    pub(super) fn over(&self) -> Option<OverLimit> {
        self.over
    }

    /// Decodes the picture in an address. Returns the address in which the drawing contains it, or `None` if it
    /// is no picture of pixels that can be decoded.
    pub(super) fn address(&mut self, address: &str) -> Option<String> {
        let bytes = data::decode(address.trim())?.ok()?;
        let format = image::sniff(&bytes)?;
        let hash = Sha256::digest(&bytes).into();
        if !self.pictures.contains_key(&hash) {
            let limits = self.limits;
            let decoded = match guard::run(|| image::decode(format, &bytes, limits)).ok()? {
                Ok(decoded) => decoded,
                Err(DecodeError::Over(over, _)) => {
                    self.over = Some(over);
                    return None;
                }
                Err(_) => return None,
            };
            let picture = decoded.into_unturned(&bytes);
            self.pixels += pixels(&picture);
            if let Err(over) = limits.check(Limit::Pixels, self.pixels) {
                self.over = Some(over);
                return None;
            }
            self.pictures.insert(hash, picture);
        }
        Some(format!("data:{};base64,{}", image::media_type(format), data::encode(&bytes)))
    }

    /// Returns the picture of a file.
    pub(super) fn find(&self, bytes: &[u8]) -> Option<&Picture> {
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        self.pictures.get(&hash)
    }
}

/// Returns the number of pixels of a picture.
fn pixels(picture: &Picture) -> u64 {
    let (width, height) = match &picture.kind {
        PictureKind::Jpeg(jpeg) => (jpeg.width, jpeg.height),
        PictureKind::Raster { raster, .. } => (raster.width, raster.height),
        PictureKind::Drawing(_) => (0, 0),
    };
    u64::from(width) * u64::from(height)
}
