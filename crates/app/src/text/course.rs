//! Sentences about what is measured, and about the course of care.

use holdwell_measures::{
    CarePlan, CourseAdvice, CourseDue, FollowUp, GoalState, Lasted, Measure, PlanProblem, Progress, ReadError, Shape,
    Unscored, Wording,
};
use jiff::civil::Date;

use super::count;
use crate::measuring::{LineProblem, MeasureLine};

/// Returns what may be typed for a line: "0 to 10", "points, or points/of", "one number each: stairs, sleep".
pub fn measure_hint(line: &MeasureLine) -> String {
    let measure = line.subject.measure;
    let form = measure.form();
    match form.shape {
        Shape::Activities if !line.activities.is_empty() => {
            format!("0 unable to 10 as before: {}", line.activities.join(", "))
        }
        Shape::Number | Shape::Activities => {
            let unit = match form.unit {
                "°" => "degrees",
                unit if unit.starts_with("of ") => "",
                unit => unit,
            };
            let [low, high] = [form.range.0, form.range.1].map(|end| end.to_string().replace('-', "\u{2212}"));
            format!("{low} to {high} {unit}").trim_end().to_owned()
        }
        Shape::Landmark => "knee, shin, ankle, floor".to_owned(),
        Shape::Points { items, most, .. } => format!("points of {}, or like 16/{}", items * most, (items - 1) * most),
        Shape::Parts => "21 numbers from 0 to 10, or the total".to_owned(),
    }
}

/// Returns what may be typed for a line, as it has room in its field: without the names of activities.
pub fn field_hint(line: &MeasureLine) -> String {
    match line.subject.measure.form().shape {
        Shape::Activities if !line.activities.is_empty() => "0 unable to 10 as before".to_owned(),
        _ => measure_hint(line),
    }
}

/// Says why a line cannot be kept, and what would be right.
pub fn line_problem(line: &MeasureLine, problem: LineProblem) -> String {
    match problem {
        LineProblem::Read(ReadError::Empty) => "Nothing is typed".to_owned(),
        LineProblem::Read(ReadError::Figure(low, high)) => format!("A number from {low} to {high} is needed"),
        LineProblem::Read(ReadError::Points) => format!("Not on the form. Type {}", measure_hint(line)),
        LineProblem::Read(ReadError::Items(items, most)) => {
            format!("{items} numbers from 0 to {most} are needed, with a space between; - for one that is left out")
        }
        LineProblem::Read(ReadError::Landmark) => {
            "Not known. Type how far the fingers get: knee, shin, floor".to_owned()
        }
        LineProblem::Unscored(Unscored::LeftOut) => "Too much is left out: the form has no score then".to_owned(),
        LineProblem::Unscored(Unscored::NothingAnswered) => "Nothing is answered".to_owned(),
        LineProblem::Unscored(Unscored::OffTheScale | Unscored::OtherForm) => {
            format!("Not on the form. Type {}", measure_hint(line))
        }
    }
}

/// Returns what is to be known of a form: who it is of, or that its wording is not here. Nothing for a plain question.
pub fn form_note(measure: Measure) -> Option<&'static str> {
    match measure.form().wording {
        Wording::Plain | Wording::Free => None,
        Wording::Attributed(attribution) => Some(attribution),
        Wording::ScoreOnly => {
            Some("Score only: ask it from a form that you have. Its wording is not cleared for Holdwell")
        }
    }
}

/// Returns what was said of the days after a session: "better, for some days, a little sore".
pub fn follow_up(said: &FollowUp) -> String {
    let lasted = said.lasted.map(|lasted| match lasted {
        Lasted::Still => lasted.words().to_owned(),
        lasted => format!("for {}", lasted.words()),
    });
    let parts = [Some(said.since.words().to_owned()), lasted, said.soreness.map(|sore| sore.words().to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns a screening score with what it can say; nothing for another measure.
pub fn screening(measure: Measure, points: i32) -> Option<&'static str> {
    (measure == Measure::JawScreen).then_some(if points >= 3 {
        "3 or more: worth a closer look. It cannot tell jaw trouble from headache, and is no diagnosis"
    } else {
        "Below 3: nothing stands out. It is no diagnosis"
    })
}

/// Returns how far a course is: "3 of 6", "7, 6 were planned".
pub fn progress(progress: Progress) -> String {
    let Progress { done, planned } = progress;
    if done > planned { format!("{done}, {planned} were planned") } else { format!("{done} of {planned}") }
}

/// Returns the next visit in words: "Visit 3 of 6", "Visit 7, 6 were planned".
pub fn next_visit(progress: Progress) -> String {
    let next = Progress { done: progress.next(), ..progress };
    format!("Visit {}", self::progress(next))
}

/// Returns how often a course meets: "weekly", "every 3 days"; nothing where that is open.
pub fn every(days: Option<u16>) -> String {
    match days {
        None => String::new(),
        Some(1) => "daily".to_owned(),
        Some(7) => "weekly".to_owned(),
        Some(14) => "every 2 weeks".to_owned(),
        Some(days) => format!("every {}", count(usize::from(days), "day")),
    }
}

/// Says what is due.
pub fn course_due(due: CourseDue) -> String {
    match due {
        CourseDue::Reassess(day) => format!("Assess again: planned for {}", date(day)),
        CourseDue::AllDone => "All planned visits are done: assess again, and end the course or plan more".to_owned(),
    }
}

/// Says what is advised of a course, with its source.
pub fn course_advice(advice: CourseAdvice) -> String {
    match advice {
        CourseAdvice::ReferOrRethink(visits) => {
            format!("{visits} visits without a clear change: refer, or think again (CS19)")
        }
        CourseAdvice::NotMeasured(visits) => {
            format!(
                "{visits} visits, and nothing was measured twice: measure now. Without a clear change by six, refer or think again (CS19)"
            )
        }
    }
}

/// Returns a plan of care in one line: "3 of 6 · weekly · assess again 6 Apr 2026".
pub fn care_plan(plan: &CarePlan, progress: Progress) -> String {
    let reassess = plan.reassess.map(|day| format!("assess again {}", date(day))).unwrap_or_default();
    let ended = plan.ended.map(|day| format!("ended {}", date(day))).unwrap_or_default();
    let parts = [self::progress(progress), every(plan.every_days), reassess, ended];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ")
}

/// Returns how far a goal is: "7 of 10, now 4 of 10, target 2 of 10 · −3 (−43 %): clear, better".
pub fn goal_state(measure: Measure, target: Option<holdwell_measures::Figure>, state: &GoalState) -> String {
    let figure = |figure: Option<_>, word: &str| figure.map(|figure| format!("{word} {}", measure.words(figure)));
    let first = figure(state.start, "began at");
    let now = figure(state.latest, "now").filter(|_| state.change.is_some());
    let figures: Vec<String> = [first, now, figure(target, "target")].into_iter().flatten().collect();
    let change = state.change.map(|change| change.words());
    let reached = state.is_reached.then(|| "reached".to_owned());
    let parts = [Some(figures.join(", ")).filter(|said| !said.is_empty()), change, reached];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ·  ")
}

/// Says what of a plan cannot be as it is.
pub fn plan_problem(problem: PlanProblem) -> &'static str {
    match problem {
        PlanProblem::Sessions => "A plan has at least one session",
        PlanProblem::Every => "Between two sessions there is at least a day",
        PlanProblem::ReassessedBefore => "It is assessed again before it begins: set a later day",
        PlanProblem::EndedBefore => "It ends before it begins: set a later day",
        PlanProblem::Target(_) => "A target is not on the scale of its measure",
    }
}

/// Returns a day: "6 Apr 2026".
pub fn date(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_measures::Subject;

    #[test]
    fn a_course_is_said_in_one_line() {
        let plan =
            CarePlan::new(holdwell_model::Id::from(uuid::Uuid::nil()), String::new(), 6, Date::constant(2026, 3, 2));
        let plan = CarePlan { every_days: Some(7), reassess: Some(Date::constant(2026, 4, 6)), ..plan };
        let done = Progress { done: 3, planned: 6 };
        assert_eq!(care_plan(&plan, done), "3 of 6  ·  weekly  ·  assess again 6 Apr 2026");
        assert_eq!(next_visit(done), "Visit 4 of 6");
        assert_eq!(next_visit(Progress { done: 6, planned: 6 }), "Visit 7, 6 were planned");
        assert!(course_advice(CourseAdvice::ReferOrRethink(6)).starts_with("6 visits without a clear change: refer"));
    }

    #[test]
    fn a_hint_says_what_the_form_takes() {
        let hint = |measure| measure_hint(&MeasureLine::new(Subject::new(measure), "stairs\nsleep"));
        assert_eq!(hint(Measure::PainNow), "0 to 10");
        assert_eq!(hint(Measure::Activities), "0 unable to 10 as before: stairs, sleep");
        let line = MeasureLine::new(Subject::new(Measure::Activities), "stairs\nsleep");
        assert_eq!(field_hint(&line), "0 unable to 10 as before");
        assert_eq!(hint(Measure::NeckDisability), "points of 50, or like 16/45");
        assert_eq!(hint(Measure::MouthOpening), "0 to 90 mm");
    }

    #[test]
    fn no_screening_is_a_diagnosis() {
        assert!(screening(Measure::JawScreen, 3).unwrap().contains("no diagnosis"));
        assert_eq!(screening(Measure::PainNow, 3), None);
    }
}
