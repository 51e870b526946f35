//! For GitHub jobs: workflow commands that put each diagnostic beside its line.
//!
//! GitHub shows ten annotations of a kind for a step and drops the rest without a word, so the
//! tenth says how many more there are.

use super::context::{RenderContext, plain_line};
use crate::diag::gather::{Gathered, gather};
use crate::diag::{Diagnostic, Severity};

/// Annotations of one severity that are sent before the rest is summed up.
const SHOWN: usize = 9;

/// Renders diagnostics as `::error` and `::warning` commands, those that repeat one another gathered.
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

fn command(gathered: &Gathered<'_>, context: RenderContext<'_>) -> String {
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

/// Escapes as the runner unescapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// Escapes as the runner unescapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap, Span};

    #[test]
    fn a_manuscript_cannot_speak_to_the_runner() {
        let mut sources = SourceMap::new();
        let file = sources.add("a,b:c.md", "x\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let evil =
            Diagnostic::new(Code::BrokenLink, Span::new(file, 0..1), "100%\n::set-env name=A::b ##[error]");
        assert_eq!(
            github(&[evil.help("one\r\n::stop")], context),
            "::error file=a%2Cb%3Ac.md,line=1,col=1,title=E0403 link to nothing in the book::100%25 ::set-env name=A::b ## [error]%0Ahelp: one  ::stop\n"
        );
    }

    #[test]
    fn the_tenth_says_how_many_more() {
        let sources = SourceMap::new();
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let words = ('a'..='l').map(|letter| letter.to_string());
        let many: Vec<_> = words.map(|word| Diagnostic::new(Code::MissingAlt, None, word)).collect();
        let text = github(&many, context);
        assert_eq!(text.lines().count(), 10);
        assert!(text.lines().last().is_some_and(|line| line.contains("and 3 more warnings")));
    }
}
