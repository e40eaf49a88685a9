//! Arguments, logging, and the real parts put together: the window or a subcommand.

use std::process::ExitCode;

use clap::Parser as _;
use holdwell::cli::{self, Args};
use holdwell::model::{Arc, Plan};
#[cfg(feature = "desktop")]
use {
    holdwell::audio::{Levels, NoSound, SoundPort, Speaker, TherapistChannel},
    holdwell::cli::Verb,
    holdwell::conductor::{Clock, Handle, Patience, Ports, SystemClock, spawn},
    holdwell::library::Library,
    holdwell::store::MemoryJournal,
    holdwell::ui::{self, Window},
};

fn main() -> ExitCode {
    let args = Args::parse();
    log();
    match args.verb {
        #[cfg(feature = "desktop")]
        Some(Verb::Run(cli::Run { headless: false, file, .. })) => match cli::plan(&file) {
            Ok(plan) => window(&args.global, Some(plan)),
            Err(failure) => failure.report(),
        },
        Some(verb) => cli::main(verb, &args.global),
        None => window(&args.global, None),
    }
}

/// Warnings go to the standard error. What is logged names what was asked for, never what was in it.
fn log() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).without_time().init();
}

/// Opens the window over the real parts, and waits for the conductor when it is closed.
#[cfg(feature = "desktop")]
fn window(global: &cli::Global, given: Option<Arc<Plan>>) -> ExitCode {
    let mut thread = None;
    let window = Window { folder: global.data.clone(), library: Library::builtin, given };
    let shown = ui::run(window, |changed| {
        let (handle, conductor) = conductor(global, changed).map_err(|why| why.to_string())?;
        thread = Some(conductor);
        Ok(handle)
    });
    if thread.is_some_and(|thread| thread.join().is_err()) {
        tracing::error!("the conductor ended with a panic");
    }
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            tracing::error!(%why, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "desktop")]
fn conductor(global: &cli::Global, changed: ui::Wake) -> std::io::Result<(Handle, std::thread::JoinHandle<()>)> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let reader = Arc::clone(&clock);
    let sound: Box<dyn SoundPort> = if global.no_audio {
        Box::new(NoSound)
    } else {
        // The window says its own levels as soon as it is open.
        Box::new(Speaker::start(Arc::new(move || reader.read().nanos), Levels::default(), TherapistChannel::None)?)
    };
    spawn(Ports {
        sound,
        journal: Box::new(MemoryJournal::default()),
        clock,
        changed,
        speed: 1,
        patience: Patience::Short,
    })
}

#[cfg(not(feature = "desktop"))]
fn window(_: &cli::Global, _: Option<Arc<Plan>>) -> ExitCode {
    tracing::error!("this build has no window");
    ExitCode::FAILURE
}
