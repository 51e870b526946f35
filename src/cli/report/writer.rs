//! Writes the files of `--report` and `--summary`, on a thread of its own.
//!
//! The thread is started before the sandbox, which holds only for later ones: it may write anywhere, so that the sandbox need
//! not allow the threads that read a manuscript to write into the folders of these files. It knows their paths from the command
//! line and takes nothing but finished text.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use tempfile::NamedTempFile;

use crate::cli::output::temporary;

/// The beginning of the name of a report while it is written. A build that sweeps its output folder leaves it alone.
const PREFIX: &str = ".pressmark_report-";

/// The thread that writes reports.
pub(super) struct Writer {
    asks: Sender<(Target, String, Sender<Answer>)>,
}

#[derive(Clone, Copy)]
enum Target {
    Report,
    Summary,
}

/// The reason, as a phrase, if a file could not be written.
type Answer = Result<(), String>;

impl Writer {
    /// Starts the thread, if there is a file to write, and tries out the files. Returns `None` if there is none.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase, if a file cannot be written.
    pub(super) fn start(report: Option<&Path>, summary: Option<&Path>) -> Result<Option<Self>, String> {
        if report.is_none() && summary.is_none() {
            return Ok(None);
        }
        for (path, what) in [(report, "report"), (summary, "summary")] {
            if path == Some(Path::new("-")) {
                return Err(format!("cannot write the {what}: `-` is no file; on Unix, /dev/stdout is one"));
            }
        }
        report.map_or(Ok(()), |path| with_path("report", path, try_replacing(path)))?;
        summary.map_or(Ok(()), |path| with_path("summary", path, append(path, "")))?;
        let (asks, asked) = mpsc::channel();
        let (report, summary) = (report.map(Path::to_owned), summary.map(Path::to_owned));
        let work = move || serve(&asked, report.as_deref(), summary.as_deref());
        let started = thread::Builder::new().name("report".to_owned()).spawn(work);
        started.map(|_| Some(Self { asks })).map_err(|error| format!("cannot start threads: {error}"))
    }

    /// Writes the report: whole, or not at all.
    pub(super) fn report(&self, text: String) -> Answer {
        self.ask(Target::Report, text)
    }

    /// Appends to the summary.
    pub(super) fn summary(&self, text: String) -> Answer {
        self.ask(Target::Summary, text)
    }

    fn ask(&self, target: Target, text: String) -> Answer {
        let (answers, answered) = mpsc::channel();
        let sent = self.asks.send((target, text, answers)).ok();
        let answer = sent.and_then(|()| answered.recv().ok());
        answer.unwrap_or_else(|| Err("cannot write reports: their thread has ended".to_owned()))
    }
}

fn serve(asked: &Receiver<(Target, String, Sender<Answer>)>, report: Option<&Path>, summary: Option<&Path>) {
    for (target, text, answers) in asked {
        let answer = match (target, report, summary) {
            (Target::Report, Some(path), _) => with_path("report", path, replace(path, &text)),
            (Target::Summary, _, Some(path)) => with_path("summary", path, append(path, &text)),
            (Target::Report, None, _) | (Target::Summary, _, None) => Ok(()),
        };
        // Whoever asked waits for it.
        let _ = answers.send(answer);
    }
}

fn with_path(what: &str, path: &Path, result: io::Result<()>) -> Answer {
    result.map_err(|error| format!("cannot write the {what} {}: {error}", path.display()))
}

/// Creates and removes the file that would replace another one.
fn try_replacing(path: &Path) -> io::Result<()> {
    match special(path)? {
        Some(_) => Ok(()),
        None => beside(path).map(drop),
    }
}

/// Replaces a file as a whole. A device or a pipe is written into.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(path) = special(path)? {
        return OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
    }
    let mut file = beside(path)?;
    // The errors of a temporary file name that, and the user knows only the other.
    file.as_file_mut().write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Returns the path if something is there that must not be replaced: a device, a pipe.
///
/// # Errors
/// Returns an error for a folder.
fn special(path: &Path) -> io::Result<Option<&Path>> {
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(data) if !data.is_file() => Ok(Some(path)),
        _ => Ok(None),
    }
}

/// Returns an empty file beside another one, whose folder is created if it does not exist.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    temporary(folder, PREFIX).map_err(|error| error.kind().into())
}

/// Appends to a file, which is created if it does not exist.
fn append(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test is the reader")]
    fn a_report_is_replaced_and_a_summary_grows() {
        let folder = tempfile::tempdir().expect("a folder");
        let (report, summary) = (folder.path().join("new/a.json"), folder.path().join("b.md"));
        let writer = Writer::start(Some(&report), Some(&summary)).expect("a writer").expect("files to write");
        assert!(!report.exists() && summary.exists(), "only a summary may be empty");
        for text in ["one", "two"] {
            assert_eq!(writer.report(text.to_owned()), Ok(()));
            assert_eq!(writer.summary(text.to_owned()), Ok(()));
        }
        let read = |path: &PathBuf| fs::read_to_string(path).expect("a file");
        assert_eq!([read(&report), read(&summary)], ["two", "onetwo"]);
        let beside = fs::read_dir(folder.path().join("new")).expect("a folder").count();
        assert_eq!(beside, 1, "no temporary file is left");
    }

    #[test]
    fn what_cannot_be_written_is_named_before_the_work() {
        let folder = tempfile::tempdir().expect("a folder");
        let reason = Writer::start(Some(folder.path()), None).err().expect("a reason");
        assert!(reason.starts_with("cannot write the report ") && reason.contains("directory"), "{reason}");
        let reason = Writer::start(None, Some(folder.path())).err().expect("a reason");
        assert!(reason.starts_with("cannot write the summary "), "{reason}");
        assert!(Writer::start(Some(Path::new("-")), None).is_err());
        assert!(Writer::start(None, None).is_ok_and(|writer| writer.is_none()));
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let path = Path::new("/dev/null");
        assert!(try_replacing(path).is_ok() && replace(path, "text").is_ok());
        assert!(fs::metadata(path).expect("a device").file_type().is_char_device());
    }
}
