//! What clients say: CSAT and NPS, now and before.

use super::client_of;
use crate::analysis::time::back;
use crate::model::{ClientId, Date, Program, Satisfaction, SatisfactionKind};

/// Days that count as now; as many before them are what it is compared with.
pub const WINDOW_DAYS: i64 = 180;

/// Answers of one kind in a window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Answers {
    sum: i64,
    count: i64,
    promoters: i64,
    detractors: i64,
}

/// What a client said in the last half year, and in the half year before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voice {
    /// Mean of the CSAT answers, 1 to 5; none without an answer.
    pub csat: Option<f64>,
    /// The same of the half year before.
    pub csat_before: Option<f64>,
    /// How many CSAT answers.
    pub csat_count: usize,
    /// Share of promoters minus share of detractors, −100 to 100; none without an answer.
    pub nps: Option<f64>,
    /// The same of the half year before.
    pub nps_before: Option<f64>,
    /// How many NPS answers.
    pub nps_count: usize,
    /// Answers of 9 and 10.
    pub promoters: usize,
    /// Answers of 0 to 6.
    pub detractors: usize,
}

/// Net promoter score of answers from 0 to 10: the share of 9 and 10 minus the share of 0 to 6, in points.
#[must_use]
pub fn nps(scores: &[u8]) -> Option<f64> {
    let mut answers = Answers::default();
    scores.iter().for_each(|score| answers.add(*score));
    answers.nps()
}

impl Answers {
    fn add(&mut self, score: u8) {
        self.sum += i64::from(score);
        self.count += 1;
        self.promoters += i64::from(score >= 9);
        self.detractors += i64::from(score <= 6);
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    fn nps(&self) -> Option<f64> {
        (self.count > 0).then(|| (self.promoters - self.detractors) as f64 * 100.0 / self.count as f64)
    }
}

/// What a client said, as of a day.
#[must_use]
pub fn voice(program: &Program, client: ClientId, today: Date) -> Voice {
    let (since, before) = (back(today, WINDOW_DAYS - 1), back(today, 2 * WINDOW_DAYS - 1));
    let mut found = [Answers::default(); 4];
    for answer in answers_of(program, client) {
        if answer.day > today || answer.day < before {
            continue;
        }
        let place = usize::from(answer.kind == SatisfactionKind::Nps) * 2 + usize::from(answer.day < since);
        if let Some(answers) = found.get_mut(place) {
            answers.add(answer.score);
        }
    }
    let [csat, csat_before, nps, nps_before] = found;
    let size = |n: i64| usize::try_from(n).unwrap_or(0);
    Voice {
        csat: csat.mean(),
        csat_before: csat_before.mean(),
        csat_count: size(csat.count),
        nps: nps.nps(),
        nps_before: nps_before.nps(),
        nps_count: size(nps.count),
        promoters: size(nps.promoters),
        detractors: size(nps.detractors),
    }
}

/// The answers of a client, in no order that matters.
pub(super) fn answers_of(program: &Program, client: ClientId) -> impl Iterator<Item = &Satisfaction> {
    let of = move |s: &&Satisfaction| client_of(program, s.client, s.project) == Some(client);
    program.satisfaction.values().map(AsRef::as_ref).filter(of)
}

/// What a client said in each of the last quarters of 90 days, the newest first.
#[must_use]
pub fn quarters(program: &Program, client: ClientId, today: Date, number: i64) -> Vec<Quarter> {
    let mut all: Vec<(Quarter, [Answers; 2])> = (0..number)
        .map(|n| {
            let (from, to) = (back(today, (n + 1) * 90 - 1), back(today, n * 90));
            (Quarter { from, to, csat: None, nps: None, answers: 0 }, [Answers::default(); 2])
        })
        .collect();
    for answer in answers_of(program, client) {
        let of = all.iter_mut().find(|(q, _)| q.from <= answer.day && answer.day <= q.to);
        if let Some((_, [csat, nps])) = of {
            let answers = if answer.kind == SatisfactionKind::Nps { nps } else { csat };
            answers.add(answer.score);
        }
    }
    let done = |(mut quarter, [csat, nps]): (Quarter, [Answers; 2])| {
        (quarter.csat, quarter.nps) = (csat.mean(), nps.nps());
        quarter.answers = usize::try_from(csat.count + nps.count).unwrap_or(0);
        quarter
    };
    all.into_iter().map(done).collect()
}

/// What was said in 90 days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quarter {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Mean of the CSAT answers.
    pub csat: Option<f64>,
    /// Net promoter score.
    pub nps: Option<f64>,
    /// Answers of both kinds.
    pub answers: usize,
}
