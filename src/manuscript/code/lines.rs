//! Which lines of code are numbered and which are marked. Entry point: [`read`].

use std::ops::Range;

use crate::book::{Class, Key};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::attributes::ParsedAttributes;
use crate::manuscript::report::Report;

/// Other names of the class `.numberLines`; as attributes their value may be the first number.
const NUMBERED: &[&str] =
    &["numberLines", "number-lines", "lineNumbers", "line-numbers", "linenos", "linenums", "showLineNumbers"];
/// Other names of the attribute `startFrom`.
const START: &[&str] = &["start-from", "startfrom", "number-from", "linenostart", "starting-line-number"];
/// Other names of the attribute `mark`.
const MARK: &[&str] = &["code-line-numbers", "hl_lines", "hl-lines", "emphasize-lines"];

/// Takes the attributes that number and mark lines. Returns the number of the first line, if lines are numbered, and the
/// indices of the marked ones. Values that cannot be read are reported at `fence`.
pub(super) fn read(
    parsed: &mut ParsedAttributes,
    text: &str,
    report: &mut Report,
    fence: &Range<usize>,
) -> (Option<u32>, Vec<u32>) {
    let mut numbered = take_class(parsed);
    rename(parsed, &mut numbered);
    let start = parsed.take(Key::StartFrom);
    let first = match start.as_deref().map(|value| (value, value.trim().parse())) {
        Some((_, Ok(number))) => Some(number),
        Some((value, Err(_))) => {
            let help = "write a whole number, such as `startFrom=10`";
            ignored(&format!("`startFrom` of `{value}`"), help.to_owned(), report, fence);
            Some(1)
        }
        None => numbered.then_some(1),
    };
    let count = u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX);
    let marked = parsed.take(Key::Mark).map_or_else(Vec::new, |value| marks(&value, count, report, fence));
    (first, marked)
}

/// Takes the class that numbers lines.
fn take_class(parsed: &mut ParsedAttributes) -> bool {
    let before = parsed.classes.len();
    parsed.classes.retain(|class| class != Class::NumberLines.name() && !NUMBERED.contains(&class.as_str()));
    parsed.classes.len() < before
}

/// Renames the attributes of other tools to ours.
fn rename(parsed: &mut ParsedAttributes, numbered: &mut bool) {
    let mut pairs = Vec::with_capacity(parsed.pairs.len());
    for (key, value) in std::mem::take(&mut parsed.pairs) {
        let is_one_of = |names: &[&str]| names.contains(&key.as_str());
        let switch = match value.trim() {
            "true" | "" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        if is_one_of(NUMBERED) {
            *numbered |= switch != Some(false);
            if value.trim().parse::<u32>().is_ok() {
                pairs.push((Key::StartFrom.name().to_owned(), value));
            }
        } else if is_one_of(START) {
            pairs.push((Key::StartFrom.name().to_owned(), value));
        } else if is_one_of(MARK) {
            match switch {
                Some(switch) => *numbered |= switch,
                None => pairs.push((Key::Mark.name().to_owned(), value)),
            }
        } else {
            pairs.push((key, value));
        }
    }
    parsed.pairs = pairs;
}

/// Returns the indices of the lines in a list of numbers and ranges, `2,5-7`, in order. The steps of a presentation,
/// which Quarto separates by `|`, are all marked.
fn marks(list: &str, count: u32, report: &mut Report, fence: &Range<usize>) -> Vec<u32> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '[' | ']' | '"' | '\'');
    let mut marked = Vec::new();
    for part in list.split(is_separator).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (Ok(from), Ok(to)) = (from.parse::<u32>(), to.parse::<u32>()) else {
            let help = "write the numbers of lines, such as `mark=\"2,5-7\"`".to_owned();
            ignored(&format!("`{part}` in the marked lines"), help, report, fence);
            continue;
        };
        if from == 0 || to < from || to > count {
            let help = format!("the lines of this block are 1 to {count}, whatever numbers they show");
            ignored(&format!("mark of line {part}"), help, report, fence);
        }
        marked.extend((from.max(1)..=to.min(count)).map(|number| number - 1));
    }
    marked.sort_unstable();
    marked.dedup();
    marked
}

fn ignored(what: &str, help: String, report: &mut Report, fence: &Range<usize>) {
    let span = report.span(fence.clone());
    report.add(Diagnostic::new(Code::BadAttributes, span, format!("{what} ignored")).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    /// Returns the first number and the marks for code of ten lines, and the number of reports.
    fn lines(classes: &[&str], pairs: &[(&str, &str)]) -> (Option<u32>, Vec<u32>, usize) {
        let mut parsed = ParsedAttributes {
            classes: classes.iter().map(|class| (*class).to_owned()).collect(),
            pairs: pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            ..ParsedAttributes::default()
        };
        let mut report = Report::new(FileId(0), &[]);
        let (first, marked) = read(&mut parsed, "x\n".repeat(9).as_str(), &mut report, &(0..1));
        assert!(parsed.pairs.is_empty() && parsed.classes.is_empty());
        (first, marked, report.finish().len())
    }

    #[test]
    fn lines_are_numbered_from_one_or_from_a_number() {
        assert_eq!(lines(&[], &[]), (None, vec![], 0));
        assert_eq!(lines(&["numberLines"], &[]), (Some(1), vec![], 0));
        assert_eq!(lines(&["number-lines"], &[("startFrom", "10")]), (Some(10), vec![], 0));
        assert_eq!(lines(&[], &[("linenums", "5")]), (Some(5), vec![], 0));
        assert_eq!(lines(&[], &[("code-line-numbers", "true")]), (Some(1), vec![], 0));
        assert_eq!(lines(&[], &[("linenos", "false")]), (None, vec![], 0));
        assert_eq!(lines(&["numberLines"], &[("startFrom", "x")]), (Some(1), vec![], 1));
    }

    #[test]
    fn marks_are_numbers_and_ranges() {
        assert_eq!(lines(&[], &[("mark", "2,5-7")]), (None, vec![1, 4, 5, 6], 0));
        assert_eq!(lines(&[], &[("hl_lines", "2 3")]), (None, vec![1, 2], 0));
        assert_eq!(lines(&[], &[("code-line-numbers", "6|9")]), (None, vec![5, 8], 0));
        assert_eq!(lines(&[], &[("mark", "9-12,x,0")]), (None, vec![8, 9], 3));
    }
}
