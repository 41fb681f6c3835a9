//! How far a run is, on a terminal only.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::wording::{duration, grouped, width};
use crate::engine::Watch;

const REFRESH: Duration = Duration::from_millis(100);

/// Cells of the bar.
const CELLS: usize = 12;

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
            painter.thread().unpark();
            // A painter that panicked has been reported by the hook; the run itself is well.
            let _ = painter.join();
        }
    }
}

/// We draw it ourselves: the cursor stays at the end of the line, so that the `^C` of a terminal
/// comes there and goes with the line.
fn paint(watch: &Watch, is_over: &AtomicBool) {
    let clock = Instant::now();
    let mut drawn = 0;
    while !is_over.load(Ordering::SeqCst) {
        let (done, beyond) = (watch.done.load(Ordering::Relaxed), watch.beyond.load(Ordering::Relaxed));
        let total = watch.total.load(Ordering::Relaxed);
        let total = if total == 0 { 0 } else { total + beyond };
        let is_guess = watch.is_guess.load(Ordering::Relaxed);
        let line = line(done, total, is_guess, clock.elapsed().as_secs_f64(), watch.stop.load(Ordering::Relaxed));
        let now = width(&line);
        drawn = now.max(drawn);
        show(&format!("\r{line}{}", " ".repeat(drawn - now)));
        thread::park_timeout(REFRESH);
    }
    show(&format!("\r{}\r", " ".repeat(drawn + "^C".len())));
}

fn show(text: &str) {
    let mut terminal = io::stderr().lock();
    // Whoever closes the terminal does not look on.
    let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
}

/// A bar, the share done, the time left and the rate: less than sixty columns. Where the total is a guess,
/// so is the time that is left, and its end is not the run's.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn line(done: u64, total: u64, is_guess: bool, seconds: f64, is_stopping: bool) -> String {
    let share = if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) };
    let full = (share * CELLS as f64) as usize;
    let rate = done as f64 / seconds.max(1e-3);
    let words = if is_stopping {
        "stopping; Ctrl-C again kills".to_owned()
    } else if share >= 1.0 && is_guess {
        "looking whether that is enough".to_owned()
    } else if share >= 1.0 {
        "drawing up the report".to_owned()
    } else if done > 0 {
        let left = duration(total.saturating_sub(done) as f64 / rate);
        let about = if is_guess { "~" } else { "" };
        format!("{about}{left} left, {} paths/s", grouped(rate))
    } else {
        "beginning".to_owned()
    };
    format!("{}{} {:>3.0}%  {words}", "█".repeat(full), "░".repeat(CELLS - full), 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_share_time_left_and_rate() {
        assert_eq!(line(0, 0, false, 0.0, false), "░░░░░░░░░░░░   0%  beginning");
        assert_eq!(line(50_000, 200_000, false, 2.0, false), "███░░░░░░░░░  25%  6 seconds left, 25,000 paths/s");
        assert_eq!(line(200_000, 200_000, false, 8.0, false), "████████████ 100%  drawing up the report");
        assert_eq!(line(1, 2, false, 1.0, true), "██████░░░░░░  50%  stopping; Ctrl-C again kills");
    }

    #[test]
    fn a_total_that_is_a_guess_is_told_as_one() {
        assert_eq!(line(50_000, 200_000, true, 2.0, false), "███░░░░░░░░░  25%  ~6 seconds left, 25,000 paths/s");
        assert!(line(200_000, 200_000, true, 8.0, false).ends_with("looking whether that is enough"));
    }

    #[test]
    fn the_line_fits_a_narrow_terminal() {
        for (done, seconds) in [(1, 3000.0), (10_000_000, 1.0), (1_234_567, 0.001)] {
            assert!(width(&line(done, 100_000_000, true, seconds, false)) < 60);
        }
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
