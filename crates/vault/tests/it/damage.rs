//! A page that was damaged while the vault was closed: what cannot be read is not shown as if there were nothing.

use std::fs;
use std::path::Path;

use holdwell_store::{Request, VaultQuery, VaultState};
use holdwell_testkit::{Desk, other_tool, passphrase};

/// Fills the first page of a table with what nobody wrote.
fn damage(vault: &Path, words: Option<&str>, table: &str) {
    let root = "select rootpage from sqlite_schema where name = ?1";
    let root: u32 = other_tool(vault, words).query_row(root, [table], |row| row.get(0)).unwrap();
    let root = root as usize;
    let mut content = fs::read(vault).unwrap();
    content[(root - 1) * 4096..root * 4096].fill(0xa5);
    fs::write(vault, content).unwrap();
}

#[test]
fn clients_who_cannot_be_read_are_not_shown_as_none_and_the_newest_good_copy_is_offered() {
    for words in [None, Some("p")] {
        let mut desk = Desk::new();
        desk.client("Anna");
        if let Some(words) = words {
            desk.done(Request::SetPassphrase { old: None, new: Some(passphrase(words)) });
        }
        desk.wait("the copy of the day", |kept| !kept.backups.is_empty());
        desk.done(Request::Backup);
        desk.done(Request::Backup);
        let kept = desk.wait("three copies", |kept| kept.backups.len() == 3);
        desk.close();
        // So is the newest copy.
        for file in [&desk.folder.join("vault.db"), &kept.backups[0].path] {
            damage(file, words, "client");
        }

        let again = Desk::at(&desk.folder, words.map(passphrase));
        again.look(VaultQuery { clients: Some(String::new()), ..VaultQuery::default() });
        let seen = again.wait("it is damaged, and a copy is good", |kept| {
            matches!(&kept.vault, VaultState::Unavailable(why) if why.is_damage()) && kept.newest_good.is_some()
        });
        assert_eq!(seen.newest_good, Some(kept.backups[1].clone()));
        again.done(Request::Restore(kept.backups[1].path.clone()));
        again.wait("Anna", |kept| kept.clients.len() == 1 && kept.newest_good.is_none());
    }
}
