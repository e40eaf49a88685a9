//! The library is complete on the body, and what was added says what the named cards teach.

use std::collections::BTreeSet;

use crate::movement::code;
use crate::{Library, Origin};
use holdwell_model::{Confidence, Posture, Region, Technique};

#[test]
fn every_region_of_the_body_map_has_a_position() {
    let library = Library::builtin();
    let has = |region: Region, technique: fn(&Technique) -> bool| {
        library.positions().any(|position| position.region == region && position.techniques.iter().any(technique))
    };
    for region in Region::ALL.iter().copied().filter(|region| *region != Region::WholeBody) {
        assert!(has(region, |technique| *technique != Technique::SelfCare), "{region:?}: nothing for a therapist");
    }
    // Those for which there was nothing at all, or no hold.
    for region in [
        Region::Face,
        Region::MidBack,
        Region::Wrist,
        Region::Hand,
        Region::Groin,
        Region::Knee,
        Region::Shin,
        Region::Ankle,
        Region::FootTop,
        Region::UpperArm,
        Region::Sacrum,
    ] {
        assert!(has(region, |technique| *technique == Technique::Smrt), "{region:?}: no position of ease");
    }
}

use Posture::{Prone, Seated, Side, Supine};

/// The entry, where it works, how the client lies, the source of the movements and the code that follows from them; the
/// codes are those of the cards, but that they name a joint where several move.
const ADDED: [(&str, Region, Posture, &str, &str); 27] = [
    ("posterior-thoracic", Region::UpperBack, Prone, "PT17", "e Sa Ra"),
    ("posterior-thoracic-middle", Region::MidBack, Prone, "PT17", "e Sa Ra"),
    ("anterior-thoracic", Region::Chest, Supine, "CL10", "neck F, trunk F"),
    ("anterior-thoracic-lower", Region::Abdomen, Seated, "CL10", "F St Ra"),
    ("first-rib", Region::NeckBack, Seated, "PT18", "trunk e, neck Sa Rt"),
    ("posterior-ribs", Region::UpperBack, Seated, "PT18", "f Sa Ra"),
    ("latissimus-dorsi", Region::Armpit, Supine, "PT19", "E IR abd traction"),
    ("ac-joint-front", Region::Shoulder, Supine, "PT19", "F Add ir"),
    ("ac-joint-back", Region::Shoulder, Prone, "PT19", "E add traction"),
    ("coracobrachialis", Region::UpperArm, Supine, "PT8", "shoulder F add ir, elbow F"),
    ("elbow-back", Region::Elbow, Supine, "PT20", "Sup E"),
    ("wrist-extensors", Region::Wrist, Supine, "PT21", "E Abd"),
    ("wrist-extensors-ulnar", Region::Wrist, Supine, "PT21", "E Add"),
    ("wrist-flexors", Region::Wrist, Supine, "PT21", "F Abd"),
    ("wrist-flexors-ulnar", Region::Wrist, Supine, "PT21", "F Add"),
    ("thumb", Region::Hand, Supine, "PT20", "wrist f, thumb Abd"),
    ("sacroiliac-joint", Region::Sacrum, Prone, "PT12", "E Abd ER"),
    ("coccyx", Region::Sacrum, Prone, "PT12", "E Add"),
    ("medial-knee", Region::Knee, Supine, "PT13", "F IR add"),
    ("lateral-knee", Region::Knee, Supine, "PT13", "hip Abd, knee F abd er/ir"),
    ("patellar-tendon", Region::Knee, Supine, "PT20", "E"),
    ("soleus", Region::Calf, Prone, "PT20", "knee F, ankle PF comp"),
    ("medial-ankle", Region::Ankle, Side, "PT20", "knee F, ankle Inv"),
    ("ankle-front", Region::Ankle, Supine, "SM11", "DF"),
    // Taught before, and known by these codes.
    ("inion-point", Region::SkullBase, Supine, "CL9", "F st ra"),
    ("sternocleidomastoid", Region::NeckFront, Supine, "CS5", "F St Ra"),
    ("hamstring-medial", Region::ThighBack, Prone, "PT13", "knee F IR Add, ankle PF"),
];

#[test]
fn additions_and_codes_are_as_the_cards_teach() {
    let library = Library::builtin();
    for (id, region, posture, source, expected) in ADDED {
        let position = library.position(id).unwrap_or_else(|| panic!("{id} is not there"));
        assert_eq!((position.region, position.posture), (region, Some(posture)), "{id}");
        assert!(position.sources.iter().any(|key| key == source), "{id}: {source}");
        assert_eq!(position.confidence, Confidence::Sourced, "{id}");
        assert_eq!(code(position).as_deref(), Some(expected), "{id}: {:?}", position.ease);
        assert_eq!(library.origin(id), Origin::BuiltIn);
    }
}

#[test]
fn a_code_is_whole_or_not_there() {
    let library = Library::builtin();
    let of = |id: &str| code(library.position(id).unwrap());
    assert_eq!(of("temporal-bones"), None, "what the hands do is no position of ease");
    assert_eq!(of("scalenes").as_deref(), Some("f Sa Ra"));
    assert_eq!(of("supraspinatus").as_deref(), Some("F Abd ER"));
    assert_eq!(of("gluteus-medius").as_deref(), Some("E Abd ER"));
    assert_eq!(of("piriformis").as_deref(), Some("F Abd er/ir"));
    // Knees that go to a side, a pelvis that is lifted, a jaw: no letter, no code.
    for id in ["psoas", "posterior-lumbar", "masseter", "cross-hand-lumbar"] {
        assert_eq!(of(id), None, "{id}");
    }
    let coded = library
        .positions()
        .filter(|position| position.techniques.contains(&Technique::Counterstrain) && code(position).is_some());
    assert!(coded.count() >= 50);
}

#[test]
fn what_is_looked_at_first_stands_in_both_techniques_that_ask_for_it() {
    let library = Library::builtin();
    let assessed: BTreeSet<Technique> = ["assess-movement", "assess-posture"]
        .iter()
        .flat_map(|id| library.position(id).unwrap().techniques.clone())
        .collect();
    assert_eq!(assessed, [Technique::Myofascial, Technique::SoftTissueRelease].into_iter().collect());
    let rhythm = library.position("rhythm").unwrap().ease.join(" ");
    assert!(rhythm.contains("even on both sides") && rhythm.contains("quality"));
    for technique in Technique::ALL.iter().copied() {
        let said = library.cautions(technique, Region::Calf);
        assert!(said.iter().any(|caution| caution.text.starts_with("If tears come")), "{technique:?}");
    }
}
