//! Whole books, each made once for all the tests that use it.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use pressmark::Format;
use pressmark::diag::render::{self, RenderContext};
use pressmark::find::named;
use pressmark::internals::layout::Pages;
use pressmark::{Product, Proofs, Session};

use crate::support::root;

/// A manuscript and everything that is made from it.
pub(crate) struct Made {
    /// The folder of the manuscript.
    pub(crate) manuscript: PathBuf,
    /// The diagnostics, as an author sees them.
    pub(crate) messages: String,
    /// The codes of the diagnostics.
    pub(crate) codes: Vec<&'static str>,
    products: Vec<Product>,
    pub(crate) proofs: Proofs,
    pub(crate) session: Session,
    /// The folder in which the books are for other programs.
    folder: PathBuf,
}

impl Made {
    fn product(&self, format: Format) -> &Product {
        self.products.iter().find(|product| product.format == format).expect("a book")
    }

    /// Returns the bytes of the e-book.
    pub(crate) fn epub(&self) -> &[u8] {
        &self.product(Format::Epub).bytes
    }

    /// Returns the bytes of the PDF.
    pub(crate) fn pdf(&self) -> &[u8] {
        &self.product(Format::Pdf).bytes
    }

    /// Returns the path of the e-book.
    pub(crate) fn epub_path(&self) -> PathBuf {
        self.folder.join(&self.product(Format::Epub).file_name)
    }

    /// Returns the path of the PDF.
    pub(crate) fn pdf_path(&self) -> PathBuf {
        self.folder.join(&self.product(Format::Pdf).file_name)
    }

    /// Returns the pages of the first printed edition.
    pub(crate) fn pages(&self) -> &Pages {
        &self.proofs.layouts[0].pages
    }
}

/// The sample, a whole novel as a user would write it, and every golden book.
static BOOKS: LazyLock<Vec<(PathBuf, OnceLock<Made>)>> = LazyLock::new(|| {
    let mut folders = vec![root().join("manuscript"), root().join(NOVEL)];
    let golden = std::fs::read_dir(root().join("tests/golden")).expect("golden books");
    let golden = golden.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    folders.extend(golden);
    folders.sort();
    folders.into_iter().map(|folder| (folder, OnceLock::new())).collect()
});

/// The longest of the books.
pub(crate) const NOVEL: &str = "tests/corpora/moby-dick";

/// Returns the books of a manuscript, by its path below the root.
pub(crate) fn book(manuscript: &str) -> &'static Made {
    let folder = root().join(manuscript);
    let (_, made) = BOOKS.iter().find(|(known, _)| *known == folder).expect("a book that is shared");
    made.get_or_init(|| make(&folder))
}

/// Returns every golden book, by its path below the root.
pub(crate) fn golden() -> Vec<String> {
    let below = BOOKS.iter().filter_map(|(folder, _)| folder.strip_prefix(root()).ok());
    let names = below.map(|name| name.to_string_lossy().replace('\\', "/"));
    names.filter(|name| name.starts_with("tests/golden/")).collect()
}

/// Returns the books that other programs check: the sample, golden books of every kind, and the novel.
pub(crate) fn judged() -> impl Iterator<Item = &'static Made> {
    const JUDGED: [&str; 11] = [
        "manuscript",
        "tests/golden/endnotes",
        "tests/golden/every-block",
        "tests/golden/formulas",
        "tests/golden/glossary",
        "tests/golden/heads",
        "tests/golden/literary",
        "tests/golden/matter",
        "tests/golden/openings",
        NOVEL,
        "tests/golden/series",
    ];
    JUDGED.into_iter().map(book)
}

fn make(manuscript: &Path) -> Made {
    let loaded = Session::load(&named(manuscript).expect("a project")).expect("a machine that reads");
    let built = loaded.build(&pressmark::BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("books");
    let setting = RenderContext { sources: loaded.sources(), prefix: "", colour: false };
    let proofs = loaded.layout().value.expect("a book");
    let name = manuscript.file_name().expect("a name");
    let folder = root().join("target/tmp/books").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for product in &built.value {
        publish(&folder.join(&product.file_name), &product.bytes);
    }
    Made {
        manuscript: manuscript.to_owned(),
        messages: render::human(&built.diagnostics, setting),
        codes: built.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect(),
        products: built.value,
        proofs,
        session: loaded,
        folder,
    }
}

/// Writes a file atomically, so that concurrent readers never see a part of it.
fn publish(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a folder");
    let mut file = tempfile::NamedTempFile::new_in(folder).expect("a file");
    std::io::Write::write_all(&mut file, bytes).expect("a file");
    file.persist(path).expect("a file");
}
