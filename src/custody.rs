//! What a failure takes from a position at once, what becomes a claim, what comes back, and when.
