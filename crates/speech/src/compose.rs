//! The walk through a session's course that finds what is said, and places it between the cues.

use std::collections::BTreeMap;

use holdwell_engine::{Cue, CueKind, Event, EventKind, Finish, Unattended};
use holdwell_model::{Audience, Millis, Phase, Plan, PlanStep, SessionTime, Setting, Side};

use super::phrases::spoken;
use super::prompt::{Listener, Moment, Prompt, Scene};
use super::script::{self, Form, join};
use super::settle::{BETWEEN, LEAD, is_let_go};

/// Time from the end of the session to the first word: its bells are four.
const LEAD_AT_END: Millis = Millis(3200);
/// Time after a pulse in which nothing is said; a chime has as much as the lead.
const AFTER_PACE: Millis = Millis(250);
/// Time before a cue in which nothing is said.
const BEFORE_CUE: Millis = Millis(50);
/// Time that a short word needs at least in a gap between pulses; whether it fits is for the voice to say.
const GAP: Millis = Millis(1500);
/// Shortest hold whose half is said.
const LONG_HOLD: Millis = Millis::from_mins(2);

/// Returns the prompts of a session's course, in order of time, none over a cue and none in listening work.
///
/// The course may be that of a whole session or the rest of one, which begins with the phase that runs.
pub fn prompts(plan: &Plan, run: &Unattended, scene: &Scene, listener: Listener) -> Vec<Prompt> {
    let steps = plan.steps.iter().map(|step| (step.number, &**step)).collect();
    let mut walk = Walk { audience: plan.audience, steps, run, scene, listener, last: None, said: Vec::new() };
    for (index, event) in run.events.iter().enumerate() {
        walk.pass(event, run.events.get(index + 1..).unwrap_or_default());
    }
    walk.said
}

/// The hold before, as far as the next words depend on it.
#[derive(Clone, Copy)]
struct Before {
    step: u32,
    side: Side,
    /// True where nothing was said yet about leaving the hold.
    is_held: bool,
}

struct Walk<'a> {
    audience: Audience,
    steps: BTreeMap<u32, &'a PlanStep>,
    run: &'a Unattended,
    scene: &'a Scene,
    listener: Listener,
    last: Option<Before>,
    said: Vec<Prompt>,
}

impl Walk<'_> {
    fn pass(&mut self, event: &Event, later: &[Event]) {
        if let EventKind::Finished(Finish::Complete) = event.kind {
            return self.end(event);
        }
        let (EventKind::Entered, Some(phase), Some(number)) = (&event.kind, event.phase, event.step) else { return };
        let (Some(step), Some(side)) = (self.steps.get(&number).copied(), event.side) else { return };
        let until = later.iter().find(|event| matches!(event.kind, EventKind::Left { .. })).map(|event| event.at);
        let place =
            Place { event, step: Some(number), side: Some(side), until: until.unwrap_or(SessionTime(u64::MAX)) };
        match (self.listener, phase) {
            (_, Phase::Settle) => self.settle(place, step, side),
            (Listener::Therapist, _) => {}
            (_, Phase::Work) => self.work(place, step, later),
            (_, Phase::Return) => self.come_back(place, step),
            (_, Phase::Rest) if !step.technique.is_silent() => {
                self.say(Moment::Rest, script::BREATHE.to_owned(), place, place.begin(LEAD));
            }
            _ => {}
        }
        if phase == Phase::Work {
            self.last = Some(Before { step: number, side, is_held: is_let_go(step) });
        } else if phase == Phase::Return
            && let Some(last) = &mut self.last
        {
            last.is_held = false;
        }
    }

    fn settle(&mut self, place: Place<'_>, step: &PlanStep, side: Side) {
        if self.listener == Listener::Therapist {
            if !step.technique.is_silent() && !step.timing.kind().is_listening() {
                self.say(Moment::Settle, script::for_therapist(step, side), place, place.begin(LEAD));
            }
            return;
        }
        let leave = if self.last.is_some_and(|last| last.is_held) { script::LET_GO } else { "" };
        let is_other = self.last.is_some_and(|last| (last.step, last.side.mirror()) == (step.number, Some(side)));
        let forms: Vec<String> = if is_other {
            vec![script::other_side(side)]
        } else {
            Form::ALL.map(|form| script::settle(step, side, self.audience, form)).to_vec()
        };
        let forms: Vec<String> = forms.into_iter().map(|words| join(&[leave.to_owned(), words])).collect();
        let mut begin = place.begin(LEAD);
        if place.event.at == SessionTime::ZERO {
            // Where there is no time for both, the instruction is what cannot be missed.
            let before = script::before(self.scene);
            let whole = spoken(&before) + BETWEEN + forms.first().map_or(Millis::ZERO, |words| spoken(words));
            if self.gap(begin, whole, place.until).is_some_and(|(due, _)| due == begin) {
                let next = begin + spoken(&before) + BETWEEN;
                let place = Place { until: next, ..place };
                self.say(Moment::Before, before, place, begin);
                begin = next;
            }
        }
        let fits = |words: &String| self.gap(begin, spoken(words), place.until).is_some();
        let Some(fitting) = forms.iter().position(fits) else { return };
        let mut forms = forms.into_iter().skip(fitting);
        self.say(Moment::Settle, forms.next().unwrap_or_default(), place, begin);
        if let Some(said) =
            self.said.last_mut().filter(|said| (said.moment, said.since) == (Moment::Settle, place.event.at))
        {
            said.shorter = forms.collect();
        }
    }

    fn work(&mut self, place: Place<'_>, step: &PlanStep, later: &[Event]) {
        let kind = step.timing.kind();
        if step.technique.is_silent() || !kind.is_held() {
            return;
        }
        let left = later.iter().find_map(|event| match event.kind {
            EventKind::Left { held, .. } => Some((event.at, held)),
            _ => None,
        });
        if let Some((end, held)) = left.filter(|(_, held)| *held >= LONG_HOLD) {
            let half = end - Millis(held.0 / 2);
            self.say(Moment::HalfWay, script::HALF_WAY.to_owned(), place, half + LEAD);
        }
    }

    fn come_back(&mut self, place: Place<'_>, step: &PlanStep) {
        if step.technique.is_silent() || step.phases.return_ == Setting::Off {
            return;
        }
        self.say(Moment::LetGo, script::LET_GO.to_owned(), place, place.begin(LEAD));
        if let Some(said) = self.said.last().filter(|said| said.moment == Moment::LetGo).map(|said| said.until) {
            self.say(Moment::Return, script::COME_OUT.to_owned(), place, said + BEFORE_CUE);
        }
    }

    fn end(&mut self, event: &Event) {
        if self.listener == Listener::Client {
            let leave = if self.last.is_some_and(|last| last.is_held) { script::LET_GO } else { "" };
            let words = join(&[leave.to_owned(), script::end(self.scene).to_owned()]);
            let place = Place { event, step: None, side: None, until: SessionTime(u64::MAX) };
            self.say(Moment::End, words, place, place.begin(LEAD_AT_END));
        }
    }

    /// Says something in the first gap from an instant on; nothing where there is none.
    fn say(&mut self, moment: Moment, text: String, place: Place<'_>, begin: SessionTime) {
        let needs = match moment {
            Moment::LetGo | Moment::Return => spoken(&text).min(GAP),
            _ => spoken(&text),
        };
        if let Some((due, until)) = self.gap(begin, needs, place.until).filter(|_| !text.is_empty()) {
            let Place { event, step, side, .. } = place;
            self.said.push(Prompt { moment, since: event.at, step, side, text, shorter: Vec::new(), due, until });
        }
    }

    /// Returns the first stretch from `begin` on that has no cue in it for so long, and the instant at which it ends.
    fn gap(&self, begin: SessionTime, needs: Millis, end: SessionTime) -> Option<(SessionTime, SessionTime)> {
        let cues = &self.run.cues;
        let mut begin = begin;
        let first = cues.partition_point(|cue| cue.due + LEAD_AT_END < begin);
        for cue in cues.get(first..).unwrap_or_default() {
            if cue.due >= begin + needs + BEFORE_CUE {
                break;
            }
            begin = begin.max(cue.due + quiet_after(cue));
        }
        let next = cues.iter().map(|cue| cue.due).find(|due| *due > begin).unwrap_or(SessionTime(u64::MAX));
        let until = next.min(end) - BEFORE_CUE;
        (begin + needs <= until).then_some((begin, until))
    }
}

/// The phase in which something is said, or the end.
#[derive(Clone, Copy)]
struct Place<'a> {
    event: &'a Event,
    step: Option<u32>,
    side: Option<Side>,
    until: SessionTime,
}

impl Place<'_> {
    fn begin(&self, lead: Millis) -> SessionTime {
        self.event.at + lead
    }
}

/// Returns the time after a cue in which nothing is said.
fn quiet_after(cue: &Cue) -> Millis {
    match cue.kind {
        CueKind::ReturnPace | CueKind::Count => AFTER_PACE,
        CueKind::SessionEnd => LEAD_AT_END,
        _ => LEAD,
    }
}
