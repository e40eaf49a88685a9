//! The passphrase, from where only its owner can read it: never from an argument or a variable.

use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::{Failure, Global};
use holdwell_files::{FileKind, ReadError, shown};
use holdwell_store::Passphrase;

/// Nobody types more than this; a file that is longer is the wrong file.
const LONGEST: usize = 4096;

/// Reads the passphrase that `--passphrase-file` names; none where it is not given. Neither the mark at the beginning that
/// some editors write nor the end of its line is a part of it.
pub(crate) fn passphrase(global: &Global) -> Result<Option<Passphrase>, Failure> {
    let Some(file) = &global.passphrase_file else { return Ok(None) };
    let read = if file == Path::new("-") {
        read(io::stdin().lock()).map_err(ReadError::from)
    } else {
        holdwell_files::open(file).and_then(|file| Ok(read(file)?))
    };
    let bytes = read.map_err(|error| match error {
        ReadError::NotAFile(FileKind::Pipe) => input(file, "it is a pipe; name the standard input as -"),
        error => input(file, &format!("it cannot be read: {}", holdwell_app::text::read_error(error))),
    })?;
    if bytes.len() > LONGEST {
        return Err(input(file, "this is too long for a passphrase; name a file that holds nothing else"));
    }
    let text = std::str::from_utf8(&bytes).ok().ok_or_else(|| input(file, "a passphrase is text, in UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    Passphrase::new(text).map(Some).ok_or_else(|| input(file, "there is no passphrase in it"))
}

/// Reads all of a source, up to one byte more than is allowed, into memory that is wiped.
fn read(source: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    // Room for all of it, so that no half of it stays behind when it grows.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 2));
    source.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn input(file: &Path, what: &str) -> Failure {
    let name = if file == Path::new("-") { "the standard input".to_owned() } else { shown(file) };
    Failure::Input(vec![format!("{name}: {what}")])
}
