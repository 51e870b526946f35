//! Checks that groups, environments and delimiters that grow are closed, since the parser does not name the place
//! of one that is not. Entry point: [`check`].

use super::TexFault;
use super::tokens::{Token, TokenKind, group};
use crate::limits::FORMULA_DEPTH;

/// Something that is open.
struct Open<'a> {
    kind: OpenKind<'a>,
    index: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenKind<'a> {
    Group,
    Environment(&'a str),
    Left,
}

/// Checks a formula.
///
/// # Errors
/// Returns the first mistake.
pub(super) fn check(source: &str, tokens: &[Token]) -> Result<(), TexFault> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let text = &source[token.range.clone()];
        match (token.kind, text) {
            (TokenKind::Open, _) => open.push(Open { kind: OpenKind::Group, index }),
            (TokenKind::Close, _) => close(source, tokens, &mut open, OpenKind::Group, index)?,
            (TokenKind::Command, "\\left") => open.push(Open { kind: OpenKind::Left, index }),
            (TokenKind::Command, "\\right") => close(source, tokens, &mut open, OpenKind::Left, index)?,
            (TokenKind::Command, "\\begin" | "\\end") => {
                let Some((next, name)) = group(tokens, index + 1) else {
                    let help = format!("write `{text}{{align}}`, for example");
                    return Err(TexFault::new(token.range.clone(), format!("`{text}` without a name"), help));
                };
                let kind = OpenKind::Environment(source[name].trim());
                if text == "\\begin" {
                    open.push(Open { kind, index });
                } else {
                    close(source, tokens, &mut open, kind, index)?;
                }
                index = next;
                continue;
            }
            // Definitions may have parts of pairs.
            (TokenKind::Command, "\\def" | "\\gdef" | "\\edef" | "\\let") => return Ok(()),
            _ => {}
        }
        if open.len() > FORMULA_DEPTH {
            let message = format!("formula nested more than {FORMULA_DEPTH} levels deep");
            return Err(TexFault::new(token.range.clone(), message, "take the innermost groups apart"));
        }
        index += 1;
    }
    match open.last() {
        Some(last) => Err(unclosed(source, tokens, last)),
        None => Ok(()),
    }
}

/// Closes the innermost open pair, which has to be of this kind.
fn close<'a>(
    source: &str,
    tokens: &[Token],
    open: &mut Vec<Open<'a>>,
    kind: OpenKind<'a>,
    index: usize,
) -> Result<(), TexFault> {
    let Some(last) = open.pop() else {
        let range = tokens[index].range.clone();
        let (message, help) = match kind {
            OpenKind::Group => {
                ("`}` without its `{`".to_owned(), "delete it, or write `\\}` for a brace".to_owned())
            }
            OpenKind::Left => {
                ("`\\right` without its `\\left`".to_owned(), "write `\\left.` for none".to_owned())
            }
            OpenKind::Environment(name) => (
                format!("`\\end{{{name}}}` without its beginning"),
                format!("write `\\begin{{{name}}}` before it"),
            ),
        };
        return Err(TexFault::new(range, message, help));
    };
    if last.kind == kind { Ok(()) } else { Err(unclosed(source, tokens, &last)) }
}

fn unclosed(source: &str, tokens: &[Token], open: &Open<'_>) -> TexFault {
    let range = tokens[open.index].range.clone();
    let (message, help) = match open.kind {
        OpenKind::Group => {
            ("`{` without its `}`".to_owned(), "write `\\{` for a brace that is shown".to_owned())
        }
        OpenKind::Left => (
            "`\\left` without its `\\right`".to_owned(),
            "write `\\right.` for a delimiter that is not shown".to_owned(),
        ),
        OpenKind::Environment(name) => {
            (format!("`\\begin{{{name}}}` without its end"), format!("write `\\end{{{name}}}` behind it"))
        }
    };
    debug_assert!(range.end <= source.len());
    TexFault::new(range, message, help)
}
