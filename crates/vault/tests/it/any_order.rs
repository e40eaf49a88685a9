//! Imports in any order give the same vault.

use std::path::PathBuf;

use holdwell_engine::ScoreKind;
use holdwell_library::{Library, Preset, hold_name};
use holdwell_model::{HoldName, Id, Side};
use holdwell_store::{
    Consent, ConsentKind, ConsentState, Corrected, Correction, Done, ImportFinding, ImportReport, NoteRequest,
    NoteText, Request, VaultState,
};
use holdwell_testkit::morning;
use proptest::prelude::*;

use crate::two::{Two, caution, content, import, shuffled};

/// A deed at one of two computers.
#[derive(Debug, Clone)]
enum Deed {
    Notes(usize, u8),
    Caution(usize, u8),
    Clear(usize),
    Preset(usize, i8),
    Delete(usize, bool),
    Session(usize, bool),
    /// A hold gets the name of a position, or none.
    Name(usize, u32, Option<&'static str>),
    /// A score of a hold is corrected, or put back.
    Correct(usize, u32, Corrected<Option<u8>>),
    /// The note of the session is written, signed, or added to; or an addendum is begun.
    Note(usize, u8, u8),
    /// The client agrees to photos, or takes that back.
    Consent(usize, bool),
    Carry(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (on, item) = (0..2_usize, 0..2_u32);
    let position = prop_oneof![Just(None), Just(Some("psoas")), Just(Some("piriformis"))];
    let value = prop_oneof![Just(Corrected::AsRecorded), prop::option::of(0..=10_u8).prop_map(Corrected::To)];
    prop_oneof![
        1 => (on.clone(), any::<u8>()).prop_map(|(on, what)| Deed::Notes(on, what)),
        1 => (on.clone(), any::<u8>()).prop_map(|(on, what)| Deed::Caution(on, what)),
        1 => on.clone().prop_map(Deed::Clear),
        1 => (on.clone(), -4..5_i8).prop_map(|(on, louder)| Deed::Preset(on, louder)),
        1 => (on.clone(), any::<bool>()).prop_map(|(on, deleted)| Deed::Delete(on, deleted)),
        1 => (on.clone(), any::<bool>()).prop_map(|(on, deleted)| Deed::Session(on, deleted)),
        2 => (on.clone(), item.clone(), position).prop_map(|(on, item, name)| Deed::Name(on, item, name)),
        2 => (on.clone(), item, value).prop_map(|(on, item, value)| Deed::Correct(on, item, value)),
        2 => (on.clone(), 0..4_u8, any::<u8>()).prop_map(|(on, how, what)| Deed::Note(on, how, what)),
        1 => (on.clone(), any::<bool>()).prop_map(|(on, given)| Deed::Consent(on, given)),
        2 => on.prop_map(Deed::Carry),
    ]
}

fn named(position: &str) -> HoldName {
    hold_name(Library::builtin().position(position).unwrap(), Side::Left)
}

/// Writes, signs or adds to the note of a session.
fn note(session: Id, how: u8, what: u8) -> Request {
    let text = || Box::new(NoteText { plan: format!("plan {what}"), ..NoteText::default() });
    Request::Note(match how {
        0 => NoteRequest::Save { session, was: Box::default(), now: text() },
        1 => NoteRequest::Sign(session, text(), "J. Signer".to_owned()),
        2 => NoteRequest::Begin { session, was: String::new(), now: format!("begun {what}") },
        _ => NoteRequest::Add(session, format!("added {what}"), "J. Signer".to_owned()),
    })
}

fn consent(client: Id, given: bool) -> Request {
    let state = if given { ConsentState::Given } else { ConsentState::Withdrawn };
    let since = morning().timestamp();
    let consent = Consent { kind: ConsentKind::Photo, state, since, words: String::new() };
    Request::Note(NoteRequest::Consent(client, Box::new(consent)))
}

/// A few whole vaults at hand; more of them where many cases are wanted of every property.
fn cases() -> u32 {
    let wanted = std::env::var("HOLDWELL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(0_u32);
    (wanted / 500).max(8)
}

/// Exports somebody else of the first computer, with a preset, of whom the other files say nothing.
fn bystander(two: &Two) -> PathBuf {
    let [desk, _] = &two.desks;
    let client = desk.client("Somebody Else");
    desk.preset(client.id, "Her neck");
    let Done::Exported(folder) = desk.done(Request::ExportClient(client.id, two.out.path().join("somebody else")))
    else {
        panic!("not exported")
    };
    folder.join("client.json")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// The files of all states, in two orders, into two vaults in which there is only somebody else, whose rows stay as
    /// they are; and once more.
    #[test]
    fn imports_in_any_order_give_the_same_vault(deeds in prop::collection::vec(deed(), 3..9), shuffle in any::<u64>()) {
        let mut two = Two::new();
        let bystander = bystander(&two);
        let mut files = vec![two.export(0, "first")];
        for (place, deed) in deeds.into_iter().enumerate() {
            let on = match deed {
                Deed::Notes(on, what) => {
                    two.change(on, |client| client.notes = format!("notes {what}"));
                    on
                }
                Deed::Caution(on, what) => {
                    two.change(on, |client| client.cautions.push(caution(&format!("caution {what}"))));
                    on
                }
                Deed::Clear(on) => {
                    two.change(on, |client| client.cautions.clear());
                    on
                }
                Deed::Preset(on, louder) => {
                    two.desks[on].done(Request::SavePreset(Box::new(Preset { louder, ..two.preset.clone() })));
                    on
                }
                Deed::Delete(on, deleted) => {
                    two.desks[on].done(Request::SetPresetDeleted(two.preset.id, deleted));
                    on
                }
                Deed::Session(on, deleted) => {
                    // It may be so already.
                    let _done = two.desks[on].ask(Request::SetSessionDeleted(two.session, deleted));
                    on
                }
                Deed::Name(on, item, name) => {
                    let name = name.map(|position| Box::new(named(position)));
                    // The session may be deleted.
                    let _done = two.desks[on].ask(Request::NameHold(two.session, item, name));
                    on
                }
                Deed::Correct(on, item, value) => {
                    let one = Correction::Score { item, contact: 0, kind: ScoreKind::After, value };
                    let _done = two.desks[on].ask(Request::Correct(two.session, vec![one]));
                    on
                }
                Deed::Note(on, how, what) => {
                    // It may be signed, or not signed yet.
                    let _done = two.desks[on].ask(note(two.session, how, what));
                    on
                }
                Deed::Consent(on, given) => {
                    two.desks[on].done(consent(two.client.id, given));
                    on
                }
                Deed::Carry(from) => {
                    two.carry(from, 1 - from);
                    1 - from
                }
            };
            files.push(two.export(on, &format!("state {place}")));
        }
        let other = shuffled(&files, shuffle);
        let seen = [&files, &other].map(|files| {
            let place = tempfile::tempdir().unwrap();
            let _report = import(place.path(), &bystander);
            let others = content(place.path());
            assert!(others.iter().any(|(client, _)| !client.is_empty()), "somebody is there");
            for file in files {
                let _report = import(place.path(), file);
            }
            let once = content(place.path());
            assert!(others.iter().all(|one| once.contains(one)), "whoever is not in the files stays as they are");
            for file in files {
                let mut again = import(place.path(), file);
                // That is said each time.
                again.findings.retain(|finding| !matches!(finding, ImportFinding::SessionStaysDeleted(_)));
                assert_eq!(again, ImportReport::default(), "twice is once");
            }
            assert_eq!(content(place.path()), once);
            once
        });
        prop_assert_eq!(&seen[0], &seen[1]);
        let open = two.desks.iter().all(|desk| matches!(desk.handle.kept().vault, VaultState::Open { .. }));
        prop_assert!(open);
    }
}
