//! Removes metadata from picture files: the place and camera of a photograph, its authors, a thumbnail.

/// Application segments that affect how a JPEG file looks: JFIF with the resolution, the colour
/// profile, Adobe's with the colour transform.
const KEPT: [u8; 3] = [0xE0, 0xE2, 0xEE];

/// Returns a JPEG file without comments and all other application segments (ITU T.81, annex B).
pub(super) fn jpeg(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..bytes.len().min(2)].to_vec();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let Some(segment) = bytes.get(at..end) else { break };
        let beside = matches!(marker, 0xE0..=0xEF | 0xFE);
        let other = *marker == 0xE2 && !segment[4..].starts_with(b"ICC_PROFILE");
        if !beside || (KEPT.contains(marker) && !other) {
            out.extend_from_slice(segment);
        }
        at = end;
        // After the start of scan there are no more segments.
        if *marker == 0xDA {
            break;
        }
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

/// Chunks that affect how a PNG file looks (ISO/IEC 15948, section 11).
const CHUNKS: [&[u8]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"gAMA", b"sRGB", b"cHRM"];

/// Returns a PNG file without all other chunks.
pub(super) fn png(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..bytes.len().min(8)].to_vec();
    let mut at = out.len();
    while let Some([a, b, c, d]) = bytes.get(at..at + 4) {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        // Length and name come before the data, the check sum after it.
        let Some(chunk) = bytes.get(at..at.saturating_add(length).saturating_add(12)) else { break };
        if CHUNKS.contains(&&chunk[4..8]) {
            out.extend_from_slice(chunk);
        }
        at += chunk.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_location_is_removed_from_a_photograph() {
        let segment = |marker: u8, text: &[u8]| {
            let length = u16::try_from(text.len() + 2).expect("a short text").to_be_bytes();
            [&[0xFF, marker, length[0], length[1]], text].concat()
        };
        let head = [vec![0xFF, 0xD8], segment(0xE0, b"JFIF\0")].concat();
        let data = [segment(0xDB, b"table"), segment(0xDA, b"scan"), vec![1, 2, 0xFF, 0xD9]].concat();
        let with = [head.clone(), segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"by me"), data.clone()];
        assert_eq!(jpeg(&with.concat()), [head, data].concat());
        assert_eq!(jpeg(&[0xFF]), [0xFF]);
    }

    #[test]
    fn a_png_keeps_its_samples() {
        let chunk = |name: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("short data").to_be_bytes();
            [&length[..], name, data, &[0; 4]].concat()
        };
        let head = [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(b"IHDR", b"1234")].concat();
        let tail = [chunk(b"IDAT", b"samples"), chunk(b"IEND", b"")].concat();
        let with = [head.clone(), chunk(b"tEXt", b"by me"), chunk(b"eXIf", b"GPS"), tail.clone()].concat();
        assert_eq!(png(&with), [head, tail].concat());
    }
}
