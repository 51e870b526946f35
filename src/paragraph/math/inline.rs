//! Divides a formula in running text into boxes between which a line may end (The TeXbook, chapters 14 and 18).

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{AtomClass, Gap, Item, ItemKind, MathStyle, Row};
use crate::units::Length;

/// The costs of a line that ends behind a relation and behind a binary operator (The TeXbook, chapter 14,
/// `\relpenalty` and `\binoppenalty`).
const AFTER_RELATION: i32 = 500;
const AFTER_OPERATION: i32 = 700;
/// The cost of a line that ends at a wide space, such as `\quad`, and the minimum width of one in thousandths of an em.
const AT_SPACE: i32 = 0;
const WIDE: i64 = 900;

/// A part of a formula in running text.
#[derive(Clone, Debug)]
pub(in crate::paragraph) enum InlinePart {
    /// What no line divides.
    Box(MathBox),
    /// A space that the line may widen.
    Space(Length),
    /// A place where a line may end, at a cost.
    Break(i32),
}

/// The parts of a formula that are being gathered.
struct Parts {
    done: Vec<InlinePart>,
    open: MathBox,
    has_items: bool,
    /// The cost of a line end behind the last item.
    cost: Option<i32>,
    before: Option<AtomClass>,
}

impl MathSetter<'_> {
    /// Sets a formula in running text.
    pub(in crate::paragraph) fn inline(&mut self, row: &Row) -> Vec<InlinePart> {
        let mut parts =
            Parts { done: Vec::new(), open: MathBox::default(), has_items: false, cost: None, before: None };
        self.divide(row, SetStyle::of(MathStyle::Text), &mut parts);
        parts.flush();
        parts.done
    }

    fn divide(&mut self, row: &Row, style: SetStyle, parts: &mut Parts) {
        for item in row {
            if let ItemKind::Styled(level, inner) = &item.kind {
                self.divide(inner, style.with(*level), parts);
                continue;
            }
            let width = self.gap(item.gap, style);
            parts.before(item, width);
            let set = self.item(item, style);
            if matches!(item.kind, ItemKind::Space(_)) && set.width >= self.em(WIDE, style) {
                parts.wide_space(set.width);
                continue;
            }
            parts.open.append(set.flat());
            parts.has_items = true;
            parts.cost = item.class.and_then(cost_behind).or(parts.cost.filter(|_| item.class.is_none()));
        }
    }
}

impl Parts {
    /// Adds the space before an item, and the opportunity before that.
    fn before(&mut self, item: &Item, width: Length) {
        if item.class.is_none() {
            return;
        }
        // Two relations belong together, as `:=` does.
        let is_relation = item.class == Some(AtomClass::Relation);
        let follows_relation = self.before == Some(AtomClass::Relation);
        let cost = self.cost.take().filter(|_| !(is_relation && follows_relation));
        self.before = item.class;
        match (item.gap, cost) {
            (Gap::None | Gap::Thin, None) => self.open.width += width,
            (Gap::None | Gap::Thin, Some(cost)) => {
                self.flush();
                self.done.push(InlinePart::Break(cost));
                if !width.is_zero() {
                    self.done.push(InlinePart::Space(width));
                }
            }
            (Gap::Medium | Gap::Thick, cost) => {
                self.flush();
                self.done.extend(cost.map(InlinePart::Break));
                self.done.push(InlinePart::Space(width));
            }
        }
    }

    /// Adds a wide space, at which a line may end.
    fn wide_space(&mut self, width: Length) {
        self.flush();
        self.cost = None;
        self.done.extend([InlinePart::Break(AT_SPACE), InlinePart::Space(width)]);
    }

    fn flush(&mut self) {
        let set = std::mem::take(&mut self.open);
        if std::mem::take(&mut self.has_items) {
            self.done.push(InlinePart::Box(set));
        } else if !set.width.is_zero() {
            self.done.push(InlinePart::Space(set.width));
        }
    }
}

fn cost_behind(class: AtomClass) -> Option<i32> {
    match class {
        AtomClass::Relation => Some(AFTER_RELATION),
        AtomClass::Binary => Some(AFTER_OPERATION),
        AtomClass::Ordinary
        | AtomClass::Operator
        | AtomClass::Opening
        | AtomClass::Closing
        | AtomClass::Punctuation
        | AtomClass::Inner => None,
    }
}
