//! Paragraphs of running text, with or without a figure beside them.

use super::context::BlockContext;
use super::display;
use super::drama;
use super::setter::{Destination, Setter};
use super::wrap_figure::WrapFigure;
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::{Alignment, LeadIn, ParRole, ParStyle};
use crate::layout::{ElementId, FORBID, SHAPE};
use crate::paragraph::{
    ElementSlot, LineIndent, LineSpaces, ParagraphRequest, ParagraphVariant, ParagraphVariants,
    indented_lines, indents_below, set_variants,
};
use crate::units::Length;

/// The maximum number of variants of a paragraph that make-up may choose from.
const VARIANTS: usize = 3;

impl Setter<'_> {
    /// Sets a paragraph of running text.
    pub(super) fn paragraph(&mut self, inlines: &[Inline], context: &BlockContext) {
        let element = self.element(context, Tag::Paragraph);
        match self.stretches(inlines) {
            Some(stretches) => self.parted(&stretches, element, context),
            None => self.words(inlines, element, context, false),
        }
    }

    /// Sets inlines as text of a paragraph, owned by an element. If more of the paragraph follows, the
    /// text ends in a space.
    pub(super) fn words(
        &mut self,
        inlines: &[Inline],
        element: ElementId,
        context: &BlockContext,
        goes_on: bool,
    ) {
        let role = if self.first { context.first } else { context.role };
        let mut style = self.style(role, context);
        let opens = self.lead.is_some_and(|lead| lead != LeadIn::NONE);
        let goes_on_above = std::mem::take(&mut self.resumes);
        let is_first = self.first && (opens || goes_on_above || role != ParRole::BodyFirst);
        if is_first && style.indent > Length::ZERO && !self.is_indented_by_class(role, context) {
            style.indent = Length::ZERO;
        }
        let is_plain = !goes_on && self.wrap.is_none() && self.notch.is_empty() && self.lead.is_none();
        if context.role == ParRole::Epigraph
            && is_plain
            && let Some(lines) = display::short(self, inlines, &style, element)
        {
            self.push_kept(lines);
            self.first = false;
            return;
        }
        let play = (role == ParRole::Drama).then(|| self.speech.next(inlines));
        if let Some(paragraph) = play {
            style = self.play_style(style, paragraph, context);
        }
        let mut set = self.variants(inlines, &style, element);
        self.run_beside_initial(&mut set);
        if goes_on {
            set.variants.truncate(1);
        }
        self.run_around(&mut set.variants);
        let one_line = set.variants.first().is_some_and(|variant| variant.lines.len() == 1);
        let spaces = std::mem::take(&mut set.spaces);
        self.push_paragraph(set, context.keep, goes_on);
        self.last_line = (self.strips.len(), spaces);
        if one_line && drama::is_label(inlines) {
            self.penalise(SHAPE);
        }
        if let Some(paragraph) = play {
            self.close_play_paragraph(paragraph, &style);
        }
        self.first = false;
    }

    /// Sets inlines as a paragraph in all its variants.
    fn variants(&mut self, inlines: &[Inline], style: &ParStyle, block: ElementId) -> ParagraphVariants {
        let above = self.take_spaces_above();
        let (text, line) = (self.text, self.list_line);
        let slot = ElementSlot { structure: &mut self.structure, block, text, line };
        let indents: Vec<LineIndent> =
            self.wrap.iter().map(WrapFigure::indent).chain(self.notch.iter().copied()).collect();
        // The edge of ragged text shows how full each line is, so only the best variant looks right.
        let max_variants = if self.destination != Destination::Page || style.align != Alignment::Justified {
            1
        } else {
            VARIANTS
        };
        let request = ParagraphRequest {
            style,
            measure: self.resources.design.page.measure,
            indents: &indents,
            above: &above,
            lead: self.lead.take().unwrap_or(LeadIn::NONE),
            carries: self.carries,
            balance: None,
            max_variants,
            change: self.change.take(),
        };
        set_variants(inlines, &request, self.resources, slot, &mut self.sink)
    }

    /// Takes the word spaces of the line right above the next paragraph; none below anything but a paragraph.
    fn take_spaces_above(&mut self) -> LineSpaces {
        let (strips, spaces) = std::mem::take(&mut self.last_line);
        if strips == self.strips.len() && self.space.is_zero() { spaces } else { LineSpaces::default() }
    }

    /// Keeps the room beside an initial that goes on below the paragraph, and counts off the lines of a paragraph
    /// beside the initial of the one before it.
    fn run_beside_initial(&mut self, set: &mut ParagraphVariants) {
        if !self.notch.is_empty() {
            self.penalise(FORBID);
            let beside = indented_lines(&self.notch);
            if set.variants.iter().any(|variant| variant.lines.len() < beside) {
                set.variants.truncate(1);
            }
            let lines = set.variants.first().map_or(0, |variant| variant.lines.len());
            self.notch = indents_below(&self.notch, lines);
        }
        if !set.rest.is_empty() {
            self.notch = std::mem::take(&mut set.rest);
        }
    }

    /// Attaches the figure to the first line of a paragraph, or moves the paragraph down beside it, and
    /// counts off its lines. Make-up may not choose between variants that end at different places
    /// beside the figure, since the indents of what follows depend on the place.
    fn run_around(&mut self, variants: &mut Vec<ParagraphVariant>) {
        let Some(wrap) = &mut self.wrap else { return };
        if variants.iter().any(|variant| variant.lines.len() < wrap.lines()) {
            variants.truncate(1);
        }
        let Some(best) = variants.first() else { return };
        let height: Length = best.lines.iter().map(|line| line.0.total()).sum();
        let lines =
            usize::try_from(height.to_sp() / self.resources.design.leading.to_sp().max(1)).unwrap_or(0);
        if wrap.has_begun() {
            self.penalise(FORBID);
        } else {
            wrap.hang(
                variants.iter_mut().filter_map(|variant| variant.lines.first_mut()).map(|line| &mut line.0),
            );
        }
        self.go_down(lines);
    }

    fn go_down(&mut self, lines: usize) {
        if self.wrap.as_mut().is_some_and(|wrap| wrap.has_begun() && !wrap.go_down(lines)) {
            self.wrap = None;
        }
    }
}
