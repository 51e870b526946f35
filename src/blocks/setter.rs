//! The state of setting: the column so far, what is asked for before its next line, and what all kinds
//! of block share.

use super::context::{BlockContext, is_indented_by_context};
use super::drama::Speech;
use super::wrap_figure::WrapFigure;
use crate::book::tag::Tag;
use crate::book::{Anchor, Block, Inline, NodeId, Origin, TextId};
use crate::design::{Alignment, LeadIn, ParRole, ParStyle, TextStyle};
use crate::diag::{Diagnostic, Span};
use crate::layout::{ElementId, Line, PendingParagraph, Strip, Structure};
use crate::paragraph::{BrokenText, ElementSlot, Resources, TextSource, set_paragraph, set_text};
use crate::units::Length;

/// Where what is set goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// To the column of pages: paragraphs come in several variants for make-up to choose from.
    Page,
    /// Into a box, in which nobody chooses: a cell, a float.
    Box,
    /// Into a note, in which nobody chooses either, and nothing is larger than its text.
    Note,
}

impl Destination {
    /// Returns where what is set apart from it goes.
    pub(super) fn apart(self) -> Self {
        if self == Self::Page { Self::Box } else { self }
    }
}

/// Sets blocks one below the other.
pub(super) struct Setter<'a> {
    pub(super) resources: Resources<'a>,
    pub(super) sink: Vec<Diagnostic>,
    /// The column so far.
    pub(super) strips: Vec<Strip<PendingParagraph>>,
    /// What the paragraphs of the column are built from, by their [`ParagraphId`].
    pub(super) texts: Vec<Option<BrokenText>>,
    /// Space that stands before the next line: of two that meet, the larger.
    pub(super) space: Length,
    /// The highest penalty for a page end before the next line.
    pub(super) penalty: Option<i32>,
    /// The next paragraph is not indented.
    pub(super) first: bool,
    /// The next paragraph keeps two lines with what stands before it.
    pub(super) after_heading: bool,
    /// How the next paragraph opens, if it is the first of a chapter.
    pub(super) lead: LeadIn,
    /// The figure that paragraphs run beside.
    pub(super) wrap: Option<WrapFigure>,
    /// What leads to the next line.
    pub(super) anchors: Vec<Anchor>,
    pub(super) destination: Destination,
    /// Where a play has got to.
    pub(super) speech: Speech,
    /// What all that is set belongs to.
    pub(super) structure: Structure,
    /// How many divisions it is nested in.
    pub(super) depth: u8,
    /// The text that is set.
    pub(super) text: TextId,
    /// The block that is set, for what it shows besides its words: a number, a label.
    pub(super) node: NodeId,
    /// The line of a generated list that is set.
    pub(super) list_line: Option<NodeId>,
    /// Sets a block of any kind: the only function through which blocks set the blocks within them.
    set_block: SetBlock,
}

/// Sets a block of any kind.
pub(super) type SetBlock = fn(&mut Setter<'_>, &Block, &BlockContext);

impl<'a> Setter<'a> {
    pub(super) fn new(
        resources: Resources<'a>,
        structure: Structure,
        depth: u8,
        text: TextId,
        set_block: SetBlock,
    ) -> Self {
        Self {
            resources,
            sink: Vec::new(),
            strips: Vec::new(),
            texts: Vec::new(),
            space: Length::ZERO,
            penalty: None,
            first: true,
            after_heading: false,
            lead: LeadIn::NONE,
            wrap: None,
            anchors: Vec::new(),
            destination: Destination::Page,
            speech: Speech::default(),
            structure,
            depth,
            text,
            node: NodeId::TEXT,
            list_line: None,
            set_block,
        }
    }

    /// Returns an empty setter for blocks that are set apart, at the same state of the text.
    ///
    /// It takes the structure and the pending texts along, which [`Setter::take_back`] returns.
    pub(super) fn lend(&mut self, destination: Destination) -> Setter<'a> {
        let structure = std::mem::replace(&mut self.structure, Structure::new(Tag::Section));
        Setter {
            destination,
            speech: self.speech,
            texts: std::mem::take(&mut self.texts),
            node: self.node,
            list_line: self.list_line,
            ..Setter::new(self.resources, structure, self.depth, self.text, self.set_block)
        }
    }

    /// Takes back what was lent, and returns what was set.
    pub(super) fn take_back(&mut self, mut inner: Setter<'a>) -> Vec<Strip<PendingParagraph>> {
        self.structure = inner.structure;
        self.texts = inner.texts;
        self.sink.append(&mut inner.sink);
        inner.strips
    }

    /// Sets blocks one below the other.
    pub(super) fn blocks(&mut self, blocks: &[Block], context: &BlockContext) {
        for block in blocks {
            (self.set_block)(self, block, context);
        }
        self.clear();
    }

    /// A new element at a place.
    pub(super) fn element(&mut self, context: &BlockContext, tag: Tag) -> ElementId {
        let id = self.structure.add(context.parent, tag);
        if let Some(lang) = &context.lang {
            self.structure.attributes_mut(id).lang = Some(lang.clone());
        }
        id
    }

    /// The heading of a level of this division: its title is level 1.
    pub(super) fn heading_element(&mut self, context: &BlockContext, level: u8) -> ElementId {
        self.element(context, Tag::Heading((level + self.depth).min(6)))
    }

    /// Moves a line to where its style has it stand.
    pub(super) fn align(&self, line: &mut Line, style: &ParStyle) {
        let slack = self.resources.design.page.measure - style.left - style.right - line.width;
        let by = match style.align {
            Alignment::Justified | Alignment::Start => Length::ZERO,
            Alignment::Centre => slack / 2,
            Alignment::End => slack,
        };
        line.shift(style.left + by);
    }

    /// A length of the text where notes have their own measure of it.
    pub(super) fn fit(&self, length: Length) -> Length {
        let design = self.resources.design;
        if self.destination == Destination::Note {
            length.ratio(self.leading().to_sp(), design.leading.to_sp().max(1))
        } else {
            length
        }
    }

    /// The place of paragraphs that stand in from the text by their role.
    pub(super) fn placed(&self, role: ParRole, context: &BlockContext) -> BlockContext {
        let style = self.resources.design.style(role);
        let (left, right) = (context.left + self.fit(style.left), context.right + self.fit(style.right));
        BlockContext { left, right, ..context.with_role(role) }
    }

    /// The leading of what is set: the text's, or the notes'.
    pub(super) fn leading(&self) -> Length {
        let design = self.resources.design;
        if self.destination == Destination::Note {
            design.style(ParRole::Note).leading
        } else {
            design.leading
        }
    }

    /// An em of what is set.
    pub(super) fn em(&self) -> Length {
        let design = self.resources.design;
        if self.destination == Destination::Note {
            design.style(ParRole::Note).text.size
        } else {
            design.em()
        }
    }

    /// The style of a role at a place.
    pub(super) fn style(&self, role: ParRole, context: &BlockContext) -> ParStyle {
        let mut style = self.resources.design.style(role);
        if self.destination == Destination::Note {
            let whole = style.text.size;
            style.text.size = whole.min(self.em());
            style.leading = style.leading.min(self.leading());
            style.indent = style.indent.ratio(style.text.size.to_sp(), whole.to_sp());
            if role != ParRole::Note {
                (style.left, style.right) = (self.fit(style.left), self.fit(style.right));
                (style.above, style.below) = (self.fit(style.above), self.fit(style.below));
            }
        }
        if is_indented_by_context(role) {
            (style.left, style.right) = (Length::ZERO, Length::ZERO);
        }
        style.left += context.left;
        style.right += context.right;
        if matches!(role, ParRole::TableCell | ParRole::TableHead) {
            style.text.size = style.text.size.ratio(context.cells, 1000);
            style.leading = style.leading.ratio(context.cells, 1000);
        }
        if let Some(lang) = &context.lang {
            style.text.lang = lang.clone();
        }
        style
    }

    /// Inlines as lines of the measure, the words of an element.
    pub(super) fn lines(&mut self, inlines: &[Inline], style: &ParStyle, block: ElementId) -> Vec<Line> {
        let (text, line) = (self.text, self.list_line);
        let slot = ElementSlot { structure: &mut self.structure, block, text, line };
        set_paragraph(
            inlines,
            style,
            self.resources.design.page.measure,
            self.resources,
            slot,
            &mut self.sink,
        )
    }

    /// Returns where what a block shows besides its words comes from.
    pub(super) fn source(&self, span: impl Into<Option<Span>>) -> TextSource<'static> {
        TextSource {
            span: span.into(),
            origin: Origin { text: self.text, node: self.node, at: 0 },
            jumps: &[],
        }
    }

    /// Sets plain words as one line on the leading of their role, which belongs to no element yet.
    pub(super) fn text(
        &mut self,
        text: &str,
        role: ParRole,
        source: Option<TextSource<'_>>,
        context: &BlockContext,
    ) -> Line {
        let style = self.style(role, context);
        let mut line = self.set_text(text, &style.text, source);
        (line.height, line.depth) = style.strut();
        line
    }

    /// Sets plain words as one line of their natural width, which belongs to no element yet.
    pub(super) fn set_text(&mut self, text: &str, style: &TextStyle, source: Option<TextSource<'_>>) -> Line {
        set_text(text, style, source, self.resources.design, self.resources.fonts).drain_into(&mut self.sink)
    }

    /// The measure between the indents of a place.
    pub(super) fn measure(&self, context: &BlockContext) -> Length {
        self.resources.design.page.measure - context.left - context.right
    }
}
