//! The warning about formulas that the printed book shows as their source.

use crate::diag::{Code, Diagnostic, Span};

/// Returns the warning for a formula at this place.
pub fn printed_as_source(span: Span) -> Diagnostic {
    let help = "only the e-book sets formulas so far; the printed book shows what you write between the dollar signs";
    Diagnostic::new(Code::MathPlain, span, "formula printed as its source").help(help)
}
