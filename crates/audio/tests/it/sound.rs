//! What the cues sound like, measured.

use std::f32::consts::TAU;

use holdwell_audio::{Bank, CUE_CEILING, Level, SoundSet};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, Technique};

use crate::desk::{Desk, RATE, cue, largest_step, peak, side};

const SETS: [(SoundSet, Technique); 2] = [(SoundSet::Long, Technique::SelfCare), (SoundSet::Short, Technique::Smrt)];

fn heard(kind: CueKind, technique: Technique) -> Vec<f32> {
    let mut desk = Desk::room();
    desk.place(Cue { technique, ..cue(0, kind) });
    let mut heard = desk.play_ms(SoundSet::of(technique).length(kind).0 + 20);
    assert!(desk.mixer.is_silent());
    // A frame of silence in front, so that a step at the onset shows.
    heard.splice(0..0, [0.0, 0.0]);
    heard
}

fn mono(stereo: &[f32]) -> Vec<f32> {
    stereo.chunks_exact(2).map(|frame| f32::midpoint(frame[0], frame[1])).collect()
}

/// How much of a frequency is in a piece.
fn amount(samples: &[f32], hertz: f32) -> f32 {
    let turn = TAU * hertz / RATE as f32;
    let (sine, cosine) = samples.iter().enumerate().fold((0.0, 0.0), |(sine, cosine), (index, sample)| {
        let angle = turn * index as f32;
        (sine + sample * angle.sin(), cosine + sample * angle.cos())
    });
    (sine * sine + cosine * cosine).sqrt() / samples.len() as f32
}

fn rms(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32).sqrt()
}

/// Eight poles of a high pass.
fn above(samples: &[f32], hertz: f32) -> Vec<f32> {
    let mut wave = samples.to_vec();
    let keep = 1.0 / (1.0 + TAU * hertz / RATE as f32);
    for _ in 0..8 {
        let (mut before, mut out) = (0.0, 0.0);
        for sample in &mut wave {
            out = keep * (out + *sample - before);
            before = *sample;
            *sample = out;
        }
    }
    wave
}

#[test]
fn no_cue_exceeds_its_ceiling_and_all_can_be_heard() {
    for (_, kind, _) in CueKind::ALL {
        for (_, technique) in SETS {
            let loudest = peak(&heard(kind, technique));
            assert!((0.02..=CUE_CEILING).contains(&loudest), "{kind:?} {technique:?}: {loudest}");
        }
    }
}

#[test]
fn nothing_clicks() {
    for (_, kind, _) in CueKind::ALL {
        for (_, technique) in SETS {
            let heard = heard(kind, technique);
            let loudest = peak(&heard);
            // A sine of 3 kHz at its peak moves 0.39 of it in a sample; bells are far below.
            assert!(largest_step(&heard) < 0.2 * loudest, "{kind:?}");
            let ends = [&heard[..2 * 24], &heard[heard.len() - 2 * 24..]];
            assert!(ends.iter().all(|end| peak(end) < 0.03 * loudest), "{kind:?}");
        }
    }
}

#[test]
fn onsets_are_soft() {
    for (_, kind, _) in CueKind::ALL {
        let wave = heard(kind, Technique::SelfCare);
        let loudest = peak(&wave);
        for millis in [5, 10, 15, 20] {
            let risen = peak(&wave[..2 * 48 * millis]);
            assert!(risen < loudest * 1.6 * millis as f32 / 25.0, "{kind:?} is too quick at {millis} ms");
        }
    }
}

#[test]
fn nothing_sounds_above_three_kilohertz() {
    for (_, kind, _) in CueKind::ALL {
        for (_, technique) in SETS {
            let wave = mono(&heard(kind, technique));
            // Eight poles at 9 kHz pass nothing of 3 kHz that matters and most of what is above 12 kHz.
            let high = rms(&above(&wave, 9000.0)) / rms(&wave);
            assert!(high < 1e-3, "{kind:?}: {high}");
            for hertz in (33..120).map(|step| 100.0 * step as f32) {
                let share = amount(&wave, hertz) / rms(&wave);
                assert!(share < 3e-3, "{kind:?} has {share} at {hertz} Hz");
            }
        }
    }
}

#[test]
fn the_short_set_is_over_in_two_seconds_and_bowls_ring_for_long() {
    for (_, kind, _) in CueKind::ALL {
        assert!(SoundSet::Short.length(kind) <= Millis(2000), "{kind:?}");
        assert!(SoundSet::Long.length(kind) <= Millis(8000), "{kind:?}");
    }
    for kind in [CueKind::HoldEnd, CueKind::Settle, CueKind::ReturnEnd, CueKind::SessionEnd] {
        assert!(SoundSet::Long.length(kind) >= Millis(3000), "{kind:?}");
        let wave = heard(kind, Technique::SelfCare);
        assert!(peak(&wave[2 * 48 * 2200..]) > 0.0005, "{kind:?} still rings");
    }
}

#[test]
fn memory_is_small_at_every_rate() {
    for device in [44_100, 48_000, 88_200, 96_000, 176_400, 192_000] {
        let rate = Bank::rate_for(device);
        assert!(device % rate == 0 && (40_000..=48_000).contains(&rate), "{device}");
    }
    let bytes = Bank::new(48_000).bytes();
    assert!(bytes <= 4_000_000, "{bytes}");
}

/// What an ear would note: how much of each pitch there is in each tenth of a second, louder or softer alike.
fn impression(kind: CueKind) -> Vec<f32> {
    let mut wave = mono(&heard(kind, Technique::SelfCare));
    wave.resize(48 * 3000, 0.0);
    let pitches = [220.0, 247.5, 275.0, 330.0, 366.7, 440.0, 550.0];
    let mut noted: Vec<f32> =
        wave.chunks_exact(4800).flat_map(|tenth| pitches.map(|hertz| amount(tenth, hertz).sqrt())).collect();
    let length = noted.iter().map(|value| value * value).sum::<f32>().sqrt();
    for value in &mut noted {
        *value /= length;
    }
    noted
}

#[test]
fn every_two_cues_can_be_told_apart() {
    let noted: Vec<_> = CueKind::ALL.iter().map(|(name, kind, _)| (name, impression(*kind))).collect();
    let mut nearest = (f32::MAX, "", "");
    for (index, (one, first)) in noted.iter().enumerate() {
        for (other, second) in &noted[index + 1..] {
            let apart = first.iter().zip(second).map(|(one, other)| (one - other).powi(2)).sum::<f32>().sqrt();
            if apart < nearest.0 {
                nearest = (apart, one, other);
            }
        }
    }
    println!("nearest: {nearest:?}");
    assert!(nearest.0 > 0.25, "{nearest:?}");
}

/// The loudest pitch in a piece of time.
fn pitch(wave: &[f32], from_ms: usize) -> f32 {
    let piece = &wave[48 * from_ms..48 * (from_ms + 120)];
    let pitches = [220.0, 247.5, 275.0, 330.0, 366.7, 440.0, 550.0];
    pitches.into_iter().max_by(|one, other| amount(piece, *one).total_cmp(&amount(piece, *other))).unwrap_or(0.0)
}

#[test]
fn what_rises_rises_and_what_falls_falls() {
    let course = |kind, at: &[usize]| {
        let wave = mono(&heard(kind, Technique::SelfCare));
        at.iter().map(|at| pitch(&wave, *at)).collect::<Vec<_>>()
    };
    let rising = |pitches: &[f32]| pitches.windows(2).all(|pair| pair[0] < pair[1]);
    let falling = |pitches: &[f32]| pitches.windows(2).all(|pair| pair[0] > pair[1]);
    assert!(rising(&course(CueKind::Recheck, &[30, 190, 350])));
    assert!(rising(&course(CueKind::SessionEnd, &[100, 550, 1000, 1450])));
    assert!(rising(&course(CueKind::Ceiling, &[50, 290, 530])));
    assert!(rising(&course(CueKind::BreathIn, &[500, 1700])));
    assert!(falling(&course(CueKind::BreathOut, &[500, 1700])));
    assert!(falling(&course(CueKind::ReturnBegin, &[200, 600])));
    let switch = course(CueKind::SideSwitch, &[100, 600]);
    assert!((switch[1] - switch[0]).abs() > 50.0);
    assert!(course(CueKind::PreEnd, &[100])[0] < 250.0, "lower than the end of the hold");
}

#[test]
fn the_bowl_is_the_fullest_and_the_paces_are_the_softest() {
    let loud = |kind| rms(&heard(kind, Technique::SelfCare)[..2 * 48 * 300]);
    let bowl = loud(CueKind::HoldEnd);
    for (_, kind, _) in CueKind::ALL {
        assert!(loud(kind) <= bowl, "{kind:?}");
    }
    assert!(loud(CueKind::ReturnPace) < bowl / 4.0);
    assert!(peak(&side(&heard(CueKind::SideSwitch, Technique::SelfCare), 1)) > 0.05);
    assert_eq!(Level::LOUDEST.decibels(), Some(0.0));
}

#[test]
fn minimum_and_target_are_heard_beside_the_end_of_a_hold() {
    let in_the_room = |kind: CueKind, audience: CueAudience| {
        let mut desk = Desk::room();
        desk.place(Cue { technique: Technique::Myofascial, audience, ..cue(0, kind) });
        desk.play_ms(SoundSet::Long.length(kind).0 + 20)
    };
    let decibels = |share: f32| 20.0 * share.log10();
    let end = in_the_room(CueKind::HoldEnd, CueAudience::Room);
    for kind in [CueKind::Minimum, CueKind::Target] {
        let tick = in_the_room(kind, CueAudience::Therapist);
        let below = decibels(peak(&end) / peak(&tick));
        assert!((4.0..=8.0).contains(&below), "{kind:?} is {below:.1} dB below the end of a hold");
        let body = decibels(rms(&end[..2 * 48 * 400]) / rms(&tick[..2 * 48 * 400]));
        assert!(body < 10.0, "{kind:?} has a body: {body:.1} dB below");
        // Startling is what is there at once: a quarter of the peak is not reached within 10 ms.
        assert!(peak(&tick[..2 * 48 * 10]) < peak(&tick) / 4.0, "{kind:?} comes up softly");
    }
}
