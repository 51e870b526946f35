//! Translates Markdown in the syntax of other tools to our own. Entry point: [`translate`].
//!
//! A chapter passes through stages, one for each kind of syntax. A stage reads the text that results
//! from the stages before and returns [`Edit`]s; the first ones insert the files that the chapter
//! includes. [`MappedText`] records the place in a file that every byte comes from, so that a
//! diagnostic about a rewritten table points at the author's own line.

mod blocks;
mod boxes;
mod cell_options;
mod cells;
mod code_spans;
mod divs;
mod formulas;
mod headings;
mod include;
mod infos;
mod inline;
mod kramdown;
mod leanpub;
mod lines;
mod mapped;
mod mdbook;
mod metadata;
mod mkdocs;
mod pandoc;
mod paths;
mod probe;
mod prose;
mod quarto;
mod references;
mod rmarkdown;
mod stage;
mod syntax;
mod tabs;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod theorems;

pub use headings::has_title;
pub use mapped::MappedText;
pub use pandoc::{TitleBlock, title_block};
use probe::{ByteSet, TextProbe};
pub use stage::{Examples, Files, SyntaxSettings, Tool};
use stage::{Stage, StageContext};

use crate::diag::{FileId, Outcome};

/// Translates the syntax of other tools in `text[start..]`. The YAML block before `start` is not changed.
///
/// Returns `None` if the text contains nothing to translate. The diagnostics name what was left out, and
/// what could not be translated.
pub fn translate(
    file: FileId,
    text: &str,
    start: usize,
    settings: &SyntaxSettings<'_>,
    files: &mut dyn Files,
) -> Outcome<Option<MappedText>> {
    let mut diagnostics = Vec::new();
    let mut mapped: Option<MappedText> = None;
    let mut bytes = ByteSet::of(&text[start..]);
    for stage in STAGES {
        let current = mapped.as_ref().map_or(text, MappedText::text);
        if !(stage.applies)(&TextProbe::new(&current[start..], &bytes), settings) {
            continue;
        }
        // The text is copied when the first stage applies, and not at all if none does.
        let mapped = mapped.get_or_insert_with(|| MappedText::new(file, text));
        let mut context =
            StageContext { mapped, start, settings, files: &mut *files, diagnostics: &mut diagnostics };
        let edits = mapped::in_order((stage.edits)(&mut context));
        if !edits.is_empty() {
            mapped.apply(edits);
            bytes = ByteSet::of(&mapped.text()[start..]);
        }
    }
    Outcome::new(mapped.filter(MappedText::is_changed), diagnostics)
}

/// The stages, in the order in which they run: each reads the output of the one before.
const STAGES: &[Stage] = &[
    Stage { applies: tags::has_variables, edits: tags::variables },
    Stage { applies: include::applies, edits: include::edits },
    Stage { applies: mdbook::has_hidden, edits: mdbook::hidden },
    Stage { applies: mdbook::has_listings, edits: mdbook::listings },
    Stage { applies: metadata::applies, edits: metadata::edits },
    Stage { applies: headings::applies, edits: headings::edits },
    Stage { applies: rmarkdown::has_text_references, edits: rmarkdown::text_references },
    Stage { applies: theorems::applies, edits: theorems::edits },
    Stage { applies: cells::applies, edits: cells::edits },
    Stage { applies: rmarkdown::has_labels, edits: rmarkdown::labels },
    Stage { applies: quarto::applies, edits: quarto::edits },
    Stage { applies: leanpub::applies, edits: leanpub::edits },
    Stage { applies: tags::applies, edits: tags::edits },
    Stage { applies: tabs::applies, edits: tabs::edits },
    Stage { applies: infos::applies, edits: infos::edits },
    Stage { applies: blocks::applies, edits: blocks::edits },
    Stage { applies: boxes::has_fenced, edits: boxes::fenced },
    Stage { applies: boxes::has_indented, edits: boxes::indented },
    Stage { applies: boxes::has_quoted, edits: boxes::quoted },
    // For a box in a box: the first pass has removed the quotation mark of the outer box.
    Stage { applies: boxes::has_quoted, edits: boxes::quoted },
    Stage { applies: mkdocs::applies, edits: mkdocs::edits },
    Stage { applies: inline::applies, edits: inline::edits },
    Stage { applies: kramdown::applies, edits: kramdown::edits },
    Stage { applies: references::applies, edits: references::edits },
    Stage { applies: pandoc::title::applies, edits: pandoc::title::edits },
    Stage { applies: pandoc::tex::applies, edits: pandoc::tex::edits },
    Stage { applies: formulas::applies, edits: formulas::edits },
    Stage { applies: pandoc::tex_inline::applies, edits: pandoc::tex_inline::edits },
    Stage { applies: pandoc::tables::applies, edits: pandoc::tables::edits },
    Stage { applies: pandoc::blocks::has_line_blocks, edits: pandoc::blocks::line_blocks },
    Stage { applies: pandoc::blocks::has_examples, edits: pandoc::blocks::examples },
    Stage { applies: pandoc::inline::applies, edits: pandoc::inline::edits },
];
