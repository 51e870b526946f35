//! A project with a `book.yaml`.

use super::super::loader::Loader;
use super::super::manifest::{self, Manifest};
use super::super::model::Project;
use super::super::yaml::ConfigNode;
use super::super::{editions, foreign, version, warnings};
use super::assemble::project;
use super::chapters::{self, LoadedChapters};
use crate::diag::{Code, Diagnostic, Span};
use crate::error::Error;

/// Reads the project of a `book.yaml`.
///
/// Returns `None` if the file cannot be read, which is reported.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>, path: &str) -> Result<Option<Project>, Error> {
    let Some((file, text)) = loader.text(path, "manifest", None) else { return Ok(None) };
    let start = Span::start_of(file);

    // Read the keys. Nothing more is reported about a malformed file, which may contain what seems
    // missing.
    let node = loader.yaml(file, &text, 0..text.len());
    if let Some(newer) = node.as_ref().and_then(version::newer) {
        // What else seems wrong with it may be right in its version.
        loader.report(newer);
        return Ok(None);
    }
    let is_malformed = node.is_none();
    let manifest = manifest::read(&node.unwrap_or(ConfigNode::nothing(start)), false, &loader.sink);
    let title = manifest.title.as_ref().map(|title| title.value.clone());
    if !is_malformed {
        if title.is_none() {
            let blank = manifest.blank.iter().find(|(key, _)| *key == "title");
            let place = blank.map_or(start, |(_, place)| *place);
            let diagnostic = Diagnostic::new(Code::MissingKey, place, "the book has no `title`");
            loader.report(diagnostic.help("add for example `title: Twenty Steps`"));
        }
        warnings::blank_metadata(loader, manifest.blank.iter().filter(|(key, _)| *key != "title"));
        warnings::missing_metadata(loader, &manifest.missing, start, "write them in book.yaml");
    }
    let known = manifest.editions.as_deref().unwrap_or_default();
    loader.sink.borrow_mut().extend(editions::unknown_page_sources(&manifest.ebook, known));

    // Read the chapters.
    loader.classes = manifest.class_names();
    learn_tool(loader, &manifest)?;
    let contents = match &manifest.chapters {
        Some(list) => {
            let contents = chapters::listed(loader, list);
            chapters::report_unlisted(loader, list)?;
            contents
        }
        None => LoadedChapters { chapters: chapters::unlisted(loader)?, parts: Vec::new() },
    };
    let has_missing_files = loader.sink.borrow().iter().any(|d| d.code == Code::FileNotFound);
    if contents.chapters.is_empty() && !is_malformed && !has_missing_files {
        let span = manifest.chapters.as_ref().and_then(|list| list.span);
        warnings::no_chapters(loader, span.or(Some(start)));
    }
    let title = title.unwrap_or_else(|| "Untitled".to_owned());
    Ok(Some(project(loader, manifest, title, contents)))
}

/// Sets the tool for which the text was written: the one that the manifest states, else the one whose
/// manifest is beside it.
fn learn_tool(loader: &mut Loader<'_>, manifest: &Manifest) -> Result<(), Error> {
    loader.variables = manifest.variables.clone();
    if let Some(tool) = manifest.dialect {
        loader.tool = tool;
        return Ok(());
    }
    // Mistakes in a manifest that is not used do not concern the book.
    let reported = loader.sink.take();
    let layout = foreign::read(loader)?;
    loader.sink.replace(reported);
    if let Some(layout) = layout {
        loader.tool = layout.tool;
        loader.notes.push(format!(
            "the text is read as {} Markdown, since `{}` is here",
            foreign::name(layout.tool),
            layout.manifest
        ));
        layout.variables.into_iter().for_each(|(name, value)| {
            loader.variables.entry(name).or_insert(value);
        });
    }
    Ok(())
}
