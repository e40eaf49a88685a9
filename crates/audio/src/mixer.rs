//! The one mixer of all hosts: cues in, two buses of sound out, block by block.
//!
//! Pure: the time comes in with each block, and the outcome of each cue goes out through a closure. Filling neither
//! allocates nor waits.

use std::sync::Arc;

use super::anchor::{Anchor, Nanos, Seen};
use super::bank::Bank;
use super::levels::Levels;
use super::limiter::limit;
use super::prompter::{Moment, Prompter};
use super::report::{Placed, Report, Unheard};
use super::route::{Route, TherapistChannel};
use super::score::SoundSet;
use super::speech::{Spoken, Utterance};
use super::tone;
use super::voice::{Buses, Voice};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};

/// Largest number of waiting cues. The look-ahead is a minute; the densest minute, breaths and reps, has some dozens.
pub const MOST_WAITING: usize = 512;
/// Largest number of cues that ring at once; one instant has one cue, and none rings for more than six seconds.
pub const MOST_SOUNDING: usize = 32;
/// Longest delay of a cue after its due instant; a later one would mislead and stays silent.
pub const LATEST: Millis = Millis(1000);
/// Longest delay of a pulse to move or breathe with, which misleads sooner.
pub const LATEST_PACE: Millis = Millis(250);
/// Number of samples that a device takes at once to fill its buffers. It may then stand still for seconds before
/// anything is heard, so a new stream begins no cue in them, and only what goes beyond is movement.
pub const GULP: u64 = 4096;
/// Length of the fade of cancelled paces and of changes of level.
pub const QUICK_FADE: Millis = Millis(30);

/// A cue that has begun, or a preview, which belongs to no session.
struct Sounding {
    voice: Voice,
    kind: CueKind,
    route: Route,
    generation: Option<u32>,
}

/// A sample counter tied to the clock, the cues that wait, and the cues that sound.
pub struct Mixer {
    bank: Arc<Bank>,
    anchor: Anchor,
    zero: Option<Nanos>,
    position: u64,
    /// First sample at which a cue may begin.
    opens_at: u64,
    generation: u32,
    levels: Levels,
    channel: TherapistChannel,
    next_channel: TherapistChannel,
    waiting: Vec<Cue>,
    sounding: Vec<Sounding>,
    prompter: Prompter,
}

impl Mixer {
    /// Creates a mixer at the bank's sample rate, without a session.
    pub fn new(bank: Arc<Bank>, levels: Levels, channel: TherapistChannel) -> Self {
        Self {
            anchor: Anchor::new(bank.rate()),
            bank,
            zero: None,
            position: 0,
            opens_at: 0,
            generation: 0,
            levels,
            channel,
            next_channel: channel,
            waiting: Vec::with_capacity(MOST_WAITING),
            sounding: Vec::with_capacity(MOST_SOUNDING),
            prompter: Prompter::new(),
        }
    }

    /// Creates a mixer for a file: its clock is its own sample counter, and session time 0 is sample 0.
    pub fn offline(bank: Arc<Bank>, levels: Levels, channel: TherapistChannel) -> Self {
        let mut mixer = Self::new(bank, levels, channel);
        mixer.anchor.observe(0, 0);
        mixer.begin(0);
        mixer
    }

    /// Begins a session with its time zero at this instant of the clock. Waiting cues are forgotten, ringing ones ring
    /// out, and words of another session fade.
    pub fn begin(&mut self, zero: Nanos) {
        self.zero = Some(zero);
        self.generation = 0;
        self.waiting.clear();
        self.silence_words();
        self.anchor.settle();
    }

    /// Ends the session: waiting cues are forgotten, ringing ones ring out, and words fade.
    pub fn end(&mut self) {
        self.zero = None;
        self.waiting.clear();
        self.silence_words();
    }

    fn silence_words(&mut self) {
        let frames = self.frames(QUICK_FADE);
        self.prompter.forget();
        self.prompter.give_way(frames);
    }

    /// Takes a cue, unless its generation is over.
    pub fn place(&mut self, cue: Cue, report: &mut dyn FnMut(Report)) {
        if cue.generation < self.generation {
            return;
        }
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(cue);
        } else {
            report(Report::Unheard(cue, Unheard::Crowded));
        }
    }

    /// Takes something to be spoken, unless its generation is over.
    pub fn speak(&mut self, utterance: Utterance) {
        if utterance.generation >= self.generation {
            self.prompter.place(utterance);
        }
    }

    /// Ends all generations before this one: their cues that are due after an instant never begin, paces and words fade,
    /// chimes ring out. What was due by then and has only not begun yet still does; a pace would mislead, and is reported.
    pub fn cancel_before(&mut self, generation: u32, after: SessionTime, report: &mut dyn FnMut(Report)) {
        self.generation = self.generation.max(generation);
        let now = self.generation;
        self.waiting.retain(|cue| {
            let is_due = cue.due <= after;
            if cue.generation < now && is_due && cue.kind.is_pace() {
                report(Report::Unheard(*cue, Unheard::Cancelled));
            }
            cue.generation >= now || (is_due && !cue.kind.is_pace())
        });
        let frames = self.frames(QUICK_FADE);
        for sounding in &mut self.sounding {
            if sounding.kind.is_pace() && sounding.generation.is_some_and(|theirs| theirs < now) {
                sounding.voice.fade_out(frames);
            }
        }
        self.prompter.cancel_before(now, frames);
    }

    /// Fades everything within this time; no waiting cue begins.
    pub fn fade_all(&mut self, length: Millis, report: &mut dyn FnMut(Report)) {
        for cue in self.waiting.drain(..) {
            report(Report::Unheard(cue, Unheard::Cancelled));
        }
        let frames = self.frames(length);
        for sounding in &mut self.sounding {
            sounding.voice.fade_out(frames);
        }
        self.prompter.forget();
        self.prompter.give_way(frames);
    }

    /// Sets levels or mute; sounding cues follow smoothly.
    pub fn set_levels(&mut self, levels: Levels) {
        self.levels = levels;
        let frames = self.frames(QUICK_FADE);
        for sounding in &mut self.sounding {
            sounding.voice.glide(gains(levels, sounding.kind, sounding.route), frames);
        }
        self.prompter.set_levels(levels, self.channel, frames);
    }

    /// Sets the therapist's channel. Sounding cues never move to it: they fade, and the change comes then.
    pub fn set_channel(&mut self, channel: TherapistChannel) {
        self.next_channel = channel;
        if channel != self.channel {
            let frames = self.frames(QUICK_FADE);
            for sounding in &mut self.sounding {
                sounding.voice.fade_out(frames);
            }
            self.prompter.give_way(frames);
        }
    }

    /// Sounds a cue at the next block, at its true level, on the route of its audience.
    pub fn preview(&mut self, kind: CueKind, set: SoundSet, audience: CueAudience) {
        let route = Route::of_kind(kind, audience, self.channel);
        self.begin_voice(kind, set, route, None);
    }

    /// Starts over on a new stream, perhaps at another rate: ringing cues are gone, waiting ones keep their instants.
    pub fn restart(&mut self, bank: Arc<Bank>) {
        if bank.rate() == self.bank.rate() {
            self.anchor.reset();
        } else {
            self.anchor = Anchor::new(bank.rate());
        }
        self.bank = bank;
        self.opens_at = self.position + GULP;
        self.sounding.clear();
        self.prompter.break_off();
    }

    /// Returns the sample rate in hertz.
    pub fn rate(&self) -> u32 {
        self.bank.rate()
    }

    /// Returns the position of the next sample, counted from the first opening.
    pub const fn position(&self) -> u64 {
        self.position
    }

    /// Returns true where the stream has gone on for a second without standing still.
    pub fn is_steady(&self) -> bool {
        self.anchor.is_firm(self.position)
    }

    /// Returns the length of so many samples in nanoseconds.
    pub fn nanos_of(&self, samples: u64) -> Nanos {
        self.anchor.nanos_of(samples)
    }

    /// Returns true while nothing sounds; cues and prompts may wait.
    pub const fn is_silent(&self) -> bool {
        self.sounding.is_empty() && self.prompter.is_silent()
    }

    /// Returns the therapist's channel.
    pub const fn channel(&self) -> TherapistChannel {
        self.channel
    }

    /// Returns true where the therapist's bus is needed: she has a channel, or is about to have one.
    pub const fn has_therapist(&self) -> bool {
        !matches!((self.channel, self.next_channel), (TherapistChannel::None, TherapistChannel::None))
    }

    /// Returns the next prompt that has begun since this was asked; it is no cue, and is not accounted for.
    pub fn next_spoken(&mut self) -> Option<Spoken> {
        self.prompter.next_begun()
    }

    /// Returns the number of waiting prompts.
    pub const fn waiting_speech(&self) -> usize {
        self.prompter.waiting()
    }

    /// Returns the number of waiting cues.
    pub const fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Writes the next block and counts its samples. The therapist's bus may be empty unless [`Mixer::has_therapist`].
    pub fn fill(&mut self, now: Nanos, buses: &mut Buses<'_>, report: &mut dyn FnMut(Report)) -> Seen {
        let seen = self.anchor.observe(now, self.position);
        buses.room.fill(0.0);
        buses.therapist.fill(0.0);
        if self.is_silent() {
            self.channel = self.next_channel;
        }
        for sounding in &mut self.sounding {
            sounding.voice.add_to(&self.bank, buses);
        }
        self.prompter.add_to(buses);
        self.begin_due(now, buses, report);
        self.begin_speech(now, buses);
        self.sounding.retain(|sounding| !sounding.voice.is_over());
        limit(buses.room);
        limit(buses.therapist);
        self.position += (buses.room.len() / 2) as u64;
        seen
    }

    /// Counts samples on which nothing sounds, without computing them; the caller writes zeros.
    pub fn skip(&mut self, frames: u64) {
        self.position += frames;
    }

    /// Returns the sample at which the next waiting cue or prompt begins, if that is known.
    pub fn next_begin(&self) -> Option<u64> {
        let dues = self.waiting.iter().map(|cue| cue.due).chain(self.prompter.dues());
        let begins = dues.filter_map(|due| self.sample_at(due));
        begins.min().map(|sample| sample.max(0) as u64)
    }

    /// Reports, while there is no stream, the cues whose instant has gone by.
    pub fn pass(&mut self, now: Nanos, report: &mut dyn FnMut(Report)) {
        let Some(zero) = self.zero else { return };
        self.waiting.retain(|cue| {
            let missed = now - instant(zero, cue.due) > nanos(latest(cue));
            if missed {
                report(Report::Unheard(*cue, Unheard::TooLate));
            }
            !missed
        });
    }

    fn begin_due(&mut self, now: Nanos, buses: &mut Buses<'_>, report: &mut dyn FnMut(Report)) {
        let Some(zero) = self.zero.filter(|_| self.position >= self.opens_at) else { return };
        let frames = (buses.room.len() / 2) as i64;
        let mut index = 0;
        while let Some(cue) = self.waiting.get(index).copied() {
            let pressed = cue.from_press && instant(zero, cue.due) <= now;
            let ahead = self.sample_at(cue.due).map_or(i64::MAX, |sample| sample - self.position as i64);
            if !pressed && ahead >= frames {
                index += 1;
                continue;
            }
            self.waiting.swap_remove(index);
            let offset = if pressed { 0 } else { ahead.max(0) as u64 };
            // A key is answered from the moment of this block; a planned cue is judged by where it lies in the stream.
            let sample = self.position + offset;
            let begins = if pressed { now } else { self.anchor.instant_of(sample).unwrap_or(now) };
            if let Some(outcome) = self.begin_cue(cue, sample, begins - instant(zero, cue.due), buses) {
                report(outcome);
            }
        }
    }

    /// Begins a cue at a sample of this block. A cue for the screen alone has no outcome.
    fn begin_cue(&mut self, cue: Cue, sample: u64, late: Nanos, buses: &mut Buses<'_>) -> Option<Report> {
        let route = Route::of(&cue, self.channel);
        if !route.is_heard() {
            return None;
        }
        if late > nanos(latest(&cue)) {
            return Some(Report::Unheard(cue, Unheard::TooLate));
        }
        if !self.begin_voice(cue.kind, SoundSet::of(cue.technique), route, Some(cue.generation)) {
            return Some(Report::Unheard(cue, Unheard::Crowded));
        }
        let frames = self.frames(QUICK_FADE);
        self.prompter.give_way(frames);
        if let Some(begun) = self.sounding.last_mut() {
            begun.voice.add_to(&self.bank, &mut buses.after((sample - self.position) as usize));
        }
        Some(Report::Begun(Placed { cue, sample, late_micros: late / 1000 }))
    }

    fn begin_voice(&mut self, kind: CueKind, set: SoundSet, route: Route, generation: Option<u32>) -> bool {
        let room = self.sounding.len() < MOST_SOUNDING && route.is_heard();
        if room {
            let voice = Voice::new(&self.bank, kind, set, gains(self.levels, kind, route));
            self.sounding.push(Sounding { voice, kind, route, generation });
        }
        room
    }

    /// Begins what is to be spoken from this block on.
    fn begin_speech(&mut self, now: Nanos, buses: &mut Buses<'_>) {
        let Some(zero) = self.zero.filter(|_| self.position >= self.opens_at) else { return };
        let Self { anchor, prompter, position, levels, channel, bank, .. } = self;
        let sample_at = |due| anchor.sample_at(instant(zero, due));
        let late = |sample, due| anchor.instant_of(sample).unwrap_or(now) - instant(zero, due);
        let (position, rate, levels, channel) = (*position, bank.rate(), *levels, *channel);
        let moment = Moment { position, rate, levels, channel, sample_at: &sample_at, late: &late };
        prompter.begin_due(&moment, buses);
    }

    fn sample_at(&self, due: SessionTime) -> Option<i64> {
        self.anchor.sample_at(instant(self.zero?, due))
    }

    fn frames(&self, length: Millis) -> usize {
        tone::frames(length.0.min(60_000) as u32, self.bank.rate())
    }
}

/// Returns the gains of a cue on the room's and the therapist's bus, 0 to 1.
fn gains(levels: Levels, kind: CueKind, route: Route) -> [f32; 2] {
    let room = route.room().map_or(0.0, |factor| factor * levels.gain(kind, CueAudience::Room));
    let therapist = if route.reaches_therapist() { levels.gain(kind, CueAudience::Therapist) } else { 0.0 };
    [room, therapist]
}

/// Returns an instant of the session on the clock.
fn instant(zero: Nanos, at: SessionTime) -> Nanos {
    zero.saturating_add(nanos(at.since(SessionTime::ZERO)))
}

const fn latest(cue: &Cue) -> Millis {
    if cue.kind.is_pace() { LATEST_PACE } else { LATEST }
}

fn nanos(length: Millis) -> Nanos {
    Nanos::try_from(length.0).map_or(Nanos::MAX, |millis| millis.saturating_mul(1_000_000))
}
