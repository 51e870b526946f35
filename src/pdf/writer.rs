//! The file: streams as they are, everything else packed into object streams, a compressed
//! cross-reference stream (ISO 32000-1, sections 7.5.7 and 7.5.8).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use rayon::prelude::*;

use super::object::deflate;

/// Objects in one object stream.
const PACKED: usize = 256;
/// Bytes of an entry: type, offset or stream, index.
const FIELDS: [usize; 3] = [1, 4, 2];

/// Where an object is found.
#[derive(Clone, Copy)]
enum Entry {
    /// At a byte of the file.
    At(u32),
    /// At a place in an object stream.
    Packed(u32, u16),
}

/// Writes a document: only what is reachable from its trailer, numbered anew in that order.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let numbers = number(document);
    let (mut streams, mut small) = (Vec::new(), Vec::new());
    for (id, number) in &numbers {
        let object: &Object = &document.objects[id];
        if matches!(object, Object::Stream(_)) {
            streams.push((*number, object))
        } else {
            small.push((*number, object))
        }
    }
    streams.sort_by_key(|(number, _)| *number);
    small.sort_by_key(|(number, _)| *number);

    // A comment of four high bytes says that the file is binary (section 7.5.2).
    let mut out = format!("%PDF-{}\n", document.version).into_bytes();
    out.extend(b"%\xE2\xE3\xCF\xD3\n");
    let mut entries = BTreeMap::new();
    for (number, object) in streams {
        entries.insert(number, Entry::At(offset(&out)));
        let Object::Stream(stream) = object else { continue };
        let dict = Encoder { numbers: &numbers }.dictionary(&stream.dict, Some(stream.content.len()));
        put_stream(&mut out, number, &dict, &stream.content);
    }

    let mut next = u32::try_from(numbers.len()).unwrap_or(u32::MAX) + 1;
    let packed: Vec<(String, Vec<u8>)> =
        small.par_chunks(PACKED).map(|chunk| pack(chunk, &numbers)).collect();
    for (chunk, (dict, data)) in small.chunks(PACKED).zip(packed) {
        for (index, (number, _)) in chunk.iter().enumerate() {
            entries.insert(*number, Entry::Packed(next, u16::try_from(index).unwrap_or(0)));
        }
        entries.insert(next, Entry::At(offset(&out)));
        put_stream(&mut out, next, dict.as_bytes(), &data);
        next += 1;
    }
    cross_reference(document, &numbers, entries, next, &mut out);
    out
}

/// An object as bytes, references by their old numbers; for hashing.
pub(super) fn object_bytes(object: &Object) -> Vec<u8> {
    let mut out = Vec::new();
    Encoder { numbers: &BTreeMap::new() }.object(object, &mut out);
    out
}

/// New numbers of what the trailer reaches, each object before those it names.
fn number(document: &Document) -> BTreeMap<ObjectId, u32> {
    let mut numbers = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<ObjectId> = Vec::new();
    for key in [&b"Info"[..], b"Root"] {
        waiting.extend(document.trailer.get(key).and_then(Object::as_reference));
    }
    while let Some(id) = waiting.pop() {
        let Some(object) = document.objects.get(&id).filter(|_| seen.insert(id)) else { continue };
        numbers.insert(id, u32::try_from(numbers.len()).unwrap_or(u32::MAX) + 1);
        let from = waiting.len();
        references(object, &mut waiting);
        waiting[from..].reverse();
    }
    numbers
}

/// Every reference in an object.
fn references(object: &Object, out: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => out.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, out)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, value)| references(value, out)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, out)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn put_stream(out: &mut Vec<u8>, number: u32, dict: &[u8], data: &[u8]) {
    out.extend(format!("{number} 0 obj\n").bytes());
    out.extend(dict);
    out.extend(b"stream\n");
    out.extend(data);
    out.extend(b"\nendstream\nendobj\n");
}

/// An object stream: its dictionary and its data.
fn pack(objects: &[(u32, &Object)], numbers: &BTreeMap<ObjectId, u32>) -> (String, Vec<u8>) {
    let (mut head, mut body) = (Vec::new(), Vec::new());
    for (number, object) in objects {
        let _ = write!(head, "{number} {} ", body.len());
        Encoder { numbers }.object(object, &mut body);
        body.push(b' ');
    }
    let first = head.len();
    head.extend(body);
    let data = deflate(&head);
    let dict = format!(
        "<</Type/ObjStm/N {}/First {first}/Filter/FlateDecode/Length {}>>",
        objects.len(),
        data.len()
    );
    (dict, data)
}

fn cross_reference(
    document: &Document,
    numbers: &BTreeMap<ObjectId, u32>,
    mut entries: BTreeMap<u32, Entry>,
    number: u32,
    out: &mut Vec<u8>,
) {
    let start = offset(out);
    entries.insert(number, Entry::At(start));
    // Rows as differences to the row above (predictor 12): they deflate to almost nothing.
    let width = FIELDS.iter().sum::<usize>();
    let mut rows = Vec::new();
    let mut above = vec![0; width];
    for index in 0..=number {
        let (kind, first, second) = match entries.get(&index) {
            Some(Entry::At(offset)) => (1, *offset, 0),
            Some(Entry::Packed(stream, index)) => (2, *stream, *index),
            None => (0_u8, 0, u16::MAX),
        };
        let mut row = vec![kind];
        row.extend(first.to_be_bytes());
        row.extend(second.to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(&above).map(|(value, above)| value.wrapping_sub(*above)));
        above = row;
    }
    let data = deflate(&rows);
    let mut dict = Dictionary::new();
    dict.set("Type", "XRef");
    dict.set("Size", i64::from(number) + 1);
    dict.set("W", FIELDS.map(|field| Object::Integer(i64::try_from(field).unwrap_or(0))).to_vec());
    for key in [&b"Root"[..], b"Info", b"ID"] {
        if let Ok(value) = document.trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    dict.set("Filter", "FlateDecode");
    let mut params = Dictionary::new();
    params.set("Columns", i64::try_from(width).unwrap_or(0));
    params.set("Predictor", 12);
    dict.set("DecodeParms", params);
    let dict = Encoder { numbers }.dictionary(&dict, Some(data.len()));
    put_stream(out, number, &dict, &data);
    out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
}

/// Offsets of four bytes: files up to 4 GiB.
fn offset(out: &[u8]) -> u32 {
    u32::try_from(out.len()).unwrap_or(u32::MAX)
}

/// Writes objects with their new numbers, as short as the syntax allows (section 7.3).
struct Encoder<'a> {
    numbers: &'a BTreeMap<ObjectId, u32>,
}

impl Encoder<'_> {
    fn object(&self, object: &Object, out: &mut Vec<u8>) {
        match object {
            Object::Null => word(out, b"null"),
            Object::Boolean(true) => word(out, b"true"),
            Object::Boolean(false) => word(out, b"false"),
            Object::Integer(value) => word(out, value.to_string().as_bytes()),
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
            Object::Dictionary(dict) => out.extend(self.dictionary(dict, None)),
            Object::Stream(stream) => out.extend(self.dictionary(&stream.dict, None)),
            Object::Reference(id) => {
                // What nothing was made of is nothing (section 7.3.10).
                match self.numbers.get(id) {
                    Some(number) => word(out, format!("{number} 0 R").as_bytes()),
                    None => word(out, b"null"),
                }
            }
        }
    }

    fn dictionary(&self, dict: &Dictionary, length: Option<usize>) -> Vec<u8> {
        let mut out = b"<<".to_vec();
        for (key, value) in dict.iter().filter(|(key, _)| length.is_none() || key.as_slice() != b"Length") {
            push_name(key, &mut out);
            self.object(value, &mut out);
        }
        if let Some(length) = length {
            let _ = write!(out, "/Length {length}");
        }
        out.extend(b">>");
        out
    }
}

/// A token of regular characters, parted by a blank from one before it.
fn word(out: &mut Vec<u8>, token: &[u8]) {
    if out.last().is_some_and(|last| !b"[]()<>/ \n".contains(last)) {
        out.push(b' ');
    }
    out.extend(token);
}

fn real(value: f32) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn push_name(name: &[u8], out: &mut Vec<u8>) {
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

    #[test]
    fn objects_are_written_short_and_unambiguous() {
        let object: Object = dictionary! {
            "A" => vec![1.into(), 2.into(), Object::Real(-0.5), "N".into(), true.into(), Object::Null],
            "B C" => Object::string_literal("a(b)\\"),
            "D" => Object::Real(3.0),
        }
        .into();
        let text = String::from_utf8(object_bytes(&object)).expect("ASCII");
        assert_eq!(text, "<</A[1 2 -0.5/N true null]/B#20C(a\\(b\\)\\\\)/D 3>>");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut document = Document::with_version("1.7");
        let stream = document.add_object(super::super::object::plain(Dictionary::new(), b"hello".to_vec()));
        let pages = document
            .add_object(dictionary! {"Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0});
        let root = document.add_object(dictionary! {"Type" => "Catalog", "Pages" => pages, "X" => stream});
        let orphan = document.add_object(dictionary! {"Lost" => true});
        document.trailer.set("Root", root);
        let read = Document::load_mem(&write(&document)).expect("a good file");
        assert!(
            orphan.0 > 0
                && read.objects.values().all(|object| !object.as_dict().is_ok_and(|d| d.has(b"Lost")))
        );
        let found =
            read.catalog().expect("a catalogue").get(b"X").and_then(Object::as_reference).expect("a stream");
        assert_eq!(read.get_object(found).and_then(Object::as_stream).expect("a stream").content, b"hello");
    }
}
