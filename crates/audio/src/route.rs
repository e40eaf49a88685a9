//! Routes of cues: into the room, to the therapist's ear, or to the screen alone.

use serde::{Deserialize, Serialize};

use holdwell_engine::{Cue, CueAudience, CueKind};

/// Therapist's own channel, for cues that are meant for her alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TherapistChannel {
    /// None: cues that the room may not hear stay on the screen.
    #[default]
    None,
    /// Left side of the output; the room hears the right side only.
    LeftEar,
    /// Right side of the output; the room hears the left side only.
    RightEar,
}

/// Route of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// Screen alone, without sound.
    Screen,
    /// Room.
    Room,
    /// Room, softly: meant for the therapist, who has no channel.
    SoftInRoom,
    /// Therapist's ear alone.
    Therapist,
    /// Room and therapist's ear.
    Both,
}

impl Route {
    /// Returns the route of a cue.
    ///
    /// Cues meant for the room are heard in any case: the profile that put them there has decided that.
    pub const fn of(cue: &Cue, channel: TherapistChannel) -> Self {
        Self::of_kind(cue.kind, cue.audience, channel)
    }

    /// Returns the route of a cue outside a session, as a preview is.
    pub const fn of_kind(kind: CueKind, audience: CueAudience, channel: TherapistChannel) -> Self {
        match (audience, channel) {
            (CueAudience::Room, _) | (CueAudience::Both, TherapistChannel::None) => Self::Room,
            (CueAudience::Both, _) => Self::Both,
            (CueAudience::Therapist, TherapistChannel::None) => Self::without_channel(kind),
            (CueAudience::Therapist, _) => Self::Therapist,
        }
    }

    /// Returns the route where the therapist has no channel. Warnings and questions to her are nothing for the client's
    /// ear; the end of a hold is, because both hands are on the client and nobody looks at the screen.
    const fn without_channel(kind: CueKind) -> Self {
        match kind {
            CueKind::PreEnd | CueKind::Ceiling | CueKind::CheckIn | CueKind::Appointment => Self::Screen,
            CueKind::Minimum | CueKind::Target => Self::SoftInRoom,
            _ => Self::Room,
        }
    }

    /// Returns the factor on the room's level, `None` where the room hears nothing.
    pub const fn room(self) -> Option<f32> {
        match self {
            Self::Room | Self::Both => Some(1.0),
            Self::SoftInRoom => Some(0.7),
            Self::Screen | Self::Therapist => None,
        }
    }

    /// Returns true where the therapist's channel carries the cue.
    pub const fn reaches_therapist(self) -> bool {
        matches!(self, Self::Therapist | Self::Both)
    }

    /// Returns true where the cue is heard anywhere.
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
