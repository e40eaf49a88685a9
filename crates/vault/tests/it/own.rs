//! Content that is the therapist's own: positions, routines, photos, what she likes and knows.

use holdwell_library::Library;
use holdwell_model::{Position, Routine};
use holdwell_store::{Draft, Failure, Photo, Request, VaultQuery, VaultState};
use holdwell_testkit::{Desk, passphrase};

fn position(id: &str, name: &str) -> Position {
    let psoas = Library::builtin().position("psoas").unwrap().clone();
    Position { id: id.to_owned(), name: name.to_owned(), ..psoas }
}

fn routine(id: &str, name: &str) -> Routine {
    let mixed = Library::builtin().routine("low-back-mixed").unwrap().clone();
    Routine { id: id.to_owned(), name: name.to_owned(), ..mixed }
}

#[test]
fn own_positions_and_routines_are_kept_changed_deleted_and_put_back() {
    let desk = Desk::new();
    desk.done(Request::SavePosition(Box::new(position("own-psoas", "Psoas, my way"))));
    desk.done(Request::SaveRoutine(Box::new(routine("own-back", "My low back"))));
    desk.done(Request::SavePosition(Box::new(position("own-psoas", "Psoas, gently"))));
    let kept = desk.wait("both", |kept| kept.own.positions.iter().any(|one| one.name == "Psoas, gently"));
    assert_eq!(*kept.own.positions[0], position("own-psoas", "Psoas, gently"));
    assert_eq!(kept.own.positions.len(), 1);
    assert_eq!(*kept.own.routines[0], routine("own-back", "My low back"));
    let nameless = Request::SavePosition(Box::new(position("own-nameless", " ")));
    assert_eq!(desk.refused(nameless), Failure::WithoutName);

    desk.done(Request::SetPositionDeleted("own-psoas".to_owned(), true));
    desk.done(Request::SetRoutineDeleted("own-back".to_owned(), true));
    desk.wait("gone", |kept| kept.own.positions.is_empty() && kept.own.routines.is_empty());
    desk.done(Request::SetPositionDeleted("own-psoas".to_owned(), false));
    desk.done(Request::SetRoutineDeleted("own-back".to_owned(), false));
    desk.wait("back", |kept| kept.own.positions.len() == 1 && kept.own.routines.len() == 1);
    assert_eq!(desk.refused(Request::SetRoutineDeleted("own-other".to_owned(), true)), Failure::NoSuchRoutine);
}

#[test]
fn what_she_likes_knows_and_builds_is_there_the_next_time() {
    let mut desk = Desk::new();
    let draft = Draft { routine: "own-back".to_owned(), whole: serde_json::json!({ "steps": [1, 2] }) };
    desk.done(Request::Favourite("psoas".to_owned(), true));
    desk.done(Request::Favourite("iliacus".to_owned(), true));
    desk.done(Request::Favourite("iliacus".to_owned(), false));
    desk.done(Request::DismissAdvice("home-items".to_owned()));
    desk.done(Request::KeepDraft(Box::new(draft.clone())));
    let other = Draft { routine: "own-other".to_owned(), ..draft.clone() };
    desk.done(Request::KeepDraft(Box::new(other)));
    desk.done(Request::DropDraft("own-other".to_owned()));
    desk.close();
    let again = Desk::at(&desk.folder, None);
    let kept = again.wait("all of it", |kept| !kept.own.drafts.is_empty());
    assert_eq!(kept.own.favourites.iter().collect::<Vec<_>>(), ["psoas"]);
    assert_eq!(kept.own.known.iter().collect::<Vec<_>>(), ["home-items"]);
    assert_eq!(kept.own.drafts.iter().map(|one| (**one).clone()).collect::<Vec<_>>(), [draft]);
}

#[test]
fn a_photo_is_seen_where_it_is_looked_at_and_by_nobody_who_is_locked_out() {
    let desk = Desk::new();
    let photo = Photo { width: 2, height: 1, jpeg: vec![0xff, 0xd8, 0xff, 0xd9] };
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    desk.done(Request::SetPhoto("psoas".to_owned(), Some(photo.clone())));
    desk.done(Request::SavePosition(Box::new(position("own-psoas", "Psoas, my way"))));
    desk.look(VaultQuery { photo: Some("psoas".to_owned()), ..VaultQuery::default() });
    let kept = desk.wait("the photo", |kept| kept.photo.is_some());
    assert_eq!(kept.photo.as_ref().map(|(whose, photo)| (whose.as_str(), (**photo).clone())), Some(("psoas", photo)));
    assert!(kept.own.photos.contains("psoas"));
    desk.done(Request::Lock);
    let locked = desk.wait("locked", |kept| matches!(kept.vault, VaultState::Locked { .. }));
    assert!(locked.photo.is_none() && locked.own.photos.is_empty() && locked.own.positions.is_empty());
    desk.done(Request::Unlock(passphrase("open sesame")));
    desk.wait("it again", |kept| kept.photo.is_some() && kept.own.positions.len() == 1);
    desk.done(Request::SetPhoto("psoas".to_owned(), None));
    desk.wait("none", |kept| kept.photo.is_none() && kept.own.photos.is_empty());
}

#[test]
fn what_is_built_for_a_client_goes_with_them() {
    let desk = Desk::new();
    let (maria, ada) = (desk.client("Maria Berg"), desk.client("Ada Lin"));
    for (id, client) in [("preset-1", maria.id), ("preset-2", ada.id)] {
        let whole = serde_json::json!({ "document": {}, "preset": { "preset": { "client": client } } });
        desk.done(Request::KeepDraft(Box::new(Draft { routine: id.to_owned(), whole })));
    }
    desk.done(Request::KeepDraft(Box::new(Draft { routine: "own-1".to_owned(), whole: serde_json::json!("text") })));
    desk.done(Request::EraseClient(maria.id));
    desk.done(Request::SaveRoutine(Box::new(routine("own-back", "My low back"))));
    let kept = desk.wait("the drafts", |kept| !kept.own.routines.is_empty());
    let mut left: Vec<&str> = kept.own.drafts.iter().map(|draft| draft.routine.as_str()).collect();
    left.sort_unstable();
    assert_eq!(left, ["own-1", "preset-2"]);
}
