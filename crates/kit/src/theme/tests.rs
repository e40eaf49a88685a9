//! The rules that the tokens must hold.

use crate::theme::Theme;
use egui::{Color32, FontId};

use super::*;
use crate::{icons, testing};

fn luminance(colour: Color32) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
}

fn contrast(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_colour_can_be_read() {
    for (look, least) in [(Look::Dark, 4.5), (Look::Light, 4.5), (Look::HighContrast, 7.0)] {
        let theme = Theme::new(look);
        let check = |what: &str, text: Color32, ground: Color32| {
            let ratio = contrast(text, ground);
            assert!(ratio >= least, "{look:?}: {what} {text:?} on {ground:?} is {ratio:.2}");
        };
        let strong = [theme.text, theme.soft, theme.caution, theme.danger, theme.action];
        let tints = [theme.faint, theme.settle, theme.back, theme.recheck, theme.rest];
        for text in strong.into_iter().chain(tints) {
            check("text", text, theme.background);
            check("text", text, theme.surface);
        }
        for text in strong {
            check("on raised", text, theme.raised);
        }
        check("caution", theme.caution, theme.caution_ground);
        check("error", theme.danger, theme.danger_ground());
        check("primary", theme.on_action, theme.action);
    }
}

#[test]
fn fonts_hold_every_icon_and_digits_of_one_width() {
    let harness = testing::harness([200.0, 100.0], |ui| {
        ui.label("Ready");
    });
    let theme = Theme::on(&harness.ctx);
    harness.ctx.fonts_mut(|fonts| {
        for icon in icons::ALL {
            assert!(
                fonts.has_glyphs(&theme.font(Font::Body), icon.0),
                "{icon:?} is not in the font: run assets/fonts/subset"
            );
        }
        let font = theme.font(Font::Numerals);
        let mut width = |text: &str| fonts.layout_no_wrap(text.into(), font.clone(), theme.text).size().x;
        let expected = width("0:00");
        for second in 0..600 {
            let text = format!("{}:{:02}", second / 60, second % 60);
            assert!((width(&text) - expected).abs() < 0.01, "{text} trembles");
        }
    });
}

#[test]
fn text_grows_with_the_user() {
    let theme = Theme::new(Look::Light).with_text_size(1.5);
    assert_eq!(theme.font(Font::Body), FontId::proportional(24.0));
    assert_eq!(theme.with_text_size(9.0), theme.with_text_size(2.0));
    assert_eq!(theme.dimmed(1.0), theme);
}
