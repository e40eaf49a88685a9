//! The page for a clinic's site, in a real browser, from a server that can be taken away.
#![expect(clippy::disallowed_methods, reason = "a server serves on a thread of its own")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use holdwell_home::{Diary, HomePlan};
use holdwell_library::Library;
use serde_json::json;

use crate::browser::Browser;
use crate::rig::{Folder, builtin, head, hold, holdwell};

/// The files of a folder on the web, as long as it lives.
struct Server {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn of(folder: &str) -> Self {
        let (listener, folder) = (TcpListener::bind("127.0.0.1:0").unwrap(), PathBuf::from(folder));
        let (address, is_over) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let over = Arc::clone(&is_over);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                answer(&stream.unwrap(), &folder);
            }
        });
        Self { address, is_over, thread: Some(thread) }
    }

    /// Returns the address of the page on a site that has other pages, too.
    fn page(&self) -> String {
        format!("http://{}/home/", self.address)
    }

    fn take_away(mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        self.thread.take().unwrap().join().unwrap();
    }
}

fn answer(mut stream: &TcpStream, folder: &Path) {
    let asked = BufReader::new(stream).lines().map_while(Result::ok);
    let asked: Vec<String> = asked.take_while(|line| !line.is_empty()).collect();
    let first = asked.first().cloned().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default();
    let file = path.strip_prefix("/home/").map(|name| folder.join(if name.is_empty() { "index.html" } else { name }));
    let bytes = file.as_ref().and_then(|file| fs::read(file).ok());
    let kind = match file.as_ref().and_then(|file| file.extension()?.to_str()) {
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("png") => "image/png",
        _ => "text/html",
    };
    let status = if bytes.is_some() { "200 OK" } else { "404 Not Found" };
    let bytes = bytes.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    let _gone = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
}

/// Makes the site, and a plan with the fragment of its link.
fn made(folder: &Folder, more: &[&str]) -> (String, HomePlan, String) {
    let (site, plan) = (folder.path("site"), folder.path("plan.holdwell"));
    holdwell(&[&["web", "--out", &site], more].concat()).well();
    let _facts = holdwell(&["plan", "make", &builtin("soles-in-bed"), "--out", &plan, "--call", "Jo, 555 0101"]).well();
    let plan = HomePlan::read(&fs::read(plan).unwrap()).unwrap();
    let fragment = plan.fragment(&Library::builtin());
    (site, plan, fragment)
}

const READY: &str = "!!document.getElementById('start') && !document.getElementById('start').disabled";

#[test]
fn a_link_opens_its_plan_which_runs_and_gives_its_diary_back_without_a_network() {
    let folder = Folder::new();
    let (site, plan, fragment) = made(&folder, &["--speech", "off"]);
    let server = Server::of(&site);
    let page = server.page();
    let Some(mut browser) = Browser::at(&format!("{page}#{fragment}")) else { return };
    browser.until(READY);
    assert_eq!(browser.run("document.title"), json!("Your home plan"), "a title says nothing of anybody's health");
    browser.run("navigator.serviceWorker.ready.then(() => true)");
    let of_site = |address: &String| [page.as_str(), "blob:", "data:"].iter().any(|from| address.starts_with(from));
    let asked = browser.requests();
    assert!(asked.len() > 1 && asked.iter().all(of_site), "{asked:?}");
    server.take_away();

    browser.go("about:blank");
    browser.go(&format!("{page}#{fragment}"));
    browser.until(READY);
    assert_eq!(browser.run("$('plan').textContent.includes('555 0101')"), json!(true));
    browser.run("$('start').click(); $('none-of-these').click()");
    browser.until("!$('session').hidden && !sound.paused && sound.currentTime > 0");
    browser.run("sound.currentTime = session.length / 1000 - 2");
    browser.until("!$('after').hidden");
    browser.run("$('keep').click()");
    browser.until("$('code').value !== ''");
    let text = browser.run("$('code').value");
    let [diary] = &Diary::of_text(text.as_str().unwrap()).unwrap()[..] else { panic!("one diary: {text}") };
    assert_eq!((diary.plan, diary.entries().len()), (plan.id, 1));
}

#[test]
fn without_a_whole_link_it_says_kindly_what_to_do() {
    let folder = Folder::new();
    let (site, _, fragment) = made(&folder, &["--speech", "off"]);
    let server = Server::of(&site);
    let page = server.page();
    let Some(mut browser) = Browser::at(&page) else { return };
    browser.until(
        "document.readyState === 'complete' && typeof $ === 'function' && !$('none').hidden && $('last').hidden",
    );
    let seen = |browser: &mut Browser| browser.run("document.querySelector('main').innerText");
    assert!(seen(&mut browser).as_str().unwrap().contains("No plan is open here."));
    let cut = &fragment[..fragment.len() - 3];
    browser.run(&format!("location.hash = '{cut}'"));
    browser.until("document.querySelector('[data-fault=damaged]')?.hidden === false");
    assert!(seen(&mut browser).as_str().unwrap().contains("This link is not whole."));
    browser.run(&format!("location.hash = '{fragment}'"));
    browser.until(READY);
    browser.go("about:blank");
    browser.go(&page);
    browser.until("document.readyState === 'complete' && !!document.getElementById('last') && typeof $ === 'function' && !$('last').hidden");
    browser.run("$('last').click(); $('last').click()");
    browser.until(READY);
    let begun = "[...document.scripts].filter(one => one.textContent === $('app').textContent).length";
    assert_eq!(browser.run(begun), json!(2), "the one that waits, and the one that runs");
    server.take_away();
}

#[test]
fn it_speaks_what_the_routines_of_the_library_say() {
    let folder = Folder::new();
    let site = folder.path("site");
    if !holdwell(&["web", "--out", &site]).err.is_empty() {
        return;
    }
    let (_, plan, fragment) = made(&folder, &[]);
    let server = Server::of(&site);
    let Some(mut browser) = Browser::at(&format!("{}#{fragment}", server.page())) else { return };
    browser.until(READY);
    let said = browser.run("Object.keys(plan.speech.prompts)");
    let whole = holdwell_web::said(&plan, holdwell_home::Share::Whole);
    assert!(whole.len() > 3 && whole.iter().all(|prompt| said.as_array().unwrap().contains(&json!(prompt.text))));
    server.take_away();
}

#[test]
fn nothing_of_anybody_elses_is_written_over() {
    let folder = Folder::new();
    let site = folder.path("site");
    fs::create_dir(&site).unwrap();
    let index = folder.file("site/index.html", "<h1>Our clinic</h1>");
    assert_eq!(holdwell(&["web", "--out", &site, "--speech", "off"]).code, 2);
    assert_eq!(fs::read_to_string(&index).unwrap(), "<h1>Our clinic</h1>");
    fs::remove_file(&index).unwrap();
    for _again in 0..2 {
        holdwell(&["web", "--out", &site, "--speech", "off"]).well();
    }
    for file in ["index.html", "manifest.json", "icon.png", "service.js"] {
        assert!(Path::new(&site).join(file).exists(), "{file}");
    }
}

#[test]
fn a_sheet_has_no_code_that_opens_nothing() {
    let folder = Folder::new();
    let library = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"own-rest\"\nname = \"Own rest\"\n\
                   techniques = [\"self-care\"]\nregion = \"calf\"\nhome = true\nsay = \"Rest\"\n\
                   usual = [{ technique = \"self-care\", kind = \"fixed\", hold = \"1m\" }]\n";
    fs::create_dir_all(folder.path("data/library")).unwrap();
    let _own = folder.file("data/library/own.toml", library);
    let routine = folder.file(
        "r.toml",
        head("self-care", "home") + "[[step]]\nposition = \"own-rest\"\ntiming = { kind = \"fixed\", hold = \"1m\" }\n",
    );
    let (plan, sheet, data) = (folder.path("p.holdwell"), folder.path("s.html"), folder.path("data"));
    let made = holdwell(&["plan", "make", &routine, "--out", &plan, "--data", &data]);
    assert_eq!(made.code, 0, "{made:?}");
    let problems = holdwell(&["plan", "sheet", &plan, "--out", &sheet, "--web", "https://clinic.example/"]).problems();
    assert!(problems[0].contains("leave out --web"), "{problems:?}");
    assert!(!Path::new(&sheet).exists());
    let named = folder.file("n.toml", head("self-care", "home") + &hold("A word of our own", "1m"));
    let _facts = holdwell(&["plan", "make", &named, "--out", &plan]).well();
    assert_eq!(holdwell(&["plan", "sheet", &plan, "--out", &sheet, "--web", "https://clinic.example/"]).well(), "");
}
