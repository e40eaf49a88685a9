//! `holdwell render`: a guided session as a sound file.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use super::{Failure, Global, args, bar, load, speech};
use holdwell_app::text;
use holdwell_audio::{
    FILE_RATE, FileSound, Placed, RenderError, Spoken, Tags, TherapistChannel, Utterance, render_spoken,
};
use holdwell_engine::{Options, Unattended, unattended};
use holdwell_files::shown;
use holdwell_library::{Library, scene};
use holdwell_model::Plan;
use holdwell_report::position_cover;
use holdwell_speech::{Prompt, prompts};

/// A cue or a prompt that is audible.
#[derive(Debug, Serialize)]
pub(super) struct Audible {
    at_ms: u64,
    sample: u64,
    cue: &'static str,
    step: Option<u32>,
    /// Length and words of a prompt.
    #[serde(flatten)]
    said: Option<Said>,
}

#[derive(Debug, Serialize)]
struct Said {
    length_ms: u64,
    text: String,
}

pub(super) fn run(args: &args::Render, global: &Global) -> Result<(), Failure> {
    let list = args.cues.as_deref();
    let over = [(args.out.as_path(), args.file.as_path())].into_iter();
    let mut over = over.chain(list.map(|list| (list, args.file.as_path()))).chain(list.map(|list| (list, &*args.out)));
    over.try_for_each(|(out, other)| load::not_over(out, other))?;
    refuse_other_sound(&args.out)?;
    let plan = load::listed_plan(&args.file, global)?;
    let options = Options { profile: args.profile.into(), ..Options::of(&plan) };
    let session = unattended(&plan, options);
    let listener = speech::listener(args.speech, &plan);
    let said = listener.map(|to| prompts(&plan, &session, &scene(&plan, &load::library(global)), to));
    let spoken =
        speech::spoken(said.unwrap_or_default(), BTreeMap::new(), listener.unwrap_or_default(), args.speech.is_some())?;
    let channel = speech::channel(listener);
    let tags = Tags { cover: cover(&plan, &load::library(global)), ..Tags::of(&plan, &session) };
    let audible = write(&args.out, session, spoken, channel, &tags)?;
    let Some(list) = list else { return Ok(()) };
    let text = serde_json::to_string_pretty(&audible).context("the list of cues cannot be written")?;
    let written = holdwell_files::replace(list, |mut file| file.write_all((text + "\n").as_bytes()));
    Ok(written.with_context(|| format!("{} cannot be written", shown(list)))?)
}

/// Paints the first position of a routine.
fn cover(plan: &Plan, library: &Library) -> Option<Vec<u8>> {
    let mut contacts = plan.steps.iter().flat_map(|step| &step.contacts);
    position_cover(contacts.find_map(|contact| library.position(contact.position.as_deref()?))?)
}

/// Refuses a file whose name promises another kind of sound.
pub(super) fn refuse_other_sound(out: &Path) -> Result<(), Failure> {
    let ending = out.extension().unwrap_or_default();
    if ending.is_empty() || ["wav", "flac", "mp3"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    let what = "WAV, FLAC and MP3 are written; name a file that ends with .wav, .flac or .mp3";
    Err(Failure::Usage(format!("{}: {what}", shown(out))))
}

/// Writes a session as a sound file, with progress, and lists what is audible in it.
pub(super) fn write(
    out: &Path,
    session: Unattended,
    spoken: Vec<(Prompt, Utterance)>,
    channel: TherapistChannel,
    tags: &Tags,
) -> Result<Vec<Audible>, Failure> {
    let bar = bar::bar(session.length().0);
    let file = FileSound { channel, tags: Some(tags), ..FileSound::new(session.length()) };
    let (prompts, utterances): (Vec<Prompt>, Vec<Utterance>) = spoken.into_iter().unzip();
    let heard = render_spoken(out, session.cues, utterances, &file, &mut |done| bar.set_position(done.0));
    let heard = heard.map_err(|error| unwritten(out, error))?;
    bar.finish_and_clear();
    let said = heard.speech.iter().filter_map(|spoken| said(spoken, &prompts));
    let mut audible: Vec<Audible> = heard.cues.iter().map(Audible::from).chain(said).collect();
    audible.sort_by_key(|audible| audible.sample);
    Ok(audible)
}

/// Returns the failure of a sound file that was not written.
fn unwritten(out: &Path, error: RenderError) -> Failure {
    let what = format!("{} cannot be written", shown(out));
    match error {
        // Stays what it is, so that a pipe that nobody reads from any more is known for one.
        RenderError::Io(error) => Failure::Other(anyhow::Error::new(error).context(what)),
        error => Failure::Input(vec![format!("holdwell: {what}: {}", text::render_error(&error))]),
    }
}

/// Returns what was spoken, with its words.
fn said(spoken: &Spoken, prompts: &[Prompt]) -> Option<Audible> {
    let prompt = prompts.iter().find(|prompt| prompt.due == spoken.due)?;
    let length_ms = spoken.length as u64 * 1000 / u64::from(FILE_RATE);
    let said = Some(Said { length_ms, text: prompt.text.clone() });
    Some(Audible { at_ms: spoken.due.0, sample: spoken.sample, cue: "prompt", step: prompt.step, said })
}

impl From<&Placed> for Audible {
    fn from(placed: &Placed) -> Self {
        let cue = placed.cue;
        Self { at_ms: cue.due.0, sample: placed.sample, cue: cue.kind.key(), step: cue.step, said: None }
    }
}
