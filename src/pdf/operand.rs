//! Formats the operands of content streams: numbers, and the replacement text of marked content.

use super::object::utf16;

/// Writes a number in thousandths, without trailing zeros.
pub(super) fn push_number(out: &mut Vec<u8>, thousandths: i64) {
    if thousandths < 0 {
        out.push(b'-');
    }
    let value = thousandths.unsigned_abs();
    push_digits(out, value / 1000);
    let mut rest = value % 1000;
    if rest > 0 {
        out.push(b'.');
        let mut scale = 100;
        while rest > 0 {
            out.push(b'0' + u8::try_from(rest / scale).unwrap_or(0));
            rest %= scale;
            scale /= 10;
        }
    }
}

/// Writes a whole number.
pub(super) fn push_digits(out: &mut Vec<u8>, value: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = value;
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
}

fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

/// Writes the end of the properties of marked content: its replacement text (section 14.9.4).
pub(super) fn push_replacement_text(out: &mut Vec<u8>, text: &str) {
    out.extend(b"/ActualText<");
    out.extend(utf16(text).flat_map(hex));
    out.extend(b">>>BDC\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(thousandths: i64) -> String {
        let mut out = Vec::new();
        push_number(&mut out, thousandths);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_possible() {
        let table = [0, 1, 10, 100, 1000, 1050, -2500, 123_456_000, -7].map(shown);
        assert_eq!(table, ["0", "0.001", "0.01", "0.1", "1", "1.05", "-2.5", "123456", "-0.007"]);
    }
}
