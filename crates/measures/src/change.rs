//! The difference of two figures, in one of three words.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::score::mean;
use super::{Activity, Answers, Better, Entry, Figure, Measure, Noted};
use holdwell_model::Region;

/// The size of a change. There is no bigger word than "clear".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum ChangeWord {
    /// Less than can be told from chance.
    #[strum(message = "within noise")]
    WithinNoise,
    /// More than chance, and less than people call important.
    #[strum(message = "small")]
    Small,
    /// More than chance, and as much as people call important.
    #[strum(message = "clear")]
    Clear,
}

impl ChangeWord {
    /// Returns the word for people.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// The way of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the better side.
    Better,
    /// To the worse side.
    Worse,
    /// Not at all.
    Same,
}

/// The difference of two figures of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The earlier figure.
    pub from: Figure,
    /// The later figure.
    pub to: Figure,
    /// The difference in percent of the earlier figure, to the nearest; `None` where that is nought.
    pub percent: Option<i32>,
    /// The size; `None` for a measure without a trend.
    pub word: Option<ChangeWord>,
    /// The way; of a measure without a trend it is nothing.
    pub direction: Direction,
}

impl Change {
    /// Returns the difference.
    pub fn by(&self) -> Figure {
        self.to - self.from
    }

    /// Returns the change in words: "−2 (−29 %): clear, better", "+1 (+17 %): within noise".
    pub fn words(&self) -> String {
        let by = minus(&self.by().signed());
        let percent = self.percent.filter(|percent| *percent != 0).map(|percent| minus(&format!(" ({percent:+} %)")));
        let way = match (self.word, self.direction) {
            (None | Some(ChangeWord::WithinNoise), _) | (_, Direction::Same) => "",
            (_, Direction::Better) => ", better",
            (_, Direction::Worse) => ", worse",
        };
        let word = self.word.map(|word| format!(": {}{way}", word.words()));
        format!("{by}{}{}", percent.unwrap_or_default(), word.unwrap_or_default())
    }

    /// Says if the change is clear, and to the better.
    pub fn is_clearly_better(&self) -> bool {
        self.word == Some(ChangeWord::Clear) && self.direction == Direction::Better
    }
}

/// Writes a minus as it is printed.
fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

/// Says how two figures of a measure at a place differ.
pub fn change(measure: Measure, place: Option<Region>, from: Figure, to: Figure) -> Change {
    changed(measure, measure.noted(), place, (from, to))
}

/// Says how two entries of one subject differ. Of activities only those that both have are compared; `None` where the
/// entries measure different things, were made with different forms, or share no activity.
pub fn compare(earlier: &Entry, later: &Entry) -> Option<Change> {
    if earlier.subject != later.subject || earlier.form != later.form {
        return None;
    }
    let (measure, place) = (earlier.subject.measure, earlier.subject.place);
    let (Answers::Activities(before), Answers::Activities(after)) = (&earlier.answers, &later.answers) else {
        return Some(change(measure, place, earlier.figure, later.figure));
    };
    let (before, after): (Vec<u8>, Vec<u8>) = shared(before, after).into_iter().unzip();
    let mean = |scores: &[u8]| mean(scores.iter().copied().map(Some)).ok();
    let figures = mean(&before).zip(mean(&after))?;
    Some(changed(measure, measure.noted_for(before.len()), place, figures))
}

/// Returns the scores of the activities that both have.
fn shared(before: &[Activity], after: &[Activity]) -> Vec<(u8, u8)> {
    let pair = |earlier: &Activity| {
        let later = after.iter().find(|later| later.what == earlier.what)?;
        earlier.score.zip(later.score)
    };
    before.iter().filter_map(pair).collect()
}

fn changed(measure: Measure, noted: Option<Noted>, place: Option<Region>, (from, to): (Figure, Figure)) -> Change {
    let by = to - from;
    let word = noted.map(|noted| match () {
        () if !noted.noise(place).is_reached(from, by) => ChangeWord::WithinNoise,
        () if !noted.important(from).is_reached(from, by) => ChangeWord::Small,
        () => ChangeWord::Clear,
    });
    let percent = Figure::ratio(i64::from(by.0), i64::from(from.size().0)).0;
    let percent = (from != Figure::ZERO).then_some(percent);
    Change { from, to, percent, word, direction: direction(measure, by) }
}

const fn direction(measure: Measure, by: Figure) -> Direction {
    match (measure.better(), by.0) {
        (Better::NoTrend, _) | (_, 0) => Direction::Same,
        (Better::Lower, ..0) | (Better::Higher, 1..) => Direction::Better,
        _ => Direction::Worse,
    }
}
