//! Passphrases.

use holdwell_store::Passphrase;

/// Returns a passphrase of this text.
pub fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}
