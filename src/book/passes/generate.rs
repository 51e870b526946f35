//! Generates front matter from the metadata, and lists from the text.

use super::ids;
use super::names::Names;
use super::solutions;
use crate::book::anchor::DivisionId;
use crate::book::anchor::wanted::ncname;
use crate::book::collate::Collator;
use crate::book::model::display::Display;
use crate::book::model::{
    Abbreviation, Block, BlockKind, Book, Captioned, Class, Definition, Division, GroupRole, IndexId, Inline,
    InlineKind, SpanRole, TitleRole, plain_text,
};
use crate::book::name_words;
use crate::book::origin::TextId;
use crate::book::role::Role;
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::project::metadata::Metadata;
use crate::project::{Generated, Project, WordOrder};
use crate::words::{self, Word, Words};

/// Adds generated divisions to the author's own front matter, in the order of the Chicago Manual.
///
/// `faces` are the families that the colophon names, and `abbreviations` those that the text uses. A list that would be
/// empty is reported and left out.
pub(super) fn front_matter(
    project: &Project,
    display: &Display,
    book: &mut Book,
    names: &mut Names,
    faces: &[String],
    abbreviations: &[Abbreviation],
    sink: &mut Vec<Diagnostic>,
) {
    let usual =
        || defaults(project, book).into_iter().map(|generated| Spanned::new(generated, None)).collect();
    let wanted = project.generate.clone().unwrap_or_else(usual);
    for Spanned { value: generated, span: asked } in wanted {
        // Matter that the author has written is not generated.
        if role(generated).is_some_and(|role| has(book, role)) {
            continue;
        }
        let generator = Generator { display, place: asked.unwrap_or(display.place) };
        let made = match generated {
            Generated::HalfTitle => Some(generator.half_title()),
            Generated::TitlePage => Some(generator.title_page()),
            Generated::Copyright => Some(generator.copyright(&project.editions)),
            Generated::Contents => Some(generator.contents()),
            Generated::Figures
            | Generated::Tables
            | Generated::Listings
            | Generated::Theorems
            | Generated::Equations => {
                captioned(generated).and_then(|of| generator.captions(book, of, asked, sink))
            }
            Generated::Abbreviations => generator.abbreviations(&book.meta.words, abbreviations, asked, sink),
            Generated::Colophon => {
                book.back.push(ids::of_generated(generator.colophon(faces), names));
                None
            }
            Generated::Index if !has_index(book) => {
                generator.indexes(project, book, names);
                None
            }
            Generated::AlsoBy if !book.meta.also_by.is_empty() => {
                book.back.push(ids::of_generated(generator.also_by(), names));
                None
            }
            Generated::Solutions => {
                if let Some(made) = generator.solutions(book, names, asked, sink) {
                    let at = solutions::place(&book.back);
                    book.back.insert(at, ids::of_generated(made, names));
                }
                None
            }
            // The EPUB writer makes the cover.
            Generated::Cover | Generated::AlsoBy | Generated::Index => None,
        };
        let Some(made) = made.map(|made| ids::of_generated(made, names)) else { continue };
        let order = made.role.order();
        let at = book.front.iter().position(|division| place(division) > order).unwrap_or(book.front.len());
        book.front.insert(at, made);
    }
    report_statement(project, book, sink);
}

/// Returns whether a book has a division with a role.
fn has(book: &Book, role: Role) -> bool {
    book.divisions().any(|division| division.role == role)
}

/// Returns the role of generated matter, which a file of the author may have; `None` if what is generated depends on more
/// than that.
fn role(generated: Generated) -> Option<Role> {
    match generated {
        Generated::HalfTitle => Some(Role::HalfTitle),
        Generated::TitlePage => Some(Role::TitlePage),
        Generated::Copyright => Some(Role::Copyright),
        Generated::Contents => Some(Role::Contents),
        Generated::Figures => Some(Role::Figures),
        Generated::Tables => Some(Role::Tables),
        Generated::Listings => Some(Role::Listings),
        Generated::Theorems => Some(Role::Theorems),
        Generated::Equations => Some(Role::Equations),
        Generated::Abbreviations => Some(Role::Abbreviations),
        Generated::Colophon => Some(Role::Colophon),
        Generated::AlsoBy => Some(Role::AlsoBy),
        Generated::Cover | Generated::Solutions | Generated::Index => None,
    }
}

/// Returns the captions that generated matter lists, or `None` if it is no list of captions.
fn captioned(generated: Generated) -> Option<Captioned> {
    const LISTS: [(Generated, Captioned); 5] = [
        (Generated::Figures, Captioned::Figures),
        (Generated::Tables, Captioned::Tables),
        (Generated::Listings, Captioned::Listings),
        (Generated::Theorems, Captioned::Theorems),
        (Generated::Equations, Captioned::Equations),
    ];
    LISTS.into_iter().find(|(list, _)| *list == generated).map(|(_, of)| of)
}

/// Reports metadata that only a copyright page shows, if there is none.
fn report_statement(project: &Project, book: &Book, sink: &mut Vec<Diagnostic>) {
    if has_statement(&book.meta) && !has(book, Role::Copyright) {
        let message = "`edition` and `printing` left out, as the book has no copyright page";
        let help = "add `copyright` to `generate`, or write the page in a file `copyright.md`";
        let place = project.places.of(&["edition"]);
        sink.push(Diagnostic::new(Code::LeftOut, place, message).help(help));
    }
}

/// Returns whether there are metadata that only a copyright page shows.
fn has_statement(meta: &Metadata) -> bool {
    meta.edition.is_some() || meta.printing.is_some()
}

/// Returns whether the indexes of a book have been generated.
fn has_index(book: &Book) -> bool {
    let is_index = |block: &Block| matches!(block.kind, BlockKind::Index(_));
    book.divisions().any(|division| division.blocks.iter().any(is_index))
}

/// Returns the position of an author's division in the front matter; a division without a specific role
/// comes last.
fn place(division: &Division) -> usize {
    if division.role == Role::Chapter { usize::MAX } else { division.role.order() }
}

/// Returns the generated matter that is usual for a book of this size.
fn defaults(project: &Project, book: &Book) -> Vec<Generated> {
    let chapters = book.body.iter().map(|division| division.children.len().max(1)).sum::<usize>();
    let alone = chapters <= 1 && book.front.is_empty() && book.back.is_empty();
    if alone {
        // An article opens with its title; a title page is generated to name its authors.
        let signed = book.meta.authors().next().is_some();
        let of_itself = [
            (Generated::TitlePage, signed),
            (Generated::Copyright, has_statement(&book.meta)),
            (Generated::AlsoBy, !book.meta.also_by.is_empty()),
            (Generated::Index, !book.indexes.is_empty()),
        ];
        return of_itself.into_iter().filter(|(_, is)| *is).map(|(generated, _)| generated).collect();
    }
    let mut wanted = vec![Generated::HalfTitle, Generated::TitlePage];
    let meta = &project.meta;
    let has_isbn = meta.isbn.is_some() || project.editions.iter().any(|edition| edition.isbn.is_some());
    let has_rights = meta.rights.is_some() || meta.license.is_some() || meta.publisher.is_some();
    if has_rights || has_isbn || has_statement(meta) {
        wanted.push(Generated::Copyright);
    }
    wanted.push(Generated::Contents);
    if !meta.also_by.is_empty() {
        wanted.push(Generated::AlsoBy);
    }
    if !book.indexes.is_empty() {
        wanted.push(Generated::Index);
    }
    wanted
}

/// Makes the divisions that the author asks for by name.
pub(super) struct Generator<'a> {
    pub(super) display: &'a Display,
    /// The place in the source of generated content that is not in the metadata.
    pub(super) place: Span,
}

impl Generator<'_> {
    fn half_title(&self) -> Division {
        self.division(Role::HalfTitle, vec![self.line(TitleRole::Title, self.display.title.clone())])
    }

    fn contents(&self) -> Division {
        let title = words::word(Word::Contents, &self.display.meta.words);
        let mut made = self.division(Role::Contents, vec![Block::new(BlockKind::Contents, self.place)]);
        made.title = vec![Inline::text(title, self.place)];
        made
    }

    /// Returns a list of figures or the like; a book without any gets none.
    fn captions(
        &self,
        book: &Book,
        of: Captioned,
        asked: Option<Span>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<Division> {
        let (role, title, what) = match of {
            Captioned::Figures => (Role::Figures, Word::Figures, "figure"),
            Captioned::Tables => (Role::Tables, Word::Tables, "table"),
            Captioned::Listings => (Role::Listings, Word::Listings, "listing"),
            Captioned::Theorems => (Role::Theorems, Word::Theorems, "theorem"),
            Captioned::Equations => (Role::Equations, Word::Equations, "equation"),
        };
        if book.captions(of).is_empty() {
            let (lacks, how) = match of {
                Captioned::Figures => ("a caption", "give a figure a caption"),
                Captioned::Tables => ("a caption", "give a table a caption"),
                Captioned::Listings => {
                    ("a caption", "give code a caption and a name, as in `{#lst:x caption=\"…\"}`")
                }
                Captioned::Theorems => ("a number", "write one as `::: theorem`"),
                Captioned::Equations => {
                    ("a title", "give an equation a title: `$$ … $$ {#eq:x title=\"…\"}`")
                }
            };
            let message = format!("no {what} has {lacks}, so there is no list of {what}s");
            let help = format!("{how}, or take `{what}s` out of `generate`");
            sink.push(Diagnostic::new(Code::NothingToList, asked, message).help(help));
            return None;
        }
        let mut made = self.division(role, vec![Block::new(BlockKind::Captions(of), self.place)]);
        made.title = vec![Inline::text(words::word(title, &book.meta.words), self.place)];
        made.in_contents = true;
        Some(made)
    }

    /// Returns the list of abbreviations in alphabetical order; a book without any gets none.
    fn abbreviations(
        &self,
        words: &Words,
        used: &[Abbreviation],
        asked: Option<Span>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<Division> {
        if used.is_empty() {
            let message =
                "the text has no abbreviation that is defined, so there is no list of abbreviations";
            let help = "define those that it has: `abbreviations: { DOI: digital object identifier }`";
            sink.push(Diagnostic::new(Code::NothingToList, asked, message).help(help));
            return None;
        }
        let collator = Collator::new(words.lang(), WordOrder::default());
        let mut used: Vec<&Abbreviation> = used.iter().collect();
        used.sort_by_cached_key(|abbreviation| collator.key(&abbreviation.key));
        let definition = |abbreviation: &&Abbreviation| Definition {
            terms: vec![vec![Inline::text(abbreviation.key.as_str(), abbreviation.span)]],
            details: vec![vec![Block::new(
                BlockKind::Paragraph(abbreviation.expansion.clone()),
                abbreviation.span,
            )]],
        };
        let mut list = Block::new(BlockKind::Definitions(used.iter().map(definition).collect()), self.place);
        list.attr.get_mut().classes.push(Class::Hanging.name().to_owned());
        let mut made = self.division(Role::Abbreviations, vec![list]);
        made.title = vec![Inline::text(words::word(Word::Abbreviations, words), self.place)];
        made.in_contents = true;
        Some(made)
    }

    /// Returns the solutions of exercises, taken out of the chapters; a book without any gets none.
    fn solutions(
        &self,
        book: &mut Book,
        names: &mut Names,
        asked: Option<Span>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<Division> {
        let gathered = solutions::gather(book, names);
        if gathered.is_empty() {
            let message = "the book has no solutions to gather";
            let help = "write them as `::: solution`, or take `solutions` out of `generate`";
            sink.push(Diagnostic::new(Code::NothingToList, asked, message).help(help));
            return None;
        }
        let title = words::several(Word::Solution, &book.meta.words);
        let mut made = self.division(Role::Appendix, gathered);
        made.id = DivisionId::new("solutions");
        title.clone_into(&mut made.label);
        made.title = vec![Inline::text(title, self.place)];
        made.in_contents = true;
        Some(made)
    }

    /// Adds the indexes to the back matter. The general one is below the author's own words, if there is a file for it.
    fn indexes(&self, project: &Project, book: &mut Book, names: &mut Names) {
        let own_id = book.back.iter().find(|division| division.role == Role::Index).map(|own| own.id.clone());
        for at in 0..book.indexes.len() {
            let name = book.indexes[at].name.clone();
            let id = IndexId(u16::try_from(at).unwrap_or(u16::MAX));
            let block = Block::new(BlockKind::Index(id), self.place);
            let own = own_id.as_ref().filter(|_| name.is_empty());
            if let Some(own) = book.back.iter_mut().find(|division| Some(&division.id) == own) {
                own.blocks.push(block);
                continue;
            }
            let mut made = self.division(Role::Index, vec![block]);
            made.title = self.title_of_index(project, &name);
            made.label = plain_text(&made.title);
            if !name.is_empty() {
                made.id = DivisionId::new(ncname(&format!("index-{name}")));
            }
            made.in_contents = true;
            // Further indexes are before the general one.
            let is_after = |division: &Division| {
                Some(&division.id) == own_id.as_ref() || division.role.order() > Role::Index.order()
            };
            let place = book.back.iter().position(is_after);
            book.back.insert(place.unwrap_or(book.back.len()), ids::of_generated(made, names));
        }
    }

    fn title_of_index(&self, project: &Project, name: &str) -> Vec<Inline> {
        if name.is_empty() {
            return vec![self.text(words::word(Word::Index, &self.display.meta.words))];
        }
        let titles = project.index.titles.iter().zip(&self.display.index_titles);
        let title = titles.into_iter().find(|((known, _), _)| known == name).map(|(_, title)| title.clone());
        title.unwrap_or_else(|| vec![self.text(name)])
    }

    /// Titles of other books, each in a line of its own.
    fn also_by(&self) -> Division {
        let meta = &self.display.meta;
        let line = |title: &Vec<Inline>| {
            let title = Inline::new(InlineKind::Span(SpanRole::WorkTitle, title.clone()), self.place);
            Block::new(BlockKind::Paragraph(vec![title]), self.place)
        };
        let lines = self.display.also_by.iter().map(line).collect();
        let title = words::also_by(&meta.authors().collect::<Vec<_>>().join(", "), &meta.words);
        let lines = Block::new(BlockKind::Group(GroupRole::Centred, lines), self.place);
        let mut made = self.division(Role::AlsoBy, vec![lines]);
        made.label.clone_from(&title);
        made.title = vec![Inline::text(title, self.place)];
        made.in_contents = true;
        made
    }

    pub(super) fn division(&self, role: Role, blocks: Vec<Block>) -> Division {
        Division {
            id: DivisionId::new(role.name()),
            role,
            number: None,
            title: Vec::new(),
            label: name_words::of_role(role, &self.display.meta.words).unwrap_or(role.name()).to_owned(),
            short_title: None,
            text: TextId::NONE,
            in_contents: false,
            lang: None,
            class: None,
            blocks,
            children: Vec::new(),
            span: self.place,
        }
    }

    pub(super) fn line(&self, role: TitleRole, words: Vec<Inline>) -> Block {
        Block::new(BlockKind::TitleLine(role, words), self.place)
    }

    pub(super) fn text(&self, words: &str) -> Inline {
        Inline::text(words, self.place)
    }

    /// Returns a name with words before and after it.
    pub(super) fn joined(&self, before: &str, name: &[Inline], after: &str) -> Vec<Inline> {
        let mut words = vec![self.text(before), self.text(after)];
        words.splice(1..1, name.iter().cloned());
        words.retain(|inline| inline.kind != InlineKind::Text(String::new()));
        words
    }
}
