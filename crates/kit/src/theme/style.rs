//! egui's own style, from the tokens: what is not one of our widgets still looks like one.

use egui::epaint::FontColorTransferFunction;
use egui::style::{Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2,
};

use super::{BUTTON_RADIUS, CARD_RADIUS, Font, GRID, Look, TOUCH, Theme, mix};

/// Sets the same style for both of egui's themes, so that nothing can switch to one that is not ours.
pub(super) fn set(ctx: &Context, theme: &Theme) {
    let dark = theme.look != Look::Light;
    ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| {
        text(style, theme);
        spacing(style, theme);
        behaviour(style);
        style.visuals = visuals(theme);
    });
}

fn text(style: &mut Style, theme: &Theme) {
    let mono = FontId::new(Font::Body.size() * theme.text_size, FontFamily::Monospace);
    style.text_styles = [
        (TextStyle::Small, theme.font(Font::Small)),
        (TextStyle::Body, theme.font(Font::Body)),
        (TextStyle::Button, theme.font(Font::Body)),
        (TextStyle::Heading, theme.font(Font::Section)),
        (TextStyle::Monospace, mono),
    ]
    .into();
}

fn spacing(style: &mut Style, theme: &Theme) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(GRID, GRID);
    spacing.button_padding = vec2(12.0, GRID);
    // A row of controls is as high as they are, or what is lower in it would hang at its upper edge.
    spacing.interact_size = vec2(TOUCH, theme.touch());
    spacing.window_margin = Margin::same(24);
    spacing.menu_margin = Margin::same(8);
    spacing.slider_width = 200.0;
    spacing.slider_rail_height = 4.0;
    spacing.combo_width = 160.0;
    spacing.icon_width = 22.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = GRID;
    spacing.tooltip_width = 360.0 * theme.text_size;
    spacing.scroll.bar_width = GRID;
    spacing.scroll.floating_width = 4.0;
    spacing.scroll.foreground_color = false;
}

/// Sets the behaviour: nothing blinks, labels are not for selecting, tooltips come a little sooner.
fn behaviour(style: &mut Style) {
    style.animation_time = 0.2;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.compact_menu_style = false;
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.look == Look::Light { Visuals::light() } else { Visuals::dark() };
    let outline = Stroke::new(1.0, theme.line);
    let mut text_options = base.text_options;
    if theme.look != Look::Light {
        // egui's own curve for light on dark makes regular look like semibold.
        text_options.color_transfer_function = FontColorTransferFunction::Gamma(0.8);
    }
    Visuals {
        text_options,
        widgets: widgets(theme),
        selection: Selection { bg_fill: mix(theme.action, theme.raised, 0.3), stroke: theme.focus_text() },
        weak_text_color: Some(theme.faint),
        hyperlink_color: theme.action,
        faint_bg_color: theme.surface,
        extreme_bg_color: theme.background,
        text_edit_bg_color: Some(theme.background),
        code_bg_color: theme.raised,
        warn_fg_color: theme.caution,
        error_fg_color: theme.danger,
        window_corner_radius: CornerRadius::same(CARD_RADIUS),
        window_shadow: Shadow::NONE,
        window_fill: theme.surface,
        window_stroke: outline,
        menu_corner_radius: CornerRadius::same(BUTTON_RADIUS),
        // The window is cleared in the background colour; no screen fills it once more, which
        // would cost as much as all the rest of a frame.
        panel_fill: theme.background,
        popup_shadow: Shadow::NONE,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, theme.action),
            blink: false,
            ..TextCursorStyle::default()
        },
        slider_trailing_fill: true,
        handle_shape: egui::style::HandleShape::Circle,
        image_loading_spinners: false,
        disabled_alpha: 0.55,
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let still = visual(theme, theme.raised, theme.edge());
    let awake = visual(theme, theme.raised, theme.focus());
    Widgets {
        noninteractive: visual(theme, theme.surface, Stroke::new(1.0, theme.line)),
        inactive: WidgetVisuals { bg_fill: theme.line, ..still },
        hovered: WidgetVisuals { bg_fill: theme.line, ..awake },
        active: WidgetVisuals { bg_fill: theme.line, ..awake },
        open: still,
    }
}

fn visual(theme: &Theme, fill: Color32, edge: Stroke) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(BUTTON_RADIUS),
        fg_stroke: Stroke::new(1.5, theme.text),
        expansion: 0.0,
    }
}

impl Theme {
    /// Returns the stroke of selected text, which keeps the text colour, and of the text field that has the keyboard.
    fn focus_text(&self) -> Stroke {
        Stroke::new(2.0, mix(self.action, self.text, 0.7))
    }
}
