//! Included files, hidden lines and listings.

use super::super::Tool;
use super::{shown, with};

#[test]
fn mdbook_includes_files_lines_and_anchors() {
    let code = "fn a() {}\n// ANCHOR: here\nlet b;\n// ANCHOR_END: here\nlast\n";
    let files =
        [("listings/a.rs", code), ("src/part.md", "*In* {{#include more.md}}.\n"), ("src/more.md", "more\n")];
    let text = "```rust\n{{#include ../listings/a.rs:here}}\n```\n\n{{#include part.md}}\n\n\
                > - {{#rustdoc_include ../listings/a.rs:1}}\n> {{#include ../listings/a.rs:4:}}\n";
    let (shown, reported) = with(Tool::MdBook, text, &files, &[]);
    assert_eq!(shown, "```rust\nlet b;\n```\n\n*In* more.\n\n> - fn a() {}\n> // ANCHOR_END: here\n> last\n");
    assert_eq!(reported, Vec::<String>::new());
}

#[test]
fn words_after_an_include_that_ends_in_a_fence_are_not_an_info_string() {
    let files = [("src/b.md", "B\n\n```\n"), ("src/c.md", "C\n")];
    let text = "{{#include b.md}} words\n\n{{#include c.md}} words\n";
    assert_eq!(with(Tool::MdBook, text, &files, &[]).0, "B\n\n```\n words\n\nC words\n");
}

#[test]
fn a_missing_part_and_a_circle_are_reported() {
    let files =
        [("src/b.md", "{{#include a.md}}\n"), ("src/a.md", "{{#include b.md}}\n"), ("src/c.rs", "x\n")];
    let (text, reported) =
        with(Tool::MdBook, "{{#include b.md}}\n{{#include c.rs:no}}\n{{#include d.md}}\n", &files, &[]);
    assert_eq!(text, "\n\n{{#include d.md}}\n");
    assert_eq!(
        reported,
        [
            "src/b.md:1:1 E0314 `src/a.md` includes itself",
            "src/a.md:2:1 W0315 no part `no` in the included file `src/c.rs`",
            "src/a.md:3:1 E0201 `src/d.md` not found"
        ]
    );
    let (_, reported) = with(Tool::Pressmark, "{{#include ../x.rs}}\n", &[], &[]);
    assert_eq!(
        reported,
        ["src/a.md:1:1 W0315 include of another tool, whose file `../x.rs` is not in the project"]
    );
}

#[test]
fn an_escaped_include_is_text_and_a_page_title_is_nothing() {
    assert_eq!(
        shown(Tool::MdBook, "a \\{{#include x}} `\\{{#include x}}`{{#title A}}\n"),
        "a &#123;{#include x}} `{{#include x}}`\n"
    );
}

#[test]
fn quarto_leanpub_and_honkit_include_too() {
    let files = [
        ("src/_x.qmd", "---\na: 1\n---\nIncluded.\n"),
        ("src/code/a.rb", "puts 1\n"),
        ("src/b.js", "// #@@range_begin(m)\nb();\n// #@@range_end(m)\n"),
    ];
    assert_eq!(with(Tool::Quarto, "{{< include _x.qmd >}}\n", &files, &[]).0, "Included.\n");
    assert_eq!(
        with(Tool::Leanpub, "<<(a.rb)\n\n<<[The `end`](code/a.rb)\n", &files, &[]).0,
        "```ruby\nputs 1\n```\n\n```ruby {title=\"The &#96;end&#96;\"}\nputs 1\n```\n"
    );
    assert_eq!(
        with(Tool::GitBook, "[import, marker:\"m\", title:\"b.js\"](b.js)\n", &files, &[]).0,
        "```js {title=\"b.js\"}\nb();\n```\n"
    );
    assert_eq!(shown(Tool::Pressmark, "[import, x](b.js)\n"), "[import, x](b.js)\n");
}

#[test]
fn code_takes_a_file_or_a_part_of_it() {
    let files = [
        ("src/a.rs", "fn a() {}\n// ANCHOR: b\nlet b;\n// ANCHOR_END: b\n/*\n```\n*/\n"),
        ("c.txt", "1\n2\n3\n"),
    ];
    let shown = |text: &str| with(Tool::Pressmark, text, &files, &[]);
    assert_eq!(
        shown("```{include=\"a.rs\" region=\"b\"}\n```\n").0,
        "````rust {include=\"a.rs\" region=\"b\"}\nlet b;\n````\n"
    );
    assert_eq!(
        shown("> ~~~ {.text include=\"../c.txt\" lines=\"2-3\"}\n> own\n> ~~~\n").0,
        "> ```{.text include=\"../c.txt\" lines=\"2-3\"}\n> 2\n> 3\n> own\n> ```\n"
    );
    assert_eq!(shown("```rust {include=\"d.rs\"}\n```\n").1, ["src/a.md:1:1 E0201 `src/d.rs` not found"]);
    let chunk = "```{r, include=FALSE}\nx\n```\n";
    assert!(!with(Tool::Quarto, chunk, &files, &[]).0.contains("include"));
    let none = shown("```rust {include=\"a.rs\" region=\"z\"}\n```\n").1;
    assert_eq!(none, ["src/a.md:1:1 W0315 no part `z` in the included file `src/a.rs`"]);
}

#[test]
fn included_code_keeps_its_indent_unless_it_is_asked_for() {
    let files = [("src/a.rs", "fn a() {\n    if b {\n\n\t    c();\n    }\n}\n")];
    let shown = |dedent: &str| {
        let text = format!("```{{.rust include=\"a.rs\" lines=\"2-5\"{dedent}}}\n```\n");
        let (shown, reported) = with(Tool::Pressmark, &text, &files, &[]);
        assert!(reported.is_empty(), "{reported:?}");
        shown.lines().filter(|line| !line.starts_with('`')).collect::<Vec<_>>().join("|")
    };
    assert_eq!(shown(""), "    if b {||\t    c();|    }");
    assert_eq!(shown(" dedent=2"), "  if b {||   c();|  }");
    assert_eq!(shown(" dedent=auto"), "if b {|| c();|}");
    assert_eq!(shown(" dedent=9"), "if b {||c();|}");
}

#[test]
fn hidden_lines_may_be_named_in_braces() {
    let text = "```{.python hidelines=\"~ \"}\n~ a\nb\n```\n";
    assert_eq!(shown(Tool::Pressmark, text), "```{.python hidelines=\"~ \"}\nb\n```\n");
}

#[test]
fn hidden_lines_of_rust_code_are_left_out() {
    let text = "```rust,ignore\n# use a;\nfn b() {\n    ## c\n#\n    #[d]\n}\n```\n";
    assert_eq!(shown(Tool::MdBook, text), "```rust,ignore\nfn b() {\n    # c\n    #[d]\n}\n```\n");
    assert_eq!(shown(Tool::Pressmark, text), text);
}

#[test]
fn the_caption_of_a_listing_becomes_that_of_its_code() {
    let text = "<Listing number=\"1-2\" file-name=\"src/main.rs\" caption=\"A `Vec<T>`\">\n\n```rust\na\n```\n\n</Listing>\n";
    assert_eq!(
        shown(Tool::MdBook, text),
        "\n\n```rust {#listing-1-2 caption=\"Listing 1-2: A &#96;Vec<T>&#96;\" title=\"src/main.rs\"}\na\n```\n\n\n"
    );
    let open = "<Listing number=\"1-1\" caption=\"a\n\nWords\" and more>\n";
    assert_eq!(shown(Tool::MdBook, open), open);
    let two = "<Listing number=\"1\" file-name=\"f\">\n```\na\n```\nText.\n```b\nc\n```\n</Listing>\n";
    assert_eq!(
        shown(Tool::MdBook, two),
        "\n```text {#listing-1 title=\"f\"}\na\n```\nText.\n```b {caption=\"Listing 1\"}\nc\n```\n\n"
    );
}

#[test]
fn a_listing_may_be_quoted_listed_empty_or_left_open() {
    let listing = |text: &str| shown(Tool::MdBook, text);
    assert_eq!(
        listing(
            "> <Listing file-name=\"a.rs\"\n> caption=\"a > b\">\n>\n> ```rust\n> x\n> ```\n>\n> </Listing>\n"
        ),
        "> \n>\n> ```rust {caption=\"a > b\" title=\"a.rs\"}\n> x\n> ```\n>\n> \n"
    );
    assert_eq!(
        listing("1. <Listing number=\"1\">\n   ```\n   x\n   ```\n   </Listing>\n"),
        "1. \n   ```text {#listing-1 caption=\"Listing 1\"}\n   x\n   ```\n   \n"
    );
    assert_eq!(
        listing("<Listing number=\"1\" caption=\"C\" />\n\n```\nx\n```\n"),
        "**Listing 1: C**\n\n\n```\nx\n```\n"
    );
    assert_eq!(
        listing("<Listing caption=\"A\">\n```\nx\n```\n<Listing caption=\"B\">\n```\ny\n```\n"),
        "\n```text {caption=\"A\"}\nx\n```\n\n```text {caption=\"B\"}\ny\n```\n"
    );
}

#[test]
fn snippets_of_mkdocs_may_be_a_list_or_escaped() {
    let files = [("docs/a.md", "A\n"), ("src/b.md", "B\nC\n")];
    assert_eq!(
        with(Tool::MkDocs, "--8<--\ndocs/a.md\n; no.md\n\nb.md:2\n--8<--\n\n;--8<-- \"x\"\n", &files, &[]),
        ("\nA\n\n\nC\n\n\n--8\\<-- \"x\"\n".to_owned(), Vec::new())
    );
}

#[test]
fn markua_includes_code_with_the_syntax_of_pictures() {
    let files = [("src/resources/code/a.rb", "puts 1\n")];
    let shown = |text: &str| with(Tool::Leanpub, text, &files, &[]).0;
    assert_eq!(
        shown("{title: \"T\"}\n![](code/a.rb)\n\n![C](code/a.rb)\n"),
        "```ruby {caption=\"T\"}\nputs 1\n```\n\n```ruby {title=\"C\"}\nputs 1\n```\n"
    );
    assert_eq!(shown("{caption: \"A b\", id: t}\n| a |\n|---|\n"), ": A b {#t}\n\n| a |\n|---|\n");
}

#[test]
fn parts_of_large_files_have_a_limit() {
    let large = format!("one\n{}", "word ".repeat(800_000));
    let text = "{{#include b.md:1}}\n".repeat(300);
    let (made, reported) = with(Tool::MdBook, &text, &[("src/b.md", &large)], &[]);
    assert_eq!(made.lines().filter(|line| *line == "one").count(), 269);
    assert_eq!(reported.len(), 31);
    assert_eq!(reported[0], "src/a.md:270:1 E0314 `src/b.md` is one of too many parts of large files");
}
