//! The desktop's own dialogs for files and folders.
//!
//! A dialog waits for a person on a thread of its own; the window goes on. A desktop without such dialogs answers that
//! nothing was chosen, so a field to type into stands beside every button that asks for one.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread::Builder;

use egui::Context;

/// The kind of file or folder to be chosen.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A folder to write into.
    Folder,
    /// Files to read: their kind, and the endings of their names.
    Files(&'static str, &'static [&'static str]),
    /// A file to write: the name proposed for it, and its ending.
    NewFile(String, &'static str),
}

/// A dialog that is open.
#[derive(Debug)]
pub struct Dialog {
    chosen: Receiver<Vec<PathBuf>>,
}

impl Dialog {
    /// Opens one; `None` where the system starts no thread for it. The window is woken when something is chosen.
    pub fn open(ctx: &Context, wanted: Wanted) -> Option<Self> {
        let (answer, chosen) = sync_channel(1);
        let ctx = ctx.clone();
        let ask = move || {
            // Nobody waits any more where the page was left: then nothing was chosen.
            let _nobody = answer.send(wanted.ask());
            ctx.request_repaint();
        };
        let thread = Builder::new().name("file dialog".to_owned()).spawn(ask);
        thread.inspect_err(|error| tracing::warn!(%error, "no thread for a file dialog")).ok()?;
        Some(Self { chosen })
    }

    /// Returns the paths that were chosen, once the dialog is closed; empty where it was left.
    pub fn chosen(&self) -> Option<Vec<PathBuf>> {
        match self.chosen.try_recv() {
            Ok(paths) => Some(paths),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Vec::new()),
        }
    }
}

/// Says something by the desktop where there is no window to say it in. A desktop that cannot says nothing.
pub fn tell(words: &str) {
    let notice = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Holdwell");
    notice.set_description(words).show();
}

impl Wanted {
    fn ask(self) -> Vec<PathBuf> {
        let dialog = rfd::FileDialog::new();
        match self {
            Self::Folder => dialog.pick_folder().into_iter().collect(),
            Self::Files(kind, endings) => dialog.add_filter(kind, endings).pick_files().unwrap_or_default(),
            Self::NewFile(name, ending) => {
                dialog.set_file_name(name).add_filter(ending, &[ending]).save_file().into_iter().collect()
            }
        }
    }
}
