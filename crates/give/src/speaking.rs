//! The words of a session: spoken, placed between the cues, and recorded so that they travel.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use holdwell_audio::{RenderError, Speech, Utterance, speech_mp3};
use holdwell_engine::CueAudience;
use holdwell_home::Speech as Recorded;
use holdwell_speech::{Listener, Prompt};

/// Speaks a text. It returns nothing for one that cannot be spoken.
pub type Speaker<'a> = dyn FnMut(&str) -> Result<Option<Speech>, NoVoice> + 'a;

/// There is no voice at all; the system's own words, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoVoice(pub String);

/// Prompts with their sound, as far as there is time for them.
#[derive(Debug, Default)]
pub struct Placed {
    /// The prompts that are heard.
    pub spoken: Vec<(Prompt, Utterance)>,
    /// The texts for which there is no time.
    pub too_long: Vec<String>,
}

/// Speaks texts, each once. `step` is told the share that is done, and stops the work by returning false.
///
/// # Errors
/// There is no voice.
pub fn speak_all(
    texts: BTreeSet<String>,
    speaker: &mut Speaker<'_>,
    step: &mut dyn FnMut(f32) -> bool,
) -> Result<BTreeMap<String, Speech>, NoVoice> {
    let (count, mut spoken) = (texts.len().max(1), BTreeMap::new());
    for (place, text) in texts.into_iter().enumerate() {
        if !step(place as f32 / count as f32) {
            break;
        }
        if let Some(speech) = speaker(&text)? {
            let _none = spoken.insert(text, speech);
        }
    }
    Ok(spoken)
}

/// Places what was spoken where it is said, where there is time for it.
pub fn place(said: Vec<Prompt>, spoken: &BTreeMap<String, Speech>, listener: Listener) -> Placed {
    let audience = match listener {
        Listener::Client => CueAudience::Room,
        Listener::Therapist => CueAudience::Therapist,
    };
    let mut placed = Placed::default();
    for prompt in said {
        let Some(speech) = spoken.get(&prompt.text).cloned() else { continue };
        if speech.millis() <= prompt.room().0 {
            let utterance = Utterance { due: prompt.due, until: prompt.until, generation: 0, audience, speech };
            placed.spoken.push((prompt, utterance));
        } else {
            placed.too_long.push(prompt.text);
        }
    }
    placed
}

/// Writes what was spoken as MP3, so that it travels with a plan.
///
/// # Errors
/// It cannot be encoded.
pub fn recorded(spoken: &BTreeMap<String, Speech>) -> Result<Recorded, RenderError> {
    let mp3 = |speech: &Speech| speech_mp3(speech.samples()).map(|sound| BASE64_STANDARD.encode(sound));
    let prompts = spoken.iter().map(|(text, speech)| mp3(speech).map(|sound| (text.clone(), sound)));
    Ok(Recorded { kind: "audio/mpeg".to_owned(), prompts: prompts.collect::<Result<_, _>>()? })
}
