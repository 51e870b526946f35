//! The structure elements of a figure and its pictures.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::Figure;
use crate::book::tag::Tag;
use crate::layout::ElementId;

/// Returns the tag of a figure. A single picture contains its caption; several are in a group with
/// their captions; decoration has no element that a caption could belong to.
pub(super) fn tag(figure: &Figure) -> Tag {
    match &figure.images[..] {
        [only] if only.image.is_content() => Tag::Figure,
        _ => Tag::Division,
    }
}

/// Returns the elements of the pictures of a figure; `None` for decoration.
pub(super) fn pictures(
    setter: &mut Setter<'_>,
    figure: &Figure,
    whole: ElementId,
    context: &BlockContext,
) -> Vec<Option<ElementId>> {
    let alone = figure.images.len() == 1;
    let mut elements = Vec::new();
    for image in &figure.images {
        let seen_only = image.image.alt.as_ref().is_some_and(String::is_empty);
        let element = (!seen_only).then(|| if alone { whole } else { setter.element(context, Tag::Figure) });
        if let Some(element) = element {
            setter.structure.attributes_mut(element).alt.clone_from(&image.image.alt);
        }
        elements.push(element);
    }
    elements
}
