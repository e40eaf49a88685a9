//! Sentences about what the vault did.

use holdwell_files::shown;
use holdwell_store::{
    Done, Failure, Leftovers, News, Outcome, PassphraseChange, RowKind, UnreadableRow, VaultError, WorkKind,
};
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};

use super::export::not_exported;
use super::home;
use super::import;
use super::trouble::vault_error;

/// Sentence for a diary whose plan nobody knows here.
pub const NO_SUCH_PLAN: &str =
    "No plan of this diary was given from here. Look on the computer where it was made, or ask whose it is.";

/// A sentence for the person at the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toast {
    /// Something is done: it stands for a moment.
    Done(String),
    /// Something came to nothing: it stands until something else is done.
    Failed(String),
}

/// Returns the sentence about the outcome of a request; `None` where it is done without a word.
pub fn outcome(outcome: &Outcome) -> Option<Toast> {
    match outcome {
        Ok(done) => self::done(done).map(Toast::Done),
        Err(failure) => Some(Toast::Failed(self::failure(failure))),
    }
}

/// Returns the sentence about something that nobody asked for.
pub fn news(news: &News) -> Toast {
    match news {
        News::NotRecording(why) => Toast::Failed(format!(
            "The session is not being recorded. {} What happens is held, and written when it can be.",
            vault_error(why)
        )),
        News::RecordingAgain => Toast::Done("The session is recorded again, with everything that waited.".to_owned()),
        News::NoCopy(why) => Toast::Failed(no_copy(why)),
        News::Unreadable(why) => Toast::Failed(vault_error(why)),
    }
}

/// The question before the window is closed over a session that is not in the vault yet.
pub const UNRECORDED: &str = "A session is not recorded yet: unlock the vault to keep it, or close again to leave it";

/// Returns the sentence about something that is done; `None` where it is done without a word.
pub fn done(done: &Done) -> Option<String> {
    let words = match done {
        Done::DraftKept
        | Done::DraftDropped
        | Done::HoldNamed
        | Done::NoteKept
        | Done::TextBlockKept
        | Done::NoteTemplateKept => return None,
        Done::Unlocked => "Unlocked",
        Done::AlreadyOpen => "The vault is open.",
        Done::Locked => "Locked",
        Done::HasNoPassphrase => "The vault has no passphrase, and stays open.",
        Done::PassphraseChanged(change, left) => return Some(passphrase_changed(*change, left)),
        Done::CopyMade => "Copy made",
        Done::CopyRestored(aside) => return Some(exchanged("The copy is in place", aside.as_deref())),
        Done::BegunAnew(aside) => {
            return Some(exchanged("An empty vault without a passphrase was begun", aside.as_deref()));
        }
        Done::ClientSaved => "Client saved",
        Done::ClientsMerged => "They are one client now",
        Done::ClientsParted => "They are two clients again",
        Done::ClientErased(leftovers) => return Some(erased(leftovers)),
        Done::CautionsNoted | Done::AdviceDismissed | Done::FollowUpKept => "Noted",
        Done::Exported(path) | Done::NoteExported(path) => return Some(format!("Written to {}", shown(path))),
        Done::RetentionSet => "The rule is set",
        Done::HandedOver(handed) => return Some(super::keeping::handed_over(handed)),
        Done::NoteSigned => "Signed: the note is locked from now on",
        Done::AddendumKept => "Added to the note",
        Done::ConsentNoted => "Consent noted",
        Done::Imported(report) => return Some(import::imported(report).join(" ")),
        Done::PresetSaved => "Preset saved",
        Done::PresetRestored => "Earlier version restored",
        Done::PresetDeleted => "Preset deleted",
        Done::PresetPutBack => "Preset put back",
        Done::HomePlanGiven => "Home plan given",
        Done::DiaryTaken(taken) => return Some(home::diary_taken(taken.brought)),
        Done::MeasuresKept => "Measured",
        Done::MeasureDeleted => "Measure deleted",
        Done::MeasurePutBack => "Measure put back",
        Done::CarePlanSaved => "Plan of care saved",
        Done::CarePlanDeleted => "Plan of care deleted",
        Done::CarePlanPutBack => "Plan of care put back",
        Done::SessionMoved => "Session moved",
        Done::SessionCorrected => "Corrected: what was recorded stands beside it",
        Done::SessionEntered => "Session entered",
        Done::RemarkKept | Done::QuestionAnswered | Done::FavouriteKept => "Kept",
        Done::SessionDeleted => "Session deleted",
        Done::SessionPutBack => "Session put back",
        Done::SessionKept => "Kept as it is",
        Done::PositionSaved => "Position saved",
        Done::PositionDeleted => "Position deleted",
        Done::PositionPutBack => "Position put back",
        Done::RoutineSaved => "Routine saved",
        Done::RoutineDeleted => "Routine deleted",
        Done::RoutinePutBack => "Routine put back",
        Done::PhotoKept => "Photo kept",
        Done::PhotoRemoved => "Photo taken away",
    };
    Some(words.to_owned())
}

/// Returns the sentences about something that came to nothing: why, and what to do.
pub fn failure(failure: &Failure) -> String {
    let words = match failure {
        Failure::TooBusy => "The vault has more to do than it can take in now. Nothing was changed: try again",
        Failure::Locked => "The vault is locked. Unlock it first.",
        Failure::Opening => "The vault is being opened. Try again.",
        Failure::MustWait(secs) => {
            return format!("After several wrong passphrases the next one has to wait: try again in {secs} s.");
        }
        Failure::SessionRunning => "A session is being recorded. This waits until it is over.",
        Failure::EraseWhileRunning => "A session is being recorded. Erase the client when it is over.",
        Failure::JournalWaits => "Something is not written yet, and would be lost. Make room for it first.",
        Failure::UnsavedChanges => {
            "Not locked: something could not be kept, and would be gone with the lock. The next lock gives it up."
        }
        Failure::NoSuchClient => "This client is no longer in the vault.",
        Failure::NoSuchPreset => "This preset is no longer in the vault.",
        Failure::PresetOfAnother => {
            "This preset is another client's, and stays as it is. Keep it as a new preset of this client."
        }
        Failure::HomePlanOfAnother => {
            "This home plan was given to another client, and stays theirs. Make a new one for this client."
        }
        Failure::NoSuchHomePlan => NO_SUCH_PLAN,
        Failure::CourseOfAnother => {
            "This was kept for another client, and stays theirs. Enter it anew for this client."
        }
        Failure::NotInCourse => "This measure or plan of care is no longer in the vault, or is not as it was.",
        Failure::NoSuchSession => "This session is no longer in the vault, or is not as it was.",
        Failure::NoteIsSigned => "This note is signed, and stays as it is. Add what is missing as an addendum.",
        Failure::NoteNotSigned => "This note is not signed yet. Write what is missing into the note itself.",
        Failure::EmptyNote => "There is nothing to keep. Write something first.",
        Failure::SignedByNobody => "A signature needs a name. Write yours.",
        Failure::NoSuchText => "This sentence or template is no longer in the vault.",
        Failure::NoSuchPosition => "This position is no longer in the vault.",
        Failure::NoSuchRoutine => "This routine is no longer in the vault.",
        Failure::ClientWithoutName => "A client needs a name. Write one, however short.",
        Failure::WithoutName => "It needs a name. Write one, however short.",
        Failure::NotExported(why) => return not_exported(why),
        Failure::NotImported(files) => return files.iter().map(import::refused).collect::<Vec<_>>().join(" "),
        Failure::PassphraseNotChanged { why, encrypted } => return passphrase_not_changed(why, *encrypted),
        Failure::NoCopy(why) => return no_copy(why),
        Failure::TracesLeft(why) => return traces_left(why),
        Failure::Storage(why) => return vault_error(why),
    };
    words.to_owned()
}

/// Returns the sentence about a row that cannot be read.
pub fn unreadable(row: &UnreadableRow) -> String {
    let what = match row.kind {
        RowKind::Client => "This client",
        RowKind::Preset => "A preset",
        RowKind::Session => "A session",
        RowKind::Consent => "A consent",
        RowKind::Course => "A measure, a plan of care or an answer",
        RowKind::HomePlan => "A home plan, or a part of its diary,",
    };
    format!("{what} cannot be read ({}). It is kept as it is, and goes out with an export.", row.id)
}

/// Returns what is being done that takes long.
pub const fn work(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Copy => "Making a copy",
        WorkKind::CheckCopies => "Checking the copies",
        WorkKind::Restore => "Putting the copy in place",
        WorkKind::Rewrite => "Writing the vault anew",
    }
}

fn no_copy(why: &VaultError) -> String {
    format!("No copy was made: {}", vault_error(why))
}

fn traces_left(why: &VaultError) -> String {
    let erased = "Erased, but the vault could not be written anew, so that traces may be left in its file";
    format!("{erased}: {} Erase once more when that is settled.", vault_error(why))
}

fn passphrase_changed(change: PassphraseChange, left: &[PathBuf]) -> String {
    let done = match change {
        PassphraseChange::Removed => "The vault has no passphrase any more",
        PassphraseChange::Set => "The vault has a passphrase now",
        PassphraseChange::Replaced => "The vault has another passphrase now",
    };
    if left.is_empty() {
        return done.to_owned();
    }
    let left: Vec<String> = left.iter().map(|copy| shown(copy)).collect();
    format!("{done}. These copies could not be changed and are as they were: {}.", left.join(", "))
}

fn passphrase_not_changed(why: &VaultError, encrypted: bool) -> String {
    let state = if encrypted {
        "The passphrase was not changed. The vault is encrypted, and the one before holds"
    } else {
        "No passphrase was set. The vault is NOT encrypted"
    };
    format!("{state}. {}", vault_error(why))
}

fn exchanged(done: &str, aside: Option<&Path>) -> String {
    let before = aside.map(|aside| format!(" What was there before is in {}.", shown(aside)));
    format!("{done}.{}", before.unwrap_or_default())
}

fn erased(leftovers: &Leftovers) -> String {
    let Leftovers { copies, aside, folder } = leftovers;
    let listed = |made: &[DateTime]| {
        made.iter().map(|made| made.strftime("%Y-%m-%d %H:%M").to_string()).collect::<Vec<_>>().join(", ")
    };
    let mut sentences = vec!["Erased.".to_owned()];
    if !copies.is_empty() {
        let until = "still hold this client until newer ones take their place";
        sentences.push(format!("These copies of the vault {until}: {}.", listed(copies)));
    }
    if !aside.is_empty() {
        let place = format!("which were set aside in {}", shown(folder));
        sentences
            .push(format!("These vaults, {place}, may hold this client until you remove them: {}.", listed(aside)));
    }
    if copies.is_empty() && aside.is_empty() {
        sentences.push("No copy holds this client.".to_owned());
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_erased_client_is_said_with_the_places_that_are_left() {
        let made = date(2026, 3, 2).at(10, 0, 0, 0);
        let left = Leftovers { copies: vec![made, made], aside: vec![made], folder: "/vaults".into() };
        let words = "Erased. These copies of the vault still hold this client until newer ones take their place: \
            2026-03-02 10:00, 2026-03-02 10:00. These vaults, which were set aside in /vaults, may hold this client \
            until you remove them: 2026-03-02 10:00.";
        assert_eq!(done(&Done::ClientErased(left)).as_deref(), Some(words));
        let nowhere = done(&Done::ClientErased(Leftovers::default()));
        assert_eq!(nowhere.as_deref(), Some("Erased. No copy holds this client."));
    }

    #[test]
    fn what_was_there_before_is_named() {
        let words = done(&Done::CopyRestored(Some("/vaults/aside".into())));
        assert_eq!(words.as_deref(), Some("The copy is in place. What was there before is in /vaults/aside."));
        let copies = done(&Done::PassphraseChanged(PassphraseChange::Set, vec!["/a".into(), "/b".into()]));
        let words = "The vault has a passphrase now. These copies could not be changed and are as they were: /a, /b.";
        assert_eq!(copies.as_deref(), Some(words));
    }

    #[test]
    fn a_passphrase_that_was_not_set_is_said_with_the_state_of_the_vault() {
        let why = || VaultError::WrongPassphrase("/vault.db".into());
        let failed = |encrypted| failure(&Failure::PassphraseNotChanged { why: why(), encrypted });
        let because = vault_error(&why());
        let words = "No passphrase was set. The vault is NOT encrypted.";
        assert_eq!(failed(false), format!("{words} {because}"));
        let words = "The passphrase was not changed. The vault is encrypted, and the one before holds.";
        assert_eq!(failed(true), format!("{words} {because}"));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named() {
        let row = UnreadableRow { kind: RowKind::Session, id: "01a2".to_owned() };
        let words = "A session cannot be read (01a2). It is kept as it is, and goes out with an export.";
        assert_eq!(unreadable(&row), words);
    }

    #[test]
    fn a_draft_is_kept_without_a_word_and_lost_with_one() {
        assert_eq!(outcome(&Ok(Done::DraftKept)), None);
        let full = VaultError::Full("/vault.db".into());
        let lost = outcome(&Err(Failure::Storage(full.clone())));
        assert_eq!(lost, Some(Toast::Failed(vault_error(&full))));
    }
}
