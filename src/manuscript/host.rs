//! The host of an address: a name that the domain name system allows (RFC 1035, RFC 5891), or an IP address.
//! Entry point: [`is_host`].

use std::net::Ipv6Addr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The maximum length in bytes of a label, the part of a name between two dots (RFC 1035, section
/// 2.3.4).
const MAX_LABEL_BYTES: usize = 63;
/// The maximum length of a name in bytes.
const MAX_NAME_BYTES: usize = 253;

/// Returns whether the text can be a host. In brackets it is an IPv6 address (RFC 3986, section 3.2.2).
pub(super) fn is_host(text: &str) -> bool {
    if let Some(address) = text.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|inner| inner.parse::<Ipv6Addr>().is_ok());
    }
    // A final dot denotes the root of all names.
    let name = text.strip_suffix('.').unwrap_or(text);
    !name.is_empty() && name.len() <= MAX_NAME_BYTES && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    if label.is_empty() || label.len() > MAX_LABEL_BYTES {
        return false;
    }
    if let Some(encoded) = strip_prefix_any_case(label, "xn--") {
        return punycode(encoded).is_some_and(|decoded| is_encoded_label(&decoded));
    }
    !label.starts_with(is_combining_mark)
        && label.chars().all(|c| c.is_alphanumeric() || "-_~".contains(c) || is_combining_mark(c))
}

/// Returns whether a label may be encoded in ASCII: it has other characters, and is already in the normal
/// form in which names are compared.
fn is_encoded_label(label: &str) -> bool {
    let fits = |c: char| {
        (c.is_alphanumeric() && !c.is_uppercase())
            || matches!(c, '-' | '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')
            || is_combining_mark(c)
    };
    !label.is_ascii()
        && !label.starts_with(is_combining_mark)
        && label.chars().all(fits)
        && label.nfkc().eq(label.chars())
}

fn strip_prefix_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Decodes a label (RFC 3492, section 6.2). Returns `None` if it is malformed.
fn punycode(text: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (basic, extended) = text.rsplit_once('-').unwrap_or(("", text));
    let mut decoded: Vec<char> = basic.chars().collect();
    let (mut code, mut at, mut bias, mut first) = (128_u32, 0_u32, 72_u32, true);
    let mut digits = extended.chars().peekable();
    while digits.peek().is_some() {
        let before = at;
        let mut weight = 1_u32;
        let mut k = BASE;
        loop {
            let digit = match digits.next()? {
                c @ '0'..='9' => u32::from(c) - u32::from('0') + 26,
                c if c.is_ascii_alphabetic() => u32::from(c.to_ascii_lowercase()) - u32::from('a'),
                _ => return None,
            };
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let length = u32::try_from(decoded.len()).ok()? + 1;
        bias = adapted(at - before, length, first);
        first = false;
        code = code.checked_add(at / length)?;
        at %= length;
        decoded.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(decoded.into_iter().collect())
}

/// Returns the bias for the next number (RFC 3492, section 6.1).
fn adapted(delta: u32, length: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_ascii_form_are_decoded() {
        assert_eq!(punycode("bcher-kva").as_deref(), Some("bücher"));
        assert_eq!(punycode("80ak6aa92e").as_deref(), Some("аррӏе"));
        assert_eq!(punycode("wgv71a119e").as_deref(), Some("日本語"));
        assert_eq!(punycode("a").as_deref(), Some("\u{80}"));
        assert_eq!((punycode("99999999"), punycode("ü")), (None, None));
    }

    #[test]
    fn a_host_is_a_name_or_a_number() {
        let hosts = [
            "e.org",
            "e.org.",
            "localhost",
            "a_b.org",
            "1.2.3.4",
            "xn--bcher-kva.de",
            "XN--LS8H.la",
            "bücher.de",
            "日本.jp",
            "भारत.भारत",
            "a\u{301}.org",
            "[::1]",
            "[::ffff:1.2.3.4]",
        ];
        hosts.iter().for_each(|host| assert!(is_host(host), "{host}"));
        let long = "a".repeat(64);
        let others = [
            "",
            ".",
            "e..org",
            "a b",
            "xn--a.org",
            "xn--.org",
            "e.xn--a",
            "[:::]",
            "[1:2:3]",
            "[::ffff:1.2.3.400]",
            "[x]",
            "a\u{AD}b.org",
            "a\u{200B}b.org",
            "\u{301}a.org",
            &long,
        ];
        others.iter().for_each(|host| assert!(!is_host(host), "{host}"));
    }
}
