//! A made-up practice, as a vault publishes it.

pub(super) use holdwell_testkit::practice::*;
