//! A stopwatch and a voice, on a terminal and on a page.

/// Milliseconds since some moment.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}

/// Prints a line.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Milliseconds since the page was opened.
#[cfg(target_arch = "wasm32")]
pub(crate) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |watch| watch.now())
}

/// Writes a line to the console.
#[cfg(target_arch = "wasm32")]
pub(crate) fn say(line: &str) {
    web_sys::console::log_1(&line.into());
}
