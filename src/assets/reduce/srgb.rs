//! sRGB (IEC 61966-2-1), and the conversion of other colour spaces to it (ICC.1:2010).
//!
//! Powers are computed with only multiplication and square roots, which IEEE 754 rounds equally on
//! every machine; the results of `powf` may differ.

/// The transfer curve of sRGB as tables: linear light, from 0 to 65535, of each value, and the reverse.
pub(super) struct Curve {
    linear: [u16; 256],
    values: Box<[u8]>,
}

impl Curve {
    /// Computes the tables.
    pub(super) fn new() -> Self {
        let mut linear = [0; 256];
        for (value, light) in (0_u8..=255).zip(&mut linear) {
            *light = to_u16(light_of(f64::from(value) / 255.0));
        }
        let values = (0..=u16::MAX).map(|light| nearest(&linear, light)).collect();
        Self { linear, values }
    }

    /// Returns the linear light of a value, from 0 to 65535.
    pub(super) fn linear(&self, value: u8) -> u16 {
        self.linear[usize::from(value)]
    }

    /// Returns the value whose linear light is nearest.
    pub(super) fn value(&self, light: u16) -> u8 {
        self.values[usize::from(light)]
    }
}

/// Returns the value whose light is nearest; of two at the same distance the higher.
fn nearest(linear: &[u16; 256], light: u16) -> u8 {
    let above = linear.partition_point(|known| *known < light).min(255);
    let below = above.saturating_sub(1);
    let is_below = light.abs_diff(linear[below]) < light.abs_diff(linear[above]);
    u8::try_from(if is_below { below } else { above }).unwrap_or(255)
}

/// Returns the linear light of a value, from 0 to 65535.
pub(super) fn linear_light(value: u8) -> u16 {
    to_u16(light_of(f64::from(value) / 255.0))
}

/// Returns the linear light of a value, both from 0 to 1 (IEC 61966-2-1, section 5.2).
fn light_of(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { power((value + 0.055) / 1.055, 2.4) }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a u16 holds")]
fn to_u16(light: f64) -> u16 {
    (light.clamp(0.0, 1.0) * 65535.0 + 0.5) as u16
}

/// Raises a number between 0 and 1 to a power between 0 and 16: whole powers by multiplication, the first
/// 24 binary digits of the fraction by repeated square roots.
fn power(base: f64, exponent: f64) -> f64 {
    let (mut left, mut root, mut out) = (exponent.clamp(0.0, 16.0), base.clamp(0.0, 1.0), 1.0);
    while left >= 1.0 {
        out *= root;
        left -= 1.0;
    }
    for _ in 0..24 {
        root = root.sqrt();
        left *= 2.0;
        if left >= 1.0 {
            out *= root;
            left -= 1.0;
        }
    }
    out
}

/// The matrix from XYZ relative to D50, in which profiles state colours, to linear sRGB (the inverse of the
/// matrix in ICC.1:2010, annex E).
const FROM_D50: [[f64; 3]; 3] = [
    [3.134_136, -1.617_386, -0.490_662],
    [-0.978_795, 1.916_254, 0.033_443],
    [0.071_955, -0.228_977, 1.405_386],
];

/// A space of three colours, or of grey: a curve for each component, and a matrix to linear sRGB.
pub(super) struct ColourSpace {
    curves: [[f64; 256]; 3],
    matrix: [[f64; 3]; 3],
    grey: bool,
}

impl ColourSpace {
    /// Returns the space of a profile, or `None` if it is broken or uses lookup tables.
    pub(super) fn of(profile: &[u8]) -> Option<Self> {
        if profile.get(16..20)? == b"GRAY" {
            let curve = curve(tag(profile, *b"kTRC")?)?;
            return Some(Self { curves: [curve; 3], matrix: FROM_D50, grey: true });
        }
        let mut curves = [[0.0; 256]; 3];
        let mut colours = [[0.0; 3]; 3];
        let names = [(*b"rXYZ", *b"rTRC"), (*b"gXYZ", *b"gTRC"), (*b"bXYZ", *b"bTRC")];
        for (index, (place, shape)) in names.into_iter().enumerate() {
            let xyz = tag(profile, place)?;
            for (axis, row) in colours.iter_mut().enumerate() {
                row[index] = fixed(xyz, 8 + axis * 4)?;
            }
            curves[index] = curve(tag(profile, shape)?)?;
        }
        let mut matrix = [[0.0; 3]; 3];
        for (row, from) in matrix.iter_mut().zip(FROM_D50) {
            for (column, cell) in row.iter_mut().enumerate() {
                *cell = (0..3).map(|axis| from[axis] * colours[axis][column]).sum();
            }
        }
        Some(Self { curves, matrix, grey: false })
    }

    /// Converts a colour to sRGB.
    pub(super) fn convert(&self, colour: [u8; 3], srgb: &Curve) -> [u8; 3] {
        let [red, green, blue] = &self.curves;
        let [r, g, b] = colour.map(usize::from);
        if self.grey {
            return [srgb.value(to_u16(red[r])); 3];
        }
        let (r, g, b) = (red[r], green[g], blue[b]);
        self.matrix.map(|[of_r, of_g, of_b]| srgb.value(to_u16(of_r * r + of_g * g + of_b * b)))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Reads an `s15Fixed16Number`: signed, with 16 bits of fraction (ICC.1:2010, section 4.6).
fn fixed(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(i32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)) / 65536.0)
}

/// Returns the data of a tag (ICC.1:2010, section 7.3), or `None` if the profile has no such tag.
fn tag(profile: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let count = word(profile, 128)?.min(100) as usize;
    let at =
        (0..count).map(|index| 132 + index * 12).find(|at| profile.get(*at..at + 4) == Some(&name[..]))?;
    let start = word(profile, at + 4)? as usize;
    profile.get(start..start.checked_add(word(profile, at + 8)? as usize)?)
}

/// Returns the light of each of 256 values, from 0 to 1, by a `curv` or `para` element (ICC.1:2010,
/// sections 10.5 and 10.15).
fn curve(element: &[u8]) -> Option<[f64; 256]> {
    let mut out = [0.0; 256];
    let shape: Box<dyn Fn(f64) -> Option<f64>> = match element.get(..4)? {
        b"curv" => match word(element, 8)? as usize {
            0 => Box::new(Some),
            1 => {
                let gamma = f64::from(u16::from_be_bytes(element.get(12..14)?.try_into().ok()?)) / 256.0;
                Box::new(move |value| Some(power(value, gamma)))
            }
            count => Box::new(move |value| sampled(element, count, value)),
        },
        b"para" => {
            let kind = u16::from_be_bytes(element.get(8..10)?.try_into().ok()?);
            let count = *[1, 3, 4, 5, 7].get(usize::from(kind))?;
            let p: Vec<f64> =
                (0..count).map(|index| fixed(element, 12 + index * 4)).collect::<Option<_>>()?;
            Box::new(move |value| Some(parametric(kind, &p, value)))
        }
        _ => return None,
    };
    for (value, light) in (0_u8..=255).zip(&mut out) {
        *light = shape(f64::from(value) / 255.0)?;
    }
    Some(out)
}

/// Interpolates between the two nearest of `count` samples.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a table has fewer than 2^32 places"
)]
fn sampled(element: &[u8], count: usize, value: f64) -> Option<f64> {
    let sample = |index: usize| -> Option<f64> {
        let at = 12 + index.min(count - 1) * 2;
        Some(f64::from(u16::from_be_bytes(element.get(at..at + 2)?.try_into().ok()?)) / 65535.0)
    };
    let place = value * (count - 1) as f64;
    let below = place as usize;
    let share = place - below as f64;
    Some(sample(below)? * (1.0 - share) + sample(below + 1)? * share)
}

/// Computes a parametric curve of one of five kinds (ICC.1:2010, table 65).
fn parametric(kind: u16, p: &[f64], x: f64) -> f64 {
    let at = |index: usize| p.get(index).copied().unwrap_or(0.0);
    let (g, a, b, c, d, e, f) = (at(0), at(1), at(2), at(3), at(4), at(5), at(6));
    match kind {
        0 => power(x, g),
        1 => {
            if a * x + b >= 0.0 {
                power(a * x + b, g)
            } else {
                0.0
            }
        }
        2 => {
            if a * x + b >= 0.0 {
                power(a * x + b, g) + c
            } else {
                c
            }
        }
        3 => {
            if x >= d {
                power(a * x + b, g)
            } else {
                c * x
            }
        }
        _ => {
            if x >= d {
                power(a * x + b, g) + e
            } else {
                c * x + f
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_correct() {
        for (base, exponent, wanted) in [(0.5, 2.4, 0.189_464_6), (0.25, 0.5, 0.5), (0.9, 1.8, 0.827_249_5)] {
            assert!((power(base, exponent) - wanted).abs() < 1e-6, "{base}^{exponent}");
        }
    }

    #[test]
    fn light_and_value_are_inverse() {
        let curve = Curve::new();
        assert!((0..=255).all(|value| curve.value(curve.linear(value)) == value));
        // Middle grey: 18 % of the light.
        assert_eq!((curve.value(11_796), curve.linear(255)), (118, 65535));
    }

    /// Adobe RGB (1998): its primaries on D50, gamma 2.199.
    fn adobe_rgb() -> Vec<u8> {
        let xyz = |x: f64, y: f64, z: f64| {
            #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
            let fixed = |value: f64| ((value * 65536.0) as i32).to_be_bytes();
            [b"XYZ \0\0\0\0".to_vec(), fixed(x).to_vec(), fixed(y).to_vec(), fixed(z).to_vec()].concat()
        };
        let gamma = [b"curv\0\0\0\0".to_vec(), 1_u32.to_be_bytes().to_vec(), vec![2, 51, 0, 0]].concat();
        let tags = [
            (b"rXYZ", xyz(0.609_74, 0.311_11, 0.019_47)),
            (b"gXYZ", xyz(0.205_28, 0.625_67, 0.060_87)),
            (b"bXYZ", xyz(0.149_19, 0.063_22, 0.744_57)),
            (b"rTRC", gamma.clone()),
            (b"gTRC", gamma.clone()),
            (b"bTRC", gamma),
        ];
        let number = |value: usize| u32::try_from(value).expect("small").to_be_bytes();
        let mut out = vec![0; 128];
        out[16..20].copy_from_slice(b"RGB ");
        out.extend(number(tags.len()));
        let mut at = 132 + tags.len() * 12;
        for (name, data) in &tags {
            out.extend(*name);
            out.extend(number(at));
            out.extend(number(data.len()));
            at += data.len();
        }
        tags.iter().for_each(|(_, data)| out.extend(data));
        out
    }

    #[test]
    fn a_wider_space_is_converted_to_srgb() {
        let (space, srgb) = (ColourSpace::of(&adobe_rgb()).expect("a space"), Curve::new());
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(near(space.convert([128, 128, 128], &srgb), [128, 128, 128]));
        assert!(near(space.convert([255, 255, 255], &srgb), [255, 255, 255]));
        // A green outside sRGB becomes the most saturated green that it has.
        let green = space.convert([0, 255, 0], &srgb);
        assert!(green[1] == 255 && green[0] == 0, "{green:?}");
        assert!(
            near(space.convert([200, 100, 50], &srgb), [228, 99, 42]),
            "{:?}",
            space.convert([200, 100, 50], &srgb)
        );
        assert!(ColourSpace::of(&adobe_rgb()[..200]).is_none());
    }
}
