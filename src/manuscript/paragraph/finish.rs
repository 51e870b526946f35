//! Converts the open paragraph to a block at its end. Entry point: [`BlockReader::end_paragraph`].

use std::ops::Range;

use crate::book::{Align, Attr, BlockKind, GroupRole, Inline, InlineKind, Key};
use crate::manuscript::atoms::{Atom, AtomKind, collapse_spaces, trim, trim_beside_marks};
use crate::manuscript::attributes::ParsedAttributes;
use crate::manuscript::construct::Construct;
use crate::manuscript::frames::{CaptionCandidate, FrameKind, OpenParagraph, ParagraphKind};
use crate::manuscript::reader::{BlockReader, Markup};
use crate::manuscript::spans::{self, InlineContext};
use crate::manuscript::{tree, typography, verse};

impl BlockReader<'_> {
    /// Ends the open paragraph, if there is one, and adds its block to the innermost open block.
    pub(in crate::manuscript) fn end_paragraph(&mut self) {
        let Some(open) = &self.paragraph else { return };
        let reached = open.atoms.last().map_or(open.range.start, |atom| atom.end as usize);
        let end = reached.max(open.range.end);
        self.close_wraps(0, reached);
        let Some(mut open) = self.paragraph.take() else { return };
        open.range.end = end;
        let is_heading = matches!(open.kind, ParagraphKind::Heading(..));
        if matches!(self.innermost().kind, FrameKind::Verse) && !is_heading {
            return self.finish_stanza(open);
        }
        trim(&mut open.atoms);
        match open.kind {
            ParagraphKind::Heading(level, _) => self.finish_heading(level, open),
            _ if open.atoms.is_empty() => {}
            ParagraphKind::Markdown | ParagraphKind::Implied | ParagraphKind::Html => {
                let (align, range) = (open.align, open.range.clone());
                let before = self.innermost().blocks.len();
                self.finish_paragraph(open);
                self.align_blocks(align, before, range);
            }
        }
    }

    /// Moves the blocks from index `from` on into a group with the alignment of `<p align=...>`.
    fn align_blocks(&mut self, align: Option<Align>, from: usize, range: Range<usize>) {
        let role = match align {
            Some(Align::Centre) => GroupRole::Centred,
            Some(Align::End) => GroupRole::Right,
            Some(Align::Start) | None => return,
        };
        let inner = self.innermost_mut().blocks.split_off(from);
        if !inner.is_empty() {
            self.put(BlockKind::Group(role, inner), Attr::NONE, range);
        }
    }

    fn finish_heading(&mut self, level: u8, mut open: OpenParagraph) {
        let trailing = spans::trailing_attributes(&mut open.atoms, self.source);
        let attr = self.attr_from(trailing, open.attr, Construct::Heading);
        let atoms = self.resolve_spans(open.atoms);
        let text = self.inlines(atoms);
        self.put(BlockKind::Heading { level, number: None, text }, attr, open.range);
    }

    fn finish_stanza(&mut self, open: OpenParagraph) {
        let atoms = self.resolve_spans(open.atoms);
        let (lang, room) = (self.lang(), self.room());
        let stanzas = verse::stanzas(atoms, self.source, self.prepared, &lang, room, &mut self.report);
        if !stanzas.is_empty() {
            self.put(BlockKind::Verse(stanzas), open.attr, open.range);
        }
    }

    fn finish_paragraph(&mut self, mut open: OpenParagraph) {
        if let Some((formula, attr)) = self.lone_formula(&open.atoms) {
            return self.put(BlockKind::Math(formula), attr, open.range);
        }
        let caption = self.take_caption_marks(&mut open);
        if caption.is_none() {
            self.take_attributes(&mut open);
        }
        let atoms = self.resolve_spans(open.atoms);
        if let Some(pictures) = self.lone_pictures(&open.kind, &atoms) {
            return pictures.into_iter().for_each(|(attr, range, kind)| self.put(kind, attr, range));
        }
        let is_part = matches!(
            self.innermost().kind,
            FrameKind::Cell { .. } | FrameKind::Term | FrameKind::Figure { .. }
        );
        if caption.is_none() && !(is_part && open.kind == ParagraphKind::Implied) && holds_display(&atoms) {
            return self.put_around_formulas(atoms, open.attr);
        }
        let text = self.inlines(atoms);
        if text.is_empty() && caption.is_none() {
            return;
        }
        self.put(BlockKind::Paragraph(text), open.attr, open.range);
        if let Some(candidate) = caption {
            let frame = self.innermost_mut();
            frame.captions.push(CaptionCandidate { at: frame.blocks.len() - 1, ..candidate });
        }
    }

    /// Puts a paragraph with formulas on lines of their own as several blocks: the words between the formulas are
    /// paragraphs.
    fn put_around_formulas(&mut self, atoms: Vec<Atom>, mut attr: Attr) {
        for part in around_formulas(atoms) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let range = first.range().start..last.range().end.max(first.range().end);
            if let [Atom { kind: AtomKind::Piece(piece), .. }] = &part[..]
                && let (InlineKind::Math(formula), attr) = piece.as_ref()
                && formula.is_display
            {
                self.put(BlockKind::Math(formula.clone()), attr.clone(), range);
                continue;
            }
            let text = self.inlines(part);
            if !text.is_empty() {
                // An identifier is that of the first words.
                let attr = std::mem::replace(&mut attr, Attr::NONE);
                self.put(BlockKind::Paragraph(text), attr, range);
            }
        }
    }

    /// Takes the attributes in braces at the end of a paragraph of words: `Words. {.class}`. They have a class;
    /// other braces are text, as in `{x=1}`.
    fn take_attributes(&mut self, open: &mut OpenParagraph) {
        if open.atoms.last().and_then(Atom::markup_char) != Some('}') {
            return;
        }
        let mut rest = open.atoms.clone();
        let Some((parsed, range)) = spans::trailing_attributes(&mut rest, self.source) else { return };
        let is_apart = self.source[..range.start].ends_with([' ', '\t', '\n']);
        let has_words = rest.iter().filter_map(Atom::char).any(|c| !c.is_whitespace());
        if parsed.classes.is_empty() || !is_apart || !has_words {
            return;
        }
        open.atoms = rest;
        let attr = parsed.into_attr(Construct::Paragraph, &mut self.report, range);
        // Those of `<p>` are kept.
        let before = std::mem::replace(&mut open.attr, attr);
        if let Some(before) = before.get() {
            let own = open.attr.get_mut();
            own.id = own.id.take().or_else(|| before.id.clone());
            own.lang = own.lang.take().or_else(|| before.lang.clone());
            own.rtl = own.rtl.or(before.rtl);
            own.classes.extend(before.classes.iter().cloned());
            own.pairs.extend(before.pairs.iter().cloned());
        }
    }

    /// Resolves bracketed spans, references and notes in a paragraph.
    fn resolve_spans(&mut self, atoms: Vec<Atom>) -> Vec<Atom> {
        let (lang, room, source) = (self.lang(), self.room(), self.source);
        let Markup { folder, blocks, schemes, .. } = *self.markup;
        let mut context = InlineContext {
            source,
            folder,
            schemes,
            lang,
            room,
            blocks,
            read_inline_text: self.read_inline_text,
            notes: &mut self.notes,
            report: &mut self.report,
        };
        spans::resolve(atoms, &mut context)
    }

    /// Makes inlines of resolved atoms, with typography.
    pub(super) fn inlines(&mut self, atoms: Vec<Atom>) -> Vec<Inline> {
        let mut atoms = typography::smarten(atoms, &self.lang());
        collapse_spaces(&mut atoms);
        trim_beside_marks(&mut atoms);
        tree::inlines(atoms, self.room(), &mut self.report)
    }

    /// Returns the attributes parsed at the end of a paragraph, or `otherwise` if there are none.
    pub(super) fn attr_from(
        &mut self,
        parsed: Option<(ParsedAttributes, Range<usize>)>,
        otherwise: Attr,
        at: Construct<'_>,
    ) -> Attr {
        let Some((parsed, range)) = parsed else { return otherwise };
        let attr = parsed.into_attr(at, &mut self.report, range.clone());
        self.with_short_name(attr, &range)
    }

    /// Moves the short name (`short="..."`) from the pairs to its own field, with the typography and inline
    /// Markdown of a name.
    pub(in crate::manuscript) fn with_short_name(&self, mut attr: Attr, range: &Range<usize>) -> Attr {
        let Some(short) = attr.value(Key::Short).map(str::to_owned) else { return attr };
        let lang = attr.lang().cloned().unwrap_or_else(|| self.lang());
        let text = self.text_in(&short, &lang, range);
        let attributes = attr.get_mut();
        attributes.pairs.retain(|(key, _)| key != Key::Short.name());
        attributes.short = Some(text).filter(|text| !text.is_empty());
        attr
    }
}

/// Returns whether an atom is a formula on lines of its own.
fn is_display(atom: &Atom) -> bool {
    let AtomKind::Piece(piece) = &atom.kind else { return false };
    matches!(&piece.0, InlineKind::Math(formula) if formula.is_display)
}

/// Returns whether there is a formula on lines of its own that is in no wrap.
fn holds_display(atoms: &[Atom]) -> bool {
    depths(atoms).any(|(atom, depth)| depth == 0 && is_display(atom))
}

/// Returns the atoms with the number of wraps around each.
fn depths(atoms: &[Atom]) -> impl Iterator<Item = (&Atom, usize)> {
    let mut depth = 0_usize;
    atoms.iter().map(move |atom| {
        match atom.kind {
            AtomKind::Open(_) => depth += 1,
            AtomKind::Close => depth = depth.saturating_sub(1),
            AtomKind::Char(..)
            | AtomKind::NoteMark
            | AtomKind::Soft
            | AtomKind::Hard
            | AtomKind::Piece(_) => {}
        }
        (atom, depth)
    })
}

/// Divides atoms at formulas on lines of their own, each of which is a part.
fn around_formulas(atoms: Vec<Atom>) -> Vec<Vec<Atom>> {
    let at: Vec<bool> = depths(&atoms).map(|(atom, depth)| depth == 0 && is_display(atom)).collect();
    let mut parts = vec![Vec::new()];
    for (atom, is_formula) in atoms.into_iter().zip(at) {
        if is_formula {
            parts.extend([vec![atom], Vec::new()]);
        } else if let Some(words) = parts.last_mut().filter(|words| !(words.is_empty() && atom.is_space())) {
            words.push(atom);
        }
    }
    for words in &mut parts {
        while words.last().is_some_and(|atom| atom.is_space() || matches!(atom.kind, AtomKind::Hard)) {
            words.pop();
        }
    }
    parts
}
