//! Paths that a run stored, read again.

use std::io::Read;

use csv::{Reader, StringRecord};

use crate::pairing::Yields;

/// The columns that are read.
const READ: [&str; 4] = ["path", "reserve", "loss", "counterparty_cost"];

/// What the paths of a `paths.csv` yield: of the reserves `ids`, one entry each, `paths` paths each, in their order. The
/// error says in words what is wrong and where.
pub(in crate::report) fn yields(file: impl Read, ids: &[&str], paths: u64) -> Result<Vec<Yields>, String> {
    let mut reader = Reader::from_reader(file);
    let header = reader.headers().map_err(|error| error.to_string())?;
    let place =
        |name: &str| header.iter().position(|column| column == name).ok_or_else(|| format!("it has no column {name}"));
    let mut places = [0; READ.len()];
    for (place_of, name) in places.iter_mut().zip(READ) {
        *place_of = place(name)?;
    }
    let mut found = vec![Yields::default(); ids.len()];
    let mut record = StringRecord::new();
    let mut row = 1_u64;
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        row += 1;
        let [path, reserve, loss, cost] = places.map(|place| record.get(place).unwrap_or_default());
        // A name that would begin a formula has an apostrophe before it.
        let reserve = reserve.strip_prefix('\'').unwrap_or(reserve);
        let of = ids.iter().position(|id| *id == reserve);
        let of = of.ok_or_else(|| format!("row {row}: {reserve:?} is no reserve of its scenario"))?;
        if path.parse() != Ok(found[of].loss.len() as u64) {
            return Err(format!("row {row}, column path: {path:?} does not follow path by path"));
        }
        found[of].loss.push(number(loss, "loss", row)?);
        found[of].cost.push(number(cost, "counterparty_cost", row)?);
    }
    match found.iter().find(|yields| yields.loss.len() as u64 != paths) {
        Some(yields) => Err(format!("it has {} paths of a reserve where {paths} were run", yields.loss.len())),
        None => Ok(found),
    }
}

fn number(text: &str, column: &str, row: u64) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| format!("row {row}, column {column}: {text:?} is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "path,weight,reserve,loss,counterparty_cost\n";

    fn read(rows: &str) -> Result<Vec<Yields>, String> {
        yields(format!("{HEAD}{rows}").as_bytes(), &["a", "-b"], 2)
    }

    #[test]
    fn paths_are_read_by_the_names_of_columns_and_reserves() {
        let found = read("0,0.5,a,0.25,0\n0,0.5,'-b,1,0.1\n1,0.5,'-b,-2e-3,0\n1,0.5,a,0,0.5\n").unwrap();
        assert_eq!(found[0], Yields { loss: vec![0.25, 0.0], cost: vec![0.0, 0.5] });
        assert_eq!(found[1].loss, [1.0, -0.002]);
    }

    #[test]
    fn what_a_run_does_not_write_is_told_with_its_row() {
        let error = |rows: &str| read(rows).unwrap_err();
        assert!(error("0,0.5,a,x,0\n").contains("row 2, column loss: \"x\" is no number"));
        assert!(error("0,0.5,a,NaN,0\n").contains("row 2, column loss"));
        assert!(error("0,0.5,a,1,0\n2,0.5,a,1,0\n").contains("row 3, column path"));
        assert!(error("0,0.5,c,1,0\n").contains("row 2: \"c\" is no reserve"));
        assert!(error("0,0.5,a,1,0\n").contains("1 paths of a reserve where 2 were run"));
        assert!(yields("path,loss\n".as_bytes(), &["a"], 1).unwrap_err().contains("no column reserve"));
    }
}
