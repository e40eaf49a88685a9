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

/// The parts that the window is opened with.
#[derive(Debug, Clone)]
pub struct Window {
    /// The folder for `settings.toml`; the platform's own where none is given.
    pub folder: Option<PathBuf>,
    /// The vault.
    pub vault: VaultHandle,
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

/// Opens the window and returns when it is closed. `start` is called once with the function that wakes the window, and
/// returns the handle to the conductor; the conductor is asked to quit when the window closes.
///
/// # Errors
/// Fails where there is no display, or where it cannot draw.
pub fn run(window: Window, start: impl FnOnce(Wake) -> Result<Handle, String>) -> Result<(), WindowProblem> {
    open(start, |handle, ctx| {
        let Window { folder, vault, library, clinic, given, speaker } = window;
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
pub fn run_home(window: HomeWindow, start: impl FnOnce(Wake) -> Result<Handle, String>) -> Result<(), WindowProblem> {
    open(start, |handle, ctx| {
        let HomeWindow { folder, plan } = window;
        let store = Store::new(folder.or_else(settings_folder));
        Box::new(HomeApp::new(HomeParts { handle, store, keep: keep_awake, plan }, ctx))
    })
}

fn open(
    start: impl FnOnce(Wake) -> Result<Handle, String>,
    app: impl FnOnce(Handle, &Context) -> Box<dyn eframe::App>,
) -> Result<(), WindowProblem> {
    let viewport = ViewportBuilder::default()
        .with_title("Holdwell")
        .with_app_id("holdwell")
        .with_inner_size(vec2(1280.0, 800.0))
        .with_min_inner_size(vec2(720.0, 480.0));
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let is_open = Cell::new(false);
    let create: eframe::AppCreator<'_> = Box::new(|cc| {
        let ctx = cc.egui_ctx.clone();
        let handle = start(Box::new(move || ctx.request_repaint()))?;
        is_open.set(true);
        Ok(app(handle, &cc.egui_ctx))
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
