//! A cue while it sounds.

use super::bank::Bank;
use super::score::{Score, SoundSet, Stroke};
use super::tone;
use holdwell_engine::CueKind;

/// Number of frames between two values of an envelope, drawn straight in between: under a millisecond.
const CHUNK: usize = 32;

/// Length of the straight line to nothing that ends every stroke, in milliseconds, so that no end clicks.
const RELEASE_MS: u32 = 30;

/// A factor that moves in a straight line, so that no change of level clicks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain {
    now: f32,
    target: f32,
    step: f32,
}

impl Gain {
    pub(super) const fn at(value: f32) -> Self {
        Self { now: value, target: value, step: 0.0 }
    }

    /// Moves to another value within so many frames.
    pub(super) fn glide(&mut self, target: f32, frames: usize) {
        self.target = target;
        self.step = (target - self.now).abs() / frames.max(1) as f32;
    }

    pub(super) fn frames_left(&self) -> usize {
        if self.step > 0.0 { ((self.target - self.now).abs() / self.step) as usize } else { 0 }
    }

    pub(super) fn is_silent(&self) -> bool {
        self.now <= 0.0 && self.target <= 0.0
    }

    /// Returns the values at both ends of the next frames.
    pub(super) fn advance(&mut self, frames: usize) -> (f32, f32) {
        let from = self.now;
        let reach = self.step * frames as f32;
        self.now += (self.target - from).clamp(-reach, reach);
        if (self.now - self.target).abs() < 1e-7 {
            self.now = self.target;
        }
        (from, self.now)
    }
}

/// The gains of something that sounds, on both buses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gains {
    pub(super) room: Gain,
    pub(super) therapist: Gain,
    fading: bool,
}

impl Gains {
    pub(super) const fn at([room, therapist]: [f32; 2]) -> Self {
        Self { room: Gain::at(room), therapist: Gain::at(therapist), fading: false }
    }

    /// Follows a change of level, unless it is fading out.
    pub(super) fn glide(&mut self, [room, therapist]: [f32; 2], frames: usize) {
        if !self.fading {
            self.room.glide(room, frames);
            self.therapist.glide(therapist, frames);
        }
    }

    /// Fades to nothing within so many frames; a quicker fade that has begun goes on.
    pub(super) fn fade_out(&mut self, frames: usize) {
        if !self.fading || frames < self.room.frames_left().max(self.therapist.frames_left()) {
            self.room.glide(0.0, frames);
            self.therapist.glide(0.0, frames);
        }
        self.fading = true;
    }

    /// Returns true once a fade has come to nothing.
    pub(super) fn have_faded(&self) -> bool {
        self.fading && self.room.is_silent() && self.therapist.is_silent()
    }
}

/// Two buses on which a cue can be heard. Each is interleaved stereo of the same length.
pub struct Buses<'a> {
    /// Bus of the room.
    pub room: &'a mut [f32],
    /// Bus of the therapist.
    pub therapist: &'a mut [f32],
}

impl Buses<'_> {
    /// Returns the same buses from a frame on.
    pub(super) fn after(&mut self, frame: usize) -> Buses<'_> {
        let rest = |bus: &[f32]| (2 * frame).min(bus.len());
        let (room, therapist) = (rest(self.room), rest(self.therapist));
        Buses { room: &mut self.room[room..], therapist: &mut self.therapist[therapist..] }
    }
}

/// A cue that has begun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    kind: CueKind,
    set: SoundSet,
    /// Number of frames since the begin; the mixer starts a voice inside a block, never before one.
    age: usize,
    length: usize,
    scale: f32,
    gains: Gains,
}

impl Voice {
    /// Creates the voice of a cue that is about to begin, with its gains, 0 to 1.
    pub(super) fn new(bank: &Bank, kind: CueKind, set: SoundSet, gains: [f32; 2]) -> Self {
        let length = bank.frames(kind, set);
        let scale = Score::of(kind).scale(set) / f32::from(i16::MAX);
        Self { kind, set, age: 0, length, scale, gains: Gains::at(gains) }
    }

    /// Follows a change of level, unless it is fading out.
    pub(super) fn glide(&mut self, gains: [f32; 2], frames: usize) {
        self.gains.glide(gains, frames);
    }

    /// Fades to nothing within so many frames; a quicker fade that has begun goes on.
    pub(super) fn fade_out(&mut self, frames: usize) {
        self.gains.fade_out(frames);
    }

    /// Returns true when nothing more will come of the voice.
    pub(super) fn is_over(&self) -> bool {
        self.age >= self.length || self.gains.have_faded()
    }

    /// Adds the next frames, beginning at the first of the buses.
    pub(super) fn add_to(&mut self, bank: &Bank, buses: &mut Buses<'_>) {
        let score = Score::of(self.kind);
        let wanted = (buses.room.len() / 2).min(self.length.saturating_sub(self.age));
        let mut done = 0;
        while done < wanted {
            let frames = CHUNK.min(wanted - done);
            let span = 2 * done..2 * (done + frames);
            let Gains { room, therapist, .. } = &mut self.gains;
            for (gain, bus) in [(room, &mut buses.room), (therapist, &mut buses.therapist)] {
                if gain.is_silent() {
                    continue;
                }
                let ends = gain.advance(frames);
                for stroke in score.strokes {
                    let part = Part { stroke, set: self.set, scale: self.scale, age: self.age, gains: ends };
                    part.add_to(bank, &mut bus[span.clone()]);
                }
            }
            self.age += frames;
            done += frames;
        }
    }
}

/// A stroke within one chunk of its cue.
struct Part<'a> {
    stroke: &'a Stroke,
    set: SoundSet,
    scale: f32,
    age: usize,
    gains: (f32, f32),
}

impl Part<'_> {
    fn add_to(&self, bank: &Bank, out: &mut [f32]) {
        let rate = bank.rate();
        let begin = tone::frames(self.stroke.at_ms, rate);
        let skipped = begin.saturating_sub(self.age);
        let frames = out.len() / 2;
        if skipped >= frames {
            return;
        }
        let first = self.age + skipped - begin;
        let ring = tone::frames(self.stroke.ring_in(self.set), rate);
        let last = ring.min(first + frames - skipped);
        if first >= last {
            return;
        }
        let [from, to] = [(first, self.gains.0), (last, self.gains.1)]
            .map(|(frame, gain)| gain * self.scale * self.envelope(frame, ring, rate));
        let tone = &bank.samples(self.stroke.pitch)[first..last];
        add(&mut out[2 * skipped..2 * (skipped + last - first)], tone, from, to, self.stroke.pan);
    }

    /// Returns rise, damping and release of the stroke at one of its frames.
    fn envelope(&self, frame: usize, ring: usize, rate: u32) -> f32 {
        let rise = ((frame + 1) as f32 / tone::frames_f32(self.stroke.attack_ms, rate)).min(1.0);
        let release = (ring.saturating_sub(frame) as f32 / tone::frames_f32(RELEASE_MS, rate)).min(1.0);
        let damped = self.stroke.damping(frame as f32 / rate as f32, self.set);
        self.stroke.gain * rise * damped * release
    }
}

/// Adds a mono piece to a stereo bus at a factor that goes straight from one value to the other.
fn add(out: &mut [f32], tone: &[i16], from: f32, to: f32, pan: f32) {
    let step = (to - from) / tone.len() as f32;
    let (left, right) = (1.0 - pan.max(0.0), 1.0 + pan.min(0.0));
    for (index, (frame, sample)) in out.chunks_exact_mut(2).zip(tone).enumerate() {
        let value = f32::from(*sample) * (from + step * index as f32);
        frame[0] += value * left;
        frame[1] += value * right;
    }
}
