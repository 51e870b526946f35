//! Writes the items of a formula.

use super::operators::{Around, CLOSE};
use super::signs::{ems, is_italic_alone, width};
use crate::book::math::{
    Accent, Alphabet, Arrow, Bar, Delimiters, Fence, FractionBar, Gap, Item, ItemKind, MathLength, MathStyle,
    Overlap, Row, ScriptPlace, Strike, WordStyle,
};
use crate::epub::markup::XhtmlBuilder;

/// Writes the content of a `math` element.
pub(super) struct MathWriter {
    pub(super) out: XhtmlBuilder,
}

impl MathWriter {
    /// Writes the items of a row.
    pub(super) fn row(&mut self, row: &Row, style: MathStyle) {
        for (at, item) in row.iter().enumerate() {
            let next = row.get(at + 1).filter(|next| !is_operator(next));
            let after = next.map_or(Gap::None, |next| next.gap);
            if is_operator(item) {
                self.item(item, style, (item.gap, after));
                continue;
            }
            let follows_operator = at.checked_sub(1).is_some_and(|before| is_operator(&row[before]));
            if item.gap != Gap::None && !follows_operator {
                self.out.empty("mspace").attr("width", width(item.gap));
            }
            self.item(item, style, CLOSE);
        }
    }

    /// Writes a row as one element.
    pub(super) fn element(&mut self, row: &Row, style: MathStyle) {
        match &row[..] {
            [item] if is_element(item) => self.item(item, style, CLOSE),
            _ => self.wrapped("", row, style),
        }
    }

    /// Writes a row in a `mrow` of a class.
    fn wrapped(&mut self, class: &str, row: &Row, style: MathStyle) {
        self.out.open("mrow").class(class);
        self.row(row, style);
        self.out.close("mrow");
    }

    /// Writes a part that a renderer sets one step smaller: the smallest style of TeX becomes no smaller.
    fn smaller(&mut self, row: &Row, from: MathStyle, to: MathStyle) {
        if from != MathStyle::ScriptScript {
            return self.element(row, to);
        }
        self.out.open("mstyle").attr("displaystyle", "false").attr("scriptlevel", level(to));
        self.row(row, to);
        self.out.close("mstyle");
    }

    #[allow(clippy::too_many_lines, reason = "one arm for every kind of item")]
    fn item(&mut self, item: &Item, style: MathStyle, around: Around) {
        match &item.kind {
            ItemKind::Letters(text, alphabet) => self.letters(text, *alphabet),
            ItemKind::Number(text, alphabet) => {
                self.out.open("mn").text(&alphabet.text(text)).close("mn");
            }
            ItemKind::Sign(text) => self.sign(text, item.class, around),
            ItemKind::LargeOperator(sign) => self.large_operator(*sign, false, around),
            ItemKind::Words(text, style) => self.words(text, *style),
            ItemKind::Fraction { above, below, bar, delimiters, is_continued: _ } => {
                self.fraction((above, below), *bar, *delimiters, style);
            }
            ItemKind::Radical { body, degree: None } => {
                self.out.open("msqrt");
                self.row(body, style);
                self.out.close("msqrt");
            }
            ItemKind::Radical { body, degree: Some(degree) } => {
                self.out.open("mroot");
                self.element(body, style);
                self.smaller(degree, style, MathStyle::ScriptScript);
                self.out.close("mroot");
            }
            ItemKind::Scripts { base, sub, sup, place } => {
                self.scripts(base, (sub.as_ref(), sup.as_ref()), *place, style, around);
            }
            ItemKind::Fence(fence) => self.fence(fence, style),
            ItemKind::SizedDelimiter(sign, size) => self.sized(*sign, *size, item.class, around),
            ItemKind::Accent(accent) => self.accent(accent, style),
            ItemKind::Bar(Bar { body, is_under }) => {
                self.wrapped(if *is_under { "math-under" } else { "math-over" }, body, style);
            }
            ItemKind::Brace { body, sign, is_over } => {
                let name = if *is_over { "mover" } else { "munder" };
                self.out.open(name);
                self.element(body, style);
                self.growing(*sign);
                self.out.close(name);
            }
            ItemKind::Arrow(arrow) => self.arrow(arrow, style),
            ItemKind::Grid(grid) => self.grid(grid, style),
            ItemKind::Space(space) => {
                self.out.empty("mspace").attr("width", ems(space.in_ems()));
            }
            ItemKind::Phantom { body, has_width, has_height } => {
                self.phantom(body, *has_width, *has_height, style);
            }
            ItemKind::Smashed { body, has_height, has_depth } => {
                self.out.open("mpadded").optional("height", (!has_height).then_some("0"));
                self.out.optional("depth", (!has_depth).then_some("0"));
                self.row(body, style);
                self.out.close("mpadded");
            }
            ItemKind::Overlapping(body, side) => {
                let class = match side {
                    Overlap::Left => "math-overlap-left",
                    Overlap::Both => "math-overlap-both",
                    Overlap::Right => "",
                };
                self.out.open("mpadded").attr("width", "0");
                self.wrapped(class, body, style);
                self.out.close("mpadded");
            }
            ItemKind::Framed(body) => self.wrapped("math-framed", body, style),
            ItemKind::Struck(body, strike) => self.struck(body, *strike, style),
            ItemKind::Styled(inner, body) => self.styled(body, *inner),
            ItemKind::Scaled(per_cent, body) => {
                self.out.open("mstyle").attr("mathsize", format_args!("{per_cent}%"));
                self.row(body, style);
                self.out.close("mstyle");
            }
            ItemKind::Raised(length, body) => {
                self.out.open("mpadded").attr("voffset", ems(length.in_ems()));
                self.row(body, style);
                self.out.close("mpadded");
            }
            ItemKind::Rule { width, height, shift } => self.rule(*width, *height, *shift),
            ItemKind::Centred(body) => self.wrapped("", body, style),
            // An empty group only has a class.
            ItemKind::Group(body) if body.is_empty() => {}
            ItemKind::Group(body) => self.element(body, style),
        }
    }

    fn letters(&mut self, text: &str, alphabet: Alphabet) {
        let mut chars = text.chars();
        let alone = chars.next().filter(|_| chars.next().is_none());
        let is_plain = alphabet == Alphabet::Italic && alone.is_some();
        let text = if is_plain { text.to_owned() } else { alphabet.text(text) };
        let is_upright = alphabet == Alphabet::Upright && alone.is_some_and(is_italic_alone);
        self.out.open("mi").optional("mathvariant", is_upright.then_some("normal")).text(&text).close("mi");
    }

    fn words(&mut self, text: &str, style: WordStyle) {
        let class = match style {
            WordStyle::Plain => "",
            WordStyle::Bold => "math-bold",
            WordStyle::Italic => "math-italic",
            WordStyle::Code => "math-code",
        };
        // Renderers remove spaces at both ends.
        let inner = text.trim_matches(' ');
        let start = text.len() - text.trim_start_matches(' ').len();
        let end = (text.len() - start).saturating_sub(inner.len());
        let blanks = |count: usize| "\u{A0}".repeat(count.min(1));
        let text = format!("{}{inner}{}", blanks(start), blanks(end));
        self.out.open("mtext").class(class).text(&text).close("mtext");
    }

    fn fraction(
        &mut self,
        (above, below): (&Row, &Row),
        bar: FractionBar,
        delimiters: Delimiters,
        style: MathStyle,
    ) {
        let is_enclosed = delimiters != Delimiters::default();
        if is_enclosed {
            self.out.open("mrow");
            self.delimiter(delimiters.open, "prefix");
        }
        let thickness = match bar {
            FractionBar::None => Some("0".to_owned()),
            FractionBar::Usual => None,
            FractionBar::Thick(length) => Some(ems(length.in_ems())),
        };
        self.out.open("mfrac").optional("linethickness", thickness);
        self.smaller(above, style, style.of_fraction());
        self.smaller(below, style, style.of_fraction());
        self.out.close("mfrac");
        if is_enclosed {
            self.delimiter(delimiters.close, "postfix");
            self.out.close("mrow");
        }
    }

    fn scripts(
        &mut self,
        base: &Row,
        (sub, sup): (Option<&Row>, Option<&Row>),
        place: ScriptPlace,
        style: MathStyle,
        around: Around,
    ) {
        let name = match (place, sub, sup) {
            (_, None, None) => "mrow",
            (ScriptPlace::Beside, Some(_), None) => "msub",
            (ScriptPlace::Beside, None, Some(_)) => "msup",
            (ScriptPlace::Beside, Some(_), Some(_)) => "msubsup",
            (ScriptPlace::Limits, Some(_), None) => "munder",
            (ScriptPlace::Limits, None, Some(_)) => "mover",
            (ScriptPlace::Limits, Some(_), Some(_)) => "munderover",
        };
        self.out.open(name);
        if let [Item { kind: ItemKind::LargeOperator(sign), .. }] = &base[..] {
            self.large_operator(*sign, place == ScriptPlace::Limits, around);
        } else if let [item] = &base[..]
            && is_operator(item)
        {
            // Chromium lets a delimiter grow only in a row.
            let is_sized = matches!(item.kind, ItemKind::SizedDelimiter(..));
            if is_sized {
                self.out.open("mrow");
            }
            self.item(item, style, around);
            if is_sized {
                self.out.close("mrow");
            }
        } else {
            self.element(base, style);
        }
        for script in [sub, sup].into_iter().flatten() {
            self.smaller(script, style, style.of_scripts());
        }
        self.out.close(name);
    }

    fn fence(&mut self, fence: &Fence, style: MathStyle) {
        self.out.open("mrow");
        self.delimiter(fence.delimiters.open, "prefix");
        self.row(&fence.first, style);
        for (middle, part) in &fence.rest {
            if let Some(sign) = middle {
                self.middle(*sign);
            }
            self.row(part, style);
        }
        self.delimiter(fence.delimiters.close, "postfix");
        self.out.close("mrow");
    }

    fn accent(&mut self, accent: &Accent, style: MathStyle) {
        // Renderers set a macron through the letter, and do not make it longer.
        if accent.sign == '¯' {
            return self.wrapped("math-over", &accent.body, style);
        }
        let (name, attribute) = if accent.is_under { ("munder", "accentunder") } else { ("mover", "accent") };
        self.out.open(name).attr(attribute, "true");
        self.element(&accent.body, style);
        self.out.open("mo").attr("stretchy", accent.is_wide);
        self.out.text(accent.sign.encode_utf8(&mut [0; 4])).close("mo").close(name);
    }

    fn arrow(&mut self, arrow: &Arrow, style: MathStyle) {
        let small = style.of_scripts();
        if arrow.is_vertical {
            self.out.open("mrow");
            self.label_beside(&arrow.first);
            self.out.open("mo").attr("stretchy", "true").attr("minsize", "1.6em");
            self.out.text(arrow.sign.encode_utf8(&mut [0; 4])).close("mo");
            self.label_beside(&arrow.second);
            self.out.close("mrow");
            return;
        }
        let name = match (arrow.first.is_empty(), arrow.second.is_empty()) {
            (true, true) => {
                self.out.open("mo").attr("stretchy", "true").attr("minsize", "1.6em");
                self.out.text(arrow.sign.encode_utf8(&mut [0; 4])).close("mo");
                return;
            }
            (false, true) => "mover",
            (true, false) => "munder",
            (false, false) => "munderover",
        };
        // Space beside the labels makes the arrow longer than them.
        self.out.open(name);
        self.growing(arrow.sign);
        for label in [&arrow.second, &arrow.first].into_iter().filter(|label| !label.is_empty()) {
            self.out.open("mrow").empty("mspace").attr("width", "0.4em");
            self.smaller(label, style, small);
            self.out.empty("mspace").attr("width", "0.4em");
            self.out.close("mrow");
        }
        self.out.close(name);
    }

    /// Writes a label of an arrow that points up or down.
    fn label_beside(&mut self, label: &Row) {
        if !label.is_empty() {
            self.styled(label, MathStyle::Script);
        }
    }

    fn phantom(&mut self, body: &Row, has_width: bool, has_height: bool, style: MathStyle) {
        let is_padded = !has_width || !has_height;
        if is_padded {
            let none = |has: bool| (!has).then_some("0");
            self.out.open("mpadded").optional("width", none(has_width));
            self.out.optional("height", none(has_height)).optional("depth", none(has_height));
        }
        self.out.open("mphantom");
        self.row(body, style);
        self.out.close("mphantom");
        if is_padded {
            self.out.close("mpadded");
        }
    }

    /// Writes an expression that is struck out: for renderers of MathML 3 by its element, for others by a class.
    fn struck(&mut self, body: &Row, strike: Strike, style: MathStyle) {
        let (notation, class) = match strike {
            Strike::Up => ("updiagonalstrike", "math-struck-up"),
            Strike::Down => ("downdiagonalstrike", "math-struck-down"),
            Strike::Cross => ("updiagonalstrike downdiagonalstrike", "math-struck-up math-struck-down"),
            Strike::Line => ("horizontalstrike", "math-struck"),
        };
        self.out.open("menclose").attr("notation", notation).class(class);
        self.row(body, style);
        self.out.close("menclose");
    }

    /// Writes a row in a style.
    pub(super) fn styled(&mut self, row: &Row, style: MathStyle) {
        self.out.open("mstyle").attr("displaystyle", style == MathStyle::Display);
        self.out.attr("scriptlevel", level(style));
        self.row(row, style);
        self.out.close("mstyle");
    }

    fn rule(&mut self, width: MathLength, height: MathLength, shift: MathLength) {
        let (height, shift) = (height.in_ems(), shift.in_ems());
        let class = if width.is_zero() || height == 0 { "" } else { "math-rule" };
        self.out.empty("mspace").class(class).attr("width", ems(width.in_ems()));
        self.out.attr("height", ems(height + shift)).optional("depth", (shift != 0).then(|| ems(-shift)));
    }
}

/// Returns the script level of a style in MathML.
pub(super) fn level(style: MathStyle) -> u8 {
    match style {
        MathStyle::Display | MathStyle::Text => 0,
        MathStyle::Script => 1,
        MathStyle::ScriptScript => 2,
    }
}

/// Returns whether an item is an operator for MathML, perhaps with scripts, which has its spaces itself.
fn is_operator(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Sign(_) | ItemKind::LargeOperator(_) | ItemKind::SizedDelimiter(..) => true,
        ItemKind::Scripts { base, .. } => matches!(&base[..], [item] if is_operator(item)),
        ItemKind::Letters(..)
        | ItemKind::Number(..)
        | ItemKind::Words(..)
        | ItemKind::Fraction { .. }
        | ItemKind::Radical { .. }
        | ItemKind::Fence(_)
        | ItemKind::Accent(_)
        | ItemKind::Bar(_)
        | ItemKind::Brace { .. }
        | ItemKind::Arrow(_)
        | ItemKind::Grid(_)
        | ItemKind::Space(_)
        | ItemKind::Phantom { .. }
        | ItemKind::Smashed { .. }
        | ItemKind::Overlapping(..)
        | ItemKind::Framed(_)
        | ItemKind::Struck(..)
        | ItemKind::Styled(..)
        | ItemKind::Scaled(..)
        | ItemKind::Raised(..)
        | ItemKind::Centred(_)
        | ItemKind::Rule { .. }
        | ItemKind::Group(_) => false,
    }
}

/// Returns whether an item is written as exactly one element.
fn is_element(item: &Item) -> bool {
    !matches!(&item.kind, ItemKind::Group(body) if body.is_empty())
        && (is_operator(item) || item.gap == Gap::None)
}
