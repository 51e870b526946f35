//! What a reader with special needs may expect, computed from what is in the book (EPUB
//! Accessibility 1.1; Schema.org accessibility properties).

use super::layout::Layout;
use crate::assets::PictureKind;
use crate::book::visit;

/// Properties and their values.
pub(super) fn properties(layout: &Layout<'_>) -> Vec<(&'static str, String)> {
    let images = visit::images(layout.book);
    let has_pictures = !images.is_empty();
    let all_described = images.iter().all(|(image, _)| image.alt.is_some());
    let described = has_pictures && all_described;
    let mut properties = vec![("accessMode", "textual".to_owned())];
    if has_pictures {
        properties.push(("accessMode", "visual".to_owned()));
        properties.push(("accessModeSufficient", "textual,visual".to_owned()));
    }
    if !has_pictures || described {
        properties.push(("accessModeSufficient", "textual".to_owned()));
    }
    for feature in
        ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    {
        properties.push(("accessibilityFeature", feature.to_owned()));
    }
    if described {
        properties.push(("accessibilityFeature", "alternativeText".to_owned()));
    }
    // A picture that moves could flash; nothing else in a book does.
    let moves = layout.images.keys().any(|id| match &layout.assets.get(*id).kind {
        PictureKind::Raster { media_type, .. } => matches!(*media_type, "image/gif" | "image/webp"),
        PictureKind::Jpeg { .. } | PictureKind::Drawing(_) => false,
    });
    properties.push(("accessibilityHazard", if moves { "unknown" } else { "none" }.to_owned()));
    properties.push(("accessibilitySummary", summary(has_pictures, described)));
    properties
}

fn summary(has_pictures: bool, described: bool) -> String {
    let pictures = match (has_pictures, described) {
        (false, _) => "There are no pictures.",
        (true, true) => "Every picture has a text alternative.",
        (true, false) => "Some pictures have no text alternative.",
    };
    format!(
        "The text can be read by sight, by voice and in braille, with headings and links to move by. {pictures}"
    )
}
