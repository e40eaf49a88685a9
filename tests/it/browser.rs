//! A real browser without a window, told what to do by the protocol of its own tools.
#![expect(
    clippy::disallowed_methods,
    reason = "a browser lives by its own clock, and says much on a thread of its own"
)]

use std::borrow::Borrow;
use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket, connect};

use crate::rig::Folder;

/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_mins(1);
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-port=0",
];

/// A browser with one page in it, of the size of a phone.
pub(crate) struct Browser {
    program: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: Value,
    asked: u64,
    events: VecDeque<Value>,
    _profile: Folder,
}

impl Browser {
    /// Opens a file; `None` where no browser is installed.
    pub(crate) fn open(page: &str) -> Option<Self> {
        Self::at(&format!("file://{page}"))
    }

    /// Opens an address; `None` where no browser is installed.
    pub(crate) fn at(address: &str) -> Option<Self> {
        let profile = Folder::new();
        let data = format!("--user-data-dir={}", profile.path("profile"));
        let mut program = Command::new("chromium");
        program.args(FLAGS).args([&data, "about:blank"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let Ok(mut program) = program.spawn() else {
            // What a browser does is not looked at here.
            return None;
        };
        let mut said = BufReader::new(program.stderr.take().unwrap()).lines();
        let tools =
            said.find_map(|line| line.unwrap().strip_prefix("DevTools listening on ").map(str::to_owned)).unwrap();
        std::thread::spawn(move || said.for_each(drop));
        let (socket, _) = connect(tools).unwrap();
        let mut browser =
            Self { program, socket, session: Value::Null, asked: 0, events: VecDeque::new(), _profile: profile };
        let target = browser.tell("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.tell("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].clone();
        for domain in ["Page", "Runtime", "Network", "Accessibility"] {
            browser.tell(&format!("{domain}.enable"), json!({}));
        }
        let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
        browser.tell("Emulation.setDeviceMetricsOverride", phone);
        // What a test looks into is not what the page may do.
        browser.tell("Page.setBypassCSP", json!({ "enabled": false }));
        browser.go(address);
        Some(browser)
    }

    /// Goes to another address.
    pub(crate) fn go(&mut self, address: &str) {
        self.tell("Page.navigate", json!({ "url": address }));
    }

    /// Gives an order and returns what came of it.
    pub(crate) fn tell(&mut self, method: &str, params: impl Borrow<Value>) -> Value {
        self.asked += 1;
        let mut order = json!({ "id": self.asked, "method": method, "params": params.borrow() });
        if !self.session.is_null() {
            order["sessionId"] = self.session.clone();
        }
        self.socket.send(Message::text(order.to_string())).unwrap();
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let mut message: Value = serde_json::from_str(&text).unwrap();
            if message["id"] == self.asked {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].take();
            }
            self.events.push_back(message);
        }
    }

    /// Runs a script in the page and returns its value.
    #[track_caller]
    pub(crate) fn run(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut done = self.tell("Runtime.evaluate", params);
        assert!(done["exceptionDetails"].is_null(), "{script}: {}", done["exceptionDetails"]);
        done["result"]["value"].take()
    }

    /// Waits until a condition holds in the page.
    #[track_caller]
    pub(crate) fn until(&mut self, condition: &str) {
        let begun = Instant::now();
        while self.run(condition) != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "never: {condition}; {}", self.run("$('trouble').textContent"));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Lists the addresses that anything was asked from.
    pub(crate) fn requests(&self) -> Vec<String> {
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.map(|event| event["params"]["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    /// Lists the names of all controls, as a screen reader hears them, by their roles.
    pub(crate) fn controls(&mut self) -> Vec<(String, String)> {
        let tree = self.tell("Accessibility.getFullAXTree", json!({}));
        let text = |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        let nodes = tree["nodes"].as_array().unwrap().iter().filter(|node| node["ignored"] == false);
        let all = nodes.map(|node| (text(node, "role"), text(node, "name")));
        all.filter(|(role, _)| ["button", "radio", "textbox", "link", "checkbox"].contains(&role.as_str())).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _gone = self.program.kill();
        let _gone = self.program.wait();
    }
}
