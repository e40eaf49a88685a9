//! The ways of speaking for which there are sentences.

/// A way of speaking. There are English sentences only, so that no other is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// British English.
    #[default]
    British,
    /// American English.
    American,
}

impl Dialect {
    /// All of them, with the key that settings write and the name for the window.
    pub const ALL: [(Self, &'static str, &'static str); 2] =
        [(Self::British, "en-GB", "British English"), (Self::American, "en-US", "American English")];

    /// Returns the key that settings write.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(dialect, ..)| *dialect == self).map_or("", |(_, key, _)| key)
    }

    /// Returns the dialect of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == key).map(|(dialect, ..)| *dialect)
    }
}
