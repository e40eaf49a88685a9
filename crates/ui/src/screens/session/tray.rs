//! The place under the strip: the next step, or the input of a command: a name, a note, a score, a picked step.

use egui::{Align, Align2, Id, Key, Label, Layout, ScrollArea, TextEdit, Ui};
use holdwell_app::command::UiCommand;
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_audio::{Level, Levels};
use holdwell_engine::{Command, View};
use holdwell_model::Millis;

use super::super::at_right;
use super::super::hold_names::NamePicker;
use super::super::start::{LENGTHS, minute_of};
use super::SessionProps;
use super::finding::About;
use super::naming::Insertion;
use super::scoring::Scoring;
use crate::action::{Action, Actions};
use crate::icons::{self, Icon};
use crate::keyboard::Caps as _;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, limited, line};

/// The input that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Tray {
    /// Nothing: the next step is shown.
    #[default]
    Closed,
    /// The commands for the step of this number.
    Step(u32),
    /// A hold that was not planned.
    Insert(Insertion),
    /// The name of the hold for which it was begun.
    Name { picker: NamePicker, hold: Hold },
    /// A remark to the hold for which it was begun.
    Note { text: String, hold: Hold, about: About, fresh: Fresh },
    /// A score, by clicks.
    Score(Scoring),
    /// Another output, where the one that sounded is lost.
    Outputs,
    /// The end of the appointment.
    Appointment,
}

/// The hold to which a remark or a name belongs, however long it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hold {
    pub(super) item: Option<u32>,
    pub(super) name: String,
}

impl Hold {
    fn is_current(&self, view: &View) -> bool {
        self.item == view.item().map(|item| item.id)
    }
}

/// The id of the field in which a name or a remark is written.
pub(super) fn field_id() -> Id {
    Id::unique("session field")
}

/// The longest remark, in characters.
const NOTE: usize = 2_000;

impl Tray {
    /// Returns the input of a hold of its usual length.
    pub(super) fn insert() -> Self {
        Self::Insert(Insertion { picker: NamePicker::with_id(field_id()), secs: None, next: false })
    }

    /// Returns the input of the name of the hold that runs or has just ended.
    pub(super) fn name(view: &View) -> Self {
        let record = view.hold_to_name();
        let hold = Hold { item: record.map(|record| record.item), name: text::asks_name(view) };
        Self::Name { picker: NamePicker::with_id(field_id()), hold }
    }

    /// Says if it is a panel over the strip, and not a line below it.
    pub(super) const fn is_panel(&self) -> bool {
        matches!(self, Self::Insert(_) | Self::Name { .. } | Self::Score(_))
    }

    /// Says if somebody writes in the tray, which then stays.
    pub(super) const fn is_typed_in(&self) -> bool {
        matches!(self, Self::Insert(_) | Self::Name { .. } | Self::Note { .. })
    }

    /// Says if it keeps the desk face: somebody writes in it. The field that an assessment leaves open for its next
    /// finding does not, as long as it is empty.
    pub(super) fn is_in_use(&self) -> bool {
        self.is_typed_in() && !self.is_empty_finding()
    }

    /// Says if it is the field of an assessment with nothing in it.
    fn is_empty_finding(&self) -> bool {
        matches!(self, Self::Note { about, text, .. } if !about.aspects.is_empty() && text.is_empty())
            && self.remark().is_none()
    }

    /// Says if it is the empty field of an assessment that is over.
    pub(super) fn is_over(&self, view: &View) -> bool {
        matches!(self, Self::Note { hold, .. } if !hold.is_current(view)) && self.is_empty_finding()
    }

    /// Returns the input of an empty remark to what is under the hands.
    pub(super) fn note(view: &View) -> Self {
        let name = text::spoken_hold(view);
        let hold = Hold { item: view.item().map(|item| item.id), name };
        let aspects = view.step().map_or(&[][..], |step| text::aspects(step));
        Self::Note { text: String::new(), hold, about: About { aspects, ..About::default() }, fresh: Fresh::Yes }
    }

    /// Says if it holds text that was written and not yet used.
    pub(super) fn has_text(&self) -> bool {
        match self {
            Self::Insert(Insertion { picker, .. }) | Self::Name { picker, .. } => picker.has_text(),
            Self::Note { text, .. } => !text.trim().is_empty(),
            Self::Closed | Self::Step(_) | Self::Score(_) | Self::Outputs | Self::Appointment => false,
        }
    }

    /// Says if it was begun where the other is opened now: a remark or a name goes on only at its own hold.
    pub(super) fn is_draft_of(&self, opened: &Self) -> bool {
        match (self, opened) {
            (Self::Note { hold, .. }, Self::Note { hold: now, .. })
            | (Self::Name { hold, .. }, Self::Name { hold: now, .. }) => hold.item == now.item,
            (Self::Insert(_), Self::Insert(_)) => true,
            _ => false,
        }
    }

    /// Returns it as it is opened again, with the keyboard in its field.
    pub(super) fn again(mut self) -> Self {
        match &mut self {
            Self::Insert(Insertion { picker, .. }) | Self::Name { picker, .. } => picker.focus(),
            Self::Note { fresh, .. } => *fresh = Fresh::Yes,
            _ => {}
        }
        self
    }

    /// Returns the name that was begun in it, with the work item of its hold.
    pub(super) fn begun_name(&self) -> Option<(u32, NamePicker)> {
        match self {
            Self::Name { picker, hold } if picker.has_text() => Some((hold.item?, picker.clone())),
            _ => None,
        }
    }

    /// Empties the field for the next finding of an assessment; false where it is none.
    fn begins_again(&mut self) -> bool {
        let Self::Note { text, about, fresh, .. } = self else { return false };
        text.clear();
        *about = About { aspects: about.aspects, ..About::default() };
        *fresh = Fresh::Yes;
        !about.aspects.is_empty()
    }

    /// Returns the command that its remark gives, where there is one.
    pub(super) fn remark(&self) -> Option<Command> {
        match self {
            Self::Note { text, hold, about, .. } => {
                let text = text::finding(about.aspect, about.side(), text);
                (!text.is_empty()).then_some(Command::Note { text, item: hold.item })
            }
            _ => None,
        }
    }
}

/// Shows the tray; returns true where it is to be closed. `begun` is the command whose text was left unfinished.
pub(super) fn show(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    tray: &mut Tray,
    begun: Option<UiCommand>,
    actions: &mut Actions,
) -> bool {
    let mut close = false;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| match tray {
        Tray::Closed => next(ui, props, begun, actions),
        Tray::Step(step) => close = scrolled(ui, |ui| picked(ui, props, *step, actions)),
        // Their panels stand over the strip.
        Tray::Insert(_) | Tray::Name { .. } | Tray::Score(_) => {}
        Tray::Note { .. } => close = note(ui, props, tray, actions),
        Tray::Outputs => close = scrolled(ui, |ui| outputs(ui, props, actions)),
        Tray::Appointment => close = scrolled(ui, |ui| appointment(ui, props, actions)),
    });
    close
}

/// Shows a line with the way out at its beginning. Where there is no room for all of it, as with large text, it scrolls.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> bool) -> bool {
    let line = ScrollArea::horizontal().id_salt("line of the tray").show(ui, |ui| {
        let row = ui.horizontal(|ui| closes(ui) | add(ui));
        row.inner
    });
    line.inner
}

/// Shows the next step, and the way to the steps ahead.
fn next(ui: &mut Ui, props: &SessionProps<'_>, begun: Option<UiCommand>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    let view = props.view;
    let next = theme.rich(Font::Body, text::then(view.next().as_ref(), view)).color(theme.soft);
    let has_steps = UiCommand::StepAfter.refusal(view, None).is_none();
    let buttons = if has_steps { 2.0 * (theme.touch() + GRID) + GRID } else { 0.0 };
    ui.scope(|ui| {
        ui.set_max_width(rect.width() - buttons);
        let _next = ui.add(Label::new(next).truncate());
    });
    if let Some(words) = text::goes_on_with(view, begun, &props.cx.settings.keys) {
        line(ui, Font::Body, theme.soft, format!("\u{b7}  {words}"));
    }
    if !has_steps {
        return;
    }
    let _right = at_right(ui, rect, Id::unique("steps ahead"), |ui| {
        let schedule = view.schedule();
        let last = schedule.items().last().and_then(|item| schedule.step(*item)).map(|step| {
            let optional = if step.optional { " (optional)" } else { "" };
            format!("last  {}{optional}", text::title(&step.title))
        });
        if ui.max_rect().width() > 0.0
            && rect.width() > 800.0 * theme.text_size
            && let Some(last) = last.filter(|last| last.chars().count() < 40)
        {
            let _last = line(ui, Font::Small, theme.faint, last);
        }
        step_buttons(ui, props, actions);
    });
}

fn step_buttons(ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) {
    for command in [UiCommand::StepBefore, UiCommand::StepAfter] {
        let hint = format!("{} ({})", command.hint(), props.cx.settings.keys.spoken(command));
        let button = Button::icon_only(Icon::of(command), command.label()).hint(&hint).by_key_only();
        if ui.add(button).clicked() {
            actions.push(Action::Do(command));
        }
    }
}

/// Shows the commands for a step ahead, which close nothing.
fn picked(ui: &mut Ui, props: &SessionProps<'_>, number: u32, actions: &mut Actions) -> bool {
    let theme = Theme::of(ui);
    let step = props.view.schedule().step_numbered(number);
    let title = step.map_or("", |step| text::title(&step.title));
    let _step = line(ui, Font::Strong, theme.text, format!("{number}. {}", text::short(title, 28)));
    step_buttons(ui, props, actions);
    for command in [UiCommand::Jump, UiCommand::Earlier, UiCommand::Later, UiCommand::Drop] {
        let refusal = command.refusal(props.view, Some(number)).map(text::refusal);
        let button = Button::new(command.label()).key(props.cx.settings.keys.cap(command)).hint(command.hint());
        if ui.add(button.disabled(refusal).by_key_only()).clicked() {
            actions.push(Action::Do(command));
        }
    }
    false
}

fn note(ui: &mut Ui, props: &SessionProps<'_>, tray: &mut Tray, actions: &mut Actions) -> bool {
    let Tray::Note { text, hold, about, fresh } = tray else { return true };
    let theme = Theme::of(ui);
    let is_assessment = !about.aspects.is_empty();
    if !is_assessment || !hold.is_current(props.view) {
        line(ui, Font::Small, theme.soft, format!("to {}", hold.name));
    }
    if is_assessment {
        // The keyboard stays in the field.
        *fresh = if about.show(ui) { Fresh::Yes } else { *fresh };
    }
    let remark = format!("A remark to {}", hold.name);
    let hint = if is_assessment { "A finding; Enter closes the empty field" } else { &remark };
    let entered = field(ui, hint, text, fresh);
    let kept = ui.add(Button::lead("Keep").by_key_only()).clicked() || entered == Entered::Done;
    if kept {
        let remark = tray.remark();
        // An assessment has several findings: the field stays for the next one.
        let goes_on = remark.is_some() && tray.begins_again();
        actions.extend(remark.map(Action::Tell));
        if goes_on {
            return false;
        }
        *tray = Tray::Closed;
    }
    kept || closes(ui)
}

/// Lists the outputs that there are. Another one is never taken by itself, and begins at the quietest step.
fn outputs(ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) -> bool {
    let theme = Theme::of(ui);
    let devices = &props.cx.conductor.outputs;
    let words = if devices.is_empty() { "No output is there" } else { "Sound from" };
    let _words = line(ui, Font::Body, theme.soft, words);
    let mut chosen = false;
    for device in devices.iter().take(4) {
        if ui.add(Button::new(&text::short(&device.name, 24)).by_key_only()).clicked() {
            let muted = props.cx.settings.levels.muted;
            let levels = Levels { muted, ..Levels::all(Level::QUIETEST) };
            let settings = Settings { output: Some(device.id.clone()), levels, ..props.cx.settings.clone() };
            actions.push(Action::Change(Box::new(settings)));
            chosen = true;
        }
    }
    chosen
}

/// Moves the end of the appointment, and says what is kept for closing; where there is none, sets one.
fn appointment(ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) -> bool {
    let theme = Theme::of(ui);
    let Some(until) = props.cx.selection.until() else { return appointment_from_now(ui, props, actions) };
    let kept = text::kept_for_closing(props.view.slot().map_or(Millis::ZERO, |slot| slot.reserve));
    let ends = format!("Ends {}, {kept}", text::clock_at(props.cx.wall, until));
    let _ends = line(ui, Font::Body, theme.soft, ends);
    for minutes in [-15, -5, 5, 15] {
        let name = format!("{minutes:+} min").replace('-', "\u{2212}");
        if ui.add(Button::new(&name).by_key_only()).clicked() {
            actions.push(Action::Until(Some(until + minutes)));
        }
    }
    // The tray stays: the same place sets another end.
    if ui.add(Button::quiet("No end").by_key_only()).clicked() {
        actions.push(Action::Until(None));
    }
    false
}

/// Sets the end of an appointment that has none.
fn appointment_from_now(ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) -> bool {
    let _ends = line(ui, Font::Body, Theme::of(ui).soft, "The appointment ends in");
    for minutes in LENGTHS {
        if ui.add(Button::new(&format!("{minutes} min")).by_key_only()).clicked() {
            actions.push(Action::Until(Some(minute_of(props.cx.wall) + minutes)));
        }
    }
    false
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entered {
    Nothing,
    Done,
}

/// Shows a field that takes the keyboard when it opens; Enter is done. What does not fit is said, and not cut.
fn field(ui: &mut Ui, hint: &str, text: &mut String, fresh: &mut Fresh) -> Entered {
    let theme = Theme::of(ui);
    ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
    // Beside it stand the two buttons, and near the end of its room what is said of that.
    let said = if text.chars().count() + 100 > NOTE { 250.0 } else { 0.0 };
    let most = 420.0 * theme.text_size;
    let width = (ui.available_width() - said - 170.0 * theme.text_size).clamp(140.0, most);
    let response = ui.scope(|ui| {
        ui.set_max_width(width + said);
        limited(ui, text, NOTE, |ui, text| {
            let edit = TextEdit::singleline(text).id(field_id()).desired_width(width).hint_text(hint);
            ui.add(edit.align(Align2::LEFT_CENTER))
        })
    });
    let response = response.inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Note"));
    fresh.take(&response);
    let done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if done { Entered::Done } else { Entered::Nothing }
}

fn closes(ui: &mut Ui) -> bool {
    ui.add(Button::icon_only(icons::X, "Close").by_key_only()).clicked()
}
