//! Lengths of the waits for the hands.

use serde::{Deserialize, Serialize};

use holdwell_model::{Arc, Millis, Phase, Technique};

/// The waits of this session so far, by phase, each list in order of length.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Waits {
    rate: Arc<Vec<Millis>>,
    settle: Arc<Vec<Millis>>,
    recheck: Arc<Vec<Millis>>,
    rest: Arc<Vec<Millis>>,
}

impl Waits {
    /// Returns the estimate before the first wait of this kind. In counterstrain a point is looked for while it is rated,
    /// and its position is found in small steps: a point takes three to four minutes in all, as it is taught.
    pub(crate) const fn first_guess(phase: Phase, technique: Technique) -> Millis {
        Millis::from_secs(match (phase, technique) {
            (Phase::Settle, Technique::Counterstrain) => 65,
            (Phase::Rate, Technique::Counterstrain) => 20,
            (Phase::Settle, _) => 25,
            (Phase::Rate, _) => 5,
            (Phase::Recheck | Phase::Rest | Phase::Return | Phase::Work, _) => 10,
        })
    }

    /// Returns the estimate of a wait: the median of this session's waits of its kind. Until there are three, the first
    /// guess stands among them, so that one long talk does not carry the forecast away.
    pub(crate) fn expected(&self, phase: Phase, technique: Technique) -> Millis {
        let guess = Self::first_guess(phase, technique);
        let Some(known) = self.of(phase) else { return guess };
        if let [shorter, longer] = known {
            return guess.clamp(*shorter, *longer);
        }
        if known.len() < 2 {
            return guess;
        }
        let middle = known.len() / 2;
        match (known.get(middle), known.get(middle.wrapping_sub(1))) {
            (Some(upper), Some(lower)) if known.len().is_multiple_of(2) => Millis(lower.0.midpoint(upper.0)),
            (Some(upper), _) => *upper,
            (None, _) => guess,
        }
    }

    /// Remembers the length of a wait.
    pub(crate) fn learn(&mut self, phase: Phase, took: Millis) {
        let known = match phase {
            Phase::Rate => &mut self.rate,
            Phase::Settle => &mut self.settle,
            Phase::Recheck => &mut self.recheck,
            Phase::Rest => &mut self.rest,
            Phase::Work | Phase::Return => return,
        };
        let known = Arc::make_mut(known);
        let place = known.partition_point(|other| *other <= took);
        known.insert(place, took);
    }

    fn of(&self, phase: Phase) -> Option<&[Millis]> {
        match phase {
            Phase::Rate => Some(&self.rate),
            Phase::Settle => Some(&self.settle),
            Phase::Recheck => Some(&self.recheck),
            Phase::Rest => Some(&self.rest),
            Phase::Work | Phase::Return => None,
        }
    }
}
