//! pandoc's title block: `% title`, `% authors`, `% date` at the head of a file. Entry points:
//! [`title_block`], [`edits`].

use super::super::mapped::{Edit, Mapped};
use super::super::{Files, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// What a title block says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TitleBlock {
    /// The title, in one line.
    pub title: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The bytes that it takes.
    pub length: usize,
}

/// Reads the title block at the head of a text. Returns `None` if there is none.
pub fn title_block(text: &str) -> Option<TitleBlock> {
    let mut fields: Vec<Vec<&str>> = Vec::new();
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if let Some(field) =
            words.strip_prefix('%').filter(|field| field.is_empty() || field.starts_with(' '))
        {
            if fields.len() == 3 {
                break;
            }
            fields.push(vec![field.trim()]);
        } else if words.starts_with(' ')
            && !words.trim().is_empty()
            && let Some(last) = fields.last_mut()
        {
            last.push(words.trim());
        } else {
            break;
        }
        length += line.len();
    }
    let joined = |at: usize| {
        let lines = fields.get(at)?;
        Some(lines.join(" ").trim().to_owned()).filter(|words| !words.is_empty())
    };
    let authors = fields.get(1).map_or(Vec::new(), |lines| {
        let names = lines.iter().flat_map(|line| line.split(';')).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    });
    (!fields.is_empty()).then(|| TitleBlock { title: joined(0), authors, date: joined(2), length })
}

/// Whether a text begins with a title block.
pub(in crate::dialect) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.text().starts_with("% ")
}

/// Takes the title block off a chapter.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let Some(block) = title_block(&mapped.text()[start..]) else { return Vec::new() };
    let range = start..start + block.length;
    let title = block.title.unwrap_or_default();
    diagnostics.push(
        Diagnostic::new(
            Code::TitleBlockUnused,
            mapped.origin(range.clone()),
            format!("title block `{title}` left out"),
        )
        .help("write `title`, `author` and `date` in book.yaml, and the chapter's name as `# Heading`"),
    );
    vec![Edit { range, parts: Vec::new() }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_blocks_have_up_to_three_fields() {
        let block =
            title_block("% The title\n  goes on\n% A. One; B. Two\n% 2024\n\ntext\n").expect("a block");
        assert_eq!(block.title.as_deref(), Some("The title goes on"));
        assert_eq!(
            (block.authors, block.date.as_deref()),
            (vec!["A. One".to_owned(), "B. Two".to_owned()], Some("2024"))
        );
        let block = title_block("%\n% A\ntext").expect("a block");
        assert_eq!((block.title, block.authors.len(), block.length), (None, 1, 6));
        assert_eq!(title_block("%done\n"), None);
    }
}
