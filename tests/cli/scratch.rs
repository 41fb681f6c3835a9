//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A shipped scenario that needs no pilot, so that a small run of it is fast.
pub const SMALL: &str = "two-exchanges";

/// The scenario that runs where none is named.
pub const DEFAULT: &str = "alem-bnb-or-btc";

/// All scenarios that are shipped.
pub const SHIPPED: [&str; 19] = [
    DEFAULT,
    "alem-bnb-heavy-or-btc-heavy",
    "alem-who-keeps-the-keys",
    "alem-buying-over-a-year",
    "kzte-working-cash",
    "el-salvador-addresses",
    "bhutan-mining-and-gelephu",
    "brazil-and-indonesia",
    "central-bank-funds",
    "thirty-six-exchanges",
    "stablecoin-or-bank",
    "two-exchanges",
    "replay-mt-gox-2014",
    "replay-terra-2022",
    "replay-celsius-2022",
    "replay-ftx-2022",
    "replay-usdc-2023",
    "textbook-creditrisk-plus",
    "textbook-homogeneous-pool",
];

/// A folder that goes away with its test.
pub struct Scratch {
    path: PathBuf,
    /// What takes it away.
    _away: Option<tempfile::TempDir>,
}

/// What the program said.
pub struct Said {
    /// Its exit code.
    pub code: i32,
    /// Standard output.
    pub text: String,
    /// Standard error.
    pub error: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program was not killed"),
            text: String::from_utf8(output.stdout).expect("the output is UTF-8"),
            error: String::from_utf8(output.stderr).expect("the errors are UTF-8"),
        }
    }
}

impl Said {
    /// The text, which there must be, without an error.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!((self.code, self.error.as_str()), (0, ""), "it said:\n{}", self.text);
        self.text
    }

    /// The error, which there must be, with this exit code and nothing on standard output.
    #[track_caller]
    pub fn fails_with(self, code: i32) -> String {
        assert_eq!((self.code, self.text.as_str()), (code, ""), "it said:\n{}", self.error);
        assert!(self.error.contains("error: "), "{}", self.error);
        self.error
    }
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a scratch folder");
        Self { path: folder.path().to_owned(), _away: Some(folder) }
    }

    /// One that several tests share: it stays until they run again.
    pub fn shared(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            fs::remove_dir_all(&path).expect("an old scratch folder can go");
        }
        fs::create_dir_all(&path).expect("there is room for a scratch folder");
        Self { path, _away: None }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A command of the program that works in this folder.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
        command.args(words).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    #[track_caller]
    pub fn linchpin(&self, words: &[&str]) -> Said {
        self.command(words).output().expect("the program starts").into()
    }

    /// Writes a file of this folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
        path
    }

    /// A file of this folder.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A JSON file of this folder.
    #[track_caller]
    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of what stands in this folder, hidden files too.
    pub fn entries(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).expect("the scratch folder is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}
