//! A scenario file means what its pages say.

use std::path::Path;

use linchpin::scenario::{Options, Scenario};

/// The example of the scenario format's page, as it stands.
const EXAMPLE: &str = include_str!("scenario/example.toml");

const EMBEDDED: linchpin::scenario::Embedded = &[("example.toml", EXAMPLE), ("library/market.toml", "")];

fn example(sets: &[&str]) -> Scenario {
    let options = Options { sets: sets.iter().map(|set| (*set).to_owned()).collect(), ..Options::default() };
    Scenario::embedded("example.toml", EMBEDDED, &options).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_example_reads_as_it_stands() {
    let scenario = example(&[]);
    assert_eq!(scenario.name(), "alem-bnb-or-btc");
    assert_eq!(scenario.simulation().paths, 100_000);
    assert_eq!(scenario.counterparties().len(), 4);
    assert_eq!(scenario.groups().len(), 3);
    assert_eq!(scenario.assets().len(), 3);
}

#[test]
fn the_example_reads_from_disk() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("example.toml"), EXAMPLE).unwrap();
    std::fs::create_dir(folder.path().join("library")).unwrap();
    std::fs::write(folder.path().join("library/market.toml"), "").unwrap();
    let scenario = Scenario::load(&folder.path().join("example.toml"), &Options::default()).unwrap();
    assert_eq!(scenario.hash(), example(&[]).hash());
}

#[test]
fn shipped_scenarios_read() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            Scenario::load(&path, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}
