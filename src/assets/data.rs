//! `data:` addresses, which contain a picture (RFC 2397). Entry point: [`decode`].

use std::sync::Arc;

/// Returns the path of a picture for messages; for a `data:` address only the media type.
pub fn shown_path(path: &str) -> &str {
    let is_data = path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if is_data { path.split([';', ',']).next().unwrap_or(path) } else { path }
}

/// Returns the bytes in a `data:` address, or `None` for any other path.
///
/// # Errors
/// Returns the fault of the address, as a phrase.
pub(super) fn decode(path: &str) -> Option<Result<Arc<[u8]>, &'static str>> {
    let rest = path.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &path[5..])?;
    let Some((head, data)) = rest.split_once(',') else {
        return Some(Err("its address ends before the data"));
    };
    let is_base64 = head.rsplit(';').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    let bytes = percent_decoded(data);
    let decoded = if is_base64 { base64(&bytes).ok_or("its address is not valid base64") } else { Ok(bytes) };
    Some(decoded.map(Arc::from))
}

/// Decodes `%2F` and similar escapes (RFC 3986, section 2.1); any other `%` is kept.
fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let decoded = match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(decoded.unwrap_or(*byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    out
}

/// Decodes base64 in either alphabet (RFC 4648); whitespace is skipped, and padding may be missing.
///
/// Returns `None` if there is any other character.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    Some(out)
}

/// Encodes base64 (RFC 4648, section 4).
pub(super) fn encode(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = ALPHABET[(bits >> (18 - at * 6) & 63) as usize];
            out.push(if at <= group.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_to_the_same() {
        assert_eq!(encode(b"Hello"), "SGVsbG8=");
        for length in 0..7 {
            let bytes: Vec<u8> = (0..length).map(|at| at * 41 + 5).collect();
            assert_eq!(base64(encode(&bytes).as_bytes()), Some(bytes));
        }
    }

    #[test]
    fn both_forms_of_data_are_decoded() {
        let text = |path: &str| {
            decode(path).map(|found| found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        };
        assert_eq!(text("data:text/plain;base64,SGVsbG8="), Some(Ok("Hello".to_owned())));
        assert_eq!(text("DATA:;charset=utf-8;base64,SGVs bG8"), Some(Ok("Hello".to_owned())));
        assert_eq!(text("data:image/svg+xml,%3Csvg/>"), Some(Ok("<svg/>".to_owned())));
        assert_eq!(text("images/data.png"), None);
        assert!(text("data:image/png;base64,??").is_some_and(|found| found.is_err()));
        assert!(text("data:image/png").is_some_and(|found| found.is_err()));
    }
}
