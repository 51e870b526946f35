//! TeX among Markdown and raw blocks for one format. Entry point: [`edits`].
//!
//! Page breaks become ours, environments of text keep their text, formulas become formulas; what only
//! says how a page of TeX looks is left out, with a warning.

use super::super::lines::{InCode, Line, lines};
use super::super::mapped::{Edit, Mapped, Part};
use super::super::{Files, Marks, Setting};
use super::tables::prefix;
use crate::diag::{Code, Diagnostic};

/// Commands that begin a page.
pub(super) const PAGES: &[&str] = &["newpage", "pagebreak", "clearpage", "cleardoublepage"];
/// Commands about the look of a page, which hold no text.
const LAYOUT: &[&str] = &[
    "noindent",
    "indent",
    "vspace",
    "hspace",
    "vfill",
    "hfill",
    "bigskip",
    "medskip",
    "smallskip",
    "centering",
    "raggedright",
    "raggedleft",
    "tiny",
    "scriptsize",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
    "singlespacing",
    "onehalfspacing",
    "doublespacing",
    "setlength",
    "addtolength",
    "setcounter",
    "addtocounter",
    "pagestyle",
    "thispagestyle",
    "pagenumbering",
    "markboth",
    "markright",
    "addcontentsline",
    "tableofcontents",
    "listoffigures",
    "listoftables",
    "maketitle",
    "appendix",
    "frontmatter",
    "mainmatter",
    "backmatter",
    "phantomsection",
    "label",
    "null",
    "strut",
    "newline",
    "linebreak",
    "nopagebreak",
    "samepage",
    "usepackage",
    "newcommand",
    "renewcommand",
    "bibliographystyle",
    "bibliography",
    "printbibliography",
    "printindex",
    "makeindex",
    "protect",
    "selectfont",
    "sloppy",
    "fussy",
    "parskip",
    "par",
];
/// Commands whose argument goes into an index, and not into the text.
pub(super) const ENTRIES: &[&str] = &["index", "glossary"];
/// Commands whose argument is text, and the mark of Markdown for it.
const FONTS: &[(&str, &str)] = &[
    ("textit", "*"),
    ("emph", "*"),
    ("textsl", "*"),
    ("textbf", "**"),
    ("textsc", ""),
    ("textrm", ""),
    ("textsf", ""),
    ("centerline", ""),
];
/// Environments of text, and the div for them; the empty one keeps the text alone.
const ENVIRONMENTS: &[(&str, &str)] = &[
    ("quote", "quote"),
    ("quotation", "quote"),
    ("verse", "verse"),
    ("center", "centred"),
    ("flushright", "right"),
    ("flushleft", ""),
    ("abstract", ""),
    ("minipage", ""),
    ("titlepage", ""),
    ("spacing", ""),
    ("singlespace", ""),
    ("doublespace", ""),
    ("samepage", ""),
    ("landscape", ""),
    ("multicols", ""),
    ("small", ""),
    ("footnotesize", ""),
];
/// Environments that are formulas.
const FORMULAS: &[&str] = &[
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "multline",
    "multline*",
    "eqnarray",
    "displaymath",
];
/// What to do about a command that shows nothing of its own.
pub(super) fn why_left_out(name: &str) -> Option<&'static str> {
    match name {
        name if LAYOUT.contains(&name) || PAGES.contains(&name) => {
            Some("the design of the book says how it looks; take it out")
        }
        name if ENTRIES.contains(&name) => Some("no index is made of it; take it out"),
        _ => None,
    }
}

/// Lines looked at for the end of an environment or a command.
const MAX_LINES: usize = 1000;

/// Whether a text may hold TeX at the head of a line, or raw blocks.
pub(in crate::dialect) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_line("\\") || marks.has_any(&["{=", "> \\", "  \\"])
}

/// Rewrites TeX and raw blocks.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let lines: Vec<Line> = lines(text, start).collect();
    let mut reader = Reader { mapped, text, lines: &lines, edits: Vec::new(), diagnostics };
    let mut at = 0;
    while at < lines.len() {
        at = match lines[at].code {
            InCode::Opening => reader.raw_block(at),
            InCode::No => reader.line(at),
            _ => at + 1,
        };
    }
    reader.edits
}

struct Reader<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    lines: &'a [Line],
    edits: Vec<Edit>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn warn(&mut self, range: std::ops::Range<usize>, what: &str, name: &str, help: &str) {
        let at = self.mapped.origin(range);
        self.diagnostics
            .push(Diagnostic::new(Code::TexLeftOut, at, format!("{what} `{name}` left out")).help(help));
    }

    /// A fenced block for one format: `{=html}` is raw HTML, others are not for this book.
    fn raw_block(&mut self, at: usize) -> usize {
        let line = self.lines[at].text(self.text);
        let inside = |index: &usize| self.lines[*index].code == InCode::Inside;
        let end = (at + 1..self.lines.len()).find(|index| !inside(index)).unwrap_or(self.lines.len());
        let info = line.trim_start_matches([' ', '\t', '>']).trim_start_matches(['`', '~']).trim();
        let Some(format) = info.strip_prefix("{=").and_then(|name| name.strip_suffix('}')) else {
            return at + 1;
        };
        let before = &line[..prefix(line)];
        let closes = self.lines.get(end).is_some_and(|line| line.code == InCode::Closing);
        let next = end + usize::from(closes);
        let whole = self.lines[at].range.start..self.lines[next - 1].range.end;
        if format.starts_with("html") {
            self.edits.push(Edit::new(self.lines[at].range.clone(), before.trim_end()));
            if closes {
                self.edits.push(Edit::new(self.lines[end].range.clone(), before.trim_end()));
            }
        } else {
            self.warn(whole.clone(), "raw block for", format, "write it as Markdown or as `{=html}`");
            self.edits.push(Edit::new(whole, before.trim_end()));
        }
        next
    }

    /// A line of text; answers with the line after what it takes.
    fn line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let before = prefix(line.text(self.text));
        let range = line.range.start + before..line.range.end;
        let words = &self.text[range.clone()];
        if words.contains("`{=") {
            self.raw_spans(range.clone());
            return at + 1;
        }
        if !words.starts_with('\\') {
            return at + 1;
        }
        if let Some(name) = environment(words, "\\begin{") {
            return self.environment(at, name);
        }
        self.commands(at, range)
    }

    /// Commands at the head of a line.
    fn commands(&mut self, at: usize, range: std::ops::Range<usize>) -> usize {
        let mut from = range.start;
        while let Some(command) = Command::parse(&self.text[from..range.end]) {
            let whole = from..from + command.length;
            let alone = self.text[whole.end..range.end].trim().is_empty() && whole.start == range.start;
            if PAGES.contains(&command.name) && alone {
                let before = &self.text[self.lines[at].range.start..range.start];
                self.edits.push(Edit::new(range.clone(), format!("::: pagebreak\n{before}:::")));
                return at + 1;
            }
            if let Some(help) = why_left_out(command.name) {
                self.warn(whole.clone(), "TeX command", &format!("\\{}", command.name), help);
                self.edits.push(Edit { range: whole.clone(), parts: Vec::new() });
                from = whole.end
                    + (self.text[whole.end..range.end].len()
                        - self.text[whole.end..range.end].trim_start().len());
                continue;
            }
            if let Some((_, mark)) = FONTS.iter().find(|(name, _)| *name == command.name) {
                return self.font(at, from, command.name, mark);
            }
            break;
        }
        at + 1
    }

    /// A command whose argument is text: the text stays.
    fn font(&mut self, at: usize, from: usize, name: &str, mark: &str) -> usize {
        let open = from + name.len() + 1;
        if !self.text[open..].starts_with('{') {
            return at + 1;
        }
        let last = (at + MAX_LINES).min(self.lines.len()) - 1;
        let Some(close) =
            braced(&self.text[open..self.lines[last].range.end]).map(|length| open + length - 1)
        else {
            return at + 1;
        };
        let inner = &self.text[open + 1..close];
        let mark = if inner.trim() == inner && !inner.contains("\n\n") { mark } else { "" };
        self.edits.push(Edit::new(from..open + 1, mark));
        self.edits.push(Edit::new(close..close + 1, mark));
        self.lines.partition_point(|line| line.range.end < close) + 1
    }

    /// `\begin{…}` to its end.
    fn environment(&mut self, at: usize, name: &str) -> usize {
        let text = self.text;
        let begins = format!("\\begin{{{name}}}");
        let ends = format!("\\end{{{name}}}");
        let words = |line: &Line| &text[line.range.start + prefix(line.text(text))..line.range.end];
        let mut depth = 0usize;
        let end = (at..self.lines.len().min(at + MAX_LINES)).find(|index| {
            let words = words(&self.lines[*index]);
            depth += words.matches(&begins).count();
            depth = depth.saturating_sub(words.matches(&ends).count());
            depth == 0
        });
        let Some(end) = end else { return at + 1 };
        let line = &self.lines[at];
        let before = &text[line.range.start..line.range.start + prefix(line.text(text))];
        let last = self.lines[end].range.clone();
        let place = last.start + text[last.clone()].rfind(&ends).unwrap_or(0);
        let whole = line.range.start + before.len()..place + ends.len();
        // Words behind the end are a paragraph of their own.
        let has_rest = !text[whole.end..last.end].trim().is_empty();
        let gap = if has_rest { format!("\n\n{before}") } else { String::new() };
        if FORMULAS.contains(&name) {
            self.edits.push(Edit::new(whole.start..whole.start, "$$"));
            self.edits.push(Edit::new(whole.end..whole.end, format!("$${gap}")));
            return end + 1;
        }
        let found = ENVIRONMENTS.iter().find(|(known, _)| *known == name).filter(|_| end > at);
        let Some((_, div)) = found else {
            self.warn(
                whole.clone(),
                "TeX environment",
                name,
                "write it as Markdown: a table, a list, a picture",
            );
            self.edits.push(Edit { range: whole, parts: Vec::new() });
            return end + 1;
        };
        let (open, close) = if div.is_empty() { (String::new(), "") } else { (format!("::: {div}"), ":::") };
        let own = line.range.start + before.len()..line.range.end;
        let behind = own.start + begins.len()..own.end;
        // Arguments of the environment go; words behind it stay.
        let arguments = arguments(&text[behind.clone()]);
        let rest = behind.start + arguments..behind.end;
        let mut parts = vec![Part::New(open)];
        if !text[rest.clone()].trim().is_empty() {
            parts.extend([Part::New(format!("\n\n{before}")), Part::Keep(rest)]);
        }
        self.edits.push(Edit { range: own, parts });
        let mut next = at + 1;
        while next < end {
            next = if self.lines[next].code == InCode::No { self.line(next) } else { next + 1 };
        }
        // A div is closed by a line of its own.
        let is_alone = text[last.start..place].trim_matches([' ', '\t', '>']).is_empty();
        let edge = if is_alone || close.is_empty() { String::new() } else { format!("\n{before}") };
        self.edits.push(Edit::new(place..whole.end, format!("{edge}{close}{gap}")));
        end + 1
    }

    /// Code in the line for one format: `` `<b>`{=html} ``.
    fn raw_spans(&mut self, range: std::ops::Range<usize>) {
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find('`') {
            let open = at + found;
            let length = self.text[open..range.end].bytes().take_while(|b| *b == b'`').count();
            let inner = open + length;
            let Some(close) = closing(&self.text[inner..range.end], length).map(|found| inner + found) else {
                at = inner;
                continue;
            };
            at = close + length;
            let Some(rest) = self.text[at..range.end].strip_prefix("{=") else { continue };
            let Some(format) = rest.find('}').map(|end| &rest[..end]) else { continue };
            let whole = open..at + format.len() + 3;
            at = whole.end;
            if format.starts_with("html") {
                self.edits.push(Edit { range: whole, parts: vec![Part::Keep(inner..close)] });
            } else {
                let format = format.to_owned();
                self.warn(whole.clone(), "raw text for", &format, "write it as Markdown or as `{=html}`");
                self.edits.push(Edit { range: whole, parts: Vec::new() });
            }
        }
    }
}

/// Where a run of so many backticks begins.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let run = text[at + found..].bytes().take_while(|b| *b == b'`').count();
        if run == length {
            return Some(at + found);
        }
        at += found + run;
    }
    None
}

/// The name of an environment that begins a text.
fn environment<'a>(words: &'a str, begin: &str) -> Option<&'a str> {
    let name = words.strip_prefix(begin)?;
    let end = name.find('}')?;
    Some(&name[..end])
        .filter(|name| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'*') && !name.is_empty())
}

/// A command with its arguments.
struct Command<'a> {
    name: &'a str,
    length: usize,
}

impl<'a> Command<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let name = text.strip_prefix('\\')?;
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            return None;
        }
        let star = usize::from(name[length..].starts_with('*'));
        let whole = 1 + length + star;
        Some(Self { name: &name[..length], length: whole + arguments(&text[whole..]) })
    }
}

/// The length of the arguments at the head of a text: `[…]` and `{…}`.
fn arguments(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = match rest.as_bytes().first() {
            Some(b'{') => braced(rest),
            Some(b'[') => rest.find(']').map(|end| end + 1),
            _ => None,
        };
        match length {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// The length of the group in braces at the head of a text.
fn braced(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
