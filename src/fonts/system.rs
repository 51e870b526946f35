//! The fonts of the machine, if a run may use them: a catalogue of their names, styles and characters, read
//! from the heads of the files, and the chosen faces, read whole.
//!
//! The core has no access to them by itself: the caller passes them as [`SystemFonts`]. They may be
//! broken or hostile: what cannot be read is as good as not there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};
use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::{FontData as RawData, FontRead};

use super::data::FontData;
use super::embedding::Embedding;
use super::face::{Face, FaceSource};
use super::families;
use super::forms::{HanForm, MISFIT};
use super::tables::{FontTables, MAX_MEMBERS, u16_at, u32_at};
use super::writing::{TypeKind, Writing};

/// Font files of the machine. The core reads them only through this.
pub trait SystemFonts: Send + Sync + std::fmt::Debug {
    /// Returns the names of the files, without their folders. Their order decides between files with the same
    /// family.
    fn names(&self) -> &[String];

    /// Returns a range of the bytes of a file, fewer at its end, or `None` if it cannot be read.
    fn read(&self, file: usize, range: Range<u64>) -> Option<Vec<u8>>;
}

/// The maximum size of a font file of the machine, in bytes: the largest of macOS have some 80 MB.
const MAX_FILE: u64 = 160 << 20;
/// The maximum number of files that are examined.
const MAX_FILES: usize = 20_000;
/// The maximum number of tables of a font.
const MAX_TABLES: u16 = 256;
/// The maximum size of a table that is read for the catalogue, in bytes.
const MAX_TABLE: u64 = 4 << 20;
/// The tables that are read for the catalogue, other than the characters.
const HEAD_TABLES: [&[u8; 4]; 3] = [b"OS/2", b"name", b"post"];
/// Tables of fonts that no PDF can embed as they look: variable ones, and those of bitmaps.
const UNUSABLE: [&[u8; 4]; 4] = [b"fvar", b"CFF2", b"sbix", b"CBDT"];
/// Families that have a sign for every character, which shows no character.
const PLACEHOLDERS: [&str; 4] = ["LastResort", "Last Resort", "Adobe Blank", "Unifont"];

/// A face of the machine, as its file's head describes it.
#[derive(Debug)]
pub(super) struct SystemFace {
    file: usize,
    index: u32,
    pub(super) family: String,
    pub(super) kind: TypeKind,
    pub(super) weight: u16,
    pub(super) italic: bool,
    /// Whether it is neither condensed nor extended.
    normal_width: bool,
    form: Option<HanForm>,
    characters: Range<u64>,
}

/// The faces of the machine.
#[derive(Debug)]
pub struct SystemCatalog {
    fonts: Arc<dyn SystemFonts>,
    faces: OnceLock<Vec<SystemFace>>,
    loaded: Mutex<LoadedFaces>,
    files: Mutex<BTreeMap<usize, Option<LoadedFile>>>,
}

/// The faces that were read whole, by file and index; `None` for one that cannot be used.
type LoadedFaces = BTreeMap<(usize, u32), Option<Arc<Face>>>;

/// The bytes of a file, and their SHA-256.
#[derive(Clone, Debug)]
struct LoadedFile {
    bytes: Arc<[u8]>,
    hash: [u8; 32],
}

impl SystemCatalog {
    /// Returns the catalogue of these fonts. Nothing is read before it is needed.
    pub fn new(fonts: Arc<dyn SystemFonts>) -> Self {
        Self { fonts, faces: OnceLock::new(), loaded: Mutex::default(), files: Mutex::default() }
    }

    /// Returns every usable face, in the order of the files.
    pub(super) fn faces(&self) -> &[SystemFace] {
        self.faces.get_or_init(|| {
            let files = 0..self.fonts.names().len().min(MAX_FILES);
            files.flat_map(|file| self.of_file(file)).collect()
        })
    }

    fn of_file(&self, file: usize) -> Vec<SystemFace> {
        let offsets = self.offsets(file).unwrap_or_default();
        (0..).zip(offsets).filter_map(|(index, offset)| self.face(file, index, offset)).collect()
    }

    /// Returns where the fonts of a file begin.
    fn offsets(&self, file: usize) -> Option<Vec<u64>> {
        let head = self.fonts.read(file, 0..12)?;
        if !head.starts_with(b"ttcf") {
            return Some(vec![0]);
        }
        let count = u64::from(u32_at(&head, 8)?.min(MAX_MEMBERS));
        let list = self.fonts.read(file, 12..12 + 4 * count)?;
        Some((0..).map_while(|index| u32_at(&list, 4 * index)).map(u64::from).collect())
    }

    /// Reads the head of a font, or returns `None` if the font cannot be used.
    fn face(&self, file: usize, index: u32, offset: u64) -> Option<SystemFace> {
        let head = self.fonts.read(file, offset..offset + 12)?;
        let count = u16_at(&head, 4)?;
        if count > MAX_TABLES || !matches!(head.get(..4)?, b"OTTO" | b"true" | [0, 1, 0, 0]) {
            return None;
        }
        let directory = self.fonts.read(file, offset + 12..offset + 12 + 16 * u64::from(count))?;
        let records: BTreeMap<[u8; 4], Range<u64>> = directory
            .as_chunks::<16>()
            .0
            .iter()
            .filter_map(|record| {
                let tag: [u8; 4] = record[..4].try_into().ok()?;
                let start = u64::from(u32_at(record, 8)?);
                Some((tag, start..start + u64::from(u32_at(record, 12)?)))
            })
            .collect();
        let has = |tag: &[u8; 4]| records.contains_key(tag);
        if UNUSABLE.into_iter().any(has) || !(has(b"CFF ") || has(b"glyf") && has(b"loca")) {
            return None;
        }
        // The same as a font that has only these tables.
        let mut small = head;
        let mut content = Vec::new();
        let tables = HEAD_TABLES.iter().filter_map(|tag| Some((**tag, records.get(*tag)?.clone())));
        let tables: Vec<_> = tables.filter(|(_, range)| range.end - range.start <= MAX_TABLE).collect();
        let body = 12 + 16 * tables.len();
        small[4..6].copy_from_slice(&u16::try_from(tables.len()).ok()?.to_be_bytes());
        for (tag, range) in tables {
            let bytes = self.fonts.read(file, range)?;
            small.extend(tag);
            small.extend([0; 4]);
            small.extend(u32::try_from(body + content.len()).ok()?.to_be_bytes());
            small.extend(u32::try_from(bytes.len()).ok()?.to_be_bytes());
            content.extend(bytes);
        }
        small.extend(content);
        let characters =
            records.get(b"cmap").cloned().filter(|range| range.end - range.start <= MAX_TABLE)?;
        described(&small, file, index, characters)
    }

    /// Returns how many of these characters a face has.
    pub(super) fn covered(&self, face: &SystemFace, characters: &BTreeSet<char>) -> usize {
        self.characters(face, characters).len()
    }

    /// Returns which of these characters a face has.
    pub(super) fn characters(&self, face: &SystemFace, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let table = self.fonts.read(face.file, face.characters.clone()).unwrap_or_default();
        let Ok(cmap) = Cmap::read(RawData::new(&table)) else { return BTreeSet::new() };
        characters.iter().copied().filter(|c| cmap.map_codepoint(*c).is_some()).collect()
    }

    /// Returns the face of a family in a style, or the nearest that the family has: the slant counts more than
    /// the weight.
    pub(super) fn find(&self, family: &str, weight: u16, italic: bool) -> Option<&SystemFace> {
        let of_family = self.faces().iter().filter(|face| face.family.eq_ignore_ascii_case(family));
        of_family.min_by_key(|face| (face.italic != italic, !face.normal_width, face.weight.abs_diff(weight)))
    }

    /// Returns the upright face of regular weight of each family that may set a writing system, in the order of the files.
    pub(super) fn families(&self, writing: Writing) -> Vec<&SystemFace> {
        let (mut names, mut regular) = (BTreeSet::new(), Vec::new());
        for face in self.faces() {
            if names.insert(face.family.as_str()) {
                regular.extend(self.find(&face.family, 400, false).filter(|face| face.suits(writing)));
            }
        }
        regular
    }

    /// Reads a face whole, or returns `None` if it cannot be used.
    pub(super) fn load(&self, face: &SystemFace) -> Option<Arc<Face>> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.entry((face.file, face.index)).or_insert_with(|| self.read_face(face).map(Arc::new)).clone()
    }

    fn read_face(&self, face: &SystemFace) -> Option<Face> {
        let file = self.file(face.file)?;
        let mut read = Face::read(FontData::Own(file.bytes), face.index).ok()?;
        let name = self.fonts.names().get(face.file)?.clone();
        read.source = FaceSource::System { name, hash: file.hash };
        (read.embedding != Embedding::Forbidden).then_some(read)
    }

    fn file(&self, number: usize) -> Option<LoadedFile> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            let bytes: Arc<[u8]> = self.fonts.read(number, 0..MAX_FILE + 1)?.into();
            let is_small = bytes.len() as u64 <= MAX_FILE;
            is_small.then(|| LoadedFile { hash: Sha256::digest(&bytes).into(), bytes })
        };
        files.entry(number).or_insert_with(read).clone()
    }
}

impl SystemFace {
    /// Returns whether its forms are not those of another region.
    pub(super) fn suits(&self, writing: Writing) -> bool {
        match writing {
            Writing::EastAsian(form) => form.misfit(self.form) < MISFIT,
            Writing::Urdu | Writing::Script(_) | Writing::Symbols => true,
        }
    }
}

/// Returns the face that the head of a font describes, or `None` if it cannot be used.
fn described(head: &[u8], file: usize, index: u32, characters: Range<u64>) -> Option<SystemFace> {
    const FAMILY: [u16; 2] = [16, 1];
    let tables = FontTables::of(head, 0).ok()?;
    let family = FAMILY.into_iter().find_map(|id| tables.name(head, id))?;
    let is_placeholder = family.starts_with('.') || PLACEHOLDERS.iter().any(|name| family.starts_with(name));
    // Whether subsets are allowed is seen when the whole font is read.
    let is_forbidden = Embedding::of(tables.permission(head), false) == Embedding::Forbidden;
    if is_placeholder || is_forbidden {
        return None;
    }
    let is_fixed =
        tables.find(*b"post").and_then(|post| u32_at(&head[post], 12)).is_some_and(|fixed| fixed != 0);
    let slant = tables.find(*b"post").and_then(|post| u32_at(&head[post], 4)).unwrap_or(0);
    Some(SystemFace {
        file,
        index,
        kind: TypeKind::of(is_fixed, tables.is_serif(head)),
        weight: tables.weight(head).unwrap_or(400),
        italic: slant != 0 || tables.selection(head) & 1 != 0,
        normal_width: tables.width(head).is_none_or(|width| width == 5),
        form: families::form_of_face(&family, tables.code_pages(head)),
        family,
        characters,
    })
}
