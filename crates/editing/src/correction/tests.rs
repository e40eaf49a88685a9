//! Holds in fields: what nobody touched corrects nothing, and what was recorded is put back.

use std::sync::Arc;

use super::*;
use holdwell_engine::{Ended, Score, Try};
use holdwell_model::{Plan, SessionTime, Side, Timing};
use holdwell_store::{SessionLine, SessionNote, SessionState, corrected};

const AT: (SessionTime, Millis) = (SessionTime(20_000), Millis(12_345));

fn record(item: u32, scores: &[(ScoreKind, u8)]) -> Arc<Record> {
    let score = |(kind, value): &(ScoreKind, u8)| Score { at: AT.0, contact: 0, kind: *kind, value: *value };
    Arc::new(Record {
        item,
        step: 0,
        side: Side::Left,
        planned: Timing::Fixed { hold: Millis(30_000) },
        tries: vec![Try { began: SessionTime(7_000), held: Millis(30_000), ended: Some(Ended::Time) }],
        marks: vec![Mark { at: AT.0, held: AT.1, kind: MarkKind::ClientsWord }],
        released: Release::At(AT.1),
        scores: scores.iter().map(score).collect(),
        notes: Vec::new(),
        taps: Vec::new(),
    })
}

/// A session of two holds, of which the first was scored, with these corrections in force.
fn page(corrections: &[Correction]) -> SessionPage {
    let recorded = vec![record(0, &[(ScoreKind::Before, 7), (ScoreKind::After, 2)]), record(1, &[])];
    let session = SessionLine {
        id: "01938a4e-0000-7000-8000-000000000001".parse().unwrap(),
        client: None,
        name: String::new(),
        is_free: true,
        began: jiff::Timestamp::UNIX_EPOCH,
        recorded_began: None,
        entered: None,
        length: Millis(60_000),
        state: SessionState::Complete,
        holds: 2,
        held: Millis(60_000),
    };
    SessionPage {
        session,
        plan: Plan::nothing(),
        added: Vec::new(),
        records: recorded.iter().map(|record| Arc::new(corrected(record, corrections))).collect(),
        corrections: corrections.to_vec(),
        recorded,
        preset: None,
        account: None,
        annotations: Vec::new(),
        note: SessionNote::default(),
    }
}

fn score(item: u32, kind: ScoreKind, value: Corrected<Option<u8>>) -> Correction {
    Correction::Score { item, contact: 0, kind, value }
}

#[test]
fn what_nobody_touched_corrects_nothing() {
    let moved = [score(0, ScoreKind::Before, Corrected::To(None)), score(1, ScoreKind::Before, Corrected::To(Some(7)))];
    for corrections in [&[][..], &moved] {
        let page = page(corrections);
        for item in 0..2 {
            assert_eq!(HoldDraft::of(&page, item).unwrap().corrections(&page), Ok(Vec::new()));
        }
    }
    assert_eq!(HoldDraft::of(&page(&[]), 9), None);
}

#[test]
fn each_field_that_was_changed_is_corrected_and_no_other() {
    let page = page(&[]);
    let mut draft = HoldDraft::of(&page, 0).unwrap();
    draft.scores[0] = [String::new(), "7".to_owned(), "2".to_owned()];
    (draft.release, draft.marks[0].1) = (ReleaseChoice::No, None);
    let (at, held) = AT;
    let expected = vec![
        score(0, ScoreKind::Before, Corrected::To(None)),
        score(0, ScoreKind::InPosition, Corrected::To(Some(7))),
        Correction::Release { item: 0, released: Corrected::To(Release::No) },
        Correction::Mark { item: 0, at, held, kind: Corrected::To(None) },
    ];
    assert_eq!(draft.corrections(&page), Ok(expected));
}

#[test]
fn what_was_recorded_is_put_back_by_writing_it() {
    let (at, held) = AT;
    let before = [
        score(0, ScoreKind::Before, Corrected::To(Some(3))),
        Correction::Mark { item: 0, at, held, kind: Corrected::To(None) },
    ];
    let page = page(&before);
    let mut draft = HoldDraft::of(&page, 0).unwrap();
    assert_eq!((draft.scores[0][0].as_str(), draft.marks[0].1), ("3", None));
    draft.scores[0][0] = "7".to_owned();
    draft.marks[0].1 = Some(MarkKind::ClientsWord);
    assert_eq!(draft.corrections(&page), Ok(before.map(Correction::put_back).to_vec()));
}

#[test]
fn scores_of_the_wrong_hold_move_to_the_right_one() {
    let page = page(&[]);
    let expected = vec![
        score(0, ScoreKind::Before, Corrected::To(None)),
        score(1, ScoreKind::Before, Corrected::To(Some(7))),
        score(0, ScoreKind::After, Corrected::To(None)),
        score(1, ScoreKind::After, Corrected::To(Some(2))),
    ];
    assert_eq!(move_scores(&page, 0, 1), expected);
    assert_eq!(move_scores(&page, 1, 0), [], "it has none");
}

#[test]
fn a_score_past_ten_and_a_release_past_the_end_are_said() {
    let page = page(&[]);
    let with = |change: fn(&mut HoldDraft)| {
        let mut draft = HoldDraft::of(&page, 0).unwrap();
        change(&mut draft);
        draft.corrections(&page)
    };
    assert_eq!(with(|draft| draft.scores[0][1] = "11".to_owned()), Err(HoldProblem::Score));
    assert_eq!(with(|draft| draft.released_at = "soon".to_owned()), Err(HoldProblem::NoTime));
    assert_eq!(with(|draft| draft.released_at = "0:40".to_owned()), Err(HoldProblem::TooLate(Millis(30_000))));
    assert_eq!(with(|draft| draft.released_at = "0:30".to_owned()).map(|all| all.len()), Ok(1));
}
