//! Measures, plans of care, and what was said two days after a session.

use holdwell_measures::{self as measures, Figure};
use holdwell_model::Id;
use jiff::Timestamp;
use jiff::civil::Date;

use super::position::Region;
use super::timing::Side;
use crate::format::form::{Form, forms};

forms! {
    struct Entry = measures::Entry {
        id: Id,
        subject: Subject,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<Id>,
        moment: Moment,
        at: Timestamp,
        answers: Answers,
        figure: i32,
        form: String,
    }

    struct Subject = measures::Subject {
        measure: Measure,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Region>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        detail: String,
    }

    struct Activity = measures::Activity { what: String, score: Option<u8> }

    struct CarePlan = measures::CarePlan {
        id: Id,
        problem: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        goals: Vec<Goal>,
        sessions: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every_days: Option<u16>,
        begun: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reassess: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<Date>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_draft: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead_of: Option<Id>,
    }

    struct Goal = measures::Goal {
        words: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<Subject>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<i32>,
    }

    struct FollowUp = measures::FollowUp {
        session: Id,
        at: Timestamp,
        since: Since,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lasted: Option<Lasted>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        soreness: Option<Soreness>,
    }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Answers = measures::Answers {
        Number(figure: i32),
        Activities(activities: Vec<Activity>),
        Points { points: u16, of: u16 },
        Items(items: Vec<Option<u8>>),
    }

    #[serde(rename_all = "kebab-case")]
    enum Moment = measures::Moment { Before, After, Between }

    #[serde(rename_all = "kebab-case")]
    enum Since = measures::Since { Better, Same, Worse }

    #[serde(rename_all = "kebab-case")]
    enum Lasted = measures::Lasted { Hours, Day, Days, Still }

    #[serde(rename_all = "kebab-case")]
    enum Soreness = measures::Soreness { None, Little, Much }

    #[serde(rename_all = "kebab-case")]
    enum Measure = measures::Measure {
        PainNow,
        PainWorst,
        PainUsual,
        Activities,
        FirstStepPain,
        Movement,
        Reach,
        MouthOpening,
        Girth,
        Swelling,
        Stress,
        Mood,
        OverallChange,
        Fibromyalgia,
        NeckDisability,
        BackDisability,
        FootDaily,
        FootSport,
        FootFunction,
        FootFunctionPain,
        FootFunctionDisability,
        LegFunction,
        ArmFunction,
        JawScreen,
    }
}

impl Form<Figure> for i32 {
    fn of(value: &Figure) -> Self {
        value.0
    }

    fn value(self) -> Figure {
        Figure(self)
    }
}
