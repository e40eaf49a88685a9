//! Writes a routine as the text that is read again: only what differs from what goes without saying.

use holdwell_model::{
    Audience, Background, Group, GroupOrder, Phase, Routine, Side, Step, StepContact, Technique, What,
};

/// Returns the text of a routine's file. [`read_routine`](super::read_routine) makes the same routine of it, if it breaks no
/// rule and its texts are clean.
pub fn write_routine(routine: &Routine) -> String {
    let mut lines = vec!["format = \"holdwell-routine\"".to_owned(), "version = 1".to_owned()];
    head(routine, &mut lines);
    if let Some(Background { says, sources }) = &routine.background {
        let sources: Vec<String> = sources.iter().map(|source| text(source)).collect();
        lines.extend([String::new(), "[background]".to_owned(), format!("says = {}", text(says))]);
        lines.push(format!("sources = [{}]", sources.join(", ")));
    }
    for group in &routine.groups {
        lines.extend([String::new(), "[[group]]".to_owned()]);
        lines.extend(group_lines(group));
    }
    for step in &routine.steps {
        lines.extend([String::new(), "[[step]]".to_owned()]);
        step_lines(step, &mut lines);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn head(routine: &Routine, lines: &mut Vec<String>) {
    lines.extend([String::new(), "[routine]".to_owned()]);
    lines.push(format!("id = {}", text(&routine.id)));
    lines.push(format!("name = {}", text(&routine.name)));
    let usual = match routine.audience {
        Audience::Therapist => Technique::Smrt,
        Audience::Home => Technique::SelfCare,
    };
    if routine.technique != usual {
        lines.push(format!("technique = \"{}\"", routine.technique.key()));
    }
    if routine.audience == Audience::Home {
        lines.push("audience = \"home\"".to_owned());
    }
    if routine.free {
        lines.push("free = true".to_owned());
    }
}

fn group_lines(group: &Group) -> impl Iterator<Item = String> {
    let order = (group.order == GroupOrder::WorstFirst).then(|| "order = \"worst-first\"".to_owned());
    let scan = group.scan.then(|| "scan = true".to_owned());
    [Some(format!("id = {}", text(&group.id))), order, scan].into_iter().flatten()
}

fn step_lines(step: &Step, lines: &mut Vec<String>) {
    let Step { group, what, technique: own, timing, side, optional, remarks, .. } = step;
    lines.extend(group.iter().map(|group| format!("group = {}", text(group))));
    match what {
        What::Position(id) => lines.push(format!("position = {}", text(id))),
        What::Contacts(several) => {
            let contacts: Vec<String> = several.iter().map(contact).collect();
            lines.push(format!("contacts = [{}]", contacts.join(", ")));
        }
        What::Named { name, setup } => {
            lines.push(format!("name = {}", text(name)));
            lines.extend(setup.iter().map(|setup| format!("setup = {}", text(setup))));
        }
    }
    lines.extend(own.iter().map(|own| format!("technique = \"{}\"", own.key())));
    lines.extend(timing.iter().map(|timing| format!("timing = {}", timing.toml())));
    lines.extend(side.iter().map(|side| format!("side = \"{}\"", side.key())));
    for phase in Phase::AROUND {
        let said = step.phase(phase).map(|said| format!("{} = \"{said}\"", phase.key()));
        lines.extend(said);
    }
    if *optional {
        lines.push("optional = true".to_owned());
    }
    lines.extend(remarks.iter().map(|remarks| format!("remarks = {}", text(remarks))));
}

fn contact(contact: &StepContact) -> String {
    let side = contact.side.map(Side::key).map_or_else(String::new, |side| format!(", side = \"{side}\""));
    format!("{{ position = {}{side} }}", text(&contact.position))
}

/// Returns a text in quotes, as TOML wants it.
fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => quoted.extend(["\\u", &format!("{:04X}", u32::from(letter))]),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, read_routine};

    #[test]
    fn every_routine_that_comes_with_the_program_reads_back_the_same() {
        let library = Library::builtin();
        for routine in library.routines() {
            let text = write_routine(routine);
            assert_eq!(read_routine("w.toml", text.as_bytes(), &library).as_ref(), Ok(routine), "{text}");
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        let library = Library::builtin();
        let text = "format = \"holdwell-routine\"\nversion = 1\n\n[routine]\nid = \"own-1\"\nname = \"A \\\"b\\\" \\\\ c\"\n\n\
                    [[step]]\nposition = \"psoas\"\n";
        let routine = read_routine("w.toml", text.as_bytes(), &library).unwrap();
        assert_eq!(write_routine(&routine), text);
    }
}
