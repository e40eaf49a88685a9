//! The prompts of a running session: composed anew whenever its course changes, handed to the sound ahead of time.

use std::collections::{BTreeMap, VecDeque};

use holdwell_audio::{SoundPort, Speech, Utterance, VoicePort};
use holdwell_engine::{CueAudience, Engine, HORIZON, Options, unattended};
use holdwell_model::{Arc, Millis, Plan, SessionTime};
use holdwell_speech::{BETWEEN, Dialect, Listener, Moment, Prompt, Scene, prompts, spoken};

/// Time from a command to what is said again after it.
const AGAIN: Millis = Millis(400);
/// Longest delay of a word about an instant, as long as that of a chime.
const LATEST: Millis = Millis(1000);

/// The speech of a session: its listener, its dialect, and the facts that the plan does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionSpeech {
    /// Things to have ready, and the posture at the end.
    pub scene: Scene,
    /// Listener.
    pub listener: Listener,
    /// Way of speaking.
    pub dialect: Dialect,
    /// Texts that somebody has recorded: they sound in the place of the voice.
    pub recorded: Arc<BTreeMap<String, Speech>>,
}

impl SessionSpeech {
    /// Asks the voice for all that is said in a plan, as far as its course is known.
    pub(super) fn prepare(&self, plan: &Arc<Plan>, options: Options, voice: &mut dyn VoicePort) {
        let said = prompts(plan, &unattended(plan, options), &self.scene, self.listener);
        self.ask(said.iter(), voice);
    }

    /// Asks the voice for what nobody has recorded.
    fn ask<'a>(&self, said: impl Iterator<Item = &'a Prompt>, voice: &mut dyn VoicePort) {
        let texts = said.filter(|prompt| !self.recorded.contains_key(&prompt.text)).map(|prompt| prompt.text.clone());
        voice.prepare(self.dialect, texts.collect());
    }

    /// Returns a text as it is heard, if it is ready.
    fn heard(&self, text: &str, voice: &dyn VoicePort) -> Option<Speech> {
        self.recorded.get(text).cloned().or_else(|| voice.speech(self.dialect, text))
    }
}

/// One prompt among all of a session.
type Key = (SessionTime, Moment);

/// The prompts of a session under way.
pub(super) struct Prompting {
    plan: Arc<Plan>,
    speech: SessionSpeech,
    /// Prompts that are still to be handed over.
    ahead: VecDeque<Prompt>,
    /// Prompts that were handed over in this generation, with the instant at which each has ended.
    handed: Vec<(Key, SessionTime)>,
    /// The last prompt of each phase that was spoken to its end, by the begin of the phase: a phase that somebody returns
    /// to says what it had still to say.
    said: BTreeMap<SessionTime, Moment>,
    generation: u32,
    /// Instant of the command that has changed the course since the prompts were made.
    changed: Option<SessionTime>,
}

impl Prompting {
    pub(super) const fn new(plan: Arc<Plan>, speech: SessionSpeech) -> Self {
        let changed = Some(SessionTime::ZERO);
        Self { plan, speech, ahead: VecDeque::new(), handed: Vec::new(), said: BTreeMap::new(), generation: 0, changed }
    }

    /// Learns that everything of earlier generations is over.
    pub(super) fn cancel(&mut self, generation: u32, after: SessionTime) {
        self.generation = generation;
        self.changed = self.changed.or(Some(after));
    }

    /// Hands over what is due within the horizon and ready. Nothing waits for what is not.
    pub(super) fn look(
        &mut self,
        now: SessionTime,
        engine: &Engine,
        sound: &mut dyn SoundPort,
        voice: &mut dyn VoicePort,
    ) {
        if let Some(at) = self.changed.take() {
            self.renew(at, now, engine, voice);
        }
        let mut waiting = VecDeque::with_capacity(self.ahead.len());
        for prompt in std::mem::take(&mut self.ahead) {
            if is_stale(&prompt, now) {
                continue;
            }
            if prompt.due > now + HORIZON {
                waiting.push_back(prompt);
            } else if let Some(speech) = self.speech.heard(&prompt.text, voice) {
                self.hand_over(&prompt, speech, now, sound);
            } else if prompt.until > now {
                waiting.push_back(prompt);
            }
        }
        self.ahead = waiting;
    }

    /// Makes the prompts of what is left of the session. What was cut off while its phase goes on is said again, if
    /// there is time.
    fn renew(&mut self, at: SessionTime, now: SessionTime, engine: &Engine, voice: &mut dyn VoicePort) {
        for ((since, moment), _) in self.handed.drain(..).filter(|(_, end)| *end <= at) {
            let last = self.said.entry(since).or_insert(moment);
            *last = moment.max(*last);
        }
        let rest = prompts(&self.live(engine), &engine.rest(), &self.speech.scene, self.speech.listener);
        let said = &self.said;
        let is_new = |prompt: &Prompt| said.get(&prompt.since).is_none_or(|last| prompt.moment > *last);
        self.ahead = renewed(rest.into_iter().filter(is_new), now);
        self.speech.ask(self.ahead.iter(), voice);
    }

    /// Returns the plan with what was inserted while the session runs.
    fn live(&self, engine: &Engine) -> Arc<Plan> {
        let view = engine.view();
        let added = view.schedule().added();
        if added.is_empty() {
            return Arc::clone(&self.plan);
        }
        let mut plan = Plan::clone(&self.plan);
        plan.steps.extend(added.iter().cloned());
        Arc::new(plan)
    }

    fn hand_over(&mut self, prompt: &Prompt, speech: Speech, now: SessionTime, sound: &mut dyn SoundPort) {
        let due = if prompt.due < now { now + AGAIN } else { prompt.due };
        let end = due + Millis(speech.millis());
        if end > prompt.until {
            return;
        }
        let audience = match self.speech.listener {
            Listener::Client => CueAudience::Room,
            Listener::Therapist => CueAudience::Therapist,
        };
        self.handed.push((key(prompt), end));
        sound.speak(Utterance { due, until: prompt.until, generation: self.generation, audience, speech });
    }
}

/// Says if a prompt is about an instant that is over: later, it would mislead.
fn is_stale(prompt: &Prompt, now: SessionTime) -> bool {
    let is_brief = match prompt.moment {
        Moment::HalfWay | Moment::LetGo | Moment::Return | Moment::Rest => true,
        Moment::Before | Moment::Settle | Moment::End => false,
    };
    is_brief && prompt.due + LATEST < now
}

const fn key(prompt: &Prompt) -> Key {
    (prompt.since, prompt.moment)
}

/// Gives the prompts whose instant has gone by another one, as far as they still make sense, and keeps them apart.
fn renewed(rest: impl Iterator<Item = Prompt>, now: SessionTime) -> VecDeque<Prompt> {
    let (mut renewed, mut free, mut rest) = (VecDeque::new(), now + AGAIN, rest.peekable());
    while let Some(prompt) = rest.next() {
        let is_past = prompt.due < now;
        let due = if is_past { free } else { prompt.due.max(free) };
        match prompt.moment {
            Moment::Before if due > prompt.due => {
                let next = due + spoken(&prompt.text) + BETWEEN;
                // Where there is no time for both, the instruction is what cannot be missed.
                if rest.peek().is_none_or(|then| next + spoken(&then.text) <= then.until) {
                    renewed.push_back(Prompt { due, until: next, ..prompt });
                    free = next;
                }
            }
            Moment::Settle => renewed.push_back(shortened(prompt, due)),
            Moment::Before | Moment::End => renewed.push_back(Prompt { due, ..prompt }),
            _ if is_past => {}
            _ => renewed.push_back(prompt),
        }
    }
    renewed
}

/// Gives a prompt the longest of its forms for which there is time from an instant on, else the shortest.
fn shortened(prompt: Prompt, due: SessionTime) -> Prompt {
    let forms = std::iter::once(&prompt.text).chain(&prompt.shorter);
    let text = forms.clone().find(|text| due + spoken(text) <= prompt.until).or_else(|| forms.last()).cloned();
    Prompt { text: text.unwrap_or_default(), due, ..prompt }
}
