//! Pixels as JPEG files, and the other way round.

use std::io::Cursor;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Pixels;

/// Of 100: no loss is seen in a photograph, and letters keep their edges.
const QUALITY: u8 = 90;

/// The pixels of a file in red, green and blue; inks are mixed as a screen would without a profile.
pub(super) fn decode(bytes: &[u8]) -> Option<Pixels> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let whole = data.len() == width as usize * height as usize * 3;
    whole.then(|| Pixels::opaque(width, height, &data))
}

/// A file of pixels on white. Edges of letters in red or blue need the colours of every pixel.
pub(super) fn encode(pixels: &Pixels) -> Option<Vec<u8>> {
    encode_rgb(pixels.width, pixels.height, &pixels.on_white(), SamplingFactor::F_1_1)
}

/// A file of red, green and blue that has its edges in lightness, as a drawn cover: the colours of
/// four pixels are one. It is a third smaller.
pub(super) fn encode_drawn(width: u32, height: u32, data: &[u8]) -> Option<Vec<u8>> {
    encode_rgb(width, height, data, SamplingFactor::F_2_2)
}

/// A file of the red, green and blue of a picture that was compressed before with the colours of four
/// pixels as one, as WebP does (RFC 6386, section 2). `None` if it is too large for JPEG.
pub(in crate::assets) fn jpeg_of_photograph(width: u32, height: u32, data: &[u8]) -> Option<Vec<u8>> {
    encode_rgb(width, height, data, SamplingFactor::F_2_2)
}

fn encode_rgb(width: u32, height: u32, data: &[u8], sampling: SamplingFactor) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(sampling);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(data, width, height, ColorType::Rgb).ok()?;
    Some(out)
}
