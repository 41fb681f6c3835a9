//! Functions of mathematics that give the same bits on every machine: none calls the platform's library.

pub mod binade_table;
pub mod elementary;
pub mod lanes;
pub mod normal;
#[cfg(test)]
pub(crate) mod oracle;
pub mod order;
pub mod precision;
pub mod special;
pub mod table;
pub mod vector;
