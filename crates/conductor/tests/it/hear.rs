//! Hearing what was put together, and rehearsing it.

use holdwell_audio::SoundState;
use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_engine::{Finish, Options, Profile, Stage, unattended};
use holdwell_testkit::rig::Rig;
use holdwell_testkit::routines::holds;

#[test]
fn a_whole_routine_is_heard_in_ten_seconds() {
    let plan = holds(8, 60);
    let options = Options { profile: Profile::Full, ..Options::of(&plan) };
    let cues = unattended(&plan, options).cues.iter().filter(|cue| !cue.kind.is_pace()).count();
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Hear(Some((plan, options))));
    rig.pass_ms(5300);
    let half = rig.deck().previews;
    assert!(half > cues / 3 && half < cues, "{half} of {cues} within the first half");
    rig.pass_ms(5100);
    let all = rig.deck().previews;
    assert!(all > cues / 2 && all <= cues, "{all} of {cues}: those that fall together are one");
    assert!(rig.deck().port.loudest > 0.05);
    rig.pass(60);
    assert_eq!(rig.deck().previews, all);
}

#[test]
fn it_can_be_ended_and_a_session_ends_it() {
    for end in [
        ConductorCommand::Hear(None),
        ConductorCommand::Start(Box::new(StartRequest::of(holds(1, 60), Options::of(&holds(1, 60))))),
    ] {
        let mut rig = Rig::new();
        let plan = holds(20, 60);
        let options = Options { profile: Profile::Full, ..Options::of(&plan) };
        rig.ask(ConductorCommand::Hear(Some((plan, options))));
        rig.pass_ms(2000);
        let heard = rig.deck().previews;
        assert!(heard > 0);
        rig.ask(end);
        rig.pass(20);
        assert_eq!(rig.deck().previews, heard);
    }
}

#[test]
fn what_comes_while_nothing_is_heard_does_not_come_later() {
    let mut rig = Rig::new();
    rig.deck().opens_as = Some(SoundState::Opening);
    let plan = holds(20, 60);
    let options = Options { profile: Profile::Full, ..Options::of(&plan) };
    rig.ask(ConductorCommand::Hear(Some((plan, options))));
    rig.pass(20);
    rig.deck().play();
    rig.pass(20);
    assert_eq!(rig.deck().previews, 0);
}

#[test]
fn a_rehearsal_runs_by_itself_ten_times_as_fast_unheard_and_unrecorded() {
    let plan = holds(4, 57);
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Start(Box::new(StartRequest::rehearsal(plan.clone(), Options::of(&plan), 10))));
    rig.pass(12);
    assert_eq!(rig.view().stage(), Stage::Running);
    assert!(rig.handle.now().0 > 100_000, "{:?}", rig.handle.now());
    rig.pass(14);
    assert_eq!(rig.view().stage(), Stage::Finished(Finish::Complete));
    let told = {
        let deck = rig.deck();
        deck.heard.len() + deck.unheard.len()
    };
    assert_eq!((told, rig.shelf().entries.len()), (0, 0), "nothing is heard or written down");
    // The next session is in life's own time, and heard.
    rig.begin(&holds(1, 30));
    rig.pass(40);
    assert!(!rig.deck().heard.is_empty());
}
