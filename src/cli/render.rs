//! `holdwell render`: a guided session as a sound file.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use super::{Failure, Global, args, bar, load};
use holdwell_app::text;
use holdwell_audio::{FileSound, Placed, RenderError, render};
use holdwell_engine::{Options, unattended};
use holdwell_files::shown;

/// Cues that are audible, and their channels.
#[derive(Debug, Serialize)]
struct Audible {
    at_ms: u64,
    sample: u64,
    cue: &'static str,
    step: Option<u32>,
}

pub(super) fn run(args: &args::Render, global: &Global) -> Result<(), Failure> {
    let list = args.cues.as_deref();
    let over = [(args.out.as_path(), args.file.as_path())].into_iter();
    let over = over.chain(list.map(|list| (list, args.file.as_path()))).chain(list.map(|list| (list, &*args.out)));
    if let Some((out, other)) = over.into_iter().find(|(out, other)| load::is_same(out, other)) {
        let what = format!("{} would be written over {}; name another file", shown(out), shown(other));
        return Err(Failure::Usage(what));
    }
    let ending = args.out.extension().unwrap_or_default();
    if !ending.is_empty() && !["wav", "flac"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        let what = format!("{}: WAV and FLAC are written; name a file that ends with .wav or .flac", shown(&args.out));
        return Err(Failure::Usage(what));
    }
    let plan = load::listed_plan(&args.file, global)?;
    let options = Options { profile: args.profile.into(), ..Options::of(&plan) };
    let session = unattended(&plan, options);
    let bar = bar::bar(session.length().0);
    let file = FileSound::new(session.length());
    let placed = render(&args.out, session.cues, &file, &mut |done| bar.set_position(done.0));
    let placed = placed.map_err(|error| unwritten(&args.out, error))?;
    bar.finish_and_clear();
    if let Some(list) = &args.cues {
        let audible: Vec<Audible> = placed.iter().map(Audible::from).collect();
        let text = serde_json::to_string_pretty(&audible).context("the list of cues cannot be written")?;
        let written = holdwell_files::replace(list, |mut file| file.write_all((text + "\n").as_bytes()));
        written.with_context(|| format!("{} cannot be written", shown(list)))?;
    }
    Ok(())
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

impl From<&Placed> for Audible {
    fn from(placed: &Placed) -> Self {
        let cue = placed.cue;
        Self { at_ms: cue.due.0, sample: placed.sample, cue: cue.kind.key(), step: cue.step }
    }
}
