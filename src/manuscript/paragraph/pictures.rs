//! Converts a paragraph of only pictures to figures, and one of only a formula to a block.

use std::ops::Range;

use crate::book::math::Formula;
use crate::book::{Attr, BlockKind, Figure, FigureImage, InlineKind, plain_text};
use crate::manuscript::atoms::{Atom, AtomKind, Wrap, WrapKind, closing};
use crate::manuscript::construct::Construct;
use crate::manuscript::frames::{FrameKind, ParagraphKind};
use crate::manuscript::reader::BlockReader;
use crate::manuscript::{formulas, remote, spans};

/// A picture in a paragraph.
struct ParagraphPicture {
    wrap: Wrap,
    range: Range<usize>,
    caption: Vec<Atom>,
}

impl BlockReader<'_> {
    /// Returns a formula that is the only content of its paragraph, with its attributes.
    pub(super) fn lone_formula(&mut self, atoms: &[Atom]) -> Option<(Box<Formula>, Attr)> {
        let (first, rest) = atoms.split_first()?;
        let AtomKind::Piece(piece) = &first.kind else { return None };
        let InlineKind::Math(formula) = &piece.0 else { return None };
        if !formula.is_display {
            return None;
        }
        let mut rest = rest.to_vec();
        let trailing = spans::trailing_attributes(&mut rest, self.source);
        if !rest.is_empty() {
            return None;
        }
        let mut formula = formula.clone();
        let braces = trailing.as_ref().map(|(_, braces)| braces.clone());
        let mut attr = self.attr_from(trailing, Attr::NONE, Construct::Formula);
        if let Some(braces) = braces {
            formulas::entitle(&mut attr, |title| self.attribute_text(title, &braces));
        }
        let span = self.report.span(first.range());
        formulas::name(&mut formula, &mut attr, &piece.1, span, &mut self.report);
        Some((formula, attr))
    }

    /// Returns the figures that a paragraph of only pictures becomes: a single picture anywhere,
    /// several pictures only in a figure group.
    pub(super) fn lone_pictures(
        &mut self,
        kind: &ParagraphKind,
        atoms: &[Atom],
    ) -> Option<Vec<(Attr, Range<usize>, BlockKind)>> {
        let frame = &self.innermost().kind;
        let in_group = matches!(frame, FrameKind::Figure { .. });
        let in_part = matches!(
            frame,
            FrameKind::Item { .. } | FrameKind::Cell { .. } | FrameKind::Term | FrameKind::Detail
        );
        if *kind == ParagraphKind::Implied && in_part {
            return None;
        }
        let pictures = pictures(atoms).filter(|found| found.len() == 1 || in_group)?;
        Some(pictures.into_iter().map(|picture| self.figure(picture)).collect())
    }

    fn figure(&mut self, picture: ParagraphPicture) -> (Attr, Range<usize>, BlockKind) {
        let ParagraphPicture { wrap: Wrap { kind, attr }, range, caption } = picture;
        let attr = self.with_short_name(attr, &range);
        let caption = self.inlines(caption);
        let WrapKind::Image(mut image) = kind else { unreachable!("only pictures are found") };
        let span = self.report.span(range.clone());
        if remote::is_remote(&image.path) {
            let text = remote::description(image.alt.as_deref(), caption, span);
            let text = remote::replacement(&image.path, text, false, span, &mut self.report);
            // A picture with an identifier, which the text may refer to, stays a figure with a number.
            let kind = match attr.id() {
                Some(_) => BlockKind::Figure(Figure { images: Vec::new(), caption: text, number: None }),
                None => BlockKind::Paragraph(text),
            };
            return (attr, range, kind);
        }
        let words = plain_text(&caption);
        image.alt = image.alt.or_else(|| (!words.is_empty()).then_some(words));
        let images = vec![FigureImage { image, caption: Vec::new(), span }];
        (attr, range, BlockKind::Figure(Figure { images, caption, number: None }))
    }
}

/// Returns the pictures of a paragraph that contains nothing else.
fn pictures(atoms: &[Atom]) -> Option<Vec<ParagraphPicture>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        match &atom.kind {
            AtomKind::Open(wrap) if matches!(wrap.kind, WrapKind::Image(_)) => {
                let end = closing(atoms, at)?;
                let range = atom.start as usize..atoms[end].end as usize;
                let caption = atoms[at + 1..end].to_vec();
                found.push(ParagraphPicture { wrap: Wrap::clone(wrap), range, caption });
                at = end + 1;
            }
            _ if atom.is_space() => at += 1,
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}
