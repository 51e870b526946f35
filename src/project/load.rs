//! The files of a project, read in their order.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::find::MANIFEST;
use super::foreign::{self, Facts, Layout};
use super::listing::{Listed, ListedFile, Listing};
use super::manifest::{self, Manifest};
use super::metadata::{FileMeta, Metadata};
use super::titles::{first_heading, slug, title_of};
use super::yaml::{self, Kind, Node};
use super::{Chapter, Edition, Format, Place, Project, ebook, notes, toml_tree};
use crate::assets::{Refusal, Vault};
use crate::diag::{Code, Diagnostic, FileId, Outcome, Piece, SourceMap, Span, Spanned};
use crate::dialect::{self, Tool};
use crate::error::Error;

/// Reads a project: `book.yaml` in the vault's root, the file named, or every `*.md`.
///
/// `manifest` is the path, relative to the vault's root, of the `book.yaml` or the single Markdown
/// file; `None` for a folder without a `book.yaml`. Every mistake is a diagnostic; `Project` is
/// `None` only when nothing can be read at all.
///
/// # Errors
/// When the machine fails to read.
pub fn load(
    vault: &Vault,
    manifest: Option<&Path>,
    sources: &mut SourceMap,
) -> Result<Outcome<Option<Project>>, Error> {
    let mut loader = Loader::new(vault, sources);
    let project = match manifest.map(|path| path.to_string_lossy().replace('\\', "/")) {
        Some(path) if foreign::is_manifest(&path) => loader.folder()?,
        Some(path) if is_yaml(&path) => loader.by_manifest(&path)?,
        Some(path) => loader.single_file(&path),
        None if vault.has_file(MANIFEST) => loader.by_manifest(MANIFEST)?,
        None => loader.folder()?,
    };
    Ok(Outcome::new(project, loader.sink.into_inner()))
}

/// What reads a project: its files, and what is reported of them.
pub(super) struct Loader<'a> {
    pub(super) vault: &'a Vault,
    pub(super) sources: &'a mut SourceMap,
    pub(super) sink: RefCell<Vec<Diagnostic>>,
    /// The tool that the project was written for.
    tool: Tool,
    /// The variables that its templates name.
    variables: BTreeMap<String, String>,
    /// The numbered examples of the chapters so far.
    pub(super) examples: dialect::Examples,
    /// Files that were read already.
    known: BTreeMap<String, FileId>,
    /// What was taken from where.
    report: Vec<String>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(vault: &'a Vault, sources: &'a mut SourceMap) -> Self {
        Self {
            vault,
            sources,
            sink: RefCell::default(),
            tool: Tool::Pressmark,
            variables: BTreeMap::new(),
            examples: dialect::Examples::default(),
            known: BTreeMap::new(),
            report: Vec::new(),
        }
    }
}

impl Loader<'_> {
    fn by_manifest(&mut self, path: &str) -> Result<Option<Project>, Error> {
        let Some((file, text)) = self.text(path, "manifest", None) else { return Ok(None) };
        let empty = Node { kind: Kind::Nothing, span: Span::start_of(file) };
        let node = self.yaml(file, &text, 0..text.len());
        let is_malformed = node.is_none();
        let manifest = manifest::read(&node.unwrap_or(empty), false, &self.sink);
        let title = manifest.title.as_ref().map(|title| title.value.clone());
        if title.is_none() && !is_malformed {
            let diagnostic =
                Diagnostic::new(Code::MissingKey, Span::start_of(file), "the book has no `title`");
            self.tell(diagnostic.help("add for example `title: Twenty Steps`"));
        }
        if !is_malformed {
            notes::warn_of_missing(self, &manifest.missing, Span::start_of(file), "write them in book.yaml");
        }
        let editions = manifest.editions.as_deref().unwrap_or_default();
        self.sink.borrow_mut().extend(ebook::unknown_editions(&manifest.ebook, editions));
        self.learn_tool(&manifest)?;
        let mut chapters = Vec::new();
        let mut parts = Vec::new();
        match &manifest.chapters {
            Some(listing) => {
                self.listed(listing, &mut chapters, &mut parts);
                self.unlisted_files(listing)?;
            }
            None => self.unlisted(&mut chapters)?,
        }
        if chapters.is_empty()
            && !is_malformed
            && self.sink.borrow().iter().all(|d| d.code != Code::FileNotFound)
        {
            let span = manifest.chapters.as_ref().and_then(|listing| listing.span);
            notes::no_chapters(self, span.or(Some(Span::start_of(file))));
        }
        let title = title.unwrap_or_else(|| "Untitled".to_owned());
        Ok(Some(self.project(manifest, title, chapters, parts)))
    }

    /// The tool that the text was written for: as the manifest says, else as other manifests beside it do.
    fn learn_tool(&mut self, manifest: &Manifest) -> Result<(), Error> {
        self.variables = manifest.variables.clone();
        if let Some(tool) = manifest.dialect {
            self.tool = tool;
            return Ok(());
        }
        let others = self.sink.take();
        let layout = foreign::read(self)?;
        self.sink.replace(others);
        if let Some(layout) = layout {
            self.tool = layout.tool;
            self.report.push(format!(
                "the text is read as {} has it, since `{}` is here",
                foreign::name(layout.tool),
                layout.manifest
            ));
            layout.variables.into_iter().for_each(|(name, value)| {
                self.variables.entry(name).or_insert(value);
            });
        }
        Ok(())
    }

    fn single_file(&mut self, path: &str) -> Option<Project> {
        let (file, text) = self.text(path, "manuscript", None)?;
        let (node, body_start) = self.head(file, &text, false);
        let empty = Node { kind: Kind::Nothing, span: Span::start_of(file) };
        let node = node.unwrap_or(empty);
        let mut manifest = manifest::read(&node, true, &self.sink);
        let (block, body_start) = title_block(file, &text, body_start);
        Facts::of(&node).or(block).fill(&mut manifest, &mut self.sink.borrow_mut());
        let named = manifest.title.as_ref().map(|title| title.value.clone());
        let title =
            named.clone().or_else(|| first_heading(&text[body_start..])).unwrap_or_else(|| title_of(path));
        let head = FileMeta { title: named, ..std::mem::take(&mut manifest.file) };
        let file = self.translated(path, file, &text, body_start);
        let chapter = Chapter {
            path: path.to_owned(),
            file,
            head,
            body_start,
            place: Place::ByRole,
            listed: None,
            depth: 0,
            title: None,
            numbered: None,
            is_heading: false,
        };
        Some(self.project(manifest, title, vec![chapter], Vec::new()))
    }

    /// A folder without `book.yaml`: as another tool's manifest has it, else every Markdown file.
    fn folder(&mut self) -> Result<Option<Project>, Error> {
        if let Some(layout) = foreign::read(self)? {
            return Ok(self.by_layout(layout));
        }
        let mut chapters = Vec::new();
        self.unlisted(&mut chapters)?;
        let Some(first) = chapters.first() else {
            if self.sink.borrow().iter().all(|d| !d.is_error()) {
                notes::no_chapters(self, None);
            }
            return Ok(None);
        };
        let empty = Node { kind: Kind::Nothing, span: Span::start_of(first.file) };
        let manifest = manifest::read(&empty, false, &self.sink);
        let paths: Vec<String> = chapters.iter().map(|chapter| chapter.path.clone()).collect();
        notes::warn_of_repository(self, &paths);
        let title = title_of(&self.folder_name());
        Ok(Some(self.project(manifest, title, chapters, Vec::new())))
    }

    /// A book as another tool's manifest has it.
    fn by_layout(&mut self, layout: Layout) -> Option<Project> {
        self.tool = layout.tool;
        self.variables.clone_from(&layout.variables);
        let place = self.known.get(&layout.manifest).map(|file| Span::start_of(*file));
        let (mut chapters, mut parts) = (Vec::new(), Vec::new());
        self.listed(&layout.listing, &mut chapters, &mut parts);
        let first = chapters.first()?;
        let empty = Node { kind: Kind::Nothing, span: place.unwrap_or(Span::start_of(first.file)) };
        let mut manifest = manifest::read(&empty, false, &self.sink);
        layout.facts.clone().fill(&mut manifest, &mut self.sink.borrow_mut());
        self.check_cover(&mut manifest);
        let where_to = "make a book.yaml with `pressmark init --from .` and write them there";
        notes::warn_of_missing(self, &manifest.missing, empty.span, where_to);
        let named = manifest.title.as_ref().map(|title| title.value.clone());
        let title = named.unwrap_or_else(|| title_of(&self.folder_name()));
        let order = if layout.lists { "listed in" } else { "found by" };
        self.report.push(format!(
            "{}: {} files {order} `{}`",
            foreign::name(layout.tool),
            chapters.len(),
            layout.manifest
        ));
        if !layout.lists {
            let paths: Vec<String> = chapters.iter().map(|chapter| chapter.path.clone()).collect();
            notes::warn_of_passed_over(self, &paths);
        }
        let out = self.left_out_by(&layout);
        self.report.extend(layout.notes);
        self.report.extend(out);
        Some(self.project(manifest, title, chapters, parts))
    }

    /// Leaves out a cover that another tool makes or that is elsewhere.
    fn check_cover(&self, manifest: &mut Manifest) {
        let Some(cover) = manifest.cover.take_if(|cover| !self.vault.has_file(&cover.value)) else { return };
        let message = format!("cover `{}` is not in the project", cover.value);
        let help = "a cover is drawn from the metadata; put the picture there to have it";
        self.tell(Diagnostic::new(Code::MetadataNotRead, cover.span, message).help(help));
    }

    /// A note on the Markdown files that another tool's list leaves out.
    fn left_out_by(&self, layout: &Layout) -> Option<String> {
        const SHOWN: usize = 6;
        let used = foreign::files(&layout.listing);
        let source = layout.source.as_str();
        let mut files = self.vault.markdown_files(source).unwrap_or_default();
        if !source.is_empty() {
            files.extend(self.vault.markdown_files("").unwrap_or_default());
        }
        files.retain(|path| !used.contains(&path.as_str()) && *path != layout.manifest);
        let mut shown: Vec<String> = files.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
        if files.len() > SHOWN {
            shown.push(format!("{} more", files.len() - SHOWN));
        }
        let why = if layout.lists { ", since the list does not name them" } else { "" };
        (!shown.is_empty()).then(|| format!("left out{why}: {}", shown.join(", ")))
    }

    fn folder_name(&self) -> String {
        let root = self.vault.root();
        let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        // `manuscript/` says nothing about a book; the folder around it does.
        let own = name(&full).filter(|name| name != "manuscript");
        own.or_else(|| name(full.parent()?)).unwrap_or_default()
    }

    /// The files of a chapter list.
    fn listed(&mut self, listing: &Listing, chapters: &mut Vec<Chapter>, parts: &mut Vec<Spanned<String>>) {
        let mut wanted: Vec<(&ListedFile, Place, u8)> = Vec::new();
        nested(&listing.front, Place::Front, 0, &mut wanted);
        for entry in &listing.body {
            match entry {
                Listed::File(file) => nested(std::slice::from_ref(file), Place::Body(None), 0, &mut wanted),
                Listed::Part(name, files) => {
                    let place = Place::Body(Some(parts.len()));
                    parts.push(name.clone());
                    nested(files, place, 0, &mut wanted);
                }
            }
        }
        nested(&listing.back, Place::Back, 0, &mut wanted);
        let mut seen: BTreeMap<&str, Option<Span>> = BTreeMap::new();
        for (file, place, depth) in wanted {
            let path = &file.path;
            if file.is_heading() {
                let heading = self.heading(file, place, depth, chapters);
                chapters.push(heading);
                continue;
            }
            if let Some(first) = seen.get(path.value.as_str()) {
                let message = format!("`{}` is listed twice", path.value);
                let diagnostic = Diagnostic::new(Code::ChapterListedTwice, path.span, message)
                    .help("take one of the two entries out");
                self.tell(match first {
                    Some(first) => diagnostic.label(*first, "first listed here"),
                    None => diagnostic,
                });
                continue;
            }
            seen.insert(&path.value, path.span);
            let Some(mut chapter) = self.chapter(&path.value, place, path.span) else { continue };
            chapter.depth = depth;
            chapter.title.clone_from(&file.title);
            chapter.numbered = file.numbered;
            if let (None, Some(role)) = (&chapter.head.role, &file.role) {
                chapter.head.role = Some((role.value.clone(), role.span));
            }
            chapters.push(chapter);
        }
    }

    /// A chapter that is a title of the list and has no file.
    fn heading(&mut self, entry: &ListedFile, place: Place, depth: u8, before: &[Chapter]) -> Chapter {
        let title = entry.title.clone().unwrap_or_default();
        let base = slug(&title);
        let taken = |path: &str| before.iter().any(|chapter| chapter.path == path);
        let mut names = std::iter::once(base.clone()).chain((2..).map(|count| format!("{base}-{count}")));
        let path = names.find(|path| !taken(path)).unwrap_or(base);
        let place_in_list = entry.path.span.unwrap_or(Span::start_of(FileId(0)));
        let piece = Piece { start: 0, origin: place_in_list, verbatim: false };
        Chapter {
            file: self.sources.add_derived(path.as_str(), "", vec![piece]),
            path,
            head: FileMeta::default(),
            body_start: 0,
            place,
            listed: entry.path.span,
            depth,
            title: Some(title),
            numbered: entry.numbered,
            is_heading: true,
        }
    }

    /// A file that was forgotten is a chapter that is lost.
    fn unlisted_files(&self, listing: &Listing) -> Result<(), Error> {
        let used = foreign::files(listing);
        for path in self.vault.markdown_files("")? {
            if !notes::is_note(&path) && !used.iter().any(|known| known.trim_start_matches("./") == path) {
                let message = format!("`{path}` is not in the chapter list");
                let diagnostic = Diagnostic::new(Code::UnlistedChapter, listing.span, message);
                self.tell(diagnostic.help("list it, or move it out of the folder"));
            }
        }
        Ok(())
    }

    fn project(
        &mut self,
        manifest: Manifest,
        title: String,
        chapters: Vec<Chapter>,
        parts: Vec<Spanned<String>>,
    ) -> Project {
        let edition = |format| Edition { name: None, format, isbn: None, design: None, ebook: None };
        Project {
            slug: slug(&title),
            meta: Metadata { title, ..manifest.meta },
            cover: manifest.cover,
            chapters,
            parts,
            generate: manifest.generate,
            design: manifest.design,
            ebook: manifest.ebook,
            editions: manifest.editions.unwrap_or_else(|| vec![edition(Format::Epub), edition(Format::Pdf)]),
            links: manifest.links,
            tool: self.tool,
            variables: std::mem::take(&mut self.variables),
            report: std::mem::take(&mut self.report),
        }
    }

    /// Every Markdown file of the folder.
    fn unlisted(&mut self, chapters: &mut Vec<Chapter>) -> Result<(), Error> {
        let paths = notes::chapters_in(self.vault)?;
        for path in &paths {
            chapters.extend(self.chapter(path, Place::ByRole, None));
        }
        notes::warn_of_passed_over(self, &paths);
        if !chapters.is_empty() {
            self.report.extend(notes::left_out(self.vault, &paths));
        }
        Ok(())
    }

    fn chapter(&mut self, path: &str, place: Place, listed: Option<Span>) -> Option<Chapter> {
        let (file, text) = self.text(path, "chapter", listed)?;
        let (node, body_start) = self.head(file, &text, false);
        let mut head = node
            .map(|node| manifest::file_meta(&node, self.tool == Tool::Pressmark, &self.sink))
            .unwrap_or_default();
        let is_index = path.rsplit('/').next().is_some_and(|name| name.starts_with("index."));
        if self.tool == Tool::Bookdown && is_index && dialect::has_title(&text, body_start) {
            // The title in its head is that of the book.
            head.title = None;
        }
        let file = self.translated(path, file, &text, body_start);
        Some(Chapter {
            path: path.to_owned(),
            file,
            head,
            body_start,
            place,
            listed,
            depth: 0,
            title: None,
            numbered: None,
            is_heading: false,
        })
    }

    /// The file of a chapter's text with other tools' syntax made ours; its own where there is none.
    fn translated(&mut self, path: &str, file: FileId, text: &str, start: usize) -> FileId {
        let (tool, variables) = (self.tool, std::mem::take(&mut self.variables));
        let setting = dialect::SyntaxSettings { tool, path, variables: &variables };
        let outcome = dialect::translate(file, text, start, &setting, self);
        self.variables = variables;
        let mapped = outcome.into(&mut self.sink.borrow_mut());
        mapped.map_or(file, |mapped| {
            let (text, pieces) = mapped.into_parts();
            self.sources.add_derived(path, text, pieces)
        })
    }

    fn yaml(&self, file: FileId, text: &str, range: Range<usize>) -> Option<Node> {
        yaml::parse(file, text, range, &mut self.sink.borrow_mut())
    }

    /// The head of a text, YAML or TOML, and where the Markdown begins.
    fn head(&self, file: FileId, text: &str, is_quiet: bool) -> (Option<Node>, usize) {
        let mut reported = Vec::new();
        let (node, start) = match head(text) {
            Some((Head::Yaml, range, start)) => (yaml::parse_head(file, text, range, &mut reported), start),
            Some((Head::Toml, range, start)) => (toml_tree::parse(file, text, range, &mut reported), start),
            None => (None, 0),
        };
        if !is_quiet {
            self.sink.borrow_mut().extend(reported);
        }
        (node, start)
    }

    /// The head of a file, without reporting what is wrong with it: that is done where it is a chapter.
    pub(super) fn head_node(&mut self, path: &str) -> Option<Node> {
        let (file, text) = self.quiet_text(path)?;
        self.head(file, &text, true).0
    }

    /// Where the Markdown of a file begins.
    pub(super) fn body_start(&mut self, path: &str) -> usize {
        let text = self.quiet_text(path);
        text.and_then(|(_, text)| head(&text)).map_or(0, |(_, _, start)| start)
    }

    /// The title of a file: of its head, else its first heading.
    pub(super) fn title_of_file(&mut self, path: &str) -> Option<Spanned<String>> {
        let title = self.head_node(path).and_then(|node| node.text_of("title"));
        title.or_else(|| self.first_heading_of(path))
    }

    /// The first heading of a file.
    pub(super) fn first_heading_of(&mut self, path: &str) -> Option<Spanned<String>> {
        let (file, text) = self.quiet_text(path)?;
        let start = head(&text).map_or(0, |(_, _, start)| start);
        first_heading(&text[start..]).map(|title| Spanned::new(title, Span::start_of(file)))
    }

    /// The text of a file that may be missing.
    fn quiet_text(&mut self, path: &str) -> Option<(FileId, Arc<str>)> {
        if self.vault.has_file(path) { self.text(path, "file", None) } else { None }
    }

    /// A YAML or JSON file of another tool; `None` if it is missing or malformed.
    pub(super) fn yaml_file(&mut self, path: &str) -> Option<Node> {
        let (file, text) = self.quiet_text(path)?;
        let range = head(&text).map_or(0..text.len(), |(_, range, _)| range);
        self.yaml(file, &text, range)
    }

    /// A TOML file of another tool; `None` if it is missing or malformed.
    pub(super) fn toml_file(&mut self, path: &str) -> Option<Node> {
        let (file, text) = self.quiet_text(path)?;
        toml_tree::parse(file, &text, 0..text.len(), &mut self.sink.borrow_mut())
    }

    /// The text of a file, taken into the sources; a file that is refused is reported.
    pub(super) fn text(&mut self, path: &str, what: &str, named: Option<Span>) -> Option<(FileId, Arc<str>)> {
        if let Some(file) = self.known.get(path) {
            return Some((*file, self.sources.file(*file).text.clone()));
        }
        match self.vault.read_text(path) {
            Ok(text) => {
                let file = self.sources.add(path, text);
                self.known.insert(path.to_owned(), file);
                Some((file, self.sources.file(file).text.clone()))
            }
            Err(Refusal::NotUtf8(offset)) => {
                // Shown up to the bad byte, so that the message has its line.
                let bytes = self.vault.read(path, crate::assets::limits::TEXT_BYTES).ok()?;
                let shown = String::from_utf8_lossy(&bytes).into_owned();
                let file = self.sources.add(path, shown);
                self.tell(Refusal::NotUtf8(offset).diagnostic(
                    what,
                    path,
                    Span::new(file, offset..offset + 1),
                ));
                None
            }
            Err(refusal) => {
                self.tell(refusal.diagnostic(what, path, named));
                None
            }
        }
    }

    pub(super) fn tell(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }
}

/// A list of files and their sub-chapters in reading order.
fn nested<'a>(files: &'a [ListedFile], place: Place, depth: u8, out: &mut Vec<(&'a ListedFile, Place, u8)>) {
    for file in files {
        out.push((file, place, depth));
        nested(&file.sections, place, depth.saturating_add(1), out);
    }
}

/// The metadata of pandoc's title block (`% title`) where the text begins with one, and where the Markdown
/// behind it begins.
fn title_block(file: FileId, text: &str, start: usize) -> (Facts, usize) {
    match dialect::title_block(&text[start..]) {
        Some(block) => {
            let end = start + block.length;
            (Facts::of_block(block, Span::new(file, start..end)), end)
        }
        None => (Facts::default(), start),
    }
}

fn is_yaml(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    })
}

/// The language of a head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Head {
    Yaml,
    Toml,
}

/// The block at the head of a text, and where the Markdown begins: YAML between `---`, or TOML between
/// `+++`. As in pandoc, `---` with a blank line below is a scene break.
fn head(text: &str) -> Option<(Head, Range<usize>, usize)> {
    let (kind, rest) = match (text.strip_prefix("---\n"), text.strip_prefix("+++\n")) {
        (Some(rest), _) => (Head::Yaml, rest),
        (_, Some(rest)) => (Head::Toml, rest),
        (None, None) => return None,
    };
    if kind == Head::Yaml && (rest.starts_with('\n') || rest.trim().is_empty()) {
        return None;
    }
    let mut at = 4;
    for line in rest.split_inclusive('\n') {
        let is_end = match kind {
            Head::Yaml => matches!(line.trim_end(), "---" | "..."),
            Head::Toml => line.trim_end() == "+++",
        };
        if is_end {
            return Some((kind, 4..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::design::choices::{OpeningCaps, RunningHead};
    use super::super::design::value::InitialLines;
    use super::*;

    fn loaded(files: &[(&str, &str)], manifest: Option<&str>) -> (Option<Project>, Vec<String>) {
        let folder = tempfile::Builder::new().prefix("a-small").tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let vault = Vault::open(folder.path()).expect("a vault");
        let mut sources = SourceMap::new();
        let outcome = load(&vault, manifest.map(Path::new), &mut sources).expect("a machine that reads");
        let told = outcome.diagnostics.iter().map(|d| {
            let place = d.span.map(|span| sources.locate(span));
            let place =
                place.map_or_else(String::new, |at| format!("{}:{}:{} ", at.file, at.line, at.column));
            format!("{place}{} {}", d.code.id(), d.message)
        });
        (outcome.value, told.collect())
    }

    #[test]
    fn an_opening_is_read_and_its_mistakes_are_told() {
        let told = |opening: &str| {
            let yaml = format!("title: X\nchapters: [one.md]\ndesign: {{ opening: {opening} }}\n");
            let (project, told) =
                loaded(&[("book.yaml", &yaml), ("one.md", "# One\n\nx")], Some("book.yaml"));
            let told: Vec<_> = told.into_iter().filter(|told| told.contains("E0")).collect();
            (project.map(|project| project.design.groups.opening), told)
        };
        let (read, none) = told("{ drop-cap: 2, small-caps: word }");
        let read = read.expect("a project");
        let words = read.small_caps.map(|caps| caps.value);
        let lines = |lines: Option<Spanned<InitialLines>>| lines.map(|lines| lines.value.0);
        assert_eq!((lines(read.drop_cap), words, none), (Some(2), Some(OpeningCaps::Word), Vec::new()));
        assert_eq!(told("{ drop-cap: none }").0.and_then(|read| lines(read.drop_cap)), Some(0));
        let (_, mistakes) = told("{ drop-cap: 9, small-caps: frase }");
        assert!(mistakes[0].contains("a number of lines from 2 to 5, or `none`"), "{mistakes:?}");
        assert!(mistakes[1].contains("there are: none, word, phrase"), "{mistakes:?}");
    }

    #[test]
    fn a_title_block_of_pandoc_is_metadata_of_a_single_file() {
        let text = "% On *Ships*\n  and Sails\n% Ann Roe; Bo Li\n% 3 May 2024\n\n# One\n\nx\n";
        let (project, told) = loaded(&[("a.md", text)], Some("a.md"));
        let project = project.expect("a project");
        assert_eq!((project.meta.title.as_str(), told), ("On *Ships* and Sails", Vec::new()));
        let names: Vec<_> = project.meta.contributors.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((names, project.meta.date.is_some()), (vec!["Ann Roe", "Bo Li"], true));
        assert_eq!(&text[project.chapters[0].body_start..], "\n# One\n\nx\n");
        // In a chapter of a folder it has no effect.
        let (_, told) = loaded(&[("a.md", text), ("b.md", "# B\n")], None);
        assert!(told.iter().any(|told| told.starts_with("a.md:1:1 W0327")), "{told:?}");
    }

    #[test]
    fn every_mistake_is_told_in_one_run_with_its_place() {
        let yaml = "\
titel: X
lang: not a tag
isbn: 978-0-306-40615-8
date: 2026-13-01
contributors:
  - { name: A, role: autor }
  - { nam: B }
design: { trim: huge, text: { size: 10 } }
chapters:
  body:
    - on.md
    - one.md
    - one.md
    - ../x.md
";
        let (_, told) =
            loaded(&[("book.yaml", yaml), ("one.md", "# One\n\nx"), ("two.md", "x")], Some("book.yaml"));
        let expected = [
            "book.yaml:1:1 E0103 unknown key `titel`",
            "book.yaml:1:1 E0106 the book has no `title`",
            "book.yaml:2:7 E0105 `not a tag` is not a language tag",
            "book.yaml:3:7 E0111 `978-0-306-40615-8` is not an ISBN: its check digit should be 7",
            "book.yaml:4:7 E0105 `2026-13-01` is not a date",
            "book.yaml:6:22 E0105 unknown role `autor`",
            "book.yaml:7:5 E0106 a contributor without a `name`",
            "book.yaml:7:7 E0103 unknown key `nam`",
            "book.yaml:8:17 E0105 unknown page `huge`",
            "book.yaml:8:37 E0105 `10` has no unit",
            "book.yaml:11:7 E0201 chapter `on.md` not found",
            "book.yaml:13:7 E0109 `one.md` is listed twice",
            "book.yaml:14:7 E0202 chapter `../x.md` is outside the project",
            "W0110 `two.md` is not in the chapter list",
        ];
        for line in expected {
            assert!(told.iter().any(|told| told.contains(line)), "{line}\nin {told:#?}");
        }
    }

    #[test]
    fn running_heads_are_read_by_either_name() {
        let with = |heads: &str| {
            let yaml = format!("title: X\nchapters: [one.md]\ndesign: {{ running-heads: {heads} }}\n");
            let (project, told) = loaded(&[("book.yaml", &yaml), ("one.md", "x")], Some("book.yaml"));
            let told: Vec<_> = told.into_iter().filter(|told| !told.contains("W0112")).collect();
            let read = project.expect("a project").design.groups.running_heads;
            let value = |head: Option<Spanned<RunningHead>>| head.map(|head| head.value);
            ((value(read.verso), value(read.recto)), told.join("; "))
        };
        let (author, section, none) = (RunningHead::Author, RunningHead::Section, RunningHead::None);
        let (read, told) = with("{ left: author, recto: section }");
        assert_eq!((read, told.as_str()), ((Some(author), Some(section)), ""));
        assert_eq!(with("none"), ((Some(none), Some(none)), String::new()));
        assert_eq!(
            with("{ verso: chaptr }").1,
            "book.yaml:3:35 E0105 unknown running head `chaptr`; did you mean `chapter`?"
        );
        assert_eq!(
            with("{ verso: part, left: title }").1,
            "book.yaml:3:47 E0107 `left` is another name of `verso`"
        );
        assert!(with("[title]").1.contains("E0104 `running-heads` must be `none`, or a mapping"));
    }

    #[test]
    fn a_single_file_needs_no_yaml() {
        let (project, told) = loaded(&[("my-story.md", "Some words.\n")], Some("my-story.md"));
        let project = project.expect("a project");
        assert_eq!(
            (project.meta.title.as_str(), project.slug.as_str(), told.len()),
            ("My Story", "my-story", 0)
        );
        let (project, _) = loaded(&[("x.md", "# The *Step* {#a}\n\nx")], Some("x.md"));
        assert_eq!(project.expect("a project").meta.title, "The Step");
        let head = "---\ntitle: From the head\nauthor: A. N. Other\n---\n# Else\n";
        let (project, told) = loaded(&[("x.md", head)], Some("x.md"));
        let project = project.expect("a project");
        assert_eq!((project.meta.title.as_str(), project.chapters[0].body_start), ("From the head", 49));
        assert_eq!((project.meta.authors().next(), told), (Some("A. N. Other"), Vec::new()));
    }

    #[test]
    fn a_folder_is_a_book() {
        let files = [("chapter-10.md", "x"), ("chapter-2.md", "x"), ("README.md", "x"), ("notes.txt", "x")];
        let (project, told) = loaded(&files, None);
        let project = project.expect("a project");
        let paths: Vec<_> = project.chapters.iter().map(|chapter| chapter.path.as_str()).collect();
        assert_eq!(paths, ["chapter-2.md", "chapter-10.md"]);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(
            loaded(&[("README.md", "x")], None).1,
            ["E0108 no chapter in the folder: `README.md` is a note on the repository"]
        );
    }

    #[test]
    fn a_broken_byte_has_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.md"), b"one\ntwo \xFF\n").expect("a file");
        let vault = Vault::open(folder.path()).expect("a vault");
        let mut sources = SourceMap::new();
        let outcome = load(&vault, Some(Path::new("a.md")), &mut sources).expect("a machine that reads");
        let at = sources.locate(outcome.diagnostics[0].span.expect("a place"));
        assert_eq!((outcome.diagnostics[0].code, at.line, at.column), (Code::InvalidUtf8, 2, 5));
    }

    #[test]
    fn slugs_keep_letters() {
        let table = ["Twenty Steps", "Moby-Dick; or, The Whale", "판문점의 하루", "!!!", "Don’t"].map(slug);
        assert_eq!(table, ["twenty-steps", "moby-dick-or-the-whale", "판문점의-하루", "book", "dont"]);
    }

    #[test]
    fn a_scene_break_is_no_head() {
        assert_eq!(head("---\n\nx\n---\n"), None);
        assert_eq!(head("---\na: 1\n---\nx"), Some((Head::Yaml, 4..9, 13)));
        assert_eq!(head("+++\na = 1\n+++\nx"), Some((Head::Toml, 4..10, 14)));
        assert_eq!(head("---\na: 1\n"), None);
    }
}
