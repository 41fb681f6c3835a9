//! How results are shown.

use super::ReportError;
use super::chart::Chart;
use super::look::Look;

/// How results are shown; none of it changes a figure.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// Language, colours and width.
    pub look: Look,
    /// The charts that get files, by id; `None` for all that apply. The page shows all in any case.
    pub charts: Option<Vec<String>>,
    /// Whether each chart also gets a snippet that other pages embed.
    pub embed: bool,
}

impl ReportOptions {
    /// Marks of the charts that apply those that get files.
    pub(super) fn choose(&self, charts: &mut [Chart]) -> Result<(), ReportError> {
        let Some(ids) = &self.charts else { return Ok(()) };
        let drawn = || charts.iter().map(|chart| chart.id);
        if let Some(wanted) = ids.iter().find(|id| drawn().all(|drawn| drawn != id.as_str())) {
            let drawn = drawn().collect::<Vec<_>>().join(", ");
            return Err(ReportError::NoSuchChart { wanted: wanted.clone(), drawn });
        }
        for chart in charts {
            chart.has_files = ids.iter().any(|id| id == chart.id);
        }
        Ok(())
    }
}
