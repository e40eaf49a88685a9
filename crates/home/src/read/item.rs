//! Reads one item of a home plan.

use super::json::{Node, Object};
use super::lines;
use crate::problem::Fault;
use crate::words::{POSTURES, REGIONS, SIDE_ORDERS, SIDES, TECHNIQUES, TIMINGS};
use crate::{Figure, HomeItem};
use holdwell_model::{
    COUNTS, LONGEST, Millis, Phases, PlanContact, PlanStep, RepWork, SHORTEST, Setting, Timing, TimingKind,
};

/// The most contacts of one item.
const MOST_CONTACTS: usize = 20;

/// Reads an item; its number is its place, from 1.
pub(super) fn read(node: Node<'_, '_>, number: u32) -> Option<HomeItem> {
    let mut fields = node.object()?;
    let title = fields.need("title").and_then(|title| title.text());
    let setup = fields.take("how").and_then(|how| how.text()).unwrap_or_default();
    let (have_ready, cautions) = (lines(fields.take("have_ready")), lines(fields.take("cautions")));
    let remarks = fields.take("remark").and_then(|remark| remark.text());
    let technique = fields.need("technique").and_then(|technique| technique.word(TECHNIQUES));
    let sides = fields.need("sides").and_then(|sides| sides.word(SIDE_ORDERS));
    let contacts = fields.need("contacts").map(|list| contacts(&list)).unwrap_or_default();
    let timing = fields.need("timing").and_then(timing);
    let phases = phases(&mut fields);
    let mut flag = |key| fields.take(key).and_then(|flag| flag.flag()).unwrap_or_default();
    let (optional, matters_most) = (flag("optional"), flag("matters_most"));
    let figure = fields.take("figure").and_then(figure);
    fields.finish();
    let step = PlanStep {
        number,
        title: title?,
        setup,
        cautions,
        technique: technique?,
        contacts,
        timing: timing?,
        sides: sides?,
        phases,
        optional,
        group: None,
        remarks,
    };
    Some(HomeItem { step, have_ready, matters_most, figure })
}

fn contacts(list: &Node<'_, '_>) -> Vec<PlanContact> {
    let nodes = list.list(MOST_CONTACTS);
    if nodes.is_empty() {
        list.problem(Fault::NothingThere);
    }
    nodes.into_iter().filter_map(contact).collect()
}

fn contact(node: Node<'_, '_>) -> Option<PlanContact> {
    let mut fields = node.object()?;
    let name = fields.need("name").and_then(|name| name.text());
    let position = fields.take("position").and_then(|position| position.text());
    let side = fields.take("side").and_then(|side| side.word(SIDES));
    let region = fields.take("region").and_then(|region| region.word(REGIONS));
    fields.finish();
    Some(PlanContact { position, name: name?, side, region })
}

fn figure(node: Node<'_, '_>) -> Option<Figure> {
    let mut fields = node.object()?;
    let posture = fields.take("posture").and_then(|posture| posture.word(POSTURES));
    let region = fields.need("region").and_then(|region| region.word(REGIONS));
    let ease = lines(fields.take("ease"));
    fields.finish();
    Some(Figure { posture, region: region?, ease })
}

/// Reads the phases around the work. None of them waits: nobody on the floor can reach a key.
fn phases(fields: &mut Object<'_, '_>) -> Phases {
    let mut phase = |key| fields.take(key).and_then(|node| length(&node)).map_or(Setting::Off, Setting::Timed);
    Phases {
        rate: phase("rate_ms"),
        settle: phase("settle_ms"),
        return_: phase("return_ms"),
        recheck: phase("recheck_ms"),
        rest: phase("rest_ms"),
    }
}

fn length(node: &Node<'_, '_>) -> Option<Millis> {
    node.number((SHORTEST.0, LONGEST.0)).map(Millis)
}

fn timing(node: Node<'_, '_>) -> Option<Timing> {
    let mut fields = node.object()?;
    // Without its kind nobody knows which figures belong to it.
    let kind = fields.need("kind").and_then(|kind| kind.word(TIMINGS))?;
    let timing = of_kind(kind, &mut fields);
    for violation in timing.iter().flat_map(Timing::violations) {
        fields.problem(Fault::Timing(violation));
    }
    fields.finish();
    timing
}

fn of_kind(kind: TimingKind, fields: &mut Object<'_, '_>) -> Option<Timing> {
    let needed = |fields: &mut Object<'_, '_>, key| fields.need(key).and_then(|node| length(&node));
    let given = |fields: &mut Object<'_, '_>, key| fields.take(key).and_then(|node| length(&node));
    Some(match kind {
        TimingKind::Fixed => Timing::Fixed { hold: needed(fields, "hold_ms")? },
        TimingKind::Open => Timing::Open {
            minimum: given(fields, "minimum_ms"),
            target: given(fields, "target_ms"),
            ceiling: given(fields, "ceiling_ms"),
        },
        TimingKind::Reps => {
            let bounds = (u64::from(*COUNTS.start()), u64::from(*COUNTS.end()));
            let count = fields.need("count").and_then(|count| count.number(bounds));
            let work = needed(fields, "work_ms");
            let rest = fields.take("rest_ms").and_then(|rest| rest.number((0, LONGEST.0)));
            let cap = given(fields, "cap_ms");
            let rest = Millis(rest.unwrap_or_default());
            Timing::Reps { count: count? as u32, work: RepWork::Timed(work?), rest, cap }
        }
        TimingKind::Listening => Timing::Listening {
            check_in: given(fields, "check_in_ms"),
            ceiling: given(fields, "ceiling_ms"),
            taps: false,
        },
        TimingKind::Block => {
            let length = needed(fields, "length_ms");
            let breaths_per_minute = fields.take("breaths_per_minute").and_then(|rate| rate.fraction());
            Timing::Block { length: length?, breaths_per_minute }
        }
    })
}
