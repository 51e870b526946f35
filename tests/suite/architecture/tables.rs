//! The tables of the architecture: edit these when a module moves.

/// The root files of the library and of the command.
pub(super) const ROOTS: &[&str] = &["lib.rs", "main.rs"];

/// The modules that every module may use, and that may use no others.
pub(super) const GROUND: &[&str] =
    &["units", "limits", "lang", "diag", "error", "calendar", "xml", "file_names", "words"];

/// Which module may use what: a whole module, or one below it and everything below that. Every module
/// of `src` is listed, and every entry is used. Re-exports are followed to the module that defines.
pub(super) const ARROWS: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("limits", &[]),
    ("lang", &[]),
    ("diag", &[]),
    ("error", &[]),
    ("calendar", &[]),
    ("file_names", &[]),
    ("xml", &[]),
    ("words", &[]),
    ("standard", &[]),
    ("assets", &["fonts"]),
    ("dialect", &[]),
    ("project", &["assets::refusal", "assets::vault", "dialect", "standard"]),
    (
        "manuscript",
        &[
            "book",
            "project::blocks",
            "project::index",
            "project::math",
            "project::metadata",
            "project::schemes",
        ],
    ),
    ("book", &["project"]),
    ("fonts", &[]),
    ("design", &["book", "fonts", "project"]),
    ("layout", &["assets::store", "book", "fonts"]),
    ("paragraph", &["assets", "book", "design", "fonts", "layout", "project::design"]),
    ("blocks", &["assets", "book", "design", "layout", "paragraph", "project::design"]),
    ("makeup", &["book", "design", "fonts", "layout", "paragraph", "project::design"]),
    (
        "epub",
        &[
            "assets",
            "book",
            "design",
            "fonts",
            "project::cover",
            "project::design",
            "project::ebook",
            "project::metadata",
            "stamp",
        ],
    ),
    ("pdf", &["assets", "book", "fonts", "layout", "stamp", "standard"]),
    ("stamp", &["project::metadata"]),
    ("paginate", &["book", "layout"]),
    ("trace", &["book", "layout", "manuscript::origins"]),
    ("lock", &["project::toml_tree"]),
    ("verify", &[]),
    (
        "press",
        &[
            "assets",
            "blocks",
            "book",
            "design",
            "epub",
            "fonts",
            "layout",
            "lock",
            "makeup",
            "manuscript",
            "paginate",
            "paragraph",
            "pdf",
            "project",
            "stamp",
            "standard",
            "trace",
            "verify",
        ],
    ),
    ("find", &["project"]),
    ("shops", &["epub::shops", "project::ebook"]),
    (
        "internals",
        &[
            "assets",
            "book",
            "design",
            "fonts",
            "layout",
            "lock",
            "pdf",
            "project::design",
            "stamp",
            "standard",
            "trace",
        ],
    ),
    ("cli", &["epub::shops", "find", "fonts::system", "press", "project", "standard", "verify"]),
];

/// Circular imports across modules that are not yet resolved.
pub(super) const CROSSING: &[&[&str]] = &[];

/// The maximum number of files in a circle, in a module that is not in `CIRCLES`.
pub(super) const MAX_CIRCLE: usize = 3;

/// Larger circles that are not yet resolved: their sizes, the largest first.
pub(super) const CIRCLES: &[(&str, &[usize])] = &[];

/// The maximum number of lines of a file that is not in `LONG`.
pub(super) const MAX_LINES: usize = 450;

/// The maximum of the median number of lines.
pub(super) const MAX_MEDIAN: usize = 160;

/// Longer files that are not yet split, with their lines.
pub(super) const LONG: &[(&str, usize)] = &[];

/// The paths below which every public enum is one of the model.
pub(super) const MODEL: &[&str] = &["book/", "layout/", "design/role.rs"];

/// Modules in which a match over the model names every kind and has no arm for everything else.
pub(super) const EXHAUSTIVE: &[&str] = &[
    "book",
    "design",
    "paragraph",
    "blocks",
    "layout",
    "makeup",
    "epub",
    "pdf",
    "paginate",
    "trace",
    "press",
];

/// Crates that may be used only in some files or folders.
pub(super) const BORDERS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["dialect/tests/", "manuscript/events.rs"]),
    ("html5ever", &["manuscript/html.rs"]),
    ("serde_yaml", &["project/yaml.rs"]),
    ("toml", &["project/toml_tree.rs"]),
    ("isbn", &["project/isbn.rs"]),
    ("chrono", &["calendar.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/generated.rs"]),
    ("clap_mangen", &["cli/generated.rs"]),
    ("epub_builder", &["epub/package.rs"]),
    ("printpdf", &["pdf/skeleton.rs"]),
    ("lopdf", &["pdf/"]),
    ("subsetter", &["pdf/font.rs"]),
    ("harfrust", &["fonts/face.rs", "paragraph/shape.rs"]),
    ("skera", &["fonts/excerpt.rs"]),
    ("skrifa", &["fonts/excerpt.rs", "fonts/math.rs", "fonts/outline.rs", "fonts/system.rs"]),
    ("ratex_font", &["manuscript/tex/"]),
    ("ratex_parser", &["manuscript/tex/"]),
    ("fancy_regex", &["manuscript/highlight/needs.rs"]),
    ("syntect", &["manuscript/highlight/"]),
    ("two_face", &["manuscript/highlight/"]),
    ("unicode_joining_type", &["paragraph/kashida.rs"]),
    ("hypher", &["paragraph/opportunities/hyphen.rs"]),
    ("icu_collator", &["book/collate.rs"]),
    ("icu_locale_core", &["book/collate.rs", "paragraph/opportunities/rules.rs"]),
    ("icu_segmenter", &["paragraph/opportunities/rules.rs"]),
    ("resvg", &["assets/svg/"]),
    ("simplecss", &["assets/svg/links.rs"]),
    ("jpeg_encoder", &["assets/jpeg_codec.rs"]),
    ("zune_jpeg", &["assets/jpeg_codec.rs"]),
    ("rustix", &["assets/beneath.rs", "cli/"]),
    ("landlock", &["cli/host/sandbox.rs"]),
    ("signal_hook", &["cli/host/signals.rs"]),
    ("indicatif", &["cli/terminal.rs"]),
    ("annotate_snippets", &["diag/render/human.rs"]),
];
