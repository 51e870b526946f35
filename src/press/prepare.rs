//! Makes a book with its pictures and faces from a project's files; all editions are made from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::cache::Cache;
use super::classes;
use super::demand::demand;
use super::editions;
use super::fingerprint::Fingerprint;
use crate::assets::{self, Assets, PictureNeed, PictureRequest, Vault};
use crate::book::Manuscript;
use crate::book::{self, Book};
use crate::design;
use crate::diag::{Code, Diagnostic, FileId, Outcome, SourceMap, Spanned};
use crate::fonts::{Library, NamedFamily, SystemCatalog};
use crate::manuscript::{self, Markup, MathCommands};
use crate::project::{Chapter, DesignOptions, Project};

/// A book with the pictures and faces that its editions are made with.
#[derive(Clone, Debug)]
pub struct PreparedBook {
    /// The model of the book.
    pub book: Book,
    /// Its pictures.
    pub assets: Assets,
    /// The faces: the author's, the bundled ones, and those of the machine that are needed.
    pub fonts: Arc<Library>,
}

/// Reads the manuscript, assembles the book and reads its pictures and faces.
pub(super) fn prepare(
    project: &Project,
    vault: &Vault,
    sources: &SourceMap,
    cache: &Cache,
    system: Option<&SystemCatalog>,
) -> Outcome<PreparedBook> {
    let mut diagnostics = Vec::new();

    // Parse every chapter, in parallel and collected in order.
    let classes = classes::names(project);
    let commands = manuscript::math_commands(&project.math, sources).drain_into(&mut diagnostics);
    let abbreviations: Vec<String> =
        project.abbreviations.defined.iter().map(|(key, _)| key.value.clone()).collect();
    let parsed: Vec<Outcome<Manuscript>> = project
        .chapters
        .par_iter()
        .with_max_len(1)
        .map(|chapter| parse(project, chapter, &classes, &commands, &abbreviations, sources, cache))
        .collect();
    let chapters = parsed.into_iter().map(|outcome| outcome.drain_into(&mut diagnostics)).collect();

    // Assemble them.
    let lang = &project.meta.language;
    let numbers = design::number_styles(&project.design, lang).drain_into(&mut diagnostics);
    for design in project.editions.iter().filter_map(|edition| edition.design.as_ref()) {
        design::report_numbers_of_edition(design, &mut diagnostics);
    }
    let display = manuscript::display(
        &project.meta,
        &project.places,
        &project.parts,
        &project.index,
        &project.abbreviations.defined,
    );
    let mut book = book::assemble(project, &display, chapters, numbers, &design::families(&project.design))
        .drain_into(&mut diagnostics);
    diagnostics.extend(classes::check(project, &book));

    // Read faces and pictures; pictures in unsupported formats are replaced with their descriptions.
    let fonts = faces(project, vault, cache, &mut diagnostics);
    let system = allowed(project, system, &mut diagnostics);
    let demand = demand(&book, has_bold_labels(project));
    let fonts = fonts.serving(&demand, &families(project), system).drain_into(&mut diagnostics);
    let fonts = Arc::new(fonts);
    let assets = assets::gather(vault, &pictures(project, &book), &fonts).drain_into(&mut diagnostics);
    if assets.has_unread() {
        book::without_pictures(&mut book, &|path| assets.is_unread(path));
    }
    Outcome::new(PreparedBook { book, assets, fonts }, diagnostics)
}

/// Parses a chapter, unless it was parsed before with the same text in the same place.
fn parse(
    project: &Project,
    chapter: &Chapter,
    classes: &[String],
    commands: &MathCommands,
    abbreviations: &[String],
    sources: &SourceMap,
    cache: &Cache,
) -> Outcome<Manuscript> {
    let text = &*sources.file(chapter.file).text;
    let lang = &project.meta.language;
    let (folder, listed) = (folder(chapter), chapter.title.as_deref());
    // Spans name the file by its place in the source map, which is therefore one of the inputs.
    let inputs = (
        chapter.file,
        text,
        chapter.body_start,
        &chapter.head,
        lang,
        folder,
        listed,
        classes,
        commands,
        &project.blocks,
        abbreviations,
        &project.link_schemes,
    );
    let parsed = cache.chapters.get_or_make(
        || Fingerprint::of(&inputs),
        || {
            let markup = Markup {
                lang,
                folder,
                classes,
                listed,
                commands,
                blocks: &project.blocks,
                abbreviations,
                schemes: &project.link_schemes,
            };
            manuscript::read(chapter.file, text, chapter.body_start, chapter.head.clone(), &markup)
        },
    );
    Arc::unwrap_or_clone(parsed)
}

/// Returns every picture of the book with the place that names it, first those of the cover and of ornaments.
fn pictures(project: &Project, book: &Book) -> Vec<PictureRequest> {
    let cover = project.cover.picture().into_iter().map(|cover| PictureRequest {
        path: cover.value.clone(),
        span: cover.span,
        folder: String::new(),
        need: PictureNeed::Required,
    });
    let folders: BTreeMap<FileId, &str> =
        project.chapters.iter().map(|chapter| (chapter.file, folder(chapter))).collect();
    let inside = book::visit::images(book).into_iter().map(|(image, span)| PictureRequest {
        path: image.path.clone(),
        span: Some(span),
        folder: folders.get(&span.file).copied().unwrap_or_default().to_owned(),
        need: PictureNeed::Replaceable,
    });
    let ornaments = designs(project).filter_map(|design| {
        let ornament = design.groups.scene_break.ornament.as_ref()?;
        Some(PictureRequest {
            path: ornament.value.file()?.to_owned(),
            span: ornament.span,
            folder: String::new(),
            need: PictureNeed::Required,
        })
    });
    cover.chain(ornaments).chain(inside).collect()
}

/// Returns the folder of a chapter's file, relative to the root; empty for the root.
fn folder(chapter: &Chapter) -> &str {
    chapter.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns every set of design options: that of the project, and those of its editions.
fn designs(project: &Project) -> impl Iterator<Item = &DesignOptions> {
    let of_editions = project.editions.iter().filter_map(|edition| edition.design.as_ref());
    std::iter::once(&project.design).chain(of_editions)
}

/// Returns whether the design of an edition sets titles, labels or the like in bold.
fn has_bold_labels(project: &Project) -> bool {
    let mut of_editions = project.editions.iter().map(|edition| editions::design_options(project, edition));
    of_editions.any(|options| design::has_bold_labels(&options))
}

/// Returns the families that the designs of all editions name.
pub(super) fn families(project: &Project) -> Vec<NamedFamily> {
    let of_editions = project.editions.iter().map(|edition| editions::design_options(project, edition));
    let mut families: Vec<NamedFamily> = Vec::new();
    for family in of_editions.flat_map(|options| design::named_families(&options)) {
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

/// Returns the fonts of the machine if the run may read them and the project does not refuse them. A project that asks
/// for them in vain is reported.
fn allowed<'a>(
    project: &Project,
    system: Option<&'a SystemCatalog>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a SystemCatalog> {
    let mut asked = designs(project).filter_map(|design| design.system_fonts.as_ref());
    let asked: Option<&Spanned<bool>> = asked.next();
    if system.is_none()
        && let Some(asked) = asked.filter(|asked| asked.value)
    {
        let message = "`system-fonts` asks for fonts of this machine, which this run may not read";
        diagnostics.push(Diagnostic::new(Code::SystemFontsNotAllowed, asked.span, message).help(
            "`pressmark build --system-fonts` allows it, as does the variable `PRESSMARK_SYSTEM_FONTS=1`",
        ));
    }
    system.filter(|_| asked.is_none_or(|asked| asked.value))
}

/// Reads the author's faces, those of every edition, and adds the bundled ones.
fn faces(project: &Project, vault: &Vault, cache: &Cache, diagnostics: &mut Vec<Diagnostic>) -> Arc<Library> {
    let named = designs(project).flat_map(|design| &design.fonts);
    let files = assets::font_files(vault, named).drain_into(diagnostics);
    cache.faces.library(files, &project.meta.language).drain_into(diagnostics)
}
