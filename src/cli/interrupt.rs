//! Ctrl-C: the first asks the run to stop, the second leaves at once.

use std::process;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::error::ProgramError;
use crate::engine::Watch;

/// Lets Ctrl-C, and the signals that ask a process to end, stop `watch`.
///
/// # Errors
///
/// When the system takes no handler.
pub fn stop_on_signal(watch: &Arc<Watch>) -> Result<(), ProgramError> {
    let watch = Arc::clone(watch);
    let handled = ctrlc::set_handler(move || {
        if watch.stop.swap(true, Ordering::SeqCst) {
            process::exit(i32::from(ProgramError::Interrupted.exit_code()));
        }
    });
    handled.map_err(|error| ProgramError::Resources(format!("can't listen for Ctrl-C: {error}")))
}
