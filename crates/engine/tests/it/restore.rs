//! The serialised form of a restore point: what is on disk must stay readable.

use holdwell_engine::{Command, Engine, Input, Notice, Options, RestorePoint, ScoreKind, Slot};
use holdwell_model::{Arc, HoldName, Millis, Phase, Plan, SessionTime, Side};
use holdwell_testkit::{Host, routines};

fn plan() -> Arc<Plan> {
    routines::plan(include_str!("../scenarios/routines/points.toml"))
}

/// Returns the last restore point of a session in which much has happened: a scan, a change that came by itself, a
/// pause, an inserted hold, an appointment.
fn point(plan: &Arc<Plan>) -> RestorePoint {
    let mut host = Host::new(plan, Options::of(plan));
    let slot = Slot { until: SessionTime::from_secs(3600), reserve: Millis::from_secs(300) };
    host.tell(SessionTime::ZERO, Input::Slot(Some(slot)));
    let score = |value| Command::Score { kind: ScoreKind::Before, value, point: None };
    let script = [
        (0, Command::Advance),
        (2, score(3)),
        (4, Command::Advance),
        (6, score(7)),
        (8, Command::Advance),
        (20, Command::Advance),
        (30, Command::Mark),
        (40, Command::Pause),
        (45, Command::GoOn),
        (
            50,
            Command::Insert {
                hold: HoldName::words("Jaw", Side::Midline),
                length: Some(Millis::from_secs(20)),
                next: false,
            },
        ),
        (60, Command::Note { text: "softer".to_owned(), item: None }),
        (70, Command::Extend),
    ];
    for (secs, command) in script {
        let at = SessionTime::from_secs(secs);
        host.run_to(at);
        host.tell(at, Input::Command(command));
    }
    host.run_to(SessionTime::from_secs(130));
    host.restore.unwrap_or_else(|| panic!("no restore point"))
}

#[test]
fn it_is_written_as_it_was() {
    let written = serde_json::to_string_pretty(&point(&plan()).without_undo()).unwrap();
    assert_eq!(written + "\n", include_str!("restore.json"));
}

/// A point from before inserted holds had numbers.
#[test]
fn an_older_one_is_read() {
    let read: RestorePoint = serde_json::from_str(include_str!("restore-without-numbers.json")).unwrap();
    let mut host = Host::with(Engine::restore(&plan(), read), SessionTime::from_secs(130));
    host.tell(SessionTime::from_secs(140), Input::Command(Command::Advance));
    assert_eq!(host.notices, [Notice::Taken(Command::Advance)]);
    assert_eq!(host.view().phase(), Some(Phase::Settle), "of the hold that was inserted");
}

#[test]
fn it_is_read_as_it_was() {
    let read: RestorePoint = serde_json::from_str(include_str!("restore.json")).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), serde_json::to_value(point(&plan()).without_undo()).unwrap());
}
