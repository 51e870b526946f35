//! Renders diagnostics for GitHub jobs: workflow commands that put each diagnostic beside its line.
//!
//! GitHub shows ten annotations of a severity for a step and silently drops the rest, so the tenth states how many
//! more there are.

use super::context::{RenderContext, plain_line};
use crate::diag::gather::{DiagnosticGroup, gather};
use crate::diag::{Diagnostic, Severity};

/// The maximum number of annotations of one severity, besides the one that counts the rest.
const SHOWN: usize = 9;

/// Renders diagnostics in groups as `::error` and `::warning` commands.
pub fn github(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> String {
    let gathered = gather(diagnostics);
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let of_kind: Vec<_> = gathered.iter().filter(|some| some.first.severity == severity).collect();
        out.extend(of_kind.iter().take(SHOWN).map(|some| command(some, context)));
        if of_kind.len() > SHOWN {
            let more = of_kind.len() - SHOWN;
            let word = severity.word();
            out +=
                &format!("::{word} title={more} more::and {more} more {word}s, listed in this step's log\n");
        }
    }
    out
}

/// Returns the workflow command for an error that has no place in a manuscript.
pub fn whole_run(title: &str, message: &str) -> String {
    format!("::error title={}::{}\n", property(&plain_line(title)), data(&plain_line(message)))
}

/// Returns text for the log of a job, in which no line is a command: the runner reads `::` at the beginning of a line, spaces
/// aside, and commands of the old style, `##[`, anywhere in it.
pub fn inert(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace("##[", "## [");
        match line.trim_start().strip_prefix("::") {
            Some(rest) => format!("{}: :{rest}", &line[..line.len() - rest.len() - 2]),
            None => line,
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Returns the workflow command of a group.
fn command(gathered: &DiagnosticGroup<'_>, context: RenderContext<'_>) -> String {
    let diagnostic = gathered.first;
    let mut properties = Vec::new();
    if let Some(span) = diagnostic.span {
        let start = context.sources.locate(span);
        properties.push(format!("file={}", property(&context.path(span))));
        properties.push(format!("line={},col={}", start.line, start.column));
    }
    properties.push(format!(
        "title={}",
        property(&format!("{} {}", diagnostic.code.id(), diagnostic.code.title()))
    ));
    let mut message = data(&plain_line(&gathered.message()));
    for help in &diagnostic.help {
        message += "%0A";
        message += &data(&format!("help: {}", plain_line(help)));
    }
    format!("::{} {}::{message}\n", diagnostic.severity.word(), properties.join(","))
}

/// Escapes a message for the runner. `##[` would begin a command of the old style.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// Escapes a property for the runner.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap, Span};

    #[test]
    fn a_manuscript_cannot_send_commands_to_the_runner() {
        let mut sources = SourceMap::new();
        let file = sources.add("a,b:c.md", "x\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let hostile =
            Diagnostic::new(Code::BrokenLink, Span::new(file, 0..1), "100%\n::set-env name=A::b ##[error]");
        assert_eq!(
            github(&[hostile.help("one\r\n::stop")], context),
            "::error file=a%2Cb%3Ac.md,line=1,col=1,title=E0403 link to nothing in the book::100%25 ::set-env name=A::b ## [error]%0Ahelp: one  ::stop\n"
        );
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        let text = "::error::x\n  a ::b\n \u{a0}::set-env name=a::b\n3 | ##[group]";
        assert_eq!(inert(text), ": :error::x\n  a ::b\n \u{a0}: :set-env name=a::b\n3 | ## [group]");
        assert_eq!(whole_run("a,b", "no\n::x"), "::error title=a%2Cb::no ::x\n");
    }

    #[test]
    fn the_tenth_states_how_many_more() {
        let sources = SourceMap::new();
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let words = ('a'..='l').map(|letter| letter.to_string());
        let many: Vec<_> = words.map(|word| Diagnostic::new(Code::MissingAlt, None, word)).collect();
        let text = github(&many, context);
        assert_eq!(text.lines().count(), 10);
        assert!(text.lines().last().is_some_and(|line| line.contains("and 3 more warnings")));
    }
}
