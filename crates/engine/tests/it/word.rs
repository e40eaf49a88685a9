//! The client's word, in whatever phase it is said.

use holdwell_engine::{Command, MarkKind, Stage, Why};
use holdwell_model::{Millis, Phase};
use holdwell_testkit::{Host, routines};

use super::hands::{begun, tell};

/// A hold with every phase there is, on one side, and what comes after it.
fn every_phase() -> Host {
    let step = "[[step]]\nname = \"Point\"\nsetup = \"Lie\"\ntiming = { kind = \"fixed\", hold = \"30s\" }\n\
        side = \"left\"\nrate = \"wait\"\nsettle = \"wait\"\nreturn = \"10s\"\nrecheck = \"wait\"\nrest = \"20s\"\n";
    begun(&(routines::head("counterstrain", "therapist") + step + &routines::hold("Next", "wait", "30s")))
}

#[test]
fn the_clients_word_is_in_the_record_of_its_hold_in_every_phase() {
    let held = Millis::from_secs(30);
    for (phase, held) in [
        (Phase::Rate, Millis::ZERO),
        (Phase::Settle, Millis::ZERO),
        (Phase::Work, Millis(1500)),
        (Phase::Return, held),
        (Phase::Recheck, held),
        (Phase::Rest, held),
    ] {
        let mut host = every_phase();
        while host.view().phase() != Some(phase) {
            match host.view().phase() {
                Some(Phase::Work) => host.run_to(host.now + Millis::from_secs(30)),
                Some(Phase::Return) => host.run_to(host.now + Millis::from_secs(10)),
                _ => assert_eq!(tell(&mut host, Command::Advance), None),
            }
        }
        assert_eq!(tell(&mut host, Command::Hush), None, "{phase:?}");
        assert_eq!((host.view().stage(), host.view().phase()), (Stage::Held(Why::Hushed), Some(phase)));
        let marks =
            |host: &Host| host.view().records().iter().flat_map(|record| record.marks.clone()).collect::<Vec<_>>();
        let [mark] = marks(&host)[..] else { panic!("{phase:?}: {:?}", marks(&host)) };
        assert_eq!((mark.kind, mark.held, mark.at), (MarkKind::ClientsWord, held, host.now), "{phase:?}");
        assert_eq!(host.view().records()[0].item, host.view().item().unwrap().id);
        assert_eq!(tell(&mut host, Command::GoOn), None);
        assert_eq!(marks(&host), [mark], "{phase:?}: it stays");
        tell(&mut host, Command::Undo);
        tell(&mut host, Command::Undo);
        assert_eq!(marks(&host), [], "{phase:?}: and is taken back with its press");
    }
}
