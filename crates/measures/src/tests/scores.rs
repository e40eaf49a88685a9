//! Scores that were worked out by hand, and what was left out.

use proptest::prelude::*;

use crate::{Activity, Answers, Figure, Measure, ReadError, Shape, Unscored, read_answers, read_scores, score};

fn scored(measure: Measure, typed: &str) -> Result<Figure, Unscored> {
    score(measure, &read_answers(measure, typed).unwrap())
}

fn activities(scores: &[Option<u8>]) -> Answers {
    let activity = |(index, score): (usize, &Option<u8>)| Activity { what: format!("activity {index}"), score: *score };
    Answers::Activities(scores.iter().enumerate().map(activity).collect())
}

#[test]
fn own_activities_are_a_mean_of_those_that_were_asked() {
    let mean = |scores: &[Option<u8>]| score(Measure::Activities, &activities(scores));
    // 3 + 4 + 6 = 13, by 3 is 4.33.
    assert_eq!(mean(&[Some(3), Some(4), Some(6)]), Ok(Figure(433)));
    // One was not asked: 3 + 6 = 9, by 2 is 4.5.
    assert_eq!(mean(&[Some(3), None, Some(6)]), Ok(Figure(450)));
    assert_eq!(mean(&[Some(0), Some(0)]), Ok(Figure::ZERO));
    assert_eq!(mean(&[None, None]), Err(Unscored::NothingAnswered));
    assert_eq!(mean(&[Some(11)]), Err(Unscored::OffTheScale));
}

#[test]
fn the_neck_index_takes_one_section_left_out_and_no_more() {
    // The guide's own examples: 16 of 50 is 32 %, 16 of 45 is 35.5 %.
    assert_eq!(scored(Measure::NeckDisability, "16"), Ok(Figure::whole(32)));
    assert_eq!(scored(Measure::NeckDisability, "16/45"), Ok(Figure(3556)));
    assert_eq!(scored(Measure::NeckDisability, "16/40"), Err(Unscored::LeftOut));
    assert_eq!(scored(Measure::NeckDisability, "16/44"), Err(Unscored::OffTheScale), "no section has one point");
    let items = [Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(0), None];
    assert_eq!(score(Measure::NeckDisability, &Answers::Items(items.to_vec())), Ok(Figure(3556)));
}

#[test]
fn the_back_index_lowers_what_could_be_had_by_each_section_left_out() {
    assert_eq!(scored(Measure::BackDisability, "16"), Ok(Figure::whole(32)));
    // 16 of 40: two sections left out, 40 %.
    assert_eq!(scored(Measure::BackDisability, "16/40"), Ok(Figure::whole(40)));
    assert_eq!(scored(Measure::BackDisability, "14/35"), Err(Unscored::LeftOut), "three left out say too little");
    assert_eq!(scored(Measure::BackDisability, "0/0"), Err(Unscored::NothingAnswered));
}

#[test]
fn what_does_not_apply_at_the_foot_is_not_counted() {
    // 63 of 84 is 75 %; with two items that do not apply 57 of 76, which is 75 % as well.
    assert_eq!(scored(Measure::FootDaily, "63"), Ok(Figure::whole(75)));
    assert_eq!(scored(Measure::FootDaily, "57/76"), Ok(Figure::whole(75)));
    // Sport: 20 of 32 is 62.5 %.
    assert_eq!(scored(Measure::FootSport, "20"), Ok(Figure(6250)));
    // Nine of ten must be answered: 19 of 21, and 7 of 8. 21 of 28 is 75 %.
    assert_eq!(scored(Measure::FootSport, "21/28"), Ok(Figure::whole(75)));
    for (measure, typed) in [(Measure::FootDaily, "54/72"), (Measure::FootDaily, "4/4"), (Measure::FootSport, "12/24")]
    {
        assert_eq!(scored(measure, typed), Err(Unscored::LeftOut), "{typed}");
    }
}

#[test]
fn no_form_has_a_score_when_less_than_four_fifths_are_answered() {
    for measure in Measure::ALL {
        let Shape::Points { items, most, left_out } = measure.form().shape else { continue };
        assert!(left_out * 5 <= items, "{measure:?}");
        let of = |answered: u16| Answers::Points { points: 0, of: answered * most };
        assert_eq!(score(*measure, &of(items - left_out)), Ok(Figure::ZERO), "{measure:?}");
        assert_eq!(score(*measure, &of(items - left_out - 1)), Err(Unscored::LeftOut), "{measure:?}");
    }
}

/// The FIQR with these answers of function, the same overall answer twice and the same symptom ten times.
fn fiqr(function: [Option<u8>; 9], overall: u8, symptom: u8) -> Vec<Option<u8>> {
    function.into_iter().chain([Some(overall); 2]).chain([Some(symptom); 10]).collect()
}

#[test]
fn the_fibromyalgia_form_weighs_its_three_parts() {
    let total = |items: Vec<Option<u8>>| score(Measure::Fibromyalgia, &Answers::Items(items));
    // Function 9 × 5 = 45 by 3 is 15; overall 2 × 6 = 12; symptoms 10 × 7 = 70 by 2 is 35: 62.
    assert_eq!(total(fiqr([Some(5); 9], 6, 7)), Ok(Figure::whole(62)));
    assert_eq!(total(fiqr([Some(10); 9], 10, 10)), Ok(Figure::whole(100)));
    assert_eq!(total(fiqr([Some(0); 9], 0, 0)), Ok(Figure::ZERO));
    // Function 1 + 8 × 0 = 1 by 3 is 0.33.
    let mut once = [Some(0); 9];
    once[3] = Some(1);
    assert_eq!(total(fiqr(once, 0, 0)), Ok(Figure(33)));
}

#[test]
fn the_fibromyalgia_form_takes_one_item_of_function_left_out_and_no_other() {
    let total = |items: Vec<Option<u8>>| score(Measure::Fibromyalgia, &Answers::Items(items));
    let mut function = [Some(5); 9];
    function[0] = None;
    // 8 × 5 = 40, weighed by 9/8 is 45, by 3 is 15: as before.
    assert_eq!(total(fiqr(function, 6, 7)), Ok(Figure::whole(62)));
    // 8 items of which one is 8: 43 × 9/8 = 48.375, by 3 is 16.125; 12 and 35 with it are 63.13.
    function[1] = Some(8);
    assert_eq!(total(fiqr(function, 6, 7)), Ok(Figure(6313)));
    function[2] = None;
    assert_eq!(total(fiqr(function, 6, 7)), Err(Unscored::LeftOut));
    for place in 9..21 {
        let mut items = fiqr([Some(5); 9], 6, 7);
        items[place] = None;
        assert_eq!(total(items), Err(Unscored::LeftOut), "item {place}");
    }
    assert_eq!(total(vec![Some(1); 20]), Err(Unscored::OtherForm));
}

#[test]
fn what_is_typed_is_read_as_the_form_has_it() {
    let read = read_answers;
    assert_eq!(read(Measure::PainNow, " 6 "), Ok(Answers::Number(Figure::whole(6))));
    assert_eq!(read(Measure::MouthOpening, "42,5"), Ok(Answers::Number(Figure(4250))));
    assert_eq!(read(Measure::OverallChange, "-3"), Ok(Answers::Number(Figure::whole(-3))));
    assert_eq!(read(Measure::Reach, "knee"), Ok(Answers::Number(Figure::whole(2))));
    assert_eq!(read(Measure::Reach, "fingertips to floor"), read(Measure::Reach, "5"));
    assert_eq!(read(Measure::NeckDisability, "18/45"), Ok(Answers::Points { points: 18, of: 45 }));
    let all = vec!["5"; 21].join(" ");
    assert_eq!(read(Measure::Fibromyalgia, &all), Ok(Answers::Items(vec![Some(5); 21])));
    assert_eq!(read(Measure::Fibromyalgia, "62.5"), Ok(Answers::Number(Figure(6250))), "a total from paper");
}

#[test]
fn what_cannot_be_on_a_form_is_refused_with_what_can() {
    let whole = Figure::whole;
    assert_eq!(read_answers(Measure::PainNow, "11"), Err(ReadError::Figure(whole(0), whole(10))));
    assert_eq!(read_answers(Measure::PainNow, "six"), Err(ReadError::Figure(whole(0), whole(10))));
    assert_eq!(read_answers(Measure::PainNow, ""), Err(ReadError::Empty));
    assert_eq!(read_answers(Measure::NeckDisability, "51"), Err(ReadError::Points));
    assert_eq!(read_answers(Measure::NeckDisability, "46/45"), Err(ReadError::Points));
    assert_eq!(read_answers(Measure::Fibromyalgia, "5 5 5"), Err(ReadError::Items(21, 10)));
    assert_eq!(read_answers(Measure::Reach, "moon"), Err(ReadError::Landmark));
}

#[test]
fn scores_of_activities_go_by_their_order() {
    let names = ["stairs".to_owned(), "sleep".to_owned(), "knitting".to_owned()];
    let Ok(Answers::Activities(read)) = read_scores(&names, "4 - 7") else { panic!("three scores") };
    assert_eq!(read.iter().map(|activity| activity.score).collect::<Vec<_>>(), [Some(4), None, Some(7)]);
    assert_eq!(read[2].what, "knitting");
    assert_eq!(read_scores(&names, "4 5"), Err(ReadError::Items(3, 10)));
    assert_eq!(read_scores(&names, "4 5 12"), Err(ReadError::Items(3, 10)));
}

proptest! {
    #[test]
    fn nothing_that_is_typed_leaves_the_scale(index in 0..Measure::ALL.len(), typed in "[-0-9a-z/.,; ]{0,80}") {
        let measure = Measure::ALL[index];
        if let Ok(answers) = read_answers(measure, &typed)
            && let Ok(figure) = score(measure, &answers)
        {
            prop_assert!(measure.allows(figure), "{typed}: {figure}");
        }
    }

    #[test]
    fn a_figure_is_read_back_as_it_is_said(tenths in -9_999..99_999_i32) {
        let figure = Figure::tenths(tenths);
        prop_assert_eq!(figure.to_string().parse::<Figure>(), Ok(figure));
    }

    #[test]
    fn more_trouble_never_scores_less(place in 0_usize..21, items in prop::collection::vec(0_u8..10, 21)) {
        let answers = |items: &[u8]| Answers::Items(items.iter().copied().map(Some).collect());
        let mut worse = items.clone();
        worse[place] += 1;
        let total = |items: &[u8]| score(Measure::Fibromyalgia, &answers(items)).unwrap();
        prop_assert!(total(&worse) > total(&items));
    }
}
