//! How a book differs from its lock. Entry point: [`Lock::differences`].

use std::collections::{BTreeMap, BTreeSet};

use super::written::{name, section_length};
use super::{DESIGN, EDITIONS, Entry, FONTS, FORMAT, LAYOUT_NAME, Lock, PROGRAM};
use crate::diag::{Code, Diagnostic, Span};

/// The name of the key that has the theme.
const THEME: &str = "theme";

/// A value of the lock and that of now, of which one may be missing.
struct Difference<'a> {
    path: &'a [String],
    was: Option<&'a str>,
    is: Option<&'a str>,
}

impl Lock {
    /// Returns an error for each value of this lock, which was read, that is another `now`: first those of the lock in its
    /// order, then those that it lacks.
    pub fn differences(&self, now: &Self) -> Vec<Diagnostic> {
        let index = |lock: &'_ Self| -> BTreeMap<Vec<String>, (String, Option<Span>)> {
            let entries = lock.entries.iter().cloned();
            entries.map(|entry| (entry.path, (entry.value, entry.span))).collect()
        };
        let (was, is) = (index(self), index(now));
        let lacking = now.entries.iter().filter(|entry| !was.contains_key(&entry.path));
        let mut found = Vec::new();
        // Another theme has other values of nearly all keys.
        let mut themes: BTreeSet<&[String]> = BTreeSet::new();
        for Entry { path, .. } in self.entries.iter().chain(lacking) {
            let (old, new) = (was.get(path), is.get(path).map(|(value, _)| value.as_str()));
            let difference = Difference { path, was: old.map(|(value, _)| value.as_str()), is: new };
            let section = &path[..section_length(path)];
            let follows = themes.contains(section)
                || (path[0] == EDITIONS && themes.contains(&[DESIGN.to_owned()][..]));
            let is_format = path.len() == 1 && path[0] == FORMAT;
            if is_format || difference.was == new || follows {
                continue;
            }
            if path[section.len()..] == [THEME] {
                themes.insert(section);
            }
            let span = old.map_or(self.start, |(_, span)| *span);
            found.push(Diagnostic { span, ..self.report(&difference) });
        }
        found
    }

    /// Returns one warning for all differences of a lock that is not enforced. Returns `None` if there are none.
    pub fn warning(&self, differences: &[Diagnostic]) -> Option<Diagnostic> {
        let first = differences.first()?;
        let writer = self.top(PROGRAM).map_or("another program", |entry| entry.value.as_str());
        let more = match differences.len() - 1 {
            0 => String::new(),
            1 => "; 1 other value differs".to_owned(),
            more => format!("; {more} other values differ"),
        };
        let message =
            format!("the book differs from its lock, by Pressmark {writer}: {}{more}", first.message);
        let help =
            "`--locked` refuses to make it and shows every difference; `pressmark lock` accepts them all";
        Some(Diagnostic::new(Code::LockOutdated, first.span, message).help(help))
    }

    fn report(&self, difference: &Difference<'_>) -> Diagnostic {
        let accept = "`pressmark lock` accepts it";
        let (message, help) = match difference.path {
            [only] if only == PROGRAM => return self.other_program(difference),
            [only] if only == LAYOUT_NAME => (
                difference.phrase("the layout"),
                format!("lines and pages may have moved: see “Layout” in CHANGELOG.md; {accept}"),
            ),
            [fonts, _, font] if fonts == FONTS => difference.of_font(font),
            [design, key @ ..] if design == DESIGN => (
                difference.phrase(&format!("`design.{}`", name(key))),
                format!("write the old value, or {accept}"),
            ),
            [editions, file, key @ ..] if editions == EDITIONS => (
                difference.phrase(&format!("`design.{}` of {file}", name(key))),
                format!("write the old value, or {accept}"),
            ),
            path => (difference.phrase(&format!("`{}`", name(path))), accept.to_owned()),
        };
        Diagnostic::new(Code::NotAsLocked, None, message).help(help)
    }

    /// Returns the error that another version of the program has locked the book.
    fn other_program(&self, Difference { was, is, .. }: &Difference<'_>) -> Diagnostic {
        let (was, is) = (was.unwrap_or("of no version"), is.unwrap_or("of no version"));
        let message = format!("Pressmark is {is}, and the book was locked by {was}");
        let help = format!("install Pressmark {was}, or `pressmark lock` accepts this version");
        let diagnostic = Diagnostic::new(Code::NotAsLocked, None, message).help(help);
        let layout = self.top(LAYOUT_NAME).map(|layout| layout.value.as_str());
        if layout == Some(&super::LAYOUT.to_string()) {
            return diagnostic.help("both have the same layout: no line and no page moves by it");
        }
        diagnostic
    }
}

impl Difference<'_> {
    fn phrase(&self, subject: &str) -> String {
        match (self.was, self.is) {
            (Some(was), Some(is)) => format!("{subject} is `{is}`, and was locked as `{was}`"),
            (Some(was), None) => format!("{subject} is not set, and was locked as `{was}`"),
            (None, is) => format!("{subject} is `{}`, and is not in the lock", is.unwrap_or_default()),
        }
    }

    fn of_font(&self, font: &str) -> (String, String) {
        let accept = "`pressmark lock` accepts it";
        match (self.was, self.is) {
            (Some(was), Some(is)) => (
                format!("font `{font}` is another file than the one that was locked"),
                format!("its SHA-256 is {is}, and was {was}: put the old file back, or {accept}"),
            ),
            (Some(_), None) => (
                format!("font `{font}` was locked, and is not there or no longer needed"),
                format!("name it in the design again, or {accept}"),
            ),
            (None, _) => (
                format!("font `{font}` sets the book, and is not in the lock"),
                format!("a family of the design or a character needs it; {accept}"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::diag::FileId;

    fn read(text: &str) -> Lock {
        Lock::read(FileId(0), text, &mut Vec::new()).expect("a lock")
    }

    /// Returns the messages about a lock in which something was replaced.
    fn messages(from: &str, to: &str) -> Vec<Diagnostic> {
        let text = sample().text();
        assert!(text.contains(from), "{text}");
        read(&text.replace(from, to)).differences(&sample())
    }

    #[test]
    fn a_difference_says_what_was_and_what_is() {
        let one = |from, to| messages(from, to).remove(0).message;
        assert_eq!(one("classic", "novel"), "`design.theme` is `classic`, and was locked as `novel`");
        assert_eq!(
            one("12pt", "11pt"),
            "`design.text.size` of a-book.pdf is `12pt`, and was locked as `11pt`"
        );
        assert_eq!(one("00ff", "00"), "font `Libertinus Serif` is another file than the one that was locked");
        assert_eq!(one("layout = \"", "layout = \"9"), "the layout is `1`, and was locked as `91`");
    }

    #[test]
    fn a_value_on_one_side_only_is_a_difference() {
        let gone = messages("theme = \"classic\"\n", "");
        assert_eq!(gone[0].message, "`design.theme` is `classic`, and is not in the lock");
        assert_eq!(gone[0].span.map(|span| span.start), Some(0));
        let more = messages("theme = ", "accent = \"#112233\"\ntheme = ");
        assert_eq!(more[0].message, "`design.accent` is not set, and was locked as `#112233`");
        assert!(more[0].span.is_some_and(|span| span.start > 0));
        let fonts = messages("\"Libertinus Serif\"", "Other");
        assert_eq!(fonts[0].message, "font `Other` was locked, and is not there or no longer needed");
        assert_eq!(fonts[1].message, "font `Libertinus Serif` sets the book, and is not in the lock");
    }

    #[test]
    fn another_version_of_the_program_is_a_difference_even_with_the_same_layout() {
        let version = env!("CARGO_PKG_VERSION");
        let found = messages(&format!("pressmark = \"{version}"), "pressmark = \"0.0.9");
        assert_eq!(found[0].message, format!("Pressmark is {version}, and the book was locked by 0.0.9"));
        assert!(found[0].help[0].contains("install Pressmark 0.0.9"));
        assert!(found[0].help[1].contains("the same layout"));
    }

    #[test]
    fn a_lock_that_is_not_enforced_has_one_warning() {
        let lock = read(&sample().text().replace("95%", "90%").replace("12pt", "11pt"));
        let differences = lock.differences(&sample());
        let warning = lock.warning(&differences).expect("a warning");
        assert!(
            warning.message.ends_with("was locked as `90%`; 1 other value differs"),
            "{}",
            warning.message
        );
        assert!(warning.message.contains(env!("CARGO_PKG_VERSION")) && !warning.is_error());
        assert!(lock.warning(&[]).is_none());
    }
}
