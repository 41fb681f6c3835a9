//! How far a run is, on a terminal only.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

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
        bar.set_message(if watch.stop.load(Ordering::Relaxed) {
            "stopping; Ctrl-C again leaves at once".to_owned()
        } else if total > 0 && done >= total {
            "drawing up the report".to_owned()
        } else {
            pace(done, bar.eta(), bar.per_sec())
        });
        bar.tick();
        thread::park_timeout(REFRESH);
    }
    bar.finish_and_clear();
}

/// How long it will take, then how fast it is: a narrow terminal cuts the end.
fn pace(done: u64, left: Duration, rate: f64) -> String {
    if done == 0 {
        return String::new();
    }
    format!("{} left, {} paths a second", HumanDuration(left), grouped(rate))
}

/// One line however narrow the terminal is: what wrapped could not be cleared.
fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:16} {percent:>3}%  {wide_msg}")
        .expect("the template is a constant, and a test draws it")
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
    fn the_time_left_stands_before_the_rate() {
        assert_eq!(pace(0, Duration::ZERO, 0.0), "");
        assert_eq!(pace(10, Duration::from_secs(2), 33_985.0), "2 seconds left, 33,985 paths a second");
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
