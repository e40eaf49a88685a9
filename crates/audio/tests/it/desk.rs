//! A mixer driven by hand, as a perfect device would drive it.

use std::sync::{Arc, OnceLock};

use holdwell_audio::{Bank, Level, Levels, Mixer, Nanos, Report, Stereo, TherapistChannel};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{SessionTime, Technique};

pub(crate) const RATE: u64 = 48_000;
pub(crate) const MS: Nanos = 1_000_000;

pub(crate) fn bank() -> Arc<Bank> {
    static BANK: OnceLock<Arc<Bank>> = OnceLock::new();
    Arc::clone(BANK.get_or_init(|| Bank::new(RATE as u32)))
}

pub(crate) fn cue(at_ms: u64, kind: CueKind) -> Cue {
    Cue {
        due: SessionTime(at_ms),
        kind,
        audience: CueAudience::Room,
        generation: 0,
        step: Some(1),
        technique: Technique::SelfCare,
        from_press: false,
    }
}

pub(crate) struct Desk {
    pub(crate) mixer: Mixer,
    pub(crate) stereo: Stereo,
    pub(crate) reports: Vec<Report>,
}

impl Desk {
    pub(crate) fn new(channel: TherapistChannel) -> Self {
        let mut mixer = Mixer::new(bank(), Levels::all(Level::LOUDEST), channel);
        mixer.begin(0);
        Self { mixer, stereo: Stereo::default(), reports: Vec::new() }
    }

    pub(crate) fn room() -> Self {
        Self::new(TherapistChannel::None)
    }

    pub(crate) fn place(&mut self, cue: Cue) {
        let reports = &mut self.reports;
        self.mixer.place(cue, &mut |report| reports.push(report));
    }

    /// Interleaved stereo of so many frames, in blocks of this many.
    pub(crate) fn play(&mut self, frames: usize, block: usize) -> Vec<f32> {
        let mut out = vec![0.0; 2 * frames];
        let reports = &mut self.reports;
        for piece in out.chunks_mut(2 * block) {
            let now = self.mixer.position() as Nanos * 1_000_000_000 / RATE as Nanos;
            self.stereo.fill(&mut self.mixer, now, piece, &mut |report| reports.push(report));
        }
        out
    }

    pub(crate) fn play_ms(&mut self, millis: u64) -> Vec<f32> {
        self.play((millis * RATE / 1000) as usize, 256)
    }
}

pub(crate) fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

pub(crate) fn side(stereo: &[f32], right: usize) -> Vec<f32> {
    stereo.iter().skip(right).step_by(2).copied().collect()
}

/// The largest step from one sample to the next on either side, from and to silence included.
pub(crate) fn largest_step(stereo: &[f32]) -> f32 {
    (0..2)
        .map(|right| {
            let samples = side(stereo, right);
            let ends =
                samples.first().map_or(0.0, |first| first.abs()).max(samples.last().map_or(0.0, |last| last.abs()));
            samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(ends, f32::max)
        })
        .fold(0.0, f32::max)
}
