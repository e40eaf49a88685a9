//! Cues begin at their sample, end as they should, and never exceed the ceilings.

use crate::desk::{Desk, MS, RATE, cue, largest_step, peak, side};
use holdwell_audio::{
    CUE_CEILING, CueGroup, Level, Levels, MOST_WAITING, Placed, Report, SUM_CEILING, TherapistChannel, Unheard,
};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};

fn first_sound(stereo: &[f32]) -> Option<usize> {
    stereo.iter().position(|sample| *sample != 0.0).map(|index| index / 2)
}

fn begun(reports: &[Report]) -> Vec<(u64, i64)> {
    reports
        .iter()
        .filter_map(|report| match report {
            Report::Begun(Placed { sample, late_micros, .. }) => Some((*sample, *late_micros)),
            Report::Unheard(..) => None,
        })
        .collect()
}

#[test]
fn every_cue_begins_at_its_exact_sample_whatever_the_blocks() {
    for (_, kind, _) in CueKind::ALL {
        for block in [1, 7, 64, 256, 1000, 4800] {
            let mut desk = Desk::room();
            desk.place(cue(137, kind));
            let out = desk.play(8000, block);
            assert_eq!(first_sound(&out), Some(137 * 48), "{kind:?} in blocks of {block}");
            assert_eq!(begun(&desk.reports), [(137 * 48, 0)]);
        }
    }
}

#[test]
fn blocks_do_not_change_what_is_heard() {
    let heard = |block| {
        let mut desk = Desk::room();
        for (index, (_, kind, _)) in CueKind::ALL.into_iter().enumerate() {
            desk.place(cue(index as u64 * 331, kind));
        }
        desk.play(9 * RATE as usize, block)
    };
    let (whole, pieces) = (heard(4096), heard(77));
    let difference = whole.iter().zip(&pieces).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(difference < 1e-3, "{difference}");
}

#[test]
fn a_cancelled_generation_never_begins_and_what_rings_rings_out() {
    let mut desk = Desk::room();
    desk.place(cue(0, CueKind::HoldEnd));
    desk.place(cue(600, CueKind::HoldBegin));
    let mut alone = Desk::room();
    alone.place(cue(0, CueKind::HoldEnd));
    let mut heard = desk.play_ms(500);
    desk.mixer.cancel_before(1, SessionTime(500), &mut |_| ());
    desk.place(cue(700, CueKind::Settle));
    heard.extend(desk.play_ms(1500));
    assert_eq!(heard, alone.play_ms(2000));
    assert_eq!(begun(&desk.reports).len(), 1);
    desk.place(Cue { generation: 1, ..cue(2100, CueKind::Settle) });
    desk.play_ms(500);
    assert_eq!(begun(&desk.reports), [(0, 0), (2100 * 48, 0)]);
}

#[test]
fn what_was_due_before_a_command_still_begins_and_a_pace_is_reported() {
    let mut desk = Desk::room();
    desk.play_ms(500);
    desk.place(cue(498, CueKind::HoldEnd));
    desk.place(cue(499, CueKind::ReturnPace));
    desk.place(cue(501, CueKind::Settle));
    let mut reports = Vec::new();
    desk.mixer.cancel_before(1, SessionTime(500), &mut |report| reports.push(report));
    desk.play_ms(100);
    assert_eq!(reports, [Report::Unheard(cue(499, CueKind::ReturnPace), Unheard::Cancelled)]);
    assert!(matches!(desk.reports[..], [Report::Begun(placed)] if placed.cue.kind == CueKind::HoldEnd));
}

#[test]
fn what_was_due_before_a_hush_is_reported() {
    let mut desk = Desk::room();
    desk.play_ms(500);
    desk.place(cue(498, CueKind::HoldEnd));
    let mut reports = Vec::new();
    desk.mixer.cancel_before(1, SessionTime(500), &mut |_| ());
    desk.mixer.fade_all(Millis(300), &mut |report| reports.push(report));
    assert_eq!(reports, [Report::Unheard(cue(498, CueKind::HoldEnd), Unheard::Cancelled)]);
}

#[test]
fn cancelled_paces_fade_within_thirty_milliseconds_without_a_click() {
    for kind in [CueKind::BreathIn, CueKind::ReturnPace, CueKind::Count] {
        let mut desk = Desk::room();
        desk.place(cue(0, kind));
        let mut heard = desk.play_ms(60);
        desk.mixer.cancel_before(1, SessionTime(60), &mut |_| ());
        heard.extend(desk.play_ms(40));
        assert!(peak(&heard) > 0.002, "{kind:?}");
        assert!(peak(&heard[2 * 48 * 92..]) < 1e-9, "{kind:?} goes on");
        assert!(largest_step(&heard) < 0.02);
    }
}

#[test]
fn hush_and_stop_fade_everything_in_their_time_and_nothing_begins() {
    for length in [Millis(300), Millis(1000)] {
        let mut desk = Desk::room();
        desk.place(cue(0, CueKind::HoldEnd));
        desk.place(cue(100, CueKind::BreathIn));
        desk.place(cue(900, CueKind::Settle));
        let mut heard = desk.play_ms(800);
        desk.mixer.fade_all(length, &mut |_| ());
        heard.extend(desk.play_ms(length.0 + 400));
        let over = 2 * 48 * (800 + length.0 as usize + 2);
        assert!(peak(&heard[2 * 48 * 800..2 * 48 * 850]) > 0.01);
        assert!(peak(&heard[over..]) < 1e-9);
        assert!(largest_step(&heard) < 0.03);
        assert!(desk.mixer.is_silent() && desk.mixer.waiting() == 0);
    }
}

#[test]
fn the_sum_never_exceeds_its_ceiling_and_does_not_click() {
    let mut desk = Desk::room();
    for round in 0..2 {
        for (_, kind, _) in CueKind::ALL {
            desk.place(cue(10 + 150 * round, kind));
        }
    }
    let heard = desk.play_ms(6000);
    assert!(peak(&heard) > CUE_CEILING && peak(&heard) <= SUM_CEILING, "{}", peak(&heard));
    // A full-scale sine at 550 Hz already moves 0.036 in a sample; a click would be a tenth or more.
    assert!(largest_step(&heard) < 0.1, "{}", largest_step(&heard));
}

#[test]
fn mute_and_levels_move_what_sounds_smoothly() {
    let mut desk = Desk::room();
    desk.place(cue(0, CueKind::HoldEnd));
    let mut heard = desk.play_ms(500);
    desk.mixer.set_levels(Levels { muted: true, ..Levels::all(Level::LOUDEST) });
    heard.extend(desk.play_ms(500));
    assert!(peak(&heard[2 * 48 * 535..]) < 1e-9);
    desk.mixer.set_levels(Levels::all(Level::new(14)));
    heard.extend(desk.play_ms(500));
    assert!(peak(&heard[2 * 48 * 1100..]) > 0.01);
    assert!(largest_step(&heard) < 0.03);
}

#[test]
fn levels_are_those_of_audience_and_group() {
    let mut levels = Levels::all(Level::SILENT);
    levels.room.set(CueGroup::Notice, Level::LOUDEST);
    let mut desk = Desk::room();
    desk.mixer.set_levels(levels);
    desk.place(cue(0, CueKind::HoldEnd));
    assert!(peak(&desk.play_ms(400)) < 1e-9);
    desk.place(cue(500, CueKind::Ceiling));
    assert!(peak(&desk.play_ms(400)) > 0.05);
}

#[test]
fn one_ear_is_hers_and_the_room_hears_the_other_side_only() {
    for (channel, hers, theirs) in [(TherapistChannel::LeftEar, 0, 1), (TherapistChannel::RightEar, 1, 0)] {
        let mut desk = Desk::new(channel);
        desk.place(Cue { audience: CueAudience::Therapist, ..cue(0, CueKind::Minimum) });
        let heard = desk.play_ms(1500);
        assert!(peak(&side(&heard, hers)) > 0.05 && peak(&side(&heard, theirs)) < 1e-9);
        desk.place(cue(1600, CueKind::Minimum));
        let heard = desk.play_ms(1500);
        assert!(peak(&side(&heard, theirs)) > 0.05 && peak(&side(&heard, hers)) < 1e-9);
        desk.place(Cue { audience: CueAudience::Both, ..cue(3200, CueKind::Minimum) });
        let heard = desk.play_ms(1500);
        assert!(peak(&side(&heard, theirs)) > 0.05 && peak(&side(&heard, hers)) > 0.05);
    }
}

#[test]
fn without_a_channel_marks_are_soft_in_the_room_and_warnings_stay_on_the_screen() {
    let heard = |kind, audience| {
        let mut desk = Desk::room();
        desk.place(Cue { audience, ..cue(0, kind) });
        (peak(&desk.play_ms(900)), desk.reports.len())
    };
    let (loud, _) = heard(CueKind::Minimum, CueAudience::Room);
    let (soft, _) = heard(CueKind::Minimum, CueAudience::Therapist);
    assert!((soft - loud * 0.7).abs() < 1e-3);
    for kind in [CueKind::PreEnd, CueKind::Ceiling, CueKind::CheckIn, CueKind::Appointment] {
        assert_eq!(heard(kind, CueAudience::Therapist), (0.0, 0), "{kind:?}");
        assert!(heard(kind, CueAudience::Room).0 > 0.05);
    }
}

#[test]
fn taking_the_channel_away_never_puts_her_sound_into_the_room() {
    let mut desk = Desk::new(TherapistChannel::LeftEar);
    desk.place(Cue { audience: CueAudience::Therapist, ..cue(0, CueKind::HoldEnd) });
    let mut heard = desk.play_ms(300);
    desk.mixer.set_channel(TherapistChannel::None);
    heard.extend(desk.play_ms(500));
    assert!(peak(&side(&heard, 1)) < 1e-9);
    assert!(peak(&side(&heard[2 * 48 * 340..], 0)) < 1e-9);
    assert!(largest_step(&heard) < 0.02);
    assert_eq!(desk.mixer.channel(), TherapistChannel::None);
}

#[test]
fn a_pressed_cue_begins_at_the_next_block_and_a_planned_one_that_came_too_late_is_accounted_for() {
    let mut desk = Desk::room();
    desk.play_ms(2000);
    desk.place(Cue { from_press: true, ..cue(1995, CueKind::HoldBegin) });
    desk.place(cue(900, CueKind::HoldEnd));
    desk.place(cue(1700, CueKind::ReturnPace));
    desk.place(cue(1900, CueKind::Settle));
    desk.play_ms(100);
    let position = 96_000 / 256 * 256 + 256;
    let Some(Report::Begun(pressed)) =
        desk.reports.iter().find(|report| matches!(report, Report::Begun(placed) if placed.cue.from_press))
    else {
        panic!("the pressed cue begins");
    };
    assert!(pressed.sample <= position && (0..11_000).contains(&pressed.late_micros), "{pressed:?}");
    let too_late = |report: &&Report| matches!(report, Report::Unheard(_, Unheard::TooLate));
    assert_eq!(desk.reports.iter().filter(too_late).count(), 2);
    assert!(begun(&desk.reports).iter().any(|(_, late)| (100_000..112_000).contains(late)));
}

#[test]
fn what_does_not_fit_is_accounted_for() {
    let mut desk = Desk::room();
    for index in 0..MOST_WAITING as u64 + 3 {
        desk.place(cue(10_000 + index, CueKind::Count));
    }
    let crowded = |report: &&Report| matches!(report, Report::Unheard(_, Unheard::Crowded));
    assert_eq!(desk.reports.iter().filter(crowded).count(), 3);
}

#[test]
fn while_there_is_no_stream_cues_that_go_by_are_accounted_for_and_never_come_in_a_burst() {
    let mut desk = Desk::room();
    for at in [1000, 2000, 3000, 9000] {
        desk.place(cue(at, CueKind::HoldEnd));
    }
    desk.play_ms(500);
    let mut missed = Vec::new();
    desk.mixer.pass(4100 * MS, &mut |report| missed.push(report));
    assert_eq!(missed.len(), 3);
    desk.mixer.restart(crate::desk::bank());
    let mut out = vec![0.0; 2 * 48 * 1000];
    for (index, piece) in out.chunks_mut(2 * 480).enumerate() {
        let now = (8500 + 10 * index as i64) * MS;
        desk.stereo.fill(&mut desk.mixer, now, piece, &mut |report| desk.reports.push(report));
    }
    let Some(sample) = first_sound(&out) else { panic!("the fourth is heard") };
    assert!((48 * 490..=48 * 511).contains(&sample), "{sample}");
}

#[test]
fn a_preview_sounds_without_a_session_at_its_true_level() {
    let mut desk = Desk::room();
    desk.mixer.end();
    desk.mixer.set_levels(Levels::default());
    desk.mixer.preview(CueKind::HoldEnd, holdwell_audio::SoundSet::Long, CueAudience::Room);
    let heard = desk.play_ms(500);
    assert_eq!(first_sound(&heard), Some(0));
    let expected = CUE_CEILING * Level::FIRST_RUN.gain();
    assert!(peak(&heard) <= expected && peak(&heard) > expected / 2.0);
}
