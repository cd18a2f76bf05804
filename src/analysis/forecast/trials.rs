//! The trials themselves.

use super::block::{self, Block};
use super::plan::{Plan, Stream};
use super::{HORIZON, TRIALS};
use crate::analysis::dice::Dice;
use crate::analysis::flow::percentile;
use crate::model::order;

/// Any number will do, as long as it stays the same.
const SEED: u64 = 0x0061_756c_7565_7772;

/// One draw of a day's throughput after the other.
struct Draw {
    /// Most first: with the same luck, a history with more days off never delivers more.
    history: Vec<u32>,
    bound: u32,
    seed: u64,
    dice: Dice,
    spare: Option<usize>,
    block: Option<Block>,
}

impl Draw {
    /// `days` is how many will be drawn in a trial, about.
    fn new(history: &[u32], stream: u64, days: f64) -> Self {
        let bound = u32::try_from(history.len()).unwrap_or(u32::MAX);
        // Streams far apart, so that two teams draw independently.
        let seed = SEED ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03);
        // Blocks pay where most of the days can be taken in them.
        let block = (days > f64::from(3 * block::DAYS)).then(|| Block::new(history));
        let mut history = history.to_vec();
        order::ascending_counts(&mut history);
        history.reverse();
        Self { history, bound, seed, dice: Dice::new(seed), spare: None, block }
    }

    /// Each trial has its own luck, however many days the one before took.
    fn begin(&mut self, trial: usize) {
        self.dice = Dice::new(self.seed ^ (trial as u64).wrapping_mul(0xa076_1d64_78bd_642f));
        self.spare = None;
    }

    fn day(&mut self) -> u32 {
        let place = match self.spare.take() {
            Some(place) => place,
            None => {
                let (first, second) = self.dice.pair(self.bound);
                self.spare = Some(second);
                first
            }
        };
        self.history.get(place).copied().unwrap_or(0)
    }

    /// Days until so many items are delivered, at most the horizon.
    fn days_until(&mut self, left: u32) -> u32 {
        let (mut days, mut delivered) = (0, 0);
        if let Some(block) = &self.block {
            // A block that cannot finish the work need not say on which day it would.
            while left - delivered > block.most() && days < HORIZON {
                delivered += block.draw(&mut self.dice);
                days += block::DAYS;
            }
        }
        while delivered < left && days < HORIZON {
            days += 1;
            delivered += self.day();
        }
        days.min(HORIZON)
    }

    /// Items delivered within so many days.
    fn items_in(&mut self, days: u32) -> u32 {
        match &self.block {
            None => (0..days).map(|_| self.day()).sum(),
            Some(block) => {
                let dice = &mut self.dice;
                let whole: u32 = (0..days / block::DAYS).map(|_| block.draw(dice)).sum();
                whole + (0..days % block::DAYS).map(|_| self.day()).sum::<u32>()
            }
        }
    }
}

fn mean(history: &[u32]) -> f64 {
    f64::from(history.iter().sum::<u32>()) / history.len().max(1) as f64
}

/// Finish days of all trials, ascending, as days from today. A trial ends with the last of its
/// streams, and with the last item that waited for others. Beside them, of several streams, the day by
/// which each has finished its own part in 85 % of the same trials; none of one that has no part.
///
/// None where the work would take nearly the horizon or longer: the mean tells beforehand, and
/// hopeless cases would cost millions of draws.
pub(super) fn finish_days(plan: &Plan) -> Option<(Vec<u32>, Vec<Option<u32>>)> {
    let mut draws: Vec<(Draw, u32)> = Vec::new();
    for ((place, Stream { history, left, .. }), stream) in plan.streams.iter().enumerate().zip(1..) {
        let furthest = plan.linked.iter().filter(|l| l.stream == place).map(|l| l.place).max();
        let days = f64::from((*left).max(furthest.unwrap_or(0))) / mean(history);
        if days > f64::from(HORIZON) * 0.9 {
            return None;
        }
        // A stream with linked items is followed day by day.
        draws.push((Draw::new(history, stream, if furthest.is_some() { 0.0 } else { days }), *left));
    }
    let mut ends = vec![0; draws.len()];
    let mut all = Ends { trials: Vec::with_capacity(TRIALS), parts: Vec::new() };
    if draws.len() > 1 {
        all.parts = vec![Vec::with_capacity(TRIALS); draws.len()];
    }
    if plan.linked.is_empty() {
        for trial in 0..TRIALS {
            for ((draw, left), end) in draws.iter_mut().zip(&mut ends) {
                draw.begin(trial);
                *end = draw.days_until(*left);
            }
            all.note(&ends);
        }
    } else {
        let mut traces: Vec<Trace> = draws.iter().map(|_| Trace::default()).collect();
        let mut finished = Vec::with_capacity(plan.linked.len());
        for trial in 0..TRIALS {
            draws.iter_mut().for_each(|(draw, _)| draw.begin(trial));
            linked_trial(plan, &mut draws, &mut traces, &mut finished, &mut ends);
            all.note(&ends);
        }
    }
    order::ascending_counts(&mut all.trials);
    let part = |(days, stream): (&mut Vec<u32>, &Stream)| {
        order::ascending_counts(days);
        percentile(days, 85).filter(|_| stream.left > 0)
    };
    let parts = all.parts.iter_mut().zip(&plan.streams).map(part).collect();
    Some((all.trials, parts))
}

/// The days on which trials end.
struct Ends {
    /// With the latest of the streams.
    trials: Vec<u32>,
    /// Each stream's own, where there are several.
    parts: Vec<Vec<u32>>,
}

impl Ends {
    fn note(&mut self, ends: &[u32]) {
        self.trials.push(ends.iter().copied().max().unwrap_or(0));
        for (part, end) in self.parts.iter_mut().zip(ends) {
            part.push(*end);
        }
    }
}

/// One stream of one trial: on which day each of its deliveries falls.
#[derive(Default)]
struct Trace {
    /// The day of each delivery, first delivery first.
    days: Vec<u32>,
    /// Days drawn.
    drawn: u32,
    /// The latest delivery that an item took which had to wait.
    taken: u32,
}

impl Trace {
    /// The day of a delivery, from 1; the horizon where it lies beyond.
    fn day_of(&mut self, delivery: u32, draw: &mut Draw) -> u32 {
        while (self.days.len() as u32) < delivery {
            if self.drawn >= HORIZON {
                return HORIZON;
            }
            self.drawn += 1;
            for _ in 0..draw.day() {
                self.days.push(self.drawn);
            }
        }
        self.days.get((delivery.max(1) - 1) as usize).copied().unwrap_or(0)
    }
}

/// A trial with items that wait, as the days on which its streams end. Teams deliver in the order of their queues; an item that cannot be
/// finished on its turn lets the next go first, and takes the first delivery after what it waited for.
fn linked_trial(
    plan: &Plan,
    draws: &mut [(Draw, u32)],
    traces: &mut [Trace],
    finished: &mut Vec<u32>,
    ends: &mut [u32],
) {
    ends.fill(0);
    for trace in traces.iter_mut() {
        trace.days.clear();
        (trace.drawn, trace.taken) = (0, 0);
    }
    finished.clear();
    for item in &plan.linked {
        let ready = item.waits.iter().filter_map(|w| finished.get(*w).copied()).max().unwrap_or(0);
        let mut day = 0;
        if let (Some(trace), Some((draw, _))) = (traces.get_mut(item.stream), draws.get_mut(item.stream)) {
            day = trace.day_of(item.place, draw);
            if day <= ready && ready < HORIZON {
                let mut delivery = item.place.max(trace.taken) + 1;
                while trace.day_of(delivery, draw) <= ready {
                    delivery += 1;
                }
                trace.taken = delivery;
                day = trace.day_of(delivery, draw);
            }
        }
        finished.push(day);
        if let Some(end) = ends.get_mut(item.stream).filter(|_| item.counts) {
            *end = day.max(*end);
        }
    }
    for (((draw, left), trace), end) in draws.iter_mut().zip(traces).zip(ends) {
        if *left > 0 {
            let traced = trace.drawn > 0;
            let last = if traced { trace.day_of(*left, draw) } else { draw.days_until(*left) };
            *end = last.max(*end);
        }
    }
}

/// Items delivered within so many days, over all trials, ascending.
pub(super) fn sums(history: &[u32], days: u32) -> Vec<u32> {
    let mut draw = Draw::new(history, 1, f64::from(days));
    let mut trials = Vec::with_capacity(TRIALS);
    for trial in 0..TRIALS {
        draw.begin(trial);
        trials.push(draw.items_in(days));
    }
    order::ascending_counts(&mut trials);
    trials
}
