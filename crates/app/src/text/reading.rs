//! Sentences about files that are not read, and about files that are none of ours.

use holdwell_files::{Content, FileKind, ReadError};

/// Returns the reason why a file is not read.
pub fn read_error(error: ReadError) -> String {
    match error {
        ReadError::Missing => "there is no file of this name".to_owned(),
        ReadError::DanglingLink => "it is a link to a file that is not there".to_owned(),
        ReadError::NotAFile(kind) => format!("it is {} and not a file", file_kind(kind)),
        ReadError::TooLarge(limit) => format!("it is larger than {}", size(limit)),
        ReadError::Refused(kind) => kind.to_string(),
    }
}

/// Names something that has the name of a file and is none.
pub(super) const fn file_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Folder => "a folder",
        FileKind::Pipe => "a pipe",
        FileKind::Device => "a device",
        FileKind::Socket => "a socket",
    }
}

/// Names what a file looks like.
pub(super) const fn content(content: Content) -> &'static str {
    match content {
        Content::ClientExport => "the export of a client",
        Content::HomePlan => "a home plan",
        Content::Diary => "the diary of a home plan",
        Content::Json => "JSON",
        Content::Xml => "XML or HTML",
        Content::Table => "a table (CSV)",
        Content::Calendar => "a calendar (ICS)",
        Content::Utf16 => "text in UTF-16",
        Content::Pdf => "a PDF",
        Content::Archive => "an archive or a file of an office program",
        Content::Picture => "a picture",
        Content::Sound => "a sound file",
        Content::Database => "a database, such as a copy of the vault",
    }
}

/// Returns the words for a limit, which is a power of two.
fn size(bytes: u64) -> String {
    match bytes {
        0..=0xf_ffff => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}
