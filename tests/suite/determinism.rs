//! The same book gives the same bytes, wherever and however it is built.

use crate::support::{Press, root, run_in};

fn built(folder: &std::path::Path, manuscript: &str, variables: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let press = Press::with(&[]);
    let out = press.path("output");
    let run = run_in(folder, &["build", manuscript, "-o", &out.to_string_lossy()], variables);
    assert_eq!(run.code, 0, "{}", run.err);
    press.books().into_iter().collect()
}

#[test]
fn the_same_bytes_at_any_number_of_threads_time_and_place() {
    let first = built(root(), "manuscript", &[("RAYON_NUM_THREADS", "1")]);
    assert_eq!(first.len(), 2);
    let variations: [&[(&str, &str)]; 4] = [
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "2")],
        &[("RAYON_NUM_THREADS", "8"), ("TZ", "Asia/Seoul"), ("LANG", "ko_KR.UTF-8")],
        &[("HOME", "/nowhere"), ("TERM", "dumb"), ("NO_COLOR", "1")],
    ];
    for variables in variations {
        assert!(first == built(root(), "manuscript", variables), "{variables:?} changes a byte");
    }
    assert!(
        first == built(&root().join("src"), "../manuscript", &[]),
        "the place it is run from changes a byte"
    );
}

#[test]
fn only_the_date_differs_with_the_date() {
    let early = built(root(), "manuscript", &[("SOURCE_DATE_EPOCH", "1000000000")]);
    let late = built(root(), "manuscript", &[("SOURCE_DATE_EPOCH", "1500000000")]);
    assert!(early != late);
    assert!(early == built(root(), "manuscript", &[("SOURCE_DATE_EPOCH", "1000000000")]));
}
