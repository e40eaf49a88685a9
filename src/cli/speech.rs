//! The voice of the program: what a routine says, and the process that speaks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::args::Speech as SpeechArg;
use super::{Failure, Global, load, plain};
use holdwell_app::text::render_error;
use holdwell_audio::{NoVoice, Speech, TherapistChannel, Utterance, VoicePort, speech_mp3};
use holdwell_conductor::SessionSpeech;
use holdwell_engine::CueAudience;
use holdwell_home::Speech as Recorded;
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
    let missing: BTreeSet<String> =
        said.iter().map(|prompt| prompt.text.clone()).filter(|text| !own.contains_key(text)).collect();
    let mut known = own;
    match spoken_texts(missing) {
        Ok(spoken) => known.extend(spoken),
        Err(why) if is_asked_for => {
            return Err(Failure::Input(vec![format!("{}. Say --speech off to go without", no_voice(&why))]));
        }
        Err(why) => say_aside(&format!("{}. {CHIMES}", no_voice(&why))),
    }
    Ok(placed(said, &known, listener))
}

/// Places what is known of the prompts, as far as there is time.
fn placed(said: Vec<Prompt>, known: &BTreeMap<String, Speech>, listener: Listener) -> Vec<(Prompt, Utterance)> {
    let audience = match listener {
        Listener::Client => CueAudience::Room,
        Listener::Therapist => CueAudience::Therapist,
    };
    let mut spoken = Vec::new();
    for prompt in said {
        let Some(speech) = known.get(&prompt.text).cloned() else { continue };
        if speech.millis() <= prompt.room().0 {
            let utterance = Utterance { due: prompt.due, until: prompt.until, generation: 0, audience, speech };
            spoken.push((prompt, utterance));
        } else {
            say_aside(&format!("holdwell: there is no time to say: {}", prompt.text));
        }
    }
    spoken
}

/// Speaks texts, and writes each as MP3, so that they travel with a plan beside what is recorded already. Without a voice
/// there are no others, which is said on the standard error, as is each that fails.
///
/// # Errors
/// What is spoken cannot be written as MP3.
pub(super) fn recorded(texts: BTreeSet<String>, own: BTreeMap<String, String>) -> Result<Option<Recorded>, Failure> {
    let with = |prompts| Recorded { kind: "audio/mpeg".to_owned(), prompts };
    match spoken_texts(texts) {
        Ok(spoken) => {
            let mp3 = |speech: &Speech| speech_mp3(speech.samples()).map(|sound| BASE64_STANDARD.encode(sound));
            let prompts = spoken.into_iter().map(|(text, speech)| mp3(&speech).map(|sound| (text, sound)));
            let prompts: Result<BTreeMap<String, String>, _> = prompts.collect();
            let mut prompts = prompts.map_err(|why| Failure::Input(vec![render_error(&why)]))?;
            prompts.extend(own);
            Ok(Some(with(prompts)))
        }
        Err(why) => {
            say_aside(&format!("{}. {CHIMES}", no_voice(&why)));
            Ok(Some(own).filter(|own| !own.is_empty()).map(with))
        }
    }
}

fn spoken_texts(texts: BTreeSet<String>) -> Result<BTreeMap<String, Speech>, Fault> {
    let mut spoken = BTreeMap::new();
    if texts.is_empty() {
        return Ok(spoken);
    }
    let process = process()?;
    for text in texts {
        if let Some(speech) = speak(&process, &text)? {
            let _none = spoken.insert(text, speech);
        }
    }
    Ok(spoken)
}

/// Speaks a text; one that fails is tried once more, then named and left out.
///
/// # Errors
/// There is no voice at all.
fn speak(process: &Process, text: &str) -> Result<Option<Speech>, Fault> {
    let never = AtomicBool::new(false);
    let attempt = || process.speak(Dialect::default(), text, &never);
    let speech = match attempt().or_else(|_| attempt()) {
        Ok(samples) => level(&samples),
        Err(why @ Fault::NotStarted(_)) => return Err(why),
        Err(why) => {
            tracing::warn!(?why, "a prompt is not spoken");
            None
        }
    };
    if speech.is_none() {
        say_aside(&format!("holdwell: this could not be spoken: {text}"));
    }
    Ok(speech)
}

/// Says on the standard error what does not end the work.
#[expect(clippy::print_stderr, reason = "this is where the command line speaks to people")]
fn say_aside(what: &str) {
    eprintln!("{}", plain(what));
}

fn no_voice(why: &Fault) -> String {
    let reason = match why {
        Fault::NotStarted(reason) => format!(": {reason}"),
        Fault::TooLong | Fault::Nonsense | Fault::CalledOff => String::new(),
    };
    format!("holdwell: {NO_VOICE}{reason}")
}

/// Returns what is said in a session of a plan, where anything is.
pub(super) fn session(asked: Option<SpeechArg>, plan: &Plan, global: &Global) -> Option<SessionSpeech> {
    let listener = listener(asked, plan)?;
    let scene = scene(plan, &load::library(global));
    Some(SessionSpeech { scene, listener, dialect: Dialect::default() })
}

/// Makes the voice of sessions: none in a program that has none, or is silent.
pub(crate) fn voice(global: &Global) -> Box<dyn VoicePort> {
    if cfg!(feature = "pico") && !global.no_audio { Box::new(Voice::new(process)) } else { Box::new(NoVoice) }
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
