//! Makes divisions from a file, or adds its content to the chapter before.

use super::files::{fits, label, stem};
use super::types::{Draft, FileHints};
use crate::book::anchor::DivisionId;
use crate::book::anchor::wanted::{self, portable};
use crate::book::model::{Block, BlockKind, Division, Inline, Manuscript, TitleRole};
use crate::book::origin::TextId;
use crate::book::passes::split::{self, Section, Title};
use crate::book::passes::title::{self, TitleNumber};
use crate::book::role::{Matter, Role};
use crate::diag::{Code, Diagnostic, Span};
use crate::lang::LangTag;
use crate::project::metadata::{FileMeta, Metadata};
use crate::project::{Chapter, Generated, Project};

/// Makes drafts of files, one after the other.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the files")]
pub(super) struct Drafter<'a> {
    pub(super) project: &'a Project,
    pub(super) drafts: Vec<Draft>,
    pub(super) sink: &'a mut Vec<Diagnostic>,
    /// Whether the files that are listed below the file of a part are the chapters of this part.
    pub(super) within_part: bool,
    /// Whether the file before begins with a level-1 heading, or continues one that does.
    pub(super) is_series: bool,
    /// Whether every file of the folder is a chapter: see [`super::files::are_alike`].
    pub(super) are_alike: bool,
    /// Whether every file has the same authors, so that no chapter has authors of its own.
    pub(super) shares_authors: bool,
}

impl Drafter<'_> {
    /// Makes the divisions of a file.
    pub(super) fn file(&mut self, chapter: &Chapter, file: Manuscript, hints: FileHints) {
        let Manuscript { file: id, head, title, title_lines, listed, blocks, notes, abbreviations: _ } = file;
        let start = Span::start_of(id);
        let has_titles = blocks.iter().any(|block| split::level(block) == Some(1));
        let goes_on = self.goes_on(chapter, &head, &blocks, hints);
        let named = |text: Option<Vec<Inline>>| text.map(|text| Title::named(text, start));
        let mut sections = split::split(blocks, named(title), named(listed), self.sink);
        let depth = if goes_on { 1 } else { self.depth(chapter) };
        self.is_series = has_titles || (goes_on && self.is_series);
        let before = self.drafts.len();
        if depth > 0 {
            self.report_keys_of_section(&head, start);
            let first = sections.iter().position(|section| !section.is_preamble);
            for (index, mut section) in sections.into_iter().enumerate() {
                section.title = section.title.map(|title| title.headed(&head, Some(index) == first));
                let id = if index == 0 { portable(stem(&chapter.path)) } else { String::new() };
                let lang = self.lang_of_section(&head);
                self.sub_chapter(chapter, section, hints, lang, (id, depth, goes_on, start));
            }
        } else {
            if self.is_book_in_a_file(chapter, &sections) {
                let chapters = split::chapters(&mut sections[0]);
                self.title_of_book(&mut sections);
                sections.extend(chapters);
            }
            if hints.role == Some(Role::Part) {
                split::join_preamble(&mut sections);
            }
            let base = portable(stem(&chapter.path));
            let mut index = 0;
            for mut section in sections {
                let chapters = Self::chapters_of_part(&mut section, hints);
                for section in std::iter::once(section).chain(chapters) {
                    index += usize::from(!section.is_preamble);
                    self.division(chapter, &head, section, hints, (&base, index, start));
                }
            }
        }
        if chapter.depth == 0 && !goes_on {
            self.within_part = self.drafts.get(before).is_some_and(|draft| draft.division.role == Role::Part);
        }
        let titled = self.drafts[before..].iter_mut().find(|draft| !draft.is_preamble);
        if let Some(titled) = titled.filter(|draft| draft.depth == 0) {
            titled.title_lines = title_lines;
            if self.shares_authors || is_by_all(&head, &self.project.meta) {
                let is_author =
                    |line: &Block| matches!(line.kind, BlockKind::TitleLine(TitleRole::ChapterAuthor, _));
                titled.title_lines.retain(|line| !is_author(line));
            }
        }
        // The first division of the file gets its notes.
        match self.drafts.get_mut(before) {
            Some(first) => first.notes = notes,
            None => debug_assert!(notes.is_empty()),
        }
    }

    /// Reports the keys in the head of a section that only a chapter has.
    fn report_keys_of_section(&mut self, head: &FileMeta, start: Span) {
        let keys = [
            ("toc", head.toc.is_some(), "write `{.unlisted}` behind its heading to have it in no contents"),
            ("subtitle", head.subtitle.is_some(), "write it as text below the heading"),
            ("author", !head.authors.is_empty(), "write the name as text below the heading"),
        ];
        for (key, _, help) in keys.into_iter().filter(|(_, is_there, _)| *is_there) {
            let message = format!("`{key}` has no effect in the head of a section");
            self.sink.push(Diagnostic::new(Code::ForeignKey, start, message).help(help));
        }
    }

    /// Returns whether a file without a title continues the chapter before it, like the files that
    /// pandoc, bookdown and Leanpub concatenate: it begins with a heading of level 2 or below, after a
    /// file that has one of level 1.
    fn goes_on(&self, chapter: &Chapter, head: &FileMeta, blocks: &[Block], hints: FileHints) -> bool {
        let levels: Vec<u8> = blocks.iter().filter_map(split::level).collect();
        let first = blocks.first().filter(|block| split::level(block).is_some());
        let words = first.map(split::words).unwrap_or_default();
        let starts_division =
            title::count(&words) != TitleNumber::None || title::role(&words, self.words()).is_some();
        let before = self.drafts.last().filter(|before| before.place == chapter.place);
        let unlisted = chapter.depth == 0 && chapter.title.is_none() && head.title.is_none();
        unlisted
            && !hints.named
            && self.is_series
            && !self.are_alike
            && first.is_some()
            && !levels.contains(&1)
            && !starts_division
            && before.is_some_and(|before| before.division.role == Role::Chapter)
    }

    /// Returns the language of a section, if it or its chapter is in another than the book.
    fn lang_of_section(&self, head: &FileMeta) -> Option<LangTag> {
        let of_book = &self.project.meta.language;
        let lang = head.lang.as_ref().unwrap_or(of_book);
        let is_foreign = self.drafts.last().is_some_and(|before| before.division.lang.is_some());
        (lang != of_book || is_foreign).then(|| lang.clone())
    }

    fn words(&self) -> &crate::words::Words {
        &self.project.meta.words
    }

    /// Returns the depth of a file below the division that it is added to.
    fn depth(&self, chapter: &Chapter) -> u8 {
        let depth = chapter.depth.saturating_sub(u8::from(self.within_part));
        // No level is skipped, and no sub-chapter comes before its chapter.
        let before = self.drafts.last().filter(|draft| draft.division.role != Role::Part);
        depth.min(before.map_or(0, |draft| draft.depth + 1)).min(4)
    }

    /// Adds a section below the chapter before.
    fn sub_chapter(
        &mut self,
        chapter: &Chapter,
        section: Section,
        hints: FileHints,
        lang: Option<LangTag>,
        (id, depth, goes_on, start): (String, u8, bool, Span),
    ) {
        let Section { title, mut blocks, .. } = section;
        let span = title.as_ref().map_or(start, |title| title.span);
        let words = title.as_ref().map(Title::words).unwrap_or_default();
        let count = title::count(&words);
        let numbered = hints.counted
            && title.as_ref().is_some_and(|title| !title.is_unnumbered())
            && title::role(&words, self.words()).is_none();
        split::sink_below(&mut blocks, depth);
        if let Some(title) = title.filter(|title| !title.text.is_empty()) {
            blocks.insert(0, title.into_heading(depth + 1));
        }
        let before = self.drafts.last();
        let matter = before.map_or(hints.matter, |before| before.matter);
        let division = Division {
            id: DivisionId::new(id),
            role: Role::Chapter,
            number: None,
            title: Vec::new(),
            label: words,
            short_title: None,
            text: TextId::NONE,
            in_contents: true,
            lang,
            class: None,
            blocks,
            children: Vec::new(),
            span,
        };
        self.drafts.push(Draft {
            division,
            title_lines: Vec::new(),
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

    /// Makes a division of a section: the `index`th of its file, whose name is `base`.
    fn division(
        &mut self,
        chapter: &Chapter,
        head: &FileMeta,
        section: Section,
        hints: FileHints,
        (base, index, start): (&str, usize, Span),
    ) {
        let Section { title, blocks, is_preamble } = section;
        let words = title.as_ref().map(Title::words).unwrap_or_default();
        let (role, by_title) = self.role(chapter, title.as_ref(), hints);
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
            text: TextId::NONE,
            in_contents: listed && !(is_preamble && title.is_none()),
            lang: head.lang.clone().filter(|lang| *lang != self.project.meta.language),
            class: head.class.clone().or_else(|| self.class_of(title.as_ref())),
            blocks,
            children: Vec::new(),
            span: title.as_ref().map_or(start, |title| title.span),
        };
        let numbered = !is_preamble && self.is_counted(title.as_ref(), role, hints);
        self.drafts.push(Draft {
            division,
            title_lines: Vec::new(),
            path: chapter.path.clone(),
            matter: hints.matter,
            place: chapter.place,
            notes: Vec::new(),
            numbered,
            given_id: title.as_ref().and_then(|title| title.id().map(str::to_owned)),
            depth: 0,
            goes_on: false,
            is_preamble,
            count: title::count(&words),
            by_title,
        });
    }

    /// Returns the role of a section, and whether only its title implies it.
    fn role(&self, chapter: &Chapter, title: Option<&Title>, hints: FileHints) -> (Role, bool) {
        let words = title.map(Title::words).unwrap_or_default();
        if hints.matter == Matter::Body && title.is_some_and(Title::is_of_part) {
            return (Role::Part, false);
        }
        if let Some(role) = hints.role {
            return (role, false);
        }
        let by_title = title::role(&words, self.words()).filter(|role| {
            // A file named `chapter-25` is a chapter, whatever its title is.
            let is_open = !hints.named || matches!(role, Role::Prologue | Role::Epilogue);
            is_open && chapter.numbered != Some(true) && fits(*role, chapter.place)
        });
        let is_part = hints.matter == Matter::Body && title::is_part(&words);
        let otherwise = if is_part { Role::Part } else { Role::Chapter };
        (by_title.unwrap_or(otherwise), by_title.is_some())
    }

    /// Returns whether a section with this title is numbered, provided that its role is.
    fn is_counted(&self, title: Option<&Title>, role: Role, hints: FileHints) -> bool {
        let words = title.map(Title::words).unwrap_or_default();
        // In the back matter only appendices are counted, by letters.
        let is_appendix = role == Role::Appendix && title::role(&words, self.words()) != Some(Role::Appendix);
        let at_place = match hints.matter {
            Matter::Front => false,
            Matter::Body => role != Role::Appendix || is_appendix,
            Matter::Back => is_appendix,
        };
        hints.counted && at_place && title.is_some_and(|title| !title.is_unnumbered())
    }

    /// Returns the chapters below a part in the file of the part.
    fn chapters_of_part(section: &mut Section, hints: FileHints) -> Vec<Section> {
        let words = section.title.as_ref().map(Title::words).unwrap_or_default();
        let (all, _) = split::counted_chapters(section);
        let is_part = hints.role.map_or_else(|| title::is_part(&words), |role| role == Role::Part);
        if all == 0 || !is_part || hints.matter != Matter::Body {
            return Vec::new();
        }
        split::chapters(section)
    }

    /// Returns whether one file is a whole book: its title, and below it the chapters. This is so if
    /// the author numbers the chapters, or if the title is that of the book in its `book.yaml`.
    fn is_book_in_a_file(&self, chapter: &Chapter, sections: &[Section]) -> bool {
        let ([section], [_]) = (sections, self.project.chapters.as_slice()) else { return false };
        let Some(title) = section.title.as_ref().filter(|title| !title::is_part(&title.words())) else {
            return false;
        };
        let (all, counted) = split::counted_chapters(section);
        let is_book = chapter.listed.is_some() && plain(&title.words()) == plain(&self.project.meta.title);
        all >= 2 && ((counted >= 2 && counted * 2 >= all) || is_book)
    }

    /// Returns the author's class that a title has: it is that of its chapter.
    fn class_of(&self, title: Option<&Title>) -> Option<String> {
        let own = &title?.attr.get()?.classes;
        own.iter().find(|own| self.project.classes().any(|class| class.name == **own)).cloned()
    }

    /// Moves the title of a book in one file to its title page, if there is one and nothing else is
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

/// Returns whether the authors of a file are those of the whole book.
fn is_by_all(head: &FileMeta, meta: &Metadata) -> bool {
    head.authors.iter().map(|(name, _)| name.as_str()).eq(meta.authors())
}

/// Returns a title without the changes of typography and marks.
fn plain(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
