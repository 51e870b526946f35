//! Known keys that have no effect where they are: those of other programs, and those that belong at
//! another level.

use super::design::{KeySpec, StyleName, keys};

/// Returns whether a key in the head of a file belongs to other programs (Hugo, Jekyll, Obsidian,
/// GitBook, Quarto, pandoc, Docusaurus) and is therefore not a slip.
pub(super) fn is_foreign(name: &str) -> bool {
    FOREIGN.binary_search(&name).is_ok()
}

#[rustfmt::skip]
const FOREIGN: &[&str] = &[
    "CJKmainfont", "ShowToc", "TocOpen", "abstract", "affiliation", "affiliations", "alias", "aliases",
    "author_profile", "avatar", "banner", "biblio-style", "bibliography",
    "bookCollapseSection", "bookFlatSection", "bookHidden", "bookToc", "book_title", "bookcase",
    "breadcrumbs", "cache", "callouts", "canonical", "canonicalURL", "canonical_url", "caption", "cascade",
    "categories", "category", "citation-style", "classes", "classoption", "code-fold", "code-tools",
    "collapsible", "colorlinks", "comments", "contributors", "copyright", "cover", "cover-image", "created",
    "created_at", "crossref", "csl", "css", "cssclass", "cssclasses", "custom_edit_url", "data", "date",
    "date-created", "date-format", "date-modified", "dateCreated", "date_created", "description", "disqus",
    "documentclass", "doi", "draft", "echo", "editUrl", "edit_url", "editor", "engine", "excerpt",
    "execute", "expiryDate", "filters", "fontfamily", "fontsize", "footer", "footnotes", "format", "from",
    "from_md", "geometry", "github-repo", "grand_parent", "hasMath", "has_children", "has_toc", "head",
    "header", "header-includes", "header_image", "headless", "hero", "hide", "hideTitle",
    "hide_table_of_contents", "hide_title", "highlight", "icon", "id", "image", "image-alt", "image_alt",
    "image_caption", "images", "index", "isCJKLanguage", "jupyter", "katex", "keywords", "kind", "knit",
    "knitr", "lang", "language", "lastUpdated", "last_modified_at", "lastmod", "layout", "license",
    "linestretch", "link", "link-citations", "linkTitle", "linkcolor", "locale", "lof", "lot", "mainfont",
    "math", "mathfont", "mathjax", "menu", "menuTitle", "menu_title", "menus", "meta", "modified",
    "monofont", "name", "names", "nav", "nav_exclude", "nav_order", "navbar", "navigation", "next",
    "no_toc", "nocite", "number-sections", "numbersections", "og", "opengraph", "order", "outline",
    "output", "outputs", "pageClass", "pagefind", "pagetitle", "pagination_next", "pagination_prev",
    "pandoc_args", "papersize", "params", "parent", "permalink", "pin", "post", "posted", "postname",
    "prev", "preview", "prevnext", "priority", "private", "publish", "publishDate", "published", "pygments",
    "read_time", "reader", "reading_time", "redirect", "redirect_from", "redirect_to", "related", "repo",
    "repository", "resources", "robots", "role_name", "runtime", "sansfont", "search", "search_exclude",
    "secnumdepth", "section", "sections", "sectnums", "seo", "series", "share", "short-description",
    "short_description", "short_title", "shorttitle", "showToc", "show_date", "sidebar", "sidebar_label",
    "sidebar_position", "site", "sitemap", "slug", "source", "spaces", "sponsor", "standalone", "status",
    "sub_title", "summary", "suppress-bibliography", "tag", "taglist", "tags", "teaser",
    "template", "thanks", "theme", "themes", "thumbnail", "time", "title-block-banner", "title-prefix",
    "title_meta", "titlepage", "titles", "tldr", "to", "toc-depth", "toc-title", "tocOpen", "toc_depth",
    "toc_icon", "toc_label", "toc_sticky", "twitter", "type", "uid", "updated", "updated_at", "url",
    "utterances", "version", "video", "visible", "weight", "word_count", "writer", "year",
];

/// Keys at the top of `book.yaml`.
#[rustfmt::skip]
const TOP: &[&str] = &[
    "title", "subtitle", "author", "authors", "contributors", "language", "publisher", "date", "rights",
    "license", "description", "subjects", "series", "also-by", "identifier", "isbn", "cover", "chapters",
    "generate", "design", "epub", "editions", "links", "link-schemes", "dialect", "variables", "math", "version", "numbering", "blocks",
    "index",
    "glossary", "abbreviations", "expand-abbreviations", "words",
];

/// Keys of `epub`.
const EPUB: &[&str] = &["profile", "pages", "writing"];

/// Returns the level at which a key belongs that was written at the wrong level, `here` (`book`, `design`,
/// or a key of `design`). For `chapter-title`, that is `design.styles`.
///
/// Returns `None` if it belongs to no other level, or to several.
pub(super) fn level_of(name: &str, here: &str) -> Option<String> {
    let in_group = |(_, fields): &&(&str, &[KeySpec])| fields.iter().any(|field| field.name == name);
    let is_style = StyleName::ALL.iter().any(|style| style.name() == name);
    let is_group = name == "styles" || keys::GROUPS.iter().any(|(group, _)| *group == name);
    let is_of_design = is_group || keys::TOP.iter().any(|key| key.name == name);
    match here {
        "book" if EPUB.contains(&name) => return Some("epub".to_owned()),
        "book" if is_of_design => return Some("design".to_owned()),
        "design" if name == "writing" => {
            return Some("`epub`, since printed lines run across the page".to_owned());
        }
        "book" | "design" => {}
        "styles" if is_of_design => return Some("design".to_owned()),
        _ if here == "styles" || keys::GROUPS.iter().any(|(group, _)| *group == here) => {}
        _ => return None,
    }
    if here != "book" && TOP.contains(&name) && !is_style {
        return Some("the top of `book.yaml`".to_owned());
    }
    if is_style && here != "styles" {
        return Some("design.styles".to_owned());
    }
    let mut groups = keys::GROUPS.iter().filter(in_group);
    let (group, _) = groups.next().filter(|_| groups.next().is_none())?;
    (*group != here).then(|| format!("design.{group}"))
}

/// Returns an example of a value for a key of the metadata that is missing.
pub(super) fn example(key: &str) -> &'static str {
    match key {
        "author" => "Ada Author",
        "language" => "en",
        "publisher" => "A Press",
        "date" => "2026",
        "rights" => "© 2026 Ada Author",
        _ => "What the book is about.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(FOREIGN.is_sorted() && is_foreign("weight") && !is_foreign("titel"));
    }

    #[test]
    fn a_key_at_the_wrong_level_has_its_own() {
        assert_eq!(level_of("chapter-title", "design").as_deref(), Some("design.styles"));
        assert_eq!(level_of("trim", "book").as_deref(), Some("design"));
        assert_eq!(level_of("inner", "design").as_deref(), Some("design.margins"));
        assert_eq!(level_of("publisher", "contributors"), None);
        assert_eq!(level_of("isbn", "design").as_deref(), Some("the top of `book.yaml`"));
        assert_eq!(level_of("rule", "design"), None);
        assert!(level_of("writing", "design").is_some_and(|level| level.starts_with("`epub`")));
    }
}
