//! How exactly the cues sounded is measured at the sample.
use holdwell_testkit::rig::Rig;
use holdwell_testkit::routines::holds;

#[test]
fn planned_cues_are_on_time_to_the_sample() {
    let mut rig = Rig::new();
    rig.pass_ms(3);
    rig.begin(&holds(5, 23));
    rig.pass(140);
    let heard = rig.deck().heard.clone();
    assert!(heard.len() > 15);
    for placed in heard.iter().filter(|placed| !placed.cue.from_press) {
        assert!(placed.late_micros.abs() <= 21, "within a sample of its instant: {placed:?}");
    }
    for pair in heard[1..].windows(2) {
        let (samples, millis) = (pair[1].sample - pair[0].sample, pair[1].cue.due.0 - pair[0].cue.due.0);
        assert!(samples.abs_diff(millis * 48) <= 1, "{pair:?}");
    }
    let account = &rig.snapshot().account;
    assert_eq!(account.heard(), heard.len());
    assert_eq!(account.given as usize, heard.len());
    assert!(account.worst_late_millis() <= 0.021);
    assert_eq!((account.unheard, account.underruns, account.losses), (0, 0, 0));
    assert_eq!(account.late(), 0);
}

#[test]
fn a_session_answers_for_its_own_underruns_alone() {
    let mut rig = Rig::new();
    rig.begin(&holds(3, 12));
    rig.pass(10);
    rig.deck().lose();
    rig.pass(5);
    rig.deck().play();
    rig.pass(35);
    assert_eq!(rig.snapshot().account.underruns, 1);
    rig.begin(&holds(1, 12));
    rig.pass(20);
    assert_eq!(rig.snapshot().account.underruns, 0, "that was the session before");
}

#[test]
fn a_session_answers_for_its_own_cues_alone() {
    let mut rig = Rig::new();
    rig.begin(&holds(3, 12));
    rig.pass_ms(15_500);
    rig.begin(&holds(1, 12));
    let before = rig.deck().heard.len();
    rig.pass(20);
    let own = rig.deck().heard.len() - before;
    assert_eq!(rig.snapshot().account.heard(), own);
}
