//! The appointment beside the session: what is said of it, and what the forecast makes of a long talk.

use holdwell_engine::{Command, CueKind, EventKind, Input, Options, ScoreKind, Slot, SlotStage};
use holdwell_model::{Millis, Phase, SessionTime};
use holdwell_testkit::{Host, routines};

const END: u64 = 600;
const RESERVE: u64 = 120;

/// A session that waits in settle, with an appointment of ten minutes, two of them for closing.
fn host() -> Host {
    let plan = routines::plan(include_str!("../scenarios/routines/points.toml"));
    let mut host = Host::new(&plan, Options::of(&plan));
    let slot = Slot { until: SessionTime::from_secs(END), reserve: Millis::from_secs(RESERVE) };
    host.tell(SessionTime::ZERO, Input::Slot(Some(slot)));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    host
}

fn tell(host: &mut Host, secs: u64, command: Command) {
    host.run_to(SessionTime::from_secs(secs));
    host.tell(SessionTime::from_secs(secs), Input::Command(command));
}

/// The seconds at which the appointment was said.
fn said(host: &Host) -> Vec<u64> {
    let said = host.events.iter().filter(|event| event.kind == EventKind::Reached(CueKind::Appointment));
    said.map(|event| event.at.0 / 1000).collect()
}

#[test]
fn it_is_said_when_it_is_time_to_close_and_at_its_end() {
    let mut host = host();
    host.run_to(SessionTime::from_secs(2 * END));
    assert_eq!(said(&host), [END - RESERVE, END]);
    let stage = |secs| host.view().slot_stage(SessionTime::from_secs(secs));
    assert_eq!(stage(END - RESERVE - 1), Some(SlotStage::Open));
    assert_eq!(stage(END - RESERVE), Some(SlotStage::Closing));
    assert_eq!(stage(END + 30), Some(SlotStage::Over(Millis::from_secs(30))));
}

#[test]
fn nothing_is_said_while_all_stands_still_nor_afterwards() {
    let mut host = host();
    tell(&mut host, END - 10, Command::Hush);
    tell(&mut host, END + 50, Command::GoOn);
    host.run_to(SessionTime::from_secs(2 * END));
    assert_eq!(said(&host), [END - RESERVE]);
}

#[test]
fn a_later_end_is_said_when_it_comes() {
    let mut host = host();
    host.run_to(SessionTime::from_secs(END - 30));
    let slot = Slot { until: SessionTime::from_secs(END + 300), reserve: Millis::from_secs(RESERVE) };
    host.tell(SessionTime::from_secs(END - 30), Input::Slot(Some(slot)));
    host.run_to(SessionTime::from_secs(2 * END));
    assert_eq!(said(&host), [END - RESERVE, END + 300 - RESERVE, END + 300]);
}

#[test]
fn one_long_talk_does_not_carry_the_forecast_away() {
    let mut host = host();
    let before = host.view().left(SessionTime::ZERO).length;
    for secs in (2..40).step_by(2) {
        if host.view().phase() == Some(Phase::Rate) {
            tell(&mut host, secs, Command::Advance);
        }
    }
    assert_eq!(host.view().phase(), Some(Phase::Settle));
    let began = host.now.0 / 1000;
    tell(&mut host, began + 461, Command::Advance);
    let after = host.view().left(host.now).length;
    assert!(after <= before, "{after:?} after a settle of 7:41, {before:?} before the session");
}

#[test]
fn in_settle_a_digit_is_of_the_hold_before_only_where_that_was_scored() {
    let plan = routines::plan(include_str!("../scenarios/routines/smrt.toml"));
    let mut host = Host::new(&plan, Options::of(&plan));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    assert_eq!(host.view().score_kind(), ScoreKind::Before);
    tell(&mut host, 5, Command::Score { kind: ScoreKind::Before, value: 7, point: None });
    tell(&mut host, 8, Command::Advance);
    assert_eq!(host.view().score_kind(), ScoreKind::InPosition);
    tell(&mut host, 20, Command::Advance);
    host.run_to(SessionTime::from_secs(40));
    assert_eq!(host.view().phase(), Some(Phase::Settle), "of the next hold");
    assert_eq!(host.view().score_kind(), ScoreKind::After, "the hold before has none yet");
    let now = host.now.0 / 1000 + 1;
    tell(&mut host, now, Command::Score { kind: ScoreKind::After, value: 2, point: None });
    assert_eq!(host.view().score_kind(), ScoreKind::Before, "and then it is this one's");
    let view = host.view();
    let first = &view.records()[0];
    assert_eq!((first.score(0, ScoreKind::Before), first.score(0, ScoreKind::After)), (Some(7), Some(2)));
}
