//! Rows that cannot be read: each costs itself alone, is named, and goes out with an export as it is.

use std::fs;

use holdwell_model::{Client, Id};
use holdwell_store::{
    Consent, ConsentKind, ConsentState, Done, JournalPort as _, NoteRequest, NoteText, Request, RowKind, SessionState,
    UnreadableRow, VaultQuery, VaultSnapshot, new_id,
};
use holdwell_testkit::{Desk, morning, other_tool, session};
use holdwell_vault::{Archive, Folder};

/// A vault with two clients, each with a preset and two sessions.
struct Practice {
    desk: Desk,
    clients: [Client; 2],
    sessions: Vec<Id>,
    preset: Id,
    /// The one whose folder it is.
    first: Option<Desk>,
}

impl Practice {
    fn new() -> Self {
        let mut desk = Desk::new();
        let clients = ["Anna", "Bert"].map(|name| desk.client(name));
        let preset = clients.each_ref().map(|client| desk.preset(client.id, "Low back").id)[0];
        let mut sessions = Vec::new();
        for client in &clients {
            for _ in 0..2 {
                let id = new_id(morning().timestamp());
                for entry in session(id, Some(client.id), "warm") {
                    desk.journal.offer(entry).unwrap();
                }
                sessions.push(id);
            }
            desk.look(VaultQuery { client: Some(client.id), ..VaultQuery::default() });
            desk.wait("both", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 2));
        }
        Self { desk, clients, sessions, preset, first: None }
    }

    /// Spoils the vault as another program would, and opens it again.
    fn spoil(self, sql: &str) -> Self {
        let Self { mut desk, clients, sessions, preset, .. } = self;
        desk.close();
        other_tool(&desk.folder.join("vault.db"), None).execute_batch(sql).unwrap();
        let again = Desk::open(&desk.folder, None);
        again.look(VaultQuery { clients: Some(String::new()), client: Some(clients[0].id), ..VaultQuery::default() });
        Self { desk: again, clients, sessions, preset, first: Some(desk) }
    }

    fn seen(&self, what: &str, seen: impl Fn(&VaultSnapshot) -> bool) -> std::sync::Arc<VaultSnapshot> {
        self.desk.wait(what, |kept| kept.clients.len() == 2 && seen(kept))
    }

    /// Everybody is exported; answers the text of the first one's file.
    fn exported(mut self) -> String {
        self.desk.close();
        let folder = Folder::at(Some(self.desk.folder.clone())).unwrap();
        let archive = Archive::open(&folder, None, &morning()).unwrap();
        let out = tempfile::tempdir().unwrap();
        let mut first = String::new();
        for client in archive.clients(None).unwrap() {
            let file = archive.export(client, out.path(), &morning()).unwrap();
            if client == Some(self.clients[0].id) {
                first = fs::read_to_string(file.join("client.json")).unwrap();
            }
        }
        assert!(self.first.is_some(), "it was spoilt");
        first
    }
}

fn row(kind: RowKind, id: Id) -> UnreadableRow {
    UnreadableRow { kind, id: id.to_string() }
}

#[test]
fn a_session_that_cannot_be_read_costs_itself_alone() {
    for harm in ["holds = -1", "holds = 4294967296", "client = client, holds = -9223372036854775808"] {
        let practice = Practice::new();
        let bad = practice.sessions[0];
        let practice = practice.spoil(&format!("update session set {harm} where id = '{bad}'"));
        let kept = practice.seen("the page", |kept| kept.client.is_some());
        let page = kept.client.as_ref().unwrap();
        assert_eq!((page.sessions.len(), page.presets.len()), (1, 1), "{harm}");
        assert_eq!(page.sessions[0].state, SessionState::Complete);
        assert_eq!(*kept.unreadable, [row(RowKind::Session, bad)]);
        assert_eq!(kept.start.recent.len(), 2);
        assert!(practice.exported().contains(harm.rsplit(' ').next().unwrap()), "as it is");
    }
}

#[test]
fn a_client_or_a_preset_that_cannot_be_read_costs_itself_alone() {
    let practice = Practice::new();
    let anna = practice.clients[0].id;
    let practice =
        practice.spoil(&format!("update client set whole = '{{\"odd\":1', sessions = -7 where id = '{anna}'"));
    let kept = practice.seen("who cannot be read", |kept| !kept.unreadable.is_empty());
    assert_eq!((kept.client.is_none(), &*kept.unreadable), (true, &vec![row(RowKind::Client, anna)]));
    assert_eq!(kept.start.recent.len(), 1, "the other one");
    let bert = practice.clients[1].id;
    practice.desk.look(VaultQuery { clients: Some(String::new()), client: Some(bert), ..VaultQuery::default() });
    let kept = practice.seen("the other one's page", |kept| kept.client.is_some());
    assert_eq!(*kept.unreadable, []);
    let page = practice.desk.done(Request::SaveClient(Box::new(practice.clients[1].clone())));
    assert_eq!(page, Done::ClientSaved);
    assert!(practice.exported().contains(r#"{\"odd\":1"#), "as it is");

    let practice = Practice::new();
    let preset = practice.preset;
    let practice = practice.spoil(&format!("update preset set whole = '{{}}' where id = '{preset}'"));
    let kept = practice.seen("the page", |kept| kept.client.is_some());
    assert_eq!(*kept.unreadable, [row(RowKind::Preset, preset)]);
    assert_eq!(kept.client.as_ref().unwrap().sessions.len(), 2);
    practice.exported();
}

#[test]
fn a_hold_or_a_plan_that_cannot_be_read_costs_its_session_alone() {
    for table in ["hold", "added_step", "plan"] {
        let practice = Practice::new();
        let bad = practice.sessions[0];
        let sql = match table {
            "hold" => format!("update hold set whole = '{{}}' where session = '{bad}' and bout = 0"),
            "plan" => {
                format!("insert into plan values ('odd', '{{}}'); update session set plan = 'odd' where id = '{bad}'")
            }
            _ => format!("insert into added_step values ('{bad}', 9, '[]')"),
        };
        let practice = practice.spoil(&sql);
        practice.desk.look(VaultQuery {
            clients: Some(String::new()),
            session: Some(bad),
            questions: Some(None),
            ..VaultQuery::default()
        });
        let kept = practice.seen("it is named", |kept| !kept.unreadable.is_empty());
        assert_eq!((kept.session.is_none(), &*kept.unreadable), (true, &vec![row(RowKind::Session, bad)]), "{table}");
        practice.exported();
    }
}

#[test]
fn a_part_of_a_note_or_a_consent_that_cannot_be_read_costs_itself_alone() {
    let practice = Practice::new();
    let (session, other, anna) = (practice.sessions[0], practice.sessions[1], practice.clients[0].id);
    let text = NoteText { plan: "As this time".to_owned(), ..NoteText::default() };
    practice.desk.done(Request::Note(NoteRequest::Sign(session, Box::new(text), "J. Signer".to_owned())));
    practice.desk.done(Request::Note(NoteRequest::Add(session, "sore since".to_owned(), "J. Signer".to_owned())));
    let since = morning().timestamp();
    let consent = Consent { kind: ConsentKind::Photo, state: ConsentState::Given, since, words: String::new() };
    practice.desk.done(Request::Note(NoteRequest::Consent(anna, Box::new(consent.clone()))));
    let bad = "018f0000-0000-7000-8000-00000000ffff";
    let practice = practice.spoil(&format!(
        "insert into addendum values ('{bad}', '{session}', 1, 'desk', 'J. Signer', cast(x'ff' as text));
        insert into consent values ('{bad}', '{anna}', 1, 'desk', 'treat', 'given', 1, cast(x'ff' as text));
        insert into note_signed values ('{bad}', '{other}', 9223372036854775807, 'desk', cast(x'ff' as text), '{{}}');"
    ));
    let kept = practice.seen("the page", |kept| kept.client.is_some());
    assert_eq!(kept.client.as_ref().unwrap().consents, [consent]);
    assert_eq!(*kept.unreadable, [UnreadableRow { kind: RowKind::Consent, id: bad.to_owned() }]);
    assert_eq!(kept.own.signs_as, None, "nor does it take the therapist's own with it");
    assert!(kept.start.recent.len() == 2);
    practice.desk.look(VaultQuery { clients: Some(String::new()), session: Some(session), ..VaultQuery::default() });
    let kept = practice.seen("the session", |kept| kept.session.is_some());
    let note = &kept.session.as_ref().unwrap().note;
    assert_eq!((note.signed.len(), note.addenda.len(), note.is_unreadable), (1, 1, false));
    assert_eq!(note.unreadable, [bad]);
    practice.desk.look(VaultQuery { clients: Some(String::new()), session: Some(other), ..VaultQuery::default() });
    let kept = practice.seen("the other", |kept| kept.session.as_ref().is_some_and(|page| page.session.id == other));
    assert!(kept.session.as_ref().unwrap().note.is_unreadable);
    let exported = practice.exported();
    assert!(exported.contains("sore since") && exported.contains(bad), "as it is");
}
