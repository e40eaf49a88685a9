//! Changes to the running plan: what an independent model of the session found otherwise.

use holdwell_engine::{Command, CueKind, EventKind, Input, MarkKind, Options, Refusal, Release, ScoreKind, Stage, Why};
use holdwell_model::{HoldName, Millis, Phase, SessionTime, Side};
use holdwell_testkit::{Host, routines};

use super::hands::{PAIRS, ahead, begun, tell};

#[test]
fn no_step_has_the_number_nought() {
    let mut host = begun(PAIRS);
    assert_eq!(
        tell(&mut host, Command::Insert { hold: HoldName::words("Jaw", Side::Midline), length: None, next: false }),
        None
    );
    for command in
        [Command::Drop(0), Command::Jump(0), Command::Move { step: 0, to: 2 }, Command::Move { step: 2, to: 0 }]
    {
        assert_eq!(tell(&mut host, command), Some(Refusal::NoSuchStep));
    }
}

#[test]
fn a_jump_inside_a_rating_moves_the_rating_and_every_contact_is_treated() {
    let mut host = begun(include_str!("../scenarios/routines/points.toml"));
    assert_eq!(host.view().phase(), Some(Phase::Rate));
    let all: Vec<_> = ahead(&host);
    assert_eq!(tell(&mut host, Command::Jump(2)), None);
    assert_eq!(host.view().phase(), Some(Phase::Rate), "still rating");
    tell(&mut host, Command::Score { kind: ScoreKind::Before, value: 9, point: None });
    for _ in 0..4 {
        if host.view().phase() == Some(Phase::Rate) {
            tell(&mut host, Command::Advance);
        }
    }
    let mut left = ahead(&host);
    assert_eq!(left[0].0, "High", "the worst first");
    let mut all = all;
    left.sort_by_key(|(name, side)| (name.clone(), side.word()));
    all.sort_by_key(|(name, side)| (name.clone(), side.word()));
    assert_eq!(left, all);
}

#[test]
fn back_gives_a_rest_its_whole_time_again_also_after_a_mirror_was_added() {
    let routine = PAIRS.replace("side = \"midline\"", "side = \"right\"");
    let mut host = begun(&routine);
    assert_eq!(tell(&mut host, Command::Jump(3)), None);
    for _ in 0..6 {
        if host.view().phase() != Some(Phase::Rest) {
            tell(&mut host, Command::Advance);
            host.run_to(host.now + Millis::from_secs(8));
        }
    }
    assert_eq!(host.view().phase(), Some(Phase::Rest));
    let whole = host.view().length();
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    assert_eq!(tell(&mut host, Command::Back), None);
    assert_eq!((host.view().phase(), host.view().length()), (Some(Phase::Rest), whole));
}

#[test]
fn the_clients_word_stays_in_the_record_whatever_follows() {
    let mut host = begun(PAIRS);
    tell(&mut host, Command::Advance);
    assert_eq!(host.view().phase(), Some(Phase::Work));
    tell(&mut host, Command::Hush);
    tell(&mut host, Command::GoOn);
    let kinds =
        |host: &Host| -> Vec<MarkKind> { host.view().record().unwrap().marks.iter().map(|mark| mark.kind).collect() };
    assert_eq!(kinds(&host), [MarkKind::ClientsWord]);
    tell(&mut host, Command::Undo);
    tell(&mut host, Command::Undo);
    assert_eq!(kinds(&host), [], "as if it had not been said");
}

#[test]
fn after_the_clients_word_a_skip_leaves_at_once_and_nothing_begins() {
    for leave in [Command::Skip, Command::Jump(2)] {
        let mut host = begun(PAIRS);
        tell(&mut host, Command::Advance);
        tell(&mut host, Command::Hush);
        let heard = host.heard.len();
        assert_eq!(tell(&mut host, leave), None);
        assert_eq!(host.view().stage(), Stage::Held(Why::Hushed));
        host.run_to(host.now + Millis::from_mins(2));
        assert_eq!((host.view().stage(), host.heard.len()), (Stage::Held(Why::Hushed), heard), "nothing sounds");
        assert_eq!(tell(&mut host, Command::GoOn), None);
        assert_eq!(host.view().stage(), Stage::Running);
    }
}

#[test]
fn a_remark_after_the_end_is_no_press_and_an_undo_brings_the_session_back() {
    let mut host = begun(PAIRS);
    tell(&mut host, Command::Advance);
    let item = host.view().item().map(|item| item.id);
    tell(&mut host, Command::Stop);
    tell(&mut host, Command::Note { text: "warm".to_owned(), item });
    assert_eq!(tell(&mut host, Command::Undo), None);
    assert_eq!(host.view().stage(), Stage::Running, "the end is taken back");
    assert_eq!(host.view().record().unwrap().notes, ["warm"], "and the remark stays");
}

#[test]
fn a_remark_to_a_hold_that_is_gone_lands_on_no_other() {
    let mut host = begun(PAIRS);
    tell(&mut host, Command::Advance);
    tell(&mut host, Command::Note { text: "lost".to_owned(), item: Some(4711) });
    assert!(host.view().records().iter().all(|record| record.notes.is_empty()));
}

const MIXED: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "mixed"
name = "Mixed"
technique = "myofascial"

[[step]]
contacts = [{ position = "psoas", side = "left" }, { position = "quadratus-lumborum", side = "right" }]
timing = { kind = "open", minimum = "2m" }
settle = "off"
return = "off"
"#;

/// The sides of the contacts under the hands.
fn contact_sides(host: &Host) -> Vec<Option<Side>> {
    let view = host.view();
    view.step().into_iter().flat_map(|step| &step.contacts).map(|contact| contact.side).collect()
}

#[test]
fn the_other_side_of_mixed_contacts_mirrors_each() {
    let mut host = begun(MIXED);
    assert_eq!(contact_sides(&host), [Some(Side::Left), Some(Side::Right)]);
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    assert_eq!(tell(&mut host, Command::OtherSide), Some(Refusal::OtherSideComes));
    tell(&mut host, Command::Advance);
    assert_eq!(contact_sides(&host), [Some(Side::Right), Some(Side::Left)]);
    assert_eq!(host.view().step().unwrap().number, 1, "it is the same step");
    assert_eq!(tell(&mut host, Command::OtherSide), None, "and back again");
    tell(&mut host, Command::Advance);
    assert_eq!(contact_sides(&host), [Some(Side::Left), Some(Side::Right)]);
}

#[test]
fn the_same_on_both_sides_has_no_other_side() {
    let mut host = begun(&MIXED.replace("quadratus-lumborum", "psoas"));
    assert_eq!(tell(&mut host, Command::OtherSide), Some(Refusal::NoOtherSide));
}

#[test]
fn a_release_counts_for_the_try_that_counts() {
    for again in [Command::Back, Command::Restart] {
        let mut host = begun(PAIRS);
        tell(&mut host, Command::Advance);
        tell(&mut host, Command::Mark);
        assert!(matches!(host.view().record().unwrap().released, Release::At(_)));
        host.run_to(host.now + Millis::from_secs(16));
        assert_eq!(tell(&mut host, again), None);
        let view = host.view();
        let record = view.record().unwrap();
        assert_eq!((record.released, record.marks.len()), (Release::NotSaid, 1), "its mark stays with that try");
        tell(&mut host, Command::Mark);
        assert_eq!(host.view().record().unwrap().released, Release::At(Millis(1500)));
    }
}

#[test]
fn breaths_keep_their_pace_and_none_is_cut_off() {
    for (rate, breaths) in [("7", 7_u64), ("9", 9), ("11", 11)] {
        let routine = format!(
            "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"rest\"\nname = \"Rest\"\ntechnique = \"lymph\"\n\
             [[step]]\nname = \"Breathing\"\ntiming = {{ kind = \"block\", length = \"65s\", breaths_per_minute = {rate} }}\n"
        );
        let plan = routines::plan(&routine);
        let options = Options { profile: holdwell_engine::Profile::Full, ..Options::of(&plan) };
        let mut host = Host::new(&plan, options);
        host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
        host.tell(SessionTime::from_secs(2), Input::Command(Command::Advance));
        host.run_to(SessionTime::from_secs(200));
        let began = host
            .events
            .iter()
            .find(|event| event.kind == EventKind::Entered && event.phase == Some(Phase::Work))
            .unwrap()
            .at;
        let ins: Vec<u64> =
            host.heard.iter().filter(|cue| cue.kind == CueKind::BreathIn).map(|cue| cue.due.since(began).0).collect();
        let expected: Vec<u64> = (1..20).map(|n| (n as f64 * 60_000.0 / breaths as f64).round() as u64).collect();
        // The first begins with the work, whose own cue stands there.
        let later: Vec<u64> = ins.iter().copied().filter(|due| *due > 0).collect();
        assert_eq!(later, expected[..later.len()], "at {rate}");
        assert!(ins.last().is_some_and(|last| last + 60_000 / breaths <= 65_000), "at {rate}: {ins:?}");
    }
}
