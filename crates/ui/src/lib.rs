//! The window: its keys, its pages and screens, made of the parts in [`holdwell_kit`].
//!
//! Screens draw what is published and push [`action::Action`]s; [`app::App`] alone acts on them. The keys of a session
//! are taken before egui sees them and read by [`holdwell_app::press`]. Nothing here times anything: a window that is
//! hidden, frozen or never painted changes no session.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use holdwell_audio::NoSound;
//! use holdwell_conductor::{Ports, StartPolicy, SystemClock, spawn};
//! use holdwell_give::NoVoice;
//! use holdwell_library::Library;
//! use holdwell_store::{MemoryJournal, VaultError, VaultHandle};
//! use holdwell_ui::{Running, Window, run};
//!
//! let vault = VaultHandle::without(VaultError::NoFolder);
//! let speaker = || Err(NoVoice(String::new()));
//! let window = Window { folder: None, library: Library::builtin, clinic: None, given: None, speaker };
//! let shown = run(window, |wake| {
//!     let ports = Ports {
//!         sound: Box::new(NoSound),
//!         journal: Box::new(MemoryJournal::default()),
//!         clock: Arc::new(SystemClock::new()),
//!         changed: wake(),
//!         speed: 1,
//!         waits: StartPolicy::Briefly,
//!     };
//!     let (handle, _thread) = spawn(ports).map_err(|error| error.to_string())?;
//!     Ok(Running { handle, vault })
//! });
//! shown.unwrap();
//! ```

pub mod action;
pub mod app;
pub mod awake;
mod clicks;
pub mod cx;
pub mod dialog;
mod frames;
pub mod giving;
pub mod home;
pub mod keyboard;
pub mod photo;
pub mod screen;
pub mod screens;
#[cfg(test)]
use holdwell_kit::testing;
#[cfg(test)]
mod tests;
mod window;

use holdwell_kit::{icons, theme, widgets};

pub use app::Given;
pub use window::{HomeWindow, Running, Wake, Window, run, run_home, settings_folder};
