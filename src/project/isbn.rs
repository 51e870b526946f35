//! International standard book numbers.

use super::fields::Fields;
use super::metadata::Isbn;
use crate::diag::{Code, Diagnostic, Spanned};

/// Parses an ISBN, or reports what is wrong with it and returns `None`.
pub(super) fn isbn(text: &Spanned<String>, fields: &Fields<'_>) -> Option<Isbn> {
    let help = "compare it with the number that you were given";
    match Isbn::parse(&text.value) {
        Ok(isbn) => Some(isbn),
        Err(reason) => {
            fields.report(Diagnostic::new(Code::InvalidIsbn, text.span, reason).help(help));
            None
        }
    }
}

impl Isbn {
    /// Parses an ISBN-13 or ISBN-10, with or without hyphens (ISO 2108). An ISBN-10 becomes an ISBN-13.
    ///
    /// # Errors
    /// Returns the fault of the text, as a phrase.
    pub fn parse(text: &str) -> Result<Self, String> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}')).collect();
        let body = digits.strip_suffix(['x', 'X']).unwrap_or(&digits);
        let values: Option<Vec<u32>> = body.chars().map(|c| c.to_digit(10)).collect();
        let Some(values) = values else {
            return Err(format!("`{text}` is not an ISBN: it contains more than digits"));
        };
        match digits.len() {
            13 if values.len() == 13 => {
                let expected = check_13(&values[..12]);
                if values[12] == expected {
                    Ok(Self(digits))
                } else {
                    Err(format!("`{text}` is not an ISBN: its check digit should be {expected}"))
                }
            }
            10 => {
                let sum: u32 =
                    values.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
                let check = (11 - sum % 11) % 11;
                let given = if values.len() == 9 { 10 } else { values[9] };
                if check != given {
                    return Err(format!("`{text}` is not an ISBN: its check digit is wrong"));
                }
                let mut long: Vec<u32> = vec![9, 7, 8];
                long.extend(&values[..9]);
                long.push(check_13(&long));
                Ok(Self(long.iter().map(u32::to_string).collect()))
            }
            length => Err(format!("`{text}` is not an ISBN: it has {length} digits, not 13 or 10")),
        }
    }

    /// Returns the number divided by hyphens into prefix, group, registrant, publication and check digit, by the
    /// ranges that the International ISBN Agency has assigned. A number outside of them has no hyphens.
    pub fn hyphenated(&self) -> String {
        let number = self.0.parse::<isbn::Isbn13>().ok();
        let hyphenated = number.and_then(|number| number.hyphenate().ok());
        hyphenated.map_or_else(|| self.0.clone(), |number| number.to_string())
    }
}

/// Returns the check digit of the first twelve digits of an ISBN-13: weights 1 and 3, modulo 10.
fn check_13(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().enumerate().map(|(i, digit)| digit * if i % 2 == 0 { 1 } else { 3 }).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbns_are_divided_by_the_assigned_ranges() {
        let numbers = [
            ("9780306406157", "978-0-306-40615-7"),
            ("9781565924796", "978-1-56592-479-6"),
            ("9782070360024", "978-2-07-036002-4"),
            ("9783161484100", "978-3-16-148410-0"),
            ("9788420412146", "978-84-204-1214-6"),
            ("9788932917245", "978-89-329-1724-5"),
            ("9791090636071", "979-10-90636-07-1"),
            ("9798602405453", "979-8-6024-0545-3"),
        ];
        for (digits, expected) in numbers {
            assert_eq!(Isbn(digits.to_owned()).hyphenated(), expected);
        }
        assert_eq!(Isbn("9799999999990".to_owned()).hyphenated(), "9799999999990", "an unassigned range");
    }

    #[test]
    fn isbns_are_checked() {
        assert_eq!(Isbn::parse("978-0-306-40615-7"), Ok(Isbn("9780306406157".into())));
        assert_eq!(Isbn::parse("0-306-40615-2"), Ok(Isbn("9780306406157".into())));
        assert_eq!(Isbn::parse("0-8044-2957-X"), Ok(Isbn("9780804429573".into())));
        assert!(Isbn::parse("978-0-306-40615-8").is_err_and(|reason| reason.contains("should be 7")));
        assert!(Isbn::parse("12").is_err() && Isbn::parse("978030640615x").is_err());
    }
}
