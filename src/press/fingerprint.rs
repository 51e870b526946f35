//! A stable hash of any value that implements [`Hash`]: the same in every run of one build of the
//! program, unlike that of the standard library's randomly seeded hasher.

use std::fmt;
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// The SHA-256 of everything that a value feeds to its hasher. Equal values have equal fingerprints;
/// different values are taken to have different ones.
///
/// Fingerprints are compared within one build of the program on one kind of machine: what [`Hash`]
/// feeds to a hasher is not fixed across compilers, nor across byte orders.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the fingerprint of a value.
    pub(crate) fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Sha256Hasher(Sha256::new());
        value.hash(&mut hasher);
        Self(hasher.0.finalize().into())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..8].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Feeds SHA-256 from [`Hash`]. Sizes are written as 64 bits, so that the width of `usize` is not hashed.
struct Sha256Hasher(Sha256);

impl Hasher for Sha256Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_usize(&mut self, size: usize) {
        self.0.update((size as u64).to_le_bytes());
    }

    /// Returns the first 64 bits of the digest, which this crate does not use.
    fn finish(&self) -> u64 {
        let digest: [u8; 32] = self.0.clone().finalize().into();
        digest.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_fingerprints() {
        let value = |text: &str| (text.to_owned(), vec![Some(1_u8), None], 7_usize);
        assert_eq!(Fingerprint::of(&value("a")), Fingerprint::of(&value("a")));
        assert_ne!(Fingerprint::of(&value("a")), Fingerprint::of(&value("b")));
        assert_ne!(Fingerprint::of(&("ab", "c")), Fingerprint::of(&("a", "bc")));
    }

    #[test]
    fn a_fingerprint_is_the_same_in_every_run() {
        // SHA-256 of the two bytes `1`, `2`.
        assert_eq!(format!("{:?}", Fingerprint::of(&(1_u8, 2_u8))), "a12871fee210fb86");
    }
}
