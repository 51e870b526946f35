//! Renders diagnostics for people, on at most a screen: those that repeat one another are joined, a warning
//! takes two lines, and an error shows its first places in full.

use super::context::{RenderContext, plain_line};
use super::human::human;
use crate::diag::gather::{DiagnosticGroup, gather, tally};
use crate::diag::{Diagnostic, Label};

/// The maximum number of places of an error that are shown with their line.
const MAX_PLACES: usize = 3;
/// The maximum number of groups for which warnings are shown with their line; with more, each takes two
/// lines.
const MAX_IN_FULL: usize = 5;

/// Renders diagnostics in groups, warnings before errors.
pub fn brief(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> String {
    let gathered = gather(diagnostics);
    let crowded = gathered.len() > MAX_IN_FULL;
    let mut out = String::new();
    let mut open = false;
    for some in &gathered {
        let short = !some.first.is_error() && (crowded || some.count() > 1);
        if open && !short {
            out.push('\n');
        }
        out += &if short { two_lines(some, context) } else { in_full(some, context) };
        open = short;
    }
    if open { out + "\n" } else { out }
}

/// Returns the message with its number and first place, and the help.
fn two_lines(gathered: &DiagnosticGroup<'_>, context: RenderContext<'_>) -> String {
    let mut message = gathered.message();
    if let Some(span) = gathered.first.span {
        let place = context.sources.locate(span);
        let at = if gathered.count() > 1 { "first at" } else { "at" };
        message += &format!(", {at} {}:{}:{}", context.path(span), place.line, place.column);
    }
    let mut text = title(gathered.first, message, context);
    if !gathered.first.help.is_empty() {
        let (bold, end) = if context.colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        text += &format!("  = {bold}help{end}: {}\n", plain_line(&gathered.first.help.join("; ")));
    }
    text
}

/// Returns the first places with their lines, and the number of further ones.
fn in_full(gathered: &DiagnosticGroup<'_>, context: RenderContext<'_>) -> String {
    let mut shown: Vec<Diagnostic> = Vec::new();
    for diagnostic in gathered.all().take(MAX_PLACES) {
        match shown.iter_mut().find(|earlier| earlier.message == diagnostic.message) {
            Some(earlier) => {
                let also = diagnostic.span.map(|span| Label { span, message: "and here".to_owned() });
                earlier.labels.extend(also);
                let new = diagnostic.help.iter().filter(|help| !earlier.help.contains(help));
                let new: Vec<String> = new.cloned().collect();
                earlier.help.extend(new);
            }
            None => shown.push(diagnostic.clone()),
        }
    }
    let mut more = gathered.count();
    for diagnostic in &mut shown {
        let same = gathered.all().filter(|other| other.message == diagnostic.message);
        let times: usize = same.map(|other| other.times as usize).sum();
        if times > 1 {
            diagnostic.message += &format!(", {times} times");
        }
        more -= times;
    }
    let mut text = human(&shown, context);
    if more > 0 {
        let next =
            gathered.rest.iter().skip(MAX_PLACES - 1).find(|other| {
                gathered.all().take(MAX_PLACES).all(|earlier| earlier.message != other.message)
            });
        let place = next.and_then(|next| next.span).map_or_else(String::new, |span| {
            let place = context.sources.locate(span);
            format!(", the next at {}:{}:{}", context.path(span), place.line, place.column)
        });
        text += &title(gathered.first, format!("{more} more like this{place}"), context);
        text.push('\n');
    }
    text
}

/// Returns the first line of a diagnostic, with another message in place of its own.
fn title(of: &Diagnostic, message: String, context: RenderContext<'_>) -> String {
    let bare = Diagnostic { severity: of.severity, ..Diagnostic::new(of.code, None, message) };
    human(&[bare], context).trim_end().to_owned() + "\n"
}

/// Returns the lines of the table of codes: the number of places and of files of each.
pub fn counts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let files = |files: usize| match files {
        0 => String::new(),
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
    let rows = tally(diagnostics);
    let widest = rows.iter().map(|(_, _, of)| files(*of).len()).max().unwrap_or(0);
    let line = |(code, count, of): &(crate::diag::Code, usize, usize)| {
        format!("  {}  {count:>6}  {:widest$}  {}", code.id(), files(*of), code.title())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap, Span};

    /// A book of files of ten lines `words`, and diagnostics at their lines.
    fn book(files: usize, made: impl Fn(&mut dyn FnMut(usize, usize, Code, &str))) -> String {
        let mut sources = SourceMap::new();
        let ids: Vec<_> =
            (0..files).map(|file| sources.add(format!("{file}.md"), "words\n".repeat(10))).collect();
        let mut diagnostics = Vec::new();
        made(&mut |file, line, code, message| {
            let span = Span::new(ids[file], line * 6..line * 6 + 5);
            diagnostics.push(Diagnostic::new(code, span, message).help("do this"));
        });
        brief(&diagnostics, RenderContext { sources: &sources, prefix: "", colour: false })
    }

    #[test]
    fn a_gathered_warning_takes_two_lines() {
        let text = book(12, |add| {
            (0..12).for_each(|file| {
                (0..3).for_each(|line| add(file, line, Code::HtmlDropped, "`style` left out"));
            });
        });
        insta::assert_snapshot!(text, @r"
        warning[W0305]: `style` left out, 36 times in 12 files, first at 0.md:1:1
          = help: do this
        ");
    }

    #[test]
    fn errors_show_their_first_three_places_after_the_warnings() {
        let text = book(2, |add| {
            for (line, name) in ["a", "b", "c", "d", "e"].iter().enumerate() {
                add(0, line, Code::FileNotFound, &format!("image `{name}` not found"));
            }
            add(1, 0, Code::MissingAlt, "image without words");
        });
        let titles: Vec<_> = text.lines().filter(|line| line.contains('[')).collect();
        assert_eq!(
            titles,
            [
                "warning[W0404]: image without words",
                "error[E0201]: image `a` not found",
                "error[E0201]: image `b` not found",
                "error[E0201]: image `c` not found",
                "error[E0201]: 2 more like this, the next at 0.md:4:1"
            ]
        );
        assert_eq!(text.matches("= help: do this").count(), 4);
    }

    #[test]
    fn an_error_at_many_places_is_one() {
        let text = book(1, |add| (0..6).for_each(|line| add(0, line, Code::MissingGlyph, "no font has `x`")));
        assert_eq!(text.matches("error[").count(), 1, "{text}");
        assert!(
            text.contains("no font has `x`, 6 times\n") && text.matches("and here").count() == 2,
            "{text}"
        );
        assert_eq!(text.matches("help").count(), 1, "{text}");
    }

    #[test]
    fn the_table_names_codes_and_counts() {
        let some = [Code::NoProject, Code::MissingAlt].map(|code| Diagnostic::new(code, None, "x"));
        assert_eq!(
            counts(&some),
            ["  E0101       1    no manuscript found", "  W0404       1    image without alternative text"]
        );
    }
}
