//! What comes with the program has no problems and no implausible figure.

use crate::library::{Library, compile, free_session};

#[test]
fn the_built_in_library_has_no_problems() {
    assert_eq!(Library::builtin().problems(), []);
}

#[test]
fn the_free_session_is_what_its_file_says() {
    let library = Library::builtin();
    let routine = library.routine("free-smrt").unwrap();
    assert_eq!(compile(routine, &library).unwrap(), free_session());
}
