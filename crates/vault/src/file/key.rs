//! From the passphrase to the key.

use std::fmt::{self, Write as _};

use pbkdf2::pbkdf2_hmac;
use rusqlite::Connection;
use sha2::Sha512;
use zeroize::Zeroizing;

use holdwell_store::Passphrase;

/// `SQLCipher` 4's own figures, so that any of its tools opens the file with the passphrase alone.
const ROUNDS: u32 = 256_000;
const KEY: usize = 32;

/// Random bytes that `SQLCipher` draws for each file and writes at its beginning.
pub(super) type Salt = [u8; 16];

/// The key of a file, made once from the passphrase: making it is slow on purpose, and the vault has several
/// connections and copies.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// As `SQLCipher` takes it: `x'` key and salt in hexadecimal `'`.
    words: Zeroizing<String>,
    salt: Salt,
}

impl Key {
    /// Derives the key of a file with this salt.
    pub(super) fn new(passphrase: &Passphrase, salt: Salt) -> Self {
        let mut key = Zeroizing::new([0; KEY]);
        pbkdf2_hmac::<Sha512>(passphrase.text().as_bytes(), &salt, ROUNDS, &mut *key);
        // Room for all of it, so that no half of it stays behind when the text grows.
        let mut words = Zeroizing::new(String::with_capacity(2 * (KEY + salt.len()) + 3));
        words.push_str("x'");
        for byte in key.iter().chain(&salt) {
            // Writing to a text cannot fail.
            write!(words, "{byte:02x}").unwrap_or_default();
        }
        words.push('\'');
        Self { words, salt }
    }

    /// Derives the key of a file that is yet to be written.
    pub(super) fn fresh(passphrase: &Passphrase) -> rusqlite::Result<Self> {
        let salt = Connection::open_in_memory()?.query_row("select randomblob(16)", [], |row| row.get(0))?;
        Ok(Self::new(passphrase, salt))
    }

    /// Derives the key of the same file from another passphrase: the same key says that it is the same passphrase.
    pub(super) fn again(&self, passphrase: &Passphrase) -> Self {
        Self::new(passphrase, self.salt)
    }

    /// Says if the key was made for this salt; if not, the passphrase may still be the same.
    pub(super) fn has(&self, salt: &Salt) -> bool {
        self.salt == *salt
    }

    /// Returns the key as `SQLCipher` takes it.
    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}
