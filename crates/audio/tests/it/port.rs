//! The port, stepped by hand: everything that is handed over is accounted for.

use holdwell_audio::{
    Levels, Nanos, NoSound, Output, Placing, Report, SoundPort, SoundState, TherapistChannel, Unheard,
};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};
use holdwell_testkit::ManualPort;

use crate::desk::{MS, cue};

fn reports(port: &mut dyn SoundPort) -> Vec<Report> {
    std::iter::from_fn(|| port.next_report()).collect()
}

/// Runs the device in steps of ten milliseconds.
fn run(port: &mut ManualPort, from: Nanos, to: Nanos) {
    for tick in from / (10 * MS) + 1..=to / (10 * MS) {
        port.run_to(tick * 10 * MS);
    }
}

#[test]
fn a_session_is_heard_at_its_instants_however_long_the_machine_has_been_on() {
    let start = 86_400_000 * MS;
    let mut port = ManualPort::new(start);
    run(&mut port, start, start + 400 * MS);
    port.begin(start + 400 * MS);
    for at in [50, 1050, 2550] {
        assert_eq!(port.place(&cue(at, CueKind::HoldEnd)), Placing::Sound);
    }
    run(&mut port, start + 400 * MS, start + 4000 * MS);
    let reports = reports(&mut port);
    assert_eq!(reports.len(), 3);
    let samples: Vec<_> = reports
        .iter()
        .map(|report| match report {
            Report::Begun(placed) => {
                assert!(placed.late_micros.abs() < 6000, "{placed:?}");
                placed.sample
            }
            Report::Unheard(..) => panic!("{report:?}"),
        })
        .collect();
    assert_eq!((samples[1] - samples[0], samples[2] - samples[1]), (48_000, 72_000));
    assert!(port.progress().position > 180_000 && port.progress().underruns == 0);
    assert!(port.loudest > 0.1);
}

#[test]
fn cues_before_there_is_sound_are_accounted_for() {
    let mut port = ManualPort::new(0);
    port.close();
    port.begin(0);
    port.place(&cue(0, CueKind::Settle));
    assert!(matches!(reports(&mut port)[..], [Report::Unheard(_, Unheard::NoSound)]));
    port.set_state(SoundState::Lost { device: "x".into() });
    port.place(&cue(100, CueKind::Settle));
    port.place(&cue(9000, CueKind::HoldEnd));
    run(&mut port, 0, 2000 * MS);
    assert!(matches!(reports(&mut port)[..], [Report::Unheard(_, Unheard::TooLate)]));
    port.open(&Output::Default);
    run(&mut port, 2000 * MS, 10_000 * MS);
    assert!(matches!(reports(&mut port)[..], [Report::Begun(_)]));
}

#[test]
fn what_stays_on_the_screen_says_so_at_once() {
    let mut port = ManualPort::new(0);
    port.begin(0);
    let warning = Cue { audience: CueAudience::Therapist, ..cue(100, CueKind::Ceiling) };
    assert_eq!(port.place(&warning), Placing::Screen);
    port.set_channel(TherapistChannel::LeftEar);
    assert_eq!(port.place(&warning), Placing::Sound);
    run(&mut port, 0, 500 * MS);
    assert_eq!(reports(&mut port).len(), 1);
}

#[test]
fn cancelled_cues_bring_no_report_and_hush_is_quick() {
    let mut port = ManualPort::new(0);
    port.begin(0);
    port.place(&cue(100, CueKind::HoldEnd));
    port.place(&cue(1000, CueKind::Rest));
    run(&mut port, 0, 500 * MS);
    port.cancel_before(1, SessionTime(500));
    port.fade_all(Millis(300));
    run(&mut port, 500 * MS, 850 * MS);
    port.loudest = 0.0;
    run(&mut port, 850 * MS, 3000 * MS);
    assert!(port.loudest < 1e-9);
    assert_eq!(reports(&mut port).len(), 1);
    assert_eq!(port.placed.len(), 2);
}

#[test]
fn a_device_that_stands_still_never_stops_the_program_and_never_loses_a_cue_silently() {
    let mut port = ManualPort::new(0);
    port.begin(0);
    for index in 0..3000 {
        port.place(&cue(60_000 + index, CueKind::Count));
    }
    port.cancel_before(1, SessionTime::ZERO);
    let unheard = reports(&mut port).len();
    run(&mut port, 0, 2000 * MS);
    let crowded = reports(&mut port).len();
    assert!(unheard > 0 && unheard + crowded < 3000, "{unheard} {crowded}");
    port.place(&Cue { generation: 1, ..cue(3000, CueKind::HoldEnd) });
    run(&mut port, 2000 * MS, 4000 * MS);
    assert!(matches!(reports(&mut port)[..], [Report::Begun(_)]));
}

#[test]
fn no_sound_is_a_way_to_run() {
    let mut port = NoSound;
    port.open(&Output::Default);
    port.begin(0);
    assert_eq!(port.place(&cue(0, CueKind::HoldEnd)), Placing::Screen);
    port.preview(CueKind::HoldEnd, Technique::Smrt, CueAudience::Room);
    port.set_levels(Levels::default());
    assert_eq!((port.next_report(), port.state()), (None, SoundState::Off));
    assert!(!port.state().is_fault());
}
