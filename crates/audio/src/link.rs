//! The handle in the program and the renderer at the device, joined by queues that never make either wait.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use super::anchor::{Nanos, Seen};
use super::levels::Levels;
use super::mixer::{MOST_WAITING, Mixer};
use super::port::{Placing, Progress};
use super::report::{Report, Unheard};
use super::route::{Route, TherapistChannel};
use super::score::SoundSet;
use super::speech::{Speech, Spoken, Utterance};
use super::stereo::Stereo;
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};

/// Messages from the handle to the renderer.
#[derive(Debug)]
enum Command {
    Begin(Nanos),
    End,
    Place(Cue),
    Speak(Utterance),
    CancelBefore(u32, SessionTime),
    FadeAll(Millis),
    Levels(Levels),
    Channel(TherapistChannel),
    Preview(CueKind, SoundSet, CueAudience),
}

/// Counters of the renderer, read from anywhere.
#[derive(Debug, Default)]
pub struct Counters {
    position: AtomicU64,
    steady: AtomicBool,
    rate: AtomicU32,
    underruns: AtomicU32,
    unreported: AtomicU32,
    losses: AtomicU32,
}

impl Counters {
    /// Counts a device that was lost.
    pub fn lost(&self) {
        self.losses.fetch_add(1, Ordering::AcqRel);
    }

    /// Reads all counters at once.
    pub fn progress(&self) -> Progress {
        Progress {
            position: self.position.load(Ordering::Acquire),
            steady: self.steady.load(Ordering::Acquire),
            rate: self.rate.load(Ordering::Acquire),
            underruns: self.underruns.load(Ordering::Acquire),
            losses: self.losses.load(Ordering::Acquire),
            unreported: self.unreported.load(Ordering::Acquire),
        }
    }
}

/// Program's half of the link: every call returns at once.
pub struct MixerHandle {
    commands: SyncSender<Command>,
    reports: Receiver<Report>,
    /// Counters of the renderer.
    pub counters: Arc<Counters>,
    channel: TherapistChannel,
    /// Commands that did not fit into the queue because the device stands still; offered again at every call.
    backlog: VecDeque<Command>,
    /// Reports of the handle itself.
    own: VecDeque<Report>,
    /// Speech that has sounded, kept until the renderer has let go of it: its thread must free no memory.
    spoken: Vec<Speech>,
}

/// Device's ends of the queues, for the renderer that will be built there.
pub struct RendererQueues {
    commands: Receiver<Command>,
    reports: SyncSender<Report>,
    /// Counters of the renderer.
    pub counters: Arc<Counters>,
}

/// Device's half of the link: a mixer that takes its commands at each block. Moves from one stream to the next.
pub struct Renderer {
    mixer: Mixer,
    stereo: Stereo,
    ends: RendererQueues,
}

/// Creates a handle and the device's ends of its queues.
pub fn link(channel: TherapistChannel) -> (MixerHandle, RendererQueues) {
    let (commands, taken) = sync_channel(MOST_WAITING);
    let (told, reports) = sync_channel(MOST_WAITING);
    let counters = Arc::new(Counters::default());
    let handle = MixerHandle {
        commands,
        reports,
        counters: Arc::clone(&counters),
        channel,
        backlog: VecDeque::new(),
        own: VecDeque::new(),
        spoken: Vec::new(),
    };
    (handle, RendererQueues { commands: taken, reports: told, counters })
}

impl MixerHandle {
    /// Begins a session whose time zero is `zero`.
    pub fn begin(&mut self, zero: Nanos) {
        self.send(Command::Begin(zero));
    }

    /// Ends the session; what rings rings out.
    pub fn end(&mut self) {
        self.send(Command::End);
    }

    /// Hands a cue to the renderer, unless it is for the screen only.
    pub fn place(&mut self, cue: &Cue) -> Placing {
        if !Route::of(cue, self.channel).is_heard() {
            return Placing::Screen;
        }
        self.send(Command::Place(*cue));
        Placing::Sound
    }

    /// Hands something to be spoken to the renderer.
    pub fn speak(&mut self, utterance: Utterance) {
        self.spoken.retain(|speech| !speech.is_last());
        if !self.spoken.contains(&utterance.speech) {
            self.spoken.push(utterance.speech.clone());
        }
        self.send(Command::Speak(utterance));
    }

    /// Accounts for a cue that nobody is there to sound.
    pub fn place_unheard(&mut self, cue: &Cue) -> Placing {
        if !Route::of(cue, self.channel).is_heard() {
            return Placing::Screen;
        }
        self.own.push_back(Report::Unheard(*cue, Unheard::NoSound));
        Placing::Sound
    }

    /// Cancels what is due after an instant of every generation before `generation`.
    pub fn cancel_before(&mut self, generation: u32, after: SessionTime) {
        let is_over = |cue: &Cue| cue.generation < generation && cue.due > after;
        self.backlog.retain(|command| match command {
            Command::Place(cue) => !is_over(cue),
            Command::Speak(utterance) => utterance.generation >= generation,
            _ => true,
        });
        self.send(Command::CancelBefore(generation, after));
    }

    /// Fades everything within `length`; nothing that waits begins.
    pub fn fade_all(&mut self, length: Millis) {
        let Self { backlog, own, .. } = self;
        backlog.retain(|command| {
            if let Command::Place(cue) = command {
                own.push_back(Report::Unheard(*cue, Unheard::Cancelled));
            }
            !matches!(command, Command::Place(_) | Command::Speak(_) | Command::Preview(..))
        });
        self.send(Command::FadeAll(length));
    }

    /// Sets the levels of everything that sounds and will sound.
    pub fn set_levels(&mut self, levels: Levels) {
        self.send(Command::Levels(levels));
    }

    /// Sets where the therapist hears her cues.
    pub fn set_channel(&mut self, channel: TherapistChannel) {
        self.channel = channel;
        self.send(Command::Channel(channel));
    }

    /// Sounds one cue now.
    pub fn preview(&mut self, kind: CueKind, set: SoundSet, audience: CueAudience) {
        self.send(Command::Preview(kind, set, audience));
    }

    /// Returns the next outcome of a cue.
    pub fn next_report(&mut self) -> Option<Report> {
        self.flush();
        self.own.pop_front().or_else(|| self.reports.try_recv().ok())
    }

    fn send(&mut self, command: Command) {
        match command {
            Command::Place(cue) if self.backlog.len() >= MOST_WAITING => {
                self.own.push_back(Report::Unheard(cue, Unheard::NoSound));
            }
            Command::Speak(_) if self.backlog.len() >= MOST_WAITING => {}
            command => self.backlog.push_back(command),
        }
        self.flush();
    }

    fn flush(&mut self) {
        while let Some(command) = self.backlog.pop_front() {
            if let Err(TrySendError::Full(command) | TrySendError::Disconnected(command)) =
                self.commands.try_send(command)
            {
                self.backlog.push_front(command);
                return;
            }
        }
    }
}

impl Renderer {
    /// Creates a renderer that takes its commands from `ends`.
    pub fn new(ends: RendererQueues, mixer: Mixer) -> Self {
        ends.counters.rate.store(mixer.rate(), Ordering::Release);
        Self { mixer, stereo: Stereo::default(), ends }
    }

    /// Starts over on a new stream, at the bank's rate.
    pub fn restart(&mut self, bank: Arc<super::bank::Bank>) {
        self.ends.counters.rate.store(bank.rate(), Ordering::Release);
        self.mixer.restart(bank);
    }

    /// Returns the therapist's channel.
    pub const fn channel(&self) -> TherapistChannel {
        self.mixer.channel()
    }

    /// Writes a block of interleaved stereo, asked for at this instant.
    pub fn fill(&mut self, now: Nanos, out: &mut [f32]) {
        let Self { mixer, stereo, ends: RendererQueues { commands, reports, counters } } = self;
        let mut report = |report| tell(reports, counters, report);
        take(commands, mixer, &mut report);
        if matches!(stereo.fill(mixer, now, out, &mut report), Seen::Stepped(by) if by > 0) {
            counters.underruns.fetch_add(1, Ordering::AcqRel);
        }
        counters.position.store(mixer.position(), Ordering::Release);
        counters.steady.store(mixer.is_steady(), Ordering::Release);
    }

    /// Returns the next prompt that has begun since this was asked.
    pub fn next_spoken(&mut self) -> Option<Spoken> {
        self.mixer.next_spoken()
    }

    /// Takes commands while there is no stream, and accounts for the cues that go by.
    pub fn pass(&mut self, now: Nanos) {
        let Self { mixer, ends: RendererQueues { commands, reports, counters }, .. } = self;
        let mut report = |report| tell(reports, counters, report);
        take(commands, mixer, &mut report);
        mixer.pass(now, &mut report);
    }
}

fn take(commands: &Receiver<Command>, mixer: &mut Mixer, report: &mut dyn FnMut(Report)) {
    // Bounded, so that a flood of commands cannot make a block late.
    for command in commands.try_iter().take(64) {
        match command {
            Command::Begin(zero) => mixer.begin(zero),
            Command::End => mixer.end(),
            Command::Place(cue) => mixer.place(cue, report),
            Command::Speak(utterance) => mixer.speak(utterance),
            Command::CancelBefore(generation, after) => mixer.cancel_before(generation, after, report),
            Command::FadeAll(length) => mixer.fade_all(length, report),
            Command::Levels(levels) => mixer.set_levels(levels),
            Command::Channel(channel) => mixer.set_channel(channel),
            Command::Preview(kind, set, audience) => mixer.preview(kind, set, audience),
        }
    }
}

/// Queues a report. One that nobody fetches must not stop the sound; it is counted instead.
fn tell(reports: &SyncSender<Report>, counters: &Counters, report: Report) {
    if reports.try_send(report).is_err() {
        counters.unreported.fetch_add(1, Ordering::AcqRel);
    }
}
