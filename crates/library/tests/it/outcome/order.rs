//! The order of the work, and what the scores of the day decide of it.

use super::*;

#[test]
fn the_order_is_that_of_the_work() {
    let routine = routine(ROUTINE);
    let mut script = vec![(0, Command::Move { step: 3, to: 1 })];
    script.extend(advance([0, 2, 190, 222, 254, 290]));
    let mut host = session(&routine, &script);
    host.run_to(SessionTime::from_secs(400));
    let proposals = done(&host).proposals(&routine);
    let order = ["Sacrum, listening", "psoas", "quadratus-lumborum"].map(key).to_vec();
    assert_eq!(told(&proposals).last(), Some(&(Change::Order(order), true)));
}

/// Three points, the worst first, and a step before them.
#[test]
fn what_the_scores_of_the_day_decided_is_not_kept() {
    let routine = routine(GROUP);
    let score = |value| Command::Score { kind: ScoreKind::Before, value, point: None };
    let mut script = advance([0, 2]);
    // One: 2; two: right 3, left 9.
    for (secs, value) in [(40, 2), (42, 3), (44, 9)] {
        script.extend([(secs, score(value)), (secs + 1, Command::Advance)]);
    }
    script.extend(advance([50, 90, 130]));
    let mut host = session(&routine, &script);
    host.run_to(SessionTime::from_secs(200));
    assert_eq!(host.view().stage(), Stage::Finished(Finish::Complete));
    let order: Vec<u32> = host.view().schedule().items().iter().map(|item| item.step).collect();
    assert_eq!(order, [0, 2, 2, 1], "they were worked otherwise than listed");
    assert_eq!(told(&done(&host).proposals(&routine)), []);
}
