//! Content that is the therapist's own, beside her clients: positions, routines, photos, and what she likes and knows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Erasure, NoteTemplate, RetentionRule, TextBlock};
use holdwell_model::{Arc, Position, Routine};

/// Content that is the therapist's own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UserContent {
    /// Her positions, by id.
    pub positions: Vec<Arc<Position>>,
    /// Her routines, those last saved first.
    pub routines: Vec<Arc<Routine>>,
    /// The positions that she likes, by id.
    pub favourites: BTreeSet<String>,
    /// Number of times that each position was held here.
    pub used: BTreeMap<String, u32>,
    /// The positions that were held in the last sessions, by id, those held last first.
    pub recent: Vec<String>,
    /// The positions that have a photo.
    pub photos: BTreeSet<String>,
    /// The routines that are being built, the last first, as they were when the vault was opened or something else was
    /// saved: whoever builds knows better how they are now.
    pub drafts: Vec<Arc<Draft>>,
    /// The advice that was answered with "I know".
    pub known: BTreeSet<String>,
    /// Her sentences for notes, those last saved first.
    pub text_blocks: Vec<Arc<TextBlock>>,
    /// Her templates for notes, those last saved first.
    pub note_templates: Vec<Arc<NoteTemplate>>,
    /// The name with which a note was signed last.
    pub signs_as: Option<String>,
    /// The rule by which records are kept.
    pub retention: Option<RetentionRule>,
    /// Erasures, the last first.
    pub erasures: Vec<Erasure>,
}

/// A routine that is being built.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The id of the routine.
    pub routine: String,
    /// Document as it stands, with the steps that can be undone. Only the builder knows the inside.
    pub whole: serde_json::Value,
}

/// A photo of a position. It was decoded, turned upright and encoded anew, so that nothing else that its file said, the
/// place where it was taken for one, is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The picture as a JPEG file.
    pub jpeg: Vec<u8>,
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Photo({} × {}, {} bytes)", self.width, self.height, self.jpeg.len())
    }
}
