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

/// The number of lines that are looked at.
const LOOKED_AT: usize = 1000;

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
    let mut lines = bytes.split(|byte| *byte == b'\n').take(LOOKED_AT).map(<[u8]>::trim_ascii);
    if lines.clone().any(is_format) {
        return None;
    }
    match bytes.first()? {
        b'{' => Some(named(bytes)),
        b'[' if bytes.ends_with(b"]") && !lines.clone().any(is_toml) => Some(Content::Json),
        b'<' => Some(Content::Xml),
        _ if bytes.starts_with(b"BEGIN:VCALENDAR") => Some(Content::Calendar),
        _ => (is_head(lines.next()?) && !lines.any(is_toml)).then_some(Content::Table),
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

/// Says if a line says that the file is one of ours, however it begins.
fn is_format(line: &[u8]) -> bool {
    let value = line.strip_prefix(b"format").map(<[u8]>::trim_ascii_start).and_then(|rest| rest.strip_prefix(b"="));
    value.is_some_and(|value| value.trim_ascii_start().starts_with(b"\"holdwell-"))
}

/// Says if a line gives a value to a key, or begins a table of TOML. No row of a table does, and no line of JSON.
fn is_toml(line: &[u8]) -> bool {
    let is_name = |text: &[u8]| {
        let text = text.trim_ascii();
        text.first().is_some_and(u8::is_ascii_alphabetic)
            && text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
    };
    let inside = line.strip_prefix(b"[").and_then(|line| line.strip_suffix(b"]"));
    let inside = inside.map(|line| line.strip_prefix(b"[").and_then(|line| line.strip_suffix(b"]")).unwrap_or(line));
    inside.is_some_and(is_name)
        || line.iter().position(|byte| *byte == b'=').is_some_and(|at| line.get(..at).is_some_and(is_name))
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
            // One of ours with something before it, or with a fault in its first line.
            (b"Monday, with Ana\n\nformat = \"holdwell-routine\"\nversion = 1\n", None),
            (b"format = \"holdwell-routine\"; version = 1", None),
            (b"<Monday>\nformat = \"holdwell-library\"\n", None),
            (b"format: holdwell, version 1\n\n[[step]]\nname = \"A\"\n", None),
            (b"[routine]\nname = \nhalves = [1, 2]", None),
            (b"[[step]\nhalves = [1]", None),
            (b"Name;Note\nAna;left = worse\nBert;[x]\n", Some(Content::Table)),
            (b"[\n  [1, 2],\n  [3]\n]", Some(Content::Json)),
            (b"[true]", None),
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
