//! From the passphrase to the key.

use std::fmt::{self, Write as _};
use std::path::Path;

use pbkdf2::pbkdf2_hmac;
use rusqlite::Connection;
use sha2::Sha512;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{connect, migrate};
use holdwell_store::Passphrase;

/// `SQLCipher` 4's own figures, so that any of its tools opens the file with the passphrase alone.
const ROUNDS: u32 = 256_000;
const KEY: usize = 32;
/// So many times as many bytes may a text have in another form.
const MOST_GROWTH: usize = 4;

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
    /// Finds the key of a file with this salt: of the forms of the passphrase that which opens it, or else the first.
    pub(super) fn of_file(passphrase: &Passphrase, salt: Salt, file: &Path) -> Self {
        let opens = |key: &Self| connect::untouched(file, Some(key)).and_then(|file| migrate::version(&file)).is_ok();
        let forms = forms(passphrase);
        let [first, others @ ..] = forms.as_slice() else { return Self::new(passphrase.text(), salt) };
        let first = Self::new(first, salt);
        if others.is_empty() || opens(&first) {
            return first;
        }
        others.iter().map(|form| Self::new(form, salt)).find(opens).unwrap_or(first)
    }

    /// Derives a key from a form of a passphrase.
    fn new(form: &str, salt: Salt) -> Self {
        let mut key = Zeroizing::new([0; KEY]);
        pbkdf2_hmac::<Sha512>(form.as_bytes(), &salt, ROUNDS, &mut *key);
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
        Ok(Self::new(&composed(passphrase.text()), salt))
    }

    /// Says if the key was made of this passphrase, in whichever form.
    pub(super) fn is_of(&self, passphrase: &Passphrase) -> bool {
        forms(passphrase).iter().any(|form| Self::new(form, self.salt) == *self)
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

/// Lists the forms of a passphrase: letters with their accents in one, which is how keys are made, then as it is typed,
/// and in parts. Keyboards give one or the other, and vaults from before have either.
fn forms(passphrase: &Passphrase) -> Vec<Zeroizing<String>> {
    let text = passphrase.text();
    let mut forms = vec![composed(text)];
    for form in [Zeroizing::new(text.to_owned()), collected(text, text.nfd())] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn composed(text: &str) -> Zeroizing<String> {
    collected(text, text.nfc())
}

/// Collects a form of a text in room for all of it, so that no half of it stays behind when it grows.
fn collected(text: &str, form: impl Iterator<Item = char>) -> Zeroizing<String> {
    let mut collected = Zeroizing::new(String::with_capacity(MOST_GROWTH * text.len()));
    collected.extend(form);
    collected
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}
