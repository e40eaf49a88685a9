//! Opens the window.

use std::cell::Cell;
use std::path::PathBuf;

use egui::{Context, ViewportBuilder, vec2};
use holdwell_app::settings::Store;
use holdwell_app::start::WindowProblem;
use holdwell_app::text;
use holdwell_conductor::Handle;
use holdwell_library::Library;
use holdwell_store::VaultHandle;

use crate::app::{App, Given, Parts};
use crate::awake::keep_awake;
use crate::dialog;
use crate::giving::MakeSpeaker;
use crate::home::{HomeApp, HomeParts};

/// A function that wakes the window, because something can be seen that could not be seen before.
pub type Wake = Box<dyn Fn() + Send>;

/// The parts that run beside the window.
pub struct Running {
    /// The conductor.
    pub handle: Handle,
    /// The vault.
    pub vault: VaultHandle,
}

/// The parts that the window is opened with.
#[derive(Debug, Clone)]
pub struct Window {
    /// The folder for `settings.toml`; the platform's own where none is given.
    pub folder: Option<PathBuf>,
    /// Reads the built-in library, after the first frame.
    pub library: fn() -> Library,
    /// The clinic's own folder of library files; none where no data folder is known.
    pub clinic: Option<PathBuf>,
    /// A routine that stands ready instead of the free session.
    pub given: Option<Given>,
    /// Makes the voice for what is written to files.
    pub speaker: MakeSpeaker,
}

/// The parts that home mode is opened with.
#[derive(Debug, Clone)]
pub struct HomeWindow {
    /// The folder for `settings.toml`; the platform's own where none is given.
    pub folder: Option<PathBuf>,
    /// The file of the plan.
    pub plan: PathBuf,
}

/// Opens the window and returns when it is closed. `start` is called once, with what makes the functions that wake the
/// window; the conductor is asked to quit when the window closes.
///
/// Threads are best started in there: a program that has only one reads the keyboard's many compositions much faster.
///
/// # Errors
/// Fails where there is no display, or where it cannot draw.
pub fn run(
    window: Window,
    start: impl FnOnce(&dyn Fn() -> Wake) -> Result<Running, String>,
) -> Result<(), WindowProblem> {
    open(start, |Running { handle, vault }, ctx| {
        let Window { folder, library, clinic, given, speaker } = window;
        let parts = Parts {
            handle,
            vault,
            store: Store::new(folder.or_else(settings_folder)),
            keep: keep_awake,
            library,
            clinic,
            given,
            speaker,
        };
        Box::new(App::new(parts, ctx))
    })
}

/// Opens the window of a client's computer, as [`run`] does.
///
/// # Errors
/// Fails where there is no display, or where it cannot draw.
pub fn run_home(
    window: HomeWindow,
    start: impl FnOnce(&dyn Fn() -> Wake) -> Result<Handle, String>,
) -> Result<(), WindowProblem> {
    open(start, |handle, ctx| {
        let HomeWindow { folder, plan } = window;
        let store = Store::new(folder.or_else(settings_folder));
        Box::new(HomeApp::new(HomeParts { handle, store, keep: keep_awake, plan }, ctx))
    })
}

fn open<R>(
    start: impl FnOnce(&dyn Fn() -> Wake) -> Result<R, String>,
    app: impl FnOnce(R, &Context) -> Box<dyn eframe::App>,
) -> Result<(), WindowProblem> {
    let viewport = ViewportBuilder::default()
        .with_title("Holdwell")
        .with_app_id("holdwell")
        .with_inner_size(vec2(1280.0, 800.0))
        .with_min_inner_size(vec2(720.0, 480.0));
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let is_open = Cell::new(false);
    let create: eframe::AppCreator<'_> = Box::new(|cc| {
        let wake = || -> Wake {
            let ctx = cc.egui_ctx.clone();
            Box::new(move || ctx.request_repaint())
        };
        let running = start(&wake)?;
        is_open.set(true);
        Ok(app(running, &cc.egui_ctx))
    });
    eframe::run_native("Holdwell", options, create).map_err(|error| {
        let problem = problem(&error, is_open.get());
        // A desktop that went away shows nothing any more.
        if problem != WindowProblem::DesktopGone {
            dialog::tell(&text::window_problem(&problem));
        }
        problem
    })
}

/// Explains why there is no window, or none any more. The libraries' own words name files of theirs, and help nobody.
fn problem(error: &eframe::Error, was_open: bool) -> WindowProblem {
    match error {
        _ if was_open => WindowProblem::DesktopGone,
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => WindowProblem::NoDesktop,
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => {
            WindowProblem::NoOpenGl
        }
        eframe::Error::AppCreation(why) => WindowProblem::NotStarted(why.to_string()),
    }
}

/// Returns the platform's folder for settings; `None` where none is known.
pub fn settings_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "holdwell").map(|dirs| dirs.config_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_that_goes_away_is_told_from_one_that_was_never_there() {
        let lost = eframe::Error::OpenGL("lost".to_owned().into());
        assert_eq!(problem(&lost, false), WindowProblem::NoOpenGl);
        assert_eq!(problem(&lost, true), WindowProblem::DesktopGone);
        let words = text::window_problem(&WindowProblem::DesktopGone);
        assert!(words.starts_with("The desktop went away") && words.contains("offered at the next start"), "{words}");
    }
}
