//! Blocks to columns: sets every kind of block to the measure, from top to bottom.
//!
//! [`set`] sets a division; make-up then chooses the variants of its paragraphs, and
//! [`SetDivision::build`] sets their text.

mod caption;
mod code;
mod code_breaks;
mod code_lines;
mod columns;
mod contents;
mod context;
mod direction;
mod display;
mod drama;
mod endnotes;
mod figure;
mod figure_elements;
mod float;
mod formula;
mod furniture;
mod group;
mod heading;
mod index;
mod kinds;
mod language;
mod large_pictures;
mod letter;
mod list;
mod note;
mod opening;
mod paragraph;
mod picture_row;
mod put;
mod setter;
mod stack;
mod table;
mod verse;
mod wrap;
mod wrap_figure;
mod written_index;

use crate::book::role::Matter;
use crate::book::{Division, title_lines};
use crate::diag::Outcome;
use crate::layout::{
    BuiltParagraph, BuiltVariant, Galley, ParagraphId, PendingParagraph, Strip, Structure, VariantId,
};
use crate::paragraph::{BrokenText, Resources, build};
use opening::Start;
use setter::Setter;

/// A division, or several as one column, set to the measure, with the text of its paragraphs still to be set.
pub(crate) struct SetDivision {
    /// The galley, which make-up reads.
    pub(crate) galley: Galley<PendingParagraph>,
    /// The broken text of its paragraphs, by [`ParagraphId`].
    texts: Vec<Option<BrokenText>>,
}

/// Sets divisions as one column: the first opens a page, and the others, if there are any, run on. They are
/// nested in `depth` other divisions of a part of the book.
///
/// Problems that only setting finds (a character without a glyph, a line that does not fit) are
/// diagnostics of the outcome; no text is left out because of them.
///
/// # Panics
/// Panics if there are no divisions.
pub(crate) fn set(
    divisions: &[&Division],
    matter: Matter,
    depth: u8,
    resources: Resources<'_>,
) -> Outcome<SetDivision> {
    let (first, others) = divisions.split_first().expect("a column has a division");
    let structure = Structure::new(first.role.tag());
    let mut setter = Setter::new(resources, structure, depth, first.text, kinds::set_block);

    // Set the first division, and below it those that run on.
    setter.begin(first);
    set_division(&mut setter, first, matter, Start::Page);
    for division in others {
        setter.start(division);
        set_division(&mut setter, division, matter, Start::RunOn);
    }

    // Set the notes called in them.
    let mut column = setter.finish(&first.anchor());
    let notes = note::set_all(&mut column, resources, kinds::set_block);

    // Set the heads and feet of their pages.
    let mut furniture_of =
        |division: &Division| furniture::of(division, resources).drain_into(&mut column.diagnostics);
    let furniture = furniture_of(first);
    let run_on = others.iter().map(|division| (division.anchor(), furniture_of(division))).collect();
    let opening = resources.design.openings.page(first.role, matter);
    let (id, text, role) = (first.id.clone(), first.text, first.role);
    let put::Column { strips, structure, texts, diagnostics } = column;
    let galley =
        Galley { id, text, role, matter, opening, strips, notes, furniture, run_on, structure, depth };
    Outcome::new(SetDivision { galley, texts }, diagnostics)
}

fn set_division(setter: &mut Setter<'_>, division: &Division, matter: Matter, start: Start) {
    // Set the opening: number and title, below their sink.
    opening::set(setter, division, start);

    // Set the text block by block, and the space at the foot of the opening page.
    setter.lead = Some(setter.resources.design.lead.in_division(matter, division.role));
    let context = opening::context(setter, division);
    columns::of_division(setter, division, title_lines(&division.blocks).1, &context);
    setter.lead = None;
    endnotes::set(setter, division);
    opening::close(setter, division);
}

impl SetDivision {
    /// Sets the text of the variants that make-up has chosen, given in ascending order. The input of
    /// all other variants is dropped.
    pub(crate) fn build(
        self,
        chosen: &[(ParagraphId, VariantId)],
        resources: Resources<'_>,
    ) -> Galley<BuiltParagraph> {
        let Self { galley, texts } = self;
        let Galley { id, text, role, matter, opening, strips, notes, furniture, run_on, structure, depth } =
            galley;
        let built = |paragraph: PendingParagraph| {
            let text = texts[paragraph.id.0 as usize].as_ref();
            let is_chosen = |variant: VariantId| chosen.binary_search(&(paragraph.id, variant)).is_ok();
            let variants = paragraph.variants.into_iter().filter(|variant| is_chosen(variant.id));
            let variants = variants.map(|variant| {
                let lines = variant.lines.into_iter().enumerate();
                let build = |(index, (_, line))| build(text, variant.id, index, line, resources);
                BuiltVariant { id: variant.id, lines: lines.map(build).collect() }
            });
            BuiltParagraph { variants: variants.collect() }
        };
        let strips = strips.into_iter().map(|strip| match strip {
            Strip::Paragraph(paragraph) => Strip::Paragraph(built(paragraph)),
            Strip::Line(line) => Strip::Line(line),
            Strip::Space { height, kind } => Strip::Space { height, kind },
            Strip::Penalty(cost) => Strip::Penalty(cost),
            Strip::Fill(weight) => Strip::Fill(weight),
            Strip::Float(float) => Strip::Float(float),
            Strip::Barrier => Strip::Barrier,
            Strip::Columns(columns) => Strip::Columns(columns),
        });
        let strips = strips.collect();
        Galley { id, text, role, matter, opening, strips, notes, furniture, run_on, structure, depth }
    }
}
