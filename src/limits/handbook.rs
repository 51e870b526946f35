//! The table of all limits in docs/limits.md, which a test keeps up to date.

use std::fmt::Write as _;

use super::*;

/// Returns the table of the limits that a run may raise.
pub(crate) fn raised() -> String {
    let mut table = "| what | limit | what to do |\n|:--|--:|:--|\n".to_owned();
    for limit in Limit::ALL {
        let (what, amount) = row(limit);
        let _ = writeln!(table, "| {what} | {amount} | {} |", limit.help());
    }
    table
}

/// Returns what a limit is about, and what it allows.
fn row(limit: Limit) -> (&'static str, String) {
    let base = limit.base();
    let (mebibytes, millions) = (base >> 20, base / 1_000_000);
    match limit {
        Limit::Text => ("a text file: Markdown, YAML, code", format!("{mebibytes} MiB")),
        Limit::Picture => ("the file of a picture", format!("{mebibytes} MiB")),
        Limit::Pixels => (
            "a picture, all pictures within a drawing, or its parts that become pixels",
            format!("{millions} megapixels"),
        ),
        Limit::Samples => ("the samples of a PNG file in memory", format!("{millions} MB")),
        Limit::Font => ("a font file", format!("{mebibytes} MiB")),
        Limit::Drawing => ("an SVG drawing", format!("{mebibytes} MiB")),
        Limit::DrawingNodes => ("nodes of a drawing: elements, texts, comments", grouped(base)),
        Limit::DrawnElements => ("elements of a drawing, with those that references repeat", grouped(base)),
        Limit::StyleMatches => ("rules of a drawing's style sheets, times its elements", grouped(base)),
        Limit::DrawingWork => (
            "operations for the parts of a drawing that become pixels",
            format!("{} billion", millions / 1000),
        ),
        Limit::DrawingMemory => ("memory for such a part", format!("{millions} MB")),
        Limit::DrawnText => {
            ("time for setting the text of a drawing, estimated", format!("{} s", millions / 1000))
        }
    }
}

/// Returns the table of the fixed limits.
pub(crate) fn fixed() -> String {
    let kilobytes = |bytes: usize| format!("{} kB", bytes >> 10);
    let rows = [
        (
            "a side of a picture",
            format!("{} pixels", grouped(PICTURE_SIDE.into())),
            "`E0205`; JPEG has no larger ones",
        ),
        ("depth of the elements of a drawing", DRAWING_DEPTH.to_string(), "`E0207`"),
        ("depth of quotations, lists, divs, tables, spans and emphasis", NESTING.to_string(), "`E0301`"),
        ("depth of brackets in YAML", YAML_DEPTH.to_string(), "`E0102`"),
        ("a lock file", kilobytes(LOCK_BYTES), "`E0811`: write it anew"),
        ("depth of included files", INCLUDE_DEPTH.to_string(), "`E0314`"),
        (
            "all that a chapter includes",
            format!("{} MiB", INCLUDED_BYTES >> 20),
            "`E0314`: divide the chapter",
        ),
        ("a formula", kilobytes(FORMULA_BYTES), "`W0346`, its source is shown"),
        (
            "all files in which a chapter's includes are searched for, each as often as it is",
            format!("{} MiB", grouped((SEARCHED_BYTES >> 20) as u64)),
            "`E0314`: divide the files",
        ),
        (
            "the argument of `\\ce` and `\\pu`",
            format!("{} bytes", grouped(CHEMISTRY_BYTES as u64)),
            "`W0346`, the source of the formula is shown",
        ),
        ("depth of groups in a formula", FORMULA_DEPTH.to_string(), "`W0346`, its source is shown"),
        (
            "the expansion of an abbreviation",
            format!("{} bytes", grouped(REPEATED_BYTES as u64)),
            "`E0205`: shorten it, or explain it in the text",
        ),
        (
            "a title in a reference",
            format!("{} bytes", grouped(REPEATED_BYTES as u64)),
            "the reference shows its beginning",
        ),
        (
            "commands that a book and the formulas of a file define",
            grouped(DEFINITIONS as u64),
            "later ones are unknown, `W0346`",
        ),
        ("code that is highlighted", kilobytes(CODE_BYTES), "`W0350`, it is set plain: divide it"),
        (
            "a line of code that is highlighted",
            format!("{} characters", grouped(CODE_LINE as u64)),
            "`W0350`, it is set plain",
        ),
        (
            "equal characters side by side in such a line",
            CODE_RUN.to_string(),
            "`W0350`, the line is set plain",
        ),
        ("columns that a cell spans", CELL_COLUMNS.to_string(), "it spans as many"),
        ("rows that a cell spans", grouped(CELL_ROWS.into()), "it spans as many"),
        (
            "names of a folder that are compared with a missing one",
            grouped(NAMES as u64),
            "no name is suggested",
        ),
    ];
    let mut table = "| what | limit | beyond it |\n|:--|--:|:--|\n".to_owned();
    for (what, amount, beyond) in rows {
        let _ = writeln!(table, "| {what} | {amount} | {beyond} |");
    }
    table
}
