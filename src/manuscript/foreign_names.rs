//! Attributes and classes that other tools write routinely, and whose loss no reader of a book would
//! notice. They are not reported. Entry points: [`is_quiet_key`], [`is_quiet_class`].
//!
//! Names that ask for something visible (a colour, a width of a column, a hidden text) are not here: an
//! author wants to know that they have no effect.

use super::construct::Construct;

/// Prefixes of attributes for scripts, assistive software and other programs' options.
const KEY_PREFIXES: &[&str] = &["data-", "aria-", "fig-", "tbl-", "lst-", "code-", "layout", "xmlns", "item"];

/// Attributes for browsers and web sites, wherever they are.
const KEYS: &[&str] = &[
    "accesskey",
    "autocapitalize",
    "cite",
    "contenteditable",
    "datetime",
    "decoding",
    "draggable",
    "fetchpriority",
    "group",
    "inert",
    "inputmode",
    "lightbox",
    "loading",
    "markdown",
    "nonce",
    "part",
    "popover",
    "referrerpolicy",
    "rel",
    "role",
    "sizes",
    "slot",
    "spellcheck",
    "srcset",
    "tabindex",
    "target",
    "translate",
];

/// Attributes of HTML elements in addition to [`KEYS`].
const TAG_KEYS: &[&str] = &[
    "abbr",
    "axis",
    "border",
    "cellpadding",
    "cellspacing",
    "char",
    "charset",
    "clear",
    "compact",
    "coords",
    "crossorigin",
    "download",
    "frame",
    "headers",
    "hreflang",
    "hspace",
    "ismap",
    "lowsrc",
    "media",
    "name",
    "noshade",
    "nowrap",
    "open",
    "ping",
    "rev",
    "rules",
    "shape",
    "summary",
    "type",
    "usemap",
    "valign",
    "version",
    "vspace",
];

/// Attributes of links in addition to [`KEYS`].
const LINK_KEYS: &[&str] = &["download", "hreflang", "ping", "type"];

/// Attributes of code in addition to [`KEYS`]: numbers and marks of lines, options of programs that run
/// code.
const CODE_KEYS: &[&str] = &[
    "attr-output",
    "class-output",
    "collapse",
    "comment",
    "copy",
    "crop-after",
    "crop-before",
    "dedent",
    "echo",
    "editable",
    "engine",
    "error",
    "eval",
    "exec",
    "fold",
    "format",
    "frame",
    "highlight",
    "label",
    "language",
    "line-range",
    "ln",
    "message",
    "output",
    "results",
    "snippet",
    "tabsize",
    "warning",
    "wrap",
];

/// Options of boxes and of other divs.
const DIV_KEYS: &[&str] = &["appearance", "collapse", "collapsible", "icon", "open"];

/// Prefixes of classes by which other tools and their style sheets lay out web pages.
const CLASS_PREFIXES: &[&str] = &[
    "Mso",
    "border-",
    "btn-",
    "callout",
    "cell-",
    "col-",
    "column-",
    "csl-",
    "d-",
    "edition",
    "embed-",
    "fa-",
    "footnote-",
    "g-col-",
    "hljs",
    "icon-",
    "lang-",
    "language-",
    "level",
    "material-",
    "md-",
    "octicon",
    "panel-",
    "quarto-",
    "rounded-",
    "shadow-",
    "table-",
    "tabset-",
    "w-",
];

/// Classes of other tools.
const CLASSES: &[&str] = &[
    "aligncenter",
    "allowframebreaks",
    "anchor",
    "border",
    "cell",
    "center-block",
    "citation",
    "display",
    "email",
    "emoji",
    "external",
    "external-link",
    "fa",
    "fab",
    "far",
    "fas",
    "footnotes",
    "fragment",
    "grid",
    "hanging-indent",
    "header",
    "header-section-number",
    "headerlink",
    "heading-anchor",
    "highlight",
    "hover",
    "img-fluid",
    "img-responsive",
    "img-rounded",
    "img-thumbnail",
    "incremental",
    "inline",
    "internal",
    "keep-with-next",
    "lazy",
    "lazyload",
    "lightbox",
    "line-block",
    "math",
    "no-lightbox",
    "no-zoom",
    "nolightbox",
    "nonincremental",
    "nozoom",
    "off-glb",
    "on-glb",
    "references",
    "refs",
    "rounded",
    "scrollable",
    "section",
    "shadow",
    "smaller",
    "sourceCode",
    "striped",
    "tabset",
    "unlisted",
    "unnumbered",
    "uri",
    "zoom",
    "zoomable",
];

/// Classes of pictures in addition to [`CLASSES`].
const PICTURE_CLASSES: &[&str] = &["center", "centered", "centred", "text-center"];

/// Classes of code in addition to [`CLASSES`].
const CODE_CLASSES: &[&str] = &[
    "allow_fail",
    "code-overflow-scroll",
    "code-overflow-wrap",
    "code-with-copy",
    "code-with-filename",
    "compile_fail",
    "console",
    "copy",
    "does_not_compile",
    "editable",
    "fold",
    "ignore",
    "lineAnchors",
    "literate",
    "mdbook-runnable",
    "no-copy",
    "no_run",
    "nohighlight",
    "noplayground",
    "noplaypen",
    "not_desired_behavior",
    "numberSource",
    "numbered",
    "output",
    "panics",
    "playground",
    "runnable",
    "should_panic",
    "test_harness",
    "wrap",
];

/// Returns whether an attribute without effect at a construct is not reported.
pub(super) fn is_quiet_key(key: &str, at: Construct<'_>) -> bool {
    let own: &[&str] = match at {
        Construct::Tag(_) => TAG_KEYS,
        Construct::Link => LINK_KEYS,
        Construct::CodeBlock | Construct::CodeSpan => CODE_KEYS,
        Construct::Div | Construct::Verse => DIV_KEYS,
        Construct::Heading
        | Construct::Paragraph
        | Construct::Span
        | Construct::Picture
        | Construct::Table
        | Construct::Formula => &[],
    };
    // The design aligns headings, tables and figures; a line that can be broken needs no width, and
    // `<time>` and `<data>` repeat their content.
    let of_tag = match (at, key) {
        (Construct::Tag(name), "align") => name != "img",
        (Construct::Tag("hr"), "width" | "size" | "color") | (Construct::Tag("data"), "value") => true,
        _ => false,
    };
    of_tag
        || KEY_PREFIXES.iter().any(|prefix| key.starts_with(prefix))
        || KEYS.contains(&key)
        || own.contains(&key)
}

/// Returns whether a class without effect at a construct is not reported.
pub(super) fn is_quiet_class(class: &str, at: Construct<'_>) -> bool {
    let own: &[&str] = match at {
        // These classes name languages, of which there is no complete list.
        Construct::CodeSpan | Construct::Tag("code" | "pre") => return true,
        Construct::CodeBlock => CODE_CLASSES,
        Construct::Picture | Construct::Tag("img" | "figure" | "figcaption") => PICTURE_CLASSES,
        _ => &[],
    };
    CLASS_PREFIXES.iter().any(|prefix| class.starts_with(prefix))
        || CLASSES.contains(&class)
        || own.contains(&class)
}
