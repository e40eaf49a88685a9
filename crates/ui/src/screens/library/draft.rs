//! A position as it is written in fields: texts, and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use holdwell_model::{
    Confidence, FieldError, Millis, Position, Posture, Region, Technique, Timing, TimingField, TimingKind, Usual,
    middle, parse_duration, parse_range,
};

/// A position as text in the fields of a form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    id: String,
    pub(super) name: String,
    pub(super) plain: String,
    /// Divided by commas.
    pub(super) also: String,
    pub(super) regions: BTreeSet<Region>,
    pub(super) posture: Option<Posture>,
    pub(super) sided: bool,
    pub(super) times: Vec<Times>,
    /// One movement a line.
    pub(super) ease: String,
    pub(super) say: String,
    /// One a line, as the next.
    pub(super) needs: String,
    pub(super) cautions: String,
    pub(super) home: bool,
    remarks: Vec<String>,
    sources: Vec<String>,
    confidence: Confidence,
}

/// The times of one technique.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Times {
    pub(super) technique: Technique,
    /// The position is used in this technique.
    pub(super) on: bool,
    /// As typed, one for each of [`Times::names`].
    pub(super) texts: [String; 3],
    usual: Usual,
}

/// The problems of a form, by field.
pub(super) type Problems = BTreeMap<About, String>;

/// The fields that can have a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Name,
    Region,
    Techniques,
    Plain,
    Say,
    Time(Technique, usize),
}

impl Draft {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Creates an empty form.
    pub(super) fn new(id: String, name: &str) -> Self {
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
    pub(super) fn mine(position: &Position, id: String) -> Self {
        Self { id, remarks: Vec::new(), sources: Vec::new(), confidence: Confidence::Own, ..Self::of(position) }
    }

    /// Creates a form for a position.
    pub(super) fn of(position: &Position) -> Self {
        Self {
            id: position.id.clone(),
            name: position.name.clone(),
            plain: position.plain_name.clone().unwrap_or_default(),
            also: position.also.join(", "),
            regions: BTreeSet::from([position.region]),
            posture: position.posture,
            sided: position.sided,
            times: Technique::ALL.iter().map(|technique| Times::of(*technique, position)).collect(),
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
    pub(super) fn so_far(&self) -> Position {
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
    pub(super) fn position(&self) -> Result<Position, Problems> {
        let mut problems = Problems::new();
        let mut broken = |about, words: &str| problems.insert(about, words.to_owned());
        if self.name.trim().is_empty() {
            broken(About::Name, "It needs a name. Write one, however short");
        }
        if self.regions.is_empty() {
            broken(About::Region, "Pick where it works");
        }
        if !self.times.iter().any(|times| times.on) {
            broken(About::Techniques, "Choose at least one technique");
        }
        if self.home && self.plain.trim().is_empty() {
            broken(About::Plain, "For home it needs a name that everybody understands");
        }
        if self.home && self.say.trim().is_empty() {
            broken(About::Say, "For home it needs words that are said aloud");
        }
        for times in self.times.iter().filter(|times| times.on) {
            if let Err((place, error)) = times.read() {
                broken(About::Time(times.technique, place), &error.to_string());
            }
        }
        if problems.is_empty() { Ok(self.so_far()) } else { Err(problems) }
    }
}

impl Times {
    fn of(technique: Technique, position: &Position) -> Self {
        let known = position.usual.iter().find(|usual| usual.technique == technique);
        let new = || Usual { technique, timing: technique.usual(), range: None, return_: None };
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
    pub(super) fn names(&self) -> Vec<String> {
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
mod tests {
    use super::*;
    use holdwell_library::Library;

    #[test]
    fn every_built_in_position_survives_being_written_in_fields() {
        for position in Library::builtin().positions() {
            let again = Draft::of(position).position();
            if let Ok(again) = &again {
                assert_eq!(again.usual.len(), position.techniques.len(), "{}", position.id);
            }
            let usual =
                |position: &Position| Position { usual: Vec::new(), techniques: Vec::new(), ..position.clone() };
            assert_eq!(again.as_ref().map(usual), Ok(usual(position)), "{}", position.id);
            for kept in &position.usual {
                assert!(again.as_ref().unwrap().usual.contains(kept), "{}: {kept:?}", position.id);
            }
        }
    }

    #[test]
    fn times_are_typed_as_people_type_them() {
        let read = |first: &str, second: &str| {
            let mut draft = Draft::new("own-1".to_owned(), "Mine");
            draft.regions = BTreeSet::from([Region::Calf]);
            draft.times[0].texts = [first.to_owned(), second.to_owned(), String::new()];
            draft.position().map(|position| (position.usual[0].timing.expected().0 / 1000, position.usual[0].range))
        };
        let range = Some((Millis::from_secs(20), Millis::from_secs(45)));
        assert_eq!(read("90", ""), Ok((90, None)));
        assert_eq!(read("1:30", ""), Ok((90, None)));
        assert_eq!(read("1m30s", "20-45s"), Ok((90, range)));
        assert_eq!(read("20-45s", ""), Ok((30, range)), "as the builder reads it");
        let wrong = read("soon", "").unwrap_err();
        assert!(wrong.contains_key(&About::Time(Technique::Smrt, 0)), "{wrong:?}");
    }

    #[test]
    fn a_wrong_time_is_told_at_its_field() {
        let read = |technique: Technique, texts: [&str; 3]| {
            let mut draft = Draft::new("own-1".to_owned(), "Mine");
            draft.regions = BTreeSet::from([Region::Calf]);
            for times in &mut draft.times {
                times.on = times.technique == technique;
                times.texts = texts.map(str::to_owned);
            }
            draft.position().map(drop).map_err(|wrong| wrong.into_keys().collect::<Vec<_>>())
        };
        let at = |technique, place| Err(vec![About::Time(technique, place)]);
        assert_eq!(read(Technique::Myofascial, ["2m", "5m", ""]), Ok(()));
        assert_eq!(read(Technique::Myofascial, ["6m", "5m", ""]), at(Technique::Myofascial, 1));
        assert_eq!(read(Technique::Myofascial, ["5m", "", "3m"]), at(Technique::Myofascial, 2));
        assert_eq!(read(Technique::Myofascial, ["2-5m", "", ""]), at(Technique::Myofascial, 0));
        assert_eq!(read(Technique::Smrt, ["", "", ""]), at(Technique::Smrt, 0));
        assert_eq!(read(Technique::Smrt, ["30s", "often", ""]), at(Technique::Smrt, 1));
        assert_eq!(read(Technique::SoftTissueRelease, ["", "", ""]), Ok(()));
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let mut draft = Draft::new("own-1".to_owned(), " ");
        draft.times[0].on = false;
        draft.home = true;
        let told: Vec<About> = draft.position().unwrap_err().into_keys().collect();
        assert_eq!(told, [About::Name, About::Region, About::Techniques, About::Plain, About::Say]);
    }

    #[test]
    fn a_copy_is_ones_own_and_leaves_the_sources_with_the_original() {
        let library = Library::builtin();
        let mine = Draft::mine(library.position("psoas").unwrap(), "own-1".to_owned()).position().unwrap();
        assert_eq!((mine.id.as_str(), mine.name.as_str()), ("own-1", "Psoas major"));
        assert!(mine.sources.is_empty() && mine.confidence == Confidence::Own);
    }
}
