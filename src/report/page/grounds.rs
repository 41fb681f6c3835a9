//! What the figures stand on: the assumptions, the method, the run.

use super::Subject;
use crate::report::language::{Language, say_html};

/// Every assumption with its source.
pub(super) fn register(subject: Subject) -> String {
    let without = subject.assessment.register.assumptions.iter().filter(|line| line.source.is_none()).count();
    let note = match without {
        0 => String::new(),
        count => format!("<p>{}</p>\n", say_html!(subject.tongue, "page-register-without-source", count = count)),
    };
    format!("{}{note}{}", subject.paragraph("page-register-words"), subject.table("assumptions"))
}

/// The method in half a page.
pub(super) fn method(subject: Subject) -> String {
    let text = match subject.tongue.language() {
        Language::English => include_str!("method.en.html"),
        Language::Russian => include_str!("method.ru.html"),
        Language::Kazakh => include_str!("method.kk.html"),
    };
    text.to_owned()
}

/// What made the run, and what stands beside the page.
pub(super) fn provenance(subject: Subject) -> String {
    let (scenario, run) = (&subject.assessment.summary.scenario, &subject.assessment.summary.run);
    let made = say_html!(
        subject.tongue,
        "page-provenance-made",
        scenario = scenario.name.as_str(),
        hash = scenario.hash.as_str(),
        version = run.version.as_str(),
        numbers = run.numbers.to_string(),
        seed = run.seed.to_string(),
        paths = subject.tongue.count(run.paths),
        precision = subject.assessment.register.precision.to_string(),
    );
    format!("<p>{made}</p>\n{}", subject.paragraph("page-provenance-beside"))
}
