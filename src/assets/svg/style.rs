//! The style sheet of a drawing, without rules that fetch something. Entry points: [`clean`] for sheets,
//! [`attribute`] for `style` attributes, [`reaches_out`] for single values.

/// Functions that take an address, or an image by its address.
const FETCHING: [&str; 7] = ["url(", "src(", "image(", "image-set(", "@import", "expression(", "javascript:"];

/// Returns whether a value would fetch something, that is, whether it has an address other than that of a
/// part of the drawing. A value with a backslash counts too, since it could encode such an address (CSS
/// Syntax 3, section 4.3.7), and no sensible value has one.
pub(super) fn reaches_out(value: &str) -> bool {
    let lower = without_comments(value).to_ascii_lowercase();
    let outward = |(at, word): (usize, &str)| {
        let inside = lower[at + word.len()..].trim_start().trim_start_matches(['"', '\'']);
        word != "url(" || !inside.trim_start().starts_with('#')
    };
    lower.contains('\\') || FETCHING.iter().any(|word| lower.match_indices(word).any(outward))
}

/// Returns the sheet without `@import`, `@font-face` and declarations that fetch something. What is
/// left out is added to `dropped`.
pub(super) fn clean(sheet: &str, dropped: &mut Vec<String>) -> String {
    let sheet = without_comments(sheet);
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet.as_str();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return out;
        }
        let end = rule_end(rest);
        let (rule, behind) = rest.split_at(end);
        rest = behind;
        clean_rule(rule, &mut out, dropped);
    }
}

/// Adds one rule: a statement up to its `;`, or a prelude with its block.
fn clean_rule(rule: &str, out: &mut String, dropped: &mut Vec<String>) {
    let Some((prelude, block)) = rule.split_once('{') else {
        // `@charset` and `@namespace` have no effect here, and neither does a last rule without a block.
        if reaches_out(rule) {
            dropped.push(named(rule));
        }
        return;
    };
    let block = block.strip_suffix('}').unwrap_or(block);
    let name = prelude.trim_start().to_ascii_lowercase();
    if name.starts_with("@font-face") || reaches_out(prelude) {
        dropped.push(named(prelude));
        return;
    }
    let inside = if block.contains('{') {
        // A group of rules, such as `@media`.
        let mut inside = String::new();
        let mut rest = block;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break inside;
            }
            let (first, behind) = rest.split_at(rule_end(rest));
            rest = behind;
            declarations_or_rule(first, &mut inside, dropped);
        }
    } else {
        declarations(block, dropped)
    };
    out.push_str(prelude);
    out.push('{');
    out.push_str(&inside);
    out.push_str("}\n");
}

/// Adds a rule within a group. Groups within a group are left out, since no drawing needs them.
fn declarations_or_rule(text: &str, out: &mut String, dropped: &mut Vec<String>) {
    match text.split_once('{') {
        Some((prelude, block)) if !block.trim_end_matches('}').contains('{') && !reaches_out(prelude) => {
            let block = declarations(block.strip_suffix('}').unwrap_or(block), dropped);
            out.push_str(prelude);
            out.push('{');
            out.push_str(&block);
            out.push('}');
        }
        _ => dropped.push(named(text)),
    }
}

/// Returns declarations without those that fetch something.
fn declarations(block: &str, dropped: &mut Vec<String>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for declaration in split(block) {
        if reaches_out(declaration) {
            dropped.push(named(declaration));
        } else {
            kept.push(declaration);
        }
    }
    kept.join(";")
}

/// Returns the declarations of a `style` attribute without those that fetch something.
pub(super) fn attribute(value: &str, dropped: &mut Vec<String>) -> String {
    declarations(&without_comments(value), dropped)
}

/// Splits at semicolons outside of quotes and parentheses.
fn split(block: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    for (at, c) in block.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ';') if depth == 0 => {
                parts.push(&block[start..at]);
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    parts.push(&block[start..]);
    parts
}

/// Returns the byte at which the first rule of a sheet ends: after its `;`, or after its block.
fn rule_end(sheet: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in sheet.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') if depth <= 1 => return at + 1,
            (None, '}') => depth -= 1,
            (None, ';') if depth == 0 => return at + 1,
            (None, _) => {}
        }
    }
    sheet.len()
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    // Old sheets are in an HTML comment, to hide them from older programs.
    out.replace("<!--", "").replace("-->", "")
}

/// Returns the beginning of a rule or a value, for a message.
pub(super) fn named(rule: &str) -> String {
    const SHOWN: usize = 60;
    let line = crate::diag::render::plain_line(rule.trim());
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(sheet: &str) -> (String, usize) {
        let mut dropped = Vec::new();
        let out = clean(sheet, &mut dropped);
        (out.split_whitespace().collect(), dropped.len())
    }

    #[test]
    fn rules_that_fetch_are_left_out_and_the_others_stay() {
        for (sheet, kept, dropped) in [
            ("rect{fill:red;stroke:url(#a)}", "rect{fill:red;stroke:url(#a)}", 0),
            ("@import url('https://x.example/a;b.css'); rect{fill:red}", "rect{fill:red}", 1),
            ("@font-face{font-family:V;src:url(https://x.example/v)} a{b:c}", "a{b:c}", 1),
            ("rect{fill:url(https://x.example/#g);stroke:red}", "rect{stroke:red}", 1),
            ("rect{fill:u\\72l(https://x.example)}", "rect{}", 1),
            ("rect{fill:ur/**/l(x);a:url( \"#b\" )}", "rect{a:url(\"#b\")}", 1),
            ("@media print{a{b:url(x);c:d} e{f:g}} h{i:j}", "@mediaprint{a{c:d}e{f:g}}h{i:j}", 1),
            ("/* none */ a{b:'}';c:d", "a{b:'}';c:d}", 0),
            ("a{mask-image:image-set('x.png' 1x)}", "a{}", 1),
        ] {
            assert_eq!(cleaned(sheet), (kept.to_owned(), dropped), "{sheet}");
        }
    }
}
