//! Chains and rings of clients who are one person, and those who are said to be somebody who is not here.

use holdwell_testkit::other_tool;

use super::*;

/// Names as whom each of these clients is shown.
fn persons<const N: usize>(desk: &Desk, clients: [Id; N]) -> [Id; N] {
    clients.map(|client| seen(desk, client).client.as_ref().unwrap().client.id)
}

#[test]
fn chains_are_merged_and_taken_apart_in_any_order() {
    for (order, parted) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let twice = Twice::new();
        let desk = &twice.two.desks[0];
        let ([a, b], c) = (twice.both(), desk.client("Robin Probe-Smith").id);
        let mut merges = [(b, a), (a, c)];
        merges.rotate_left(order);
        for (from, into) in merges {
            assert_eq!(desk.done(Request::MergeClients(from, into)), Done::ClientsMerged);
        }
        assert_eq!(persons(desk, [a, b, c]), [c, c, c]);
        assert_eq!(desk.refused(Request::MergeClients(c, b)), Failure::NoSuchClient, "they are one already");
        assert_eq!(texts(&shown(desk, c)).len(), 2);
        let mut parts = [b, a];
        parts.rotate_left(parted);
        desk.done(Request::PartClient(parts[0]));
        let expected = if parted == 0 { [c, b, c] } else { [a, a, c] };
        assert_eq!(persons(desk, [a, b, c]), expected);
        desk.done(Request::PartClient(parts[1]));
        assert_eq!(persons(desk, [a, b, c]), [a, b, c]);
        assert_eq!(desk.refused(Request::PartClient(b)), Failure::NoSuchClient);
        assert_eq!(texts(&shown(desk, b)), ["right hip replaced"]);
    }
}

#[test]
fn one_who_is_shown_as_another_brings_that_one_along() {
    let twice = Twice::new();
    let desk = &twice.two.desks[0];
    let ([a, b], c) = (twice.both(), desk.client("Robin Probe-Smith").id);
    twice.merge(0);
    assert_eq!(desk.done(Request::MergeClients(b, c)), Done::ClientsMerged);
    assert_eq!(persons(desk, [a, b, c]), [c, c, c]);
}

#[test]
fn two_who_are_each_said_to_be_the_other_are_shown_and_can_be_taken_apart() {
    let twice = Twice::new();
    let [a, b] = twice.both();
    twice.carry(0, "before", &[a, b]);
    twice.merge(0);
    twice.two.desks[1].done(Request::MergeClients(a, b));
    twice.carry(1, "the other way", &[a, b]);
    let desk = &twice.two.desks[0];
    let kept = seen(desk, a);
    assert_eq!((kept.all_clients, kept.clients[0].sessions), (1, 2));
    let (least, other) = (a.min(b), a.max(b));
    assert_eq!(persons(desk, [a, b]), [least, least]);
    assert_eq!(texts(&shown(desk, a)).len(), 2);
    assert_eq!(desk.refused(Request::PartClient(least)), Failure::NoSuchClient, "they are shown as themselves");
    assert_eq!(desk.done(Request::PartClient(other)), Done::ClientsParted);
    assert_eq!(persons(desk, [a, b]), [a, b]);
    assert_eq!(desk.handle.kept().all_clients, 2);
    let c = desk.client("Robin Probe-Smith").id;
    desk.done(Request::MergeClients(a, c));
    assert_eq!(persons(desk, [a, b, c]), [c, b, c]);
}

#[test]
fn whoever_is_said_to_be_somebody_who_is_not_here_is_shown_as_themselves_until_that_one_comes() {
    let twice = Twice::new();
    twice.merge(0);
    let [a, b] = twice.both();
    let out = twice.export(0, "merged", &[a]);
    let desk = Desk::new();
    let file = |client: Id| out.join(client.to_string()).join("client.json");
    desk.done(Request::Import(file(b), Erased::StayErased));
    assert_eq!(persons(&desk, [b]), [b]);
    assert_eq!(desk.refused(Request::PartClient(b)), Failure::NoSuchClient);
    desk.done(Request::Import(file(a), Erased::StayErased));
    assert_eq!(persons(&desk, [a, b]), [a, a]);
    assert_eq!(texts(&shown(&desk, b)).len(), 2);
}

#[test]
fn they_are_shown_as_one_though_another_file_of_the_folder_cannot_be_read() {
    let twice = Twice::new();
    twice.merge(0);
    let [a, b] = twice.both();
    let out = twice.export(0, "merged", &[a]);
    std::fs::create_dir(out.join("z")).unwrap();
    std::fs::write(out.join("z/client.json"), "{").unwrap();
    let desk = Desk::new();
    let Done::Imported(report) = desk.done(Request::Import(out, Erased::StayErased)) else { panic!("imported") };
    assert_eq!((report.clients, report.refused.len()), (2, 1));
    assert_eq!(persons(&desk, [a, b]), [a, a]);
}

#[test]
fn they_are_shown_as_one_once_the_vault_is_opened_after_an_import_that_was_cut_off() {
    let mut twice = Twice::new();
    twice.merge(0);
    let [a, b] = twice.both();
    twice.two.desks[0].close();
    let folder = twice.two.desks[0].folder.clone();
    other_tool(&folder.join("vault.db"), None).execute_batch("update client set person = null").unwrap();
    let desk = Desk::open(&folder, None);
    assert_eq!(persons(&desk, [a, b]), [a, a]);
    assert_eq!(texts(&shown(&desk, a)).len(), 2);
}

#[test]
fn one_who_is_said_to_be_themselves_is_nobody_else() {
    let mut twice = Twice::new();
    let [a, b] = twice.both();
    twice.two.desks[0].close();
    let folder = twice.two.desks[0].folder.clone();
    let sql = format!("update client set whole = json_set(whole, '$.same_as', id) where id = '{a}'");
    other_tool(&folder.join("vault.db"), None).execute_batch(&sql).unwrap();
    let desk = Desk::open(&folder, None);
    assert_eq!(desk.refused(Request::MergeClients(a, a)), Failure::NoSuchClient);
    assert_eq!(desk.refused(Request::PartClient(a)), Failure::NoSuchClient);
    assert_eq!(desk.done(Request::MergeClients(b, a)), Done::ClientsMerged);
    assert_eq!(persons(&desk, [a, b]), [a, a]);
    desk.done(Request::PartClient(b));
    assert_eq!(persons(&desk, [a, b]), [a, b]);
}

#[test]
fn whoever_is_taken_out_of_a_ring_leaves_the_others_as_one() {
    for longer in [false, true] {
        for which in 1..3 + usize::from(longer) {
            let mut twice = Twice::new();
            let desk = &mut twice.two.desks[0];
            let mut ring = vec![twice.two.client.id, twice.other.id, desk.client("Probe, Robin").id];
            ring.extend(longer.then(|| desk.client("Robin P.").id));
            ring.sort();
            desk.close();
            let file = other_tool(&desk.folder.join("vault.db"), None);
            for (from, into) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let sql = "update client set whole = json_set(whole, '$.same_as', ?2) where id = ?1";
                file.execute(sql, [from.to_string(), into.to_string()]).unwrap();
            }
            drop(file);
            let desk = Desk::open(&desk.folder, None);
            let persons = |desk: &Desk| ring.iter().map(|one| shown(desk, *one).id).collect::<Vec<_>>();
            assert_eq!(persons(&desk), vec![ring[0]; ring.len()]);
            assert_eq!(desk.done(Request::PartClient(ring[which])), Done::ClientsParted);
            let mut expected = vec![ring[0]; ring.len()];
            expected[which] = ring[which];
            assert_eq!(persons(&desk), expected, "{which} of {}", ring.len());
        }
    }
}
