//! A book of another tool, as its reader returns it.

use std::collections::BTreeMap;

use super::super::listing::ChapterList;
use super::mathjax::MathMacro;
use super::metadata::ForeignMetadata;
use crate::dialect::Tool;

/// A book as the manifest of another tool describes it.
#[derive(Debug)]
pub(in crate::project) struct ForeignProject {
    pub(in crate::project) tool: Tool,
    /// The file that describes the book, relative to the root.
    pub(in crate::project) manifest: String,
    pub(in crate::project) metadata: ForeignMetadata,
    pub(in crate::project) listing: ChapterList,
    /// The variables of its templates, by name.
    pub(in crate::project) variables: BTreeMap<String, String>,
    /// The folder of the manuscript as the manifest states it; empty for the root.
    pub(in crate::project) source: String,
    /// Whether the manifest lists the chapters; otherwise they were found in folders.
    pub(in crate::project) lists_chapters: bool,
    /// The commands for formulas that its pages define.
    pub(in crate::project) macros: Vec<MathMacro>,
    /// Further notes on what was left out.
    pub(in crate::project) notes: Vec<String>,
}

impl ForeignProject {
    /// Returns a book whose chapters the manifest lists, in the root.
    pub(super) fn new(tool: Tool, manifest: &str, metadata: ForeignMetadata, listing: ChapterList) -> Self {
        Self {
            tool,
            manifest: manifest.to_owned(),
            metadata,
            listing,
            variables: BTreeMap::new(),
            source: String::new(),
            lists_chapters: true,
            macros: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Sets the folder of the manuscript.
    pub(super) fn with_source(self, source: impl Into<String>) -> Self {
        Self { source: source.into(), ..self }
    }

    /// Marks the chapters as found in folders, since the manifest does not list them.
    pub(super) fn found_in_folders(self) -> Self {
        Self { lists_chapters: false, ..self }
    }

    /// Adds a note, if there is one.
    pub(super) fn with_note(mut self, note: Option<String>) -> Self {
        self.notes.extend(note);
        self
    }
}
