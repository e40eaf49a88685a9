//! Presets: every save is a version, and every version can come back.

use holdwell_library::Preset;
use holdwell_store::{Draft, Failure, Request, VaultQuery};
use holdwell_testkit::{Desk, morning, preset};

#[test]
fn every_save_is_a_version_and_any_can_come_back() {
    let desk = Desk::new();
    let client = desk.client("Anna");
    let first = desk.preset(client.id, "Low back");
    desk.look(VaultQuery { preset: Some(first.id), client: Some(client.id), ..VaultQuery::default() });
    let second =
        Preset { name: "Low back, slower".to_owned(), louder: -2, pinned: Some(morning().date()), ..first.clone() };
    desk.done(Request::SavePreset(Box::new(second)));
    let kept = desk.wait("two", |kept| kept.preset.as_ref().is_some_and(|page| page.versions.len() == 2));
    let page = kept.preset.as_ref().unwrap();
    assert_eq!((page.preset.version, page.preset.name.as_str()), (2, "Low back, slower"));
    assert_eq!(page.versions.iter().map(|(_, preset)| preset.version).collect::<Vec<_>>(), [2, 1]);

    desk.done(Request::RestorePreset(first.id, 1));
    let kept = desk.wait("three", |kept| kept.preset.as_ref().is_some_and(|page| page.versions.len() == 3));
    let page = kept.preset.as_ref().unwrap();
    let back = Preset { version: 3, pinned: Some(morning().date()), ..first.clone() };
    assert_eq!(*page.preset, back, "what it was, and still pinned");
    assert_eq!(page.versions[1].1.name, "Low back, slower", "nothing is lost");
    assert_eq!(desk.refused(Request::RestorePreset(first.id, 9)), Failure::NoSuchPreset);
}

#[test]
fn what_is_seen_is_of_one_moment() {
    let desk = Desk::new();
    let client = desk.client("Anna");
    let first = desk.preset(client.id, "Low back");
    desk.look(VaultQuery { preset: Some(first.id), client: Some(client.id), ..VaultQuery::default() });
    for save in 2..150 {
        desk.done(Request::SavePreset(Box::new(Preset { louder: (save % 3) as i8, ..first.clone() })));
        let kept = desk.wait("a page", |kept| kept.preset.is_some() && kept.client.is_some());
        let page = kept.preset.as_ref().unwrap();
        assert_eq!(page.preset.version as usize, page.versions.len(), "one read saw an older vault than the next");
        assert_eq!(kept.client.as_ref().unwrap().presets[0].preset, page.preset);
    }
}

#[test]
fn a_deleted_preset_is_gone_and_comes_back() {
    let desk = Desk::new();
    let client = desk.client("Anna");
    let low_back = desk.preset(client.id, "Low back");
    desk.look(VaultQuery { client: Some(client.id), ..VaultQuery::default() });
    desk.wait("it", |kept| kept.client.as_ref().is_some_and(|page| page.presets.len() == 1));
    desk.done(Request::SetPresetDeleted(low_back.id, true));
    desk.wait("gone", |kept| kept.client.as_ref().is_some_and(|page| page.presets.is_empty()));
    desk.done(Request::SetPresetDeleted(low_back.id, false));
    desk.wait("back", |kept| kept.client.as_ref().is_some_and(|page| page.presets.len() == 1));
}

#[test]
fn start_shows_who_is_expected_today_and_what_they_will_want() {
    let desk = Desk::new();
    let (anna, bert) = (desk.client("Anna"), desk.client("Bert"));
    let today = Preset { pinned: Some(morning().date()), ..preset(bert.id, "For today") };
    let tomorrow = Preset { pinned: Some(morning().date().tomorrow().unwrap()), ..preset(anna.id, "For tomorrow") };
    let archived = Preset { pinned: Some(morning().date()), archived: true, ..preset(anna.id, "Put away") };
    for preset in [&today, &tomorrow, &archived] {
        desk.done(Request::SavePreset(Box::new(preset.clone())));
    }
    let kept = desk.wait("all", |kept| kept.start.recent.iter().all(|recent| recent.preset.is_some()));
    assert_eq!(kept.start.pinned.len(), 1);
    assert_eq!(kept.start.pinned[0].client.id, bert.id);
    assert_eq!(kept.start.pinned[0].preset.as_ref().unwrap().id, today.id);
    let recent: Vec<_> = kept.start.recent.iter().map(|recent| recent.preset.as_ref().unwrap().id).collect();
    assert_eq!(recent, [tomorrow.id, today.id], "the one that was put away is not offered");
}

#[test]
fn a_preset_needs_its_client() {
    let desk = Desk::new();
    let nobody = holdwell_store::new_id(morning().timestamp());
    let preset = preset(nobody, "Nobody's");
    assert_eq!(desk.refused(Request::SavePreset(Box::new(preset))), Failure::NoSuchClient);
}

#[test]
fn what_was_built_of_a_preset_goes_with_its_saving_and_with_its_client() {
    let desk = Desk::new();
    let (anna, bert) = (desk.client("Anna"), desk.client("Bert"));
    let low_back = desk.preset(anna.id, "Low back");
    // As it is built while both are shown as one.
    let whole = serde_json::json!({ "document": {}, "preset": { "preset": { "id": low_back.id, "client": bert.id } } });
    let keep =
        || desk.done(Request::KeepDraft(Box::new(Draft { routine: "preset-1".to_owned(), whole: whole.clone() })));
    // A draft is shown with the next change of anything else.
    let is_shown = |name: &str| {
        keep();
        let _other = desk.client(name);
        desk.wait("a draft", |kept| kept.own.drafts.len() == 1);
    };
    is_shown("Carl");
    desk.done(Request::SavePreset(Box::new(low_back.clone())));
    desk.wait("no draft after saving", |kept| kept.own.drafts.is_empty());
    is_shown("Dora");
    desk.done(Request::EraseClient(anna.id));
    desk.wait("no draft after the erase", |kept| kept.own.drafts.is_empty());
}

#[test]
fn a_preset_of_one_client_is_not_saved_as_that_of_another() {
    let desk = Desk::new();
    let (anna, bert) = (desk.client("Anna"), desk.client("Bert"));
    let low_back = desk.preset(anna.id, "Low back");
    let given = Preset { client: bert.id, name: "Shoulders".to_owned(), ..low_back.clone() };
    let whole = serde_json::json!({ "document": {}, "preset": { "preset": { "id": low_back.id, "client": bert.id } } });
    desk.done(Request::KeepDraft(Box::new(Draft { routine: "preset-1".to_owned(), whole })));
    assert_eq!(desk.refused(Request::SavePreset(Box::new(given))), Failure::PresetOfAnother);
    desk.wait("the draft, which nothing has taken in", |kept| kept.own.drafts.len() == 1);
    let kept = desk.see(VaultQuery { preset: Some(low_back.id), client: Some(bert.id), ..VaultQuery::default() });
    let hers = Preset { version: 1, ..low_back };
    assert_eq!(*kept.preset.as_ref().unwrap().preset, hers, "it is as it was");
    assert!(kept.client.as_ref().unwrap().presets.is_empty());
}
