//! The ground of a figure: what the client lies, sits or stands on.

use emath::{Rect, pos2};

use super::stand::{Stage, Stand};
use holdwell_model::Posture;

/// The place of the feet of somebody seated, in heights of the body.
const FEET: f32 = 0.857;

/// A part of the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground {
    /// A slab with corners of this radius, in points: a table, a pillow, a bench, its legs.
    Slab(Rect, f32),
    /// The floor, from one end to the other.
    Floor([emath::Pos2; 2]),
}

impl Stand {
    /// Returns what lies below the figure, in the order in which it is drawn.
    pub fn ground(&self, stage: &Stage) -> Vec<Ground> {
        let slab = |one: (f32, f32), other: (f32, f32), radius: f32| {
            let corners = (stage.place(pos2(one.0, one.1)), stage.place(pos2(other.0, other.1)));
            Ground::Slab(Rect::from_two_pos(corners.0, corners.1), radius)
        };
        let floor = |at: f32| Ground::Floor([-0.3, 0.3].map(|x| stage.place(pos2(x, at))));
        let turns = f32::from(self.turns);
        match self.posture {
            // A table, seen from above.
            Some(Posture::Supine | Posture::Prone) => vec![slab((-0.235, -0.02), (0.235, 1.02), 10.0)],
            // The same table, seen from beside, and a pillow.
            Some(Posture::Side) => {
                let below = turns * 0.135;
                let table = slab((below, -0.02), (below + turns * 0.05, 1.02), 4.0);
                vec![table, slab((below, 0.0), (below - turns * 0.075, 0.12), 8.0)]
            }
            // A bench, wider than who sits on it.
            Some(Posture::Seated) => {
                let leg = |at: f32| slab((at - 0.012, 0.55), (at + 0.012, FEET), 0.0);
                vec![leg(-0.24), leg(0.24), slab((-0.28, 0.525), (0.28, 0.57), 4.0), floor(FEET)]
            }
            Some(Posture::Standing) => vec![floor(0.995)],
            None => Vec::new(),
        }
    }
}
