//! The detectors: one file each, and one word in the list below.
//!
//! - **In**: one block of normalised text.
//! - **Out**: where a value of its kind stands.
//! - **Never**: look outside its block; decide what a finding means.
//! - **Read first**: [`phone`].
//! - **One more**: a file with a `DETECTOR`, its triggers and its examples, and one word in the list.
//! - **Tests**: `tests/it/privacy.rs` runs the examples.

mod address;
mod bank_account;
mod birth_date;
mod corporate_number;
mod credit_card;
mod driver_license;
mod email;
mod geo_point;
mod health_insurance;
mod hidden_char;
mod ip_address;
mod member_id;
mod my_number;
mod nickname;
mod passport;
mod pension_number;
mod person_name;
mod phone;
mod plate;
mod postal_code;
mod residence_card;
mod school_grade;
mod secret;
mod sensitive;
mod slack_id;
mod sns_id;
mod workplace;

use crate::privacy::detector::Detector;

/// Makes the list of the detectors, in the order in which they run.
macro_rules! detectors {
    ($($name:ident),* $(,)?) => {
        /// Every detector.
        pub static DETECTORS: &[Detector] = &[$($name::DETECTOR),*];
    };
}

detectors![
    phone,
    email,
    address,
    postal_code,
    my_number,
    driver_license,
    passport,
    residence_card,
    health_insurance,
    pension_number,
    credit_card,
    member_id,
    corporate_number,
    bank_account,
    birth_date,
    person_name,
    nickname,
    slack_id,
    secret,
    sns_id,
    ip_address,
    plate,
    geo_point,
    school_grade,
    workplace,
    sensitive,
    hidden_char
];
