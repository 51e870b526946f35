//! Pictures in the PDF: photographs byte for byte, opacity as a mask, drawings as paths, each once.

use lopdf::{Dictionary, Document, Object};
use pressmark::project::{Format, named};

use crate::support::root;

fn pdf() -> Vec<u8> {
    let found = named(&root().join("tests/golden/every-block")).expect("a project");
    let loaded = pressmark::load(&found).expect("a machine that reads");
    let made = pressmark::build(&loaded, &[Format::Pdf], None).expect("books");
    assert!(made.diagnostics.iter().all(|diagnostic| !diagnostic.is_error()), "{:?}", made.diagnostics);
    made.value.into_iter().next().expect("a PDF").bytes
}

/// Streams of a subtype.
fn streams<'a>(document: &'a Document, subtype: &str) -> Vec<&'a lopdf::Stream> {
    let is = |dict: &Dictionary| {
        dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == subtype.as_bytes())
    };
    document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| is(&stream.dict))
        .collect()
}

#[test]
fn a_photograph_goes_through_byte_for_byte() {
    let bytes = pdf();
    let photo =
        std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a photograph");
    assert!(bytes.windows(photo.len()).any(|window| window == photo));
}

#[test]
fn opacity_is_a_mask_and_a_drawing_is_paths() {
    let document = Document::load_mem(&pdf()).expect("a PDF");
    let images = streams(&document, "Image");
    assert_eq!(images.iter().filter(|image| image.dict.has(b"SMask")).count(), 1);
    // The photograph, the disc and its mask.
    assert_eq!(images.len(), 3);
    // The square stands in the text twice, as a figure and in a line.
    assert_eq!(streams(&document, "Form").len(), 1);
}
