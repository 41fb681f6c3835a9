//! The program: prints the error, sets the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    linchpin::cli::run_program()
}
