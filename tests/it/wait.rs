//! How long somebody waits for the page of a home plan, on a phone that is four times as slow.

use serde_json::json;

use crate::browser::Browser;
use crate::rig::{Folder, builtin, holdwell};

/// Times of the page's main thread, slowed, and of its worker, which a browser does not slow: in milliseconds since the
/// page was asked for.
const TIMES: &str = "(async () => {
    const worker = [];
    await ready;
    const mark = async what => { const from = performance.now(); await what(); worker.push(performance.now() - from); };
    while ($('start').disabled) await new Promise(done => setTimeout(done, 5));
    const enabled = performance.now();
    $('start').click();
    if (!$('signs').hidden) { $('none-of-these').click(); $('none-of-these').click(); }
    while (sound.src.startsWith('data:') || sound.paused || sound.currentTime === 0) {
        await new Promise(done => setTimeout(done, 5));
    }
    const sounding = performance.now();
    sound.pause();
    await mark(() => ask({ ask: 'open', plan: planText }));
    await mark(() => ask({ ask: 'sound', share: 'whole', kind: 'flac' }));
    const paint = performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint');
    return [paint.startTime, enabled, sounding, ...worker].map(Math.round);
})()";

#[test]
#[ignore = "it measures, and wants a quiet machine"]
fn how_long_it_takes_until_it_is_seen_and_heard() {
    let folder = Folder::new();
    for routine in ["low-back-at-home", "desk-break-at-home"] {
        let (plan, page) = (folder.path("plan.holdwell"), folder.path("page.html"));
        let _facts = holdwell(&["plan", "make", &builtin(routine), "--out", &plan]).well();
        holdwell(&["plan", "page", &plan, "--out", &page]).well();
        for slower in [1, 4] {
            let Some(mut browser) = Browser::at("about:blank") else { return };
            browser.tell("Emulation.setCPUThrottlingRate", json!({ "rate": slower }));
            browser.go(&format!("file://{page}"));
            browser.until("document.readyState === 'complete' && typeof ready !== 'undefined'");
            let times = browser.run(TIMES);
            println!("{routine}, {slower} times as slow: [seen, ready, heard, open, sound] = {times}");
        }
    }
}
