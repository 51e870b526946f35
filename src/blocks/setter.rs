//! The state of setting: the column so far, the space and penalty pending before its next line, and
//! what all kinds of block share.

use super::context::{BlockContext, inherits_classes, is_aligned_by_class, is_indented_by_context};
use super::wrap_figure::WrapFigure;
use crate::book::drama::Speech;
use crate::book::tag::Tag;
use crate::book::{Anchor, Block, BlockKind, Division, Inline, NodeId, Origin, TextId, plain_text};
use crate::design::style::Direction;
use crate::design::{Alignment, LeadIn, ParRole, ParStyle, TextStyle};
use crate::diag::{Diagnostic, Span};
use crate::lang::LangTag;
use crate::layout::{ElementId, FORBID, Line, PendingParagraph, SpaceKind, Strip, Structure};
use crate::paragraph::{
    BrokenText, ElementSlot, LineChange, LineIndent, LineSpaces, Resources, TextSource, indented_lines,
    set_paragraph, set_parts, set_text,
};
use crate::units::Length;

/// The destination of what is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// The column of pages: paragraphs have several variants for make-up to choose from.
    Page,
    /// A box, such as a cell or a float: paragraphs have one variant.
    Box,
    /// A note: paragraphs have one variant, and no text is larger than that of notes.
    Note,
    /// A note in the narrow column of the margin, whose lines are ragged too.
    Margin,
}

/// The part of the text that is being set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// Text on the whole measure.
    Text,
    /// Text in columns side by side.
    Columns,
    /// The entries of an index, in columns or not.
    Index,
}

impl Destination {
    /// Returns whether it is a note.
    fn is_note(self) -> bool {
        matches!(self, Self::Note | Self::Margin)
    }

    /// Returns the destination of what is set separately within this one.
    pub(super) fn apart(self) -> Self {
        if self == Self::Page { Self::Box } else { self }
    }
}

/// Sets blocks from top to bottom.
#[allow(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Setter<'a> {
    pub(super) resources: Resources<'a>,
    pub(super) sink: Vec<Diagnostic>,
    /// The column so far.
    pub(super) strips: Vec<Strip<PendingParagraph>>,
    /// The broken text of the column's paragraphs, by [`ParagraphId`].
    pub(super) texts: Vec<Option<BrokenText>>,
    /// The space before the next line: the larger of two that meet.
    pub(super) space: Length,
    /// What becomes of this space: it is elastic between two blocks of the text, unless the first is a heading.
    pub(super) space_kind: SpaceKind,
    /// The highest penalty for a page end before the next line.
    pub(super) penalty: Option<i32>,
    /// Whether the next paragraph goes on with the one before, as behind a formula.
    pub(super) resumes: bool,
    /// Whether the next paragraph is not indented.
    pub(super) first: bool,
    /// Whether two lines of the next paragraph are kept with the line above.
    pub(super) after_heading: bool,
    /// How the next paragraph opens, if it is the first of a chapter.
    ///
    /// `None` below the first paragraph of a division.
    pub(super) lead: Option<LeadIn>,
    /// The number of strips right below the last heading or name of a box.
    pub(super) below_title: Option<usize>,
    /// Whether the next block is a paragraph too, beside which the room of an initial may go on.
    pub(super) carries: bool,
    /// The room beside an initial that is left for the next paragraph.
    pub(super) notch: Vec<LineIndent>,
    /// The word spaces of the last line of the last paragraph, and the number of strips up to that line.
    pub(super) last_line: (usize, LineSpaces),
    /// How the next block follows the paragraph above, if that announces it.
    pub(super) announced: Option<Announced>,
    /// The number of lines that the author asks for in the next paragraph.
    pub(super) change: Option<LineChange>,
    /// The figure beside which paragraphs are set.
    pub(super) wrap: Option<WrapFigure>,
    /// The anchors of the next line.
    pub(super) anchors: Vec<Anchor>,
    pub(super) destination: Destination,
    /// Whether the text being set runs from right to left; x counts from the start of its lines.
    pub(super) rtl: bool,
    /// Whether the lines of the column do; text of the other direction is mirrored.
    pub(super) column_rtl: bool,
    /// The width in which it is mirrored.
    pub(super) mirrored_in: Length,
    pub(super) region: Region,
    /// The state of a play.
    pub(super) speech: Speech,
    /// The elements that the items belong to.
    pub(super) structure: Structure,
    /// The element of the division being set.
    pub(super) root: ElementId,
    /// How many divisions the one being set is nested in.
    pub(super) depth: u8,
    /// The text being set.
    pub(super) text: TextId,
    /// The language of that text, if it is another than that of the book.
    pub(super) lang: Option<LangTag>,
    /// The block being set, which is the origin of content generated for it: a number, a label.
    pub(super) node: NodeId,
    /// The line of a generated list that is being set.
    pub(super) list_line: Option<NodeId>,
    /// Sets a block of any kind. Blocks set the blocks within them only through this function.
    set_block: SetBlock,
}

/// How a block follows the paragraph that announces it with a colon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Announced {
    /// No page end separates them.
    Kept,
    /// The same, if it is a figure or table that is low enough not to float.
    MayFloat,
}

/// Returns how a block follows the one above. Returns `None` if that is not a paragraph that ends in a colon, or if the
/// block is not what a colon announces.
fn announced(above: &Block, next: &Block) -> Option<Announced> {
    let BlockKind::Paragraph(inlines) = &above.kind else { return None };
    let announced = match next.kind {
        BlockKind::List(_) | BlockKind::Definitions(_) | BlockKind::Code { .. } | BlockKind::Math(_) => {
            Announced::Kept
        }
        BlockKind::Table(_) | BlockKind::Figure(_) => Announced::MayFloat,
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => return None,
    };
    plain_text(inlines).trim_end().ends_with([':', '：']).then_some(announced)
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
            space_kind: SpaceKind::Fixed,
            penalty: None,
            resumes: false,
            first: true,
            after_heading: false,
            lead: None,
            below_title: None,
            carries: false,
            notch: Vec::new(),
            last_line: (0, LineSpaces::default()),
            announced: None,
            change: None,
            wrap: None,
            anchors: Vec::new(),
            destination: Destination::Page,
            rtl: resources.design.page.is_mirrored,
            column_rtl: resources.design.page.is_mirrored,
            mirrored_in: resources.design.page.measure,
            region: Region::Text,
            speech: Speech::default(),
            structure,
            root: ElementId::ROOT,
            depth,
            text,
            lang: None,
            node: NodeId::TEXT,
            list_line: None,
            set_block,
        }
    }

    /// Returns an empty setter for blocks that are set separately, in the same state.
    ///
    /// It takes the structure and the pending texts along; [`Setter::take_back`] returns them.
    pub(super) fn lend(&mut self, destination: Destination) -> Setter<'a> {
        let structure = std::mem::replace(&mut self.structure, Structure::new(Tag::Section));
        Setter {
            destination,
            rtl: self.rtl,
            column_rtl: self.rtl,
            mirrored_in: self.mirrored_in,
            lang: self.lang.clone(),
            region: self.region,
            speech: self.speech,
            texts: std::mem::take(&mut self.texts),
            node: self.node,
            list_line: self.list_line,
            root: self.root,
            ..Setter::new(self.resources, structure, self.depth, self.text, self.set_block)
        }
    }

    /// Takes the structure and the texts back from a setter that was lent, and returns the strips that
    /// it set.
    pub(super) fn take_back(&mut self, mut inner: Setter<'a>) -> Vec<Strip<PendingParagraph>> {
        self.structure = inner.structure;
        self.texts = inner.texts;
        self.sink.append(&mut inner.sink);
        inner.strips
    }

    /// Returns whether the next line is right below a heading or the name of a box, which has its own space below.
    pub(super) fn is_below_title(&self) -> bool {
        self.below_title == Some(self.strips.len())
    }

    /// Starts a division that runs on below what has been set.
    pub(super) fn start(&mut self, division: &Division) {
        self.clear();
        self.root = self.structure.add_root(division.role.tag());
        (self.text, self.node) = (division.text, NodeId::TEXT);
        self.begin(division);
        (self.first, self.after_heading, self.speech) = (true, false, Speech::default());
        self.strips.push(Strip::Barrier);
        self.anchor(division.anchor());
    }

    /// Adds the space that is left beside an initial, before a block that is not set beside it.
    pub(super) fn close_notch(&mut self) {
        let lines = i64::try_from(indented_lines(&self.notch)).unwrap_or(0);
        self.notch.clear();
        if lines > 0 {
            self.space(self.leading() * lines);
        }
    }

    /// Returns the context of content that is in no block.
    pub(super) fn body(&self) -> BlockContext {
        BlockContext::body().within(self.root)
    }

    /// Sets blocks from top to bottom.
    pub(super) fn blocks(&mut self, blocks: &[Block], context: &BlockContext) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            self.carries = next.is_some_and(|next| matches!(next.kind, BlockKind::Paragraph(_)));
            if index > 0 && self.is_of_page() && context.parent == self.root && !self.after_heading {
                self.space_kind = SpaceKind::Elastic;
            }
            (self.set_block)(self, block, context);
            self.announced = next.and_then(|next| announced(block, next));
            if self.announced == Some(Announced::Kept) {
                self.penalise(FORBID);
            }
        }
        self.clear();
    }

    /// Adds an element to that of the context.
    pub(super) fn element(&mut self, context: &BlockContext, tag: Tag) -> ElementId {
        let id = self.structure.add(context.parent, tag);
        if let Some(lang) = &context.lang {
            self.structure.attributes_mut(id).lang = Some(lang.clone());
        }
        id
    }

    /// Adds the element of a heading of this division. Its title is level 1.
    pub(super) fn heading_element(&mut self, context: &BlockContext, level: u8) -> ElementId {
        self.element(context, Tag::Heading((level + self.depth).min(6)))
    }

    /// Shifts a line as the alignment of its style requires.
    pub(super) fn align(&self, line: &mut Line, style: &ParStyle) {
        let slack = self.resources.design.page.measure - style.left - style.right - line.width;
        let by = match style.align {
            Alignment::Justified | Alignment::Start => Length::ZERO,
            Alignment::Centre => slack / 2,
            Alignment::End => slack,
        };
        line.shift(style.left + by);
    }

    /// Scales a length of the text to the leading of notes, if notes are being set.
    pub(super) fn fit(&self, length: Length) -> Length {
        let design = self.resources.design;
        if self.destination.is_note() {
            length.ratio(self.leading().to_sp(), design.leading.to_sp().max(1))
        } else {
            length
        }
    }

    /// Returns the context of paragraphs that are indented by their role.
    pub(super) fn placed(&self, role: ParRole, context: &BlockContext) -> BlockContext {
        let style = self.resources.design.style(role);
        let (left, right) = (context.left + self.fit(style.left), context.right + self.fit(style.right));
        BlockContext { left, right, ..context.with_role(role) }
    }

    /// Returns the leading of what is being set: that of the text, or that of notes.
    pub(super) fn leading(&self) -> Length {
        let design = self.resources.design;
        if self.destination.is_note() { design.style(ParRole::Note).leading } else { design.leading }
    }

    /// Returns the em of what is being set.
    pub(super) fn em(&self) -> Length {
        let design = self.resources.design;
        if self.destination.is_note() { design.style(ParRole::Note).text.size } else { design.em() }
    }

    /// Returns the style of a role in a context.
    pub(super) fn style(&self, role: ParRole, context: &BlockContext) -> ParStyle {
        let mut style = self.resources.design.style(role);
        if self.destination.is_note() {
            let whole = style.text.size;
            style.text.size = whole.min(self.em());
            style.leading = style.leading.min(self.leading());
            style.indent = style.indent.ratio(style.text.size.to_sp(), whole.to_sp());
            if role != ParRole::Note {
                (style.left, style.right) = (self.fit(style.left), self.fit(style.right));
                (style.above, style.below) = (self.fit(style.above), self.fit(style.below));
            }
        }
        if self.destination == Destination::Margin && style.align == Alignment::Justified {
            style.align = Alignment::Start;
        }
        if is_indented_by_context(role) {
            (style.left, style.right) = (Length::ZERO, Length::ZERO);
        }
        if self.region != Region::Text {
            // What extends into a margin would extend into the column beside it.
            (style.left, style.right) = (style.left.max(Length::ZERO), style.right.max(Length::ZERO));
        }
        style.left += context.left;
        style.right += context.right;
        if context.is_italic && inherits_classes(role) {
            style.text.italic = true;
        }
        if context.is_ragged && style.align == Alignment::Justified {
            style.align = Alignment::Start;
        }
        for class in context.classes.of_role(role) {
            self.resources.design.styles.class(class).apply(&mut style, is_aligned_by_class(role));
        }
        if matches!(role, ParRole::TableCell | ParRole::TableHead) {
            style.text.size = style.text.size.ratio(context.cells, 1000);
            style.leading = style.leading.ratio(context.cells, 1000);
        }
        if let Some(lang) = context.lang.as_ref().or(self.lang.as_ref()) {
            style.text.lang = lang.clone();
        }
        style.text.direction = Direction::of_paragraph(self.rtl);
        style
    }

    /// Returns whether a class sets the indent of a paragraph's first line, so that a first paragraph has it too.
    pub(super) fn is_indented_by_class(&self, role: ParRole, context: &BlockContext) -> bool {
        let sets = |class| self.resources.design.styles.class(class).indent.is_some();
        is_aligned_by_class(role) && context.classes.of_role(role).any(sets)
    }

    /// Sets inlines as lines of the measure, owned by an element.
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

    /// Returns the source of content that is generated for a block, such as a number.
    pub(super) fn source(&self, span: impl Into<Option<Span>>) -> TextSource<'static> {
        TextSource {
            span: span.into(),
            origin: Origin { text: self.text, node: self.node, at: 0 },
            jumps: &[],
        }
    }

    /// Sets plain text as one line on the leading of its role. It belongs to no element yet.
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

    /// Sets plain text as one line of its natural width. It belongs to no element yet.
    pub(super) fn set_text(&mut self, text: &str, style: &TextStyle, source: Option<TextSource<'_>>) -> Line {
        set_text(text, style, source, self.resources.design, self.resources.fonts).drain_into(&mut self.sink)
    }

    /// Sets plain text whose parts have styles of their own, as [`Self::set_text`] does.
    pub(super) fn set_parts(&mut self, parts: &[(&str, &TextStyle)], source: TextSource<'_>) -> Line {
        let resources = self.resources;
        set_parts(parts, Some(source), resources.design, resources.fonts).drain_into(&mut self.sink)
    }

    /// Returns the measure between the indents of a context.
    pub(super) fn measure(&self, context: &BlockContext) -> Length {
        self.resources.design.page.measure - context.left - context.right
    }
}
