//! The tools whose books can be read, by their names and by the files that identify a book of each.

use crate::dialect::Tool;

/// A tool whose books can be read.
pub(super) struct KnownTool {
    pub(super) tool: Tool,
    /// The common name.
    pub(super) name: &'static str,
    /// The files that identify a book of this tool, relative to the root; one is enough.
    pub(super) manifests: &'static [&'static str],
}

/// The tools in their order of precedence.
pub(super) const TOOLS: &[KnownTool] = &[
    KnownTool { tool: Tool::MdBook, name: "mdBook", manifests: &["book.toml", "src/SUMMARY.md"] },
    KnownTool {
        tool: Tool::GitBook,
        name: "GitBook",
        manifests: &["SUMMARY.md", "book.json", ".gitbook.yaml", "LANGS.md"],
    },
    KnownTool { tool: Tool::Quarto, name: "Quarto", manifests: &["_quarto.yml", "_quarto.yaml"] },
    KnownTool { tool: Tool::Bookdown, name: "bookdown", manifests: BOOKDOWN },
    KnownTool { tool: Tool::Leanpub, name: "Leanpub", manifests: &["Book.txt"] },
    KnownTool { tool: Tool::Pandoc, name: "pandoc", manifests: PANDOC },
    KnownTool { tool: Tool::Jekyll, name: "Jekyll", manifests: &["_config.yml"] },
    KnownTool { tool: Tool::Hugo, name: "Hugo", manifests: HUGO },
    KnownTool { tool: Tool::MkDocs, name: "MkDocs", manifests: &["mkdocs.yml", "mkdocs.yaml"] },
];

/// The files that identify a book of bookdown.
pub(super) const BOOKDOWN: &[&str] = &["_bookdown.yml", "_bookdown.yaml", "index.Rmd"];

/// The files that identify a book of pandoc.
const PANDOC: &[&str] =
    &["defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml", "metadata.yaml", "metadata.yml"];

/// The files that identify a site of Hugo.
pub(super) const HUGO: &[&str] = &[
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
];

/// Returns the common name of a tool.
pub(super) fn name(tool: Tool) -> &'static str {
    TOOLS.iter().find(|known| known.tool == tool).map_or("Pressmark", |known| known.name)
}

/// Returns the tool of a name, in any letter case, or `None` if there is no such tool.
pub(super) fn named(name: &str) -> Option<Tool> {
    let found = TOOLS.iter().find(|known| known.name.eq_ignore_ascii_case(name));
    found.map(|known| known.tool).or_else(|| match name.to_lowercase().as_str() {
        "honkit" => Some(Tool::GitBook),
        "markua" => Some(Tool::Leanpub),
        "pressmark" => Some(Tool::Pressmark),
        _ => None,
    })
}

/// Returns the names of all tools.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    TOOLS.iter().map(|known| known.name)
}
