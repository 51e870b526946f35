//! Writes a `book.yaml` for a project that is a book of another tool. Entry point: [`manifest_text`].

use super::model::{Chapter, ChapterPlace, Project};
use super::tools;
use crate::diag::Span;
use crate::dialect::Tool;

/// Returns a `book.yaml` that describes a project: metadata, dialect, variables and chapters.
pub fn manifest_text(project: &Project) -> String {
    let mut out = String::new();
    metadata(project, &mut out);
    if project.tool != Tool::Pressmark {
        out += "\n# The text is Markdown as this tool reads it.\n";
        pair(&mut out, 0, "dialect", tools::name(project.tool));
    }
    if !project.variables.is_empty() {
        out += "variables:\n";
        for (name, value) in &project.variables {
            out += &format!("  {}: {}\n", quoted(name), quoted(value));
        }
    }
    if !project.math.macros.is_empty() {
        out += "math:\n  macros:\n";
        for (name, value) in &project.math.macros {
            out += &format!("    {}: {}\n", quoted(&name.value), quoted(&value.value));
        }
    }
    out += "\n";
    chapters(project, &mut out);
    out
}

/// Writes the metadata.
fn metadata(project: &Project, out: &mut String) {
    let meta = &project.meta;
    pair(out, 0, "title", &meta.title);
    let optional = |out: &mut String, key, value: Option<&String>| {
        if let Some(value) = value {
            pair(out, 0, key, value);
        }
    };
    optional(out, "subtitle", meta.subtitle.as_ref());
    let authors: Vec<&str> = meta.authors().collect();
    match authors.as_slice() {
        [] => *out += "# author: who wrote it\n",
        [author] => pair(out, 0, "author", author),
        authors => {
            *out += "authors:\n";
            authors.iter().for_each(|author| *out += &format!("  - {}\n", scalar(author)));
        }
    }
    pair(out, 0, "language", meta.language.as_str());
    optional(out, "publisher", meta.publisher.as_ref());
    optional(out, "date", meta.date.map(|date| date.to_string()).as_ref());
    optional(out, "rights", meta.rights.as_ref());
    optional(out, "license", meta.license.as_ref());
    optional(out, "description", meta.description.as_ref());
    if !meta.subjects.is_empty() {
        *out += "subjects:\n";
        meta.subjects.iter().for_each(|subject| *out += &format!("  - {}\n", scalar(&subject.term)));
    }
    optional(out, "isbn", meta.isbn.as_ref().map(|isbn| &isbn.0));
    optional(out, "cover", project.cover.file().map(|cover| &cover.value));
}

/// Writes the chapter list.
fn chapters(project: &Project, out: &mut String) {
    if project.chapters.iter().all(|chapter| chapter.place == ChapterPlace::ByRole) {
        *out += "# Without `chapters`, every Markdown file of this folder is a chapter, in the order of the names.\n";
        return;
    }
    *out += "chapters:\n";
    let of = |place: fn(ChapterPlace) -> bool| {
        project.chapters.iter().filter(move |chapter| place(chapter.place)).collect::<Vec<_>>()
    };
    let front = of(|place| place == ChapterPlace::Front);
    if !front.is_empty() {
        *out += "  front:\n";
        files(&front, 4, out);
    }
    *out += "  body:\n";
    let body = of(|place| matches!(place, ChapterPlace::Body(_) | ChapterPlace::ByRole));
    let mut rest = body.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|chapter| part(chapter) == part(first)).count();
        match part(first).and_then(|part| project.parts.get(part)) {
            Some(name) => {
                *out += &format!("    - part: {}\n      files:\n", scalar(&name.value));
                files(&rest[..count], 8, out);
            }
            None => files(&rest[..count], 4, out),
        }
        rest = &rest[count..];
    }
    let back = of(|place| place == ChapterPlace::Back);
    if !back.is_empty() {
        *out += "  back:\n";
        files(&back, 4, out);
    }
}

/// Returns the index of a chapter's part.
fn part(chapter: &Chapter) -> Option<usize> {
    if let ChapterPlace::Body(part) = chapter.place { part } else { None }
}

/// Writes files with their sub-chapters, each as a line or as a mapping.
fn files(chapters: &[&Chapter], indent: usize, out: &mut String) {
    let mut rest = chapters;
    while let Some((first, others)) = rest.split_first() {
        let inner = others.iter().take_while(|chapter| chapter.depth > first.depth).count();
        let space = " ".repeat(indent);
        let role = first.head.role.as_ref().filter(|(_, place)| is_of_list(*place, first));
        if inner == 0 && first.title.is_none() && first.numbered.is_none() && role.is_none() {
            *out += &format!("{space}- {}\n", scalar(&first.path));
        } else {
            let title = first.title.as_ref();
            if first.is_heading {
                *out += &format!("{space}- title: {}\n", scalar(title.map_or("", String::as_str)));
            } else {
                *out += &format!("{space}- file: {}\n", scalar(&first.path));
                title.iter().for_each(|title| pair(out, indent + 2, "title", title));
            }
            if let Some(numbered) = first.numbered {
                *out += &format!("{space}  numbered: {numbered}\n");
            }
            if let Some((role, _)) = role {
                pair(out, indent + 2, "role", role);
            }
            if inner > 0 {
                *out += &format!("{space}  sections:\n");
                files(&others[..inner], indent + 4, out);
            } else if first.is_heading {
                *out += &format!("{space}  sections: []\n");
            }
        }
        rest = &others[inner..];
    }
}

/// Returns whether a role is set in the list, not in the head of the file.
fn is_of_list(place: Option<Span>, chapter: &Chapter) -> bool {
    place.is_none_or(|place| chapter.listed.is_some_and(|listed| listed.file == place.file))
}

/// Writes a key with a text.
fn pair(out: &mut String, indent: usize, key: &str, value: &str) {
    *out += &format!("{}{key}: {}\n", " ".repeat(indent), scalar(value));
}

/// Returns a text as YAML: plain if every parser would read it as a text, else in quotation marks.
fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | '_' | '-' | '’' | '(' | ')');
    let is_plain = text.chars().all(is_word)
        && text.starts_with(|c: char| c.is_alphabetic())
        && text.trim() == text
        && !matches!(text.to_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// Returns a text in double quotation marks (YAML 1.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\t' => out += "\\t",
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_yaml_would_mistake_them() {
        let table = [
            ("Twenty Steps", "Twenty Steps"),
            ("src/ch01-00.md", "src/ch01-00.md"),
            ("A: B", "\"A: B\""),
            ("1984", "\"1984\""),
            ("no", "\"no\""),
            ("say \"x\\y\"", "\"say \\\"x\\\\y\\\"\""),
        ];
        for (text, wanted) in table {
            assert_eq!(scalar(text), wanted);
        }
    }
}
