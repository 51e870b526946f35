//! Options from the environment: `PRESSMARK_OUTPUT=books` is `--output books`, and `PRESSMARK_STRICT=1` is `--strict`. Entry
//! point: [`with_variables`].
//!
//! Every option of every command has a variable, by one rule. A variable counts only for the commands that have its option, so
//! that a job can set it for all its runs, and only if the command line says nothing else.

use std::ffi::{OsStr, OsString};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

/// Returns the variable of an option: `PRESSMARK_MESSAGE_FORMAT` of `message-format`.
pub(super) fn name(option: &str) -> String {
    format!("PRESSMARK_{}", option.to_ascii_uppercase().replace('-', "_"))
}

/// Returns arguments with those options that `variable` has values for and that are not among the arguments.
///
/// # Errors
/// Returns the reason, as a phrase that names the variable, if a value is not one of its option.
pub(super) fn with_variables(
    command: &Command,
    arguments: &[OsString],
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Vec<OsString>, String> {
    // What is wrong without variables is reported without them.
    let Ok(matches) = command.clone().try_get_matches_from(arguments) else { return Ok(arguments.to_vec()) };
    let chosen = matches.subcommand().and_then(|(name, own)| Some((command.find_subcommand(name)?, own)));
    // Options before the name of a command are not allowed, so it is the first argument.
    let position = if chosen.is_some() { 2 } else { 1 };
    let (command_of, given) = chosen.unwrap_or((command, &matches));
    let mut all = arguments.to_vec();
    for option in command_of.get_arguments().filter(|option| is_free(option, command_of, given)) {
        let Some(long) = option.get_long() else { continue };
        let name = name(long);
        let Some(value) = variable(&name).filter(|value| !value.is_empty()) else { continue };
        let Some(argument) = argument(option, long, &name, value)? else { continue };
        let mut with = all.clone();
        with.insert(position.min(with.len()), argument);
        // The arguments were right before it.
        if let Err(error) = command.clone().try_get_matches_from(&with) {
            return Err(format!("{name}: {}", phrase(&error)));
        }
        all = with;
    }
    Ok(all)
}

/// Returns whether the command line leaves it open what an option is.
fn is_free(option: &Arg, command: &Command, given: &ArgMatches) -> bool {
    let is_given = |option: &Arg| {
        let id = option.get_id().as_str();
        given.try_contains_id(id).is_ok() && given.value_source(id) == Some(ValueSource::CommandLine)
    };
    let is_contrary = |other: &Arg| {
        let excludes = |one: &Arg, other: &Arg| {
            command.get_arg_conflicts_with(one).iter().any(|conflict| conflict.get_id() == other.get_id())
        };
        excludes(option, other) || excludes(other, option)
    };
    let has_variable = !matches!(
        option.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    has_variable
        && !is_given(option)
        && !command.get_arguments().any(|other| is_given(other) && is_contrary(other))
}

/// Returns the argument that says the same as a variable; `None` if that says no.
fn argument(option: &Arg, long: &str, name: &str, value: OsString) -> Result<Option<OsString>, String> {
    let mut argument = OsString::from(format!("--{long}"));
    if option.get_action().takes_values() {
        argument.push("=");
        argument.push(value);
        return Ok(Some(argument));
    }
    match is_yes(&value) {
        Some(true) => Ok(Some(argument)),
        Some(false) => Ok(None),
        None => Err(format!(
            "{name} is `{}`; it must be 1, true or yes, or 0, false or no",
            value.to_string_lossy()
        )),
    }
}

/// Returns whether a value means yes; `None` if it means neither yes nor no. Letter case does not matter, because some services
/// write `True`.
fn is_yes(value: &OsStr) -> Option<bool> {
    let value = value.to_str()?.to_ascii_lowercase();
    match value.as_str() {
        "1" | "true" | "yes" => Some(true),
        "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// Returns the error of a command line as a phrase: its first paragraph on one line.
pub(super) fn phrase(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines = text.trim_start_matches("error: ").lines().map(str::trim).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let arguments: Vec<OsString> = ["pressmark"].iter().chain(arguments).map(OsString::from).collect();
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let all = with_variables(&args::command(), &arguments, &variable)?;
        Ok(all.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect())
    }

    /// A value of each option that takes one. A new option needs one here.
    const VALUES: &[(&str, &str)] = &[
        ("ci", "github"),
        ("color", "never"),
        ("emit", "layout"),
        ("format", "epub"),
        ("from", "book"),
        ("max-memory", "1G"),
        ("message-format", "sarif"),
        ("output", "books"),
        ("pdf-standard", "ua-2+a-4"),
        ("raise-limits", "2"),
        ("report", "report.json"),
        ("summary", "summary.md"),
        ("timeout", "5m"),
    ];

    #[test]
    fn every_option_of_every_command_has_a_variable() {
        let command = args::command();
        let mut seen = 0;
        for of in std::iter::once(&command).chain(command.get_subcommands()) {
            let own: Vec<&str> = if of.get_name() == "pressmark" { vec![] } else { vec![of.get_name()] };
            let needs: &[&str] = if of.get_name() == "explain" { &["page:1"] } else { &[] };
            for option in of.get_arguments().filter(|option| is_option(option)) {
                let long = option.get_long().expect("a long name");
                let takes_value = option.get_action().takes_values();
                let known = VALUES.iter().find(|(name, _)| *name == long).map(|(_, value)| *value);
                let value =
                    if takes_value { known.unwrap_or_else(|| panic!("a value of --{long}")) } else { "yes" };
                let (given, name) = ([&*own, needs].concat(), name(long));
                let expected = if takes_value { format!("--{long}={value}") } else { format!("--{long}") };
                let expected = [&*own, &[&*expected], needs].concat();
                assert_eq!(
                    with(&given, &[(&name, value)]),
                    Ok(expected.iter().map(ToString::to_string).collect())
                );
                if !takes_value {
                    assert!(with(&given, &[(&name, "maybe")]).is_err_and(|reason| reason.starts_with(&name)));
                }
                seen += 1;
            }
        }
        assert!(seen > 50, "{seen} options");
    }

    fn is_option(option: &Arg) -> bool {
        !matches!(option.get_id().as_str(), "help" | "version") && !option.is_positional()
    }

    #[test]
    fn the_command_line_wins_and_no_other_command_is_concerned() {
        let all = [("PRESSMARK_OUTPUT", "out"), ("PRESSMARK_FORMAT", "bogus"), ("PRESSMARK_STRICT", "no")];
        assert_eq!(with(&["check"], &all), Ok(vec!["check".to_owned()]));
        let fitting = [all[0], ("PRESSMARK_REPORT", "bogus/report"), all[2]];
        assert_eq!(with(&["verify"], &fitting), Ok(vec!["verify".to_owned(), "--output=out".to_owned()]));
        let given = ["build", "-f", "pdf", "--output", "here"];
        assert_eq!(with(&given, &all), Ok(given.map(str::to_owned).into()));
        assert_eq!(with(&["check", "--verbose"], &[("PRESSMARK_QUIET", "1")]).map(|all| all.len()), Ok(2));
        assert_eq!(with(&["check"], &[("PRESSMARK_QUIET", "")]), Ok(vec!["check".to_owned()]));
        assert_eq!(
            with(&["book"], &[("PRESSMARK_STRICT", "TRUE")]),
            Ok(vec!["--strict".to_owned(), "book".to_owned()])
        );
    }

    #[test]
    fn a_wrong_value_is_reported_with_its_variable() {
        let reason = |arguments: &[&str], variables: &[(&str, &str)]| {
            with(arguments, variables).expect_err("a reason")
        };
        assert_eq!(
            reason(&["build"], &[("PRESSMARK_FORMAT", "bogus")]),
            "PRESSMARK_FORMAT: invalid value 'bogus' for '--format <FORMAT>' [possible values: epub, pdf]"
        );
        assert_eq!(
            reason(&[], &[("PRESSMARK_STRICT", "maybe")]),
            "PRESSMARK_STRICT is `maybe`; it must be 1, true or yes, or 0, false or no"
        );
        let both = reason(&["check"], &[("PRESSMARK_QUIET", "1"), ("PRESSMARK_VERBOSE", "1")]);
        assert!(both.contains("PRESSMARK_") && both.contains("cannot be used with"), "{both}");
    }
}
