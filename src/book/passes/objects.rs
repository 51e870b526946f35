//! Numbers figures, tables, listings and equations, through the book or within chapters and sections. Entry point:
//! [`number`].

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::book::math::{EquationMark, Formula};
use crate::book::model::visit::{self, Editor};
use crate::book::model::{
    Block, BlockKind, Class, FigureImage, GroupRole, Inline, InlineKind, Number, NumberKind, NumberStyles,
    SpanRole, StatementKind, is_listing_id,
};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::project::blocks::OwnBlock;
use crate::project::design::choices::NumberStyle;
use crate::project::{NumberScope, NumberingOptions, StatementNumbering};
use crate::words::Digits;

/// Numbers the figures and tables that have a caption or are referred to by a name, unless their author wants no
/// number, listings with a name, and equations.
///
/// What is in one of the books only is counted in that book, so that two versions of a figure, one for
/// each book, have one number.
pub(super) fn number(drafts: &mut [Draft], options: &NumberingOptions, own: &[OwnBlock], digits: Digits) {
    let mut counter = ObjectCounter {
        options,
        own,
        digits,
        counts: BTreeMap::new(),
        chapter: None,
        section: None,
        only: None,
        parts: None,
    };
    for draft in drafts {
        if draft.depth == 0 {
            counter.begin_chapter(draft.division.number.as_ref());
        }
        visit::edit_blocks(&mut draft.division.blocks, &mut counter);
    }
}

/// Reports what cannot be counted by chapter, since chapters have no numbers.
pub(super) fn check(options: &NumberingOptions, styles: NumberStyles, sink: &mut Vec<Diagnostic>) {
    if styles.chapters != NumberStyle::None {
        return;
    }
    for (name, scope) in options.written() {
        let Some(scope) = scope.as_ref().filter(|scope| scope.value != NumberScope::Book) else { continue };
        let message = format!("{name} are counted through the book, since chapters have no numbers");
        let help = "write `chapter.number: figures` in `design`, or `book` here";
        sink.push(Diagnostic::new(Code::UnusualDesign, scope.span, message).help(help));
    }
}

struct ObjectCounter<'a> {
    options: &'a NumberingOptions,
    /// The author's own kinds of numbered blocks.
    own: &'a [OwnBlock],
    digits: Digits,
    counts: BTreeMap<NumberKind, KindCounts>,
    /// The number of the chapter, if it has one.
    chapter: Option<Number>,
    /// The number of the section of level 2, if it has one.
    section: Option<Number>,
    /// The group that is being walked, if it is for one of the books only.
    only: Option<GroupRole>,
    /// The number whose parts the equations are that are being walked, and the count of these.
    parts: Option<(Number, EditionCounts)>,
}

/// The counts of one kind of thing.
#[derive(Default)]
struct KindCounts {
    /// Those outside of numbered chapters, or all of the book.
    book: EditionCounts,
    /// Those of the chapter.
    chapter: EditionCounts,
    /// Those of the section.
    section: EditionCounts,
}

/// Returns whether a picture of a group has a letter.
fn has_letter(image: &FigureImage) -> bool {
    let first = image.caption.first().map(|inline| &inline.kind);
    matches!(first, Some(InlineKind::Span(SpanRole::FigureLetter, _)))
}

/// Numbers the pictures of a group that have letters.
fn number_parts(images: &mut [FigureImage], number: &Number) {
    for (count, image) in (1..).zip(images).filter(|(_, image)| has_letter(image)) {
        image.caption[0].attr.get_mut().number = Some(number.part(count));
    }
}

/// The counts in each of the books.
#[derive(Default)]
struct EditionCounts {
    epub: u32,
    pdf: u32,
}

impl EditionCounts {
    /// Returns the next number. It is the same for both books unless `only` names one of them.
    fn next(&mut self, only: Option<GroupRole>) -> u32 {
        match only {
            Some(GroupRole::OnlyEpub) => {
                self.epub += 1;
                self.epub
            }
            Some(_) => {
                self.pdf += 1;
                self.pdf
            }
            None => {
                let next = self.epub.max(self.pdf) + 1;
                *self = Self { epub: next, pdf: next };
                next
            }
        }
    }
}

/// Returns the kind with which a kind of theorem is counted, usually itself. Returns `None` for one without numbers.
fn root(kind: StatementKind, options: &NumberingOptions, own: &[OwnBlock]) -> Option<StatementKind> {
    let mut kind = kind;
    // As many steps as there may be kinds, so that a circle ends.
    for _ in 0..=options.kinds.len() {
        let name = name_of(kind, own);
        match options.kinds.iter().find(|(known, _)| Some(known.as_str()) == name).map(|(_, how)| &how.value)
        {
            Some(StatementNumbering::None) => return None,
            Some(StatementNumbering::With(other)) => kind = kind_named(other, own).unwrap_or(kind),
            Some(StatementNumbering::Within(_)) => return Some(kind),
            None => return kind.is_numbered().then_some(kind),
        }
    }
    Some(kind)
}

/// Returns the name of the div of a kind.
fn name_of(kind: StatementKind, own: &[OwnBlock]) -> Option<&str> {
    kind.name().or_else(|| of_author(kind, own).map(|own| own.class.as_str()))
}

/// Returns the word for one of the author's own kinds.
pub(super) fn own_name(kind: StatementKind, own: &[OwnBlock]) -> Option<&str> {
    of_author(kind, own).map(|own| own.name.as_str())
}

fn of_author(kind: StatementKind, own: &[OwnBlock]) -> Option<&OwnBlock> {
    if let StatementKind::Own(index, _) = kind { own.get(usize::from(index)) } else { None }
}

/// Returns the kind of a div with this name.
fn kind_named(name: &str, own: &[OwnBlock]) -> Option<StatementKind> {
    let of_author = || {
        let at = own.iter().position(|own| own.class == name)?;
        Some(StatementKind::Own(u8::try_from(at).ok()?, own[at].style.into()))
    };
    of_author().or_else(|| StatementKind::named(name))
}

/// Returns the range of text in which a kind of thing is counted.
fn scope(options: &NumberingOptions, own: &[OwnBlock], kind: NumberKind) -> NumberScope {
    if let NumberKind::Statement(kind) = kind {
        let of_kind = |(name, how): &(String, Spanned<StatementNumbering>)| match how.value {
            StatementNumbering::Within(scope) if Some(name.as_str()) == name_of(kind, own) => Some(scope),
            _ => None,
        };
        let of_all = || options.theorems.as_ref().map(|scope| scope.value);
        return options.kinds.iter().find_map(of_kind).or_else(of_all).unwrap_or(NumberScope::Chapter);
    }
    let (written, default) = match kind {
        NumberKind::Figure => (&options.figures, NumberScope::Book),
        NumberKind::Table => (&options.tables, NumberScope::Book),
        NumberKind::Listing => (&options.listings, NumberScope::Book),
        NumberKind::Equation => (&options.equations, NumberScope::Chapter),
        NumberKind::Part
        | NumberKind::Chapter
        | NumberKind::Appendix
        | NumberKind::Section
        | NumberKind::Statement(_) => return NumberScope::Book,
    };
    written.as_ref().map_or(default, |scope| scope.value)
}

impl ObjectCounter<'_> {
    /// Begins a chapter or another division.
    fn begin_chapter(&mut self, number: Option<&Number>) {
        self.chapter = number.cloned();
        self.counts.values_mut().for_each(|counts| counts.chapter = EditionCounts::default());
        self.begin_section(None);
    }

    /// Begins a section of level 2.
    fn begin_section(&mut self, number: Option<&Number>) {
        self.section = number.cloned();
        self.counts.values_mut().for_each(|counts| counts.section = EditionCounts::default());
    }

    /// Returns the number of the next thing of a kind.
    fn next(&mut self, kind: NumberKind) -> Number {
        let counts = self.counts.entry(kind).or_default();
        let scope = scope(self.options, self.own, kind);
        let section = self.section.as_ref().filter(|_| scope == NumberScope::Section);
        let chapter = self.chapter.as_ref().filter(|_| scope != NumberScope::Book);
        match (section, chapter) {
            (Some(section), _) => section.within(kind, counts.section.next(self.only)),
            (None, Some(chapter)) => chapter.within(kind, counts.chapter.next(self.only)),
            (None, None) => Number::decimal(kind, counts.book.next(self.only)).in_digits(self.digits),
        }
    }

    /// Returns the number of the next theorem or the like.
    fn statement(&mut self, kind: StatementKind) -> Option<Number> {
        let root = root(kind, self.options, self.own)?;
        let number = self.next(NumberKind::Statement(root)).of_kind(NumberKind::Statement(kind));
        Some(number.with_name(own_name(kind, self.own).map(Into::into)))
    }

    fn formula(&mut self, formula: &mut Formula) {
        if let EquationMark::Counted(number) = &mut formula.mark {
            *number = Some(self.equation());
        }
        for label in formula.labels_mut() {
            if let EquationMark::Counted(number) = &mut label.mark {
                *number = Some(self.equation());
            }
        }
    }

    /// Returns the number of the next equation.
    fn equation(&mut self) -> Number {
        match &mut self.parts {
            Some((number, counts)) => number.part(counts.next(self.only)),
            None => self.next(NumberKind::Equation),
        }
    }
}

impl Editor for ObjectCounter<'_> {
    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Math(formula) = &mut inline.kind {
            self.formula(formula);
        }
    }

    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Heading { level: 2, number, .. } = &block.kind {
            self.begin_section(number.as_ref());
        }
        let named = block.attr.anchor().is_some();
        let is_unnumbered = block.attr.has_class(Class::Unnumbered);
        if is_unnumbered && !matches!(block.kind, BlockKind::Group(..)) {
            return;
        }
        let is_listing = block.attr.id().is_some_and(is_listing_id);
        match &mut block.kind {
            BlockKind::Figure(figure)
                if named || !figure.caption.is_empty() || figure.images.iter().any(has_letter) =>
            {
                let number = self.next(NumberKind::Figure);
                number_parts(&mut figure.images, &number);
                figure.number = Some(number);
            }
            BlockKind::Table(table) if named || table.caption.is_some() => {
                table.number = Some(self.next(NumberKind::Table));
            }
            BlockKind::Code { listing, .. } if is_listing => {
                listing.number = Some(self.next(NumberKind::Listing));
            }
            BlockKind::Math(formula) => self.formula(formula),
            BlockKind::Group(GroupRole::Statement(kind), _) if !is_unnumbered => {
                if let Some(number) = self.statement(*kind) {
                    block.attr.get_mut().number = Some(number);
                }
            }
            BlockKind::Group(GroupRole::Subequations, _) if self.parts.is_none() && !is_unnumbered => {
                let number = self.next(NumberKind::Equation);
                block.attr.get_mut().number = Some(number.clone());
                self.parts = Some((number, EditionCounts::default()));
            }
            BlockKind::Group(role @ (GroupRole::OnlyEpub | GroupRole::OnlyPdf), _) => {
                self.only = self.only.or(Some(*role));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
    }

    fn leave(&mut self, block: &mut Block) {
        if matches!(&block.kind, BlockKind::Group(role, _) if self.only == Some(*role)) {
            self.only = None;
        }
        if matches!(block.kind, BlockKind::Group(GroupRole::Subequations, _)) && block.attr.number().is_some()
        {
            self.parts = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_forms_of_a_figure_have_one_number() {
        let mut count = EditionCounts::default();
        let wanted = [None, Some(GroupRole::OnlyEpub), Some(GroupRole::OnlyPdf), None];
        assert_eq!(wanted.map(|only| count.next(only)), [1, 2, 2, 3]);
    }
}
