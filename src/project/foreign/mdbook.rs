//! mdBook: `book.toml` and `SUMMARY.md` in `src/`.

use super::super::loader::Loader;
use super::metadata::ForeignMetadata;
use super::project::ForeignProject;
use super::{paths, summary, tree};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads `book.toml` (which may be missing) and the list in the folder that it names.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other tools list folders")]
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let node = loader.toml_file("book.toml");
    let book = node.as_ref().and_then(|node| node.get("book"));
    let source = book.and_then(|book| book.text_of("src")).map_or_else(|| "src".to_owned(), |src| src.value);
    let source = paths::join("", &source).unwrap_or_default();
    let list = if source.is_empty() { "SUMMARY.md".to_owned() } else { format!("{source}/SUMMARY.md") };
    if !loader.vault.has_file(&list) {
        return Ok(None);
    }
    let Some((file, text)) = loader.text(&list, "chapter list", None) else { return Ok(None) };
    let listing = tree::listing(loader, summary::items(file, &text), &source, Some(true));
    let metadata = book.map(ForeignMetadata::of).unwrap_or_default();
    Ok(Some(ForeignProject::new(Tool::MdBook, &list, metadata, listing).with_source(source)))
}
