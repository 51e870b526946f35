//! The head of a page in sites of Jekyll and Hugo, which states its position among the others.

use super::super::loader::Loader;
use super::super::yaml::{ConfigKind, ConfigNode};
use super::paths;
use crate::diag::{Code, Diagnostic, Span};

/// A page of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct SitePage {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) date: String,
    /// The number by which pages are ordered: `weight`, `nav_order` or `order`.
    pub(super) weight: Option<f64>,
    /// The title of its parent page.
    pub(super) parent: Option<String>,
    pub(super) has_head: bool,
    pub(super) has_text: bool,
    /// Whether it is excluded from the navigation.
    pub(super) is_hidden: bool,
}

impl SitePage {
    /// Reads the head of a file. Returns `None` for a draft, which is reported, and for a file that cannot be
    /// read.
    pub(super) fn read(loader: &mut Loader<'_>, path: &str) -> Option<Self> {
        let (file, text) = loader.text(path, "chapter", None)?;
        let head = loader.head_node(path);
        let has_text = !text[loader.body_start(path)..].trim().is_empty();
        let own = head.as_ref();
        let is = |key: &str, wanted: bool| {
            let kind = own.and_then(|node| node.get(key)).map(|node| &node.kind);
            matches!(kind, Some(ConfigKind::Bool(value)) if *value == wanted)
        };
        if is("draft", true) || is("published", false) {
            let message = format!("draft `{path}` is left out");
            let help = "remove `draft: true` or `published: false` from its head to include it";
            loader.report(Diagnostic::new(Code::LeftOut, Span::start_of(file), message).help(help));
            return None;
        }
        let text_of = |keys: &[&str]| {
            keys.iter().find_map(|key| own?.get(key).and_then(ConfigNode::text).map(str::to_owned))
        };
        Some(Self {
            title: text_of(&["title", "linkTitle"]).unwrap_or_default(),
            date: text_of(&["date"]).unwrap_or_default(),
            weight: text_of(&["weight", "nav_order", "order"]).and_then(|number| number.parse().ok()),
            parent: text_of(&["parent"]),
            has_head: head.is_some(),
            has_text,
            is_hidden: is("nav_exclude", true),
            path: path.to_owned(),
        })
    }

    /// Returns whether the head of this page names the other page as its parent.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        !other.title.is_empty() && self.parent.as_ref() == Some(&other.title) && self.path != other.path
    }

    /// Returns a text that sorts by date: the date in the head, else the file name (`2024-01-02-words.md`).
    pub(super) fn day(&self) -> &str {
        if self.date.is_empty() { paths::name(&self.path) } else { &self.date }
    }
}

/// Compares weights: pages with a weight come first, in ascending order.
pub(super) fn by_weight(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
