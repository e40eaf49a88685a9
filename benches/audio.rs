//! What sound costs: the tones at start-up, a block of the mixer, an hour as a file.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use holdwell_audio::{BLOCK, Bank, FileSound, Level, Levels, Mixer, Stereo, TherapistChannel, render};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};

fn cue(at_ms: u64, kind: CueKind) -> Cue {
    Cue {
        due: SessionTime(at_ms),
        kind,
        audience: CueAudience::Room,
        generation: 0,
        step: None,
        technique: Technique::SelfCare,
        from_press: false,
    }
}

/// A block of 256 frames, 5.3 ms of sound, with so many bowls ringing.
fn block(c: &mut Criterion, bank: &Arc<Bank>, ringing: u64) {
    c.bench_function(&format!("block of 256 frames, {ringing} bowls"), |b| {
        let mut stereo = Stereo::default();
        let mut out = [0.0; 2 * BLOCK];
        let start = || {
            let mut mixer = Mixer::offline(Arc::clone(bank), Levels::all(Level::LOUDEST), TherapistChannel::None);
            (0..ringing).for_each(|_| mixer.place(cue(0, CueKind::HoldEnd), &mut |_| {}));
            mixer
        };
        let mut mixer = start();
        b.iter(|| {
            if mixer.position() > 150_000 {
                mixer = start();
            }
            let now = mixer.nanos_of(mixer.position());
            stereo.fill(&mut mixer, now, black_box(&mut out), &mut |_| {});
        });
    });
}

fn audio(c: &mut Criterion) {
    c.bench_function("bank at 48 kHz", |b| b.iter(|| Bank::new(black_box(48_000))));
    let bank = Bank::new(48_000);
    for ringing in [0, 1, 4] {
        block(c, &bank, ringing);
    }
    let Ok(dir) = tempfile::tempdir() else { return };
    let mut hours = c.benchmark_group("an hour of holds of 30 s with every cue");
    hours.sample_size(10);
    for name in ["hour.wav", "hour.flac"] {
        hours.bench_function(name, |b| {
            b.iter(|| {
                let cues = (0..720).map(|index| cue(5000 * index, CueKind::ALL[index as usize % 22].1));
                render(&dir.path().join(name), cues, &FileSound::new(Millis::from_mins(60)), &mut |_| {})
            });
        });
    }
    hours.finish();
}

criterion_group!(benches, audio);
criterion_main!(benches);
