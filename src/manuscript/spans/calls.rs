//! Links and pictures whose text calls a note: the parser reads a call as a link, and a bracket that
//! contains one as text.

use super::SpanResolver;
use crate::book::{Attr, Image};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind, is_balanced};
use crate::manuscript::attributes::title_attr;
use crate::manuscript::characters::{clean, one_line};
use crate::manuscript::{events, links};

impl SpanResolver<'_, '_> {
    /// Reads `![caption[^note]](file)` or `[text[^note]](address)`, whose bracket begins at `at` in the
    /// output and ends at `end` in the source. Returns whether it is one.
    pub(super) fn link_or_picture_with_call(&mut self, at: usize, end: usize) -> bool {
        // The cheap tests come first, since brackets within brackets are searched again for each
        // bracket.
        if !self.context.source[end..].starts_with('(')
            || !self.out[at..].iter().any(Atom::is_note_call)
            || !is_balanced(&self.out[at..])
        {
            return false;
        }
        let Some(found) = events::picture(&self.context.source[end..]) else { return false };
        let found_end = end + found.length;
        let length = self.atoms[self.at..].iter().position(|atom| atom.start as usize >= found_end);
        let next = length.map_or(self.atoms.len(), |length| self.at + length);
        // Content that begins within the parentheses and ends after them would be lost.
        let inner = &self.atoms[self.at..next];
        if !is_balanced(inner) || inner.iter().any(|atom| atom.end as usize > found_end) {
            return false;
        }
        let Some(mark) = at.checked_sub(1).filter(|mark| self.out[*mark].markup_char() == Some('!')) else {
            return self.link_with_calls(at, &found, next, found_end);
        };
        self.at = next;
        let path = links::file(&clean(&found.to), self.context.folder);
        let kind = WrapKind::Image(Image::new(path));
        self.out[mark] = Atom::open(kind, title_attr(&found.title), self.out[mark].range());
        self.out.remove(at);
        let last = self.out.len() - 1;
        self.out[last] = Atom::new(AtomKind::Close, self.out[last].start as usize..found_end);
        self.attribute_wrap(mark, found_end);
        true
    }

    /// Makes a link of a text that calls notes. The calls are moved after it, since links cannot nest.
    fn link_with_calls(
        &mut self,
        at: usize,
        found: &events::LinkDestination,
        next: usize,
        end: usize,
    ) -> bool {
        let Ok(to) = links::target(&clean(&found.to), self.context.folder, self.context.schemes) else {
            return false;
        };
        self.at = next;
        let title = Some(one_line(&found.title)).filter(|title| !title.is_empty());
        let mut words = self.out.split_off(at + 1);
        let last = words.pop().map_or(end, |bracket| bracket.start as usize);
        let (calls, words): (Vec<Atom>, Vec<Atom>) = words.into_iter().partition(Atom::is_note_call);
        self.out[at] =
            Atom::open(WrapKind::Link { to, title, shows_target: true }, Attr::NONE, self.out[at].range());
        self.out.extend(words);
        self.out.push(Atom::new(AtomKind::Close, last..end));
        self.attribute_wrap(at, end);
        self.out.extend(calls);
        true
    }
}
