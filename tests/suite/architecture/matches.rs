//! Finds matches over the enums of the book's model that have a catch-all arm.

use std::collections::BTreeSet;

use super::lexer::{Token, tokens};

/// Returns the public enums that a file declares.
pub(super) fn enums(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    let public = tokens.windows(3).enumerate().filter(|(at, window)| {
        window[1].word() == Some("enum") && (window[0].word() == Some("pub") || restricted(&tokens, *at))
    });
    public.filter_map(|(_, window)| window[2].word().map(str::to_owned)).collect()
}

/// Returns whether a visibility as in `pub(crate)` ends here.
fn restricted(tokens: &[Token], at: usize) -> bool {
    let opened = tokens[..at].iter().rposition(|token| token.is("("));
    tokens[at].is(")") && opened.is_some_and(|open| open > 0 && tokens[open - 1].word() == Some("pub"))
}

/// Returns the lines with a catch-all arm in a match over one of these enums.
pub(super) fn catch_alls(text: &str, model: &BTreeSet<String>) -> Vec<usize> {
    let tokens = tokens(text);
    let own = enums(text);
    let is_of_model = |pattern: &[Token]| {
        pattern.windows(2).any(|pair| {
            let of_own = pair[0].word() == Some("Self") && own.iter().any(|name| model.contains(name));
            pair[1].is("::") && (of_own || pair[0].word().is_some_and(|word| model.contains(word)))
        })
    };
    let mut lines = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.word() == Some("match")) {
        let arms = arms(&tokens, at);
        if arms.iter().any(|arm| is_of_model(arm)) {
            lines.extend(arms.iter().filter(|arm| is_catch_all(arm)).map(|arm| arm[0].line));
        }
    }
    lines.sort_unstable();
    lines
}

/// Returns the patterns of a match that begins here.
fn arms(tokens: &[Token], start: usize) -> Vec<&[Token]> {
    let mut found = Vec::new();
    // A match in the head of another is in brackets: the first brace at this depth opens the arms.
    let Some(open) = at_depth(tokens, start + 1, |token| token.is("{")) else { return found };
    let mut at = open + 1;
    while let Some(arrow) = at_depth(tokens, at, |token| token.is("=>") || token.is("}")) {
        if tokens[arrow].is("}") {
            break;
        }
        found.push(&tokens[at..arrow]);
        at = arrow + 1;
        if tokens.get(at).is_some_and(|token| token.is("{")) {
            at = at_depth(tokens, at + 1, |token| token.is("}")).map_or(tokens.len(), |end| end + 1);
            at += usize::from(tokens.get(at).is_some_and(|token| token.is(",")));
        } else {
            let end = at_depth(tokens, at, |token| token.is(",") || token.is("}"));
            at = end.map_or(tokens.len(), |end| end + usize::from(tokens[end].is(",")));
        }
    }
    found
}

/// Returns the index of the first such token that is not within brackets opened from here on.
fn at_depth(tokens: &[Token], start: usize, is_wanted: impl Fn(&Token) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        if depth == 0 && is_wanted(token) {
            return Some(at);
        }
        if ["(", "[", "{"].iter().any(|open| token.is(open)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|close| token.is(close)) {
            depth = depth.checked_sub(1)?;
        }
    }
    None
}

/// Returns whether a pattern matches everything: `_`, `(_, _)`, or a name.
fn is_catch_all(pattern: &[Token]) -> bool {
    let guard = pattern.iter().position(|token| token.word() == Some("if")).unwrap_or(pattern.len());
    let pattern = &pattern[..guard];
    let blank =
        |token: &Token| token.word() == Some("_") || ["(", ")", ",", ".."].iter().any(|sign| token.is(sign));
    let is_name = |word: &str| word.starts_with(char::is_lowercase) && word != "true" && word != "false";
    pattern.iter().all(blank) || pattern.len() == 1 && pattern[0].word().is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{catch_alls, enums};

    #[test]
    fn enums_of_every_visibility_except_private_are_found() {
        let text =
            "pub enum A { X }\npub(crate) enum B<T> {}\nenum C {}\nfn f(_: D) {}\npub(in a::b) enum E {}";
        assert_eq!(enums(text).into_iter().collect::<Vec<_>>(), ["A", "B", "E"]);
    }

    #[test]
    fn catch_all_arms_are_found_only_in_matches_over_the_model() {
        let model: BTreeSet<String> = ["Block", "Role"].map(str::to_owned).into();
        let lines = |text: &str| catch_alls(text, &model);
        assert_eq!(lines("match x {\n Block::A { .. } => 1,\n _ => 2,\n}"), [3]);
        assert_eq!(lines("match x {\n Some(Role::A) => { f(Y { z }) }\n other if other.g() => 2\n}"), [3]);
        assert_eq!(
            lines("match (x, y) {\n (Block::A, b) => 1,\n (_, _) => match c {\n '_' => 1, _ => 2 }\n}"),
            [3]
        );
        assert_eq!(lines("match c {\n 'a' => match x { Block::A => 1,\n _ => 2 },\n _ => 3 }"), [3]);
        assert_eq!(lines("match x { Block::A => 1, Block::B | Block::C => 2 }"), [0; 0]);
        assert_eq!(lines("match c { 'a' => Block::A, _ => Block::B }"), [0; 0]);
        assert_eq!(lines("match f(|x| { x }) { Role::A => \"_ =>\", Role::B => '}' }"), [0; 0]);
        assert_eq!(lines("pub enum Block {}\nmatch self { Self::A => 1,\n _ => 2 }"), [3]);
        assert_eq!(lines("match self { Self::A => 1,\n _ => 2 }"), [0; 0]);
    }
}
