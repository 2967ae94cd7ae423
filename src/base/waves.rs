//! Work that holds files open, some at a time: systems refuse the 257th, however many threads there are.

use rayon::prelude::*;

/// Files that are open at once; systems allow 256 and more, and some are open for other reasons.
pub const OPEN_FILES: usize = 192;

/// Does something with each item, in parallel and in order, with no more than [`OPEN_FILES`] of them in hand.
pub fn map_in_waves<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let waves = items.chunks(OPEN_FILES);
    waves.flat_map(|wave| wave.par_iter().map(&work).collect::<Vec<_>>()).collect()
}

/// Does something with batches of at most `most` items, which may be in hand together, in parallel and in order; no
/// more than [`OPEN_FILES`] items are in hand at once.
pub fn map_batches<T: Sync, R: Send, E: Send>(
    items: &[T],
    most: usize,
    work: impl Fn(&[T]) -> Result<Vec<R>, E> + Sync,
) -> Result<Vec<R>, E> {
    let mut all = Vec::with_capacity(items.len());
    for wave in items.chunks(OPEN_FILES) {
        let each = wave.len().div_ceil(rayon::current_num_threads()).clamp(1, most);
        let made: Vec<Vec<R>> = wave.par_chunks(each).map(&work).collect::<Result<_, E>>()?;
        all.extend(made.into_iter().flatten());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn no_more_are_in_hand_than_may_be_open() {
        let items: Vec<usize> = (0..1000).collect();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let hold = |count: usize| {
            most.fetch_max(now.fetch_add(count, Ordering::SeqCst) + count, Ordering::SeqCst);
            std::thread::yield_now();
            now.fetch_sub(count, Ordering::SeqCst);
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(400).build().unwrap();
        let (one, batches) = pool.install(|| {
            let one = map_in_waves(&items, |item| {
                hold(1);
                *item
            });
            let batches = map_batches(&items, 64, |batch| {
                hold(batch.len());
                Ok::<_, ()>(batch.to_vec())
            });
            (one, batches.unwrap())
        });
        assert!(one == items && batches == items && most.into_inner() <= OPEN_FILES);
    }
}
