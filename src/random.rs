//! Every draw is a function of (seed, stream, path, index).
