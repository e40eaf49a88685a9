//! A pair of hands that runs a routine: begun, told, and what is still to come.

use holdwell_engine::{Command, Input, Notice, Options, Refusal};
use holdwell_model::{Millis, SessionTime, Side};
use holdwell_testkit::{Host, routines};

/// A session of a routine that has just been begun.
pub(crate) fn begun(routine: &str) -> Host {
    let plan = routines::plan(routine);
    let mut host = Host::new(&plan, Options::of(&plan));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    host
}

/// Tells a command a second and a half after the last one.
pub(crate) fn tell(host: &mut Host, command: Command) -> Option<Refusal> {
    let at = host.now + Millis(1500);
    host.run_to(at);
    host.notices.clear();
    host.tell(at, Input::Command(command));
    match host.notices.first() {
        Some(Notice::Refused(_, why)) => Some(*why),
        _ => None,
    }
}

/// The steps and sides that are current and ahead.
pub(crate) fn ahead(host: &Host) -> Vec<(String, Side)> {
    let view = host.view();
    let schedule = view.schedule();
    let items = schedule.items().iter().skip(schedule.at());
    items.filter_map(|item| Some((schedule.step(*item)?.title.clone(), item.side))).collect()
}

pub(crate) fn names(host: &Host) -> Vec<String> {
    ahead(host).into_iter().map(|(name, side)| format!("{name} {}", side.word()).trim().to_owned()).collect()
}

/// Two steps with two sides each, and one with a rest.
pub(crate) const PAIRS: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "pairs"
name = "Pairs"
technique = "smrt"

[[step]]
name = "One"
timing = { kind = "fixed", hold = "30s" }
side = "right-then-left"

[[step]]
name = "Two"
timing = { kind = "fixed", hold = "30s" }
side = "right-then-left"

[[step]]
name = "Three"
timing = { kind = "fixed", hold = "30s" }
side = "midline"
rest = "20s"
"#;
