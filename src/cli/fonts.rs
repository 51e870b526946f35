//! `pressmark fonts`: which fonts set the scripts of a book, and which scripts no font sets.

use pressmark::diag::render;
use pressmark::{FontOrigin, FontUse, SystemFile};
use serde::Serialize;

use super::args::FontsOptions;
use super::exit::ExitStatus;
use super::project;
use super::table;
use super::terminal::Terminal;

/// Prints a line for each family that sets a script in the printed editions.
pub(super) fn run(options: &FontsOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let (opened, _threads) = match project::open_to_read(&options.source, &options.limits, terminal) {
        Ok(opened) => opened,
        Err(status) => return status,
    };
    let progress = terminal.progress("setting the book");
    let found = match opened.attempt(terminal, |session| Ok(session.fonts())) {
        Ok(found) => found,
        Err(status) => return status,
    };
    drop(progress);
    let errors: Vec<_> = found.diagnostics.into_iter().filter(|one| one.is_error()).collect();
    terminal.show(&errors, opened.session.sources(), &opened.prefix);
    terminal.data(&lines(&found.value), || json(&found.value));
    ExitStatus::of_diagnostics(&errors, false)
}

fn lines(uses: &[FontUse]) -> Vec<String> {
    let head = ["script", "characters", "different", "family", "from"].map(str::to_owned);
    let row = |of: &FontUse| {
        let family = of.family.clone().unwrap_or_else(|| "no font".to_owned());
        let mut from = match &of.source {
            FontOrigin::Bundled => "bundled".to_owned(),
            FontOrigin::Project(files) => {
                format!("project: {}", files.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
            }
            FontOrigin::System(files) => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                format!("this machine: {}", names.join(", "))
            }
            _ => String::new(),
        };
        if of.in_design {
            from += ", named by the design";
        }
        [of.script.to_owned(), of.characters.to_string(), of.different.to_string(), family, from]
    };
    let rows: Vec<[String; 5]> = std::iter::once(head).chain(uses.iter().map(row)).collect();
    table::lines(&rows)
}

/// Returns the fonts for programs: one JSON object on each line.
fn json(uses: &[FontUse]) -> String {
    #[derive(Serialize)]
    struct JsonFile<'a> {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        sha256: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct JsonFontUse<'a> {
        script: &'a str,
        characters: usize,
        different: usize,
        family: Option<&'a str>,
        design: bool,
        from: &'a str,
        files: Vec<JsonFile<'a>>,
    }
    let line = |of: &FontUse| {
        let own = |name: &'_ String| (name.clone(), None);
        let of_machine = |file: &SystemFile| (file.name.clone(), Some(file.sha256.clone()));
        let (from, files): (_, Vec<(String, Option<String>)>) = match &of.source {
            FontOrigin::Bundled => ("bundled", Vec::new()),
            FontOrigin::Project(files) => ("project", files.iter().map(own).collect()),
            FontOrigin::System(files) => ("system", files.iter().map(of_machine).collect()),
            _ => ("missing", Vec::new()),
        };
        let files = files.iter().map(|(name, sha256)| JsonFile { name, sha256: sha256.as_deref() }).collect();
        let record = JsonFontUse {
            script: of.script,
            characters: of.characters,
            different: of.different,
            family: of.family.as_deref(),
            design: of.in_design,
            from,
            files,
        };
        render::json_line(&record)
    };
    uses.iter().map(line).collect()
}
