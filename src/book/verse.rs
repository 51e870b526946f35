//! The numbers of lines of verse, for both writers.

use super::model::{Attr, Key};

/// The value of `notes=` of a poem whose notes begin with the numbers of their lines.
pub const BY_LINE: &str = "line";

/// Counts the lines of a poem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineNumbers {
    /// The interval of numbered lines; 0 for none.
    interval: u16,
    /// The number of the next line.
    next: u32,
}

impl LineNumbers {
    /// Returns the count at the start of a poem: its attributes `numbers` and `start`, or else an interval
    /// from the design, from line 1.
    pub fn of(attr: &Attr, interval: u16) -> Self {
        let own = attr.value(Key::Numbers).and_then(|value| value.parse().ok());
        let start = attr.value(Key::Start).and_then(|value| value.parse().ok());
        Self { interval: own.unwrap_or(interval), next: start.unwrap_or(1) }
    }

    /// Returns the number of the next line, whether that is shown or not.
    pub fn next(self) -> u32 {
        self.next
    }

    /// Returns whether lines are numbered.
    pub fn are_shown(self) -> bool {
        self.interval > 0
    }

    /// Counts a line. Returns its number if that is shown.
    pub fn count(&mut self) -> Option<u32> {
        let number = self.next;
        self.next = number.saturating_add(1);
        (self.are_shown() && number.is_multiple_of(u32::from(self.interval))).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Attributes;

    fn attr(pairs: &[(&str, &str)]) -> Attr {
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Attr::new(Attributes { pairs, ..Attributes::default() })
    }

    fn numbers(attr: &Attr, interval: u16, lines: usize) -> Vec<u32> {
        let mut numbers = LineNumbers::of(attr, interval);
        (0..lines).filter_map(|_| numbers.count()).collect()
    }

    #[test]
    fn each_line_of_the_interval_has_a_number() {
        assert_eq!(numbers(&Attr::NONE, 5, 12), [5, 10]);
        assert_eq!(numbers(&Attr::NONE, 0, 12), [0; 0]);
        assert_eq!(numbers(&attr(&[("numbers", "3"), ("start", "11")]), 0, 6), [12, 15]);
        assert_eq!(numbers(&attr(&[("numbers", "0")]), 5, 12), [0; 0]);
    }
}
