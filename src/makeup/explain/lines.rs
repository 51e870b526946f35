//! Explaining the line ends of a page.

use std::fmt::Write;

use super::{ShownPage, difference, thousands, words};
use crate::layout::{BreakReport, Line};

/// Writes every line of the page with its demerits and the runner-up of its break: first the text, then the
/// floats, then the notes.
pub(super) fn write(out: &mut String, page: &ShownPage<'_>) {
    let (from, to) = page.ends(page.chosen);
    let gathered = page.gathered;
    let text = page.chosen.made.steps[from.step..to.step]
        .iter()
        .map(|step| gathered.steps[*step].line.of(page.galley));
    let floats = gathered.floats[from.float..to.float].iter();
    let floats = floats.flat_map(|float| &float.of(page.galley).stack.lines).map(|stacked| &stacked.line);
    let notes = gathered.notes[from.note..to.note].iter().map(|note| note.of(page.galley));
    section(out, "Lines", text);
    section(out, "Floats", floats);
    section(out, "Notes", notes);
}

fn section<'a>(out: &mut String, title: &str, lines: impl Iterator<Item = &'a Line>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{title}\n  line   ratio  badness      demerits");
    let mut first = true;
    for line in lines {
        match &line.report {
            Some(report) => {
                if first || report.line == 0 {
                    paragraph(out, report);
                }
                write_line(out, report);
                first = false;
            }
            None => {
                let _ = writeln!(out, "  {:36}{}", "", words(line));
                first = true;
            }
        }
    }
}

/// Writes the number of lines of a paragraph, its demerits, and the other numbers of lines in which it could
/// be set.
fn paragraph(out: &mut String, report: &BreakReport) {
    let _ = write!(out, "  paragraph of {}: {}", count(report.lines), thousands(report.paragraph));
    for (lines, more) in &report.variants {
        let _ = write!(out, "; in {}: {}", count(*lines), difference(*more));
    }
    out.push('\n');
}

fn write_line(out: &mut String, report: &BreakReport) {
    let (sign, ratio) = (if report.ratio < 0 { '-' } else { '+' }, report.ratio.unsigned_abs());
    let _ = writeln!(
        out,
        "  {:>4}  {sign}{}.{:02}  {:>7}  {:>12}  {}",
        report.line + 1,
        ratio / 1000,
        ratio % 1000 / 10,
        report.badness,
        thousands(report.demerits.total()),
        report.text,
    );
    let parts: Vec<(&str, i64)> =
        report.demerits.parts().into_iter().filter(|(_, part)| *part != 0).collect();
    if parts.len() > 1 {
        let parts: Vec<String> =
            parts.iter().map(|(name, part)| format!("{name} {}", thousands(*part))).collect();
        let _ = writeln!(out, "  {:36}= {}", "", parts.join(" + ").replace("+ -", "- "));
    }
    if let Some(other) = &report.runner_up {
        let lines =
            if other.lines == report.lines { String::new() } else { format!(", {}", count(other.lines)) };
        let more = other.more.map_or_else(|| "only with lines looser than allowed".to_owned(), difference);
        let _ = writeln!(out, "  {:36}or … {}: {more}{lines}", "", other.ends);
    }
}

fn count(lines: usize) -> String {
    if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") }
}
