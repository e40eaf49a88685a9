//! A session that is entered afterwards.

use crate::SessionStart;
use holdwell_engine::Record;
use holdwell_model::{Arc, Millis, PlanStep};

/// A session that was not recorded as it happened: what is known of it, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct LateSession {
    /// Id, beginning, client, and a plan without steps.
    pub start: SessionStart,
    /// Length of the session.
    pub length: Millis,
    /// The holds as steps that were added to the plan.
    pub steps: Vec<Arc<PlanStep>>,
    /// A record of each hold.
    pub records: Vec<Arc<Record>>,
    /// A remark to the session; empty for none.
    pub remark: String,
    /// The draft under which it was written, which is dropped with it.
    pub draft: Option<String>,
}
