//! Sessions: written as they happen, found again after a crash, looked at and completed later.
//!
//! All of it are functions over a connection, and one [`Writer`] that knows what it wrote last. Who calls them, on
//! which thread and when, is the worker's business.
//!
//! Of a session that runs, the vault always holds one restore point with exactly the events that led to it, and the
//! records as they stood there: the three are committed together. So nothing that follows a crash has to put together
//! parts that do not fit.

mod amend;
mod correct;
mod cut_off;
pub(super) mod delete;
mod late;
mod page;
mod question;
pub(super) mod row;
mod settle;
#[cfg(test)]
mod tests;
mod writer;

pub(super) use amend::{SAYS_WHOSE, annotate, count_use, move_session, name_hold};
pub(super) use correct::{correct, read_correction};
pub(super) use cut_off::{forget_plan, keep_partial, resumable_until, unfinished};
pub(super) use delete::delete_session;
pub(super) use late::enter_session;
pub(super) use page::{session_page, sessions_of};
pub(super) use question::{answer_question, open_questions, questions};
pub(super) use settle::{IS_HELD, ask_again, client_of, know_client, know_words};
pub(super) use writer::{Writer, ready};
