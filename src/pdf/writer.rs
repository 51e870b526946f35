//! Writes the file: streams as they are, everything else in object streams, with a compressed
//! cross-reference stream (ISO 32000-1, sections 7.5.7 and 7.5.8).

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::object::{Deflater, deflate};
use super::syntax::{Numbers, Speller};

/// The number of objects in an object stream.
const PACKED: usize = 256;
/// The widths in bytes of an entry's fields: type, offset or stream, index.
const FIELDS: [usize; 3] = [1, 4, 2];

/// The location of an object.
#[derive(Clone, Copy)]
enum Entry {
    Nowhere,
    /// The offset in the file.
    At(u32),
    /// The number of its object stream, and its index there.
    Packed(u32, u16),
}

/// A batch of objects that are serialised when the file is written and not kept in memory, since there
/// are tens of thousands of them.
pub(super) trait ObjectBatch: Sync {
    /// Returns their ids in the document.
    fn ids(&self) -> Range<u32>;
    /// Returns the objects of the document that only they refer to.
    fn leads_to(&self) -> Vec<ObjectId>;
    /// Serialises the object of an index, counted from 0.
    fn spell(&self, index: usize, speller: Speller<'_>, out: &mut Vec<u8>);
}

/// The compressed contents of pages.
pub(super) struct Contents {
    /// Their ids in the document.
    pub(super) ids: Range<u32>,
    /// The streams, in the same order.
    pub(super) streams: Vec<Vec<u8>>,
}

/// Writes a document: the objects that are reachable from its trailer, renumbered in that order, the
/// contents of the pages, and the batches.
pub(super) fn write(document: &Document, contents: &Contents, bulk: &[&dyn ObjectBatch]) -> Vec<u8> {
    let order = order(document, bulk);
    let rows = std::iter::once(contents.ids.clone()).chain(bulk.iter().map(|bulk| bulk.ids()));
    let numbers = Numbers::new(&order, rows);
    let speller = Speller { numbers: &numbers };
    let objects = (1..).zip(order.iter().map(|id| &document.objects[id]));
    let (streams, small): (Vec<(u32, &Object)>, Vec<_>) =
        objects.partition(|(_, object)| matches!(object, Object::Stream(_)));

    // A comment of four high bytes marks the file as binary (section 7.5.2).
    let mut file = File::begin(&document.version, &streams, contents, numbers.count());
    for (number, object) in streams {
        let Object::Stream(stream) = object else { continue };
        let mut dict = Vec::new();
        speller.dictionary(&stream.dict, Some(stream.content.len()), &mut dict);
        file.stream(number, &dict, &stream.content);
    }
    let number = |id: u32| numbers.get((id, 0)).expect("what stands in a row has a number");
    for (id, stream) in contents.ids.clone().zip(&contents.streams) {
        let dict = format!("<</Filter/FlateDecode/Length {}>>", stream.len());
        file.stream(number(id), dict.as_bytes(), stream);
    }

    // Pack everything else in parallel and add it in order.
    let mut packed: Vec<Packed> = small
        .par_chunks(PACKED)
        .map_init(Deflater::new, |deflater, chunk| {
            let members = chunk.iter().map(|(number, _)| *number);
            pack(deflater, members, |at, out| speller.object(chunk[at].1, out))
        })
        .collect();
    for bulk in bulk {
        let ids: Vec<u32> = bulk.ids().collect();
        let chunks = ids.par_chunks(PACKED).enumerate().map_init(Deflater::new, |deflater, (index, ids)| {
            let members = ids.iter().map(|id| number(*id));
            pack(deflater, members, |at, out| bulk.spell(index * PACKED + at, speller, out))
        });
        packed.extend(chunks.collect::<Vec<_>>());
    }
    let mut next = numbers.count() + 1;
    for packed in &packed {
        file.packed(next, packed);
        next += 1;
    }
    file.end(document, &numbers, next)
}

/// Returns the ids that can be reached from the trailer and the batches, each before those that it
/// refers to.
fn order(document: &Document, bulk: &[&dyn ObjectBatch]) -> Vec<ObjectId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<ObjectId> = bulk.iter().flat_map(|bulk| bulk.leads_to()).collect();
    waiting.reverse();
    for key in [&b"Info"[..], b"Root"] {
        waiting.extend(document.trailer.get(key).and_then(Object::as_reference));
    }
    while let Some(id) = waiting.pop() {
        let Some(object) = document.objects.get(&id).filter(|_| seen.insert(id)) else { continue };
        order.push(id);
        let from = waiting.len();
        references(object, &mut waiting);
        waiting[from..].reverse();
    }
    order
}

/// Collects every reference in an object.
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

/// An object stream.
struct Packed {
    members: Vec<u32>,
    dict: String,
    data: Vec<u8>,
}

fn pack(
    deflater: &mut Deflater,
    members: impl Iterator<Item = u32>,
    spell: impl Fn(usize, &mut Vec<u8>),
) -> Packed {
    let members: Vec<u32> = members.collect();
    let (mut head, mut body) = (Vec::new(), Vec::with_capacity(members.len() * 64));
    for (at, number) in members.iter().enumerate() {
        let _ = write!(head, "{number} {} ", body.len());
        spell(at, &mut body);
        body.push(b' ');
    }
    let first = head.len();
    head.extend(body);
    let data = deflater.deflate(&head);
    let dict = format!(
        "<</Type/ObjStm/N {}/First {first}/Filter/FlateDecode/Length {}>>",
        members.len(),
        data.len()
    );
    Packed { members, dict, data }
}

/// The part of the file that is written.
struct File {
    out: Vec<u8>,
    /// The locations by number.
    entries: Vec<Entry>,
}

impl File {
    fn begin(version: &str, streams: &[(u32, &Object)], contents: &Contents, objects: u32) -> Self {
        let content = |object: &Object| object.as_stream().map_or(0, |stream| stream.content.len() + 64);
        let size = streams.iter().map(|(_, object)| content(object)).sum::<usize>()
            + contents.streams.iter().map(|stream| stream.len() + 64).sum::<usize>();
        // The structure of a novel is about a third as large as its pages.
        let mut out = Vec::with_capacity(size + size / 3 + 4096);
        out.extend(format!("%PDF-{version}\n").bytes());
        out.extend(b"%\xE2\xE3\xCF\xD3\n");
        Self { out, entries: vec![Entry::Nowhere; objects as usize + 1] }
    }

    fn enter(&mut self, number: u32, entry: Entry) {
        let index = number as usize;
        if index >= self.entries.len() {
            self.entries.resize(index + 1, Entry::Nowhere);
        }
        self.entries[index] = entry;
    }

    fn stream(&mut self, number: u32, dict: &[u8], data: &[u8]) {
        self.enter(number, Entry::At(self.offset()));
        self.out.extend(format!("{number} 0 obj\n").bytes());
        self.out.extend(dict);
        self.out.extend(b"stream\n");
        self.out.extend(data);
        self.out.extend(b"\nendstream\nendobj\n");
    }

    fn packed(&mut self, number: u32, packed: &Packed) {
        for (index, member) in (0..).zip(&packed.members) {
            self.enter(*member, Entry::Packed(number, index));
        }
        self.stream(number, packed.dict.as_bytes(), &packed.data);
    }

    /// Returns the offset in four bytes: files may have up to 4 GiB.
    fn offset(&self) -> u32 {
        u32::try_from(self.out.len()).unwrap_or(u32::MAX)
    }

    /// Writes the cross-reference stream and the identity of the file. The identity is a hash of
    /// everything before it, so that equal books have equal identities and different ones do not.
    fn end(mut self, document: &Document, numbers: &Numbers, number: u32) -> Vec<u8> {
        let start = self.offset();
        self.enter(number, Entry::At(start));
        let (identity, data) = rayon::join(|| Sha256::digest(&self.out), || deflate(&self.rows()));
        let id = Object::String(identity[..16].to_vec(), StringFormat::Hexadecimal);
        let mut dict = Dictionary::new();
        dict.set("Type", "XRef");
        dict.set("Size", i64::from(number) + 1);
        dict.set("W", FIELDS.map(|field| Object::Integer(i64::try_from(field).unwrap_or(0))).to_vec());
        for key in [&b"Root"[..], b"Info"] {
            if let Ok(value) = document.trailer.get(key) {
                dict.set(key, value.clone());
            }
        }
        dict.set("ID", vec![id.clone(), id]);
        dict.set("Filter", "FlateDecode");
        let mut params = Dictionary::new();
        params.set("Columns", i64::try_from(FIELDS.iter().sum::<usize>()).unwrap_or(0));
        params.set("Predictor", 12);
        dict.set("DecodeParms", params);
        let mut spelled = Vec::new();
        Speller { numbers }.dictionary(&dict, Some(data.len()), &mut spelled);
        self.stream(number, &spelled, &data);
        self.out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        self.out
    }

    /// Returns rows as differences to the row above (predictor 12), which compress to almost nothing.
    fn rows(&self) -> Vec<u8> {
        let width = FIELDS.iter().sum::<usize>();
        let mut rows = Vec::with_capacity(self.entries.len() * (width + 1));
        let mut above = [0; 7];
        for entry in &self.entries {
            let (kind, first, second) = match *entry {
                Entry::At(offset) => (1, offset, 0),
                Entry::Packed(stream, index) => (2, stream, index),
                Entry::Nowhere => (0_u8, 0, u16::MAX),
            };
            let ([a, b, c, d], [e, f]) = (first.to_be_bytes(), second.to_be_bytes());
            let row = [kind, a, b, c, d, e, f];
            rows.push(2);
            rows.extend(row.iter().zip(&above).map(|(value, above)| value.wrapping_sub(*above)));
            above = row;
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    /// A batch of as many numbers as requested, with a reference to the catalogue.
    struct Counted(Range<u32>, ObjectId);

    impl ObjectBatch for Counted {
        fn ids(&self) -> Range<u32> {
            self.0.clone()
        }
        fn leads_to(&self) -> Vec<ObjectId> {
            Vec::new()
        }
        fn spell(&self, index: usize, speller: Speller<'_>, out: &mut Vec<u8>) {
            out.extend(format!("[{index} ").bytes());
            speller.reference(self.1, out);
            out.push(b']');
        }
    }

    #[test]
    fn a_written_file_can_be_read() {
        let mut document = Document::with_version("1.7");
        let stream = document.add_object(super::super::object::plain(Dictionary::new(), b"hello".to_vec()));
        let pages = document
            .add_object(dictionary! {"Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0});
        let root = document.add_object(dictionary! {"Type" => "Catalog", "Pages" => pages, "X" => stream});
        let orphan = document.add_object(dictionary! {"Lost" => true});
        document.trailer.set("Root", root);
        let first = document.max_id + 1;
        let last = first + 699;
        super::super::object::dict_mut(&mut document, root).set("Last", Object::Reference((last, 0)));
        let contents = Contents { ids: last + 1..last + 2, streams: vec![deflate(b"page")] };
        let file = write(&document, &contents, &[&Counted(first..last + 1, root)]);
        let read = Document::load_mem(&file).expect("a good file");
        assert!(
            orphan.0 > 0
                && read.objects.values().all(|object| !object.as_dict().is_ok_and(|d| d.has(b"Lost")))
        );
        let catalogue = read.catalog().expect("a catalogue");
        let found = catalogue.get(b"X").and_then(Object::as_reference).expect("a stream");
        assert_eq!(read.get_object(found).and_then(Object::as_stream).expect("a stream").content, b"hello");
        let last = catalogue.get(b"Last").and_then(Object::as_reference).expect("the last in bulk");
        let last = read.get_object(last).and_then(Object::as_array).expect("an array");
        assert_eq!(last[0], Object::Integer(699));
        assert_eq!(last[1], *read.trailer.get(b"Root").expect("a catalogue"));
    }
}
