//! Arguments, logging, and the real parts put together: the window or a subcommand.

use std::process::ExitCode;

use clap::Parser as _;
use holdwell::cli::{self, Args};
#[cfg(feature = "desktop")]
use {
    holdwell::audio::{Levels, NoSound, SoundPort, Speaker, TherapistChannel},
    holdwell::cli::Verb,
    holdwell::conductor::{Clock, Ports, SystemClock, Waits, spawn},
    holdwell::library::Library,
    holdwell::model::Arc,
    holdwell::store::{Folder, JournalPort, MemoryJournal, OpenVault, VaultHandle, VaultThreads, open_vault},
    holdwell::ui::{self, Given, Window},
    std::sync::{Mutex, PoisonError},
};

fn main() -> ExitCode {
    let args = Args::parse();
    log();
    match args.verb {
        #[cfg(feature = "desktop")]
        Some(Verb::Run(cli::Run { headless: false, file: Some(file), .. })) => match cli::plan(&file, &args.global) {
            Ok(plan) => window(&args.global, Some(Given { plan, file })),
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

/// Opens the window over the real parts. When it is closed, the conductor ends first, and then the vault, which writes
/// what the conductor left.
#[cfg(feature = "desktop")]
fn window(global: &cli::Global, given: Option<Given>) -> ExitCode {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let bell = Bell::default();
    let (vault, journal, vault_threads) = match vault(global, &clock, &bell) {
        Ok(vault) => vault,
        Err(failure) => return failure.report(),
    };
    let mut thread = None;
    let clinic = cli::clinic(global);
    let window = Window { folder: global.data.clone(), vault, library: Library::builtin, clinic, given };
    let shown = ui::run(window, |changed| {
        bell.hang(changed);
        let ports = Ports {
            sound: sound(global, &clock)?,
            journal,
            clock,
            changed: bell.ringer(),
            speed: 1,
            waits: Waits::Briefly,
        };
        let (handle, conductor) = spawn(ports).map_err(|why| why.to_string())?;
        thread = Some(conductor);
        Ok(handle)
    });
    if thread.is_some_and(|thread| thread.join().is_err()) {
        tracing::error!("the conductor ended with a panic");
    }
    drop(vault_threads);
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            tracing::error!(%why, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

/// The ends of the vault, and its threads where it has any.
#[cfg(feature = "desktop")]
type Ends = (VaultHandle, Box<dyn JournalPort>, Option<VaultThreads>);

/// The vault, which is being opened while the window comes up; where no thread can be started or no folder is known,
/// the program runs without one.
#[cfg(feature = "desktop")]
fn vault(global: &cli::Global, clock: &Arc<dyn Clock>, bell: &Bell) -> Result<Ends, cli::Failure> {
    let passphrase = cli::passphrase(global)?;
    let wall = Arc::clone(clock);
    let opened = Folder::at(global.data.clone()).map_err(|trouble| trouble.to_string()).and_then(|folder| {
        let opened = open_vault(folder, passphrase, Arc::new(move || wall.wall()), bell.ringer());
        opened.map_err(|why| why.to_string())
    });
    match opened {
        Ok(OpenVault { handle, journal, threads }) => Ok((handle, Box::new(journal), Some(threads))),
        Err(why) => Ok((VaultHandle::without(why), Box::new(MemoryJournal::default()), None)),
    }
}

#[cfg(feature = "desktop")]
fn sound(global: &cli::Global, clock: &Arc<dyn Clock>) -> Result<Box<dyn SoundPort>, String> {
    if global.no_audio {
        return Ok(Box::new(NoSound));
    }
    let reader = Arc::clone(clock);
    // The window says its own levels as soon as it is open.
    let speaker = Speaker::start(Arc::new(move || reader.read().nanos), Levels::default(), TherapistChannel::None);
    Ok(Box::new(speaker.map_err(|why| why.to_string())?))
}

/// Wakes the window, as soon as there is one.
#[cfg(feature = "desktop")]
#[derive(Default, Clone)]
struct Bell(Arc<Mutex<Option<ui::Wake>>>);

#[cfg(feature = "desktop")]
impl Bell {
    fn hang(&self, wake: ui::Wake) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    fn ringer(&self) -> ui::Wake {
        let bell = self.clone();
        Box::new(move || {
            if let Some(wake) = &*bell.0.lock().unwrap_or_else(PoisonError::into_inner) {
                wake();
            }
        })
    }
}

#[cfg(not(feature = "desktop"))]
fn window(_: &cli::Global, _: Option<()>) -> ExitCode {
    tracing::error!("this build has no window");
    ExitCode::FAILURE
}
