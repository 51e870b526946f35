//! What a typographer would say of a design: measure, leading and margins by the ranges of R. Bringhurst,
//! *The Elements of Typographic Style* (version 3.2, sections 2.1.2 and 2.2.1), and sizes that print.
//!
//! Only what was asked for is judged, at the place where it was: a theme keeps within the ranges by
//! itself.

use super::role::ROLES;
use super::{Design, ParRole};
use crate::diag::{Code, Diagnostic, Span};
use crate::fonts::Library;
use crate::project::DesignWishes;
use crate::project::design::Key;
use crate::units::Length;

/// Characters in a line of a single column; 66 is ideal.
const CHARACTERS: std::ops::RangeInclusive<i64> = 45..=75;
/// The leading, in thousandths of the size: 120 % to 145 %, with some room for large faces and small.
const LEADING: std::ops::RangeInclusive<i64> = 1100..=1500;
/// What a page has to keep free at its edges, so that neither thumb nor knife takes of the text: three
/// eighths of an inch.
pub(super) const LEAST_MARGIN: Length = Length::milli_pt(27_000);
/// Text is read in comfort from here on, whatever else is in print from there on.
const LEAST_TEXT: Length = Length::pt(8);
const LEAST_TYPE: Length = Length::pt(6);
/// Large type is set almost solid; below this its lines run into one another. In thousandths of the size.
const LEAST_LEADING: i64 = 950;
/// English letters and blanks about as often as they come in eighty characters of running text.
const FREQUENCIES: &str =
    "                  eeeeeeeeeetttttttaaaaaaooooooiiiiiinnnnnnsssssrrrrrhhhhhlllddduuccmmfywgpbvk,.";

/// What is told, and the wishes that bear it.
struct Judge<'a> {
    design: &'a Design,
    wishes: &'a DesignWishes,
    told: Vec<Diagnostic>,
}

/// A wish of the author's, by its place.
#[derive(Clone, Copy)]
struct Asked(Option<Span>);

/// The warnings that a design deserves.
pub(super) fn judge(design: &Design, wishes: &DesignWishes, fonts: &Library) -> Vec<Diagnostic> {
    let mut judge = Judge { design, wishes, told: Vec::new() };
    judge.measure(fonts);
    judge.text();
    judge.margins();
    judge.furniture();
    for (role, group) in ROLES {
        judge.style(*role, group);
    }
    judge.told
}

impl Judge<'_> {
    fn tell(&mut self, asked: Asked, message: String, help: &str) {
        self.told.push(Diagnostic::new(Code::UnusualDesign, asked.0, message).help(help));
    }

    /// The place of the first of these keys that the author has set, if he has set one.
    fn wished(&self, keys: &[(&'static str, &'static str)]) -> Option<Asked> {
        let value = |(group, name): &(&'static str, &'static str)| {
            self.wishes.values.get(&Key::of(group, name)).map(|value| Asked(value.span))
        };
        keys.iter().find_map(value)
    }

    fn trim(&self) -> Option<Asked> {
        self.wishes.trim.as_ref().map(|trim| Asked(trim.span))
    }

    fn measure(&mut self, fonts: &Library) {
        let keys = [
            ("margins", "inner"),
            ("margins", "outer"),
            ("text", "longest"),
            ("text", "size"),
            ("text", "family"),
        ];
        let Some(asked) = self.wished(&keys).or_else(|| self.trim()) else { return };
        let Some(count) = characters(self.design, fonts) else { return };
        if !CHARACTERS.contains(&count) {
            let (least, most) = (CHARACTERS.start(), CHARACTERS.end());
            let message = format!("a line holds about {count} characters; {least} to {most} read well");
            self.tell(
                asked,
                message,
                "`design.margins`, `design.trim` and `design.text.size` settle the measure",
            );
        }
    }

    fn text(&mut self) {
        let (size, leading) = (self.design.text_size, self.design.leading);
        let share = leading.to_sp() * 1000 / size.to_sp().max(1);
        if let (Some(asked), false) = (self.wished(&[("text", "leading")]), LEADING.contains(&share)) {
            let message = format!(
                "a leading of {leading} pt is {} % of the size; 110 % to 150 % reads well",
                share / 10
            );
            self.tell(asked, message, "`design.text.leading` is the distance from baseline to baseline");
        }
        if let (Some(asked), true) = (self.wished(&[("text", "size")]), size < LEAST_TEXT) {
            let message = format!("text of {size} pt is small; from {LEAST_TEXT} pt it is read in comfort");
            self.tell(asked, message, "most books are set in 9 pt to 12 pt");
        }
    }

    fn margins(&mut self) {
        let page = &self.design.page;
        let margins =
            [("inner", page.inner), ("outer", page.outer), ("top", page.top), ("bottom", page.bottom)];
        for (name, margin) in margins {
            let lines = if name == "bottom" { self.wished(&[("text", "lines")]) } else { None };
            let wish = self.wished(&[("margins", name)]).or(lines).or_else(|| self.trim());
            if let (Some(asked), true) = (wish, margin < LEAST_MARGIN) {
                let message = format!(
                    "the {name} margin is {margin} pt; less than {LEAST_MARGIN} pt is in the way of thumb and knife"
                );
                self.tell(asked, message, "leave `design.margins` out, and they follow the page");
            }
        }
    }

    /// Heads and folios that have been moved into the text.
    fn furniture(&mut self) {
        let page = &self.design.page;
        let text = (page.top, page.top + self.design.text_height());
        let places = [
            ("head", page.head_baseline > text.0),
            ("folio", page.folio_baseline < text.1 + self.design.em()),
        ];
        for (group, within) in places {
            if let (Some(asked), true) = (self.wished(&[(group, "height")]), within) {
                let message = format!("the {group} stands in the text");
                self.tell(asked, message, "`height` is from the edge of the page, in % of the margin");
            }
        }
    }

    /// Size and leading of a style that the author has changed.
    fn style(&mut self, role: ParRole, group: &'static str) {
        let style = self.design.style(role);
        let (size, leading) = (style.text.size, style.leading);
        let name = group.strip_prefix("styles.").unwrap_or(group);
        let asked = self.wished(&[(group, "size")]);
        if let (Some(asked), true) = (asked, size < LEAST_TYPE) {
            let message = format!("`{name}` is set in {size} pt; less than {LEAST_TYPE} pt hardly prints");
            self.tell(asked, message, "`size` is in points or in % of the text's size");
        }
        let share = leading.to_sp() * 1000 / size.to_sp().max(1);
        let asked = self.wished(&[(group, "leading"), (group, "size")]);
        if let (Some(asked), true) = (asked, share < LEAST_LEADING) {
            let message = format!(
                "`{name}` has a leading of {leading} pt, less than its size of {size} pt: lines may touch"
            );
            self.tell(asked, message, "`leading` is in points, in lines of the text, or in % of the size");
        }
        let (page, measure) = (&self.design.page, self.design.page.measure);
        let asked = self.wished(&[(group, "left"), (group, "right"), (group, "indent")]);
        let out = (-(style.left + style.indent.min(Length::ZERO))).max(-style.right);
        if let (Some(asked), true) = (asked, out > page.inner.min(page.outer)) {
            let message = format!("`{name}` reaches {out} pt out of the text, over the edge of the page");
            self.tell(asked, message, "`left` and `right` below 0 go into the margins");
        }
        if let (Some(asked), true) =
            (asked, measure - style.left - style.right - style.indent < size * LEAST_EMS)
        {
            let message = format!("`{name}` has hardly any room between its indents");
            self.tell(asked, message, "`left` and `right` are in points, em, lines or % of the measure");
        }
    }
}

/// A line that holds less than this has hardly any words, in ems.
const LEAST_EMS: i64 = 4;

/// How many characters of running text a line holds on the average.
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
    use crate::diag::{FileId, Spanned};
    use crate::lang::LangTag;
    use crate::project::design::{Amount, Value};

    fn told(wishes: &DesignWishes) -> Vec<(String, Option<Span>)> {
        let outcome = specify(wishes, &LangTag::english(), &Library::bundled());
        outcome.diagnostics.into_iter().map(|diagnostic| (diagnostic.message, diagnostic.span)).collect()
    }

    fn at(place: usize) -> Span {
        Span::new(FileId(0), place..place + 1)
    }

    fn wish(wishes: &mut DesignWishes, group: &'static str, name: &'static str, text: &str, place: usize) {
        let amount = Amount::parse(text).expect("an amount");
        wishes.values.insert(Key::of(group, name), Spanned::new(Value::Amount(amount), at(place)));
    }

    #[test]
    fn the_themes_read_well() {
        let fonts = Library::bundled();
        for theme in themes() {
            let name = Spanned::new(theme.name.to_owned(), None);
            let wishes = DesignWishes { theme: Some(name), ..DesignWishes::default() };
            let design = specify(&wishes, &LangTag::english(), &fonts).value;
            let count = characters(&design, &fonts).expect("a face with letters");
            assert!((60..=70).contains(&count), "{}: {count}", theme.name);
            // What nobody asked for is not judged; this theme would pass if it were.
            let asked = DesignWishes { theme: wishes.theme, ..theme.sheet.clone() };
            assert_eq!(told(&asked), [], "{}", theme.name);
        }
    }

    #[test]
    fn long_lines_set_tight_to_the_edge_are_told_where_they_are_asked_for() {
        let mut wishes = DesignWishes {
            trim: Some(Spanned::new((Length::pt(595), Length::pt(842)), at(1))),
            ..DesignWishes::default()
        };
        wish(&mut wishes, "margins", "inner", "20pt", 2);
        wish(&mut wishes, "margins", "outer", "60pt", 3);
        wish(&mut wishes, "text", "leading", "11pt", 4);
        let told = told(&wishes);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].0.contains("characters") && told[0].1 == Some(at(2)));
        assert!(told[1].0.contains("leading") && told[1].1 == Some(at(4)));
        assert!(told[2].0.contains("inner") && told[2].1 == Some(at(2)));
    }

    #[test]
    fn styles_too_small_or_too_tight_are_told() {
        let mut wishes = DesignWishes::default();
        wish(&mut wishes, "text", "size", "7pt", 1);
        wish(&mut wishes, "styles.note", "size", "5pt", 2);
        wish(&mut wishes, "styles.quote", "leading", "6pt", 3);
        wish(&mut wishes, "styles.verse", "left", "95%", 4);
        wish(&mut wishes, "styles.code", "left", "-150pt", 5);
        wish(&mut wishes, "head", "height", "80pt", 6);
        let told = told(&wishes);
        let found = |words: &str, place| {
            told.iter().any(|(text, span)| text.contains(words) && *span == Some(at(place)))
        };
        assert!(found("text of 7 pt is small", 1) && found("`note` is set in 5 pt", 2), "{told:?}");
        assert!(found("less than its size", 3) && found("hardly any room", 4), "{told:?}");
        assert!(found("reaches 150 pt out", 5) && found("the head stands in the text", 6), "{told:?}");
    }
}
