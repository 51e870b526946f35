//! The open paragraph: what is put into it, and what it becomes when it ends ([`Reader::end_run`]).

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Rigour, WrapKind, collapse_blanks, trim};
use super::attributes::Written;
use super::blocks::Reader;
use super::characters::{clean, fit, one_line};
use super::effects::Construct;
use super::elements;
use super::events::Words;
use super::frames::{Candidate, Kind, Leaf, Opened, Run};
use super::spans::{self, Context};
use super::uri::Refused;
use super::{NESTING_LIMIT, display, links, remote, tree, typography, verse};
use crate::book::{
    Align, Attr, Attributes, Block, BlockKind, Figure, FigureImage, GroupRole, Inline, InlineKind, Key,
    SpanRole, plain_text,
};
use crate::diag::{Code, Diagnostic};
use crate::lang::LangTag;

/// Characters of an address that a message shows.
const SHOWN: usize = 80;

impl Reader<'_> {
    /// The open paragraph; one is opened where there is none.
    pub(super) fn run(&mut self, at: usize) -> &mut Run {
        self.run.get_or_insert_with(|| Run::new(Leaf::Implied, Attr::NONE, at..at))
    }

    /// Puts an atom into the open paragraph.
    pub(super) fn atom(&mut self, kind: AtomKind, range: Range<usize>) {
        self.run(range.start).atoms.push(Atom::new(kind, range));
    }

    /// Puts something whole into the open paragraph.
    pub(super) fn piece(&mut self, kind: InlineKind, range: Range<usize>) {
        self.run(range.start).atoms.push(Atom::piece(kind, range));
    }

    /// Puts Markdown's words into the open paragraph, or into the code block that is open.
    pub(super) fn words(&mut self, words: Words, range: Range<usize>) {
        if self.in_code {
            return self.code_text(words, range);
        }
        let source = self.source;
        match words {
            Words::Other(text) => text.chars().for_each(|c| self.push(c, Rigour::Fixed, range.clone())),
            Words::Source { escaped } => {
                for (i, c) in source[range.clone()].char_indices() {
                    let at = range.start + i..range.start + i + c.len_utf8();
                    if c == '^'
                        && !self.is_fixed()
                        && self.prepared.is_caret(at.start)
                        && source[at.end..].starts_with('[')
                    {
                        self.atom(AtomKind::NoteMark, at);
                        continue;
                    }
                    let rigour = if escaped && i == 0 { Rigour::Fixed } else { Rigour::Free };
                    self.push(c, rigour, at);
                }
            }
        }
    }

    /// Whether characters stay as they are where the reader stands.
    fn is_fixed(&self) -> bool {
        self.run.as_ref().and_then(|run| run.open.last()).is_some_and(|opened| opened.fixed)
    }

    /// Puts a character in; one that no book can hold is left out.
    pub(super) fn push(&mut self, c: char, rigour: Rigour, range: Range<usize>) {
        if let Some(c) = fit(c) {
            let run = self.run(range.start);
            let rigour =
                if run.open.last().is_some_and(|opened| opened.fixed) { Rigour::Fixed } else { rigour };
            run.atoms.push(Atom::new(AtomKind::Char(c, rigour), range));
        }
    }

    /// Opens a wrap in the open paragraph.
    pub(super) fn open_wrap(&mut self, kind: WrapKind, attr: Attr, tag: Option<String>, start: usize) {
        let run = self.run(start);
        let outer = run.open.last().is_some_and(|opened| opened.fixed);
        let fixed = outer || matches!(kind, WrapKind::Code | WrapKind::Span(SpanRole::Machine));
        run.open.push(Opened { at: Some(run.atoms.len()), tag, dropped: false, fixed, start });
        run.atoms.push(Atom::open(kind, attr, start..start));
    }

    /// Closes the wraps of the run from this height up; those that HTML left open are reported.
    pub(super) fn close_wraps(&mut self, height: usize, end: usize) {
        let Some(run) = &mut self.run else { return };
        while run.open.len() > height {
            let opened = run.open.pop().expect("the stack is higher than that");
            if let Some(tag) = opened.tag.filter(|tag| !elements::may_end_silently(tag)) {
                self.report.html(opened.start..end.max(opened.start), format!("`<{tag}>` is never closed"));
            }
            if opened.at.is_some() {
                run.atoms.push(Atom::new(AtomKind::Close, end..end));
            }
        }
    }

    /// The wrap of a link; nothing for an address that must not or cannot be followed.
    pub(super) fn link(&mut self, to: &str, title: &str, range: &Range<usize>) -> WrapKind {
        let to = clean(to);
        let title = Some(one_line(title)).filter(|title| !title.is_empty());
        let refused = match links::target(&to, self.markup.folder) {
            Ok(to) => return WrapKind::Link { to, title, asks: true },
            Err(refused) => refused,
        };
        let scheme = to.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
        let span = self.report.span(range.clone());
        match refused {
            Refused::Unsafe => {
                let message = format!("link to a `{scheme}:` address left out, its text kept");
                self.report.html(range.clone(), message);
            }
            Refused::Scheme => {
                let message = format!("link to a `{scheme}:` address, which e-book readers do not follow");
                let help = "its text is kept; write an address that begins with `https:` or `mailto:`";
                self.report.add(Diagnostic::new(Code::InvalidAddress, span, message).help(help));
            }
            Refused::Malformed(why) => {
                let message = format!("link to `{}`, which is no address", shortened(&to));
                let help = format!("{why}; its text is kept");
                self.report.add(Diagnostic::new(Code::InvalidAddress, span, message).help(help));
            }
        }
        WrapKind::Nothing
    }

    /// The language where the reader stands.
    pub(super) fn lang(&self) -> LangTag {
        let within = self.frames.iter().rev().find_map(|frame| frame.attr.lang());
        within.unwrap_or(self.markup.lang).clone()
    }

    /// Ends the open paragraph and puts what it became among the blocks.
    pub(super) fn end_run(&mut self) {
        let Some(open) = &self.run else { return };
        let reached = open.atoms.last().map_or(open.range.start, |atom| atom.end as usize);
        let end = reached.max(open.range.end);
        self.close_wraps(0, reached);
        let Some(mut run) = self.run.take() else { return };
        run.range.end = end;
        let frame = &self.frames.last().expect("the root stays open").kind;
        if matches!(frame, Kind::Verse) && !matches!(run.leaf, Leaf::Heading(..)) {
            return self.stanza(run);
        }
        trim(&mut run.atoms);
        match run.leaf {
            Leaf::Heading(level, _) => self.heading(level, run),
            _ if run.atoms.is_empty() => {}
            _ => {
                let (align, range) = (run.align, run.range.clone());
                let before = self.frames.last().map_or(0, |frame| frame.blocks.len());
                self.paragraph(run);
                self.align(align, before, range);
            }
        }
    }

    /// Puts the blocks from `from` on into a group that stands as `<p align=...>` wants.
    fn align(&mut self, align: Option<Align>, from: usize, range: Range<usize>) {
        let role = match align {
            Some(Align::Centre) => GroupRole::Centred,
            Some(Align::End) => GroupRole::Right,
            Some(Align::Start) | None => return,
        };
        let frame = self.frames.last_mut().expect("the root stays open");
        let inner = frame.blocks.split_off(from);
        if !inner.is_empty() {
            self.put(BlockKind::Group(role, inner), Attr::NONE, range);
        }
    }

    /// The passes over a paragraph before it becomes a tree.
    fn resolved(&mut self, atoms: Vec<Atom>) -> Vec<Atom> {
        let (lang, room, source) = (self.lang(), NESTING_LIMIT.saturating_sub(self.depth()), self.source);
        let folder = self.markup.folder;
        let mut context =
            Context { source, folder, lang, room, notes: &mut self.notes, report: &mut self.report };
        spans::resolve(atoms, &mut context)
    }

    fn inlines(&mut self, atoms: Vec<Atom>) -> Vec<Inline> {
        let mut atoms = typography::smarten(atoms, &self.lang());
        collapse_blanks(&mut atoms);
        tree::inlines(atoms, NESTING_LIMIT.saturating_sub(self.depth()), &mut self.report)
    }

    fn heading(&mut self, level: u8, mut run: Run) {
        let trailing = spans::trailing_attributes(&mut run.atoms, self.source);
        let attr = self.settled(trailing, run.attr, Construct::Heading);
        let atoms = self.resolved(run.atoms);
        let text = self.inlines(atoms);
        self.put(BlockKind::Heading { level, number: None, text }, attr, run.range);
    }

    fn settled(
        &mut self,
        written: Option<(Written, Range<usize>)>,
        otherwise: Attr,
        at: Construct<'_>,
    ) -> Attr {
        let Some((written, range)) = written else { return otherwise };
        let attr = written.settle(at, &mut self.report, range.clone());
        self.shortened(attr, &range)
    }

    /// Takes the shorter name (`short="..."`) out of the attributes: it has the typography and the inline
    /// Markdown of the name itself.
    pub(super) fn shortened(&self, mut attr: Attr, range: &Range<usize>) -> Attr {
        let Some(short) = attr.value(Key::Short).map(str::to_owned) else { return attr };
        let lang = attr.lang().cloned().unwrap_or_else(|| self.lang());
        let words = display::line(&short, &lang, self.report.span(range.clone()));
        let attributes = attr.get_mut();
        attributes.pairs.retain(|(key, _)| key != Key::Short.name());
        attributes.short = Some(words).filter(|words| !words.is_empty());
        attr
    }

    fn stanza(&mut self, run: Run) {
        let atoms = self.resolved(run.atoms);
        let lang = self.lang();
        let room = NESTING_LIMIT.saturating_sub(self.depth());
        let stanzas = verse::stanzas(atoms, self.source, self.prepared, &lang, room, &mut self.report);
        if !stanzas.is_empty() {
            self.put(BlockKind::Verse(stanzas), run.attr, run.range);
        }
    }

    fn paragraph(&mut self, mut run: Run) {
        if let Some(attr) = self.formula(&mut run.atoms) {
            if let Some(AtomKind::Piece(piece)) = run.atoms.pop().map(|atom| atom.kind)
                && let InlineKind::Math { source, .. } = piece.0
            {
                return self.put(BlockKind::Math(source), attr, run.range);
            }
            return;
        }
        let caption = self.caption_prefix(&mut run);
        let atoms = self.resolved(run.atoms);
        if let Some(pictures) = self.figure_pictures(&run.leaf, &atoms) {
            return pictures.into_iter().for_each(|(attr, range, kind)| self.put(kind, attr, range));
        }
        let text = self.inlines(atoms);
        if text.is_empty() && caption.is_none() {
            return;
        }
        self.put(BlockKind::Paragraph(text), run.attr, run.range);
        if let Some(candidate) = caption {
            let frame = self.frames.last_mut().expect("the root stays open");
            frame.captions.push(Candidate { at: frame.blocks.len() - 1, ..candidate });
        }
    }

    /// A formula on lines of its own, with or without attributes: only its atom is left then.
    fn formula(&mut self, atoms: &mut Vec<Atom>) -> Option<Attr> {
        let is_formula = |atom: &Atom| match &atom.kind {
            AtomKind::Piece(piece) => matches!(piece.0, InlineKind::Math { display: true, .. }),
            _ => false,
        };
        if !atoms.first().is_some_and(is_formula) {
            return None;
        }
        if atoms.len() == 1 {
            return Some(Attr::NONE);
        }
        let mut rest = atoms[1..].to_vec();
        let trailing = spans::trailing_attributes(&mut rest, self.source);
        rest.is_empty().then(|| {
            atoms.truncate(1);
            self.settled(trailing, Attr::NONE, Construct::Formula)
        })
    }

    /// Takes `: `, `Table: ` or `Listing: ` off the head of a paragraph, and attributes off its end: it
    /// may be the caption of a table or of code beside it.
    fn caption_prefix(&mut self, run: &mut Run) -> Option<Candidate> {
        let frame = &self.frames.last().expect("the root stays open").kind;
        let in_part = matches!(frame, Kind::Detail | Kind::Cell { .. });
        let head: String = run.atoms.iter().map_while(Atom::free).take(8).collect();
        let length = match ["Table:", "table:", "Listing:", ":"].iter().find(|mark| head.starts_with(**mark))
        {
            Some(mark) => mark.len(),
            None if matches!(frame, Kind::Detail) => 0,
            None => return None,
        };
        if length > 0 && !run.atoms.get(length).is_some_and(Atom::is_blank) {
            return None;
        }
        if in_part {
            // pandoc's caption after a paragraph looks like a definition, and one directly under a
            // table like a row; `tables` takes them from there by their attributes.
            let mut rest = run.atoms.clone();
            let trailing = spans::trailing_attributes(&mut rest, self.source);
            if let Some((written, range)) = trailing.filter(|(w, _)| w.id.as_deref().is_some_and(is_table_id))
            {
                run.atoms = rest;
                run.attr = written.settle(Construct::Table, &mut self.report, range);
            }
            return None;
        }
        let mut rest = run.atoms.split_off(length);
        trim(&mut rest);
        let prefix = run.atoms.iter().filter_map(Atom::char).chain([' ']).collect();
        let trailing = spans::trailing_attributes(&mut rest, self.source);
        run.atoms = rest;
        let suffix = trailing.as_ref().map(|(_, range)| clean(&self.source[range.clone()]));
        let attr = self.settled(trailing, Attr::NONE, Construct::Table);
        Some(Candidate { at: 0, prefix, suffix, attr })
    }

    /// The figures that a paragraph of nothing but pictures becomes: one picture anywhere, several in
    /// a group of figures.
    fn figure_pictures(
        &mut self,
        leaf: &Leaf,
        atoms: &[Atom],
    ) -> Option<Vec<(Attr, Range<usize>, BlockKind)>> {
        let frame = &self.frames.last().expect("the root stays open").kind;
        let in_group = matches!(frame, Kind::Figure { .. });
        if *leaf == Leaf::Implied
            && matches!(frame, Kind::Item { .. } | Kind::Cell { .. } | Kind::Term | Kind::Detail)
        {
            return None;
        }
        let pictures = spans::pictures(atoms).filter(|found| found.len() == 1 || in_group)?;
        let figures = pictures.into_iter().map(|(mut wrap, range, caption)| {
            let attr = self.shortened(spans::take_attr(&mut wrap), &range);
            let caption = self.inlines(caption);
            let WrapKind::Image(mut image) = wrap.kind else { unreachable!("only pictures are found") };
            let span = self.report.span(range.clone());
            if remote::is_remote(&image.path) {
                let words = remote::description(image.alt.as_deref(), caption, span);
                let words = remote::instead(&image.path, words, false, span, &mut self.report);
                // What the text refers to stays a figure, with a number.
                let kind = match attr.id() {
                    Some(_) => BlockKind::Figure(Figure { images: Vec::new(), caption: words, number: None }),
                    None => BlockKind::Paragraph(words),
                };
                return (attr, range, kind);
            }
            let words = plain_text(&caption);
            image.alt = image.alt.or_else(|| (!words.is_empty()).then_some(words));
            let images = vec![FigureImage { image, caption: Vec::new(), span }];
            (attr, range, BlockKind::Figure(Figure { images, caption, number: None }))
        });
        Some(figures.collect())
    }

    /// Puts a block among those of the innermost open one.
    pub(super) fn put(&mut self, kind: BlockKind, attr: Attr, range: Range<usize>) {
        let span = self.report.span(range);
        let frame = self.frames.last_mut().expect("the root stays open");
        frame.blocks.push(Block::with(kind, attr, span));
    }
}

/// The title of a picture as an attribute.
pub(super) fn titled(title: &str) -> Attr {
    let title = one_line(title);
    let pairs = if title.is_empty() { Vec::new() } else { vec![(Key::Title.name().to_owned(), title)] };
    Attr::new(Attributes { pairs, ..Attributes::default() })
}

/// Whether an identifier is one of a table.
pub(super) fn is_table_id(id: &str) -> bool {
    id.starts_with("tbl:")
}

/// An address or other words as a message shows them.
pub(super) fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
