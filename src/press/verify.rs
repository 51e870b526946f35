//! What a finished file says that it was made from. Entry point: [`inputs_of`].

use std::io::{Cursor, Read};

/// The maximum size of the package document of an e-book that is searched, in bytes.
const PACKAGE_BYTES: u64 = 16 << 20;

/// Returns the name of the inputs that an EPUB or a PDF of this program was made from: the same in all files of a build.
/// Returns `None` for any other file.
pub fn inputs_of(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"%PDF") {
        return between(bytes, "<xmpMM:VersionID>", "</xmpMM:VersionID>");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = Vec::new();
    archive.by_name("OEBPS/content.opf").ok()?.take(PACKAGE_BYTES).read_to_end(&mut text).ok()?;
    between(&text, "<meta property=\"pressmark:inputs\">", "</meta>")
}

/// Returns the hexadecimal digits between two texts.
fn between(bytes: &[u8], before: &str, after: &str) -> Option<String> {
    let position = |bytes: &[u8], text: &str| bytes.windows(text.len()).position(|at| at == text.as_bytes());
    let rest = &bytes[position(bytes, before)? + before.len()..];
    let name = std::str::from_utf8(&rest[..position(rest, after)?]).ok()?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| name.to_owned())
}
