//! Tests of the references from pages and annotations back to their elements.

use super::*;

/// Returns the elements that the parent tree has for the marks of a page.
fn of_page(tagged: &Tagged, page: i64) -> Option<Vec<ObjectId>> {
    let list = tagged.parents().get(&page)?.clone();
    let list = tagged.0.dereference(&list).expect("a list").1;
    let list = list.as_array().expect("a list").iter();
    Some(list.map(|element| element.as_reference().expect("an element")).collect())
}

#[test]
fn each_page_with_marks_leads_to_their_elements() {
    let mut bench = Bench::new();
    let paragraph = bench.words(0, ElementId::ROOT, Tag::Paragraph);
    bench.words(0, paragraph, Tag::Emphasis);
    bench.mark(0, paragraph);
    bench.mark(2, paragraph);
    let tagged = bench.written();
    let (paragraph, emphasis) = (tagged.all("P")[0], tagged.all("Em")[0]);
    assert_eq!(of_page(&tagged, 0), Some(vec![paragraph, emphasis, paragraph]));
    assert_eq!(of_page(&tagged, 1), None);
    assert_eq!(of_page(&tagged, 2), Some(vec![paragraph]));
}

#[test]
fn each_annotation_leads_to_its_link_by_a_key_behind_those_of_the_pages() {
    let mut bench = Bench::new();
    let [first, second] = [0, 1].map(|page| {
        let link = bench.words(page, ElementId::ROOT, Tag::Link);
        bench.link(page, link);
        link
    });
    assert!(first < second);
    let tagged = bench.written();
    assert_eq!(tagged.shown(), "Document(Link(0:0 link) Link(1:0 link))");
    let links = tagged.all("Link");
    for (page, id) in tagged.0.get_pages().into_values().take(2).enumerate() {
        let annotation = tagged.references(id, b"Annots")[0];
        let key = tagged.dict(annotation).get(b"StructParent").and_then(Object::as_i64).expect("a key");
        assert_eq!(key, 3 + i64::try_from(page).expect("few"));
        assert_eq!(tagged.parents()[&key].as_reference().expect("an element"), links[page]);
    }
    let next = tagged.root().get(b"ParentTreeNextKey").and_then(Object::as_i64);
    assert_eq!(next.expect("a key"), 5);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]
    #[test]
    fn every_mark_is_in_one_element_and_leads_back_to_it(
        parents in proptest::collection::vec(0..30_usize, 1..30),
        marks in proptest::collection::vec((0..3_usize, 0..30_usize), 1..60),
    ) {
        let mut bench = Bench::new();
        let mut elements = vec![ElementId::ROOT];
        for parent in parents {
            elements.push(bench.add(elements[parent % elements.len()], Tag::Division));
        }
        for (page, element) in &marks {
            bench.mark(*page, elements[element % elements.len()]);
        }
        let tagged = bench.written();
        // An element without content is omitted.
        let all = tagged.elements();
        let mut found = 0;
        for id in all {
            for (page, mark) in tagged.marks(id) {
                let list = of_page(&tagged, i64::try_from(page).expect("few")).expect("marks");
                proptest::prop_assert_eq!(list[usize::try_from(mark).expect("a number")], id);
                found += 1;
            }
        }
        proptest::prop_assert_eq!(found, marks.len());
        let shown = tagged.shown();
        proptest::prop_assert!(!shown.contains("Div)") && !shown.contains("Div "), "{}", shown);
    }
}
