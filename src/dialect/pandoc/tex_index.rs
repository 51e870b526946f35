//! Translates `\index{…}` to marks of our own. Entry point: [`mark`].
//!
//! The argument is that of makeindex: `entry!sub-entry|encapsulation`, each level `sort@text`, with `"` before a sign
//! that stands for itself (P. Chen and M. Harrison, *Index Preparation and Processing*, 1988).

use super::tex_inline::{CHARACTERS, WRAPS};

/// Returns the mark for an argument; `index` is the name of the index, empty for the general one. Returns `None` if the
/// argument has no entry.
pub(super) fn mark(argument: &str, index: &str) -> Option<String> {
    let parts = split(argument, '|');
    let (entry, encapsulation) = parts.split_first()?;
    let encapsulation = encapsulation.join("|");
    let (mut texts, mut sorts) = (Vec::new(), Vec::new());
    for level in split(entry, '!') {
        let parts = split(&level, '@');
        let (sort, text) = match &parts[..] {
            [text] => (None, text.clone()),
            [sort, text @ ..] => (Some(sort.clone()), text.join("@")),
            [] => continue,
        };
        let text = markdown(&literal(&text));
        if text.trim().is_empty() {
            return None;
        }
        sorts.push(sort.map(|sort| doubled(&literal(&sort))).unwrap_or_default());
        texts.push(doubled(text.trim()));
    }
    let mut attributes = format!(".index entry=\"{}\"", quoted(&texts.join("!")));
    if sorts.iter().any(|sort| !sort.is_empty()) {
        // A level without a key is sorted by its text.
        let sorts = sorts.iter().zip(&texts).map(|(sort, text)| if sort.is_empty() { text } else { sort });
        attributes +=
            &format!(" sort=\"{}\"", quoted(&sorts.map(String::as_str).collect::<Vec<_>>().join("!")));
    }
    attributes += &encapsulated(&encapsulation);
    if !index.is_empty() {
        attributes += &format!(" index=\"{}\"", quoted(index));
    }
    Some(format!("[]{{{attributes}}}"))
}

/// Returns the attributes for what is after the bar: the end of a range, a cross-reference, or a command for the number.
fn encapsulated(encapsulation: &str) -> String {
    let argument = |name: &str| {
        let rest = encapsulation.strip_prefix(name)?.trim().strip_prefix('{')?;
        Some(quoted(&markdown(&literal(rest.strip_suffix('}').unwrap_or(rest)))))
    };
    if let Some(also) = argument("seealso") {
        return format!(" see-also=\"{also}\"");
    }
    if let Some(see) = argument("see") {
        return format!(" see=\"{see}\"");
    }
    let range = match encapsulation.chars().next() {
        Some('(') => " range=open",
        Some(')') => " range=close",
        _ => "",
    };
    let is_bold = encapsulation.contains("bf") || encapsulation.contains("main");
    format!("{range}{}", if is_bold { " mention=principal" } else { "" })
}

/// Splits a text at a sign that is neither quoted nor within braces.
fn split(text: &str, sign: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let last = parts.last_mut().expect("there is one");
        match c {
            '"' => {
                last.push('"');
                last.extend(rest.next());
            }
            '\\' => {
                last.push('\\');
                last.extend(rest.next());
            }
            c if c == sign && depth == 0 => parts.push(String::new()),
            c => {
                depth = match c {
                    '{' => depth + 1,
                    '}' => depth.saturating_sub(1),
                    _ => depth,
                };
                last.push(c);
            }
        }
    }
    parts
}

/// Returns a text without the quotation marks that quote its signs.
fn literal(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.extend(rest.next()),
            '\\' => {
                out.push('\\');
                out.extend(rest.next());
            }
            c => out.push(c),
        }
    }
    out
}

/// Returns TeX as Markdown: the commands that have a counterpart, and other commands without their names.
fn markdown(text: &str) -> String {
    let mut out = String::new();
    // What closes each open group.
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += c.len_utf8();
        match c {
            '\\' => {
                let length = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let name = &rest[1..=length];
                if length == 0 {
                    let escaped = rest[1..].chars().next();
                    out.extend(escaped);
                    at += escaped.map_or(0, char::len_utf8);
                    continue;
                }
                at += length;
                if let Some((_, shown)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
                    out += shown;
                    at += if text[at..].starts_with("{}") { 2 } else { 0 };
                } else if text[at..].starts_with('{') {
                    let wrap = WRAPS.iter().find(|(known, ..)| *known == name);
                    let (before, after) = wrap.map_or(("", ""), |(_, before, after)| (*before, *after));
                    out += before;
                    open.push(after);
                    at += 1;
                }
            }
            '$' if rest[1..].contains('$') => {
                // A formula is kept as it is.
                let end = 2 + rest[1..].find('$').unwrap_or(0);
                out += &rest[..end];
                at += end - 1;
            }
            '{' => open.push(""),
            '}' => out += open.pop().unwrap_or_default(),
            '~' => out.push('\u{A0}'),
            c => out.push(c),
        }
    }
    open.into_iter().rev().for_each(|after| out += after);
    out
}

/// Returns a text with doubled separators, so that they stand for themselves.
fn doubled(text: &str) -> String {
    text.replace('!', "!!").replace(';', ";;")
}

/// Returns a text as it is written between quotation marks.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_makeindex_become_marks() {
        let table = [
            ("whale", "entry=\"whale\""),
            ("whale!white@\\emph{White}", "entry=\"whale!*White*\" sort=\"whale!white\""),
            ("alpha@$\\alpha$", "entry=\"$\\\\alpha$\" sort=\"alpha\""),
            ("grid|see{baseline}", "entry=\"grid\" see=\"baseline\""),
            ("grid|seealso{type!leading}", "entry=\"grid\" see-also=\"type!leading\""),
            ("grid|(", "entry=\"grid\" range=open"),
            ("grid|)textbf", "entry=\"grid\" range=close mention=principal"),
            ("grid|textbf", "entry=\"grid\" mention=principal"),
            ("grid|textit", "entry=\"grid\""),
            ("Yahoo\"!;x", "entry=\"Yahoo!!;;x\""),
            ("say \"\"hi\"\"", "entry=\"say \\\"hi\\\"\""),
            ("\\texttt{a\"|b}", "entry=\"`a|b`\""),
            ("AT\\&T", "entry=\"AT&T\""),
        ];
        for (written, expected) in table {
            assert_eq!(mark(written, "").expect("a mark"), format!("[]{{.index {expected}}}"), "{written}");
        }
        assert_eq!(mark("Ada", "people").unwrap(), "[]{.index entry=\"Ada\" index=\"people\"}");
        assert_eq!([mark("", ""), mark(" ! ", ""), mark("|see{x}", "")], [None, None, None]);
    }
}
