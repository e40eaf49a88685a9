//! The words of a step: its title, and how it is set up.

use holdwell_model::{Audience, HoldName, Position, Posture, Side, What};

/// Returns the name of a position for the person who runs the routine.
pub(super) fn name(position: &Position, audience: Audience) -> &str {
    match (audience, &position.plain_name) {
        (Audience::Home, Some(plain)) => plain,
        _ => &position.name,
    }
}

/// Makes the name of a hold on this position, as a therapist reads it. A position without sides is on the midline.
pub fn hold_name(position: &Position, side: Side) -> HoldName {
    let mut setup = String::new();
    describe(&mut setup, position, Audience::Therapist);
    HoldName {
        title: position.name.clone(),
        setup,
        cautions: position.cautions.clone(),
        position: Some(position.id.clone()),
        region: Some(position.region),
        side: if position.sided { side } else { Side::Midline },
    }
}

/// Returns the title that stands large on the screen.
pub(super) fn title(what: &What, positions: &[&Position], audience: Audience) -> String {
    if let What::Named { name, .. } = what {
        return name.clone();
    }
    let mut title = String::new();
    for (index, position) in positions.iter().enumerate() {
        match index {
            0 => {}
            last if last + 1 == positions.len() => title.push_str(" and "),
            _ => title.push_str(", "),
        }
        title.push_str(name(position, audience));
    }
    title
}

/// Returns the set-up as sentences; with several contacts each begins with its name.
pub(super) fn setup(what: &What, positions: &[&Position], audience: Audience) -> String {
    if let What::Named { setup, .. } = what {
        return setup.clone().unwrap_or_default();
    }
    let mut text = String::with_capacity(160);
    for position in positions {
        if positions.len() > 1 {
            sentence(&mut text, std::iter::once(name(position, audience)));
        }
        describe(&mut text, position, audience);
    }
    text
}

/// Adds what is said aloud at home, if anything; else the posture and the position of ease.
fn describe(text: &mut String, position: &Position, audience: Audience) {
    if let (Audience::Home, Some(say)) = (audience, &position.say) {
        sentence(text, std::iter::once(say.as_str()));
    } else {
        let ease: Vec<String> = position.ease_words().collect();
        sentence(text, position.posture.map(Posture::word).into_iter());
        sentence(text, ease.iter().map(String::as_str));
    }
}

/// Adds the parts as one sentence, divided by semicolons.
fn sentence<'a>(text: &mut String, mut parts: impl Iterator<Item = &'a str>) {
    let Some(first) = parts.next() else { return };
    if !text.is_empty() {
        text.push(' ');
    }
    let mut letters = first.chars();
    text.extend(letters.next().map(char::to_uppercase).into_iter().flatten());
    text.push_str(letters.as_str());
    for part in parts {
        text.push_str("; ");
        text.push_str(part);
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
}
