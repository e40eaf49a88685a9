//! The texts of the columns: those of every released version are read, and what is written stays byte for byte.

use std::path::Path;

use holdwell_engine::RestorePoint;
use rusqlite::Connection;

use super::*;

/// Reads a text, and expects that the same comes of it again.
#[track_caller]
fn stays<T: Stored>(text: &str) {
    let value = T::read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(value.write().unwrap(), text);
}

/// Every text that a column of a fixture holds.
fn texts(file: &str, table: &str, column: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(file);
    let connection = Connection::open(path).unwrap();
    let mut rows = connection.prepare(&format!("select {column} from {table} where {column} is not null")).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

#[track_caller]
fn all_stay<T: Stored>(table: &str, column: &str) {
    let texts = texts("rich-1.db", table, column);
    assert!(!texts.is_empty(), "{table} has rows");
    for text in &texts {
        stays::<T>(text);
    }
}

#[test]
fn what_version_1_wrote_is_written_the_same_again() {
    all_stay::<Client>("client", "whole");
    all_stay::<Preset>("preset_version", "whole");
    all_stay::<Position>("position", "whole");
    all_stay::<Routine>("routine", "whole");
    all_stay::<Plan>("plan", "whole");
    all_stay::<PlanStep>("added_step", "whole");
    all_stay::<Options>("session", "options");
    all_stay::<serde_json::Value>("session", "account");
    all_stay::<Event>("event", "whole");
    all_stay::<Record>("hold", "whole");
    all_stay::<serde_json::Value>("draft", "whole");
}

/// A caution of one region stands as in the first version; one of several regions, or with a side, in a form of its own.
#[test]
fn a_caution_keeps_its_places() {
    let before = texts("rich-1.db", "client", "whole").remove(0);
    let place = "{\"region\":\"abdomen-hip\"}";
    assert!(before.contains(place), "{before}");
    for places in [
        place,
        "{\"regions\":{\"regions\":[\"abdomen-hip\",\"flank\"]}}",
        "{\"regions\":{\"regions\":[\"abdomen-hip\"],\"side\":\"right\"}}",
    ] {
        stays::<Client>(&before.replace(place, places));
    }
}

#[test]
fn a_restore_point_bears_its_version_and_one_without_is_still_read() {
    let before = texts("rich-1.db", "restore", "whole");
    let [before] = before.as_slice() else { panic!("one session was cut off") };
    let point = RestorePoint::read(before).unwrap();
    let written = point.write().unwrap();
    assert_eq!(written, format!("{{\"version\":1,\"point\":{before}}}"));
    assert_eq!(RestorePoint::read(&written).unwrap(), point);
    let newer = written.replacen("\"version\":1", "\"version\":2", 1);
    assert!(RestorePoint::read(&newer).unwrap_err().to_string().contains("version 2"));
    for nonsense in ["{}", "null", "{\"version\":1,\"point\":{}}", "{\"version\":0,\"point\":{}}"] {
        assert!(RestorePoint::read(nonsense).is_err(), "{nonsense}");
    }
}

#[test]
fn every_kind_of_event_keeps_its_text() {
    let kinds = [
        r#""started""#,
        r#"{"told":"advance"}"#,
        r#"{"undone":{"reverts":7}}"#,
        r#""entered""#,
        r#"{"rep":2}"#,
        r#"{"tapped":3}"#,
        r#""late-press""#,
        r#"{"scored":{"contact":1,"kind":"before","value":7}}"#,
        r#"{"scored":{"contact":1,"kind":"in-position","value":7}}"#,
        r#"{"scored":{"contact":1,"kind":"after","value":7}}"#,
        r#"{"noted":"warm"}"#,
        r#"{"named":"Psoas major"}"#,
        r#"{"adjusted":{"by_millis":-5000}}"#,
        r#"{"held":"paused"}"#,
        r#"{"held":"hushed"}"#,
        r#"{"held":{"gap":61000}}"#,
        r#""went-on""#,
        r#"{"marked":"release"}"#,
        r#"{"marked":"significant"}"#,
    ];
    let finished = ["complete", "stopped", "clients-word"].map(|how| format!(r#"{{"finished":"{how}"}}"#));
    let ended = ["time", "hands", "early", "interrupted", "clients-word", "restarted", "abandoned", "skipped"];
    let cues = [
        "session-end",
        "side-switch",
        "recheck",
        "hold-end",
        "return-end",
        "hold-begin",
        "return-begin",
        "settle",
        "rest",
        "rep-begin",
        "rep-end",
        "ceiling",
        "target",
        "minimum",
        "pre-end",
        "appointment",
        "check-in",
        "half-way",
        "count",
        "breath-in",
        "breath-out",
        "return-pace",
    ];
    let left = ended.map(|by| format!(r#"{{"left":{{"by":"{by}","held":30000}}}}"#));
    let reached = cues.map(|cue| format!(r#"{{"reached":"{cue}"}}"#));
    for kind in kinds.into_iter().map(str::to_owned).chain(finished).chain(left).chain(reached) {
        stays::<Event>(&format!(
            r#"{{"seq":1,"at":2000,"bout":3,"step":4,"side":"left","phase":"rate","kind":{kind}}}"#
        ));
    }
    for phase in ["rate", "settle", "work", "return", "recheck", "rest"] {
        stays::<Event>(&format!(
            r#"{{"seq":1,"at":0,"bout":null,"step":null,"side":null,"phase":"{phase}","kind":"entered"}}"#
        ));
    }
}

const TIMINGS: [&str; 6] = [
    r#"{"kind":"fixed","hold":30000}"#,
    r#"{"kind":"open","minimum":1,"target":null,"ceiling":3}"#,
    r#"{"kind":"reps","count":3,"work":{"timed":2000},"rest":4000,"cap":null}"#,
    r#"{"kind":"reps","count":3,"work":"by-hand","rest":4000,"cap":9}"#,
    r#"{"kind":"listening","check_in":1,"ceiling":null,"taps":true}"#,
    r#"{"kind":"block","length":60000,"breaths_per_minute":5.5}"#,
];
const SIDES: [&str; 7] = ["left", "right", "both", "midline", "left-then-right", "right-then-left", "worse-first"];
const TECHNIQUES: [&str; 8] = [
    "smrt",
    "counterstrain",
    "myofascial",
    "soft-tissue-release",
    "craniosacral",
    "somatoemotional",
    "lymph",
    "self-care",
];
const SETTINGS: [&str; 3] = [r#""off""#, r#""wait""#, r#"{"timed":5000}"#];

#[test]
fn every_shape_of_a_record_keeps_its_text() {
    let whole = r#"{"bout":1,"step":2,"side":"SIDE","planned":TIMING,"tries":[{"began":3,"held":4,"ended":"time"},{"began":3,"held":4,"ended":null}],"marks":[{"at":5,"held":6,"kind":"significant"}],"released":RELEASED,"scores":[{"at":7,"contact":1,"kind":"after","value":3}],"notes":["warm"],"taps":[10,20]}"#;
    for timing in TIMINGS {
        for side in &SIDES[..4] {
            for released in [r#""not-said""#, r#""no""#, r#"{"at":9}"#] {
                stays::<Record>(&whole.replace("SIDE", side).replace("TIMING", timing).replace("RELEASED", released));
            }
        }
    }
    stays::<Record>(
        &whole
            .replace("SIDE", "left")
            .replace("TIMING", TIMINGS[0])
            .replace("RELEASED", r#""no""#)
            .replace(r#","taps":[10,20]"#, ""),
    );
    let before_taps = r#"{"kind":"listening","check_in":null,"ceiling":null}"#;
    let old = whole.replace("SIDE", "left").replace("TIMING", before_taps).replace("RELEASED", r#""no""#);
    let same = |record: Record| record.planned;
    let taps = |taps| holdwell_model::Timing::Listening { check_in: None, ceiling: None, taps };
    assert_eq!(Record::read(&old).map(same).unwrap(), taps(false), "a row of before there were taps");
}

#[test]
fn every_way_to_run_a_session_keeps_its_text() {
    for (profile, count) in [("technique", "off"), ("full", "last-three")] {
        stays::<Options>(&format!(r#"{{"profile":"{profile}","worse_side":null,"count":"{count}"}}"#));
        stays::<Options>(&format!(r#"{{"profile":"{profile}","worse_side":"right","count":"{count}"}}"#));
    }
}

#[test]
fn every_plan_keeps_its_text() {
    let step = r#"{"number":1,"title":"Psoas","setup":"so","cautions":["no"],"technique":"TECHNIQUE","contacts":[{"position":"psoas","name":"Psoas","side":"left","region":"abdomen-hip"},{"position":null,"name":"It","side":null,"region":null}],"timing":{"kind":"fixed","hold":1},"sides":"SIDE","phases":{"rate":SETTING,"settle":"wait","return_":"off","recheck":SETTING,"rest":SETTING},"optional":true,"group":0,"remarks":"slowly"}"#;
    let plan = r#"{"id":"t","name":"Home","technique":"smrt","audience":"AUDIENCE","free":false,"groups":[{"order":"ORDER","scan":true}],"steps":[STEP]}"#;
    for technique in TECHNIQUES {
        for side in SIDES {
            for setting in SETTINGS {
                let step = step.replace("TECHNIQUE", technique).replace("SIDE", side).replace("SETTING", setting);
                stays::<PlanStep>(&step);
                for (audience, order) in [("therapist", "as-listed"), ("home", "worst-first")] {
                    stays::<Plan>(&plan.replace("AUDIENCE", audience).replace("ORDER", order).replace("STEP", &step));
                }
            }
        }
    }
}

#[test]
fn every_position_keeps_its_text() {
    let whole = r#"{"id":"own-1","name":"Mine","plain_name":null,"also":[],"techniques":["smrt"],"region":"REGION","sided":true,"posture":"POSTURE","ease":[],"usual":[{"technique":"lymph","timing":{"kind":"fixed","hold":1},"range":[1,2],"return_":null}],"home":false,"say":null,"needs":[],"cautions":[],"remarks":[],"confidence":"CONFIDENCE","sources":[]}"#;
    let regions = "head face jaw skull-base neck-front neck-back shoulder shoulder-blade armpit chest ribs upper-back \
        mid-back upper-arm elbow forearm wrist hand abdomen abdomen-hip low-back flank pelvis sacrum buttock groin \
        outer-hip thigh-front thigh-inner thigh-outer thigh-back knee knee-back shin calf ankle foot-top sole \
        whole-body";
    for region in regions.split_whitespace() {
        for posture in ["supine", "prone", "side", "seated", "standing"] {
            for confidence in ["sourced", "own", "low"] {
                let text = whole.replace("REGION", region).replace("POSTURE", posture);
                stays::<Position>(&text.replace("CONFIDENCE", confidence));
            }
        }
    }
}

#[test]
fn every_change_of_a_preset_keeps_its_text() {
    let key = r#"{"what":"psoas","nth":2}"#;
    let step = r#"{"group":null,"what":WHAT,"technique":null,"timing":null,"side":null,"rate":null,"settle":null,"return_":null,"recheck":null,"rest":null,"optional":false,"remarks":null}"#;
    let contacts = r#"{"contacts":[{"position":"psoas","side":null},{"position":"iliacus","side":"both"}]}"#;
    let whats = [r#"{"position":"psoas"}"#, contacts, r#"{"named":{"name":"A pause","setup":null}}"#];
    let added = whats.map(|what| format!(r#"{{"added":{{"after":{key},"step":{}}}}}"#, step.replace("WHAT", what)));
    let changes = [
        format!(r#"{{"dropped":{key}}}"#),
        format!(r#"{{"timed":[{key},{}]}}"#, TIMINGS[1]),
        format!(r#"{{"sides":[{key},"worse-first"]}}"#),
        format!(r#"{{"phase":[{key},"return",{{"timed":5000}}]}}"#),
        format!(r#"{{"order":[{key},{key}]}}"#),
    ];
    let day = r#""version":3,"library":"2026-11-30"}"#;
    for change in changes.into_iter().chain(added) {
        let preset = format!(
            r#"{{"id":"01938a4e-0000-7000-8000-000000000003","client":"01938a4e-0000-7000-8000-000000000001","name":"Hers","routine":"r","changes":[{change}],"louder":-1,"pinned":null,"archived":true,"version":3}}"#
        );
        stays::<Preset>(&preset.replace(r#""version":3}"#, day));
        stays::<Preset>(&preset);
    }
}

#[test]
fn a_client_and_a_routine_keep_the_texts_of_before_they_had_more() {
    let client = r#"{"id":"01938a4e-0000-7000-8000-000000000001","name":"A","called":null,"cautions":[{"id":"01938a4e-0000-7000-8000-000000000002","text":"Not","touches":{"position":"psoas"},"since":"2025-11-21T12:00:00Z"}],"notes":"","worse_side":null,"slot_mins":null,"preferences":{"louder":0},"keep_until":"2035-12-31"}"#;
    stays::<Client>(client);
    stays::<Client>(&client.replace(r#","notes""#, r#","hurts":[{"region":"calf","side":"left"}],"notes""#));
    let routine = r#"{"id":"r","name":"R","technique":"smrt","audience":"home","free":true,"groups":[{"id":"g","order":"as-listed","scan":false}],"steps":[]}"#;
    stays::<Routine>(routine);
    stays::<Routine>(&routine.replace(r#","steps":[]"#, r#","steps":[],"background":{"says":"so","sources":[]}"#));
    stays::<Routine>(&routine.replace(r#","steps":[]"#, r#","steps":[],"library":"2026-11-30""#));
}

/// What stands in a column since schema 6 is written the same again.
#[test]
fn measures_plans_and_answers_keep_their_texts() {
    let id = "01938a4e-0000-7000-8000-000000000001";
    let entry = |measure: &str, answers: &str, figure: i32| {
        format!(
            "{{\"id\":\"{id}\",\"subject\":{{\"measure\":\"{measure}\",\"place\":\"low-back\",\"side\":\"left\",\
             \"detail\":\"bending\"}},\"session\":\"{id}\",\"moment\":\"after\",\"at\":\"2026-03-02T10:00:00Z\",\
             \"answers\":{answers},\"figure\":{figure},\"form\":\"nprs-now-1\"}}"
        )
    };
    for measure in holdwell_measures::Measure::ALL {
        stays::<Entry>(&entry(measure.key(), "{\"number\":600}", 600));
    }
    stays::<Entry>(&entry("activities", "{\"activities\":[{\"what\":\"stairs\",\"score\":4}]}", 400));
    stays::<Entry>(&entry("neck-disability", "{\"points\":{\"points\":16,\"of\":45}}", 3556));
    stays::<Entry>(&entry("fibromyalgia", "{\"items\":[5,null,7]}", 600));
    stays::<CarePlan>(&format!(
        "{{\"id\":\"{id}\",\"problem\":\"stiff\",\"goals\":[{{\"words\":\"reach\",\"subject\":{{\"measure\":\"pain-now\"}},\
         \"target\":200}}],\"sessions\":6,\"every_days\":7,\"begun\":\"2026-03-02\",\"reassess\":\"2026-04-06\",\
         \"home\":\"{id}\",\"ended\":\"2026-04-13\"}}"
    ));
    stays::<FollowUp>(&format!(
        "{{\"session\":\"{id}\",\"at\":\"2026-03-04T10:00:00Z\",\"since\":\"better\",\"lasted\":\"days\",\
         \"soreness\":\"little\"}}"
    ));
}
