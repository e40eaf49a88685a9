//! A plan of care that is being written is kept, travels, and counts for nothing until it is saved.

use super::*;

#[test]
fn a_plan_that_is_being_written_counts_for_nothing_and_takes_its_place_once_it_is_saved() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let save = |plan: CarePlan| desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(plan))));
    save(plan());
    let first = course(&desk, anna.id).plans.remove(0);
    let draft =
        CarePlan { problem: "otherword".to_owned(), sessions: 0, ..first.change(new_id(morning().timestamp())) };
    save(draft.clone());
    let seen = course(&desk, anna.id);
    assert_eq!((seen.plans.as_slice(), seen.drafts.as_slice()), ([first].as_slice(), [draft.clone()].as_slice()));
    let out = tempfile::tempdir().unwrap();
    let Done::Exported(folder) = desk.done(Request::ExportClient(anna.id, out.path().to_owned())) else { panic!() };
    let words = fs::read_to_string(folder.join("client.html")).unwrap();
    assert!(words.contains("begun and are not finished") && words.contains("otherword"));
    let there = tempfile::tempdir().unwrap();
    let _report = import(there.path(), &folder.join("client.json"));
    assert_eq!(course(&Desk::open(there.path(), None), anna.id).drafts, std::slice::from_ref(&draft));
    save(CarePlan { sessions: 8, ..draft.clone() }.of_draft());
    desk.done(Request::Course(CourseRequest::SetPlanDeleted(draft.id, true)));
    let seen = course(&desk, anna.id);
    assert_eq!((seen.plans.len(), seen.plans[0].sessions, seen.drafts.len()), (1, 8, 0));
}
