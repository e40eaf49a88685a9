//! What is asked, by who does it: each request has one place where it is done.

use std::path::PathBuf;

use holdwell_library::Preset;
use holdwell_model::{Client, Id, Position, Routine};
use holdwell_store::{Draft, Passphrase, Photo, Question, QuestionReply, Request, VaultQuery};

/// A request, by who does it.
#[derive(Debug)]
pub(super) enum Task {
    /// The reader looks at something else.
    Look(VaultQuery),
    /// Everybody else's work is the writer's.
    Write(Box<Work>),
}

/// What the vault's thread does.
#[derive(Debug)]
pub(super) enum Work {
    /// Something with the vault itself, whatever state it is in.
    OfTheVault(OfTheVault),
    /// Something inside an open vault, about clients, presets and sessions.
    OfClients(OfClients),
    /// Something inside an open vault that is the therapist's own.
    Own(OfHerOwn),
}

/// What is done with the vault itself.
#[derive(Debug)]
pub(super) enum OfTheVault {
    Unlock(Passphrase),
    Lock,
    SetPassphrase {
        old: Option<Passphrase>,
        new: Option<Passphrase>,
    },
    Backup,
    Restore(PathBuf),
    BeginAnew,
    /// It is inside the vault, but its file has to be written anew.
    Erase(Id),
}

/// What is done about clients, presets and sessions.
#[derive(Debug)]
pub(super) enum OfClients {
    Save(Client),
    CautionsSeen(Id, Vec<Id>),
    Export(Id, PathBuf),
    SavePreset(Preset),
    RestorePreset(Id, u32),
    DeletePreset(Id, bool),
    MoveSession(Id, Option<Id>),
    Annotate(Id, Option<u32>, String),
    AnswerQuestion(Question, QuestionReply),
    KeepPartial(Id),
    Discard(Id),
}

/// What is done with the therapist's own.
#[derive(Debug)]
pub(super) enum OfHerOwn {
    SavePosition(Position),
    DeletePosition(String, bool),
    SaveRoutine(Routine),
    DeleteRoutine(String, bool),
    KeepDraft(Draft),
    DropDraft(String),
    Favourite(String, bool),
    SetPhoto(String, Option<Photo>),
    DismissAdvice(String),
}

impl Task {
    /// Who does what is asked.
    pub(super) fn of(request: Request) -> Self {
        let vault = |what| Self::Write(Box::new(Work::OfTheVault(what)));
        let clients = |what| Self::Write(Box::new(Work::OfClients(what)));
        let own = |what| Self::Write(Box::new(Work::Own(what)));
        match request {
            Request::Look(looking) => Self::Look(looking),
            Request::Unlock(passphrase) => vault(OfTheVault::Unlock(passphrase)),
            Request::Lock => vault(OfTheVault::Lock),
            Request::SetPassphrase { old, new } => vault(OfTheVault::SetPassphrase { old, new }),
            Request::Backup => vault(OfTheVault::Backup),
            Request::Restore(path) => vault(OfTheVault::Restore(path)),
            Request::BeginAnew => vault(OfTheVault::BeginAnew),
            Request::EraseClient(id) => vault(OfTheVault::Erase(id)),
            Request::SaveClient(client) => clients(OfClients::Save(*client)),
            Request::CautionsSeen(client, cautions) => clients(OfClients::CautionsSeen(client, cautions)),
            Request::ExportClient(id, folder) => clients(OfClients::Export(id, folder)),
            Request::SavePreset(preset) => clients(OfClients::SavePreset(*preset)),
            Request::RestorePreset(id, version) => clients(OfClients::RestorePreset(id, version)),
            Request::DeletePreset(id, deleted) => clients(OfClients::DeletePreset(id, deleted)),
            Request::MoveSession(session, client) => clients(OfClients::MoveSession(session, client)),
            Request::Annotate(session, item, text) => clients(OfClients::Annotate(session, item, text)),
            Request::AnswerQuestion(question, answer) => clients(OfClients::AnswerQuestion(*question, answer)),
            Request::KeepPartial(session) => clients(OfClients::KeepPartial(session)),
            Request::Discard(session) => clients(OfClients::Discard(session)),
            Request::SavePosition(position) => own(OfHerOwn::SavePosition(*position)),
            Request::DeletePosition(id, deleted) => own(OfHerOwn::DeletePosition(id, deleted)),
            Request::SaveRoutine(routine) => own(OfHerOwn::SaveRoutine(*routine)),
            Request::DeleteRoutine(id, deleted) => own(OfHerOwn::DeleteRoutine(id, deleted)),
            Request::KeepDraft(draft) => own(OfHerOwn::KeepDraft(*draft)),
            Request::DropDraft(routine) => own(OfHerOwn::DropDraft(routine)),
            Request::Favourite(position, likes) => own(OfHerOwn::Favourite(position, likes)),
            Request::SetPhoto(position, photo) => own(OfHerOwn::SetPhoto(position, photo)),
            Request::DismissAdvice(advice) => own(OfHerOwn::DismissAdvice(advice)),
        }
    }
}
