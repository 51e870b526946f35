//! Reads formulas in TeX. Entry point: [`read`].
//!
//! `tokens` divides the source, `pairs` checks that what opens is closed, and `prepare` finds unknown commands
//! and rewrites what the parser does not read (`environments`, `commands`); `definitions` has the commands of the author,
//! `preamble` those that hold for the whole book. `numbers` finds the names and numbers of
//! equations. `parse` calls the parser, and `nodes` makes items of our model of its tree, with `parts`, `grids`, `symbols`, `lengths` and `merge`.

mod commands;
mod definitions;
mod environments;
mod grids;
mod lengths;
mod merge;
mod nodes;
mod numbers;
mod pairs;
mod parse;
mod parts;
mod preamble;
mod prepare;
mod symbols;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

pub use self::definitions::MathCommands;
pub use self::preamble::math_commands;
use self::tokens::Token;
use crate::book::math::{EquationMark, Formula, MathStyle, Row};
use crate::limits::FORMULA_BYTES;

/// A formula that was read.
#[derive(Debug)]
pub(super) struct TexFormula {
    /// The formula.
    pub(super) formula: Formula,
    /// The name that the author gave the whole of it: `\label{eq:x}`.
    pub(super) id: Option<String>,
    /// What could not be read, or was left out.
    pub(super) faults: Vec<TexFault>,
}

/// A mistake in a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TexFault {
    /// Its place in the source of the formula.
    pub(super) range: Range<usize>,
    /// The message.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: String,
}

impl TexFault {
    fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: help.into() }
    }
}

/// Reads the source of a formula, without its delimiters.
pub(super) fn read(source: String, is_display: bool, known: &mut MathCommands) -> TexFormula {
    let mut faults = Vec::new();
    let mut formula = Formula { source, is_display, content: None, mark: EquationMark::None };
    let source = &formula.source;
    if source.len() > FORMULA_BYTES {
        let message = format!("formula of more than {} kB", FORMULA_BYTES / 1024);
        faults.push(TexFault::new(0..source.len(), message, "divide it"));
        return TexFormula { formula, id: None, faults };
    }
    let tokens = tokens::tokens(source);
    let numbers = numbers::collect(source, &tokens, &mut faults);
    let style = if is_display { MathStyle::Display } else { MathStyle::Text };
    match content(source, &tokens, style, known, &mut faults) {
        Ok(row) => formula.content = Some(row),
        Err(fault) => faults.push(fault),
    }
    let id = numbers.mark(&mut formula, known, &mut faults);
    TexFormula { formula, id, faults }
}

fn content(
    source: &str,
    tokens: &[Token],
    style: MathStyle,
    known: &mut MathCommands,
    faults: &mut Vec<TexFault>,
) -> Result<Row, TexFault> {
    pairs::check(source, tokens)?;
    let prepared = prepare::prepare(source, tokens, known, faults)?;
    let nodes = parse::parse(&prepared, source.len())?;
    let row = nodes::convert(&nodes, style).map_err(|what| {
        let help = "take it out of the formula, or show the formula as a picture";
        TexFault::new(0..source.len(), format!("{what} cannot be set in a formula"), help)
    })?;
    known.extend(prepared.defined);
    Ok(row)
}

/// Reads words that may have formulas among them, as in `\text`.
fn row_of_words(text: &str, known: &mut MathCommands) -> Result<Row, TexFault> {
    let source = format!("\\text{{{text}}}");
    content(&source, &tokens::tokens(&source), MathStyle::Text, known, &mut Vec::new())
}
