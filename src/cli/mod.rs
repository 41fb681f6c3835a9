//! Words to calls: what a person types, and what they see.

mod answer;
mod arguments;
mod calibrate;
mod check;
mod compare;
mod decision;
mod dry_run;
mod error;
mod evidence;
mod init;
mod interrupt;
mod open;
mod progress;
mod report;
mod run;
mod scenarios;
mod shipped;
mod until;
mod wording;

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, CheckArguments, Command};
use error::ProgramError;

/// Runs the program on the words of the command line. Prints the error, if any; the exit code says
/// its kind.
#[must_use]
pub fn run_program() -> ExitCode {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        let words = words_of(panic.payload());
        say_error(&match is_short_of_threads(&words) {
            true => ProgramError::Resources(format!("{words}; ask for fewer with --threads")),
            false => ProgramError::Bug(format!("{words}{place}")),
        });
    }));
    let arguments = Arguments::parse();
    let result = panic::catch_unwind(AssertUnwindSafe(|| follow(arguments)));
    let result = match result {
        Ok(result) => result,
        Err(panic) if is_short_of_threads(&words_of(&*panic)) => {
            return ExitCode::from(ProgramError::Resources(String::new()).exit_code());
        }
        Err(_) => return ExitCode::from(ProgramError::Bug(String::new()).exit_code()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !matches!(error, ProgramError::ReaderGone) {
                say_error(&error);
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// Whether the system gave no thread to the standard library, on which packages that we use panic.
fn is_short_of_threads(words: &str) -> bool {
    words.starts_with("failed to spawn thread")
}

fn follow(arguments: Arguments) -> Result<(), ProgramError> {
    match arguments.command.unwrap_or_else(|| Command::Run(Box::default())) {
        Command::Run(arguments) => run::run(&arguments),
        Command::Report(arguments) => report::report(&arguments),
        Command::Compare(arguments) => match arguments.assumptions.as_slice() {
            [one, other] => decision::experts::experts(&arguments, [one, other]),
            _ => compare::compare_sides(&arguments),
        },
        Command::Limits(arguments) => decision::limits::limits(&arguments),
        Command::Sweep(arguments) => decision::sweep::sweep_scenario(&arguments),
        Command::BreakEven(arguments) => decision::break_even::ties(&arguments),
        Command::WhatIf(arguments) => decision::what_if::what_if(&arguments),
        Command::Reverse(arguments) => decision::reverse::reverse(&arguments),
        Command::Sensitivity(arguments) => decision::sensitivity::sensitivity(&arguments),
        Command::Optimise(arguments) => decision::optimise::optimise(&arguments),
        Command::Check(CheckArguments { scenario, assumptions, changes }) => {
            let (opened, word) = (open::open(&scenario, &changes)?, scenario.to_string_lossy());
            print(&if assumptions { check::assumptions(&opened) } else { check::explanation(&opened, &word) })
        }
        Command::Evidence(arguments) => evidence::evidence(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Scenarios(arguments) => scenarios::scenarios(&arguments),
        Command::Calibrate(arguments) => calibrate::calibrate(&arguments),
        Command::Schema => print(&format!("{:#}\n", crate::scenario::schema())),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "linchpin", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Man => print(&manual_page()?),
    }
}

fn manual_page() -> Result<String, ProgramError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Prints to standard output, whose reader may leave when it has seen enough.
fn print(text: &str) -> Result<(), ProgramError> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()?;
    Ok(())
}

fn say_error(error: &ProgramError) {
    // Where even standard error is closed, the exit code alone must tell.
    let _ = writeln!(io::stderr(), "error: {}", wording::clean_lines(&error.to_string()));
}

fn words_of(payload: &dyn std::any::Any) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words were left".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_page_can_be_printed() {
        // Hyphens are escaped in it.
        let page = manual_page().unwrap().replace('\\', "");
        assert!(page.contains(".TH linchpin"), "{page}");
        for command in [
            "run",
            "report",
            "compare",
            "limits",
            "sweep",
            "break-even",
            "what-if",
            "reverse",
            "sensitivity",
            "check",
            "init",
            "scenarios",
            "calibrate",
            "schema",
        ] {
            assert!(page.contains(command), "{command} is not in the manual");
        }
    }
}
