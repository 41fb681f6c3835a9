//! A browser without a window and without a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Hosts that the browser calls by itself, whatever it shows.
const ITS_OWN: [&str; 4] = ["google.com", "gvt1.com", "googleapis.com", "gstatic.com"];

/// Chrome or Chromium, with a profile that is thrown away.
pub struct Chromium {
    program: PathBuf,
    profile: TempDir,
}

/// What a page did.
pub struct Seen {
    /// The page after all scripts, as HTML.
    pub dom: String,
    /// Every address that was asked for, or would have been had its name been found.
    pub requests: Vec<String>,
}

impl Seen {
    /// Whether a script of ours that must not run left its mark.
    pub fn ran(&self) -> bool {
        let root = self.dom.split("<html").nth(1).and_then(|rest| rest.split('>').next());
        root.is_some_and(|attributes| attributes.contains("data-ran"))
    }
}

impl Chromium {
    /// The one that the environment names.
    pub fn found() -> Self {
        let program = std::env::var_os("LINCHPIN_BROWSER").expect("LINCHPIN_BROWSER names a Chromium");
        Self { program: program.into(), profile: tempfile::tempdir().unwrap() }
    }

    /// Shows a page and notes what it asks for.
    pub fn shows(&self, page: &Path) -> Seen {
        let log = self.profile.path().join("net-log.json");
        let dom = self.run(page, &["--dump-dom", &format!("--log-net-log={}", log.display())]);
        let log: Value = serde_json::from_slice(&fs::read(log).unwrap()).unwrap();
        Seen { dom, requests: requests(&log) }
    }

    /// Runs a script at the end of a copy of a page; gives the JSON that it leaves in the element `found`.
    pub fn examines(&self, page: &Path, script: &str) -> Value {
        let end = "</body>";
        let html = unguarded(&fs::read_to_string(page).unwrap());
        assert_eq!(html.matches(end).count(), 1, "{} has one end", page.display());
        let copy = page.with_file_name("examined.html");
        let leave = include_str!("leave.js");
        fs::write(&copy, html.replace(end, &format!("<script>{leave}\n{script}</script>{end}"))).unwrap();
        let dom = self.run(&copy, &["--dump-dom"]);
        fs::remove_file(&copy).unwrap();
        let left = dom.split("id=\"found\">").nth(1).and_then(|rest| rest.split("</script>").next());
        serde_json::from_str(left.unwrap_or_else(|| panic!("{}: the script left nothing", page.display()))).unwrap()
    }

    /// A picture of the whole page as on a screen.
    pub fn photographs(&self, page: &Path, picture: &Path) {
        let size = self.examines(page, "leave({ height: document.documentElement.scrollHeight });")["height"].as_u64();
        let window = format!("--window-size=1000,{}", size.unwrap().min(16_000));
        self.run(page, &[&format!("--screenshot={}", picture.display()), &window, "--hide-scrollbars"]);
    }

    /// The page as it is printed.
    pub fn prints(&self, page: &Path, paper: &Path) {
        self.run(page, &[&format!("--print-to-pdf={}", paper.display()), "--no-pdf-header-footer"]);
    }

    fn run(&self, page: &Path, words: &[&str]) -> String {
        let mut command = Command::new(&self.program);
        // Pages of our own making, so that a sandbox, which needs rights of its own, can be done without.
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]);
        command.args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ]);
        // Time runs ahead while a page waits, so this is how long scripts may take, not how long we do.
        command.args(["--virtual-time-budget=60000", &format!("--user-data-dir={}", self.profile.path().display())]);
        command.args(words).arg(format!("file://{}", page.display()));
        let done = command.stdin(Stdio::null()).output().expect("the browser starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }
}

/// A page without its policy, by which a browser refuses scripts, ours too, and requests.
pub fn unguarded(html: &str) -> String {
    let (before, policy) =
        html.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("the page has a policy");
    let (_, after) = policy.split_once('>').expect("a tag ends");
    format!("{before}{after}")
}

/// The addresses in a net log that a page asked for.
fn requests(log: &Value) -> Vec<String> {
    let events = log["events"].as_array().unwrap();
    // An address, or the place that a connection is made to in advance.
    let address = |event: &Value| {
        let named = ["url", "group_id"].into_iter().find_map(|key| event["params"][key].as_str());
        named.map(str::to_owned)
    };
    let mut found: Vec<String> = events.iter().filter_map(address).filter(|url| !is_its_own(url)).collect();
    found.sort();
    found.dedup();
    found
}

fn is_its_own(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or(address).split(['/', ':', ' ']).next().unwrap_or_default();
    ITS_OWN.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.')))
}
