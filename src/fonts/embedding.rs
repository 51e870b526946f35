//! The embedding that the licence of a face permits.

/// The embedding that the licence of a face permits (OpenType 1.9.1, `OS/2`, `fsType`; SIL Open Font
/// License 1.1, condition 3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Embedding {
    /// No embedding: restricted without a looser permission, or bitmaps only.
    Forbidden,
    /// Only the whole file: subsets are forbidden, or the name is reserved for unchanged files.
    Whole,
    /// Any subset.
    Parts,
}

impl Embedding {
    /// Returns the permission by `fsType`, and by whether the name is reserved. In `fsType`, bits 1 to 3 are
    /// 2 if restricted, bit 8 forbids subsets, and bit 9 allows bitmaps only.
    pub(super) fn of(permission: u16, reserved: bool) -> Self {
        if permission & 0xE == 2 || permission & 0x200 != 0 {
            Self::Forbidden
        } else if permission & 0x100 != 0 || reserved {
            Self::Whole
        } else {
            Self::Parts
        }
    }
}

/// Returns whether a copyright or licence text reserves a word of a family's name.
pub(super) fn reserves(terms: &str, family: &str) -> bool {
    let Some((_, reserved)) = terms.split_once("Reserved Font Name") else { return false };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
        words.map(str::to_lowercase).collect()
    };
    let reserved = words(reserved);
    words(family).iter().any(|word| reserved.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_those_of_the_family() {
        assert!(reserves("(c) Adobe, with Reserved Font Name 'Source'.", "Source Sans 3"));
        assert!(!reserves("Reserved Font Name \"Linux Libertine\"", "Libertinus Serif"));
        assert!(!reserves("All rights reserved by Source", "Source Sans 3"));
    }
}
