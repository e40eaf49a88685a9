//! A library file: its positions.

use std::collections::BTreeSet;

use super::fields::Fields;
use super::{timing, values};
use crate::library::Library;
use crate::library::words::{bare, nearest};
use crate::model::{Confidence, Position, Posture, Region, Technique, Usual};

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<Position> {
    let mut ids = BTreeSet::new();
    root.need("position", "[[position]]").sub_tables("position", |fields| {
        let position = position(fields, library);
        if !position.id.is_empty() && !ids.insert(position.id.clone()) {
            fields.problem_with("id", &format!("id {} stands twice; give each position its own", bare(&position.id)));
        }
        position
    })
}

fn position(fields: &mut Fields<'_>, library: &Library) -> Position {
    let position = Position {
        id: fields.need("id", "id = \"psoas\"").read("id", values::text).unwrap_or_default(),
        name: fields.need("name", "name = \"Psoas major\"").read("name", values::text).unwrap_or_default(),
        plain_name: fields.read("plain_name", values::text),
        also: fields.list("also", values::text),
        techniques: fields
            .need("techniques", "techniques = [\"smrt\"]")
            .list("techniques", values::word(&Technique::ALL)),
        region: fields.need("region", "region = \"low-back\"").read("region", region).unwrap_or(Region::WholeBody),
        sided: fields.read("sided", values::flag).unwrap_or_default(),
        posture: fields.read("posture", values::word(&Posture::ALL.map(|(key, posture, _)| (key, posture)))),
        ease: fields.list("ease", values::text),
        usual: fields.sub_tables("usual", usual).into_iter().flatten().collect(),
        home: fields.read("home", values::flag).unwrap_or_default(),
        say: fields.read("say", values::text),
        needs: fields.list("needs", values::text),
        cautions: fields.list("cautions", values::text),
        confidence: fields.read("confidence", values::word(&Confidence::ALL)).unwrap_or(Confidence::Own),
        sources: fields.list("sources", values::text),
    };
    check_sources(fields, &position, library);
    check_techniques(fields, &position);
    position
}

fn region(value: &toml::de::DeValue<'_>) -> Result<Region, String> {
    values::word(&Region::ALL.map(|(key, region, _)| (key, region)))(value)
}

fn usual(fields: &mut Fields<'_>) -> Option<Usual> {
    let technique = fields.need("technique", "technique = \"smrt\"").read("technique", values::word(&Technique::ALL));
    let range = fields.read("range", values::range);
    let return_ = fields.read("return", values::setting_without_wait);
    let timing = timing::read(fields);
    Some(Usual { technique: technique?, timing: timing?, range, return_ })
}

fn check_sources(fields: &Fields<'_>, position: &Position, library: &Library) {
    let all_read = fields.listed("sources") == Some(position.sources.len());
    for (index, key) in position.sources.iter().enumerate().filter(|_| all_read) {
        if library.source(key).is_none() {
            let known = library.sources().map(|source| source.key.as_str());
            let right = nearest(key, known)
                .map_or_else(|| "name one of its keys".to_owned(), |right| format!("did you mean {right}?"));
            let message = format!("source {} is not in the list of sources; {right}", bare(key));
            fields.problem_with_item("sources", index, &message);
        }
    }
}

fn check_techniques(fields: &Fields<'_>, position: &Position) {
    if fields.listed("techniques") == Some(0) {
        fields.problem_with("techniques", "techniques is empty; write techniques = [\"smrt\"]");
    }
    let all_read = fields.listed("usual") == Some(position.usual.len())
        && fields.listed("techniques") == Some(position.techniques.len());
    for (index, usual) in position.usual.iter().enumerate().filter(|_| all_read) {
        if !position.techniques.contains(&usual.technique) {
            let name = usual.technique.name();
            let message = format!("{name} is timed here but not among the techniques; add it to techniques");
            fields.problem_with_item("usual", index, &message);
        }
    }
}
