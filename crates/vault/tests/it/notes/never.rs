//! Whatever is done to a session and its client: a signed note never changes, an addendum never hides one, and what was
//! recorded stays beside what was corrected.

use holdwell_engine::ScoreKind;
use holdwell_store::{Corrected, Correction, SessionNote, SignedNote};
use proptest::prelude::*;

use super::*;

/// A deed at one of two computers.
#[derive(Debug, Clone)]
enum Deed {
    Write(usize, u8),
    Sign(usize, u8),
    Add(usize, u8),
    Correct(usize, Option<u8>),
    Delete(usize, bool),
    Give(usize, bool),
    Consent(usize, u8),
    Carry(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (on, what) = (0..2_usize, any::<u8>());
    prop_oneof![
        2 => (on.clone(), what).prop_map(|(on, what)| Deed::Write(on, what)),
        2 => (on.clone(), what).prop_map(|(on, what)| Deed::Sign(on, what)),
        2 => (on.clone(), what).prop_map(|(on, what)| Deed::Add(on, what)),
        1 => (on.clone(), prop::option::of(0..=10_u8)).prop_map(|(on, value)| Deed::Correct(on, value)),
        1 => (on.clone(), any::<bool>()).prop_map(|(on, deleted)| Deed::Delete(on, deleted)),
        1 => (on.clone(), any::<bool>()).prop_map(|(on, back)| Deed::Give(on, back)),
        1 => (on.clone(), what).prop_map(|(on, what)| Deed::Consent(on, what)),
        2 => on.prop_map(Deed::Carry),
    ]
}

fn tell(two: &Two, other: Id, deed: &Deed) {
    let session = two.session;
    // What is refused changes nothing.
    let ask = |on: usize, request| drop(two.desks[on].ask(request));
    match *deed {
        Deed::Write(on, what) => ask(on, save(session, &format!("written {what}"))),
        Deed::Sign(on, what) => ask(on, sign(session, &format!("signed {what}"))),
        Deed::Add(on, what) => ask(on, add(session, &format!("added {what}"))),
        Deed::Correct(on, value) => {
            let one = Correction::Score { item: 0, contact: 0, kind: ScoreKind::After, value: Corrected::To(value) };
            ask(on, Request::Correct(session, vec![one]));
        }
        Deed::Delete(on, deleted) => ask(on, Request::SetSessionDeleted(session, deleted)),
        Deed::Give(on, back) => {
            ask(on, Request::MoveSession(session, Some(if back { two.client.id } else { other })));
        }
        Deed::Consent(on, what) => {
            let state = [ConsentState::Given, ConsentState::Withdrawn][usize::from(what % 2)];
            let consent = consent(ConsentKind::Treat, state, &format!("said {what}"));
            ask(on, Request::Note(NoteRequest::Consent(two.client.id, Box::new(consent))));
        }
        Deed::Carry(from) => drop(two.carry(from, 1 - from)),
    }
}

/// Everything that was signed or added stands there still, in the same order.
fn only_grew(before: &SessionNote, after: &SessionNote) -> bool {
    let signed = |note: &SessionNote| note.signed.iter().map(SignedNote::clone).collect::<Vec<_>>();
    let (was, is) = (signed(before), signed(after));
    let keeps_signed = was.iter().all(|one| is.contains(one));
    let mut added = after.addenda.iter();
    keeps_signed && before.addenda.iter().all(|one| added.any(|other| other == one))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_signed_note_never_changes_and_an_addendum_never_hides(deeds in prop::collection::vec(deed(), 4..16)) {
        let two = Two::new();
        let other = two.desks[0].client("Somebody Else");
        let first = [0, 1].map(|on| page(&two.desks[on], two.session));
        let mut before = first.clone().map(|page| page.note.clone());
        let mut said = [0, 1].map(|on| consents(&two.desks[on], two.client.id));
        for deed in &deeds {
            tell(&two, other.id, deed);
            for on in 0..2 {
                let now = page(&two.desks[on], two.session);
                prop_assert!(only_grew(&before[on], &now.note), "{deed:?}: {:?}, {:?}", before[on], now.note);
                prop_assert!(!now.note.is_signed() || now.note.addenda.len() >= before[on].addenda.len());
                prop_assert_eq!(now.recorded(0), first[on].recorded(0), "what was recorded stays");
                before[on] = now.note.clone();
                let now = consents(&two.desks[on], two.client.id);
                prop_assert!(said[on].iter().all(|one| now.contains(one)), "{deed:?}");
                said[on] = now;
            }
        }
        let shown = |page: &SessionPage| {
            holdwell_report::note_page(&holdwell_report::NotePage {
                client: None, session: &page.session, note: &page.note, zone: morning().time_zone(),
            })
        };
        for on in 0..2 {
            let now = page(&two.desks[on], two.session);
            let html = shown(&now);
            for signed in &now.note.signed {
                prop_assert!(html.contains(signed.text.plan.as_str()));
            }
            for addendum in &now.note.addenda {
                prop_assert!(html.contains(addendum.text.as_str()));
            }
        }
    }
}
