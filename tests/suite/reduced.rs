//! Tests of pictures in the e-book: within the limits of shops, in sRGB, without metadata.

use crate::support::{Press, YAML, entries, root};

/// Returns the files of the e-book of a chapter with one picture.
fn e_book_with(name: &str, picture: &[u8]) -> Vec<(String, Vec<u8>)> {
    let text = format!("# One\n\n![A picture]({name}){{alt=\"a picture\"}}\n");
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &text)]);
    press.write(name, picture);
    let run = press.run(&["build", "-q", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    entries(&press.books().into_values().next().expect("a book"))
}

#[test]
fn a_picture_larger_than_shops_accept_is_scaled_down() {
    let (width, height) = (2600_u32, 2000_u32);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    // Left half black, right half white.
    let row: Vec<u8> = (0..width).map(|x| if x < width / 2 { 0 } else { 255 }).collect();
    writer.write_image_data(&row.repeat(height as usize)).expect("rows");
    writer.finish().expect("an end");
    let made = e_book_with("large.png", &file);
    let (_, small) = made.iter().find(|(name, _)| name == "OEBPS/images/large.png").expect("a picture");
    let mut reader = png::Decoder::new(std::io::Cursor::new(small)).read_info().expect("a header");
    let mut rows = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut rows).expect("rows");
    let (across, down) = (reader.info().width, reader.info().height);
    assert!(
        u64::from(across) * u64::from(down) <= 4_000_000 && across * 100 / down == 130,
        "{across}x{down}"
    );
    assert_eq!((rows[0], rows[across as usize - 1]), (0, 255));
}

#[test]
fn metadata_of_a_picture_is_removed() {
    let photo = std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a picture");
    let place: &[u8] = b"Exif\0\0 GPS 38 N 126 E";
    let length = u16::try_from(place.len() + 2).expect("a short text").to_be_bytes();
    let with = [&photo[..2], &[0xFF, 0xE1], &length, place, &photo[2..]].concat();
    let made = e_book_with("photo.jpg", &with);
    let (_, kept) = made.iter().find(|(name, _)| name == "OEBPS/images/photo.jpg").expect("a picture");
    assert!(!kept.windows(3).any(|window| window == b"GPS"));
    assert!(
        kept.len() <= photo.len()
            && kept.starts_with(&photo[..2])
            && kept.ends_with(&photo[photo.len() - 64..])
    );
}

#[test]
fn cmyk_becomes_rgb_and_rare_formats_become_common_ones() {
    let read = |name: &str| {
        std::fs::read(root().join("tests/golden/pictures/images").join(name)).expect("a picture")
    };
    let made = e_book_with("cmyk.jpg", &read("cmyk.jpg"));
    let (_, colours) = made.iter().find(|(name, _)| name == "OEBPS/images/cmyk.jpg").expect("a picture");
    let odd = e_book_with("still.webp", &read("still.webp"));
    // Lossy and without transparent parts.
    let (_, photograph) = odd.iter().find(|(name, _)| name == "OEBPS/images/still.jpg").expect("a picture");
    assert!(photograph.starts_with(b"\xFF\xD8\xFF"));
    // The frame header of a baseline JPEG has the number of colours (ITU T.81, B.2.2).
    let frame = colours.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    assert_eq!(colours[frame + 9], 3);
}
