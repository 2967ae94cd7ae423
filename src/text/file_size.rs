//! How large a file is, as people are told before they take it along.

/// Returns the number and the theme's word for its unit: whole kilobytes, rounded up, below a megabyte; then megabytes
/// with a tenth. Every size that is shown goes through here.
pub fn file_size(bytes: u64) -> (String, &'static str) {
    let kilobytes = bytes.div_ceil(1000);
    if kilobytes < 1000 {
        return (kilobytes.to_string(), "kilobytes");
    }
    (format!("{:.1}", bytes as f64 / 1e6), "megabytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_form() {
        for (bytes, number, unit) in [
            (0, "0", "kilobytes"),
            (1, "1", "kilobytes"),
            (1000, "1", "kilobytes"),
            (191_448, "192", "kilobytes"),
            (998_999, "999", "kilobytes"),
            (999_001, "1.0", "megabytes"),
            (3_440_000, "3.4", "megabytes"),
        ] {
            assert_eq!(file_size(bytes), (number.to_owned(), unit), "{bytes}");
        }
    }
}
