//! Tests that every format is read, and that no broken file causes a panic.

use super::*;
use crate::assets::picture::{Plane, Raster, Turn};
use crate::units::{Length, Size};

fn read_bytes(bytes: &[u8]) -> Outcome<Option<Picture>> {
    read("x", &Arc::from(bytes), None, &Library::bundled(), Limits::default())
}

/// Returns a PNG of 3 by 2 pixels of one colour.
fn sample_png(colour: ::png::ColorType, depth: ::png::BitDepth, rows: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, 3, 2);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == ::png::ColorType::Indexed {
        encoder.set_palette(vec![9, 9, 9, 200, 0, 0, 0, 200, 0]);
        encoder.set_trns(vec![255, 128]);
    }
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(rows).expect("pixels");
    writer.finish().expect("an end");
    out
}

fn raster(bytes: &[u8]) -> Arc<Raster> {
    match read_bytes(bytes).value.expect("a picture").kind {
        PictureKind::Raster { raster, .. } => raster,
        other => panic!("{other:?}"),
    }
}

/// Returns the rows of a plane with their filters undone, by reading them as a PNG file.
fn rows(plane: &Plane) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, 3, 2);
    encoder.set_color(if plane.channels == 1 { ::png::ColorType::Grayscale } else { ::png::ColorType::Rgb });
    encoder.set_depth(::png::BitDepth::from_u8(plane.bits).expect("a depth"));
    let mut writer = encoder.write_header().expect("a header");
    writer.write_chunk(::png::chunk::IDAT, &plane.data).expect("rows");
    drop(writer);
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(::png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().expect("a header");
    let mut out = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut out).expect("rows");
    out
}

/// Returns a JPEG of 7 by 5 pixels: a block of one colour for each component.
fn sample_jpeg(components: u8) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
    out.extend(b"JFIF\0\x01\x02\x01\x00\x60\x00\x60\0\0");
    out.extend([0xFF, 0xEE, 0, 14]);
    out.extend(b"Adobe\0\x64\0\0\0\0\x02");
    out.extend([0xFF, 0xDB, 0, 67, 0]);
    out.extend([1; 64]);
    out.extend([0xFF, 0xC0, 0, 8 + 3 * components, 8, 0, 5, 0, 7, components]);
    (1..=components).for_each(|id| out.extend([id, 0x11, 0]));
    // Two tables with one code, of one bit: a difference of zero, and the end of a block.
    for table in [0x00, 0x10] {
        out.extend([0xFF, 0xC4, 0, 20, table, 1]);
        out.extend([0; 16]);
    }
    out.extend([0xFF, 0xDA, 0, 6 + 2 * components, components]);
    (1..=components).for_each(|id| out.extend([id, 0]));
    // Both codes for each component, filled up with ones.
    out.extend([0, 63, 0, 0xFF >> (2 * u32::from(components)).min(7) >> u32::from(components == 4)]);
    out.extend([0xFF, 0xD9]);
    out
}

#[test]
fn opacity_is_taken_from_png() {
    use ::png::{BitDepth, ColorType};
    let clear = raster(&sample_png(ColorType::Rgba, BitDepth::Eight, &[10, 20, 30, 128].repeat(6)));
    assert_eq!(rows(&clear.colour), [10, 20, 30].repeat(6));
    assert_eq!(clear.alpha.as_ref().map(rows), Some(vec![128; 6]));
    let opaque = raster(&sample_png(ColorType::Rgba, BitDepth::Eight, &[9, 9, 9, 255].repeat(6)));
    assert!(opaque.alpha.is_none());
    let deep = raster(&sample_png(ColorType::GrayscaleAlpha, BitDepth::Sixteen, &[1, 2, 3, 4].repeat(6)));
    assert_eq!((deep.colour.bits, rows(&deep.colour)), (16, [1, 2].repeat(6)));
    assert_eq!(deep.alpha.as_ref().map(rows), Some([3, 4].repeat(6)));
}

#[test]
fn one_transparent_colour_becomes_opacity() {
    let found = raster(include_bytes!("../../../tests/golden/pictures/images/key.png"));
    assert_eq!((found.colour.bits, found.alpha.is_some()), (8, true));
}

#[test]
fn a_palette_is_kept_and_its_transparent_colours_become_opacity() {
    use ::png::{BitDepth, ColorType};
    let file = sample_png(ColorType::Indexed, BitDepth::Two, &[0b00_01_10_00, 0b01_01_00_00]);
    let found = raster(&file);
    assert_eq!((found.colour.bits, found.palette.as_ref().map(Vec::len)), (2, Some(9)));
    assert_eq!(rows(&found.colour), [0b00_01_10_00, 0b01_01_00_00]);
    assert_eq!(found.alpha.as_ref().map(rows), Some(vec![255, 128, 255, 128, 128, 255]));
    assert!(file.windows(found.colour.data.len()).any(|window| window == &*found.colour.data));
}

#[test]
fn jpeg_states_size_density_and_inverted_cmyk() {
    let picture = read_bytes(&sample_jpeg(4)).value.expect("a picture");
    let PictureKind::Jpeg(jpeg) = &picture.kind else { panic!("{picture:?}") };
    assert_eq!((jpeg.width, jpeg.height, jpeg.components, jpeg.inverted), (7, 5, 4, true));
    assert_eq!(picture.natural.width, Length::pt(72).ratio(7, 96));
    assert_eq!(picture.bytes[..], sample_jpeg(4)[..]);
}

#[test]
fn exif_orientation_of_a_photograph_is_applied() {
    // An Exif segment with only the orientation: big-endian, one field, number 6.
    let exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let plain = sample_jpeg(3);
    let length = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    let file = [&plain[..2], &[0xFF, 0xE1], &length, exif, &plain[2..]].concat();
    let picture = read_bytes(&file).value.expect("a picture");
    assert_eq!(picture.turn, Turn { sideways: true, ..Turn::default() });
    assert_eq!(picture.natural, Size::new(Length::pt(72).ratio(5, 96), Length::pt(72).ratio(7, 96)));
}

/// Where the top left pixel of the file is seen, and the one to its right (Exif 2.32, table 6).
#[test]
fn every_exif_orientation_is_turned_correctly() {
    let (right, down) = ((1, 0), (0, 1));
    let seen = [
        ((0, 0), right),
        ((1, 0), right),
        ((1, 1), right),
        ((0, 1), right),
        ((0, 0), down),
        ((1, 0), down),
        ((1, 1), down),
        ((0, 1), down),
    ];
    for (number, (corner, along)) in (1..).zip(seen) {
        let turn = Turn::of(number);
        // Corners are counted upward.
        let place = |corner| {
            let (x, y) = turn.corner(corner);
            (x, 1 - y)
        };
        let (origin, next) = (place((0, 1)), place((1, 1)));
        assert_eq!(origin, corner, "{number}");
        assert_eq!(((next.0 - origin.0).abs(), (next.1 - origin.1).abs()), along, "{number}");
    }
}

#[test]
fn no_truncated_file_panics_and_each_is_reported() {
    for whole in
        [sample_jpeg(3), sample_png(::png::ColorType::Rgb, ::png::BitDepth::Eight, &[1, 2, 3].repeat(6))]
    {
        for length in 0..whole.len() - 1 {
            let outcome = read_bytes(&whole[..length]);
            assert!(outcome.value.is_none() || !outcome.has_errors());
        }
        assert!(read_bytes(&whole[..whole.len() / 2]).has_errors());
    }
    assert_eq!(read_bytes(b"what?").diagnostics[0].code, Code::UnsupportedImage);
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let mut bomb = sample_png(::png::ColorType::Grayscale, ::png::BitDepth::Eight, &[0; 6]);
    bomb[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let crc = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&crc);
    let outcome = read_bytes(&bomb);
    assert_eq!(outcome.diagnostics[0].message, "image `x` has more than 100 million pixels: 50000 by 50000");
}

fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
            },
        )
    })
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_a_picture_or_a_message(kind in 0..4usize, tail in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let heads: [&[u8]; 4] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", b"GIF89a", b"RIFF\xFF\0\0\0WEBPVP8L"];
        let bytes = [heads[kind], &tail].concat();
        let outcome = read_bytes(&bytes);
        proptest::prop_assert!(outcome.value.is_some() || outcome.has_errors());
    }
}
