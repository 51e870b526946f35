//! Constructors of PDF objects (ISO 32000-1, section 7.3).

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use crate::fonts::is_private;
use crate::units::Length;

/// The compression level above which page streams do not become smaller.
const LEVEL: u32 = 6;

/// A reusable compressor: its tables, a third of a megabyte, are allocated once.
pub(super) struct Deflater(Compress);

impl Deflater {
    pub(super) fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    /// Compresses bytes for FlateDecode.
    ///
    /// # Panics
    /// Never: the stream is reset, and there is always room for more output.
    pub(super) fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).expect("no more than there is");
            let status = self.0.compress_vec(&bytes[read..], &mut out, FlushCompress::Finish);
            match status.expect("a stream that was begun anew") {
                Status::StreamEnd => return out,
                Status::Ok | Status::BufError => out.reserve(out.capacity() / 2),
            }
        }
    }
}

/// Compresses bytes for FlateDecode.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    Deflater::new().deflate(bytes)
}

/// Returns a stream of bytes that are compressed already.
pub(super) fn deflated(mut dict: Dictionary, bytes: Vec<u8>) -> Object {
    dict.set("Filter", "FlateDecode");
    plain(dict, bytes)
}

/// Returns a stream of uncompressed bytes.
pub(super) fn plain(dict: Dictionary, bytes: Vec<u8>) -> Object {
    Object::Stream(Stream::new(dict, bytes).with_compression(false))
}

/// Returns a text string: ASCII unchanged, anything else in UTF-16 with a byte order mark (section
/// 7.9.2.2). Characters of private use are left out, since they have no meaning here (ISO 14289-2,
/// section 8.6).
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let told: String = text.chars().map(|c| if is_private(c) { '\u{FFFD}' } else { c }).collect();
    Object::String(utf16(&told).collect(), StringFormat::Hexadecimal)
}

/// Encodes text as big-endian UTF-16 with a byte order mark.
pub(super) fn utf16(text: &str) -> impl Iterator<Item = u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes))
}

/// A length in points, to a thousandth.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "thousandths of a page's points fit"
)]
pub(super) fn number(length: Length) -> Object {
    let milli = length.to_milli_pt();
    if milli % 1000 == 0 { Object::Integer(milli / 1000) } else { Object::Real(milli as f32 / 1000.0) }
}

/// Returns a reference to an object.
pub(super) fn reference(id: ObjectId) -> Object {
    Object::Reference(id)
}

/// Returns a dictionary of the document, to be changed.
///
/// # Panics
/// Panics if there is no dictionary with this id; it is called only for objects that were just added.
pub(super) fn dict_mut(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_object_mut(id).and_then(Object::as_dict_mut).expect("the object was made a dictionary")
}
