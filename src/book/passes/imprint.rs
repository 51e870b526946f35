//! The title page, the copyright page and the colophon, which are made from the metadata.

use super::generate::Generator;
use crate::book::licences;
use crate::book::model::{
    Block, BlockKind, Division, GroupRole, Inline, InlineKind, SpanRole, Target, TitleRole, plain_text,
};
use crate::book::role::Role;
use crate::project::{Edition, Format};
use crate::words::{self, Word};

/// The maximum number of authors that are set below each other on a title page; more are set one after another.
const MAX_STACKED: usize = 6;

impl Generator<'_> {
    pub(super) fn title_page(&self) -> Division {
        let meta = &self.display.meta;
        let mut lines = vec![self.line(TitleRole::Title, self.display.title.clone())];
        lines.extend(
            self.display.subtitle.iter().map(|subtitle| self.line(TitleRole::Subtitle, subtitle.clone())),
        );
        let authors: Vec<&[Inline]> = self.display.authors().map(Vec::as_slice).collect();
        if !authors.is_empty() {
            let names =
                if authors.len() <= MAX_STACKED { self.stacked(&authors) } else { self.listed(&authors) };
            lines.push(self.line(TitleRole::Author, names));
        }
        lines.extend(self.roles().into_iter().map(|credit| self.line(TitleRole::Contributor, credit)));
        if let (Some(series), Some(name)) = (&meta.series, &self.display.series) {
            let number = series.number.as_deref().map(|number| words::after_series(number, &meta.words));
            lines.push(self.line(TitleRole::Series, self.joined("", name, &number.unwrap_or_default())));
        }
        lines.extend(
            self.display.publisher.iter().map(|publisher| self.line(TitleRole::Publisher, publisher.clone())),
        );
        self.division(Role::TitlePage, lines)
    }

    /// Returns a line for each role but the authors': `Edited by A and B`.
    fn roles(&self) -> Vec<Vec<Inline>> {
        let meta = &self.display.meta;
        let mut by_form: Vec<(&str, Vec<&[Inline]>)> = Vec::new();
        for (contributor, name) in meta.contributors.iter().zip(&self.display.contributors) {
            if contributor.role == "aut" {
                continue;
            }
            let by = words::by_relator(&contributor.role, &meta.words);
            match by_form.iter_mut().find(|(known, _)| *known == by) {
                Some((_, names)) => names.push(name),
                None => by_form.push((by, vec![name])),
            }
        }
        let credit = |(by, names): (&str, Vec<&[Inline]>)| {
            let (before, after) = by.split_once("{}").unwrap_or((by, ""));
            self.joined(before, &self.listed(&names), after)
        };
        by_form.into_iter().map(credit).collect()
    }

    pub(super) fn copyright(&self, editions: &[Edition]) -> Division {
        let digits = self.display.meta.words.digits();
        let mut blocks = Vec::new();
        for group in [self.title_and_authors(), self.rights(), self.publication(), self.isbns(editions)] {
            let lines: Vec<&[Inline]> = group.iter().map(Vec::as_slice).collect();
            if !lines.is_empty() {
                blocks.push(self.line(TitleRole::Imprint, self.stacked(&lines)));
            }
        }
        if let Some(printing) = self.display.meta.printing {
            // The printer removes the last number for each further printing, so that the lowest one is its number.
            let key: Vec<String> =
                (printing..printing + 10).rev().map(|number| digits.write(number)).collect();
            let line = self.line(TitleRole::Imprint, vec![self.text(&key.join(" "))]);
            blocks.push(Block::new(BlockKind::Group(GroupRole::OnlyPdf, vec![line]), self.place));
        }
        self.division(Role::Copyright, blocks)
    }

    fn title_and_authors(&self) -> Vec<Vec<Inline>> {
        let work = InlineKind::Span(SpanRole::WorkTitle, self.display.title.clone());
        let authors: Vec<&[Inline]> = self.display.authors().map(Vec::as_slice).collect();
        let mut lines = vec![vec![Inline::new(work, self.place)]];
        if !authors.is_empty() {
            lines.push(self.listed(&authors));
        }
        lines
    }

    /// Returns the statement of rights and the licence. Without a statement, the rights are the authors', or the
    /// publisher's if there are none.
    fn rights(&self) -> Vec<Vec<Inline>> {
        let meta = &self.display.meta;
        let mut lines = Vec::new();
        let authors: Vec<&[Inline]> = self.display.authors().map(Vec::as_slice).collect();
        let holder =
            if authors.is_empty() { self.display.publisher.clone() } else { Some(self.listed(&authors)) };
        match (&self.display.rights, meta.date, holder) {
            (Some(rights), ..) => lines.push(rights.clone()),
            (None, Some(date), Some(holder)) => {
                lines.push(self.joined(&format!("© {} ", meta.words.digits().write(date.year)), &holder, ""));
            }
            (None, ..) => {}
        }
        if let Some(license) = &self.display.license {
            lines.extend(self.licence(license));
        }
        lines
    }

    /// Returns the licence in words with the address of its text. A sentence stays as it is.
    fn licence(&self, license: &[Inline]) -> Vec<Vec<Inline>> {
        let (text, words) = (plain_text(license), &self.display.meta.words);
        let Some(licence) = licences::by_identifier(&text, words.lang()) else {
            let is_sentence = text.contains(' ');
            let label = if is_sentence {
                String::new()
            } else {
                words::with_colon(words::word(Word::Licence, words), words) + " "
            };
            return vec![self.joined(&label, license, "")];
        };
        let statement = words::word(Word::LicensedUnder, words).replace("{}", &licence.name);
        let mut lines = vec![vec![self.text(&statement)]];
        if let Some(address) = licence.address {
            let to = Target::External(address.clone());
            let link = InlineKind::Link { to, title: None, text: vec![self.text(&address)] };
            lines.push(vec![Inline::new(link, self.place)]);
        }
        lines
    }

    /// Returns the statements of the edition and of its publication.
    fn publication(&self) -> Vec<Vec<Inline>> {
        let (meta, publisher) = (&self.display.meta, &self.display.publisher);
        let year = |year: u16| meta.words.digits().write(year);
        let mut lines: Vec<Vec<Inline>> = self.display.edition.iter().cloned().collect();
        match (publisher, meta.date) {
            (Some(publisher), Some(date)) => {
                let form = words::word(Word::Published, &meta.words).replace("{year}", &year(date.year));
                let (before, after) = form.split_once("{}").unwrap_or((&form, ""));
                lines.push(self.joined(before, publisher, after));
            }
            (Some(publisher), None) => lines.push(publisher.clone()),
            // Without a publisher the year is in the statement of rights.
            (None, Some(date)) if self.display.rights.is_some() => {
                lines.push(vec![self.text(&year(date.year))]);
            }
            (None, _) => {}
        }
        lines
    }

    /// Returns the ISBNs, each with the name of its edition.
    fn isbns(&self, editions: &[Edition]) -> Vec<Vec<Inline>> {
        let meta = &self.display.meta;
        let form = |format: Format| {
            words::word(if format == Format::Epub { Word::EBook } else { Word::Printed }, &meta.words)
        };
        let mut numbers: Vec<(String, Option<&str>)> = Vec::new();
        let has_own = editions.iter().any(|edition| edition.isbn.is_some());
        numbers.extend(meta.isbn.iter().map(|isbn| (isbn.hyphenated(), has_own.then(|| form(Format::Epub)))));
        for edition in editions {
            let name = edition.name.as_deref().unwrap_or(form(edition.format));
            numbers.extend(edition.isbn.iter().map(|isbn| (isbn.hyphenated(), Some(name))));
        }
        let line = |(number, name): (String, Option<&str>)| {
            let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
            vec![self.text(&format!("ISBN {number}{name}"))]
        };
        numbers.into_iter().map(line).collect()
    }

    /// Returns the colophon: the title, the faces of the printed book, and the program that made it.
    pub(super) fn colophon(&self, faces: &[String]) -> Division {
        let words = &self.display.meta.words;
        let statement = |word: Word, name: &str| {
            let text = words::word(word, words).replace("{}", name);
            self.line(TitleRole::Imprint, vec![self.text(&text)])
        };
        let title =
            Inline::new(InlineKind::Span(SpanRole::WorkTitle, self.display.title.clone()), self.place);
        let mut blocks = vec![self.line(TitleRole::Imprint, vec![title])];
        if !faces.is_empty() {
            let faces: Vec<&str> = faces.iter().map(String::as_str).collect();
            // The faces of an e-book are the reader's.
            let set = statement(Word::SetIn, &words::list_of_names(&faces, words));
            blocks.push(Block::new(BlockKind::Group(GroupRole::OnlyPdf, vec![set]), self.place));
        }
        blocks.push(statement(Word::MadeWith, concat!("Pressmark ", env!("CARGO_PKG_VERSION"))));
        self.division(Role::Colophon, blocks)
    }

    /// Returns names one after another: `A, B and C`.
    fn listed(&self, names: &[&[Inline]]) -> Vec<Inline> {
        let mut list = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                let before =
                    words::before_name(index, names.len(), &plain_text(name), &self.display.meta.words);
                list.push(self.text(&before));
            }
            list.extend_from_slice(name);
        }
        list
    }

    /// Returns lines below each other.
    fn stacked(&self, lines: &[&[Inline]]) -> Vec<Inline> {
        let mut stack = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                stack.push(Inline::new(InlineKind::Break, self.place));
            }
            stack.extend_from_slice(line);
        }
        stack
    }
}
