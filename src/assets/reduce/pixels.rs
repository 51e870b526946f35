//! The pixels of a picture: decoded, turned, scaled down, encoded.

use std::io::Cursor;

use ::png::{BitDepth, ColorType, Compression, Decoder, Encoder, Transformations, chunk};

use super::srgb::{ColourSpace, Curve};
use crate::assets::jpeg_codec::{self, Chroma};
use crate::assets::picture::{Picture, PictureKind, Plane, Raster, Turn};

/// Pixels in rows from the top: red, green, blue and opacity, a byte each, in sRGB.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    data: Vec<[u8; 4]>,
}

impl Pixels {
    /// Returns the pixels of a picture, or `None` for a drawing and for a picture that cannot be
    /// decoded.
    pub(super) fn of(picture: &Picture) -> Option<Self> {
        let (mut pixels, profile) = match &picture.kind {
            PictureKind::Jpeg(found) => {
                // CMYK was converted to RGB when it was decoded, so that its profile no longer applies.
                let profile = found.profile.as_deref().filter(|_| found.components != 4);
                (
                    jpeg_codec::decode(&picture.bytes)
                        .map(|rgb| Self::opaque(rgb.width, rgb.height, &rgb.data))?,
                    profile,
                )
            }
            PictureKind::Raster { raster, .. } => (of_raster(raster)?, raster.profile.as_deref()),
            PictureKind::Drawing(_) => return None,
        };
        if let Some(space) = profile.and_then(ColourSpace::of) {
            let srgb = Curve::new();
            // In diagrams and screenshots many adjacent pixels have one colour, which is converted
            // once.
            let mut last = ([0; 3], space.convert([0; 3], &srgb));
            for pixel in &mut pixels.data {
                let [r, g, b, alpha] = *pixel;
                if last.0 != [r, g, b] {
                    last = ([r, g, b], space.convert([r, g, b], &srgb));
                }
                let [r, g, b] = last.1;
                *pixel = [r, g, b, alpha];
            }
        }
        Some(pixels)
    }

    /// Returns opaque pixels from red, green and blue, a byte each.
    pub(super) fn opaque(width: u32, height: u32, data: &[u8]) -> Self {
        let data = data.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
        Self { width, height, data }
    }

    /// Returns the pixels turned as the picture is to be shown.
    pub(super) fn turned(self, turn: Turn) -> Self {
        if turn == Turn::default() {
            return self;
        }
        let (width, height) =
            if turn.sideways { (self.height, self.width) } else { (self.width, self.height) };
        let mut data = vec![[0; 4]; self.data.len()];
        for (y, row) in self.data.chunks_exact(self.width.max(1) as usize).enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                let (last_x, last_y) = (self.width as usize - 1, self.height as usize - 1);
                let x = if turn.mirrored { last_x - x } else { x };
                let (x, y) = if turn.upside_down { (last_x - x, last_y - y) } else { (x, y) };
                // By a quarter to the right: the top becomes the right side.
                let (x, y) = if turn.sideways { (last_y - y, x) } else { (x, y) };
                data[y * width as usize + x] = *pixel;
            }
        }
        Self { width, height, data }
    }

    /// Returns the pixels scaled down to at most `limit`. Each new pixel is the mean of the light of
    /// those that it replaces, not of their values, which are not proportional to light.
    pub(super) fn within(self, limit: u64) -> Self {
        let (from_width, from_height) = (u64::from(self.width), u64::from(self.height));
        if from_width * from_height <= limit {
            return self;
        }
        // The largest size in the same proportion: width² = limit · width / height, rounded down.
        let width = (limit * from_width / from_height).isqrt().max(1);
        let height = (width * from_height / from_width).max(1);
        let curve = Curve::new();
        let across = shares(from_width, width);
        let down = shares(from_height, height);
        let mut data = Vec::new();
        for rows in &down {
            for columns in &across {
                data.push(self.mean(rows, columns, &curve));
            }
        }
        let side = |side: u64| u32::try_from(side).unwrap_or(u32::MAX);
        Self { width: side(width), height: side(height), data }
    }

    /// Returns the mean of the light in some rows and columns, each with its weight (see [`shares`]).
    /// The light of a pixel is weighted by its opacity, since a transparent pixel has no colour.
    fn mean(&self, rows: &[(usize, u64)], columns: &[(usize, u64)], curve: &Curve) -> [u8; 4] {
        let (mut light, mut opacity, mut whole) = ([0_u64; 3], 0_u64, 0_u64);
        for (y, down) in rows {
            for (x, across) in columns {
                let [r, g, b, alpha] = self.data[y * self.width as usize + x];
                let share = down * across;
                whole += share;
                opacity += share * u64::from(alpha);
                for (sum, value) in light.iter_mut().zip([r, g, b]) {
                    *sum += share * u64::from(alpha) * u64::from(curve.linear(value));
                }
            }
        }
        if opacity == 0 {
            return [0; 4];
        }
        let [r, g, b] =
            light.map(|sum| curve.value(u16::try_from((sum + opacity / 2) / opacity).unwrap_or(u16::MAX)));
        [r, g, b, u8::try_from((opacity + whole / 2) / whole).unwrap_or(255)]
    }

    /// Returns red, green and blue on a white background, a byte each.
    pub(super) fn on_white(&self) -> Vec<u8> {
        let over = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
        };
        self.data.iter().flat_map(|[r, g, b, alpha]| [*r, *g, *b].map(|value| over(value, *alpha))).collect()
    }

    /// Encodes a JPEG file, on white.
    ///
    /// Returns `None` if a side is longer than 65,535 pixels.
    pub(super) fn jpeg(&self) -> Option<Vec<u8>> {
        jpeg_codec::encode(self.width, self.height, &self.on_white(), Chroma::Full)
    }

    /// Encodes a PNG file, grey or without opacity where that loses nothing.
    ///
    /// Returns `None` if the encoder fails.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        let opaque = self.data.iter().all(|pixel| pixel[3] == 255);
        let grey = self.data.iter().all(|[r, g, b, _]| r == g && g == b);
        let (colour, places): (_, &[usize]) = match (grey, opaque) {
            (true, true) => (ColorType::Grayscale, &[0]),
            (true, false) => (ColorType::GrayscaleAlpha, &[0, 3]),
            (false, true) => (ColorType::Rgb, &[0, 1, 2]),
            (false, false) => (ColorType::Rgba, &[0, 1, 2, 3]),
        };
        let data: Vec<u8> =
            self.data.iter().flat_map(|pixel| places.iter().map(|place| pixel[*place])).collect();
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(colour);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&data).ok()?;
        writer.finish().ok()?;
        Some(out)
    }
}

/// Returns, for each of `to` new positions, those of the `from` old positions that it overlaps, each with the
/// length of the overlap as its weight. On this scale, all positions together are `from * to` long.
fn shares(from: u64, to: u64) -> Vec<Vec<(usize, u64)>> {
    let share = |index: u64| {
        // An old position is `to` long and a new one `from`.
        let (start, end) = (index * from, (index + 1) * from);
        let covered = start / to..end.div_ceil(to);
        covered
            .map(|old| {
                let part = end.min((old + 1) * to) - start.max(old * to);
                (usize::try_from(old).unwrap_or(usize::MAX), part)
            })
            .collect()
    };
    (0..to).map(share).collect()
}

/// Decodes filtered and deflated rows: colour and opacity, each read as a PNG file.
fn of_raster(raster: &Raster) -> Option<Pixels> {
    let colour = samples(raster, &raster.colour, raster.palette.as_deref())?;
    let alpha = match &raster.alpha {
        Some(plane) => Some(samples(raster, plane, None)?),
        None => None,
    };
    let count = raster.width as usize * raster.height as usize;
    let channels = colour.len() / count.max(1);
    if colour.len() != count * channels || !matches!(channels, 1 | 3) {
        return None;
    }
    let opacity = |index: usize| alpha.as_ref().map_or(Some(255), |alpha| alpha.get(index).copied());
    let data = colour
        .chunks_exact(channels)
        .enumerate()
        .map(|(index, pixel)| {
            let last = channels - 1;
            Some([pixel[0], pixel[last.min(1)], pixel[last], opacity(index)?])
        })
        .collect::<Option<_>>()?;
    Some(Pixels { width: raster.width, height: raster.height, data })
}

/// Returns the samples of a plane, a byte each, with palette indices replaced by colours.
fn samples(raster: &Raster, plane: &Plane, palette: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, raster.width, raster.height);
    encoder.set_color(match (palette, plane.channels) {
        (Some(_), _) => ColorType::Indexed,
        (None, 1) => ColorType::Grayscale,
        (None, _) => ColorType::Rgb,
    });
    encoder.set_depth(BitDepth::from_u8(plane.bits)?);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_chunk(chunk::IDAT, &plane.data).ok()?;
    drop(writer);
    let mut decoder = Decoder::new(Cursor::new(file));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let mut out = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut out).ok()?;
    out.truncate(frame.buffer_size());
    Some(out)
}

/// Returns whether a GIF has a second frame.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    let mut options = ::gif::DecodeOptions::new();
    options.skip_frame_decoding(true);
    let Ok(mut decoder) = options.read_info(Cursor::new(bytes)) else { return false };
    let mut next = || decoder.next_frame_info().is_ok_and(|frame| frame.is_some());
    next() && next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(width: u32, data: &[[u8; 4]]) -> Pixels {
        let height = u32::try_from(data.len()).expect("few") / width;
        Pixels { width, height, data: data.to_vec() }
    }

    #[test]
    fn a_picture_is_scaled_down_by_its_light() {
        let (black, white) = ([0, 0, 0, 255], [255, 255, 255, 255]);
        let board = pixels(4, &[black, white, black, white, white, black, white, black].repeat(2));
        let small = board.within(4);
        // Half the light is 188, not 128.
        assert_eq!((small.width, small.height, &small.data[..]), (2, 2, &[[188, 188, 188, 255]; 4][..]));
        let clear = pixels(2, &[[255, 0, 0, 255], [0, 255, 0, 0], [255, 0, 0, 255], [0, 255, 0, 0]]);
        assert_eq!(clear.within(1).data, [[255, 0, 0, 128]]);
    }

    #[test]
    fn shares_cover_everything_once() {
        for (from, to) in [(5, 3), (7, 7), (100, 9)] {
            let all: u64 = shares(from, to).iter().flatten().map(|(_, share)| share).sum();
            assert_eq!(all, from * to);
        }
    }

    #[test]
    fn a_turned_picture_is_upright() {
        let (a, b, c, d) = ([1; 4], [2; 4], [3; 4], [4; 4]);
        let of = |orientation| pixels(2, &[a, b, c, d]).turned(Turn::of(orientation)).data;
        assert_eq!(of(1), [a, b, c, d]);
        assert_eq!(of(2), [b, a, d, c]);
        assert_eq!(of(3), [d, c, b, a]);
        assert_eq!(of(6), [c, a, d, b]);
        assert_eq!(of(8), [b, d, a, c]);
    }

    #[test]
    fn pixels_come_back_from_a_png() {
        let whole = pixels(2, &[[9, 9, 9, 255], [200, 9, 9, 128]]);
        let file = whole.png().expect("a file");
        let mut decoder = Decoder::new(Cursor::new(file)).read_info().expect("a header");
        let mut out = vec![0; decoder.output_buffer_size().expect("a size")];
        decoder.next_frame(&mut out).expect("rows");
        assert_eq!(out, [9, 9, 9, 255, 200, 9, 9, 128]);
        assert_eq!(whole.on_white(), [9, 9, 9, 227, 132, 132]);
    }
}
