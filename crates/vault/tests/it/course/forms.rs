//! What was worked out by an earlier version of a form stays as it is, and travels.

use super::*;

#[test]
fn a_figure_of_an_earlier_version_of_its_form_is_taken_in_as_it_was_worked_out() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let at = morning().timestamp();
    // Three of 21 were left out, which the form allowed then.
    let entry = Entry {
        id: new_id(at),
        subject: Subject::new(Measure::FootDaily),
        session: None,
        moment: Moment::Between,
        at,
        answers: Answers::Points { points: 54, of: 72 },
        figure: Figure::whole(75),
        form: "faam-daily-1".to_owned(),
    };
    keep(&desk, anna.id, std::slice::from_ref(&entry));
    let out = tempfile::tempdir().unwrap();
    let Done::Exported(folder) = desk.done(Request::ExportClient(anna.id, out.path().to_owned())) else { panic!() };
    let file = folder.join("client.json");
    let there = tempfile::tempdir().unwrap();
    let _report = import(there.path(), &file);
    assert_eq!(course(&Desk::open(there.path(), None), anna.id).measured, [entry]);
    // One that says that it is of now, and is not, is refused.
    let forged = fs::read_to_string(&file).unwrap().replace("faam-daily-1", Measure::FootDaily.form().version);
    fs::write(&file, forged).unwrap();
    let _fault = refused(tempfile::tempdir().unwrap().path(), &file);
}
