//! Flow: how long work takes, how much of it is delivered, how much is under way.
//!
//! Definitions after Vacanti, *Actionable Agile Metrics*, and the Kanban Guide; see each function.

mod ageing_chart;
mod blocked;
mod cfd;
mod duration;
mod efficiency;
mod figures;
mod net;
mod scatter;
mod series;
mod throughput;
mod wip;

pub(super) use ageing_chart::ageing_chart_of;
pub use ageing_chart::{AgeingChart, AgeingDot, AgeingLane, ageing_chart};
pub use blocked::{BlockedTime, blocked_time};
pub use cfd::{Cfd, CfdLine, cfd, cfd_of};
pub use duration::{Durations, Measure, Percentiles, ScatterDot, cycle_scatter, percentile};
pub(super) use efficiency::flow_efficiency;
pub use efficiency::{Efficiency, Worked, efficiency};
pub(super) use figures::{blocked, cycle_time, duration_of, lead_time, throughput, wip, wip_age};
pub(super) use net::net_figure;
pub use net::{NetFlow, NetWeek, net_flow};
pub use scatter::{Bar, Histogram, Scatter, histogram, scatter};
pub(super) use scatter::{histogram_of, scatter_of};
pub(super) use series::blocked_chart_of;
pub use series::{
    BlockedChart, CfdChart, Delivered, Step, ThroughputChart, blocked_chart, cfd_chart, throughput_chart,
};
pub use throughput::{Throughput, Week, throughput_by_day, throughput_by_week};
pub(super) use wip::ageing_of;
pub use wip::{Ageing, ageing};
