//! Writes pictures as image and form XObjects, each stored once (ISO 32000-1, section 8.9).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::drawing;
use super::font::UsedFaces;
use super::object::{deflate, deflated, dict_mut, plain, reference};
use crate::assets::{AssetId, Assets, Jpeg, Picture, PictureKind, Plane, Raster};
use crate::layout::Pages;
use crate::layout::PlacedKind;
use crate::units::Length;

/// The profile for CMYK numbers without one: offset printing on coated paper.
const FOGRA39: &[u8] = include_bytes!("profiles/FOGRA39L_coated.icc");

/// Returns the name of a picture's resource.
pub(super) fn name(asset: AssetId) -> String {
    format!("P{}", asset.0)
}

/// Returns the matrix that places a picture in a rectangle, whose lower left corner is given, in
/// thousandths: an image is one unit large, a form as large as its drawing.
pub(super) fn matrix(picture: &Picture, x: Length, y: Length, width: Length, height: Length) -> [i64; 6] {
    let [x, y, wide, high] = [x, y, width, height].map(Length::to_milli_pt);
    if let PictureKind::Drawing(drawing) = &picture.kind {
        let ratio = |wanted: Length, natural: Length| wanted.to_sp() * 1000 / natural.to_sp().max(1);
        return [ratio(width, drawing.size.width), 0, 0, ratio(height, drawing.size.height), x, y];
    }
    let [origin, right, top] = [(0, 0), (1, 0), (0, 1)].map(|corner| picture.turn.corner(corner));
    [
        (right.0 - origin.0) * wide,
        (right.1 - origin.1) * high,
        (top.0 - origin.0) * wide,
        (top.1 - origin.1) * high,
        x + origin.0 * wide,
        y + origin.1 * high,
    ]
}

/// Returns every picture that the pages show, in the order of their ids.
pub(super) fn shown<'a>(pages: &Pages, assets: &'a Assets) -> Vec<(AssetId, &'a Picture)> {
    let ids: BTreeSet<AssetId> = pages
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item.kind {
            PlacedKind::Picture { asset, .. } => Some(asset),
            PlacedKind::Glyphs(_)
            | PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Link { .. } => None,
        })
        .collect();
    ids.into_iter().map(|id| (id, assets.get(id))).collect()
}

/// Embeds pictures, and adds them to the resources.
pub(super) fn embed(
    document: &mut Document,
    resources: ObjectId,
    pictures: &[(AssetId, &Picture)],
    used: &UsedFaces,
) {
    let fonts =
        dict_mut(document, resources).get(b"Font").and_then(Object::as_dict).cloned().unwrap_or_default();
    let mut embedder =
        Embedder { document, used, fonts, profiles: BTreeMap::new(), pictures: BTreeMap::new() };
    let mut objects = Dictionary::new();
    for (asset, picture) in pictures {
        objects.set(name(*asset), reference(embedder.picture(picture)));
    }
    if !objects.is_empty() {
        dict_mut(document, resources).set("XObject", objects);
    }
}

/// Puts pictures into a document.
pub(super) struct Embedder<'a> {
    pub(super) document: &'a mut Document,
    pub(super) used: &'a UsedFaces,
    /// The fonts of the pages, by name.
    pub(super) fonts: Dictionary,
    profiles: BTreeMap<Arc<[u8]>, ObjectId>,
    /// The embedded pictures, by the hash of their file.
    pictures: BTreeMap<[u8; 32], ObjectId>,
}

impl Embedder<'_> {
    /// Adds a picture unless it is embedded already.
    pub(super) fn picture(&mut self, picture: &Picture) -> ObjectId {
        if let Some(known) = self.pictures.get(&picture.hash) {
            return *known;
        }
        let id = match &picture.kind {
            PictureKind::Jpeg(jpeg) => self.jpeg(jpeg, &picture.bytes),
            PictureKind::Raster { raster, .. } => self.raster(raster),
            PictureKind::Drawing(drawing) => drawing::add(self, drawing),
        };
        self.pictures.insert(picture.hash, id);
        id
    }

    fn jpeg(&mut self, jpeg: &Jpeg, file: &[u8]) -> ObjectId {
        let space = match (&jpeg.profile, jpeg.components) {
            (Some(profile), channels) => self.profile(profile, channels),
            (None, 4) => self.profile(&Arc::from(FOGRA39), 4),
            (None, 1) => "DeviceGray".into(),
            (None, _) => "DeviceRGB".into(),
        };
        let mut dict = image(jpeg.width, jpeg.height, 8, space);
        dict.set("Filter", "DCTDecode");
        if jpeg.inverted {
            // Adobe writes inverted CMYK.
            dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
        }
        self.document.add_object(plain(dict, file.to_vec()))
    }

    /// Adds samples, with their opacity as a soft mask.
    pub(super) fn raster(&mut self, raster: &Raster) -> ObjectId {
        let Raster { width, height, colour, palette, alpha, profile } = raster;
        let channels = if palette.is_some() { 3 } else { colour.channels };
        let mut space = match (profile, channels) {
            (Some(profile), _) => self.profile(profile, channels),
            (None, 1) => "DeviceGray".into(),
            (None, _) => "DeviceRGB".into(),
        };
        if let Some(palette) = palette {
            let last = i64::try_from(palette.len() / 3).unwrap_or(256) - 1;
            let colours = Object::String(palette.clone(), StringFormat::Hexadecimal);
            space = vec!["Indexed".into(), space, last.into(), colours].into();
        }
        let mut dict = image(*width, *height, colour.bits, space);
        if let Some(alpha) = alpha {
            let mask = rows(image(*width, *height, alpha.bits, "DeviceGray".into()), *width, alpha);
            dict.set("SMask", reference(self.document.add_object(mask)));
        }
        self.document.add_object(rows(dict, *width, colour))
    }

    /// Returns the colour space of a profile (section 8.6.5.5).
    fn profile(&mut self, profile: &Arc<[u8]>, channels: u8) -> Object {
        let document = &mut *self.document;
        let id = *self.profiles.entry(profile.clone()).or_insert_with(|| {
            document.add_object(deflated(dictionary! {"N" => i64::from(channels)}, deflate(profile)))
        });
        vec!["ICCBased".into(), reference(id)].into()
    }
}

/// Returns a stream of rows with PNG filters, which PDF supports too (section 7.4.4.4).
fn rows(mut dict: Dictionary, width: u32, plane: &Plane) -> Object {
    dict.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => i64::from(plane.channels),
            "BitsPerComponent" => i64::from(plane.bits),
            "Columns" => i64::from(width),
        },
    );
    deflated(dict, plane.data.to_vec())
}

fn image(width: u32, height: u32, bits: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(bits),
        "ColorSpace" => space,
    }
}
