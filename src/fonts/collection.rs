//! Collections of fonts in one file (OpenType 1.9.1, "Font Collections"): selects fonts, and extracts
//! one as a file.

use std::borrow::Cow;
use std::sync::Arc;

use super::data::FontData;
use super::face::Face;
use super::tables::{FontTables, count, offset};

/// Returns the faces of a font file: of a collection all, or those that `wanted` names by index or family.
///
/// # Errors
/// Returns the reason why none can be used, as a phrase.
pub(super) fn members(bytes: &Arc<[u8]>, wanted: Option<&str>) -> Result<Vec<Face>, String> {
    let read = |index| Face::read(FontData::Own(bytes.clone()), index);
    let Some(count) = count(bytes) else {
        return match wanted {
            None | Some("0") => Ok(vec![read(0)?]),
            Some(_) => Err("it is a single font, no collection; leave out what follows `#`".to_owned()),
        };
    };
    match wanted.map(|wanted| (wanted, wanted.parse())) {
        Some((_, Ok(number))) if number < count => Ok(vec![read(number)?]),
        Some((_, Ok(_))) => Err(format!("the collection holds {count} fonts, numbered from 0")),
        Some((family, Err(_))) => {
            let faces = (0..count).map(read).collect::<Result<Vec<_>, _>>()?;
            let families: Vec<String> = faces.iter().map(|face| format!("`{}`", face.family)).collect();
            let of_family = |face: &Face| face.family.eq_ignore_ascii_case(family.trim());
            let found: Vec<Face> = faces.into_iter().filter(of_family).collect();
            if found.is_empty() {
                return Err(format!("the collection holds {}", families.join(", ")));
            }
            Ok(found)
        }
        None => (0..count).map(read).collect(),
    }
}

/// Returns a font as a file: the file itself, or the tables of the font copied out of a collection.
pub(super) fn single(data: &[u8], index: u32) -> Cow<'_, [u8]> {
    let tables = FontTables::of(data, index).ok().filter(|_| count(data).is_some());
    let (Some(tables), Some(begin)) = (tables, offset(data, index)) else { return Cow::Borrowed(data) };
    let tables = tables.all();
    // The directory stays the same except for the offsets.
    let head = 12 + 16 * tables.len();
    let mut out = data[begin..begin + head].to_vec();
    for (at, (_, range)) in tables.iter().enumerate() {
        let offset = u32::try_from(out.len()).unwrap_or(u32::MAX);
        out[12 + 16 * at + 8..][..4].copy_from_slice(&offset.to_be_bytes());
        out.extend(&data[range.clone()]);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::tables::u32_at;
    use super::*;

    const FILES: [&[u8]; 2] = [
        include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Italic.otf"),
        include_bytes!("../../fonts/dejavu-sans-mono/DejaVuSansMono.ttf"),
    ];

    /// Returns a collection of the test fonts.
    fn collection() -> Arc<[u8]> {
        let mut out = b"ttcf\0\x01\0\0\0\0\0\x02".to_vec();
        let starts: Vec<usize> = FILES
            .iter()
            .scan(20, |at, file| Some(std::mem::replace(at, (*at + file.len()).next_multiple_of(4))))
            .collect();
        for start in &starts {
            out.extend(u32::try_from(*start).expect("small").to_be_bytes());
        }
        for (file, start) in FILES.iter().zip(starts) {
            out.resize(start, 0);
            let mut file = file.to_vec();
            let tables = usize::from(u16::from_be_bytes([file[4], file[5]]));
            for at in (0..tables).map(|i| 12 + 16 * i + 8) {
                let moved = u32_at(&file, at).expect("a record") + u32::try_from(start).expect("small");
                file[at..at + 4].copy_from_slice(&moved.to_be_bytes());
            }
            out.extend(file);
        }
        out.into()
    }

    #[test]
    fn fonts_of_a_collection_are_found_by_number_and_family() {
        let file = collection();
        let names = |wanted| -> Result<Vec<String>, String> {
            Ok(members(&file, wanted)?.into_iter().map(|face| face.postscript_name).collect())
        };
        assert_eq!(names(None).expect("both"), ["LibertinusSerif-Italic", "DejaVuSansMono"]);
        assert_eq!(names(Some("1")).expect("one"), ["DejaVuSansMono"]);
        assert_eq!(names(Some("dejavu sans mono")).expect("one"), ["DejaVuSansMono"]);
        assert!(names(Some("2")).is_err_and(|reason| reason.contains("2 fonts")));
        assert!(names(Some("Arial")).is_err_and(|reason| reason.contains("`DejaVu Sans Mono`")));
    }

    #[test]
    fn a_font_of_a_collection_is_as_it_is_alone() {
        let file = collection();
        for (index, alone) in FILES.into_iter().enumerate() {
            let index = u32::try_from(index).expect("small");
            let face = Face::read(FontData::Own(file.clone()), index).expect("a good font");
            let single =
                Face::read(FontData::Own(single(&file, index).as_ref().into()), 0).expect("a good font");
            let known = Face::read(FontData::Bundled(alone), 0).expect("a good font");
            for character in ['A', 'g', 'é'] {
                let glyph = known.glyph(character).expect("a letter");
                for face in [&face, &single] {
                    assert_eq!(face.glyph(character), Some(glyph));
                    assert_eq!(face.advance(glyph), known.advance(glyph));
                    assert_eq!(face.ink(glyph, -500..=1500), known.ink(glyph, -500..=1500));
                }
            }
        }
    }

    #[test]
    fn no_truncated_collection_panics() {
        let file = collection();
        for length in (0..2000).chain((2000..file.len()).step_by(19_973)) {
            let _ = members(&file[..length].into(), None);
        }
    }
}
