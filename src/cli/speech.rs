//! The voice of the program: what a routine says, and the process that speaks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::args::Speech as SpeechArg;
use super::{Failure, Global, load};
use holdwell_app::text::render_error;
use holdwell_audio::{NoVoice, Speech, TherapistChannel, Utterance, VoicePort, speech_mp3};
use holdwell_conductor::SessionSpeech;
use holdwell_engine::{CueAudience, Unattended};
use holdwell_home::Speech as Recorded;
use holdwell_library::scene;
use holdwell_model::{Audience, Plan};
use holdwell_speech::{Dialect, Listener, Prompt, prompts};
use holdwell_voice::{Fault, Process, Voice, level};

/// What is written on the standard error where the voice cannot be had.
const NO_VOICE: &str = "there is no voice, so that nothing is spoken; the chimes are there";

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

/// Renders what is said in an unattended session: each prompt that fits, with what it says.
///
/// # Errors
/// There is no voice at all. A prompt that fails is not spoken.
pub(super) fn spoken(
    plan: &Plan,
    run: &Unattended,
    listener: Listener,
    global: &Global,
) -> Result<Vec<(Prompt, Utterance)>, Failure> {
    let said = prompts(plan, run, &scene(plan, &load::library(global)), listener);
    let process = process().map_err(|why| no_voice(&why))?;
    let (never, mut spoken) = (AtomicBool::new(false), Vec::<(Prompt, Utterance)>::new());
    for prompt in said {
        let known = spoken.iter().find(|(known, _)| known.text == prompt.text);
        let speech = match known {
            Some((_, utterance)) => Some(utterance.speech.clone()),
            None => speak(&process, &prompt.text, &never)?,
        };
        spoken.extend(speech.and_then(|speech| placed(prompt, speech, listener)));
    }
    Ok(spoken)
}

/// Speaks texts, and writes each as MP3, so that they travel with a plan.
///
/// # Errors
/// There is no voice at all. A text that fails is left out.
pub(super) fn recorded(texts: BTreeSet<String>) -> Result<Recorded, Failure> {
    let process = process().map_err(|why| no_voice(&why))?;
    let (never, mut prompts) = (AtomicBool::new(false), BTreeMap::new());
    for text in texts {
        let Some(speech) = speak(&process, &text, &never)? else { continue };
        let sound = speech_mp3(speech.samples()).map_err(|why| Failure::Input(vec![render_error(&why)]))?;
        prompts.insert(text, BASE64_STANDARD.encode(sound));
    }
    Ok(Recorded { kind: "audio/mpeg".to_owned(), prompts })
}

fn speak(process: &Process, text: &str, never: &AtomicBool) -> Result<Option<Speech>, Failure> {
    match process.speak(Dialect::default(), text, never) {
        Ok(samples) => Ok(level(&samples)),
        Err(why @ Fault::NotStarted(_)) => Err(no_voice(&why)),
        Err(why) => {
            tracing::warn!(?why, "a prompt is not spoken");
            Ok(None)
        }
    }
}

/// Places what is spoken where it fits.
fn placed(prompt: Prompt, speech: Speech, listener: Listener) -> Option<(Prompt, Utterance)> {
    let audience = match listener {
        Listener::Client => CueAudience::Room,
        Listener::Therapist => CueAudience::Therapist,
    };
    let fits = speech.millis() <= prompt.room().0;
    let utterance = Utterance { due: prompt.due, until: prompt.until, generation: 0, audience, speech };
    fits.then_some((prompt, utterance))
}

fn no_voice(why: &Fault) -> Failure {
    let reason = match why {
        Fault::NotStarted(reason) => format!(": {reason}"),
        Fault::TooLong | Fault::Nonsense | Fault::CalledOff => String::new(),
    };
    Failure::Input(vec![format!("holdwell: {NO_VOICE}{reason}. Say --speech off to go without")])
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
