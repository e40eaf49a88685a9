//! Made-up ids.

use holdwell_model::Id;

/// Returns the id with this number, the same in every test.
pub fn id(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}
