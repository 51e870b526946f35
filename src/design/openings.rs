//! Where divisions and sections start, and the sequence of right-hand and left-hand pages.

use crate::book::Role;
use crate::book::role::{Matter, Opening, PageKind};
use crate::project::design::GroupSettings;
use crate::project::design::choices::{ChapterOpening, OpeningPage, PageSides, SectionOpening};

/// The sequence of pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PageSequence {
    /// Whether left-hand pages alternate with right-hand ones. If not, all are right-hand pages.
    pub facing: bool,
    /// Whether a blank page is added where a division has to start on the other side. Never true without
    /// facing pages.
    pub blanks: bool,
}

/// Where divisions and sections start.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Openings {
    chapters: ChapterOpening,
    parts: OpeningPage,
    front: OpeningPage,
    back: OpeningPage,
    /// Where sections of the second level start: on a right-hand page only in a sequence with blank ones.
    pub sections: SectionOpening,
    /// The sequence of pages.
    pub sequence: PageSequence,
}

impl Openings {
    pub(super) fn of(settings: &GroupSettings) -> Self {
        let facing = settings.page.sides == PageSides::Two;
        let blanks = facing && settings.page.blanks;
        Self {
            chapters: settings.chapter.opens,
            parts: settings.parts.opens,
            front: settings.front_matter.opens,
            back: settings.back_matter.opens,
            sections: match settings.headings.opens {
                SectionOpening::Recto if !blanks => SectionOpening::Page,
                opens => opens,
            },
            sequence: PageSequence { facing, blanks },
        }
    }

    /// Returns the page on which a division starts, unless it runs on.
    ///
    /// Title pages and what else is alone on its page have their side by their role, as have short
    /// divisions that never need a right-hand page.
    pub fn page(self, role: Role, matter: Matter) -> Opening {
        if !self.sequence.blanks {
            return Opening::NextPage;
        }
        let by_role = role.opening();
        let opens = match (role.page_kind(), matter) {
            (PageKind::HalfTitle | PageKind::TitlePage | PageKind::Copyright | PageKind::Inscription, _) => {
                return by_role;
            }
            (PageKind::Part, _) => self.parts,
            (PageKind::Text, Matter::Front) => self.front,
            (PageKind::Text, Matter::Back) => self.back,
            (PageKind::Text, Matter::Body) => match self.chapters {
                ChapterOpening::Recto => OpeningPage::Recto,
                ChapterOpening::Page | ChapterOpening::RunOn => OpeningPage::Page,
            },
        };
        match opens {
            OpeningPage::Recto => by_role,
            OpeningPage::Page => Opening::NextPage,
        }
    }

    /// Returns whether a division starts below the one before it, if that one is of text too and in the
    /// same part.
    pub fn runs_on(self, role: Role, matter: Matter) -> bool {
        self.chapters == ChapterOpening::RunOn && matter == Matter::Body && role.page_kind() == PageKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::theme::themes;
    use crate::project::design::read_theme;

    fn openings(options: &str) -> Openings {
        let options = read_theme(options).expect("a design");
        Openings::of(&options.groups.resolve(&themes()[0].settings))
    }

    #[test]
    fn each_kind_of_division_opens_by_its_own_key() {
        let keys = [
            ("chapter", Role::Chapter, Matter::Body),
            ("parts", Role::Part, Matter::Body),
            ("front-matter", Role::Preface, Matter::Front),
            ("back-matter", Role::Appendix, Matter::Back),
        ];
        for (key, role, matter) in keys {
            let opens = |word: &str| openings(&format!("{key}: {{ opens: {word} }}")).page(role, matter);
            assert_eq!([opens("recto"), opens("page")], [Opening::Recto, Opening::NextPage], "{key}");
        }
        let all = openings("{ front-matter: { opens: page }, back-matter: { opens: recto } }");
        assert_eq!(all.page(Role::TitlePage, Matter::Front), Opening::Recto);
        assert_eq!(all.page(Role::Colophon, Matter::Back), Opening::NextPage);
    }

    #[test]
    fn without_blank_pages_everything_opens_on_the_next_page() {
        for options in ["page: { sides: one }", "page: { blanks: false }"] {
            let openings = openings(options);
            assert_eq!(openings.page(Role::TitlePage, Matter::Front), Opening::NextPage, "{options}");
            assert!(!openings.sequence.blanks);
        }
        for (options, expected) in [
            ("headings: { opens: recto }", SectionOpening::Recto),
            ("{ headings: { opens: recto }, page: { sides: one } }", SectionOpening::Page),
            ("{ headings: { opens: recto }, page: { blanks: false } }", SectionOpening::Page),
            ("{ page: { blanks: false } }", SectionOpening::RunOn),
        ] {
            assert_eq!(openings(options).sections, expected, "{options}");
        }
        assert!(!openings("page: { sides: one }").sequence.facing);
    }

    #[test]
    fn only_text_of_the_body_runs_on() {
        let openings = openings("chapter: { opens: run-on }");
        assert!(openings.runs_on(Role::Chapter, Matter::Body));
        assert!(
            !openings.runs_on(Role::Part, Matter::Body) && !openings.runs_on(Role::Preface, Matter::Front)
        );
        assert_eq!(openings.page(Role::Chapter, Matter::Body), Opening::NextPage);
    }
}
