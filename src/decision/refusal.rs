//! Why a question has no answer.

use thiserror::Error;

use crate::engine::EngineError;

/// Why a question has no answer.
#[derive(Debug, Error)]
pub enum Refusal {
    /// The question can't be asked of this scenario; the words say why and how to mend it.
    #[error("{0}")]
    Question(String),
    /// The engine stopped.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl Refusal {
    /// The same, said of one point among many. Who stopped a run, or what the machine lacks, is no fault of a point.
    #[must_use]
    pub fn at(self, point: &str) -> Self {
        match self {
            Self::Question(why) => Self::Question(format!("at {point}: {why}")),
            Self::Engine(EngineError::Anchor(why)) => Self::Question(format!("at {point}: {why}")),
            other => other,
        }
    }
}

/// Why figures got no range. What an end refuses takes nothing from the answer itself.
pub(super) fn why_not_ranged(ranged: Result<(), Refusal>) -> Result<Option<String>, Refusal> {
    match ranged {
        Ok(()) => Ok(None),
        Err(Refusal::Question(why)) => Ok(Some(why)),
        Err(Refusal::Engine(EngineError::Anchor(why))) => Ok(Some(why.to_string())),
        Err(other) => Err(other),
    }
}
