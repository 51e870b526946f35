//! Formulas of kramdown: `$$…$$` is a formula in its line unless it is a block of its own. Entry point: [`edits`].
//!
//! Source: kramdown's manual, "Math Blocks" and "Math Spans".

use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::{ProseKind, ProseToken, tokens};
use super::stage::{StageContext, SyntaxSettings, Tool};

/// Returns whether a text may have such formulas.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.tool == Tool::Jekyll && probe.contains_any(&["$$"])
}

/// Rewrites formulas in lines as `$…$`.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    for ProseToken { kind, range } in tokens(text, context.start) {
        let is_formula = kind == ProseKind::Math && text[range.clone()].starts_with("$$") && range.len() > 4;
        if !is_formula || is_block(&text[..range.start], &text[range.end..]) {
            continue;
        }
        let inner = &text[range.start + 2..range.end - 2];
        let trimmed = inner.trim();
        let start = range.start + 2 + (inner.len() - inner.trim_start().len());
        if !trimmed.is_empty() {
            edits.push(Edit::replace(range.start..start, "$"));
            edits.push(Edit::replace(start + trimmed.len()..range.end, "$"));
        }
    }
    edits
}

/// Returns whether a formula between two texts is a block: it begins its paragraph, and ends its line.
fn is_block(before: &str, behind: &str) -> bool {
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let head = before[line..].trim_start_matches([' ', '\t', '>', '-', '*', '+', '.']);
    let is_item = head.is_empty() && before[line..].contains(['-', '*', '+']);
    let head = head.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let above = before[..line].trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let is_below_blank = line == 0 || before[..line].ends_with("\n\n") || above.trim().is_empty();
    let rest = behind.split('\n').next().unwrap_or_default().trim();
    // Attributes of the formula may follow it.
    let ends_line = rest.is_empty() || rest.starts_with("{:") || rest.starts_with("{#");
    head.is_empty() && (is_below_blank || is_item) && ends_line
}

#[cfg(test)]
mod tests {
    use super::is_block;

    #[test]
    fn a_block_is_alone_in_its_paragraph() {
        assert!(is_block("", "\n") && is_block("Words.\n\n", "\n\nMore.") && is_block("- ", ""));
        assert!(is_block("> ", "\n") && is_block("1. ", "\n"));
        assert!(!is_block("Words ", "\n") && !is_block("", " words\n") && !is_block("Words\n", "\n"));
    }
}
