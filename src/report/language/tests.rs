//! Languages held against one another, and against what the program says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

/// Messages of a language, each with the facts that it names.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in language.files() {
        if let Err((_, errors)) = FluentResource::try_new((*file).to_owned()) {
            panic!("{}: {errors:?}", language.tag());
        }
        for (id, text) in texts(file) {
            assert!(found.insert(id.clone(), facts(&text)).is_none(), "{}: {id} stands twice", language.tag());
        }
    }
    found
}

/// Ids and texts of a file; further lines of a text are indented.
fn texts(file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((id, text)) if !line.starts_with([' ', '}']) => found.push((id.trim().to_owned(), text.to_owned())),
            _ => {
                if let Some((_, text)) = found.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    found
}

fn facts(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    text.split('$').skip(1).map(name).collect()
}

#[test]
fn every_language_says_the_same_messages_with_the_same_facts() {
    let english = messages(Language::English);
    for language in [Language::Russian, Language::Kazakh] {
        let other = messages(language);
        for (id, facts) in &english {
            assert_eq!(other.get(id), Some(facts), "{}: {id}", language.tag());
        }
        let unknown: Vec<&String> = other.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(unknown.is_empty(), "{} alone has {unknown:?}", language.tag());
    }
}

#[test]
fn no_text_was_left_in_english() {
    let english: BTreeMap<String, String> = Language::English.files().iter().flat_map(|file| texts(file)).collect();
    let has_words = |text: &str| {
        let bare = text.split('{').map(|part| part.rsplit('}').next().unwrap_or_default()).collect::<String>();
        bare.chars().filter(|letter| letter.is_ascii_alphabetic()).count() > 6
    };
    for language in [Language::Russian, Language::Kazakh] {
        for (id, text) in language.files().iter().flat_map(|file| texts(file)) {
            let same = english.get(&id).is_some_and(|words| *words == text);
            assert!(!(same && has_words(&text)), "{}: {id} is not translated", language.tag());
        }
    }
}

/// Everything that Rust files of this room say in quotation marks, where it may be the id of a message.
fn said(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            said(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(text.split('"').map(str::to_owned));
        }
    }
}

/// Ids in `say!(tongue, "id"…)`.
fn asked(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("language") {
            asked(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for call in text.split("say!(").chain(text.split("say_html!(")).skip(1) {
                let (_, after) = call.split_once(',').unwrap_or_default();
                if let Some((id, _)) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    found.insert(id.to_owned());
                }
            }
        }
    }
}

#[test]
fn what_the_program_says_has_words_and_no_words_are_left_unsaid() {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let (mut ids, mut quoted) = (BTreeSet::new(), BTreeSet::new());
    asked(&room, &mut ids);
    said(&room, &mut quoted);
    let english = messages(Language::English);
    let unknown: Vec<&String> = ids.iter().filter(|id| !english.contains_key(*id)).collect();
    assert!(unknown.is_empty(), "no words for {unknown:?}");
    // Ids that are put together stand in quotation marks up to a place to fill: `failure-{}`.
    let whole = |id: &String| quoted.contains(id);
    let begun = |id: &String| {
        id.match_indices('-')
            .any(|(place, _)| quoted.iter().any(|text| text.starts_with(&format!("{}-{{", &id[..place]))))
    };
    let unsaid: Vec<&String> = english.keys().filter(|id| !whole(id) && !begun(id)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}

#[test]
fn facts_are_text_and_become_harmless_in_html() {
    let tongue = Tongue::english();
    let said = say!(tongue, "interval", value = "{ $low }", low = "<b>", high = 12_345);
    assert_eq!(said, "{ $low } (<b> to 12,345)");
    let said = say_html!(tongue, "interval", value = "<script>", low = "&", high = "\"");
    assert_eq!(said, "&lt;script&gt; (&amp; to &quot;)");
}

#[test]
fn an_unknown_message_is_its_own_id() {
    assert_eq!(Tongue::english().message("no-such-message", &[]), "no-such-message");
    assert!(!Tongue::english().knows("no-such-message"));
}
