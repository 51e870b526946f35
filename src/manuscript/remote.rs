//! Replaces remote pictures, which are never fetched, with their description and address.

use super::links;
use super::report::Report;
use crate::book::{Inline, InlineKind, plain_text};
use crate::diag::{Code, Diagnostic, Span};

/// Reports a remote picture and returns its replacement: the description, followed by the address as a link.
/// Within a link, it is only the description, or else the address as text.
pub(super) fn replacement(
    path: &str,
    mut text: Vec<Inline>,
    in_link: bool,
    span: Span,
    report: &mut Report,
) -> Vec<Inline> {
    let message = format!("picture `{path}` is not in the project");
    let help = "its description and its address are set instead, since nothing is fetched; \
                save it into the project's folder and name that file";
    report.add(Diagnostic::new(Code::RemotePicture, span, message).help(help));
    let has_words = !plain_text(&text).trim().is_empty();
    if !has_words {
        text.clear();
    }
    let address = Inline::text(path, span);
    let target = links::target(path, "", &[]).ok();
    let Some(to) = target.filter(|_| !in_link) else {
        if !has_words {
            text.push(address);
        }
        return text;
    };
    let link = InlineKind::Link { to, title: None, text: vec![address] };
    if has_words {
        text.push(Inline::text(" (", span));
    }
    text.push(Inline::new(link, span));
    if has_words {
        text.push(Inline::text(")", span));
    }
    text
}

/// Returns the description of a picture: its caption, or its alternative text if that is empty.
pub(super) fn description(alt: Option<&str>, caption: Vec<Inline>, span: Span) -> Vec<Inline> {
    match alt {
        Some(alt) if plain_text(&caption).trim().is_empty() => vec![Inline::text(alt, span)],
        _ => caption,
    }
}

/// Returns whether a picture is on a network.
pub(super) fn is_remote(path: &str) -> bool {
    links::is_on_network(path)
}
