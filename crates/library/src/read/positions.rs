//! A library file: its positions.

use std::collections::BTreeSet;

use super::fields::Fields;
use super::{sources, timing, values};
use crate::Library;
use crate::problem::Fault;
use holdwell_model::{Confidence, Position, Region, Technique, Usual};

pub(super) fn read(root: &mut Fields<'_>, library: &Library) -> Vec<Position> {
    let mut ids = BTreeSet::new();
    root.need("position", "[[position]]").sub_tables("position", |fields| {
        let position = position(fields, library);
        if !position.id.is_empty() && !ids.insert(position.id.clone()) {
            fields.problem_with("id", Fault::SamePosition(position.id.clone()));
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
        techniques: fields.need("techniques", "techniques = [\"smrt\"]").list("techniques", values::word),
        region: fields
            .need("region", "region = \"low-back\"")
            .read("region", values::word)
            .unwrap_or(Region::WholeBody),
        sided: fields.read("sided", values::flag).unwrap_or_default(),
        posture: fields.read("posture", values::word),
        ease: fields.list("ease", values::text),
        usual: fields.sub_tables("usual", usual).into_iter().flatten().collect(),
        home: fields.read("home", values::flag).unwrap_or_default(),
        say: fields.read("say", values::text),
        needs: fields.list("needs", values::text),
        cautions: fields.list("cautions", values::text),
        remarks: fields.list("remarks", values::text),
        confidence: confidence(fields),
        sources: sources::named(fields, library),
    };
    check_techniques(fields, &position);
    position
}

/// Reads the grade of the sources; an entry without one is the writer's own.
pub(super) fn confidence(fields: &mut Fields<'_>) -> Confidence {
    fields.read("confidence", values::word).unwrap_or(Confidence::Own)
}

fn usual(fields: &mut Fields<'_>) -> Option<Usual> {
    let technique = fields.need("technique", "technique = \"smrt\"").read::<Technique>("technique", values::word);
    let range = fields.read("range", values::range);
    let return_ = fields.read("return", values::setting_without_wait);
    let confidence = fields.read("confidence", values::word);
    let timing = timing::read(fields);
    if let (Some(timing), Some(range)) = (timing, range)
        && let Err(outside) = timing.within(range)
    {
        fields.problem_with(outside.field().key(), outside.into());
    }
    Some(Usual { technique: technique?, timing: timing?, range, return_, confidence })
}

fn check_techniques(fields: &Fields<'_>, position: &Position) {
    if fields.listed("techniques") == Some(0) {
        fields.problem_with("techniques", Fault::NoTechniques);
    }
    let all_read = fields.listed("usual") == Some(position.usual.len())
        && fields.listed("techniques") == Some(position.techniques.len());
    for (index, usual) in position.usual.iter().enumerate().filter(|_| all_read) {
        if !position.techniques.contains(&usual.technique) {
            fields.problem_with_item("usual", index, Fault::NotAmongTechniques(usual.technique));
        }
    }
}
