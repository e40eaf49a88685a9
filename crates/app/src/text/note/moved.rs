//! Sentences about a session that is given to another client, and its note with it.

use holdwell_store::SessionNote;

/// Returns what goes with a session that is given to another client; `None` where that is nothing to look at.
pub fn goes_along(note: &SessionNote, is_measured: bool) -> Option<&'static str> {
    match (note.is_signed() || note.draft.is_some(), is_measured) {
        (false, false) => None,
        (false, true) => Some("What was measured before and after it goes along."),
        (true, false) => Some("Its note goes along, with all that it says of the client: look through it then."),
        (true, true) => Some(
            "Its note goes along, with all that it says of the client: look through it then. So does what was measured \
             before and after.",
        ),
    }
}

/// Returns what is to be said of a note that was written while its session was another client's.
pub const fn of_another(note: &SessionNote) -> &'static str {
    if note.is_signed() {
        "This note was signed while the session was another client's. Look through it: what is not of this client is put \
         right in an addendum"
    } else {
        "This note was written while the session was another client's. Look through it: it may say what is not of this \
         client"
    }
}
