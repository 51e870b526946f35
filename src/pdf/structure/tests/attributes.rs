//! Tests of the attributes of elements.

use super::*;
use crate::book::Numerals;
use crate::lang::LangTag;
use crate::layout::{Layer, ListLabels, Page, PageItem, Side};
use crate::units::Size;

/// Returns the name that is the value of `key` among the attributes of an element with a certain owner.
fn name(tagged: &Tagged, id: ObjectId, owner: &str, key: &[u8]) -> Option<String> {
    let found = tagged.attributes(id, owner)?;
    let name = found.get(key).and_then(Object::as_name).ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

#[test]
fn header_cells_state_what_they_head() {
    let mut bench = Bench::new();
    let table = bench.add(ElementId::ROOT, Tag::Table);
    let body = bench.add(table, Tag::TableBody);
    let row = bench.add(body, Tag::Row);
    let head = bench.words(0, row, Tag::HeaderCell);
    bench.pages.structure.attributes_mut(head).is_row_header = true;
    bench.words(0, row, Tag::HeaderCell);
    bench.words(0, row, Tag::Cell);
    let tagged = bench.written();
    let scopes: Vec<_> = tagged.all("TH").iter().map(|id| name(&tagged, *id, "Table", b"Scope")).collect();
    assert_eq!(scopes, [Some("Row".to_owned()), Some("Column".to_owned())]);
    // A plain grid needs no further attributes.
    assert_eq!(tagged.attributes(tagged.all("TD")[0], "Table"), None);
    assert_eq!(tagged.named(), []);
}

#[test]
fn a_cell_names_the_heads_above_it_where_one_covers_two_columns() {
    let mut bench = Bench::new();
    let table = bench.add(ElementId::ROOT, Tag::Table);
    let head = bench.add(table, Tag::TableHead);
    let row = bench.add(head, Tag::Row);
    let wide = bench.words(0, row, Tag::HeaderCell);
    bench.pages.structure.attributes_mut(wide).spans = Some((2, 1));
    let body = bench.add(table, Tag::TableBody);
    let row = bench.add(body, Tag::Row);
    bench.words(0, row, Tag::Cell);
    bench.words(0, row, Tag::Cell);
    let tagged = bench.written();
    let wide = tagged.all("TH")[0];
    let attributes = tagged.attributes(wide, "Table").expect("attributes");
    assert_eq!(attributes.get(b"ColSpan").and_then(Object::as_i64).ok(), Some(2));
    assert!(!attributes.has(b"RowSpan"));
    let id = tagged.string(wide, b"ID").expect("a name");
    assert_eq!(tagged.named(), [(id.clone(), wide)]);
    for cell in tagged.all("TD") {
        let attributes = tagged.attributes(cell, "Table").expect("attributes");
        let heads = attributes.get(b"Headers").and_then(Object::as_array).expect("heads");
        assert_eq!(
            heads.iter().map(|head| head.as_str().expect("a name")).collect::<Vec<_>>(),
            [id.as_bytes()]
        );
    }
}

#[test]
fn lists_state_how_their_items_are_labelled() {
    for (standard, labels, expected) in [
        (Standard::Ua1A2a, ListLabels::Bullets, "Disc"),
        (Standard::Ua2A4, ListLabels::Bullets, "Unordered"),
        (Standard::Ua1A2a, ListLabels::Numbers(Numerals::LowerRoman), "LowerRoman"),
        (Standard::Ua1A2a, ListLabels::Terms, "None"),
        (Standard::Ua2A4, ListLabels::Terms, "Description"),
    ] {
        let mut bench = Bench::of(standard);
        let list = bench.words(0, ElementId::ROOT, Tag::List);
        bench.pages.structure.attributes_mut(list).labels = Some(labels);
        let tagged = bench.written();
        let found = name(&tagged, tagged.all("L")[0], "List", b"ListNumbering");
        assert_eq!(found.as_deref(), Some(expected), "{labels:?}");
    }
}

#[test]
fn a_language_is_stated_where_it_changes() {
    let mut bench = Bench::new();
    let [latin, english] = ["la", "en"].map(|tag| LangTag::parse(tag).expect("a tag"));
    bench.book = Book::untitled(english.clone());
    let mut parent = ElementId::ROOT;
    // English within English, Latin within that, Latin within Latin, and English again.
    for lang in [&english, &latin, &latin, &english] {
        parent = bench.words(0, parent, Tag::Division);
        bench.pages.structure.attributes_mut(parent).lang = Some(lang.clone());
    }
    let tagged = bench.written();
    let langs: Vec<_> = tagged.all("Div").iter().map(|id| tagged.string(*id, b"Lang")).collect();
    assert_eq!(langs, [None, Some("la".to_owned()), None, Some("en".to_owned())]);
}

#[test]
fn words_for_ears_are_stated() {
    let mut bench = Bench::new();
    let [formula, short] = [Tag::Formula, Tag::Span].map(|tag| bench.words(0, ElementId::ROOT, tag));
    bench.pages.structure.attributes_mut(formula).alt = Some("x squared".to_owned());
    bench.pages.structure.attributes_mut(short).expansion = Some("for example".to_owned());
    let tagged = bench.written();
    assert_eq!(tagged.string(tagged.all("Formula")[0], b"Alt").as_deref(), Some("x squared"));
    assert_eq!(tagged.string(tagged.all("Span")[0], b"E").as_deref(), Some("for example"));
}

#[test]
fn a_figure_states_the_smallest_box_about_its_pictures() {
    let mut bench = Bench::new();
    let figure = bench.words(0, ElementId::ROOT, Tag::Figure);
    let pt = Length::pt;
    let picture = |x, y, turned| PageItem {
        x: pt(x),
        y: pt(y),
        kind: PlacedKind::Picture {
            asset: crate::assets::AssetId(0),
            width: pt(30),
            height: pt(20),
            origin: None,
        },
        layer: Layer::Text,
        owner: Some(figure),
        turned,
    };
    // From 10 to 40 and from 50 to 70 of the width, from 60 to 80 and from 60 to 90 of the height.
    let items = vec![picture(10, 60, false), picture(50, 60, true)];
    let folio = crate::layout::Folio {
        style: crate::layout::FolioStyle::Decimal(crate::words::Digits::LATIN),
        number: 1,
    };
    let size = Size::new(pt(100), pt(200));
    bench.pages.pages.push(Page { size, side: Side::Recto, folio, start: None, items });
    let tagged = bench.written();
    let layout = tagged.attributes(tagged.all("Figure")[0], "Layout").expect("attributes");
    let corners = layout.get(b"BBox").and_then(Object::as_array).expect("a box");
    assert_eq!(
        corners.iter().map(|corner| corner.as_i64().expect("whole points")).collect::<Vec<_>>(),
        [10, 110, 70, 140]
    );
}

#[test]
fn types_of_pdf_2_are_mapped_in_earlier_files_and_in_a_namespace_in_later_ones() {
    let build = |standard| {
        let mut bench = Bench::of(standard);
        bench.words(0, ElementId::ROOT, Tag::Emphasis);
        bench.words(0, ElementId::ROOT, Tag::Code);
        bench.written()
    };
    let earlier = build(Standard::Ua1A2a);
    let roles = earlier.value(earlier.root(), b"RoleMap").and_then(|map| map.as_dict().ok()).expect("roles");
    assert_eq!(roles.get(b"Em").and_then(Object::as_name).ok(), Some(&b"Span"[..]));
    let later = build(Standard::Ua2A4);
    let spaces = later.root().get(b"Namespaces").and_then(Object::as_array).expect("a namespace");
    let has_space = |tag: &str| later.dict(later.all(tag)[0]).get(b"NS").ok() == Some(&spaces[0]);
    assert_eq!((has_space("Em"), has_space("Document"), has_space("Code")), (true, true, false));
    assert!(!later.root().has(b"RoleMap") && !earlier.root().has(b"Namespaces"));
}
