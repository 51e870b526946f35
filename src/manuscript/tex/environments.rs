//! Environments that the parser has under another name or not at all. Entry point: [`rewrite`].

/// How the beginning and the end of an environment are written for the parser.
pub(super) struct Rewritten {
    pub(super) begin: &'static str,
    pub(super) end: &'static str,
}

/// Marks the first cell of an environment whose first row is at the left and whose last is at the right.
pub(super) const MULTLINE: char = '\u{F8E0}';

/// Marks a row of words between equations.
pub(super) const BETWEEN: char = '\u{F8E1}';

/// Returns how an environment is written for the parser. Returns `None` if it stays as it is.
///
/// The parser numbers the rows of some environments itself; the book counts its own numbers, so that these become
/// the ones without numbers.
pub(super) fn rewrite(name: &str) -> Option<Rewritten> {
    let (begin, end) = match name {
        "align" | "flalign" | "flalign*" => ("\\begin{align*}", "\\end{align*}"),
        "alignat" | "xalignat" | "xalignat*" => ("\\begin{alignat*}", "\\end{alignat*}"),
        "gather" => ("\\begin{gather*}", "\\end{gather*}"),
        "equation" => ("\\begin{equation*}", "\\end{equation*}"),
        "multline" | "multline*" | "multlined" => ("\\begin{gather*}\u{F8E0}", "\\end{gather*}"),
        "eqnarray" | "eqnarray*" => ("\\begin{darray}{rcl}", "\\end{darray}"),
        "psmallmatrix" => ("\\left(\\begin{smallmatrix}", "\\end{smallmatrix}\\right)"),
        "bsmallmatrix" => ("\\left[\\begin{smallmatrix}", "\\end{smallmatrix}\\right]"),
        "vsmallmatrix" => ("\\left|\\begin{smallmatrix}", "\\end{smallmatrix}\\right|"),
        "Bsmallmatrix" => ("\\left\\{\\begin{smallmatrix}", "\\end{smallmatrix}\\right\\}"),
        "displaymath" | "math" | "subequations" => ("{", "}"),
        _ => return None,
    };
    Some(Rewritten { begin, end })
}

/// Returns whether an environment numbers each of its rows rather than the whole, and whether it does so without
/// names or marks of their own.
pub(super) fn numbering(name: &str) -> (bool, bool) {
    let (plain, is_starred) = name.strip_suffix('*').map_or((name, false), |plain| (plain, true));
    let by_rows = matches!(plain, "align" | "flalign" | "alignat" | "xalignat" | "gather" | "eqnarray");
    let is_whole = matches!(plain, "equation" | "multline");
    (by_rows, (by_rows || is_whole) && !is_starred)
}

/// Returns whether an environment contains others as if it were not there.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "displaymath" | "math" | "subequations")
}

/// Returns whether an environment may have its vertical position in brackets, which has no effect on paper of one
/// line.
pub(super) fn takes_position(name: &str) -> bool {
    matches!(name, "aligned" | "alignedat" | "gathered" | "array" | "split" | "subarray" | "multlined")
}

/// The maximum number of columns of an array and rules between them, many times that of any in print.
const MAX_COLUMNS: usize = 256;

/// Returns the columns of an array without what the parser cannot read: material between columns, and the widths
/// of columns of text.
pub(super) fn columns(written: &str) -> String {
    let mut out = String::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '@' | '!' | '>' | '<' => (_, rest) = braced(rest),
            'p' | 'm' | 'b' => {
                (_, rest) = braced(rest);
                out.push('l');
            }
            '*' => {
                let (count, after) = braced(rest);
                let (repeated, after) = braced(after);
                rest = after;
                let repeated = columns(repeated);
                let count = count.trim().parse::<usize>().unwrap_or(1);
                for _ in 0..count.min(MAX_COLUMNS) {
                    out.push_str(&repeated);
                    if out.len() > MAX_COLUMNS {
                        return out;
                    }
                }
            }
            c => out.push(c),
        }
        if out.len() > MAX_COLUMNS {
            break;
        }
    }
    out
}

/// Returns the content of the braces that a text begins with, and the rest.
fn braced(text: &str) -> (&str, &str) {
    let Some(inner) = text.trim_start().strip_prefix('{') else { return ("", text) };
    let mut depth = 1;
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&inner[..at], &inner[at + 1..]);
        }
    }
    (inner, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_arrays_are_simplified() {
        assert_eq!(columns("r@{}l"), "rl");
        assert_eq!(columns("|*{3}{c|}p{3cm}>{\\bf}c"), "|c|c|c|lc");
        assert!(columns("*{9999}{*{9999}{c}}").len() < 1000, "limited");
    }
}
