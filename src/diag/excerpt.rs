//! Text of an author, shortened for a message. Entry point: [`excerpt`].

/// The maximum length of an excerpt, in characters.
const MAX_LENGTH: usize = 60;

/// Returns the beginning of a text as a message shows it between backquotes: on one line, its backquotes
/// as apostrophes, at most 60 characters and `…` if more follow.
pub fn excerpt(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters
        .by_ref()
        .take(MAX_LENGTH)
        .map(|c| match c {
            '\n' | '\r' => ' ',
            '`' => '\'',
            c => c,
        })
        .collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(excerpt("a `b`\nc"), "a 'b' c");
        assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(excerpt(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
