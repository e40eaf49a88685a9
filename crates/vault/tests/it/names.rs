//! Names that holds are given afterwards: they travel with their client, and a session is found by them and no others.

use holdwell_library::{Library, hold_name};
use holdwell_model::{HoldName, Id, Region, Side};
use holdwell_store::{HistoryFilter, HistoryQuery, QuestionKind, Request, VaultQuery, VaultSnapshot};
use holdwell_testkit::Desk;

use crate::two::Two;

fn named(position: &str) -> HoldName {
    hold_name(Library::builtin().position(position).unwrap(), Side::Left)
}

fn name(desk: &Desk, session: Id, item: u32, name: Option<&str>) {
    let _done = desk.done(Request::NameHold(session, item, name.map(named).map(Box::new)));
}

/// Looks at the session and at the history, once what was asked before is written.
fn look(desk: &Desk, session: Id, filter: &HistoryFilter) -> std::sync::Arc<VaultSnapshot> {
    let history = Some(HistoryQuery { filter: filter.clone(), first: 0 });
    desk.see(VaultQuery {
        session: Some(session),
        questions: Some(Some(session)),
        clients: Some(filter.words.clone()),
        history,
        ..VaultQuery::default()
    })
}

/// Counts the sessions that these words find.
fn found_by_words(desk: &Desk, session: Id, words: &str) -> u32 {
    let filter = HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
    look(desk, session, &filter).history.as_ref().unwrap().found
}

/// Counts the sessions in which this region was treated.
fn found_by_region(desk: &Desk, session: Id, region: Region) -> u32 {
    let filter = HistoryFilter { regions: [region].into(), ..HistoryFilter::default() };
    look(desk, session, &filter).history.as_ref().unwrap().found
}

#[test]
fn a_name_given_on_one_computer_arrives_on_the_other() {
    let two = Two::new();
    let name = |on: usize, item, given| name(&two.desks[on], two.session, item, given);
    let look = |on: usize| look(&two.desks[on], two.session, &HistoryFilter::default());
    name(1, 0, Some("piriformis"));
    name(1, 1, Some("quadratus-lumborum"));
    name(1, 1, None);
    two.carry(1, 0);
    for on in [0, 1] {
        let seen = look(on);
        let page = seen.session.as_ref().unwrap();
        assert_eq!(page.hold_name(&page.records[0]), ("Piriformis".to_owned(), Side::Left));
        assert_eq!(page.hold_name(&page.records[1]).0, "");
        let asked: Vec<_> = seen.questions.iter().map(|question| (question.item, question.asks)).collect();
        assert_eq!(asked, [(1, QuestionKind::Name)]);
        let found = |region| found_by_region(&two.desks[on], two.session, region);
        assert_eq!((found(Region::Buttock), found(Region::AbdomenHip), found(Region::Flank)), (1, 0, 0), "desk {on}");
        let found = |words| found_by_words(&two.desks[on], two.session, words);
        assert_eq!((found("piriformis"), found("psoas"), found("quadratus")), (1, 0, 0), "desk {on}");
    }
    name(0, 1, Some("psoas"));
    two.carry(0, 1);
    for on in [0, 1] {
        assert!(look(on).questions.is_empty());
        assert_eq!(found_by_region(&two.desks[on], two.session, Region::AbdomenHip), 1);
    }
}

#[test]
fn of_two_names_the_last_one_counts_whichever_file_comes_last() {
    for carries in [[(0, 1), (1, 0)], [(1, 0), (0, 1)]] {
        let two = Two::new();
        let name = |on: usize, given| name(&two.desks[on], two.session, 0, Some(given));
        name(0, "piriformis");
        name(0, "quadratus-lumborum");
        name(1, "piriformis");
        for (from, to) in carries {
            two.carry(from, to);
        }
        for on in [0, 1] {
            let seen = look(&two.desks[on], two.session, &HistoryFilter::default());
            let page = seen.session.as_ref().unwrap();
            assert_eq!(page.hold_name(&page.records[0]).0, "Quadratus lumborum");
            let found = |region| found_by_region(&two.desks[on], two.session, region);
            assert_eq!((found(Region::Flank), found(Region::Buttock)), (1, 0));
        }
    }
}
