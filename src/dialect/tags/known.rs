//! The template tags that are known, and what a book shows of each. Entry points: [`made`],
//! [`expression`].

use super::super::boxes;
use super::super::prose::Kind;
use super::super::syntax::{Arguments, destination, escaped, quoted};
use super::super::{Files, Setting, Tool};
use super::Tag;

/// What becomes of a tag.
pub(super) enum Made {
    /// It stays, with a warning.
    Kept(&'static str),
    /// It goes, with a warning where there is a help; words in it stay.
    Gone(Option<&'static str>),
    /// These words; with a line end, blocks.
    Words(String),
    /// These words, with a warning.
    Told(String, &'static str),
    /// These words in its place and in that of its end.
    Around(String, String),
    /// A code block up to its end.
    Fence(String),
    /// It gives a title to the code block that follows.
    CodeTitle(String),
    /// It goes with all up to its end.
    Comment,
    /// What is up to its end is no template.
    Raw,
}

const CONTENTS: &str = "the book makes its own table of contents; ask for it with `generate: [contents]`";
const ANY: &str = "write in Markdown what it would show";
const BOTH: &str =
    "both branches are in the book; take out what does not belong there, or write `::: only=epub`";
const PICTURE: &str = "write `![caption](file)` with a picture of the project";

/// What becomes of `{% name … %}` or `{{< name … >}}`; `closed` when its end follows somewhere.
pub(super) fn made(tag: &Tag, closed: bool, setting: &Setting<'_>, files: &mut dyn Files) -> Made {
    let words = &tag.words;
    let name = tag.name.to_ascii_lowercase();
    if tag.ends {
        return end(&name);
    }
    match name.as_str() {
        "raw" | "verbatim" => Made::Raw,
        "comment" => Made::Comment,
        "highlight" | "codeblock" | "code-block" => {
            let language = words.plain(1).unwrap_or_default();
            Made::Fence(
                language.chars().filter(|c| c.is_ascii_alphanumeric() || "+-#".contains(*c)).collect(),
            )
        }
        "code" => match words.get(&["title", "filename"]) {
            Some(title) => Made::CodeTitle(title.to_owned()),
            None => Made::Gone(None),
        },
        "figure" | "img" | "image" | "picture" => picture(words, setting, files),
        "include" | "include_cached" | "include_relative" => include(words, setting, files),
        "ref" | "relref" | "link" | "post_url" => Made::Words(words.plain(1).unwrap_or_default().to_owned()),
        "pagebreak" | "newpage" => Made::Words("::: pagebreak\n:::\n".to_owned()),
        "youtube" | "vimeo" | "tweet" | "x" | "gist" | "instagram" | "video" | "embed" | "content-ref"
        | "file" | "audio" | "asciinema" | "twitter" => address(&name, words, closed),
        "var" | "meta" | "param" | "env" => variable(words.plain(1).unwrap_or_default(), setting),
        "tab" | "details" | "expand" | "collapse" | "accordion" | "spoiler" | "step" => {
            let title = words.get(&["title", "summary", "header", "name"]).or(words.plain(1));
            match title {
                Some(title) => Made::Words(format!("\n**{title}**\n\n")),
                None => Made::Gone(None),
            }
        }
        "if" | "elsif" | "elseif" | "else" | "unless" | "case" | "when" => condition(tag),
        "toc" | "tableofcontents" => Made::Gone(Some(CONTENTS)),
        "tabs" | "tabpane" | "steps" | "stepper" | "columns" | "column" | "cards" | "initial"
        | "exercise" => Made::Gone(Some(ANY)),
        "kbd" => Made::Words(format!("<kbd>{}</kbd>", escaped(&words.plain[1..].join(" ")))),
        _ => boxed(&name, words, closed).unwrap_or(Made::Gone(Some(ANY))),
    }
}

/// What becomes of the end of a tag, where its begin has not said so.
fn end(name: &str) -> Made {
    match name {
        "tab" | "details" | "expand" | "collapse" | "accordion" | "spoiler" | "step" | "code"
        | "content-ref" | "embed" | "if" | "unless" | "case" | "tabs" | "tabpane" | "steps" | "stepper"
        | "columns" | "column" | "cards" | "raw" | "verbatim" | "exercise" => Made::Gone(None),
        name if is_box(name) => Made::Words(String::new()),
        _ => Made::Gone(Some(ANY)),
    }
}

fn is_box(name: &str) -> bool {
    matches!(name, "hint" | "callout" | "notice" | "alert" | "admonition" | "admonish" | "panel")
        || boxes::kind(name).is_some()
}

/// Boxes: `{% hint style="info" %}`, `{{< callout type="tip" >}}`, `{{% notice note "Title" %}}`.
fn boxed(name: &str, words: &Arguments, closed: bool) -> Option<Made> {
    if !is_box(name) {
        return None;
    }
    let own = matches!(name, "hint" | "callout" | "notice" | "alert" | "admonition" | "admonish" | "panel");
    let style = words.get(&["style", "type", "kind", "class", "context", "color"]);
    let (kind, title) = match (own, style) {
        (true, Some(style)) => (style, words.plain(1)),
        (true, None) => match words.plain(1).filter(|word| boxes::kind(word).is_some()) {
            Some(word) => (word, words.plain(2)),
            None => ("note", words.plain(1)),
        },
        (false, _) => (name, words.plain(1)),
    };
    let kind = if own && matches!(kind, "info" | "default") { "note" } else { kind };
    let title = words.get(&["title", "heading"]).or(title);
    if closed {
        return Some(Made::Around(
            format!("\n{}\n", boxes::opening(kind, title, None)),
            "\n:::\n".to_owned(),
        ));
    }
    let text = words.get(&["text", "content", "message"]).or(title)?;
    Some(Made::Words(format!("\n{}\n{text}\n:::\n", boxes::opening(kind, Some(""), None))))
}

/// A picture with its caption, on lines of its own.
fn picture(words: &Arguments, setting: &Setting<'_>, files: &mut dyn Files) -> Made {
    let source = words.get(&["src", "url", "path", "file", "link", "image"]).or(words.plain(1));
    let Some(source) = source else { return Made::Gone(Some(PICTURE)) };
    let caption = words.get(&["caption", "description", "title"]).or(words.plain(2)).unwrap_or_default();
    if setting.tool == Tool::Pressmark && !is_there(source, setting.path, files) {
        let caption = if caption.is_empty() { String::new() } else { format!("\n{caption}\n") };
        return Made::Told(caption, PICTURE);
    }
    let mut attributes = Vec::new();
    if let Some(alt) = words.get(&["alt"]) {
        attributes.push(format!("alt={}", quoted(alt)));
    }
    for key in ["width", "height"] {
        attributes.extend(words.get(&[key]).map(|value| format!("{key}={}", quoted(value))));
    }
    let attributes =
        if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(" ")) };
    let caption = caption.replace(['\n', '\r'], " ");
    let caption = if caption.matches('[').count() == caption.matches(']').count() {
        caption
    } else {
        escaped(&caption)
    };
    Made::Words(format!("\n![{caption}]({}){attributes}\n", destination(source)))
}

/// Whether a picture that is named in a chapter is in the project; a remote one is not asked for.
pub(in crate::dialect) fn is_there(path: &str, chapter: &str, files: &mut dyn Files) -> bool {
    if path.contains("://") || path.starts_with("data:") {
        return true;
    }
    let folder = chapter.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = super::super::include::joined(folder, path);
    let below = super::super::include::joined("", path);
    files.exists(&beside) || files.exists(&below)
}

/// `{% include name.html … %}` of Jekyll: a picture, or a note; what a theme would make of it else is
/// not known.
fn include(words: &Arguments, setting: &Setting<'_>, files: &mut dyn Files) -> Made {
    let picture_like = words.get(&["src", "url", "image", "image_path", "img", "file"]);
    let is_picture = picture_like.is_some_and(|path| {
        let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(end.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp")
    });
    if is_picture {
        let mut words = words.clone();
        words.plain.clear();
        let source = picture_like.unwrap_or_default().to_owned();
        words.pairs.insert(0, ("src".to_owned(), source));
        return picture(&words, setting, files);
    }
    match words.get(&["note", "text", "content"]) {
        Some(note) => Made::Words(format!("^[{}]", note.replace(['\n', '\r'], " "))),
        None => Made::Gone(Some("what the theme would put here is not known; write it in Markdown")),
    }
}

/// What plays or lives on a page of its own is named by its address.
fn address(name: &str, words: &Arguments, closed: bool) -> Made {
    let id = words.get(&["url", "src", "id", "href"]).or(words.plain(1));
    if name == "content-ref" || (name == "embed" && closed) {
        return Made::Gone(None);
    }
    let Some(id) = id else { return Made::Gone(Some(ANY)) };
    let url = match name {
        _ if id.contains("://") => id.to_owned(),
        "youtube" => format!("https://www.youtube.com/watch?v={id}"),
        "vimeo" => format!("https://vimeo.com/{id}"),
        "gist" => format!("https://gist.github.com/{}", words.plain[1..].join("/")),
        "instagram" => format!("https://www.instagram.com/p/{id}/"),
        "tweet" | "x" | "twitter" => match (words.get(&["user"]), words.get(&["id"])) {
            (Some(user), Some(id)) => format!("https://x.com/{user}/status/{id}"),
            _ => return Made::Gone(Some(ANY)),
        },
        _ => return Made::Words(format!("[{}]({})", escaped(id), destination(id))),
    };
    Made::Words(if url.contains([' ', '<', '>']) { escaped(&url) } else { format!("<{url}>") })
}

fn variable(name: &str, setting: &Setting<'_>) -> Made {
    match setting.variables.get(name) {
        Some(value) => Made::Words(value.clone()),
        None => Made::Kept("give the variable a value in the project's files, or write the value here"),
    }
}

/// Conditions: what is for e-books is in, what is for web sites is out.
fn condition(tag: &Tag) -> Made {
    let inner = tag.inner.to_ascii_lowercase();
    let known = tag.kind == Kind::Template && inner.contains("output.name") && tag.name == "if";
    let printed = ["ebook", "pdf", "epub", "mobi"].iter().any(|name| inner.contains(name));
    match (known, inner.contains("!="), printed) {
        (true, false, true) | (true, true, false) => Made::Gone(None),
        (true, ..) => Made::Comment,
        _ => Made::Gone(Some(BOTH)),
    }
}

/// What becomes of `{{ … }}`.
pub(super) fn expression(inner: &str, in_address: bool, setting: &Setting<'_>) -> Made {
    let inner = inner.trim_matches(|c: char| c == '{' || c == '}' || c.is_whitespace());
    let (value, filters) = inner.split_once('|').unwrap_or((inner, ""));
    let value = value.trim();
    if let Some(known) = setting.variables.get(value) {
        return Made::Words(known.clone());
    }
    let roots = ["site.baseurl", "site.url", "site.github.url", "page.baseurl", "root_url", "BASE_PATH"];
    if roots.contains(&value) && (in_address || !filters.is_empty() || value == "site.baseurl") {
        return Made::Words(String::new());
    }
    if ["toc", "TOC", ">toc", "contents"].contains(&value) {
        return Made::Gone(Some(CONTENTS));
    }
    let literal = value.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
    if let Some(literal) = literal {
        return Made::Words(if in_address { literal.to_owned() } else { escaped(literal) });
    }
    Made::Kept("write the words that it stands for; in backquotes it is shown as it is")
}
