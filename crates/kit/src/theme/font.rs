//! The type scale, and the fonts behind it.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, RichText};

use super::Theme;

/// A role of text. Sizes are those of the drawings and grow with the user's text size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// 11: a key on a cap.
    Key,
    /// 13: the rail, chips, what is faint.
    Small,
    /// 16: nearly everything.
    Body,
    /// 16 semibold: a figure within a line, the title of a small card.
    Strong,
    /// 20: set-up words, the one action of a screen.
    Lead,
    /// 20 semibold: the title of a card or a section.
    Section,
    /// 30 semibold: the title of a screen.
    Title,
    /// 36 semibold: the one sentence of a start screen.
    Hero,
    /// 22: the phase's word.
    Phase,
    /// 26 light: the side, on the desk face.
    Side,
    /// 52 semibold: the position, on the desk face.
    Position,
    /// 104 light: the time in the ring.
    Numerals,
    /// 76 semibold: the position, on the room face.
    RoomPosition,
    /// 40 light: the side, on the room face.
    RoomSide,
    /// 30: what comes next, on the room face.
    RoomNext,
    /// 32: the phase's word, on the room face.
    RoomPhase,
}

impl Font {
    /// Returns the size as drawn, in points.
    pub const fn size(self) -> f32 {
        match self {
            Self::Key => 11.0,
            Self::Small => 13.0,
            Self::Body | Self::Strong => 16.0,
            Self::Lead | Self::Section => 20.0,
            Self::Phase => 22.0,
            Self::Side => 26.0,
            Self::Title | Self::RoomNext => 30.0,
            Self::RoomPhase => 32.0,
            Self::Hero => 36.0,
            Self::RoomSide => 40.0,
            Self::Position => 52.0,
            Self::RoomPosition => 76.0,
            Self::Numerals => 104.0,
        }
    }

    /// Returns the weight as drawn.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Side | Self::RoomSide | Self::Numerals => FontFamily::Name("light".into()),
            Self::Strong | Self::Section | Self::Title | Self::Hero | Self::Position | Self::RoomPosition => {
                FontFamily::Name("semibold".into())
            }
            _ => FontFamily::Proportional,
        }
    }
}

impl Theme {
    /// Returns the font of a role at the user's text size.
    pub fn font(&self, font: Font) -> FontId {
        self.sized(font, font.size())
    }

    /// Returns the font of a role at a size of its own, which still grows with the user's text size.
    pub fn sized(&self, font: Font, size: f32) -> FontId {
        FontId::new((size * self.text_size).round(), font.family())
    }

    /// Returns a text of this role in the text colour, for a label.
    pub fn rich(&self, font: Font, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(font)).color(self.text)
    }
}

/// Returns Nunito Sans in three weights and the icons before egui's own fonts, which stay as the last resort.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [
        ("nunito", include_bytes!("../../../../assets/fonts/NunitoSans-Regular.ttf").as_slice()),
        ("nunito-light", include_bytes!("../../../../assets/fonts/NunitoSans-Light.ttf").as_slice()),
        ("nunito-semibold", include_bytes!("../../../../assets/fonts/NunitoSans-SemiBold.ttf").as_slice()),
        ("phosphor", include_bytes!("../../../../assets/fonts/Phosphor.ttf").as_slice()),
    ] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(bytes)));
    }
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, first) in [
        (FontFamily::Proportional, "nunito"),
        (FontFamily::Name("light".into()), "nunito-light"),
        (FontFamily::Name("semibold".into()), "nunito-semibold"),
    ] {
        let chain = [first, "phosphor"].map(str::to_owned).into_iter().chain(rest.clone()).collect();
        fonts.families.insert(family, chain);
    }
    fonts
}
