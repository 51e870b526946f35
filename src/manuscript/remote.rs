//! Pictures on a network: nothing is fetched; their description and address replace them.

use super::links;
use super::report::Report;
use crate::book::{Inline, InlineKind, plain_text};
use crate::diag::{Code, Diagnostic, Span};

/// The replacement of a remote picture: its words, and its address as a link behind them; within a
/// link the words alone, or the address. Reported once for each place.
pub(super) fn instead(
    path: &str,
    mut words: Vec<Inline>,
    in_link: bool,
    span: Span,
    report: &mut Report,
) -> Vec<Inline> {
    let message = format!("picture `{path}` is not in the project");
    let help = "its description and its address are set instead, since nothing is fetched; \
                save it into the project's folder and name that file";
    report.add(Diagnostic::new(Code::RemotePicture, span, message).help(help));
    let has_words = !plain_text(&words).trim().is_empty();
    if !has_words {
        words.clear();
    }
    let address = Inline::text(path, span);
    let target = links::target(path, "").ok();
    let Some(to) = target.filter(|_| !in_link) else {
        if !has_words {
            words.push(address);
        }
        return words;
    };
    let link = InlineKind::Link { to, title: None, text: vec![address] };
    if has_words {
        words.push(Inline::text(" (", span));
    }
    words.push(Inline::new(link, span));
    if has_words {
        words.push(Inline::text(")", span));
    }
    words
}

/// The description of a picture as words.
pub(super) fn description(alt: Option<&str>, caption: Vec<Inline>, span: Span) -> Vec<Inline> {
    match alt {
        Some(alt) if plain_text(&caption).trim().is_empty() => vec![Inline::text(alt, span)],
        _ => caption,
    }
}

/// Whether a picture is on a network.
pub(super) fn is_remote(path: &str) -> bool {
    links::is_on_network(path)
}
