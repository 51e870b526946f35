//! PNG (ISO/IEC 15948): the compressed data is used unchanged wherever a PDF supports it.

use std::io::Cursor;
use std::sync::Arc;

use ::png::{BitDepth, ColorType, Decoder, Unit};

use super::decoded::{DecodeError, DecodedPicture, broken, check, orientation};
use super::plane::{image_data, opacity, plane};
use super::profile;
use crate::assets::picture::{PictureKind, Plane, Raster};
use crate::limits::{Limit, Limits};

/// Decodes a PNG file.
///
/// # Errors
/// Returns an error if the file is broken or has more pixels than the limit.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<DecodedPicture, DecodeError> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    let (width, height) = decoder.read_header_info().map(|info| (info.width, info.height)).map_err(broken)?;
    check(width, height, limits)?;
    decoder.set_ignore_text_chunk(true);

    // All of it is decoded, so that a broken file is found here and not by a reader of the PDF.
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.output_buffer_size().ok_or_else(|| broken("it is too large"))?;
    let check = limits.check(Limit::Samples, size as u64);
    check.map_err(|over| DecodeError::Over(over, (width, height)))?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(broken)?;
    samples.truncate(frame.buffer_size());
    let info = reader.info();
    let (depth, bits) = (frame.bit_depth, frame.bit_depth as u8);

    // A PDF stores opacity in a separate image. If the file also stores it separately, its data can be
    // used unchanged.
    let channels = match frame.color_type {
        ColorType::Grayscale | ColorType::Indexed | ColorType::GrayscaleAlpha => 1,
        ColorType::Rgb | ColorType::Rgba => 3,
    };
    let interleaved = matches!(frame.color_type, ColorType::GrayscaleAlpha | ColorType::Rgba);
    let (colour, alpha) = if interleaved {
        let wide = usize::from(bits / 8);
        let (colour, alpha) = separate(&samples, usize::from(channels) * wide, wide);
        (plane(width, height, channels, bits, &colour)?, opacity(width, height, bits, &alpha)?)
    } else {
        let alpha =
            info.trns.as_deref().map(|key| opacity_by_key(&samples, width, frame.color_type, depth, key));
        let colour = if info.interlaced {
            plane(width, height, channels, bits, &samples)?
        } else {
            Plane { channels, bits, data: image_data(bytes).into() }
        };
        (colour, alpha.map(|alpha| opacity(width, height, 8, &alpha)).transpose()?.flatten())
    };
    let palette = match frame.color_type {
        ColorType::Indexed => {
            Some(info.palette.as_deref().ok_or_else(|| broken("it has no palette"))?.to_vec())
        }
        _ => None,
    };
    let space = if palette.is_some() { 3 } else { channels };
    let profile = info.icc_profile.as_deref().and_then(|profile| profile::useful(profile, space));
    let dpi = info
        .pixel_dims
        .filter(|dims| dims.unit == Unit::Meter)
        .map(|dims| dims.xppu.saturating_mul(254) / 10_000);
    let orientation = info.exif_metadata.as_deref().map(orientation).unwrap_or_default();
    let raster = Arc::new(Raster { width, height, colour, palette, alpha, profile });
    let kind = PictureKind::Raster { media_type: "image/png", raster };
    Ok(DecodedPicture { orientation, ..DecodedPicture::new(kind, width, height, dpi) })
}

/// Separates interleaved samples into colour and opacity; `colour` and `alpha` are the bytes of each in a
/// pixel.
fn separate(samples: &[u8], colour: usize, alpha: usize) -> (Vec<u8>, Vec<u8>) {
    let count = samples.len() / (colour + alpha);
    let mut parts = (Vec::with_capacity(count * colour), Vec::with_capacity(count * alpha));
    for pixel in samples.chunks_exact(colour + alpha) {
        parts.0.extend_from_slice(&pixel[..colour]);
        parts.1.extend_from_slice(&pixel[colour..]);
    }
    parts
}

/// Returns the opacity that a `tRNS` chunk defines, 8 bits for each pixel: one for each colour of a palette,
/// or full except for one transparent colour (section 11.3.1.1).
fn opacity_by_key(samples: &[u8], width: u32, kind: ColorType, depth: BitDepth, key: &[u8]) -> Vec<u8> {
    let channels = if kind == ColorType::Rgb { 3 } else { 1 };
    let bits = depth as usize;
    let row = (width as usize * channels * bits).div_ceil(8).max(1);
    let sample = |row: &[u8], at: usize| match bits {
        8 => u16::from(row[at]),
        16 => u16::from_be_bytes([row[at * 2], row[at * 2 + 1]]),
        _ => {
            let byte = row[at * bits / 8];
            let shift = 8 - bits - at * bits % 8;
            u16::from(byte >> shift) & ((1 << bits) - 1)
        }
    };
    // The library stores one byte of the key for a sample of 8 bits or fewer.
    let wanted = |channel: usize| match bits {
        16 => key.get(channel * 2..channel * 2 + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])),
        _ => key.get(channel).map(|byte| u16::from(*byte)),
    };
    let opacity = |row: &[u8], x: usize| match kind {
        ColorType::Indexed => key.get(usize::from(sample(row, x))).copied().unwrap_or(255),
        _ => {
            let clear =
                (0..channels).all(|channel| Some(sample(row, x * channels + channel)) == wanted(channel));
            if clear { 0 } else { 255 }
        }
    };
    samples
        .chunks_exact(row)
        .flat_map(|row| (0..width as usize).map(move |x| (row, x)))
        .map(|(row, x)| opacity(row, x))
        .collect()
}
