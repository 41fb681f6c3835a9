//! How a figure settles as paths are added.

/// 1000, 2000, 5000, 10000, … below `paths`, then `paths` itself.
#[must_use]
pub fn growing_prefixes(paths: usize) -> Vec<usize> {
    let steps = (3..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_usize.pow(power)));
    let mut prefixes: Vec<usize> = steps.take_while(|&prefix| prefix < paths).collect();
    prefixes.push(paths);
    prefixes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_grow_to_all_paths() {
        assert_eq!(growing_prefixes(12_000), [1_000, 2_000, 5_000, 10_000, 12_000]);
        assert_eq!(growing_prefixes(1_000), [1_000]);
        assert_eq!(growing_prefixes(3), [3]);
    }
}
