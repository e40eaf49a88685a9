//! `holdwell run --headless` into the vault, killed and gone on with.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use assert_cmd::cargo::cargo_bin_cmd;
use holdwell_model::{Client, Id, Millis};
use holdwell_store::{Request, SessionPage, SessionState, VaultHandle, VaultQuery, VaultSnapshot, new_id};
use holdwell_vault::{Folder as VaultFolder, OpenVault, open_vault};
use jiff::Zoned;
use serde_json::Value;

use crate::rig::{Folder, holdwell, json_lines, steps};

/// The arguments of a quick run into a vault.
fn quick<'a>(data: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    ["run", "--headless", "--no-audio", "--speed", "1000", "--data", data]
        .into_iter()
        .chain(more.iter().copied())
        .collect()
}

/// The numbers of the steps whose work has ended.
fn ended(lines: &[Value]) -> Vec<u64> {
    let work = lines.iter().filter(|line| line["event"] == "phase-end" && line["phase"] == "work");
    work.map(|line| line["step"].as_u64().unwrap()).collect()
}

/// Does something with a vault that is opened for it.
fn with_vault<T>(
    data: &str,
    what: impl FnOnce(&VaultHandle, &dyn Fn(&dyn Fn(&VaultSnapshot) -> bool) -> Arc<VaultSnapshot>) -> T,
) -> T {
    let (rung, bell) = std::sync::mpsc::sync_channel(64);
    let wake = Box::new(move || {
        let _rung = rung.try_send(());
    });
    let now: Zoned = "2026-03-02T10:00[UTC]".parse().unwrap();
    let folder = VaultFolder::at(Some(PathBuf::from(data))).unwrap();
    let OpenVault { handle, threads, .. } = open_vault(folder, None, Arc::new(move || now.clone()), wake).unwrap();
    let wait = |seen: &dyn Fn(&VaultSnapshot) -> bool| loop {
        let kept = handle.kept();
        if seen(&kept) {
            return kept;
        }
        bell.recv_timeout(std::time::Duration::from_mins(1)).unwrap();
    };
    let done = what(&handle, &wait);
    drop(threads);
    done
}

#[test]
fn a_run_for_a_client_is_kept_as_theirs() {
    let folder = Folder::new();
    let (data, file) = (folder.path("data"), folder.file("r.toml", steps(2, "5s")));
    let maria = client(&data);
    let lines = json_lines(&holdwell(&quick(&data, &[&file, "--client", "maria berg"])).well());
    assert_eq!(lines.last().unwrap()["event"], "account");
    let page = last_session(&data, maria);
    assert_eq!((page.session.client, page.session.holds), (Some(maria), 2));
    assert!(page.account.is_some(), "the last word was waited for");
}

#[test]
fn what_is_printed_and_what_is_kept_are_one_journal_also_after_an_undo_of_the_end() {
    let folder = Folder::new();
    let (data, file) = (folder.path("data"), folder.file("r.toml", steps(2, "5s")));
    let maria = client(&data);
    let script = folder.file("s.txt", "at 3s stop\nat 4s undo\nat 6s score after 3\nat 10s stop\nat 12s note \"x\"\n");
    let told = ["--client", "Maria Berg", "--commands", script.as_str(), file.as_str()];
    let lines = json_lines(&holdwell(&quick(&data, &told)).well());
    let ends: Vec<_> = lines.iter().filter(|line| line["event"] == "finished").map(|line| &line["at_ms"]).collect();
    assert_eq!(ends, [3000, 10_000]);
    assert_eq!(lines.iter().filter(|line| line["event"] == "note").count(), 1);
    let page = last_session(&data, maria);
    assert_eq!((page.session.state, page.session.holds), (SessionState::Stopped, 1));
    let again = json_lines(&holdwell(&quick(&data, &told)).well());
    assert_eq!(again, lines, "the same in every run");
}

#[test]
fn a_client_who_is_not_there_is_an_error_before_anything_happens() {
    let folder = Folder::new();
    let (data, file) = (folder.path("data"), folder.file("r.toml", steps(1, "1s")));
    let problems = holdwell(&quick(&data, &[&file, "--client", "Nobody"])).problems();
    assert_eq!(problems.len(), 1);
    assert!(!problems[0].contains("Nobody"), "a name is not repeated where it may be kept: {problems:?}");
}

#[test]
fn a_rehearsal_leaves_no_trace() {
    let folder = Folder::new();
    let (home, file) = (folder.path("home"), folder.file("r.toml", steps(1, "1s")));
    let mut run = cargo_bin_cmd!("holdwell");
    let _run = run.args(["run", &file, "--headless", "--no-audio", "--speed", "1000"]);
    let _home = run.env("HOME", &home).env("XDG_DATA_HOME", &home).env("XDG_CONFIG_HOME", &home);
    assert!(run.output().unwrap().status.success());
    assert!(!PathBuf::from(home).exists());
}

#[test]
fn without_a_usable_vault_the_session_goes_on_and_says_so_and_so_does_the_exit_code() {
    let folder = Folder::new();
    let (data, file) = (folder.file("data", "no folder"), folder.file("r.toml", steps(1, "1s")));
    let run = holdwell(&quick(&data, &[&file]));
    assert_eq!(run.code, 1, "{}", run.err);
    let said: Vec<&str> = run.err.lines().collect();
    assert!(said[0].ends_with("This session is not recorded."), "{}", run.err);
    assert!(said[1].starts_with("holdwell: nothing of this session was recorded"), "{}", run.err);
    assert_eq!(ended(&json_lines(&run.out)), [1]);
    let again = holdwell(&quick(&data, &["--resume"]));
    assert_eq!((again.code, again.out.as_str()), (1, ""));
}

#[test]
fn nothing_was_cut_off_so_nothing_goes_on() {
    let folder = Folder::new();
    let (data, file) = (folder.path("data"), folder.file("r.toml", steps(1, "1s")));
    let _complete = holdwell(&quick(&data, &[&file])).well();
    assert!(holdwell(&quick(&data, &["--resume"])).problems()[0].contains("No session was cut off"));
    assert_eq!(holdwell(&quick(&data, &["--resume", &file])).code, 2);
    assert_eq!(holdwell(&quick(&data, &[])).code, 2);
}

/// A client in a new vault.
fn client(data: &str) -> Id {
    let id = new_id("2026-03-02T10:00Z".parse().unwrap());
    with_vault(data, |vault, wait| {
        let _saved = vault.send(Request::SaveClient(Box::new(Client::new(id, "Maria Berg")))).unwrap();
        let _shown = wait(&|kept| kept.all_clients == 1);
    });
    id
}

/// The last session of a client.
fn last_session(data: &str, client: Id) -> Arc<SessionPage> {
    with_vault(data, |vault, wait| {
        let _shown = vault.send(Request::Look(VaultQuery { client: Some(client), ..VaultQuery::default() })).unwrap();
        let kept = wait(&|kept| kept.client.is_some());
        let last = kept.client.as_ref().unwrap().sessions[0].id;
        let _shown = vault.send(Request::Look(VaultQuery { session: Some(last), ..VaultQuery::default() })).unwrap();
        Arc::clone(wait(&|kept| kept.session.is_some()).session.as_ref().unwrap())
    })
}

/// `benches/kill` does this 500 times, at random instants.
#[test]
fn killed_at_any_instant_it_loses_no_hold_and_goes_on() {
    let folder = Folder::new();
    let (data, file) = (folder.path("data"), folder.file("r.toml", steps(8, "1s")));
    let maria = client(&data);
    for heard in [1, 2, 3, 5, 8, 11, 14, 17, 20, 26] {
        let run =
            ["run", &file, "--headless", "--no-audio", "--speed", "20", "--data", &data, "--client", "Maria Berg"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_holdwell"));
        let mut child = child.args(run).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        for _ in 0..heard {
            let _length = out.read_line(&mut said).unwrap();
        }
        child.kill().unwrap();
        let _length = out.read_to_string(&mut said).unwrap();
        let _ended = child.wait().unwrap();
        let whole = said.rfind('\n').map_or("", |end| &said[..end]);
        let before = ended(&json_lines(whole));
        let cut_off = last_session(&data, maria).session.clone();
        assert!(cut_off.holds as usize >= before.len(), "{} holds are kept, {before:?} had ended", cut_off.holds);

        let after = ended(&json_lines(&holdwell(&quick(&data, &["--resume"])).well()));
        assert_eq!(after.len() + cut_off.holds as usize, 8, "what had ended is not held again: {before:?}, {after:?}");
        let page = last_session(&data, maria);
        assert_eq!((page.session.id, page.session.state), (cut_off.id, SessionState::Complete));
        assert!(page.records.iter().all(|record| record.held() == Millis(1000)), "{:?}", page.records);
    }
}
