//! A quiet banner at the place where something needs to be known.

use egui::{Color32, Frame, Label, Margin, Role, Sides, Ui, WidgetInfo};

use super::button::Button;
use super::text::{wrapped, wrapped_height};
use crate::icons::{self, Icon};
use crate::theme::{BUTTON_RADIUS, Font, Theme};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BannerKind {
    Caution,
    Error,
    Info,
}

/// One or two sentences: what is the matter, and what to do.
#[must_use = "a banner is shown with `show`"]
#[derive(Debug, Clone, Copy)]
pub struct Banner<'a> {
    kind: BannerKind,
    words: &'a str,
    action: Option<&'a str>,
}

/// The size of the icon, in points.
const ICON: f32 = 20.0;

/// Narrower than this, the button stands below the sentence.
const NARROW: f32 = 440.0;

impl<'a> Banner<'a> {
    /// Creates a banner for something to mind, such as a client's caution.
    pub fn caution(words: &'a str) -> Self {
        Self { kind: BannerKind::Caution, words, action: None }
    }

    /// Creates a banner for something that went wrong.
    pub fn error(words: &'a str) -> Self {
        Self { kind: BannerKind::Error, words, action: None }
    }

    /// Creates a banner for something to know.
    pub fn info(words: &'a str) -> Self {
        Self { kind: BannerKind::Info, words, action: None }
    }

    /// Adds a button that does what the sentence proposes.
    pub fn action(self, label: &'a str) -> Self {
        Self { action: Some(label), ..self }
    }

    /// Returns the height of a banner without a button in this width, in points.
    pub fn height(self, ui: &Ui, width: f32) -> f32 {
        let theme = Theme::of(ui);
        let beside = 2.0 * 16.0 + ICON * theme.text_size + ui.spacing().item_spacing.x;
        wrapped_height(ui, Font::Body, self.words, width - beside).max(1.364 * ICON * theme.text_size) + 2.0 * 12.0
    }

    /// Shows the banner over the available width; returns true if its button was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let theme = Theme::of(ui);
        let (ground, colour, icon) = self.colours(&theme);
        let margin = Margin::symmetric(16, if self.action.is_some() { 8 } else { 12 });
        let frame = Frame::new().fill(ground).corner_radius(BUTTON_RADIUS).inner_margin(margin).stroke(theme.edge());
        frame.show(ui, |ui| self.contents(ui, colour, icon)).inner
    }

    fn contents(self, ui: &mut Ui, colour: Color32, icon: Icon) -> bool {
        let room = ui.available_width();
        ui.spacing_mut().interact_size.y = 0.0;
        let Some(label) = self.action else {
            ui.horizontal(|ui| self.sentence(ui, colour, icon));
            return false;
        };
        let button = |ui: &mut Ui| ui.add(Button::quiet(label)).clicked();
        // Beside the sentence the button would leave it too little room in a narrow column or with large text.
        if room < NARROW * Theme::of(ui).text_size {
            ui.horizontal(|ui| self.sentence(ui, colour, icon));
            return button(ui);
        }
        Sides::new()
            .height(Theme::of(ui).touch())
            .shrink_left()
            .show(ui, |ui| self.sentence(ui, colour, icon), button)
            .1
    }

    fn sentence(self, ui: &mut Ui, colour: Color32, icon: Icon) {
        let theme = Theme::of(ui);
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme.rich(Font::Body, icon.0).size(ICON * theme.text_size).color(colour)));
        let words = wrapped(ui, Font::Body, colour, self.words);
        let role = if self.kind == BannerKind::Error { Role::Alert } else { Role::Label };
        words.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), self.words));
    }

    fn colours(self, theme: &Theme) -> (Color32, Color32, Icon) {
        match self.kind {
            BannerKind::Caution => (theme.caution_ground, theme.caution, icons::WARNING),
            BannerKind::Error => (theme.danger_ground(), theme.danger, icons::WARNING),
            BannerKind::Info => (theme.surface, theme.soft, icons::INFO),
        }
    }
}
