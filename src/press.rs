//! The three calls: load a project, check it, build its books.

use rayon::prelude::*;

use crate::assets::reduce::{self, Reduced};
use crate::assets::{self, Assets, Vault};
use crate::book::assemble::Manuscript;
use crate::book::pagination::Pagination;
use crate::book::{self, Book};
use crate::design::{self, Design, Theme};
use crate::diag::{self, Code, Diagnostic, Outcome, SourceMap};
use crate::epub::Epub;
use crate::epub::shops::{self, Row, Verdict};
use crate::error::Error;
use crate::fonts::Library;
use crate::makeup::{self, Pages};
use crate::manuscript::{self, Markup};
use crate::paginate::paginate;
use crate::project::{self, DesignWishes, EbookWishes, Edition, Format, Found, PagesOf, Profile, Project};
use crate::stamp::Stamp;
use crate::typeset::typeset;
use crate::{Promise, Standard, epub, pdf};

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
pub fn load(found: &Found) -> Result<Loaded, Error> {
    let mut sources = SourceMap::new();
    let vault = Vault::open(&found.root)?;
    let Outcome { value: project, diagnostics } =
        project::load(&vault, found.manifest.as_deref(), &mut sources)?;
    Ok(Loaded { sources, diagnostics, vault, project, proofing: Proofing::default() })
}

impl Loaded {
    /// The formats that the project's editions ask for, each once.
    pub fn formats(&self) -> Vec<Format> {
        let mut formats: Vec<_> =
            self.project.iter().flat_map(|project| &project.editions).map(|edition| edition.format).collect();
        formats.sort_unstable();
        formats.dedup();
        formats
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

/// Finds everything that can be said about a project, up to the last page, and writes nothing.
///
/// # Errors
/// When a writer fails, which no manuscript causes.
pub fn check(loaded: &Loaded) -> Result<Checked, Error> {
    let mut diagnostics = loaded.diagnostics.clone();
    let mut shops = Vec::new();
    if let Some(project) = &loaded.project {
        let copy = prepare(project, loaded).into(&mut diagnostics);
        for edition in design_editions(project) {
            let pages = lay_out(project, edition, &copy).into(&mut diagnostics);
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
    Ok(Checked { diagnostics: finish(diagnostics), shops })
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
    let Some(project) = &loaded.project else { return Outcome::new(None, finish(diagnostics)) };
    let copy = prepare(project, loaded).into(&mut diagnostics);
    let mut layouts = Vec::new();
    for edition in design_editions(project) {
        let pages = lay_out(project, edition, &copy).into(&mut diagnostics);
        let text = makeup::dump(&pages, &copy.fonts);
        let structure = makeup::dump_structure(&pages);
        layouts.push(Layout { pages, text, structure });
    }
    Outcome::new(Some(Proofs { copy, layouts }), finish(diagnostics))
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
        return Ok(Outcome::new(Vec::new(), finish(diagnostics)));
    };
    let copy = prepare(project, loaded).into(&mut diagnostics);

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
    let paginations: Vec<Option<Pagination>> = paged
        .iter()
        .map(|of| {
            let pages = &laid[(*of)?].as_ref()?.value;
            Some(paginate(&copy.book, pages, printed_name(project, &editions[(*of)?])))
        })
        .collect();
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
    for outcome in made {
        products.extend(outcome.into(&mut diagnostics));
    }

    // All or nothing: an error anywhere means that no book is handed out.
    let diagnostics = finish(diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        products.clear();
    }
    Ok(Outcome::new(products, diagnostics))
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
    let read: Vec<Outcome<Manuscript>> =
        project.chapters.par_iter().map(|chapter| read(project, chapter, &loaded.sources)).collect();
    let files = read.into_iter().map(|outcome| outcome.into(&mut diagnostics)).collect();

    // Make one book of them.
    let book = book::assemble(project, files).into(&mut diagnostics);

    // Take in its faces and pictures.
    let fonts = fonts(project, loaded, &mut diagnostics);
    let assets = assets::gather(&loaded.vault, &pictures(project, &book), &fonts);
    let assets = assets.into(&mut diagnostics);
    Outcome::new(Copy { book, assets, fonts }, diagnostics)
}

fn read(project: &Project, chapter: &project::Chapter, sources: &SourceMap) -> Outcome<Manuscript> {
    let folder = chapter.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let markup = Markup { lang: &project.meta.language, folder };
    let text = &sources.file(chapter.file).text;
    manuscript::read(chapter.file, text, chapter.body_start, chapter.head.clone(), &markup)
}

/// Every picture of the book, the cover first, with the place that names it.
fn pictures(project: &Project, book: &Book) -> Vec<assets::Wanted> {
    let cover = project.cover.iter().map(|cover| assets::Wanted::new(cover.value.clone(), cover.span));
    let inside = book::visit::images(book).into_iter();
    cover.chain(inside.map(|(image, span)| assets::Wanted::new(image.path.clone(), Some(span)))).collect()
}

/// The bundled faces and the author's own, those of every edition.
fn fonts(project: &Project, loaded: &Loaded, diagnostics: &mut Vec<Diagnostic>) -> Library {
    let own = project.editions.iter().filter_map(|edition| edition.design.as_ref());
    let wanted = std::iter::once(&project.design).chain(own).flat_map(|wishes| &wishes.fonts);
    let files = assets::font_files(&loaded.vault, wanted).into(diagnostics);
    Library::new(&files).into(diagnostics)
}

/// The editions that are laid out on pages.
fn design_editions(project: &Project) -> impl Iterator<Item = &Edition> {
    project.editions.iter().filter(|edition| edition.format == Format::Pdf)
}

/// The printed edition that an edition takes its page numbers from: the one that it names, else the
/// first that is made at the same time.
fn pages_for(project: &Project, index: usize, wanted: &[bool]) -> Option<usize> {
    let edition = &project.editions[index];
    let printed = |other: &Edition| other.format == Format::Pdf;
    let editions = || project.editions.iter().enumerate();
    match (edition.format, ebook_wishes(project, edition).pages) {
        (Format::Pdf, _) | (_, Some(PagesOf::Nothing)) => None,
        (_, Some(PagesOf::Edition(name))) => editions()
            .find(|(_, other)| printed(other) && other.name.as_deref() == Some(name.value.as_str()))
            .map(|(index, _)| index),
        (_, None) => {
            editions().find(|(index, other)| printed(other) && wanted[*index]).map(|(index, _)| index)
        }
    }
}

/// What the pages of a printed edition are told by: its ISBN, else its name (EPUB Accessibility 1.1,
/// section 4.2.3).
fn printed_name(project: &Project, edition: &Edition) -> String {
    match &edition.isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.0),
        None => format!("{} ({})", project.meta.title, edition.name.as_deref().unwrap_or("PDF")),
    }
}

/// The edition's wishes for an e-book over the project's.
fn ebook_wishes(project: &Project, edition: &Edition) -> EbookWishes {
    match &edition.ebook {
        Some(own) => own.clone().over(&project.ebook),
        None => project.ebook.clone(),
    }
}

/// What an edition says of its own making.
fn stamp(project: &Project, edition: &Edition, epoch: Option<i64>) -> Stamp {
    let mut meta = project.meta.clone();
    if edition.isbn.is_some() {
        meta.isbn.clone_from(&edition.isbn);
    }
    Stamp::new(&meta, epoch)
}

/// All that one edition is made of.
struct Maker<'a> {
    project: &'a Project,
    edition: &'a Edition,
    copy: &'a Copy,
    epoch: Option<i64>,
}

impl Maker<'_> {
    fn e_book(
        &self,
        pagination: Option<&Pagination>,
        proofing: Proofing,
    ) -> Result<Outcome<Vec<Product>>, Error> {
        let Outcome { value, diagnostics } = self.write_e_book(pagination)?;
        let Some((made, _)) = value else { return Ok(Outcome::new(Vec::new(), diagnostics)) };
        let extent = Extent::Documents(made.documents);
        let file_name = file_name(self.project, self.edition);
        let stem = file_name.trim_end_matches(".epub").to_owned();
        let product = |file_name, bytes| Product { file_name, format: Format::Epub, extent, bytes };
        let mut products = vec![product(file_name, made.bytes)];
        if proofing.cover {
            let theme = self.design().value.theme;
            // It was drawn once already, so that it can be drawn again.
            if let Ok(cover) = self.cover(theme) {
                products.push(product(format!("{stem}.cover.jpg"), cover.bytes.to_vec()));
            }
            if self.copy.book.cover.is_none() {
                let drawing = epub::cover::drawn(&self.copy.book.meta, theme);
                products.push(product(format!("{stem}.cover.svg"), drawing.into_bytes()));
            }
        }
        Ok(Outcome::new(products, diagnostics))
    }

    /// The design of the project, whose theme the cover follows.
    fn design(&self) -> Outcome<Design> {
        design::specify(&self.project.design, &self.copy.book.meta.language, &self.copy.fonts)
    }

    /// Writes an e-book, and tells where it is over a limit of the shop that it is made for.
    fn write_e_book(
        &self,
        pagination: Option<&Pagination>,
    ) -> Result<Outcome<Option<(Epub, Profile)>>, Error> {
        let Self { project, edition, copy, epoch } = *self;
        let design = self.design();
        let cover = match self.cover(design.value.theme) {
            Ok(cover) => cover,
            Err(reason) => {
                let span = project.cover.as_ref().and_then(|cover| cover.span);
                let message = format!("the cover cannot be drawn: {reason}");
                let broken = Diagnostic::new(Code::BrokenImage, span, message);
                return Ok(Outcome::new(None, vec![broken]));
            }
        };
        let wishes = ebook_wishes(project, edition);
        let profile = wishes.profile.unwrap_or_default();
        let isbn = edition.isbn.as_ref().or(project.meta.isbn.as_ref());
        let issue = epub::Issue { isbn, wishes: &wishes, pagination, cover: &cover };
        let made = epub::write(&copy.book, &copy.assets, issue, &stamp(project, edition, epoch))?;
        let mut diagnostics = design.diagnostics;
        let rows = shops::table(&made.measures, profile).into_iter();
        diagnostics.extend(rows.filter(|row| row.verdict == Verdict::Over).map(|row| over_limit(&row)));
        Ok(Outcome::new(Some((made, profile)), diagnostics))
    }

    /// The author's picture, or one drawn from the metadata.
    fn cover(&self, theme: Theme) -> Result<Reduced, String> {
        let Copy { book, assets, fonts } = self.copy;
        match book.cover.as_deref().and_then(|path| assets.find(path)) {
            Some((_, picture)) => reduce::cover(picture, fonts),
            None => reduce::drawn_cover(&epub::cover::drawn(&book.meta, theme), fonts, reduce::COVER),
        }
    }

    fn print(&self, laid: Outcome<Pages>, proofing: Proofing) -> Result<Outcome<Vec<Product>>, Error> {
        let Self { project, edition, copy, epoch } = *self;
        let Outcome { value: mut pages, mut diagnostics } = laid;
        let extent = Extent::Pages(pages.pages.len());
        let product = |file_name, bytes| Product { file_name, format: Format::Pdf, extent, bytes };
        let mut products = Vec::new();
        let file_name = file_name(project, edition);
        let stem = file_name.trim_end_matches(".pdf");
        if proofing.layout {
            let text = makeup::dump(&pages, &copy.fonts).into_bytes();
            products.push(product(format!("{stem}.layout.txt"), text));
        }
        if proofing.marks {
            makeup::mark(&mut pages, &specify(project, edition, copy).value);
        }
        let name = if proofing.marks { format!("{stem}-marked.pdf") } else { file_name };
        let promise = promise(project, edition, copy);
        let stamp = stamp(project, edition, epoch);
        let written = pdf::write(&pages, &copy.book, &copy.fonts, &copy.assets, &stamp, promise)?;
        products.splice(0..0, written.into(&mut diagnostics).map(|bytes| product(name, bytes)));
        Ok(Outcome::new(products, diagnostics))
    }
}

/// What a shop does not take.
fn over_limit(row: &Row) -> Diagnostic {
    let name = row.name.as_ref().map(|name| format!(" (`{name}`)")).unwrap_or_default();
    let Row { shop, what, found, limit, .. } = row;
    let message = format!("{}: {what} {found}{name}, where the shop takes {limit}", shop.name());
    Diagnostic::new(Code::ShopLimit, None, message)
        .help("`epub.profile` names the one shop that an e-book is made for")
}

/// What the PDF of an edition claims to be: the standard asked for, or the default as far as the
/// manuscript keeps it.
fn promise(project: &Project, edition: &Edition, copy: &Copy) -> Promise {
    let images = book::visit::images(&copy.book);
    let inaccessible = images.iter().any(|(image, _)| image.alt.is_none());
    Promise { standard: project.standard(edition).unwrap_or_default(), inaccessible }
}

fn lay_out(project: &Project, edition: &Edition, copy: &Copy) -> Outcome<Pages> {
    let mut diagnostics = Vec::new();
    let design = specify(project, edition, copy).into(&mut diagnostics);
    let pages = typeset(&copy.book, &design, &copy.fonts, &copy.assets).into(&mut diagnostics);
    Outcome::new(pages, diagnostics)
}

fn specify(project: &Project, edition: &Edition, copy: &Copy) -> Outcome<Design> {
    design::specify(&wishes(project, edition), &copy.book.meta.language, &copy.fonts)
}

/// The edition's wishes over the project's.
fn wishes(project: &Project, edition: &Edition) -> DesignWishes {
    match &edition.design {
        Some(own) => own.clone().over(&project.design),
        None => project.design.clone(),
    }
}

/// The slug and the extension; the edition's name between them where a format has several editions.
fn file_name(project: &Project, edition: &Edition) -> String {
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

fn finish(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = diag::gather_places(diagnostics);
    diag::sort(&mut diagnostics);
    diagnostics
}
