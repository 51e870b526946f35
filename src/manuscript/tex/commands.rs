//! The commands that the parser lacks or that the book reads otherwise.

/// Commands as they are defined for the parser; `#1` is an argument.
pub(super) const DEFINED: &[(&str, &str)] = &[
    // The parser sets a colon from several pieces.
    ("\\colon", "\\mskip2mu\\mathpunct{:}\\mskip3mu"),
    // Without the strut that the parser has for lines of a matrix.
    ("\\vdots", "\\mathord{\\varvdots}"),
    ("\\hdots", "\\ldots"),
    ("\\overparen", "\\overgroup{#1}"),
    ("\\underparen", "\\undergroup{#1}"),
    ("\\idotsint", "\\int\\!\\cdots\\!\\int"),
    ("\\ensuremath", "#1"),
    ("\\nicefrac", "{}^{#1}\\!/_{#2}"),
    ("\\sfrac", "{}^{#1}\\!/_{#2}"),
    ("\\mathds", "\\mathbb{#1}"),
    ("\\mathbbm", "\\mathbb{#1}"),
    ("\\prescript", "{\\vphantom{#3}}^{#1}_{#2}{#3}"),
    // An opening atom has no space before an operator.
    ("\\sideset", "\\mathop{\\mathopen{\\vphantom{#3}#1}#3\\nolimits#2}"),
    ("\\mathup", "\\mathrm{#1}"),
    ("\\symbf", "\\mathbf{#1}"),
    ("\\symbfit", "\\boldsymbol{#1}"),
    ("\\symup", "\\mathrm{#1}"),
    ("\\symit", "\\mathit{#1}"),
    ("\\mbox", "\\text{#1}"),
    ("\\textsubscript", "{}_{\\text{#1}}"),
    ("\\textsuperscript", "{}^{\\text{#1}}"),
    ("\\mathellipsis", "\\ldots"),
];

/// Commands whose effect is left out, with what it is.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    ("\\color", "the colour"),
    ("\\textcolor", "the colour"),
    ("\\colorbox", "the colour"),
    ("\\fcolorbox", "the colour"),
    ("\\blue", "the colour"),
    ("\\red", "the colour"),
    ("\\green", "the colour"),
    ("\\orange", "the colour"),
    ("\\pink", "the colour"),
    ("\\purple", "the colour"),
    ("\\gray", "the colour"),
    ("\\href", "the link"),
    ("\\htmlClass", "the HTML attribute"),
    ("\\htmlId", "the HTML attribute"),
    ("\\htmlStyle", "the HTML attribute"),
    ("\\htmlData", "the HTML attribute"),
];

/// Commands that a formula of a book cannot have, each with what to do.
pub(super) const REFUSED: &[(&str, &str)] = &[
    ("\\eqref", "refer to the equation in the text around the formula"),
    ("\\ref", "refer to it in the text around the formula"),
    ("\\cite", "cite it in the text around the formula"),
    ("\\includegraphics", "write the picture in Markdown: `![description](file)`"),
    ("\\phase", "write it in other commands"),
    ("\\angl", "write it in other commands"),
    ("\\message", "delete it"),
    ("\\errmessage", "delete it"),
];

/// Commands that define others: the next command is their name.
pub(super) const DEFINING: &[&str] = &[
    "\\def",
    "\\gdef",
    "\\edef",
    "\\xdef",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\DeclareMathOperator",
];

/// Commands whose argument is not TeX for formulas.
pub(super) const OPAQUE: &[&str] = &["\\ce", "\\pu", "\\label", "\\href", "\\url"];
