//! The words for a change: never more than is known.

use jiff::Timestamp;
use proptest::prelude::*;
use strum::VariantArray as _;
use uuid::Uuid;

use crate::{
    Activity, Answers, Change, ChangeWord, Direction, Entry, Figure, Measure, Moment, Subject, change, compare,
};
use holdwell_model::{Id, Region, Side};

fn word(measure: Measure, from: i32, to: i32) -> ChangeWord {
    change(measure, None, Figure::whole(from), Figure::whole(to)).word.unwrap()
}

fn activities(scores: &[(&str, Option<u8>)]) -> Entry {
    let activity = |(what, score): &(&str, Option<u8>)| Activity { what: (*what).to_owned(), score: *score };
    let answers = Answers::Activities(scores.iter().map(activity).collect());
    let id = Id::from(Uuid::nil());
    Entry::new(id, Subject::new(Measure::Activities), Timestamp::UNIX_EPOCH, answers).unwrap()
}

#[test]
fn one_point_of_pain_is_noise_and_two_are_clear_except_from_the_top() {
    assert_eq!(word(Measure::PainNow, 6, 5), ChangeWord::WithinNoise);
    assert_eq!(word(Measure::PainNow, 6, 4), ChangeWord::Clear);
    assert_eq!(word(Measure::PainNow, 9, 7), ChangeWord::Small, "from eight on three are needed");
    assert_eq!(word(Measure::PainNow, 9, 6), ChangeWord::Clear);
    assert_eq!(word(Measure::PainNow, 4, 6), ChangeWord::Clear, "worse has the same words");
}

#[test]
fn a_neck_needs_four_points_of_pain() {
    let neck = |to| change(Measure::PainNow, Some(Region::NeckBack), Figure::whole(7), Figure::whole(to)).word;
    assert_eq!(neck(4), Some(ChangeWord::WithinNoise));
    assert_eq!(neck(3), Some(ChangeWord::Clear));
    let back = change(Measure::PainNow, Some(Region::LowBack), Figure::whole(7), Figure::whole(4)).word;
    assert_eq!(back, Some(ChangeWord::Clear));
}

#[test]
fn a_change_has_its_difference_and_its_percent() {
    let Change { percent, direction, .. } = change(Measure::PainNow, None, Figure::whole(7), Figure::whole(5));
    assert_eq!((percent, direction), (Some(-29), Direction::Better), "2 of 7 is 29 percent");
    let from_nothing = change(Measure::PainNow, None, Figure::ZERO, Figure::whole(2));
    assert_eq!((from_nothing.percent, from_nothing.direction), (None, Direction::Worse));
    let opens = change(Measure::MouthOpening, None, Figure::whole(30), Figure::whole(38));
    assert_eq!((opens.by(), opens.word), (Figure::whole(8), Some(ChangeWord::WithinNoise)), "9 mm are needed");
}

#[test]
fn a_change_is_said_in_one_of_three_words() {
    let said = |from, to| change(Measure::PainNow, None, Figure::whole(from), Figure::whole(to)).words();
    assert_eq!(said(7, 5), "\u{2212}2 (\u{2212}29 %): clear, better");
    assert_eq!(said(6, 7), "+1 (+17 %): within noise");
    assert_eq!(said(9, 7), "\u{2212}2 (\u{2212}22 %): small, better");
    assert_eq!(said(0, 2), "+2: clear, worse");
    assert_eq!(said(3, 3), "0: within noise");
    assert_eq!(change(Measure::OverallChange, None, Figure::ZERO, Figure::whole(4)).words(), "+4");
    assert_eq!(ChangeWord::VARIANTS.len(), 3);
}

#[test]
fn forms_have_their_own_words() {
    assert_eq!(word(Measure::NeckDisability, 40, 31), ChangeWord::WithinNoise);
    assert_eq!(word(Measure::NeckDisability, 40, 28), ChangeWord::Small);
    assert_eq!(word(Measure::NeckDisability, 40, 18), ChangeWord::Clear);
    assert_eq!(word(Measure::BackDisability, 40, 29), ChangeWord::Small);
    assert_eq!(
        word(Measure::FootSport, 50, 60),
        ChangeWord::WithinNoise,
        "its noise is more than its important change"
    );
    assert_eq!(word(Measure::FootSport, 50, 63), ChangeWord::Clear);
    assert_eq!(word(Measure::Fibromyalgia, 80, 70), ChangeWord::Small, "10 of 80 are not 20 percent");
    assert_eq!(word(Measure::Fibromyalgia, 60, 48), ChangeWord::Clear);
    assert_eq!(word(Measure::Movement, 90, 97), ChangeWord::WithinNoise);
    assert_eq!(
        change(Measure::OverallChange, None, Figure::ZERO, Figure::whole(7)).word,
        None,
        "it is a change itself"
    );
}

#[test]
fn activities_are_compared_with_themselves_only() {
    let before = activities(&[("stairs", Some(3)), ("sleep", Some(4)), ("knitting", Some(6))]);
    let after = activities(&[("sleep", Some(7)), ("stairs", Some(5)), ("driving", Some(0))]);
    let compared = compare(&before, &after).unwrap();
    // Stairs and sleep: 3.5 to 6.
    assert_eq!((compared.from, compared.to, compared.word), (Figure(350), Figure(600), Some(ChangeWord::Clear)));
    let one = compare(&before, &activities(&[("stairs", Some(5))])).unwrap();
    assert_eq!(one.word, Some(ChangeWord::WithinNoise), "one activity needs three points");
    assert_eq!(compare(&before, &activities(&[("driving", Some(5))])), None);
}

#[test]
fn different_things_and_forms_are_not_compared() {
    let id = Id::from(Uuid::nil());
    let number = |subject| Entry::new(id, subject, Timestamp::UNIX_EPOCH, Answers::Number(Figure::whole(5))).unwrap();
    let now = number(Subject::new(Measure::PainNow));
    let left = number(Subject { side: Some(Side::Left), ..Subject::new(Measure::PainNow) });
    assert_eq!(compare(&now, &left), None);
    let other_form = Entry { form: "nprs-now-2".to_owned(), ..now.clone() };
    assert_eq!(compare(&now, &other_form), None);
    assert!(compare(&now, &now.clone().within(id, Moment::After)).is_some());
}

#[test]
fn a_subject_says_what_and_where() {
    let subject = Subject {
        place: Some(Region::Shoulder),
        side: Some(Side::Right),
        detail: "flexion, active".to_owned(),
        ..Subject::new(Measure::Movement)
    };
    assert_eq!(subject.name(), "Movement · Shoulder, right · flexion, active");
    assert_eq!(Subject::new(Measure::PainNow).name(), "Pain now");
    assert_eq!(Measure::MouthOpening.words(Figure(4250)), "42.5 mm");
    assert_eq!(Measure::Movement.words(Figure::whole(120)), "120°");
    assert_eq!(Measure::Reach.words(Figure::whole(2)), "fingertips to knee");
    assert_eq!(Measure::OverallChange.words(Figure::whole(4)), "+4");
}

#[test]
fn an_entry_is_stored_with_its_raw_answers_and_reads_back() {
    let entry = activities(&[("stairs", Some(3)), ("sleep", None)]);
    let json = serde_json::to_string(&entry).unwrap();
    for part in ["\"stairs\"", "\"psfs-1\"", "\"activities\"", "300"] {
        assert!(json.contains(part), "{json}");
    }
    assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
    for measure in Measure::VARIANTS {
        assert_eq!(serde_json::to_value(measure).unwrap(), measure.key());
        assert_eq!(measure.key().parse::<Measure>().ok(), Some(*measure));
    }
}

proptest! {
    #[test]
    fn a_bigger_change_from_the_same_start_has_no_smaller_word(
        index in 0..Measure::ALL.len(), from in 0..100_i32, one in 0..100_i32, more in 0..100_i32,
    ) {
        let measure = Measure::ALL[index];
        let (low, high) = measure.form().range;
        let from = Figure::whole(from).clamp(low, high);
        let step = |by: i32| (from + Figure::whole(by)).clamp(low, high);
        let [near, far] = [one, one + more].map(|by| change(measure, None, from, step(by)));
        prop_assert!(near.word <= far.word);
    }

    #[test]
    fn nothing_is_ever_clear_that_is_within_noise(index in 0..Measure::ALL.len(), from in 0..10_000, to in 0..10_000) {
        let measure = Measure::ALL[index];
        let found = change(measure, None, Figure(from), Figure(to));
        if let Some(noted) = measure.noted()
            && found.by().size() < noted.noise.points
        {
            prop_assert_eq!(found.word, Some(ChangeWord::WithinNoise));
        }
    }
}
