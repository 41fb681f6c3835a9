//! The program as people use it: words in, exit code, text and files out.

mod answers;
mod calibrate;
mod compare;
mod decisions_back;
mod decisions_over;
mod evidence;
mod experts;
mod failures;
mod hostile;
mod reports;
mod scratch;
mod tools;
mod until;
#[cfg(feature = "parquet")]
mod written_paths;
