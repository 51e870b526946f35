//! The title block of pandoc (its manual, `pandoc_title_block`): `% title`, `% authors`, `% date` at the head
//! of a file. Entry points: [`title_block`], [`edits`].

use crate::diag::{Code, excerpt};
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// The content of a title block.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TitleBlock {
    /// The title, on one line.
    pub title: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The length of the block, in bytes.
    pub length: usize,
}

/// Parses the title block at the head of a text. Returns `None` if there is none.
///
/// A field continues on lines that begin with a space; authors are separated by semicolons or lines.
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

/// Returns whether a text begins with a title block.
pub(in crate::dialect) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.text().starts_with("% ")
}

/// Leaves out the title block of a chapter, with a warning.
pub(in crate::dialect) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let Some(block) = title_block(&context.text()[context.start..]) else { return Vec::new() };
    let range = context.start..context.start + block.length;
    let title = block.title.unwrap_or_default();
    let message = format!("title block `{}` left out", excerpt(&title));
    let help =
        "write `title`, `author` and `date` into book.yaml, and the name of the chapter as `# Heading`";
    context.report(Code::TitleBlockUnused, range.clone(), message, help);
    vec![Edit::delete(range)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_block_has_up_to_three_fields() {
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
