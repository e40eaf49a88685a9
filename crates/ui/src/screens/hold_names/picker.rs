//! The choice of a hold's name and side: typing narrows, the arrows say the side, Enter keeps.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::{Id, Key, Modifiers, Ui};
use holdwell_app::text;
use holdwell_editing::FoundPositions;
use holdwell_library::find::{Found, Query};
use holdwell_library::hold_name;
use holdwell_model::{Caution, HoldName, Side, Technique, fold};

use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Asked, Row, Search, Segmented, line, wrapped};

/// The sides that can be said, with their words.
const SIDES: [(Option<Side>, &str); 3] =
    [(Some(Side::Left), "Left"), (Some(Side::Right), "Right"), (Some(Side::Both), "Both")];
/// The words that say how the keys go on.
const KEYS: &str = "arrows left and right say the side, Enter keeps";

/// The words, the mark and the side of a choice that is being made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct NamePicker {
    search: Search,
    side: Option<Side>,
    /// The choice that waits for its side.
    asks: Option<Choice>,
    /// What was held last when the keyboard came into the field: while one chooses, no row changes its place.
    last: Option<Vec<Named>>,
    /// The rows as they were made last, with what they were made of.
    made: Option<(MadeOf, Arc<[Choice]>)>,
}

/// Contents that rows are made of: the number of the search, the words, and if the hold may wait for its name.
type MadeOf = (u64, String, bool);

/// A name that was given before, with its position where the library has one.
type Named = (String, Option<String>);

/// The circumstances of a choice.
pub(in super::super) struct PickerContext<'a> {
    /// The names that were given before, the last first: each with its position, where the library has one. A picker that
    /// is not new has them.
    pub(in super::super) recent: &'a [Named],
    /// The technique that is worked in, whose positions come first.
    pub(in super::super) technique: Technique,
    /// Set where the hold may also get its name later.
    pub(in super::super) can_wait: bool,
    /// The number of rows in sight.
    pub(in super::super) rows: u8,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    title: String,
    about: String,
    what: What,
    /// Set where the words stand only in its movements.
    is_mention: bool,
}

/// The kinds of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A position, by id, and if it has sides.
    Position(String, bool),
    /// A name of one's own.
    Words,
    /// A hold that gets its name later.
    Unnamed,
}

impl NamePicker {
    /// Creates a picker whose field has this id.
    pub(in super::super) fn with_id(id: Id) -> Self {
        Self { search: Search::with_id(id), ..Self::default() }
    }

    /// Returns it as it stands, for a field with this id in which it is gone on with.
    pub(in super::super) fn in_field(&self, id: Id) -> Self {
        let mut picker = Self::with_id(id);
        picker.search.words.clone_from(&self.search.words);
        picker.side = self.side;
        picker
    }

    /// Says if it was not shown yet: what was held last is still to be told.
    pub(in super::super) const fn is_new(&self) -> bool {
        self.last.is_none()
    }

    /// Says if something was typed.
    pub(in super::super) fn has_text(&self) -> bool {
        !self.search.words.trim().is_empty()
    }

    /// Moves the keyboard to the field.
    pub(in super::super) fn focus(&mut self) {
        self.forget_last();
        self.search.focus();
    }

    /// Forgets what was held last: it is told anew.
    pub(in super::super) fn forget_last(&mut self) {
        (self.last, self.made) = (None, None);
    }

    /// Shows the field, the sides and the rows, and returns the name that was chosen.
    pub(in super::super) fn ui(
        &mut self,
        ui: &mut Ui,
        found: &mut FoundPositions,
        offer: &PickerContext<'_>,
        cx: &Cx<'_>,
    ) -> Picked {
        let choices = self.choices(found, offer, cx);
        let is_known = self.last.as_ref().is_some_and(|last| !last.is_empty());
        let (words, side) = (self.search.words.clone(), self.side);
        self.take_side_key(ui);
        let asked = self.field(ui, choices.len());
        if self.search.words != words {
            self.asks = None;
        }
        let marked = choices.get(self.search.marked().unwrap_or_default());
        self.say_more(ui, self.asks.as_ref().or(marked), cx);
        let rows: Vec<Row> = choices.iter().map(|choice| Row::new(&choice.title, &choice.about, "")).collect();
        let pressed = self.search.steady_list(ui, "names of holds", offer.rows, &rows);
        if asked == Asked::Left {
            return Picked::Left;
        }
        let answered = self.asks.clone().filter(|_| self.side.is_some() && self.side != side);
        // Without words Enter means the first row: what was held last, or a hold that gets its name later. Where nothing
        // was held, it means nothing.
        let first = (self.has_text() || is_known || offer.can_wait).then_some(0);
        let chosen = answered.or_else(|| choices.get(asked.row(first, pressed)?).cloned());
        let name = chosen.and_then(|choice| self.take(choice, cx));
        name.map_or(Picked::Nothing, |name| Picked::Name(Box::new(name)))
    }

    /// Returns the rows, made anew only after a change.
    fn choices(&mut self, found: &mut FoundPositions, offer: &PickerContext<'_>, cx: &Cx<'_>) -> Arc<[Choice]> {
        let last = self.last.get_or_insert_with(|| last_named(offer, cx));
        let words = self.search.words.trim();
        let query = Query { text: words.to_owned(), ..Query::default() };
        let _found = found.find(query.clone(), Some(offer.technique), cx.content());
        let of = (found.revision(), words.to_owned(), offer.can_wait);
        if let Some((_, made)) = self.made.as_ref().filter(|(known, _)| *known == of) {
            return Arc::clone(made);
        }
        let found = found.find(query, Some(offer.technique), cx.content());
        let made: Arc<[Choice]> = choices(words, found, (offer, last), cx).into();
        self.made = Some((of, Arc::clone(&made)));
        made
    }

    /// Takes an arrow to the left or to the right as the side, before the field moves its cursor with it.
    fn take_side_key(&mut self, ui: &Ui) {
        if !self.search.has_focus(ui) {
            return;
        }
        for (key, side) in [(Key::ArrowLeft, Side::Left), (Key::ArrowRight, Side::Right)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.side = Some(side);
            }
        }
    }

    fn field(&mut self, ui: &mut Ui, rows: usize) -> Asked {
        ui.horizontal(|ui| {
            // The three sides beside it, of which only the words grow with the text.
            let room = ui.available_width() - 110.0 - 170.0 * Theme::of(ui).text_size;
            let asked = ui.scope(|ui| {
                ui.set_max_width(room.max(140.0));
                self.search.field(ui, ("Name of the hold", "Name, region, movement"), rows)
            });
            if ui.add(Segmented::new("Side", &mut self.side, &SIDES)).changed() {
                self.search.stay();
            }
            asked.inner
        })
        .inner
    }

    /// Shows the question that is open, or the cautions of the row that Enter would take.
    fn say_more(&self, ui: &mut Ui, choice: Option<&Choice>, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        match choice {
            Some(choice) if self.asks.is_some() => {
                let words = format!("{}: left or right? Enter again keeps it without a side", choice.title);
                wrapped(ui, Font::Body, theme.action, words);
            }
            _ => {
                line(ui, Font::Small, theme.faint, KEYS);
            }
        }
        if let Some(position) = choice.and_then(|choice| cx.library.position(choice.position()?)) {
            let clients = cx.treated().map(|treated| treated.client.cautions.as_slice()).unwrap_or_default();
            // Until the side is said, either may be meant.
            let sides = self.side.map_or(vec![Side::Left, Side::Right], |side| vec![side]);
            let (id, region) = (Some(&*position.id), Some(position.region));
            let touches = |caution: &&Caution| caution.touches.touches(id, region, &sides);
            let clients = clients.iter().filter(touches).map(|caution| format!("For this client: {}", caution.text));
            for caution in clients.chain(position.cautions.iter().map(|caution| text::sentence(caution))) {
                wrapped(ui, Font::Small, theme.caution, caution);
            }
        }
        ui.add_space(GRID / 2.0);
    }

    /// Returns the name of a row, or asks for its side first.
    fn take(&mut self, choice: Choice, cx: &Cx<'_>) -> Option<HoldName> {
        let needs_side = matches!(choice.what, What::Position(_, true));
        if needs_side && self.side.is_none() && self.asks.as_ref() != Some(&choice) {
            self.asks = Some(choice);
            self.search.stay();
            return None;
        }
        if choice.what == What::Unnamed {
            return Some(HoldName::default());
        }
        let side = self.side.unwrap_or(Side::Midline);
        let position = choice.position().and_then(|id| cx.library.position(id));
        Some(position.map_or_else(|| HoldName::words(&choice.title, side), |position| hold_name(position, side)))
    }
}

/// The answers of a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Picked {
    /// Nothing yet.
    Nothing,
    /// This name, with its side.
    Name(Box<HoldName>),
    /// Escape, where nothing was typed.
    Left,
}

/// Lists what the words find: a name that was typed whole, then what was held last, then the rest; behind them all what
/// only mentions the words in its movements. What was typed can also be a name of one's own.
fn choices(words: &str, found: &[Found], (offer, last): (&PickerContext<'_>, &[Named]), cx: &Cx<'_>) -> Vec<Choice> {
    let whole = fold(words);
    let mut choices: Vec<Choice> = found.iter().map(Choice::of).collect();
    let is_own = |(title, position): &&Named| position.is_none() && fold(title).contains(&whole);
    choices.extend(last.iter().filter(is_own).map(|(title, _)| Choice::words(title, "Named before")));
    let places: HashMap<&str, usize> = last.iter().enumerate().map(|(place, (title, _))| (&**title, place)).collect();
    let place = |choice: &Choice| places.get(&*choice.title).copied().unwrap_or(last.len());
    let is_whole = |choice: &Choice| fold(&choice.title) == whole;
    choices.sort_by_cached_key(|choice| (!is_whole(choice), choice.is_mention, place(choice)));
    if words.is_empty() {
        if offer.can_wait {
            let unnamed = Choice::words("A hold without a name", "It gets its name later");
            choices.insert(0, Choice { what: What::Unnamed, ..unnamed });
        }
    } else if !choices.first().is_some_and(is_whole) {
        // Where the library has only some of the words, they are meant as they stand.
        let is_found = found.first().is_some_and(|found| cx.library.index().has_all(words, &found.id));
        let is_named = choices.first().is_some_and(|first| fold(&first.title).contains(&whole));
        let place = if is_found || is_named { choices.len() } else { 0 };
        choices.insert(place, Choice::words(words, "A name of your own"));
    }
    choices
}

/// Lists the names of this session and the positions that were held before it, the last first and each once.
fn last_named(offer: &PickerContext<'_>, cx: &Cx<'_>) -> Vec<Named> {
    let held = cx.vault.own.recent.iter().filter_map(|id| cx.library.position(id));
    let held = held.map(|position| (position.name.clone(), Some(position.id.clone())));
    let mut seen = BTreeSet::new();
    offer.recent.iter().cloned().chain(held).filter(|(title, _)| seen.insert(fold(title))).collect()
}

impl Choice {
    fn of(found: &Found) -> Self {
        let what = What::Position(found.id.clone(), found.sided);
        Self { title: found.name.clone(), about: found.about.clone(), what, is_mention: found.mention }
    }

    fn words(title: &str, about: &str) -> Self {
        Self { title: title.to_owned(), about: about.to_owned(), what: What::Words, is_mention: false }
    }

    fn position(&self) -> Option<&str> {
        if let What::Position(id, _) = &self.what { Some(id) } else { None }
    }
}
