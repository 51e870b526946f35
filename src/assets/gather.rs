//! Every picture and font file that a project names, read once.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::data::{self, shown_path};
use super::formats::{self, UnreadFormat};
use super::locate;
use super::picture::Picture;
use super::read::{self, broken, is_read};
use super::refusal::Refusal;
use super::store::Assets;
use super::vault::Vault;
use crate::diag::{Code, Diagnostic, Outcome, Span, Spanned};
use crate::fonts::{FontFile, Library};
use crate::limits::Limit;

/// A picture that a book needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PictureRequest {
    /// The path relative to the root.
    pub path: String,
    /// The place that names it.
    pub span: Option<Span>,
    /// The folder of the file that names it, relative to the root; empty for the root.
    pub folder: String,
    /// Whether the book can be made without it.
    pub need: PictureNeed,
}

/// Whether a book can be made without a picture whose format is not supported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PictureNeed {
    /// The picture is required.
    Required,
    /// The picture is replaced with its description.
    Replaceable,
}

/// The maximum number of further places that are listed for one bad file.
const MAX_PLACES: usize = 3;

/// Reads the pictures that a book needs, each path once; `fonts` are for the text in drawings.
///
/// A picture that cannot be used is reported once, with the places that name it.
pub fn gather(vault: &Vault, requests: &[PictureRequest], fonts: &Library) -> Outcome<Assets> {
    let mut places: BTreeMap<&str, Vec<Option<Span>>> = BTreeMap::new();
    let mut first: Vec<&PictureRequest> = Vec::new();
    for want in requests {
        let known = places.entry(&want.path).or_default();
        if known.is_empty() {
            first.push(want);
        }
        known.push(want.span);
    }

    // Read in parallel, collected in the order in which the book names them.
    let read: Vec<_> = first.par_iter().map(|want| picture(vault, want, fonts)).collect();
    let mut assets = Assets::within(vault.limits());
    let mut diagnostics = Vec::new();
    for (want, outcome) in first.iter().zip(read) {
        let path = &*want.path;
        match outcome.value {
            Some(picture) => {
                assets.insert(path, picture);
            }
            None if !outcome.diagnostics.iter().any(Diagnostic::is_error) => {
                assets.leave_out(path);
            }
            None => {}
        }
        diagnostics.extend(outcome.diagnostics.into_iter().map(|diagnostic| {
            let others = places[path].iter().skip(1).flatten().take(MAX_PLACES);
            others.fold(diagnostic, |diagnostic, span| diagnostic.label(*span, "and here"))
        }));
    }
    Outcome::new(assets, diagnostics)
}

/// Reads one picture: a `data:` address, the file, or one beside it that replaces it.
fn picture(vault: &Vault, want: &PictureRequest, fonts: &Library) -> Outcome<Option<Picture>> {
    let (path, span) = (&*want.path, want.span);
    if let Some(decoded) = data::decode(path) {
        let path = shown_path(path);
        return match decoded {
            Ok(bytes) => read::read(path, &bytes, span, fonts, vault.limits()),
            Err(reason) => Outcome::new(None, vec![broken(path, span, reason)]),
        };
    }
    let by_name = formats::unread_by_name(path);
    let found = match (locate::read(vault, path, &want.folder), by_name) {
        (Ok(found), _) => found,
        // A file of an unsupported format would not be used even if it existed.
        (Err(Refusal::NotFound(_)), Some(format)) => return unread(vault, want, format, fonts),
        (Err(refusal), _) => return Outcome::new(None, vec![refusal.diagnostic("image", path, span)]),
    };
    // The content of the file decides, and its name only if the content is not recognised.
    let known = is_read(&found.bytes);
    let format = formats::unread_by_content(&found.bytes).or(by_name).filter(|_| !known);
    if let Some(format) = format {
        return unread(vault, want, format, fonts);
    }
    let mut read = read::read(path, &found.bytes, span, fonts, vault.limits());
    if let Some(other) = found.other_case {
        let message = format!("image `{path}` is the file `{other}`, in other letter case");
        let help = format!("write `{other}`: on most systems the two are different files");
        read.diagnostics.push(Diagnostic::new(Code::OtherCase, span, message).help(help));
    }
    read
}

/// Reads, in place of a picture whose format is not supported, the same picture beside it in a
/// supported format. Reports the format if there is none.
fn unread(
    vault: &Vault,
    want: &PictureRequest,
    format: &UnreadFormat,
    fonts: &Library,
) -> Outcome<Option<Picture>> {
    let (path, span) = (&*want.path, want.span);
    let message = format!("image `{path}` is {}, which is not read", format.what);
    let warning = |help: String| Diagnostic::new(Code::UnreadFormat, span, &*message).help(help);
    for other in formats::alternatives(path) {
        let found = locate::read(vault, &other, &want.folder);
        if let Some(found) = found.ok().filter(|found| is_read(&found.bytes)) {
            let mut read = read::read(&other, &found.bytes, span, fonts, vault.limits());
            read.diagnostics.insert(0, warning(format!("`{other}` beside it is used; write that path")));
            return read;
        }
    }
    let help = format!("convert it to {} and write the path of that file", format.convert_to);
    let diagnostic = match want.need {
        PictureNeed::Required => Diagnostic::new(Code::UnsupportedImage, span, message).help(help),
        PictureNeed::Replaceable => warning(help).help("its description is set instead"),
    };
    Outcome::new(None, vec![diagnostic])
}

/// Reads the author's font files, each path once. `fonts/x.ttc#1` and `fonts/x.ttc#Family` name fonts of a
/// collection.
pub fn font_files<'a>(
    vault: &Vault,
    wanted: impl IntoIterator<Item = &'a Spanned<String>>,
) -> Outcome<Vec<FontFile>> {
    let mut files: Vec<FontFile> = Vec::new();
    let mut diagnostics = Vec::new();
    for want in wanted {
        if files.iter().any(|file| file.path == want.value) {
            continue;
        }
        let (path, member) = member(&want.value);
        let known = files.iter().find(|file| self::member(&file.path).0 == path);
        let read = match known {
            Some(known) => Ok(known.bytes.clone()),
            None => vault.read(path, Limit::Font),
        };
        let (path, member) = (want.value.clone(), member.map(str::to_owned));
        match read {
            Ok(bytes) => files.push(FontFile { path, bytes, member, span: want.span }),
            Err(refusal) => diagnostics.push(refusal.diagnostic("font", &want.value, want.span)),
        }
    }
    Outcome::new(files, diagnostics)
}

/// Splits a path into that of the file and the font of a collection, if one is named.
fn member(path: &str) -> (&str, Option<&str>) {
    let is_collection = |file: &str| {
        let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        matches!(extension.as_deref(), Some("ttc" | "otc"))
    };
    match path.rsplit_once('#') {
        Some((file, member)) if is_collection(file) => (file, Some(member)),
        _ => (path, None),
    }
}
