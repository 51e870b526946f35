//! Tests of the fonts of the machine: a run reads them only if it is allowed to.
#![cfg(target_os = "linux")]

use crate::support::{Press, Run, YAML, root, run_in};

/// Returns a book with Japanese and Thai, and the fonts for them in a folder of the user.
fn press(design: &str) -> Press {
    let text = "# One\n\nSome [今日は骨]{lang=ja} and *[今日]{lang=ja}*, [**ไทย**]{lang=th}.\n";
    let press = Press::with(&[("book/book.yaml", &format!("{YAML}{design}")), ("book/one.md", text)]);
    for name in ["NotoSerifCJK-Regular.ttc", "NotoSerifThai-Regular.ttf"] {
        let font = std::fs::read(root().join("tests/fonts").join(name)).expect("a font");
        press.write(&format!("data/fonts/sub/{name}"), &font);
    }
    // A file that is no font, and one that cannot be read as one, harm nothing.
    press.write("data/fonts/a.ttf", b"\0\x01\0\0 and nothing more");
    press
}

fn run(press: &Press, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let data = press.path("data");
    let home = [("XDG_DATA_HOME", data.to_str().expect("UTF-8")), ("HOME", "/nonexistent")];
    run_in(&press.path("book"), arguments, &[&home, variables].concat())
}

#[test]
fn fonts_of_the_machine_are_read_only_by_a_run_that_is_allowed_to() {
    let press = press("");
    let refused = run(&press, &["build"], &[]);
    assert_eq!((refused.code, refused.err.matches("error[E0501]").count()), (1, 2), "{}", refused.err);
    assert!(refused.err.contains("`pressmark build --system-fonts`"), "{}", refused.err);

    for (arguments, variables) in [
        (&["build", "--system-fonts"][..], &[][..]),
        (&["check", "--system-fonts"], &[]),
        (&["build"], &[("PRESSMARK_SYSTEM_FONTS", "1")]),
    ] {
        let allowed = run(&press, arguments, variables);
        assert_eq!((allowed.code, allowed.err.contains("E0501")), (0, false), "{}", allowed.err);
    }
    let refused = run(&press, &["check"], &[("PRESSMARK_SYSTEM_FONTS", "0")]);
    assert!(refused.err.contains("error[E0501]"), "{}", refused.err);
}

#[test]
fn a_book_asks_for_fonts_of_the_machine_but_does_not_take_them() {
    let asking = press("design: { system-fonts: true }\n");
    let refused = run(&asking, &["check"], &[]);
    assert_eq!(refused.err.matches("warning[W0516]").count(), 1, "{}", refused.err);
    let allowed = run(&asking, &["check", "--system-fonts"], &[]);
    assert!(!allowed.err.contains("W0516") && !allowed.err.contains("E0501"), "{}", allowed.err);

    let refusing = press("design: { system-fonts: false }\n");
    let refused = run(&refusing, &["check", "--system-fonts"], &[]);
    assert!(refused.err.contains("error[E0501]"), "{}", refused.err);
}

#[test]
fn a_family_of_the_machine_can_be_the_family_of_the_text() {
    let press = press("design: { text: { family: Noto Serif Thai } }\n");
    let refused = run(&press, &["check"], &[]);
    assert!(
        refused.err.contains("error[E0503]") && refused.err.contains("`--system-fonts`"),
        "{}",
        refused.err
    );
    let allowed = run(&press, &["check", "--system-fonts"], &[]);
    assert!(!allowed.err.contains("E0503"), "{}", allowed.err);
}
