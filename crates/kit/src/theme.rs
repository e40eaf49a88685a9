//! Colours, sizes and distances, by role. No other file of the window names a colour.
#![expect(clippy::disallowed_methods, reason = "this is the file where colours get their names")]

mod font;
mod style;
#[cfg(test)]
mod tests;

use egui::{Color32, Context, Id, RichText, Stroke, Ui};
use holdwell_app::settings::{Look, Settings};

use holdwell_model::{Phase, Technique};

pub use font::Font;

/// The grid: nothing is closer than this to anything that is not part of it.
pub const GRID: f32 = 8.0;
/// The distance between two cards, in points.
pub const GAP: f32 = 16.0;
/// The corner radius of a card, in points.
pub const CARD_RADIUS: u8 = 14;
/// The corner radius of a button, a field or a banner, in points.
pub const BUTTON_RADIUS: u8 = 10;
/// The least height of anything that is touched, in points.
pub const TOUCH: f32 = 44.0;
/// The height of a line of body text as drawn, in points.
pub const LINE: f32 = 22.0;
/// The height of the one action of a screen, in points.
pub const PRIMARY: f32 = 56.0;
/// The width of the rail on the left, in points.
pub const RAIL: f32 = 88.0;

/// The look of everything: colours by role, and how large the user wants text.
///
/// A theme is small and copied freely. [`Theme::apply`] puts it on, [`Theme::of`] gives it to widgets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The look of these colours.
    pub look: Look,
    /// The scale of all text, 1.0 to 2.0 of its drawn size.
    pub text_size: f32,
    /// The ground of everything.
    pub background: Color32,
    /// The ground of cards and the rail.
    pub surface: Color32,
    /// The ground of buttons and chips.
    pub raised: Color32,
    /// Hairlines, outlines.
    pub line: Color32,
    /// The edge of controls.
    pub outline: Color32,
    /// The part of a ring, a strip or a bar that is still to come.
    pub track: Color32,
    /// Text that matters.
    pub text: Color32,
    /// Text that explains.
    pub soft: Color32,
    /// Text of least weight.
    pub faint: Color32,
    /// The one strong thing of a screen, focus, and work.
    pub action: Color32,
    /// Words on a fill of the action colour.
    pub on_action: Color32,
    /// Settling into the position of ease.
    pub settle: Color32,
    /// The slow way back.
    pub back: Color32,
    /// Rating and re-checking.
    pub recheck: Color32,
    /// Rests and blocks.
    pub rest: Color32,
    /// Cautions.
    pub caution: Color32,
    /// The ground of a caution.
    pub caution_ground: Color32,
    /// Hush, erase, errors.
    pub danger: Color32,
    /// The ground of listening work.
    pub night: Color32,
    /// The one mark on that ground.
    pub night_mark: Color32,
}

impl Theme {
    /// Returns the look that the settings ask for.
    pub fn of_settings(settings: &Settings) -> Self {
        Self::new(settings.look).with_text_size(settings.text_percent as f32 / 100.0)
    }

    /// Returns the look of the room face, with its own brightness.
    pub fn of_room(settings: &Settings) -> Self {
        let theme = Self::new(settings.room_look()).with_text_size(settings.text_percent as f32 / 100.0);
        theme.dimmed(settings.room_percent as f32 / 100.0)
    }

    /// Returns the colours of a look, with text at its drawn size.
    pub const fn new(look: Look) -> Self {
        match look {
            Look::Dark => DARK,
            Look::Light => LIGHT,
            Look::HighContrast => HIGH_CONTRAST,
        }
    }

    /// Returns the same look with larger text; 1.0 is as drawn, up to twice that.
    #[must_use]
    pub fn with_text_size(self, text_size: f32) -> Self {
        Self { text_size: text_size.clamp(0.8, 2.0), ..self }
    }

    /// Returns the same look, its text this many times as large as it is.
    #[must_use]
    pub fn scaled(self, by: f32) -> Self {
        Self { text_size: (self.text_size * by).clamp(0.6, 6.0), ..self }
    }

    /// Returns the same look, its light dimmed towards the background: 1.0 leaves it, 0.2 is the dimmest.
    #[must_use]
    pub fn dimmed(self, brightness: f32) -> Self {
        let mut dim = self;
        let share = brightness.clamp(0.2, 1.0);
        if share >= 1.0 {
            return self;
        }
        for colour in [
            &mut dim.line,
            &mut dim.outline,
            &mut dim.track,
            &mut dim.text,
            &mut dim.soft,
            &mut dim.faint,
            &mut dim.action,
            &mut dim.settle,
            &mut dim.back,
            &mut dim.recheck,
            &mut dim.rest,
            &mut dim.caution,
            &mut dim.danger,
        ] {
            *colour = mix(*colour, self.background, share);
        }
        dim
    }

    /// Puts the look on. Cheap to call in every frame: it does nothing where the look is on already.
    pub fn apply(self, ctx: &Context) {
        let id = Id::unique("holdwell theme");
        if ctx.data(|data| data.get_temp::<Self>(id)) == Some(self) {
            return;
        }
        let first = ctx.data_mut(|data| {
            let first = data.get_temp::<Self>(id).is_none();
            data.insert_temp(id, self);
            first
        });
        if first {
            ctx.set_fonts(font::definitions());
        }
        style::set(ctx, &self);
    }

    /// Returns the background of the whole window, for the app's `clear_color`.
    ///
    /// Panels have no fill of their own. Without a graphics card a full-window fill takes as long as all the rest of a
    /// frame, and clearing is free.
    pub fn clear_color(&self) -> [f32; 4] {
        self.background.to_normalized_gamma_f32()
    }

    /// Returns the look that is on.
    pub fn of(ui: &Ui) -> Self {
        Self::on(ui.ctx())
    }

    /// Returns the look that is on.
    pub fn on(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::unique("holdwell theme"))).unwrap_or(DARK)
    }

    /// Calls `add` with this look on in the place of the window's, for a part of the window that has its own.
    pub fn within<T>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> T) -> T {
        let id = Id::unique("holdwell theme");
        let before = Self::of(ui);
        ui.data_mut(|data| data.insert_temp(id, self));
        let added = add(ui);
        ui.data_mut(|data| data.insert_temp(id, before));
        added
    }

    /// Returns the tint of a phase; its word says the same.
    pub const fn tint(&self, phase: Phase) -> Color32 {
        match phase {
            Phase::Settle => self.settle,
            Phase::Work => self.action,
            Phase::Return => self.back,
            Phase::Rate | Phase::Recheck => self.recheck,
            Phase::Rest => self.rest,
        }
    }

    /// Returns the tint of a technique, as the line on top of a routine's card.
    pub const fn technique(&self, technique: Technique) -> Color32 {
        match technique {
            Technique::Smrt => self.action,
            Technique::Myofascial | Technique::SoftTissueRelease => self.settle,
            Technique::Counterstrain => self.recheck,
            Technique::SelfCare => self.back,
            Technique::Craniosacral | Technique::Somatoemotional | Technique::Lymph => self.rest,
        }
    }

    /// Returns a tint at rest: the track of a ring, a block of the strip that is done.
    pub fn dim(&self, tint: Color32) -> Color32 {
        mix(tint, self.background, self.choose(0.16, 0.24, 0.35))
    }

    /// Returns a tint half awake: the rest of the current block, the lap that is full.
    pub fn half(&self, tint: Color32) -> Color32 {
        mix(tint, self.background, self.choose(0.28, 0.4, 0.55))
    }

    /// Returns a breath of the tint on the background, as the room face has it. Its white is left out, or dark would
    /// turn grey.
    pub fn glow(&self, tint: Color32) -> Color32 {
        let [r, g, b, _] = tint.to_array();
        let white = f32::from(r.min(g).min(b)) * 0.77;
        let pure = |part: u8| (f32::from(part) - white) as u8;
        let light = Color32::from_rgb(pure(r), pure(g), pure(b));
        let [r, g, b, _] = mix(light, BLACK, self.choose(0.14, 0.0, 0.0)).to_array();
        let [under_r, under_g, under_b, _] = self.background.to_array();
        Color32::from_rgb(under_r.saturating_add(r), under_g.saturating_add(g), under_b.saturating_add(b))
    }

    /// Returns the ground of a hush or an error.
    pub fn danger_ground(&self) -> Color32 {
        mix(self.danger, self.background, self.choose(0.1, 0.1, 0.0))
    }

    /// Returns the colour of a figure's body.
    pub fn body(&self) -> Color32 {
        match self.look {
            Look::Dark => mix(self.line, self.raised, 0.5),
            Look::Light => self.track,
            Look::HighContrast => BLACK,
        }
    }

    /// Returns the ground of a small figure.
    pub const fn ground(&self) -> Color32 {
        self.surface
    }

    /// Returns the line between two regions of a figure.
    pub fn body_line(&self) -> Color32 {
        match self.look {
            Look::Dark | Look::Light => mix(self.faint, self.body(), 0.55),
            Look::HighContrast => self.track,
        }
    }

    /// Returns the edge of a figure.
    pub fn body_edge(&self) -> Color32 {
        match self.look {
            Look::HighContrast => self.line,
            Look::Dark | Look::Light => mix(self.faint, self.body(), 0.8),
        }
    }

    /// Returns the height of every control at this size of text, in points: buttons, fields and choices stand in rows
    /// beside each other, and nothing else may make such a row higher.
    pub fn touch(&self) -> f32 {
        TOUCH.max((LINE * self.text_size).round() + 2.0 * GRID)
    }

    fn choose(&self, dark: f32, light: f32, high_contrast: f32) -> f32 {
        match self.look {
            Look::Dark => dark,
            Look::Light => light,
            Look::HighContrast => high_contrast,
        }
    }

    /// Returns the edge of what is raised, where its fill alone would not show.
    pub fn edge(&self) -> Stroke {
        match self.look {
            Look::Dark => Stroke::NONE,
            Look::Light | Look::HighContrast => Stroke::new(1.0, self.line),
        }
    }

    /// Returns the edge of what can be written in, ticked or chosen: it stands out at least 3 to 1, or nobody sees that
    /// it is there.
    pub fn control(&self) -> Stroke {
        Stroke::new(1.0, self.outline)
    }

    /// Returns the words of an empty field. Where all is white they lean, so that nobody takes them for typed text.
    pub fn hint(&self, words: &str) -> RichText {
        let hint = RichText::new(words).color(self.faint);
        if self.look == Look::HighContrast { hint.italics() } else { hint }
    }

    /// Returns the edge of what is hovered or has the keyboard: both look the same.
    pub fn focus(&self) -> Stroke {
        Stroke::new(2.0, self.action)
    }
}

/// Returns the margin of a page of this width, in points.
pub const fn margin(width: f32) -> f32 {
    if width < 1000.0 { 24.0 } else { 48.0 }
}

/// Mixes a share of one colour over another.
pub fn mix(over: Color32, under: Color32, share: f32) -> Color32 {
    under.lerp_to_gamma(over, share)
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const DARK: Theme = Theme {
    look: Look::Dark,
    text_size: 1.0,
    background: hex(0x10_1314),
    surface: hex(0x17_1B1D),
    raised: hex(0x20_262A),
    line: hex(0x33_3B40),
    outline: hex(0x6B_7579),
    track: hex(0x20_262A),
    text: hex(0xED_E8DF),
    soft: hex(0xB1_B7B5),
    faint: hex(0x7F_8886),
    action: hex(0x8F_C7B5),
    on_action: hex(0x10_1314),
    settle: hex(0x8A_AFD0),
    back: hex(0xDD_AF78),
    recheck: hex(0xBE_A4D8),
    rest: hex(0xA3_B796),
    caution: hex(0xE0_B46A),
    caution_ground: hex(0x2A_2318),
    danger: hex(0xE3_9A92),
    night: hex(0x06_0808),
    night_mark: hex(0x3A_4346),
};

const LIGHT: Theme = Theme {
    look: Look::Light,
    background: hex(0xF5_F1E9),
    surface: hex(0xFF_FDF8),
    raised: hex(0xFF_FFFF),
    line: hex(0xD8_D0C2),
    outline: hex(0x8A_8374),
    track: hex(0xE6_E0D4),
    text: hex(0x22_292B),
    soft: hex(0x4E_5A5E),
    faint: hex(0x5F_686B),
    action: hex(0x2A_6F60),
    on_action: hex(0xFF_FFFF),
    settle: hex(0x2F_6496),
    back: hex(0x8A_5A16),
    recheck: hex(0x6B_4A94),
    rest: hex(0x4B_6640),
    caution: hex(0x80_560F),
    caution_ground: hex(0xF6_E9CF),
    danger: hex(0xA2_3B32),
    ..DARK
};

const BLACK: Color32 = hex(0);
const WHITE: Color32 = hex(0xFF_FFFF);
const YELLOW: Color32 = hex(0xFF_E14D);

const HIGH_CONTRAST: Theme = Theme {
    look: Look::HighContrast,
    text_size: 1.0,
    background: BLACK,
    surface: BLACK,
    raised: BLACK,
    line: WHITE,
    outline: WHITE,
    track: hex(0x59_5959),
    text: WHITE,
    soft: WHITE,
    faint: WHITE,
    action: YELLOW,
    on_action: BLACK,
    settle: YELLOW,
    back: YELLOW,
    recheck: YELLOW,
    rest: YELLOW,
    caution: YELLOW,
    caution_ground: BLACK,
    danger: YELLOW,
    night: BLACK,
    night_mark: WHITE,
};
