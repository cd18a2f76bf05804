//! Gluework: a technical program manager's whole day in one browser tab.
//!
//! The layers, from the inside out (each may use only those above it):
//!
//! | module | what it is | may touch |
//! |---|---|---|
//! | [`json`] | reading and writing JSON | nothing |
//! | [`model`] | plain records and the integrity check | json |
//! | [`command`] | every change, applied by one pure function; undo | model |
//! | [`analysis`] | pure answers about a program: board, figures, RAG, changes | model |
//! | [`chart`] | drawings of the analysis, as data | model, analysis |
//! | [`report`] | the program as documents: status report, minutes, notes | model, analysis, chart |
//! | [`storage`] | envelope, migrations, load and save policy behind a trait | model, command |
//! | [`exchange`] | files in and out: text to records and back | model, command, analysis, report, storage |
//! | [`sample`] | the deterministic sample program and the load generator | all of the core |
//! | `platform`, `dom`, `app`, `components`, `views` | the browser (wasm32 only) | everything |
//!
//! The core reads no clock and no browser: time, zone and randomness are arguments.

pub mod analysis;
pub mod chart;
pub mod command;
pub mod exchange;
pub mod json;
pub mod model;
pub mod report;
pub mod sample;
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod dom;
#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod views;
