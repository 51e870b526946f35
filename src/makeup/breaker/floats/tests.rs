//! Tests of placing floats.

use super::super::tests::{HEIGHTS, step, steps};
use super::super::{FloatPosition, MadeUp, PageEnd, break_pages};
use crate::layout::{FloatSpot, Side};
use crate::makeup::gather::{FloatBox, Gathered};

/// Adds a float that is called right before the step `at`. Its height is `lines` lines, including the space
/// around it. Floats must be added in the order of their calls.
fn call(gathered: &mut Gathered, at: usize, lines: i64, spot: FloatSpot) {
    let last = at.min(gathered.steps.len().saturating_sub(1));
    let begins =
        (0..=last).rev().find(|step| *step == 0 || gathered.steps[*step].due > gathered.steps[step - 1].due);
    gathered.floats.push(FloatBox {
        strip: 0,
        spot,
        above: HEIGHTS.leading,
        height: HEIGHTS.leading * lines,
        call: at,
        section: begins.unwrap_or(0),
    });
    for step in gathered.steps.iter_mut().skip(at) {
        step.called += 1;
    }
    if let Some(step) = gathered.steps.get_mut(at) {
        step.fresh += 1;
    }
}

/// Begins a section with the step `at`.
fn section(gathered: &mut Gathered, at: usize) {
    let due = gathered.floats.len();
    gathered.steps.iter_mut().skip(at).for_each(|step| step.due = due);
    if let Some(step) = gathered.steps.get_mut(at) {
        step.is_barrier = true;
    }
}

fn made(gathered: &Gathered) -> MadeUp {
    break_pages(gathered, HEIGHTS, Side::Recto)
}

/// Returns the index of the page of each float.
fn pages_of(made: &MadeUp) -> Vec<usize> {
    (0..made.spots.len())
        .map(|float| made.ends.iter().position(|end| end.float > float).expect("a page"))
        .collect()
}

#[test]
fn a_float_that_fits_stands_where_it_is_called() {
    let mut gathered = steps(&[0; 15]);
    call(&mut gathered, 3, 4, FloatSpot::Any);
    let made = made(&gathered);
    assert_eq!(made.spots, [FloatPosition::Here { step: 3 }]);
    assert_eq!(made.ends[0], PageEnd { step: 5, note: 0, float: 1 });
}

#[test]
fn a_float_that_does_not_fit_lets_the_text_run_on_and_stands_overleaf() {
    let mut gathered = steps(&[0; 26]);
    call(&mut gathered, 8, 5, FloatSpot::Any);
    let made = made(&gathered);
    assert_eq!(made.spots, [FloatPosition::Head]);
    assert_eq!(pages_of(&made), [1]);
    assert_eq!(made.ends[0], PageEnd { step: 10, note: 0, float: 0 });
}

#[test]
fn no_float_passes_the_next_section() {
    let mut gathered = steps(&[0; 30]);
    call(&mut gathered, 8, 5, FloatSpot::Any);
    section(&mut gathered, 9);
    let made = made(&gathered);
    let page = pages_of(&made)[0];
    let heading = made.ends.iter().position(|end| end.step > 9).expect("a page");
    assert!(page <= heading && made.spots[0] != FloatPosition::Foot || page < heading, "{made:?}");
}

#[test]
fn wishes_are_kept() {
    let mut gathered = steps(&[0; 40]);
    call(&mut gathered, 2, 3, FloatSpot::Foot);
    call(&mut gathered, 14, 3, FloatSpot::Head);
    call(&mut gathered, 20, 6, FloatSpot::Page);
    let made = made(&gathered);
    assert_eq!(made.spots, [FloatPosition::Foot, FloatPosition::Head, FloatPosition::Page]);
    let alone = made.ends.iter().position(|end| end.float == 3).expect("a page");
    assert_eq!(made.ends[alone].step, made.ends[alone - 1].step);
}

#[test]
fn a_float_called_at_the_end_of_a_full_page_gets_its_own() {
    let mut gathered = steps(&[0; 10]);
    call(&mut gathered, 10, 9, FloatSpot::Page);
    let made = made(&gathered);
    assert_eq!(made.ends.len(), 2);
    assert_eq!(pages_of(&made), [1]);
}

#[test]
fn floats_without_any_text_have_pages() {
    for spot in [FloatSpot::Any, FloatSpot::Head, FloatSpot::Foot, FloatSpot::Page] {
        let mut gathered = steps(&[]);
        call(&mut gathered, 0, 3, spot);
        call(&mut gathered, 0, 3, spot);
        let made = made(&gathered);
        assert_eq!(made.spots.len(), 2, "{spot:?}");
        let pages = if matches!(spot, FloatSpot::Any | FloatSpot::Foot) { 1 } else { 2 };
        assert_eq!(made.ends.len(), pages, "{spot:?}");
    }
}

/// Generates a number of steps and the floats called in them: the step of the call, the height in lines, the
/// spot, and whether a section begins after the call.
fn book() -> impl proptest::strategy::Strategy<Value = (usize, Vec<(usize, i64, u8, bool)>)> {
    use proptest::prelude::*;
    (12_usize..80).prop_flat_map(|count| {
        let calls = proptest::collection::vec((1..count, 2_i64..9, 0_u8..6, any::<bool>()), 0..6);
        (Just(count), calls)
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn floats_stand_once_in_order_on_pages_that_hold_them((count, mut calls) in book()) {
        calls.sort_by_key(|call| call.0);
        let mut gathered = Gathered { steps: vec![step(0); count], ..steps(&vec![0; count]) };
        for (at, lines, spot, opens) in &calls {
            let spot = match spot {
                0 => FloatSpot::Head,
                1 => FloatSpot::Foot,
                2 => FloatSpot::Page,
                _ => FloatSpot::Any,
            };
            call(&mut gathered, *at, *lines, spot);
            if *opens {
                section(&mut gathered, *at + 1);
            }
        }
        let made = made(&gathered);
        proptest::prop_assert_eq!(made.spots.len(), gathered.floats.len());
        proptest::prop_assert_eq!(&made.steps, &(0..count).collect::<Vec<_>>());
        let pages = pages_of(&made);
        proptest::prop_assert!(pages.is_sorted(), "{:?}", made);
        let page_of = |step: usize| made.ends.iter().position(|end| end.step > step).unwrap_or(made.ends.len() - 1);
        for (float, page) in pages.iter().enumerate() {
            // The float is not on a page before that of the line above its call.
            let called = gathered.floats[float].call;
            proptest::prop_assert!(*page >= page_of(called - 1), "{float} {:?}", made);
            // The float is not below the beginning of the section after its call.
            if let Some(opens) = gathered.steps.iter().position(|step| step.due > float) {
                proptest::prop_assert!(*page <= page_of(opens), "{float} {:?}", made);
            }
        }
        // No page is too full.
        let mut from = PageEnd::default();
        for end in &made.ends {
            let floats: i64 = gathered.floats[from.float..end.float].iter().map(|f| f.height.to_sp()).sum();
            let lines = i64::try_from(end.step - from.step).expect("few") * HEIGHTS.leading.to_sp();
            proptest::prop_assert!(floats + lines <= HEIGHTS.text.to_sp(), "{:?}", made);
            from = *end;
        }
    }
}
