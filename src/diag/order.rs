//! The order in which diagnostics are shown, and the joining of those with the same message.

use std::collections::BTreeMap;

use super::code::Code;
use super::diagnostic::{Diagnostic, Label};

/// The maximum number of further places that one diagnostic lists.
const MAX_PLACES: usize = 3;

/// Sorts diagnostics by file, place and code, those without a place first, and removes repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by(|a, b| (a.span, a.code, &a.message, &a.lack).cmp(&(b.span, b.code, &b.message, &b.lack)));
    diagnostics.dedup();
}

/// Joins diagnostics of a missing glyph that have the same message: the first place, a few more as labels,
/// and the number of all. Other diagnostics are returned unchanged, before the joined ones.
pub fn gather_places(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    let (repeated, mut out): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|d| d.code == Code::MissingGlyph);
    for diagnostic in repeated {
        groups.entry(diagnostic.message.clone()).or_default().push(diagnostic);
    }
    for (_, mut group) in groups {
        sort(&mut group);
        let count = group.len();
        let mut all = group.into_iter();
        let Some(mut first) = all.next() else { continue };
        first.labels.extend(
            all.filter_map(|other| Some(Label { span: other.span?, message: "and here".into() }))
                .take(MAX_PLACES),
        );
        if count > MAX_PLACES + 1 {
            first.help.push(format!("it occurs at {count} places in all"));
        }
        out.push(first);
    }
    out
}
