//! The normal law: distribution function, tail and quantile.
