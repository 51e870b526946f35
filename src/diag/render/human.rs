//! Renders diagnostics for people: the source line with a caret, as rustc shows it.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::context::{RenderContext, is_plain, plain_line};
use crate::diag::{Diagnostic, Severity, SourceFile, Span};

/// The maximum width of a line in columns; a longer one (a paragraph is often one line) is cut around the
/// caret.
const WIDTH: usize = 110;

/// Renders diagnostics one below the other, with an empty line between them.
pub fn human(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> String {
    let renderer = if context.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    diagnostics.iter().map(|diagnostic| renderer.render(&[group(diagnostic, context)]) + "\n\n").collect()
}

/// Converts a diagnostic to the type of the renderer.
fn group<'a>(diagnostic: &'a Diagnostic, context: RenderContext<'a>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(plain_line(&diagnostic.message)).id(diagnostic.code.id());
    let mut elements: Vec<Element<'a>> = Vec::new();
    if let Some(span) = diagnostic.span {
        elements.push(snippet(span, None, AnnotationKind::Primary, context).into());
    }
    for label in &diagnostic.labels {
        elements.push(snippet(label.span, Some(&label.message), AnnotationKind::Context, context).into());
    }
    let helps = diagnostic.help.iter().map(|help| Level::HELP.message(plain_line(help)).into());
    title.elements(elements.into_iter().chain(helps))
}

/// Returns the line in which a span begins, with the span marked as far as it is on that line.
fn snippet<'a>(
    span: Span,
    label: Option<&str>,
    kind: AnnotationKind,
    context: RenderContext<'a>,
) -> Snippet<'a, Annotation<'a>> {
    let file = context.sources.file(span.file);
    let place = context.sources.locate(span);
    let line = file.line(place.line);
    let start = column_offset(line, place.column);
    let end = (start + (span.end.saturating_sub(span.start)) as usize).min(line.len()).max(start);
    let end = ceil_boundary(line, end);
    let mark = kind.span(start..end);
    let mark = match label {
        Some(text) => mark.label(plain_line(text)),
        None => mark,
    };
    Snippet::source(shown(file, place.line)).line_start(place.line).path(context.path(span)).annotation(mark)
}

/// Returns a line without control characters of terminals. Each is replaced by a character of the same
/// length in bytes, since otherwise the caret would be at the wrong place, or past the end of the line.
fn shown(file: &SourceFile, line: usize) -> String {
    let plain = |c: char| match (is_plain(c) || c == '\t', c.len_utf8()) {
        (true, _) => c,
        (false, 1) => ' ',
        (false, 2) => '\u{A0}',
        (false, _) => char::REPLACEMENT_CHARACTER,
    };
    file.line(line).chars().map(plain).collect()
}

/// Returns the byte of a column, counted from 1.
fn column_offset(line: &str, column: usize) -> usize {
    line.char_indices().nth(column - 1).map_or(line.len(), |(offset, _)| offset)
}

/// Returns the boundary of a character at or after a byte.
fn ceil_boundary(line: &str, mut offset: usize) -> usize {
    while offset < line.len() && !line.is_char_boundary(offset) {
        offset += 1;
    }
    offset.min(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap};

    #[test]
    fn shows_file_line_column_caret_and_help() {
        let mut sources = SourceMap::new();
        let file = sources.add("book.yaml", "title: x\ntitel: y\n");
        let diagnostic = Diagnostic::new(Code::UnknownKey, Span::new(file, 9..14), "unknown key `titel`")
            .label(Span::new(file, 0..5), "one like it")
            .help("did you mean `title`?");
        let context = RenderContext { sources: &sources, prefix: "b/", colour: false };
        insta::assert_snapshot!(human(&[diagnostic], context), @r"
        error[E0103]: unknown key `titel`
         --> b/book.yaml:2:1
          |
        2 | titel: y
          | ^^^^^
          |
         ::: b/book.yaml:1:1
          |
        1 | title: x
          | ----- one like it
          |
          = help: did you mean `title`?
        ");
    }

    proptest::proptest! {
        #[test]
        fn no_line_and_no_span_panics(
            text in "(\\PC|[\\x00-\\x1F\\x7F-\\x9F\u{200B}-\u{202F}\u{2066}-\u{2069}\u{FEFF}漢🎉e\u{301}]){0,40}",
            start in 0_u32..200,
            length in 0_u32..200,
        ) {
            let mut sources = SourceMap::new();
            let file = sources.add("a.md", text.as_str());
            let context = RenderContext { sources: &sources, prefix: "", colour: false };
            let span = Span { file, start, end: start + length };
            let diagnostic = Diagnostic::new(Code::BrokenLink, span, text.as_str()).label(span, text).help("x");
            let rendered = human(&[diagnostic], context);
            proptest::prop_assert!(rendered.chars().all(|c| is_plain(c) || c == '\n'), "{rendered:?}");
        }
    }

    #[test]
    fn controls_of_two_bytes_keep_the_caret_in_its_line() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", "\u{93}a\u{94}\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let rendered = human(&[Diagnostic::new(Code::MissingGlyph, Span::new(file, 0..5), "x")], context);
        assert!(rendered.contains("^^^"), "{rendered}");
    }

    #[test]
    fn a_span_past_the_end_or_inside_a_character_does_not_panic() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", "é");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        for (start, end) in [(0, 1), (1, 2), (2, 2), (5, 9)] {
            let text = human(&[Diagnostic::new(Code::BrokenLink, Span::new(file, start..end), "x")], context);
            assert!(text.contains("a.md:1"), "{text}");
        }
    }
}
