//! Reads formulas in TeX. Entry point: [`read`].
//!
//! `tokens` divides the source, `pairs` checks that what opens is closed, and `prepare` finds unknown commands
//! and rewrites what the parser does not read (`environments`, `commands`). `parse` calls the parser, and
//! `nodes` makes items of our model of its tree, with `parts`, `grids`, `symbols`, `lengths` and `merge`.

mod commands;
mod environments;
mod grids;
mod lengths;
mod merge;
mod nodes;
mod pairs;
mod parse;
mod parts;
mod prepare;
mod symbols;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::book::math::{MathStyle, Row};

/// The maximum length of a formula in bytes, many times that of the longest in print.
const MAX_BYTES: usize = 32 * 1024;

/// A formula that was read.
#[derive(Debug)]
pub(super) struct TexFormula {
    /// Its content; `None` if it cannot be read.
    pub(super) content: Option<Row>,
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

/// The commands that the formulas of a file have defined so far, which those after them may use.
#[derive(Debug, Default)]
pub(super) struct Definitions(Vec<Definition>);

/// The definition of a command.
#[derive(Debug)]
struct Definition {
    /// Its name, with the backslash.
    name: String,
    /// The definition as the parser reads it.
    text: String,
}

/// The maximum number of commands that the formulas of a file may define.
const MAX_DEFINITIONS: usize = 500;

/// Reads the source of a formula, without its delimiters.
pub(super) fn read(source: &str, is_display: bool, known: &mut Definitions) -> TexFormula {
    let mut faults = Vec::new();
    let content = match content(source, is_display, known, &mut faults) {
        Ok(row) => Some(row),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    TexFormula { content, faults }
}

fn content(
    source: &str,
    is_display: bool,
    known: &mut Definitions,
    faults: &mut Vec<TexFault>,
) -> Result<Row, TexFault> {
    if source.len() > MAX_BYTES {
        let message = format!("formula of more than {} kB", MAX_BYTES / 1024);
        return Err(TexFault::new(0..source.len(), message, "divide it"));
    }
    let tokens = tokens::tokens(source);
    pairs::check(source, &tokens)?;
    let prepared = prepare::prepare(source, &tokens, known, faults)?;
    let nodes = parse::parse(&prepared, source.len())?;
    let style = if is_display { MathStyle::Display } else { MathStyle::Text };
    let row = nodes::convert(&nodes, style).map_err(|what| {
        let help = "take it out of the formula, or show the formula as a picture";
        TexFault::new(0..source.len(), format!("{what} cannot be set in a formula"), help)
    })?;
    known.0.extend(prepared.defined);
    known.0.truncate(MAX_DEFINITIONS);
    Ok(row)
}
