//! Words about a running session: phases, pauses, notices and refusals.

use holdwell_engine::Refusal as SessionRefusal;
use holdwell_engine::{Choice, Command, CueKind, Ended, Point, Record, Release, RepPart, Rhythm, Upcoming, View, Why};
use holdwell_model::{Millis, Phase, SessionTime, Technique};

use super::{a_minute, contact, count, sentence, title};
use crate::command::{Refusal, UiCommand};
use crate::keys::Keys;
use crate::press::{Ignored, Typed};

/// Returns the phase's word in its technique, at home one for a lay person.
pub fn phase(view: &View) -> &'static str {
    match view.phase() {
        None => "Ready",
        Some(Phase::Settle) if view.is_home() => "Get ready",
        Some(Phase::Return) if view.is_home() => "Slowly back",
        Some(phase) => view.technique().phase_word(phase),
    }
}

/// Returns the phase's word now: in timed repetitions that of their part, in open work with the point just reached.
pub fn phase_now(view: &View, now: SessionTime) -> String {
    let releases = view.technique() == Technique::SoftTissueRelease;
    match view.rep_part(now) {
        Some(RepPart::Work) if releases => "Stretch".to_owned(),
        Some(RepPart::Rest) => "Let go".to_owned(),
        _ => match reached(view, now) {
            Some(point) => format!("{}  ·  {point}", phase(view)),
            None => phase(view).to_owned(),
        },
    }
}

/// The time for which a point of open work is named once it is reached.
const NAMED: Millis = Millis::from_secs(10);

/// Names the point of open work that has just been reached, as its tick does.
fn reached(view: &View, now: SessionTime) -> Option<&'static str> {
    let [minimum, target, ceiling] = view.active().timing.landmarks().filter(|_| view.phase() == Some(Phase::Work))?;
    let elapsed = view.elapsed(now);
    let points = [(ceiling, "longest time reached"), (target, "target reached"), (minimum, "minimum reached")];
    let is_now = |at: Millis| at <= elapsed && elapsed < at + NAMED;
    points.into_iter().find(|(at, _)| at.is_some_and(is_now)).map(|(_, words)| words)
}

/// Names the step that follows: "then Right · Psoas major".
pub fn then(next: Option<&Upcoming>, view: &View) -> String {
    let rated = view.rated_next();
    let next = if view.scan().is_some() { rated.as_ref() } else { next };
    match next {
        _ if view.rates_both_sides() => "then  the worse side".to_owned(),
        Some(next) => format!("then  {}", contact(next.side, &next.title)),
        None if view.scan().is_some() => "then  in the order of their scores".to_owned(),
        None if view.plan().free => "then  as your hands decide".to_owned(),
        None => "then  the end".to_owned(),
    }
}

/// Returns the reason why this session stands still, as it is said large.
pub fn why_held(view: &View, reason: Why) -> String {
    match reason {
        Why::Hushed if view.is_home() => "Stopped".to_owned(),
        reason => why(reason),
    }
}

/// Returns the reason for a pause, as it is said of anybody's session.
pub fn why(why: Why) -> String {
    match why {
        Why::Paused => "Paused".to_owned(),
        Why::Hushed => "Stopped at the client's word".to_owned(),
        Why::Gap(length) => format!("Nothing ran for {}: paused where it was", length.spoken()),
    }
}

/// Returns the effect of Advance in a pause.
pub fn goes_on(view: &View) -> String {
    match (view.phase(), view.active().timing.fixed_hold()) {
        (Some(Phase::Work), Some(hold)) if !view.is_home() => {
            format!("settle again and hold the full {}", hold.clock())
        }
        _ => "go on where it stood".to_owned(),
    }
}

/// Says what settle's end will start instead of what was planned; `None` where it is as planned.
pub const fn chosen(view: &View) -> Option<&'static str> {
    match view.choice() {
        Choice::Planned => None,
        Choice::Unnamed => Some("a hold without a name"),
        Choice::SameAgain => Some("the same again"),
        Choice::OtherSide => Some("the other side"),
        Choice::AfterNext => Some("the step after next"),
    }
}

/// Returns the words for the end of an attempt.
pub const fn ended(by: Ended) -> &'static str {
    match by {
        Ended::Time => "full time",
        Ended::Hands => "by hand",
        Ended::Early => "by hand, early",
        Ended::Interrupted => "interrupted",
        Ended::ClientsWord => "the client's word",
        Ended::Restarted => "started again",
        Ended::Abandoned => "taken back",
        Ended::Skipped => "skipped",
    }
}

/// Returns the words for the release of a hold and its time.
pub fn released(record: &Record) -> String {
    match record.released {
        Release::NotSaid => "not said".to_owned(),
        Release::No => "no".to_owned(),
        Release::At(after) => format!("at {}", after.clock()),
    }
}

/// Returns the words of a screen reader for a new phase: "Hold, left, Psoas major".
pub fn spoken(view: &View) -> String {
    let Some(step) = view.step() else { return phase(view).to_owned() };
    let side = view.item().map_or("", |item| item.side.word()).to_lowercase();
    let parts = [phase(view).to_owned(), side, title(&step.title).to_owned()];
    let mut words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    words.dedup();
    words.join(", ")
}

/// Returns the words for a reminder of listening work.
pub const fn reminder(kind: CueKind) -> &'static str {
    match kind {
        CueKind::Ceiling => "Longest time reached",
        _ => "Check in with the client",
    }
}

/// Returns the hold under the hands in a sentence: "Psoas major, left".
pub fn spoken_hold(view: &View) -> String {
    let name = view.step().map_or("this hold", |step| title(&step.title));
    let side = view.item().map_or("", |item| item.side.word()).to_lowercase();
    if side.is_empty() { name.to_owned() } else { format!("{name}, {side}") }
}

/// Returns the question of the panel that names a hold: "Hold 5, held 0:32: what was it?"
pub fn asks_name(view: &View) -> String {
    let Some(record) = view.hold_to_name() else { return "What is this hold?".to_owned() };
    let number = view.number_of(record.item).unwrap_or_default();
    let step = view.schedule().step_at(record.step).filter(|step| !step.title.is_empty());
    let name = step.map(|step| format!(", {}", contact(record.side, &step.title))).unwrap_or_default();
    match record.last().filter(|last| last.ended.is_some()) {
        Some(last) => format!("Hold {number}{name}, held {}: what was it?", last.held.clock()),
        None => format!("Hold {number}{name}: what is it?"),
    }
}

/// Returns the command that would go on with a text that was left, or name the last hold without a name.
pub fn goes_on_with(view: &View, begun: Option<UiCommand>, keys: &Keys) -> Option<String> {
    if let Some(command) = begun {
        let what = if command == UiCommand::Name { "name" } else { "note" };
        return Some(format!("a {what} is begun: {} goes on with it", keys.spoken(command)));
    }
    let record = view.hold_to_name()?;
    let is_unnamed = view.schedule().step_at(record.step).is_some_and(|step| step.title.is_empty());
    let number = view.number_of(record.item).filter(|_| is_unnamed)?;
    Some(format!("{} names hold {number}", keys.spoken(UiCommand::Name)))
}

/// Counts the taps of a rhythm: "6 taps, about 9 a minute (8 to 10)"; `None` in any other work.
pub fn rhythm(view: &View) -> Option<String> {
    let record = view.record().filter(|_| view.counts_taps());
    let taps = record.map_or(0, |record| record.taps.len());
    if !view.counts_taps() {
        return None;
    }
    Some(match record.and_then(Record::rhythm) {
        Some(rhythm) => format!("{}, {}", count(taps, "tap"), a_minute(rhythm)),
        None if taps > 0 => count(taps, "tap"),
        None => "Advance with each cycle, Back when you have it".to_owned(),
    })
}

/// Counts the repetitions that hands have ended: "2 of 6"; `None` before the first, and in any other work.
fn repetitions(view: &View) -> Option<String> {
    let (done, count) = view.counted().filter(|(done, _)| *done > 0)?;
    Some(format!("{done} of {count}"))
}

/// Names a contact of a hold that can be scored: "Right · Psoas major".
pub fn point(view: &View, point: Point) -> String {
    let schedule = view.schedule();
    let item = schedule.items().iter().find(|item| item.id == point.item);
    let found = item.and_then(|item| Some((item, schedule.step(*item)?.contacts.get(usize::from(point.contact))?)));
    found.map_or_else(String::new, |(item, found)| contact(found.side.unwrap_or(item.side), &found.name))
}

/// Answers to the end of a tapped rhythm: "Rhythm noted: about 9 a minute (8 to 10)".
pub fn counted(rhythm: Option<Rhythm>) -> String {
    let rhythm = rhythm.map_or_else(|| "too few taps for a rate, six are needed".to_owned(), a_minute);
    format!("Rhythm noted: {rhythm}")
}

/// Returns the soft word for a press that was taken, in the session as it is since; `None` where the phase itself is the
/// answer.
pub fn taken(command: &Command, view: Option<&View>) -> Option<String> {
    let word = match command {
        Command::Advance => return view.and_then(repetitions),
        Command::Undo | Command::UndoOrBack | Command::Back => "Taken back",
        Command::Mark => "Marked",
        Command::Restart => "Counting again",
        Command::Extend => "Longer",
        Command::Shorten => "Shorter",
        Command::Skip => "Skipped",
        Command::Repeat => "Again after this",
        Command::OtherSide => "The other side comes after this",
        Command::Choose => "Another choice",
        Command::Insert { hold, .. } if !hold.cautions.is_empty() => {
            return Some(format!("Added after this. {}", sentence(&hold.cautions.join("; "))));
        }
        Command::Insert { .. } => "Added after this",
        Command::Name { hold, .. } => return Some(format!("Named: {}", hold.spoken())),
        Command::Move { .. } => "Moved",
        Command::Drop(_) => "Left out",
        Command::Score { kind, value, .. } => return Some(format!("Scored {value}, {}", kind.word())),
        Command::Note { .. } => "Noted",
        _ => return None,
    };
    Some(word.to_owned())
}

/// Answer to a press that came as its phase had just ended.
pub const LATE_PRESS: &str = "noted for the phase that had just ended";

/// Returns the answer to a press that does nothing by itself; `None` where that of the press before it stands.
pub const fn ignored(why: Ignored) -> Option<&'static str> {
    match why {
        Ignored::JustBegun => Some("the session has just begun"),
        Ignored::Twin => None,
    }
}

/// Returns the answer to a digit; `None` where the score itself is the answer.
pub const fn typed(typed: Typed) -> Option<&'static str> {
    match typed {
        Typed::Digit(_) => None,
        Typed::Ten => Some("1, then 0: ten. Undo makes it 0"),
        Typed::Nought => Some("0, not ten"),
    }
}

/// Returns the reason for a refusal, of the window or of the session itself.
pub fn refusal(refusal: impl Into<Refusal>) -> &'static str {
    match refusal.into() {
        Refusal::NothingPicked => "pick a step ahead on the strip first",
        Refusal::NoFurther => "it goes no further",
        Refusal::NoOtherAhead => "no other step is ahead",
        Refusal::PauseFirst => "pause first, then end",
        Refusal::Session(refusal) => of_session(refusal),
    }
}

const fn of_session(refusal: SessionRefusal) -> &'static str {
    use SessionRefusal as R;
    match refusal {
        R::NotStarted => "the session has not started",
        R::Over => "the session is over",
        R::NothingToUndo => "nothing recent to undo",
        R::NotHeld => "nothing is paused",
        R::AlreadyHeld => "already paused",
        R::GoOnFirst => "paused: go on first",
        R::OnlyInWork => "only during a hold",
        R::WaitsForYou => "this waits for you anyway",
        R::NothingToAdjust => "this has no time to change",
        R::NothingHeldYet => "no hold is finished yet",
        R::NamedByItsRoutine => "this hold has its name from the routine",
        R::NoOtherSide => "this has no other side",
        R::OtherSideComes => "the other side comes next anyway",
        R::RatedFirst => "the points are being rated first",
        R::OnlyWhileSettleWaits => "only while settle waits",
        R::NoSuchStep => "there is no step with this number",
        R::NotRemaining => "that step is no longer ahead",
        R::ScoreRange => "a score is 0 to 10",
        R::NoSuchPoint => "that hold is not in this session any more",
        R::NoMoreRoom => "the session is full: 20,000 holds are the most",
    }
}
