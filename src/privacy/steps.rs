//! Counts what the gate looks at, so that a test can see that twice the text takes twice the steps and no more: a count
//! is the same on every machine, a time is not. Only builds with debug assertions count; it decides nothing.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Adds steps of this thread.
#[inline]
pub(crate) fn count(steps: usize) {
    if cfg!(debug_assertions) {
        STEPS.with(|all| all.set(all.get() + steps as u64));
    }
}

/// The steps of this thread since it was asked last; nothing where nothing is counted.
pub fn take() -> u64 {
    STEPS.with(|all| all.replace(0))
}
