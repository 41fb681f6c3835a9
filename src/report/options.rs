//! How results are shown.

use super::ReportError;
use super::chart::Chart;

/// How results are shown; none of it changes a figure.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// The charts that get files, by id; `None` for all that apply. The page shows all in any case.
    pub charts: Option<Vec<String>>,
    /// Whether each chart also gets a snippet that other pages embed.
    pub embed: bool,
}

impl ReportOptions {
    /// Of the charts that apply those that are wanted, in the order in which they are read.
    pub(super) fn wanted<'a>(&self, charts: &'a [Chart]) -> Result<Vec<&'a Chart>, ReportError> {
        let Some(ids) = &self.charts else { return Ok(charts.iter().collect()) };
        let drawn = || charts.iter().map(|chart| chart.id);
        if let Some(wanted) = ids.iter().find(|id| drawn().all(|drawn| drawn != id.as_str())) {
            let drawn = drawn().collect::<Vec<_>>().join(", ");
            return Err(ReportError::NoSuchChart { wanted: wanted.clone(), drawn });
        }
        Ok(charts.iter().filter(|chart| ids.iter().any(|id| id == chart.id)).collect())
    }
}
