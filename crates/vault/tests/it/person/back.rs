//! What was taken away from what is shown of a person and is said again is of whom it was before.

use holdwell_model::Preferences;

use super::*;

/// The two as they were written down, each with something in every field that is shown.
fn told() -> (Twice, Client, Client) {
    let twice = Twice::new();
    let desk = &twice.two.desks[0];
    let own = Client { slot_mins: Some(60), ..shown(desk, twice.two.client.id) };
    let hurts = [Region::Jaw, Region::Chest].map(|region| Spot { region, side: Side::Left });
    let theirs = Client {
        called: Some("Bobby".to_owned()),
        worse_side: Some(Side::Left),
        hurts: hurts.into(),
        preferences: Preferences { louder: 2 },
        keep_until: Some(date(2040, 1, 1)),
        ..twice.other.clone()
    };
    for client in [&own, &theirs] {
        desk.done(Request::SaveClient(Box::new(client.clone())));
    }
    (twice, own, theirs)
}

/// Takes the two apart and says that each is as they were.
fn are_as_before(twice: &Twice, own: &Client, theirs: &Client) {
    twice.part(0);
    assert_eq!(&shown(&twice.two.desks[0], own.id), own);
    assert_eq!(&shown(&twice.two.desks[0], theirs.id), theirs);
}

#[test]
fn a_caution_that_is_put_back_is_of_whom_it_was() {
    let (mut twice, own, theirs) = told();
    twice.merge(0);
    let caution = theirs.cautions[0].clone();
    twice.change(0, |client| client.cautions.retain(|one| one.id != caution.id));
    // Something else is changed, and somebody else turns out to be the same, before it is put back.
    twice.change(0, |client| client.slot_mins = Some(45));
    let third = twice.two.desks[0].client("Probe, Robin").id;
    twice.two.desks[0].done(Request::MergeClients(third, own.id));
    twice.change(0, |client| client.cautions.insert(1, caution));
    assert_eq!(texts(&shown(&twice.two.desks[0], own.id)), ["pacemaker", "right hip replaced"]);
    twice.change(0, |client| client.slot_mins = Some(60));
    are_as_before(&twice, &own, &theirs);
    twice.two.desks[0].close();
}

#[test]
fn a_caution_that_is_put_back_once_they_are_taken_apart_is_of_whom_it_was() {
    let (twice, own, theirs) = told();
    twice.merge(0);
    let caution = theirs.cautions[0].clone();
    twice.change(0, |client| client.cautions.retain(|one| one.id != caution.id));
    twice.part(0);
    twice.change(0, |client| client.cautions.push(caution));
    assert_eq!(&shown(&twice.two.desks[0], own.id), &own);
    assert_eq!(&shown(&twice.two.desks[0], theirs.id), &theirs);
}

#[test]
fn whatever_is_said_again_is_of_whom_it_was() {
    let (twice, own, theirs) = told();
    twice.merge(0);
    let before = shown(&twice.two.desks[0], own.id);
    let empty = Client::new(before.id, &before.name);
    twice.change(0, |client| *client = empty.clone());
    assert_eq!(shown(&twice.two.desks[0], own.id), empty);
    twice.change(0, |client| *client = before.clone());
    assert_eq!(shown(&twice.two.desks[0], own.id), before);
    are_as_before(&twice, &own, &theirs);
}

#[test]
fn one_thing_after_the_other_is_changed_and_changed_back() {
    let (twice, own, theirs) = told();
    twice.merge(0);
    let changes: [fn(&mut Client); 7] = [
        |client| client.notes.clear(),
        |client| client.worse_side = Some(Side::Right),
        |client| client.called = None,
        |client| client.keep_until = Some(date(2030, 1, 1)),
        |client| client.preferences = Preferences { louder: 1 },
        |client| client.hurts.retain(|spot| spot.region != Region::Jaw),
        |client| client.cautions.clear(),
    ];
    for change in changes {
        let before = shown(&twice.two.desks[0], own.id);
        twice.change(0, change);
        assert_ne!(shown(&twice.two.desks[0], own.id), before);
        twice.change(0, |client| *client = before.clone());
        assert_eq!(shown(&twice.two.desks[0], own.id), before);
    }
    are_as_before(&twice, &own, &theirs);
}

#[test]
fn what_is_new_is_of_the_one_who_is_shown() {
    let (twice, own, theirs) = told();
    twice.merge(0);
    twice.change(0, |client| client.cautions.clear());
    let again = Caution { id: new_id(morning().timestamp()), ..theirs.cautions[0].clone() };
    twice.change(0, |client| client.cautions.push(again));
    twice.part(0);
    assert_eq!(texts(&shown(&twice.two.desks[0], own.id)), ["right hip replaced"], "it was written anew");
    assert_eq!(texts(&shown(&twice.two.desks[0], theirs.id)), Vec::<&str>::new());
}

#[test]
fn notes_that_are_put_back_with_more_are_of_whom_they_were() {
    let (twice, own, theirs) = told();
    twice.merge(0);
    twice.change(0, |client| client.notes.clear());
    twice.change(0, |client| client.notes = "warm\n\nR. Probe: cool and more".to_owned());
    are_as_before(&twice, &own, &Client { notes: "cool and more".to_owned(), ..theirs });
}

#[test]
fn a_session_that_is_moved_back_is_of_whom_it_was() {
    let mut twice = Twice::new();
    twice.merge(0);
    let [one, other] = twice.both();
    let (folder, session) = (twice.two.desks[0].folder.clone(), twice.session);
    let third = twice.two.desks[0].client("Jo").id;
    // The first of them has the folder.
    let mut before = Vec::new();
    for to in [Some(third), None] {
        twice.two.desks[0].done(Request::MoveSession(session, to));
        // It may be a day later.
        twice.two.desks[0].close();
        before.push(std::mem::replace(&mut twice.two.desks[0], Desk::open(&folder, None)));
        twice.two.desks[0].done(Request::MoveSession(session, Some(one)));
    }
    twice.part(0);
    let kept = seen(&twice.two.desks[0], other);
    assert_eq!(kept.client.as_ref().unwrap().sessions[0].id, session);
    let out = twice.two.out.path().join("moved");
    twice.two.desks[0].done(Request::MoveSession(session, Some(third)));
    twice.two.desks[0].done(Request::ExportClient(third, out.clone()));
    for file in ["client.json", "client.html"] {
        let text = std::fs::read_to_string(out.join(third.to_string()).join(file)).unwrap();
        assert!(!text.contains(&other.to_string()), "whose it was before goes out with nobody: {file}");
    }
}
