//! How a run ended, as an exit code.

use pressmark::diag::{Code, Diagnostic};

/// How a run ended; CI jobs rely on the exit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ExitStatus {
    /// Everything was done.
    Done,
    /// The book has errors.
    BookHasErrors,
    /// The command line or the project is not usable: wrong flags, nothing to build.
    Usage,
    /// The machine failed (a disk, a permission, a limit of time or memory); trying again may help.
    Machine,
    /// A bug in Pressmark.
    Bug,
}

impl ExitStatus {
    /// Returns the exit code: 0, 1, 2, 3 or 70 (`EX_SOFTWARE` of `sysexits.h`).
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::BookHasErrors => 1,
            Self::Usage => 2,
            Self::Machine => 3,
            Self::Bug => 70,
        }
    }

    /// Returns `Done`; `Machine` if a file cannot be read; `BookHasErrors` if there is another error, or any
    /// diagnostic under `--strict`.
    pub(super) fn of_diagnostics(diagnostics: &[Diagnostic], strict: bool) -> Self {
        if diagnostics.iter().any(|diagnostic| diagnostic.code == Code::Unreadable) {
            return Self::Machine;
        }
        let is_bad = diagnostics.iter().any(|diagnostic| strict || diagnostic.is_error());
        if is_bad { Self::BookHasErrors } else { Self::Done }
    }
}
