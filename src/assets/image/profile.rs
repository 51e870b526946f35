//! Colour profiles embedded in pictures (ICC.1:2010, section 7).

use std::sync::Arc;

/// Returns the profile if a PDF may contain it for a picture of `channels` colours, and it is not sRGB.
///
/// A PDF may contain a profile of version 4 at most, of a device or a colour space, with as many colours
/// as the picture has (ISO 19005-2, section 6.2.4.2).
pub(super) fn useful(profile: &[u8], channels: u8) -> Option<Arc<[u8]>> {
    let field = |at: usize| profile.get(at..at + 4);
    let size = u32::from_be_bytes(field(0)?.try_into().ok()?) as usize;
    let version = *profile.get(8)?;
    let fits = match channels {
        1 => field(16)? == b"GRAY",
        3 => field(16)? == b"RGB ",
        4 => field(16)? == b"CMYK",
        _ => false,
    };
    let device = matches!(field(12)?, b"scnr" | b"mntr" | b"prtr" | b"spac");
    let is_valid =
        size >= 128 && size <= profile.len() && field(36)? == b"acsp" && (2..=4).contains(&version);
    (fits && device && is_valid && !is_srgb(&profile[..size])).then(|| Arc::from(&profile[..size]))
}

/// Returns whether the description of the profile names sRGB.
fn is_srgb(profile: &[u8]) -> bool {
    let number = |at: usize| Some(u32::from_be_bytes(profile.get(at..at + 4)?.try_into().ok()?) as usize);
    let count = number(128).unwrap_or(0).min(100);
    let tag = (0..count).map(|index| 132 + index * 12).find(|at| profile.get(*at..at + 4) == Some(b"desc"));
    let words = tag.and_then(|at| {
        let start = number(at + 4)?;
        profile.get(start..start.checked_add(number(at + 8)?)?)
    });
    let holds = |words: &[u8], text: &[u8]| words.windows(text.len()).any(|window| window == text);
    words.is_some_and(|words| holds(words, b"sRGB") || holds(words, b"s\0R\0G\0B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a profile with only a name.
    fn profile(space: [u8; 4], name: &str) -> Vec<u8> {
        let mut out = vec![0; 128];
        out[8] = 2;
        out[12..16].copy_from_slice(b"mntr");
        out[16..20].copy_from_slice(&space);
        out[36..40].copy_from_slice(b"acsp");
        out.extend([0, 0, 0, 1]);
        out.extend(b"desc");
        let length = u32::try_from(name.len()).expect("a short name");
        out.extend(144_u32.to_be_bytes());
        out.extend(length.to_be_bytes());
        out.extend(name.as_bytes());
        let size = u32::try_from(out.len()).expect("a small profile");
        out[..4].copy_from_slice(&size.to_be_bytes());
        out
    }

    #[test]
    fn only_a_sound_profile_of_other_colours_is_kept() {
        let wide = profile(*b"RGB ", "Adobe RGB (1998)");
        assert!(useful(&wide, 3).is_some());
        assert!(useful(&wide, 1).is_none() && useful(&wide, 4).is_none());
        assert!(useful(&profile(*b"RGB ", "sRGB IEC61966-2.1"), 3).is_none());
        for length in 0..wide.len() {
            assert!(useful(&wide[..length], 3).is_none());
        }
    }
}
