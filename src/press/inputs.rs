//! The inputs of setting: those of an edition, and of each of its divisions, as a value that can be
//! hashed.
//!
//! A division is set again only if its inputs have changed: within a build, when page numbers that it
//! prints have changed; in a later build, when anything has.

use std::sync::OnceLock;

use super::fingerprint::Fingerprint;
use super::reads::{Reads, page_references};
use crate::assets::Assets;
use crate::blocks::{self, SetDivision};
use crate::book::role::Matter;
use crate::book::{Anchor, Book, Division};
use crate::design::Design;
use crate::diag::Outcome;
use crate::fonts::{Face, FaceSource, Library};
use crate::layout::{Folio, Folios};
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

    /// Returns the inputs of every column in reading order: of each division that opens a page, with those
    /// that run on below it.
    pub(super) fn columns(&self) -> Vec<ColumnInputs<'_>> {
        let mut columns: Vec<ColumnInputs<'_>> = Vec::new();
        for division in self.divisions() {
            match columns.last_mut() {
                Some(column) if division.runs_on_below(column) => column.divisions.push(division),
                _ => columns.push(ColumnInputs { divisions: vec![division] }),
            }
        }
        columns
    }

    /// Returns the inputs of every division in reading order.
    fn divisions(&self) -> Vec<DivisionInputs<'_>> {
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
                .map(|(id, face)| (id, &face.postscript_name, face.index, identity(face)))
                .collect();
            let choice = self.fonts.choice();
            Fingerprint::of(&(env!("CARGO_PKG_VERSION"), &self.book.meta, self.design, faces, choice))
        })
    }
}

/// Returns the bytes of an author's font file, and the hash of one of the machine; bundled files change with the
/// program's version alone.
fn identity(face: &Face) -> Option<&[u8]> {
    match &face.source {
        FaceSource::Bundled => None,
        FaceSource::Own { .. } => Some(&face.data),
        FaceSource::System { hash, .. } => Some(hash),
    }
}

/// The inputs of setting one column. There is at least one division.
#[derive(Debug)]
pub(super) struct ColumnInputs<'a> {
    divisions: Vec<DivisionInputs<'a>>,
}

impl ColumnInputs<'_> {
    /// Sets its divisions, with what else setting reads.
    pub(super) fn set(&self, resources: Resources<'_>) -> Outcome<SetDivision> {
        let first = &self.divisions[0];
        let divisions: Vec<&Division> = self.divisions.iter().map(|inputs| inputs.division).collect();
        blocks::set(&divisions, first.matter, first.depth, resources)
    }

    /// Returns what setting reads besides the divisions, with the page numbers known so far.
    pub(super) fn resources<'s>(&'s self, folios: &'s Folios) -> Resources<'s> {
        self.divisions[0].edition.resources(folios)
    }

    /// Returns whether its divisions print page numbers.
    pub(super) fn prints_page_numbers(&self) -> bool {
        self.divisions.iter().any(DivisionInputs::prints_page_numbers)
    }

    /// Returns the page numbers that its divisions print, in their order; `None` for one not yet known.
    pub(super) fn page_numbers(&self, folios: &Folios) -> Vec<Option<Folio>> {
        self.divisions.iter().flat_map(|division| division.page_numbers(folios)).collect()
    }

    /// Returns the fingerprint of everything that setting the column reads, these page numbers included.
    pub(super) fn fingerprint(&self, folios: &Folios) -> Fingerprint {
        let divisions = self.divisions.iter().map(|division| division.fingerprint(folios));
        Fingerprint::of(&divisions.collect::<Vec<_>>())
    }
}

/// The inputs of setting one division.
#[derive(Debug)]
struct DivisionInputs<'a> {
    edition: &'a EditionInputs<'a>,
    division: &'a Division,
    matter: Matter,
    /// The number of divisions that it is nested in.
    depth: u8,
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

    /// Returns whether the division runs on below a column.
    fn runs_on_below(&self, column: &ColumnInputs<'a>) -> bool {
        let runs_on =
            |inputs: &Self| self.edition.design.openings.runs_on(inputs.division.role, inputs.matter);
        let is_in_same_part = |other: &Self| match (self.part, other.part) {
            (Some(part), Some(other)) => std::ptr::eq(part, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        runs_on(self) && column.divisions.last().is_some_and(|last| runs_on(last) && is_in_same_part(last))
    }

    /// Returns whether the division prints page numbers: it is, or has in it, a list of contents,
    /// figures or tables.
    fn prints_page_numbers(&self) -> bool {
        !self.page_references.is_empty()
    }

    /// Returns the page numbers that the division prints, in their order; `None` for one not yet known.
    fn page_numbers(&self, folios: &Folios) -> Vec<Option<Folio>> {
        self.page_references.iter().map(|anchor| folios.get(*anchor).copied()).collect()
    }

    /// Returns the fingerprint of everything that setting the division reads, these page numbers included.
    fn fingerprint(&self, folios: &Folios) -> Fingerprint {
        let Division {
            id,
            text,
            role,
            number,
            title,
            label,
            short_title,
            in_contents,
            lang,
            class,
            blocks,
            children: _,
            span,
        } = self.division;
        let own =
            (id, text, role, number, title, label, short_title, in_contents, (lang, class), (blocks, span));
        let place = (self.matter, self.depth, self.part.map(Division::running_title));
        Fingerprint::of(&(
            self.edition.shared(),
            place,
            own,
            Reads::of(
                self.division,
                self.edition.book,
                self.edition.assets,
                self.edition.design.spec.ornament.file(),
            ),
            self.page_numbers(folios),
        ))
    }
}
