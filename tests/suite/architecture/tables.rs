//! The tables of the architecture: edit these when a module moves. What is looser here than in
//! `ARCHITECTURE.md` says so.

/// The root files of the library and of the command.
pub(super) const ROOTS: &[&str] = &["lib.rs", "main.rs"];

/// What every module may use, and what may use nothing else.
pub(super) const GROUND: &[&str] = &["units", "lang", "diag", "error"];

/// Who may use what: a whole module, or one below it and what is below that. Every module of `src` is
/// here, and every arrow is used. Re-exports are followed to the module that defines.
pub(super) const ARROWS: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("lang", &[]),
    ("diag", &[]),
    ("error", &[]),
    ("assets", &["fonts"]),
    ("dialect", &[]),
    // Looser than `ARCHITECTURE.md`: the name of a standard.
    ("project", &["assets::limits", "assets::vault", "dialect", "standard"]),
    ("manuscript", &["book", "project::metadata"]),
    ("book", &["project"]),
    ("fonts", &[]),
    ("design", &["book::block", "book::inline", "book::role", "fonts", "project::design", "project::heads"]),
    // Looser: what `design` re-exports of `project::heads`.
    ("galley", &["assets", "book", "design", "fonts", "project::heads"]),
    // Looser: `book::block` and `book::tag`.
    ("makeup", &["book::block", "book::role", "book::tag", "design", "fonts", "galley"]),
    // Looser: `stamp`.
    ("epub", &["assets", "book", "design", "fonts", "project::ebook", "project::metadata", "stamp"]),
    // Looser: what `makeup::page` re-exports of `galley`; `stamp` and `standard`.
    (
        "pdf",
        &[
            "assets",
            "book",
            "fonts",
            "galley::line",
            "galley::structure",
            "makeup::page",
            "stamp",
            "standard",
        ],
    ),
    // None of these is in `ARCHITECTURE.md`.
    ("stamp", &["project::metadata"]),
    ("standard", &[]),
    ("paginate", &["book", "galley::line", "galley::structure", "makeup::page"]),
    ("typeset", &["assets", "book", "design", "fonts", "galley", "makeup"]),
    ("editions", &["assets::reduce", "book", "design", "epub", "makeup", "pdf", "press", "project", "stamp"]),
    (
        "press",
        &[
            "assets",
            "book",
            "design",
            "editions",
            "epub::shops",
            "fonts",
            "makeup",
            "manuscript",
            "paginate",
            "pdf",
            "project",
            "standard",
            "typeset",
        ],
    ),
    ("cli", &["epub::shops", "press", "project", "standard"]),
];

/// Circles of files across modules that are not yet taken apart.
pub(super) const CROSSING: &[&[&str]] = &[&["editions", "press"]];

/// Files of a circle at most, in a module that is not in `CIRCLES`.
pub(super) const MAX_CIRCLE: usize = 3;

/// Larger circles that are not yet taken apart: their sizes, the largest first.
pub(super) const CIRCLES: &[(&str, &[usize])] = &[
    ("book", &[23]),
    ("epub", &[5]),
    ("galley", &[12, 11]),
    ("manuscript", &[7, 4]),
    ("pdf", &[4]),
    ("project", &[11]),
];

/// Lines of a file at most, if it is not in `LONG`.
pub(super) const MAX_LINES: usize = 450;

/// Lines of the file in the middle at most.
pub(super) const MAX_MEDIAN: usize = 160;

/// Longer files that are not yet parted, with their lines.
pub(super) const LONG: &[(&str, usize)] = &[
    ("book/draft.rs", 532),
    ("galley/justify.rs", 517),
    ("manuscript/spans.rs", 483),
    ("manuscript/typography/mod.rs", 459),
    ("pdf/content.rs", 572),
    ("project/load.rs", 745),
];

/// Where the enums of the model are declared: every public one below these paths counts.
pub(super) const MODEL: &[&str] = &["book/", "galley/line.rs", "makeup/page.rs", "design/role.rs"];

/// Modules in which a match over the model names every kind, with the arms for everything else that
/// are not yet written out.
pub(super) const CATCH_ALLS: &[(&str, usize)] = &[("book", 22), ("epub", 4), ("galley", 11), ("makeup", 0)];

/// Crates that are known in some files or folders only.
pub(super) const BORDERS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["manuscript/events.rs"]),
    ("html5ever", &["manuscript/html.rs"]),
    ("serde_yaml", &["project/yaml.rs"]),
    ("toml", &["project/toml_tree.rs"]),
    ("clap", &["cli/"]),
    ("epub_builder", &["epub/package.rs"]),
    ("printpdf", &["pdf/skeleton.rs"]),
    ("lopdf", &["pdf/"]),
    ("subsetter", &["pdf/font.rs"]),
    ("harfrust", &["fonts/face.rs", "galley/shape.rs"]),
    ("skera", &["fonts/excerpt.rs"]),
    ("skrifa", &["fonts/excerpt.rs", "fonts/outline.rs"]),
    ("hypher", &["galley/hyphen.rs"]),
    ("icu_segmenter", &["galley/chances.rs"]),
    ("resvg", &["assets/svg/"]),
    ("jpeg_encoder", &["assets/reduce/jpeg.rs"]),
    ("zune_jpeg", &["assets/reduce/jpeg.rs"]),
    ("indicatif", &["cli/terminal.rs"]),
    ("annotate_snippets", &["diag/render/human.rs"]),
];
