//! The voice of the program: what a routine says, and the process that speaks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use super::args::Speech as SpeechArg;
use super::{Failure, Global, load, plain};
use holdwell_audio::{NoVoice as Silence, Speech, TherapistChannel, Utterance, VoicePort};
use holdwell_conductor::SessionSpeech;
use holdwell_give::{NoVoice, Speaker, place, speak_all};
use holdwell_library::scene;
use holdwell_model::{Audience, Plan};
use holdwell_speech::{Dialect, Listener, Prompt};
use holdwell_voice::{Fault, Process, Voice, level};

/// Sentence on the standard error where there is no voice.
const NO_VOICE: &str = "there is no voice";
/// Sentence that follows where nobody asked for words.
const CHIMES: &str = "Nothing is spoken; the chimes are there.";

/// Returns who is spoken to: whoever was asked for, else a client at home.
pub(super) fn listener(asked: Option<SpeechArg>, plan: &Plan) -> Option<Listener> {
    match asked {
        Some(SpeechArg::On) => Some(Listener::Client),
        Some(SpeechArg::Therapist) => Some(Listener::Therapist),
        Some(SpeechArg::Off) => None,
        None => (plan.audience == Audience::Home && cfg!(feature = "pico")).then_some(Listener::Client),
    }
}

/// Returns the channel on which a listener hears it in a file.
pub(super) const fn channel(listener: Option<Listener>) -> TherapistChannel {
    match listener {
        Some(Listener::Therapist) => TherapistChannel::LeftEar,
        Some(Listener::Client) | None => TherapistChannel::None,
    }
}

/// Speaks the prompts that fit in their time; recordings of one's own, by their text, come before the voice. Those that
/// are not spoken are named on the standard error.
///
/// # Errors
/// There is no voice at all, and words were asked for. Where nobody asked, the chimes are enough.
pub(super) fn spoken(
    said: Vec<Prompt>,
    own: BTreeMap<String, Speech>,
    listener: Listener,
    is_asked_for: bool,
) -> Result<Vec<(Prompt, Utterance)>, Failure> {
    if said.is_empty() {
        return Ok(Vec::new());
    }
    let mut known = own;
    let texts = said.iter().map(|prompt| prompt.text.clone());
    match spoken_texts(texts.filter(|text| !known.contains_key(text)).collect()) {
        Ok(spoken) => known.extend(spoken),
        Err(why) if is_asked_for => {
            return Err(Failure::Input(vec![format!("{}. Say --speech off to go without", no_voice(&why))]));
        }
        Err(why) => say_aside(&format!("{}. {CHIMES}", no_voice(&why))),
    }
    let placed = place(said, &known, listener);
    for text in placed.too_long {
        say_aside(&format!("holdwell: there is no time to say: {text}"));
    }
    Ok(placed.spoken)
}

/// Speaks texts, so that they travel with a plan. Without a voice there are none, which is said on the standard error,
/// as is each that fails.
pub(super) fn aside(texts: BTreeSet<String>) -> BTreeMap<String, Speech> {
    spoken_texts(texts).unwrap_or_else(|why| {
        say_aside(&format!("{}. {CHIMES}", no_voice(&why)));
        BTreeMap::new()
    })
}

fn spoken_texts(texts: BTreeSet<String>) -> Result<BTreeMap<String, Speech>, NoVoice> {
    if texts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut speaker = speaker()?;
    let mut say = |text: &str| {
        let speech = speaker(text)?;
        if speech.is_none() {
            say_aside(&format!("holdwell: this could not be spoken: {text}"));
        }
        Ok(speech)
    };
    speak_all(texts, &mut say, &mut |_| true)
}

/// Makes a voice that speaks text by text, for what is written to files.
///
/// # Errors
/// There is none.
pub(crate) fn speaker() -> Result<Box<Speaker<'static>>, NoVoice> {
    let process = process().map_err(none)?;
    Ok(Box::new(move |text| speak(&process, text)))
}

/// Speaks a text; one that fails is tried once more, then left out.
///
/// # Errors
/// There is no voice at all.
fn speak(process: &Process, text: &str) -> Result<Option<Speech>, NoVoice> {
    let never = AtomicBool::new(false);
    let attempt = || process.speak(Dialect::default(), text, &never);
    match attempt().or_else(|_| attempt()) {
        Ok(samples) => Ok(level(&samples)),
        Err(why @ Fault::NotStarted(_)) => Err(none(why)),
        Err(why) => {
            tracing::warn!(?why, "a prompt is not spoken");
            Ok(None)
        }
    }
}

fn none(why: Fault) -> NoVoice {
    match why {
        Fault::NotStarted(reason) => NoVoice(reason),
        Fault::TooLong | Fault::Nonsense | Fault::CalledOff => NoVoice(String::new()),
    }
}

/// Says on the standard error what does not end the work.
#[expect(clippy::print_stderr, reason = "this is where the command line speaks to people")]
fn say_aside(what: &str) {
    eprintln!("{}", plain(what));
}

fn no_voice(NoVoice(why): &NoVoice) -> String {
    let reason = if why.is_empty() { String::new() } else { format!(": {why}") };
    format!("holdwell: {NO_VOICE}{reason}")
}

/// Returns what is said in a session of a plan, where anything is.
pub(super) fn session(asked: Option<SpeechArg>, plan: &Plan, global: &Global) -> Option<SessionSpeech> {
    let listener = listener(asked, plan)?;
    let scene = scene(plan, &load::library(global));
    Some(SessionSpeech { scene, listener, ..SessionSpeech::default() })
}

/// Makes the voice of sessions: none in a program that has none, or is silent.
pub(crate) fn voice(global: &Global) -> Box<dyn VoicePort> {
    if cfg!(feature = "pico") && !global.no_audio { Box::new(Voice::new(process)) } else { Box::new(Silence) }
}

/// Makes the process that speaks: this program once more.
#[cfg(feature = "pico")]
fn process() -> Result<Process, Fault> {
    let program = std::env::current_exe().map_err(|error| Fault::NotStarted(error.to_string()))?;
    Process::new(program, &["say"], &holdwell_voice::files())
}

/// Says that this program has no voice.
#[cfg(not(feature = "pico"))]
fn process() -> Result<Process, Fault> {
    Err(Fault::NotStarted("this program was built without one".to_owned()))
}

/// Is the process that speaks.
#[cfg(feature = "pico")]
pub(super) fn say(dialect: &str) -> Result<(), Failure> {
    let said = holdwell_voice::say(dialect, std::io::stdin().lock(), std::io::stdout().lock());
    said.map_err(|why| Failure::Input(vec![format!("holdwell: {why}")]))
}

/// Says that this program has no voice.
#[cfg(not(feature = "pico"))]
pub(super) fn say(_: &str) -> Result<(), Failure> {
    Err(Failure::Usage("this program was built without a voice".to_owned()))
}
