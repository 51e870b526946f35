//! The model as compact text, so that tests read as tables.

use std::fmt::Write as _;

use crate::book::{
    Align, Attr, Block, BlockKind, Cell, Definition, Figure, FigureImage, Image, Inline, InlineKind, List,
    ListItem, Numbering, Row, SpanRole, Target, VerseLine,
};
use crate::diag::{Diagnostic, FileId, Outcome};
use crate::lang::LangTag;
use crate::manuscript::{Markup, read};
use crate::words::Digits;

/// Returns the blocks of a text, one a line.
#[track_caller]
pub(crate) fn blocks(text: &str) -> String {
    let outcome = manuscript(text, "en", "");
    outcome.value.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// Returns the blocks of a text in a language.
pub(super) fn blocks_in(lang: &str, text: &str) -> String {
    let outcome = manuscript(text, lang, "");
    outcome.value.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// Returns the notes of a text, one a line.
pub(super) fn notes(text: &str) -> String {
    let outcome = manuscript(text, "en", "");
    let note = |(number, note): (i32, &crate::book::WrittenNote)| {
        format!("{number} {}: {}", note.label, many(&note.blocks))
    };
    (1..).zip(&outcome.value.notes).map(note).collect::<Vec<_>>().join("\n")
}

/// Returns the diagnostics of a text: code, source at its place, message.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let show = |d: &Diagnostic| {
        let at = d.span.map_or("-", |span| text.get(span.range()).unwrap_or("!"));
        format!("{} {at:?} {}", d.code.id(), d.message)
    };
    manuscript(text, "en", "").diagnostics.iter().map(show).collect()
}

pub(crate) fn manuscript(text: &str, lang: &str, folder: &str) -> Outcome<crate::book::Manuscript> {
    let lang = LangTag::parse(lang).expect("a good tag");
    read(
        FileId(0),
        text,
        0,
        crate::project::metadata::FileMeta::default(),
        &Markup {
            lang: &lang,
            folder,
            classes: &[],
            listed: None,
            commands: &crate::manuscript::MathCommands::default(),
            blocks: &[],
            abbreviations: &[],
            schemes: &[],
        },
    )
}

/// Returns the formula of a text that consists of one.
#[track_caller]
pub(crate) fn formula(text: &str) -> crate::book::math::Formula {
    let blocks = manuscript(text, "en", "").value.blocks;
    match &blocks[..] {
        [Block { kind: BlockKind::Math(formula), .. }] => formula.as_ref().clone(),
        [Block { kind: BlockKind::Paragraph(inlines), .. }] => match &inlines[..] {
            [Inline { kind: InlineKind::Math(formula), .. }] => formula.as_ref().clone(),
            other => panic!("not only a formula: {other:?}"),
        },
        other => panic!("not only a formula: {other:?}"),
    }
}

fn attr(attr: &Attr) -> String {
    let Some(a) = attr.get() else { return String::new() };
    let mut out = String::new();
    a.id.iter().for_each(|id| write!(out, "#{id}").expect("strings take all"));
    a.classes.iter().for_each(|class| write!(out, ".{class}").expect("strings take all"));
    a.lang.iter().for_each(|lang| write!(out, "@{lang}").expect("strings take all"));
    a.rtl
        .iter()
        .for_each(|rtl| write!(out, "~{}", if *rtl { "rtl" } else { "ltr" }).expect("strings take all"));
    a.short.iter().for_each(|short| write!(out, "[short={}]", words(short)).expect("strings take all"));
    a.pairs.iter().for_each(|(k, v)| write!(out, "[{k}={v}]").expect("strings take all"));
    out
}

pub(super) fn many(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    let a = attr(&block.attr);
    match &block.kind {
        BlockKind::Paragraph(text) => format!("P{a}({})", words(text)),
        BlockKind::Heading { level, text, .. } => format!("H{level}{a}({})", words(text)),
        BlockKind::Quote { blocks, attribution } => match attribution {
            Some(who) => format!("Quote{a}({} -- {})", many(blocks), words(who)),
            None => format!("Quote{a}({})", many(blocks)),
        },
        BlockKind::Verse(stanzas) => {
            let stanza =
                |lines: &Vec<VerseLine>| lines.iter().map(verse_line).collect::<Vec<_>>().join(" / ");
            format!("Verse{a}({})", stanzas.iter().map(stanza).collect::<Vec<_>>().join(" // "))
        }
        BlockKind::List(list) => self::list(list, &a),
        BlockKind::Definitions(definitions) => {
            format!("DL{a}({})", definitions.iter().map(definition).collect::<Vec<_>>().join(" | "))
        }
        BlockKind::Table(table) => {
            let rows = |rows: &[Row]| rows.iter().map(row).collect::<Vec<_>>().join(" ; ");
            let caption = table.caption.as_ref().map_or(String::new(), |c| format!("{}: ", words(c)));
            let columns: String = table.columns.iter().map(|c| align(*c)).collect();
            format!("Table{a} {columns}({caption}{} = {})", rows(&table.head), rows(&table.body))
        }
        BlockKind::Figure(Figure { images, caption, .. }) => {
            let images = images.iter().map(figure_image).collect::<Vec<_>>().join(" + ");
            format!("Fig{a}({images}: {})", words(caption))
        }
        BlockKind::Code { language, text, listing } => {
            let (title, caption) = (named("title", &listing.title), named("caption", &listing.caption));
            format!("Code{a}{title}{caption}({}: {text:?})", language.as_deref().unwrap_or("-"))
        }
        BlockKind::SceneBreak => format!("Scene{a}"),
        BlockKind::Group(role, blocks) => format!("{role:?}{a}({})", many(blocks)),
        BlockKind::Math(formula) => format!("Math{a}({})", formula.source),
        BlockKind::PageBreak => format!("Page{a}"),
        BlockKind::TitleLine(_, text) => format!("Title({})", words(text)),
        BlockKind::Contents | BlockKind::Captions(_) | BlockKind::Index(_) => "?".to_owned(),
    }
}

fn verse_line(line: &VerseLine) -> String {
    format!("{}{}", ">".repeat(line.indent.into()), words(&line.text))
}

fn list(list: &List, attr: &str) -> String {
    let item = |item: &ListItem| {
        let task = item.task.map_or("", |done| if done { "[x] " } else { "[ ] " });
        format!("{task}{}", many(&item.blocks))
    };
    let start = list.numbering.map_or("UL".to_owned(), |numbering| {
        let first = numbering.first(list.items.len());
        let items = list.items.iter().map(|item| ListItem { value: None, ..item.clone() }).collect();
        let plain = List { numbering: Some(Numbering::from(first)), tight: true, items };
        if plain.labels(Digits::LATIN) == list.labels(Digits::LATIN) {
            format!("OL{first}")
        } else {
            format!("OL[{}]", list.labels(Digits::LATIN).join(" "))
        }
    });
    let items = list.items.iter().map(item).collect::<Vec<_>>().join(" | ");
    format!("{start}{attr}{}({items})", if list.tight { "" } else { " loose" })
}

fn definition(definition: &Definition) -> String {
    let terms = definition.terms.iter().map(|term| words(term)).collect::<Vec<_>>().join(", ");
    let details = definition.details.iter().map(|detail| many(detail)).collect::<Vec<_>>().join("; ");
    format!("{terms}: {details}")
}

fn figure_image(image: &FigureImage) -> String {
    let own = if image.caption.is_empty() { String::new() } else { format!("({})", words(&image.caption)) };
    format!("{}{own}", self::image(&image.image))
}

fn named(name: &str, shown: &[Inline]) -> String {
    if shown.is_empty() { String::new() } else { format!("[{name} {}]", words(shown)) }
}

fn align(align: Align) -> char {
    match align {
        Align::Start => '<',
        Align::Centre => '^',
        Align::End => '>',
    }
}

fn row(row: &Row) -> String {
    let cell = |cell: &Cell| {
        let span = if (cell.columns, cell.rows) == (1, 1) {
            String::new()
        } else {
            format!("{}x{}", cell.columns, cell.rows)
        };
        let head = if cell.header { "*" } else { "" };
        let own = cell.align.map_or(String::new(), |a| align(a).to_string());
        let inner = match &cell.blocks[..] {
            [Block { kind: BlockKind::Paragraph(text), .. }] => words(text),
            blocks => many(blocks),
        };
        format!("{head}{span}{own}{}{inner}", attr(&cell.attr))
    };
    row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
}

fn image(image: &Image) -> String {
    let alt = image.alt.as_ref().map_or(String::new(), |alt| format!(" {alt:?}"));
    let width = image.width.map_or(String::new(), |width| format!(" {}", width.css()));
    let height = image.height.map_or(String::new(), |height| format!(" x{}", height.css()));
    format!("{}{alt}{width}{height}", image.path)
}

pub(in crate::manuscript) fn words(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let a = attr(&inline.attr);
    match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Emphasis(inner) => format!("<em{a} {}>", words(inner)),
        InlineKind::Strong(inner) => format!("<st{a} {}>", words(inner)),
        InlineKind::Strikethrough(inner) => format!("<del{a} {}>", words(inner)),
        InlineKind::Superscript(inner) => format!("<sup{a} {}>", words(inner)),
        InlineKind::Subscript(inner) => format!("<sub{a} {}>", words(inner)),
        InlineKind::SmallCaps(inner) => format!("<sc{a} {}>", words(inner)),
        InlineKind::Span(SpanRole::Plain, inner) => format!("<span{a} {}>", words(inner)),
        InlineKind::Span(role, inner) => format!("<{role:?}{a} {}>", words(inner)),
        InlineKind::Code(code) => format!("<code{a} {code}>"),
        InlineKind::Link { to, title, text } => {
            let to = match to {
                Target::External(to) => format!("out {to}"),
                Target::Unresolved(to) => to.clone(),
                Target::Internal(to) | Target::Entry(to) => to.name().into_owned(),
            };
            let title = title.as_ref().map_or(String::new(), |t| format!(" {t:?}"));
            format!("<a{a} {to}{title}: {}>", words(text))
        }
        InlineKind::Note(id) => format!("<note {}>", id.0),
        InlineKind::Reference(label) => format!("<ref {}>", label.name()),
        InlineKind::Citation(raw) => format!("<cite {raw}>"),
        InlineKind::Math(formula) => {
            format!("<{}{a} {}>", if formula.is_display { "dmath" } else { "math" }, formula.source)
        }
        InlineKind::Image(i) => format!("<img{a} {}>", image(i)),
        InlineKind::Ruby(pairs) => {
            let pair = |(base, text): &(Vec<Inline>, String)| format!("{}^{text}", words(base));
            format!("<ruby{a} {}>", pairs.iter().map(pair).collect::<Vec<_>>().join("+"))
        }
        InlineKind::Break => "<br>".to_owned(),
    }
}

/// Returns the formula of a source, without its dollar signs.
pub(crate) fn formula_of(source: &str) -> crate::book::math::Formula {
    let source = source.to_owned();
    crate::manuscript::tex::read(source, true, &mut crate::manuscript::tex::MathCommands::default()).formula
}
