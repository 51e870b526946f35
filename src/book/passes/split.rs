//! Splits a file into sections, each with its title.

use super::title;
use crate::book::model::{Attr, Block, BlockKind, Class, Inline, InlineKind, plain_text, visit};
use crate::diag::{Code, Diagnostic, Span};
use crate::project::metadata::FileMeta;

/// The part of a file that becomes a division.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) title: Option<Title>,
    pub(super) blocks: Vec<Block>,
    /// Whether it is the text before the title of its file, which is neither numbered nor listed by
    /// itself.
    pub(super) is_preamble: bool,
}

/// The title of a section.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) text: Vec<Inline>,
    pub(super) span: Span,
    pub(super) attr: Attr,
}

impl Title {
    /// Returns a title that is not a heading in the text.
    pub(super) fn named(text: Vec<Inline>, span: Span) -> Self {
        Self { text, span, attr: Attr::NONE }
    }

    /// Returns the identifier that the author wrote.
    pub(super) fn id(&self) -> Option<&str> {
        self.attr.id()
    }

    /// Returns the text for the running head.
    pub(super) fn short(&self) -> Option<String> {
        self.attr.short().map(plain_text)
    }

    /// Returns whether the author excludes it from the contents.
    pub(super) fn is_unlisted(&self) -> bool {
        self.attr.has_class(Class::Unlisted)
    }

    /// Returns whether the author marks it as the title of a part.
    pub(super) fn is_of_part(&self) -> bool {
        self.attr.has_class(Class::Part)
    }

    /// Returns whether the author excludes it from numbering.
    pub(super) fn is_unnumbered(&self) -> bool {
        self.attr.has_class(Class::Unnumbered) || self.is_unlisted()
    }

    /// Returns the text.
    pub(super) fn words(&self) -> String {
        plain_text(&self.text)
    }

    /// Adds the attributes that the head of its file sets: a class for every title, a short title for
    /// the first.
    pub(super) fn headed(mut self, head: &FileMeta, is_first: bool) -> Self {
        let short = head.short_title.as_ref().filter(|_| is_first && self.attr.short().is_none());
        if short.is_none() && head.class.is_none() {
            return self;
        }
        let attributes = self.attr.get_mut();
        if let Some(short) = short {
            attributes.short = Some(vec![Inline::text(short, self.span)]);
        }
        attributes.classes.extend(head.class.clone());
        self
    }

    /// Returns the title as a heading within a chapter.
    pub(super) fn into_heading(self, level: u8) -> Block {
        let kind = BlockKind::Heading { level, number: None, text: self.text };
        Block::with(kind, self.attr, self.span)
    }
}

/// Splits a file at its level-1 headings. `named` is its title if that is set outside its text: in the
/// YAML head, or, for a file without headings, in the chapter list.
pub(super) fn split(
    mut blocks: Vec<Block>,
    head: Option<Title>,
    listed: Option<Title>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let mut named = head;
    let first = blocks.iter().position(|block| level(block).is_some());
    let has_text_before_heading = first.is_some_and(|first| blocks[..first].iter().any(has_words));
    let has_titles = blocks.iter().any(|block| level(block) == Some(1));
    match first {
        None => named = named.or(listed),
        // The title of the file is known, so its headings are those of sections.
        Some(_) if named.is_some() && (has_text_before_heading && has_titles) => shift(&mut blocks, 1),
        Some(_) if named.is_some() || has_titles => {}
        Some(_) if has_text_before_heading && listed.is_some() => named = listed,
        // Text before the only title stays before it.
        Some(first) if !has_text_before_heading || is_title(&blocks[first]) => promote(&mut blocks),
        Some(_) => {}
    }
    let mut sections = at_titles(blocks);
    // If there is no text before the first title, that title includes the blocks before it.
    if sections.len() > 1 && !sections[0].blocks.iter().any(has_words) {
        let before = sections.remove(0).blocks;
        sections[0].blocks.splice(0..0, before);
    } else if sections.len() > 1 && named.is_none() {
        sections[0].is_preamble = true;
        promote_preamble(&mut sections[0]);
    }
    if sections[0].title.is_none() {
        sections[0].title = named;
    }
    sections.iter_mut().for_each(|section| renumber_levels(&mut section.blocks, sink));
    sections
}

/// Moves the text before the title of a file below it: an epigraph on the page of a part.
pub(super) fn join_preamble(sections: &mut Vec<Section>) {
    if let [Section { is_preamble: true, title: None, .. }, _, ..] = &sections[..] {
        let before = sections.remove(0).blocks;
        sections[0].blocks.splice(0..0, before);
    }
}

/// Splits a section at the headings of the level below: the chapters of a part or of a book.
pub(super) fn chapters(section: &mut Section) -> Vec<Section> {
    let mut blocks = std::mem::take(&mut section.blocks);
    shift_up(&mut blocks);
    let mut sections = at_titles(blocks);
    section.blocks = sections.remove(0).blocks;
    sections
}

/// Returns how many headings are directly below the title of a section, and how many of these have
/// numbers in their text.
pub(super) fn counted_chapters(section: &Section) -> (usize, usize) {
    let below = section.blocks.iter().filter(|block| level(block) == Some(2));
    below.fold((0, 0), |(all, counted), block| (all + 1, counted + usize::from(is_title(block))))
}

/// Returns the words of a heading.
pub(super) fn words(block: &Block) -> String {
    if let BlockKind::Heading { text, .. } = &block.kind { plain_text(text) } else { String::new() }
}

/// Returns the level of a heading.
pub(super) fn level(block: &Block) -> Option<u8> {
    if let BlockKind::Heading { level, .. } = block.kind { Some(level) } else { None }
}

/// Returns whether the text of a heading is that of a chapter: `Chapter Two`, `IV`, `Part I`.
fn is_title(block: &Block) -> bool {
    let words = words(block);
    title::count(&words) != title::TitleNumber::None || title::is_part(&words)
}

fn at_titles(blocks: Vec<Block>) -> Vec<Section> {
    let untitled = |title| Section { title, blocks: Vec::new(), is_preamble: false };
    let mut sections = vec![untitled(None)];
    for block in blocks {
        if let Block { kind: BlockKind::Heading { level: 1, text, .. }, attr, span, .. } = block {
            sections.push(untitled(Some(Title { text, span, attr })));
        } else {
            sections.last_mut().expect("there is always one").blocks.push(block);
        }
    }
    sections
}

/// Returns whether a block has text. A picture alone may be moved below the title that follows it.
fn has_words(block: &Block) -> bool {
    struct HasWords(bool);
    impl visit::Visitor<'_> for HasWords {
        fn block(&mut self, block: &Block) {
            self.0 |= block.kind.properties().is_text;
        }

        fn inline(&mut self, inline: &Inline) {
            self.0 |= match &inline.kind {
                InlineKind::Text(text) => !text.trim().is_empty(),
                InlineKind::Code(_)
                | InlineKind::Note(_)
                | InlineKind::Citation(_)
                | InlineKind::Reference(_)
                | InlineKind::Math(_) => true,
                InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Span(..)
                | InlineKind::Link { .. }
                | InlineKind::Image(_)
                | InlineKind::Ruby(_)
                | InlineKind::Break => false,
            };
        }
    }
    let mut words = HasWords(false);
    visit::blocks(std::slice::from_ref(block), &mut words);
    words.0
}

/// Makes a title of the first heading of a file without a level-1 heading, and raises all others with
/// it.
fn promote(blocks: &mut [Block]) {
    let Some(first) = blocks.iter().find_map(level) else { return };
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = level.saturating_sub(first - 1).max(1);
        }
    }
}

/// Makes a title of the heading at the start of the text before a file's title.
fn promote_preamble(section: &mut Section) {
    let Some(first) = section.blocks.iter().position(|block| level(block).is_some()) else { return };
    if section.blocks[..first].iter().any(has_words) {
        return;
    }
    let Block { kind: BlockKind::Heading { text, .. }, attr, span, .. } = section.blocks.remove(first) else {
        return;
    };
    section.title = Some(Title { text, span, attr });
}

fn shift(blocks: &mut [Block], by: u8) {
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = (*level + by).min(6);
        }
    }
}

fn shift_up(blocks: &mut [Block]) {
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = level.saturating_sub(1).max(1);
        }
    }
}

/// Renumbers the levels within a chapter so that they descend from 2 without gaps.
fn renumber_levels(blocks: &mut [Block], sink: &mut Vec<Diagnostic>) {
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, .. } = &mut block.kind else { continue };
        open.retain(|outer| outer < level);
        let right = u8::try_from(open.len()).unwrap_or(4).min(4) + 2;
        let below = open.last().copied().unwrap_or(1);
        if *level > below + 1 {
            let message = format!("heading of level {level} follows one of level {below}");
            let diagnostic = Diagnostic::new(Code::HeadingSkipped, block.span, message);
            sink.push(
                diagnostic
                    .help(format!("it is set as level {right}; write {}", "#".repeat(usize::from(right)))),
            );
        }
        open.push(*level);
        *level = right;
    }
}

/// Moves the headings of a sub-chapter below its chapter.
pub(super) fn sink_below(blocks: &mut [Block], depth: u8) {
    shift(blocks, depth);
}
