//! Addresses outside the book: which of them may be followed, and how they are written (RFC 3986 and, for
//! what readers accept, the URL Standard of the WHATWG). Entry points: [`scheme`], [`external`].

use std::fmt::Write as _;

use super::host::is_host;
use crate::project::schemes::{UNSAFE_SCHEMES, is_scheme};

/// Schemes that a book may link to: EPUBCheck knows them, and none starts a program on its own.
const FOLLOWED_SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "ftp", "urn", "info", "news", "nntp", "irc", "xmpp", "sip", "sips",
    "gopher", "tag", "ipp",
];
/// The followed schemes whose addresses have a host.
const HOST_SCHEMES: &[&str] = &["http", "https", "ftp", "gopher", "irc", "nntp"];
/// The reason why an address is not followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum RefusedAddress {
    /// Its scheme runs programs or reads files on the reader's machine.
    Unsafe,
    /// A book may not link to its scheme.
    Scheme,
    /// It is malformed, for this reason.
    Malformed(&'static str),
}

/// Returns the scheme of a URI (RFC 3986, section 3.1). A single letter is a drive, not a scheme.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    is_scheme(scheme).then_some(scheme)
}

/// Returns an address with a scheme in the form that both books contain: characters that a URI may not
/// contain are percent-encoded. `own` are the schemes that the author allows.
///
/// # Errors
///
/// Returns the reason why the address is not followed.
pub(super) fn external(address: &str, own: &[String]) -> Result<String, RefusedAddress> {
    let scheme = scheme(address).unwrap_or_default();
    let rest = address.get(scheme.len() + 1..).unwrap_or_default();
    let known = scheme.to_ascii_lowercase();
    if known == "doi" {
        // The form with the resolver is the only one that reading systems recognise.
        return external(&format!("https://doi.org/{}", rest.trim_start_matches('/')), own);
    }
    if UNSAFE_SCHEMES.contains(&known.as_str()) {
        return Err(RefusedAddress::Unsafe);
    }
    if !FOLLOWED_SCHEMES.contains(&known.as_str()) && !own.contains(&known) {
        return Err(RefusedAddress::Scheme);
    }
    let mut out = format!("{known}:");
    let rest = if HOST_SCHEMES.contains(&known.as_str()) {
        let after =
            rest.strip_prefix("//").ok_or(RefusedAddress::Malformed("`//` is missing behind the scheme"))?;
        let end = after.find(['/', '?', '#', '\\']).unwrap_or(after.len());
        out.push_str("//");
        authority(&after[..end], &mut out)?;
        &after[end..]
    } else {
        rest
    };
    if out.ends_with(':') && rest.trim().is_empty() {
        return Err(RefusedAddress::Malformed("there is nothing behind the scheme"));
    }
    encode(rest, &mut out);
    Ok(out)
}

/// Appends the part before the path: a user, the host, a port (RFC 3986, section 3.2).
fn authority(text: &str, out: &mut String) -> Result<(), RefusedAddress> {
    let (user, place) = text.rsplit_once('@').map_or((None, text), |(user, place)| (Some(user), place));
    let end = if place.starts_with('[') { place.find(']').map(|at| at + 1) } else { place.find(':') };
    let (host, port) = place.split_at(end.unwrap_or(place.len()));
    if !is_host(host) {
        return Err(RefusedAddress::Malformed("the name of the host is malformed"));
    }
    let number = if port.is_empty() { Some("") } else { port.strip_prefix(':') };
    if !number.is_some_and(|number| number.is_empty() || number.parse::<u16>().is_ok()) {
        return Err(RefusedAddress::Malformed("the port is no number up to 65535"));
    }
    if let Some(user) = user {
        percent_encode(user, "-._~!$&'()*+,;=:", out);
        out.push('@');
    }
    out.push_str(place);
    Ok(())
}

/// Appends path, query and fragment.
fn encode(text: &str, out: &mut String) {
    let (text, fragment) = text.split_once('#').map_or((text, None), |(text, rest)| (text, Some(rest)));
    let marks = "-._~!$&'()*+,;=:@/?";
    percent_encode(text, marks, out);
    if let Some(fragment) = fragment {
        out.push('#');
        percent_encode(fragment, marks, out);
    }
}

/// Appends text with all characters percent-encoded except letters, digits and `marks`.
fn percent_encode(text: &str, marks: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        let kept = match c {
            '%' => text.as_bytes()[at..].get(1..3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            c if c.is_ascii() => c.is_ascii_alphanumeric() || marks.contains(c),
            // An address may be written in any script (RFC 3987).
            c => c.is_alphanumeric(),
        };
        if kept {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_as_readers_expect() {
        let spelled = |address: &str| external(address, &[]).expect("an address");
        assert_eq!(spelled("https://e.org/?filter[name]=x"), "https://e.org/?filter%5Bname%5D=x");
        assert_eq!(spelled("https://e.org/save-50%-now%20a"), "https://e.org/save-50%25-now%20a");
        assert_eq!(spelled("https://e.org/#/room/#room:e.org"), "https://e.org/#/room/%23room:e.org");
        assert_eq!(spelled("mailto:M/SE%SMI@example.org"), "mailto:M/SE%25SMI@example.org");
        assert_eq!(
            spelled("https://e.org/a b{c}|\\^`\"<>é\u{A0}"),
            "https://e.org/a%20b%7Bc%7D%7C%5C%5E%60%22%3C%3Eé%C2%A0"
        );
        assert_eq!(spelled("HTTP://[::1]:80/"), "http://[::1]:80/");
        assert_eq!(spelled("https://user@e.org:/x"), "https://user@e.org:/x");
        assert_eq!(spelled("https://a@b[c@e.org/"), "https://a%40b%5Bc@e.org/");
        assert_eq!(spelled("doi:10.1000/182"), "https://doi.org/10.1000/182");
        assert_eq!(spelled("tel:+49-30-1234"), "tel:+49-30-1234");
    }

    #[test]
    fn malformed_and_unsafe_addresses_are_rejected() {
        let malformed = [
            "https:e.org",
            "https:///e.org",
            "http://h:99999/",
            "http://localhost:PORT/",
            "mailto:",
            "mailto: ",
            "http://a b/",
            "http://%zz/",
            "https://e..org/",
            "http://[x]/",
            "http://[::1]x/",
            "https://xn--a.org/",
        ];
        for address in malformed {
            assert!(matches!(external(address, &[]), Err(RefusedAddress::Malformed(_))), "{address}");
        }
        let own = ["zotero".to_owned(), "javascript".to_owned()];
        for address in ["chrome://x", "feed:javascript:alert(1)", "zoter:x"] {
            assert_eq!(external(address, &own), Err(RefusedAddress::Scheme), "{address}");
        }
        for address in [
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "view-source:x",
            "shell:startup",
            "ms-msdt:/id",
            "jar:http://x!/",
        ] {
            assert_eq!(external(address, &own), Err(RefusedAddress::Unsafe), "{address}");
        }
        assert_eq!(external("Zotero://select/a b", &own), Ok("zotero://select/a%20b".to_owned()));
    }
}
