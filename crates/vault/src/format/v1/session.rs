//! Sessions: their options, their events, and the records of their holds. An item of the schedule is a "bout" on the disk.

use holdwell_engine as engine;

use super::timing::{Phase, Side, Timing};
use crate::format::form::{Form, forms};

forms! {
    struct Options = engine::Options { profile: Profile, worse_side: Option<Side>, count: Counting }

    struct Event = engine::Event {
        seq: u64,
        at: u64,
        #[serde(rename = "bout")]
        item: Option<u32>,
        step: Option<u32>,
        side: Option<Side>,
        phase: Option<Phase>,
        kind: EventKind,
    }

    struct Record = engine::Record {
        #[serde(rename = "bout")]
        item: u32,
        step: u32,
        side: Side,
        planned: Timing,
        tries: Vec<Try>,
        marks: Vec<Mark>,
        released: Release,
        scores: Vec<Score>,
        notes: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        taps: Vec<u64>,
    }

    struct Try = engine::Try { began: u64, held: u64, ended: Option<Ended> }

    struct Mark = engine::Mark { at: u64, held: u64, kind: MarkKind }

    struct Score = engine::Score { at: u64, contact: u8, kind: ScoreKind, value: u8 }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Profile = engine::Profile { Technique, Full }

    #[serde(rename_all = "kebab-case")]
    enum Counting = engine::Counting { Off, LastThree }

    #[serde(rename_all = "kebab-case")]
    enum EventKind = engine::EventKind {
        Started,
        Told(command: String),
        Undone { reverts: u64 },
        Entered,
        Left { by: Ended, held: u64 },
        Rep(number: u32),
        Tapped(number: u32),
        Reached(cue: CueKind),
        LatePress,
        Marked(kind: MarkKind),
        Scored { contact: u8, kind: ScoreKind, value: u8 },
        Noted(text: String),
        Named(title: String),
        Adjusted { by_millis: i64 },
        Held(why: Why),
        WentOn,
        Finished(how: Finish),
    }

    #[serde(rename_all = "kebab-case")]
    enum Ended = engine::Ended { Time, Hands, Early, Interrupted, ClientsWord, Restarted, Abandoned, Skipped }

    #[serde(rename_all = "kebab-case")]
    enum Why = engine::Why { Paused, Hushed, Gap(length: u64) }

    #[serde(rename_all = "kebab-case")]
    enum Finish = engine::Finish { Complete, Stopped, ClientsWord }

    #[serde(rename_all = "kebab-case")]
    enum MarkKind = engine::MarkKind { Release, Significant, ClientsWord }

    #[serde(rename_all = "kebab-case")]
    enum Release = engine::Release { NotSaid, No, At(held: u64) }

    #[serde(rename_all = "kebab-case")]
    enum ScoreKind = engine::ScoreKind { Before, InPosition, After }

    #[serde(rename_all = "kebab-case")]
    enum CueKind = engine::CueKind {
        SessionEnd,
        SideSwitch,
        Recheck,
        HoldEnd,
        ReturnEnd,
        HoldBegin,
        ReturnBegin,
        Settle,
        Rest,
        RepBegin,
        RepEnd,
        Ceiling,
        Target,
        Minimum,
        PreEnd,
        Appointment,
        CheckIn,
        HalfWay,
        Count,
        BreathIn,
        BreathOut,
        ReturnPace,
    }
}
