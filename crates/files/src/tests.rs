use std::io::Write as _;

use super::*;

const LIMIT: u64 = 1 << 20;

#[test]
fn a_file_within_the_limit_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    for length in [0, 1, LIMIT] {
        fs::write(&path, vec![7; length as usize]).unwrap();
        assert_eq!(read(&path, LIMIT).map(|bytes| bytes.len() as u64), Ok(length));
    }
    fs::write(&path, vec![7; LIMIT as usize + 1]).unwrap();
    assert_eq!(read(&path, LIMIT), Err(ReadError::TooLarge(LIMIT)));
}

/// A file with a length and nothing in it: eight terabytes, which no memory holds.
#[test]
fn a_file_without_measure_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparse");
    File::create(&path).unwrap().set_len(1 << 43).unwrap();
    assert_eq!(read(&path, LIMIT), Err(ReadError::TooLarge(LIMIT)));
}

#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path(), LIMIT), Err(ReadError::NotAFile(FileKind::Folder)));
    assert_eq!(read(&folder.path().join("none"), LIMIT), Err(ReadError::Missing));
}

#[cfg(unix)]
#[test]
fn nothing_is_waited_for() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::net::UnixListener;

    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    let _listener = UnixListener::bind(at("socket")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
    std::os::unix::fs::symlink(at("pipe"), at("to-pipe")).unwrap();
    std::os::unix::fs::symlink(at("circle"), at("circle")).unwrap();
    let error = |name: &str| read(&at(name), LIMIT).unwrap_err();
    assert_eq!(error("pipe"), ReadError::NotAFile(FileKind::Pipe));
    assert_eq!(error("to-pipe"), ReadError::NotAFile(FileKind::Pipe));
    assert_eq!(error("socket"), ReadError::NotAFile(FileKind::Socket));
    assert_eq!(error("dangling"), ReadError::DanglingLink);
    assert!(matches!(error("circle"), ReadError::Refused(_)));
    assert_eq!(read(Path::new("/dev/zero"), LIMIT), Err(ReadError::NotAFile(FileKind::Device)));
}

#[test]
fn a_name_is_shown_without_what_a_terminal_obeys() {
    assert_eq!(shown(Path::new("a\u{1b}[31m\n.toml")), "a\\u{1b}[31m\\u{a}.toml");
    assert_eq!(shown(Path::new("lot.\u{202e}moc\u{200b}")), "lot.\\u{202e}moc\\u{200b}");
    assert_eq!(shown(Path::new("Rücken, tägliche Übung.toml")), "Rücken, tägliche Übung.toml");
}

#[test]
fn a_file_is_written_wholly_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let put = |bytes: &[u8]| replace(&path, |mut file| file.write_all(bytes));
    put(b"one").unwrap();
    put(b"two").unwrap();
    let full = replace(&path, |mut file| {
        file.write_all(b"one")?;
        Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull))
    });
    assert_eq!(full.unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn neither_a_device_nor_a_link_is_replaced() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};

    replace(Path::new("/dev/null"), |mut file| file.write_all(b"gone")).unwrap();
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    let folder = tempfile::tempdir().unwrap();
    let [path, link, theirs] = ["a", "link", "theirs"].map(|name| folder.path().join(name));
    for file in [&path, &theirs] {
        fs::write(file, "before").unwrap();
    }
    symlink(&path, &link).unwrap();
    // Somebody put a link where the part is written.
    symlink(&theirs, folder.path().join("a.part")).unwrap();
    replace(&link, |mut file| file.write_all(b"after")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((fs::read(&path).unwrap(), fs::read(&theirs).unwrap()), (b"after".to_vec(), b"before".to_vec()));
}
