//! Outcome of an import.

use super::RefusedFile;
use holdwell_model::Id;

/// Result of an import, with what it did not take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Clients that are new, or other than they were.
    pub clients: u32,
    /// Presets that are new, or other than they were.
    pub presets: u32,
    /// Sessions that are new, or other than they were.
    pub sessions: u32,
    /// Further findings.
    pub findings: Vec<ImportFinding>,
    /// The files of which nothing was taken.
    pub refused: Vec<RefusedFile>,
}

/// Finding of an import that the therapist should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFinding {
    /// Two computers changed one field without knowing of each other: the later change stands, and this one does not.
    NotTaken {
        /// Name of the preset that it is a field of; `None` for the client.
        preset: Option<String>,
        /// The field.
        field: ImportField,
        /// The value that does not stand.
        value: String,
        /// True where it was the one that stood here.
        was_here: bool,
    },
    /// A caution came.
    CautionAdded(String),
    /// A caution went: whoever took it out knew of how it stood here.
    CautionRemoved(String),
    /// A preset that is another client's here was left as it is.
    PresetOfAnother(Id),
    /// A home plan that was given to another client here was left as it is.
    HomePlanOfAnother(Id),
    /// A measure or a plan of care of another client here was left as it is.
    CourseOfAnother(Id),
    /// A session that is another client's here, or nobody's, was left as it is.
    SessionOfAnother(Id),
    /// A session that was deleted or erased here was not brought back.
    SessionStaysDeleted(Id),
    /// A session was deleted elsewhere, and so is deleted here.
    SessionDeleted(Id),
    /// The note of a session was written on two computers that did not know of each other: both texts are kept.
    NoteWrittenApart(Id),
    /// A client who cannot be read here was left as they are.
    UnreadableHere(Id),
}

/// Field of a client or a preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportField {
    /// The name.
    Name,
    /// The name that the running screen shows.
    Called,
    /// The places that hurt.
    Hurts,
    /// The notes.
    Notes,
    /// The worse side.
    WorseSide,
    /// The length of an appointment.
    Appointment,
    /// The loudness.
    Levels,
    /// The day until which records are kept.
    KeepUntil,
    /// The day of birth.
    Born,
    /// The steps of a preset.
    Steps,
    /// The day for which a preset stands ready.
    Pinned,
    /// A preset put away, or not.
    Archived,
    /// A preset deleted, or not.
    Deleted,
    /// A field that this program does not know.
    Other,
}

/// Treatment of a client who was erased here, and comes in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Erased {
    /// They stay erased: the file is refused, and whoever imports is asked.
    #[default]
    StayErased,
    /// They are brought back, because somebody said so; and sessions that were deleted here with them.
    AreBroughtBack,
}

impl ImportReport {
    /// Adds both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.clients += other.clients;
        self.presets += other.presets;
        self.sessions += other.sessions;
        self.findings.extend(other.findings);
        self.refused.extend(other.refused);
        self
    }
}
