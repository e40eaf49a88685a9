//! The text of an entry: movements, times, cautions and sources.

use egui::{Label, Ui};

use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, line, section, surface, wrapped};
use holdwell_app::text;
use holdwell_library::movement::code;
use holdwell_library::{Library, Origin, Precaution, Weight};
use holdwell_model::{Confidence, Position, Posture, Setting, Usual, range_words};

/// Shows the line below the name: the plain name, the place, the origin.
pub(super) fn about(ui: &mut Ui, position: &Position, library: &Library) {
    let theme = Theme::of(ui);
    let origin = match library.origin(&position.id) {
        Origin::BuiltIn => "",
        Origin::Clinic => "from your own folder",
        Origin::InPlace => "from your own folder, in place of the built-in one",
        Origin::Own => "your own",
    };
    let said = [position.name.as_str(), position.region.name()];
    let plain = position.plain_name.as_deref().filter(|plain| !said.contains(plain)).unwrap_or_default();
    let also = position.also.join(", ");
    let posture = position.posture.map_or("", Posture::word);
    let home = if position.home { "for home as well" } else { "" };
    let parts = [plain, &also, position.region.name(), posture, home, origin];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    wrapped(ui, Font::Body, theme.soft, parts.join("  ·  "));
}

/// Shows all parts of an entry.
pub(super) fn show(ui: &mut Ui, position: &Position, library: &Library) {
    let before = before(position, library);
    signs(ui, &before, Weight::Emergency, "Help today");
    signs(ui, &before, Weight::RedFlag, "Stop, and send to a doctor");
    for caution in &position.cautions {
        Banner::caution(&text::sentence(caution)).show(ui);
    }
    match position.confidence {
        Confidence::Sourced => {}
        Confidence::Own => {
            Banner::info("Not from a named source: general knowledge of the trade").show(ui);
        }
        Confidence::Low => {
            Banner::caution("Weakly supported: try it with care, and trust your hands first").show(ui);
        }
    }
    if !position.ease.is_empty() {
        section(ui, "How");
        surface(ui, 20, |ui| {
            numbered(ui, position.ease_words());
            if let Some(code) = code(position) {
                let theme = Theme::of(ui);
                line(ui, Font::Body, theme.soft, format!("In short: {code}"));
            }
        });
    }
    section(ui, "Usual times");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().interact_size.y = 0.0;
        for usual in &position.usual {
            ui.horizontal_wrapped(|ui| {
                line(ui, Font::Body, theme.soft, usual.technique.name());
                line(ui, Font::Strong, theme.text, usual.timing.summary());
                line(ui, Font::Body, theme.soft, around(usual));
                if usual.confidence == Some(Confidence::Own) {
                    line(ui, Font::Body, theme.soft, "our own inference, not from a source");
                }
            });
        }
        if position.usual.is_empty() {
            line(ui, Font::Body, theme.soft, "As is usual in its technique");
        }
    });
    if let Some(say) = &position.say {
        part(ui, "Said aloud", std::iter::once(say.as_str()));
    }
    if !position.needs.is_empty() {
        part(ui, "At hand", position.needs.iter().map(String::as_str));
    }
    for remark in &position.remarks {
        Banner::info(remark).show(ui);
    }
    heeded(ui, &before);
    sources(ui, position, library);
}

/// Returns the precautions for these techniques at this region, each once.
fn before<'a>(position: &Position, library: &'a Library) -> Vec<&'a Precaution> {
    let mut told: Vec<&Precaution> = Vec::new();
    for technique in &position.techniques {
        for precaution in library.cautions(*technique, position.region) {
            if !told.contains(&precaution) {
                told.push(precaution);
            }
        }
    }
    told
}

/// Shows the signs of one weight in a line, which stand before the instructions.
fn signs(ui: &mut Ui, before: &[&Precaution], weight: Weight, call: &str) {
    let flags = before.iter().filter(|precaution| precaution.weight == weight);
    let flags: Vec<String> = flags.map(|precaution| within(&precaution.text)).collect();
    if !flags.is_empty() {
        let words = format!("{call}: {}", flags.join("; "));
        Banner::caution(&words).show(ui);
    }
}

/// Returns a sentence as a part of another one.
fn within(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Shows the other precautions, the gravest first.
fn heeded(ui: &mut Ui, before: &[&Precaution]) {
    let told: Vec<&&Precaution> = before.iter().filter(|precaution| precaution.weight > Weight::RedFlag).collect();
    if told.is_empty() {
        return;
    }
    section(ui, "Before hands are laid on");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        for weight in Weight::ALL.iter().copied() {
            let mut of_weight = told.iter().filter(|precaution| precaution.weight == weight).peekable();
            if of_weight.peek().is_none() {
                continue;
            }
            let colour = if weight <= Weight::Contraindication { theme.caution } else { theme.soft };
            line(ui, Font::Strong, colour, weight.words());
            for precaution in of_weight {
                let words = text::sentence(&precaution.text);
                wrapped(ui, Font::Body, theme.soft, words);
            }
            ui.add_space(GRID);
        }
    });
}

/// Returns "20 to 45 s are taught; return in 10 s".
fn around(usual: &Usual) -> String {
    let range = usual.range.map(|(low, high)| format!("{} are taught", range_words(low, high)));
    let back = match usual.return_ {
        Some(Setting::Timed(length)) => Some(format!("return in {}", text::exact(length))),
        _ => None,
    };
    [range, back].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn numbered(ui: &mut Ui, phrases: impl Iterator<Item = String>) {
    let theme = Theme::of(ui);
    for (place, phrase) in phrases.enumerate() {
        ui.horizontal_top(|ui| {
            let number = ui.add(Label::new(theme.rich(Font::Strong, (place + 1).to_string()).color(theme.action)));
            ui.add_space((24.0 * theme.text_size - number.rect.width()).max(0.0));
            wrapped(ui, Font::Body, theme.text, text::sentence(&phrase));
        });
    }
}

fn part<'a>(ui: &mut Ui, name: &str, lines: impl Iterator<Item = &'a str>) {
    let theme = Theme::of(ui);
    section(ui, name);
    surface(ui, 20, |ui| {
        for words in lines {
            wrapped(ui, Font::Body, theme.text, text::sentence(words));
        }
    });
}

fn sources(ui: &mut Ui, position: &Position, library: &Library) {
    let known: Vec<_> = position.sources.iter().filter_map(|key| library.source(key)).collect();
    if known.is_empty() {
        return;
    }
    section(ui, "Where it is taught");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        for source in known {
            let words = format!("{}. {}", source.what, source.address);
            wrapped(ui, Font::Small, theme.soft, words);
        }
    });
}
