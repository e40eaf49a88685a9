//! The words by which a position is found, and those that find nothing.

use holdwell_model::{Posture, Region, Technique, fold};

/// The words of a text, folded; hyphens and other signs divide words.
pub(super) fn words(text: &str) -> Vec<String> {
    split(&fold(text)).map(str::to_owned).collect()
}

/// The words of a text that is folded already.
pub(super) fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Says if a word says nothing about which position is meant: "the muscle on the left that hurts" is any muscle.
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 40] = [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "is",
        "it",
        "that",
        "this",
        "where",
        "which",
        "my",
        "her",
        "his",
        "their",
        "your",
        "some",
        "muscle",
        "muscles",
        "left",
        "right",
        "pain",
        "painful",
        "hurts",
        "sore",
        "tight",
        "stiff",
        "ache",
        "aches",
        "aching",
        "somewhere",
    ];
    FILLERS.contains(&word)
}

/// Returns the words of lay people for a region, beside the name on the body map.
pub(super) const fn lay_words(region: Region) -> &'static str {
    match region {
        Region::Head => "skull forehead temple temples scalp",
        Region::Face => "cheek brow eye eyes nose",
        Region::Jaw => "cheek chewing mouth teeth bite",
        Region::SkullBase => "back of the head top of the neck occiput",
        Region::NeckFront => "throat side of the neck cervical",
        Region::NeckBack => "nape cervical",
        Region::Shoulder => "top of the shoulder collarbone",
        Region::ShoulderBlade => "scapula back of the shoulder",
        Region::Armpit => "underarm axilla",
        Region::Chest => "breast breastbone sternum collarbone front of the ribs",
        Region::Ribs => "rib cage side of the chest",
        Region::UpperBack => "thoracic spine between the shoulder blades",
        Region::MidBack => "thoracic spine middle of the back",
        Region::UpperArm => "biceps triceps",
        Region::Elbow => "arm",
        Region::Forearm => "lower arm",
        Region::Wrist => "carpal",
        Region::Hand => "palm fingers thumb",
        Region::Abdomen => "belly stomach tummy navel",
        Region::AbdomenHip => "belly front of the hip",
        Region::LowBack => "lumbar spine lower back small of the back",
        Region::Flank => "waist loin side of the low back side of the lower back side of the trunk",
        Region::Pelvis => "pelvic hip bones",
        Region::Sacrum => "tailbone tail bone coccyx base of the spine",
        Region::Buttock => "bottom seat back of the hip",
        Region::Groin => "inguinal crease of the hip",
        Region::OuterHip => "side of the hip",
        Region::ThighFront => "upper leg",
        Region::ThighInner => "inside of the leg",
        Region::ThighOuter => "side of the leg",
        Region::ThighBack => "back of the leg",
        Region::Knee => "kneecap",
        Region::KneeBack => "hollow of the knee",
        Region::Shin => "front of the lower leg",
        Region::Calf => "back of the lower leg",
        Region::Ankle => "heel cord",
        Region::FootTop => "instep toes",
        Region::Sole => "bottom of the foot arch heel",
        Region::WholeBody => "everywhere",
    }
}

/// The short names and other names of a technique.
pub(super) const fn technique_words(technique: Technique) -> &'static str {
    match technique {
        Technique::Smrt => "spontaneous muscle release trigger points",
        Technique::Counterstrain => "strain scs positional release prt tender points trigger points",
        Technique::Myofascial => "mfr fascia release",
        Technique::SoftTissueRelease => "str lock stretch",
        Technique::Craniosacral => "cst cranio sacral",
        Technique::Somatoemotional => "ser somato emotional release",
        Technique::Lymph => "lymphatic drainage mld",
        Technique::SelfCare => "home alone exercise",
    }
}

/// Returns the words of lay people for a posture.
pub(super) const fn posture_words(posture: Posture) -> &'static str {
    match posture {
        Posture::Supine => "on the back face up",
        Posture::Prone => "on the belly face down",
        Posture::Side => "lying",
        Posture::Seated => "sitting chair",
        Posture::Standing => "upright",
    }
}
