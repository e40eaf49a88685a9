//! A photo on its way into the window: chosen in a dialog or dropped, and read beside it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use holdwell_editing::photo::{self, PhotoProblem};
use holdwell_model::Arc;
use holdwell_store::Photo;

use crate::cx::Cx;
use crate::dialog::{Dialog, Wanted};
use crate::theme::Theme;

/// Returns a photo as the window draws it; `None` where it is damaged.
pub fn decode(photo: &Photo) -> Option<ColorImage> {
    let picture = photo::decode(photo)?;
    Some(ColorImage::from_rgb([picture.width() as usize, picture.height() as usize], picture.as_raw()))
}

/// The photo of a position as a texture, loaded once it comes out of the vault.
#[derive(Default)]
pub struct ShownPhoto(Option<(Arc<Photo>, TextureHandle)>);

impl std::fmt::Debug for ShownPhoto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShownPhoto").finish_non_exhaustive()
    }
}

impl ShownPhoto {
    /// Returns the photo of a position that the vault shows; `None` where there is none, or not yet.
    pub fn of(&mut self, ctx: &Context, position: &str, cx: &Cx<'_>) -> Option<&TextureHandle> {
        let kept = cx.vault.photo.as_ref().filter(|(of, _)| of == position).map(|(_, photo)| photo);
        let Some(photo) = kept else {
            self.0 = None;
            return None;
        };
        if self.0.as_ref().is_none_or(|(shown, _)| !Arc::ptr_eq(shown, photo)) {
            let image = decode(photo).unwrap_or_else(|| ColorImage::filled([1, 1], Theme::on(ctx).surface));
            let texture = ctx.load_texture("photo", image, TextureOptions::LINEAR);
            self.0 = Some((Arc::clone(photo), texture));
        }
        self.0.as_ref().map(|(_, texture)| texture)
    }
}

/// A photo on its way: being chosen in the desktop's dialog, or read from a file.
#[derive(Debug, Default)]
pub enum Coming {
    /// No photo is on its way.
    #[default]
    Nothing,
    /// The dialog is open.
    Chosen(Dialog),
    /// A file is being read.
    Read(Receiver<Result<Photo, PhotoProblem>>),
}

/// Result of a photo that was on its way.
#[derive(Debug)]
pub enum Came {
    /// The photo, or why there is none.
    Photo(Result<Photo, PhotoProblem>),
    /// Nothing was chosen in the dialog, or the desktop has none.
    NotChosen,
}

impl Coming {
    /// Opens the desktop's dialog.
    pub fn choose(&mut self, ctx: &Context) {
        if let (Self::Nothing, Some(dialog)) =
            (&self, Dialog::open(ctx, Wanted::Files("Pictures", &["jpg", "jpeg", "png"])))
        {
            *self = Self::Chosen(dialog);
        }
    }

    /// Reads a file that was chosen, typed or dropped onto the window.
    pub fn take(&mut self, ctx: &Context, path: PathBuf) {
        self.read(ctx, move || photo::of_file(&path));
    }

    /// Returns what came once it is there; `None` before that.
    pub fn come(&mut self, ctx: &Context) -> Option<Came> {
        match std::mem::take(self) {
            Self::Nothing => None,
            Self::Chosen(dialog) => {
                match dialog.chosen() {
                    None => *self = Self::Chosen(dialog),
                    Some(paths) => match paths.into_iter().next() {
                        Some(path) => self.take(ctx, path),
                        None => return Some(Came::NotChosen),
                    },
                }
                None
            }
            Self::Read(coming) => match coming.try_recv() {
                Ok(photo) => Some(Came::Photo(photo)),
                Err(TryRecvError::Empty) => {
                    *self = Self::Read(coming);
                    None
                }
                Err(TryRecvError::Disconnected) => Some(Came::Photo(Err(PhotoProblem::GaveUp))),
            },
        }
    }

    /// Reads on a thread of its own, because decoding takes a moment.
    fn read(&mut self, ctx: &Context, get: impl FnOnce() -> Result<Photo, PhotoProblem> + Send + 'static) {
        let (send, receive) = sync_channel(1);
        let ctx = ctx.clone();
        let read = move || {
            // Nobody waits any more where the page was left.
            let _nobody = send.send(get());
            ctx.request_repaint();
        };
        let thread = thread::Builder::new().name("photo".to_owned()).spawn(read);
        *self = if thread.is_ok() { Self::Read(receive) } else { Self::Nothing };
    }
}
