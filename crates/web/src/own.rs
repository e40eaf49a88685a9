//! The therapist's own recordings in a plan: in the place of the voice, for one item or for its begin and its end.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::session::said;
use holdwell_audio::{RenderError, Speech, recording, speech_mp3};
use holdwell_home::{HomePlan, Share, Speech as Recorded};
use holdwell_model::Millis;
use holdwell_speech::{Moment, Prompt};

/// The compression of recordings in a plan.
const KIND: &str = "audio/mpeg";

/// Places of a plan that a recording can be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPlace {
    /// Words before the first item.
    Begin,
    /// Words after the last item.
    End,
    /// Words while this position is found, by its id.
    Position(String),
}

/// Reasons for which a recording has no place in a plan.
#[derive(Debug)]
pub enum OwnFault {
    /// Nothing is said there: the plan does not have the position, or it is work in which nobody speaks.
    NothingSaid,
    /// It takes longer than there is time.
    TooLong {
        /// Length of the recording.
        takes: Millis,
        /// The time that there is.
        room: Millis,
    },
    /// It cannot be written.
    Sound(RenderError),
}

impl OwnPlace {
    /// Says if a prompt of a plan is said here.
    fn has(&self, prompt: &Prompt, plan: &HomePlan) -> bool {
        match self {
            Self::Begin => prompt.moment == Moment::Before,
            Self::End => prompt.moment == Moment::End,
            Self::Position(id) => {
                let item = plan.items.iter().find(|item| Some(item.step.number) == prompt.step);
                // Of the other side only that is said: it is the other side.
                let is_first = item.is_some_and(|item| item.sides().first().copied() == prompt.side);
                let is_of = |item: &holdwell_home::HomeItem| {
                    item.step.contacts.iter().any(|contact| contact.position.as_ref() == Some(id))
                };
                prompt.moment == Moment::Settle && is_first && item.is_some_and(is_of)
            }
        }
    }
}

/// Puts a recording into a plan, in the place of what would be spoken there.
///
/// # Errors
/// It has no place in the plan.
pub fn put_own(plan: &mut HomePlan, place: &OwnPlace, speech: &Speech) -> Result<(), OwnFault> {
    let prompts = [Share::Whole, Share::Shorter].into_iter().flat_map(|share| said(plan, share));
    let here: Vec<Prompt> = prompts.filter(|prompt| place.has(prompt, plan)).collect();
    let room = here.iter().map(Prompt::room).min().ok_or(OwnFault::NothingSaid)?;
    let takes = Millis(speech.millis());
    if takes > room {
        return Err(OwnFault::TooLong { takes, room });
    }
    let sound = BASE64_STANDARD.encode(speech_mp3(speech.samples()).map_err(OwnFault::Sound)?);
    let recorded = plan.speech.get_or_insert_with(|| Recorded { kind: KIND.to_owned(), ..Recorded::default() });
    recorded.prompts.extend(here.into_iter().map(|prompt| (prompt.text, sound.clone())));
    Ok(())
}

/// Returns what is recorded in a plan, by its text. What cannot be read is left to the voice.
pub fn own_speech(plan: &HomePlan) -> BTreeMap<String, Speech> {
    let recorded = plan.speech.as_ref().filter(|recorded| recorded.kind == KIND);
    let read = |(text, sound): (&String, &String)| {
        let bytes = BASE64_STANDARD.decode(sound).ok()?;
        Some((text.clone(), recording(&bytes).ok()?))
    };
    recorded.into_iter().flat_map(|recorded| &recorded.prompts).filter_map(read).collect()
}
