//! Erasing somebody who was written down twice: nothing of either is left, whichever of the two it is asked of.

use holdwell_store::RefusedFile;
use holdwell_testkit::files_with;

use super::*;

const KEPT: [&str; 8] = [
    "Robin Probe",
    "R. Probe",
    "pacemaker",
    "right hip replaced",
    "Low back",
    "Shoulders",
    "warmnotes",
    "theirsremark",
];

#[test]
fn whoever_is_shown_as_an_erased_client_is_erased_with_them() {
    for which in 0..2 {
        let twice = Twice::new();
        let folder = twice.two.desks[0].folder.clone();
        twice.change(0, |client| "warmnotes".clone_into(&mut client.notes));
        let before = twice.export(0, "before", &twice.both());
        twice.merge(0);
        twice.two.desks[0].done(Request::Backup);
        for text in KEPT {
            assert!(holds(&folder, text), "{text} was there");
        }
        let done = twice.two.desks[0].done(Request::EraseClient(twice.both()[which]));
        let Done::ClientErased(left) = &done else { panic!("{done:?}") };
        assert!(!left.copies.is_empty(), "the copy that holds them is named");
        twice.two.desks[0].wait("nobody", |kept| kept.all_clients == 0);
        for text in KEPT {
            assert!(!holds(&folder, text), "{text} is left");
        }
        let refused = twice.two.desks[0].ask(Request::Import(before.clone(), Erased::StayErased));
        let file = |client: Id| RefusedFile::WasErased(before.join(client.to_string()).join("client.json"));
        let mut both = twice.both();
        both.sort_by_key(ToString::to_string);
        assert_eq!(refused, Err(Failure::NotImported(both.map(file).to_vec())));
        assert_eq!(twice.two.desks[0].handle.kept().all_clients, 0);
    }
}

/// Says if a text is anywhere in the vault's own files, the copies apart.
fn holds(folder: &std::path::Path, text: &str) -> bool {
    files_with(folder, text.as_bytes()).iter().any(|file| file.parent() == Some(folder))
}

#[test]
fn whoever_is_said_to_be_an_erased_client_is_taken_and_shown_as_themselves() {
    let twice = Twice::new();
    let [a, b] = twice.both();
    twice.merge(0);
    let out = twice.export(0, "merged", &[a]);
    let there = &twice.two.desks[1];
    there.done(Request::EraseClient(a));
    let done = there.done(Request::Import(out.clone(), Erased::StayErased));
    let Done::Imported(report) = done else { panic!("{done:?}") };
    let erased = RefusedFile::WasErased(out.join(a.to_string()).join("client.json"));
    assert_eq!((report.clients, report.refused), (1, vec![erased]));
    let kept = seen(there, b);
    assert_eq!((kept.all_clients, kept.client.as_ref().unwrap().client.id), (1, b));
    assert_eq!(texts(&kept.client.as_ref().unwrap().client), ["right hip replaced"], "nothing of the erased one");
    there.done(Request::Import(out, Erased::AreBroughtBack));
    assert_eq!(shown(there, b).id, a, "once they are back it is said of them again");
}
