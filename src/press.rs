//! The three calls: load a project, check it, build its books.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::assets::{self, Assets, PictureNeed, PictureRequest, Vault};
use crate::book::assemble::Manuscript;
use crate::book::pagination::Pagination;
use crate::book::{self, Book};
use crate::design::{self, Design};
use crate::diag::{self, Code, Diagnostic, FileId, Lack, Outcome, SourceMap};
use crate::editions::{Maker, pages_for, printed_name};
use crate::epub::shops::{self, Row};
use crate::error::Error;
use crate::fonts::{self, Library};
use crate::layout::Pages;
use crate::makeup;
use crate::manuscript::{self, Markup};
use crate::paginate::paginate;
use crate::project::{self, DesignOptions, Edition, Format, Project, ProjectLocation};
use crate::typeset::typeset;
use crate::{Promise, Standard, pdf};

/// A project as read, before any book is made of it.
#[derive(Debug)]
pub struct Loaded {
    /// Every text that was read, for showing diagnostics.
    pub sources: SourceMap,
    /// What was noticed while reading.
    pub diagnostics: Vec<Diagnostic>,
    vault: Vault,
    project: Option<Project>,
    proofing: Proofing,
}

/// What is made of a printed book besides the book, for those who look at its design.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Proofing {
    /// The pages as text, one line a baseline (`twenty-steps.layout.txt`).
    pub layout: bool,
    /// The cover apart from the e-book, as shops ask for it (`twenty-steps.cover.jpg`); with its
    /// drawing (`twenty-steps.cover.svg`), where it was drawn from the metadata.
    pub cover: bool,
    /// Grid, frame and baselines drawn under the pages; the file says so in its name
    /// (`twenty-steps-marked.pdf`), so that it is not taken for the book.
    pub marks: bool,
}

/// A finished book.
#[derive(Clone, Debug)]
pub struct Product {
    /// A portable file name: `twenty-steps.epub`.
    pub file_name: String,
    /// What it is.
    pub format: Format,
    /// How long it is.
    pub extent: Extent,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The length of a book in what its format counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// XHTML documents of an EPUB.
    Documents(usize),
    /// Pages of a PDF.
    Pages(usize),
}

/// Reads a project.
///
/// # Errors
/// When the machine fails to read; an author's mistakes are in [`Loaded::diagnostics`].
pub fn load(found: &ProjectLocation) -> Result<Loaded, Error> {
    let mut sources = SourceMap::new();
    let vault = Vault::open(&found.root)?;
    let Outcome { value: project, diagnostics } =
        project::load(&vault, found.manifest.as_deref(), &mut sources)?;
    Ok(Loaded { sources, diagnostics, vault, project, proofing: Proofing::default() })
}

impl Loaded {
    /// What was taken from where and what was left out, for those who run the build.
    pub fn report(&self) -> &[String] {
        self.project.as_ref().map_or(&[], |project| &project.report)
    }

    /// The folder that everything is read from.
    pub fn root(&self) -> &Path {
        self.vault.root()
    }

    /// The `book.yaml` that describes the project; `None` if nothing could be read.
    pub fn manifest_text(&self) -> Option<String> {
        self.project.as_ref().map(project::manifest_text)
    }

    /// The formats that the project's editions ask for, each once.
    pub fn formats(&self) -> Vec<Format> {
        let mut formats: Vec<_> =
            self.project.iter().flat_map(|project| &project.editions).map(|edition| edition.format).collect();
        formats.sort_unstable();
        formats.dedup();
        formats
    }

    /// The file names of the books of these formats, in the order of the editions.
    pub fn file_names(&self, formats: &[Format]) -> Vec<String> {
        let Some(project) = &self.project else { return Vec::new() };
        let wanted = project.editions.iter().filter(|edition| formats.contains(&edition.format));
        wanted.map(|edition| file_name(project, edition)).collect()
    }

    /// Has every PDF keep this standard, whatever the project asks for.
    pub fn keep(&mut self, standard: Standard) {
        if let Some(project) = &mut self.project {
            project.keep(standard);
        }
    }

    /// Has printed books made with what a designer asks for.
    pub fn proof(&mut self, proofing: Proofing) {
        self.proofing = proofing;
    }
}

/// What is to be said of a project.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Every diagnostic.
    pub diagnostics: Vec<Diagnostic>,
    /// How each e-book stands to the limits of shops, with its file name.
    pub shops: Vec<(String, Vec<Row>)>,
}

/// What reading the project and its manuscript notices, without setting it.
pub fn noticed(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut diagnostics = loaded.diagnostics.clone();
    if let Some(project) = &loaded.project {
        prepare(project, loaded).drain_into(&mut diagnostics);
    }
    finish(diagnostics, loaded)
}

/// Finds everything that can be said about a project, up to the last page, and writes nothing.
///
/// # Errors
/// When a writer fails, which no manuscript causes.
pub fn check(loaded: &Loaded) -> Result<Checked, Error> {
    let mut diagnostics = loaded.diagnostics.clone();
    let mut shops = Vec::new();
    if let Some(project) = &loaded.project {
        let copy = prepare(project, loaded).drain_into(&mut diagnostics);
        for edition in design_editions(project) {
            let pages = lay_out(project, edition, &copy).drain_into(&mut diagnostics);
            diagnostics.extend(pdf::check(&pages, &copy.fonts, &copy.assets)?);
        }
        for edition in project.editions.iter().filter(|edition| edition.format == Format::Epub) {
            let maker = Maker { project, edition, copy: &copy, epoch: None };
            let (made, told) = match maker.write_e_book(None)? {
                Outcome { value: Some((made, profile)), diagnostics } => (Some((made, profile)), diagnostics),
                Outcome { value: None, diagnostics } => (None, diagnostics),
            };
            diagnostics.extend(told);
            if let Some((made, profile)) = made {
                shops.push((file_name(project, edition), shops::table(&made.measures, profile)));
            }
        }
    }
    Ok(Checked { diagnostics: finish(diagnostics, loaded), shops })
}

/// The printed books as laid out, before they become files: for tests, for measuring, and for those
/// who want to see where everything stands.
#[derive(Debug)]
pub struct Proofs {
    /// What they are made from.
    pub copy: Copy,
    /// One for each printed edition.
    pub layouts: Vec<Layout>,
}

/// A printed book as laid out.
#[derive(Debug)]
pub struct Layout {
    /// The pages.
    pub pages: Pages,
    /// The same as text, one line for each run, rule, picture and link.
    pub text: String,
    /// What the pages are to a reader who does not see them, one line for each element.
    pub structure: String,
}

/// Lays out every printed edition of a project; `None` when it could not be read.
pub fn layout(loaded: &Loaded) -> Outcome<Option<Proofs>> {
    let mut diagnostics = loaded.diagnostics.clone();
    let Some(project) = &loaded.project else {
        return Outcome::new(None, finish(diagnostics, loaded));
    };
    let copy = prepare(project, loaded).drain_into(&mut diagnostics);
    let mut layouts = Vec::new();
    for edition in design_editions(project) {
        let pages = lay_out(project, edition, &copy).drain_into(&mut diagnostics);
        let text = makeup::dump(&pages, &copy.fonts);
        let structure = makeup::dump_structure(&pages);
        layouts.push(Layout { pages, text, structure });
    }
    Outcome::new(Some(Proofs { copy, layouts }), finish(diagnostics, loaded))
}

/// Makes the books of the formats asked for.
///
/// Every diagnostic of the run is in the outcome; when one of them is an error, no book is.
///
/// # Errors
/// When a writer fails, which no manuscript causes.
pub fn build(
    loaded: &Loaded,
    formats: &[Format],
    epoch: Option<i64>,
) -> Result<Outcome<Vec<Product>>, Error> {
    let mut diagnostics = loaded.diagnostics.clone();
    let Some(project) = &loaded.project else {
        return Ok(Outcome::new(Vec::new(), finish(diagnostics, loaded)));
    };
    let copy = prepare(project, loaded).drain_into(&mut diagnostics);

    // Lay out what is printed, and what an e-book takes its page numbers from.
    let editions = &project.editions;
    let wanted: Vec<bool> = editions.iter().map(|edition| formats.contains(&edition.format)).collect();
    let paged: Vec<Option<usize>> = (0..editions.len())
        .map(|index| if wanted[index] { pages_for(project, index, &wanted) } else { None })
        .collect();
    let laid: Vec<Option<Outcome<Pages>>> = editions
        .par_iter()
        .enumerate()
        .map(|(index, edition)| {
            let own = wanted[index] && edition.format == Format::Pdf;
            (own || paged.contains(&Some(index))).then(|| lay_out(project, edition, &copy))
        })
        .collect();

    // Both books come from the same copy, at the same time.
    let lacking = |outcome: &Outcome<Pages>| outcome.diagnostics.iter().any(lacks_glyphs);
    let paginations: Vec<Option<Pagination>> = paged
        .iter()
        .map(|of| {
            let pages = laid[(*of)?].as_ref().filter(|laid| !lacking(laid)).map(|laid| &laid.value)?;
            Some(paginate(pages, printed_name(&copy.book, &editions[(*of)?])))
        })
        .collect();
    let unpaged = paged.iter().flatten().any(|of| laid[*of].as_ref().is_some_and(lacking));
    let printable: Vec<bool> = laid.iter().map(|laid| !laid.as_ref().is_some_and(lacking)).collect();
    let jobs: Vec<_> = editions.iter().zip(laid).zip(paginations).zip(&wanted).collect();
    let made: Vec<_> = jobs
        .into_par_iter()
        .filter(|(_, wanted)| **wanted)
        .map(|(((edition, laid), pagination), _)| {
            let maker = Maker { project, edition, copy: &copy, epoch };
            match laid {
                Some(pages) => maker.print(pages, loaded.proofing),
                None => maker.e_book(pagination.as_ref(), loaded.proofing),
            }
        })
        .collect::<Result<_, _>>()?;
    let mut products = Vec::new();
    for (outcome, index) in made.into_iter().zip((0..editions.len()).filter(|index| wanted[*index])) {
        let made = outcome.drain_into(&mut diagnostics);
        products.extend(made.into_iter().filter(|_| printable[index]));
    }
    if unpaged {
        diagnostics.push(no_page_list());
    }

    // All or nothing: an error anywhere means that no book is handed out. Only characters that no
    // font has keep back the printed books alone, since an e-book is shown in the reader's fonts.
    let refused = |diagnostic: &Diagnostic| diagnostic.is_error() && !lacks_glyphs(diagnostic);
    if diagnostics.iter().any(refused) {
        products.clear();
    }
    Ok(Outcome::new(products, finish(diagnostics, loaded)))
}

/// Whether a character of the text has no glyph, which is for the printed book alone to have.
fn lacks_glyphs(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.lack.as_deref(), Some(Lack::Glyphs(_)))
}

fn is_manifest(path: &str) -> bool {
    path.rsplit('/').next() == Some("book.yaml")
}

fn no_page_list() -> Diagnostic {
    let message = "the e-book has no list of the printed pages: characters of the printed book lack a font";
    Diagnostic::new(Code::NoPageList, None, message).help("with the font added, the e-book has it")
}

/// The copy of a book, from which every edition is made.
#[derive(Debug)]
pub struct Copy {
    /// Its model.
    pub book: Book,
    /// Its pictures.
    pub assets: Assets,
    /// Its faces.
    pub fonts: Library,
}

fn prepare(project: &Project, loaded: &Loaded) -> Outcome<Copy> {
    let mut diagnostics = Vec::new();

    // Read every file, in parallel and in order.
    let read: Vec<Outcome<Manuscript>> = project
        .chapters
        .par_iter()
        .with_max_len(1)
        .map(|chapter| read(project, chapter, &loaded.sources))
        .collect();
    let files = read.into_iter().map(|outcome| outcome.drain_into(&mut diagnostics)).collect();

    // Make one book of them.
    let numbered = design::numbers_sections(&project.design);
    let mut book =
        book::assemble(project, &manuscript::display(&project.meta, &project.parts), files, numbered)
            .drain_into(&mut diagnostics);

    // Take in its faces and pictures.
    let fonts = faces(project, loaded, &mut diagnostics);
    let assets = assets::gather(&loaded.vault, &pictures(project, &book), &fonts);
    let assets = assets.drain_into(&mut diagnostics);
    if assets.has_unread() {
        book::without_pictures(&mut book, &|path| assets.is_unread(path));
    }
    Outcome::new(Copy { book, assets, fonts }, diagnostics)
}

fn read(project: &Project, chapter: &project::Chapter, sources: &SourceMap) -> Outcome<Manuscript> {
    let markup =
        Markup { lang: &project.meta.language, folder: folder(chapter), listed: chapter.title.as_deref() };
    let text = &sources.file(chapter.file).text;
    manuscript::read(chapter.file, text, chapter.body_start, chapter.head.clone(), &markup)
}

/// Every picture of the book, the cover first, with the place that names it.
fn pictures(project: &Project, book: &Book) -> Vec<PictureRequest> {
    let cover = project.cover.iter().map(|cover| PictureRequest {
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
    cover.chain(inside).collect()
}

/// The folder of a chapter's file, relative to the root; empty for the root.
fn folder(chapter: &project::Chapter) -> &str {
    chapter.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The bundled faces and the author's own, those of every edition.
fn faces(project: &Project, loaded: &Loaded, diagnostics: &mut Vec<Diagnostic>) -> Library {
    let own = project.editions.iter().filter_map(|edition| edition.design.as_ref());
    let wanted = std::iter::once(&project.design).chain(own).flat_map(|options| &options.fonts);
    let files = assets::font_files(&loaded.vault, wanted).drain_into(diagnostics);
    Library::new(&files).drain_into(diagnostics)
}

/// The editions that are laid out on pages.
fn design_editions(project: &Project) -> impl Iterator<Item = &Edition> {
    project.editions.iter().filter(|edition| edition.format == Format::Pdf)
}

/// What the PDF of an edition claims to be: the standard asked for, or the default as far as the
/// manuscript keeps it.
pub(crate) fn promise(project: &Project, edition: &Edition, copy: &Copy) -> Promise {
    let images = book::visit::images(&copy.book);
    let inaccessible = images.iter().any(|(image, _)| image.alt.is_none());
    Promise { standard: project.standard(edition).unwrap_or_default(), inaccessible }
}

fn lay_out(project: &Project, edition: &Edition, copy: &Copy) -> Outcome<Pages> {
    let mut diagnostics = Vec::new();
    let design = specify(project, edition, copy).drain_into(&mut diagnostics);
    let pages = typeset(&copy.book, &design, &copy.fonts, &copy.assets).drain_into(&mut diagnostics);
    Outcome::new(pages, diagnostics)
}

pub(crate) fn specify(project: &Project, edition: &Edition, copy: &Copy) -> Outcome<Design> {
    design::specify(&design_options(project, edition), &copy.book.meta.language, &copy.fonts)
}

/// Returns the edition's design options, completed by the project's.
pub(crate) fn design_options(project: &Project, edition: &Edition) -> DesignOptions {
    match &edition.design {
        Some(own) => own.clone().with_fallback(&project.design),
        None => project.design.clone(),
    }
}

/// The slug and the extension; the edition's name between them where a format has several editions.
pub(crate) fn file_name(project: &Project, edition: &Edition) -> String {
    let extension = match edition.format {
        Format::Epub => "epub",
        Format::Pdf => "pdf",
    };
    let of_format = project.editions.iter().filter(|other| other.format == edition.format);
    match &edition.name {
        Some(name) if of_format.count() > 1 => {
            format!("{}-{}.{extension}", project.slug, project::slug(name))
        }
        _ => format!("{}.{extension}", project.slug),
    }
}

fn finish(diagnostics: Vec<Diagnostic>, loaded: &Loaded) -> Vec<Diagnostic> {
    let sources = &loaded.sources;
    let lang = loaded.project.as_ref().map(|project| &project.meta.language);
    let mut diagnostics = fonts::gather_lacks(diagnostics, sources, lang);
    if !sources.files().any(|(_, file)| is_manifest(&file.name)) {
        diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::MissingGlyph).for_each(
            |diagnostic| {
                diagnostic
                    .help
                    .push("`pressmark init --from PATH` writes a `book.yaml` for these files".to_owned());
            },
        );
    }
    diagnostics.iter_mut().for_each(|diagnostic| diagnostic.point_at_origins(sources));
    let mut diagnostics = diag::gather_places(diagnostics);
    diag::drop_consequences(&mut diagnostics);
    diag::sort(&mut diagnostics);
    diagnostics
}
