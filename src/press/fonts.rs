//! The faces that set the printed editions of a book, and the scripts that no face sets. Entry point: [`used`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::prepare::PreparedBook;
use super::prepare::families;
use crate::diag::{Diagnostic, Lack};
use crate::fonts::{FaceSource, script_name};
use crate::layout::{Pages, PlacedKind};
use crate::project::Project;

/// A family that sets characters of a script in the printed editions of a book, or a lack of one.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct FontUse {
    /// The script, or the language for Chinese, Japanese and Korean: `Thai`, `Japanese`.
    pub script: &'static str,
    /// The number of characters.
    pub characters: usize,
    /// The number of different characters.
    pub different: usize,
    /// The family; `None` if no font has the characters.
    pub family: Option<String>,
    /// Whether the design names the family.
    pub in_design: bool,
    /// Where its files come from.
    pub source: FontOrigin,
}

/// Where the files of a family come from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub enum FontOrigin {
    /// Pressmark.
    Bundled,
    /// These files of the project.
    Project(BTreeSet<String>),
    /// These files of the machine.
    System(BTreeSet<SystemFile>),
    /// Nowhere: no font has the characters.
    Missing,
}

/// A font file of the machine.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub struct SystemFile {
    /// The name, without its folder.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl SystemFile {
    pub(super) fn of(name: &str, hash: &[u8; 32]) -> Self {
        let mut sha256 = String::with_capacity(2 * hash.len());
        for byte in hash {
            let _ = write!(sha256, "{byte:02x}");
        }
        Self { name: name.to_owned(), sha256 }
    }
}

/// What is known so far of a family in a script.
#[derive(Default)]
struct Count {
    characters: usize,
    different: BTreeSet<char>,
    files: BTreeSet<String>,
    system: BTreeSet<SystemFile>,
}

/// Returns the families that set pages, by script, and the scripts of which characters are missing. The scripts with
/// the most characters come first.
pub(super) fn used(
    project: &Project,
    prepared: &PreparedBook,
    pages: &[Pages],
    diagnostics: &[Diagnostic],
) -> Vec<FontUse> {
    let mut counts: BTreeMap<(&'static str, Option<String>), Count> = BTreeMap::new();
    let items = pages.iter().flat_map(|pages| &pages.pages).flat_map(|page| &page.items);
    for item in items {
        let PlacedKind::Glyphs(run) = &item.kind else { continue };
        let face = prepared.fonts.face(run.face);
        let mut before = None;
        for c in run.text.chars().filter(|c| !c.is_whitespace()) {
            let script = script_name(c, &run.lang, before, &prepared.book.meta.language);
            before = Some(script);
            let key = (script, Some(face.family.clone()));
            counts.entry(key).or_default().count(c, 1, &face.source);
        }
    }
    for lack in diagnostics.iter().filter_map(|diagnostic| diagnostic.lack.as_deref()) {
        let Lack::Glyphs(found, lang) = lack else { continue };
        for (c, times) in found {
            let script = script_name(*c, lang, None, &prepared.book.meta.language);
            counts.entry((script, None)).or_default().count(*c, *times, &FaceSource::Bundled);
        }
    }
    let named = families(project);
    let of_script = |script| {
        let all = counts.iter().filter(|((known, _), _)| *known == script);
        all.map(|(_, count)| count.characters).sum::<usize>()
    };
    let totals: BTreeMap<&str, usize> =
        counts.keys().map(|(script, _)| (*script, of_script(*script))).collect();
    let mut uses: Vec<FontUse> = counts
        .into_iter()
        .map(|((script, family), count)| FontUse {
            script,
            characters: count.characters,
            different: count.different.len(),
            in_design: family.as_ref().is_some_and(|name| named.iter().any(|named| named.name == *name)),
            source: count.origin(family.is_none()),
            family,
        })
        .collect();
    uses.sort_by_key(|of| {
        (std::cmp::Reverse(totals[of.script]), of.script, std::cmp::Reverse(of.characters))
    });
    uses
}

impl Count {
    fn count(&mut self, c: char, times: usize, source: &FaceSource) {
        self.characters += times;
        if !self.different.insert(c) {
            return;
        }
        match source {
            FaceSource::Bundled => {}
            FaceSource::Own { path, .. } => {
                self.files.insert(path.clone());
            }
            FaceSource::System { name, hash } => {
                self.system.insert(SystemFile::of(name, hash));
            }
        }
    }

    fn origin(&self, is_missing: bool) -> FontOrigin {
        if is_missing {
            FontOrigin::Missing
        } else if !self.system.is_empty() {
            FontOrigin::System(self.system.clone())
        } else if !self.files.is_empty() {
            FontOrigin::Project(self.files.clone())
        } else {
            FontOrigin::Bundled
        }
    }
}
