//! Sets rows of items, each by its kind.

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{Item, ItemKind, Row};

/// The minimum heights of delimiters from `\big` to `\Bigg`, in thousandths of an em: those of delimiters around a box of
/// 8.5, 11.5, 14.5 or 17.5 points on the baseline, in type of ten (The TeXbook, appendix B).
const SIZED: [i64; 4] = [1081, 1622, 2162, 2703];

impl MathSetter<'_> {
    /// Sets a row as one box.
    pub(super) fn row(&mut self, row: &Row, style: SetStyle) -> MathBox {
        if let [item] = &row[..] {
            return self.item(item, style);
        }
        let mut out = MathBox::default();
        self.append_row(&mut out, row, style);
        out
    }

    /// Sets a row as one box that includes how far its last glyph leans.
    pub(super) fn flat_row(&mut self, row: &Row, style: SetStyle) -> MathBox {
        self.row(row, style).flat()
    }

    /// Appends the items of a row, with the spaces between them.
    pub(super) fn append_row(&mut self, out: &mut MathBox, row: &Row, style: SetStyle) {
        for item in row {
            out.width += self.gap(item.gap, style);
            if let ItemKind::Styled(level, inner) = &item.kind {
                self.append_row(out, inner, style.with(*level));
                continue;
            }
            let set = self.item(item, style).flat();
            out.append(set);
        }
    }

    /// Sets an item.
    pub(super) fn item(&mut self, item: &Item, style: SetStyle) -> MathBox {
        match &item.kind {
            ItemKind::Letters(text, alphabet) | ItemKind::Number(text, alphabet) => {
                self.text(&alphabet.text(text), style)
            }
            ItemKind::Sign(text) => self.text(text, style),
            ItemKind::LargeOperator(c) => self.large_operator(*c, style),
            ItemKind::Words(text, words) => self.words(text, *words, style),
            ItemKind::Fraction { above, below, bar, delimiters, is_continued } => {
                self.fraction((above, below), *bar, *delimiters, *is_continued, style)
            }
            ItemKind::Radical { body, degree } => self.radical(body, degree.as_ref(), style),
            ItemKind::Scripts { base, sub, sup, place } => {
                self.scripts(base, (sub.as_ref(), sup.as_ref()), *place, style)
            }
            ItemKind::Fence(fence) => self.fence(fence, style),
            ItemKind::SizedDelimiter(c, size) => {
                let token = self.token(*c);
                let height = SIZED[usize::from(*size).clamp(1, SIZED.len()) - 1];
                self.delimiter(Some((*c, token)), self.em(height, style), style)
            }
            ItemKind::Accent(accent) => self.accent(accent, style),
            ItemKind::Bar(bar) => self.bar(bar, style),
            ItemKind::Brace { body, sign, is_over } => self.brace(body, *sign, *is_over, style),
            ItemKind::Arrow(arrow) => self.arrow(arrow, style),
            ItemKind::Grid(grid) => self.grid(grid, style),
            ItemKind::Space(width) => MathBox::space(self.length(*width, style)),
            ItemKind::Phantom { body, has_width, has_height } => {
                self.phantom(body, *has_width, *has_height, style)
            }
            ItemKind::Smashed { body, has_height, has_depth } => {
                let mut set = self.flat_row(body, style);
                set.height = if *has_height { set.height } else { crate::units::Length::ZERO };
                set.depth = if *has_depth { set.depth } else { crate::units::Length::ZERO };
                set
            }
            ItemKind::Overlapping(body, side) => self.overlapping(body, *side, style),
            ItemKind::Framed(body) => self.framed(body, style),
            ItemKind::Struck(body, strike) => self.struck(body, *strike, style),
            ItemKind::Styled(level, body) => self.row(body, style.with(*level)),
            ItemKind::Scaled(per_cent, body) => {
                let per_cent = style.per_cent * i64::from(*per_cent) / 100;
                self.flat_row(body, SetStyle { per_cent, ..style })
            }
            ItemKind::Raised(by, body) => {
                let by = self.length(*by, style);
                self.flat_row(body, style).raised(by)
            }
            ItemKind::Centred(body) => {
                let set = self.flat_row(body, style);
                self.centred(set, style)
            }
            ItemKind::Rule { width, height, shift } => {
                let [width, height, shift] =
                    [*width, *height, *shift].map(|length| self.length(length, style));
                MathBox::rule(width, height, shift)
            }
            ItemKind::Group(body) => self.row(body, style),
        }
    }
}
