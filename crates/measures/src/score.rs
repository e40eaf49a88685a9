//! The figure of a form from its answers, with what was left out handled as the form says.

use super::{Answers, Figure, Measure, Shape};

/// The items of the FIQR: nine on function, two overall, ten symptoms.
pub(crate) const FIQR_ITEMS: usize = 21;
const FUNCTION: usize = 9;
const OVERALL: usize = 2;

/// The reason why answers have no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unscored {
    /// The answers are those of another form.
    OtherForm,
    /// Nothing was answered.
    NothingAnswered,
    /// An answer is not on the scale.
    OffTheScale,
    /// More was left out than the form allows.
    LeftOut,
}

/// Works out the figure of a form.
///
/// # Errors
/// The answers have no figure, for the reason that is returned.
pub fn score(measure: Measure, answers: &Answers) -> Result<Figure, Unscored> {
    let figure = match (measure.form().shape, answers) {
        (Shape::Number | Shape::Landmark | Shape::Parts | Shape::Activities, Answers::Number(figure)) => *figure,
        (Shape::Activities, Answers::Activities(activities)) => mean(activities.iter().map(|activity| activity.score))?,
        (Shape::Points { items, most, left_out }, Answers::Points { points, of }) => {
            share(*points, *of, (items, most, left_out))?
        }
        (Shape::Points { items, most, left_out }, Answers::Items(answers)) => {
            let (points, of) = added(answers, items, most)?;
            share(points, of, (items, most, left_out))?
        }
        (Shape::Parts, Answers::Items(answers)) => fibromyalgia(answers)?,
        _ => return Err(Unscored::OtherForm),
    };
    if measure.allows(figure) { Ok(figure) } else { Err(Unscored::OffTheScale) }
}

/// Returns the mean of the scores that were given.
pub(crate) fn mean(scores: impl Iterator<Item = Option<u8>>) -> Result<Figure, Unscored> {
    let given: Vec<i64> = scores.flatten().map(i64::from).collect();
    if given.is_empty() {
        return Err(Unscored::NothingAnswered);
    }
    if given.iter().any(|score| *score > 10) {
        return Err(Unscored::OffTheScale);
    }
    Ok(Figure::ratio(given.iter().sum(), given.len() as i64))
}

/// Adds the answers up: the points, and what the answered items could have.
fn added(answers: &[Option<u8>], items: u16, most: u16) -> Result<(u16, u16), Unscored> {
    if answers.len() != usize::from(items) {
        return Err(Unscored::OtherForm);
    }
    let given: Vec<u16> = answers.iter().flatten().map(|answer| u16::from(*answer)).collect();
    if given.iter().any(|answer| *answer > most) {
        return Err(Unscored::OffTheScale);
    }
    Ok((given.iter().sum(), given.len() as u16 * most))
}

/// Returns the points as percent of what the answered items could have.
fn share(points: u16, of: u16, (items, most, left_out): (u16, u16, u16)) -> Result<Figure, Unscored> {
    if of == 0 {
        return Err(Unscored::NothingAnswered);
    }
    if !of.is_multiple_of(most) || of > items * most || points > of {
        return Err(Unscored::OffTheScale);
    }
    if of / most + left_out < items {
        return Err(Unscored::LeftOut);
    }
    Ok(Figure::ratio(i64::from(points) * 100, i64::from(of)))
}

/// Works out the FIQR: function by 3, overall as it is, symptoms by 2. One item on function may be left out, the others
/// then count for it as well; with more left out, or any of the rest, the form has no score.
fn fibromyalgia(answers: &[Option<u8>]) -> Result<Figure, Unscored> {
    if answers.len() != FIQR_ITEMS {
        return Err(Unscored::OtherForm);
    }
    if answers.iter().flatten().any(|answer| *answer > 10) {
        return Err(Unscored::OffTheScale);
    }
    let (function, rest) = answers.split_at(FUNCTION);
    let (overall, symptoms) = rest.split_at(OVERALL);
    let sum = |part: &[Option<u8>]| part.iter().flatten().map(|answer| i64::from(*answer)).sum::<i64>();
    let given = function.iter().flatten().count();
    if given + 1 < FUNCTION || rest.contains(&None) {
        return Err(Unscored::LeftOut);
    }
    let (given, nine) = (given as i64, FUNCTION as i64);
    // All over one divisor, so that nothing is rounded before the end.
    let total = sum(function) * nine * 2 + (sum(overall) * 2 + sum(symptoms)) * 3 * given;
    Ok(Figure::ratio(total, 6 * given))
}
