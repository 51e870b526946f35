//! Where the pages of a galley end.

use super::breaker::{self, Heights, MadeUp, PageEnd};
use super::page::Side;
use super::place::{Body, Placer};
use super::strip;
use crate::book::Anchor;
use crate::book::role::Opening;
use crate::design::Design;
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::galley::{FORBID, Galley, ORPHAN, WIDOW};
use crate::units::Length;

/// Where the pages of a galley end and how its paragraphs are set, for each side on which it may open;
/// which it is shows when all galleys before it are known.
#[derive(Debug)]
pub struct Choices {
    recto: Option<MadeUp>,
    verso: Option<MadeUp>,
}

impl Choices {
    /// Chooses where pages end, and with that the way of every paragraph.
    pub fn new(galley: &Galley, design: &Design) -> Self {
        let page = &design.page;
        let heights =
            Heights { text: design.text_height(), note_gap: page.note_gap, leading: design.leading };
        let copy = strip::gather(galley, design.leading);
        let made = |side| breaker::break_pages(&copy, heights, side);
        let (recto, verso) = match galley.opening {
            Opening::Recto => (Some(made(Side::Recto)), None),
            Opening::Verso => (None, Some(made(Side::Verso))),
            Opening::NextPage => {
                let (recto, verso) = rayon::join(|| made(Side::Recto), || made(Side::Verso));
                (Some(recto), Some(verso))
            }
        };
        Self { recto, verso }
    }

    /// The ways that may be wanted, as [`Galley::settle`] asks for them.
    pub fn taken(&self) -> Vec<u8> {
        let mut taken = Vec::new();
        for made in [&self.recto, &self.verso].into_iter().flatten() {
            taken.resize(made.ways.len(), 0);
            taken.iter_mut().zip(&made.ways).for_each(|(mask, way)| *mask |= 1 << way);
        }
        taken
    }
}

/// A galley whose lines are built, with the choices made for it.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) galley: &'a Galley,
    copy: strip::Copy<'a>,
    choices: &'a Choices,
}

impl<'a> Plan<'a> {
    /// Of choices that were made for this galley.
    pub fn new(galley: &'a Galley, choices: &'a Choices, design: &Design) -> Self {
        Self { galley, copy: strip::gather(galley, design.leading), choices }
    }

    /// As made up for a side; what opens on one side only is made up for that.
    fn made(&self, side: Side) -> &MadeUp {
        let (wanted, other) = match side {
            Side::Recto => (&self.choices.recto, &self.choices.verso),
            Side::Verso => (&self.choices.verso, &self.choices.recto),
        };
        wanted.as_ref().or(other.as_ref()).expect("made up for one side at least")
    }

    /// How many pages it takes; one without a line still has its page: it was asked for.
    pub(super) fn pages(&self, side: Side) -> usize {
        self.made(side).ends.len().max(1)
    }

    fn steps(&self, side: Side) -> Vec<strip::Step<'a>> {
        self.made(side).steps.iter().map(|step| self.copy.steps[*step]).collect()
    }

    /// The identifiers on each of its pages.
    pub(super) fn anchors(&self, side: Side) -> Vec<Vec<&'a Anchor>> {
        let steps = self.steps(side);
        let mut from = PageEnd::default();
        let mut pages = Vec::new();
        for end in &self.made(side).ends {
            let text = steps[from.step..end.step].iter().map(|step| step.line);
            let notes = self.copy.notes[from.note..end.note].iter().map(|note| note.line);
            let floats = self.copy.floats[from.float..end.float].iter();
            let floats = floats.flat_map(|float| float.float.lines.iter().map(|(_, line)| line));
            pages.push(text.chain(floats).chain(notes).flat_map(|line| &line.anchors).collect());
            from = *end;
        }
        if pages.is_empty() {
            pages.push(Vec::new());
        }
        pages
    }

    /// The pages, counted from 0, that could not be ended well: what is wrong with each, and where
    /// that was written.
    pub(super) fn evils(&self, side: Side) -> Vec<(usize, String, Option<Span>)> {
        let steps = self.steps(side);
        let made = self.made(side);
        let mut evils = Vec::new();
        for (page, end) in made.ends.iter().enumerate() {
            let Some(step) = steps.get(end.step) else { continue };
            let (page, evil) = match step.penalty {
                FORBID.. => (page, "ends within what belongs together".to_owned()),
                WIDOW => (page + 1, "begins with the last line of a paragraph".to_owned()),
                ORPHAN => (page, "ends with the first line of a paragraph".to_owned()),
                _ => match not_level(made, page, side) {
                    Some(evil) => (page, evil),
                    None => continue,
                },
            };
            evils.push((page, evil, step.line.span));
        }
        evils
    }

    /// Places the lines of its pages.
    pub(super) fn place(&self, side: Side, design: &Design) -> Outcome<Vec<Body>> {
        let made = self.made(side);
        let text = design.text_height();
        let steps = self.steps(side);
        let placer = Placer {
            steps: &steps,
            spots: &made.spots,
            copy: &self.copy,
            page: &design.page,
            leading: design.leading,
            text,
        };
        let mut from = PageEnd::default();
        let mut bodies = Vec::with_capacity(made.ends.len().max(1));
        for end in &made.ends {
            bodies.push(placer.place(from, *end));
            from = *end;
        }
        if bodies.is_empty() {
            bodies.push(Body::default());
        }
        Outcome::new(bodies, too_tall(&steps, text))
    }
}

/// What is wrong with a right-hand page that does not end level with the page it faces.
fn not_level(made: &MadeUp, page: usize, opens: Side) -> Option<String> {
    let is_recto = page.is_multiple_of(2) == (opens == Side::Recto);
    let (left, right) = (made.short[page.checked_sub(1)?]?, made.short[page]?);
    let apart = left.abs_diff(right);
    let lines = if apart == 1 { "a line".to_owned() } else { format!("{apart} lines") };
    let than = if right > left { "shorter" } else { "longer" };
    (is_recto && apart > 0).then(|| format!("is {lines} {than} than the page it faces"))
}

/// Lines that no page can hold run over the foot; the author is told.
fn too_tall(steps: &[strip::Step<'_>], text: Length) -> Vec<Diagnostic> {
    let tall = steps.iter().filter(|step| step.line.total() + step.repeat > text);
    tall.map(|step| {
        let over = step.line.total() + step.repeat - text;
        let message = format!("this is {over} pt taller than the page");
        Diagnostic::new(Code::RowTooTall, step.line.span, message).help("divide it, or make it smaller")
    })
    .collect()
}
