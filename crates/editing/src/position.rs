//! A position as it is written in fields: texts, and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use holdwell_model::{
    Confidence, FieldError, Millis, Position, Posture, Region, Technique, Timing, TimingField, TimingKind, Usual,
    middle, parse_duration, parse_range,
};

/// A position as text in the fields of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionDraft {
    id: String,
    /// The name.
    pub name: String,
    /// The name in plain words; empty for none.
    pub plain: String,
    /// Divided by commas.
    pub also: String,
    /// The regions; a position has one.
    pub regions: BTreeSet<Region>,
    /// The posture; `None` for any.
    pub posture: Option<Posture>,
    /// The position has a left and a right.
    pub sided: bool,
    /// The times of every technique.
    pub times: Vec<TechniqueTimes>,
    /// One movement a line.
    pub ease: String,
    /// The words that are said aloud; empty for none.
    pub say: String,
    /// The things that must be at hand, one a line.
    pub needs: String,
    /// The cautions, one a line.
    pub cautions: String,
    /// A lay person may do it at home.
    pub home: bool,
    remarks: Vec<String>,
    sources: Vec<String>,
    confidence: Confidence,
}

/// The times of one technique.
#[derive(Debug, Clone, PartialEq)]
pub struct TechniqueTimes {
    /// The technique.
    pub technique: Technique,
    /// The position is used in this technique.
    pub on: bool,
    /// As typed, one for each of [`TechniqueTimes::names`].
    pub texts: [String; 3],
    usual: Usual,
}

/// The problems of a form, by field.
pub type PositionProblems = BTreeMap<PositionField, PositionProblem>;

/// The fields that can have a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PositionField {
    /// The name.
    Name,
    /// The region.
    Region,
    /// The techniques.
    Techniques,
    /// The name in plain words.
    Plain,
    /// The words that are said aloud.
    Say,
    /// A time of a technique, by its place among the texts.
    Time(Technique, usize),
}

/// Fault of a form: a field that is missing or wrong; the application has the sentences.
#[derive(Debug, Clone, PartialEq)]
pub enum PositionProblem {
    /// The name is empty.
    NoName,
    /// No region is picked.
    NoRegion,
    /// No technique is chosen.
    NoTechnique,
    /// A position for home has no name in plain words.
    NoPlainName,
    /// A position for home has no words that are said aloud.
    NothingSaid,
    /// A time cannot be read, or breaks a limit.
    Time(FieldError),
}

impl PositionDraft {
    /// Returns the id of the position.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Creates an empty form.
    pub fn new(id: String, name: &str) -> Self {
        let empty = Position {
            id,
            name: name.to_owned(),
            plain_name: None,
            also: Vec::new(),
            techniques: vec![Technique::Smrt],
            region: Region::WholeBody,
            sided: true,
            posture: Some(Posture::Supine),
            ease: Vec::new(),
            usual: Vec::new(),
            home: false,
            say: None,
            needs: Vec::new(),
            cautions: Vec::new(),
            remarks: Vec::new(),
            confidence: Confidence::Own,
            sources: Vec::new(),
        };
        Self { regions: BTreeSet::new(), ..Self::of(&empty) }
    }

    /// Creates a form with one's own copy of a position. The sources stay with the original.
    pub fn mine(position: &Position, id: String) -> Self {
        let mut mine = Self::of(position);
        mine.times.iter_mut().for_each(|times| times.usual.confidence = None);
        Self { id, remarks: Vec::new(), sources: Vec::new(), confidence: Confidence::Own, ..mine }
    }

    /// Creates a form for a position.
    pub fn of(position: &Position) -> Self {
        Self {
            id: position.id.clone(),
            name: position.name.clone(),
            plain: position.plain_name.clone().unwrap_or_default(),
            also: position.also.join(", "),
            regions: BTreeSet::from([position.region]),
            posture: position.posture,
            sided: position.sided,
            times: Technique::ALL.iter().map(|technique| TechniqueTimes::of(*technique, position)).collect(),
            ease: position.ease.join("\n"),
            say: position.say.clone().unwrap_or_default(),
            needs: position.needs.join("\n"),
            cautions: position.cautions.join("\n"),
            home: position.home,
            remarks: position.remarks.clone(),
            sources: position.sources.clone(),
            confidence: position.confidence,
        }
    }

    /// Returns the position as far as the fields can be read, for the figure beside them.
    pub fn so_far(&self) -> Position {
        let on = || self.times.iter().filter(|times| times.on);
        Position {
            id: self.id.clone(),
            name: self.name.trim().to_owned(),
            plain_name: some(&self.plain),
            also: parts(&self.also, ','),
            techniques: on().map(|times| times.technique).collect(),
            region: self.regions.first().copied().unwrap_or(Region::WholeBody),
            sided: self.sided,
            posture: self.posture,
            ease: parts(&self.ease, '\n'),
            usual: on().map(|times| times.read().unwrap_or_else(|_| times.usual.clone())).collect(),
            home: self.home,
            say: some(&self.say),
            needs: parts(&self.needs, '\n'),
            cautions: parts(&self.cautions, '\n'),
            remarks: self.remarks.clone(),
            confidence: self.confidence,
            sources: self.sources.clone(),
        }
    }

    /// Returns the position, or every problem of the fields.
    pub fn position(&self) -> Result<Position, PositionProblems> {
        let mut problems = PositionProblems::new();
        let mut broken = |field, problem| problems.insert(field, problem);
        if self.name.trim().is_empty() {
            broken(PositionField::Name, PositionProblem::NoName);
        }
        if self.regions.is_empty() {
            broken(PositionField::Region, PositionProblem::NoRegion);
        }
        if !self.times.iter().any(|times| times.on) {
            broken(PositionField::Techniques, PositionProblem::NoTechnique);
        }
        if self.home && self.plain.trim().is_empty() {
            broken(PositionField::Plain, PositionProblem::NoPlainName);
        }
        if self.home && self.say.trim().is_empty() {
            broken(PositionField::Say, PositionProblem::NothingSaid);
        }
        for times in self.times.iter().filter(|times| times.on) {
            if let Err((place, error)) = times.read() {
                broken(PositionField::Time(times.technique, place), PositionProblem::Time(error));
            }
        }
        if problems.is_empty() { Ok(self.so_far()) } else { Err(problems) }
    }
}

impl TechniqueTimes {
    fn of(technique: Technique, position: &Position) -> Self {
        let known = position.usual.iter().find(|usual| usual.technique == technique);
        let new = || Usual { technique, timing: technique.usual(), range: None, return_: None, confidence: None };
        let usual = known.cloned().unwrap_or_else(new);
        let mut texts = <[String; 3]>::default();
        for (text, field) in texts.iter_mut().zip(fields_of(usual.timing.kind())) {
            *text = usual.timing.text(*field);
        }
        if let (true, Some((low, high)), [_, range, _]) = (usual.timing.kind().has_range(), usual.range, &mut texts) {
            *range = format!("{low}-{high}");
        }
        Self { technique, on: position.techniques.contains(&technique), texts, usual }
    }

    /// Returns the name of each field.
    pub fn names(&self) -> Vec<String> {
        let kind = self.usual.timing.kind();
        let range = kind.has_range().then(|| "range taught".to_owned());
        fields_of(kind).iter().map(|field| field.label().to_lowercase()).chain(range).collect()
    }

    /// Reads what is typed, or returns the place of the field that is wrong, with the reason.
    fn read(&self) -> Result<Usual, (usize, FieldError)> {
        let mut usual = self.usual.clone();
        if let Some(both) = self.range_as_hold() {
            usual.range = Some(both);
            usual.timing = Timing::Fixed { hold: middle(both) };
            return Ok(usual);
        }
        let fields = fields_of(usual.timing.kind());
        for (place, (field, text)) in fields.iter().zip(&self.texts).enumerate() {
            // Here no range fills two fields: each has its own text.
            let single = if text.trim().is_empty() { Ok(()) } else { parse_duration(text).map(drop) };
            let set = single.map_err(FieldError::from).and_then(|()| usual.timing.set(*field, text));
            set.map_err(|error| (place, error))?;
        }
        if let (true, [_, range, _]) = (usual.timing.kind().has_range(), &self.texts) {
            let range = some(range).map(|text| parse_range(&text)).transpose();
            usual.range = range.map_err(|error| (1, error.into()))?;
            let within = usual.range.map_or(Ok(()), |range| usual.timing.within(range));
            within.map_err(|outside| (0, outside.into()))?;
        }
        usual.timing.validate().map_err(|broken| {
            let place = fields.iter().position(|field| *field == broken.field());
            (place.unwrap_or_default(), broken.into())
        })?;
        Ok(usual)
    }

    /// Returns the range that somebody typed as the hold, meaning both at once.
    fn range_as_hold(&self) -> Option<(Millis, Millis)> {
        let [first, second, _] = &self.texts;
        let alone = self.usual.timing.kind().has_range() && second.trim().is_empty();
        parse_range(first).ok().filter(|(low, high)| alone && low < high)
    }
}

/// Returns the figures that are set here; repetitions and breaths stay as usual.
fn fields_of(kind: TimingKind) -> &'static [TimingField] {
    match kind {
        TimingKind::Block => &[TimingField::Length],
        TimingKind::Reps => &[],
        TimingKind::Fixed | TimingKind::Open | TimingKind::Listening => kind.fields(),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn parts(text: &str, between: char) -> Vec<String> {
    text.split(between).filter_map(some).collect()
}

#[cfg(test)]
mod tests;
