//! The card of the plan that Start begins.

use egui::{Align, Label, Layout, Ui, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;
use holdwell_editing::OpenPreset;
use holdwell_engine::Projection;
use holdwell_library::Preset;
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Audience, Client, Id};
use holdwell_store::{ClientPage, HomePlanPage};

use super::super::{Wanted, at_home};
use super::{StartScreen, client, last};
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::keyboard::Caps as _;
use crate::theme::{Font, PRIMARY, Theme};
use crate::widgets::{Banner, Button, fit_whole, line, surface, wrapped};

/// The most steps that are listed; the session shows them all.
const LISTED: usize = 12;

impl StartScreen {
    pub(super) fn lead(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        surface(ui, 28, |ui| {
            self.client(ui, cx, actions);
            if let Some(page) = selected_page(cx) {
                at_home::worse(ui, page, cx);
            }
            client::cautions(ui, cx);
            client::course(ui, cx, actions);
            let lead = cx.lead(self.chosen.as_deref());
            client::consent(ui, lead.and_then(Result::ok), cx, actions);
            match lead {
                Some(Ok(offer)) => show(ui, offer, cx, actions),
                Some(Err(why)) => {
                    let words = format!("{}. Choose another preset or routine", text::preset_problems(why));
                    Banner::caution(&words).show(ui);
                }
                None => {}
            }
        });
    }
}

/// Returns the page of the selected client, once the vault has shown it.
fn selected_page<'a>(cx: &Cx<'a>) -> Option<&'a ClientPage> {
    let selected = cx.selected()?.client.id;
    cx.vault.client.as_deref().filter(|page| page.is_of(selected))
}

fn show(ui: &mut Ui, offer: &RunnablePlan, cx: &Cx<'_>, actions: &mut Actions) {
    ui.scope(|ui| {
        let theme = Theme::of(ui);
        let room = ui.available_width();
        let button = 196.0 * theme.text_size;
        if room < 2.2 * button + 160.0 {
            words_of(ui, offer, cx);
            ui.add_space(12.0);
            start(ui, cx, actions);
        } else {
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(room - button - 24.0);
                    words_of(ui, offer, cx);
                });
                let height = ui.min_rect().height().max(PRIMARY);
                ui.allocate_ui_with_layout(
                    vec2(ui.available_width(), height),
                    Layout::right_to_left(Align::Center),
                    |ui| start(ui, cx, actions),
                );
            });
        }
        below(ui, offer, cx, actions);
        change(ui, offer, cx, actions);
    });
}

/// Offers to change the plan: with a client it becomes, or is, that client's preset; else a routine.
fn change(ui: &mut Ui, offer: &RunnablePlan, cx: &Cx<'_>, actions: &mut Actions) {
    let (plan, client) = (&offer.plan, cx.selected());
    let preset = client.and_then(|client| client.preset.as_ref());
    let hint = match (client, preset) {
        (None, _) if plan.free => return,
        (None, _) => "Opens it where routines are built; one that comes with the program as a copy of your own",
        (Some(_), Some(_)) => "Opens the preset where it is built; the routine stays as it is",
        (Some(_), None) => "Makes a preset for this client alone; the routine stays as it is",
    };
    let words = if client.is_some() && plan.free { "Build a preset…" } else { "Change…" };
    if !ui.add(Button::quiet(words).hint(hint)).clicked() {
        return;
    }
    let wanted = match (client, preset) {
        (None, _) => Wanted::Routine(plan.id.clone()),
        (Some(client), Some(preset)) => {
            Wanted::Preset(Box::new(OpenPreset::new(Preset::clone(preset), &client.client)))
        }
        (Some(client), None) => {
            let client = Box::new(Client::clone(&client.client));
            if plan.free { Wanted::PresetOf(client) } else { Wanted::PresetFrom(client, plan.id.clone()) }
        }
    };
    actions.push(Action::Build(wanted));
}

fn start(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let cap = cx.settings.keys.cap(UiCommand::Advance);
    if ui.add(Button::primary(UiCommand::Start.label()).key(cap)).clicked() {
        actions.push(Action::Do(UiCommand::Start));
    }
}

fn words_of(ui: &mut Ui, offer: &RunnablePlan, cx: &Cx<'_>) {
    let theme = Theme::of(ui);
    let plan = &offer.plan;
    let preset = cx.selected().is_some_and(|selected| selected.preset.is_some());
    let kind = match (plan.free, preset) {
        (true, _) => "Free session".to_owned(),
        (false, true) => "Preset".to_owned(),
        (false, false) => audience(plan.audience),
    };
    line(ui, Font::Body, theme.soft, format!("{kind}  ·  {}", plan.technique.name()));
    let hero = if plan.free { "Begin when your hands are ready" } else { &plan.name };
    fit_whole(ui, Font::Hero, 24.0, theme.text, hero, Align::LEFT);
    wrapped(ui, Font::Body, theme.soft, matter(offer, cx));
    if !offer.scene.needs.is_empty() {
        let needs = format!("Have ready: {}", offer.scene.needs.join(", "));
        wrapped(ui, Font::Body, theme.text, needs);
    }
}

fn audience(audience: Audience) -> String {
    match audience {
        Audience::Therapist => "Routine".to_owned(),
        Audience::Home => "Home routine".to_owned(),
    }
}

/// Returns the length, the end, and the time in hand before the end of the appointment.
fn matter(offer: &RunnablePlan, cx: &Cx<'_>) -> String {
    if offer.plan.free {
        let hold = text::exact(offer.plan.technique.usual().expected());
        return format!("Each press begins or ends a hold of about {hold}");
    }
    let Projection { length, about } = offer.total;
    let mut text = format!(
        "{}, {}, ends {} {}",
        text::count(offer.holds, "hold"),
        text::length(offer.total),
        if about { "about" } else { "at" },
        text::clock_after(cx.wall, length)
    );
    if let Some(left) = cx.left() {
        let closing = left - cx.settings.reserve();
        let over = i64::try_from(closing.0).unwrap_or(i64::MAX) - i64::try_from(length.0).unwrap_or(i64::MAX);
        text = format!("{text}  ·  {}", text::in_hand(over));
    }
    text
}

/// Shows the steps beside the client's last session and what was done at home since, where there is room.
fn below(ui: &mut Ui, offer: &RunnablePlan, cx: &Cx<'_>, actions: &mut Actions) {
    let is_wide = ui.available_width() > 640.0 * Theme::of(ui).text_size;
    let has_steps = !offer.plan.steps.is_empty();
    let before = Before {
        session: cx.selected().and_then(|client| client.last_session),
        home: selected_page(cx).and_then(told),
    };
    let is_something = before.session.is_some() || before.home.is_some();
    if has_steps || is_something {
        ui.add_space(8.0);
    }
    match is_something {
        true if is_wide && has_steps => ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            steps(left, offer, 1);
            before.show(right, cx, actions);
        }),
        true => {
            ui.scope(|ui| before.show(ui, cx, actions));
            steps(ui, offer, 1);
        }
        false => steps(ui, offer, if is_wide && offer.plan.steps.len() > 3 { 2 } else { 1 }),
    }
}

/// Facts about the client from before today.
#[derive(Clone, Copy)]
struct Before<'a> {
    session: Option<Id>,
    /// The last plan of which a diary came back, else the last that was given to take home.
    home: Option<&'a HomePlanPage>,
}

fn told(page: &ClientPage) -> Option<&HomePlanPage> {
    page.home.iter().find(|given| !given.diary.entries().is_empty()).or(page.home.first())
}

impl Before<'_> {
    fn show(self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(session) = self.session {
            last::show(ui, session, cx, actions);
        }
        if let Some(home) = self.home {
            ui.spacing_mut().item_spacing.y = 4.0;
            wrapped(ui, Font::Strong, Theme::of(ui).text, format!("At home: {}", home.plan.title));
            at_home::lines(ui, home, 2, cx);
        }
    }
}

/// Lists the steps in so many columns.
fn steps(ui: &mut Ui, offer: &RunnablePlan, columns: usize) {
    let steps = &offer.plan.steps;
    if steps.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let shown: Vec<String> = steps.iter().take(LISTED).map(|step| text::step(step)).collect();
    let rows = shown.len().div_ceil(columns);
    ui.columns(columns, |columns| {
        for (column, shown) in columns.iter_mut().zip(shown.chunks(rows)) {
            column.spacing_mut().item_spacing.y = 4.0;
            for step in shown {
                let text = theme.rich(Font::Small, step).color(theme.soft);
                column.add(Label::new(text).truncate());
            }
        }
    });
    if steps.len() > LISTED {
        line(ui, Font::Small, theme.faint, format!("and {} more steps", steps.len() - LISTED));
    }
}
