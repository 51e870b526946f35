//! The contents page and the lists of figures and tables: titles, leaders, page numbers, each line a
//! link.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::role::Matter;
use crate::book::tag::Tag;
use crate::book::{Anchor, Captioned, Entry, EntryKind, GroupRole, Inline, NodeId, NumberKind};
use crate::design::{ParRole, ParStyle, TextStyle};
use crate::layout::{ElementId, FORBID, Glyph, GlyphRun, Line, LinkTarget, Placed, PlacedKind};
use crate::paragraph::{hang_space, width_of_text};
use crate::units::Length;

/// The distance from a title to a folio that follows it directly, in thousandths of an em.
const NEAR: i64 = 1_000;
/// How far leaders extend into the column of folios, in thousandths of an em.
const LEADER_END: i64 = 400;

/// Sets the contents of the book.
pub(super) fn set(setter: &mut Setter<'_>, context: &BlockContext) {
    let book = setter.resources.book;
    let columns = columns(setter, &book.contents, context);
    let mut nodes = setter.node.lines();
    set_level(setter, &book.contents, &Level { columns: &columns, left: Length::ZERO }, context, &mut nodes);
    setter.list_line = None;
}

/// The widths of the columns of numbers: entries of one kind have one, in each part of the book.
type Columns = BTreeMap<(Matter, EntryKind), Length>;

/// Returns the widths of the columns of numbers that the entries of a list and those below them need.
fn columns(setter: &Setter<'_>, entries: &[Entry], context: &BlockContext) -> Columns {
    let mut columns = Columns::new();
    for entry in entries {
        if let Some(number) = column_number(setter, entry) {
            let style = setter.style(ParRole::Contents(entry.kind), context);
            let width = columns.entry((entry.matter, entry.kind)).or_default();
            *width = number_width(setter, &number, &style).max(*width);
        }
        for (place, needed) in self::columns(setter, &entry.children, context) {
            let width = columns.entry(place).or_default();
            *width = needed.max(*width);
        }
    }
    columns
}

/// Returns the number of an entry that is in a column; `None` if it has none, or one that is a part of
/// the line: `Appendix A: A title`.
fn column_number(setter: &Setter<'_>, entry: &Entry) -> Option<String> {
    let number = entry.number.as_ref().filter(|number| number.kind() != NumberKind::Appendix);
    setter.resources.book.shown(number)
}

/// The entries of one level of the contents.
struct Level<'a> {
    columns: &'a Columns,
    /// Their indent.
    left: Length,
}

impl Level<'_> {
    /// Returns the width of the column of numbers beside an entry of a list: that of its kind, if it is one of the kinds
    /// of which entries of the list have numbers.
    fn column(&self, numbered: &BTreeSet<(Matter, EntryKind)>, entry: &Entry) -> Length {
        let kind = (entry.matter, entry.kind);
        let width = self.columns.get(&kind).filter(|_| numbered.contains(&kind));
        width.copied().unwrap_or(Length::ZERO)
    }
}

/// Sets a list of figures or the like.
pub(super) fn captions(setter: &mut Setter<'_>, of: Captioned, context: &BlockContext) {
    let book = setter.resources.book;
    let context = context.within(setter.element(context, Tag::Contents));
    let printed = |only: Option<GroupRole>| only != Some(GroupRole::OnlyEpub);
    let captions: Vec<_> =
        setter.node.lines().zip(book.captions(of)).filter(|(_, caption)| printed(caption.only)).collect();
    // Numbers are aligned right, so that the captions after them form a straight edge.
    let style = setter.style(ParRole::ContentsCaption, &context);
    let widest = captions.iter().filter_map(|(_, caption)| caption.number_before());
    let widest = widest.map(|number| number_width(setter, &number, &style)).max();
    for (line, caption) in captions {
        setter.list_line = Some(line);
        let context = context.within(setter.element(&context, Tag::ContentsItem));
        let number = caption.number_before();
        let entry = ContentsLine {
            anchor: &caption.anchor,
            number: number.as_deref(),
            title: &caption.title,
            label: &caption.label,
            role: ParRole::ContentsCaption,
            left: Length::ZERO,
            column: widest.unwrap_or(Length::ZERO),
        };
        setter.space(style.above);
        let lines = lines(setter, entry, &context);
        setter.push_kept(lines);
        setter.space(style.below);
    }
    setter.list_line = None;
}

/// The text of a line and its link target.
#[derive(Clone, Copy)]
struct ContentsLine<'a> {
    anchor: &'a Anchor,
    number: Option<&'a str>,
    title: &'a [Inline],
    label: &'a str,
    role: ParRole,
    /// Its indent in addition to that of its style.
    left: Length,
    /// The width of the column of numbers.
    column: Length,
}

/// Sets the entries of one level, each with the entries below it.
fn set_level(
    setter: &mut Setter<'_>,
    entries: &[Entry],
    level: &Level<'_>,
    context: &BlockContext,
    nodes: &mut impl Iterator<Item = NodeId>,
) {
    let depth = setter.resources.design.spec.contents.depth;
    if !entries.iter().any(|entry| entry.level < depth) {
        // Entries that are not shown still have their nodes.
        entries.iter().for_each(|entry| pass_over(setter, entry, nodes));
        return;
    }
    let context = context.within(setter.element(context, Tag::Contents));
    let numbered: BTreeSet<_> = entries
        .iter()
        .filter(|entry| column_number(setter, entry).is_some())
        .map(|entry| (entry.matter, entry.kind))
        .collect();
    let mut matter = None;
    for entry in entries {
        if entry.level < depth {
            if matter.replace(entry.matter).is_some_and(|before| before != entry.matter) {
                setter.space(setter.resources.design.spec.contents.gap);
            }
            let column = level.column(&numbered, entry);
            set_entry(setter, entry, level, column, &context, nodes);
        } else {
            pass_over(setter, entry, nodes);
        }
    }
}

fn pass_over(setter: &Setter<'_>, entry: &Entry, nodes: &mut impl Iterator<Item = NodeId>) {
    node(setter, entry, nodes);
    entry.children.iter().for_each(|child| pass_over(setter, child, nodes));
}

/// Returns the node of the line of an entry.
fn node(setter: &Setter<'_>, entry: &Entry, nodes: &mut impl Iterator<Item = NodeId>) -> Option<NodeId> {
    if setter.resources.book.is_of_generated_notes(entry) { Some(NodeId::NONE) } else { nodes.next() }
}

fn set_entry(
    setter: &mut Setter<'_>,
    entry: &Entry,
    level: &Level<'_>,
    column: Length,
    context: &BlockContext,
    nodes: &mut impl Iterator<Item = NodeId>,
) {
    setter.list_line = node(setter, entry, nodes);
    let context = context.within(setter.element(context, Tag::ContentsItem));
    let number = column_number(setter, entry);
    let label = setter.resources.book.before_title(entry.number.as_ref()).filter(|_| number.is_none());
    let mut title = entry.title.clone();
    if let (Some(label), Some(first)) = (&label, entry.title.first()) {
        title.insert(0, Inline::text(format!("{label} "), first.span));
    }
    let listed = ContentsLine {
        anchor: &entry.anchor,
        number: number.as_deref(),
        title: &title,
        label: &entry.label,
        role: ParRole::Contents(entry.kind),
        left: level.left,
        column,
    };
    let style = setter.style(listed.role, &context);
    setter.space(style.above);
    let lines = lines(setter, listed, &context);
    setter.push_kept(lines);
    below_title(setter, entry, &context, style.left + level.left + column);
    setter.space(style.below);
    if !entry.children.is_empty() && entry.kind == EntryKind::Part {
        setter.penalise(FORBID);
    }
    let step = if column.is_zero() { setter.resources.design.spec.contents.step } else { column };
    let below = Level { left: level.left + step, ..*level };
    set_level(setter, &entry.children, &below, &context, nodes);
}

/// Sets the subtitle and the authors of a chapter below its title, which has the indent `left`.
fn below_title(setter: &mut Setter<'_>, entry: &Entry, context: &BlockContext, left: Length) {
    let measure = setter.resources.design.page.measure;
    for text in &entry.lines {
        let reference = setter.element(context, Tag::Reference);
        let owner = setter.element(&context.within(reference), Tag::Link);
        setter.structure.attributes_mut(owner).leads_to = Some(entry.label.clone());
        let mut style = setter.style(ParRole::ContentsAuthor, context);
        style.left += left;
        style.right += setter.resources.design.spec.contents.column;
        let mut lines = setter.lines(text, &style, owner);
        lines.iter_mut().for_each(|line| link(line, &entry.anchor, measure, owner));
        setter.penalise(FORBID);
        setter.space(style.above);
        setter.push_kept(lines);
        setter.space(style.below);
    }
}

/// Returns the width of a number with the space after it.
fn number_width(setter: &Setter<'_>, number: &str, style: &ParStyle) -> Length {
    width_of_text(&format!("{number}\u{2002}"), &style.text, setter.resources)
}

fn lines(setter: &mut Setter<'_>, entry: ContentsLine<'_>, context: &BlockContext) -> Vec<Line> {
    let design = setter.resources.design;
    let reference = setter.element(context, Tag::Reference);
    let owner = setter.element(&context.within(reference), Tag::Link);
    setter.structure.attributes_mut(owner).leads_to = Some(entry.label.to_owned());
    let mut style = setter.style(entry.role, context);
    style.left += entry.left + entry.column;
    style.right += design.spec.contents.column;
    let mut text = entry.title.to_vec();
    if let (Some(number), Some(first)) = (entry.number, entry.title.first()) {
        text.insert(0, Inline::text(format!("{number}\u{2002}"), first.span));
        // Turn-over lines are aligned with the title, and numbers end at one edge before it.
        style.indent -= number_width(setter, number, &style);
    }
    let mut lines = setter.lines(&text, &style, owner);
    if let Some(last) = lines.last_mut() {
        finish(setter, last, entry.anchor, &style, owner);
    }
    for line in &mut lines {
        link(line, entry.anchor, design.page.measure, owner);
    }
    lines
}

/// Adds the leader and the page number.
fn finish(setter: &mut Setter<'_>, line: &mut Line, anchor: &Anchor, style: &ParStyle, owner: ElementId) {
    let (design, fonts) = (setter.resources.design, setter.resources.fonts);
    let measure = design.page.measure;
    let mut figures = style.text.clone();
    figures.tabular = !figures.old_style;
    // Before the first make-up the number is unknown; line breaks do not depend on it.
    let Some(folio) = setter.resources.folios.get(anchor) else { return };
    let mut folio = setter.set_text(&folio.label(), &figures, None).owned_by(owner);
    // A space separates it from the title when the text is copied or read aloud.
    hang_space(line, setter.rtl, fonts);
    let spec = design.spec.contents;
    let edge = measure - folio.width;
    folio.shift(if spec.near { edge.min(line.width + style.text.size.ratio(NEAR, 1000)) } else { edge });
    if spec.leaders && !spec.near {
        leader(setter, line, &figures, measure - spec.column + design.em().ratio(LEADER_END, 1000));
    }
    line.width = folio.width;
    line.items.extend(folio.items);
}

/// Sets dots from the title to the page number, on a grid counted from the right so that the dots of
/// all lines are aligned: one run whose glyphs have equal advances.
fn leader(setter: &mut Setter<'_>, line: &mut Line, style: &TextStyle, end: Length) {
    let design = setter.resources.design;
    let step = design.spec.contents.dot_step;
    let room = (end - line.width - step).to_sp() / step.to_sp().max(1);
    let count = usize::try_from(room + 1).unwrap_or(0);
    let small = TextStyle { size: style.size.ratio(design.spec.contents.dot_size, 10_000), ..style.clone() };
    let dot = setter.set_text(".", &small, None);
    let Some(Placed { kind: PlacedKind::Glyphs(dot), .. }) = dot.items.first().filter(|_| count > 0) else {
        return;
    };
    let mut run = GlyphRun::clone(dot);
    run.text = ".".repeat(count).into();
    let advance = i32::try_from(step.to_sp()).unwrap_or(0);
    run.glyphs = dot.glyphs.iter().map(|glyph| Glyph { advance, ..*glyph }).cycle().take(count).collect();
    let x = end - step * i64::try_from(count - 1).unwrap_or(0);
    line.items.push(Placed { x, y: Length::ZERO, kind: PlacedKind::Glyphs(Arc::new(run)), owner: None });
}

/// Makes the whole line a link to its page.
fn link(line: &mut Line, anchor: &Anchor, measure: Length, owner: ElementId) {
    let to = LinkTarget::Anchor(anchor.clone());
    let kind = PlacedKind::Link { to, width: measure, height: line.total() };
    line.items.push(Placed { x: Length::ZERO, y: -line.height, kind, owner: Some(owner) });
}
