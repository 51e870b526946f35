//! Reports divisions without text.

use super::draft::Draft;
use crate::book::role::Role;
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

pub(super) fn report(project: &Project, drafts: &[Draft], sink: &mut Vec<Diagnostic>) {
    for (at, draft) in drafts.iter().enumerate() {
        let holds = drafts.get(at + 1).is_some_and(|next| next.depth > draft.depth);
        if holds || !draft.division.blocks.is_empty() || draft.division.role == Role::Part {
            continue;
        }
        // An entry of the list that is only a title is empty on purpose.
        if project.chapters.iter().any(|chapter| chapter.is_heading && chapter.path == draft.path) {
            continue;
        }
        let label = &draft.division.label;
        let message = format!("`{}` has no text", if label.is_empty() { &draft.path } else { label });
        let help = "write its text, or take the file out of the list of chapters";
        sink.push(Diagnostic::new(Code::EmptyChapter, draft.division.span, message).help(help));
    }
}
