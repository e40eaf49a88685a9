//! What is said while a session runs.

use std::collections::BTreeMap;

use holdwell_audio::{Speech, Spoken};
use holdwell_conductor::{ConductorCommand, SessionSpeech, StartRequest};
use holdwell_engine::{Command, Options, unattended};
use holdwell_model::{Arc, Plan};
use holdwell_speech::{Dialect, Listener, Scene, prompts};
use holdwell_testkit::rig::{Rig, SECOND};
use holdwell_testkit::routines;

fn begin(plan: &Arc<Plan>, speech: SessionSpeech) -> Rig {
    let mut rig = Rig::new();
    begin_in(&mut rig, plan, speech);
    rig
}

fn begin_in(rig: &mut Rig, plan: &Arc<Plan>, speech: SessionSpeech) {
    let request = StartRequest { speech: Some(speech), ..StartRequest::of(Arc::clone(plan), Options::of(plan)) };
    rig.ask(ConductorCommand::Start(Box::new(request)));
}

fn speaking(plan: &Arc<Plan>) -> Rig {
    begin(plan, SessionSpeech::default())
}

/// Instants at which something began to be spoken, in milliseconds.
fn spoken(rig: &Rig) -> Vec<u64> {
    rig.deck().port.spoken.iter().map(|spoken: &Spoken| spoken.due.0).collect()
}

fn tell(rig: &mut Rig, command: Command) {
    rig.ask(ConductorCommand::Tell(command));
}

/// Whether anything is heard in the next milliseconds.
fn sounds(rig: &mut Rig, millis: u64) -> bool {
    rig.deck().port.loudest = 0.0;
    rig.pass_ms(millis);
    rig.deck().port.loudest > 0.01
}

/// Two holds of thirty seconds on one side each, a minute to settle before each.
fn two() -> Arc<Plan> {
    let step = "[[step]]\nname = \"Arm\"\nsetup = \"Lie down\"\nside = \"left\"\nsettle = \"60s\"\n\
                timing = { kind = \"fixed\", hold = \"30s\" }\nreturn = \"off\"\n";
    routines::routine("self-care", "home", &step.repeat(2))
}

#[test]
fn a_session_says_what_its_plan_says_at_the_same_samples() {
    for plan in [routines::builtin("evening-at-home"), two()] {
        let said = prompts(&plan, &unattended(&plan, Options::of(&plan)), &Scene::default(), Listener::Client);
        let mut rig = speaking(&plan);
        rig.pass(800);
        let expected: Vec<u64> = said.iter().map(|prompt| prompt.due.0).collect();
        assert_eq!(spoken(&rig), expected, "{}", plan.id);
        let deck = rig.deck();
        let first = deck.heard.iter().find(|placed| !placed.cue.from_press).unwrap();
        for spoken in &deck.port.spoken {
            let after = (spoken.due.0 as i64 - first.cue.due.0 as i64) * 48;
            assert!((spoken.sample as i64 - first.sample as i64).abs_diff(after) < 5, "{spoken:?} after {first:?}");
        }
    }
}

#[test]
fn the_cues_are_the_same_with_and_without_words() {
    let plan = routines::builtin("evening-at-home");
    let mut silent = Rig::new();
    silent.begin(&plan);
    let mut rig = speaking(&plan);
    for rig in [&mut silent, &mut rig] {
        rig.pass(700);
    }
    assert_eq!(rig.deck().heard_at(), silent.deck().heard_at());
    assert_eq!(rig.snapshot().account, silent.snapshot().account);
}

#[test]
fn everything_is_asked_for_when_a_routine_is_chosen_and_nothing_twice() {
    let plan = two();
    let mut rig = Rig::new();
    let all = (Arc::clone(&plan), Options::of(&plan), SessionSpeech::default());
    rig.ask(ConductorCommand::PrepareSpeech(Box::new(all)));
    let asked = rig.lips().asked.clone();
    assert!(asked.len() >= 4, "{asked:?}");
    begin_in(&mut rig, &plan, SessionSpeech::default());
    rig.pass(200);
    assert_eq!(rig.lips().asked, asked, "the session needs no other texts");
}

#[test]
fn what_somebody_recorded_sounds_in_the_place_of_the_voice() {
    let plan = two();
    let mut rig = Rig::new();
    let all = (Arc::clone(&plan), Options::of(&plan), SessionSpeech::default());
    rig.ask(ConductorCommand::PrepareSpeech(Box::new(all)));
    let text = rig.lips().asked.keys().find(|text| text.contains("Lie down")).unwrap().clone();
    let recorded = BTreeMap::from([(text.clone(), Speech::new(vec![1000; 12_345]))]);
    let speech = SessionSpeech { recorded: Arc::new(recorded), ..SessionSpeech::default() };
    let mut rig = begin(&plan, speech);
    rig.pass(200);
    assert!(!rig.lips().asked.contains_key(&text) && rig.lips().asked.len() >= 3, "the voice is asked for the others");
    let lengths: Vec<usize> = rig.deck().port.spoken.iter().map(|spoken| spoken.length).collect();
    assert!(lengths.contains(&12_345), "{lengths:?} {text}");
}

#[test]
fn a_pause_ends_a_word_at_once_and_it_is_said_again_afterwards() {
    let mut rig = speaking(&two());
    rig.pass_ms(3000);
    assert!(sounds(&mut rig, 500), "it is being said what to have ready");
    tell(&mut rig, Command::Pause);
    rig.pass_ms(330);
    assert!(!sounds(&mut rig, 20_000), "nothing is said in a pause");
    tell(&mut rig, Command::GoOn);
    rig.pass(40);
    let dues = spoken(&rig);
    assert_eq!(dues[..2], [2250, 24_230], "{dues:?}");
    assert_eq!(dues.len(), 3, "and the instruction after it");
}

#[test]
fn what_is_said_again_is_as_short_as_the_time_that_is_left() {
    let step = "[[step]]\nname = \"Arm\"\nsetup = \"Lie down, the arm on a pillow beside you\"\nside = \"left\"\n\
                settle = \"16s\"\ntiming = { kind = \"fixed\", hold = \"30s\" }\n";
    let mut rig = speaking(&routines::routine("self-care", "home", step));
    rig.pass(9);
    tell(&mut rig, Command::Pause);
    rig.pass(5);
    tell(&mut rig, Command::GoOn);
    rig.pass(6);
    assert_eq!(spoken(&rig).len(), 2, "{:?}", spoken(&rig));
    assert!(rig.lips().asked.contains_key("Your left side. Arm. Thirty seconds."), "{:?}", rig.lips().asked);
}

#[test]
fn what_was_said_to_its_end_is_not_said_again() {
    let mut rig = speaking(&two());
    rig.pass(30);
    assert_eq!(spoken(&rig).len(), 2);
    tell(&mut rig, Command::Pause);
    rig.pass(5);
    tell(&mut rig, Command::GoOn);
    rig.pass(20);
    assert_eq!(spoken(&rig).len(), 2);
    tell(&mut rig, Command::Extend);
    rig.pass(10);
    assert_eq!(spoken(&rig).len(), 2);
}

#[test]
fn skip_cuts_a_word_off_and_announces_what_comes() {
    let mut rig = speaking(&two());
    rig.pass_ms(3000);
    tell(&mut rig, Command::Skip);
    rig.pass_ms(40);
    rig.pass_ms(2000);
    let before = spoken(&rig).len();
    rig.pass(20);
    assert_eq!(spoken(&rig)[before..], [3000 + 2250], "only the second step is announced");
}

#[test]
fn a_press_that_completes_the_session_says_its_end_once() {
    let mut rig = speaking(&two());
    rig.pass(160);
    let before = spoken(&rig).len();
    tell(&mut rig, Command::Skip);
    rig.pass(60);
    let dues = spoken(&rig);
    assert_eq!(dues.len(), before + 1, "{dues:?}");
    assert!((163_200..164_500).contains(&dues[before]), "after the bells: {dues:?}");
}

#[test]
fn half_of_a_hold_is_not_said_when_it_is_over() {
    let step = "[[step]]\nname = \"Arm\"\nsetup = \"Lie down\"\nside = \"midline\"\nsettle = \"60s\"\n\
                timing = { kind = \"fixed\", hold = \"5m\" }\n";
    let plan = routines::routine("self-care", "home", step);
    let half = 60_000 + 150_000 + 2250;
    let mut calm = speaking(&plan);
    calm.pass(300);
    assert!(spoken(&calm).contains(&half), "{:?}", spoken(&calm));
    let mut rig = Rig::new();
    rig.lips().takes = Some(230 * SECOND);
    begin_in(&mut rig, &plan, SessionSpeech::default());
    rig.pass(350);
    assert_eq!(spoken(&rig), Vec::<u64>::new());
}

#[test]
fn undo_brings_back_what_was_to_be_said() {
    let mut rig = speaking(&two());
    rig.pass_ms(61_000);
    tell(&mut rig, Command::Skip);
    rig.pass(5);
    tell(&mut rig, Command::Undo);
    rig.pass(200);
    let dues = spoken(&rig);
    assert!(dues.contains(&(61_000 + 2250)), "the second step was announced when it was skipped to: {dues:?}");
    assert!(dues.contains(&(90_000 + 2250)), "and again when it came: {dues:?}");
}

/// A step was left by mistake, and the next one announced: what the step still has to say is said.
#[test]
fn undo_brings_back_the_words_of_the_phase_that_it_returns_to() {
    let step = "[[step]]\nname = \"Arm\"\nside = \"left\"\nsettle = \"60s\"\n\
                timing = { kind = \"fixed\", hold = \"5m\" }\n";
    let mut rig = speaking(&routines::routine("self-care", "home", &step.repeat(2)));
    rig.pass(100);
    tell(&mut rig, Command::Skip);
    rig.pass(9);
    tell(&mut rig, Command::Undo);
    rig.pass(200);
    let dues = spoken(&rig);
    // Half of five minutes, counted from the begin of the hold and without what was taken back.
    let half = dues.iter().filter(|due| (209_000..235_000).contains(*due)).count();
    assert_eq!(half, 1, "{dues:?}");
}

#[test]
fn a_hold_that_is_inserted_is_announced() {
    use holdwell_model::{HoldName, Millis, Side};
    let mut rig = speaking(&two());
    rig.pass(70);
    let hold = HoldName { title: "Neck".to_owned(), side: Side::Right, ..HoldName::default() };
    tell(&mut rig, Command::Insert { hold, length: Some(Millis::from_secs(20)), next: true });
    rig.pass(60);
    let asked = &rig.lips().asked;
    assert!(asked.keys().any(|text| text.contains("Your right side. Neck.")), "{asked:?}");
    let dues = spoken(&rig);
    assert!(dues.iter().any(|due| (92_000..93_000).contains(due)), "after the hold that ran: {dues:?}");
}

#[test]
fn a_hold_that_is_repeated_is_announced_again() {
    let mut rig = speaking(&two());
    rig.pass_ms(110_000);
    tell(&mut rig, Command::Repeat);
    rig.pass(300);
    let (mut calm, plan) = (Rig::new(), two());
    begin_in(&mut calm, &plan, SessionSpeech::default());
    calm.pass(300);
    assert_eq!(spoken(&rig).len(), spoken(&calm).len() + 1);
}

#[test]
fn nothing_is_said_after_a_stop() {
    let mut rig = speaking(&two());
    rig.pass_ms(59_000);
    tell(&mut rig, Command::Stop);
    let before = spoken(&rig).len();
    rig.pass(200);
    assert_eq!(spoken(&rig).len(), before);
}

/// A voice that is slow or dead costs words, and no cue a millisecond.
#[test]
fn a_voice_that_takes_five_seconds_or_dies_delays_nothing() {
    let plan = routines::builtin("evening-at-home");
    let mut calm = speaking(&plan);
    calm.pass(700);
    for takes in [Some(5 * SECOND), Some(400 * SECOND), None] {
        let mut rig = Rig::new();
        rig.lips().takes = takes;
        begin_in(&mut rig, &plan, SessionSpeech::default());
        rig.pass(700);
        assert_eq!(rig.deck().heard, calm.deck().heard, "{takes:?}");
        assert_eq!(rig.snapshot().account, calm.snapshot().account);
        let (said, all) = (spoken(&rig).len(), spoken(&calm).len());
        assert_eq!(rig.snapshot().has_voice, takes.is_some());
        match takes {
            Some(wait) if wait == 5 * SECOND => assert!(said + 1 >= all, "one at most has no time any more"),
            Some(_) => assert!(said > 0 && said < all),
            None => assert_eq!(said, 0),
        }
    }
}

#[test]
fn a_late_word_is_not_said_over_the_next() {
    let mut rig = Rig::new();
    rig.lips().takes = Some(8 * SECOND);
    begin_in(&mut rig, &two(), SessionSpeech::default());
    rig.pass(55);
    let said = rig.deck().port.spoken.clone();
    for pair in said.windows(2) {
        assert!(pair[0].sample + pair[0].length as u64 <= pair[1].sample, "{said:?}");
    }
}

#[test]
fn a_therapist_hears_it_on_her_channel_when_she_settles_herself() {
    use holdwell_audio::TherapistChannel;
    let plan = routines::two_holds();
    let speech = SessionSpeech { listener: Listener::Therapist, ..SessionSpeech::default() };
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::SetChannel(TherapistChannel::LeftEar));
    begin_in(&mut rig, &plan, speech.clone());
    rig.pass(20);
    assert_eq!(spoken(&rig), [2250]);
    tell(&mut rig, Command::Advance);
    rig.pass(60);
    assert_eq!(spoken(&rig).len(), 2, "the hold and its return are over, and the next waits");
    // Without a channel there is nobody who may hear it.
    let mut rig = begin(&plan, speech);
    rig.pass(20);
    assert_eq!(spoken(&rig), Vec::<u64>::new());
}

#[test]
fn nothing_is_asked_of_the_voice_where_nothing_is_to_be_said() {
    let mut rig = Rig::new();
    rig.begin(&two());
    rig.pass(100);
    assert!(rig.lips().asked.is_empty());
    let plan = two();
    let rehearsal = StartRequest::rehearsal(Arc::clone(&plan), Options::of(&plan), 10);
    let speech = Some(SessionSpeech { dialect: Dialect::American, ..SessionSpeech::default() });
    rig.ask(ConductorCommand::Start(Box::new(StartRequest { speech, ..rehearsal })));
    rig.pass(30);
    assert!(rig.lips().asked.is_empty(), "a rehearsal is not heard");
}

#[test]
fn a_stall_that_the_sound_outlasts_is_spoken_through() {
    let mut calm = speaking(&two());
    calm.pass(100);
    let mut rig = speaking(&two());
    rig.pass(3);
    rig.stall(29);
    rig.pass(68);
    assert_eq!(spoken(&rig), spoken(&calm));
}
