//! Names of files that every system can have.

/// Returns a name without an extension that is not one of a device on Windows, which has these names in every folder and
/// with any extension (Microsoft, *Naming Files, Paths, and Namespaces*): `con` becomes `con-file`.
pub(crate) fn unreserved(stem: String) -> String {
    if is_reserved(&stem) { stem + "-file" } else { stem }
}

/// Returns whether a name without an extension is one of a device, in any case of letters.
fn is_reserved(stem: &str) -> bool {
    let lower = stem.to_ascii_lowercase();
    if matches!(lower.as_str(), "con" | "prn" | "aux" | "nul") {
        return true;
    }
    let number = lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt"));
    number.is_some_and(|number| {
        let mut chars = number.chars();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
        chars.next().is_some_and(is_number) && chars.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_changed() {
        for (name, expected) in [
            ("con", "con-file"),
            ("Aux", "Aux-file"),
            ("com1", "com1-file"),
            ("lpt²", "lpt²-file"),
            ("com", "com"),
            ("com12", "com12"),
            ("console", "console"),
        ] {
            assert_eq!(unreserved(name.to_owned()), expected);
        }
    }
}
