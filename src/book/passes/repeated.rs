//! The title of the book above the title of each chapter, as web sites have it. Entry point:
//! [`leave_out`].

use std::collections::BTreeMap;

use super::{split, title};
use crate::book::model::{Class, Manuscript};
use crate::diag::{Code, Diagnostic};

/// Leaves out a level-1 heading that begins two or more files, directly before the title of each. It is
/// reported, since it would make an empty chapter each time.
pub(super) fn leave_out(files: &mut [Manuscript], sink: &mut Vec<Diagnostic>) {
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for words in files.iter().filter_map(above_title) {
        *often.entry(words).or_default() += 1;
    }
    for file in files {
        let Some(words) = above_title(file).filter(|words| often[words] > 1) else { continue };
        let heading = file.blocks.remove(0);
        let message = format!("title `{words}` above the title of the chapter left out");
        let help = "write it once, as `title` in book.yaml";
        sink.push(Diagnostic::new(Code::LeftOut, heading.span, message).help(help));
    }
}

/// Returns the text of the level-1 heading that a file begins with, directly before another one.
/// Returns `None` if it has an identifier, or if it is that of a part.
fn above_title(file: &Manuscript) -> Option<String> {
    let [first, second, ..] = &file.blocks[..] else { return None };
    let are_titles = split::level(first) == Some(1) && split::level(second) == Some(1);
    let words = split::words(first);
    let is_part = first.attr.has_class(Class::Part) || title::is_part(&words);
    let is_plain = first.attr.id().is_none() && !words.is_empty() && !is_part;
    (are_titles && is_plain).then_some(words)
}
