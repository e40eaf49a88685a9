//! The answers of a form as they are given, and read from what is typed.

use serde::{Deserialize, Serialize};

use super::{Figure, Landmark, Measure, Shape};

/// The most activities of a client.
pub const MOST_ACTIVITIES: usize = 5;

/// The raw answers: they are kept beside the figure that was worked out, never that alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answers {
    /// One number.
    Number(Figure),
    /// The client's own activities, 0 to 10 each.
    Activities(Vec<Activity>),
    /// Points, out of what the answered items could have.
    Points {
        /// Points that were given.
        points: u16,
        /// Points that the answered items could have.
        of: u16,
    },
    /// The answer of each item; `None` for one that was left out.
    Items(Vec<Option<u8>>),
}

/// An activity in the client's words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Activity {
    /// The words.
    pub what: String,
    /// 0 unable, 10 as before; `None` where it was not asked.
    pub score: Option<u8>,
}

impl Answers {
    /// Returns the raw answers as they were given: "stairs 4, sleep 5", "18 of 45", "3 4 – 5".
    pub fn words(&self) -> String {
        let one = |score: &Option<u8>| score.map_or_else(|| "\u{2013}".to_owned(), |score| score.to_string());
        match self {
            Self::Number(figure) => figure.to_string(),
            Self::Activities(activities) => {
                let words = activities.iter().map(|activity| format!("{} {}", activity.what, one(&activity.score)));
                words.collect::<Vec<_>>().join(", ")
            }
            Self::Points { points, of } => format!("{points} of {of}"),
            Self::Items(items) => items.iter().map(one).collect::<Vec<_>>().join(" "),
        }
    }
}

/// The reason why typed answers cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing is typed.
    Empty,
    /// A figure is needed between these two.
    Figure(Figure, Figure),
    /// Points are needed, like "18" or "18/45".
    Points,
    /// So many numbers from 0 to the second are needed, "-" for one that is left out.
    Items(usize, u8),
    /// The words are none of the landmarks.
    Landmark,
}

/// Reads what is typed for a measure. Names of activities are not typed here: see [`read_scores`].
///
/// # Errors
/// The text says nothing that the form can take.
pub fn read_answers(measure: Measure, text: &str) -> Result<Answers, ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    match measure.form().shape {
        Shape::Number | Shape::Activities => figure(measure, text).map(Answers::Number),
        Shape::Landmark => landmark(text).map(|found| Answers::Number(found.figure())).ok_or(ReadError::Landmark),
        Shape::Points { items, most, .. } => points(text, items * most),
        Shape::Parts if text.split(SPACES).count() == 1 => figure(measure, text).map(Answers::Number),
        Shape::Parts => items(text, super::score::FIQR_ITEMS, 10).map(Answers::Items),
    }
}

/// Reads the scores of activities, in the order of their names: "4 5 -".
///
/// # Errors
/// There are more or fewer scores than names, or one is not from 0 to 10.
pub fn read_scores(names: &[String], text: &str) -> Result<Answers, ReadError> {
    let scores = items(text.trim(), names.len(), 10)?;
    let activity = |(what, score): (&String, Option<u8>)| Activity { what: what.clone(), score };
    Ok(Answers::Activities(names.iter().zip(scores).map(activity).collect()))
}

const SPACES: [char; 4] = [' ', '\t', ',', ';'];

fn figure(measure: Measure, text: &str) -> Result<Figure, ReadError> {
    let (low, high) = measure.form().range;
    let read: Option<Figure> = text.parse().ok();
    read.filter(|figure| measure.allows(*figure)).ok_or(ReadError::Figure(low, high))
}

fn points(text: &str, full: u16) -> Result<Answers, ReadError> {
    let (points, of) = text.split_once('/').map_or((text, None), |(points, of)| (points, Some(of)));
    let read = |text: &str| text.trim().parse::<u16>().map_err(|_error| ReadError::Points);
    let (points, of) = (read(points)?, of.map_or(Ok(full), read)?);
    if points <= of && of <= full { Ok(Answers::Points { points, of }) } else { Err(ReadError::Points) }
}

fn items(text: &str, count: usize, most: u8) -> Result<Vec<Option<u8>>, ReadError> {
    let wrong = ReadError::Items(count, most);
    let words = text.split(SPACES).filter(|word| !word.is_empty());
    let item = |word: &str| match word {
        "-" | "\u{2013}" => Ok(None),
        number => number.parse().ok().filter(|number| *number <= most).map(Some).ok_or(wrong),
    };
    let items: Vec<Option<u8>> = words.take(count + 1).map(item).collect::<Result<_, _>>()?;
    if items.len() == count { Ok(items) } else { Err(wrong) }
}

/// Finds a landmark by its place in the list, or by a word of its name.
fn landmark(text: &str) -> Option<Landmark> {
    let text = text.to_lowercase();
    let by_number = text.parse().ok().and_then(Landmark::of);
    by_number.or_else(|| Landmark::ALL.iter().copied().find(|one| one.name() == text || one.name().ends_with(&text)))
}
