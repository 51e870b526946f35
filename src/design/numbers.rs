//! The numbers of divisions: what is numbered, and how numbers are shown where divisions open.

use super::sheet::theme;
use crate::book::number_words::{LANGUAGES, as_title};
use crate::book::{NumberStyles, Role};
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::lang::LangTag;
use crate::project::DesignOptions;
use crate::project::design::GroupSettings;
use crate::project::design::choices::{NumberPlace, NumberStyle};

/// How the number of a division is shown where that opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberSpec {
    /// Whether it has its word: `Chapter 3`.
    pub label: bool,
    /// Whether it is before the title, on the title's line.
    pub beside: bool,
}

/// How the numbers of chapters, parts and appendices are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberSpecs {
    chapters: NumberSpec,
    parts: NumberSpec,
    appendices: NumberSpec,
}

impl NumberSpecs {
    pub(super) fn of(settings: &GroupSettings) -> Self {
        let GroupSettings { chapter, parts, back_matter, .. } = settings;
        let spec = |label, place| NumberSpec { label, beside: place == NumberPlace::Beside };
        Self {
            chapters: spec(chapter.label, chapter.number_place),
            parts: spec(parts.label, parts.number_place),
            appendices: spec(back_matter.label, back_matter.number_place),
        }
    }

    /// Returns how the number of a division with this role is shown.
    pub fn of_role(self, role: Role) -> NumberSpec {
        match role {
            Role::Part => self.parts,
            Role::Appendix => self.appendices,
            Role::HalfTitle
            | Role::TitlePage
            | Role::Copyright
            | Role::Dedication
            | Role::Epigraph
            | Role::Contents
            | Role::Figures
            | Role::Tables
            | Role::Listings
            | Role::Theorems
            | Role::Equations
            | Role::Abbreviations
            | Role::Foreword
            | Role::Preface
            | Role::Acknowledgments
            | Role::Introduction
            | Role::Prologue
            | Role::Chapter
            | Role::Interlude
            | Role::Epilogue
            | Role::Conclusion
            | Role::Afterword
            | Role::Notes
            | Role::Glossary
            | Role::Bibliography
            | Role::Index
            | Role::Colophon
            | Role::AboutTheAuthor
            | Role::AlsoBy => self.chapters,
        }
    }
}

/// Returns what is numbered, by the options or else by their theme. Numbers in words are an error in a
/// language whose words are not known.
pub fn number_styles(options: &DesignOptions, lang: &LangTag) -> Outcome<NumberStyles> {
    let settings = &theme(options.theme.as_ref(), &mut Vec::new()).settings;
    let groups = &options.groups;
    let mut diagnostics = Vec::new();
    let written = [("chapter", &groups.chapter.number), ("parts", &groups.parts.number)];
    for (group, number) in written {
        let Some(number) = number.as_ref().filter(|number| number.value == NumberStyle::Words) else {
            continue;
        };
        if as_title(1, lang).is_none() {
            let message =
                format!("`{group}.number: words` in `{lang}`, whose words for numbers are not known");
            let help =
                format!("write `figures`, `roman` or `none`; words are known in {}", LANGUAGES.join(", "));
            diagnostics.push(Diagnostic::new(Code::InvalidValue, number.span, message).help(help));
        }
    }
    let styles = NumberStyles {
        chapters: groups.chapter.resolve(&settings.chapter).number,
        parts: groups.parts.resolve(&settings.parts).number,
        sections: groups.headings.resolve(&settings.headings).numbers,
    };
    let sections = groups.headings.numbers.as_ref().filter(|numbers| numbers.value);
    if let (Some(sections), NumberStyle::None) = (sections, styles.chapters) {
        let message = "sections have no numbers, since chapters have none";
        let help = "write `chapter.number: figures`, or remove `headings.numbers`";
        diagnostics.push(Diagnostic::new(Code::UnusualDesign, sections.span, message).help(help));
    }
    Outcome::new(styles, diagnostics)
}

/// Reports the keys in the design of an edition that number the book, which has the same numbers in all its
/// editions.
pub fn report_numbers_of_edition(options: &DesignOptions, sink: &mut Vec<Diagnostic>) {
    let groups = &options.groups;
    let mut report = |key: &str, span: Option<Span>| {
        let message = format!("`{key}` has no effect in an edition");
        let help = "write it in the `design` at the top: all editions have the same numbers";
        sink.push(Diagnostic::new(Code::NotOfEdition, span, message).help(help));
    };
    if let Some(number) = &groups.chapter.number {
        report("chapter.number", number.span);
    }
    if let Some(number) = &groups.parts.number {
        report("parts.number", number.span);
    }
    if let Some(numbers) = &groups.headings.numbers {
        report("headings.numbers", numbers.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::read_theme;

    fn messages(design: &str, tag: &str) -> Vec<String> {
        let options = read_theme(design).expect("a design");
        let lang = LangTag::parse(tag).expect("a tag");
        let reported = number_styles(&options, &lang).diagnostics;
        reported.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn numbers_that_cannot_be_shown_are_reported() {
        assert_eq!(messages("chapter: { number: words }", "de-AT"), Vec::<String>::new());
        assert_eq!(
            messages("{ chapter: { number: words }, parts: { number: words } }", "nl"),
            ["chapter", "parts"].map(|group| format!(
                "`{group}.number: words` in `nl`, whose words for numbers are not known"
            ))
        );
        assert_eq!(
            messages("{ chapter: { number: none }, headings: { numbers: true } }", "en"),
            ["sections have no numbers, since chapters have none"]
        );
        // A theme with numbers of sections is no mistake.
        assert_eq!(messages("{ theme: technical, chapter: { number: none } }", "en"), Vec::<String>::new());
    }

    #[test]
    fn an_edition_cannot_change_numbers() {
        let options =
            read_theme("{ parts: { number: none }, headings: { numbers: true } }").expect("a design");
        let mut sink = Vec::new();
        report_numbers_of_edition(&options, &mut sink);
        let messages: Vec<&str> = sink.iter().map(|one| one.message.as_str()).collect();
        let expected =
            ["`parts.number` has no effect in an edition", "`headings.numbers` has no effect in an edition"];
        assert_eq!(messages, expected);
    }
}
