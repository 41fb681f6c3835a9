//! Ctrl-C: the first asks the run to stop, the second leaves at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use super::error::ProgramError;
use crate::engine::Watch;

/// Listens for Ctrl-C, and for the signals that ask a process to end, as long as the process lives.
pub struct Interrupt {
    unfinished: Arc<Mutex<Option<PathBuf>>>,
}

impl Interrupt {
    /// Lets the first signal stop `watch` and the second end the process.
    ///
    /// # Errors
    ///
    /// When the system takes no handler.
    pub fn listen(watch: &Arc<Watch>) -> Result<Self, ProgramError> {
        let unfinished = Arc::new(Mutex::new(None::<PathBuf>));
        let (watch, folder) = (Arc::clone(watch), Arc::clone(&unfinished));
        let handled = ctrlc::set_handler(move || {
            if watch.stop.swap(true, Ordering::SeqCst) {
                if let Some(folder) = folder.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    // Best effort: whoever asks twice does not wait.
                    let _ = fs::remove_dir_all(folder);
                }
                process::exit(i32::from(ProgramError::Interrupted.exit_code()));
            }
        });
        match handled {
            Ok(()) => Ok(Self { unfinished }),
            Err(error) => Err(ProgramError::Resources(format!("can't listen for Ctrl-C: {error}"))),
        }
    }

    /// Names a folder that goes away when the process ends at once.
    pub fn clear_away(&self, folder: &Path) {
        *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder.to_owned());
    }
}
