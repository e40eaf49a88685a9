use super::*;
use holdwell_model::Client;
use holdwell_store::ClientPage;

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
