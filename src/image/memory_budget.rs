//! Room for unpacked pictures: a folder of photos needs no more memory than one photo of the largest kind, whatever the
//! number of cores. Whoever holds room must never wait for another thread.

use std::sync::{Condvar, Mutex, PoisonError};

/// The most pixels that are unpacked at one time.
const MOST_PIXELS: u64 = 64_000_000;

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// Room for so many pixels, given back in the end.
pub(super) struct MemoryBudget(u64);

impl MemoryBudget {
    /// Waits until there is room; more than [`MOST_PIXELS`] have none.
    pub(super) fn take(pixels: u64) -> Option<Self> {
        if pixels > MOST_PIXELS {
            return None;
        }
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken =
            FREED.wait_while(taken, |taken| *taken + pixels > MOST_PIXELS).unwrap_or_else(PoisonError::into_inner);
        *taken += pixels;
        Some(Self(pixels))
    }
}

impl Drop for MemoryBudget {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        FREED.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_given_back_and_never_more_than_there_is() {
        assert!(MemoryBudget::take(MOST_PIXELS + 1).is_none());
        for _ in 0..3 {
            // Without the last one's return this would wait for ever.
            assert!(MemoryBudget::take(MOST_PIXELS).is_some());
        }
    }
}
