//! The exceptions of `deny.toml`: each has a day until which it holds, and a reason.

/// Settings of cargo-deny that are exceptions unless they are as strict as here.
const STRICT: [(&str, &str); 6] = [
    ("multiple-versions", "deny"),
    ("wildcards", "deny"),
    ("yanked", "deny"),
    ("unmaintained", "all"),
    ("unknown-registry", "deny"),
    ("unknown-git", "deny"),
];
/// Lists of exceptions.
const LISTS: [&str; 6] = ["exceptions", "ignore", "skip", "skip-tree", "allow-git", "allow-wildcard-paths"];

/// Returns the lines of a configuration with exceptions that have no day or no reason.
pub(super) fn undated(text: &str) -> Vec<&str> {
    let (mut comment, mut in_list, mut found) = (String::new(), false, Vec::new());
    for line in text.lines().map(str::trim) {
        if let Some(more) = line.strip_prefix('#') {
            comment += more;
            continue;
        }
        let (key, value) = line.split_once('=').map_or((line, ""), |(key, value)| (key.trim(), value.trim()));
        let is_list = LISTS.contains(&key);
        let is_lax = STRICT.iter().any(|(name, strict)| *name == key && value.trim_matches('"') != *strict);
        let is_entry = (in_list && !matches!(line, "" | "]")) || (is_list && !matches!(value, "[" | "[]"));
        if (is_entry || is_lax) && !is_dated(&comment) {
            found.push(line);
        }
        in_list = (in_list && line != "]") || (is_list && value == "[");
        comment.clear();
    }
    found
}

/// Returns whether a comment is `Until 2027-01-31: the reason`.
fn is_dated(comment: &str) -> bool {
    let Some((day, reason)) = comment.trim().strip_prefix("Until ").and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    let lengths: Vec<usize> = day.split('-').map(str::len).collect();
    let is_day = lengths == [4, 2, 2] && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_day && reason.trim().len() > 10
}

#[test]
fn an_exception_without_a_day_or_a_reason_is_found() {
    let dated = "# Until 2027-01-31: it is used in tests alone.\n";
    let list = "[advisories]\nignore = [\n  \"RUSTSEC-1\",\n]\nyanked = \"deny\"\n";
    assert_eq!(undated(list), ["\"RUSTSEC-1\","]);
    assert_eq!(undated(&list.replace("  \"", &format!("{dated}  \""))), [""; 0]);
    assert_eq!(undated("unmaintained = \"none\"\n"), ["unmaintained = \"none\""]);
    assert_eq!(undated(&format!("{dated}unmaintained = \"none\"\n")), [""; 0]);
    assert_eq!(undated("# Until 2027-01-31:\nskip = [\"a\"]\n"), ["skip = [\"a\"]"]);
    assert_eq!(undated("# Until soon: it is used in tests.\nskip = [\"a\"]\n"), ["skip = [\"a\"]"]);
}
