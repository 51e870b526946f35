//! Encodes and decodes JPEG files. Only this file uses the two crates for it.

use std::io::Cursor;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The quality of encoded files, up to 100: no loss is visible in a photograph, and letters keep their
/// edges.
const QUALITY: u8 = 90;

/// Decoded pixels.
pub(super) struct Rgb {
    /// The width in pixels.
    pub(super) width: u32,
    /// The height in pixels.
    pub(super) height: u32,
    /// Red, green and blue of each pixel, a byte each, row by row from the top.
    pub(super) data: Vec<u8>,
}

/// The resolution of colours relative to that of lightness.
#[derive(Clone, Copy)]
pub(super) enum Chroma {
    /// A colour for every pixel, which the edges of red or blue letters need.
    Full,
    /// One colour for four pixels (4:2:0): a file is a third smaller. For pictures that have their edges in
    /// lightness, such as the drawn cover, and for those that were compressed in this way before, as WebP
    /// is (RFC 6386, section 2).
    Quarter,
}

/// Decodes a file; CMYK is converted as a screen would show it without a profile.
///
/// Returns `None` if the file is broken.
pub(super) fn decode(bytes: &[u8]) -> Option<Rgb> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let is_whole = data.len() == width as usize * height as usize * 3;
    is_whole.then_some(Rgb { width, height, data })
}

/// Decodes a file to its end, and keeps nothing of it.
///
/// # Errors
/// Returns the fault of the file, as a phrase.
pub(super) fn check(bytes: &[u8], components: u8) -> Result<(), &'static str> {
    // Lightness alone takes a third of the memory, and its data is interleaved with that of the colours.
    let space = if components == 4 { ColorSpace::RGB } else { ColorSpace::Luma };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(space)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    match decoder.decode() {
        Ok(_) => Ok(()),
        Err(_) => Err("it is cut short, or its data is broken"),
    }
}

/// Encodes red, green and blue, a byte each, row by row from the top.
///
/// Returns `None` if a side is longer than 65,535 pixels.
pub(super) fn encode(width: u32, height: u32, data: &[u8], chroma: Chroma) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(match chroma {
        Chroma::Full => SamplingFactor::F_1_1,
        Chroma::Quarter => SamplingFactor::F_2_2,
    });
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(data, width, height, ColorType::Rgb).ok()?;
    Some(out)
}
