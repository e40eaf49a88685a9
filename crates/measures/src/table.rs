//! The table of measures. Each figure of it names its source, or says that it is our own and why.

use super::{Figure, Form, Measure, Noted, Shape, Threshold, Wording};
use holdwell_model::Region;

const NOT_MEASURED: &str = "nobody was found who measured its noise; as for pain, and one point more";
const TWICE: &str = "no important change was found that holds for every joint; twice the noise";
const STEPS: &str = "the landmarks lie a hand's breadth or more apart, which is more than the error of a tape";
const LOOKS: &str = "two people who look may differ by less than a grade";

/// The FIQR's attribution, as its licence asks for it.
const FIQR: &str = "Bennett RM, Friend R, Jones KD, Ward R, Han BK, Ross RL: The Revised Fibromyalgia Impact \
    Questionnaire (FIQR). Arthritis Research & Therapy 2009, 11:R120, CC BY 2.0";

const fn read(hundredths: i32, sources: &'static [&'static str]) -> Threshold {
    Threshold::read(Figure(hundredths), sources)
}

/// A single activity of the PSFS has more noise than the mean of several.
pub(crate) const ONE_ACTIVITY: Noted = Noted::plain(read(300, &["RC5"]), read(230, &["OM2"]));

/// Chances are that a neck's pain is said four points differently without any change.
const PAIN: Noted = Noted {
    noise: read(150, &["OM2"]),
    noise_at: &[(&[Region::NeckFront, Region::NeckBack, Region::SkullBase], read(400, &["OM3"]))],
    important: read(200, &["RC3", "OM1"]),
    important_from: &[(Figure::whole(8), read(300, &["RC4"]))],
};

const DEGREES: Noted = Noted {
    noise: read(800, &["OM20"]),
    noise_at: &[(&[Region::Wrist, Region::Hand], read(1200, &["OM21"]))],
    important: Threshold::own(Figure::whole(16), TWICE),
    important_from: &[],
};

const FIBROMYALGIA: Noted =
    Noted::plain(read(1000, &["FM4"]), Threshold { percent: Some(20), ..read(1000, &["FM4", "OM26"]) });

/// Returns the thresholds of a measure.
pub(crate) const fn noted(measure: Measure) -> Option<Noted> {
    let (noise, important) = match measure {
        Measure::PainNow | Measure::PainWorst | Measure::PainUsual => return Some(PAIN),
        Measure::Movement => return Some(DEGREES),
        Measure::Fibromyalgia => return Some(FIBROMYALGIA),
        Measure::OverallChange | Measure::JawScreen => return None,
        Measure::Activities => (read(200, &["RC5"]), read(230, &["OM2"])),
        // One figure is known; it stands for both, so that nothing is called small that nobody could tell from noise.
        Measure::FirstStepPain => (read(190, &["OM18"]), read(190, &["OM18"])),
        Measure::FootFunction | Measure::FootFunctionDisability => (read(700, &["OM16"]), read(700, &["OM16"])),
        Measure::FootFunctionPain => (read(1200, &["OM16"]), read(1200, &["OM16"])),
        Measure::MouthOpening => (read(900, &["OM19"]), read(900, &["OM19"])),
        Measure::Reach => (Threshold::own(Figure::whole(1), STEPS), Threshold::own(Figure::whole(2), STEPS)),
        Measure::Girth => (read(50, &["OM24"]), read(100, &["OM25"])),
        Measure::Swelling => (Threshold::own(Figure::whole(1), LOOKS), Threshold::own(Figure::whole(2), LOOKS)),
        Measure::Stress | Measure::Mood => {
            (Threshold::own(Figure::whole(2), NOT_MEASURED), Threshold::own(Figure::whole(3), NOT_MEASURED))
        }
        Measure::NeckDisability => (read(1000, &["OM6"]), read(2040, &["OM22"])),
        Measure::BackDisability => (read(1000, &["OM8"]), read(1200, &["OM2"])),
        Measure::FootDaily => (read(570, &["OM23"]), read(800, &["OM23"])),
        Measure::FootSport => (read(1230, &["OM23"]), read(900, &["OM23"])),
        Measure::LegFunction => (read(900, &["OM2"]), read(1600, &["OM2"])),
        Measure::ArmFunction => (read(600, &["OM2"]), read(1100, &["OM2"])),
    };
    Some(Noted::plain(noise, important))
}

const fn number(version: &'static str, range: (i32, i32), unit: &'static str) -> Form {
    let range = (Figure::whole(range.0), Figure::whole(range.1));
    Form { version, shape: Shape::Number, range, unit, wording: Wording::Plain, sources: &[] }
}

/// Makes a form of which the score alone is entered.
const fn score(version: &'static str, most: i32, unit: &'static str, sources: &'static [&'static str]) -> Form {
    Form { wording: Wording::ScoreOnly, sources, ..number(version, (0, most), unit) }
}

const fn points(form: Form, items: u16, most: u16, left_out: u16) -> Form {
    Form { shape: Shape::Points { items, most, left_out }, ..form }
}

/// Returns the form of a measure.
pub(crate) const fn form(measure: Measure) -> Form {
    match measure {
        Measure::PainNow => number("nprs-now-1", (0, 10), "of 10"),
        Measure::PainWorst => number("nprs-worst-1", (0, 10), "of 10"),
        Measure::PainUsual => number("nprs-usual-1", (0, 10), "of 10"),
        Measure::Activities => Form {
            shape: Shape::Activities,
            wording: Wording::Free,
            sources: &["OM5"],
            ..number("psfs-1", (0, 10), "of 10")
        },
        Measure::FirstStepPain => Form { sources: &["OM18"], ..number("first-step-1", (0, 10), "of 10") },
        Measure::Movement => number("degrees-1", (-90, 360), "°"),
        Measure::Reach => Form { shape: Shape::Landmark, ..number("landmark-1", (0, 6), "") },
        Measure::MouthOpening => Form { sources: &["OM19"], ..number("incisal-ruler-1", (0, 90), "mm") },
        Measure::Girth => Form { sources: &["OM24"], ..number("tape-1", (1, 250), "cm") },
        Measure::Swelling => number("swelling-1", (0, 3), "of 3"),
        Measure::Stress => number("stress-1", (0, 10), "of 10"),
        Measure::Mood => number("mood-1", (0, 10), "of 10"),
        Measure::OverallChange => Form { sources: &["OM2"], ..number("global-change-15-1", (-7, 7), "of 7") },
        Measure::Fibromyalgia => Form {
            shape: Shape::Parts,
            wording: Wording::Attributed(FIQR),
            sources: &["OM9", "OM27"],
            ..number("fiqr-2009", (0, 100), "of 100")
        },
        Measure::NeckDisability => points(score("ndi-1", 100, "%", &["OM6"]), 10, 5, 1),
        // Its author asks for one section at least, and rarely saw fewer than eight: a figure of fewer says little.
        Measure::BackDisability => points(score("odi-2", 100, "%", &["OM7", "OM29"]), 10, 5, 2),
        Measure::FootDaily => points(score("faam-daily-2", 100, "%", &["OM15", "OM28"]), 21, 4, 2),
        Measure::FootSport => points(score("faam-sport-2", 100, "%", &["OM15", "OM28"]), 8, 4, 1),
        Measure::FootFunction => score("ffi-1", 100, "of 100", &["OM17"]),
        Measure::FootFunctionPain => score("ffi-pain-1", 100, "of 100", &["OM17"]),
        Measure::FootFunctionDisability => score("ffi-disability-1", 100, "of 100", &["OM17"]),
        Measure::LegFunction => score("lefs-1", 80, "of 80", &["OM2"]),
        Measure::ArmFunction => score("uefi-1", 80, "of 80", &["OM2"]),
        Measure::JawScreen => score("tmd-screener-long-1", 7, "of 7", &["OM12", "OM14"]),
    }
}
