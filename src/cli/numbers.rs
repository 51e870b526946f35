//! Numbers as people read them.

use pressmark::Extent;

/// Returns the length of a book: `238 pages`; empty if it is of no known kind.
pub(super) fn extent(extent: Extent) -> String {
    match extent {
        Extent::Pages(1) => "1 page".to_owned(),
        Extent::Pages(pages) => format!("{} pages", grouped(pages)),
        Extent::Documents(1) => "1 document".to_owned(),
        Extent::Documents(documents) => format!("{} documents", grouped(documents)),
        _ => String::new(),
    }
}

/// Returns a file size in the largest decimal unit in which it is at least 1.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Returns a number with a comma before every three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_shown_in_a_fitting_unit() {
        assert_eq!([7, 1_500, 2_340_000].map(size), ["7 bytes", "1 kB", "2.3 MB"]);
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
