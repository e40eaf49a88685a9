//! What is spoken, among the cues.

use holdwell_audio::{
    Bank, FileSound, Level, Levels, Mixer, Nanos, Speech, Stereo, TherapistChannel, Utterance, render_spoken,
};
use holdwell_engine::{CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};

use crate::desk::{Desk, cue};

/// Something spoken that is one value all the time, so that every change of its gain is seen.
const VALUE: i16 = 6000;

fn spoken(at_ms: u64, length_ms: u64) -> Utterance {
    let speech = Speech::new(vec![VALUE; 48 * length_ms as usize]);
    let due = SessionTime(at_ms);
    Utterance { due, until: due + Millis(length_ms), generation: 0, audience: CueAudience::Room, speech }
}

fn left(samples: &[f32]) -> Vec<f32> {
    samples.iter().copied().step_by(2).collect()
}

const FULL: f32 = VALUE as f32 / i16::MAX as f32;

fn is_full(value: f32) -> bool {
    (value - FULL).abs() < 1e-4
}

#[test]
fn it_begins_at_its_sample_and_lasts_as_long_as_it_does() {
    let mut desk = Desk::room();
    desk.mixer.speak(spoken(100, 500));
    let heard = left(&desk.play(48_000, 256));
    assert!(heard[..4800].iter().all(|value| *value == 0.0));
    assert!(heard[4800..28_800].iter().all(|value| is_full(*value)));
    assert!(heard[28_800..].iter().all(|value| *value == 0.0));
    let begun = desk.mixer.next_spoken().unwrap();
    assert_eq!((begun.due, begun.sample, begun.length), (SessionTime(100), 4800, 24_000));
    assert_eq!(desk.mixer.next_spoken(), None);
    assert!(desk.reports.is_empty(), "it is no cue");
}

#[test]
fn it_gives_way_to_a_cue() {
    let mut desk = Desk::room();
    desk.mixer.speak(spoken(100, 800));
    desk.place(cue(500, CueKind::HoldEnd));
    desk.mixer.set_levels(Levels { muted: false, ..Levels::all(Level::LOUDEST) });
    let heard = left(&desk.play(12_000, 256));
    assert!(heard[4800..12_000].iter().all(|value| is_full(*value)));
    let mut alone = Desk::room();
    alone.place(cue(500, CueKind::HoldEnd));
    let _before = alone.play(12_000, 256);
    let (with, without) = (left(&desk.play(30_000, 256)), left(&alone.play(30_000, 256)));
    let rest: Vec<f32> = with.iter().zip(&without).map(|(with, without)| with - without).collect();
    // The cue begins in a block; 30 ms later nothing is left of the word.
    let gone = 12_000 + 256 + 1440;
    assert!(rest[gone..].iter().all(|value| value.abs() < 1e-3), "nothing is spoken over a cue");
    assert!(rest.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.01), "and nothing clicks");
}

#[test]
fn a_generation_that_is_over_is_faded_in_30_ms_and_what_waits_is_forgotten() {
    let mut desk = Desk::room();
    desk.mixer.speak(spoken(100, 800));
    desk.mixer.speak(spoken(400, 100));
    let _before = desk.play(9600, 256);
    desk.mixer.cancel_before(1, SessionTime(200), &mut |_| ());
    desk.mixer.speak(spoken(500, 100));
    let heard = left(&desk.play(48_000, 256));
    assert!(is_full(heard[0]) && heard[720] > 0.3 * FULL && heard[720] < 0.7 * FULL, "{}", heard[720]);
    assert!(heard[1500..].iter().all(|value| *value == 0.0), "what is over cannot be handed over any more");
    desk.mixer.speak(Utterance { generation: 1, ..spoken(2000, 100) });
    assert!(left(&desk.play(48_000, 256)).iter().any(|value| is_full(*value)));
}

#[test]
fn hush_fades_it_and_nothing_is_spoken_after_it() {
    let mut desk = Desk::room();
    desk.mixer.speak(spoken(0, 800));
    desk.mixer.speak(spoken(900, 100));
    let _before = desk.play(4800, 256);
    desk.mixer.fade_all(Millis(300), &mut |_| ());
    let heard = left(&desk.play(96_000, 256));
    assert!(heard[7200] > 0.3 * FULL && heard[14_600..].iter().all(|value| *value == 0.0));
}

#[test]
fn words_fade_when_their_session_ends_or_another_begins() {
    let over: [fn(&mut Mixer); 2] = [Mixer::end, |mixer| mixer.begin(0)];
    for over in over {
        let mut desk = Desk::room();
        desk.mixer.speak(spoken(0, 800));
        let _before = desk.play(4800, 256);
        over(&mut desk.mixer);
        let heard = left(&desk.play(24_000, 256));
        assert!(is_full(heard[0]) && heard[720] > 0.3 * FULL && heard[720] < 0.7 * FULL, "{}", heard[720]);
        assert!(heard[1500..].iter().all(|value| *value == 0.0));
    }
}

#[test]
fn what_does_not_fit_is_not_spoken() {
    let mut desk = Desk::room();
    let long = spoken(100, 800);
    desk.mixer.speak(Utterance { until: SessionTime(899), ..long });
    assert!(left(&desk.play(96_000, 256)).iter().all(|value| *value == 0.0));
    assert_eq!(desk.mixer.next_spoken(), None);
    // Handed over too late it may still fit.
    let late = Utterance { until: SessionTime(3000), ..spoken(1800, 500) };
    desk.mixer.speak(late);
    assert!(left(&desk.play(48_000, 256)).iter().any(|value| is_full(*value)));
}

#[test]
fn what_is_for_the_therapist_is_in_her_ear_alone_or_nowhere() {
    for (channel, expected) in [
        (TherapistChannel::None, [false, false]),
        (TherapistChannel::LeftEar, [true, false]),
        (TherapistChannel::RightEar, [false, true]),
    ] {
        let mut desk = Desk::new(channel);
        desk.mixer.speak(Utterance { audience: CueAudience::Therapist, ..spoken(0, 200) });
        let heard = desk.play(48_000, 256);
        let sounds = [0, 1].map(|side| heard.iter().skip(side).step_by(2).any(|value| *value != 0.0));
        assert_eq!(sounds, expected, "{channel:?}");
    }
}

#[test]
fn mute_and_level_hold_for_it_as_for_cues() {
    let mut desk = Desk::room();
    desk.mixer.set_levels(Levels { muted: true, ..Levels::all(Level::LOUDEST) });
    desk.mixer.speak(spoken(0, 200));
    assert!(desk.play(48_000, 256).iter().all(|value| *value == 0.0));
    desk.mixer.set_levels(Levels::all(Level::new(10)));
    desk.mixer.speak(spoken(1000, 200));
    let most = desk.play(48_000, 256).iter().fold(0.0_f32, |most, value| most.max(*value));
    assert!((most - FULL * Level::new(10).gain()).abs() < 1e-4, "{most}");
}

#[test]
fn another_rate_takes_as_long_and_sounds_the_same() {
    let tone: Vec<i16> = (0..48_000).map(|at| (6000.0 * (at as f32 * 0.1).sin()) as i16).collect();
    let utterance = Utterance { until: SessionTime(2000), speech: Speech::new(tone), ..spoken(0, 1) };
    let play = |rate: u32| {
        let mut mixer = Mixer::offline(Bank::new(rate), Levels::all(Level::LOUDEST), TherapistChannel::None);
        mixer.speak(utterance.clone());
        let mut out = vec![0.0; 3 * rate as usize];
        for (index, piece) in out.chunks_mut(512).enumerate() {
            let now = index as Nanos * 256 * 1_000_000_000 / Nanos::from(rate);
            Stereo::default().fill(&mut mixer, now, piece, &mut |_| ());
        }
        let heard = left(&out);
        let last = heard.iter().rposition(|value| value.abs() > 1e-3).unwrap() as f32 / rate as f32;
        let power = heard.iter().map(|value| value.powi(2)).sum::<f32>() / rate as f32;
        (last, 10.0 * power.log10())
    };
    let (length, power) = play(48_000);
    for rate in [44_100, 24_000, 22_050] {
        let (there, as_loud) = play(rate);
        assert!((there - length).abs() < 0.001 && (as_loud - power).abs() < 0.1, "{rate}: {there} s, {as_loud} dB");
    }
}

#[test]
fn a_file_has_every_word_at_its_sample_and_ends_after_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.wav");
    let cues = vec![cue(1000, CueKind::Settle)];
    let words = vec![spoken(9000, 400), spoken(100, 400)];
    let file = FileSound::new(Millis(1500));
    let rendered = render_spoken(&path, cues, words, &file, &mut |_| ()).unwrap();
    let samples: Vec<u64> = rendered.speech.iter().map(|spoken| spoken.sample).collect();
    assert_eq!(samples, [100 * 48, 9000 * 48]);
    assert_eq!(rendered.cues.len(), 1);
    let mut reader = hound::WavReader::open(&path).unwrap();
    assert_eq!(reader.duration(), 9900 * 48, "half a second after the last word");
    let heard: Vec<i16> = reader.samples::<i16>().step_by(2).map(Result::unwrap).collect();
    assert!(heard[100 * 48 - 1] == 0 && heard[100 * 48].abs_diff(VALUE) < 2 && heard[9000 * 48].abs_diff(VALUE) < 2);
}
