//! Rows of samples in the form that PNG and PDF share: filtered, then deflated (ISO/IEC 15948, sections
//! 9 and 10; ISO 32000-1, section 7.4.4.4, calls the filters predictors).

use std::borrow::Cow;

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::decoded::{DecodeError, broken};
use crate::assets::picture::Plane;

/// Filters and deflates rows of samples; each row begins with a new byte.
///
/// # Errors
/// Returns an error if `bits` is not a sample size of PNG, or `samples` are too few.
pub(super) fn plane(
    width: u32,
    height: u32,
    channels: u8,
    bits: u8,
    samples: &[u8],
) -> Result<Plane, DecodeError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(if channels == 1 { ColorType::Grayscale } else { ColorType::Rgb });
    encoder.set_depth(BitDepth::from_u8(bits).ok_or_else(|| broken("its samples are of an odd size"))?);
    encoder.set_compression(Compression::Balanced);
    if bits < 8 {
        // Filters predict a byte from its neighbours, which is useless if samples share a byte.
        encoder.set_filter(Filter::NoFilter);
    }
    let mut writer = encoder.write_header().map_err(broken)?;
    writer.write_image_data(samples).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(Plane { channels, bits, data: image_data(&file).into() })
}

/// Returns the content of the `IDAT` chunks of a PNG file.
pub(super) fn image_data(file: &[u8]) -> Vec<u8> {
    let mut rest = file.get(8..).unwrap_or_default();
    let mut out = Vec::new();
    while let [a, b, c, d, name @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some((kind, body)) = name.split_at_checked(4) else { break };
        if kind == b"IDAT" {
            out.extend_from_slice(&body[..length.min(body.len())]);
        }
        // The body is followed by its checksum.
        rest = body.get(length.saturating_add(4)..).unwrap_or_default();
    }
    out
}

/// Separates interleaved 8-bit samples into colour and opacity. Colours that are all grey become grey, and
/// opacity that is full everywhere is left out. `channels` is 1, 2 (with opacity), 3 or 4.
///
/// # Errors
/// Returns an error if `data` does not have the size of the picture.
pub(in crate::assets) fn split_opacity(
    width: u32,
    height: u32,
    data: &[u8],
    channels: usize,
) -> Result<(Plane, Option<Plane>), DecodeError> {
    if data.len() != width as usize * height as usize * channels {
        return Err(broken("it is cut short"));
    }
    let colours = if channels < 3 { 1 } else { 3 };
    let grey =
        colours == 1 || data.chunks_exact(channels).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let kept: u8 = if grey { 1 } else { 3 };
    let colour: Cow<'_, [u8]> = if channels == usize::from(kept) {
        data.into()
    } else {
        data.chunks_exact(channels).flat_map(|pixel| &pixel[..usize::from(kept)]).copied().collect()
    };
    let colour = plane(width, height, kept, 8, &colour)?;
    if channels == colours {
        return Ok((colour, None));
    }
    let alpha: Vec<u8> = data.chunks_exact(channels).map(|pixel| pixel[channels - 1]).collect();
    Ok((colour, opacity(width, height, 8, &alpha)?))
}

/// Returns opacity as a plane, or `None` if it is full everywhere.
///
/// # Errors
/// As [`plane`].
pub(super) fn opacity(width: u32, height: u32, bits: u8, alpha: &[u8]) -> Result<Option<Plane>, DecodeError> {
    if alpha.iter().all(|byte| *byte == 255) {
        return Ok(None);
    }
    plane(width, height, 1, bits, alpha).map(Some)
}
