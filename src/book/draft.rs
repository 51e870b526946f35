//! Files become divisions: titles found, headings put in order, roles settled.

use super::anchor::wanted::{self, portable};
use super::assemble::Manuscript;
use super::display::Display;
use super::names::Names;
use super::role::Matter;
use super::split::{self, Section, Title};
use super::title::{self, Count};
use super::{Block, Division, DivisionId, Inline, Role, WrittenNote, plain_text, repeated};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::project::metadata::FileMeta;
use crate::project::{Chapter, ChapterPlace, Generated, Project};

/// A division on its way into the book.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read by its own pass")]
pub(super) struct Draft {
    /// The division; its identity is the name that is wanted for it until identifiers are settled.
    pub(super) division: Division,
    /// The path of its file.
    pub(super) path: String,
    pub(super) matter: Matter,
    pub(super) place: ChapterPlace,
    /// The notes of its file, for the first division of the file; later ones share them.
    pub(super) notes: Vec<WrittenNote>,
    /// It is counted, if its role is.
    pub(super) numbered: bool,
    /// Its identifier is the author's word, written at its title.
    pub(super) given_id: Option<String>,
    /// 0 for a division; a sub-chapter goes into the division before, its title at this level below.
    pub(super) depth: u8,
    /// Its file goes on with the chapter before, though no list puts it there: it holds mere sections.
    pub(super) goes_on: bool,
    /// It comes before the title of its file.
    is_preamble: bool,
    /// How its title begins with a number.
    count: Count,
    /// Its title alone gives it its role.
    pub(super) by_title: bool,
}

/// Whether each numbered file is a chapter, whatever the level of its heading: their
/// names begin with numbers of their own, each file begins with its only heading, and most of those
/// headings are of level 1, as in a novel whose author took `##` here and there.
fn are_alike(chapters: &[Chapter], files: &[Manuscript]) -> bool {
    let (mut titles, mut sections) = (0, 0);
    let mut numbers = std::collections::BTreeSet::new();
    for (chapter, file) in chapters.iter().zip(files) {
        let stem = stem(&chapter.path);
        let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            continue;
        }
        let levels: Vec<u8> = file.blocks.iter().filter_map(split::level).collect();
        let begins = file.blocks.first().is_some_and(|block| split::level(block).is_some());
        match levels.as_slice() {
            [1] if begins => titles += 1,
            [2] if begins => sections += 1,
            _ => return false,
        }
        if !numbers.insert(stem[..digits].trim_start_matches('0').to_owned()) {
            return false;
        }
    }
    titles > sections
}

/// Makes divisions of all files, in order.
pub(super) fn drafts(
    project: &Project,
    mut files: Vec<Manuscript>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    repeated::leave_out(&mut files, sink);
    let stems: Vec<Option<Role>> = project.chapters.iter().map(by_stem).collect();
    // Where files are called `chapter-1`, those called otherwise are not counted among chapters,
    // and those before the first chapter stand in the front matter.
    let first_chapter = stems.iter().position(|role| *role == Some(Role::Chapter));
    let are_alike = are_alike(&project.chapters, &files);
    let drafts = Vec::new();
    let mut drafter = Drafter { project, drafts, sink, within_part: false, is_series: false, are_alike };
    for (index, (chapter, file)) in project.chapters.iter().zip(files).enumerate() {
        let role = role(chapter, &file, stems[index], drafter.sink);
        let named = role.is_some();
        let before_chapters = !named && first_chapter.is_some_and(|first| index < first);
        let matter = matter(chapter.place, role, before_chapters);
        let listed = chapter.numbered.unwrap_or(named || first_chapter.is_none());
        let counted = listed && matter != Matter::Front;
        // A file called `chapter-0` may still hold the prologue.
        let role = role.filter(|role| *role != Role::Chapter || file.head.role.is_some());
        drafter.file(chapter, file, Wanted { role, matter, counted, named });
    }
    let mut drafts = drafter.drafts;
    parts(&mut drafts);
    matter_by_title(&mut drafts);
    numbers_in_titles(&mut drafts);
    let counts_none = project.chapters.iter().all(|chapter| chapter.numbered.is_none());
    let mut divisions = drafts.iter_mut().filter(|draft| draft.depth == 0 && !draft.is_preamble);
    if let (Some(only), None, true) = (divisions.next(), divisions.next(), counts_none) {
        // The one chapter of a book is not chapter one.
        only.numbered = false;
    }
    drafts
}

/// What is known of a file before its titles are looked at.
#[derive(Clone, Copy)]
struct Wanted {
    role: Option<Role>,
    matter: Matter,
    counted: bool,
    /// The file's name or its head says what it is.
    named: bool,
}

/// Returns the role of a file by its name. `index` is the name of a page as sites have it: only among back
/// matter is it an index.
fn by_stem(chapter: &Chapter) -> Option<Role> {
    let role = Role::from_file_stem(stem(&chapter.path));
    role.filter(|role| *role != Role::Index || chapter.place == ChapterPlace::Back)
}

fn role(
    chapter: &Chapter,
    file: &Manuscript,
    by_stem: Option<Role>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Role> {
    if let Some((name, span)) = &file.head.role {
        if let Some(role) = Role::from_name(name) {
            return Some(role);
        }
        let mut diagnostic = Diagnostic::new(Code::UnknownRole, *span, format!("unknown role `{name}`"));
        diagnostic = match did_you_mean(name, Role::names()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("there are: {}", Role::names().collect::<Vec<_>>().join(", "))),
        };
        sink.push(diagnostic);
    }
    // A list that counts a file has it for a chapter; what makes no sense at the place that it gives
    // is a mere name.
    let by_stem = by_stem.filter(|_| chapter.numbered != Some(true) && chapter.depth == 0);
    by_stem.filter(|role| fits(*role, chapter.place))
}

fn fits(role: Role, place: ChapterPlace) -> bool {
    match place {
        ChapterPlace::Front => role.matter() == Matter::Front || role == Role::Prologue,
        ChapterPlace::Body(_) | ChapterPlace::Back | ChapterPlace::ByRole => true,
    }
}

fn matter(place: ChapterPlace, role: Option<Role>, before_chapters: bool) -> Matter {
    match place {
        ChapterPlace::Front => Matter::Front,
        ChapterPlace::Body(_) => Matter::Body,
        ChapterPlace::Back => Matter::Back,
        ChapterPlace::ByRole if before_chapters => Matter::Front,
        ChapterPlace::ByRole => role.map_or(Matter::Body, Role::matter),
    }
}

/// The name of a file without its extension; of a folder's page, the folder's.
fn stem(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_page = ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str());
    if is_page && !folder.is_empty() { folder.rsplit('/').next().unwrap_or(folder) } else { stem }
}

struct Drafter<'a> {
    project: &'a Project,
    drafts: Vec<Draft>,
    sink: &'a mut Vec<Diagnostic>,
    /// The files listed below one that is a part are its chapters.
    within_part: bool,
    /// The file before begins with a level-1 heading, or goes on in one that does.
    is_series: bool,
    /// Every file of the folder is a chapter: see [`are_alike`].
    are_alike: bool,
}

impl Drafter<'_> {
    /// Makes the divisions of a file.
    fn file(&mut self, chapter: &Chapter, file: Manuscript, wanted: Wanted) {
        let Manuscript { file: id, head, title, listed, blocks, notes } = file;
        let start = Span::start_of(id);
        let has_titles = blocks.iter().any(|block| split::level(block) == Some(1));
        let goes_on = self.goes_on(chapter, &head, &blocks, wanted);
        let named = |text: Option<Vec<Inline>>| text.map(|text| Title::named(text, start));
        let mut sections = split::split(blocks, named(title), named(listed), self.sink);
        let depth = if goes_on { 1 } else { self.depth(chapter) };
        self.is_series = has_titles || (goes_on && self.is_series);
        let before = self.drafts.len();
        if depth > 0 {
            if head.toc.is_some() {
                let message = "`toc` has no effect in the head of a section";
                let help = "write `{.unlisted}` behind its heading to have it in no contents";
                self.sink.push(Diagnostic::new(Code::ForeignKey, start, message).help(help));
            }
            let first = sections.iter().position(|section| !section.is_preamble);
            for (index, mut section) in sections.into_iter().enumerate() {
                section.title = section.title.map(|title| title.headed(&head, Some(index) == first));
                let id = if index == 0 { portable(stem(&chapter.path)) } else { String::new() };
                self.sub_chapter(chapter, section, wanted, (id, depth, goes_on, start));
            }
        } else {
            if self.is_book_in_a_file(chapter, &sections) {
                let chapters = split::chapters(&mut sections[0]);
                self.title_of_book(&mut sections);
                sections.extend(chapters);
            }
            let base = portable(stem(&chapter.path));
            let mut index = 0;
            for mut section in sections {
                let chapters = Self::chapters_of_part(&mut section, wanted);
                for section in std::iter::once(section).chain(chapters) {
                    index += usize::from(!section.is_preamble);
                    self.division(chapter, &head, section, wanted, (&base, index, start));
                }
            }
        }
        if chapter.depth == 0 && !goes_on {
            self.within_part = self.drafts.get(before).is_some_and(|draft| draft.division.role == Role::Part);
        }
        // Something has the notes of the file, or they would be lost.
        match self.drafts.get_mut(before) {
            Some(first) => first.notes = notes,
            None => debug_assert!(notes.is_empty()),
        }
    }

    /// Whether a file without a title of its own goes on with the chapter before it, as those do which
    /// pandoc, bookdown and Leanpub put one behind the other: it begins with a heading of level 2 or
    /// below, behind a file that has one of level 1.
    fn goes_on(&self, chapter: &Chapter, head: &FileMeta, blocks: &[Block], wanted: Wanted) -> bool {
        let levels: Vec<u8> = blocks.iter().filter_map(split::level).collect();
        let first = blocks.first().filter(|block| split::level(block).is_some());
        let words = first.map(split::words).unwrap_or_default();
        let is_own = title::count(&words) != Count::None || title::role(&words, self.lang()).is_some();
        let before = self.drafts.last().filter(|before| before.place == chapter.place);
        let unlisted = chapter.depth == 0 && chapter.title.is_none() && head.title.is_none();
        unlisted
            && !wanted.named
            && self.is_series
            && !self.are_alike
            && first.is_some()
            && !levels.contains(&1)
            && !is_own
            && before.is_some_and(|before| before.division.role == Role::Chapter)
    }

    fn lang(&self) -> &crate::lang::LangTag {
        &self.project.meta.language
    }

    /// The depth of a file below the division that it goes into.
    fn depth(&self, chapter: &Chapter) -> u8 {
        let depth = chapter.depth.saturating_sub(u8::from(self.within_part));
        // Nothing is skipped, and nothing goes into what is not there.
        let before = self.drafts.last().filter(|draft| draft.division.role != Role::Part);
        depth.min(before.map_or(0, |draft| draft.depth + 1)).min(4)
    }

    /// Puts a section below the chapter before.
    fn sub_chapter(
        &mut self,
        chapter: &Chapter,
        section: Section,
        wanted: Wanted,
        (id, depth, goes_on, start): (String, u8, bool, Span),
    ) {
        let Section { title, mut blocks, .. } = section;
        let span = title.as_ref().map_or(start, |title| title.span);
        let words = title.as_ref().map(Title::words).unwrap_or_default();
        let count = title::count(&words);
        let numbered = wanted.counted
            && title.as_ref().is_some_and(|title| !title.is_unnumbered())
            && title::role(&words, self.lang()).is_none();
        split::sink_below(&mut blocks, depth);
        if let Some(title) = title.filter(|title| !title.text.is_empty()) {
            blocks.insert(0, title.into_heading(depth + 1));
        }
        let before = self.drafts.last();
        let matter = before.map_or(wanted.matter, |before| before.matter);
        let division = Division {
            id: DivisionId::new(id),
            role: Role::Chapter,
            number: None,
            title: Vec::new(),
            label: words,
            short_title: None,
            text: super::TextId::NONE,
            in_contents: true,
            class: None,
            blocks,
            children: Vec::new(),
            span,
        };
        self.drafts.push(Draft {
            division,
            path: chapter.path.clone(),
            matter,
            place: chapter.place,
            notes: Vec::new(),
            numbered,
            given_id: None,
            depth,
            goes_on,
            is_preamble: false,
            count,
            by_title: false,
        });
    }

    /// Makes a division of a section: the `index`th of its file, which is called `base`.
    fn division(
        &mut self,
        chapter: &Chapter,
        head: &FileMeta,
        section: Section,
        wanted: Wanted,
        (base, index, start): (&str, usize, Span),
    ) {
        let Section { title, blocks, is_preamble } = section;
        let words = title.as_ref().map(Title::words).unwrap_or_default();
        let is_called_part = wanted.matter == Matter::Body && title.as_ref().is_some_and(Title::is_of_part);
        let by_title = title::role(&words, self.lang()).filter(|role| {
            // A file called `chapter-25` is a chapter, whatever its title is.
            let is_open = !wanted.named || matches!(role, Role::Prologue | Role::Epilogue);
            let is_open = is_open && chapter.numbered != Some(true);
            wanted.role.is_none() && is_open && !is_called_part && fits(*role, chapter.place)
        });
        let is_part = wanted.role.is_none() && wanted.matter == Matter::Body && title::is_part(&words);
        let otherwise = if is_part { Role::Part } else { Role::Chapter };
        let role = if is_called_part { Role::Part } else { wanted.role.or(by_title).unwrap_or(otherwise) };
        let text = title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        let short = title.as_ref().and_then(|title| title.short());
        let is_unlisted = title.as_ref().is_some_and(Title::is_unlisted);
        let is_first = index <= 1 && !is_preamble;
        let listed = head.toc.unwrap_or_else(|| role.in_contents() && !is_unlisted);
        let division = Division {
            id: DivisionId::new(if is_preamble {
                wanted::preamble(base)
            } else {
                wanted::section(base, index)
            }),
            role,
            number: None,
            label: label(&text, role, stem(&chapter.path)),
            title: text,
            short_title: short.or_else(|| head.short_title.clone().filter(|_| is_first)),
            text: super::TextId::NONE,
            in_contents: listed && !(is_preamble && title.is_none()),
            class: head.class.clone(),
            blocks,
            children: Vec::new(),
            span: title.as_ref().map_or(start, |title| title.span),
        };
        // Behind the text nothing is counted but appendices, which are lettered.
        let is_appendix = role == Role::Appendix && title::role(&words, self.lang()) != Some(Role::Appendix);
        let at_place = match wanted.matter {
            Matter::Front => false,
            Matter::Body => role != Role::Appendix || is_appendix,
            Matter::Back => is_appendix,
        };
        let counts = wanted.counted
            && at_place
            && !is_preamble
            && title.as_ref().is_some_and(|title| !title.is_unnumbered());
        self.drafts.push(Draft {
            division,
            path: chapter.path.clone(),
            matter: wanted.matter,
            place: chapter.place,
            notes: Vec::new(),
            numbered: counts,
            given_id: title.as_ref().and_then(|title| title.id().map(str::to_owned)),
            depth: 0,
            goes_on: false,
            is_preamble,
            count: title::count(&words),
            by_title: by_title.is_some(),
        });
    }

    /// The chapters below a part in the file of the part.
    fn chapters_of_part(section: &mut Section, wanted: Wanted) -> Vec<Section> {
        let words = section.title.as_ref().map(Title::words).unwrap_or_default();
        let (all, _) = split::counted_chapters(section);
        let is_part = wanted.role.map_or_else(|| title::is_part(&words), |role| role == Role::Part);
        if all == 0 || !is_part || wanted.matter != Matter::Body {
            return Vec::new();
        }
        split::chapters(section)
    }

    /// Whether one file is a whole book: its title, and below it the chapters. It is, if they are counted
    /// by the author, or if the title is that of the book in its `book.yaml`.
    fn is_book_in_a_file(&self, chapter: &Chapter, sections: &[Section]) -> bool {
        let ([section], [_]) = (sections, self.project.chapters.as_slice()) else { return false };
        let Some(title) = section.title.as_ref().filter(|title| !title::is_part(&title.words())) else {
            return false;
        };
        let (all, counted) = split::counted_chapters(section);
        let is_book = chapter.listed.is_some() && plain(&title.words()) == plain(&self.project.meta.title);
        all >= 2 && ((counted >= 2 && counted * 2 >= all) || is_book)
    }

    /// Leaves the title of a book in one file to its title page, if there is one and nothing else is
    /// below the title.
    fn title_of_book(&self, sections: &mut Vec<Section>) {
        let title = sections[0].title.as_ref().map(Title::words).unwrap_or_default();
        let made = self.project.generate.as_ref();
        let has_page = made.is_none_or(|made| made.iter().any(|made| made.value == Generated::TitlePage));
        if has_page && sections[0].blocks.is_empty() && plain(&title) == plain(&self.project.meta.title) {
            sections.clear();
        } else if let Some(title) = &mut sections[0].title {
            title.attr.get_mut().classes.push("unnumbered".to_owned());
        }
    }
}

/// A title without what typography and marks change in it.
fn plain(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title of a part has its chapters behind it; where the next title is of a part again, the parts of
/// a book are its chapters.
fn parts(drafts: &mut [Draft]) {
    let mut open: Option<usize> = None;
    for at in 0..=drafts.len() {
        let draft = drafts.get(at).filter(|draft| draft.depth == 0);
        let ends =
            draft.is_none_or(|draft| draft.division.role == Role::Part || draft.matter != Matter::Body);
        if at < drafts.len() && draft.is_none() {
            continue;
        }
        if let (Some(part), true) = (open, ends) {
            let part = &mut drafts[part];
            if !part.division.blocks.is_empty() && part.count == Count::Sure {
                part.division.role = Role::Chapter;
            }
        }
        let is_part = drafts.get(at).is_some_and(|draft| draft.division.role == Role::Part);
        open = if ends { Some(at).filter(|_| is_part) } else { None };
    }
}

/// Puts what its title calls a preface before, and an afterword behind the text; the order stays.
fn matter_by_title(drafts: &mut [Draft]) {
    let moves = |draft: &Draft, matter| {
        draft.by_title && draft.place == ChapterPlace::ByRole && draft.division.role.matter() == matter
    };
    let ahead = drafts
        .iter()
        .take_while(|draft| draft.matter == Matter::Front || moves(draft, Matter::Front))
        .count();
    // Front matter has a text behind it.
    if ahead < drafts.len() {
        drafts[..ahead].iter_mut().for_each(|draft| draft.matter = Matter::Front);
    }
    let behind = drafts
        .iter()
        .rev()
        .take_while(|draft| draft.matter == Matter::Back || moves(draft, Matter::Back))
        .count();
    let from = drafts.len() - behind;
    // Back matter has a text before it.
    if from > ahead {
        drafts[from..].iter_mut().for_each(|draft| draft.matter = Matter::Back);
    }
}

/// Takes the number from those that the author counts himself. `1 Beginnings` counts where the numbers
/// of the titles go up one by one.
fn numbers_in_titles(drafts: &mut [Draft]) {
    let mut last: Option<u32> = None;
    let perhaps = drafts.iter().filter_map(|draft| match draft.count {
        Count::Perhaps(number) => Some(number),
        _ => None,
    });
    let numbers: Vec<u32> = perhaps.collect();
    let is_series = numbers.iter().all(|number| {
        let follows = last.is_none_or(|last| *number > last);
        last = Some(*number);
        follows && *number < 200
    });
    // One alone may be `12 Angry Men` or `I Am`.
    let is_series = is_series
        && (numbers.len() > 1 || drafts.iter().any(|draft| draft.count == Count::Sure) || numbers == [1]);
    for draft in drafts {
        let counts_itself = match draft.count {
            Count::None => false,
            Count::Sure => true,
            Count::Perhaps(_) => is_series,
        };
        draft.numbered &= !counts_itself;
    }
}

/// The name of a division, never empty.
fn label(title: &[Inline], role: Role, stem: &str) -> String {
    let text = plain_text(title).split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        return text;
    }
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches(['-', '_', '.', ' ']);
    let mut words = stem.replace(['-', '_'], " ").replace('\'', "’").replace("...", "…");
    if words.is_empty() {
        words = role.name().replace('-', " ");
    }
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A part from its name in the chapter list.
pub(super) fn part(
    project: &Project,
    display: &Display,
    index: usize,
    first: &Division,
    names: &mut Names,
) -> Division {
    let name = &display.parts[index];
    let span = project.parts[index].span.unwrap_or(first.span);
    Division {
        id: DivisionId::new(names.take(&wanted::part(index))),
        role: Role::Part,
        number: None,
        title: name.clone(),
        label: plain_text(name),
        short_title: None,
        text: super::TextId::NONE,
        in_contents: true,
        class: None,
        blocks: Vec::new(),
        children: Vec::new(),
        span,
    }
}
