//! The pages of a galley: where they end, and what they contain.

use super::breaker::{self, Heights, MadeUp, PageEnd};
use super::gather::{self, Gathered, LineStep};
use super::place::{Body, Placer};
use crate::book::role::Opening;
use crate::book::tag::Tag;
use crate::book::{Anchor, NodeId, Origin};
use crate::design::Design;
use crate::design::spec::FolioPlace;
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::layout::{
    BuiltParagraph, ElementId, FORBID, Galley, ORPHAN, ParagraphId, PendingParagraph, Side, TextStart,
    VariantId, WIDOW,
};
use crate::units::Length;

/// The page ends of a galley and the variants of its paragraphs, for each side on which the galley may open.
/// The side is known only when all galleys before it are made up.
#[derive(Debug)]
pub struct Choices {
    gathered: Gathered,
    recto: Option<MadeUp>,
    verso: Option<MadeUp>,
}

impl Choices {
    /// Chooses the page ends and, with them, the variant of every paragraph.
    pub fn new(galley: &Galley<PendingParagraph>, design: &Design) -> Self {
        let heights = heights(design);
        let gathered = gather::gather(galley, design.leading);
        let made = |side| breaker::break_pages(&gathered, heights, side);
        let (recto, verso) = match galley.opening {
            Opening::Recto => (Some(made(Side::Recto)), None),
            Opening::Verso => (None, Some(made(Side::Verso))),
            Opening::NextPage if !heights.facing => (Some(made(Side::Recto)), None),
            Opening::NextPage => {
                let (recto, verso) = rayon::join(|| made(Side::Recto), || made(Side::Verso));
                (Some(recto), Some(verso))
            }
        };
        Self { gathered, recto, verso }
    }

    /// Returns the variants that may be placed, in ascending order.
    pub fn chosen(&self) -> Vec<(ParagraphId, VariantId)> {
        variants([&self.recto, &self.verso].into_iter().flatten())
    }
}

/// Returns the variants in which paragraphs are set, in ascending order.
pub(super) fn variants<'a>(made: impl Iterator<Item = &'a MadeUp>) -> Vec<(ParagraphId, VariantId)> {
    let mut variants: Vec<_> = made.flat_map(|made| made.variants.iter().copied()).collect();
    variants.sort_unstable();
    variants.dedup();
    variants
}

/// Returns the heights of the pages of a design.
pub(super) fn heights(design: &Design) -> Heights {
    Heights {
        text: design.text_height(),
        note_gap: design.page.note_gap,
        series_gap: design.page.series_gap(),
        leading: design.leading,
        elastic: design.page.elastic,
        facing: design.openings.sequence.facing,
        may_be_long: may_be_long(design),
    }
}

/// Returns whether the foot of a page has room for another line of text, and as much space below it.
fn may_be_long(design: &Design) -> bool {
    let page = &design.page;
    let below = page.trim.height - page.bottom + design.leading * 2;
    let folio = design.spec.furniture.folio;
    let is_at_foot = matches!(folio, FolioPlace::FootCentre | FolioPlace::FootOuter);
    let limit = if is_at_foot { page.folio_baseline } else { page.trim.height - design.leading };
    design.openings.sequence.facing && below <= limit
}

/// A galley whose lines are built, with the choices made for it.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) galley: &'a Galley<BuiltParagraph>,
    choices: &'a Choices,
}

impl<'a> Plan<'a> {
    /// Returns the plan of a galley that was built from these choices.
    pub fn new(galley: &'a Galley<BuiltParagraph>, choices: &'a Choices) -> Self {
        Self { galley, choices }
    }

    /// Returns the pages for an opening side. If the galley can open on only one side, these are always the
    /// pages for that side.
    fn made(&self, side: Side) -> &MadeUp {
        let (wanted, other) = match side {
            Side::Recto => (&self.choices.recto, &self.choices.verso),
            Side::Verso => (&self.choices.verso, &self.choices.recto),
        };
        wanted.as_ref().or(other.as_ref()).expect("made up for one side at least")
    }

    /// Returns the number of its pages. It is at least 1: a galley without lines has one blank page.
    pub(super) fn pages(&self, side: Side) -> usize {
        self.made(side).ends.len().max(1)
    }

    /// Returns whether a page after the first has no content, since the section after it opens on a right-hand
    /// page.
    pub(super) fn is_blank(&self, side: Side, page: usize) -> bool {
        let ends = &self.made(side).ends;
        page > 0 && ends.get(page).is_some_and(|end| *end == ends[page - 1])
    }

    fn steps(&self, side: Side) -> Vec<LineStep> {
        self.made(side).steps.iter().map(|step| self.choices.gathered.steps[*step]).collect()
    }

    /// Returns the anchors on each of its pages.
    pub(super) fn anchors(&self, side: Side) -> Vec<Vec<&'a Anchor>> {
        let steps = self.steps(side);
        let mut from = PageEnd::default();
        let mut pages = Vec::new();
        for end in &self.made(side).ends {
            let galley = self.galley;
            let text = steps[from.step..end.step].iter().map(|step| step.line.of(galley));
            let notes = self.choices.gathered.notes[from.note..end.note].iter().map(|note| note.of(galley));
            let floats = self.choices.gathered.floats[from.float..end.float].iter();
            let floats =
                floats.flat_map(|float| float.of(galley).stack.lines.iter().map(|stacked| &stacked.line));
            pages.push(text.chain(floats).chain(notes).flat_map(|line| &line.anchors).collect());
            from = *end;
        }
        if pages.is_empty() {
            pages.push(Vec::new());
        }
        pages
    }

    /// Returns the pages that could not be ended well: the index of each, its defect, and the place in the
    /// source.
    ///
    /// `lines` is the number of lines of a full page.
    pub(super) fn defects(&self, side: Side, lines: i64) -> Vec<(usize, String, Option<Span>)> {
        let steps = self.steps(side);
        let made = self.made(side);
        let in_code = self.steps_in_code(&steps);
        let mut defects = Vec::new();
        for (page, end) in made.ends.iter().enumerate() {
            let Some(step) = steps.get(end.step) else { continue };
            let (page, defect) = match step.penalty {
                FORBID.. => (page, "ends within what belongs together".to_owned()),
                WIDOW => (page + 1, "begins with the last line of a paragraph".to_owned()),
                ORPHAN => (page, "ends with the first line of a paragraph".to_owned()),
                _ => {
                    // Where code goes on, a good place to end a page counts more than its foot.
                    let divides_code = |page: usize| made.ends.get(page).is_some_and(|end| in_code[end.step]);
                    let is_free = divides_code(page) || page.checked_sub(1).is_some_and(divides_code);
                    let level = || not_level(made, page, side).filter(|_| !is_free);
                    match not_full(made, page, lines).or_else(level) {
                        Some(defect) => (page, defect),
                        None => continue,
                    }
                }
            };
            defects.push((page, defect, step.line.of(self.galley).span));
        }
        defects.extend(self.bad_columns(made, &steps));
        defects
    }

    /// Returns the columns side by side that could not be ended well, as [`defects`](Self::defects) returns pages.
    fn bad_columns(&self, made: &MadeUp, steps: &[LineStep]) -> Vec<(usize, String, Option<Span>)> {
        let mut defects = Vec::new();
        for set in &made.columns {
            let Some((end, inner)) = set.bounds.split_last() else { continue };
            let Some(page) = made.ends.iter().position(|page| page.step >= *end) else { continue };
            for step in inner.iter().skip(1).filter(|step| *step < end).map(|step| &steps[*step]) {
                let defect = match step.penalty {
                    FORBID.. => "has a column that ends within what belongs together",
                    WIDOW => "has a column that begins with the last line of a paragraph",
                    ORPHAN => "has a column that ends with the first line of a paragraph",
                    _ => continue,
                };
                defects.push((page, defect.to_owned(), step.line.of(self.galley).span));
            }
        }
        defects
    }

    /// Returns for each step, and for the end, whether a page that ends before it divides a block of code. An empty line
    /// of code is in no element.
    fn steps_in_code(&self, steps: &[LineStep]) -> Vec<bool> {
        let owner = |step: &LineStep| step.line.of(self.galley).items.iter().find_map(|item| item.owner);
        let owners: Vec<Option<ElementId>> = steps.iter().map(owner).collect();
        let is_code = |owner| self.galley.structure.element(owner).tag == Tag::Code;
        let mut in_code = vec![false; steps.len() + 1];
        let (mut above, mut first) = (None, 0);
        for (index, below) in owners.into_iter().enumerate().filter(|(_, owner)| owner.is_some()) {
            if above == below && below.is_some_and(is_code) {
                in_code[first..=index].fill(true);
            }
            (above, first) = (below, index + 1);
        }
        in_code
    }

    /// Places the lines of its pages. Lines that are taller than a page are reported.
    pub(super) fn place(&self, side: Side, design: &Design) -> Outcome<Vec<Body>> {
        let made = self.made(side);
        let text = design.text_height();
        let steps = self.steps(side);
        let placer = Placer {
            galley: self.galley,
            steps: &steps,
            spots: &made.spots,
            columns: &made.columns,
            facing: design.openings.sequence.facing,
            gathered: &self.choices.gathered,
            page: &design.page,
            leading: design.leading,
            text,
        };
        let mut from = PageEnd::default();
        let mut bodies = Vec::with_capacity(made.ends.len().max(1));
        let mut diagnostics = too_tall(self.galley, &steps, text);
        for (page, end) in made.ends.iter().enumerate() {
            let is_recto =
                !design.openings.sequence.facing || page.is_multiple_of(2) == (side == Side::Recto);
            let (body, crowded) = placer.place(from, *end, made.adjusted[page], is_recto);
            bodies.push(body);
            diagnostics.extend(crowded.map(|crowded| too_many_notes(crowded.span)));
            from = *end;
        }
        if bodies.is_empty() {
            bodies.push(Body::default());
        }
        // The first page begins at the start of the division, whatever its first line is.
        let origin = Origin { text: self.galley.text, node: NodeId::TEXT, at: 0 };
        bodies[0].start = Some(TextStart { origin, within_word: false });
        Outcome::new(bodies, diagnostics)
    }
}

/// Returns the defect of a page that ends no division and is less than three quarters full. `None` if there is
/// no such defect, or if it need not be full, since the author or the design ends it there.
fn not_full(made: &MadeUp, page: usize, lines: i64) -> Option<String> {
    let empty = i64::from(made.empty[page]);
    (empty * 4 > lines).then(|| format!("has {empty} empty lines"))
}

/// Returns the defect of a right-hand page that does not end level with the page it faces. `None` if there is
/// no such defect, or if one of the two need not be full.
fn not_level(made: &MadeUp, page: usize, opens: Side) -> Option<String> {
    let is_recto = page.is_multiple_of(2) == (opens == Side::Recto);
    let (left, right) = (made.short[page.checked_sub(1)?]?, made.short[page]?);
    let apart = left.abs_diff(right);
    let lines = if apart == 1 { "a line".to_owned() } else { format!("{apart} lines") };
    let than = if right > left { "shorter" } else { "longer" };
    (is_recto && apart > 0).then(|| format!("is {lines} {than} than the page it faces"))
}

/// Reports that the notes beside a page are taller than its text.
fn too_many_notes(span: Option<Span>) -> Diagnostic {
    let message = "the notes in the margin of a page are longer than its text, and extend below it";
    Diagnostic::new(Code::PageDefect, span, message)
        .help("shorten the notes, or set them at the foot: `design: { notes: { place: foot } }`")
}

/// Reports the lines that are taller than a page, and so extend below its foot.
fn too_tall(galley: &Galley<BuiltParagraph>, steps: &[LineStep], text: Length) -> Vec<Diagnostic> {
    let tall = steps.iter().filter(|step| step.total + step.repeat > text);
    tall.map(|step| {
        let over = step.total + step.repeat - text;
        let message = format!("this is {over} pt taller than the page");
        Diagnostic::new(Code::RowTooTall, step.line.of(galley).span, message)
            .help("divide it, or make it smaller")
    })
    .collect()
}

#[cfg(test)]
mod tests;
