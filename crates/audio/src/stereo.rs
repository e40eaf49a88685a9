//! Two buses into the two sides of one output.

use super::anchor::{Nanos, Seen};
use super::mixer::Mixer;
use super::report::Report;
use super::route::TherapistChannel;
use super::voice::Buses;

/// Number of frames of one fill of the mixer, 5 ms at 48 kHz: the precision with which a key's cue begins.
pub const BLOCK: usize = 256;

/// Room for one block of each bus.
pub struct Stereo {
    room: [f32; 2 * BLOCK],
    therapist: [f32; 2 * BLOCK],
}

impl Default for Stereo {
    fn default() -> Self {
        Self { room: [0.0; 2 * BLOCK], therapist: [0.0; 2 * BLOCK] }
    }
}

impl Stereo {
    /// Fills interleaved stereo of any length, of which the first sample was asked for at this instant.
    pub fn fill(&mut self, mixer: &mut Mixer, now: Nanos, out: &mut [f32], report: &mut dyn FnMut(Report)) -> Seen {
        let mut worst = Seen::Steady;
        let mut now = now;
        for piece in out.chunks_mut(2 * BLOCK) {
            let seen = if mixer.has_therapist() {
                let (room, therapist) = (&mut self.room[..piece.len()], &mut self.therapist[..piece.len()]);
                let seen = mixer.fill(now, &mut Buses { room, therapist }, report);
                self.fold(mixer.channel(), piece);
                seen
            } else {
                mixer.fill(now, &mut Buses { room: piece, therapist: &mut [] }, report)
            };
            if seen != Seen::Steady {
                worst = seen;
            }
            now += mixer.nanos_of((piece.len() / 2) as u64);
        }
        worst
    }

    /// Folds both buses into one output: with one ear as the therapist's channel the room is heard on the other side
    /// only, both as one voice.
    fn fold(&self, channel: TherapistChannel, out: &mut [f32]) {
        let frames = out.chunks_exact_mut(2).zip(self.room.chunks_exact(2)).zip(self.therapist.chunks_exact(2));
        for ((out, room), therapist) in frames {
            let (hers, theirs) = (f32::midpoint(therapist[0], therapist[1]), f32::midpoint(room[0], room[1]));
            out.copy_from_slice(&match channel {
                TherapistChannel::None => [room[0], room[1]],
                TherapistChannel::LeftEar => [hers, theirs],
                TherapistChannel::RightEar => [theirs, hers],
            });
        }
    }
}
