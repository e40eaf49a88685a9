//! Holdwell: a guided session timer for positional release holds.
//!
//! A window runs timed sequences of SMRT and myofascial hold positions, with audio cues. Two people use it: a therapist
//! with both hands on a client, in a dim and quiet room, and a client at home on the floor with closed eyes.
//!
//! # The map of the house
//!
//! Each layer is a crate under `crates/`; arrows point downwards only, because a crate can only use what its manifest
//! names.
//!
//! | crate | what it is | uses, of ours |
//! |---|---|---|
//! | [`files`](holdwell_files) | reading what others wrote: regular files, without blocking, within a limit; tables | – |
//! | [`model`](holdwell_model) | what is true on paper: plain data, no I/O, no clock | – |
//! | [`engine`](holdwell_engine) | what happens next: told something at an instant, it says what to do until the next | model |
//! | [`speech`](holdwell_speech) | what is said in a session, and when: sentences and their places between the cues | model, engine |
//! | [`library`](holdwell_library) | positions, routines and presets: read with every problem named, found, checked, edited | files, model, engine, speech |
//! | [`home`](holdwell_home) | what a client takes home and brings back: the home plan and the diary, as files | model, library |
//! | `measures` | outcome measures with their noise and sources, the course of care, trends: pure | model |
//! | `drawing` | the drawings as shapes: the body's regions, the figure of a position, its arrows | model, library |
//! | `handout` | a home plan as markup: its words, its drawings, the parts of its page | model, home, drawing |
//! | [`audio`](holdwell_audio) | cue, mixer, rendered file: pure | files, model, engine, speech |
//! | `pico` | the voice in C, and the one call that is not safe | – |
//! | [`voice`](holdwell_voice) | prompts as samples: spoken in a process of their own, levelled, kept | files, model, speech, audio, pico |
//! | [`store`](holdwell_store) | what is asked of the vault and what can be seen of it: messages and ports, no database | model, engine, library, home |
//! | [`report`](holdwell_report) | documents for people: the library to review, a client's record, the sheet and the page of a home plan | files, model, engine, library, home, measures, drawing, handout, store |
//! | [`give`](holdwell_give) | a home plan as the files that a client takes home | files, engine, speech, home, audio, web, report |
//! | `web` | what the page of a home plan asks for, as WebAssembly that imports nothing | model, engine, speech, library, home, handout, audio |
//! | [`audio-device`](holdwell_audio_device) | the real device behind the port to sound, and its healing | model, engine, audio |
//! | [`vault`](holdwell_vault) | clients, presets and sessions in one `SQLCipher` file behind the store's messages | files, model, engine, library, home, store, report |
//! | [`conductor`](holdwell_conductor) | where clock, engine, sound, voice and store meet; the handle that the window holds | model, engine, speech, audio, store |
//! | `editing` | what is being edited, with undo and saving: routines, positions, presets, photos | files, model, engine, library, store |
//! | `app` | the application without a window: what is chosen and said, what a key means | files, model, engine, speech, library, home, audio, store, report, give, editing |
//! | `kit` | the parts of the window: theme, icons, widgets | model, drawing, app |
//! | [`ui`](holdwell_ui) | the window: its pages and screens | files, model, engine, speech, library, home, audio, store, give, conductor, editing, app, kit |
//! | `testkit` | hosts, clocks, ports and a made-up practice for tests; in no build | all but home, drawing, audio-device, report, web, give, editing, app, kit and ui |
//! | `src` | the program: arguments, wiring, subcommands | all |
//!
//! Of others: egui only in `kit` and `ui` (its geometry, emath, in `drawing` as well), eframe only in `ui`, rodio only in
//! `audio-device`, ttspico only in `pico`, rusqlite only in `vault`, dialogs only in `ui/dialog.rs`, clock reads only in `conductor/clock.rs`.
//! `files`, `model`, `engine`, `speech`, `library`, `home`, `measures`, `drawing`, `handout`, `audio`, `conductor`, `report`, `web`, `give`, `editing` and `app` need no machine and compile
//! for a browser as well.
//!
//! A key or a click becomes a command in a queue; at the end of the frame it goes to the conductor's handle; the
//! conductor wakes, tells the engine, and drains it: cues to the sound first, then events and restore points to the
//! journal, then a new view to the window, which works out every moving number itself from the anchors in the view.
//! What is said in a session follows the same course: after each command the conductor asks `speech` for the prompts of
//! what is left of it, `voice` for their samples, and hands what is ready to the sound; nothing waits for what is not.
//! There are three hosts of the same engine: the window, the headless run, and the rendering of a session to a sound
//! file. What is true of one is true of all.
//!
//! [`walks`] follows a duration, a key press and a caution through all of them.
//!
//! # The invariants
//!
//! 1. `model` and `engine` do no I/O and read no clock; the engine cannot panic. Time enters as
//!    [`holdwell_model::SessionTime`], never as an instant of the machine. (`.ci/wasm` builds them for a machine that has
//!    neither; clippy's lints in `engine`; `engine/tests/it/properties.rs`)
//! 2. After each input the outputs are drained to [`holdwell_engine::Output::WaitUntil`] before the next input.
//!    (`conductor/tests`)
//! 3. The same session told by many ticks or by few (within the look-ahead) gives the same events and the same cues.
//!    (`engine/tests/it/properties.rs`)
//! 4. A frozen, hidden, minimised or never painted window changes no event and no cue. (`conductor/tests`,
//!    `benches/live`)
//! 5. Writing to disk never delays a cue. (`conductor/tests`)
//! 6. Sound lost is shown and healed; the session goes on. (`conductor/tests`, `benches/break-sound`)
//! 7. Sleep of the machine or a long stall pauses with a reason; no hold is skipped, no missed cues come in a burst; a
//!    step of the wall clock changes nothing. (`conductor/tests`)
//! 8. A crash or power cut loses at most the hold in progress, and the session can be resumed. From any restore point
//!    the engine continues identically (`engine/tests/it/properties.rs`); the vault holds one point with exactly the events
//!    and records that led to it (`vault/journal`); the conductor goes on from it, paused (`conductor/tests`); and the
//!    whole program is killed again and again (`benches/kill`, a few times in `tests/it`).
//! 9. Widgets never change session state; they push commands. (the window has the conductor's handle and no engine)
//! 10. Everything that is kept about a client is inside the vault; nothing of it in logs, file names, window titles,
//!     window-state files or caches. (`vault/tests` looks for a client's words in every byte that was written)
#![cfg_attr(windows, windows_subsystem = "windows")]

mod cli;
mod desktop;
mod walks;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::JoinHandle;

use clap::Parser as _;
use holdwell_app::home_mode::is_home_plan;
use holdwell_app::settings::Store;
use holdwell_app::start::WindowProblem;
use holdwell_app::text;
use holdwell_audio::{Levels, NoSound, SoundPort, TherapistChannel};
use holdwell_audio_device::Speaker;
use holdwell_conductor::{Clock, Handle, Ports, StartPolicy, SystemClock, spawn_speaking};
use holdwell_library::Library;
use holdwell_model::Arc;
use holdwell_store::{JournalPort, MemoryJournal, Passphrase, VaultError, VaultHandle};
use holdwell_ui::{Given, HomeWindow, Running, Wake, Window, settings_folder};
use holdwell_vault::{Folder, OpenVault, VaultThreads, open_vault};

use cli::{Args, Verb};

fn main() -> ExitCode {
    #[cfg(windows)]
    join_console();
    let args = Args::parse();
    log();
    let given = match (args.verb, args.file) {
        (Some(_), Some(file)) => return cli::Failure::both(&file).report(),
        (Some(Verb::Home { file }), None) => return home(&args.global, file),
        (Some(Verb::Run(cli::Run { headless: false, file: Some(file), .. })), None) => {
            Some(cli::plan(&file, &args.global).map(|plan| Given { plan, file }))
        }
        (Some(verb), None) => return cli::main(verb, &args.global),
        (None, Some(file)) if is_home_plan(&file) => return home(&args.global, file),
        (None, Some(file)) => Some(cli::given(&file, &args.global).map(|plan| Given { plan, file })),
        (None, None) => match clients_plan(&args.global) {
            Some(plan) => return home(&args.global, plan),
            None => None,
        },
    };
    match given.transpose() {
        Ok(given) => {
            desktop::start_again_where_needed();
            window(&args.global, given)
        }
        Err(failure) => failure.report(),
    }
}

/// Returns the home plan of this computer, where the settings say that it is a client's.
fn clients_plan(global: &cli::Global) -> Option<PathBuf> {
    Store::new(global.data.clone().or_else(settings_folder)).load().0.home_plan
}

/// Joins the console that the program was started from, so that subcommands write to it.
#[cfg(windows)]
fn join_console() {
    // Started from the desktop there is none, and nobody who would read.
    let _joined = winsafe::AttachConsole(winsafe::PidParent::Parent).is_ok();
}

/// Sends warnings to the standard error. They name the request that failed, never its content.
fn log() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).without_time().init();
}

/// Opens the window over the real parts. When it is closed, the conductor ends first, and then the vault, which writes
/// what the conductor left.
fn window(global: &cli::Global, given: Option<Given>) -> ExitCode {
    let passphrase = match cli::passphrase(global) {
        Ok(passphrase) => passphrase,
        Err(failure) => return failure.report(),
    };
    let (mut conductor_thread, mut vault_threads) = (None, None);
    let (folder, clinic, speaker) = (global.data.clone(), cli::clinic(global), cli::speaker);
    let window = Window { folder, library: Library::builtin, clinic, given, speaker };
    let shown = holdwell_ui::run(window, |wake| {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
        let (vault, journal, threads) = vault(global, passphrase, &clock, wake());
        vault_threads = threads;
        let (handle, thread) = conductor(global, clock, journal, wake())?;
        conductor_thread = Some(thread);
        Ok(Running { handle, vault })
    });
    wait_for(conductor_thread);
    drop(vault_threads);
    ended(shown)
}

/// Opens the window of a client's own computer: there is no vault, and nothing is recorded but the diary beside the plan.
fn home(global: &cli::Global, plan: PathBuf) -> ExitCode {
    desktop::start_again_where_needed();
    let mut conductor_thread = None;
    let window = HomeWindow { folder: global.data.clone(), plan };
    let shown = holdwell_ui::run_home(window, |wake| {
        let clock = Arc::new(SystemClock::new());
        let (handle, thread) = conductor(global, clock, Box::new(MemoryJournal::default()), wake())?;
        conductor_thread = Some(thread);
        Ok(handle)
    });
    wait_for(conductor_thread);
    ended(shown)
}

/// Starts the conductor over the real parts.
fn conductor(
    global: &cli::Global,
    clock: Arc<dyn Clock>,
    journal: Box<dyn JournalPort>,
    changed: Wake,
) -> Result<(Handle, JoinHandle<()>), String> {
    let sound = sound(global, &clock)?;
    let ports = Ports { sound, journal, clock, changed, speed: 1, waits: StartPolicy::Briefly };
    spawn_speaking(ports, cli::voice(global)).map_err(|why| why.to_string())
}

fn wait_for(conductor: Option<JoinHandle<()>>) {
    if conductor.is_some_and(|thread| thread.join().is_err()) {
        tracing::error!("the conductor ended with a panic");
    }
}

fn ended(shown: Result<(), WindowProblem>) -> ExitCode {
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => cli::Failure::Input(vec![format!("holdwell: {}", text::window_problem(&problem))]).report(),
    }
}

/// The ends of the vault, and its threads where it has any.
type VaultEnds = (VaultHandle, Box<dyn JournalPort>, Option<VaultThreads>);

/// Starts opening the vault while the window comes up; where no thread can be started or no folder is known, the
/// program runs without one.
fn vault(global: &cli::Global, passphrase: Option<Passphrase>, clock: &Arc<dyn Clock>, changed: Wake) -> VaultEnds {
    let wall = Arc::clone(clock);
    let opened = Folder::at(global.data.clone()).and_then(|folder| {
        open_vault(folder, passphrase, Arc::new(move || wall.wall()), changed).map_err(|why| {
            tracing::error!(%why, "the vault's threads could not be started");
            VaultError::NoThread
        })
    });
    match opened {
        Ok(OpenVault { handle, journal, threads }) => (handle, Box::new(journal), Some(threads)),
        Err(why) => (VaultHandle::without(why), Box::new(MemoryJournal::default()), None),
    }
}

fn sound(global: &cli::Global, clock: &Arc<dyn Clock>) -> Result<Box<dyn SoundPort>, String> {
    if global.no_audio {
        return Ok(Box::new(NoSound));
    }
    let reader = Arc::clone(clock);
    // The window says its own levels as soon as it is open.
    let speaker = Speaker::start(Arc::new(move || reader.read().nanos), Levels::default(), TherapistChannel::None);
    Ok(Box::new(speaker.map_err(|why| why.to_string())?))
}
