//! The rules of the figures, each by name. One module a family, one small program a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod support;

#[path = "metrics/calibration.rs"]
mod calibration;
#[path = "metrics/charts.rs"]
mod charts;
#[path = "metrics/cost.rs"]
mod cost;
#[path = "metrics/flow.rs"]
mod flow;
#[path = "metrics/flow_oracle.rs"]
mod flow_oracle;
#[path = "metrics/forecast.rs"]
mod forecast;
#[path = "metrics/invariants.rs"]
mod invariants;
#[path = "metrics/more_charts.rs"]
mod more_charts;
#[path = "metrics/oracle.rs"]
mod oracle;
#[path = "metrics/quality.rs"]
mod quality;
#[path = "metrics/rag.rs"]
mod rag;
#[path = "metrics/raid.rs"]
mod raid;
#[path = "metrics/request.rs"]
mod request;
#[path = "metrics/risk.rs"]
mod risk;
#[path = "metrics/sla.rs"]
mod sla;
#[path = "metrics/speed.rs"]
mod speed;
#[path = "metrics/sprints.rs"]
mod sprints;
#[path = "metrics/waiting.rs"]
mod waiting;
#[path = "metrics/working.rs"]
mod working;
