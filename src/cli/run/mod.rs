//! `holdwell run --headless`: the real conductor without a window.

mod lines;
mod recorded;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use anyhow::Context as _;

use self::lines::{Ending, Lines};
use self::recorded::Recorded;
use super::{Failure, Global, args, load, speech};
use holdwell_app::text;
use holdwell_audio::{Clock as AudioClock, Levels, NoSound, SoundPort, TherapistChannel};
use holdwell_audio_device::Speaker;
use holdwell_conductor::{
    Clock as _, ConductorCommand, Ports, SessionMeta, StartPolicy, StartRequest, SystemClock, spawn_speaking,
};
use holdwell_engine::{EventKind, Finish, Input, Options};
use holdwell_library::Library;
use holdwell_model::{Plan, SessionTime};
use holdwell_store::new_id;

/// The longest that a cue rings out after the last ones were reported.
const TAIL: Duration = Duration::from_secs(7);
/// The longest that it takes until the last word is said.
const SPEECH_TAIL: Duration = Duration::from_secs(15);
/// Word at the end of a session of which nothing is in the vault.
const NOT_RECORDED: &str = "holdwell: nothing of this session was recorded; the lines above are all there is of it.";
/// Word at the end of a session of which the vault has not taken everything.
const NOT_ALL_RECORDED: &str = "holdwell: the vault has not taken all of this session; the lines above are complete. Look at the disk, then at History.";
/// The events that fit between the conductor and whoever reads them.
const QUEUE: usize = 1024;

pub(super) fn run(args: &args::Run, global: &Global) -> Result<(), Failure> {
    let plan = args.file.as_deref().map(|file| load::plan(file, global)).transpose()?;
    let script = args.commands.as_deref().map(|file| read_script(file, &load::library(global))).transpose()?;
    // Without a script nobody is there from the start.
    let script = script.unwrap_or_else(|| vec![(SessionTime::ZERO, Input::Unattended)]);
    let clock = Arc::new(SystemClock::new());
    let (recorded, again) = recorded::open(args, global, &clock)?;
    let is_unrecorded = recorded.is_none() && recorded::is_wanted(args, global);
    let began = clock.wall().timestamp();
    let begin = plan.map(|plan| {
        let mut options = Options::of(&plan);
        if let Some(profile) = args.profile {
            options.profile = profile.into();
        }
        let client = recorded.as_ref().and_then(|recorded| recorded.client);
        let start = SessionMeta { id: new_id(began), began, client, preset: None };
        StartRequest { start: Some(start), ..StartRequest::of(plan, options) }
    });
    let silent = global.no_audio || args.speed != 1;
    let said = |plan: &Plan| if silent { None } else { speech::session(args.speech, plan, global) };
    let spoken = |begin: StartRequest| StartRequest { speech: said(&begin.plan), ..begin };
    let begin = begin.or(again).map(spoken).ok_or_else(|| Failure::Usage("say which routine to run".to_owned()))?;
    let listener = begin.speech.as_ref().map(|speech| speech.listener);
    let channel = speech::channel(listener);
    let sound: Box<dyn SoundPort> = if silent { Box::new(NoSound) } else { Box::new(speaker(&clock, channel)?) };
    let (sender, events) = sync_channel(QUEUE);
    let (vault, progress, threads) = recorded.map(Recorded::apart).unwrap_or_default();
    let journal = Box::new(Lines::new(sender, vault));
    let ports =
        Ports { sound, journal, clock, changed: Box::new(|| ()), speed: args.speed, waits: StartPolicy::UntilSteady };
    let (handle, thread) =
        spawn_speaking(ports, speech::voice(global)).context("the conductor could not be started")?;
    handle.ask(ConductorCommand::Start(Box::new(StartRequest { script, ..begin })));
    let Ending { last, is_kept } = lines::write_events(&events, progress.as_ref())?;
    if !silent {
        // Nothing more arrives; this is the way to let the last cue ring out, and the last word be said.
        let is_complete = last.kind == EventKind::Finished(Finish::Complete);
        let tail = if listener.is_some() && is_complete { SPEECH_TAIL } else { TAIL };
        let _rung_out = events.recv_timeout(tail);
    }
    handle.ask(ConductorCommand::Quit);
    let _ended = thread.join();
    // What the conductor said last is written now.
    drop(threads);
    lines::write_account(&last, &handle.snapshot().account)?;
    if is_unrecorded {
        return Err(Failure::Input(vec![NOT_RECORDED.to_owned()]));
    }
    if is_kept { Ok(()) } else { Err(Failure::Input(vec![NOT_ALL_RECORDED.to_owned()])) }
}

/// Reads the script's lines, with the positions that they name; after the last of them nobody is there.
fn read_script(path: &Path, library: &Library) -> Result<Vec<(SessionTime, Input)>, Failure> {
    let text = String::from_utf8(load::read(path)?);
    let name = holdwell_files::shown(path);
    let text = text.map_err(|error| Failure::Input(vec![format!("{name}: is not text: {error}")]))?;
    let mut lines = holdwell_library::script::parse(&text).map_err(|problems| {
        Failure::Input(problems.iter().map(|problem| text::script_problem(&name, problem)).collect())
    })?;
    holdwell_library::script::resolve(&mut lines, library);
    let end = lines.last().map_or(SessionTime::ZERO, |line| line.at);
    let told = lines.into_iter().map(|line| (line.at, Input::Command(line.command)));
    Ok(told.chain([(end, Input::Unattended)]).collect())
}

fn speaker(clock: &Arc<SystemClock>, channel: TherapistChannel) -> Result<Speaker, Failure> {
    let clock = Arc::clone(clock);
    let read: AudioClock = Arc::new(move || clock.read().nanos);
    let speaker = Speaker::start(read, Levels::default(), channel);
    Ok(speaker.context("the sound thread could not be started")?)
}
