//! Serialises objects (ISO 32000-1, section 7.3), and numbers them for references.

use std::io::Write;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use super::operand::push_digits;

/// The numbers of objects in the file, by their ids in the document.
pub(super) struct Numbers {
    /// The numbers by the number of the id; 0 for objects that are not in the file.
    single: Vec<u32>,
    /// Ranges of consecutive ids, with the number of the first of each.
    rows: Vec<(Range<u32>, u32)>,
    /// The number of objects.
    count: u32,
}

impl Numbers {
    /// Numbers objects from 1 in the given order, and then those in ranges.
    pub(super) fn new(order: &[ObjectId], rows: impl IntoIterator<Item = Range<u32>>) -> Self {
        let most = order.iter().map(|id| id.0).max().unwrap_or(0);
        let mut single = vec![0; most as usize + 1];
        for (number, id) in (1..).zip(order) {
            single[id.0 as usize] = number;
        }
        let count = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let mut numbers = Self { single, rows: Vec::new(), count };
        for row in rows {
            let length = row.end - row.start;
            numbers.rows.push((row, numbers.count + 1));
            numbers.count += length;
        }
        numbers
    }

    /// Returns how many objects have a number.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Returns the number of an object; `None` if it is not in the file.
    pub(super) fn get(&self, id: ObjectId) -> Option<u32> {
        match self.rows.iter().find(|(row, _)| row.contains(&id.0)) {
            Some((row, first)) => Some(first + (id.0 - row.start)),
            None => self.single.get(id.0 as usize).copied().filter(|number| *number > 0),
        }
    }
}

/// Serialises objects with their numbers, as short as the syntax allows.
#[derive(Clone, Copy)]
pub(super) struct Speller<'a> {
    /// The numbers of objects.
    pub(super) numbers: &'a Numbers,
}

impl Speller<'_> {
    /// Writes an object that is within another.
    pub(super) fn object(self, object: &Object, out: &mut Vec<u8>) {
        match object {
            Object::Null => word(out, b"null"),
            Object::Boolean(true) => word(out, b"true"),
            Object::Boolean(false) => word(out, b"false"),
            Object::Integer(value) => push_integer(*value, out),
            Object::Real(value) => word(out, real(*value).as_bytes()),
            Object::Name(name) => push_name(name, out),
            Object::String(bytes, StringFormat::Literal) => literal(bytes, out),
            Object::String(bytes, StringFormat::Hexadecimal) => {
                out.push(b'<');
                bytes.iter().for_each(|byte| {
                    let _ = write!(out, "{byte:02X}");
                });
                out.push(b'>');
            }
            Object::Array(items) => {
                out.push(b'[');
                items.iter().for_each(|item| self.object(item, out));
                out.push(b']');
            }
            Object::Dictionary(dict) => self.dictionary(dict, None, out),
            Object::Stream(stream) => self.dictionary(&stream.dict, None, out),
            Object::Reference(id) => self.reference(*id, out),
        }
    }

    /// Writes a reference; `null` for an object that is not in the file (section 7.3.10).
    pub(super) fn reference(self, id: ObjectId, out: &mut Vec<u8>) {
        match self.numbers.get(id) {
            Some(number) => {
                push_integer(i64::from(number), out);
                out.extend(b" 0 R");
            }
            None => word(out, b"null"),
        }
    }

    /// Writes a dictionary, with its `Length` as passed.
    pub(super) fn dictionary(self, dict: &Dictionary, length: Option<usize>, out: &mut Vec<u8>) {
        out.extend(b"<<");
        for (key, value) in dict.iter().filter(|(key, _)| length.is_none() || key.as_slice() != b"Length") {
            push_name(key, out);
            self.object(value, out);
        }
        if let Some(length) = length {
            let _ = write!(out, "/Length {length}");
        }
        out.extend(b">>");
    }
}

/// Writes a whole number.
pub(super) fn push_integer(value: i64, out: &mut Vec<u8>) {
    parted(out);
    if value < 0 {
        out.push(b'-');
    }
    push_digits(out, value.unsigned_abs());
}

/// Writes a token of regular characters, separated by a space from one before it.
fn word(out: &mut Vec<u8>, token: &[u8]) {
    parted(out);
    out.extend(token);
}

fn parted(out: &mut Vec<u8>) {
    if out.last().is_some_and(|last| !b"[]()<>/ \n".contains(last)) {
        out.push(b' ');
    }
}

fn real(value: f32) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Writes a name.
pub(super) fn push_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if (b'!'..=b'~').contains(byte) && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

fn literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            b'\r' => out.extend(b"\\r"),
            byte => out.push(*byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn serialised(object: &Object) -> String {
        let numbers = Numbers::new(&[(7, 0)], [20..21, 10..12]);
        let mut out = Vec::new();
        Speller { numbers: &numbers }.object(object, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_are_serialised_briefly_and_unambiguously() {
        let object: Object = dictionary! {
            "A" => vec![1.into(), 2.into(), Object::Real(-0.5), "N".into(), true.into(), Object::Null],
            "B C" => Object::string_literal("a(b)\\"),
            "D" => Object::Real(3.0),
        }
        .into();
        assert_eq!(serialised(&object), "<</A[1 2 -0.5/N true null]/B#20C(a\\(b\\)\\\\)/D 3>>");
    }

    #[test]
    fn objects_in_ranges_follow_the_others_and_missing_ones_are_null() {
        let object = Object::from([7, 20, 10, 11, 12, 3].map(|id| Object::Reference((id, 0))).to_vec());
        assert_eq!(serialised(&object), "[1 0 R 2 0 R 3 0 R 4 0 R null null]");
    }
}
