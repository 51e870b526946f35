//! The input of setting, the request for a paragraph, and the result.

use super::breaker::{LineSpaces, Variant};
use super::indents::LineIndent;
use super::lines::BrokenText;
use super::text::CollectedText;
use crate::assets::Assets;
use crate::book::{Attr, Book, Class};
use crate::design::style::ParStyle;
use crate::design::{Design, LeadIn};
use crate::diag::{Code, Diagnostic, Span};
use crate::fonts::Library;
use crate::layout::{Folios, Line, PendingLine, VariantId};
use crate::units::Length;

/// What setting reads besides the text: the book, the design, the faces and pictures, the folios.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resources<'a> {
    /// The book, for its labels, notes and contents.
    pub(crate) book: &'a Book,
    /// The designer's specification.
    pub(crate) design: &'a Design,
    /// The faces.
    pub(crate) fonts: &'a Library,
    /// The pictures.
    pub(crate) assets: &'a Assets,
    /// The page labels from the last make-up, for the contents page; empty in the first pass.
    pub(crate) folios: &'a Folios,
    /// Whether every line keeps the report of how its end was chosen.
    pub(crate) explains: bool,
}

/// How a paragraph is to be set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphRequest<'a> {
    /// Its style.
    pub(crate) style: &'a ParStyle,
    /// The measure, its indents included.
    pub(crate) measure: Length,
    /// The additional indents of its first lines.
    pub(crate) indents: &'a [LineIndent],
    /// The word spaces of the line right above it, from the left end of the measure.
    pub(crate) above: &'a LineSpaces,
    /// The style of its opening.
    pub(crate) lead: LeadIn,
    /// Whether the room beside its initial may go on beside the next paragraph.
    pub(crate) carries: bool,
    /// How its lines are balanced; `None` if the last one is as long as what is left.
    pub(crate) balance: Option<Balance>,
    /// The maximum number of variants, each with a different number of lines.
    pub(crate) max_variants: usize,
    /// The number of lines that the author asks for.
    pub(crate) change: Option<LineChange>,
}

/// How the lines of a title are made about equally long, the last one too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Balance {
    /// They may end anywhere.
    Free,
    /// The first does not end after the first word.
    FirstWordTied,
}

/// A number of lines that the author asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineChange {
    /// A line more than in the best variant.
    Looser,
    /// A line fewer.
    Tighter,
}

impl LineChange {
    /// Returns the change that the classes of a paragraph ask for.
    pub(crate) fn of(attr: &Attr) -> Option<Self> {
        let asks = |(class, _): &(Class, Self)| attr.has_class(*class);
        [(Class::Looser, Self::Looser), (Class::Tighter, Self::Tighter)]
            .into_iter()
            .find(asks)
            .map(|(_, change)| change)
    }

    /// Keeps only the variant that is asked for; `variants` begins with the best one. If there is none, keeps
    /// the best, with a warning at the first word of the text.
    pub(super) fn keep(
        self,
        variants: &mut Vec<Variant>,
        collected: &CollectedText,
        sink: &mut Vec<Diagnostic>,
    ) {
        if let Some(chosen) = self.choose(variants) {
            *variants = vec![chosen];
            return;
        }
        let word = collected.text.find(char::is_whitespace).unwrap_or(collected.text.len());
        sink.push(self.refusal(collected.span(0..word)));
        variants.truncate(1);
    }

    /// Returns the variant that is asked for; `variants` begins with the best one.
    fn choose(self, variants: &[Variant]) -> Option<Variant> {
        let best = variants.first()?.breaks.len();
        let wanted = match self {
            Self::Looser => best + 1,
            Self::Tighter => best.checked_sub(1)?,
        };
        variants.iter().find(|variant| variant.breaks.len() == wanted).cloned()
    }

    /// Returns the warning about a paragraph that has no such variant.
    fn refusal(self, span: Option<Span>) -> Diagnostic {
        let (length, class, fault) = match self {
            Self::Looser => ("longer", Class::Looser, "loose"),
            Self::Tighter => ("shorter", Class::Tighter, "tight"),
        };
        let message = format!("the paragraph cannot run a line {length}");
        let help = format!(
            "its lines would be too {fault}; remove `.{}`, or change the length of the text",
            class.name()
        );
        Diagnostic::new(Code::LinesNotChanged, span, message).help(help)
    }
}

impl ParagraphRequest<'_> {
    /// Returns the measure within the indents.
    pub(super) fn width(&self) -> Length {
        self.measure - self.style.left - self.style.right
    }
}

/// A paragraph in the variants that were requested.
pub(crate) struct ParagraphVariants {
    /// The variants, the best first.
    pub(crate) variants: Vec<ParagraphVariant>,
    /// The number of first lines that no page end may separate.
    pub(crate) kept: usize,
    /// The room beside its initial that is left below its last line.
    pub(crate) rest: Vec<LineIndent>,
    /// The word spaces of the last line of its best variant, from the left end of the measure.
    pub(crate) spaces: LineSpaces,
    /// The text that the lines are built from; `None` for a paragraph of nothing but anchors.
    pub(super) text: Option<BrokenText>,
}

/// A variant of a paragraph, whose text is still to be set.
#[derive(Clone, Debug)]
pub(crate) struct ParagraphVariant {
    /// The variant.
    pub(crate) id: VariantId,
    /// How much worse it is than the best variant, in demerits.
    pub(crate) cost: i64,
    /// Its lines.
    pub(crate) lines: Vec<PendingLine>,
}

impl ParagraphVariants {
    /// Builds the lines of the best variant.
    pub(crate) fn into_lines(self, resources: Resources<'_>) -> Vec<Line> {
        let Self { variants, text, .. } = self;
        let Some(best) = variants.into_iter().next() else { return Vec::new() };
        let lines = best.lines.into_iter().enumerate();
        lines.map(|(index, line)| build(text.as_ref(), best.id, index, line, resources)).collect()
    }

    /// Returns the byte of the text at which the last line of the best variant begins, and whether that line is longer
    /// than its measure; `None` for a paragraph of nothing but anchors.
    pub(super) fn last_line(&self) -> Option<(usize, bool)> {
        let best = self.variants.first()?;
        self.text.as_ref()?.last_line(best.id)
    }

    /// Returns the text that the lines are built from, and the variants.
    pub(crate) fn into_parts(self) -> (Option<BrokenText>, Vec<ParagraphVariant>) {
        (self.text, self.variants)
    }
}

/// Sets the text of a pending line.
pub(crate) fn build(
    text: Option<&BrokenText>,
    variant: VariantId,
    index: usize,
    line: PendingLine,
    resources: Resources<'_>,
) -> Line {
    match text {
        Some(text) => text.build(variant, index, line, resources),
        None => line.0,
    }
}
