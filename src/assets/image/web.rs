//! GIF and WebP, which a PDF does not support: decoded to pixels; photographs are encoded as JPEG.

use std::io::Cursor;
use std::sync::Arc;

use super::decoded::{DecodeError, DecodedPicture, broken, check, orientation};
use super::plane::split_opacity;
use super::profile;
use crate::assets::jpeg_codec::{self, Chroma};
use crate::assets::picture::{Jpeg, PictureKind, Raster};
use crate::limits::Limits;

/// Decodes the first frame of a GIF file.
///
/// # Errors
/// Returns an error if the file is broken or has more pixels than the limit.
pub(super) fn gif(bytes: &[u8], limits: Limits) -> Result<DecodedPicture, DecodeError> {
    let mut options = ::gif::DecodeOptions::new();
    options.set_color_output(::gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    check(width, height, limits)?;
    let frame = decoder.next_frame_info().map_err(broken)?.ok_or_else(|| broken("it has no picture"))?;
    // The first frame may cover only a part of the picture.
    let [left, top, wide, high] = [frame.left, frame.top, frame.width, frame.height].map(usize::from);
    if left + wide > width as usize || top + high > height as usize {
        return Err(broken("its frame is larger than the picture"));
    }
    let mut frame = vec![0; wide * high * 4];
    decoder.read_into_buffer(&mut frame).map_err(broken)?;
    let mut data = vec![0; width as usize * height as usize * 4];
    for (row, line) in frame.chunks_exact((wide * 4).max(1)).enumerate() {
        let to = ((row + top) * width as usize + left) * 4;
        data[to..to + line.len()].copy_from_slice(line);
    }
    pixels("image/gif", width, height, &data, 4)
}

/// Decodes a WebP file; of an animation, only the first frame.
///
/// # Errors
/// Returns an error if the file is broken or has more pixels than the limit.
pub(super) fn webp(bytes: &[u8], limits: Limits) -> Result<DecodedPicture, DecodeError> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check(width, height, limits)?;
    let size = decoder.output_buffer_size().ok_or_else(|| broken("it is too large"))?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(broken)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut read = match photograph(&mut decoder, &data) {
        Some(read) => read,
        None => pixels("image/webp", width, height, &data, channels)?,
    };
    // Broken metadata does not make the picture unusable.
    if let Ok(Some(exif)) = decoder.exif_metadata() {
        read.orientation = orientation(&exif);
    }
    if let Ok(Some(whole)) = decoder.icc_profile() {
        match &mut read.kind {
            PictureKind::Raster { raster, .. } => {
                let raster = Arc::make_mut(raster);
                raster.profile = profile::useful(&whole, raster.colour.channels);
            }
            PictureKind::Jpeg(jpeg) => jpeg.profile = profile::useful(&whole, 3),
            PictureKind::Drawing(_) => {}
        }
    }
    Ok(read)
}

/// Encodes as JPEG a picture that was compressed with losses and has no transparent parts. As pixels, it
/// would be about ten times as large in memory and in the PDF.
///
/// Returns `None` for any other picture.
fn photograph(decoder: &mut image_webp::WebPDecoder<Cursor<&[u8]>>, data: &[u8]) -> Option<DecodedPicture> {
    if !decoder.is_lossy() || decoder.has_alpha() || decoder.is_animated() {
        return None;
    }
    let (width, height) = decoder.dimensions();
    let bytes = jpeg_codec::encode(width, height, data, Chroma::Quarter)?;
    let jpeg = Jpeg { width, height, components: 3, inverted: false, profile: None };
    let read = DecodedPicture::new(PictureKind::Jpeg(jpeg), width, height, None);
    Some(DecodedPicture { bytes: Some(bytes), ..read })
}

/// Returns decoded 8-bit samples, `channels` of them a pixel, as a picture.
fn pixels(
    media_type: &'static str,
    width: u32,
    height: u32,
    data: &[u8],
    channels: usize,
) -> Result<DecodedPicture, DecodeError> {
    let (colour, alpha) = split_opacity(width, height, data, channels)?;
    let raster = Arc::new(Raster { width, height, colour, palette: None, alpha, profile: None });
    Ok(DecodedPicture::new(PictureKind::Raster { media_type, raster }, width, height, None))
}
