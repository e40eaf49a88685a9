//! Scores decide the order: the contacts of a group are scanned, and the worse side comes first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::emitter::Emitter;
use super::event::EventKind;
use super::input::{Point, ScoreKind};
use super::record::{Record, Score};
use super::schedule::{Rates, WorkItem};
use super::state::{Scan, Stage, State};
use super::view::View;
use holdwell_model::{Arc, GroupOrder, Phase, Region, SessionTime, Setting, Side, SideOrder};

impl State {
    /// Begins the scan of the group that the current work item opens, if the group wants one and has not had it.
    pub(super) fn begin_scan(&mut self, at: SessionTime, out: &mut Emitter) -> bool {
        let Some(group) = self.schedule.current_step().and_then(|step| step.group) else { return false };
        let wanted = self.schedule.plan.groups.get(group).is_some_and(|group| group.scan);
        if !wanted || self.scanned.contains(&group) {
            return false;
        }
        let targets: Vec<(u32, u8)> = self
            .group_places(group)
            .filter_map(|place| self.schedule.items.get(place))
            .flat_map(|item| {
                let contacts = self.schedule.step(*item).map_or(0, |step| step.contacts.len());
                (0..contacts.min(u8::MAX.into())).map(|contact| (item.id, contact as u8))
            })
            .collect();
        self.scan = Some(Scan::new(group, targets));
        self.enter(Phase::Rate, at, out);
        true
    }

    /// Returns the length of a rating in a scan: a wait, unless the step says otherwise.
    pub(super) fn scan_setting(&self, item: WorkItem) -> Setting {
        let rate = self.schedule.step(item).map(|step| step.phases.rate);
        rate.filter(|rate| *rate != Setting::Off).unwrap_or(Setting::Wait)
    }

    /// Ends a rate phase: the next contact of the scan follows, or the order is settled and the work begins.
    pub(super) fn rated(&mut self, at: SessionTime, out: &mut Emitter) {
        if let Some(scan) = &mut self.scan {
            scan.advance();
            if scan.item(&self.schedule).is_some() {
                return self.enter(Phase::Rate, at, out);
            }
            let group = scan.group();
            self.scan = None;
            self.scanned.push(group);
            self.order_group(group);
            return self.begin_bout(at, out);
        }
        if self.schedule.current().is_some_and(|item| item.rates == Rates::BothSides) {
            self.order_sides(self.schedule.at);
        }
        self.follow(Phase::Rate, at, out);
    }

    /// Returns the indices of a group's remaining work items.
    fn group_places(&self, group: usize) -> impl Iterator<Item = usize> {
        let belongs = move |item: &WorkItem| self.schedule.step(*item).is_some_and(|step| step.group == Some(group));
        let ahead = self.schedule.items.iter().enumerate().skip(self.schedule.at);
        ahead.filter(move |(_, item)| belongs(item)).map(|(place, _)| place)
    }

    /// Puts the steps of a scanned group in order, the highest score first.
    fn order_group(&mut self, group: usize) {
        let places: Vec<usize> = self.group_places(group).collect();
        for place in &places {
            if self.schedule.length_of_visit(*place) == 2 {
                self.order_sides(*place);
            }
        }
        let order = self.schedule.plan.groups.get(group).map(|group| group.order);
        let items: Vec<WorkItem> = places.iter().filter_map(|place| self.schedule.items.get(*place)).copied().collect();
        if order != Some(GroupOrder::WorstFirst) {
            return;
        }
        let mut visits = by_visit(&items);
        visits.sort_by_key(|visit| self.rank(visit));
        let mut visits = visits.into_iter();
        // Each visit takes the place of another as a whole; what does not belong to the group stays between them.
        let mut ordered = Vec::with_capacity(self.schedule.items.len());
        let mut begun = BTreeSet::new();
        for (place, item) in self.schedule.items.iter().enumerate() {
            if !places.contains(&place) {
                ordered.push(*item);
            } else if begun.insert(item.visit) {
                ordered.extend(visits.next().unwrap_or_default());
            }
        }
        self.schedule.items = Arc::new(ordered);
    }

    /// Returns the sort key of a visit: the worst first; ties nearest the head, then the midline. Visits without a
    /// score keep their place after the rest.
    fn rank(&self, visit: &[WorkItem]) -> (Reverse<Option<u8>>, Option<Region>, bool) {
        let worst = visit.iter().filter_map(|item| self.record_of(*item)?.worst_before()).max();
        let step = visit.first().and_then(|item| self.schedule.step(*item)).filter(|_| worst.is_some());
        let regions = step.map(|step| step.contacts.iter().filter_map(|contact| contact.region).min());
        let region = regions.map(|region| region.unwrap_or(Region::WholeBody));
        let off_midline = step.is_some_and(|step| step.sides != SideOrder::Midline);
        (Reverse(worst), region, off_midline)
    }

    /// Puts the side with the higher score first in a worse-first step.
    fn order_sides(&mut self, first: usize) {
        let pair = (self.schedule.items.get(first).copied(), self.schedule.items.get(first + 1).copied());
        let (Some(one), Some(two)) = pair else { return };
        let worse_first = self.schedule.step(one).is_some_and(|step| step.sides == SideOrder::WorseFirst);
        let worst = |item| self.record_of(item).and_then(Record::worst_before);
        if one.visit != two.visit || !worse_first || worst(two) <= worst(one) {
            return;
        }
        let items = Arc::make_mut(&mut self.schedule.items);
        items.swap(first, first + 1);
        for (place, item) in [(first, one), (first + 1, two)] {
            if let Some(slot) = items.get_mut(place) {
                (slot.rates, slot.last) = (item.rates, item.last);
            }
        }
    }

    pub(super) fn record_of(&self, item: WorkItem) -> Option<&Record> {
        self.records.iter().rev().find(|record| record.item == item.id).map(|record| &**record)
    }

    /// Returns true where the hold that was finished last was scored, but not after it: in settle a digit is still its
    /// own. One that was never scored asks for nothing.
    pub(super) fn lacks_score_after(&self) -> bool {
        let scored = |record: &Record| {
            !record.scores.is_empty() && record.scores.iter().all(|score| score.kind != ScoreKind::After)
        };
        self.finished.and_then(|item| self.record_of(item)).is_some_and(scored)
    }

    /// Returns true if a contact of a hold is one of this session.
    pub(super) fn has_point(&self, point: Point) -> bool {
        self.item_of(point).is_some()
    }

    fn item_of(&self, point: Point) -> Option<WorkItem> {
        let item = self.schedule.items.iter().find(|item| item.id == point.item).copied()?;
        (point.contact < self.contacts(item)).then_some(item)
    }

    /// Returns the contacts of an item, each with it.
    pub(super) fn contacts_of(&self, item: WorkItem) -> Vec<(WorkItem, u8)> {
        (0..self.contacts(item)).map(|contact| (item, contact)).collect()
    }

    fn contacts(&self, item: WorkItem) -> u8 {
        self.schedule.step(item).map_or(1, |step| step.contacts.len().min(255) as u8)
    }

    /// Returns the contacts to which a score of this kind may belong, in the order in which they are scored.
    pub(super) fn score_targets(&self, kind: ScoreKind) -> Vec<(WorkItem, u8)> {
        if let Some(scan) = &self.scan {
            return scan.item(&self.schedule).map(|item| (item, scan.contact())).into_iter().collect();
        }
        let Some(current) = self.schedule.current() else { return Vec::new() };
        let mut items = vec![current];
        if self.active.phase == Phase::Rate && current.rates == Rates::BothSides {
            items.extend(self.schedule.ahead().first().filter(|next| next.visit == current.visit));
            items.sort_by_key(|item| item.side != Side::Right);
        }
        // What is scored "after" before the next hold has begun was meant for the last one.
        let before_work = self.active.phase < Phase::Work && !matches!(self.stage, Stage::Finished(_));
        if let (ScoreKind::After, true, Some(finished)) = (kind, before_work, self.finished) {
            items = vec![finished];
        }
        items.into_iter().flat_map(|item| self.contacts_of(item)).collect()
    }

    /// Gives a score to the contact that is named, else to the first that has none of this kind, else anew to the last.
    pub(super) fn score(
        &mut self,
        kind: ScoreKind,
        value: u8,
        point: Option<Point>,
        at: SessionTime,
        out: &mut Emitter,
    ) {
        let Some((item, contact)) =
            point.map_or_else(|| self.next_target(kind), |point| self.item_of(point).map(|item| (item, point.contact)))
        else {
            return;
        };
        if let Some(record) = self.record(item) {
            record.scores.push(Score { at, contact, kind, value });
        }
        self.event_of(Some(item), self.phase(), at, EventKind::Scored { contact, kind, value }, out);
    }

    /// Returns the contact that the next score of this kind is for.
    pub(super) fn next_target(&self, kind: ScoreKind) -> Option<(WorkItem, u8)> {
        let targets = self.score_targets(kind);
        // Rated again, the sides are scored again in their order.
        let since = if self.active.phase == Phase::Rate { self.active.entered } else { SessionTime::ZERO };
        let has_none = |(item, contact): &&(WorkItem, u8)| {
            let is_it = |score: &Score| score.contact == *contact && score.kind == kind && score.at >= since;
            !self.record_of(*item).is_some_and(|record| record.scores.iter().any(is_it))
        };
        targets.iter().find(has_none).or(targets.last()).copied()
    }
}

impl View {
    /// Returns the kinds of score that may be given by hand now, in the order in which they come. A scan rates before;
    /// what is given after belongs to a hold that was finished, or to the one whose work is over.
    pub fn score_kinds(&self) -> Vec<ScoreKind> {
        let is_over = !matches!(self.phase(), Some(Phase::Rate | Phase::Settle | Phase::Work));
        let is_possible = |kind: &ScoreKind| match kind {
            ScoreKind::Before => true,
            ScoreKind::InPosition => self.phase() != Some(Phase::Rate),
            ScoreKind::After => self.state().scan.is_none() && (is_over || self.state().finished.is_some()),
        };
        ScoreKind::ALL.iter().copied().filter(is_possible).collect()
    }

    /// Returns the contacts that a score of this kind may belong to, in the order in which they are scored. In work what
    /// is given after is meant for the hold that was finished last.
    pub fn points(&self, kind: ScoreKind) -> Vec<Point> {
        let last = self.state().finished.filter(|_| kind == ScoreKind::After && self.phase() == Some(Phase::Work));
        let targets = match last {
            Some(last) => self.state().contacts_of(last),
            None => self.state().score_targets(kind),
        };
        targets.into_iter().map(|(item, contact)| Point { item: item.id, contact }).collect()
    }

    /// Returns the contact that the next score of this kind is for.
    pub fn next_point(&self, kind: ScoreKind) -> Option<Point> {
        let points = self.points(kind);
        let next = self.state().next_target(kind).map(|(item, contact)| Point { item: item.id, contact });
        next.filter(|next| points.contains(next)).or_else(|| points.first().copied())
    }
}

/// Returns the items of each visit, in the order in which the visits begin.
fn by_visit(items: &[WorkItem]) -> Vec<Vec<WorkItem>> {
    let mut visits: Vec<Vec<WorkItem>> = Vec::new();
    for item in items {
        match visits.iter_mut().find(|visit| visit.first().is_some_and(|first| first.visit == item.visit)) {
            Some(visit) => visit.push(*item),
            None => visits.push(vec![*item]),
        }
    }
    visits
}
