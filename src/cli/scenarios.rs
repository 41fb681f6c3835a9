//! `scenarios`: those that come with the program.

use std::path::Path;

use super::arguments::{Changes, ScenariosArguments};
use super::error::ProgramError;
use super::init::no_such_scenario;
use super::open::open;
use super::wording::{clean, wrapped};
use super::{print, shipped};

/// Lists the shipped scenarios, or prints one.
///
/// # Errors
///
/// When the one to print isn't there.
pub fn scenarios(arguments: &ScenariosArguments) -> Result<(), ProgramError> {
    match &arguments.show {
        Some(name) => print(shipped::file(name).ok_or_else(|| no_such_scenario(name))?.1),
        None => print(&list()?),
    }
}

fn list() -> Result<String, ProgramError> {
    let mut lines = Vec::new();
    for name in shipped::names() {
        let scenario = open(Path::new(name), &Changes::default())?;
        let mark = if name == shipped::DEFAULT { " (the default)" } else { "" };
        lines.push(format!("{name}{mark}"));
        lines.extend(wrapped("  ", "  ", &clean(scenario.title())));
        lines.extend(wrapped(
            "  ",
            "  ",
            &clean(&scenario.description().split_whitespace().collect::<Vec<_>>().join(" ")),
        ));
        lines.push(format!("  run:  linchpin run {name}"));
        lines.push(format!("  copy: linchpin init my-{name} --from {name}"));
        lines.push(String::new());
    }
    lines.extend(wrapped(
        "",
        "",
        "linchpin check NAME says what one means; linchpin scenarios --show NAME prints its file.",
    ));
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}
