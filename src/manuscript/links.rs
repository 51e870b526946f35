//! Converts addresses as written to targets and to paths relative to the project's root.

use super::uri::{self, RefusedAddress, scheme};
use crate::book::Target;

/// Returns the target of an address as written. `schemes` are those of the author's own.
///
/// # Errors
///
/// Returns the reason why an address with a scheme is not followed.
pub(super) fn target(address: &str, folder: &str, schemes: &[String]) -> Result<Target, RefusedAddress> {
    let address: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    if address.starts_with("//") {
        return uri::external(&format!("https:{address}"), schemes).map(Target::External);
    }
    if scheme(&address).is_some() {
        return uri::external(&address, schemes).map(Target::External);
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (address.as_str(), None),
    };
    let mut to = if path.is_empty() { String::new() } else { relative_to_root(path, folder) };
    if let Some(fragment) = fragment {
        to.push('#');
        to.push_str(&fragment);
    }
    Ok(Target::Unresolved(to))
}

/// Returns the path of a file relative to the root, with `/`. A remote address is unchanged, and a path
/// that leaves the root keeps its `../`: the vault rejects both, each with a message.
pub(super) fn file(address: &str, folder: &str) -> String {
    let address = address.trim();
    if is_remote(address) { address.to_owned() } else { relative_to_root(address, folder) }
}

/// Returns whether an address refers to anything other than a file of the project.
pub(super) fn is_remote(address: &str) -> bool {
    address.starts_with("//") || scheme(address).is_some()
}

/// Returns whether an address names a file on a network, which is never fetched.
pub(super) fn is_on_network(address: &str) -> bool {
    let is_known =
        |scheme: &str| ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    address.starts_with("//") || scheme(address).is_some_and(is_known)
}

fn relative_to_root(path: &str, folder: &str) -> String {
    let path = percent_decoded(path);
    if path.starts_with('/') {
        return path;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Decodes `%20` and similar escapes once. Bytes that would not be UTF-8 are unchanged.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded
                    .push(u8::try_from(high * 16 + low).expect("two hexadecimal digits book_char in a byte"));
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_distinguished() {
        let shown = |address: &str| match target(address, "part-1", &[]) {
            Err(_) => "dropped".to_owned(),
            Ok(Target::External(to)) => format!("out {to}"),
            Ok(Target::Unresolved(to)) => to,
            Ok(Target::Internal(to) | Target::Entry(to)) => to.name().into_owned(),
        };
        assert_eq!(shown("https://a.example/b#c"), "out https://a.example/b#c");
        assert_eq!(shown("//a.example"), "out https://a.example");
        assert_eq!(shown("mailto:a@b.example"), "out mailto:a@b.example");
        assert_eq!(shown("#hanoi"), "#hanoi");
        assert_eq!(shown("summits.md#hanoi"), "part-1/summits.md#hanoi");
        assert_eq!(shown("../my%20preface.md"), "my preface.md");
        assert_eq!(shown("JavaScript:alert(1)"), "dropped");
        assert_eq!(shown("java\u{1}script:x"), "dropped");
        assert_eq!(shown("data:text/html,x"), "dropped");
    }

    #[test]
    fn paths_are_made_relative_to_the_root() {
        assert_eq!(file("images/a%20b.png", "part-1"), "part-1/images/a b.png");
        assert_eq!(file("./../images/./a.png", "part-1"), "images/a.png");
        assert_eq!(file("../../etc/passwd", "part-1"), "../etc/passwd");
        assert_eq!(file("a%2e%2e/%ff.png", ""), "a%2e%2e/%ff.png");
        assert_eq!(file("%252e", ""), "%2e");
        assert_eq!(file("https://a.example/x.png", "part-1"), "https://a.example/x.png");
        assert_eq!(file("/etc/passwd", "x"), "/etc/passwd");
    }
}
