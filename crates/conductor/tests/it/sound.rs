//! The sound opens, closes, is lost and comes back; the session goes on.

use holdwell_audio::{Output, SoundState};
use holdwell_conductor::{Clock as _, ConductorCommand};
use holdwell_engine::{Command, CueAudience, CueKind, Finish, Stage};
use holdwell_model::Technique;
use holdwell_testkit::rig::{MS, Rig};
use holdwell_testkit::routines::{holds, smrt_hold};

#[test]
fn the_sound_opens_when_a_routine_is_chosen_and_closes_after_five_minutes_without_a_session() {
    let mut rig = Rig::new();
    rig.pass(60);
    assert_eq!(rig.deck().opened, 0);
    rig.ask(ConductorCommand::Prepare);
    assert!(rig.snapshot().sound.is_playing());
    rig.pass(299);
    assert_eq!(rig.deck().closed, 0);
    rig.pass(2);
    assert_eq!(rig.deck().closed, 1);
    rig.pass(60);
    assert_eq!(rig.snapshot().sound, SoundState::Closed);
    rig.ask(ConductorCommand::Prepare);
    assert!(rig.snapshot().sound.is_playing());
}

#[test]
fn it_stays_open_through_a_long_session_and_a_long_pause() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    rig.pass(400);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    rig.pass(5);
    rig.ask(ConductorCommand::Tell(Command::Pause));
    rig.pass(3600);
    assert_eq!(rig.deck().closed, 0);
    rig.ask(ConductorCommand::Tell(Command::Stop));
    rig.pass(299);
    assert_eq!(rig.deck().closed, 0);
    rig.pass(2);
    assert_eq!(rig.deck().closed, 1);
}

#[test]
fn choosing_a_routine_again_gives_it_another_five_minutes() {
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Prepare);
    rig.pass(200);
    rig.ask(ConductorCommand::Prepare);
    rig.pass(200);
    assert_eq!(rig.deck().closed, 0);
}

#[test]
fn a_closed_sound_costs_no_wake_up() {
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Prepare);
    rig.pass(400);
    let wakes = rig.log().len();
    rig.pass(3600);
    assert_eq!(rig.log().len(), wakes + 1, "only the end of the hour");
}

#[test]
fn the_start_waits_for_the_stream_at_most_300_ms() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::Opening);
    rig.begin(&holds(2, 12));
    rig.pass_ms(299);
    assert!(rig.snapshot().view.is_none());
    rig.pass_ms(1);
    assert!(rig.snapshot().view.is_some());
    assert_eq!(rig.handle.now().0, 0, "its time zero is when it started");
    assert_eq!(rig.clock.read().nanos, 300 * MS);
}

#[test]
fn the_start_waits_no_longer_than_the_stream_needs() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::Opening);
    rig.begin(&holds(2, 12));
    rig.pass_ms(95);
    rig.deck().play();
    rig.pass_ms(10);
    assert!(rig.snapshot().view.is_some());
    assert!(rig.handle.now().0 <= 10);
}

#[test]
fn where_nobody_is_there_the_start_waits_until_the_stream_is_steady() {
    let mut rig = Rig::patient();
    rig.begin(&holds(2, 12));
    rig.pass_ms(950);
    assert!(rig.snapshot().view.is_none(), "it plays, but may yet stand still");
    rig.pass_ms(100);
    assert!(rig.snapshot().view.is_some());
    assert!(rig.handle.now().0 <= 50);
}

#[test]
fn a_stream_that_never_comes_keeps_even_the_patient_no_longer_than_4_s() {
    let mut rig = Rig::patient();
    rig.deck().opens_as = Some(SoundState::Opening);
    rig.begin(&holds(2, 12));
    rig.pass_ms(3999);
    assert!(rig.snapshot().view.is_none());
    rig.pass_ms(1);
    assert!(rig.snapshot().view.is_some());
}

#[test]
fn no_sound_card_keeps_nobody_waiting() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::NoCard);
    rig.begin(&holds(2, 12));
    assert!(rig.snapshot().view.is_some());
    rig.pass(40);
    assert_eq!(rig.view().stage(), Stage::Finished(Finish::Complete));
    let account = rig.snapshot().account.clone();
    assert_eq!(account.heard(), 0);
    assert_eq!(account.given, rig.deck().port.placed.len() as u32);
    assert_eq!(rig.snapshot().sound, SoundState::NoCard);
}

#[test]
fn a_sink_that_goes_and_comes_back_leaves_the_session_as_it_was() {
    let mut calm = Rig::new();
    let mut rig = Rig::new();
    for rig in [&mut calm, &mut rig] {
        rig.begin(&holds(5, 12));
    }
    calm.pass(90);
    rig.pass(16);
    rig.deck().lose();
    rig.pass(20);
    assert!(rig.snapshot().sound.is_fault());
    let heard = rig.deck().heard_at();
    assert!(heard.iter().all(|(due, _)| *due < 16_000));
    rig.deck().play();
    rig.pass(54);
    assert!(rig.snapshot().sound.is_playing());
    assert_eq!(rig.events(), calm.events());
    let (all, heard) = (calm.deck().heard_at(), rig.deck().heard_at());
    let expected: Vec<_> = all.iter().copied().filter(|(due, _)| !(16_000..36_000).contains(due)).collect();
    assert_eq!(heard, expected, "every later cue is heard, and none of the lost ones after the event");
    let account = &rig.snapshot().account;
    assert_eq!(account.unheard as usize, all.len() - heard.len());
    assert!(account.worst_late_millis() < 0.1, "{}", account.worst_late_millis());
}

#[test]
fn a_loss_is_published_within_a_second_even_where_nothing_happens() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    rig.pass(3);
    rig.deck().lose();
    rig.pass(1);
    assert!(rig.snapshot().sound.is_fault());
    rig.deck().play();
    rig.pass(1);
    assert!(rig.snapshot().sound.is_playing());
}

#[test]
fn another_output_is_opened_at_once_where_one_is_open_and_else_later() {
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::SetOutput(Output::Named("alsa:hdmi".to_owned())));
    assert_eq!(rig.deck().opened, 0);
    rig.ask(ConductorCommand::Prepare);
    rig.ask(ConductorCommand::SetOutput(Output::Default));
    assert_eq!(rig.deck().opened, 2);
}

#[test]
fn a_preview_opens_the_sound_and_is_heard() {
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Preview(CueKind::HoldEnd, Technique::Smrt, CueAudience::Room));
    rig.pass(1);
    let deck = rig.deck();
    assert_eq!((deck.opened, deck.previews), (1, 1));
    assert!(deck.port.loudest > 0.05);
}

#[test]
fn hush_fades_in_300_ms_and_nothing_begins_after_it() {
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass_ms(15_300);
    assert!(rig.deck().port.loudest > 0.05, "the end of the hold rings");
    rig.ask(ConductorCommand::Tell(Command::Hush));
    rig.pass_ms(320);
    rig.deck().port.loudest = 0.0;
    let heard = rig.deck().heard.len();
    rig.pass(60);
    assert!(rig.deck().port.loudest < 1e-6);
    assert_eq!(rig.deck().heard.len(), heard);
    assert_eq!(rig.when("paused"), [(15_300, Some("client's word".to_owned()))]);
}

#[test]
fn quitting_ends_the_session_and_gives_the_device_back() {
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass(5);
    rig.ask(ConductorCommand::Quit);
    assert_eq!(rig.when("finished"), [(5000, Some("stopped".to_owned()))]);
    assert_eq!(rig.deck().closed, 1);
}
