//! Signs and words of the room.

use crate::analysis::Colour;
use crate::analysis::incident::severity;
use crate::components::{mark, ring};
use crate::dom::prelude::*;
use crate::model::{EntryKind, Incident, StreamState, TimelineEntry, Verdict};

/// The icon of a kind of entry.
pub(super) const fn kind_icon(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Detected => "risk",
        EntryKind::Declared => "flag",
        EntryKind::Acknowledged => "person",
        EntryKind::Finding => "search",
        EntryKind::Hypothesis => "eye",
        EntryKind::Action => "arrow",
        EntryKind::Decision => "decision",
        EntryKind::Update => "comment",
        EntryKind::Mitigated | EntryKind::Resolved => "check",
        EntryKind::Severity => "up",
    }
}

/// What an entry is called: a change of severity says which way it went.
pub(super) fn kind_name(incident: &Incident, entry: &TimelineEntry) -> &'static str {
    let (EntryKind::Severity, Some(to)) = (entry.kind, entry.severity) else { return entry.kind.name() };
    let earlier = incident.timeline.iter().filter(|e| e.at < entry.at && e.severity.is_some());
    match earlier.max_by_key(|e| e.at).and_then(|e| e.severity) {
        Some(from) if to < from => "Severity raised",
        Some(from) if to > from => "Severity lowered",
        _ => entry.kind.name(),
    }
}

/// The colour of a severity.
pub(super) const fn severity_colour(level: u8) -> Colour {
    match level {
        0 | 1 => Colour::Red,
        2 => Colour::Amber,
        _ => Colour::Unknown,
    }
}

/// `◆ SEV 1`.
pub(super) fn severity_mark(level: u8) -> AnyView {
    let colour = severity_colour(level);
    let class = match colour {
        Colour::Red => "status red",
        Colour::Amber => "status amber",
        _ => "status unknown",
    };
    el("span").class(class).child(mark(colour)).child(severity(level).name).into_any()
}

/// How a workstream goes, as shape and word.
pub(super) fn stream_mark(state: StreamState) -> AnyView {
    let (class, sign) = match state {
        StreamState::OnTime | StreamState::Done => ("status green", mark(Colour::Green)),
        StreamState::Behind => ("status amber", mark(Colour::Amber)),
        StreamState::Waiting => ("status stale", ring()),
    };
    el("span").class(class).child(sign).child(state.name()).into_any()
}

/// What became of a hypothesis, as shape and word.
pub(super) fn verdict_mark(verdict: Verdict) -> AnyView {
    let (class, sign) = match verdict {
        Verdict::Confirmed => ("status green", mark(Colour::Green)),
        Verdict::Open => ("status stale", ring()),
        Verdict::RuledOut => ("status stale", mark(Colour::Unknown)),
    };
    el("span").class(class).child(sign).child(verdict.name()).into_any()
}

/// `1:24:08`.
pub(super) fn stopwatch(millis: i64) -> String {
    let seconds = millis.max(0) / 1_000;
    format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// What is left: `5 min 52 s`, `1 h 5 min`; what is over: `3 min 20 s late`.
pub(super) fn countdown(millis: i64) -> String {
    // What is left counts its begun second, what is over only whole ones.
    let seconds = if millis >= 0 { (millis + 999) / 1_000 } else { -millis / 1_000 };
    let words = if seconds >= 3_600 {
        crate::analysis::words::minutes(seconds / 60)
    } else if seconds >= 60 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{seconds} s")
    };
    if millis < 0 { format!("{words} late") } else { words }
}
