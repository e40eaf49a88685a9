//! A value that is saved in a made-up vault: in any order of edits, saves, replies and snapshots.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;

/// A step of a story. Values are counted, so that a later one is greater.
#[derive(Debug, Clone, Copy)]
enum Step {
    Edit,
    /// A due value is sent.
    SendDue,
    /// All that is not saved is sent, as before a lock.
    SendAll,
    /// The vault takes no request in.
    SendRefused,
    /// Another request is sent.
    Unrelated,
    /// Somebody else changes the value.
    Elsewhere,
    /// The vault carries out its next request, or fails to.
    CarryOut(bool),
    DeliverReply,
    /// The vault makes a snapshot, which is seen later.
    Snapshot,
    DeliverSnapshot,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Edit),
        3 => Just(Step::SendDue),
        1 => Just(Step::SendAll),
        1 => Just(Step::SendRefused),
        1 => Just(Step::Unrelated),
        1 => Just(Step::Elsewhere),
        4 => any::<bool>().prop_map(Step::CarryOut),
        4 => Just(Step::DeliverReply),
        2 => Just(Step::Snapshot),
        2 => Just(Step::DeliverSnapshot),
    ]
}

/// A request to the made-up vault: the value it stores, if any, and whether it is a save of ours.
type Asked = (Ticket, Option<u32>, bool);

struct Story {
    saving: Saving<u32>,
    /// The vault's value, and the last request that it carried out.
    vault: (u32, Option<Ticket>),
    newest: u32,
    ticket: Ticket,
    asked: VecDeque<Asked>,
    replies: VecDeque<(Ticket, bool, bool)>,
    snapshots: VecDeque<(u32, Option<Ticket>)>,
}

impl Story {
    fn new() -> Self {
        Self {
            saving: Saving::new(0),
            vault: (0, None),
            newest: 0,
            ticket: Ticket::default(),
            asked: VecDeque::new(),
            replies: VecDeque::new(),
            snapshots: VecDeque::new(),
        }
    }

    fn count(&mut self) -> u32 {
        self.newest += 1;
        self.newest
    }

    fn ask(&mut self, value: Option<u32>) {
        self.ticket = self.ticket.next();
        self.asked.push_back((self.ticket, value, false));
    }

    fn send(&mut self) {
        let (ticket, asked) = (&mut self.ticket, &mut self.asked);
        let sent = self.saving.send(|value| {
            *ticket = ticket.next();
            asked.push_back((*ticket, Some(*value), true));
            Ok::<_, ()>(*ticket)
        });
        assert_eq!(sent, Ok(()));
    }

    fn tell(&mut self, step: Step) {
        let before = self.saving.clone();
        match step {
            Step::Edit => {
                let value = self.count();
                self.saving.edit(|edited| *edited = value);
            }
            Step::SendDue if self.saving.is_due() => self.send(),
            Step::SendDue => {}
            Step::SendAll => self.send(),
            Step::SendRefused => {
                let needed = self.saving.needs_sending();
                assert_eq!(self.saving.send(|_| Err(())).is_err(), needed);
                assert_eq!(self.saving.is_refused(), needed, "it is remembered, and not sent again by itself");
            }
            Step::Unrelated => self.ask(None),
            Step::Elsewhere => {
                let value = self.count();
                self.ask(Some(value));
            }
            Step::CarryOut(is_done) => self.carry_out(is_done),
            Step::DeliverReply => {
                let Some((ticket, is_done, is_ours)) = self.replies.pop_front() else { return };
                self.saving.reply(ticket, is_done);
                if !is_ours {
                    let state =
                        |saving: &Saving<u32>| (saving.needs_sending(), saving.is_refused(), saving.is_stored());
                    assert_eq!(state(&self.saving), state(&before), "nobody reacts to another's reply");
                }
            }
            Step::Snapshot => self.snapshots.push_back(self.vault),
            Step::DeliverSnapshot => {
                let Some((value, as_of)) = self.snapshots.pop_front() else { return };
                self.saving.see(&value, as_of);
                let edited = *self.saving.edited();
                assert!(before.is_stored() || edited == before.edited, "an edit is never written over");
            }
        }
        assert!(self.saving.edited() >= before.edited(), "nothing older takes the place of what is newer");
    }

    fn carry_out(&mut self, is_done: bool) {
        let Some((ticket, value, is_ours)) = self.asked.pop_front() else { return };
        let value = value.filter(|_| is_done).unwrap_or(self.vault.0);
        self.vault = (value, Some(ticket));
        self.replies.push_back((ticket, is_done, is_ours));
    }

    /// All that is on its way arrives.
    fn settle(&mut self, is_done: bool) {
        while !self.asked.is_empty() {
            self.tell(Step::CarryOut(is_done));
        }
        while !self.replies.is_empty() {
            self.tell(Step::DeliverReply);
        }
        self.tell(Step::Snapshot);
        while !self.snapshots.is_empty() {
            self.tell(Step::DeliverSnapshot);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_failed_save_is_never_forgotten(steps in prop::collection::vec(step(), 0..60), ends_well: bool) {
        let mut story = Story::new();
        for step in steps {
            story.tell(step);
        }
        story.settle(ends_well);
        let stored = *story.saving.edited() == story.vault.0;
        prop_assert_eq!(story.saving.is_stored(), stored);
        prop_assert_eq!(story.saving.needs_sending(), !stored);
    }

    #[test]
    fn every_edit_is_in_the_vault_in_the_end(steps in prop::collection::vec(step(), 0..60)) {
        let mut story = Story::new();
        for step in steps {
            story.tell(step);
        }
        story.settle(true);
        story.tell(Step::Edit);
        let edited = *story.saving.edited();
        story.tell(Step::SendDue);
        story.settle(true);
        prop_assert_eq!(story.vault.0, edited);
        prop_assert!(story.saving.is_stored() && !story.saving.is_due());
    }
}

#[test]
fn an_edit_made_while_a_save_is_in_flight_is_sent_afterwards() {
    let mut story = Story::new();
    for step in [Step::Edit, Step::SendDue, Step::Edit] {
        story.tell(step);
    }
    assert!(story.saving.needs_sending() && !story.saving.is_due(), "not before the reply");
    story.settle(true);
    assert_eq!((story.saving.is_due(), *story.saving.edited()), (true, 2));
}

#[test]
fn an_unrelated_failure_between_a_save_and_its_reply_changes_nothing() {
    let mut story = Story::new();
    for step in [Step::Edit, Step::Unrelated, Step::SendDue, Step::CarryOut(false), Step::DeliverReply] {
        story.tell(step);
    }
    assert!(!story.saving.needs_sending() && !story.saving.is_refused());
    story.settle(true);
    assert!(story.saving.is_stored());
}

#[test]
fn what_was_refused_is_sent_again_with_the_next_edit_or_by_hand() {
    let mut story = Story::new();
    for step in [Step::Edit, Step::SendDue, Step::CarryOut(false), Step::DeliverReply] {
        story.tell(step);
    }
    assert!(story.saving.is_refused() && !story.saving.is_due());
    let mut by_hand = story.saving.clone();
    assert_eq!(by_hand.send(|value| if *value == 1 { Ok(Ticket::default().next().next()) } else { Err(()) }), Ok(()));
    assert!(!by_hand.needs_sending());
    story.tell(Step::Edit);
    assert!(story.saving.is_due());
}

#[test]
fn a_change_says_with_what_it_was_begun_and_holds_what_failed_before_it() {
    let tickets: Vec<Ticket> =
        std::iter::successors(Some(Ticket::default()), |ticket| Some(ticket.next())).take(5).collect();
    let mut saving = Saving::new("a".to_owned());
    let change = |saving: &mut Saving<String>, ticket: Ticket| {
        let mut change = None;
        let sent = saving.send_change(|was, now| {
            change = Some((was.clone(), now.clone()));
            Ok::<_, ()>(ticket)
        });
        assert_eq!(sent, Ok(()));
        change.map(|(was, now)| format!("{was} -> {now}")).unwrap_or_default()
    };
    saving.edit(|text| text.push('b'));
    saving.see(&"a and elsewhere".to_owned(), Some(tickets[0]));
    assert_eq!(change(&mut saving, tickets[1]), "a -> ab", "what came since is not taken for a change of ours");
    saving.edit(|text| text.push('c'));
    saving.reply(tickets[1], false);
    assert_eq!(change(&mut saving, tickets[2]), "a -> abc", "the failed one is in it");
    saving.reply(tickets[2], true);
    saving.edit(|text| text.push('d'));
    assert_eq!(change(&mut saving, tickets[3]), "abc -> abcd");
    saving.reply(tickets[3], true);
    saving.see(&"abcd and elsewhere".to_owned(), Some(tickets[3]));
    saving.edit(|text| text.push('!'));
    assert_eq!(change(&mut saving, tickets[4]), "abcd and elsewhere -> abcd and elsewhere!");
}

#[test]
fn what_is_taken_back_while_it_is_on_its_way_is_taken_back_in_the_vault() {
    let mut saving = Saving::new(0);
    let mut vault = 0;
    let mut next = Ticket::default();
    let mut sent = Vec::new();
    for value in [7, 0] {
        saving.edit(|edited| *edited = value);
        let change = saving.send_change(|was, now| {
            next = next.next();
            sent.push((next, *was, *now));
            Ok::<_, ()>(next)
        });
        assert_eq!(change, Ok(()));
    }
    for (ticket, was, now) in sent {
        // The vault takes over what is other than when the change was begun.
        vault = if was == now { vault } else { now };
        saving.reply(ticket, true);
    }
    assert_eq!((vault, saving.is_stored()), (0, true));
}

#[test]
fn a_value_that_the_vault_tidied_is_taken_over() {
    let mut name = Saving::new("A".to_owned());
    name.edit(|name| *name = "B ".to_owned());
    let ticket = Ticket::default().next();
    assert_eq!(name.send(|_| Ok::<_, ()>(ticket)), Ok(()));
    name.see(&"A".to_owned(), None);
    name.reply(ticket, true);
    name.see(&"A".to_owned(), None);
    assert_eq!(name.edited(), "B ", "what is shown is older than the save");
    name.see(&"B".to_owned(), Some(ticket));
    assert_eq!(name.edited(), "B");
}
