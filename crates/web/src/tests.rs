//! Questions and answers without a browser.

use holdwell_audio::Speech;
use holdwell_engine::{Options, unattended};
use holdwell_home::{Asked, Diary, DiaryEntry, HomePlan, Share};
use holdwell_library::Library;
use holdwell_model::{Arc, Id, Millis};
use holdwell_speech::Prompt;
use jiff::civil::date;
use serde_json::{Value, json};

use super::{Fault, OwnFault, OwnPlace, Page, own_speech, put_own, said};

fn id() -> Id {
    "018f2b6e-0000-7000-8000-000000000001".parse().unwrap()
}

fn plan(routine: &str) -> HomePlan {
    let library = Library::builtin();
    HomePlan::make(library.routine(routine).unwrap(), &library, Asked::plain(id(), date(2026, 11, 30))).unwrap()
}

fn asked(page: &mut Page, question: &Value) -> Result<Value, Fault> {
    page.answer(question.to_string().as_bytes()).map(|answer| serde_json::from_slice(&answer).unwrap())
}

#[test]
fn an_open_plan_tells_when_everything_happens() {
    let plan = plan("low-back-at-home");
    let answer = asked(&mut Page::default(), &json!({ "ask": "open", "plan": plan.write() })).unwrap();
    for (share, key) in [(Share::Whole, "whole"), (Share::Shorter, "shorter")] {
        let session = Arc::new(plan.session(share));
        let run = unattended(&session, Options::of(&session));
        assert_eq!(answer[key]["length"], run.length().0);
        let told: Vec<_> = answer[key]["stretches"].as_array().unwrap().iter().map(|one| one["at"].as_u64()).collect();
        let is: Vec<_> = run.stretches(&session).iter().map(|stretch| Some(stretch.at.0)).collect();
        assert_eq!(told, is);
    }
    let sides: Vec<_> = answer["shorter"]["stretches"].as_array().unwrap().iter().map(|one| &one["item"]).collect();
    assert!(sides.iter().all(|item| item.as_u64() < Some(2)), "the first two of four: {sides:?}");
}

#[test]
fn its_sound_is_a_file_of_that_length() {
    let mut page = Page::default();
    asked(&mut page, &json!({ "ask": "open", "plan": plan("low-back-at-home").write() })).unwrap();
    let [whole, shorter] = ["whole", "shorter"].map(|share| {
        let bytes =
            page.answer(json!({ "ask": "sound", "share": share, "kind": "flac" }).to_string().as_bytes()).unwrap();
        assert_eq!(&bytes[..4], b"fLaC");
        u32::from_be_bytes(bytes[22..26].try_into().unwrap())
    });
    assert!(shorter < whole);
}

#[test]
fn a_diary_becomes_its_text() {
    let mut diary = Diary::new(id());
    diary.put(DiaryEntry { before: Some(5), after: Some(3), ..DiaryEntry::new(date(2026, 12, 1), 1) });
    let question = json!({ "ask": "diary", "diary": diary.write() }).to_string();
    let text = String::from_utf8(Page::default().answer(question.as_bytes()).unwrap()).unwrap();
    assert_eq!(Diary::of_text(&text), Ok(vec![diary]));
}

#[test]
fn what_is_no_question_or_comes_too_early_is_a_fault() {
    let mut page = Page::default();
    assert!(matches!(page.answer(b"what?"), Err(Fault::Question(_))));
    assert!(matches!(asked(&mut page, &json!({ "ask": "open", "plan": "{}" })), Err(Fault::Plan(_))));
    assert!(matches!(
        asked(&mut page, &json!({ "ask": "sound", "share": "whole", "kind": "wav" })),
        Err(Fault::NoPlan)
    ));
    assert!(matches!(asked(&mut page, &json!({ "ask": "diary", "diary": "[]" })), Err(Fault::Diary(_))));
}

#[cfg(feature = "site")]
#[test]
fn a_fragment_becomes_the_plan_its_page_and_its_words() {
    let plan = plan("low-back-at-home");
    let fragment = plan.fragment(&Library::builtin());
    let mut page = Page::default();
    let answer = asked(&mut page, &json!({ "ask": "read", "fragment": fragment })).unwrap();
    assert_eq!(HomePlan::read(answer["plan"].as_str().unwrap().as_bytes()).unwrap(), plan);
    assert!(answer["page"].as_str().unwrap().contains("Buttock on a ball"));
    assert!(answer["said"].as_array().unwrap().iter().any(|text| text.as_str().unwrap().contains("Let go")));
    let cut = &fragment[..fragment.len() - 1];
    for (fragment, fault) in [(cut, "damaged"), ("", "damaged"), ("<b>", "damaged")] {
        assert_eq!(asked(&mut page, &json!({ "ask": "read", "fragment": fragment })).unwrap()["fault"], fault);
    }
}

/// A hum of so many milliseconds.
fn hum(millis: u64) -> Speech {
    let wave = |at: u32| ((f64::from(at) / 48_000.0 * 220.0 * std::f64::consts::TAU).sin() * 3000.0) as i16;
    Speech::new((0..millis as u32 * 48).map(wave).collect())
}

#[test]
fn an_own_recording_stands_in_the_place_of_the_voice() {
    let mut plan = plan("low-back-at-home");
    let voices = plan.clone();
    put_own(&mut plan, &OwnPlace::Position("ball-buttock".to_owned()), &hum(5000)).unwrap();
    put_own(&mut plan, &OwnPlace::End, &hum(3000)).unwrap();
    let own = own_speech(&plan);
    let said = said(&plan, Share::Whole);
    let recorded: Vec<&Prompt> = said.iter().filter(|prompt| own.contains_key(&prompt.text)).collect();
    assert_eq!(recorded.len(), 2, "the first side of the position, and the end: {recorded:?}");
    assert!(recorded[0].text.contains("Buttock on a ball") && recorded[1].text.contains("That is all for today."));
    for (prompt, millis) in recorded.iter().zip([5000, 3000]) {
        assert!(own[&prompt.text].millis().abs_diff(millis) < 200, "{}", own[&prompt.text].millis());
    }
    assert_eq!(HomePlan::read(plan.write().as_bytes()).unwrap(), plan, "it travels in the file");
    assert_eq!(HomePlan { speech: None, ..plan }, voices, "and changes nothing else");
}

#[test]
fn a_recording_without_a_place_or_without_time_is_refused() {
    let mut plan = plan("low-back-at-home");
    let nowhere = put_own(&mut plan, &OwnPlace::Position("psoas".to_owned()), &hum(1000));
    assert!(matches!(nowhere, Err(OwnFault::NothingSaid)));
    let long = put_own(&mut plan, &OwnPlace::Begin, &hum(55_000));
    assert!(
        matches!(long, Err(OwnFault::TooLong { takes: Millis(55_000), room }) if room < Millis(20_000)),
        "{long:?}"
    );
    assert_eq!(plan.speech, None);
}
