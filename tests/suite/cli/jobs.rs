//! Tests of `pressmark init --ci`: the jobs of CI systems, and the documentation that shows them.

use crate::support::{Press, YAML, root, run_in};

/// The systems, with the file of each.
const SYSTEMS: [(&str, &str); 2] = [("github", ".github/workflows/book.yml"), ("gitlab", ".gitlab-ci.yml")];

#[test]
fn a_job_is_written_beside_a_book_that_stays() {
    for (system, file) in SYSTEMS {
        let press = Press::good();
        let run = press.run(&["init", "--ci", system]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.starts_with(&format!("created {file}")), "{}", run.err);
        let job = read(&press, file);
        assert!(job.contains("BOOK: \".\"\n") && !job.contains("@book@"), "{job}");
        assert!(job.contains(concat!("pressmark==", env!("CARGO_PKG_VERSION"), "\n")), "{job}");
        assert_eq!((read(&press, "book.yaml").as_str(), press.path("chapter-1.md").exists()), (YAML, false));

        press.write(file, b"mine");
        let again = press.run(&["init", "--ci", system]);
        assert_eq!((again.code, read(&press, file).as_str()), (2, "mine"), "{}", again.err);
        assert!(again.err.contains("already exists; nothing was changed"), "{}", again.err);
    }
}

#[test]
fn a_job_is_at_the_root_of_the_repository_and_builds_the_book_below() {
    let press = Press::with(&[("books/to \"sea\" $1/book.yaml", YAML), (".git/HEAD", "")]);
    let book = "books/to \"sea\" $1";
    let run = run_in(&press.path(book), &["init", "--ci", "github"], &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.starts_with("created ../../.github/workflows/book.yml\n"), "{}", run.err);
    assert!(read(&press, ".github/workflows/book.yml").contains("BOOK: \"books/to \\\"sea\\\" $1\"\n"));
    let run = press.run(&["init", "--ci", "gitlab", book]);
    assert_eq!((run.code, run.err.lines().next()), (0, Some("created .gitlab-ci.yml")), "{}", run.err);
    // GitLab would replace a variable.
    assert!(read(&press, ".gitlab-ci.yml").contains("BOOK: \"books/to \\\"sea\\\" $$1\"\n"));
}

#[test]
fn a_book_in_the_folder_manuscript_is_found() {
    let press = Press::with(&[("manuscript/book.yaml", YAML), (".git/HEAD", "")]);
    let run = press.run(&["init", "--ci", "gitlab"]);
    assert_eq!((run.code, run.err.lines().next()), (0, Some("created .gitlab-ci.yml")), "{}", run.err);
    assert!(read(&press, ".gitlab-ci.yml").contains("BOOK: \"manuscript\"\n"));
    assert!(!press.path("chapter-1.md").exists());
}

#[cfg(unix)]
#[test]
fn a_book_behind_a_link_has_its_job_beside_it() {
    let press = Press::with(&[("repository/.git/HEAD", ""), ("elsewhere/book.yaml", YAML)]);
    std::os::unix::fs::symlink(press.path("elsewhere"), press.path("repository/book")).expect("a link");
    let run = run_in(&press.path("repository"), &["init", "--ci", "gitlab", "book"], &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(read(&press, "elsewhere/.gitlab-ci.yml").contains("BOOK: \".\"\n"));
}

#[test]
fn a_new_book_comes_with_its_job() {
    let press = Press::with(&[("README.md", "# A repository\n")]);
    let run = press.run(&["init", "--ci", "github", "mine"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(press.path("mine/book.yaml").exists() && press.path("mine/.github/workflows/book.yml").exists());
    // The job of a book that cannot be made is not written either.
    let press = Press::with(&[("chapter-1.md", "# Mine\n")]);
    let run = press.run(&["init", "--ci", "github"]);
    assert_eq!((run.code, press.path(".github").exists()), (2, false), "{}", run.err);
    assert_eq!(press.run(&["init", "--ci", "github", "--from", "."]).code, 2);
}

#[test]
fn the_documentation_shows_the_jobs_that_init_writes() {
    let path = root().join("docs/ci.md");
    let known = std::fs::read_to_string(&path).expect("docs/ci.md");
    let mut text = known.clone();
    for (system, file) in SYSTEMS {
        let press = Press::good();
        assert_eq!(press.run(&["init", "--ci", system]).code, 0);
        let mark = format!(
            "<!-- {file}, as `pressmark init --ci {system}` writes it: BLESS=1 cargo test jobs -->\n"
        );
        let (before, after) = text.split_once(&mark).expect("the mark of a job");
        let rest = after.split_once("\n```\n").expect("the end of a job").1;
        text = format!("{before}{mark}```yaml\n{}```\n{rest}", read(&press, file));
    }
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        std::fs::write(&path, text).expect("docs/ci.md");
        return;
    }
    assert!(known == text, "docs/ci.md is no longer true: BLESS=1 cargo test jobs");
}

fn read(press: &Press, name: &str) -> String {
    std::fs::read_to_string(press.path(name)).expect("a file")
}
