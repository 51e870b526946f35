//! GIF and WebP, which a PDF knows nothing of: decoded to pixels, and photographs encoded as JPEG.

use std::io::Cursor;
use std::sync::Arc;

use super::plane::parted;
use super::{Failure, Read, bad, check, orientation, profile};
use crate::assets::reduce::jpeg_of_photograph;
use crate::assets::{Jpeg, PictureKind, Raster};

/// The first picture of a GIF.
pub(super) fn gif(bytes: &[u8]) -> Result<Read, Failure> {
    let mut options = ::gif::DecodeOptions::new();
    options.set_color_output(::gif::ColorOutput::RGBA);
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
    pixels("image/gif", width, height, &data, 4)
}

pub(super) fn webp(bytes: &[u8]) -> Result<Read, Failure> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(bad)?;
    let (width, height) = decoder.dimensions();
    check(width, height)?;
    let size = decoder.output_buffer_size().ok_or_else(|| bad("it is too large"))?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(bad)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut read = match photograph(&mut decoder, &data) {
        Some(read) => read,
        None => pixels("image/webp", width, height, &data, channels)?,
    };
    // Broken extras do not spoil the picture.
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

/// A picture that was compressed with losses and has no transparent parts, as JPEG: as pixels it would
/// be ten times as large in memory and in a PDF, and take longest of all to compress.
fn photograph(decoder: &mut image_webp::WebPDecoder<Cursor<&[u8]>>, data: &[u8]) -> Option<Read> {
    if !decoder.is_lossy() || decoder.has_alpha() || decoder.is_animated() {
        return None;
    }
    let (width, height) = decoder.dimensions();
    let bytes = jpeg_of_photograph(width, height, data)?;
    let jpeg = Jpeg { width, height, components: 3, inverted: false, profile: None };
    let read = Read::new(PictureKind::Jpeg(jpeg), width, height, None);
    Some(Read { bytes: Some(bytes), ..read })
}

fn pixels(
    media_type: &'static str,
    width: u32,
    height: u32,
    data: &[u8],
    channels: usize,
) -> Result<Read, Failure> {
    let (colour, alpha) = parted(width, height, data, channels)?;
    let raster = Arc::new(Raster { width, height, colour, palette: None, alpha, profile: None });
    Ok(Read::new(PictureKind::Raster { media_type, raster }, width, height, None))
}
