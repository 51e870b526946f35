//! Empties glyphs in a CFF table without moving anything else in it (Adobe Technical Note 5176). The
//! freed bytes become zeros, which take almost no space once the file is compressed. Entry point:
//! [`empty`].

use std::ops::Range;

/// The number of standard strings; ids below this are not in the table (appendix A).
const STANDARD_STRINGS: usize = 391;
/// The last string id of a glyph of the standard encoding; the `endchar` of an accented letter may call these
/// glyphs (Technical Note 5177, appendix C).
const STANDARD_GLYPHS: usize = 149;
/// The number of glyphs in the first predefined charset, ISOAdobe (appendix C).
const ISO_ADOBE: usize = 229;
/// The operator `endchar`, which is the whole outline of an empty glyph.
const ENDCHAR: u8 = 14;

// Operators of a Top DICT (table 9).
const CHARSET: u16 = 15;
const CHAR_STRINGS: u16 = 17;
const REGISTRY: u16 = 0x0C1E;

/// Empties the outline and the name of every glyph that is not kept.
///
/// Returns `None` if the table is not as specified; it may be changed in part then.
pub(super) fn empty(table: &mut [u8], kept: impl Fn(u32) -> bool) -> Option<()> {
    let names = Index::at(table, usize::from(*table.get(2)?))?;
    let tops = Index::at(table, names.end)?;
    let strings = Index::at(table, tops.end)?;
    let top = tops.item(table, 0)?;
    let charset = operand(&table[top.clone()], CHARSET).unwrap_or(0);
    let outlines = Index::at(table, operand(&table[top.clone()], CHAR_STRINGS)?)?;
    // In a CID-keyed font the charset holds no names. Of the three predefined charsets the first has the
    // standard strings in order; the others belong to expert fonts, which are left whole.
    let sids = match (operand(&table[top], REGISTRY), charset) {
        (Some(_), _) => Vec::new(),
        (None, 0) => (0..outlines.count.min(ISO_ADOBE)).collect(),
        (None, 1 | 2) => return None,
        (None, _) => sids(table, charset, outlines.count)?,
    };
    let is_kept = |glyph: usize| {
        let standard = sids.get(glyph).is_some_and(|sid| *sid <= STANDARD_GLYPHS);
        glyph == 0 || standard || u32::try_from(glyph).is_ok_and(&kept)
    };
    for (glyph, sid) in sids.iter().enumerate() {
        let string = sid.checked_sub(STANDARD_STRINGS).filter(|_| !is_kept(glyph));
        if let Some(range) = string.and_then(|string| strings.item(table, string)) {
            table[range].fill(b'x');
        }
    }
    outlines.empty(table, is_kept)
}

/// An INDEX structure (section 5).
struct Index {
    count: usize,
    offset_size: usize,
    /// The byte at which the offset array begins.
    offsets: usize,
    /// The byte before the first object, from which offsets count.
    base: usize,
    /// The byte after the last object.
    end: usize,
}

impl Index {
    /// Reads the header of the INDEX at a byte.
    fn at(table: &[u8], start: usize) -> Option<Self> {
        let count = number(table, start, 2)?;
        if count == 0 {
            let end = start + 2;
            return Some(Self { count, offset_size: 1, offsets: end, base: end, end });
        }
        let offset_size = usize::from(*table.get(start + 2)?);
        if !(1..=4).contains(&offset_size) {
            return None;
        }
        let offsets = start + 3;
        let base = offsets + (count + 1) * offset_size - 1;
        let end = base.checked_add(number(table, offsets + count * offset_size, offset_size)?)?;
        (end <= table.len()).then_some(Self { count, offset_size, offsets, base, end })
    }

    /// Returns the bytes of an object.
    fn item(&self, table: &[u8], at: usize) -> Option<Range<usize>> {
        if at >= self.count {
            return None;
        }
        let offset = |at| number(table, self.offsets + at * self.offset_size, self.offset_size);
        let (start, end) = (self.base + offset(at)?, self.base.checked_add(offset(at + 1)?)?);
        (start <= end && start > self.base && end <= self.end).then_some(start..end)
    }

    /// Empties the objects that are not kept, closes the gaps, and rewrites the offsets.
    fn empty(&self, table: &mut [u8], is_kept: impl Fn(usize) -> bool) -> Option<()> {
        let mut data = Vec::with_capacity(self.end - self.base);
        let mut offsets = vec![1];
        for at in 0..self.count {
            let item = self.item(table, at)?;
            if is_kept(at) {
                data.extend_from_slice(&table[item]);
            } else {
                data.push(ENDCHAR);
            }
            offsets.push(data.len() + 1);
        }
        let room = table.get_mut(self.base + 1..self.end).filter(|room| data.len() <= room.len())?;
        room[..data.len()].copy_from_slice(&data);
        room[data.len()..].fill(0);
        for (at, offset) in offsets.into_iter().enumerate() {
            let place = self.offsets + at * self.offset_size;
            let bytes = offset.to_be_bytes();
            table[place..place + self.offset_size].copy_from_slice(&bytes[bytes.len() - self.offset_size..]);
        }
        Some(())
    }
}

/// Returns the last operand of an operator in a DICT, or `None` if there is none or it is not a whole
/// number (section 4).
fn operand(dict: &[u8], wanted: u16) -> Option<usize> {
    let mut operand = None;
    let mut at = 0;
    while let Some(first) = dict.get(at).copied() {
        at += 1;
        let byte = |offset: usize| dict.get(at + offset).copied().map(i32::from);
        match first {
            0..=21 => {
                let operator =
                    if first == 12 { 0x0C00 | u16::try_from(byte(0)?).ok()? } else { first.into() };
                if operator == wanted {
                    return operand.and_then(|value: i32| usize::try_from(value).ok());
                }
                at += usize::from(first == 12);
                operand = None;
            }
            28 => (operand, at) = (Some(byte(0)? << 8 | byte(1)?), at + 2),
            29 => {
                let value = dict.get(at..at + 4)?.try_into().ok()?;
                (operand, at) = (Some(i32::from_be_bytes(value)), at + 4);
            }
            // A real number: half-bytes up to `F`, which ends it.
            30 => {
                let length = dict.get(at..)?.iter().position(|byte| byte & 0xF == 0xF || byte >> 4 == 0xF)?;
                (operand, at) = (None, at + length + 1);
            }
            32..=246 => operand = Some(i32::from(first) - 139),
            247..=250 => (operand, at) = (Some((i32::from(first) - 247) * 256 + byte(0)? + 108), at + 1),
            251..=254 => (operand, at) = (Some((251 - i32::from(first)) * 256 - byte(0)? - 108), at + 1),
            _ => return None,
        }
    }
    None
}

/// Returns the string id of every glyph's name by a charset (section 13).
fn sids(table: &[u8], charset: usize, glyphs: usize) -> Option<Vec<usize>> {
    let mut sids = vec![0];
    let format = *table.get(charset)?;
    let mut at = charset + 1;
    while sids.len() < glyphs {
        let first = number(table, at, 2)?;
        let more = match format {
            0 => 0,
            1 | 2 => number(table, at + 2, usize::from(format))?,
            _ => return None,
        };
        at += 2 + usize::from(format);
        sids.extend((first..=first + more).take(glyphs - sids.len()));
    }
    Some(sids)
}

/// Reads a big-endian number of `size` bytes.
fn number(table: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = table.get(at..at.checked_add(size)?)?;
    Some(bytes.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)))
}
