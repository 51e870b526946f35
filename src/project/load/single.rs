//! A project of one Markdown file.

use super::super::foreign::ForeignMetadata;
use super::super::loader::Loader;
use super::super::manifest;
use super::super::metadata::FileMeta;
use super::super::model::{Chapter, ChapterPlace, Project};
use super::super::titles::{first_heading, title_of};
use super::super::warnings;
use super::super::yaml::ConfigNode;
use super::assemble::project;
use super::chapters::{self, LoadedChapters};
use crate::diag::{FileId, Span};
use crate::dialect;

/// Reads the project of one Markdown file, whose head may have all keys of `book.yaml` except the chapter list.
///
/// Returns `None` if the file cannot be read, which is reported.
pub(super) fn read(loader: &mut Loader<'_>, path: &str) -> Option<Project> {
    let (file, text) = loader.text(path, "manuscript", None)?;
    let (node, body_start) = loader.head(file, &text, false);
    let node = node.unwrap_or(ConfigNode::nothing(Span::start_of(file)));
    let mut manifest = manifest::read(&node, true, &loader.sink);
    loader.classes = manifest.class_names();
    warnings::blank_metadata(loader, manifest.blank.iter());
    let (block, body_start) = title_block(file, &text, body_start);
    ForeignMetadata::of(&node).or(block).fill(&mut manifest, &mut loader.sink.borrow_mut());
    let stated = manifest.title.as_ref().map(|title| title.value.clone());
    let title =
        stated.clone().or_else(|| first_heading(&text[body_start..])).unwrap_or_else(|| title_of(path));
    let head = FileMeta { title: stated, ..std::mem::take(&mut manifest.file) };
    let chapter = Chapter {
        path: path.to_owned(),
        file: chapters::translated(loader, path, file, &text, body_start),
        head,
        body_start,
        place: ChapterPlace::ByRole,
        listed: None,
        depth: 0,
        title: None,
        numbered: None,
        is_heading: false,
    };
    Some(project(loader, manifest, title, LoadedChapters { chapters: vec![chapter], parts: Vec::new() }))
}

/// Returns the metadata of pandoc's title block (`% title`) if the text begins with one, and the byte at which the
/// Markdown after it begins.
fn title_block(file: FileId, text: &str, start: usize) -> (ForeignMetadata, usize) {
    match dialect::title_block(&text[start..]) {
        Some(block) => {
            let end = start + block.length;
            (ForeignMetadata::of_block(block, Span::new(file, start..end)), end)
        }
        None => (ForeignMetadata::default(), start),
    }
}
