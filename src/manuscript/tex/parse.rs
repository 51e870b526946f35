//! Calls the parser, and says in our words what it refuses. Entry point: [`parse`].

use std::ops::Range;

use ratex_font::symbols::{Mode, get_symbol};
use ratex_parser::environments::ENVIRONMENTS;
use ratex_parser::functions::FUNCTIONS;
use ratex_parser::macro_expander::MacroExpander;
use ratex_parser::{ParseError, ParseNode, Parser};

use super::TexFault;
use super::commands::DEFINED;
use super::prepare::Prepared;

/// Environments of the parser that are not formulas.
const PROOFS: &str = "prooftree";

/// Parses a prepared formula; `length` is that of its source.
///
/// # Errors
/// Returns why the parser refuses it.
pub(super) fn parse(prepared: &Prepared, length: usize) -> Result<Vec<ParseNode>, TexFault> {
    let mut parser = Parser::new(&prepared.text);
    for (name, text) in DEFINED {
        parser.gullet.set_text_macro(name, text);
    }
    parser.parse().map_err(|error| fault(&error, prepared, length))
}

/// Returns whether the parser knows a command.
pub(super) fn is_known(name: &str) -> bool {
    // Commands of arrays, which are known only there.
    const OF_ARRAYS: [&str; 5] = ["\\hline", "\\hdashline", "\\cr", "\\\\", "\\middle"];
    OF_ARRAYS.contains(&name)
        || MacroExpander::new("", ratex_parser::Mode::Math).is_defined(name)
        || get_symbol(name, Mode::Text).is_some()
}

/// Returns whether the parser knows an environment that a formula may have.
pub(super) fn is_environment(name: &str) -> bool {
    name != PROOFS && ENVIRONMENTS.contains_key(name)
}

/// Returns the names of environments in order.
pub(super) fn environments() -> Vec<&'static str> {
    let mut names: Vec<_> = ENVIRONMENTS.keys().copied().filter(|name| *name != PROOFS).collect();
    names.sort_unstable();
    names
}

/// Returns the commands that may have been meant by another, in order.
pub(super) fn commands() -> Vec<&'static str> {
    let mut names: Vec<_> = FUNCTIONS.keys().copied().chain(SYMBOLS.iter().copied()).collect();
    let is_written =
        |name: &str| name.starts_with('\\') && !name.contains('@') && !PRIMITIVES.contains(&name);
    names.retain(|name| is_written(name));
    names.sort_unstable();
    names
}

/// Commands that hardly an author means.
const PRIMITIVES: &[&str] =
    &["\\edef", "\\gdef", "\\xdef", "\\long", "\\global", "\\futurelet", "\\relax", "\\cr"];

/// Symbols that are often mistyped; the parser has no list of its symbols.
const SYMBOLS: &[&str] = &[
    "\\alpha",
    "\\beta",
    "\\gamma",
    "\\delta",
    "\\epsilon",
    "\\varepsilon",
    "\\zeta",
    "\\eta",
    "\\theta",
    "\\vartheta",
    "\\iota",
    "\\kappa",
    "\\lambda",
    "\\mu",
    "\\nu",
    "\\xi",
    "\\pi",
    "\\rho",
    "\\varrho",
    "\\sigma",
    "\\tau",
    "\\upsilon",
    "\\phi",
    "\\varphi",
    "\\chi",
    "\\psi",
    "\\omega",
    "\\Gamma",
    "\\Delta",
    "\\Theta",
    "\\Lambda",
    "\\Xi",
    "\\Pi",
    "\\Sigma",
    "\\Upsilon",
    "\\Phi",
    "\\Psi",
    "\\Omega",
    "\\infty",
    "\\partial",
    "\\nabla",
    "\\forall",
    "\\exists",
    "\\emptyset",
    "\\in",
    "\\notin",
    "\\subset",
    "\\subseteq",
    "\\supset",
    "\\supseteq",
    "\\cup",
    "\\cap",
    "\\setminus",
    "\\times",
    "\\cdot",
    "\\div",
    "\\pm",
    "\\mp",
    "\\leq",
    "\\geq",
    "\\neq",
    "\\approx",
    "\\equiv",
    "\\cong",
    "\\sim",
    "\\simeq",
    "\\propto",
    "\\to",
    "\\rightarrow",
    "\\leftarrow",
    "\\Rightarrow",
    "\\Leftarrow",
    "\\leftrightarrow",
    "\\Leftrightarrow",
    "\\mapsto",
    "\\longrightarrow",
    "\\implies",
    "\\iff",
    "\\ldots",
    "\\cdots",
    "\\vdots",
    "\\ddots",
    "\\dots",
    "\\langle",
    "\\rangle",
    "\\lfloor",
    "\\rfloor",
    "\\lceil",
    "\\rceil",
    "\\mid",
    "\\parallel",
    "\\perp",
    "\\angle",
    "\\circ",
    "\\bullet",
    "\\oplus",
    "\\otimes",
    "\\wedge",
    "\\vee",
    "\\neg",
    "\\prime",
    "\\ell",
    "\\hbar",
    "\\Re",
    "\\Im",
    "\\quad",
    "\\qquad",
    "\\boxed",
    "\\substack",
    "\\bmod",
    "\\pmod",
    "\\limsup",
    "\\liminf",
    "\\argmax",
    "\\argmin",
    "\\newcommand",
    "\\colon",
    "\\operatorname",
];

/// Returns what the parser refuses, in our words.
fn fault(error: &ParseError, prepared: &Prepared, length: usize) -> TexFault {
    let (message, help) = words(&error.message);
    let place = error.loc.as_ref().and_then(|loc| place(&(loc.start..loc.end), &error.message, prepared));
    let place = place.or_else(|| named_place(&error.message, prepared));
    TexFault::new(place.unwrap_or(0..length), message, help)
}

/// Returns the place in the source of what an error names. Returns `None` for a place in the text of a macro, which
/// the parser counts separately.
fn place(range: &Range<usize>, message: &str, prepared: &Prepared) -> Option<Range<usize>> {
    let named = prepared.text.get(range.clone()).filter(|named| !named.is_empty())?;
    let is_named = message.contains(named) || matches!(named, "^" | "_" | "'");
    prepared.origin(range).filter(|_| is_named)
}

/// Returns the place of the command that a message names, if the formula has it once.
fn named_place(message: &str, prepared: &Prepared) -> Option<Range<usize>> {
    let start = message.find('\\')?;
    let letters = message[start + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = &message[start..start + 1 + letters];
    let mut found = prepared.text.match_indices(name).map(|(at, _)| at..at + name.len());
    let place = found.next().filter(|_| letters > 0)?;
    if found.next().is_some() { None } else { prepared.origin(&place) }
}

/// Returns the message of the parser in the words of ours, and what to do.
fn words(message: &str) -> (String, String) {
    let own = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    let got = message.rsplit_once("got '").and_then(|(_, rest)| rest.strip_suffix('\''));
    match message {
        "Double superscript" => own("two superscripts behind one another", "write `{x^a}^b` or `x^{ab}`"),
        "Double subscript" => own("two subscripts behind one another", "write `{x_a}_b` or `x_{ab}`"),
        _ if message.contains("ecursion")
            || message.contains("oo many expansions")
            || message.contains("limit") =>
        {
            own("formula nested too deeply, or with commands that never end", "take it apart")
        }
        _ if got == Some("&") => {
            own("`&` outside of columns", "write `\\begin{align}…\\end{align}` around it, or `\\&`")
        }
        _ if got == Some("EOF") => own("formula that ends too early", "write what the last command needs"),
        _ => {
            let refused = message.replace("ParseError: ", "").replace('\'', "`");
            (
                format!("formula that cannot be read: {}", lower_first(&refused)),
                "see docs/manuscript.md for what formulas may contain".to_owned(),
            )
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
