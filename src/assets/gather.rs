//! Every picture and font file that a project names, read once.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::formats::{self, Format};
use super::{Assets, Picture, Refusal, Vault, data, image, limits, locate, shown_path};
use crate::diag::{Code, Diagnostic, Outcome, Span, Spanned};
use crate::fonts::{FontFile, Library};

/// A picture that a book names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The path relative to the root.
    pub path: String,
    /// Where it is named.
    pub span: Option<Span>,
    /// The folder of the file that names it, relative to the root; empty for the root.
    pub folder: String,
    /// What becomes of the book without it.
    pub need: Need,
}

/// What becomes of a book when a picture is in a format that is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It cannot be made.
    Whole,
    /// The description of the picture replaces it.
    Replaceable,
}

/// Further places that are told of one bad file.
const PLACES: usize = 3;

/// Reads every picture, each path once; `fonts` are for the words in drawings.
///
/// A picture that cannot be had is told once, with the places that want it.
pub fn gather(vault: &Vault, wanted: &[Wanted], fonts: &Library) -> Outcome<Assets> {
    let mut places: BTreeMap<&str, Vec<Option<Span>>> = BTreeMap::new();
    let mut first: Vec<&Wanted> = Vec::new();
    for want in wanted {
        let known = places.entry(&want.path).or_default();
        if known.is_empty() {
            first.push(want);
        }
        known.push(want.span);
    }

    // In parallel, and taken up in the order in which the book names them.
    let read: Vec<_> = first.par_iter().map(|want| picture(vault, want, fonts)).collect();
    let mut assets = Assets::default();
    let mut diagnostics = Vec::new();
    for (want, outcome) in first.iter().zip(read) {
        let path = &*want.path;
        match outcome.value {
            Some(picture) => {
                assets.insert(path, picture);
            }
            None if !outcome.diagnostics.iter().any(Diagnostic::is_error) => {
                assets.unread.insert(path.to_owned());
            }
            None => {}
        }
        diagnostics.extend(outcome.diagnostics.into_iter().map(|diagnostic| {
            let others = places[path].iter().skip(1).flatten().take(PLACES);
            others.fold(diagnostic, |diagnostic, span| diagnostic.label(*span, "and here"))
        }));
    }
    Outcome::new(assets, diagnostics)
}

fn picture(vault: &Vault, want: &Wanted, fonts: &Library) -> Outcome<Option<Picture>> {
    let (path, span) = (&*want.path, want.span);
    if let Some(decoded) = data::decode(path) {
        let path = shown_path(path);
        return match decoded {
            Ok(bytes) => image::read(path, &bytes, span, fonts),
            Err(reason) => Outcome::new(None, vec![broken(path, span, reason)]),
        };
    }
    let by_name = formats::unread_by_name(path);
    let found = match (locate::read(vault, path, &want.folder), by_name) {
        (Ok(found), _) => found,
        // Where it could not be placed anyway, it makes no difference whether it is there.
        (Err(Refusal::NotFound(_)), Some(format)) => return unread(vault, want, format, fonts),
        (Err(refusal), _) => return Outcome::new(None, vec![refusal.diagnostic("image", path, span)]),
    };
    // The content counts, and the name only where the content is not known.
    let known = image::is_read(&found.bytes);
    let format = formats::unread_by_content(&found.bytes).or(by_name).filter(|_| !known);
    if let Some(format) = format {
        return unread(vault, want, format, fonts);
    }
    let mut read = image::read(path, &found.bytes, span, fonts);
    if let Some(other) = found.other_case {
        let message = format!("image `{path}` is the file `{other}`, in other letter case");
        let help = format!("write `{other}`: most machines know the two apart");
        read.diagnostics.push(Diagnostic::new(Code::OtherCase, span, message).help(help));
    }
    read
}

/// A picture in a format that is not read: the same picture beside it in one that is, else none.
fn unread(vault: &Vault, want: &Wanted, format: &Format, fonts: &Library) -> Outcome<Option<Picture>> {
    let (path, span) = (&*want.path, want.span);
    let message = format!("image `{path}` is {}, which is not read", format.what);
    let warning = |help: String| Diagnostic::new(Code::UnreadFormat, span, &*message).help(help);
    for other in formats::alternatives(path) {
        let found = locate::read(vault, &other, &want.folder);
        if let Some(found) = found.ok().filter(|found| image::is_read(&found.bytes)) {
            let mut read = image::read(&other, &found.bytes, span, fonts);
            read.diagnostics.insert(0, warning(format!("`{other}` beside it is used; name that file")));
            return read;
        }
    }
    let help = format!("convert it to {}, and name that file", format.convert_to);
    let diagnostic = match want.need {
        Need::Whole => Diagnostic::new(Code::UnsupportedImage, span, message).help(help),
        Need::Replaceable => warning(help).help("its description is set instead"),
    };
    Outcome::new(None, vec![diagnostic])
}

/// Reads font files of the author, each path once. `fonts/x.ttc#1` and `fonts/x.ttc#Family` name
/// fonts of a collection.
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
            None => vault.read(path, limits::FONT_BYTES),
        };
        let (path, member) = (want.value.clone(), member.map(str::to_owned));
        match read {
            Ok(bytes) => files.push(FontFile { path, bytes, member, span: want.span }),
            Err(refusal) => diagnostics.push(refusal.diagnostic("font", &want.value, want.span)),
        }
    }
    Outcome::new(files, diagnostics)
}

/// The path of a font file, and which font of a collection is meant.
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

/// A file that is no good.
pub(super) fn broken(path: &str, span: Option<Span>, reason: &str) -> Diagnostic {
    let message = format!("image `{path}` cannot be used: {reason}");
    let help = "open it in the program that made it and save it again, a photograph as JPEG or PNG, a drawing as SVG";
    Diagnostic::new(Code::BrokenImage, span, message).help(help)
}
