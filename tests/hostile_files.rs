//! Whatever stands in a file, reading it ends in a scenario or in a message, never in a crash.

use linchpin::scenario::{Options, Scenario};
use proptest::prelude::*;

const EXAMPLE: &str = include_str!("scenario/example.toml");

/// The message of a refusal, if it is refused.
fn read(text: &str) -> Option<String> {
    Scenario::parse(text, "hostile.toml", &Options::default()).err().map(|error| error.to_string())
}

fn example() -> String {
    EXAMPLE.replace("include = [\"library/market.toml\"]", "include = []")
}

/// Whether a message is fit for a terminal: short lines and nothing that controls it.
fn is_fit(message: &str) -> bool {
    message.lines().all(|line| line.chars().count() < 1_000 && !line.contains(char::is_control))
}

/// Values that stand where another was wanted.
const STRANGE: [&str; 14] = [
    "-1",
    "0",
    "1e308",
    "-1e308",
    "nan",
    "inf",
    "9223372036854775807",
    "true",
    "\"self\"",
    "\"*\"",
    "[]",
    "{}",
    "{ value = 0, low = 0, high = 1e300 }",
    "\"\"",
];

#[test]
fn deep_tables_are_refused() {
    for (open, close) in [("x = [", "]"), ("x = { a = ", "}"), ("{\"a\":", "}"), ("[", "]")] {
        let (first, rest) = open.split_at(open.len() - open.trim_start_matches("x = ").len());
        let text = format!("{first}{}1{}", rest.repeat(50_000), close.repeat(50_000));
        assert!(read(&text).is_some());
    }
    assert!(read(&format!("[{}a]", "a.".repeat(100_000))).is_some());
    assert!(read(&format!("{}a = 1", "a.".repeat(100_000))).is_some());
}

#[test]
fn every_value_may_be_strange() {
    let text = example();
    let places: Vec<usize> = text.match_indices(" = ").map(|(at, _)| at + 3).collect();
    for start in places {
        let rest = &text[start..];
        let end = rest.find([',', '\n', '}', '#']).unwrap_or(rest.len());
        for strange in STRANGE {
            let changed = format!("{}{strange}{}", &text[..start], &rest[end..]);
            if let Some(message) = read(&changed) {
                assert!(is_fit(&message), "{message}");
            }
        }
    }
}

#[test]
fn every_line_may_be_missing_or_stand_twice() {
    let text = example();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let without: Vec<&str> =
            lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| *line).collect();
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        for changed in [without, twice] {
            if let Some(message) = read(&changed.join("\n")) {
                assert!(is_fit(&message), "{message}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}|[\\x00-\\x7f]{0,80}|(\\[|\\{|\"|=|\\.|a|1|\n){0,60}") {
        if let Some(message) = read(&text) {
            prop_assert!(is_fit(&message), "{message}");
        }
    }

    #[test]
    fn any_change_of_the_example_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..20_usize, "[\\PC\\x00-\\x1f]{0,4}"), 1..4),
    ) {
        let mut letters: Vec<char> = example().chars().collect();
        for (place, length, inserted) in changes {
            let start = place.index(letters.len());
            let end = (start + length).min(letters.len());
            letters.splice(start..end, inserted.chars());
        }
        if let Some(message) = read(&letters.into_iter().collect::<String>()) {
            prop_assert!(is_fit(&message), "{message}");
        }
    }

    #[test]
    fn any_address_is_set_or_refused(address in "[a-zA-Z@*.=-]{0,30}", value in "\\PC{0,20}") {
        let options = Options { sets: vec![format!("{address}={value}")], ..Options::default() };
        if let Err(error) = Scenario::parse(&example(), "example.toml", &options) {
            prop_assert!(is_fit(&error.to_string()), "{error}");
        }
    }
}
