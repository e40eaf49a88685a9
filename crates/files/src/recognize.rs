//! Recognizing what a file is that somebody took for one of ours.

/// Kind of content, as it looks from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// A client's records, as they are exported here.
    ClientExport,
    /// A plan that a client takes home.
    HomePlan,
    /// A diary of what a client did at home.
    Diary,
    /// Another JSON text.
    Json,
    /// XML, or a page of the web.
    Xml,
    /// Columns with commas, semicolons or tabs between them.
    Table,
    /// Appointments of a calendar.
    Calendar,
    /// Text in two bytes a letter.
    Utf16,
    /// A PDF.
    Pdf,
    /// An archive; the files of office programs are such.
    Archive,
    /// A picture.
    Picture,
    /// Sound.
    Sound,
    /// A database that is not encrypted, such as a copy of a vault.
    Database,
}

/// The first bytes of files, whatever stands behind them.
const BEGINNINGS: &[(&[u8], Content)] = &[
    (b"\xff\xfe", Content::Utf16),
    (b"\xfe\xff", Content::Utf16),
    (b"%PDF", Content::Pdf),
    (b"PK\x03\x04", Content::Archive),
    (b"\xd0\xcf\x11\xe0", Content::Archive),
    (b"\x1f\x8b", Content::Archive),
    (b"\x89PNG", Content::Picture),
    (b"\xff\xd8\xff", Content::Picture),
    (b"GIF8", Content::Picture),
    (b"RIFF", Content::Sound),
    (b"fLaC", Content::Sound),
    (b"OggS", Content::Sound),
    (b"ID3", Content::Sound),
    (b"SQLite format 3\0", Content::Database),
];

/// The formats of our own JSON.
const FORMATS: &[(&[u8], Content)] = &[
    (b"\"holdwell-client\"", Content::ClientExport),
    (b"\"holdwell-plan\"", Content::HomePlan),
    (b"\"holdwell-diary\"", Content::Diary),
];

/// The signs that stand between the columns of a table.
pub const DIVIDERS: [char; 3] = [',', ';', '\t'];

/// Returns what a file looks like that none of the readers of TOML understands; `None` where it looks like nothing that is
/// known.
pub fn recognize(bytes: &[u8]) -> Option<Content> {
    if let Some((_, content)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Some(*content);
    }
    if is_wide(bytes) {
        return Some(Content::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match bytes.first()? {
        b'{' => Some(named(bytes)),
        b'[' if bytes.ends_with(b"]") && !bytes.starts_with(b"[[") => Some(Content::Json),
        b'<' => Some(Content::Xml),
        _ if bytes.starts_with(b"BEGIN:VCALENDAR") => Some(Content::Calendar),
        _ => is_head(bytes.split(|byte| *byte == b'\n').next()?).then_some(Content::Table),
    }
}

/// Returns which JSON of ours a text says that it is, at its beginning.
fn named(bytes: &[u8]) -> Content {
    let head = bytes.get(..200).unwrap_or(bytes);
    let says = |name: &&(&[u8], Content)| head.windows(name.0.len()).any(|part| part == name.0);
    FORMATS.iter().find(says).map_or(Content::Json, |(_, content)| *content)
}

/// Says if a text without a mark at its beginning has two bytes a letter: every second one is nothing.
fn is_wide(bytes: &[u8]) -> bool {
    let pairs = bytes.get(..64).unwrap_or(bytes).chunks_exact(2);
    let count = pairs.len();
    let zero = |pair: &[u8], at: usize| pair.get(at) == Some(&0) && pair.get(1 - at) != Some(&0);
    count > 3 && (0..2).any(|at| pairs.clone().all(|pair| zero(pair, at)))
}

/// Says if a line may be the head of a table: names with dividers between them, and nothing that gives a value to a key.
fn is_head(line: &[u8]) -> bool {
    let Ok(line) = std::str::from_utf8(line) else { return false };
    line.contains(DIVIDERS)
        && !line.starts_with(['[', '#', '"'])
        && !line.contains(['=', '{', '}', '[', ']'])
        && !line.chars().any(|letter| letter.is_control() && !letter.is_whitespace())
        || (line.starts_with('"') && line.matches('"').count() >= 4 && !line.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_files_are_named() {
        for (bytes, content) in [
            (&b"\"Patient Number\",\"First Name\"\n\"1\",\"Ana\"\n"[..], Some(Content::Table)),
            (b"No;Nom;Pr\xc3\xa9nom\n1;Exemple;Zo\xc3\xa9\n", Some(Content::Table)),
            (b"\xef\xbb\xbfName\tNote\r\n", Some(Content::Table)),
            (b"{\"rundowns\":{}}", Some(Content::Json)),
            (b"[{\"at\": 1}]\n", Some(Content::Json)),
            (b"{\n  \"format\": \"holdwell-client\",\n", Some(Content::ClientExport)),
            (b"{\"format\":\"holdwell-plan\",\"version\":1}", Some(Content::HomePlan)),
            (b"{ \"format\": \"holdwell-diary\" }", Some(Content::Diary)),
            (b"<?xml version=\"1.0\"?>", Some(Content::Xml)),
            (b"BEGIN:VCALENDAR\nVERSION:2.0\n", Some(Content::Calendar)),
            (b"f\0o\0r\0m\0a\0t\0", Some(Content::Utf16)),
            (b"\0f\0o\0r\0m\0a\0t", Some(Content::Utf16)),
            (b"PK\x03\x04\x14\0", Some(Content::Archive)),
            (b"SQLite format 3\0", Some(Content::Database)),
            (b"", None),
            (b"\0\0\0\0\0\0\0\0", None),
            (b"format = \"holdwell-routine\"\nversion = ", None),
            (b"[routine\nname = \"A, b\"", None),
            (b"[[step]]\nname = [1]", None),
            (b"\"a, b\" = 1", None),
            (b"at 35s advance", None),
        ] {
            assert_eq!(recognize(bytes), content, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
