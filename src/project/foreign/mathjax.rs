//! The commands for formulas that the pages of a site define for MathJax or KaTeX: `Macros: { E: "\\mathbb{E}" }` in a
//! template or a script.

use super::super::loader::Loader;
use crate::diag::{FileId, Span, Spanned};
use crate::dialect::Tool;

/// A command and what it stands for.
pub(in crate::project) type MathMacro = (Spanned<String>, Spanned<String>);

/// Returns the folders of a tool that have the templates and scripts of pages.
fn folders(tool: Tool) -> &'static [&'static str] {
    match tool {
        Tool::Jekyll => &["_layouts", "_includes"],
        Tool::Hugo => &["layouts/partials", "layouts/_default", "layouts"],
        Tool::MkDocs => &["docs/javascripts", "docs/js"],
        Tool::MdBook => &["theme"],
        Tool::Pressmark | Tool::Bookdown | Tool::GitBook | Tool::Leanpub | Tool::Pandoc | Tool::Quarto => &[],
    }
}

/// Returns the commands that the templates and scripts of a tool define, each once. A file that cannot be read has none.
pub(super) fn macros(loader: &mut Loader<'_>, tool: Tool) -> Vec<MathMacro> {
    let mut found: Vec<MathMacro> = Vec::new();
    for folder in folders(tool) {
        for path in loader.vault.templates(folder) {
            let Some((file, text)) = loader.quiet_text(&path) else { continue };
            for (name, value) in read(file, &text) {
                if !found.iter().any(|(known, _)| known.value == name.value) {
                    found.push((name, value));
                }
            }
        }
    }
    found
}

/// Reads the commands of a text.
fn read(file: FileId, text: &str) -> Vec<MathMacro> {
    let mut found = Vec::new();
    for (at, _) in text.char_indices().filter(|(at, _)| is_key(&text[*at..])) {
        let Some(open) = text[at..].find('{').map(|open| at + open) else { continue };
        let between = &text[at + "macros".len()..open];
        if between.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '"' | '\''))
            && between.contains(':')
        {
            let mut scanner = Scanner { file, text, at: open + 1 };
            found.extend(std::iter::from_fn(|| scanner.pair()));
        }
    }
    found
}

fn is_key(rest: &str) -> bool {
    rest.get(.."macros".len()).is_some_and(|word| word.eq_ignore_ascii_case("macros"))
}

/// Reads the pairs of an object of JavaScript.
struct Scanner<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    /// Returns the next pair; `None` at the end, or at what is no plain text.
    fn pair(&mut self) -> Option<MathMacro> {
        self.skip();
        let start = self.at;
        let name = if self.peek()? == '}' {
            return None;
        } else if matches!(self.peek()?, '"' | '\'') {
            self.string()?
        } else {
            let rest = &self.text[self.at..];
            let end = rest.find(|c: char| !c.is_alphanumeric())?;
            self.at += end;
            rest[..end].to_owned()
        };
        let name = format!("\\{}", name.trim_start_matches('\\'));
        let name = Spanned::new(name, Some(Span::new(self.file, start..self.at)));
        self.skip();
        self.eat(':')?;
        self.skip();
        let is_list = self.eat('[').is_some();
        self.skip();
        let start = self.at;
        let value = self.string()?;
        let value = Spanned::new(value, Some(Span::new(self.file, start..self.at)));
        if is_list {
            // The number of arguments is that of the highest in the text.
            self.at += self.text[self.at..].find(']')? + 1;
        }
        self.skip();
        let _ = self.eat(',');
        Some((name, value))
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, wanted: char) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += wanted.len_utf8())
    }

    /// Skips spaces and comments.
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = &self.text[self.at..];
            let end = match rest.get(..2) {
                Some("//") => rest.find('\n'),
                Some("/*") => rest.find("*/").map(|end| end + 2),
                _ => return,
            };
            self.at += end.unwrap_or(rest.len());
        }
    }

    /// Reads a string in quotation marks.
    fn string(&mut self) -> Option<String> {
        let quote = self.peek().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let mut out = String::new();
        let mut chars = self.text[self.at + 1..].char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '\\' => match chars.next()?.1 {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                c if c == quote => {
                    self.at += 1 + offset + 1;
                    return Some(out);
                }
                c => out.push(c),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String)> {
        read(FileId(0), text).into_iter().map(|(name, value)| (name.value, value.value)).collect()
    }

    #[test]
    fn commands_of_mathjax_and_katex_are_read() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            shown(
                "<script>\nMathJax.Hub.Config({ TeX: { Macros: {\n  E: \"{\\\\mathbb{E}}\", // expectation\n  \
                 note: [\"\\\\textcolor{blue}{#1}\",1],\n  'tp': '\\\\tilde p'\n} } });\n</script>"
            ),
            [
                pair("\\E", "{\\mathbb{E}}"),
                pair("\\note", "\\textcolor{blue}{#1}"),
                pair("\\tp", "\\tilde p")
            ]
        );
        assert_eq!(
            shown("renderMathInElement(document.body, { macros: {\"\\\\RR\": \"\\\\mathbb{R}\"} });"),
            [pair("\\RR", "\\mathbb{R}")]
        );
        assert!(shown("Macros of the site: none. macros = { a: 1 }").is_empty());
        assert!(shown("macros: { a: function() {} }").is_empty());
    }
}
