//! Formulas in words, for those who hear a book. Entry point: [`alternative`].
//!
//! The phrases follow ClearSpeak and the rules of MathCAT: a fraction of single letters is "a over b", a longer one has
//! its beginning and its end. Letters are left to the screen reader, which knows those of Greek too.
#![deny(clippy::wildcard_enum_match_arm)]

mod phrases;
mod signs;
#[cfg(test)]
mod tests;

use self::phrases::Phrase;
use super::alphabet::Alphabet;
use super::formula::{Accent, Delimiters, Fence, Formula, FractionBar, Item, ItemKind, Row, ScriptPlace};
use super::grid::{Grid, GridKind};
use super::plain::plain_row;
use crate::book::model::{Attr, Key};
use crate::lang::LangTag;

/// The maximum length of a spoken formula in characters: screen readers cut alternative texts that are much longer.
const MAX_LENGTH: usize = 250;

/// The languages of the words, by column.
const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "it", "ko"];

/// Returns the column of a language; `None` if formulas have no words in it.
fn column(lang: &LangTag) -> Option<usize> {
    LANGUAGES.iter().position(|known| *known == lang.primary())
}

/// Returns whether a formula has words in a language, or an alternative text of its author.
pub fn is_spoken(formula: &Formula, attr: &Attr, lang: &LangTag) -> bool {
    attr.value(Key::Alt).is_some() || spoken(formula, lang).is_some()
}

/// Returns a formula in the words of a language. Returns `None` if it cannot be read, or if there are no words in this
/// language.
///
/// A formula of more than 250 characters is cut, with the number of its rows if it has several.
fn spoken(formula: &Formula, lang: &LangTag) -> Option<String> {
    let row = formula.content.as_ref().filter(|_| column(lang).is_some())?;
    let speaker = Speaker { lang };
    let text = tidy(&speaker.row(row));
    if text.is_empty() {
        return None;
    }
    Some(if text.chars().count() <= MAX_LENGTH { text } else { speaker.cut(&text, formula) })
}

/// Returns the alternative text of a formula: the author's, else its words, else its source.
pub fn alternative(formula: &Formula, attr: &Attr, lang: &LangTag) -> String {
    let own = attr.value(Key::Alt).map(str::to_owned);
    own.or_else(|| spoken(formula, lang)).unwrap_or_else(|| formula.source.trim().to_owned())
}

/// Says the items of formulas in a language.
struct Speaker<'a> {
    lang: &'a LangTag,
}

impl Speaker<'_> {
    fn say(&self, phrase: Phrase, parts: &[&str]) -> String {
        phrase.with(self.lang, parts)
    }

    /// Returns the beginning of a text, and what is left out.
    fn cut(&self, text: &str, formula: &Formula) -> String {
        let end = text.char_indices().nth(MAX_LENGTH - 40).map_or(text.len(), |(at, _)| at);
        let head = text[..end].rsplit_once(' ').map_or(&text[..end], |(head, _)| head);
        let head = head.trim_end_matches([',', ':', ' ']);
        match formula.grid().map(|grid| grid.rows.len()).filter(|count| *count > 1) {
            Some(count) => self.say(Phrase::AndRows, &[head, &count.to_string()]),
            None => self.say(Phrase::AndSoOn, &[head]),
        }
    }

    fn row(&self, row: &Row) -> String {
        row.iter().map(|item| self.item(item)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn item(&self, item: &Item) -> String {
        match &item.kind {
            ItemKind::Letters(text, alphabet) | ItemKind::Number(text, alphabet) => {
                self.letters(text, *alphabet)
            }
            ItemKind::Sign(text) => self.sign(text),
            ItemKind::Words(text, _) => text.trim().to_owned(),
            ItemKind::LargeOperator(sign) | ItemKind::SizedDelimiter(sign, _) => {
                self.sign(sign.encode_utf8(&mut [0; 4]))
            }
            ItemKind::Fraction { above, below, bar, delimiters, is_continued: _ } => {
                self.fraction(above, below, *bar, *delimiters)
            }
            ItemKind::Radical { body, degree } => self.radical(body, degree.as_ref()),
            ItemKind::Scripts { base, sub, sup, place } => {
                self.scripts(base, sub.as_ref(), sup.as_ref(), *place)
            }
            ItemKind::Fence(fence) => self.fence(fence),
            ItemKind::Accent(accent) => self.accent(accent),
            ItemKind::Bar(bar) => {
                let phrase = if bar.is_under { Phrase::BarBelow } else { Phrase::BarAbove };
                self.say(phrase, &[&self.row(&bar.body)])
            }
            ItemKind::Brace { body, .. } => self.say(Phrase::Brace, &[&self.row(body)]),
            ItemKind::Arrow(arrow) => {
                let sign = self.sign(arrow.sign.encode_utf8(&mut [0; 4]));
                let labels = [&arrow.first, &arrow.second].map(|label| self.row(label));
                let labels: Vec<&str> =
                    labels.iter().map(String::as_str).filter(|label| !label.is_empty()).collect();
                if labels.is_empty() {
                    sign
                } else {
                    self.say(Phrase::ArrowLabel, &[&sign, &labels.join(", ")])
                }
            }
            ItemKind::Grid(grid) => self.grid(grid, false),
            ItemKind::Struck(body, _) => self.say(Phrase::Struck, &[&self.row(body)]),
            ItemKind::Space(_) | ItemKind::Phantom { .. } | ItemKind::Rule { .. } => String::new(),
            ItemKind::Smashed { body, .. }
            | ItemKind::Overlapping(body, _)
            | ItemKind::Framed(body)
            | ItemKind::Styled(_, body)
            | ItemKind::Scaled(_, body)
            | ItemKind::Raised(_, body)
            | ItemKind::Centred(body)
            | ItemKind::Group(body) => self.row(body),
        }
    }

    fn letters(&self, text: &str, alphabet: Alphabet) -> String {
        let phrase = match alphabet {
            Alphabet::Upright
            | Alphabet::Italic
            | Alphabet::SansSerif
            | Alphabet::SansSerifItalic
            | Alphabet::Monospace => return signs::word(text, self.lang).to_owned(),
            Alphabet::Bold | Alphabet::BoldItalic => Phrase::Bold,
            Alphabet::DoubleStruck => Phrase::DoubleStruck,
            Alphabet::Script => Phrase::Script,
            Alphabet::Fraktur => Phrase::Fraktur,
        };
        self.say(phrase, &[text])
    }

    /// Says signs: as one if they have a word, else each for itself.
    fn sign(&self, text: &str) -> String {
        let whole = signs::word(text, self.lang);
        if whole != text || text.chars().all(char::is_alphanumeric) {
            return whole.to_owned();
        }
        let one = |c: char| signs::word(c.encode_utf8(&mut [0; 4]), self.lang).to_owned();
        text.chars().map(one).collect::<Vec<_>>().join(" ")
    }

    fn fraction(&self, above: &Row, below: &Row, bar: FractionBar, delimiters: Delimiters) -> String {
        let (a, b) = (self.row(above), self.row(below));
        if bar == FractionBar::None && delimiters.open == Some('(') {
            return self.say(Phrase::Choose, &[&a, &b]);
        }
        let inner = match (&*a, &*b) {
            ("1", "2") => self.say(Phrase::Half, &[]),
            _ if is_single(above) && is_single(below) => self.say(Phrase::Over, &[&a, &b]),
            _ => self.say(Phrase::Fraction, &[&a, &b]),
        };
        self.between(delimiters, &inner)
    }

    fn between(&self, delimiters: Delimiters, inner: &str) -> String {
        let sign = |c: Option<char>| c.map(|c| self.sign(c.encode_utf8(&mut [0; 4]))).unwrap_or_default();
        [sign(delimiters.open), inner.to_owned(), sign(delimiters.close)].join(" ")
    }

    fn radical(&self, body: &Row, degree: Option<&Row>) -> String {
        let inner = self.row(body);
        match degree.map(|degree| self.row(degree)).as_deref() {
            None | Some("" | "2") if is_single(body) => self.say(Phrase::Root, &[&inner]),
            None | Some("" | "2") => self.say(Phrase::LongRoot, &[&inner]),
            Some("3") => self.say(Phrase::CubeRoot, &[&inner]),
            Some(degree) => self.say(Phrase::RootOf, &[&inner, degree]),
        }
    }

    fn scripts(&self, base: &Row, sub: Option<&Row>, sup: Option<&Row>, place: ScriptPlace) -> String {
        let is_operator = matches!(&base[..], [Item { kind: ItemKind::LargeOperator(_), .. }]);
        let said = self.row(base);
        if is_operator {
            return match (sub.map(|row| self.row(row)), sup.map(|row| self.row(row))) {
                (Some(sub), Some(sup)) => self.say(Phrase::FromTo, &[&said, &sub, &sup]),
                (Some(sub), None) => self.say(Phrase::Below, &[&said, &sub]),
                (None, Some(sup)) => self.say(Phrase::Above, &[&said, &sup]),
                (None, None) => said,
            };
        }
        if place == ScriptPlace::Limits {
            let below = |said: String, row: &Row| self.say(Phrase::Under, &[&said, &self.row(row)]);
            let said = sub.map_or(said.clone(), |row| below(said, row));
            return sup.map_or(said.clone(), |row| self.say(Phrase::Overset, &[&said, &self.row(row)]));
        }
        let said = match sub {
            Some(row) if is_single(row) => self.say(Phrase::Sub, &[&said, &self.row(row)]),
            Some(row) => self.say(Phrase::LongSub, &[&said, &self.row(row)]),
            None => said,
        };
        sup.map_or(said.clone(), |row| self.superscript(&said, row))
    }

    fn superscript(&self, base: &str, row: &Row) -> String {
        let script = self.row(row);
        if let [Item { kind: ItemKind::Sign(sign), .. }] = &row[..] {
            let is_prime = sign.starts_with(['′', '″', '‴']);
            return if is_prime {
                format!("{base} {script}")
            } else {
                self.say(Phrase::Super, &[base, &script])
            };
        }
        match &*script {
            "2" => self.say(Phrase::Squared, &[base]),
            "3" => self.say(Phrase::Cubed, &[base]),
            _ if is_single(row) => self.say(Phrase::Power, &[base, &script]),
            _ => self.say(Phrase::LongPower, &[base, &script]),
        }
    }

    fn fence(&self, fence: &Fence) -> String {
        let Fence { delimiters, first, rest } = fence;
        if let ([Item { kind: ItemKind::Grid(grid), .. }], true) = (&first[..], rest.is_empty()) {
            // The delimiters of a matrix are not said.
            let is_cases = delimiters.open == Some('{') && delimiters.close.is_none();
            return self.grid(grid, is_cases);
        }
        let mut inner = self.row(first);
        for (middle, part) in rest {
            let sign = middle.map(|c| self.sign(c.encode_utf8(&mut [0; 4]))).unwrap_or_default();
            inner = [inner, sign, self.row(part)].join(" ");
        }
        match (delimiters.open, delimiters.close) {
            (Some('|' | '∣'), Some('|' | '∣')) => self.say(Phrase::Absolute, &[&inner]),
            (Some('‖' | '∥'), Some('‖' | '∥')) => self.say(Phrase::Norm, &[&inner]),
            _ => self.between(*delimiters, &inner),
        }
    }

    fn accent(&self, accent: &Accent) -> String {
        let body = self.row(&accent.body);
        let phrase = match accent.sign {
            '^' => Phrase::Hat,
            '~' => Phrase::Tilde,
            '¯' => Phrase::BarAbove,
            '˙' => Phrase::Dot,
            '¨' => Phrase::TwoDots,
            '\u{20D7}' | '→' => Phrase::Vector,
            sign => {
                let sign = self.sign(sign.encode_utf8(&mut [0; 4]));
                return self.say(Phrase::Accented, &[&body, &sign]);
            }
        };
        self.say(phrase, &[&body])
    }

    fn grid(&self, grid: &Grid, is_cases: bool) -> String {
        let cells = |cells: &[Row], separator: &str| {
            let cells = cells.iter().map(|cell| self.row(cell)).filter(|cell| !cell.is_empty());
            cells.collect::<Vec<_>>().join(separator)
        };
        let rows = |separator: &str| {
            let row = |(index, row): (usize, &super::grid::GridRow)| {
                let number = row.label.as_ref().and_then(|label| label.mark.row());
                let number = number.map(|number| format!(", {}", plain_row(&number))).unwrap_or_default();
                let said = cells(&row.cells, separator) + &number;
                self.say(Phrase::Row, &[&(index + 1).to_string(), &said])
            };
            grid.rows.iter().enumerate().map(row).collect::<Vec<_>>().join("; ")
        };
        let count = grid.rows.len().to_string();
        match grid.kind {
            GridKind::Stack => {
                grid.rows.iter().map(|row| cells(&row.cells, " ")).collect::<Vec<_>>().join(", ")
            }
            GridKind::Equations if grid.rows.len() == 1 => cells(&grid.rows[0].cells, " "),
            GridKind::Equations => rows(" "),
            GridKind::Matrix | GridKind::Small | GridKind::Diagram if is_cases => {
                self.say(Phrase::Cases, &[&count, "", &rows(", ")])
            }
            GridKind::Matrix | GridKind::Small | GridKind::Diagram => {
                self.say(Phrase::Matrix, &[&count, &grid.columns.len().to_string(), &rows(", ")])
            }
        }
    }
}

/// Returns whether a row is one letter, number or name, which needs no end when it is said.
fn is_single(row: &Row) -> bool {
    let is_heard = |item: &&Item| !matches!(item.kind, ItemKind::Space(_) | ItemKind::Phantom { .. });
    let mut heard = row.iter().filter(is_heard);
    match (heard.next(), heard.next()) {
        (Some(Item { kind, .. }), None) => match kind {
            ItemKind::Letters(..) | ItemKind::Number(..) | ItemKind::Sign(_) | ItemKind::Words(..) => true,
            ItemKind::Group(inner)
            | ItemKind::Styled(_, inner)
            | ItemKind::Smashed { body: inner, .. }
            | ItemKind::Scaled(_, inner)
            | ItemKind::Raised(_, inner) => is_single(inner),
            ItemKind::LargeOperator(_)
            | ItemKind::Fraction { .. }
            | ItemKind::Radical { .. }
            | ItemKind::Scripts { .. }
            | ItemKind::Fence(_)
            | ItemKind::SizedDelimiter(..)
            | ItemKind::Accent(_)
            | ItemKind::Bar(_)
            | ItemKind::Brace { .. }
            | ItemKind::Arrow(_)
            | ItemKind::Grid(_)
            | ItemKind::Space(_)
            | ItemKind::Phantom { .. }
            | ItemKind::Overlapping(..)
            | ItemKind::Framed(_)
            | ItemKind::Struck(..)
            | ItemKind::Centred(_)
            | ItemKind::Rule { .. } => false,
        },
        (Some(_), Some(_)) | (None, _) => false,
    }
}

/// Returns a text with single spaces, and none before commas and other punctuation.
fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ',' | ';' | '.') && out.ends_with(' ') {
            out.pop();
        }
        if matches!(c, ',' | ';') && out.ends_with([',', ';']) {
            continue;
        }
        out.push(c);
    }
    out
}
