//! Tests of the fonts of the machine: a run reads them only if it is allowed to.
#![cfg(target_os = "linux")]

use crate::support::{Press, Run, YAML, entries, root, run_in};

/// Returns a book with Japanese and Thai, and the fonts for them in a folder of the user.
fn press(design: &str) -> Press {
    let text = "# One\n\nSome [今日は骨]{lang=ja} and *[今日]{lang=ja}*, [ไทย]{lang=th}.\n";
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

#[test]
fn books_record_the_fonts_of_the_machine_that_they_were_made_with() {
    let press = press("");
    let made = run(&press, &["build", "--system-fonts"], &[]);
    assert_eq!(made.code, 0, "{}", made.err);
    let note = "font of this machine: NotoSerifCJK-Regular.ttc, SHA-256 ";
    let (_, hash) = made.err.split_once(note).expect("the file is named");
    let hash = &hash[..64];
    assert!(hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");

    let read = |name: &str| std::fs::read(press.path("book/output").join(name)).expect("a book");
    let pdf = read("a-small-book.pdf");
    let entry = format!("system font NotoSerifCJK-Regular.ttc sha256:{hash}");
    assert!(String::from_utf8_lossy(&pdf).contains(&entry));
    let files = entries(&read("a-small-book.epub"));
    let (_, package) = files.iter().find(|(name, _)| name.ends_with("content.opf")).expect("a package");
    let entry = format!("\"pressmark:system-font\">NotoSerifCJK-Regular.ttc sha256:{hash}<");
    assert!(String::from_utf8_lossy(package).contains(&entry));

    // With another font the books are of another build.
    let mut font = std::fs::read(root().join("tests/fonts/NotoSerifThai-Regular.ttf")).expect("a font");
    font.push(0);
    press.write("data/fonts/sub/NotoSerifThai-Regular.ttf", &font);
    let made = run(&press, &["build", "--system-fonts", "-f", "pdf"], &[]);
    assert_eq!(made.code, 0, "{}", made.err);
    let verified = run(&press, &["verify"], &[]);
    assert_eq!(verified.code, 1, "{}", verified.err);
}

#[test]
fn the_fonts_of_a_book_are_listed_with_what_is_lacking() {
    let press = press("design: { text: { family: Libertinus Serif } }\n");
    let lacking = run(&press, &["fonts"], &[]);
    assert_eq!(lacking.code, 1, "{}", lacking.err);
    let line = |of: &Run, script: &str| {
        let line = of.out.lines().find(|line| line.trim_start().starts_with(script));
        line.unwrap_or_else(|| panic!("no {script} in\n{}", of.out))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line(&lacking, "Japanese"), "Japanese 6 4 no font");
    assert_eq!(line(&lacking, "Thai"), "Thai 3 3 no font");

    let found = run(&press, &["fonts", "--system-fonts"], &[]);
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(
        line(&found, "Latin").ends_with("Libertinus Serif bundled, named by the design"),
        "{}",
        found.out
    );
    assert!(line(&found, "Japanese").ends_with("this machine: NotoSerifCJK-Regular.ttc"), "{}", found.out);

    let json = run(&press, &["fonts", "--system-fonts", "--message-format", "json"], &[]);
    let thai = json.out.lines().find(|line| line.contains("\"Thai\"")).expect("a line of JSON");
    for part in
        ["\"characters\":3", "\"from\":\"system\"", "\"name\":\"NotoSerifThai-Regular.ttf\"", "\"sha256\":"]
    {
        assert!(thai.contains(part), "{thai}");
    }
}

#[test]
fn the_bold_of_a_script_is_read_only_if_a_book_has_bold_text_in_it() {
    const BOLD: &str = "NotoSerifCJKjp-Bold.otf";
    let with = |design: &str, text: &str| {
        let yaml = YAML.replace("en-GB", "ja") + design;
        let press = Press::with(&[("book/book.yaml", &yaml), ("book/one.md", text)]);
        for name in ["NotoSerifCJK-Regular.ttc", BOLD] {
            let font = std::fs::read(root().join("tests/fonts").join(name)).expect("a font");
            press.write(&format!("data/fonts/{name}"), &font);
        }
        let made = run(&press, &["build", "--system-fonts"], &[]);
        assert!(!made.err.contains("W0513"), "{}", made.err);
        made.err.contains(BOLD)
    };
    let plain = "# 今日\n\n今日は骨。\n";
    assert!(!with("", plain));
    for theme in ["technical", "essay", "large-print"] {
        assert!(with(&format!("design: {{ theme: {theme} }}\n"), plain), "{theme}");
    }
    assert!(with("design: { styles: { quote: { bold: true } } }\n", "# One\n\n> 今日は骨。\n"));
    for text in [
        "# One\n\n## 今日\n\n今日は骨。\n",
        "# One\n\n今日は**骨**。\n",
        "# One\n\n今日は*骨*。\n",
        "# One\n\n今日は<b>骨</b>。\n",
        "# One\n\n今日\n:   今日は骨。\n",
    ] {
        assert!(with("", text), "{text}");
    }
}
