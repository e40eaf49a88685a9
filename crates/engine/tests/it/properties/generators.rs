//! Generated routines, and the hands that run them.

use holdwell_engine::{Command, Counting, Input, Options, Profile, ScoreKind, Slot};
use holdwell_model::{
    Arc, Audience, GroupOrder, HoldName, Millis, Phases, Plan, PlanContact, PlanGroup, PlanStep, Region, RepWork,
    SessionTime, Setting, Side, SideOrder, Technique, Timing, TimingKind,
};
use proptest::prelude::*;

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Millis> {
    range.prop_map(Millis)
}

fn timing() -> impl Strategy<Value = Timing> {
    let ordered = |a: u64, b: u64, c: u64, which: u8| {
        let mut points = [a, b, c];
        points.sort_unstable();
        let [minimum, target, ceiling] = points.map(|point| Some(Millis(point)));
        Timing::Open {
            minimum: minimum.filter(|_| which & 1 > 0),
            target: target.filter(|_| which & 2 > 0),
            ceiling: ceiling.filter(|_| which & 4 > 0),
        }
    };
    let cap = || proptest::option::of(millis(1000..20_000));
    // From the list of all kinds, so that a new one is generated or does not compile. Each with its weight.
    let of = |kind: &TimingKind| match kind {
        TimingKind::Fixed => (4, millis(500..150_000).prop_map(|hold| Timing::Fixed { hold }).boxed()),
        TimingKind::Open => {
            let points = (1000..90_000_u64, 1000..90_000_u64, 1000..90_000_u64, 0..8_u8);
            (2, points.prop_map(move |(a, b, c, which)| ordered(a, b, c, which)).boxed())
        }
        TimingKind::Reps => {
            let timed = (1..6_u32, millis(200..5000), millis(0..3000), cap())
                .prop_map(|(count, work, rest, cap)| Timing::Reps { count, work: RepWork::Timed(work), rest, cap });
            let by_hand = (1..4_u32, cap()).prop_map(|(count, cap)| Timing::Reps {
                count,
                work: RepWork::ByHand,
                rest: Millis(1000),
                cap,
            });
            (2, prop_oneof![timed, by_hand].boxed())
        }
        TimingKind::Listening => {
            let lengths = (proptest::option::of(millis(1000..9000)), proptest::option::of(millis(1000..30_000)));
            let listening = |((check_in, ceiling), taps)| Timing::Listening { check_in, ceiling, taps };
            (1, (lengths, any::<bool>()).prop_map(listening).boxed())
        }
        TimingKind::Block => {
            let block = |(length, breaths_per_minute)| Timing::Block { length, breaths_per_minute };
            (1, (millis(500..60_000), proptest::option::of(4.5..7.0_f32)).prop_map(block).boxed())
        }
    };
    proptest::strategy::Union::new_weighted(TimingKind::ALL.iter().map(of).collect())
}

fn setting() -> impl Strategy<Value = Setting> {
    prop_oneof![Just(Setting::Off), Just(Setting::Wait), millis(200..12_000).prop_map(Setting::Timed)]
}

fn step() -> impl Strategy<Value = PlanStep> {
    let technique = proptest::sample::select(Technique::ALL);
    let sides = proptest::sample::select(SideOrder::ALL);
    let phases = (setting(), setting(), millis(200..12_000), any::<bool>(), setting(), setting()).prop_map(
        |(rate, settle, back, returns, recheck, rest)| {
            let return_ = if returns { Setting::Timed(back) } else { Setting::Off };
            Phases { rate, settle, return_, recheck, rest }
        },
    );
    let region = proptest::sample::select(vec![None, Some(Region::Head), Some(Region::LowBack), Some(Region::Sole)]);
    (timing(), technique, sides, phases, 1..3_usize, region, any::<bool>()).prop_map(
        |(timing, technique, sides, phases, contacts, region, grouped)| PlanStep {
            number: 0,
            title: "hold".to_owned(),
            setup: String::new(),
            cautions: Vec::new(),
            technique,
            contacts: vec![PlanContact { position: None, name: "hold".to_owned(), side: None, region }; contacts],
            timing,
            sides,
            phases,
            optional: false,
            group: grouped.then_some(0),
            remarks: None,
        },
    )
}

prop_compose! {
    pub(super) fn plan()(
        mut steps in prop::collection::vec(step(), 1..6),
        worst_first in any::<bool>(), scan in any::<bool>(), kind in 0..10_u8,
        technique in proptest::sample::select(vec![Technique::Smrt, Technique::Myofascial, Technique::Craniosacral]),
    ) -> Arc<Plan> {
        steps.sort_by_key(|step| step.group.is_none());
        for (number, step) in (1..).zip(&mut steps) {
            step.number = number;
        }
        let free = kind == 0;
        let order = if worst_first { GroupOrder::WorstFirst } else { GroupOrder::AsListed };
        Arc::new(Plan {
            id: "generated".to_owned(),
            name: "Generated".to_owned(),
            technique,
            audience: if kind == 1 { Audience::Home } else { Audience::Therapist },
            free,
            groups: vec![PlanGroup { order, scan }],
            steps: if free { Vec::new() } else { steps.into_iter().map(Arc::new).collect() },
        })
    }
}

pub(super) fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), any::<bool>()).prop_map(|(full, count)| Options {
        profile: if full { Profile::Full } else { Profile::Technique },
        worse_side: Some(Side::Left),
        count: if count { Counting::LastThree } else { Counting::Off },
    })
}

pub(super) fn command() -> impl Strategy<Value = Command> {
    let kind = proptest::sample::select(vec![ScoreKind::Before, ScoreKind::InPosition, ScoreKind::After]);
    prop_oneof![
        10 => Just(Command::Advance),
        2 => Just(Command::Undo),
        1 => Just(Command::Back),
        1 => Just(Command::UndoOrBack),
        1 => Just(Command::Mark),
        1 => Just(Command::Hush),
        2 => Just(Command::Pause),
        2 => Just(Command::GoOn),
        1 => Just(Command::PauseOrGoOn),
        1 => Just(Command::Restart),
        2 => Just(Command::Extend),
        2 => Just(Command::Shorten),
        1 => Just(Command::Skip),
        1 => Just(Command::Repeat),
        1 => Just(Command::OtherSide),
        2 => Just(Command::Choose),
        1 => (0..8_u32).prop_map(Command::Jump),
        1 => (0..8_u32, 0..8_u32).prop_map(|(step, to)| Command::Move { step, to }),
        1 => (0..8_u32).prop_map(Command::Drop),
        1 => proptest::option::of(millis(500..60_000))
            .prop_map(|length| Command::Insert { hold: HoldName::words("added", Side::Left), length, next: length.is_none() }),
        2 => prop_oneof![Just(Side::Right), Just(Side::Midline)]
            .prop_map(|side| Command::Name { hold: HoldName::words("named", side), item: None }),
        3 => (kind, 0..12_u8).prop_map(|(kind, value)| Command::Score { kind, value, point: None }),
        1 => Just(Command::Note { text: "warm".to_owned(), item: None }),
    ]
}

/// Inputs of a person or the machine, each with the time since the last one.
pub(super) fn script(most: usize) -> impl Strategy<Value = Vec<(u64, Input)>> {
    let input = prop_oneof![
        30 => command().prop_map(Input::Command),
        3 => command().prop_map(|command| Input::Press(command, Millis(400))),
        1 => Just(Input::Unattended),
        1 => (10_000..300_000_u64).prop_map(|until| Input::Slot(Some(Slot {
            until: SessionTime(until), reserve: Millis(5000) }))),
    ];
    let wait = prop_oneof![0..1500_u64, 0..30_000_u64, 0..90_000_u64];
    prop::collection::vec((wait, input), 1..most)
}
