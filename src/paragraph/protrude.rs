//! How far characters protrude into the margins, so that the edge of the text looks straight.

/// Returns how far a character protrudes at the left and at the right, in thousandths of its own width,
/// after the default set of the microtype package for TeX (R. Schlicht), which follows Hermann Zapf's
/// hz program.
pub(super) fn share(c: char, italic: bool) -> (i64, i64) {
    if italic {
        match c {
            '-' | '\u{2010}' | '\u{AD}' => return (300, 300),
            '.' | ',' => return (0, 500),
            ':' => return (0, 300),
            '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' => return (400, 200),
            _ => {}
        }
    }
    match c {
        '-' | '\u{2010}' | '\u{AD}' => (500, 500),
        '–' => (200, 200),
        '—' => (150, 150),
        '.' => (0, 700),
        ',' => (0, 500),
        ':' => (0, 500),
        ';' => (0, 300),
        '!' | '?' => (0, 100),
        '(' => (100, 0),
        ')' => (0, 200),
        '\u{2018}' | '\u{2019}' => (300, 400),
        '\u{201C}' | '\u{201D}' => (300, 300),
        '\u{201E}' | '\u{201A}' => (400, 400),
        '‹' | '›' => (400, 300),
        '«' | '»' => (200, 200),
        '/' => (100, 200),
        '*' => (200, 200),
        'A' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'v' | 'w' | 'x' | '1' | '4' | '7' => (50, 50),
        'F' | 'K' | 'L' | 'k' | 'r' | 'y' => (0, 50),
        'J' | 'Æ' => (50, 0),
        _ => (0, 0),
    }
}
