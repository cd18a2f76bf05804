//! Time, zone and randomness, as data for the core.

use crate::model::{Stamp, Timestamp, Zone};
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// The moment now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(Date::now() as i64)
}

/// A stamp for a command: now, and a random seed.
#[must_use]
pub fn stamp() -> Stamp {
    let mut bytes = [0_u8; 8];
    let random = web_sys::window()
        .and_then(|w| w.crypto().ok())
        .and_then(|c| c.get_random_values_with_u8_array(&mut bytes).ok());
    let seed = if random.is_some() {
        u64::from_le_bytes(bytes)
    } else {
        (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
    };
    Stamp { at: now(), seed }
}

/// The name of the browser's zone.
#[must_use]
pub fn zone_name() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The zone with this name as data; the browser's own where the name is not known to it.
#[must_use]
pub fn zone(name: &str) -> Zone {
    let own = zone_name();
    if name != own
        && let Some(zone) = foreign_zone(name)
    {
        return zone;
    }
    Zone::probe(&own, |second| {
        let date = Date::new(&JsValue::from_f64(second as f64 * 1000.0));
        -(date.get_timezone_offset() * 60.0) as i32
    })
}

thread_local! {
    /// Zones that were read off the browser: each costs thousands of formatted times.
    static KNOWN: RefCell<BTreeMap<String, Option<Zone>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The zone with this name; none where the browser does not know it. Each is worked out once a page.
#[must_use]
pub fn known_zone(name: &str) -> Option<Zone> {
    if let Some(zone) = KNOWN.with_borrow(|known| known.get(name).cloned()) {
        return zone;
    }
    let found = if name == zone_name() { Some(zone(name)) } else { foreign_zone(name) };
    KNOWN.with_borrow_mut(|known| known.insert(name.to_owned(), found.clone()));
    found
}

/// A zone that the browser is not in: its offsets are read off formatted wall-clock times.
fn foreign_zone(name: &str) -> Option<Zone> {
    let options = Object::new();
    for (key, value) in [
        ("timeZone", name),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    // The constructor throws on a name that it does not know; a guarded call turns that into `None`.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.into();
    let made = Reflect::construct(&constructor, &Array::of2(&"en-GB".into(), &options)).ok()?;
    let format: js_sys::Function = Reflect::get(&made, &"format".into()).ok()?.into();
    let offset_at = |second: i64| -> Option<i32> {
        let moment = JsValue::from_f64(second as f64 * 1000.0);
        // "dd/mm/yyyy, hh:mm:ss"
        let text = format.call1(&JsValue::NULL, &moment).ok()?.as_string()?;
        let parts: Vec<u32> =
            text.split(|c: char| !c.is_ascii_digit()).filter_map(|p| p.parse().ok()).collect();
        let [day, month, year, hour, minute, sec] = parts.as_slice() else { return None };
        let wall = crate::model::Date::from_ymd_opt(*year as i32, *month, *day)?
            .and_hms_opt(*hour, *minute, *sec)?
            .and_utc()
            .timestamp();
        Some((wall - second) as i32)
    };
    offset_at(0)?;
    Some(Zone::probe(name, |second| offset_at(second).unwrap_or(0)))
}
