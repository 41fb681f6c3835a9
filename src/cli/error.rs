//! Why the program gave up, and the exit code that says so.

use std::io;

use thiserror::Error;

use crate::calibration::CalibrationError;
use crate::decision::Refusal;
use crate::engine::EngineError;
use crate::numeric::vector::NoSuchVectors;
use crate::report::{NotARun, ReportError};
use crate::scenario::ScenarioError;

/// Why the program gave up. Its text is one sentence for people; nothing was left half-written.
#[derive(Debug, Error)]
pub enum ProgramError {
    /// The words of the command line can't be followed.
    #[error("{0}")]
    Usage(String),
    /// The scenario or its data can't be used.
    #[error("{0}")]
    Scenario(String),
    /// Memory, threads or space on the disk are not there.
    #[error("{0}")]
    Resources(String),
    /// Somebody pressed Ctrl-C.
    #[error("interrupted: nothing was written")]
    Interrupted,
    /// The same of what keeps on the way what it has; the words say where.
    #[error("interrupted: {0}")]
    InterruptedMidway(String),
    /// The reader of our output went away; nobody is left to tell.
    #[error("the reader of the output went away")]
    ReaderGone,
    /// Ours to mend.
    #[error("this is a bug in linchpin: {0}")]
    Bug(String),
}

impl ProgramError {
    /// The exit code of the process.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::ReaderGone => 0,
            Self::Bug(_) => 1,
            Self::Usage(_) => 2,
            Self::Scenario(_) => 3,
            Self::Resources(_) => 5,
            Self::Interrupted | Self::InterruptedMidway(_) => 130,
        }
    }
}

impl From<EngineError> for ProgramError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Interrupted => Self::Interrupted,
            EngineError::Anchor(_) => Self::Scenario(error.to_string()),
            EngineError::Resources(_) => Self::Resources(error.to_string()),
        }
    }
}

impl From<Refusal> for ProgramError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Question(why) => Self::Scenario(why),
            Refusal::Engine(error) => error.into(),
        }
    }
}

impl From<CalibrationError> for ProgramError {
    fn from(error: CalibrationError) -> Self {
        Self::Scenario(error.to_string())
    }
}

impl From<ScenarioError> for ProgramError {
    fn from(error: ScenarioError) -> Self {
        Self::Scenario(error.to_string())
    }
}

impl From<NotARun> for ProgramError {
    fn from(error: NotARun) -> Self {
        Self::Scenario(error.to_string())
    }
}

impl From<NoSuchVectors> for ProgramError {
    fn from(error: NoSuchVectors) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ReportError> for ProgramError {
    fn from(error: ReportError) -> Self {
        let words = error.to_string();
        match error {
            ReportError::NotTheFolderOfARun(_)
            | ReportError::RunAlreadyThere(_)
            | ReportError::NoSuchChart { .. }
            | ReportError::WithoutParquet => Self::Usage(words),
            ReportError::NotWritten { .. } | ReportError::NoThreads(_) => Self::Resources(words),
            ReportError::NotDrawn { .. } => Self::Bug(words),
        }
    }
}

impl From<io::Error> for ProgramError {
    /// A failure to write to standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Resources(format!("can't write to standard output: {error}")),
        }
    }
}
