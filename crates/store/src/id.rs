//! New ids.

use jiff::Timestamp;
use uuid::{NoContext, Uuid};

use holdwell_model::Id;

/// Creates an id at this instant: it sorts after those made before.
pub fn new_id(at: Timestamp) -> Id {
    let secs = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Id::from(Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, secs, nanos)))
}
