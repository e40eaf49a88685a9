//! Writes a home plan. The shapes here are those of the file: what is renamed in the domain is not renamed there.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::read::{FORMAT, VERSION};
use crate::{Figure, HomeItem, HomePlan, words};
use holdwell_model::{PlanContact, RepWork, Setting, Timing};

#[derive(Serialize)]
struct PlanFile<'a> {
    format: &'static str,
    version: u64,
    id: String,
    title: &'a str,
    made: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    times_a_day: u8,
    days_a_week: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    routine: &'a str,
    technique: &'static str,
    items: Vec<ItemFile<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signs: Vec<SignFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speech: Option<SpeechFile<'a>>,
}

#[derive(Serialize)]
struct ItemFile<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    how: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    have_ready: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cautions: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
    technique: &'static str,
    sides: &'static str,
    contacts: Vec<ContactFile<'a>>,
    timing: TimingFile,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settle_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recheck_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rest_ms: Option<u64>,
    #[serde(skip_serializing_if = "is_false")]
    optional: bool,
    #[serde(skip_serializing_if = "is_false")]
    matters_most: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<FigureFile<'a>>,
}

#[derive(Serialize)]
struct ContactFile<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'static str>,
}

#[derive(Serialize)]
struct FigureFile<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    posture: Option<&'static str>,
    region: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ease: &'a [String],
}

#[derive(Serialize)]
struct SignFile<'a> {
    text: &'a str,
    urgency: &'static str,
}

#[derive(Serialize)]
struct SpeechFile<'a> {
    kind: &'a str,
    prompts: &'a BTreeMap<String, String>,
}

#[derive(Serialize, Default)]
struct TimingFile {
    kind: &'static str,
    #[serde(flatten)]
    figures: BTreeMap<&'static str, serde_json::Number>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

impl HomePlan {
    /// Writes the plan as the text of its file, as it is sent: without a space too many.
    pub fn write(&self) -> String {
        serde_json::to_string(&self.form()).unwrap_or_default()
    }

    /// Writes the plan as the text of its file, as people read it.
    pub fn write_pretty(&self) -> String {
        serde_json::to_string_pretty(&self.form()).unwrap_or_default() + "\n"
    }

    fn form(&self) -> PlanFile<'_> {
        let speech = self.speech.as_ref();
        PlanFile {
            format: FORMAT,
            version: VERSION,
            id: self.id.to_string(),
            title: &self.title,
            made: self.made.to_string(),
            from: self.from.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            times_a_day: self.times_a_day,
            days_a_week: self.days_a_week,
            name: self.name.as_deref(),
            call: self.call.as_deref(),
            notes: &self.notes,
            routine: &self.routine,
            technique: words::technique(self.technique),
            items: self.items.iter().map(item).collect(),
            signs: self
                .signs
                .iter()
                .map(|sign| SignFile { text: &sign.text, urgency: words::urgency(sign.urgency) })
                .collect(),
            speech: speech.map(|speech| SpeechFile { kind: &speech.kind, prompts: &speech.prompts }),
        }
    }
}

fn item(item: &HomeItem) -> ItemFile<'_> {
    let HomeItem { step, have_ready, matters_most, figure } = item;
    ItemFile {
        title: &step.title,
        how: &step.setup,
        have_ready,
        cautions: &step.cautions,
        remark: step.remarks.as_deref(),
        technique: words::technique(step.technique),
        sides: words::side_order(step.sides),
        contacts: step.contacts.iter().map(contact).collect(),
        timing: timing(&step.timing),
        rate_ms: millis(step.phases.rate),
        settle_ms: millis(step.phases.settle),
        return_ms: millis(step.phases.return_),
        recheck_ms: millis(step.phases.recheck),
        rest_ms: millis(step.phases.rest),
        optional: step.optional,
        matters_most: *matters_most,
        figure: figure.as_ref().map(self::figure),
    }
}

fn contact(contact: &PlanContact) -> ContactFile<'_> {
    ContactFile {
        name: &contact.name,
        position: contact.position.as_deref(),
        side: contact.side.map(words::side),
        region: contact.region.map(words::region),
    }
}

fn figure(figure: &Figure) -> FigureFile<'_> {
    FigureFile { posture: figure.posture.map(words::posture), region: words::region(figure.region), ease: &figure.ease }
}

const fn millis(setting: Setting) -> Option<u64> {
    match setting {
        Setting::Timed(length) => Some(length.0),
        Setting::Off | Setting::Wait => None,
    }
}

fn timing(timing: &Timing) -> TimingFile {
    let kind = words::timing(timing.kind());
    let figures: Vec<(&'static str, Option<u64>)> = match *timing {
        Timing::Fixed { hold } => vec![("hold_ms", Some(hold.0))],
        Timing::Open { minimum, target, ceiling } => vec![
            ("minimum_ms", minimum.map(|length| length.0)),
            ("target_ms", target.map(|length| length.0)),
            ("ceiling_ms", ceiling.map(|length| length.0)),
        ],
        Timing::Reps { count, work, rest, cap } => {
            let work = match work {
                RepWork::Timed(work) => work,
                work @ RepWork::ByHand => work.expected(),
            };
            let rest = Some(rest.0).filter(|rest| *rest > 0);
            let cap = cap.map(|length| length.0);
            vec![("count", Some(count.into())), ("work_ms", Some(work.0)), ("rest_ms", rest), ("cap_ms", cap)]
        }
        Timing::Listening { check_in, ceiling, taps: _ } => {
            vec![("check_in_ms", check_in.map(|length| length.0)), ("ceiling_ms", ceiling.map(|length| length.0))]
        }
        Timing::Block { length, .. } => vec![("length_ms", Some(length.0))],
    };
    let whole = |(key, value): (&'static str, Option<u64>)| Some((key, value?.into()));
    let mut figures: BTreeMap<&'static str, serde_json::Number> = figures.into_iter().filter_map(whole).collect();
    if let Timing::Block { breaths_per_minute: Some(rate), .. } = *timing {
        // Six breaths are 6, and five and a half 5.5.
        let rate = serde_json::Number::from_f64((f64::from(rate) * 1000.0).round() / 1000.0);
        figures.extend(rate.map(|rate| ("breaths_per_minute", rate)));
    }
    TimingFile { kind, figures }
}
