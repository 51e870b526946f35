//! The known template tags, and their results in a book. Entry points: [`tag_result`],
//! [`expression_result`].
//!
//! Sources: the manuals of Jekyll ("Includes", "Tags Filters"), GitBook ("Blocks"), Hugo ("Shortcodes")
//! and Quarto ("Shortcodes").

use super::tag::TemplateTag;
use crate::dialect::boxes;
use crate::dialect::paths::is_in_project;
use crate::dialect::prose::ProseKind;
use crate::dialect::stage::{Files, StageContext, SyntaxSettings, Tool};
use crate::dialect::syntax::{TagArguments, escape_markdown, link_destination, quoted};

/// The replacement of a tag. Each `&'static str` help is that of a warning.
pub(super) enum TagResult {
    /// The tag is kept, with a warning.
    Kept(&'static str),
    /// The tag is removed, with a warning if there is a help. Words of the author in it are kept.
    Removed(Option<&'static str>),
    /// These words; with a line end, they are blocks.
    Words(String),
    /// These words, with a warning.
    WordsReported(String, &'static str),
    /// The first words replace the tag, the second its end tag.
    Around(String, String),
    /// A code block in this language, up to the end tag.
    Fence(String),
    /// Nothing; the code block that follows gets this title.
    CodeTitle(String),
    /// Nothing, and all up to the end tag is removed.
    Comment,
    /// Nothing; the text up to the end tag contains no templates.
    Raw,
}

/// Tags that are boxes of any kind; an argument names the kind.
const GENERAL_BOXES: &[&str] = &["hint", "callout", "notice", "alert", "admonition", "admonish", "panel"];

const CONTENTS: &str = "the book has its own table of contents; request it with `generate: [contents]`";
const ANY: &str = "write in Markdown what the tag would show";
const BOTH: &str =
    "both branches are in the book; remove what does not belong there, or write `::: only=epub`";
const PICTURE: &str = "write `![caption](file)` with a picture of the project";

/// Returns the result of `{% name … %}` or `{{< name … >}}`; `is_closed` if it has an end tag.
pub(super) fn tag_result(tag: &TemplateTag, is_closed: bool, context: &mut StageContext<'_>) -> TagResult {
    let arguments = &tag.arguments;
    let settings = context.settings;
    let name = tag.name.to_ascii_lowercase();
    if tag.is_end {
        return end_result(&name);
    }
    match name.as_str() {
        "raw" | "verbatim" => TagResult::Raw,
        "comment" => TagResult::Comment,
        "highlight" | "codeblock" | "code-block" => {
            let language = arguments.word(1).unwrap_or_default();
            TagResult::Fence(
                language.chars().filter(|c| c.is_ascii_alphanumeric() || "+-#".contains(*c)).collect(),
            )
        }
        "code" => match arguments.get(&["title", "filename"]) {
            Some(title) => TagResult::CodeTitle(title.to_owned()),
            None => TagResult::Removed(None),
        },
        "figure" | "img" | "image" | "picture" => picture(arguments, settings, context.files),
        "include" | "include_cached" | "include_relative" => include(arguments, settings, context.files),
        "ref" | "relref" | "link" | "post_url" => {
            TagResult::Words(arguments.word(1).unwrap_or_default().to_owned())
        }
        "pagebreak" | "newpage" => TagResult::Words("::: pagebreak\n:::\n".to_owned()),
        "youtube" | "vimeo" | "tweet" | "x" | "gist" | "instagram" | "video" | "embed" | "content-ref"
        | "file" | "audio" | "asciinema" | "twitter" => address(&name, arguments, is_closed),
        "var" | "meta" | "param" | "env" => variable(arguments.word(1).unwrap_or_default(), settings),
        "tab" | "details" | "expand" | "collapse" | "accordion" | "spoiler" | "step" => {
            let title = arguments.get(&["title", "summary", "header", "name"]).or(arguments.word(1));
            match title {
                Some(title) => TagResult::Words(format!("\n**{title}**\n\n")),
                None => TagResult::Removed(None),
            }
        }
        "if" | "elsif" | "elseif" | "else" | "unless" | "case" | "when" => condition(tag),
        "toc" | "tableofcontents" => TagResult::Removed(Some(CONTENTS)),
        "tabs" | "tabpane" | "steps" | "stepper" | "columns" | "column" | "cards" | "initial"
        | "exercise" => TagResult::Removed(Some(ANY)),
        "kbd" => TagResult::Words(format!("<kbd>{}</kbd>", escape_markdown(&arguments.words[1..].join(" ")))),
        _ => boxed(&name, arguments, is_closed).unwrap_or(TagResult::Removed(Some(ANY))),
    }
}

/// Returns the result of an end tag, unless the result of its opening tag includes it.
fn end_result(name: &str) -> TagResult {
    match name {
        "tab" | "details" | "expand" | "collapse" | "accordion" | "spoiler" | "step" | "code"
        | "content-ref" | "embed" | "if" | "unless" | "case" | "tabs" | "tabpane" | "steps" | "stepper"
        | "columns" | "column" | "cards" | "raw" | "verbatim" | "exercise" => TagResult::Removed(None),
        name if is_box_name(name) => TagResult::Words(String::new()),
        _ => TagResult::Removed(Some(ANY)),
    }
}

/// Returns whether a tag of this name is a box.
fn is_box_name(name: &str) -> bool {
    GENERAL_BOXES.contains(&name) || boxes::native_box(name).is_some()
}

/// Returns the result of a box: `{% hint style="info" %}`, `{{< callout type="tip" >}}`, `{{% notice note
/// "Title" %}}`.
fn boxed(name: &str, arguments: &TagArguments, is_closed: bool) -> Option<TagResult> {
    if !is_box_name(name) {
        return None;
    }
    let is_general = GENERAL_BOXES.contains(&name);
    let style = arguments.get(&["style", "type", "kind", "class", "context", "color"]);
    let (kind, title) = match (is_general, style) {
        (true, Some(style)) => (style, arguments.word(1)),
        (true, None) => match arguments.word(1).filter(|word| boxes::native_box(word).is_some()) {
            Some(word) => (word, arguments.word(2)),
            None => ("note", arguments.word(1)),
        },
        (false, _) => (name, arguments.word(1)),
    };
    let kind = if is_general && matches!(kind, "info" | "default") { "note" } else { kind };
    let title = arguments.get(&["title", "heading"]).or(title);
    if is_closed {
        return Some(TagResult::Around(
            format!("\n{}\n", boxes::opening_line(kind, title, None)),
            "\n:::\n".to_owned(),
        ));
    }
    let text = arguments.get(&["text", "content", "message"]).or(title)?;
    Some(TagResult::Words(format!("\n{}\n{text}\n:::\n", boxes::opening_line(kind, Some(""), None))))
}

/// Returns a picture with its caption, on separate lines.
fn picture(arguments: &TagArguments, settings: &SyntaxSettings<'_>, files: &mut dyn Files) -> TagResult {
    let source = arguments.get(&["src", "url", "path", "file", "link", "image"]).or(arguments.word(1));
    let Some(source) = source else { return TagResult::Removed(Some(PICTURE)) };
    let caption =
        arguments.get(&["caption", "description", "title"]).or(arguments.word(2)).unwrap_or_default();
    if settings.tool == Tool::Pressmark && !is_in_project(source, settings, files) {
        let caption = if caption.is_empty() { String::new() } else { format!("\n{caption}\n") };
        return TagResult::WordsReported(caption, PICTURE);
    }
    let mut attributes = Vec::new();
    if let Some(alt) = arguments.get(&["alt"]) {
        attributes.push(format!("alt={}", quoted(alt)));
    }
    for key in ["width", "height"] {
        attributes.extend(arguments.get(&[key]).map(|value| format!("{key}={}", quoted(value))));
    }
    let attributes =
        if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(" ")) };
    let caption = caption.replace(['\n', '\r'], " ");
    let is_balanced = caption.matches('[').count() == caption.matches(']').count();
    let caption = if is_balanced { caption } else { escape_markdown(&caption) };
    TagResult::Words(format!("\n![{caption}]({}){attributes}\n", link_destination(source)))
}

/// Returns the result of Jekyll's `{% include name.html … %}`: a picture or a note, by its arguments.
/// Anything else that a theme would show is not known.
fn include(arguments: &TagArguments, settings: &SyntaxSettings<'_>, files: &mut dyn Files) -> TagResult {
    let picture_like = arguments.get(&["src", "url", "image", "image_path", "img", "file"]);
    let is_picture = picture_like.is_some_and(|path| {
        let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(end.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp")
    });
    if is_picture {
        let mut arguments = arguments.clone();
        arguments.words.clear();
        let source = picture_like.unwrap_or_default().to_owned();
        arguments.pairs.insert(0, ("src".to_owned(), source));
        return picture(&arguments, settings, files);
    }
    match arguments.get(&["note", "text", "content"]) {
        Some(note) => TagResult::Words(format!("^[{}]", note.replace(['\n', '\r'], " "))),
        None => TagResult::Removed(Some("what the theme would put here is not known; write it in Markdown")),
    }
}

/// Returns a link to content that a book cannot contain: a video, a post, a file.
fn address(name: &str, arguments: &TagArguments, is_closed: bool) -> TagResult {
    let id = arguments.get(&["url", "src", "id", "href"]).or(arguments.word(1));
    if name == "content-ref" || (name == "embed" && is_closed) {
        return TagResult::Removed(None);
    }
    let Some(id) = id else { return TagResult::Removed(Some(ANY)) };
    let url = match name {
        _ if id.contains("://") => id.to_owned(),
        "youtube" => format!("https://www.youtube.com/watch?v={id}"),
        "vimeo" => format!("https://vimeo.com/{id}"),
        "gist" => format!("https://gist.github.com/{}", arguments.words[1..].join("/")),
        "instagram" => format!("https://www.instagram.com/p/{id}/"),
        "tweet" | "x" | "twitter" => match (arguments.get(&["user"]), arguments.get(&["id"])) {
            (Some(user), Some(id)) => format!("https://x.com/{user}/status/{id}"),
            _ => return TagResult::Removed(Some(ANY)),
        },
        _ => return TagResult::Words(format!("[{}]({})", escape_markdown(id), link_destination(id))),
    };
    TagResult::Words(if url.contains([' ', '<', '>']) { escape_markdown(&url) } else { format!("<{url}>") })
}

/// Returns the value of a variable.
fn variable(name: &str, settings: &SyntaxSettings<'_>) -> TagResult {
    match settings.variables.get(name) {
        Some(value) => TagResult::Words(value.clone()),
        None => TagResult::Kept("give the variable a value in the project's files, or write the value here"),
    }
}

/// Returns the result of a condition: text for e-books is kept, text for web sites is removed.
fn condition(tag: &TemplateTag) -> TagResult {
    let inner = tag.inner.to_ascii_lowercase();
    let is_known = tag.kind == ProseKind::Template && inner.contains("output.name") && tag.name == "if";
    let is_book = ["ebook", "pdf", "epub", "mobi"].iter().any(|name| inner.contains(name));
    match (is_known, inner.contains("!="), is_book) {
        (true, false, true) | (true, true, false) => TagResult::Removed(None),
        (true, ..) => TagResult::Comment,
        _ => TagResult::Removed(Some(BOTH)),
    }
}

/// Returns the result of `{{ … }}`.
pub(super) fn expression_result(inner: &str, in_address: bool, settings: &SyntaxSettings<'_>) -> TagResult {
    let inner = inner.trim_matches(|c: char| c == '{' || c == '}' || c.is_whitespace());
    let (value, filters) = inner.split_once('|').unwrap_or((inner, ""));
    let value = value.trim();
    if let Some(known) = settings.variables.get(value) {
        return TagResult::Words(known.clone());
    }
    let roots = ["site.baseurl", "site.url", "site.github.url", "page.baseurl", "root_url", "BASE_PATH"];
    if roots.contains(&value) && (in_address || !filters.is_empty() || value == "site.baseurl") {
        return TagResult::Words(String::new());
    }
    if ["toc", "TOC", ">toc", "contents"].contains(&value) {
        return TagResult::Removed(Some(CONTENTS));
    }
    let literal = value.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
    if let Some(literal) = literal {
        return TagResult::Words(if in_address { literal.to_owned() } else { escape_markdown(literal) });
    }
    TagResult::Kept("write the words that it is for; between backquotes it is shown as it is")
}
