//! Finding a position as one types: the first letters of some words, in any order, and a few filters.
//!
//! An [`Index`] is made once of a library. [`Index::find`] is pure and quick enough for every keystroke.

mod words;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Deref;

use self::words::{is_filler, lay_words, posture_words, technique_words};
use super::{Library, Origin};
use holdwell_model::{Arc, Audience, Millis, Position, Posture, Region, Technique, Usual, fold};

/// A search for positions. The default finds everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Beginnings of words: of the names, the region, the movements, the techniques.
    pub text: String,
    /// Positions of one of these techniques; all where empty.
    pub techniques: BTreeSet<Technique>,
    /// Positions of one of these regions; all where empty.
    pub regions: BTreeSet<Region>,
    /// Positions in this posture.
    pub posture: Option<Posture>,
    /// For a therapist whatever hands do; for home what a lay person may do alone.
    pub who: Option<Audience>,
    /// Positions that are usually held for at most this long a side, in one of the techniques that are looked for.
    pub at_most: Option<Millis>,
}

/// Row of a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Id in the library.
    pub id: String,
    /// Name for a therapist.
    pub name: String,
    /// The faint line: plain name, region, and the usual time of each technique.
    pub about: String,
    /// Region of the body that is worked.
    pub region: Region,
    /// The techniques that use it.
    pub techniques: Vec<Technique>,
    /// Posture of the client.
    pub posture: Option<Posture>,
    /// True where there is a left and a right.
    pub sided: bool,
    /// True where a lay person may do the position at home.
    pub home: bool,
    /// Origin of the position.
    pub origin: Origin,
}

/// A position that was found; its [`Line`] is shared with the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    line: Arc<Line>,
    /// True for one of the therapist's favourites.
    pub favourite: bool,
    /// Number of times that the position was held.
    pub used: u32,
    /// True where some of the words stand in its movements alone.
    pub mention: bool,
}

impl Deref for Found {
    type Target = Line;

    fn deref(&self) -> &Line {
        &self.line
    }
}

/// Places of an entry where a word was found, the most telling first. As bits, so that one byte says all places of an
/// entry.
const IN_NAMES: u8 = 1;
const IN_PLACE: u8 = 2;
const IN_MOVEMENTS: u8 = 4;

/// The positions of a library, made ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// By name.
    entries: Vec<Entry>,
    /// Each word of any entry: which entries have it, and where.
    words: BTreeMap<String, Vec<(usize, u8)>>,
    by_id: HashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    line: Arc<Line>,
    /// Names as words with single spaces: whoever types one of them whole means this entry.
    names: Vec<String>,
    times: Vec<(Technique, Millis)>,
}

/// Goodness of an entry as an answer.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    /// Number of the words that the entry has.
    words: usize,
    /// The least telling place where one of them was found.
    worst: u8,
}

impl Index {
    /// Every position of the library.
    pub fn of(library: &Library) -> Self {
        let mut positions: Vec<(String, &Position)> =
            library.positions().map(|position| (words::words(&position.name).join(" "), position)).collect();
        positions.sort_by(|(one, first), (other, second)| (one, &first.id).cmp(&(other, &second.id)));
        let mut index = Self::default();
        for (place, (_, position)) in positions.into_iter().enumerate() {
            index.add_words(place, position);
            index.by_id.insert(position.id.clone(), place);
            index.entries.push(Entry::of(position, library.origin(&position.id)));
        }
        index
    }

    /// Counts the positions.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says if there are no positions.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Positions for which every word that was typed begins one of theirs.
    ///
    /// First comes whatever has exactly this name, then what goes by it as well; then what is called or lies so, before what only mentions it in its
    /// movements; within each the favourites, then what is held most, then by name. Where nothing has all words, the
    /// entries with most of them.
    pub fn find(&self, query: &Query, favourites: &BTreeSet<String>, used: &BTreeMap<String, u32>) -> Vec<Found> {
        let typed = words::words(&query.text);
        let whole = typed.join(" ");
        let wanted = telling(&typed);
        let fits = self.fits(&wanted);
        let passing = |place: usize| self.entries.get(place).is_some_and(|entry| entry.passes(query));
        let most = (fits.iter().enumerate()).filter(|(place, _)| passing(*place)).map(|(_, fit)| fit.words).max();
        let most = most.unwrap_or_default();
        if most == 0 && !wanted.is_empty() {
            return Vec::new();
        }
        let enough = if most == wanted.len() { most } else { most.div_ceil(2) };
        let liked = self.places(favourites.iter().map(|id| (id, true)));
        let held = self.places(used.iter().map(|(id, times)| (id, *times)));
        let all = self.entries.iter().zip(&fits).zip(liked.into_iter().zip(held));
        let fitting = all.filter(|((entry, fit), _)| fit.words >= enough && entry.passes(query));
        let mut found: Vec<_> = fitting
            .map(|((entry, fit), (favourite, used))| {
                let called = entry.called(&whole);
                let mention = fit.worst >= IN_MOVEMENTS;
                let rank = (called, Reverse(fit.words), mention, Reverse(favourite), Reverse(used), fit.worst);
                (rank, Found { line: entry.line.clone(), favourite, used, mention })
            })
            .collect();
        // The entries stand by name, and a stable sort leaves them so where nothing else decides.
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// Says if a position has every word of a text, and not only most of them.
    pub fn has_all(&self, text: &str, id: &str) -> bool {
        let typed = words::words(text);
        let wanted = telling(&typed);
        let fits = self.fits(&wanted);
        self.by_id.get(id).and_then(|place| fits.get(*place)).is_some_and(|fit| fit.words == wanted.len())
    }

    /// Rates each entry by the words that are looked for.
    fn fits(&self, wanted: &[&String]) -> Vec<Fit> {
        let mut fits = vec![Fit::default(); self.entries.len()];
        for word in wanted {
            let mut places = vec![0_u8; self.entries.len()];
            let known =
                self.words.range::<String, _>(*word..).take_while(|(known, _)| known.starts_with(word.as_str()));
            for (place, fields) in known.flat_map(|(_, entries)| entries) {
                if let Some(slot) = places.get_mut(*place) {
                    *slot |= fields;
                }
            }
            for (fit, fields) in fits.iter_mut().zip(places).filter(|(_, fields)| *fields != 0) {
                // The lowest bit is the most telling place where this word stands.
                let best = fields & fields.wrapping_neg();
                *fit = Fit { words: fit.words + 1, worst: fit.worst.max(best) };
            }
        }
        fits
    }

    /// Returns a value for each entry, by place: the given ones by id, and the default for the rest.
    fn places<'a, T: Copy + Default>(&self, said: impl Iterator<Item = (&'a String, T)>) -> Vec<T> {
        let mut places = vec![T::default(); self.entries.len()];
        for (id, what) in said {
            if let Some(slot) = self.by_id.get(id).and_then(|place| places.get_mut(*place)) {
                *slot = what;
            }
        }
        places
    }

    fn add_words(&mut self, place: usize, position: &Position) {
        let names = names(position).collect::<Vec<_>>().join(" ");
        let mut where_ = format!("{} {}", position.region.name(), lay_words(position.region));
        for technique in &position.techniques {
            where_.extend([" ", technique.name(), " ", technique_words(*technique)]);
        }
        if let Some(posture) = position.posture {
            where_.extend([" ", posture.word(), " ", posture_words(posture)]);
        }
        let movements = format!("{} {}", position.ease.join(" "), position.needs.join(" "));
        for (text, field) in [(names, IN_NAMES), (where_, IN_PLACE), (movements, IN_MOVEMENTS)] {
            for word in words::split(&fold(&text)) {
                self.add_word(word, place, field);
            }
        }
    }

    fn add_word(&mut self, word: &str, place: usize, field: u8) {
        let Some(entries) = self.words.get_mut(word) else {
            self.words.insert(word.to_owned(), vec![(place, field)]);
            return;
        };
        match entries.last_mut().filter(|(last, _)| *last == place) {
            Some((_, fields)) => *fields |= field,
            None => entries.push((place, field)),
        }
    }
}

/// Returns the words that tell something; all of them where none does.
fn telling(typed: &[String]) -> Vec<&String> {
    let telling: Vec<&String> = typed.iter().filter(|word| !is_filler(word)).collect();
    if telling.is_empty() { typed.iter().collect() } else { telling }
}

/// Relation of the words that were typed to the names of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    ByName,
    Also,
    Otherwise,
}

impl Entry {
    fn of(position: &Position, origin: Origin) -> Self {
        let usual = |technique: &Technique| {
            let said = position.usual.iter().find(|usual| usual.technique == *technique);
            (*technique, said.map_or(technique.usual(), |usual| usual.timing).expected())
        };
        let line = Line {
            id: position.id.clone(),
            name: position.name.clone(),
            about: about(position),
            region: position.region,
            techniques: position.techniques.clone(),
            posture: position.posture,
            sided: position.sided,
            home: position.home,
            origin,
        };
        Self {
            line: Arc::new(line),
            names: names(position).map(|name| words::words(name).join(" ")).collect(),
            times: position.techniques.iter().map(usual).collect(),
        }
    }

    /// Says if the entry has exactly this name, goes by it as well, or neither.
    fn called(&self, whole: &str) -> Called {
        match self.names.iter().position(|name| !whole.is_empty() && name == whole) {
            Some(0) => Called::ByName,
            Some(_) => Called::Also,
            None => Called::Otherwise,
        }
    }

    fn passes(&self, query: &Query) -> bool {
        let line = &self.line;
        let is_meant = |technique: &Technique| query.techniques.is_empty() || query.techniques.contains(technique);
        let is_short = |length: &Millis| query.at_most.is_none_or(|most| *length <= most);
        let for_whom = query.who.is_none_or(|who| match who {
            Audience::Home => line.home,
            Audience::Therapist => line.techniques.iter().any(|technique| *technique != Technique::SelfCare),
        });
        self.times.iter().any(|(technique, length)| is_meant(technique) && is_short(length))
            && (query.regions.is_empty() || query.regions.contains(&line.region))
            && query.posture.is_none_or(|posture| line.posture == Some(posture))
            && for_whom
    }
}

fn names(position: &Position) -> impl Iterator<Item = &str> {
    [&position.name].into_iter().chain(&position.plain_name).chain(&position.also).map(String::as_str)
}

/// "Deep hip flexor · Abdomen and hip · SMRT 30 s, Counterstrain 90 s".
fn about(position: &Position) -> String {
    let time = |usual: &Usual| format!("{} {}", usual.technique.name(), usual.timing.expected().exact());
    let times: Vec<String> = position.usual.iter().map(time).collect();
    let said = [position.name.as_str(), position.region.name()];
    let plain = position.plain_name.as_deref().filter(|plain| !said.contains(plain));
    let mut parts: Vec<&str> = plain.into_iter().collect();
    let times = times.join(", ");
    parts.push(position.region.name());
    parts.extend(Some(times.as_str()).filter(|times| !times.is_empty()));
    parts.join(" · ")
}
