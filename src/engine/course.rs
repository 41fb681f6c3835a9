//! Single paths drawn again, day by day.

use crate::engine::chunk::sampled_steps;
use crate::engine::tail::records;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::failure::FailureLog;
use crate::numeric::precision::Precision;
use crate::numeric::vector::{Row, Scalar};
use crate::outcome::Course;
use crate::scenario::Scenario;

/// Each reserve on a path of its own (`paths`, one a reserve), beside its shadow.
///
/// `scales` and `precision` are those of [`Outcomes`](crate::outcome::Outcomes).
#[must_use]
pub fn courses_in(precision: Precision, scenario: &Scenario, scales: &[f64], paths: &[u64]) -> Vec<Course> {
    match precision {
        Precision::Single => courses_of::<f32>(scenario, scales, paths),
        Precision::Double => courses_of::<f64>(scenario, scales, paths),
    }
}

fn courses_of<S: Scalar>(scenario: &Scenario, scales: &[f64], paths: &[u64]) -> Vec<Course> {
    let world = World::<S>::new(scenario, scales, scenario.simulation().seed);
    let mut worker = Worker::new(&world);
    paths.iter().enumerate().map(|(reserve, path)| course(&world, &mut worker, *path, reserve)).collect()
}

fn course<S: Scalar>(world: &World<S>, worker: &mut Worker<S>, path: u64, reserve: usize) -> Course {
    worker.load(&[path]);
    let steps = watched(world.steps(), worker.log(0));
    let (values, without_failures) = match world.fleet.members.binary_search(&reserve) {
        Ok(member) => {
            let first = |rows: Vec<Row<f64>>| rows.iter().map(|row| row.0[0]).collect::<Vec<f64>>();
            // Before it sails, nothing has happened to it.
            let quiet = first(worker.courses(member, &steps));
            worker.sail(0);
            (first(worker.courses(member, &steps)), quiet)
        }
        Err(_) => {
            let book = &world.books[reserve];
            let mut follow = |happening| {
                worker.follow(0, book, happening, &steps);
                worker.account().values.iter().map(|value| value / book.initial_value).collect::<Vec<f64>>()
            };
            (follow(Happening::Failures), follow(Happening::Nothing))
        }
    };
    let from_start = |values: Vec<f64>| std::iter::once(1.0).chain(values).collect();
    Course {
        steps: std::iter::once(0).chain(steps).collect(),
        values: from_start(values),
        without_failures: from_start(without_failures),
        record: records(world, worker, &[path]).swap_remove(reserve),
    }
}

/// The steps of a fan, and those of each failure with the one before it.
fn watched(all: usize, log: &FailureLog) -> Vec<usize> {
    let mut steps = sampled_steps(all);
    steps.extend(log.failures.iter().flat_map(|failure| [failure.step - 1, failure.step]).filter(|step| *step > 0));
    steps.sort_unstable();
    steps.dedup();
    steps
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::engine::{Watch, simulate};
    use crate::scenario::Options;

    #[test]
    fn a_course_ends_where_its_path_does_and_leaves_its_shadow_when_something_fails() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        // Reserves that buy and hold, and one that trades and flows.
        for file in ["scenarios/alem-bnb-or-btc.toml", "scenarios/alem-buying-over-a-year.toml"] {
            let options = Options { paths: Some(3_000), ..Options::default() };
            let scenario = Scenario::load(&root.join(file), &options).unwrap();
            let outcomes = simulate(&scenario, 0, &Watch::default()).unwrap();
            let failing = (0..3_000).find(|path| outcomes.failures.of(*path).len() > 1).unwrap();
            let paths = vec![failing as u64; scenario.reserves().len()];
            let courses = courses_in(outcomes.precision, &scenario, &outcomes.anchor.scale, &paths);
            for (reserve, course) in courses.iter().enumerate() {
                let Course { steps, values, without_failures, record } = course;
                assert_eq!((steps.len(), steps.len()), (values.len(), without_failures.len()));
                assert_eq!((record.reserve, record.loss), (reserve, outcomes.reserves[reserve].loss[failing]));
                let first = usize::from(record.failures[0].step);
                let calm = steps.iter().take_while(|step| **step < first).count();
                assert_eq!(values[..calm], without_failures[..calm]);
                assert!(steps.contains(&first) && steps.last() == Some(&scenario.grid().steps));
                let flows = scenario.reserves()[reserve].contributions.len();
                if flows == 0 {
                    let ends = |values: &[f64], loss: f64| (values[values.len() - 1] - (1.0 - loss)).abs() < 1e-5;
                    assert!(ends(values, record.loss) && ends(without_failures, record.market_alone), "{record:?}");
                }
            }
        }
    }
}
