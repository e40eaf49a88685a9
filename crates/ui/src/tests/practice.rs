//! A made-up practice, as a vault publishes it.

pub(super) use holdwell_testkit::practice::*;

use holdwell_store::VaultError;

/// Returns the trouble of a vault that cannot take anything more in.
pub(super) fn full_disk() -> VaultError {
    VaultError::Full("/vault.db".into())
}
