//! Sentences about an import: what came, and what was not taken.

use super::refused::refused_file;
use super::trouble::vault_error;
use holdwell_files::shown;
use holdwell_store::{ImportError, ImportField, ImportFinding, ImportReport, RefusedFile};

/// The longest value that is quoted, in characters.
const QUOTED: usize = 80;

/// Returns the sentences about an import: how much came, then each thing that somebody should look at.
pub fn imported(report: &ImportReport) -> Vec<String> {
    let ImportReport { clients, presets, sessions, findings, refused } = report;
    let counted = format!("New or newer: clients {clients}, presets {presets}, sessions {sessions}.");
    let found = findings.iter().map(finding);
    [counted].into_iter().chain(found).chain(refused.iter().map(self::refused)).collect()
}

/// Returns the sentences about a file of which nothing was taken.
pub fn refused(refused: &RefusedFile) -> String {
    match refused {
        RefusedFile::WasErased(file) => {
            let file = shown(file);
            format!(
                "{file}: this client was erased here, and stays erased. Nothing was taken. They can be brought back."
            )
        }
        RefusedFile::NotRead(..) => format!("Not imported: {}. Nothing of it was taken.", refused_file(refused)),
    }
}

/// Returns the reason why an import came to nothing, as a command says it.
pub fn import_error(error: &ImportError) -> String {
    match error {
        ImportError::Refused(file) => refused_file(file),
        ImportError::Vault(trouble) => vault_error(trouble),
    }
}

/// Returns the sentence about one thing to be known after an import.
pub fn finding(finding: &ImportFinding) -> String {
    match finding {
        ImportFinding::NotTaken { preset, field, value, was_here } => {
            let of = preset.as_ref().map(|preset| format!(" of the preset {}", quoted(preset))).unwrap_or_default();
            let (from, other) = if *was_here { ("here", "in the file") } else { ("in the file", "here") };
            let words = field_words(*field);
            let both = format!("{words}{of} was changed in both places. The later change, {other}, stands");
            match (field, value.as_str()) {
                (ImportField::Steps, _) => format!("{both}; the other is among the earlier versions."),
                (_, "") => format!("{both}; {from} it was empty."),
                (_, value) => format!("{both}; {from} it was {}.", quoted(value)),
            }
        }
        ImportFinding::CautionAdded(text) => format!("A caution came: {}.", quoted(text)),
        ImportFinding::CautionRemoved(text) => {
            format!("A caution went, because it was taken out in the newer file: {}.", quoted(text))
        }
        ImportFinding::PresetOfAnother(id) => format!("The preset {id} is another client's here, and stays theirs."),
        ImportFinding::HomePlanOfAnother(id) => {
            format!("The home plan {id} was given to another client here, and stays theirs.")
        }
        ImportFinding::CourseOfAnother(id) => {
            format!("The measure or plan of care {id} is another client's here, and stays theirs.")
        }
        ImportFinding::SessionOfAnother(id) => {
            format!("The session {id} is not this client's here, and stays as it is.")
        }
        ImportFinding::SessionStaysDeleted(id) => format!("The session {id} was deleted here, and stays deleted."),
        ImportFinding::SessionDeleted(id) => {
            format!("The session {id} was deleted on the other computer, and is deleted here too.")
        }
        ImportFinding::NoteWrittenApart(id) => format!(
            "The note of the session {id} was written in both places. Both texts are kept: look at them with that session."
        ),
        ImportFinding::UnreadableHere(id) => {
            format!("The client {id} cannot be read here, and was left as they are. An export gets out what is there.")
        }
    }
}

const fn field_words(field: ImportField) -> &'static str {
    match field {
        ImportField::Name => "The name",
        ImportField::Called => "What the screen calls them",
        ImportField::Hurts => "Where it hurts",
        ImportField::Notes => "The note",
        ImportField::WorseSide => "The worse side",
        ImportField::Appointment => "The length of an appointment",
        ImportField::Levels => "The loudness",
        ImportField::KeepUntil => "How long the records are kept",
        ImportField::Born => "The day of birth",
        ImportField::Steps => "The course of the steps",
        ImportField::Pinned => "The day for which it stands ready",
        ImportField::Archived => "Whether it is put away",
        ImportField::Deleted => "Whether it is deleted",
        ImportField::Other => "Something else",
    }
}

fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= QUOTED {
        return format!("“{text}”");
    }
    format!("“{}…”", text.chars().take(QUOTED).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_taken_is_said_with_its_place() {
        let lost = |was_here, value: &str| ImportFinding::NotTaken {
            preset: None,
            field: ImportField::Notes,
            value: value.to_owned(),
            was_here,
        };
        assert_eq!(
            finding(&lost(true, "phone\nchanged")),
            "The note was changed in both places. The later change, in the file, stands; here it was “phone changed”."
        );
        assert_eq!(
            finding(&lost(false, "")),
            "The note was changed in both places. The later change, here, stands; in the file it was empty."
        );
        let long = finding(&lost(true, &"x".repeat(1000)));
        assert!(long.chars().count() < 200 && long.ends_with("…”."), "{long}");
    }

    #[test]
    fn counts_come_first_and_cautions_are_named() {
        let caution = ImportFinding::CautionAdded("right hip replaced".to_owned());
        let refused = vec![RefusedFile::WasErased("/b/client.json".into())];
        let report = ImportReport { clients: 1, findings: vec![caution], refused, ..ImportReport::default() };
        let expected = [
            "New or newer: clients 1, presets 0, sessions 0.",
            "A caution came: “right hip replaced”.",
            "/b/client.json: this client was erased here, and stays erased. Nothing was taken. They can be brought back.",
        ];
        assert_eq!(imported(&report), expected);
    }
}
