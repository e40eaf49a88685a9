//! Changes to the running plan: what an independent model of the session found otherwise.

use holdwell_engine::{
    Choice, Command, CueKind, EventKind, Input, MarkKind, Notice, Options, Refusal, Release, ScoreKind, Stage, Why,
};
use holdwell_model::{Arc, HoldName, Millis, Phase, Plan, SessionTime, Setting, Side};
use holdwell_testkit::{Host, routines};

/// A session of a routine that has just been begun.
fn begun(routine: &str) -> Host {
    let plan = routines::plan(routine);
    let mut host = Host::new(&plan, Options::of(&plan));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    host
}

/// Tells a command a second and a half after the last one.
fn tell(host: &mut Host, command: Command) -> Option<Refusal> {
    let at = host.now + Millis(1500);
    host.run_to(at);
    host.notices.clear();
    host.tell(at, Input::Command(command));
    match host.notices.first() {
        Some(Notice::Refused(_, why)) => Some(*why),
        _ => None,
    }
}

/// The steps and sides that are current and ahead.
fn ahead(host: &Host) -> Vec<(String, Side)> {
    let view = host.view();
    let schedule = view.schedule();
    let items = schedule.items().iter().skip(schedule.at());
    items.filter_map(|item| Some((schedule.step(*item)?.title.clone(), item.side))).collect()
}

fn names(host: &Host) -> Vec<String> {
    ahead(host).into_iter().map(|(name, side)| format!("{name} {}", side.word()).trim().to_owned()).collect()
}

const PAIRS: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "pairs"
name = "Pairs"
technique = "smrt"

[[step]]
name = "One"
timing = { kind = "fixed", hold = "30s" }
side = "right-then-left"

[[step]]
name = "Two"
timing = { kind = "fixed", hold = "30s" }
side = "right-then-left"

[[step]]
name = "Three"
timing = { kind = "fixed", hold = "30s" }
side = "midline"
rest = "20s"
"#;

/// The first side of the second pair is held; the last of the first pair is to be repeated after it.
fn parted() -> Host {
    let mut host = begun(PAIRS);
    for _ in 0..20 {
        let item = host.view().item().map(|item| (item.step, item.side));
        if (item, host.view().phase()) == (Some((1, Side::Right)), Some(Phase::Work)) {
            break;
        }
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::Repeat), None);
    assert_eq!(names(&host)[..3], ["Two Right", "One Left", "Two Left"]);
    host
}

/// The repeat between the two sides of the second pair has its settle.
fn within_pair() -> Host {
    let mut host = parted();
    while host.view().item().is_none_or(|item| host.view().schedule().step(item).is_none_or(|step| step.number != 1)) {
        tell(&mut host, Command::Advance);
    }
    assert_eq!(
        (&names(&host)[..], host.view().phase()),
        (&["One Left", "Two Left", "Three"].map(str::to_owned)[..], Some(Phase::Settle))
    );
    host
}

#[test]
fn what_is_chosen_does_no_side_twice() {
    let mut host = within_pair();
    let mut offered = Vec::new();
    loop {
        assert_eq!(tell(&mut host, Command::Choose), None);
        offered.push(host.view().choice());
        if host.view().choice() == Choice::Planned || offered.len() > 5 {
            break;
        }
    }
    assert_eq!(offered, [Choice::Unnamed, Choice::SameAgain, Choice::AfterNext, Choice::Planned]);
    for _ in 0..3 {
        tell(&mut host, Command::Choose);
    }
    tell(&mut host, Command::Advance);
    assert_eq!(names(&host), ["Two Left", "One Left", "Three"]);
}

#[test]
fn what_is_added_while_a_repeat_runs_comes_after_the_pair() {
    let mut host = within_pair();
    tell(&mut host, Command::Advance);
    assert!(host.view().schedule().is_within_pair());
    let hold = HoldName { title: "Added".to_owned(), ..HoldName::default() };
    assert_eq!(tell(&mut host, Command::Insert { hold, length: None, next: false }), None);
    assert_eq!(names(&host), ["One Left", "Two Left", "Added", "Three"]);
}

#[test]
fn what_is_inserted_never_parts_a_pair() {
    let mut host = begun(PAIRS);
    assert_eq!(
        tell(&mut host, Command::Insert { hold: HoldName::words("Jaw", Side::Midline), length: None, next: false }),
        None
    );
    assert_eq!(ahead(&host)[2].0, "Jaw");
    assert_eq!(names(&host)[..2], ["One Right", "One Left"]);
}

#[test]
fn the_other_side_is_refused_while_it_is_still_to_come_whatever_stands_between() {
    let mut host = parted();
    assert_eq!(tell(&mut host, Command::OtherSide), Some(Refusal::OtherSideComes));
}

#[test]
fn drop_and_move_take_both_sides_of_a_step_also_where_something_stands_between() {
    let mut host = begun(PAIRS);
    for _ in 0..20 {
        if host.view().item().unwrap().side == Side::Left {
            break;
        }
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::Move { step: 2, to: 3 }), None);
    assert_eq!(names(&host)[2..], ["Two Right", "Two Left"]);
    assert_eq!(tell(&mut host, Command::Drop(2)), None);
    assert!(ahead(&host).iter().all(|(name, _)| name != "Two"), "{:?}", names(&host));
}

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
    tell(&mut host, Command::Score { kind: ScoreKind::Before, value: 9 });
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
fn an_order_by_scores_never_parts_a_pair() {
    let mut host = begun(include_str!("../scenarios/routines/points.toml"));
    // A step that does not belong to the group stands between its steps.
    assert_eq!(tell(&mut host, Command::Move { step: 4, to: 2 }), None);
    for value in [1, 2, 9, 8] {
        tell(&mut host, Command::Score { kind: ScoreKind::Before, value });
        tell(&mut host, Command::Advance);
    }
    let order = ahead(&host);
    let places = |name: &str| -> Vec<usize> {
        order.iter().enumerate().filter(|(_, (other, _))| other == name).map(|(place, _)| place).collect()
    };
    for name in ["Sided", "Afterwards"] {
        let [first, second] = places(name)[..] else { panic!("{order:?}") };
        assert_eq!(second, first + 1, "{order:?}");
    }
    assert_eq!(order[0].0, "Sided", "the worst first");
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

#[test]
fn a_step_moved_to_the_place_of_a_repeat_parts_no_pair() {
    let mut host = parted();
    assert_eq!(tell(&mut host, Command::Move { step: 3, to: 1 }), None);
    assert_eq!(names(&host)[..3], ["Two Right", "One Left", "Two Left"]);
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

#[test]
fn a_hold_that_its_plan_leaves_without_a_name_is_named_again() {
    let mut plan = Plan::clone(&routines::plan(PAIRS));
    let first = Arc::make_mut(&mut plan.steps[0]);
    (first.title, first.phases.settle) = (String::new(), Setting::Off);
    let plan = Arc::new(plan);
    let mut host = Host::new(&plan, Options::of(&plan));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    for title in ["Psoas major", "Iliacus"] {
        let hold = HoldName { title: title.to_owned(), side: Side::Left, ..HoldName::default() };
        assert_eq!(tell(&mut host, Command::Name { hold, item: None }), None);
        assert_eq!(names(&host)[..2], [format!("{title} Left"), format!("{title} Right")]);
    }
}

#[test]
fn a_corrected_name_takes_the_other_side_with_it() {
    let mut host = begun(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"Free\"\ntechnique = \"smrt\"\nfree = true\n",
    );
    tell(&mut host, Command::Advance);
    let name = |title: &str| HoldName { title: title.to_owned(), side: Side::Left, ..HoldName::default() };
    assert_eq!(tell(&mut host, Command::Name { hold: name("Psoas major"), item: None }), None);
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    assert_eq!(names(&host), ["Psoas major Left", "Psoas major Right"]);
    assert_eq!(tell(&mut host, Command::Name { hold: name("Iliacus"), item: None }), None);
    assert_eq!(names(&host), ["Iliacus Left", "Iliacus Right"]);
    let other = HoldName { side: Side::Right, ..name("Iliacus") };
    assert_eq!(tell(&mut host, Command::Name { hold: other, item: None }), None);
    assert_eq!(names(&host), ["Iliacus Right", "Iliacus Left"]);
    // The other side of the other side is the first once more, and each keeps the side on which it was done.
    for _ in 0..2 {
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    for _ in 0..2 {
        tell(&mut host, Command::Advance);
    }
    let psoas = HoldName { side: Side::Right, ..name("Psoas major") };
    assert_eq!(tell(&mut host, Command::Name { hold: psoas, item: None }), None);
    let view = host.view();
    let done: Vec<_> = view.records().iter().map(|record| record.side).collect();
    assert_eq!(done, [Side::Right, Side::Left, Side::Right]);
}
