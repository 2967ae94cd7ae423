//! The code of a municipality (全国地方公共団体コード): five digits and a check digit. Text, never a number.

/// Five digits with their check digit: (11 − Σ(6, 5, 4, 3, 2 × digits) mod 11) mod 10. `None` if it is not five digits.
pub fn with_check_digit(five: &str) -> Option<String> {
    let digits: Vec<u32> = five.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let [a, b, c, d, e] = digits[..] else { return None };
    let sum = 6 * a + 5 * b + 4 * c + 3 * d + 2 * e;
    Some(format!("{five}{}", (11 - sum % 11) % 10))
}

/// Whether six digits end in their check digit.
pub fn is_whole(six: &str) -> bool {
    six.get(..5).and_then(with_check_digit).is_some_and(|code| code == six)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_the_ministry() {
        for (five, six) in [("20217", "202177"), ("09201", "092011"), ("13101", "131016"), ("01100", "011002")] {
            assert_eq!(with_check_digit(five).as_deref(), Some(six));
        }
        assert_eq!(with_check_digit("2021"), None);
        assert_eq!(with_check_digit("2021x"), None);
    }
}
