//! Prompts that wait and prompts that sound. Both give way to every cue.

use std::collections::VecDeque;

use super::anchor::Nanos;
use super::levels::Levels;
use super::route::TherapistChannel;
use super::speech::{Speaking, Spoken, Utterance};
use super::voice::Buses;
use holdwell_engine::CueAudience;
use holdwell_model::SessionTime;

/// Largest number of prompts that wait; they are handed over as cues are, a minute ahead.
const MOST_WAITING: usize = 64;
/// Largest number that sound at once: one, and one that fades.
const MOST_SPEAKING: usize = 4;

/// Prompts that wait and prompts that sound.
pub(super) struct Prompter {
    waiting: Vec<Utterance>,
    speaking: Vec<Speaking>,
    /// Prompts that have begun and were not collected yet; of too many the later ones are dropped.
    begun: VecDeque<Spoken>,
}

/// The block in which a prompt may begin.
pub(super) struct Moment<'a> {
    pub(super) position: u64,
    pub(super) rate: u32,
    pub(super) levels: Levels,
    pub(super) channel: TherapistChannel,
    /// The sample of an instant of the session, where that is known.
    pub(super) sample_at: &'a dyn Fn(SessionTime) -> Option<i64>,
    /// Nanoseconds by which a sample comes after an instant of the session.
    pub(super) late: &'a dyn Fn(u64, SessionTime) -> Nanos,
}

impl Prompter {
    pub(super) fn new() -> Self {
        Self {
            waiting: Vec::with_capacity(MOST_WAITING),
            speaking: Vec::with_capacity(MOST_SPEAKING),
            begun: VecDeque::with_capacity(MOST_WAITING),
        }
    }

    /// Takes a prompt; one too many is not spoken.
    pub(super) fn place(&mut self, utterance: Utterance) {
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(utterance);
        }
    }

    pub(super) fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Forgets what belongs to an earlier generation, and fades it where it sounds.
    pub(super) fn cancel_before(&mut self, generation: u32, frames: usize) {
        self.waiting.retain(|utterance| utterance.generation >= generation);
        for speaking in self.speaking.iter_mut().filter(|speaking| speaking.generation < generation) {
            speaking.fade_out(frames);
        }
    }

    /// Fades whatever is spoken.
    pub(super) fn give_way(&mut self, frames: usize) {
        self.speaking.iter_mut().for_each(|speaking| speaking.fade_out(frames));
    }

    pub(super) fn set_levels(&mut self, levels: Levels, channel: TherapistChannel, frames: usize) {
        for speaking in &mut self.speaking {
            speaking.glide(gains(levels, channel, speaking.audience), frames);
        }
    }

    /// Ends at once what sounds: its stream is gone.
    pub(super) fn break_off(&mut self) {
        self.speaking.clear();
    }

    pub(super) const fn is_silent(&self) -> bool {
        self.speaking.is_empty()
    }

    pub(super) const fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Returns the instants at which something that waits begins.
    pub(super) fn dues(&self) -> impl Iterator<Item = SessionTime> {
        self.waiting.iter().map(|utterance| utterance.due)
    }

    /// Returns the next prompt that has begun since somebody asked.
    pub(super) fn next_begun(&mut self) -> Option<Spoken> {
        self.begun.pop_front()
    }

    pub(super) fn add_to(&mut self, buses: &mut Buses<'_>) {
        self.speaking.iter_mut().for_each(|speaking| speaking.add_to(buses));
        self.speaking.retain(|speaking| !speaking.is_over());
    }

    /// Begins what is due in this block.
    pub(super) fn begin_due(&mut self, at: &Moment<'_>, buses: &mut Buses<'_>) {
        let frames = (buses.room.len() / 2) as i64;
        let mut index = 0;
        while let Some(utterance) = self.waiting.get(index) {
            let ahead = (at.sample_at)(utterance.due).map_or(i64::MAX, |sample| sample - at.position as i64);
            if ahead >= frames {
                index += 1;
                continue;
            }
            let utterance = self.waiting.swap_remove(index);
            let offset = ahead.max(0) as u64;
            let sample = at.position + offset;
            let gains = gains(at.levels, at.channel, utterance.audience);
            let is_heard = gains.iter().any(|gain| *gain > 0.0) && self.speaking.len() < MOST_SPEAKING;
            if is_heard && fits(&utterance, (at.late)(sample, utterance.due)) {
                let spoken = Spoken { due: utterance.due, sample, length: utterance.speech.samples().len() };
                let mut speaking = Speaking::new(utterance, at.rate, gains);
                speaking.add_to(&mut buses.after(offset as usize));
                self.speaking.push(speaking);
                if self.begun.len() < MOST_WAITING {
                    self.begun.push_back(spoken);
                }
            }
        }
    }
}

/// Says if a prompt that begins so late has ended when it should have.
fn fits(utterance: &Utterance, late: Nanos) -> bool {
    let room = utterance.until.since(utterance.due).0;
    let late = u64::try_from(late.max(0) / 1_000_000).unwrap_or(u64::MAX);
    utterance.speech.millis().saturating_add(late) <= room
}

/// Returns the gains on both buses. What is for the therapist alone is never heard in the room.
fn gains(levels: Levels, channel: TherapistChannel, audience: CueAudience) -> [f32; 2] {
    let room = levels.speech_gain(CueAudience::Room);
    let therapist = if channel == TherapistChannel::None { 0.0 } else { levels.speech_gain(CueAudience::Therapist) };
    match audience {
        CueAudience::Room => [room, 0.0],
        CueAudience::Therapist => [0.0, therapist],
        CueAudience::Both => [room, therapist],
    }
}
