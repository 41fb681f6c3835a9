//! Where two reserves tie along a line: brackets on a grid, then runs between them.

use serde::Serialize;

use crate::statistics::Estimate;

/// Runs between the ends of one bracket, at most.
pub(super) const MOST_RUNS: usize = 4;
/// A run this near to the tie, in its own standard errors, is near enough: chance decides the rest.
const NEAR: f64 = 0.1;
/// … and where nothing is left to chance, this near.
pub(super) const EXACT: f64 = 1e-9;

/// A parabola that leads further from the straight line than this share of a bracket bends where nobody looked.
const BENT: f64 = 0.25;

/// The advantage of the first reserve at one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub x: f64,
    pub advantage: Estimate,
}

/// A value at which the two tie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Root {
    /// The value, and between which values the interval of the paired difference holds 0; one that reaches an end of
    /// the line goes on beyond it.
    #[serde(flatten)]
    pub x: Estimate,
    /// How far from a tie the nearest run was, in standard errors of the difference.
    pub left: f64,
    /// Whether the first reserve is better below the value.
    pub first_is_better_below: bool,
}

/// What a line shows of one measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Where the two tie; nothing where one is better all along.
    pub roots: Vec<Root>,
    /// Whether the first is better all along, or the second; `None` where they tie somewhere, or never differ.
    pub first_is_better_throughout: Option<bool>,
}

/// All looks at one measure along a line, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks(pub Vec<Look>);

impl Looks {
    pub fn add(&mut self, look: Look) {
        let place = self.0.partition_point(|other| other.x < look.x);
        if self.0.get(place).is_none_or(|other| other.x != look.x) {
            self.0.insert(place, look);
        }
    }

    /// Where to look next: between the ends of a bracket that nobody looked at near enough.
    pub fn next(&self, told: f64) -> Option<f64> {
        // Two values that can't be told apart any more have nothing between them.
        let open = |place: &usize| {
            let pair = &self.0[*place..*place + 2];
            brackets(pair) && !pair.iter().any(is_near) && pair[1].x - pair[0].x > told
        };
        (0..self.0.len().saturating_sub(1)).find(open).map(|place| self.crossing(place))
    }

    /// The value at which the advantage is 0, between the look at `place` and the one after it: on a parabola through
    /// these and a neighbour, where that stays between them and near a straight line, else on that line.
    fn crossing(&self, place: usize) -> f64 {
        let (a, b) = (self.0[place], self.0[place + 1]);
        let straight = a.x + (b.x - a.x) * (a.advantage.value / (a.advantage.value - b.advantage.value));
        let neighbours = [place.checked_sub(1), Some(place + 2)].into_iter().flatten().filter_map(|at| self.0.get(at));
        let nearest = neighbours.min_by(|one, other| {
            let away = |look: &Look| (look.x - straight).abs();
            away(one).total_cmp(&away(other))
        });
        let curved = nearest.map(|c| inverse_parabola(a, b, *c));
        let near = BENT * (b.x - a.x);
        curved.filter(|x| *x > a.x && *x < b.x && (*x - straight).abs() <= near).unwrap_or(straight)
    }

    /// The tie between the look at `place` and the one after it.
    fn root(&self, place: usize) -> Root {
        let (a, b) = (self.0[place], self.0[place + 1]);
        let x = self.crossing(place);
        let nearest = if x - a.x <= b.x - x { a } else { b };
        let error = standard_error(nearest.advantage);
        let left = if error > 0.0 { nearest.advantage.value.abs() / error } else { 0.0 };
        let first_is_better_below = a.advantage.value > 0.0;
        let [low, high] = self.interval(place, first_is_better_below);
        Root { x: Estimate::between(x, low.min(x), high.max(x)), left, first_is_better_below }
    }

    /// The values around a tie at which the interval of the difference still holds 0, on straight lines between looks.
    /// Neighbours that lie close say little of how fast the difference moves; the ends of its interval do.
    fn interval(&self, place: usize, falls: bool) -> [f64; 2] {
        let sure_below = |look: &Look| if falls { look.advantage.low } else { -look.advantage.high };
        let sure_above = |look: &Look| if falls { -look.advantage.high } else { look.advantage.low };
        let end = |inner: &Look, outer: &Look, sure: &dyn Fn(&Look) -> f64| {
            let (here, there) = (sure(inner), sure(outer));
            inner.x + (outer.x - inner.x) * (here / (here - there)).clamp(0.0, 1.0)
        };
        let below = self.0[..place + 2].windows(2).rev().find(|pair| sure_below(&pair[0]) >= 0.0);
        let above = self.0[place..].windows(2).find(|pair| sure_above(&pair[1]) >= 0.0);
        let low = below.map(|pair| end(&pair[1], &pair[0], &sure_below));
        let high = above.map(|pair| end(&pair[0], &pair[1], &sure_above));
        let ends = [self.0[0].x, self.0[self.0.len() - 1].x];
        [low.unwrap_or(ends[0]), high.unwrap_or(ends[1])]
    }

    pub fn line(&self) -> Line {
        let roots: Vec<Root> = self.ties().into_iter().map(|place| self.root(place)).collect();
        let sign = |look: &&Look| look.advantage.value != 0.0;
        let first = self.0.iter().find(|look| is_sure(look)).or_else(|| self.0.iter().find(sign));
        let throughout = first.map(|first| first.advantage.value > 0.0).filter(|_| roots.is_empty());
        Line { roots, first_is_better_throughout: throughout }
    }

    /// The brackets that hold a tie. Between two looks whose signs are beyond chance there is one at most: where chance
    /// turns the sign more often, one in the middle is told, and none where it turns back.
    fn ties(&self) -> Vec<usize> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut parted = true;
        for place in 0..self.0.len().saturating_sub(1) {
            parted |= is_sure(&self.0[place]);
            if !brackets(&self.0[place..place + 2]) {
                continue;
            }
            match found.last_mut().filter(|_| !parted) {
                Some(last) => last.push(place),
                None => found.push(vec![place]),
            }
            parted = false;
        }
        // Every second one turns as all of them together do.
        let middle = |places: &Vec<usize>| places[places.len() / 2 / 2 * 2];
        found.iter().filter(|places| places.len() % 2 == 1).map(middle).collect()
    }
}

/// Whether its sign is beyond chance.
fn is_sure(look: &Look) -> bool {
    look.advantage.low > 0.0 || look.advantage.high < 0.0
}

/// Whether the sign changes; a tie at a value belongs to what follows.
fn brackets(pair: &[Look]) -> bool {
    let [a, b] = [pair[0].advantage.value, pair[1].advantage.value];
    (a > 0.0 && b <= 0.0 || a < 0.0 && b >= 0.0) && a.is_finite() && b.is_finite()
}

fn standard_error(advantage: Estimate) -> f64 {
    (advantage.high - advantage.low) / (2.0 * crate::statistics::interval::Z95)
}

fn is_near(look: &Look) -> bool {
    look.advantage.value.abs() <= (NEAR * standard_error(look.advantage)).max(EXACT)
}

/// The value at 0 of the parabola that tells the value from the advantage; not finite where two advantages are the same.
fn inverse_parabola(a: Look, b: Look, c: Look) -> f64 {
    let part = |of: Look, one: Look, other: Look| {
        let [of_it, one, other] = [of, one, other].map(|look| look.advantage.value);
        of.x * (one / (of_it - one)) * (other / (of_it - other))
    };
    part(a, b, c) + part(b, a, c) + part(c, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(of: impl Fn(f64) -> f64, at: &[f64]) -> Looks {
        let mut looks = Looks::default();
        at.iter().for_each(|x| looks.add(Look { x: *x, advantage: Estimate::normal(of(*x), 1e-3) }));
        looks
    }

    #[test]
    fn a_crossing_is_found_by_few_looks() {
        let of = |x: f64| 1.0 - x * x;
        let mut looks = looks(of, &[0.0, 0.3, 0.6, 0.9, 1.2, 1.5]);
        let mut runs = 0;
        while let Some(x) = looks.next(0.0) {
            looks.add(Look { x, advantage: Estimate::normal(of(x), 1e-3) });
            runs += 1;
        }
        assert!(runs <= MOST_RUNS, "{runs}");
        let line = looks.line();
        assert_eq!(line.roots.len(), 1);
        let root = line.roots[0];
        assert!((root.x.value - 1.0).abs() < 1e-4 && root.left < NEAR && root.first_is_better_below, "{root:?}");
        // The slope there is 2: the error of the difference moves the crossing by half of it.
        assert!(((root.x.high - root.x.low) / (2.0 * 1.96 * 0.5e-3) - 1.0).abs() < 0.1, "{root:?}");
    }

    #[test]
    fn without_a_crossing_one_is_better_all_along() {
        assert_eq!(looks(|x| 1.0 + x, &[0.0, 1.0]).line().first_is_better_throughout, Some(true));
        assert_eq!(looks(|x| -1.0 - x, &[0.0, 1.0]).line().first_is_better_throughout, Some(false));
        assert_eq!(looks(|_| 0.0, &[0.0, 1.0]).line(), Line::default());
        let twice = looks(|x| (x - 1.0) * (x - 2.0), &[0.0, 1.5, 3.0]).line();
        assert_eq!((twice.roots.len(), twice.first_is_better_throughout), (2, None));
    }

    #[test]
    fn chance_that_turns_the_sign_makes_no_further_ties() {
        // The error is 1e-3: signs at the ends are sure, those between are not.
        let of = |values: [f64; 6]| {
            let mut looks = Looks::default();
            for (x, value) in values.into_iter().enumerate() {
                looks.add(Look { x: x as f64, advantage: Estimate::normal(value, 1e-3) });
            }
            looks.line()
        };
        let wavering = of([1.0, 0.5, -1e-4, 1e-4, -1e-4, -1.0]);
        let [root] = wavering.roots.as_slice() else { panic!("{wavering:?}") };
        assert!(root.first_is_better_below && root.x.value > 1.9 && root.x.value < 4.0, "{root:?}");
        assert_eq!(of([1.0, 0.5, -1e-4, 1e-4, 0.5, 1.0]).first_is_better_throughout, Some(true));
        assert_eq!(of([1.0, 0.5, -0.5, 0.5, -0.5, -1.0]).roots.len(), 3);
    }

    #[test]
    fn a_tie_lies_by_the_look_that_is_near_it() {
        let mut looks = Looks::default();
        for (x, value) in [(0.0, 0.05), (0.0059, 1e-6), (0.0196, -0.1), (0.06, -0.1001)] {
            looks.add(Look { x, advantage: Estimate::normal(value, 1e-2) });
        }
        let root = looks.line().roots[0];
        assert!((root.x.value - 0.0059).abs() < 1e-4 && root.left < 0.1, "{root:?}");
    }
}
