//! The forms in which the file writes what has words of its own.

/// The looks as the file writes them.
pub(super) mod look {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::settings::Look;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(in crate::settings) fn serialize<S: Serializer>(look: &Look, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match look {
            Look::Dark => "dark",
            Look::Light => "light",
            Look::HighContrast => "high-contrast",
        })
    }

    pub(in crate::settings) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Look, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "light" => Look::Light,
            "high-contrast" => Look::HighContrast,
            _ => Look::Dark,
        })
    }
}

/// The way of speaking as the file writes it.
pub(super) mod dialect {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use holdwell_speech::Dialect;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(in crate::settings) fn serialize<S: Serializer>(dialect: &Dialect, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(dialect.key())
    }

    pub(in crate::settings) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Dialect, D::Error> {
        Ok(Dialect::of_key(&String::deserialize(deserializer)?).unwrap_or_default())
    }
}

/// The use of the keys as the file writes it.
pub(super) mod reach {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::press::KeyMode;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(in crate::settings) fn serialize<S: Serializer>(reach: &KeyMode, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if *reach == KeyMode::OneKey { "one-key" } else { "all-keys" })
    }

    pub(in crate::settings) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KeyMode, D::Error> {
        let one = String::deserialize(deserializer)? == "one-key";
        Ok(if one { KeyMode::OneKey } else { KeyMode::AllKeys })
    }
}
