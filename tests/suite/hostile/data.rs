//! Designs and the files of other tools: they are data, of which nothing is run, fetched, or repeated without end.

use crate::support::{Press, YAML, entries};

#[test]
fn case_32_a_design_is_data() {
    let designs = [
        "{theme: ../../etc/passwd}",
        "{theme: 'http://127.0.0.1:9/theme.yaml'}",
        "{theme: {include: other.yaml}}",
        "{template: '{% for a in range(1000000000) %}x{% endfor %}'}",
        "{fonts: [/dev/zero]}",
        "{text: {family: 'x; @import url(http://127.0.0.1:9/)'}}",
        "{text: {family: '</style><script>alert(1)</script>'}}",
        "{text: {size: '1e400pt'}}",
        "{text: {size: 'calc(1px * 9)'}}",
        "{page: {width: 99999999999999999999mm}}",
        "{trim: 0x0}",
        "{classes: {a: {color: 'url(javascript:alert(1))'}}}",
        "{classes: {'a{} @import': {italic: true}}}",
        "{classes: {a: {extends: a}}}",
        "!!python/object/apply:os.system ['touch run']",
        "&a {text: *a}",
    ];
    for design in designs {
        let press = Press::good();
        press.write("book.yaml", format!("{YAML}design: {design}\n").as_bytes());
        let run = press.run(&["build", "--timeout", "20s", "--max-memory", "500M"]);
        assert_eq!((run.code, press.books().len()), (1, 0), "{design}: {}{}", run.out, run.err);
        assert!(run.err.contains("book.yaml:9:"), "{design}: {}", run.err);
        assert!(!press.path("run").exists());
    }
}

#[test]
fn case_32_the_words_of_a_book_are_no_template() {
    let yaml = "title: '{{ title }} {% include \"book.yaml\" %} <%= 1 %> ${HOME} $(touch run) `touch run`'\n\
                language: en\nauthor: '{{ author }}'\nvariables: {a: '{{ b }}{{ b }}', b: '{{ a }}{{ a }}'}\n\
                dialect: jekyll\n";
    let press =
        Press::with(&[("book.yaml", yaml), ("one.md", "# One {{ a }}\n\n{{ page.a }} {{ a }} ${HOME}\n")]);
    let run = press.run(&["build", "--timeout", "20s", "--max-memory", "500M"]);
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
    assert!(!press.path("run").exists() && !run.err.contains("panicked"));
}

/// A manifest of another tool, which would have it run something, or read something outside.
const MANIFESTS: &[(&str, &str)] = &[
    (
        "book.toml",
        "[book]\ntitle = \"T\"\nsrc = \"src\"\n[preprocessor.x]\ncommand = \"touch run\"\n[output.x]\ncommand = \"touch run\"\n",
    ),
    (
        "_quarto.yml",
        "project: {type: book, pre-render: touch run, post-render: [touch run]}\nbook: {title: T, chapters: [src/one.md]}\n\
         filters: [run.lua]\nmetadata-files: [/etc/passwd]\nformat: {epub: {include-in-header: /etc/passwd}}\n",
    ),
    (
        "mkdocs.yml",
        "site_name: T\ndocs_dir: src\nhooks: [run.py]\nplugins: [{macros: {module_name: run}}]\nnav: [one.md]\n",
    ),
    ("_config.yml", "title: T\nplugins: [run]\nsource: src\ninclude: [/etc/passwd]\n"),
    (
        "config.toml",
        "title = \"T\"\n[security.exec]\nallow = [\".*\"]\n[module]\n[[module.mounts]]\nsource = \"/etc\"\ntarget = \"content\"\n",
    ),
    ("_bookdown.yml", "book_filename: T\nbefore_chapter_script: run.R\nrmd_files: [src/one.md]\n"),
];

#[test]
fn case_32_a_manifest_of_another_tool_runs_nothing() {
    let chapter = "# One\n\n```{r}\nsystem(\"touch run\")\n```\n\n`r system(\"touch run\")`\n\n{% include one.md %}\n\n\
                   {{#include one.md}}\n\n{{#include ../../../../etc/passwd}}\n\n{{< include one.md >}}\n\nWords.\n";
    for (name, manifest) in MANIFESTS {
        let press = Press::with(&[
            (name, manifest),
            ("src/one.md", chapter),
            ("src/SUMMARY.md", "# Summary\n\n[One](one.md)\n"),
            ("run.lua", "os.execute('touch run')"),
            ("run.py", "open('run', 'w')"),
            ("run.R", "file.create('run')"),
        ]);
        let run = press.run(&["build", ".", "--timeout", "20s", "--max-memory", "500M"]);
        assert!(matches!(run.code, 0 | 1), "{name}: {}", run.err);
        assert!(!press.path("run").exists() && !press.path("src/run").exists(), "{name}");
        for bytes in press.books().values().filter(|bytes| bytes.starts_with(b"PK")) {
            for (part, bytes) in entries(bytes) {
                assert!(!String::from_utf8_lossy(&bytes).contains("root:x:"), "{name}: {part}");
            }
        }
    }
}

#[test]
fn case_32_manifests_of_other_tools_leave_no_project() {
    let leading_out = [
        ("book.toml", "[book]\ntitle = \"T\"\nsrc = \"../..\"\n"),
        ("book.toml", "[book]\ntitle = \"T\"\nsrc = \"/etc\"\n"),
        ("_quarto.yml", "project: {type: book}\nbook: {title: T, chapters: [../../x.md, /etc/passwd]}\n"),
        ("mkdocs.yml", "site_name: T\ndocs_dir: /etc\nnav: [passwd]\n"),
        ("mkdocs.yml", "site_name: T\ndocs_dir: ../..\n"),
        ("_config.yml", "title: T\nsource: ../..\n"),
        (
            "_quarto.yml",
            "project: &a {type: book, x: *a}\nbook: {title: T, chapters: [{part: P, chapters: [*a]}]}\n",
        ),
        ("book.toml", "[book]\ntitle = \"T\"\n"),
    ];
    for (name, manifest) in leading_out {
        let summary =
            "# Summary\n\n- [A](../../../etc/passwd)\n- [B](/etc/passwd)\n- [C](SUMMARY.md)\n- [D](.)\n";
        let press = Press::with(&[(name, manifest), ("src/SUMMARY.md", summary), ("x/y.txt", "")]);
        let run = press.run(&["build", ".", "--timeout", "20s", "--max-memory", "500M"]);
        assert_eq!((run.code, press.books().len()), (1, 0), "{name} {manifest}: {}{}", run.out, run.err);
        assert!(!run.err.contains("panicked") && !run.err.contains("root:x:"), "{}", run.err);
    }
}

#[test]
fn case_32_definitions_of_themselves_come_to_an_end() {
    let chapters = [
        "$\\def\\a{\\a\\a}\\a$",
        "$\\newcommand\\a{\\b\\b}\\newcommand\\b{\\a\\a}\\a$",
        "*[A]: A and B\n*[B]: B and A\n\nA B",
        "```{.md include=\"one.md\"}\n```",
        "[^a]: See [^a].\n\nWords[^a]",
        "[a]{.index see=\"b\"} [b]{.index see=\"a\"}",
        "[a]: #a\n\n[a][a]",
    ];
    for text in chapters {
        let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n{text}\n"))]);
        let run = press.run(&["build", "--timeout", "20s", "--max-memory", "500M"]);
        assert!(matches!(run.code, 0 | 1), "{text}: {}", run.err);
    }
    let yaml = format!("{YAML}math: {{macros: {{'\\a': '\\a\\a', '\\b': '\\c\\c', '\\c': '\\b\\b'}}}}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\n$\\a \\b$\n")]);
    let run = press.run(&["build", "--timeout", "20s", "--max-memory", "500M"]);
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
}
