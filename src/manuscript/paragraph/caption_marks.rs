//! The marks at the head of a paragraph that may be the caption of a table or of code beside it.

use crate::book::Attr;
use crate::manuscript::atoms::{Atom, trim};
use crate::manuscript::captions::is_table_id;
use crate::manuscript::characters::clean;
use crate::manuscript::construct::Construct;
use crate::manuscript::frames::{CaptionCandidate, FrameKind, OpenParagraph};
use crate::manuscript::reader::BlockReader;
use crate::manuscript::spans;

/// The marks that begin a caption, each followed by a space.
const MARKS: [&str; 4] = ["Table:", "table:", "Listing:", ":"];

impl BlockReader<'_> {
    /// Removes `: `, `Table: ` or `Listing: ` from the head of a paragraph and the attributes from its end.
    /// Returns `None` if the paragraph has no such head.
    pub(super) fn take_caption_marks(&mut self, open: &mut OpenParagraph) -> Option<CaptionCandidate> {
        let frame = &self.innermost().kind;
        let in_detail = matches!(frame, FrameKind::Detail);
        let in_part = in_detail || matches!(frame, FrameKind::Cell { .. });
        let head: String = open.atoms.iter().map_while(Atom::markup_char).take(8).collect();
        let length = match MARKS.iter().find(|mark| head.starts_with(**mark)) {
            Some(mark) => mark.len(),
            None if in_detail => 0,
            None => return None,
        };
        if length > 0 && !open.atoms.get(length).is_some_and(Atom::is_space) {
            return None;
        }
        if in_part {
            self.take_table_attributes(open);
            return None;
        }
        let mut rest = open.atoms.split_off(length);
        trim(&mut rest);
        let prefix_start = open.atoms.first().or(rest.first()).map_or(0, |atom| atom.start);
        let prefix = open.atoms.iter().filter_map(Atom::char).chain([' ']).collect();
        let trailing = spans::trailing_attributes(&mut rest, self.source);
        open.atoms = rest;
        let suffix = trailing.as_ref().map(|(_, range)| {
            let space = usize::from(self.source[..range.start].ends_with(' '));
            (format!(" {}", clean(&self.source[range.clone()])), range.start - space..range.end)
        });
        let attr = self.attr_from(trailing, Attr::NONE, Construct::Table);
        Some(CaptionCandidate { at: 0, prefix, prefix_start, suffix, attr })
    }

    /// Takes the attributes of a table from a paragraph in a definition list or in a table's cell.
    ///
    /// To the parser, a caption of pandoc after a paragraph is a definition, and one directly under a table
    /// is a row. `captions` finds both by these attributes.
    fn take_table_attributes(&mut self, open: &mut OpenParagraph) {
        let mut rest = open.atoms.clone();
        let trailing = spans::trailing_attributes(&mut rest, self.source);
        let named = trailing.filter(|(parsed, _)| parsed.id.as_deref().is_some_and(is_table_id));
        if let Some((parsed, range)) = named {
            open.atoms = rest;
            open.attr = parsed.into_attr(Construct::Table, &mut self.report, range);
        }
    }
}
