//! Incomplete beta and gamma functions, their inverses, and the laws that rest on them.
