//! The diagnostics of a run as they are shown: gathered, located and sorted.

use crate::diag::{self, Code, Diagnostic, Lack, SourceMap};
use crate::fonts;
use crate::project::Project;

/// Gathers repeated diagnostics, drops consequences of others, and sorts the rest. `has_system_fonts` is whether the
/// run may read the fonts of the machine.
pub(super) fn finish(
    diagnostics: Vec<Diagnostic>,
    sources: &SourceMap,
    project: Option<&Project>,
    has_system_fonts: bool,
) -> Vec<Diagnostic> {
    let lang = project.map(|project| &project.meta.language);
    let mut diagnostics = fonts::gather_lacks(diagnostics, sources, lang, has_system_fonts);
    if !sources.files().any(|(_, file)| is_manifest(&file.name)) {
        let lacking = diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::MissingGlyph);
        lacking.for_each(|diagnostic| {
            let help = "`pressmark init --from PATH` writes a `book.yaml` for these files";
            diagnostic.help.push(help.to_owned());
        });
    }
    diagnostics.iter_mut().for_each(|diagnostic| diagnostic.point_at_origins(sources));
    let mut diagnostics = diag::gather_places(diagnostics);
    diag::drop_consequences(&mut diagnostics);
    diag::sort(&mut diagnostics);
    diagnostics
}

/// Returns whether a diagnostic is about a missing glyph, which withholds only the printed book, since
/// an e-book is shown in the reader's fonts.
pub(super) fn lacks_glyphs(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.lack.as_deref(), Some(Lack::Glyphs(..)))
}

/// Returns the warning that an e-book has no page list, since the pages lack characters.
pub(super) fn no_page_list() -> Diagnostic {
    let message = "the e-book has no list of the printed pages: characters of the printed book lack a font";
    Diagnostic::new(Code::NoPageList, None, message).help("with the font added, the e-book has it")
}

fn is_manifest(path: &str) -> bool {
    path.rsplit('/').next() == Some("book.yaml")
}
