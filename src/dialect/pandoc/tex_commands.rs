//! The known commands and environments of TeX, and the parsing of a command. Entry points:
//! [`TexCommand::parse`], [`why_left_out`].

/// Commands that end a page.
pub(super) const PAGES: &[&str] = &["newpage", "pagebreak", "clearpage", "cleardoublepage"];
/// Commands that change the layout and contain no text.
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
    "protect",
    "selectfont",
    "sloppy",
    "fussy",
    "parskip",
    "par",
];
/// The command whose argument is an entry of the index, and not of the text.
pub(super) const INDEX: &str = "index";
/// Commands whose argument is an entry of a list, and not of the text.
pub(super) const LIST_ENTRIES: &[&str] = &["glossary"];
/// Commands that ask for the index.
const PRINTS_INDEX: &[&str] = &["printindex", "makeindex"];
/// Commands whose argument is text, with the delimiter of Markdown for it.
pub(super) const FONTS: &[(&str, &str)] = &[
    ("textit", "*"),
    ("emph", "*"),
    ("textsl", "*"),
    ("textbf", "**"),
    ("textsc", ""),
    ("textrm", ""),
    ("textsf", ""),
    ("centerline", ""),
];
/// Environments of text, with the div for each; an empty one keeps only the text.
pub(super) const ENVIRONMENTS: &[(&str, &str)] = &[
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

/// Environments of theorems and the like, which are divs of the same name. Their optional argument is a name.
pub(super) const THEOREMS: &[&str] = &[
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "conjecture",
    "definition",
    "example",
    "exercise",
    "problem",
    "solution",
    "remark",
    "proof",
];

/// Environments of formulas.
pub(super) const FORMULAS: &[&str] = &[
    "equation",
    "equation*",
    "align",
    "align*",
    "alignat",
    "alignat*",
    "flalign",
    "flalign*",
    "gather",
    "gather*",
    "multline",
    "multline*",
    "eqnarray",
    "eqnarray*",
    "displaymath",
];

/// Returns the help for a command that has no visible result and is left out. Returns `None` for
/// others.
pub(super) fn why_left_out(name: &str) -> Option<&'static str> {
    match name {
        name if LAYOUT.contains(&name) || PAGES.contains(&name) => {
            Some("the design of the book determines its layout; remove the command")
        }
        name if LIST_ENTRIES.contains(&name) => Some("no such list is made; remove the command"),
        name if PRINTS_INDEX.contains(&name) => {
            Some("an index is made of the marks in the text, at its usual place; remove the command")
        }
        _ => None,
    }
}

/// A command with its arguments.
pub(super) struct TexCommand<'a> {
    /// The name, without its backslash and star.
    pub(super) name: &'a str,
    /// The length of the command with its arguments, in bytes.
    pub(super) length: usize,
}

impl<'a> TexCommand<'a> {
    /// Parses the command at the head of a text. Returns `None` if there is none.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let name = text.strip_prefix('\\')?;
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            return None;
        }
        let star = usize::from(name[length..].starts_with('*'));
        let whole = 1 + length + star;
        Some(Self { name: &name[..length], length: whole + arguments_length(&text[whole..]) })
    }
}

/// Returns the length of the arguments at the head of a text: `[…]` and `{…}`.
pub(super) fn arguments_length(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = match rest.as_bytes().first() {
            Some(b'{') => group_length(rest),
            Some(b'[') => option_length(rest),
            _ => None,
        };
        match length {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// Returns the length of the optional argument in brackets at the head of a text, in which a group in braces may have
/// brackets. Returns `None` if there is none, or if it is not closed.
pub(super) fn option_length(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let end = text.strip_prefix('[')?.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b']' && depth == 0
    });
    Some(end? + 2)
}

/// Returns the length of the group in braces at the head of a text. Returns `None` if it is not closed.
pub(super) fn group_length(text: &str) -> Option<usize> {
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
