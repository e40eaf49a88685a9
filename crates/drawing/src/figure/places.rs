//! The places on the body where the arrow of each part may stand.

use emath::{Pos2, pos2};

use holdwell_library::movement::Part;

/// Returns true if a part lies on the midline.
pub(super) const fn is_middle(part: Part) -> bool {
    matches!(part, Part::Head | Part::Jaw | Part::Trunk | Part::Sacrum)
}

/// Returns places on the right half, the best first, all on the outer side of a limb (1) and then on the inner one
/// (−1).
pub(super) fn anchors(part: Part) -> impl Iterator<Item = (Pos2, f32)> {
    let places: &[(f32, f32)] = match part {
        Part::Head => &[(0.0, 0.05), (0.0, 0.085), (0.0, 0.018)],
        Part::Cheek => &[(0.026, 0.082)],
        Part::Jaw => &[(0.0, 0.11)],
        Part::Trunk => &[(0.0, 0.235), (0.0, 0.32), (0.0, 0.39), (0.0, 0.18)],
        Part::Ribs => &[(0.06, 0.325), (0.06, 0.29)],
        Part::Pelvis => &[(0.055, 0.455), (0.06, 0.42)],
        Part::Sacrum => &[(0.0, 0.47)],
        Part::ShoulderBlade => &[(0.066, 0.225), (0.066, 0.29), (0.066, 0.2)],
        Part::Shoulder => &[(0.108, 0.205), (0.115, 0.24)],
        Part::Arm => &[(0.128, 0.305), (0.119, 0.25), (0.139, 0.36), (0.155, 0.425), (0.168, 0.475)],
        Part::Elbow => &[(0.146, 0.392)],
        Part::Forearm => &[(0.16, 0.445), (0.152, 0.415), (0.168, 0.475)],
        Part::Hand => &[(0.183, 0.52), (0.175, 0.49)],
        Part::Hip => &[(0.06, 0.535), (0.06, 0.59), (0.056, 0.645)],
        Part::Leg => &[(0.058, 0.605), (0.06, 0.545), (0.055, 0.685), (0.052, 0.79), (0.05, 0.845)],
        Part::Knee => &[(0.055, 0.722), (0.054, 0.79), (0.055, 0.648)],
        Part::Shin => &[(0.052, 0.82), (0.05, 0.865), (0.053, 0.775)],
        Part::Ankle => &[(0.046, 0.915)],
        Part::Foot | Part::Sole => &[(0.048, 0.985), (0.046, 0.925)],
    };
    [1.0, -1.0].into_iter().flat_map(|beside| places.iter().map(move |(x, y)| (pos2(*x, *y), beside)))
}

/// Returns how far a part reaches to both sides of such a place.
pub(super) const fn half_width(part: Part) -> f32 {
    match part {
        Part::Head => 0.05,
        Part::Jaw => 0.044,
        Part::Trunk => 0.085,
        Part::Ribs | Part::Pelvis | Part::Sacrum | Part::Hip | Part::ShoulderBlade => 0.04,
        Part::Leg => 0.032,
        Part::Shoulder | Part::Knee | Part::Shin => 0.026,
        Part::Arm | Part::Elbow | Part::Foot | Part::Sole => 0.022,
        Part::Forearm | Part::Hand | Part::Ankle => 0.017,
        Part::Cheek => 0.01,
    }
}
