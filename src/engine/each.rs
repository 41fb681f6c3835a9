//! Many short runs side by side.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

use super::EngineError;

/// Does something with each of many on `threads` threads (0: all cores), and yields what that gives in their order.
///
/// These threads belong to no pool: what is done may start runs, which have pools of their own, and a thread of one pool
/// that waits for another takes up more and more work meanwhile, one on top of the other.
///
/// # Errors
///
/// When threads can't be had.
pub fn each_on_threads<T: Sync, R: Send>(
    threads: usize,
    all: &[T],
    what: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, EngineError> {
    let threads = if threads == 0 { available_parallelism().map_or(1, usize::from) } else { threads };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(place) else { return done };
            done.push((place, what(one)));
        }
    };
    let mut done: Vec<(usize, R)> = scope(|scope| {
        let spawned = (1..threads.min(all.len())).map(|_| Builder::new().spawn_scoped(scope, work));
        let workers = spawned.collect::<Result<Vec<_>, _>>().map_err(|error| {
            // Those that began have nothing more to do.
            next.store(all.len(), Ordering::Relaxed);
            EngineError::Resources(format!("{threads} threads can't be had: {error}; ask for fewer with --threads"))
        })?;
        let mut done = work();
        for worker in workers {
            match worker.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<_, EngineError>(done)
    })?;
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_what_was_given() {
        let all: Vec<usize> = (0..1000).collect();
        for threads in [0, 1, 7] {
            let tripled = each_on_threads(threads, &all, |one| 3 * one).unwrap();
            assert_eq!(tripled, (0..1000).map(|one| 3 * one).collect::<Vec<_>>());
        }
        assert!(each_on_threads(3, &[] as &[usize], |one| *one).unwrap().is_empty());
    }
}
