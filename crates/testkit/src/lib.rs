//! What the tests of several crates share: a host that drives the engine on virtual time.

mod host;

pub use host::Host;
