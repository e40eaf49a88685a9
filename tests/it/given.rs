//! What a client is given holds nothing of the client but what was ticked.

use std::fs;

use holdwell_home::HomePlan;
use holdwell_library::Library;
use holdwell_testkit::holds;

use crate::rig::{Folder, builtin, holdwell};

/// Words of the client that the vault knows.
const CLIENT: [&str; 4] = ["Quixworth", "Annamaria", "Nannerl", "Zebrafishknee"];

/// Gives a client a plan in every form: the path and the bytes of each. The fragment is there as the plan that it holds,
/// and as the link stands on the sheet.
fn given(folder: &Folder, more: &[&str]) -> Vec<(String, Vec<u8>)> {
    let (data, plan) = (folder.path("data"), folder.path("plan.holdwell"));
    let args = [
        "plan",
        "make",
        &builtin("desk-break-at-home"),
        "--out",
        &plan,
        "--client",
        "Annamaria Quixworth",
        "--data",
        &data,
    ];
    let _facts = holdwell(&[&args[..], more].concat()).well();
    let mut forms = vec![plan.clone()];
    let mut make = |verb: &str, name: &str, more: &[&str]| {
        let out = folder.path(name);
        holdwell(&[&["plan", verb, &plan, "--out", &out][..], more].concat()).well();
        forms.push(out);
    };
    make("sheet", "sheet.html", &["--web", "https://clinic.example/"]);
    make("page", "page.html", &["--speech", "off"]);
    for kind in ["sound.mp3", "sound.flac"] {
        make("sound", kind, &["--speech", "off"]);
    }
    let mut forms: Vec<_> = forms.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    let plan = HomePlan::read(&forms[0].1).unwrap();
    let fragment = plan.fragment(&Library::builtin());
    let read = HomePlan::of_fragment(&fragment, &Library::builtin()).unwrap();
    forms.push(("fragment".to_owned(), (fragment + &read.write()).into_bytes()));
    forms
}

fn client(folder: &Folder) {
    let list = "Name,Called,Notes\nAnnamaria Quixworth,Nannerl,Zebrafishknee since spring\n";
    let import = ["import", &folder.file("clients.csv", list), "--data", &folder.path("data")];
    holdwell(&[&import[..], &["--called", "Called", "--notes", "Notes"]].concat()).well();
}

#[test]
fn nothing_of_the_client_leaves_that_was_not_ticked() {
    let folder = Folder::new();
    client(&folder);
    let forms = given(&folder, &[]);
    let out = folder.path("out");
    holdwell(&["export", "--out", &out, "--data", &folder.path("data")]).well();
    let mut ids = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let id = ids.find(|id| id != "no-client").unwrap();
    assert!(fs::read_to_string(format!("{out}/{id}/client.json")).unwrap().contains("Zebrafishknee"), "it is known");
    for (form, bytes) in forms {
        for word in CLIENT.iter().copied().chain([id.as_str()]) {
            assert!(!holds(&bytes, word), "{form}: {word}");
        }
    }
}

#[test]
fn what_was_ticked_is_there_and_no_more() {
    let folder = Folder::new();
    client(&folder);
    let ticked = ["--name", "Nannerl", "--call", "Jo Millerton, 555 0101"];
    for (form, bytes) in given(&folder, &ticked) {
        for word in CLIENT.iter().filter(|word| **word != "Nannerl") {
            assert!(!holds(&bytes, word), "{form}: {word}");
        }
        assert!(holds(&bytes, "Nannerl"), "{form}");
        assert_eq!(holds(&bytes, "Millerton"), !form.contains("sound."), "{form}");
    }
}
