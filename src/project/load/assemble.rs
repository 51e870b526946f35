//! Assembles a project from the content of a manifest and the chapters.

use std::path::Path;
use std::sync::Arc;

use super::super::fields::Fields;
use super::super::index;
use super::super::loader::Loader;
use super::super::manifest::Manifest;
use super::super::math::MathOptions;
use super::super::metadata::Metadata;
use super::super::model::{Edition, Format, Project};
use super::super::numbering;
use super::super::titles::{slug, title_of};
use super::super::words;
use super::chapters::LoadedChapters;
use super::language;

/// Assembles a project. Without editions it has one of each format.
pub(super) fn project(
    loader: &mut Loader<'_>,
    mut manifest: Manifest,
    title: String,
    contents: LoadedChapters,
) -> Project {
    let edition = |format| Edition { name: None, format, isbn: None, design: None, ebook: None };
    if manifest.missing.contains(&"language") {
        let texts = contents.chapters.iter().map(|chapter| &*loader.sources.file(chapter.file).text);
        if let Some(language) = language::of(texts) {
            loader.notes.push(format!("language: `{language}`, by the letters of the text"));
            manifest.meta.language = language;
        }
    }
    // The language may have come from elsewhere than the words.
    let hyphenation = Arc::unwrap_or_clone(manifest.meta.hyphenation).in_lang(manifest.meta.language.clone());
    let digits = manifest.numbering.digits.as_ref().map(|digits| digits.value);
    let words = manifest.meta.words.in_lang(manifest.meta.language.clone()).with_digits(digits);
    if let Some(warning) = numbering::check_digits(&manifest.numbering, words.lang()) {
        loader.report(warning);
    }
    if let Some(warning) = words::unknown_language(&words, manifest.places.of(&["language", "lang"])) {
        loader.report(warning);
    }
    let preamble = manifest.math.preamble;
    let preamble = preamble
        .and_then(|path| loader.text(&path.value, "file of commands for formulas", path.span))
        .map(|(file, _)| file);
    let mut index = manifest.index;
    if loader.vault.has_file(index::FILE)
        && let Some(node) = loader.yaml_file(index::FILE)
    {
        index.rules.extend(index::rules(&Fields::of(&node, index::FILE, &loader.sink)));
    }
    Project {
        slug: slug(&title),
        meta: Metadata { title, hyphenation: Arc::new(hyphenation), words, ..manifest.meta },
        places: manifest.places,
        cover: manifest.cover.unwrap_or_default(),
        chapters: contents.chapters,
        parts: contents.parts,
        generate: manifest.generate,
        design: manifest.design,
        ebook: manifest.ebook,
        math: MathOptions { macros: manifest.math.macros, preamble },
        numbering: manifest.numbering,
        index,
        blocks: manifest.blocks,
        glossary: manifest.glossary,
        abbreviations: manifest.abbreviations,
        editions: manifest.editions.unwrap_or_else(|| vec![edition(Format::Epub), edition(Format::Pdf)]),
        links: manifest.links,
        link_schemes: manifest.link_schemes,
        tool: loader.tool,
        variables: std::mem::take(&mut loader.variables),
        report: std::mem::take(&mut loader.notes),
    }
}

/// Returns a title from the name of the project's folder.
pub(super) fn title_of_folder(loader: &Loader<'_>) -> String {
    let root = loader.vault.root();
    let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    // `manuscript/` is a folder in many projects, whose parent folder has the name of the book.
    let own = name(&full).filter(|name| name != "manuscript");
    title_of(&own.or_else(|| name(full.parent()?)).unwrap_or_default())
}
