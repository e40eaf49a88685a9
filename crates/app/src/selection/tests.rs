use super::*;
use holdwell_model::Client;
use holdwell_store::{ClientPage, Course, SessionLine, SessionState};
use jiff::Timestamp;

const NOON: i64 = 29_000_000;

fn client(number: u128, slot_mins: Option<u16>) -> SelectedClient {
    let mut client = Client::new(Id::from(uuid::Uuid::from_u128(number)), "Anna");
    client.slot_mins = slot_mins;
    SelectedClient { client: Arc::new(client), last_seen: None, last_session: None, preset: None }
}

fn page(of: &SelectedClient) -> VaultSnapshot {
    let page = ClientPage {
        client: (*of.client).clone(),
        last_seen: None,
        presets: Vec::new(),
        sessions: Vec::new(),
        all_sessions: 0,
        also: Vec::new(),
        home: Vec::new(),
        course: Course::default(),
        consents: Vec::new(),
    };
    VaultSnapshot { client: Some(Arc::new(page)), ..VaultSnapshot::default() }
}

#[test]
fn the_usual_appointment_comes_and_goes_with_its_client() {
    let mut selection = Selection::default();
    selection.choose(Some(client(1, Some(60))), NOON);
    assert_eq!(selection.until(), Some((NOON + 62) / 5 * 5));
    selection.choose(Some(client(2, None)), NOON);
    assert_eq!(selection.until(), None);
}

#[test]
fn an_appointment_set_by_hand_is_kept() {
    let mut selection = Selection::default();
    selection.set_until(Some(NOON + 30));
    selection.choose(Some(client(1, Some(60))), NOON);
    selection.lock();
    assert_eq!((selection.until(), selection.wanted()), (Some(NOON + 30), None));
    assert_eq!(selection.left((NOON + 29) * 60_000), Some(Millis::from_mins(1)));
    assert_eq!(selection.left((NOON + 31) * 60_000), None);
}

#[test]
fn a_client_known_by_id_is_selected_when_the_vault_shows_them() {
    let (anna, presets) = (client(1, Some(45)), Presets::default());
    let mut selection = Selection::default();
    selection.choose_by_id(anna.client.id, NOON);
    assert!(selection.is_awaiting() && selection.next.is_none());
    assert!(selection.follow(&page(&client(2, None)), &presets, false, NOON).is_none());
    assert!(selection.is_awaiting(), "another page shows nothing of her");
    assert!(selection.follow(&page(&anna), &presets, false, NOON).is_none());
    assert_eq!(selection.next.as_ref().map(|next| next.client.id), Some(anna.client.id));
    assert!(!selection.is_awaiting() && selection.until().is_some());
}

#[test]
fn a_new_client_who_cannot_be_saved_is_not_waited_for() {
    let anna = client(1, None).client.id;
    let (ticket, other) = (Ticket::default().next(), Ticket::default().next().next());
    let mut selection = Selection::default();
    selection.sent(anna, Some(ticket));
    selection.choose_by_id(anna, NOON);
    selection.replied(other, false);
    assert!(selection.is_awaiting(), "that was another request");
    selection.replied(ticket, false);
    assert!(!selection.is_awaiting(), "Start is not held up");
    selection.sent(anna, Some(ticket));
    selection.choose_by_id(anna, NOON);
    selection.replied(ticket, true);
    assert!(selection.is_awaiting(), "the vault is about to show her");
    selection.sent(anna, None);
    selection.choose_by_id(anna, NOON);
    assert!(!selection.is_awaiting(), "she was never sent");
}

fn session(number: u128, state: SessionState) -> SessionLine {
    SessionLine {
        id: Id::from(uuid::Uuid::from_u128(number)),
        client: None,
        name: String::new(),
        is_free: false,
        began: Timestamp::UNIX_EPOCH,
        recorded_began: None,
        entered: None,
        length: Millis(0),
        state,
        holds: 1,
        held: Millis(0),
    }
}

#[test]
fn the_last_session_is_that_of_the_page_whatever_became_of_the_one_before() {
    let anna = client(1, None);
    let [first, second] = [11, 12].map(|number| session(number, SessionState::Complete));
    let mut selection = Selection::default();
    selection.choose(Some(SelectedClient { last_session: Some(second.id), ..anna.clone() }), NOON);
    let shows = |sessions: Vec<SessionLine>| {
        let page = ClientPage { sessions, ..(**page(&anna).client.as_ref().unwrap()).clone() };
        VaultSnapshot { client: Some(Arc::new(page)), ..VaultSnapshot::default() }
    };
    let mut last_after = |sessions| {
        let _ready = selection.follow(&shows(sessions), &Presets::default(), false, NOON);
        selection.last_session()
    };
    assert_eq!(last_after(vec![second.clone(), first.clone()]), Some(second.id));
    assert_eq!(last_after(vec![first.clone()]), Some(first.id), "the last one was deleted");
    assert_eq!(last_after(vec![session(13, SessionState::Running), first.clone()]), Some(first.id));
    assert_eq!(last_after(Vec::new()), None);
    let other = shows(vec![second]);
    selection.choose(Some(client(2, None)), NOON);
    let _ready = selection.follow(&other, &Presets::default(), false, NOON);
    assert_eq!(selection.last_session(), None, "another client's page says nothing");
}

#[test]
fn whoever_turns_out_to_be_somebody_else_is_followed_there() {
    let (anna, twin) = (client(1, None), client(2, None));
    let mut shown = page(&anna);
    let also = vec![(twin.client.id, "A.".to_owned())];
    shown.client = Some(Arc::new(ClientPage {
        also,
        home: Vec::new(),
        course: Course::default(),
        consents: Vec::new(),
        sessions: vec![session(11, SessionState::Complete)],
        ..(**shown.client.as_ref().unwrap()).clone()
    }));
    let mut selection = Selection::default();
    selection.choose(Some(twin.clone()), NOON);
    selection.running = Some(Running { id: twin.client.id, client: Some(twin.clone()) });
    let _ready = selection.follow(&shown, &Presets::default(), true, NOON);
    assert_eq!((selection.wanted(), selection.last_session().is_some()), (Some(anna.client.id), true));
    assert_eq!(selection.running.as_ref().and_then(Running::client_id), Some(anna.client.id));
    selection.choose_by_id(twin.client.id, NOON);
    let _ready = selection.follow(&shown, &Presets::default(), true, NOON);
    assert_eq!(selection.next.as_ref().map(|next| next.client.id), Some(anna.client.id), "also who is awaited");
}

#[test]
fn nothing_of_an_erased_client_stays_under_any_id() {
    let (anna, twin, bert) = (client(1, Some(60)), client(2, None), client(3, None));
    let ids = [anna.client.id, twin.client.id];
    let mut selection = Selection::default();
    selection.choose(Some(anna.clone()), NOON);
    selection.running = Some(Running { id: bert.client.id, client: Some(twin.clone()) });
    selection.forget(&ids);
    assert!(!format!("{selection:?}").contains("Anna"), "{selection:?}");
    assert_eq!((selection.until(), selection.running.is_some()), (None, true), "the session itself is there");
    selection.choose_by_id(twin.client.id, NOON);
    selection.forget(&ids);
    assert!(!selection.is_awaiting());
    selection.choose(Some(bert.clone()), NOON);
    selection.forget(&ids);
    assert_eq!(selection.wanted(), Some(bert.client.id));
}

#[test]
fn nothing_of_a_client_survives_a_lock() {
    let anna = client(1, Some(60));
    let mut selection = Selection::default();
    selection.choose(Some(anna.clone()), NOON);
    selection.running = Some(Running { id: anna.client.id, client: Some(anna) });
    selection.lock();
    assert!(!format!("{selection:?}").contains("Anna"));
    assert_eq!(selection.until(), None, "the appointment was hers");
}
