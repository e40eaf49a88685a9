//! What the vault keeps, out of it and into it again.

use std::fs;

use holdwell_model::Client;
use holdwell_store::new_id;
use holdwell_vault::{Archive, Folder as Vault};
use jiff::Timestamp;

use crate::rig::{Folder, holdwell};

/// An exported file with one client in it, as `export` would write it.
fn exported(folder: &Folder, name: &str) -> (String, Client) {
    let client = Client::new(new_id(Timestamp::UNIX_EPOCH), name);
    let row = serde_json::json!({
        "id": client.id, "version": 1, "author": "therapist", "saved": 0, "name": name, "whole": client, "sessions": 0,
    });
    let whole = serde_json::json!({
        "format": "holdwell-client", "version": 1, "client": client.id, "exported": "2026-03-02T10:00:00Z",
        "tables": { "client": [row] }, "log": [],
    });
    (folder.file(&format!("{name}.json"), whole.to_string()), client)
}

#[test]
fn what_is_imported_is_exported_again() {
    let folder = Folder::new();
    let data = folder.path("data");
    let (anna, bert) = (exported(&folder, "Anna"), exported(&folder, "Bert"));
    for (file, _) in [&anna, &bert] {
        let said = holdwell(&["--data", &data, "import", file]).well();
        assert_eq!(said, "new or newer: clients 1, presets 0, sessions 0\n");
    }
    let out = folder.path("out");
    assert_eq!(holdwell(&["--data", &data, "export", "--client", "anna", "--out", &out]).well(), said(1, &out));
    let page = fs::read_to_string(format!("{out}/{}/client.html", anna.1.id)).unwrap();
    assert!(page.contains("<h1>Anna</h1>"), "{page}");
    assert!(!fs::exists(format!("{out}/{}", bert.1.id)).unwrap());
    let all = format!("2 clients and the sessions without a client written to {out}\n");
    assert_eq!(holdwell(&["--data", &data, "export", "--out", &out]).well(), all);

    let tables = format!("tables written to {out}/holdwell-tables\n");
    assert_eq!(holdwell(&["--data", &data, "export", "--tables", "--out", &out]).well(), tables);
    let sessions = fs::read_to_string(format!("{out}/holdwell-tables/sessions.csv")).unwrap();
    assert!(sessions.starts_with("\u{feff}session,client,client id,began,"), "{sessions}");

    // The whole folder into another vault.
    let other = folder.path("other");
    let imported = holdwell(&["--data", &other, "import", &out]).well();
    assert_eq!(imported, "new or newer: clients 2, presets 0, sessions 0\n");
    let again = holdwell(&["--data", &other, "import", &out]).well();
    assert_eq!(again, "new or newer: clients 0, presets 0, sessions 0\n");
}

fn said(clients: u32, out: &str) -> String {
    format!("{clients} client{} written to {out}\n", if clients == 1 { "" } else { "s" })
}

#[test]
fn whoever_is_not_there_or_not_alone_is_said() {
    let folder = Folder::new();
    let (data, out) = (folder.path("data"), folder.path("out"));
    let nobody = || holdwell(&["--data", &data, "export", "--client", "Nobody", "--out", &out]).problems();
    assert!(nobody()[0].contains("there is no vault yet"), "{:?}", nobody());
    assert!(!fs::exists(&data).unwrap(), "and none is begun");
    let (_, client) = exported(&folder, "Anna");
    let (again, _) = exported(&folder, "anna");
    for file in [folder.path("Anna.json"), again] {
        holdwell(&["--data", &data, "import", &file]).well();
    }
    assert!(nobody()[0].contains("no such client"), "{:?}", nobody());
    let problems = holdwell(&["--data", &data, "export", "--client", "anna", "--out", &out]).problems();
    assert!(problems[0].contains("more than one") && problems[0].contains(&client.id.to_string()), "{problems:?}");
    holdwell(&["--data", &data, "export", "--client", &client.id.to_string(), "--out", &out]).well();
}

#[test]
fn a_file_that_nobody_exported_is_named_and_the_others_are_taken() {
    let folder = Folder::new();
    let data = folder.path("data");
    let problems = holdwell(&["--data", &data, "import", &folder.path("nothing")]).problems();
    assert!(problems[0].contains("nothing"), "{problems:?}");
    let (good, _) = exported(&folder, "Anna");
    for name in ["a", "b"] {
        fs::create_dir_all(folder.path(&format!("in/{name}"))).unwrap();
    }
    fs::copy(good, folder.path("in/b/client.json")).unwrap();
    folder.file("in/a/client.json", "{");
    let outcome = holdwell(&["--data", &data, "import", &folder.path("in")]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, "new or newer: clients 1, presets 0, sessions 0\n"));
    assert!(outcome.err.contains("a/client.json: this is not what"), "{}", outcome.err);
    let vault = Archive::open(&Vault::at(Some(data.into())).unwrap(), None, &"2026-03-02T10:00[UTC]".parse().unwrap());
    assert_eq!(vault.unwrap().clients(Some("anna")).unwrap().len(), 1);
}

#[test]
fn what_two_computers_changed_is_joined_and_said() {
    let folder = Folder::new();
    let data = folder.path("data");
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/vault/tests/it/fixtures");
    let import = |name: &str| holdwell(&["--data", &data, "import", fixtures.join(name).to_str().unwrap()]).well();
    assert_eq!(import("two-computers-laptop.json"), "new or newer: clients 1, presets 0, sessions 0\n");
    let said = import("two-computers-desktop.json");
    let words = "The note was changed in both places. The later change, here, stands; in the file it was “desktop: phone \
        changed (earlier)”.";
    assert_eq!(said, format!("new or newer: clients 0, presets 0, sessions 0\n{words}\n"));
    assert_eq!(import("two-computers-desktop.json"), "new or newer: clients 0, presets 0, sessions 0\n");
}
