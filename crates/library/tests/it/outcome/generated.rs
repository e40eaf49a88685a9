//! Generated sessions: whatever was done can be kept, and done again.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn config() -> ProptestConfig {
    let cases = std::env::var("HOLDWELL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        10 => Just(Command::Advance),
        1 => Just(Command::Undo),
        1 => Just(Command::Back),
        1 => Just(Command::Hush),
        1 => Just(Command::PauseOrGoOn),
        1 => Just(Command::Restart),
        1 => Just(Command::Extend),
        1 => Just(Command::Shorten),
        1 => Just(Command::Skip),
        1 => Just(Command::Repeat),
        1 => Just(Command::OtherSide),
        1 => Just(Command::Choose),
        1 => (1..6_u32).prop_map(Command::Jump),
        2 => (1..6_u32, 1..6_u32).prop_map(|(step, to)| Command::Move { step, to }),
        2 => (1..6_u32).prop_map(Command::Drop),
        2 => prop::sample::select(vec!["", "Scalene", "psoas"])
            .prop_map(|name| Command::Insert { hold: HoldName::words(name, Side::Midline), length: Some(Millis::from_secs(10)), next: false }),
        1 => (0..11_u8).prop_map(|value| Command::Score { kind: ScoreKind::Before, value, point: None }),
        1 => Just(Command::Stop),
    ]
}

fn script() -> impl Strategy<Value = Vec<(u64, Command)>> {
    prop::collection::vec((0..40_u64, command()), 1..40).prop_map(|lines| {
        let mut now = 0;
        let later = |(wait, command)| {
            now += wait;
            (now, command)
        };
        lines.into_iter().map(later).collect()
    })
}

prop_compose! {
    /// Steps of few kinds, some of them in a group; the technique is the routine's.
    fn any_routine()(
        steps in prop::collection::vec((0..4_usize, any::<bool>(), 0..7_usize, any::<bool>()), 1..6),
        worst_first in any::<bool>(), scan in any::<bool>(),
    ) -> Routine {
        let order = if worst_first { "worst-first" } else { "as-listed" };
        let mut text = vec![format!("format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"T\"\n\
            technique = \"smrt\"\n[[group]]\nid = \"g\"\norder = \"{order}\"\nscan = {scan}\n")];
        let (grouped, alone): (Vec<_>, Vec<_>) = steps.into_iter().partition(|(_, grouped, ..)| *grouped);
        for (what, grouped, side, timed) in alone.into_iter().chain(grouped) {
            let what = ["position = \"psoas\"", "position = \"piriformis\"", "name = \"psoas\"", "name = \"Scalene\""][what];
            let side = SideOrder::ALL[side].key();
            let group = if grouped { "group = \"g\"\n" } else { "" };
            let timing = if timed { "timing = { kind = \"open\", target = \"30s\" }\n" } else { "" };
            text.push(format!("[[step]]\n{group}{what}\nside = \"{side}\"\n{timing}"));
        }
        routine(&text.concat())
    }
}

fn count(routine: &Routine) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for what in held(routine) {
        *count.entry(what).or_default() += 1;
    }
    count
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_was_done_can_be_kept(base in any_routine(), script in script(), off in any::<u32>()) {
        let host = session(&base, &script);
        let done = done(&host);
        let mut proposals = done.proposals(&base);
        for (index, proposal) in proposals.iter_mut().enumerate() {
            proposal.on = off >> (index % 32) & 1 == 0;
        }
        let chosen = Proposal::chosen(&proposals);
        let (kept, _) = preset::apply(&base, &chosen);
        // Nothing is lost but what was left out, and nothing comes but what was added.
        let mut expected = count(&base);
        for proposal in proposals.iter().filter(|proposal| proposal.on) {
            match &proposal.change {
                Change::Dropped(key) => *expected.get_mut(&key.what).unwrap() -= 1,
                Change::Added { step, .. } => {
                    let What::Named { name, .. } = &step.what else { panic!("{step:?}") };
                    *expected.entry(name.clone()).or_default() += 1;
                }
                _ => {}
            }
        }
        expected.retain(|_, count| *count > 0);
        prop_assert_eq!(count(&kept), expected);
        // It can be run, and it can be kept as what differs.
        prop_assert!(kept.steps.is_empty() || compile(&kept, &LIBRARY).is_ok());
        prop_assert_eq!(preset::apply(&base, &preset::diff(&base, &kept)).0, kept);
        // A vault that knows no Drop leaves out of a whole session at least what was dropped before it was touched.
        let from_vault = SessionOutcome::kept(
            Arc::clone(&done.plan), done.added.clone(), done.records.clone(), Finish::Complete);
        let untouched = |step: &&u32| done.records.iter().all(|record| record.step != **step);
        prop_assert!(done.records.is_empty()
            || done.left_out.iter().filter(untouched).all(|step| from_vault.left_out.contains(step)));
    }

    #[test]
    fn the_same_again_is_what_was_done(base in any_routine(), script in script()) {
        let done = done(&session(&base, &script));
        let again = done.same_again(&base);
        let additions = done.proposals(&base).into_iter().map(|proposal| proposal.change);
        let changes: Vec<Change> =
            additions.filter(|change| matches!(change, Change::Added { .. } | Change::Dropped(_))).collect();
        let (expected, _) = preset::apply(&base, &changes);
        if expected.steps.is_empty() {
            prop_assert_eq!(again, base);
        } else {
            prop_assert_eq!(again, expected, "where the preset has not changed since, it is the plan with drops and additions");
        }
    }
}
