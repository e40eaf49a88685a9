//! Where a cue is heard: in the room, at the therapist's ear, or on the screen alone.

use serde::{Deserialize, Serialize};

use holdwell_engine::{Cue, CueAudience, CueKind};

/// Where the therapist hears what is meant for her alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TherapistChannel {
    /// Nowhere: what the room may not hear stays on the screen.
    #[default]
    None,
    /// The left side of the output is hers; the room hears the right side only.
    LeftEar,
    /// The right side of the output is hers; the room hears the left side only.
    RightEar,
}

/// What becomes of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// It is shown and not heard.
    Screen,
    /// Everyone hears it.
    Room,
    /// Everyone hears it, softly, because it was meant for the therapist and she has no channel.
    SoftInRoom,
    /// The therapist alone hears it.
    Therapist,
    /// The room and the therapist's ear hear it.
    Both,
}

impl Route {
    /// The way of a cue.
    ///
    /// Cues meant for the room are heard in any case: the profile that put them there has decided that.
    pub const fn of(cue: &Cue, channel: TherapistChannel) -> Self {
        Self::of_kind(cue.kind, cue.audience, channel)
    }

    /// The same for a cue outside a session, as a preview is.
    pub const fn of_kind(kind: CueKind, audience: CueAudience, channel: TherapistChannel) -> Self {
        match (audience, channel) {
            (CueAudience::Room, _) | (CueAudience::Both, TherapistChannel::None) => Self::Room,
            (CueAudience::Both, _) => Self::Both,
            (CueAudience::Therapist, TherapistChannel::None) => Self::without_channel(kind),
            (CueAudience::Therapist, _) => Self::Therapist,
        }
    }

    /// Warnings and questions to the therapist are nothing for the client's ear; the end of a hold is, because
    /// both hands are on the client and nobody looks at the screen.
    const fn without_channel(kind: CueKind) -> Self {
        match kind {
            CueKind::PreEnd | CueKind::Ceiling | CueKind::CheckIn | CueKind::Appointment => Self::Screen,
            CueKind::Minimum | CueKind::Target => Self::SoftInRoom,
            _ => Self::Room,
        }
    }

    /// The factor on the room's level, `None` where the room hears nothing.
    pub const fn room(self) -> Option<f32> {
        match self {
            Self::Room | Self::Both => Some(1.0),
            Self::SoftInRoom => Some(0.5),
            Self::Screen | Self::Therapist => None,
        }
    }

    /// Whether the therapist's channel carries it.
    pub const fn reaches_therapist(self) -> bool {
        matches!(self, Self::Therapist | Self::Both)
    }

    /// Whether it is heard anywhere.
    pub const fn is_heard(self) -> bool {
        !matches!(self, Self::Screen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{SessionTime, Technique};

    fn cue(kind: CueKind, audience: CueAudience, technique: Technique) -> Cue {
        Cue { due: SessionTime::ZERO, kind, audience, generation: 0, step: Some(1), technique, from_press: false }
    }

    #[test]
    fn without_a_channel_each_therapist_cue_goes_its_own_way() {
        for (kind, technique, route) in [
            (CueKind::Minimum, Technique::Myofascial, Route::SoftInRoom),
            (CueKind::Target, Technique::Myofascial, Route::SoftInRoom),
            (CueKind::Ceiling, Technique::Myofascial, Route::Screen),
            (CueKind::PreEnd, Technique::Smrt, Route::Screen),
            (CueKind::CheckIn, Technique::Craniosacral, Route::Screen),
            (CueKind::Appointment, Technique::Smrt, Route::Screen),
            (CueKind::HoldEnd, Technique::Counterstrain, Route::Room),
        ] {
            let cue = cue(kind, CueAudience::Therapist, technique);
            assert_eq!(Route::of(&cue, TherapistChannel::None), route, "{kind:?}");
        }
    }

    #[test]
    fn what_is_meant_for_the_room_is_heard_whatever_it_is() {
        for (_, kind, _) in CueKind::ALL {
            for channel in [TherapistChannel::None, TherapistChannel::LeftEar, TherapistChannel::RightEar] {
                let cue = cue(kind, CueAudience::Room, Technique::SelfCare);
                assert_eq!(Route::of(&cue, channel), Route::Room);
            }
        }
    }

    #[test]
    fn with_a_channel_the_room_never_hears_what_is_hers() {
        for (_, kind, _) in CueKind::ALL {
            let route = Route::of(&cue(kind, CueAudience::Therapist, Technique::Smrt), TherapistChannel::LeftEar);
            assert_eq!((route.room(), route.reaches_therapist()), (None, true), "{kind:?}");
            let both = Route::of(&cue(kind, CueAudience::Both, Technique::Smrt), TherapistChannel::RightEar);
            assert_eq!(both, Route::Both);
        }
    }
}
