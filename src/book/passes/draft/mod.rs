//! Makes drafts of divisions from files: finds titles, orders headings, determines roles.

mod drafter;
mod files;
mod series;
mod types;

use crate::book::model::Manuscript;
use crate::book::passes::repeated;
use crate::book::role::{Matter, Role};
use crate::diag::Diagnostic;
use crate::project::Project;
use drafter::Drafter;
use files::{are_alike, by_stem, matter, role};
pub(in crate::book::passes) use types::Draft;
use types::FileHints;

/// Makes divisions of all files, in order.
pub(super) fn drafts(
    project: &Project,
    mut files: Vec<Manuscript>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    repeated::leave_out(&mut files, sink);
    let stems: Vec<Option<Role>> = project.chapters.iter().map(by_stem).collect();
    // If there are files named `chapter-1`, files with other names are not counted as chapters, and
    // those before the first chapter belong to the front matter.
    let first_chapter = stems.iter().position(|role| *role == Some(Role::Chapter));
    let are_alike = are_alike(&project.chapters, &files);
    let drafts = Vec::new();
    let shares_authors = share_authors(&files);
    let mut drafter =
        Drafter { project, drafts, sink, within_part: false, is_series: false, are_alike, shares_authors };
    for (index, (chapter, file)) in project.chapters.iter().zip(files).enumerate() {
        let role = role(chapter, &file, stems[index], drafter.sink);
        let named = role.is_some();
        let before_chapters = !named && first_chapter.is_some_and(|first| index < first);
        let matter = matter(chapter.place, role, before_chapters);
        let listed = chapter.numbered.unwrap_or(named || first_chapter.is_none());
        let counted = listed && matter != Matter::Front;
        // A file named `chapter-0` may still contain the prologue.
        let role = role.filter(|role| *role != Role::Chapter || file.head.role.is_some());
        drafter.file(chapter, file, FileHints { role, matter, counted, named });
    }
    let mut drafts = drafter.drafts;
    series::parts(&mut drafts);
    series::matter_by_title(&mut drafts);
    series::numbers_in_titles(&mut drafts);
    let counts_none = project.chapters.iter().all(|chapter| chapter.numbered.is_none());
    let mut divisions = drafts.iter_mut().filter(|draft| draft.depth == 0 && !draft.is_preamble);
    if let (Some(only), None, true) = (divisions.next(), divisions.next(), counts_none) {
        // The only chapter of a book has no number.
        only.numbered = false;
    }
    drafts
}

/// Returns whether there are several files, all with the same authors, as tools write the author of a book
/// into each of its files.
fn share_authors(files: &[Manuscript]) -> bool {
    let names = |file: &Manuscript| -> Vec<String> {
        file.head.authors.iter().map(|(name, _)| name.clone()).collect()
    };
    files.len() > 1 && files.windows(2).all(|pair| names(&pair[0]) == names(&pair[1]))
}
