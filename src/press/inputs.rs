//! The inputs of setting: those of an edition, and of each of its divisions, as a value that can be
//! hashed.
//!
//! A division is set again only if its inputs have changed: within a build, when page numbers that it
//! prints have changed; in a later build, when anything has.

use std::sync::OnceLock;

use super::fingerprint::Fingerprint;
use super::reads::{Reads, page_references};
use crate::assets::Assets;
use crate::book::role::Matter;
use crate::book::{Anchor, Book, Division};
use crate::design::Design;
use crate::fonts::{FontData, Library};
use crate::layout::Folios;
use crate::paragraph::Resources;

/// The inputs of setting that all divisions of an edition share.
#[derive(Debug)]
pub(super) struct EditionInputs<'a> {
    pub(super) book: &'a Book,
    pub(super) design: &'a Design,
    pub(super) fonts: &'a Library,
    pub(super) assets: &'a Assets,
    /// The fingerprint of metadata, design and faces; computed when it is first needed.
    shared: OnceLock<Fingerprint>,
}

impl<'a> EditionInputs<'a> {
    pub(super) fn new(book: &'a Book, design: &'a Design, fonts: &'a Library, assets: &'a Assets) -> Self {
        Self { book, design, fonts, assets, shared: OnceLock::new() }
    }

    /// Returns the inputs of every division in reading order.
    pub(super) fn divisions(&self) -> Vec<DivisionInputs<'_>> {
        let Book { front, body, back, .. } = self.book;
        let matters = [(Matter::Front, front), (Matter::Body, body), (Matter::Back, back)];
        let outer =
            matters.into_iter().flat_map(|(matter, all)| all.iter().map(move |outer| (matter, outer)));
        let all = |(matter, outer): (Matter, &'a Division)| {
            let inputs = move |division| DivisionInputs::new(self, matter, outer, division);
            outer.with_children().map(inputs)
        };
        outer.flat_map(all).collect()
    }

    /// Returns what setting reads besides the divisions, with the page numbers known so far.
    pub(super) fn resources<'s>(&'s self, folios: &'s Folios) -> Resources<'s> {
        Resources {
            book: self.book,
            design: self.design,
            fonts: self.fonts,
            assets: self.assets,
            folios,
            explains: false,
        }
    }

    fn shared(&self) -> Fingerprint {
        *self.shared.get_or_init(|| {
            let faces: Vec<_> = self
                .fonts
                .faces()
                .map(|(id, face)| (id, &face.postscript_name, face.index, bytes(&face.data)))
                .collect();
            Fingerprint::of(&(env!("CARGO_PKG_VERSION"), &self.book.meta, self.design, faces))
        })
    }
}

/// Returns the bytes of an author's font file; bundled files change with the program's version alone.
fn bytes(data: &FontData) -> Option<&[u8]> {
    match data {
        FontData::Bundled(_) => None,
        FontData::Own(bytes) => Some(bytes),
    }
}

/// The inputs of setting one division.
#[derive(Debug)]
pub(super) struct DivisionInputs<'a> {
    pub(super) edition: &'a EditionInputs<'a>,
    pub(super) division: &'a Division,
    pub(super) matter: Matter,
    /// The number of divisions that it is nested in.
    pub(super) depth: u8,
    /// The part that it is in, for running heads.
    part: Option<&'a Division>,
    /// The anchors whose page numbers it prints, in their order.
    page_references: Vec<&'a Anchor>,
}

impl<'a> DivisionInputs<'a> {
    /// Returns the inputs of a division that is in `outer`, or is `outer` itself.
    fn new(
        edition: &'a EditionInputs<'a>,
        matter: Matter,
        outer: &'a Division,
        division: &'a Division,
    ) -> Self {
        let part = Some(outer).filter(|outer| !std::ptr::eq(*outer, division));
        let page_references = page_references(division, edition.book);
        Self { edition, division, matter, depth: u8::from(part.is_some()), part, page_references }
    }

    /// Returns whether the division prints page numbers: it is, or has in it, a list of contents,
    /// figures or tables.
    pub(super) fn prints_page_numbers(&self) -> bool {
        !self.page_references.is_empty()
    }

    /// Returns the page numbers that the division prints, in their order; `None` for one not yet known.
    pub(super) fn page_numbers<'f>(&self, folios: &'f Folios) -> Vec<Option<&'f str>> {
        self.page_references.iter().map(|anchor| folios.get(*anchor).map(String::as_str)).collect()
    }

    /// Returns the fingerprint of everything that setting the division reads, these page numbers included.
    pub(super) fn fingerprint(&self, folios: &Folios) -> Fingerprint {
        let Division {
            id,
            text,
            role,
            number,
            title,
            label,
            short_title,
            in_contents,
            class,
            blocks,
            children: _,
            span,
        } = self.division;
        let own = (id, text, role, number, title, label, short_title, in_contents, class, (blocks, span));
        let place = (self.matter, self.depth, self.part.map(Division::running_title));
        Fingerprint::of(&(
            self.edition.shared(),
            place,
            own,
            Reads::of(self.division, self.edition.book, self.edition.assets),
            self.page_numbers(folios),
        ))
    }
}
