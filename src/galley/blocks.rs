//! Blocks become strips: the walk over a division, and what all kinds of block share.
#![deny(clippy::wildcard_enum_match_arm)]

mod env;
mod put;

use super::beside::Beside;
use super::drama::{self, Speech};
use super::line::{FORBID, FORCE, Line, Strip};
use super::notch::Notch;
use super::paragraph::{Order, Setting, settings};
use super::structure::{ElementId, Place, Structure};
use super::{Shop, code, contents, figure, group, justify, list, set_paragraph, set_text, table, verse};
use crate::book::role::Matter;
use crate::book::tag::Tag;
use crate::book::{Anchor, Block, BlockKind, Division, GroupRole, Inline, TitleRole};
use crate::design::lead::opens_after;
use crate::design::{Alignment, LeadIn, ParRole, ParStyle, TextStyle};
use crate::diag::{Diagnostic, Span};
use crate::units::Length;
pub(super) use env::Env;
use env::stands_by_place;
pub(super) use put::calls;

/// A page that ends with the name of who speaks on the next.
const AFTER_LABEL: i32 = 2_500;
/// Figures do not stand past the next heading down to this level; what is deeper is a paragraph with a
/// name rather than a section.
const DEEPEST_SECTION: u8 = 3;
/// Ways in which a paragraph is set for make-up to choose from.
const WAYS: usize = 3;
/// A page that ends right before an ornament, or before what an introducing line announces.
pub(super) const BEFORE_BREAK: i32 = 500;

/// What is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copy {
    /// The copy of pages: paragraphs come in several ways for make-up to choose from.
    Page,
    /// A cell, in which nobody chooses.
    Cell,
    /// A note, in which nobody chooses either, and nothing is larger than it.
    Note,
}

impl Copy {
    /// What is set apart from it.
    fn apart(self) -> Self {
        if self == Self::Page { Self::Cell } else { self }
    }
}

/// Sets blocks one below the other.
pub(super) struct Setter<'a> {
    pub(super) shop: Shop<'a>,
    pub(super) sink: Vec<Diagnostic>,
    strips: Vec<Strip>,
    /// Space that stands before the next line: of two that meet, the larger.
    space: Length,
    /// The highest penalty for a page end before the next line.
    penalty: Option<i32>,
    /// The next paragraph is not indented.
    pub(super) first: bool,
    /// The next paragraph keeps two lines with what stands before it.
    after_heading: bool,
    /// How the next paragraph opens, if it is the first of a chapter.
    lead: LeadIn,
    /// The figure that paragraphs run beside.
    beside: Option<Beside>,
    /// What leads to the next line.
    anchors: Vec<Anchor>,
    copy: Copy,
    /// Where a play has got to.
    pub(super) speech: Speech,
    /// What all that is set belongs to.
    pub(super) structure: Structure,
    /// How many divisions the copy stands in.
    pub(super) depth: u8,
}

impl<'a> Setter<'a> {
    pub(super) fn new(shop: Shop<'a>, structure: Structure, depth: u8) -> Self {
        Self {
            shop,
            sink: Vec::new(),
            strips: Vec::new(),
            space: Length::ZERO,
            penalty: None,
            first: true,
            after_heading: false,
            lead: LeadIn::NONE,
            beside: None,
            anchors: Vec::new(),
            copy: Copy::Page,
            speech: Speech::default(),
            structure,
            depth,
        }
    }

    /// A new element at a place.
    pub(super) fn element(&mut self, env: &Env, tag: Tag) -> ElementId {
        let id = self.structure.add(env.parent, tag);
        if let Some(lang) = &env.lang {
            self.structure.facts_mut(id).lang = Some(lang.clone());
        }
        id
    }

    /// The heading of a level of this division: its title is level 1.
    pub(super) fn heading_element(&mut self, env: &Env, level: u8) -> ElementId {
        self.element(env, Tag::Heading((level + self.depth).min(6)))
    }

    /// The copy of a division.
    pub(super) fn division(&mut self, division: &Division, matter: Matter) {
        let env = super::opening::env(division);
        self.lead = self.shop.design.lead.in_division(matter, division.role);
        self.blocks(&division.blocks, &env);
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], env: &Env) {
        for block in blocks {
            self.block(block, env);
        }
        self.clear();
    }

    fn block(&mut self, block: &Block, env: &Env) {
        if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Group(GroupRole::OnlyEpub, _)) {
            self.clear();
        }
        if let Some(anchor) = block.attr.anchor() {
            self.anchor(anchor.clone());
        }
        let in_lang;
        let env = match block.attr.lang() {
            Some(lang) => {
                in_lang = Env { lang: Some(lang.clone()), ..env.clone() };
                &in_lang
            }
            None => env,
        };
        let lead = std::mem::replace(&mut self.lead, LeadIn::NONE);
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.lead = lead;
                self.paragraph(inlines, env);
            }
            BlockKind::Heading { level, number, text } => {
                self.heading(*level, self.shop.book.shown(number.as_ref()).as_deref(), text, env);
            }
            BlockKind::Quote { blocks, attribution } => {
                group::quote(self, blocks, attribution.as_deref(), env)
            }
            BlockKind::Verse(stanzas) => verse::set(self, stanzas, env),
            BlockKind::List(list) => list::set(self, list, env),
            BlockKind::Definitions(definitions) => list::definitions(self, definitions, env),
            BlockKind::Table(table) => table::set(self, table, &block.attr, block.span, env),
            BlockKind::Figure(figure) => {
                figure::set(self, figure, &block.attr, block.span, env);
                if self.beside.is_some() {
                    self.lead = lead;
                }
            }
            BlockKind::Code { text, listing, .. } => code::listing(self, text, listing, block.span, env),
            BlockKind::Math(source) => code::formula(self, source, block.span, env),
            BlockKind::SceneBreak => self.scene_break(env),
            BlockKind::Group(role, blocks) => {
                group::set(self, *role, blocks, env);
                if opens_after(*role, GroupRole::OnlyEpub) {
                    self.lead = lead;
                }
            }
            BlockKind::PageBreak => self.penalise(FORCE),
            BlockKind::TitleLine(TitleRole::Box, inlines) => group::label(self, inlines, env),
            BlockKind::TitleLine(role, inlines) => super::opening::title_line(self, *role, inlines, env),
            BlockKind::Contents => contents::set(self, env),
            BlockKind::Captions(of) => contents::captions(self, *of, env),
        }
    }

    /// A paragraph of running text.
    pub(super) fn paragraph(&mut self, inlines: &[Inline], env: &Env) {
        let element = self.element(env, Tag::Paragraph);
        match self.stretches(inlines) {
            Some(stretches) => self.parted(&stretches, element, env),
            None => self.words(inlines, element, env, false),
        }
    }

    /// The words of a paragraph, which belong to an element. If more of it follows, they end in a blank.
    pub(super) fn words(&mut self, inlines: &[Inline], element: ElementId, env: &Env, goes_on: bool) {
        let role = if self.first { env.first } else { env.role };
        let mut style = self.style(role, env);
        if self.first && style.indent > Length::ZERO {
            style.indent = Length::ZERO;
        }
        if role == ParRole::Drama {
            style = self.speech.style(style, inlines, self.em());
        }
        let mut ways = self.ways(inlines, &style, element);
        if goes_on {
            // Only the best way is built already.
            ways.truncate(1);
            let last = ways.last_mut().and_then(|way| way.lines.last_mut());
            last.into_iter().for_each(|line| justify::hang_blank(line, self.shop.fonts));
        }
        self.run_beside(&mut ways);
        let one_line = ways.first().is_some_and(|way| way.lines.len() == 1);
        self.push_ways(ways, env.keep);
        if one_line && drama::is_label(inlines) {
            self.penalise(AFTER_LABEL);
        }
        self.first = false;
    }

    fn heading(&mut self, level: u8, number: Option<&str>, text: &[Inline], env: &Env) {
        let style = self.style(ParRole::Heading(level), env);
        self.space(style.above);
        if level <= DEEPEST_SECTION {
            self.strips.push(Strip::Barrier);
        }
        let mut lines = super::opening::heading(self, level, number, text, &style, env);
        // Half a line of white is not made a whole one: what counts is heading and white together.
        let leading = self.leading();
        let below_grid = style.above - leading * (style.above.to_sp() / leading.to_sp().max(1));
        lines.iter_mut().for_each(|line| line.below_grid = below_grid);
        self.push_kept(lines);
        self.penalise(FORBID);
        self.space(style.below);
        self.first = true;
        self.after_heading = true;
    }

    fn scene_break(&mut self, env: &Env) {
        let style = self.style(ParRole::Ornament, env);
        // An ornament, not words: it belongs to no element.
        let mut line = self.text(&self.shop.design.spec.ornament, ParRole::Ornament, None, env);
        self.align(&mut line, &style);
        self.space(style.above);
        self.penalise(BEFORE_BREAK);
        self.push(line);
        self.penalise(FORBID);
        self.space(style.below);
        self.first = true;
    }

    /// Moves a line to where its style has it stand.
    pub(super) fn align(&self, line: &mut Line, style: &ParStyle) {
        let slack = self.shop.design.page.measure - style.left - style.right - line.width;
        let by = match style.align {
            Alignment::Justified | Alignment::Start => Length::ZERO,
            Alignment::Centre => slack / 2,
            Alignment::End => slack,
        };
        line.shift(style.left + by);
    }

    /// A length of the text where notes have their own measure of it.
    pub(super) fn fit(&self, length: Length) -> Length {
        let design = self.shop.design;
        if self.copy == Copy::Note {
            length.ratio(self.leading().to_sp(), design.leading.to_sp().max(1))
        } else {
            length
        }
    }

    /// The place of paragraphs that stand in from the text by their role.
    pub(super) fn placed(&self, role: ParRole, env: &Env) -> Env {
        let style = self.shop.design.style(role);
        let (left, right) = (env.left + self.fit(style.left), env.right + self.fit(style.right));
        Env { left, right, ..env.with_role(role) }
    }

    /// The leading of what is set: the text's, or the notes'.
    pub(super) fn leading(&self) -> Length {
        let design = self.shop.design;
        if self.copy == Copy::Note { design.style(ParRole::Note).leading } else { design.leading }
    }

    /// An em of what is set.
    pub(super) fn em(&self) -> Length {
        let design = self.shop.design;
        if self.copy == Copy::Note { design.style(ParRole::Note).text.size } else { design.em() }
    }

    /// The style of a role at a place.
    pub(super) fn style(&self, role: ParRole, env: &Env) -> ParStyle {
        let mut style = self.shop.design.style(role);
        if self.copy == Copy::Note {
            let whole = style.text.size;
            style.text.size = whole.min(self.em());
            style.leading = style.leading.min(self.leading());
            style.indent = style.indent.ratio(style.text.size.to_sp(), whole.to_sp());
            if role != ParRole::Note {
                (style.left, style.right) = (self.fit(style.left), self.fit(style.right));
                (style.above, style.below) = (self.fit(style.above), self.fit(style.below));
            }
        }
        if stands_by_place(role) {
            (style.left, style.right) = (Length::ZERO, Length::ZERO);
        }
        style.left += env.left;
        style.right += env.right;
        if matches!(role, ParRole::TableCell | ParRole::TableHead) {
            style.text.size = style.text.size.ratio(env.cells, 1000);
            style.leading = style.leading.ratio(env.cells, 1000);
        }
        if let Some(lang) = &env.lang {
            style.text.lang = lang.clone();
        }
        style
    }

    /// Inlines as lines of the measure, the words of an element.
    pub(super) fn lines(&mut self, inlines: &[Inline], style: &ParStyle, block: ElementId) -> Vec<Line> {
        let place = Place { structure: &mut self.structure, block };
        set_paragraph(inlines, style, self.shop.design.page.measure, self.shop, place, &mut self.sink)
    }

    /// Inlines as a paragraph in every way that is worth a choice.
    fn ways(&mut self, inlines: &[Inline], style: &ParStyle, block: ElementId) -> Vec<Setting> {
        let place = Place { structure: &mut self.structure, block };
        let notches: Vec<Notch> = self.beside.iter().map(Beside::notch).collect();
        // Ragged lines show how they are filled: they are set in the best way or they look wrong.
        let most = if self.copy != Copy::Page || style.align != Alignment::Justified { 1 } else { WAYS };
        let order = Order {
            style,
            measure: self.shop.design.page.measure,
            notches: &notches,
            lead: std::mem::replace(&mut self.lead, LeadIn::NONE),
            most,
        };
        settings(inlines, &order, self.shop, place, &mut self.sink)
    }

    /// Plain words as one line on the leading of their role; nobody's yet.
    pub(super) fn text(&mut self, text: &str, role: ParRole, span: Option<Span>, env: &Env) -> Line {
        let style = self.style(role, env);
        let mut line = self.set_text(text, &style.text, span);
        (line.height, line.depth) = style.strut();
        line
    }

    /// Plain words as one line of their natural width; nobody's yet.
    pub(super) fn set_text(&mut self, text: &str, style: &TextStyle, span: Option<Span>) -> Line {
        set_text(text, style, span, self.shop.design, self.shop.fonts).into(&mut self.sink)
    }

    /// Paragraphs run beside a figure from here on.
    pub(super) fn begin_beside(&mut self, beside: Beside) {
        self.beside = Some(beside);
    }

    /// They no longer do; gives the figure if they have not come to its foot.
    pub(super) fn end_beside(&mut self) -> Option<Beside> {
        self.beside.take()
    }

    /// Hangs the figure from the first line of a paragraph, or holds the paragraph to it, and goes down
    /// by its lines. Ways that end at different places beside it are not for make-up to choose from:
    /// what follows is set in by what is left.
    fn run_beside(&mut self, ways: &mut Vec<Setting>) {
        let Some(beside) = &mut self.beside else { return };
        if ways.iter().any(|way| way.lines.len() < beside.lines()) {
            ways.truncate(1);
        }
        let Some(best) = ways.first() else { return };
        let height: Length = best.lines.iter().map(Line::total).sum();
        let lines = usize::try_from(height.to_sp() / self.shop.design.leading.to_sp().max(1)).unwrap_or(0);
        if beside.has_begun() {
            self.penalise(FORBID);
        } else {
            beside.hang(ways.iter_mut().filter_map(|way| way.lines.first_mut()));
        }
        self.go_down(lines);
    }

    fn go_down(&mut self, lines: usize) {
        if self.beside.as_mut().is_some_and(|beside| beside.has_begun() && !beside.go_down(lines)) {
            self.beside = None;
        }
    }

    /// The measure between the indents of a place.
    pub(super) fn measure(&self, env: &Env) -> Length {
        self.shop.design.page.measure - env.left - env.right
    }
}
