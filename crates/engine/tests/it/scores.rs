//! Scores that name their moment and their contact, as the tray gives them.

use holdwell_engine::{Command, Point, Refusal, ScoreKind};
use holdwell_model::{Millis, Phase};
use holdwell_testkit::{Host, routines};

use super::hands::{PAIRS, begun, tell};

fn score(host: &mut Host, kind: ScoreKind, value: u8, point: Option<Point>) -> Option<Refusal> {
    tell(host, Command::Score { kind, value, point })
}

#[test]
fn the_moments_that_are_offered_are_those_that_are_possible() {
    use ScoreKind::{After, Before, InPosition};
    let mut host = begun(PAIRS);
    assert_eq!((host.view().phase(), host.view().score_kinds()), (Some(Phase::Settle), vec![Before, InPosition]));
    tell(&mut host, Command::Advance);
    assert_eq!(host.view().score_kinds(), [Before, InPosition], "in work nothing was finished yet");
    host.run_to(host.now + Millis::from_secs(31));
    assert_eq!(
        (host.view().phase(), host.view().score_kinds()),
        (Some(Phase::Return), vec![Before, InPosition, After])
    );
    host.run_to(host.now + Millis::from_secs(5));
    let first = host.view().records()[0].item;
    for phase in [Phase::Settle, Phase::Work] {
        assert_eq!((host.view().phase(), host.view().score_kinds().len()), (Some(phase), 3));
        assert_eq!(host.view().points(After), [Point { item: first, contact: 0 }], "what is after is the last one's");
        assert_eq!(host.view().next_point(Before).map(|point| point.item), host.view().item().map(|item| item.id));
        tell(&mut host, Command::Advance);
    }
    let scan = begun(include_str!("../scenarios/routines/points.toml"));
    assert_eq!((scan.view().phase(), scan.view().score_kinds()), (Some(Phase::Rate), vec![Before]));
}

#[test]
fn a_score_goes_to_the_contact_that_is_named() {
    let two = "[[step]]\ncontacts = [{ position = \"psoas\" }, { position = \"piriformis\" }]\nside = \"left\"\n\
        timing = { kind = \"fixed\", hold = \"30s\" }\n";
    let mut host = begun(&(routines::head("smrt", "therapist") + two + &routines::hold("Next", "wait", "30s")));
    let points = host.view().points(ScoreKind::Before);
    let [first, second] = points[..] else { panic!("{points:?}") };
    assert_eq!(score(&mut host, ScoreKind::Before, 6, Some(second)), None);
    assert_eq!(host.view().next_point(ScoreKind::Before), Some(first), "the other is still to be scored");
    assert_eq!(score(&mut host, ScoreKind::Before, 4, None), None);
    assert_eq!(score(&mut host, ScoreKind::Before, 8, Some(first)), None);
    tell(&mut host, Command::Advance);
    host.run_to(host.now + Millis::from_mins(1));
    tell(&mut host, Command::Advance);
    assert_eq!(host.view().phase(), Some(Phase::Work), "of the next hold");
    assert_eq!(score(&mut host, ScoreKind::After, 2, Some(second)), None, "also when the next one has begun");
    let record = host.view().records()[0].clone();
    let scored = |contact, kind| record.score(contact, kind);
    assert_eq!((scored(0, ScoreKind::Before), scored(1, ScoreKind::Before)), (Some(8), Some(6)));
    assert_eq!((scored(0, ScoreKind::After), scored(1, ScoreKind::After)), (None, Some(2)));
}

#[test]
fn a_score_to_what_is_not_there_is_refused() {
    let mut host = begun(PAIRS);
    let item = host.view().item().unwrap().id;
    for point in [Point { item: 4711, contact: 0 }, Point { item, contact: 1 }] {
        assert_eq!(score(&mut host, ScoreKind::Before, 3, Some(point)), Some(Refusal::NoSuchPoint));
    }
    assert!(host.view().records().iter().all(|record| record.scores.is_empty()));
}
