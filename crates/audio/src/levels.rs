//! Loudness of cues: decibel steps for each audience and group, and the mute.

use serde::{Deserialize, Serialize};

use holdwell_engine::{CueAudience, CueKind};

/// Peak of one cue at the highest step, as a share of full scale.
pub const CUE_CEILING: f32 = 0.25;

/// A loudness step: 0 is silent, 1 is near silence (45 dB down), 16 is the ceiling; 3 dB lie between steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(u8);

impl Level {
    /// Silence.
    pub const SILENT: Self = Self(0);
    /// Quietest audible step; another device begins here.
    pub const QUIETEST: Self = Self(1);
    /// Step of the first run: clearly there in a quiet room, loud nowhere (18 dB below the ceiling).
    pub const FIRST_RUN: Self = Self(10);
    /// Loudest step, the ceiling.
    pub const LOUDEST: Self = Self(16);
    /// Distance of two steps in decibels.
    pub const STEP_DB: f32 = 3.0;

    /// Returns the step with this number; numbers above 16 give the loudest.
    pub const fn new(step: u8) -> Self {
        if step > Self::LOUDEST.0 { Self::LOUDEST } else { Self(step) }
    }

    /// Returns the number of the step, 0 to 16.
    pub const fn step(self) -> u8 {
        Self::new(self.0).0
    }

    /// Returns the decibels below the ceiling, 0 to −45; `None` for silence.
    pub fn decibels(self) -> Option<f32> {
        let below = Self::LOUDEST.0 - self.step();
        (self.step() > 0).then(|| -Self::STEP_DB * f32::from(below))
    }

    /// Returns the factor on a cue at the ceiling, 0 to 1.
    pub fn gain(self) -> f32 {
        self.decibels().map_or(0.0, |decibels| 10_f32.powf(decibels / 20.0))
    }

    /// Returns the next step up, at most the ceiling; silence stays, because somebody chose it.
    #[must_use]
    pub const fn louder(self) -> Self {
        if self.0 == 0 { self } else { Self::new(self.0.saturating_add(1)) }
    }

    /// Returns the next step down, at the least near silence; silence stays.
    #[must_use]
    pub const fn quieter(self) -> Self {
        if self.step() <= 1 { self } else { Self(self.step() - 1) }
    }

    /// Returns the text for the window: `silent`, `-18 dB`, `0 dB`.
    pub fn text(self) -> String {
        self.decibels().map_or_else(|| "silent".into(), |decibels| format!("{decibels:.0} dB"))
    }
}

/// Kinds of cue that are set together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueGroup {
    /// Chimes for a begin or an end.
    Change,
    /// Soft ticks inside a hold, and notices.
    Notice,
    /// Pulses to move or breathe with.
    Pace,
    /// Spoken words, which belong to no cue.
    Speech,
}

impl CueGroup {
    /// All groups with their names for the window.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Change, "Begin and end"),
        (Self::Notice, "Ticks and notices"),
        (Self::Pace, "Pace and breath"),
        (Self::Speech, "Voice"),
    ];

    /// Returns the group of a cue.
    pub const fn of(kind: CueKind) -> Self {
        match kind {
            CueKind::Minimum
            | CueKind::Target
            | CueKind::Ceiling
            | CueKind::PreEnd
            | CueKind::HalfWay
            | CueKind::CheckIn
            | CueKind::Appointment => Self::Notice,
            CueKind::ReturnPace | CueKind::BreathIn | CueKind::BreathOut | CueKind::Count => Self::Pace,
            _ => Self::Change,
        }
    }
}

/// Levels of one audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct GroupLevels {
    /// Level of [`CueGroup::Change`].
    pub change: Level,
    /// Level of [`CueGroup::Notice`].
    pub notice: Level,
    /// Level of [`CueGroup::Pace`].
    pub pace: Level,
    /// Level of [`CueGroup::Speech`].
    pub speech: Level,
}

impl GroupLevels {
    /// Creates levels with the same step for every group.
    pub const fn all(level: Level) -> Self {
        Self { change: level, notice: level, pace: level, speech: level }
    }

    /// Returns the step of a group.
    pub const fn of(&self, group: CueGroup) -> Level {
        match group {
            CueGroup::Change => self.change,
            CueGroup::Notice => self.notice,
            CueGroup::Pace => self.pace,
            CueGroup::Speech => self.speech,
        }
    }

    /// Sets the step of a group.
    pub const fn set(&mut self, group: CueGroup, level: Level) {
        match group {
            CueGroup::Change => self.change = level,
            CueGroup::Notice => self.notice = level,
            CueGroup::Pace => self.pace = level,
            CueGroup::Speech => self.speech = level,
        }
    }

    fn each(self, step: fn(Level) -> Level) -> Self {
        Self { change: step(self.change), notice: step(self.notice), pace: step(self.pace), speech: step(self.speech) }
    }
}

impl Default for GroupLevels {
    fn default() -> Self {
        Self::all(Level::FIRST_RUN)
    }
}

/// Levels of a machine, as its settings keep them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Levels {
    /// Levels of cues for the room.
    pub room: GroupLevels,
    /// Levels of cues for the therapist alone.
    pub therapist: GroupLevels,
    /// True while muted; the levels are kept for later.
    pub muted: bool,
}

impl Levels {
    /// Creates levels with the same step for everything.
    pub const fn all(level: Level) -> Self {
        Self { room: GroupLevels::all(level), therapist: GroupLevels::all(level), muted: false }
    }

    /// Returns the step of a cue, muted or not; `Both` counts as the room.
    pub const fn level(&self, kind: CueKind, audience: CueAudience) -> Level {
        let levels = match audience {
            CueAudience::Room | CueAudience::Both => &self.room,
            CueAudience::Therapist => &self.therapist,
        };
        levels.of(CueGroup::of(kind))
    }

    /// Returns the factor on a cue at the ceiling, 0 to 1; 0 while muted.
    pub fn gain(&self, kind: CueKind, audience: CueAudience) -> f32 {
        if self.muted { 0.0 } else { self.level(kind, audience).gain() }
    }

    /// Returns the factor on something spoken, 0 to 1; 0 while muted.
    pub fn speech_gain(&self, audience: CueAudience) -> f32 {
        let levels = if audience == CueAudience::Therapist { &self.therapist } else { &self.room };
        if self.muted { 0.0 } else { levels.speech.gain() }
    }

    /// Returns every level one step up.
    #[must_use]
    pub fn louder(self) -> Self {
        self.each(Level::louder)
    }

    /// Returns every level one step down, at the least near silence.
    #[must_use]
    pub fn quieter(self) -> Self {
        self.each(Level::quieter)
    }

    fn each(self, step: fn(Level) -> Level) -> Self {
        Self { room: self.room.each(step), therapist: self.therapist.each(step), muted: self.muted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_down_to_near_silence_and_then_silence() {
        assert!((Level::LOUDEST.gain() - 1.0).abs() < 1e-6);
        for step in 2..=16 {
            let ratio = Level::new(step).gain() / Level::new(step - 1).gain();
            assert!((20.0 * ratio.log10() - Level::STEP_DB).abs() < 1e-3, "step {step}");
        }
        assert!(CUE_CEILING * Level::QUIETEST.gain() < 0.0015);
        assert!(CUE_CEILING * Level::FIRST_RUN.gain() < 0.04, "the first run is quiet");
        assert!(Level::SILENT.gain().abs() < f32::EPSILON);
        assert_eq!(Level::new(200), Level::LOUDEST);
        assert_eq!((Level::SILENT.text(), Level::FIRST_RUN.text()), ("silent".into(), "-18 dB".into()));
    }

    #[test]
    fn all_levels_step_together_and_what_is_silent_stays_silent() {
        let mut levels = Levels::default();
        levels.room.set(CueGroup::Pace, Level::SILENT);
        let up = levels.louder();
        assert_eq!(up.room.change, Level::new(11));
        assert_eq!(up.room.pace, Level::SILENT);
        assert_eq!(up.quieter(), levels);
        let floor = (0..40).fold(levels, |levels, _| levels.quieter());
        assert_eq!(floor.therapist.notice, Level::QUIETEST);
        let top = (0..40).fold(floor, |levels, _| levels.louder());
        assert_eq!(top.therapist.notice, Level::LOUDEST);
    }

    #[test]
    fn mute_keeps_the_levels() {
        let levels = Levels { muted: true, ..Levels::default() };
        assert!(levels.gain(CueKind::HoldEnd, CueAudience::Room).abs() < f32::EPSILON);
        assert_eq!(levels.level(CueKind::HoldEnd, CueAudience::Room), Level::FIRST_RUN);
    }

    #[test]
    fn settings_read_back_and_may_be_incomplete() {
        let mut levels = Levels::default();
        levels.therapist.set(CueGroup::Notice, Level::new(4));
        let text = toml::to_string(&levels).unwrap();
        assert_eq!(toml::from_str::<Levels>(&text).unwrap(), levels);
        let partial: Levels = toml::from_str("[room]\nchange = 3\npace = 99").unwrap();
        assert_eq!(partial.room.change, Level::new(3));
        assert_eq!(partial.room.pace.step(), 16);
        assert_eq!(partial.therapist, GroupLevels::default());
    }
}
