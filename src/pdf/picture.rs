//! Pictures become image and form XObjects, each stored once (ISO 32000-1, section 8.9).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::drawing;
use super::finish::dict_mut;
use super::object::{deflate, deflated, plain, reference};
use crate::assets::{AssetId, Assets, Picture, PictureKind, Pixels};
use crate::makeup::Pages;
use crate::makeup::page::PlacedKind;
use crate::units::Length;

/// The resource's name of a picture.
pub(super) fn name(asset: AssetId) -> String {
    format!("P{}", asset.0)
}

/// What a picture is scaled by to have a size, in thousandths: an image is one unit large, a form
/// as large as its drawing.
pub(super) fn unit(picture: &Picture, width: Length, height: Length) -> (i64, i64) {
    match &picture.kind {
        PictureKind::Jpeg { .. } | PictureKind::Raster { .. } => (width.to_milli_pt(), height.to_milli_pt()),
        PictureKind::Drawing(drawing) => {
            let ratio = |wanted: Length, natural: Length| wanted.to_sp() * 1000 / natural.to_sp().max(1);
            (ratio(width, drawing.size.width), ratio(height, drawing.size.height))
        }
    }
}

/// Embeds every picture that a page shows, and names it in the resources.
pub(super) fn embed(document: &mut Document, resources: ObjectId, pages: &Pages, assets: &Assets) {
    let shown: BTreeSet<AssetId> = pages
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item.kind {
            PlacedKind::Picture { asset, .. } => Some(asset),
            PlacedKind::Glyphs(_) | PlacedKind::Rule { .. } | PlacedKind::Link { .. } => None,
        })
        .collect();
    let mut objects = Dictionary::new();
    for asset in shown {
        let id = add(document, assets.get(asset));
        objects.set(name(asset), reference(id));
    }
    if !objects.is_empty() {
        dict_mut(document, resources).set("XObject", objects);
    }
}

fn add(document: &mut Document, picture: &Picture) -> ObjectId {
    match &picture.kind {
        PictureKind::Jpeg { width, height, components, inverted } => {
            let space = match components {
                1 => "DeviceGray",
                4 => "DeviceCMYK",
                _ => "DeviceRGB",
            };
            let mut dict = image(*width, *height, space);
            dict.set("Filter", "DCTDecode");
            if *inverted {
                // Adobe writes CMYK upside down.
                dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
            }
            document.add_object(plain(dict, picture.bytes.to_vec()))
        }
        PictureKind::Raster { pixels, .. } => add_pixels(document, pixels),
        PictureKind::Drawing(drawing) => drawing::add(document, drawing),
    }
}

/// Adds pixels, their opacity as a soft mask.
pub(super) fn add_pixels(document: &mut Document, pixels: &Pixels) -> ObjectId {
    let space = if pixels.grey { "DeviceGray" } else { "DeviceRGB" };
    let mut dict = image(pixels.width, pixels.height, space);
    if let Some(alpha) = &pixels.alpha {
        let mask = image(pixels.width, pixels.height, "DeviceGray");
        let mask = document.add_object(deflated(mask, deflate(alpha)));
        dict.set("SMask", reference(mask));
    }
    let colours = if pixels.grey { 1 } else { 3 };
    let rows = predicted(&pixels.colour, pixels.width as usize * colours, colours);
    dict.set(
        "DecodeParms",
        dictionary! {"Predictor" => 15, "Colors" => i64::try_from(colours).unwrap_or(1), "Columns" => i64::from(pixels.width)},
    );
    document.add_object(deflated(dict, deflate(&rows)))
}

/// Rows as differences to the left (PNG filter "Sub"): photographs and drawings deflate to less.
fn predicted(data: &[u8], stride: usize, step: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + data.len() / stride.max(1));
    for row in data.chunks_exact(stride.max(1)) {
        out.push(1);
        out.extend((0..row.len()).map(|i| row[i].wrapping_sub(if i < step { 0 } else { row[i - step] })));
    }
    out
}

fn image(width: u32, height: u32, space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => space,
    }
}
