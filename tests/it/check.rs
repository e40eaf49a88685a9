//! `holdwell check`.

use std::fs;

use crate::rig::{Folder, asset, head, hold, holdwell, listed, steps};

/// Every line names the file, a line and a column of it, and says something.
#[track_caller]
fn places(problems: &[String], file: &str) -> Vec<(usize, usize)> {
    let place = |line: &String| {
        let rest =
            line.strip_prefix(&format!("{file}:")).unwrap_or_else(|| panic!("{line} does not begin with {file}"));
        let mut parts = rest.splitn(3, ':');
        let mut number = || parts.next().unwrap().parse::<usize>().unwrap_or_else(|_| panic!("no place in {line}"));
        let place = (number(), number());
        assert!(parts.next().is_some_and(|what| what.len() > 5 && what.starts_with(' ')), "{line}");
        place
    };
    problems.iter().map(place).collect()
}

#[test]
fn what_comes_with_the_program_has_no_problems() {
    let mut files: Vec<String> = listed().iter().map(|id| asset(&format!("routines/{id}.toml"))).collect();
    let positions = fs::read_dir(asset("positions")).unwrap();
    files.extend(positions.map(|entry| entry.unwrap().path().to_str().unwrap().to_owned()));
    files.extend(["routines/free-smrt.toml", "sources.toml", "cautions.toml", "changes.toml"].map(asset));
    let args: Vec<&str> = ["check"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let _techniques = holdwell(&args).well();
}

#[test]
fn it_says_which_technique_a_step_takes_from_its_timing() {
    let folder = Folder::new();
    let step = "[[step]]\nname = \"x\"\ntiming = { kind = \"open\", minimum = \"2m\" }\n";
    let named = step.replace("timing", "technique = \"smrt\"\ntiming");
    let file = folder.file("r.toml", head("smrt", "therapist") + &hold("y", "30s") + step + &named);
    let said = holdwell(&["check", &file]).well();
    let lines: Vec<&str> = said.lines().collect();
    assert!(matches!(lines[..], [line] if line.contains("step 2 counts as myofascial release")), "{said}");
}

#[test]
fn every_problem_is_one_line_with_its_place() {
    let folder = Folder::new();
    let text = head("smrt", "therapist")
        + "[[step]]\nposition = \"psaos\"\ntiming = { kind = \"fixed\", holdd = \"35s\" }\n\
           [[step]]\nname = \"Two\"\nside = \"upwards\"\n";
    let file = folder.file("bad.toml", &text);
    let problems = holdwell(&["check", &file]).problems();
    let places = places(&problems, &file);
    let lines: Vec<usize> = places.iter().map(|(line, _)| *line).collect();
    for wrong in ["psaos", "holdd", "upwards"] {
        let line = text.lines().position(|line| line.contains(wrong)).unwrap() + 1;
        assert!(lines.contains(&line), "{wrong} in line {line}: {problems:?}");
    }
    assert!(lines.is_sorted(), "in the order of the file: {problems:?}");
    assert!(problems.iter().any(|problem| problem.contains("did you mean hold?")), "{problems:?}");
}

#[test]
fn the_column_counts_from_one_at_the_value() {
    let folder = Folder::new();
    let file = folder.file("bad.toml", head("smart", "therapist") + &hold("A", "5s"));
    assert_eq!(places(&holdwell(&["check", &file]).problems(), &file), [(6, 13)]);
}

#[test]
fn a_flood_of_check_ins_is_refused() {
    let folder = Folder::new();
    let (head, step) = include_str!("../cases/checkin-flood.toml").split_once("[[step]]").unwrap();
    let steps = |count: usize| format!("{head}{}", format!("[[step]]{step}").repeat(count));
    let file = folder.file("flood.toml", steps(1000));
    let problems = holdwell(&["check", &file]).problems();
    assert!(problems[0].contains("check-ins, breaths and repetitions"), "{problems:?}");
    let file = folder.file("day.toml", steps(1));
    assert_eq!(holdwell(&["check", &file]).well(), "", "a day of it is no flood");
}

#[test]
fn several_files_are_all_told() {
    let folder = Folder::new();
    let good = folder.file("good.toml", steps(2, "5s"));
    let one = folder.file("one.toml", head("smrt", "therapist") + &hold("A", "5 parsecs"));
    let two = folder.file("two.toml", "format = \"holdwell-routine\"\nversion = 99\n");
    let missing = folder.path("missing.toml");
    let problems = holdwell(&["check", &good, &one, &missing, &two]).problems();
    for file in [&one, &two, &missing] {
        assert!(problems.iter().any(|problem| problem.starts_with(file.as_str())), "{file}: {problems:?}");
    }
    assert!(!problems.iter().any(|problem| problem.contains("good.toml")));
}

#[test]
fn a_newer_version_is_refused_with_a_sentence() {
    let folder = Folder::new();
    let file = folder.file("new.toml", steps(1, "5s").replace("version = 1", "version = 2"));
    let problems = holdwell(&["check", &file]).problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("newer"), "{problems:?}");
}

#[test]
fn a_folder_is_not_a_file() {
    let folder = Folder::new();
    let problems = holdwell(&["check", &folder.path("")]).problems();
    assert!(problems[0].contains("cannot be read"), "{problems:?}");
}

#[test]
fn at_most_fifty_problems_are_told() {
    let folder = Folder::new();
    let file = folder.file("bad.toml", steps(200, "0s"));
    let problems = holdwell(&["check", &file]).problems();
    assert!((40..=51).contains(&problems.len()), "{}", problems.len());
}

#[test]
fn every_limit_has_a_clear_error() {
    let folder = Folder::new();
    let open =
        "[[step]]\nname = \"A\"\nsetup = \"B\"\ntiming = { kind = \"open\", minimum = \"3m\", target = \"2m\" }\n";
    let reps = "[[step]]\nname = \"A\"\nsetup = \"B\"\ntiming = { kind = \"reps\", count = 1001, work = \"4s\" }\n";
    for (name, text) in [
        ("large", "#".repeat((1 << 20) + 1)),
        ("many", head("smrt", "therapist") + &"[[step]]\nposition=\"psoas\"\n".repeat(10_001)),
        ("long", steps(1, "25h")),
        ("order", head("myofascial", "therapist") + open),
        ("counts", head("soft-tissue-release", "therapist") + reps),
        ("control", steps(1, "5s").replace("Hold 1", "Ho\\u0007ld")),
        ("waits", head("self-care", "home") + &hold("A", "5s").replace("\"2s\"", "\"wait\"")),
    ] {
        let file = folder.file(name, text);
        let problems = holdwell(&["check", &file]).problems();
        assert!(problems.len() <= 2 && problems[0].starts_with(&file), "{name}: {problems:?}");
    }
}
