//! Lines of verse: a paragraph inside `::: verse` becomes stanzas. Entry points: [`stanzas`],
//! [`columns_to_steps`].

use super::atoms::{Atom, AtomKind, collapse_spaces};
use super::fences::PreparedText;
use super::report::Report;
use super::{tree, typography};
use crate::book::VerseLine;
use crate::lang::LangTag;

/// The maximum number of steps by which a line is indented.
const MAX_INDENT_STEPS: u8 = 20;
/// The number of columns of a tab.
const TAB: u8 = 4;

/// Makes stanzas of a paragraph. Each line of the source is a line of verse, and an empty line of a
/// line block (`|` alone) separates stanzas; at an empty line of the source the parser has already made
/// two paragraphs.
///
/// The indent of a line is in columns here; [`columns_to_steps`] converts it once the whole poem is
/// known.
pub(super) fn stanzas(
    atoms: Vec<Atom>,
    source: &str,
    prepared: &PreparedText,
    lang: &LangTag,
    room: usize,
    report: &mut Report,
) -> Vec<Vec<VerseLine>> {
    let atoms = typography::smarten(line_heads(atoms, source, prepared), lang);
    let mut stanzas = vec![Vec::new()];
    for mut line in tree::lines(atoms, report) {
        let indent = take_indent(&mut line);
        let keep = line.iter().rposition(|atom| columns(atom).is_none()).map_or(0, |last| last + 1);
        line.truncate(keep);
        collapse_spaces(&mut line);
        let text = tree::inlines(line, room, report);
        let last: &mut Vec<VerseLine> = stanzas.last_mut().expect("there is always a stanza");
        if text.is_empty() {
            stanzas.push(Vec::new());
        } else {
            last.push(VerseLine { indent, text });
        }
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    stanzas
}

/// Converts columns to steps: the smallest indent of the poem is 0, the next one a step.
pub(super) fn columns_to_steps(stanzas: &mut [Vec<VerseLine>]) {
    let min = stanzas.iter().flatten().map(|line| line.indent).min().unwrap_or(0);
    let step = stanzas.iter().flatten().map(|line| line.indent - min).filter(|i| *i > 0).min().unwrap_or(1);
    for line in stanzas.iter_mut().flatten() {
        let columns = line.indent - min;
        line.indent = (columns / step + u8::from(columns % step > step / 2)).min(MAX_INDENT_STEPS);
    }
}

/// Keeps every line end, and removes the bars of a line block with the space after each.
fn line_heads(atoms: Vec<Atom>, source: &str, prepared: &PreparedText) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut head = Some(0);
    let mut after_bar = false;
    for mut atom in atoms {
        match (&atom.kind, head) {
            (AtomKind::Soft | AtomKind::Hard, _) => {
                atom.kind = AtomKind::Hard;
                head = Some(out.len() + 1);
            }
            (AtomKind::Char('|', _), Some(start)) if prepared.hides(source, atom.start as usize) => {
                out.truncate(start);
                (head, after_bar) = (None, true);
                continue;
            }
            (AtomKind::Char(' ', _), None) if after_bar => {
                after_bar = false;
                continue;
            }
            (_, Some(_)) if columns(&atom).is_some() => {}
            _ => (head, after_bar) = (None, false),
        }
        out.push(atom);
    }
    out
}

/// Removes the spaces at the head of a line, and returns their width in columns. Starts of wraps that
/// continue from the previous line may precede these spaces.
fn take_indent(line: &mut Vec<Atom>) -> u8 {
    let mut indent = 0u8;
    let mut head = true;
    line.retain(|atom| {
        head = head && (matches!(atom.kind, AtomKind::Open(_)) || columns(atom).is_some());
        match columns(atom).filter(|_| head) {
            Some(width) => indent = indent.saturating_add(width),
            None => return true,
        }
        false
    });
    indent
}

/// Returns the width of a space in columns.
fn columns(atom: &Atom) -> Option<u8> {
    match atom.char()? {
        ' ' | '\u{A0}' | '\u{2002}' => Some(1),
        '\u{2003}' => Some(2),
        '\t' => Some(TAB),
        _ => None,
    }
}
