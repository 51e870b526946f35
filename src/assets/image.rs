//! Pictures: what they are by their content, how large, and their pixels where those are needed.

use std::io::Cursor;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::gather::broken;
use super::{Picture, PictureKind, Pixels, limits, svg};
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::units::{Length, Size};

/// Pixels in an inch where a file does not say.
const DPI: u32 = 300;
/// What a file says is believed between these.
const DPI_RANGE: std::ops::RangeInclusive<u32> = 72..=1200;

/// A picture read from its bytes, its natural size by the resolution it states.
struct Read {
    kind: PictureKind,
    size: Size,
    bytes: Option<Vec<u8>>,
    notes: Vec<Diagnostic>,
}

/// Reads a picture whatever its name's ending says.
pub(super) fn read(
    path: &str,
    bytes: &Arc<[u8]>,
    span: Option<Span>,
    faces: &[&[u8]],
) -> Outcome<Option<Picture>> {
    let read = match sniff(bytes) {
        Some(Format::Jpeg) => jpeg(bytes),
        Some(Format::Png) => png(bytes),
        Some(Format::Gif) => gif(bytes),
        Some(Format::WebP) => webp(bytes),
        Some(Format::Svg) => return drawing(path, bytes, span, faces),
        None => {
            let message = format!("image `{path}` is in no format that Pressmark reads");
            let help = "it reads JPEG, PNG, SVG, GIF and WebP";
            return Outcome::new(
                None,
                vec![Diagnostic::new(Code::UnsupportedImage, span, message).help(help)],
            );
        }
    };
    match read {
        Ok(read) => Outcome::new(Some(picture(path, bytes, read.kind, read.size, read.bytes)), read.notes),
        Err(Failure::Broken(reason)) => Outcome::new(None, vec![broken(path, span, &reason)]),
        Err(Failure::TooLarge(width, height)) => {
            let message = format!(
                "image `{path}` is {width} by {height} pixels, more than {} million",
                limits::PIXELS / 1_000_000
            );
            Outcome::new(None, vec![Diagnostic::new(Code::TooLarge, span, message)])
        }
    }
}

fn drawing(path: &str, bytes: &[u8], span: Option<Span>, faces: &[&[u8]]) -> Outcome<Option<Picture>> {
    match svg::read(path, bytes, span, faces) {
        Ok(svg) => {
            let size = svg.drawing.size;
            let kind = PictureKind::Drawing(Arc::new(svg.drawing));
            Outcome::new(Some(picture(path, bytes, kind, size, Some(svg.clean.into_bytes()))), svg.notes)
        }
        Err(reason) => Outcome::new(None, vec![broken(path, span, &reason)]),
    }
}

fn picture(path: &str, read: &[u8], kind: PictureKind, natural: Size, bytes: Option<Vec<u8>>) -> Picture {
    let hash = Sha256::digest(read).into();
    let bytes = bytes.map_or_else(|| Arc::from(read), Arc::from);
    Picture { path: path.to_owned(), hash, natural, kind, bytes }
}

enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}

fn sniff(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [b'G', b'I', b'F', b'8', ..] => Some(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        _ => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
            head.contains("<svg").then_some(Format::Svg)
        }
    }
}

enum Failure {
    Broken(String),
    TooLarge(u32, u32),
}

fn bad(reason: impl std::fmt::Display) -> Failure {
    Failure::Broken(reason.to_string())
}

fn check(width: u32, height: u32) -> Result<(), Failure> {
    match u64::from(width) * u64::from(height) {
        0 => Err(bad("it has no pixels")),
        pixels if pixels > limits::PIXELS => Err(Failure::TooLarge(width, height)),
        _ => Ok(()),
    }
}

fn natural(width: u32, height: u32, dpi: Option<u32>) -> Size {
    let dpi = i64::from(dpi.filter(|dpi| DPI_RANGE.contains(dpi)).unwrap_or(DPI));
    let inches = |pixels: u32| Length::pt(72).ratio(i64::from(pixels), dpi);
    Size::new(inches(width), inches(height))
}

/// The header of a JPEG (ITU T.81, annex B): size and components; the data stays as it is.
fn jpeg(bytes: &[u8]) -> Result<Read, Failure> {
    let (mut at, mut dpi, mut adobe) = (2, None, false);
    loop {
        let marker = match bytes.get(at..at + 2) {
            Some([0xFF, 0xFF]) => {
                at += 1;
                continue;
            }
            Some([0xFF, marker]) => *marker,
            _ => return Err(bad("it is cut short or not a JPEG")),
        };
        // Markers without a segment.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at += 2;
            continue;
        }
        let length = bytes.get(at + 2..at + 4).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let segment =
            length.filter(|length| *length >= 2).and_then(|length| bytes.get(at + 4..at + 2 + length));
        let Some(segment) = segment else { return Err(bad("it is cut short")) };
        match marker {
            // Start of frame, but for the tables whose markers lie between.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let [_, h1, h2, w1, w2, components, ..] = *segment else {
                    return Err(bad("it is cut short"));
                };
                let (width, height) =
                    (u32::from(u16::from_be_bytes([w1, w2])), u32::from(u16::from_be_bytes([h1, h2])));
                if !matches!(components, 1 | 3 | 4) {
                    return Err(bad(format!("it has {components} colour components")));
                }
                if !bytes.ends_with(&[0xFF, 0xD9]) && !bytes[at..].windows(2).any(|pair| pair == [0xFF, 0xD9])
                {
                    return Err(bad("it is cut short"));
                }
                check(width, height)?;
                let kind =
                    PictureKind::Jpeg { width, height, components, inverted: adobe && components == 4 };
                return Ok(Read { kind, size: natural(width, height, dpi), bytes: None, notes: Vec::new() });
            }
            0xE0 if segment.starts_with(b"JFIF\0") => dpi = jfif_density(segment),
            0xEE if segment.starts_with(b"Adobe") => adobe = true,
            0xD9 | 0xDA => return Err(bad("it has no size")),
            _ => {}
        }
        at += 4 + segment.len();
    }
}

/// Dots per inch from a JFIF header: unit 1 is an inch, 2 a centimetre.
fn jfif_density(segment: &[u8]) -> Option<u32> {
    let unit = segment.get(7)?;
    let density = u32::from(u16::from_be_bytes([*segment.get(8)?, *segment.get(9)?]));
    match unit {
        1 => Some(density),
        2 => Some(density * 254 / 100),
        _ => None,
    }
}

fn png(bytes: &[u8]) -> Result<Read, Failure> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    let (width, height) = decoder.read_header_info().map(|info| (info.width, info.height)).map_err(bad)?;
    check(width, height)?;
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(bad)?;
    let dpi = reader
        .info()
        .pixel_dims
        .filter(|dims| dims.unit == png::Unit::Meter)
        .map(|dims| dims.xppu * 254 / 10_000);
    let size = reader.output_buffer_size().ok_or_else(|| bad("it is too large"))?;
    let mut data = vec![0; size];
    let info = reader.next_frame(&mut data).map_err(bad)?;
    data.truncate(info.buffer_size());
    let channels = match info.color_type {
        png::ColorType::Grayscale => 1,
        png::ColorType::GrayscaleAlpha => 2,
        png::ColorType::Rgb => 3,
        png::ColorType::Rgba => 4,
        png::ColorType::Indexed => return Err(bad("its palette cannot be read")),
    };
    raster(width, height, &data, channels, "image/png", dpi)
}

fn gif(bytes: &[u8]) -> Result<Read, Failure> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(bad)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    check(width, height)?;
    let frame = decoder.read_next_frame().map_err(bad)?.ok_or_else(|| bad("it has no picture"))?;
    // The first frame may cover a part of the picture only.
    let mut data = vec![0; width as usize * height as usize * 4];
    for row in 0..usize::from(frame.height) {
        let from = row * usize::from(frame.width) * 4;
        let line = frame
            .buffer
            .get(from..from + usize::from(frame.width) * 4)
            .ok_or_else(|| bad("it is cut short"))?;
        let to = ((row + usize::from(frame.top)) * width as usize + usize::from(frame.left)) * 4;
        let room =
            data.get_mut(to..to + line.len()).ok_or_else(|| bad("its frame is larger than the picture"))?;
        room.copy_from_slice(line);
    }
    raster(width, height, &data, 4, "image/gif", None)
}

fn webp(bytes: &[u8]) -> Result<Read, Failure> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(bad)?;
    let (width, height) = decoder.dimensions();
    check(width, height)?;
    let size = decoder.output_buffer_size().ok_or_else(|| bad("it is too large"))?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(bad)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    raster(width, height, &data, channels, "image/webp", None)
}

/// Interleaved channels become colour and opacity; grey stays grey, and what is opaque loses its opacity.
fn raster(
    width: u32,
    height: u32,
    data: &[u8],
    channels: usize,
    media_type: &'static str,
    dpi: Option<u32>,
) -> Result<Read, Failure> {
    if data.len() != width as usize * height as usize * channels {
        return Err(bad("it is cut short"));
    }
    let colours = if channels < 3 { 1 } else { 3 };
    let grey =
        colours == 1 || data.chunks_exact(channels).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let kept = if grey { 1 } else { 3 };
    let colour = data.chunks_exact(channels).flat_map(|pixel| &pixel[..kept]).copied().collect();
    let alpha = (channels != colours)
        .then(|| data.chunks_exact(channels).map(|pixel| pixel[channels - 1]).collect::<Vec<_>>());
    let alpha = alpha.filter(|alpha| alpha.iter().any(|opacity| *opacity != 255));
    let pixels = Arc::new(Pixels { width, height, grey, colour, alpha });
    let kind = PictureKind::Raster { media_type, pixels };
    Ok(Read { kind, size: natural(width, height, dpi), bytes: None, notes: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_bytes(bytes: &[u8]) -> Outcome<Option<Picture>> {
        read("x", &Arc::from(bytes), None, &[])
    }

    /// A PNG of 3 by 2 pixels.
    fn sample_png(colour: png::ColorType, pixel: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 3, 2);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&pixel.repeat(6)).expect("pixels");
        writer.finish().expect("an end");
        out
    }

    fn pixels(bytes: &[u8]) -> Arc<Pixels> {
        match read_bytes(bytes).value.expect("a picture").kind {
            PictureKind::Raster { pixels, .. } => pixels,
            other => panic!("{other:?}"),
        }
    }

    /// The markers of a JPEG of 7 by 5 pixels without its data.
    fn sample_jpeg(components: u8) -> Vec<u8> {
        let mut out = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
        out.extend(b"JFIF\0\x01\x02\x01\x00\x60\x00\x60\0\0");
        out.extend([0xFF, 0xEE, 0, 14]);
        out.extend(b"Adobe\0\x64\0\0\0\0\x02");
        out.extend([0xFF, 0xC0, 0, 8 + 3 * components, 8, 0, 5, 0, 7, components]);
        out.extend(vec![0; 3 * usize::from(components)]);
        out.extend([0xFF, 0xD9]);
        out
    }

    #[test]
    fn png_is_taken_apart() {
        let clear = pixels(&sample_png(png::ColorType::Rgba, &[10, 20, 30, 128]));
        assert_eq!(
            (clear.grey, clear.colour.len(), clear.alpha.as_deref()),
            (false, 18, Some(&[128; 6][..]))
        );
        let opaque = pixels(&sample_png(png::ColorType::Rgba, &[9, 9, 9, 255]));
        assert_eq!((opaque.grey, &opaque.colour[..], opaque.alpha.is_none()), (true, &[9; 6][..], true));
    }

    #[test]
    fn jpeg_tells_size_density_and_inverted_cmyk() {
        let picture = read_bytes(&sample_jpeg(4)).value.expect("a picture");
        assert!(matches!(
            picture.kind,
            PictureKind::Jpeg { width: 7, height: 5, components: 4, inverted: true }
        ));
        assert_eq!(picture.natural.width, Length::pt(72).ratio(7, 96));
        assert_eq!(picture.bytes[..], sample_jpeg(4)[..]);
    }

    #[test]
    fn no_cut_panics_and_every_cut_is_told() {
        for whole in [sample_jpeg(3), sample_png(png::ColorType::Rgb, &[1, 2, 3])] {
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
        let mut bomb = sample_png(png::ColorType::Grayscale, &[0]);
        bomb[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        let crc = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&crc);
        let outcome = read_bytes(&bomb);
        assert_eq!(
            outcome.diagnostics[0].message,
            "image `x` is 50000 by 50000 pixels, more than 100 million"
        );
    }

    fn crc(data: &[u8]) -> u32 {
        !data.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
            })
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
}
