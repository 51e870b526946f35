//! Tests of pictures in the PDF: photographs byte for byte, opacity as a mask, drawings as paths, each
//! stored once.

use lopdf::{Dictionary, Document, Object};

use crate::books::book;
use crate::support::root;

fn pdf(name: &str) -> &'static [u8] {
    let made = book(&format!("tests/golden/{name}"));
    assert!(made.codes.iter().all(|code| !code.starts_with('E')), "{}", made.messages);
    made.pdf()
}

/// Returns the streams of a subtype.
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
fn a_photograph_is_embedded_byte_for_byte() {
    let bytes = pdf("every-block");
    let photo =
        std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a photograph");
    assert!(bytes.windows(photo.len()).any(|window| window == photo));
}

#[test]
fn opacity_is_a_mask_and_a_drawing_is_paths() {
    let document = Document::load_mem(pdf("every-block")).expect("a PDF");
    let images = streams(&document, "Image");
    assert_eq!(images.iter().filter(|image| image.dict.has(b"SMask")).count(), 1);
    // The photograph, the disc and its mask.
    assert_eq!(images.len(), 3);
    // The square is in the text twice, as a figure and in a line, and stored once.
    assert_eq!(streams(&document, "Form").len(), 1);
}

#[test]
fn every_format_keeps_its_depth_its_palette_and_its_colours() {
    let document = Document::load_mem(pdf("pictures")).expect("a PDF");
    let mut found: Vec<String> = Vec::new();
    for image in streams(&document, "Image") {
        let bits = image.dict.get(b"BitsPerComponent").and_then(Object::as_i64).expect("a depth");
        let mask = if image.dict.has(b"SMask") { " masked" } else { "" };
        let space = match image.dict.get(b"ColorSpace").expect("a colour space") {
            Object::Array(parts) => parts[0].as_name().expect("a name"),
            space => space.as_name().expect("a name"),
        };
        found.push(format!("{} {bits}{mask}", String::from_utf8_lossy(space)));
    }
    found.sort();
    insta::assert_snapshot!(found.join("\n"), @r"
    DeviceGray 1
    DeviceGray 16
    DeviceGray 8
    DeviceGray 8
    DeviceGray 8
    DeviceGray 8
    DeviceGray 8
    DeviceRGB 8
    DeviceRGB 8
    DeviceRGB 8
    DeviceRGB 8 masked
    DeviceRGB 8 masked
    DeviceRGB 8 masked
    ICCBased 8
    Indexed 2
    Indexed 2 masked
    ");
}

#[test]
fn a_file_is_embedded_unchanged_if_a_pdf_supports_it() {
    let bytes = pdf("pictures");
    let holds = |data: &[u8]| bytes.windows(data.len()).any(|window| window == data);
    for name in ["sideways.jpg", "cmyk.jpg", "grey.jpg"] {
        let file = std::fs::read(root().join("tests/golden/pictures/images").join(name)).expect("a picture");
        assert!(holds(&file), "{name}");
    }
    for name in ["palette.png", "bits.png", "deep.png", "key.png"] {
        let file = std::fs::read(root().join("tests/golden/pictures/images").join(name)).expect("a picture");
        let at = file.windows(4).position(|window| window == b"IDAT").expect("data") + 4;
        let length = u32::from_be_bytes(file[at - 8..at - 4].try_into().expect("four bytes"));
        assert!(holds(&file[at..at + length as usize]), "{name}");
    }
}

/// A photograph with an Exif rotation is upright: the left in the file is the bottom on the page.
#[test]
fn a_photograph_with_exif_rotation_is_upright() {
    let document = Document::load_mem(pdf("pictures")).expect("a PDF");
    let pages = document.get_pages();
    let streams = pages.values().map(|page| document.get_page_content(*page));
    let text = streams.map(|stream| String::from_utf8_lossy(&stream).into_owned()).collect::<String>();
    let at = text.find("/P1 Do").expect("the photograph");
    let before = text[..at].rsplit("q ").next().expect("a matrix");
    let numbers: Vec<f64> = before.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let (width, height) = (48.0 * 72.0 / 96.0, 24.0 * 72.0 / 96.0);
    assert_eq!(format!("{:.3?}", &numbers[..4]), format!("{:.3?}", [0.0, -height, width, 0.0]));
}

#[test]
fn words_in_a_drawing_are_words() {
    let document = Document::load_mem(pdf("pictures")).expect("a PDF");
    let drawing =
        streams(&document, "Form").into_iter().find(|form| form.dict.has(b"Matrix")).expect("a drawing");
    let content = drawing.decompressed_content().expect("operators");
    let content = String::from_utf8_lossy(&content);
    // "Office affluent fi", "Words that turn", "Outlined", "under", "clipped", where ligatures are one
    // glyph.
    assert!(content.matches("Tj").count() > 30, "{content}");
    assert!(content.contains("/Pattern cs/S0 scn") && content.contains("W n") && content.contains("/G0 gs"));
}
