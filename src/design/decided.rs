//! What has been decided, looked up by key: the author's wishes over the theme's sheet.

use crate::project::DesignWishes;
use crate::project::design::{Amount, Key, Value};
use crate::units::Length;

/// The decisions of a design, and the lengths that shares are taken of.
pub(super) struct Decided<'a> {
    pub(super) all: &'a DesignWishes,
    /// The size of the text.
    pub(super) em: Length,
    /// Its leading.
    pub(super) line: Length,
    /// The length of a line.
    pub(super) measure: Length,
}

impl Decided<'_> {
    fn value(&self, group: &'static str, name: &'static str) -> &Value {
        self.all.value(Key::of(group, name)).expect("a theme settles every key; a test looks at each")
    }

    /// A length; `em` is the type's size and `whole` what 100 % of it are.
    pub(super) fn of(&self, group: &'static str, name: &'static str, em: Length, whole: Length) -> Length {
        match self.value(group, name) {
            Value::Amount(amount) => amount.resolve(em, self.line, whole),
            _ => Length::ZERO,
        }
    }

    /// A length of the text, or a share of the measure.
    pub(super) fn across(&self, group: &'static str, name: &'static str) -> Length {
        self.of(group, name, self.em, self.measure)
    }

    /// A height: of lines and ems of the text, or a share of its leading.
    pub(super) fn down(&self, group: &'static str, name: &'static str) -> Length {
        self.of(group, name, self.em, self.line)
    }

    /// A share of what only the galley knows, in ten-thousandths.
    pub(super) fn share(&self, group: &'static str, name: &'static str) -> i64 {
        match self.value(group, name) {
            Value::Amount(Amount::Share(share) | Amount::Ems(share) | Amount::Lines(share)) => *share,
            Value::Amount(Amount::Length(length)) => length.to_sp() * 10_000 / self.em.to_sp().max(1),
            _ => 10_000,
        }
    }

    pub(super) fn word(&self, group: &'static str, name: &'static str) -> &'static str {
        match self.value(group, name) {
            Value::Word(word) => word,
            _ => "",
        }
    }

    pub(super) fn flag(&self, group: &'static str, name: &'static str) -> bool {
        matches!(self.value(group, name), Value::Flag(true))
    }

    pub(super) fn count(&self, group: &'static str, name: &'static str) -> u16 {
        match self.value(group, name) {
            Value::Count(count) => *count,
            _ => 0,
        }
    }

    pub(super) fn text(&self, group: &'static str, name: &'static str) -> String {
        match self.value(group, name) {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        }
    }
}
