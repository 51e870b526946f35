//! Blocks become strips: the walk over a division, and what all kinds of block share.
#![deny(clippy::wildcard_enum_match_arm)]

use super::beside::Beside;
use super::drama::{self, Speech};
use super::line::{Choice, FORBID, FORCE, Float, Line, ORPHAN, Strip, WIDOW};
use super::notch::Notch;
use super::paragraph::{Order, Setting, settings};
use super::structure::{ElementId, Place, Structure};
use super::{Shop, code, contents, figure, group, list, set_paragraph, set_text, table, verse};
use crate::book::role::Matter;
use crate::book::tag::Tag;
use crate::book::{Block, BlockKind, Division, GroupRole, Inline, NoteId};
use crate::design::{Alignment, LeadIn, ParRole, ParStyle};
use crate::diag::Diagnostic;
use crate::lang::LangTag;
use crate::units::Length;

/// A page that ends with a hyphen. Costs go by their squares, so that this stands to a widow and an
/// orphan as 1 to 24 and 20.
const HYPHEN: i32 = 447;
/// A page that ends with the name of who speaks on the next.
const AFTER_LABEL: i32 = 2_500;
/// Figures do not stand past the next heading down to this level; what is deeper is a paragraph with a
/// name rather than a section.
const DEEPEST_SECTION: u8 = 3;
/// Ways in which a paragraph is set for make-up to choose from.
const WAYS: usize = 3;
/// A page that ends right before an ornament, or before what an introducing line announces.
pub(super) const BEFORE_BREAK: i32 = 500;

/// Where and how blocks stand: the indents that lists and quotations add, the role of paragraphs.
#[derive(Clone, Debug)]
pub(super) struct Env {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) role: ParRole,
    /// The role of a paragraph after a heading or a break.
    pub(super) first: ParRole,
    pub(super) lang: Option<LangTag>,
    /// Nothing in it is parted by a page end.
    pub(super) keep: bool,
    /// The size of the text in cells, in thousandths of what the design has.
    pub(super) cells: i64,
    /// The element that the blocks stand in.
    pub(super) parent: ElementId,
}

impl Env {
    pub(super) fn body() -> Self {
        Self {
            left: Length::ZERO,
            right: Length::ZERO,
            role: ParRole::Body,
            first: ParRole::BodyFirst,
            lang: None,
            keep: false,
            cells: 1000,
            parent: ElementId::ROOT,
        }
    }

    /// The same place in the page, further in in the structure.
    pub(super) fn within(&self, parent: ElementId) -> Self {
        Self { parent, ..self.clone() }
    }

    /// The same place with paragraphs of another role.
    pub(super) fn with_role(&self, role: ParRole) -> Self {
        Self { role, first: role, ..self.clone() }
    }

    /// Further in from the left.
    pub(super) fn indented(&self, by: Length) -> Self {
        Self { left: self.left + by, ..self.clone() }
    }
}

/// Whether paragraphs of a role stand in from the text by their place, as all that is within a
/// quotation does, and not by their style.
fn stands_by_place(role: ParRole) -> bool {
    matches!(
        role,
        ParRole::Quote | ParRole::Inset | ParRole::Verse | ParRole::ListItem | ParRole::DefinitionDetail
    )
}

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
    /// Identifiers for the next line.
    anchors: Vec<String>,
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
        self.lead = super::opening::lead(division, matter, self.shop.design);
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
        if let Some(id) = block.attr.id() {
            self.anchor(id);
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
            BlockKind::Heading { level, number, text } => self.heading(*level, number.as_deref(), text, env),
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
            BlockKind::Code { text, .. } => code::set(self, text, block.span, env),
            BlockKind::Math(source) => code::formula(self, source, env),
            BlockKind::SceneBreak => self.scene_break(env),
            BlockKind::Group(role, blocks) => {
                group::set(self, *role, blocks, env);
                // After a motto the text still has to open.
                if matches!(role, GroupRole::Epigraph | GroupRole::OnlyEpub) {
                    self.lead = lead;
                }
            }
            BlockKind::PageBreak => self.penalise(FORCE),
            BlockKind::TitleLine(role, inlines) => super::opening::title_line(self, *role, inlines, env),
            BlockKind::Contents => contents::set(self, env),
            BlockKind::Captions(of) => contents::captions(self, *of, env),
        }
    }

    /// A paragraph of running text.
    pub(super) fn paragraph(&mut self, inlines: &[Inline], env: &Env) {
        let role = if self.first { env.first } else { env.role };
        let mut style = self.style(role, env);
        if self.first && style.indent > Length::ZERO {
            style.indent = Length::ZERO;
        }
        if role == ParRole::Drama {
            style = self.speech.style(style, inlines, self.em());
        }
        let element = self.element(env, Tag::Paragraph);
        let mut ways = self.ways(inlines, &style, element);
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
        let mut line = self.text(&self.shop.design.spec.ornament, ParRole::Ornament, env);
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
    pub(super) fn text(&self, text: &str, role: ParRole, env: &Env) -> Line {
        let style = self.style(role, env);
        let mut line = set_text(text, &style.text, self.shop.design, self.shop.fonts);
        (line.height, line.depth) = style.strut();
        line
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

    /// Puts a paragraph, its lines guarded against widows and orphans.
    fn push_ways(&mut self, mut ways: Vec<Setting>, keep: bool) {
        if keep && !self.first {
            self.penalise(FORBID);
        }
        let after_heading = std::mem::take(&mut self.after_heading);
        if ways.len() == 1 {
            let Some(way) = ways.pop() else { return };
            for (cost, line) in guarded(way, keep, after_heading) {
                self.penalise(cost);
                self.push(line);
            }
            return;
        }
        self.before();
        let anchors = std::mem::take(&mut self.anchors);
        let choice = |way: Setting| {
            let mut strips = Vec::with_capacity(way.lines.len() * 2);
            let price = way.cost;
            for (index, (cost, mut line)) in guarded(way, keep, after_heading).enumerate() {
                if index == 0 {
                    line.anchors.splice(0..0, anchors.iter().cloned());
                } else if cost != 0 {
                    strips.push(Strip::Penalty(cost));
                }
                strips.push(Strip::Line(line));
            }
            Choice { cost: price, strips }
        };
        self.strips.push(Strip::Choice(ways.into_iter().map(choice).collect()));
    }

    /// Puts lines that no page end parts.
    pub(super) fn push_kept(&mut self, lines: Vec<Line>) {
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.penalise(FORBID);
            }
            self.push(line);
        }
    }

    /// Puts a line, with what has been asked for before it.
    pub(super) fn push(&mut self, mut line: Line) {
        self.before();
        // Whoever follows a link wants words or a picture, not the rule above them.
        if line.says_something() {
            self.adopt_anchors(&mut line);
        }
        self.strips.push(Strip::Line(line));
    }

    /// Gives the identifiers that wait to a line.
    fn adopt_anchors(&mut self, line: &mut Line) {
        line.anchors.splice(0..0, self.anchors.drain(..));
    }

    /// Puts what has been asked for before the next line.
    fn before(&mut self) {
        if let Some(cost) = self.penalty.take() {
            self.strips.push(Strip::Penalty(cost));
        }
        let space = std::mem::take(&mut self.space);
        if !space.is_zero() {
            self.push_space(space, false);
        }
    }

    fn push_space(&mut self, height: Length, keep: bool) {
        self.strips.push(Strip::Space { height, stretch: Length::ZERO, shrink: Length::ZERO, keep });
    }

    /// Asks for space before the next line.
    pub(super) fn space(&mut self, height: Length) {
        self.space = self.space.max(height);
    }

    /// Space that stays at the top of a page.
    pub(super) fn sink_by(&mut self, height: Length) {
        self.push_space(height, true);
    }

    /// White that takes what is left of the page.
    pub(super) fn fill(&mut self, weight: u16) {
        self.strips.push(Strip::Fill(weight));
    }

    /// Asks for a penalty before the next line; the highest counts, and a forced end above all.
    pub(super) fn penalise(&mut self, cost: i32) {
        self.penalty = Some(match self.penalty {
            Some(known) if known <= FORCE || cost <= FORCE => FORCE,
            Some(known) => known.max(cost),
            None => cost,
        });
    }

    /// An identifier for the next line.
    pub(super) fn anchor(&mut self, id: &str) {
        self.anchors.push(id.to_owned());
    }

    /// Sets blocks apart from the page, in the best way alone: a cell.
    pub(super) fn apart(&mut self, blocks: &[Block], env: &Env) -> Vec<Strip> {
        self.aside(blocks, env, self.copy.apart())
    }

    /// Sets blocks that [`Setter::take`] will put on the page: an item of a list.
    pub(super) fn ahead(&mut self, blocks: &[Block], env: &Env) -> Vec<Strip> {
        self.aside(blocks, env, self.copy)
    }

    /// What is set by `content`, apart from the page and settled.
    pub(super) fn apart_with(&mut self, content: impl FnOnce(&mut Self)) -> Vec<Strip> {
        self.set_apart(self.copy.apart(), content)
    }

    fn aside(&mut self, blocks: &[Block], env: &Env, copy: Copy) -> Vec<Strip> {
        self.set_apart(copy, |inner| inner.blocks(blocks, env))
    }

    fn set_apart(&mut self, copy: Copy, content: impl FnOnce(&mut Self)) -> Vec<Strip> {
        // The structure is lent to whom it grows with, and comes back.
        let structure = std::mem::replace(&mut self.structure, Structure::new(Tag::Section));
        let speech = self.speech;
        let mut inner = Setter { copy, speech, ..Setter::new(self.shop, structure, self.depth) };
        content(&mut inner);
        self.structure = inner.structure;
        self.sink.append(&mut inner.sink);
        inner.strips
    }

    /// Takes in strips that were set apart.
    pub(super) fn take(&mut self, strips: Vec<Strip>) {
        for strip in strips {
            match strip {
                Strip::Line(line) => self.push(line),
                Strip::Space { height, keep: false, .. } => self.space(height),
                Strip::Space { height, keep: true, .. } => self.sink_by(height),
                Strip::Penalty(cost) => self.penalise(cost),
                Strip::Fill(weight) => self.fill(weight),
                Strip::Choice(mut ways) => {
                    self.before();
                    let anchors = std::mem::take(&mut self.anchors);
                    let mut strip = Strip::Choice(std::mem::take(&mut ways));
                    for line in strip.first_lines() {
                        line.anchors.splice(0..0, anchors.iter().cloned());
                    }
                    self.strips.push(strip);
                }
                Strip::Float(float) => self.float(*float),
                Strip::Barrier => self.strips.push(Strip::Barrier),
            }
        }
    }

    /// Puts a float where it is called.
    pub(super) fn float(&mut self, mut float: Float) {
        if let Some((_, line)) = float.lines.first_mut() {
            self.adopt_anchors(line);
        }
        self.strips.push(Strip::Float(Box::new(float)));
    }

    /// Whether a line has been put.
    pub(super) fn has_lines(&self) -> bool {
        self.strips.iter().any(Strip::has_line)
    }

    /// What a page end before the next line costs, as asked for up to now.
    pub(super) fn asked_penalty(&self) -> Option<i32> {
        self.penalty
    }

    /// Whether what is set is the copy of pages, and no cell or note.
    pub(super) fn is_of_page(&self) -> bool {
        self.copy == Copy::Page
    }

    /// Sets everything from here on in the best way alone, and nothing larger than a note.
    pub(super) fn copy_of_note(&mut self) {
        self.copy = Copy::Note;
    }

    /// The strips, the division's own identifier on the first line; what they belong to; and what
    /// was noticed.
    pub(super) fn finish(mut self, id: &str) -> (Vec<Strip>, Structure, Vec<Diagnostic>) {
        let says = |strip: &mut Strip| strip.first_lines().iter().any(|line| line.says_something());
        let first = self.strips.iter_mut().position(says);
        let first = first.or_else(|| self.strips.iter().position(Strip::has_line));
        if let Some(first) = first {
            for line in self.strips[first].first_lines() {
                line.anchors.insert(0, id.to_owned());
            }
        }
        // Identifiers of blocks that set no line lead to the last line there is.
        let anchors = std::mem::take(&mut self.anchors);
        if let Some(last) = self.strips.iter_mut().rev().find(|strip| strip.has_line()) {
            for line in last.last_lines() {
                line.anchors.extend(anchors.iter().cloned());
            }
        }
        (self.strips, self.structure, self.sink)
    }
}

/// The lines of a paragraph, each with what a page end before it costs.
fn guarded(way: Setting, keep: bool, after_heading: bool) -> impl Iterator<Item = (i32, Line)> {
    let Setting { lines, kept, .. } = way;
    let count = lines.len();
    let mut hyphen = false;
    lines.into_iter().enumerate().map(move |(index, line)| {
        let mut cost = if hyphen { HYPHEN } else { 0 };
        if index == 1 {
            cost = cost.max(if after_heading { FORBID } else { ORPHAN });
        }
        if index > 0 && index + 1 == count {
            cost = cost.max(WIDOW);
        }
        if index > 0 && (keep || index < kept) {
            cost = FORBID;
        }
        hyphen = line.hyphenated;
        (cost, line)
    })
}

/// Every note called in strips, in order; all ways of a paragraph call the same.
pub(super) fn calls(strips: &[Strip]) -> Vec<NoteId> {
    let mut notes = Vec::new();
    for strip in strips {
        match strip {
            Strip::Line(line) => notes.extend(&line.notes),
            Strip::Choice(ways) => notes.extend(ways.iter().take(1).flat_map(|way| calls(&way.strips))),
            Strip::Float(float) => notes.extend(float.lines.iter().flat_map(|(_, line)| &line.notes)),
            Strip::Space { .. } | Strip::Penalty(_) | Strip::Fill(_) | Strip::Barrier => {}
        }
    }
    notes
}
