//! Sets code line by line and without hyphens. The rest of a line that is too long follows on the next
//! line, after a sign.

use super::caption::caption;
use super::code_breaks::costs;
use super::code_lines::{CONTINUED, MIN_COLUMNS, pieces};
use super::context::BlockContext;
use super::group;
use super::setter::Setter;
use crate::book::tag::Tag;
use crate::book::{Listing, Origin};
use crate::design::code::{TokenLook, apply};
use crate::design::spec::CodeBlock;
use crate::design::{ParRole, TextStyle};
use crate::diag::{Diagnostic, Lack, Span};
use crate::layout::{ElementId, FORBID, Ground, Line, Placed, PlacedKind};
use crate::paragraph::{TextSource, hang_space, width_of_text};
use crate::units::{Colour, Length};

/// The sign before the rest of a long line. The author did not write it, so it is not part of the text.
const GOES_ON: &str = "\u{21AA}";
/// The size of the sign, in thousandths of the code's.
const GOES_ON_SIZE: i64 = 850;
/// The size of the number of a line, in thousandths of the code's.
const NUMBER_SIZE: i64 = 850;
/// The columns between the number of a line and the line.
const NUMBER_GAP: usize = 2;
/// The thickness of the bar beside a marked line, and its distance from the line where it has no background, in
/// thousandths of the code's size.
const BAR: i64 = 180;
const BAR_GAP: i64 = 600;

/// Sets a block of code, with its name and its caption kept on the same page as its nearest lines.
pub(super) fn listing(
    setter: &mut Setter<'_>,
    text: &str,
    listing: &Listing,
    span: Span,
    context: &BlockContext,
) {
    let style = setter.style(ParRole::Code, context);
    setter.space(style.above);
    if listing.is_bare() {
        set_in_its_direction(setter, text, listing, span, context);
    } else {
        let context = context.within(setter.element(context, Tag::Division));
        if !listing.title.is_empty() {
            group::label(setter, &listing.title, &context);
        }
        set_in_its_direction(setter, text, listing, span, &context);
        let caption = caption(
            setter,
            setter.shown(listing.number.as_ref(), &context).as_deref(),
            &listing.caption,
            span,
            &context,
        );
        if !caption.is_empty() {
            setter.penalise(FORBID);
            setter.space(setter.fit(setter.resources.design.spec.figures.caption_gap));
            setter.push_kept(caption);
        }
    }
    setter.space(style.below);
    setter.first = true;
}

/// Sets a block of code, which runs from left to right whatever surrounds it.
fn set_in_its_direction(
    setter: &mut Setter<'_>,
    text: &str,
    listing: &Listing,
    span: Span,
    context: &BlockContext,
) {
    setter.in_direction(false, context, |setter, context| set(setter, text, listing, span, context));
}

/// Sets a block of code.
fn set(setter: &mut Setter<'_>, text: &str, listing: &Listing, span: Span, context: &BlockContext) {
    let (spec, mut style) = (setter.resources.design.spec.code, setter.style(ParRole::Code, context));
    let column = width_of_text("0", &style.text, setter.resources).max(Length::pt(1));
    let columns = |count: usize| column * i64::try_from(count).unwrap_or(0);
    let whole = (style.left, setter.resources.design.page.measure - style.left - style.right);
    style.left += columns(number_columns(text, listing));
    let room = whole.1 + whole.0 - style.left;
    let count = usize::try_from(room.to_sp() / column.to_sp()).unwrap_or(1).max(MIN_COLUMNS);
    let lines = pieces(text, listing, &spec, count);
    let context = context.within(setter.element(context, Tag::Paragraph));
    let element = setter.element(&context, Tag::Code);
    let reported = setter.sink.len();
    let looks = Looks::new(&style.text, &spec);
    let costs = costs(&lines, listing);
    for (index, piece) in lines.iter().enumerate() {
        let at = u32::try_from(piece.at).unwrap_or(u32::MAX);
        let Origin { text, node, .. } = setter.source(span).origin;
        let source = TextSource { span: Some(span), origin: Origin { text, node, at }, jumps: &piece.jumps };
        let parts: Vec<_> = piece.parts().map(|(text, look)| (text, looks.style(look))).collect();
        let mut line = setter.set_parts(&parts, source).owned_by(element);
        (line.height, line.depth) = style.strut();
        let (first, last) = (index == 0, index + 1 == lines.len());
        let goes_on = lines.get(index + 1).is_some_and(|next| next.sign.is_some());
        // A space separates lines when they are copied, but not the parts of one line of code.
        if !last && !goes_on {
            hang_space(&mut line, setter.rtl, setter.resources.fonts);
        }
        if let Some(indent) = piece.sign {
            line.shift(columns(indent + CONTINUED));
            let mut sign = setter.set_text(GOES_ON, &small(&style.text, GOES_ON_SIZE), None);
            sign.shift(columns(indent));
            line.items.splice(0..0, sign.items);
        }
        line.shift(style.left);
        line.span = Some(span);
        if let Some(number) = listing.number_of(piece.line).filter(|_| piece.sign.is_none()) {
            let mut number = setter.set_text(&number.to_string(), &small(&style.text, NUMBER_SIZE), None);
            number.shift(style.left - columns(NUMBER_GAP) - number.width);
            // It is in no element, so that it is not read aloud.
            line.items.extend(number.items);
        }
        if listing.is_marked(piece.line) {
            bar(&mut line, &spec, whole.0, style.text.size);
        }
        ground(&mut line, (spec, element), whole, (first, last));
        if context.keep {
            setter.penalise(FORBID);
        } else if let Some(cost) = costs[index] {
            setter.penalise(cost);
        }
        setter.push(line);
    }
    count_together(&mut setter.sink, reported);
}

/// The styles of tokens.
struct Looks<'s> {
    plain: &'s TextStyle,
    changed: [(TokenLook, TextStyle); 3],
}

impl<'s> Looks<'s> {
    fn new(plain: &'s TextStyle, spec: &CodeBlock) -> Self {
        let changed = [TokenLook::Bold, TokenLook::Italic, TokenLook::Struck].map(|look| {
            let mut style = plain.clone();
            apply(look, spec, &mut style);
            (look, style)
        });
        Self { plain, changed }
    }

    fn style(&self, wanted: Option<TokenLook>) -> &TextStyle {
        let mut changed = self.changed.iter();
        changed.find(|(look, _)| Some(*look) == wanted).map_or(self.plain, |(_, style)| style)
    }
}

/// Returns the number of columns that the numbers of lines take; 0 without numbers.
fn number_columns(text: &str, listing: &Listing) -> usize {
    let last = listing.number_of(text.matches('\n').count());
    last.map_or(0, |last| last.to_string().len() + NUMBER_GAP)
}

/// Returns a style with a share of its size, in thousandths.
fn small(style: &TextStyle, share: i64) -> TextStyle {
    TextStyle { size: style.size.ratio(share, 1000), ..style.clone() }
}

/// Puts a bar in the margin beside a line: at the background, or at some distance from the line.
fn bar(line: &mut Line, spec: &CodeBlock, left: Length, size: Length) {
    let (width, gap) = (size.ratio(BAR, 1000), size.ratio(BAR_GAP, 1000));
    let beside = if spec.ground.is_some() { spec.pad } else { gap };
    let kind = PlacedKind::Rule { width, height: line.height + line.depth, colour: Colour::BLACK };
    line.items.push(Placed { x: left - beside - width, y: -line.height, kind, owner: None });
}

/// Combines the diagnostics about missing glyphs in the lines of a block into one, in which a character
/// counts once for each of several equal lines.
fn count_together(sink: &mut Vec<Diagnostic>, from: usize) {
    let mut found: Option<Diagnostic> = None;
    for mut diagnostic in sink.split_off(from) {
        let known = found.as_mut().map(|found| (found.span, found.lack.as_deref_mut()));
        match (known, diagnostic.lack.as_deref_mut()) {
            (Some((span, Some(Lack::Glyphs(all, of)))), Some(Lack::Glyphs(glyphs, lang)))
                if span == diagnostic.span && of == lang =>
            {
                all.append(glyphs);
            }
            (None, Some(Lack::Glyphs(..))) => found = Some(diagnostic),
            (Some(_) | None, _) => sink.push(diagnostic),
        }
    }
    sink.extend(found);
}

/// Adds the background of a line, and rules above the first and below the last, both extended by the pad.
fn ground(
    line: &mut Line,
    (spec, of): (CodeBlock, ElementId),
    (left, width): (Length, Length),
    (first, last): (bool, bool),
) {
    if spec.ground.is_none() && spec.rule.is_zero() {
        return;
    }
    let (above, below) = (line.height + spec.pad, line.depth + spec.pad);
    line.height = if first { above } else { line.height };
    line.depth = if last { below } else { line.depth };
    let (x, width) = (left - spec.pad, width + spec.pad * 2);
    let mut rule = |y| {
        let kind = PlacedKind::Rule { width, height: spec.rule, colour: Colour::BLACK };
        line.items.insert(0, Placed { x, y, kind, owner: None });
    };
    if first && !spec.rule.is_zero() {
        rule(-above);
    }
    if last && !spec.rule.is_zero() {
        rule(below - spec.rule);
    }
    line.grounds.extend(spec.ground.map(|colour| Ground { of, x, width, above, below, colour }));
}
