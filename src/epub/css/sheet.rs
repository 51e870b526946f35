//! Writes rules of a stylesheet.

use std::fmt::{Display, Write};

use crate::units::Length;

/// A stylesheet that is being written.
#[derive(Debug, Default)]
pub(super) struct Sheet(String);

impl Sheet {
    /// Adds a rule, unless it has no declarations.
    pub(super) fn rule(&mut self, selectors: &str, declarations: &Declarations) {
        if !declarations.0.is_empty() {
            let _ = writeln!(self.0, "{selectors} {{ {}}}", declarations.0);
        }
    }

    /// Adds a rule within a group of rules: `@supports (…)`.
    pub(super) fn rule_if(&mut self, condition: &str, selectors: &str, declarations: &Declarations) {
        let _ = writeln!(self.0, "{condition} {{ {selectors} {{ {}}} }}", declarations.0);
    }

    /// Adds a style of counters with brackets, by the style of its digits.
    pub(super) fn counter_style(&mut self, name: &str, digits: &str, prefix: &str) {
        let _ = writeln!(
            self.0,
            "@counter-style {name} {{ system: extends {digits}; prefix: \"{prefix}\"; suffix: \") \"; }}"
        );
    }

    /// Returns the finished stylesheet.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// The declarations of a rule.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct Declarations(String);

impl Declarations {
    /// Adds a declaration.
    pub(super) fn set(&mut self, property: &str, value: impl Display) -> &mut Self {
        let _ = write!(self.0, "{property}: {value}; ");
        self
    }

    /// Adds a declaration if `is` is true.
    pub(super) fn set_if(&mut self, is: bool, property: &str, value: impl Display) -> &mut Self {
        if is { self.set(property, value) } else { self }
    }
}

/// Returns the size of one length in hundredths of another.
pub(super) fn hundredths(length: Length, of: Length) -> i64 {
    let of = of.to_sp().max(1);
    (length.to_sp() * 100 + of / 2).div_euclid(of)
}

/// Returns hundredths as a decimal: `1.5` for 150.
pub(super) fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let digits = format!("{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100);
    format!("{sign}{}", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// Returns the border of a rule in the colour of the text.
pub(super) fn border(rule: Length) -> String {
    if rule.is_zero() { "none".to_owned() } else { format!("{} solid", width(rule)) }
}

/// Returns the thickness of a rule: half a point is one pixel, the thinnest line of a coarse screen.
pub(super) fn width(rule: Length) -> String {
    if rule.is_zero() {
        "0".to_owned()
    } else {
        format!("{}px", decimal(hundredths(rule, Length::pt(1)) * 2))
    }
}

/// Returns a string. Characters beyond ASCII are escaped, in case that a reading system assumes another
/// encoding (CSS Syntax Level 3, section 4.3.7).
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            _ => {
                let _ = write!(out, "\\{:X} ", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_valid_css() {
        assert_eq!([0, 5, 150, 157, -30].map(decimal), ["0", "0.05", "1.5", "1.57", "-0.3"]);
        assert_eq!(border(Length::milli_pt(500)), "1px solid");
        assert_eq!(
            (border(Length::milli_pt(250)), border(Length::ZERO)),
            ("0.5px solid".into(), "none".into())
        );
        assert_eq!(string("*\u{2003}\"\\❦\n"), "\"*\\2003 \\\"\\\\\\2766 \\A \"");
    }
}
