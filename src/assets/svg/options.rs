//! The options for parsing a drawing: with the book's fonts, without access to files or a network.

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::usvg::{self, ImageKind, Options, fontdb};

use crate::fonts::{FaceId, Library};

/// Returns the options for a drawing, and the library's faces by their ids in its font database.
///
/// The fonts are loaded only for a drawing that has text.
pub(super) fn options(text: &str, library: &Library) -> (Options<'static>, BTreeMap<fontdb::ID, FaceId>) {
    let mut fonts = fontdb::Database::new();
    let mut faces = BTreeMap::new();
    if text.contains("<text") {
        for (data, of_file) in library.files() {
            // A collection may have other faces than those of the library.
            for id in fonts.load_font_source(fontdb::Source::Binary(Arc::new(data))) {
                let index = fonts.face(id).map(|info| info.index);
                match of_file.iter().find(|(known, _)| Some(*known) == index) {
                    Some((_, face)) => drop(faces.insert(id, *face)),
                    None => fonts.remove_face(id),
                }
            }
        }
        fonts.set_serif_family("Libertinus Serif");
        fonts.set_sans_serif_family("Source Sans 3");
        fonts.set_monospace_family("Source Code Pro");
    }
    let options = Options {
        resources_dir: None,
        font_family: "Source Sans 3".to_owned(),
        fontdb: Arc::new(fonts),
        image_href_resolver: usvg::ImageHrefResolver {
            // Only pixels; a drawing in a drawing would not be cleaned.
            resolve_data: Box::new(|media_type, data, _| match media_type {
                "image/png" => Some(ImageKind::PNG(data)),
                "image/jpeg" => Some(ImageKind::JPEG(data)),
                "image/gif" => Some(ImageKind::GIF(data)),
                "image/webp" => Some(ImageKind::WEBP(data)),
                _ => None,
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    (options, faces)
}
