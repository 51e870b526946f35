//! Warnings about a design: measure, leading and margins outside the ranges of R. Bringhurst, *The
//! Elements of Typographic Style* (version 3.2, sections 2.1.2 and 2.2.1), and sizes that are too small
//! to print.
//!
//! Only what the author has set is judged, and reported at its place in the source; the themes are
//! within the ranges.

use super::lines;
use super::{ClassStyle, Design};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::fonts::Library;
use crate::project::design::{DesignOptions, GroupOptions, StyleName, StyleOptions};
use crate::units::Length;

/// The range of characters in a line of a single column; 66 is ideal.
const CHARACTERS: std::ops::RangeInclusive<i64> = 45..=75;
/// The range of leading, in thousandths of the size: 120 % to 145 %, with some tolerance for large and
/// small faces.
const LEADING: (i64, i64) = (1100, 1500);
/// How much larger it may be than a script needs at least.
const LOOSER: i64 = 350;
/// The minimum margin, for holding the book and for trimming: three eighths of an inch.
pub(super) const MIN_MARGIN: Length = Length::milli_pt(27_000);
/// The maximum height of an ornament, in lines; a higher one would be a figure.
pub(super) const MAX_ORNAMENT_LINES: i64 = 6;
/// The minimum size for text that is read with ease.
const MIN_TEXT: Length = Length::pt(8);
/// The minimum size for anything else that is printed.
const MIN_TYPE: Length = Length::pt(6);
/// The minimum leading in thousandths of the size. Large type is set almost solid; with less than this,
/// lines overlap.
const MIN_LEADING: i64 = 950;
/// The minimum width between the indents of a style, in ems; less has room for hardly any words.
const MIN_EMS: i64 = 4;
/// English letters and spaces, with about the frequencies that they have in eighty characters of
/// running text.
const FREQUENCIES: &str =
    "                  eeeeeeeeeetttttttaaaaaaooooooiiiiiinnnnnnsssssrrrrrhhhhhlllddduuccmmfywgpbvk,.";

/// The place of a value that the author has set.
#[derive(Clone, Copy)]
struct Asked(Option<Span>);

/// Returns the place of a value that the author has set; `None` if it is not set.
#[allow(clippy::ref_option, reason = "called with fields of options, which are `Option`s")]
fn asked<T>(option: &Option<Spanned<T>>) -> Option<Asked> {
    option.as_ref().map(|value| Asked(value.span))
}

/// Returns the first of the values that the author has set.
fn first_of<const N: usize>(values: [Option<Asked>; N]) -> Option<Asked> {
    values.into_iter().flatten().next()
}

/// Returns the warnings about a design that results from these options.
pub(super) fn judge(design: &Design, options: &DesignOptions, fonts: &Library) -> Vec<Diagnostic> {
    let mut judge =
        Judge { design, options: &options.groups, trim: asked(&options.trim), warnings: Vec::new() };
    judge.measure(fonts);
    judge.text();
    judge.margins();
    judge.furniture();
    judge.ornament();
    for (name, style) in &options.styles {
        judge.style_size(*name, style);
        judge.style_indents(*name, style);
    }
    for (class, options) in design.styles.classes().iter().zip(&options.classes) {
        judge.class_size(class, &options.style);
    }
    judge.warnings
}

/// The design and the author's options.
struct Judge<'a> {
    design: &'a Design,
    options: &'a GroupOptions,
    trim: Option<Asked>,
    warnings: Vec<Diagnostic>,
}

impl Judge<'_> {
    fn warn(&mut self, asked: Asked, message: String, help: &str) {
        self.warnings.push(Diagnostic::new(Code::UnusualDesign, asked.0, message).help(help));
    }

    fn measure(&mut self, fonts: &Library) {
        let GroupOptions { text, margins, .. } = self.options;
        let keys = [
            asked(&margins.inner),
            asked(&margins.outer),
            asked(&text.longest),
            asked(&text.size),
            asked(&text.family),
            self.trim,
        ];
        let Some(asked) = first_of(keys) else { return };
        let Some(count) = characters(self.design, fonts) else { return };
        if !CHARACTERS.contains(&count) {
            let (min, max) = (CHARACTERS.start(), CHARACTERS.end());
            let message = format!("a line holds about {count} characters; {min} to {max} read well");
            let help = "the measure follows from `design.margins`, `design.trim` and `design.text.size`";
            self.warn(asked, message, help);
        }
    }

    fn text(&mut self) {
        let (size, leading) = (self.design.text_size, self.design.leading);
        let share = leading.to_sp() * 1000 / size.to_sp().max(1);
        let (least, most) = LEADING;
        let most = most.max(lines::leading(&self.design.lang).text * 10 + LOOSER);
        if let (Some(asked), false) = (asked(&self.options.text.leading), (least..=most).contains(&share)) {
            let message = format!(
                "a leading of {leading} pt is {} % of the size; {} % to {} % reads well",
                share / 10,
                least / 10,
                most / 10
            );
            self.warn(asked, message, "`design.text.leading` is the distance from baseline to baseline");
        }
        if let (Some(asked), true) = (asked(&self.options.text.size), size < MIN_TEXT) {
            let message = format!("text of {size} pt is small; from {MIN_TEXT} pt it is read with ease");
            self.warn(asked, message, "most books are set in 9 pt to 12 pt");
        }
    }

    fn ornament(&mut self) {
        let (height, line) = (self.design.spec.ornament_height, self.design.leading);
        if let (Some(asked), true) =
            (asked(&self.options.scene_break.height), height > line * MAX_ORNAMENT_LINES)
        {
            let message = format!("an ornament {height} pt high is reduced to {MAX_ORNAMENT_LINES} lines");
            self.warn(
                asked,
                message,
                "a drawing between two scenes is about a line high; write `height: 1 line`",
            );
        }
    }

    fn margins(&mut self) {
        let (page, given) = (&self.design.page, &self.options.margins);
        let bottom = first_of([asked(&given.bottom), asked(&self.options.text.lines)]);
        let margins = [
            ("inner", page.inner, asked(&given.inner)),
            ("outer", page.outer, asked(&given.outer)),
            ("top", page.top, asked(&given.top)),
            ("bottom", page.bottom, bottom),
        ];
        for (name, margin, asked) in margins {
            if let (Some(asked), true) = (asked.or(self.trim), margin < MIN_MARGIN) {
                let message = format!(
                    "the {name} margin is {margin} pt; less than {MIN_MARGIN} pt leaves no room for holding and trimming"
                );
                self.warn(asked, message, "leave out `design.margins` for margins that follow the page");
            }
        }
    }

    /// Warns if the author's heights of heads and folios place them in the text.
    fn furniture(&mut self) {
        let page = &self.design.page;
        let text = (page.top, page.top + self.design.text_height());
        let places = [
            ("head", asked(&self.options.head.height), page.head_baseline > text.0),
            ("folio", asked(&self.options.folio.height), page.folio_baseline < text.1 + self.design.em()),
        ];
        for (name, asked, within) in places {
            if let (Some(asked), true) = (asked, within) {
                let message = format!("the {name} overlaps the text");
                self.warn(asked, message, "`height` is from the edge of the page, in % of the margin");
            }
        }
    }

    /// Warns if the author has made the size or the leading of a style too small.
    fn style_size(&mut self, name: StyleName, options: &StyleOptions) {
        let style = self.design.styles.named(name);
        let (size, leading, name) = (style.text.size, style.leading, name.name());
        if let (Some(asked), true) = (asked(&options.size), size < MIN_TYPE) {
            let message = format!("`{name}` is set in {size} pt; less than {MIN_TYPE} pt hardly prints");
            self.warn(asked, message, "`size` is in points or in % of the text's size");
        }
        let share = leading.to_sp() * 1000 / size.to_sp().max(1);
        let asked = first_of([asked(&options.leading), asked(&options.size)]);
        if let (Some(asked), true) = (asked, share < MIN_LEADING) {
            let message = format!(
                "`{name}` has a leading of {leading} pt, less than its size of {size} pt: lines may touch"
            );
            self.warn(asked, message, "`leading` is in points, in lines of the text, or in % of the size");
        }
    }

    /// Warns if the author has made text of a class too small, where the text around it has the size of the book's.
    fn class_size(&mut self, class: &ClassStyle, options: &StyleOptions) {
        let size = self.design.text_size.ratio(class.text.size.unwrap_or(10_000), 10_000);
        if let (Some(asked), true) = (asked(&options.size), size < MIN_TYPE) {
            let message =
                format!("`{}` is set in {size} pt; less than {MIN_TYPE} pt hardly prints", class.name);
            self.warn(asked, message, "`size` is in points or in % of the size of the text around");
        }
    }

    /// Warns if the author's indents of a style leave it too little room or extend it beyond the page.
    fn style_indents(&mut self, name: StyleName, options: &StyleOptions) {
        let Some(asked) = first_of([asked(&options.left), asked(&options.right), asked(&options.indent)])
        else {
            return;
        };
        let (style, page, name) = (self.design.styles.named(name), &self.design.page, name.name());
        let out = (-(style.left + style.indent.min(Length::ZERO))).max(-style.right);
        let room = page.measure - style.left - style.right - style.indent;
        let is_narrow = room < style.text.size * MIN_EMS;
        if out > page.inner.min(page.outer) {
            let message = format!("`{name}` extends {out} pt beyond the text, over the edge of the page");
            self.warn(asked, message, "`left` and `right` below 0 extend into the margins");
        }
        if is_narrow {
            let message = format!("`{name}` has hardly any room between its indents");
            self.warn(asked, message, "`left` and `right` are in points, em, lines or % of the measure");
        }
    }
}

/// Returns the average number of characters of running text in a line. Returns `None` if the text's
/// face is missing or has none of the characters.
fn characters(design: &Design, fonts: &Library) -> Option<i64> {
    let face = fonts.face(fonts.find(&design.text_family, false, false)?);
    let widths =
        FREQUENCIES.chars().filter_map(|c| face.glyph(c)).map(|glyph| i64::from(face.advance(glyph)));
    let (count, sum) = widths.fold((0, 0), |(count, sum), width| (count + 1, sum + width));
    let of_one = design.text_size.ratio(sum, i64::from(face.metrics.units_per_em) * i64::max(count, 1));
    (count > 0).then(|| design.page.measure.to_sp() / of_one.to_sp().max(1))
}

#[cfg(test)]
mod tests {
    use super::super::specify;
    use super::super::theme::themes;
    use super::*;
    use crate::diag::FileId;
    use crate::lang::LangTag;
    use crate::project::design::KeyValue;
    use crate::project::design::value::{Distance, Leading, Shift, TypeSize};

    fn warnings(options: &DesignOptions) -> Vec<(String, Option<Span>)> {
        let outcome = specify(options, &LangTag::english(), &Library::bundled(), 0);
        outcome.diagnostics.into_iter().map(|diagnostic| (diagnostic.message, diagnostic.span)).collect()
    }

    fn place(at: usize) -> Span {
        Span::new(FileId(0), at..at + 1)
    }

    fn at<T: KeyValue>(at: usize, text: &str) -> Spanned<T> {
        Spanned::new(T::parse("key", text).expect("a value"), place(at))
    }

    #[test]
    fn the_themes_read_well() {
        let fonts = Library::bundled();
        for theme in themes() {
            let name = Some(Spanned::new(theme.name.to_owned(), None));
            let options = DesignOptions { theme: name.clone(), ..DesignOptions::default() };
            let design = specify(&options, &LangTag::english(), &fonts, 0).value;
            let count = characters(&design, &fonts).expect("a face with letters");
            // Large print has fewer.
            let range = if theme.name == "large-print" { 45..=60 } else { 60..=70 };
            assert!(range.contains(&count), "{}: {count}", theme.name);
            // Values that the author has not set are not judged; a theme passes even if all of its
            // values are set.
            let given = DesignOptions { theme: name, ..theme.sheet.clone() };
            assert_eq!(warnings(&given), [], "{}", theme.name);
        }
    }

    #[test]
    fn long_lines_close_to_the_edge_are_reported_at_their_keys() {
        let mut options = DesignOptions {
            trim: Some(Spanned::new((Length::pt(595), Length::pt(842)), place(1))),
            ..DesignOptions::default()
        };
        options.groups.margins.inner = Some(at::<Distance>(2, "20pt"));
        options.groups.margins.outer = Some(at::<Distance>(3, "60pt"));
        options.groups.text.leading = Some(at::<Leading>(4, "11pt"));
        let warnings = warnings(&options);
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        assert!(warnings[0].0.contains("characters") && warnings[0].1 == Some(place(2)));
        assert!(warnings[1].0.contains("leading") && warnings[1].1 == Some(place(4)));
        assert!(warnings[2].0.contains("inner") && warnings[2].1 == Some(place(2)));
    }

    #[test]
    fn styles_too_small_or_too_tight_are_reported() {
        let mut options = DesignOptions::default();
        options.groups.text.size = Some(at::<TypeSize>(1, "7pt"));
        options.groups.head.height = Some(at::<Distance>(6, "80pt"));
        let styles = [
            (
                StyleName::Note,
                StyleOptions { size: Some(at::<TypeSize>(2, "5pt")), ..StyleOptions::default() },
            ),
            (
                StyleName::Quote,
                StyleOptions { leading: Some(at::<Leading>(3, "6pt")), ..StyleOptions::default() },
            ),
            (StyleName::Verse, StyleOptions { left: Some(at::<Shift>(4, "95%")), ..StyleOptions::default() }),
            (
                StyleName::Code,
                StyleOptions { left: Some(at::<Shift>(5, "-150pt")), ..StyleOptions::default() },
            ),
        ];
        options.styles.extend(styles);
        let warnings = warnings(&options);
        let found = |words: &str, at| {
            warnings.iter().any(|(text, span)| text.contains(words) && *span == Some(place(at)))
        };
        assert!(found("text of 7 pt is small", 1) && found("`note` is set in 5 pt", 2), "{warnings:?}");
        assert!(found("less than its size", 3) && found("hardly any room", 4), "{warnings:?}");
        assert!(found("extends 150 pt beyond", 5) && found("the head overlaps the text", 6), "{warnings:?}");
    }
}
