//! Restore points. One lives as long as its session runs, so the engine's own form is good enough: it stands beside the
//! version that wrote it, and one that cannot be read costs no more than going on with that session.

use holdwell_engine::RestorePoint;
use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Error, Result};

use super::Stored;

/// The version of restore points that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    point: &'a RestorePoint,
}

#[derive(Deserialize)]
struct Read {
    version: u32,
    point: Box<RawValue>,
}

impl Stored for RestorePoint {
    fn write(&self) -> Result<String> {
        serde_json::to_string(&Written { version: VERSION, point: self })
    }

    fn read(text: &str) -> Result<Self> {
        match serde_json::from_str::<Read>(text) {
            Ok(Read { version: 1..=VERSION, point }) => serde_json::from_str(point.get()),
            Ok(Read { version, .. }) => Err(Error::custom(format_args!("version {version}"))),
            // Before there were versions it stood by itself.
            Err(_) => serde_json::from_str(text),
        }
    }
}
