//! The page of a home plan, in a real browser, as on a phone that opened it from a file.

use std::fs;

use holdwell_home::{Diary, Did};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::rig::{Folder, builtin, holdwell};

/// Two items of a few seconds, one of them on both sides.
const ROUTINE: &str = r#"format = "holdwell-routine"
version = 1

[routine]
id = "short"
name = "A short one"
technique = "self-care"
audience = "home"

[[step]]
name = "Palm on the belly"
setup = "Lie on your back. Lay one palm on your belly."
timing = { kind = "fixed", hold = "6s" }
settle = "4s"
rest = "2s"

[[step]]
name = "Shoulder"
setup = "Sit down. Lay a hand on the shoulder."
side = "right-then-left"
timing = { kind = "fixed", hold = "5s" }
settle = "4s"
rest = "2s"
"#;

/// The page in a browser, ready to start; `None` where there is no browser.
fn opened(folder: &Folder) -> Option<Browser> {
    let (routine, plan, page) = (folder.path("short.toml"), folder.path("plan.holdwell"), folder.path("page.html"));
    fs::write(&routine, ROUTINE).unwrap();
    holdwell(&["plan", "make", &routine, "--out", &plan, "--shorter", "1"]).well();
    holdwell(&["plan", "page", &plan, "--out", &page, "--speech", "off"]).well();
    let mut browser = Browser::open(&page)?;
    browser.until("!!document.getElementById('start') && document.readyState === 'complete' && !$('start').disabled");
    Some(browser)
}

fn started(browser: &mut Browser, button: &str) {
    browser.run(&format!("$('{button}').click()"));
    browser.until("!$('session').hidden && !sound.paused && sound.currentTime > 0");
}

/// Returns the phase that the page shows, and the item.
fn seen(browser: &mut Browser) -> (String, String) {
    let text =
        |browser: &mut Browser, id: &str| browser.run(&format!("$('{id}').textContent")).as_str().unwrap().to_owned();
    (text(browser, "phase"), text(browser, "title"))
}

#[test]
fn it_runs_to_its_end_and_gives_a_diary_back() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    browser.run("document.querySelector('input[name=before][value=\"5\"]').click()");
    started(&mut browser, "start");
    assert_eq!(seen(&mut browser), ("Get ready".to_owned(), "Palm on the belly".to_owned()));
    browser.run("sound.playbackRate = 4");
    browser.until("$('phase').textContent === 'Hold, right side'");
    browser.until("!$('after').hidden");
    for control in ["input[name=after][value=\"3\"]", "input[name=worse][value=no]", "#keep"] {
        browser.run(&format!("document.querySelector('{control}').click()"));
    }
    browser.until("$('code').value !== ''");
    let text = browser.run("$('code').value");
    let [diary] = &Diary::of_text(text.as_str().unwrap()).unwrap()[..] else { panic!("one diary: {text}") };
    let [entry] = diary.entries() else { panic!("one entry: {diary:?}") };
    assert_eq!((&entry.items[..], entry.before, entry.after), (&[Did::Done, Did::Done][..], Some(5), Some(3)));
    assert_eq!(entry.worse, Some(false));
    let plan: Value = serde_json::from_slice(&fs::read(folder.path("plan.holdwell")).unwrap()).unwrap();
    assert_eq!(diary.plan.to_string(), plan["id"]);
    let asked = browser.requests();
    assert!(asked.iter().all(|address| address.starts_with("file:") || address.starts_with("blob:")), "{asked:?}");
}

#[test]
fn pause_again_skip_and_stop_do_what_they_say() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    started(&mut browser, "start");
    browser.run("$('pause').click()");
    browser.until("$('phase').textContent === 'Paused'");
    let stood = browser.run("sound.currentTime");
    browser.run("new Promise(done => setTimeout(done, 600))");
    assert_eq!(browser.run("sound.currentTime"), stood);
    browser.run("$('pause').click(); sound.currentTime = 8");
    browser.until("$('phase').textContent === 'Hold'");
    browser.run("$('again').click()");
    browser.until("$('phase').textContent === 'Get ready' && sound.currentTime < 4");
    browser.run("$('skip').click()");
    browser.until("$('phase').textContent === 'Get ready, right side' && $('title').textContent === 'Shoulder'");
    browser.run("$('again').click()");
    browser.until("$('title').textContent === 'Palm on the belly'");
    browser.run("document.querySelector('#picture').click()");
    browser.until("sound.paused && $('phase').textContent === 'Paused'");
    browser.run("$('stop').click()");
    browser.until("!$('after').hidden && sound.paused");
    let kept = "JSON.parse(localStorage.getItem(key)).entries.map(entry => entry.items[1])";
    assert_eq!(browser.run(kept), json!(["left-out"]), "before anybody pressed Keep");
    browser.run("$('resume').click()");
    browser.until("!$('session').hidden && !sound.paused");
    browser.run("$('stop').click(); $('keep').click()");
    assert_eq!(browser.run(kept), json!(["left-out"]), "it is one session");
}

#[test]
fn what_another_tab_kept_stays_and_a_mark_that_nobody_sees_does_no_harm() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    started(&mut browser, "start");
    let other = "localStorage.setItem(key, JSON.stringify({ ...diary, entries: [{ day: '2026-12-01', time: 1, items: ['done', 'done'] }] }))";
    browser.run(other);
    browser.run("$('stop').click(); $('word').value = '\\u200Fit was\\u00ADfine'; $('keep').click()");
    browser.until("$('code').value !== ''");
    let text = browser.run("$('code').value");
    let diary = Diary::of_text(text.as_str().unwrap()).unwrap().remove(0);
    assert_eq!(diary.entries().len(), 2);
    assert!(diary.entries().iter().any(|entry| entry.word.as_deref() == Some("it was fine")), "{diary:?}");
}

#[test]
fn a_shorter_day_is_what_matters_most() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    started(&mut browser, "shorter");
    let items = browser.run("[...new Set(session.stretches.map(stretch => stretch.item))]");
    assert_eq!(items, json!([0]));
    assert!(browser.run("Math.abs(sound.duration - session.length / 1000) < 12") == json!(true), "it rings out");
}

#[test]
fn its_sound_is_the_programs_own_sample_by_sample() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    // As the browser decodes it: what is positive is a part of 32,767, what is negative of 32,768.
    let decode = "(async () => {
        const bytes = await ask({ ask: 'sound', share: 'whole', kind: 'flac' });
        const decoded = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
        const whole = sample => Math.round(sample * (sample < 0 ? 32768 : 32767));
        return Array.from(decoded.getChannelData(0), whole).join(' ');
    })()";
    let heard = browser.run(decode);
    let heard: Vec<i32> = heard.as_str().unwrap().split(' ').map(|sample| sample.parse().unwrap()).collect();
    let wav = folder.path("render.wav");
    holdwell(&["render", &folder.path("short.toml"), "--out", &wav, "--speech", "off"]).well();
    let mut wav = hound::WavReader::open(wav).unwrap();
    let ours: Vec<i32> = wav.samples::<i32>().step_by(2).map(Result::unwrap).collect();
    assert!(heard.len() >= ours.len() && ours.iter().any(|sample| sample.abs() > 1000));
    // The browser's sine is not the system's: the last bit may differ where a value lies between two.
    let furthest = heard.iter().zip(&ours).map(|(heard, ours)| (heard - ours).abs()).max();
    assert!(furthest <= Some(1), "{furthest:?}");
    assert!(heard[ours.len()..].iter().all(|sample| *sample == 0), "the last block is filled up with silence");
}

#[test]
fn it_speaks_what_the_program_speaks() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    drop(browser);
    let (plan, page) = (folder.path("plan.holdwell"), folder.path("spoken.html"));
    if !holdwell(&["plan", "page", &plan, "--out", &page]).err.is_empty() {
        return;
    }
    browser = Browser::open(&page).unwrap();
    browser.until("!!document.getElementById('start') && document.readyState === 'complete' && !$('start').disabled");
    let loud = "(async () => {
        const decoded = await new OfflineAudioContext(1, 1, 48000).decodeAudioData((await soundOf('whole').then(() =>
            ask({ ask: 'sound', share: 'whole', kind: 'flac' }))).buffer);
        const samples = decoded.getChannelData(0).slice(0, 3 * 48000);
        return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    })()";
    assert!(browser.run(loud).as_f64() > Some(0.05), "in the first three seconds nothing but a voice sounds");
}

#[test]
fn what_a_browser_does_not_play_it_gets_as_another_kind() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    let refuses = "(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => make(blob.type === 'audio/flac' ? new Blob(['no sound'], { type: blob.type }) : blob);
        sounds = {};
    })()";
    browser.run(refuses);
    started(&mut browser, "start");
    assert_eq!(browser.run("rung"), json!(1));
    assert!(browser.run("Math.abs(sound.duration - session.length / 1000) < 12") == json!(true));
    assert_eq!(browser.run("$('trouble').hidden"), json!(true));
}

/// Presses Start in the page of a routine with signs, and answers what is asked.
#[test]
fn signs_are_asked_for_once_a_week_and_a_yes_starts_nothing() {
    let folder = Folder::new();
    let (plan, page) = (folder.path("plan.holdwell"), folder.path("page.html"));
    let call = ["--call", "Jo Miller, 555 0101"];
    let _facts =
        holdwell(&[&["plan", "make", &builtin("low-back-at-home"), "--out", &plan][..], &call].concat()).well();
    holdwell(&["plan", "page", &plan, "--out", &page, "--speech", "off"]).well();
    let Some(mut browser) = Browser::open(&page) else { return };
    let ready = "!!document.getElementById('start') && document.readyState === 'complete' && !$('start').disabled";
    browser.until(ready);
    let asks = |browser: &mut Browser, words: &str| {
        let seen = "document.querySelector('.signs:not([hidden])').textContent";
        assert!(browser.run(seen).as_str().unwrap().contains(words), "{words}");
    };
    browser.run("$('start').click()");
    browser.until("!$('signs').hidden");
    asks(&mut browser, "Are you numb between the legs");
    browser.run("document.documentElement.style.fontSize = '36px'");
    assert!(browser.run("document.documentElement.scrollWidth").as_f64() <= Some(390.0));
    browser.run("$('none-of-these').click()");
    asks(&mut browser, "Have you had a hard blow or a fall?");
    browser.run("$('one-of-these').click()");
    let help = browser.run("$('help').textContent + $('none-of-these').hidden");
    assert_eq!(help, json!("See a doctor first, and leave the plan until then. Tell Jo Miller, 555 0101.true"));
    assert_eq!(browser.run("diary.entries.length"), json!(1));
    let kept = browser.run("JSON.parse(localStorage.getItem(key)).entries[0]");
    assert_eq!((&kept["worse"], &kept["items"][0]), (&json!(true), &json!("left-out")), "the therapist sees it");
    assert!(kept["word"].as_str().unwrap().contains("Have you had a hard blow or a fall?"), "{kept}");
    browser.run("$('leave').click(); $('start').click()");
    asks(&mut browser, "Are you numb between the legs");
    browser.run("$('one-of-these').click()");
    assert!(browser.run("$('help').textContent").as_str().unwrap().starts_with("Get help at once"));
    assert_eq!(browser.run("diary.entries.length"), json!(2), "neither takes the place of the other");
    browser.run("$('leave').click(); $('start').click(); $('none-of-these').click(); $('none-of-these').click()");
    browser.until("!$('session').hidden && !sound.paused && sound.currentTime > 0");
    for (days, is_asked) in [(6, false), (8, true), (-1, true)] {
        browser.run(&format!("localStorage.setItem(signsKey, String(Date.now() - {days} * 24 * 3600 * 1000))"));
        browser.tell("Page.reload", json!({}));
        browser.until(&format!("{ready} && $('session').hidden"));
        browser.run("$('start').click()");
        browser.until(if is_asked { "!$('signs').hidden" } else { "!$('session').hidden && $('signs').hidden" });
    }
}

#[test]
fn it_goes_on_while_it_stands_still() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    started(&mut browser, "start");
    let script = "(() => {
        const from = [Date.now(), sound.currentTime];
        while (Date.now() - from[0] < 12000);
        return from[1];
    })()";
    let before = browser.run(script).as_f64().unwrap();
    browser.until(&format!("sound.currentTime > {} && $('title').textContent === 'Shoulder'", before + 11.5));
    browser.run("sound.playbackRate = 8");
    browser.until("!$('after').hidden");
}

#[test]
fn every_control_is_named_and_large_text_stays_on_the_screen() {
    let folder = Folder::new();
    let Some(mut browser) = opened(&folder) else { return };
    let phone = |width: u32| json!({ "width": width, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.run("document.documentElement.style.fontSize = '36px'");
    for (part, width) in ["plan", "session", "after", "diary"].into_iter().flat_map(|part| [(part, 390), (part, 320)]) {
        browser.tell("Emulation.setDeviceMetricsOverride", phone(width));
        browser.run(&format!("if ('{part}' === 'session') {{ session = sessions.whole; draw(); }} show('{part}')"));
        let controls = browser.controls();
        assert!(controls.len() >= 3, "{part}: {controls:?}");
        assert!(controls.iter().all(|(_, name)| !name.trim().is_empty()), "{part}: {controls:?}");
        let needed = browser.run("document.documentElement.scrollWidth").as_f64().unwrap();
        assert!(needed <= f64::from(width), "{part} is {needed} wide of {width}");
        let broken = "(() => {
            const range = document.createRange();
            const lines = words => { range.selectNodeContents(words); return range.getClientRects().length; };
            return [...document.querySelectorAll('.pain span')].filter(words => lines(words) > 1).length;
        })()";
        assert_eq!(browser.run(broken), json!(0), "{part} at {width}: no figure is broken in two");
    }
}
