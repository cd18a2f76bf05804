//! The page's entry point: mounts the application of the library.

#[cfg(target_arch = "wasm32")]
fn main() {
    gluework::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Gluework runs in the browser: use `make run`. Headless use: `cargo run --example import`.");
}
