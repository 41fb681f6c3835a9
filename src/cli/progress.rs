//! How far a run is, on a terminal only.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};

use super::wording::grouped;
use crate::engine::Watch;

const REFRESH: Duration = Duration::from_millis(100);

/// A line on standard error that shows how far `Watch` says that the run is, until it is dropped.
pub struct Progress {
    is_over: Arc<AtomicBool>,
    painter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows progress, unless `quiet` or nobody looks on.
    #[must_use]
    pub fn of(watch: &Arc<Watch>, quiet: bool) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let is_seen = !quiet && io::stderr().is_terminal();
        let painter = is_seen.then(|| {
            let (watch, is_over) = (Arc::clone(watch), Arc::clone(&is_over));
            thread::spawn(move || paint(&watch, &is_over))
        });
        Self { is_over, painter }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        if let Some(painter) = self.painter.take() {
            // A painter that panicked has been reported by the hook; the run itself is well.
            let _ = painter.join();
        }
    }
}

fn paint(watch: &Watch, is_over: &AtomicBool) {
    let bar = ProgressBar::no_length().with_style(style());
    while !is_over.load(Ordering::SeqCst) {
        let (done, total) = (watch.done.load(Ordering::Relaxed), watch.total.load(Ordering::Relaxed));
        if total > 0 {
            bar.set_length(total);
            bar.set_position(done.min(total));
        }
        if watch.stop.load(Ordering::Relaxed) {
            bar.set_message("stopping; Ctrl-C again leaves at once");
        } else if total > 0 && done >= total {
            bar.set_message("drawing up the report");
        }
        bar.tick();
        thread::park_timeout(REFRESH);
    }
    bar.finish_and_clear();
}

fn style() -> ProgressStyle {
    let left = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
        let is_known = state.len().is_some_and(|length| length > state.pos()) && state.pos() > 0;
        if is_known {
            // The bar is drawn whatever a formatter says; a failed write shows as a gap.
            let _ = write!(text, "{} left", HumanDuration(state.eta()));
        }
    };
    let rate = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
        let _ = write!(text, "{} paths a second", grouped(state.per_sec()));
    };
    ProgressStyle::with_template("{bar:24} {percent:>3}%  {rate}  {left}  {msg}")
        .expect("the template is a constant, and a test draws it")
        .with_key("left", left)
        .with_key("rate", rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_can_be_drawn() {
        let bar = ProgressBar::hidden().with_style(style());
        bar.set_length(10);
        bar.set_position(5);
        bar.tick();
        assert_eq!(bar.position(), 5);
    }

    #[test]
    fn progress_ends_with_its_run() {
        let watch = Arc::new(Watch::default());
        let progress = Progress::of(&watch, true);
        let is_over = Arc::clone(&progress.is_over);
        drop(progress);
        assert!(is_over.load(Ordering::SeqCst));
    }
}
