//! The styles of the author's own classes: `design.classes`.

use super::styles::StyleOptions;
use crate::diag::{Code, Diagnostic, Span};
use crate::project::fields::Fields;

/// The style of a class of the author. Keys that are left out do not change the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassOptions {
    /// The name of the class.
    pub name: String,
    /// The place of the name; `None` in a theme.
    pub span: Option<Span>,
    /// The keys of its style.
    pub style: StyleOptions,
}

impl ClassOptions {
    /// Removes the places where the class and its values were written.
    pub(super) fn forget_places(&mut self) {
        self.span = None;
        self.style.forget_places();
    }
}

/// Reads the classes. A name that no class can have is reported.
pub(super) fn read(fields: &Fields<'_>) -> Vec<ClassOptions> {
    let Some(map) = fields.map("classes") else { return Vec::new() };
    let mut classes = Vec::new();
    for (name, place, keys) in map.named() {
        let style = StyleOptions::read(&keys, &[]);
        keys.finish();
        if is_class_name(name) {
            classes.push(ClassOptions { name: name.to_owned(), span: Some(place), style });
        } else {
            let message = format!("`{name}` cannot be the name of a class");
            let help = "a class begins with a letter and consists of letters a to z, digits, `-` and `_`";
            fields.report(Diagnostic::new(Code::InvalidValue, place, message).help(help));
        }
    }
    classes
}

/// Returns whether a stylesheet can name the class without escapes, and attributes can contain it.
fn is_class_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Returns the classes of `fallback`, with the keys of `own` in place of theirs, and then the other ones of
/// `own`.
pub(super) fn merged(own: Vec<ClassOptions>, fallback: Vec<ClassOptions>) -> Vec<ClassOptions> {
    let mut classes = fallback;
    for class in own {
        match classes.iter_mut().find(|known| known.name == class.name) {
            Some(known) => {
                *known = ClassOptions { style: class.style.with_fallback(&known.style), ..class };
            }
            None => classes.push(class),
        }
    }
    classes
}
