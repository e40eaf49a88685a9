//! All that the browser calls: room for a question, go, and where the answer stands.
#![expect(unsafe_code, reason = "a browser finds a function by its name alone; nothing here follows a pointer")]

use std::cell::RefCell;

use crate::Page;

thread_local! {
    static PAGE: RefCell<Page> = RefCell::default();
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a question of so many bytes and returns where it goes.
#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Answers the question that stands in the room. Returns the length of the answer, below zero where it is a fault.
#[unsafe(no_mangle)]
extern "C" fn go() -> i32 {
    let question = TEXT.take();
    let (answer, sign) = match PAGE.with_borrow_mut(|page| page.answer(&question)) {
        Ok(answer) => (answer, 1),
        Err(fault) => (fault.to_string().into_bytes(), -1),
    };
    let length = answer.len() as i32;
    TEXT.set(answer);
    sign * length
}

/// Returns where the answer stands, until there is a new question.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    TEXT.with_borrow(|text| text.as_ptr())
}
