//! The ticks of a sheet of paper, typed in: a row for a day, by the keyboard alone.

use egui::{Id, Key, Response, TextEdit, Ui, vec2};
use holdwell_app::paper::{Cell, LONGEST_WORD, Paper};
use holdwell_app::text;
use holdwell_store::{HomePlanPage, Request};
use jiff::Zoned;
use jiff::civil::Date;

use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, line, surface, wrapped};

/// The sheet that is being typed in.
#[derive(Debug)]
pub(super) struct PaperForm {
    paper: Paper,
    fresh: Fresh,
}

/// A cell by its day, and where the keyboard goes from it.
type Place = (Date, Cell);

impl PaperForm {
    pub(super) fn new(given: &HomePlanPage, wall: &Zoned) -> Self {
        let paper = Paper::new(given.plan.clone(), &given.diary, wall.date());
        Self { paper, fresh: Fresh::Yes }
    }

    /// Says if this is the sheet of a plan.
    pub(super) fn is_of(&self, given: &HomePlanPage) -> bool {
        self.paper.plan().id == given.plan.id
    }

    /// Shows it; returns true where it is to be closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, wall: &Zoned, actions: &mut Actions) -> bool {
        surface(ui, 16, |ui| {
            let theme = Theme::of(ui);
            line(ui, Font::Section, theme.text, "From the sheet");
            let words = "d done, s shortened, n not done. Pain 0 to 10. y if anything was new or worse. \
                         Enter goes to the next day";
            wrapped(ui, Font::Small, theme.soft, words);
            ui.add_space(GRID);
            self.rows(ui, wall);
            ui.add_space(GRID);
            self.ends(ui, actions)
        })
    }

    fn rows(&mut self, ui: &mut Ui, wall: &Zoned) {
        let theme = Theme::of(ui);
        let days = self.paper.days();
        let mut goes_to: Option<Place> = None;
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        ui.horizontal(|ui| {
            column(ui, DAY, |ui| line(ui, Font::Small, theme.soft, "Day"));
            // What a word is says its own field.
            for cell in Cell::ALL.into_iter().filter(|cell| *cell != Cell::Word) {
                column(ui, CELL, |ui| line(ui, Font::Small, theme.soft, cell.name()));
            }
        });
        for (place, day) in days.iter().enumerate() {
            let near = Near {
                above: place.checked_sub(1).and_then(|above| days.get(above)).copied(),
                below: days.get(place + 1).copied(),
            };
            goes_to = self.row(ui, *day, &near, wall).or(goes_to);
        }
        if let Some(place) = goes_to {
            ui.memory_mut(|memory| memory.request_focus(id(place)));
        }
    }

    fn row(&mut self, ui: &mut Ui, day: Date, near: &Near, wall: &Zoned) -> Option<Place> {
        let theme = Theme::of(ui);
        let said = text::sentence(&text::day_of(wall, day));
        let mut goes_to = None;
        let (cells, word) = Cell::ALL.split_at(Cell::ALL.len() - 1);
        let mut show = |form: &mut Self, ui: &mut Ui, cells: &[Cell]| {
            for cell in cells {
                let field = form.cell(ui, (day, *cell), &said);
                goes_to = near.goes_to(ui, &field, (day, *cell), form.paper.row(day).cell_mut(*cell)).or(goes_to);
            }
        };
        // With very large words the word stands below its day.
        let is_wide = ui.available_width() >= WIDE * theme.text_size;
        ui.horizontal(|ui| {
            column(ui, DAY, |ui| self.day(ui, day));
            show(self, ui, cells);
            if is_wide {
                show(self, ui, word);
            }
        });
        if !is_wide {
            show(self, ui, word);
        }
        let wrong =
            Cell::ALL.into_iter().find_map(|cell| Some((cell, cell.problem(self.paper.row(day).cell_mut(cell))?)));
        if let Some((cell, right)) = wrong {
            line(ui, Font::Small, theme.danger, format!("{}: write {right}", cell.name()));
        }
        goes_to
    }

    /// Shows a day, with a mark where the diary has something of it.
    fn day(&self, ui: &mut Ui, day: Date) -> Response {
        let theme = Theme::of(ui);
        let words = day.strftime("%a %-d %b").to_string();
        if self.paper.is_known(day) {
            let known = line(ui, Font::Body, theme.text, format!("{words} {}", icons::CHECK.0));
            return known.on_hover_text("The diary has this day already");
        }
        line(ui, Font::Body, theme.text, words)
    }

    fn cell(&mut self, ui: &mut Ui, place: Place, day: &str) -> Response {
        let theme = Theme::of(ui);
        let (_, cell) = place;
        let text = self.paper.row(place.0).cell_mut(cell);
        let most = if cell == Cell::Word { LONGEST_WORD } else { 3 };
        let room = ui.available_width();
        let width = theme.text_size * CELL;
        let width = if cell == Cell::Word { room.min(420.0 * theme.text_size) } else { width };
        let hint = if cell == Cell::Word { cell.name() } else { "" };
        let edit = TextEdit::singleline(text).id(id(place)).char_limit(most).desired_width(width);
        let edit = edit.hint_text(theme.hint(hint));
        ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
        let field = ui.add(edit);
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(format!("{day}: {}", cell.name().to_lowercase())));
        self.fresh.take(&field);
        field
    }

    fn ends(&mut self, ui: &mut Ui, actions: &mut Actions) -> bool {
        let mut is_done = false;
        ui.horizontal_wrapped(|ui| {
            let diary = self.paper.diary();
            let why = if self.paper.is_wrong() {
                Some("A cell cannot be read yet")
            } else {
                diary.entries().is_empty().then_some("Nothing is typed yet")
            };
            let words = match diary.entries().len() {
                0 => "Keep".to_owned(),
                days => format!("Keep {}", text::count(days, "day")),
            };
            if ui.add(Button::lead(&words).disabled(why)).clicked() {
                actions.push(Action::vault(Request::TakeDiary(Box::new(diary))));
                is_done = true;
            }
            for (words, later) in [("Week before", false), ("Week after", true)] {
                if self.paper.has_week(later) && ui.add(Button::new(words)).clicked() {
                    self.paper.turn(later);
                    self.fresh = Fresh::Yes;
                }
            }
            is_done |= ui.add(Button::quiet("Leave it")).clicked();
        });
        is_done
    }
}

/// The days above and below a row.
struct Near {
    above: Option<Date>,
    below: Option<Date>,
}

impl Near {
    /// Returns where the keyboard goes from a field: on where it is whole, by Enter to the next day, by the arrows up and
    /// down.
    fn goes_to(&self, ui: &Ui, field: &Response, (day, cell): Place, text: &str) -> Option<Place> {
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            return Some((self.below.unwrap_or(day), Cell::Done));
        }
        if field.changed() && cell.is_whole(text) {
            return cell.next().map(|next| (day, next));
        }
        let pressed = |key| field.has_focus() && ui.input(|input| input.key_pressed(key));
        let up = pressed(Key::ArrowUp).then_some(self.above).flatten();
        let down = pressed(Key::ArrowDown).then_some(self.below).flatten();
        up.or(down).map(|day| (day, cell))
    }
}

fn id((day, cell): Place) -> Id {
    Id::unique(("paper", day, cell))
}

/// The width of the days, in points.
const DAY: f32 = 112.0;
/// The width of a cell, in points.
const CELL: f32 = 48.0;
/// The least width at which a word stands in the row of its day, in points.
const WIDE: f32 = 520.0;

/// Shows something in a column of this width.
fn column(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> Response) {
    let size = Theme::of(ui).text_size;
    ui.allocate_ui(vec2(width * size, 20.0 * size), |ui| {
        ui.set_min_width(width * size);
        add(ui)
    });
}
