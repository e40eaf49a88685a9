//! Keys, sessions that follow each other, appointments.

use holdwell_audio::SoundState;
use holdwell_conductor::{Appointment, ConductorCommand};
use holdwell_engine::{Command, CueKind, EventKind, Notice, Profile, Stage};
use holdwell_model::Millis;
use holdwell_testkit::rig::{Rig, says};
use holdwell_testkit::routines::{holds, routine, smrt_hold};

fn in_the_hold(profile: Profile) -> Rig {
    let mut rig = Rig::new();
    rig.begin_with(&smrt_hold(), profile, says(&[(2000, Command::Advance)]));
    rig.pass(12);
    rig
}

#[test]
fn the_cue_of_a_press_waits_400_ms_and_is_heard() {
    let mut rig = in_the_hold(Profile::Technique);
    rig.ask(ConductorCommand::Press(Command::Advance));
    rig.pass(2);
    assert_eq!(rig.deck().heard_at(), [(12_400, CueKind::HoldEnd)]);
    rig.ask(ConductorCommand::Tell(Command::Pause));
    let account = &rig.snapshot().account;
    assert_eq!((account.heard(), account.worst_late_millis()), (1, 0.0), "it is accounted apart");
}

#[test]
fn a_press_that_becomes_a_double_is_taken_back_unheard() {
    let mut rig = in_the_hold(Profile::Technique);
    rig.ask(ConductorCommand::Press(Command::Advance));
    rig.pass_ms(200);
    rig.ask(ConductorCommand::Tell(Command::Undo));
    rig.pass(49);
    assert_eq!(rig.deck().heard_at(), []);
    rig.pass(2);
    assert_eq!(rig.deck().heard_at(), [(62_000, CueKind::HoldEnd)], "the hold went on counting and ends on time");
}

#[test]
fn an_undo_after_the_grace_cancels_all_that_has_not_begun() {
    let mut rig = in_the_hold(Profile::Full);
    let before = rig.deck().heard.len();
    rig.ask(ConductorCommand::Press(Command::Advance));
    rig.pass_ms(1500);
    assert_eq!(rig.deck().heard.len(), before + 1);
    rig.ask(ConductorCommand::Tell(Command::Undo));
    rig.pass(30);
    assert_eq!(rig.deck().heard.len(), before + 1, "the paces and the end of the return never come");
}

#[test]
fn a_command_without_grace_sounds_at_the_next_block() {
    let mut rig = in_the_hold(Profile::Technique);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    rig.pass(1);
    assert_eq!(rig.deck().heard_at(), [(12_000, CueKind::HoldEnd)]);
    assert!(rig.snapshot().account.median_press_millis() <= 10.0);
}

#[test]
fn every_press_is_answered_even_the_same_twice() {
    let mut rig = in_the_hold(Profile::Technique);
    rig.ask(ConductorCommand::Tell(Command::GoOn));
    let first = rig.snapshot().notice.clone().unwrap();
    assert!(matches!(first.2, Notice::Refused(Command::GoOn, _)));
    rig.ask(ConductorCommand::Tell(Command::GoOn));
    let second = rig.snapshot().notice.clone().unwrap();
    assert_eq!((second.0, &second.2), (first.0 + 1, &first.2));
}

#[test]
fn a_new_session_ends_the_one_that_runs() {
    let mut rig = in_the_hold(Profile::Full);
    rig.begin(&holds(2, 12));
    assert_eq!(rig.when("finished"), [(12_000, Some("stopped".to_owned()))]);
    assert_eq!(rig.handle.now().0, 0);
    let heard = rig.deck().heard.len();
    rig.pass(31);
    let later = rig.deck().heard_at().split_off(heard);
    assert_eq!(later.first(), Some(&(0, CueKind::Settle)));
    assert_eq!(later.last(), Some(&(30_000, CueKind::SessionEnd)));
    let stamps: Vec<u64> = rig.events().iter().filter(|event| event.seq == 0).map(|event| event.at.0).collect();
    assert_eq!(stamps, [0, 0], "each counts from its own beginning");
}

#[test]
fn a_session_that_is_dismissed_is_forgotten() {
    let mut rig = in_the_hold(Profile::Full);
    rig.ask(ConductorCommand::Dismiss);
    assert!(rig.snapshot().view.is_none() && rig.snapshot().notice.is_none());
    assert_eq!(rig.handle.now().0, 0);
    let heard = rig.deck().heard.len();
    rig.pass(100);
    assert_eq!(rig.deck().heard.len(), heard);
}

#[test]
fn a_start_that_is_dismissed_while_it_waits_for_the_sound_never_comes() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::Opening);
    rig.begin(&holds(2, 12));
    rig.pass_ms(100);
    rig.ask(ConductorCommand::Dismiss);
    rig.pass(5);
    assert!(rig.snapshot().view.is_none());
    assert!(rig.events().is_empty());
}

#[test]
fn a_start_that_is_stopped_while_it_waits_for_the_sound_never_comes() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::Opening);
    rig.begin(&holds(2, 12));
    rig.pass_ms(100);
    rig.ask(ConductorCommand::Press(Command::Hush));
    rig.pass(5);
    assert!(rig.snapshot().view.is_none());
    assert!(rig.events().is_empty());
}

#[test]
fn commands_without_a_session_do_nothing() {
    let mut rig = Rig::new();
    for command in [Command::Advance, Command::Stop, Command::Undo] {
        rig.ask(ConductorCommand::Tell(command.clone()));
        rig.ask(ConductorCommand::Press(command));
    }
    rig.ask(ConductorCommand::Appointment(None));
    rig.ask(ConductorCommand::LeaveAlone);
    rig.ask(ConductorCommand::Dismiss);
    rig.pass(10);
    assert!(rig.events().is_empty() && rig.snapshot().view.is_none());
}

#[test]
fn an_appointment_counts_from_when_it_is_told() {
    let mut rig = in_the_hold(Profile::Full);
    let slot = Appointment { left_ms: 100_000, reserve: Millis::from_secs(70) };
    rig.ask(ConductorCommand::Appointment(Some(slot)));
    assert_eq!(rig.view().slot().unwrap().until.0, 112_000);
    rig.pass(31);
    assert_eq!(rig.when("appointment"), [(42_000, None)]);
    assert!(rig.deck().heard_at().contains(&(42_000, CueKind::Appointment)));
    rig.ask(ConductorCommand::Appointment(None));
    assert_eq!(rig.view().slot(), None);
}

#[test]
fn left_alone_the_session_comes_to_its_end() {
    let mut rig = in_the_hold(Profile::Full);
    rig.ask(ConductorCommand::LeaveAlone);
    rig.pass(300);
    assert!(matches!(rig.view().stage(), Stage::Finished(_)));
    assert!(rig.events().iter().any(|event| matches!(event.kind, EventKind::Finished(_))));
}

#[test]
fn a_score_that_decides_the_order_is_heard_in_that_order() {
    let step = |name: &str, secs: u64| {
        format!(
            "[[step]]\ngroup = \"points\"\nname = \"{name}\"\nsetup = \"Lie\"\nside = \"midline\"\nrate = \"5s\"\n\
             settle = \"3s\"\nreturn = \"off\"\ntiming = {{ kind = \"fixed\", hold = \"{secs}s\" }}\n"
        )
    };
    let group = "[[group]]\nid = \"points\"\norder = \"worst-first\"\nscan = true\n";
    let mut rig = Rig::new();
    rig.begin(&routine("self-care", "therapist", &(group.to_owned() + &step("One", 10) + &step("Two", 20))));
    rig.pass(7);
    rig.ask(ConductorCommand::Tell(Command::Score { kind: holdwell_engine::ScoreKind::Before, value: 6, point: None }));
    rig.pass(60);
    let ends: Vec<_> = rig.deck().heard_at().into_iter().filter(|(_, kind)| *kind == CueKind::HoldEnd).collect();
    assert_eq!(ends, [(33_000, CueKind::HoldEnd)], "the second point is treated first; the last end is the session's");
}

#[test]
fn a_press_that_ends_the_session_is_heard() {
    for (profile, heard) in [(Profile::Technique, CueKind::HoldEnd), (Profile::Full, CueKind::SessionEnd)] {
        let mut rig = Rig::new();
        let step = "[[step]]\nname = \"Only\"\nsetup = \"Lie\"\ntiming = { kind = \"fixed\", hold = \"60s\" }\n\
                    settle = \"wait\"\nreturn = \"off\"\n";
        rig.begin_with(&routine("smrt", "therapist", step), profile, says(&[(2000, Command::Advance)]));
        rig.pass(12);
        rig.ask(ConductorCommand::Press(Command::Advance));
        rig.pass(4);
        assert!(matches!(rig.view().stage(), Stage::Finished(_)));
        assert_eq!(rig.deck().heard_at().last(), Some(&(12_400, heard)));
        assert_eq!(rig.snapshot().account.given as usize, rig.deck().heard_at().len());
    }
}

#[test]
fn a_command_just_after_an_end_leaves_its_cue_or_the_account_says_so() {
    for after in 0..8 {
        for command in [Command::Extend, Command::Pause, Command::Hush, Command::Stop] {
            let mut rig = in_the_hold(Profile::Technique);
            rig.pass_ms(50_000 + after);
            rig.ask(ConductorCommand::Tell(command.clone()));
            rig.pass(3);
            let heard = rig.deck().heard_at();
            let account = rig.snapshot().account.clone();
            assert_eq!(account.given, 2, "the warning on the screen, and the end: {command:?} after {after} ms");
            assert_eq!(heard.len() + account.unheard as usize, 1, "{command:?} after {after} ms: {heard:?}");
            if command == Command::Extend {
                assert_eq!(heard, [(62_000, CueKind::HoldEnd)], "{after} ms after");
            }
        }
    }
}
