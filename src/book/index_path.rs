//! Index entries as authors write them: `whales!white; oil`.

/// Splits a text at a separator that is not doubled. A doubled one stands for itself; empty parts are left out.
pub fn split(text: &str, separator: char) -> Vec<String> {
    let single = separator.to_string();
    split_kept(text, separator).into_iter().map(|part| part.replace(&single.repeat(2), &single)).collect()
}

/// Splits a text at a separator that is not doubled. A doubled one stays so; empty parts are left out.
pub fn split_kept(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_doubled = c == separator && rest.next_if_eq(&separator).is_some();
        if c == separator && !is_doubled {
            parts.push(String::new());
            continue;
        }
        let last = parts.last_mut().expect("there is one");
        last.push(c);
        if is_doubled {
            last.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_separators_stand_for_themselves() {
        assert_eq!(split("whales!white", '!'), ["whales", "white"]);
        assert_eq!(split("Yahoo!!!shares", '!'), ["Yahoo!", "shares"]);
        assert_eq!(split(" a ; b;;c ;", ';'), ["a", "b;c"]);
        assert_eq!(split_kept("a!!b;c", ';'), ["a!!b", "c"]);
    }
}
