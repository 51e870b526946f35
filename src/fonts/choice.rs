//! Chooses one family for each writing system of a book, so that a text is no patchwork of faces: the author's,
//! then a bundled one, then, if the run may use them, one of the machine. Entry point: [`Library::serving`].

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::face::Face;
use super::families;
use super::forms::MISFIT;
use super::lack;
use super::library::{FaceId, Library};
use super::system::{SystemCatalog, SystemFace};
use super::writing::{Demand, TypeKind, Wanted, Writing, is_shared_mark};
use crate::diag::Outcome;

/// The maximum number of families that set one writing system together.
const MAX_FAMILIES: usize = 4;
/// The weights of regular and bold faces.
const REGULAR: u16 = 400;
const BOLD: u16 = 700;
/// The weight from which on a face is bold.
const MIN_BOLD: u16 = 600;

/// The families that set each writing system beside each kind of typeface: a face of each, the first one for all
/// characters that it has.
pub(super) type Chosen = BTreeMap<(Writing, TypeKind), Vec<FaceId>>;

/// The face of a family that is nearest to each style: bold adds 1 to the index, italic 2.
pub(super) type Styles = [FaceId; 4];

/// What a family of a design sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FamilyUse {
    /// Text, headings included.
    Text,
    /// Code.
    Code,
    /// Formulas.
    Formulas,
}

/// A family that a design names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedFamily {
    /// The name.
    pub name: String,
    /// What it sets.
    pub sets: FamilyUse,
}

impl Library {
    /// Returns the library with the faces chosen for what a book needs, and with those of the machine that it
    /// needs, if there is a catalogue. `families` are those that the designs of its editions name.
    /// Reports a script whose text is set in a face for code.
    pub fn serving(
        &self,
        demand: &Demand,
        families: &[NamedFamily],
        system: Option<&SystemCatalog>,
    ) -> Outcome<Self> {
        let mut chooser = Chooser { library: self.clone(), system };
        chooser.library.form = demand.form();
        for family in families {
            chooser.add_named(&family.name);
        }
        let mut chosen = Chosen::new();
        for (writing, wanted) in demand.by_writing() {
            for family in families {
                chooser.choose(writing, &wanted, family, &mut chosen);
            }
        }
        let mut library = chooser.library;
        let makeshifts = demand.by_writing().into_iter().filter_map(|(writing, wanted)| {
            let c = wanted.text.iter().copied().find(|c| !is_shared_mark(*c))?;
            let face = library.face(makeshift(&library, &chosen, writing)?);
            Some(lack::makeshift(c, &face.family, demand.lang(), system.is_some()))
        });
        let diagnostics = makeshifts.collect();
        library.chosen = Arc::new(chosen);
        Outcome::new(library, diagnostics)
    }

    /// Returns the face that was chosen for a character in text like that of a face, in the same style if the family
    /// has it. Returns `None` if none was.
    pub(super) fn chosen(&self, c: char, like: FaceId, writing: Writing) -> Option<FaceId> {
        let wanted = self.face(like);
        let kinds = [wanted.metrics.kind(), TypeKind::Serif, TypeKind::Sans, TypeKind::Mono];
        let faces = kinds.into_iter().find_map(|kind| self.chosen.get(&(writing, kind)))?;
        let has = |id: &FaceId| self.face(*id).glyph(c).is_some();
        let first = faces.iter().copied().find(has)?;
        let styles = self.styles.get_or_init(|| self.faces().map(|(id, _)| self.styles_of(id)).collect());
        let styled = styles[usize::from(first.0)][usize::from(wanted.bold) + 2 * usize::from(wanted.italic)];
        Some(if has(&styled) { styled } else { first })
    }

    /// Returns the faces of the family of a face that are nearest to each style. A family of the machine may have the name
    /// of a bundled one.
    fn styles_of(&self, id: FaceId) -> Styles {
        let of = self.face(id);
        let is_of_family = |face: &Face| face.family == of.family && face.source.rank() == of.source.rank();
        [(false, false), (true, false), (false, true), (true, true)].map(|(bold, italic)| {
            let faces = self.faces().filter(|(_, face)| is_of_family(face));
            let nearest = faces.min_by_key(|(_, face)| {
                (face.italic != italic, face.bold != bold, face.metrics.weight.abs_diff(REGULAR))
            });
            nearest.map_or(id, |(id, _)| id)
        })
    }
}

/// Returns the face for code that sets text of a writing system, or `None` if a face for text does.
fn makeshift(library: &Library, chosen: &Chosen, writing: Writing) -> Option<FaceId> {
    if writing == Writing::Symbols {
        return None;
    }
    let first = |kind| chosen.get(&(writing, kind)).and_then(|faces| faces.first().copied());
    let face = first(TypeKind::Serif).or_else(|| first(TypeKind::Sans))?;
    let of_face = library.face(face);
    (of_face.metrics.kind() == TypeKind::Mono && !of_face.source.is_own()).then_some(face)
}

struct Chooser<'a> {
    library: Library,
    system: Option<&'a SystemCatalog>,
}

impl Chooser<'_> {
    /// Adds the faces of a family that a design names, if only the machine has it.
    fn add_named(&mut self, family: &str) {
        let Some(system) = self.system.filter(|_| self.library.find(family, false, false).is_none()) else {
            return;
        };
        for (weight, italic) in [(REGULAR, false), (BOLD, false), (REGULAR, true), (BOLD, true)] {
            self.add(system.find(family, weight, italic), system);
        }
    }

    /// Adds a face of the machine. Returns `None` if it cannot be used.
    fn add(&mut self, face: Option<&SystemFace>, system: &SystemCatalog) -> Option<FaceId> {
        let face = system.load(face?)?;
        Some(self.library.add(face))
    }

    /// Chooses the families for the characters of a writing system that a family of the design lacks.
    fn choose(&mut self, writing: Writing, wanted: &Wanted, family: &NamedFamily, chosen: &mut Chosen) {
        let Some(base) = self.library.find(&family.name, false, false) else { return };
        let base = self.library.face(base);
        let key = (writing, base.metrics.kind());
        let characters = match family.sets {
            FamilyUse::Text => &wanted.text,
            FamilyUse::Code => &wanted.code,
            FamilyUse::Formulas => return,
        };
        // Any face may set a symbol.
        let is_there = |c: char| match writing {
            Writing::Symbols => self.library.faces().any(|(_, face)| face.glyph(c).is_some()),
            Writing::EastAsian(_) | Writing::Urdu | Writing::Script(_) => base.glyph(c).is_some(),
        };
        let lacking = characters.iter().copied().filter(|c| !is_there(*c));
        let mut lacking: BTreeSet<char> = lacking.collect();
        let known = chosen.get(&key).cloned().unwrap_or_default();
        lacking.retain(|c| known.iter().all(|id| self.library.face(*id).glyph(*c).is_none()));
        let mut order = known;
        while !lacking.is_empty() && order.len() < MAX_FAMILIES {
            let Some(best) = self.best(writing, key.1, wanted, &lacking) else { break };
            let before = lacking.len();
            lacking.retain(|c| self.library.face(best).glyph(*c).is_none());
            if lacking.len() == before {
                break;
            }
            order.push(best);
        }
        if !order.is_empty() {
            chosen.insert(key, order);
        }
    }

    /// Returns the best face for characters, which is added if it is one of the machine.
    fn best(
        &mut self,
        writing: Writing,
        kind: TypeKind,
        wanted: &Wanted,
        lacking: &BTreeSet<char>,
    ) -> Option<FaceId> {
        let loaded = self.loaded(writing, kind, lacking);
        // The author's own face is meant for the script if it has nearly all of its characters.
        let own = loaded
            .iter()
            .find(|(id, count)| self.library.face(*id).source.is_own() && count * 10 >= lacking.len() * 9);
        // Letters of one width are for code.
        let is_fit = |id: FaceId| {
            let of_face = self.library.face(id).metrics.kind();
            (of_face == TypeKind::Mono) == (kind == TypeKind::Mono)
        };
        let whole = || loaded.iter().find(|(id, count)| *count == lacking.len() && is_fit(*id));
        if let Some((id, _)) = own.or_else(whole) {
            return Some(*id);
        }
        let most = loaded.iter().max_by_key(|(id, count)| (is_fit(*id), *count, Reverse(*id))).copied();
        let floor = most.map_or(0, |(id, count)| if is_fit(id) { count } else { 0 });
        let of_machine = self.system.and_then(|system| {
            let family = of_machine(system, writing, kind, lacking, floor)?;
            // Code is hardly ever bold.
            let styles = (wanted.bold && kind != TypeKind::Mono, wanted.italic && kind != TypeKind::Mono);
            self.add_family(family, styles, system)
        });
        of_machine.or(most.map(|(id, _)| id))
    }

    /// Returns a face of each family of the project and of the bundle and may set a writing system, with the number of the
    /// characters that it has: the author's, then the bundled ones, each time those of the same kind first.
    fn loaded(&self, writing: Writing, kind: TypeKind, lacking: &BTreeSet<char>) -> Vec<(FaceId, usize)> {
        let suits = |face: &Face| match writing {
            Writing::EastAsian(form) => face.source.is_own() || form.misfit(face.form) < MISFIT,
            Writing::Urdu | Writing::Script(_) | Writing::Symbols => true,
        };
        let upright = self.library.faces().filter(|(id, face)| {
            let is_regular = Some(*id) == self.library.find(&face.family, false, false);
            is_regular && face.source.of_machine().is_none() && suits(face)
        });
        let count = |face: &Face| lacking.iter().filter(|c| face.glyph(**c).is_some()).count();
        let mut found: Vec<_> = upright
            .map(|(id, face)| (id, count(face)))
            .filter(|(id, count)| *count > 0 && Some(*id) != self.library.emoji())
            .collect();
        let misfit = |face: &Face| match writing {
            Writing::EastAsian(form) => form.misfit(face.form),
            Writing::Urdu | Writing::Script(_) | Writing::Symbols => 0,
        };
        found.sort_by_key(|(id, _)| {
            let face = self.library.face(*id);
            (face.source.rank(), misfit(face), face.metrics.kind() != kind)
        });
        found
    }

    /// Adds the faces of a family of the machine in the styles that are needed. Returns the regular one.
    fn add_family(
        &mut self,
        face: &SystemFace,
        (bold, italic): (bool, bool),
        system: &SystemCatalog,
    ) -> Option<FaceId> {
        let regular = self.add(Some(face), system)?;
        let styles = [(bold, BOLD, false), (italic, REGULAR, true), (bold && italic, BOLD, true)];
        for (_, weight, italic) in styles.into_iter().filter(|(is_needed, ..)| *is_needed) {
            let styled = system.find(&face.family, weight, italic);
            let is_style =
                |face: &&SystemFace| face.italic == italic && (face.weight >= MIN_BOLD) == (weight == BOLD);
            self.add(styled.filter(is_style), system);
        }
        Some(regular)
    }
}

/// Returns the regular face of the family of the machine that is best for characters: one of the usual families that has
/// nearly all of them, else the one that has the most. Returns `None` if none has more than `floor`.
fn of_machine<'a>(
    system: &'a SystemCatalog,
    writing: Writing,
    kind: TypeKind,
    lacking: &BTreeSet<char>,
    floor: usize,
) -> Option<&'a SystemFace> {
    for name in families::of_writing(writing, kind) {
        let face = system.find(&name, REGULAR, false).filter(|face| face.suits(writing));
        if let Some(face) = face.filter(|face| system.covered(face, lacking) * 10 >= lacking.len() * 9) {
            return Some(face);
        }
    }
    let counted = system.families(writing).into_iter().map(|face| (face, system.covered(face, lacking)));
    let best = counted.min_by_key(|(face, count)| (Reverse(*count), face.kind != kind));
    best.filter(|(_, count)| *count > floor).map(|(face, _)| face)
}

#[cfg(test)]
mod tests {
    use super::super::{FontFile, SystemFonts, TextUse};
    use super::*;
    use crate::lang::LangTag;

    macro_rules! fonts {
        ($($name:literal),*) => { &[$(($name, include_bytes!(concat!("../../tests/fonts/", $name)) as &[u8])),*] };
    }

    const FILES: &[(&str, &[u8])] = fonts![
        "NotoNaskhArabic-Regular.ttf",
        "NotoNastaliqUrdu-Regular.ttf",
        "NotoSansCJKjp-Regular.otf",
        "NotoSansThai-Bold.ttf",
        "NotoSansThai-Regular.ttf",
        "NotoSerifCJK-Regular.ttc",
        "NotoSerifCJKjp-Bold.otf",
        "NotoSerifThai-Regular.ttf"
    ];

    /// Fonts of a machine in memory.
    #[derive(Debug)]
    struct Machine {
        names: Vec<String>,
        files: Vec<Vec<u8>>,
    }

    impl Machine {
        fn catalog(files: &[(&str, &[u8])]) -> SystemCatalog {
            let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
            let files = files.iter().map(|(_, bytes)| bytes.to_vec()).collect();
            SystemCatalog::new(Arc::new(Self { names, files }))
        }
    }

    impl SystemFonts for Machine {
        fn names(&self) -> &[String] {
            &self.names
        }

        fn read(&self, file: usize, range: std::ops::Range<u64>) -> Option<Vec<u8>> {
            let bytes = &self.files[file];
            let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
            Some(bytes.get(at(range.start)..at(range.end))?.to_vec())
        }
    }

    fn lang(tag: &str) -> LangTag {
        LangTag::parse(tag).expect("a good tag")
    }

    fn families() -> [NamedFamily; 3] {
        [
            ("Libertinus Serif", FamilyUse::Text),
            ("Source Sans 3", FamilyUse::Text),
            ("Source Code Pro", FamilyUse::Code),
        ]
        .map(|(name, sets)| NamedFamily { name: name.to_owned(), sets })
    }

    /// Returns the library of a book in a language with these texts, and the name of the face that sets the first
    /// character of each of them in the style of a family.
    fn chosen(
        library: &Library,
        catalog: &SystemCatalog,
        (book, family, bold): (&str, &str, bool),
        texts: &[(&str, &str)],
    ) -> Vec<String> {
        let mut demand = Demand::new(&lang(book));
        for (tag, text) in texts {
            demand.add(text, &lang(tag), TextUse { bold, ..TextUse::default() });
        }
        let library = library.serving(&demand, &families(), Some(catalog)).value;
        let like = library.find(family, bold, false).expect("bundled");
        let face = |(tag, text): &(&str, &str)| {
            let c = text.chars().next().expect("a text");
            let id = library.fallback(c, like, &lang(tag));
            id.map_or_else(|| "none".to_owned(), |id| library.face(id).postscript_name.clone())
        };
        texts.iter().map(face).collect()
    }

    #[test]
    fn a_script_is_set_in_the_usual_family_of_its_language_and_kind() {
        let (library, catalog) = (Library::bundled(), Machine::catalog(FILES));
        let texts = [
            ("ja", "今日の骨"),
            ("zh-TW", "直言"),
            ("ar", "سلام"),
            ("ur", "سلام"),
            ("th", "ไทย"),
            ("en", "我"),
        ];
        let with = |family, bold| chosen(&library, &catalog, ("zh-CN", family, bold), &texts[..5]);
        assert_eq!(
            with("Libertinus Serif", false),
            [
                "NotoSerifCJKjp-Regular",
                "NotoSerifCJKtc-Regular",
                "NotoNaskhArabic-Regular",
                "NotoNastaliqUrdu-Regular",
                "NotoSerifThai-Regular"
            ]
        );
        // Bold where the family has it; the family without a fitting face has the same in all kinds.
        let sans = with("Source Sans 3", true);
        assert_eq!([&*sans[0], &*sans[4]], ["NotoSansCJKjp-Regular", "NotoSansThai-Bold"]);
        assert_eq!(with("Libertinus Serif", true)[0], "NotoSerifCJKjp-Bold");
        // What no font has stays without a face.
        assert_eq!(chosen(&library, &catalog, ("zh-CN", "Libertinus Serif", false), &texts[5..]), ["none"]);
    }

    #[test]
    fn the_author_s_own_font_and_then_a_bundled_one_come_first() {
        let catalog = Machine::catalog(FILES);
        let file = FontFile { path: "x.otf".to_owned(), bytes: FILES[2].1.into(), member: None, span: None };
        let own = Library::new(&[file], None).value;
        let texts = [("ja", "今日"), ("ko", "한글"), ("he", "ש")];
        let with = |library| chosen(library, &catalog, ("en", "Libertinus Serif", false), &texts);
        assert_eq!(with(&own)[0], "NotoSansCJKjp-Regular");
        let bundled = with(&Library::bundled());
        assert_eq!(bundled[0], "NotoSerifCJKjp-Regular");
        assert_eq!(bundled[1..], ["NotoSerifCJKkr-Regular", "LibertinusSerif-Regular"]);
        // Korean text with Han characters takes both from one family.
        let mixed = [("ko", "漢字한글")];
        let names = chosen(&Library::bundled(), &catalog, ("ko", "Libertinus Serif", false), &mixed);
        assert_eq!(names, ["NotoSerifCJKkr-Regular"]);
    }

    #[test]
    fn a_family_that_a_design_names_is_found_on_the_machine() {
        let catalog = Machine::catalog(FILES);
        let named = [NamedFamily { name: "Noto Sans Thai".to_owned(), sets: FamilyUse::Text }];
        let library = Library::bundled().serving(&Demand::new(&lang("th")), &named, Some(&catalog)).value;
        let bold = library.find("Noto Sans Thai", true, false).expect("it is there");
        assert_eq!(library.face(bold).postscript_name, "NotoSansThai-Bold");
        let files: Vec<&str> = library.system_files().into_keys().collect();
        assert_eq!(files, ["NotoSansThai-Bold.ttf", "NotoSansThai-Regular.ttf"]);
    }

    #[test]
    fn text_in_a_face_for_code_is_reported_once_for_a_script() {
        let mut demand = Demand::new(&lang("ar"));
        demand.add("سلام، سلام", &lang("ar"), TextUse::default());
        demand.add("漢字", &lang("en"), TextUse::default());
        let catalog = Machine::catalog(FILES);
        let reported = |system| Library::bundled().serving(&demand, &families(), system).diagnostics;
        let alone = reported(None);
        assert_eq!(alone.len(), 1, "{alone:?}");
        assert!(alone[0].message.starts_with("Arabic text is set in `DejaVu Sans Mono`"), "{alone:?}");
        assert!(reported(Some(&catalog)).is_empty());
    }

    #[test]
    fn broken_fonts_of_the_machine_are_passed_over() {
        let [_, _, _, _, _, (_, whole), ..] = FILES else { panic!("a collection") };
        let library = Library::bundled();
        for length in (0..1000).step_by(7).chain((1000..whole.len()).step_by(991)) {
            let mut broken = whole.to_vec();
            broken[length] ^= 0xFF;
            for file in [&whole[..length], &broken] {
                let catalog = Machine::catalog(&[("x.ttc", file), FILES[7]]);
                let texts = [("ja", "今日"), ("th", "ไทย")];
                let names = chosen(&library, &catalog, ("en", "Libertinus Serif", false), &texts);
                assert_eq!(names[1], "NotoSerifThai-Regular");
            }
        }
    }
}
