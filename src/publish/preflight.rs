//! What another computer can do, found by trying before the first write, and remembered for a while.

use crate::{
    publish::{
        deliver::Opened,
        prepare::Place,
        record::{Record, Tried},
        stop::{CONFIGURATION, Stop},
    },
    text::date::Date,
};

/// For how many days what was found is believed.
const DAYS: i64 = 30;

/// Tries what a place can do, unless it was tried within the last days, and writes it down.
pub fn try_out(place: &Place<'_>, opened: &mut Opened, record: &mut Record, today: Date) -> Result<(), Stop> {
    let is_fresh = |tried: &Tried| {
        let day = Date::parse(&tried.day).map(Date::days);
        day.is_some_and(|day| (day..day + DAYS).contains(&today.days()))
    };
    let Some(store) = opened.store().filter(|_| place.kind.is_remote) else { return Ok(()) };
    if record.memory.tried.as_ref().is_some_and(is_fresh) {
        return Ok(());
    }
    let found = store.probe().map_err(|fault| Stop::unreadable("_pub/", &fault.message))?;
    record.memory.tried = Some(Tried { day: today.to_string(), found });
    record.save().map_err(|finding| Stop { exit: CONFIGURATION, finding })
}
