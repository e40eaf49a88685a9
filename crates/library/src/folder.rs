//! The clinic's own folder of library files: added to a library, and watched for changes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Fault, LARGEST_FILE, Library, Problem};
use holdwell_files::ReadError;

/// Time between two looks at the names and the times of change; the files themselves are not read.
const EVERY: Duration = Duration::from_secs(3);
/// More files than this are not read: this is a folder of somebody's own writing.
const MOST: usize = 200;

/// A folder that is watched until this is dropped.
#[derive(Debug)]
pub struct Watch {
    changed: Receiver<Library>,
    _ends_with_this: SyncSender<()>,
}

impl Watch {
    /// Watches a folder on a thread of its own, which need not be there yet, and adds what is in it to a library.
    /// `wake` is called after every change.
    ///
    /// # Errors
    /// The system starts no more threads.
    pub fn start(folder: PathBuf, library: Library, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (found, changed) = sync_channel(1);
        let (end, ended) = sync_channel(0);
        let watch = move || watch(&folder, &library, &found, &ended, &wake);
        thread::Builder::new().name("library folder".to_owned()).spawn(watch)?;
        Ok(Self { changed, _ends_with_this: end })
    }

    /// The library with what is in the folder now, where that has changed since the last call.
    pub fn changed(&self) -> Option<Library> {
        self.changed.try_iter().last()
    }
}

fn watch(folder: &Path, library: &Library, found: &SyncSender<Library>, ended: &Receiver<()>, wake: &dyn Fn()) {
    let mut known = Ok(Vec::new());
    loop {
        let seen = stamps(folder);
        if seen != known {
            let mut library = library.clone();
            add(&mut library, folder);
            if found.send(library).is_err() {
                return;
            }
            known = seen;
            wake();
        }
        if ended.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// Adds what is in a folder to a library; one that is not there adds nothing. What cannot be read is one of the library's
/// problems, and keeps nothing else out.
pub fn add(library: &mut Library, folder: &Path) {
    let paths = match paths(folder) {
        Ok(paths) => paths,
        Err(error) => return library.add_problem(Problem::whole(name(folder), error)),
    };
    let mut files = Vec::new();
    for path in paths.iter().take(MOST) {
        match holdwell_files::read(path, LARGEST_FILE) {
            Ok(bytes) => files.push((name(path), bytes)),
            // It vanished between listing and reading, and is gone at the next look.
            Err(ReadError::Missing) => {}
            Err(error) => library.add_problem(Problem::whole(name(path), error)),
        }
    }
    library.add_clinic(&files);
    if let Some(first) = paths.get(MOST) {
        library.add_problem(Problem::whole(name(first), Fault::TooManyFiles(MOST)));
    }
}

/// The last part of a path, to be shown.
fn name(path: &Path) -> String {
    holdwell_files::shown(Path::new(path.file_name().unwrap_or_default()))
}

/// Name, size and time of change of each file, and what keeps the folder from being looked into.
type Stamps = Result<Vec<(PathBuf, Option<(u64, Option<SystemTime>)>)>, ReadError>;

fn stamps(folder: &Path) -> Stamps {
    let stamp = |path: PathBuf| {
        let about = fs::metadata(&path).ok().map(|about| (about.len(), about.modified().ok()));
        (path, about)
    };
    Ok(paths(folder)?.into_iter().map(stamp).collect())
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let entries = match fs::read_dir(folder).map_err(ReadError::from) {
        Err(ReadError::Missing) => return Ok(Vec::new()),
        entries => entries?,
    };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_ours = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let mut paths: Vec<PathBuf> = files.filter(is_ours).collect();
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Origin, Place, Suggestion, ValueError};
    #[cfg(unix)]
    use holdwell_files::FileKind;

    const PSOAS: &str = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"psoas\"\nname = \"Our psoas\"\n\
                         techniques = [\"smrt\"]\nregion = \"abdomen-hip\"\n";

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        let mut library = Library::default();
        add(&mut library, Path::new("/no/such/folder"));
        assert!(library.problems().is_empty() && library.positions().next().is_none());
    }

    #[test]
    fn what_is_not_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..=MOST {
            let text = PSOAS.replace("psoas", &format!("ours-{number}"));
            fs::write(folder.path().join(format!("{number:03}.toml")), text).unwrap();
        }
        let mut library = Library::default();
        add(&mut library, folder.path());
        assert_eq!(library.positions().count(), MOST);
        let (file, table, fault) = ("200.toml".to_owned(), String::new(), Fault::TooManyFiles(200));
        assert_eq!(library.problems(), [Problem { file, place: None, table, fault }]);
    }

    /// A pipe that nobody writes into, a folder and a link to nowhere: each is told, and none hides the good file.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_told_and_hides_nothing() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        mknodat(CWD, at("a.toml"), FileType::Fifo, Mode::RWXU, 0).unwrap();
        fs::create_dir(at("b.toml")).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), at("c.toml")).unwrap();
        fs::File::create(at("d.toml")).unwrap().set_len(1 << 31).unwrap();
        fs::write(at("e\u{1b}[2J.toml"), "").unwrap();
        fs::write(at("f.toml"), PSOAS).unwrap();
        let mut library = Library::default();
        add(&mut library, folder.path());
        assert_eq!(library.positions().count(), 1);
        let told: Vec<(&str, &Fault)> = library.problems().iter().map(|one| (&*one.file, &one.fault)).collect();
        let unread = [
            ("a.toml", Fault::Unreadable(ReadError::NotAFile(FileKind::Pipe))),
            ("b.toml", Fault::Unreadable(ReadError::NotAFile(FileKind::Folder))),
            ("c.toml", Fault::Unreadable(ReadError::DanglingLink)),
            ("d.toml", Fault::TooLarge),
        ];
        let expected: Vec<(&str, &Fault)> = unread.iter().map(|(file, fault)| (*file, fault)).collect();
        assert_eq!(told[..4], expected);
        assert!(told[4..].iter().any(|(file, _)| *file == "e\\u{1b}[2J.toml"), "{told:?}");
    }

    #[test]
    fn a_folder_that_is_a_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("library");
        fs::write(&file, "").unwrap();
        let mut library = Library::default();
        add(&mut library, &file);
        assert_eq!(library.problems().len(), 1, "{:?}", library.problems());
    }

    #[test]
    fn a_clinics_entry_stands_in_place_of_the_built_in_one_and_a_wrong_file_adds_only_its_problems() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.toml"), PSOAS).unwrap();
        fs::write(folder.path().join("a.toml"), PSOAS.replace("psoas", "ours").replace("smrt", "smart")).unwrap();
        fs::write(folder.path().join("notes.txt"), "not ours").unwrap();
        let routine = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"r\"\nname = \"R\"\n[[step]]\nposition = \"psoas\"\n";
        fs::write(folder.path().join("c.toml"), routine).unwrap();
        let mut library = Library::builtin();
        let before = library.positions().count();
        add(&mut library, folder.path());
        assert_eq!(library.position("psoas").unwrap().name, "Our psoas");
        assert_eq!((library.origin("psoas"), library.origin("iliacus")), (Origin::InPlace, Origin::BuiltIn));
        assert_eq!(library.positions().count(), before);
        assert!(library.routine("r").is_some());
        let (file, place) = ("a.toml".to_owned(), Some(Place { line: 6, column: 15 }));
        let error = ValueError::UnknownWord { text: "smart".to_owned(), instead: Suggestion::Nearest("smrt") };
        let fault = Fault::Value { key: "techniques".to_owned(), error };
        assert_eq!(library.problems(), [Problem { file, place, table: "position 1".to_owned(), fault }]);
    }

    #[test]
    fn own_entries_replace_nothing() {
        let mut library = Library::builtin();
        let own = holdwell_model::Position { id: "own-1".to_owned(), ..library.position("psoas").unwrap().clone() };
        library.add_own([&own], []);
        assert_eq!((library.origin("own-1"), library.origin("psoas")), (Origin::Own, Origin::BuiltIn));
    }

    #[test]
    fn a_change_is_told_and_rest_is_silent() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), PSOAS).unwrap();
        let (woken, wakes) = sync_channel(8);
        let watch =
            Watch::start(folder.path().to_owned(), Library::default(), move || woken.try_send(()).unwrap_or_default())
                .unwrap();
        wakes.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(watch.changed().unwrap().positions().count(), 1);
        assert!(watch.changed().is_none());
        fs::write(folder.path().join("b.toml"), PSOAS.replace("psoas", "ours")).unwrap();
        wakes.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(watch.changed().unwrap().positions().count(), 2);
    }
}
