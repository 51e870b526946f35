//! How a finished file differs from the product of a rebuild: [`Product::compare`].

use super::options::{Extent, Product};
use crate::diag::Diagnostic;
use crate::verify;

impl Product {
    /// Returns the error that a file is not this product: the first byte, the part of the book that differs, and the
    /// likely reasons. `name` is that of the file in the message. Returns `None` if both are the same.
    pub fn compare(&self, name: &str, found: &[u8]) -> Option<Diagnostic> {
        let pages = match self.extent {
            Extent::Pages(pages) => Some(pages),
            Extent::Documents(_) => None,
        };
        verify::compare(name, found, &self.bytes, pages)
    }
}
