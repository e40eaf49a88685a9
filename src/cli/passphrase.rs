//! The passphrase, from where only its owner can read it: never from an argument or a variable.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::{Failure, Global};
use holdwell_store::Passphrase;

/// Nobody types more than this; a file that is longer is the wrong file.
const LONGEST: usize = 4096;

/// Reads the passphrase that `--passphrase-file` names; none where it is not given. Neither the mark at the beginning that
/// some editors write nor the end of its line is a part of it.
pub(crate) fn passphrase(global: &Global) -> Result<Option<Passphrase>, Failure> {
    let Some(file) = &global.passphrase_file else { return Ok(None) };
    let read = if file == Path::new("-") { read(io::stdin().lock()) } else { File::open(file).and_then(read) };
    let bytes = read.map_err(|error| input(file, &format!("it cannot be read ({})", error.kind())))?;
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
    let name = if file == Path::new("-") { "the standard input".into() } else { file.to_string_lossy() };
    Failure::Input(vec![format!("{name}: {what}")])
}
