//! Strategies that generate texts in which all kinds of syntax are mixed.

use std::fmt::Write as _;

use proptest::prelude::*;

/// Starts and ends of blocks around words.
const BLOCK_MARKS: &[&str] = &[
    "\n::: verse\n",
    "\n::: note\n",
    "\n::: {.figure}\n",
    "\n::: epigraph\n",
    "\n:::\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n",
    "\n\n",
    "\n    ",
    "\n# ",
    "\n: ",
    "\n\n: ",
    "\n\nTable: ",
    "\n***\n",
    "  \n",
    "\n| ",
    "\n\n— ",
    "\n\n|-|\n|-|\n|",
];
/// Marks in a line around words.
const INLINE_MARKS: &[&str] = &[
    "*", "**", "_", "~~", "^", "~", "[", "]", "{.sc}", " {#id}", "{", "}", "^[", "@", "[@", "$", "\"", "'",
    "...", "--", "\\", "\u{1}",
];
/// Tags around words.
const TAGS: &[&str] = &[
    "<b>",
    "</b>",
    "\n<div>\n",
    "\n</div>\n",
    "<table>",
    "<td>",
    "<tr>",
    "<th>",
    "</table>",
    "<caption>",
    "<p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<figure>",
    "<figcaption>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<q>",
    "</q>",
    "<dl>",
    "<dt>",
    "<dd>",
    "\n<blockquote>\n",
    "<footer>",
    "<br>",
    "<code>",
    "<a href=x>",
    "</a>",
    "<h2>",
    "\n<pre>",
    "</pre>",
    "<tbody>",
    "<foo>",
];

/// Returns texts of numbered words between marks that may contain, but never hide, what is near them.
pub(super) fn of_words() -> impl Strategy<Value = String> {
    let marks = prop::sample::select([BLOCK_MARKS, INLINE_MARKS, TAGS].concat());
    prop::collection::vec((marks, any::<bool>()), 0..40).prop_map(|marks| {
        let mut text = String::new();
        for (i, (mark, has_space)) in marks.into_iter().enumerate() {
            text.push_str(mark);
            text.push_str(if has_space { " " } else { "" });
            write!(text, "zz{i}q").expect("strings take all");
        }
        text
    })
}

/// Pieces of Markdown.
const MARKDOWN: &[&str] = &[
    "::: verse\n",
    "::: {.note #x}\n",
    ":::\n",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "# ",
    "```\n",
    "```rust\n",
    "*",
    "**",
    "_",
    "~~",
    "^",
    "~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "{.sc}",
    "{#fig:a alt=\"x\"}",
    "![",
    "](a.png)",
    "^[",
    "[^1]",
    "[^1]: ",
    "@fig:a",
    "[@k]",
    "$",
    "$$",
    "|",
    "|-|-|\n",
    ": ",
    "Table: ",
    "***\n",
    "  \n",
    "\\\n",
    "| ",
    "\\",
    "&amp;",
];
/// Pieces of HTML.
const HTML: &[&str] = &[
    "<b>",
    "</b>",
    "<div>\n",
    "</div>\n",
    "<table>",
    "<td>",
    "<tr>",
    "</table>",
    "<script>",
    "</script>",
    "<pre>",
    "<!--",
    "-->",
    "<img src=a>",
    "<ruby>",
    "<rt>",
    "<q>",
    "</q>",
    "<p>",
    "<li>",
    "<ul>",
    "<figure>",
    "<figcaption>",
    "<br>",
];
/// Words, punctuation and rare characters.
const CHARACTERS: &[&str] = &[
    "\"", "'", "...", "--", "---", "\u{0}", "\u{1}", "\r\n", "é", "한", "字", "\u{202e}", "a", " ", "word",
    ";", "!", "«", "»",
];

/// Returns a strategy that generates texts in which all kinds of syntax are mixed with random characters.
pub(super) fn of_anything() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select([MARKDOWN, HTML, CHARACTERS].concat());
    let any = any::<char>().prop_map(String::from);
    let piece = prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => any];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}
