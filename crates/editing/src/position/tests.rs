use super::*;
use holdwell_library::Library;

#[test]
fn every_built_in_position_survives_being_written_in_fields() {
    for position in Library::builtin().positions() {
        let again = PositionDraft::of(position).position();
        if let Ok(again) = &again {
            assert_eq!(again.usual.len(), position.techniques.len(), "{}", position.id);
        }
        let usual = |position: &Position| Position { usual: Vec::new(), techniques: Vec::new(), ..position.clone() };
        assert_eq!(again.as_ref().map(usual), Ok(usual(position)), "{}", position.id);
        for kept in &position.usual {
            assert!(again.as_ref().unwrap().usual.contains(kept), "{}: {kept:?}", position.id);
        }
    }
}

#[test]
fn times_are_typed_as_people_type_them() {
    let read = |first: &str, second: &str| {
        let mut draft = PositionDraft::new("own-1".to_owned(), "Mine");
        draft.regions = BTreeSet::from([Region::Calf]);
        draft.times[0].texts = [first.to_owned(), second.to_owned(), String::new()];
        draft.position().map(|position| (position.usual[0].timing.expected().0 / 1000, position.usual[0].range))
    };
    let range = Some((Millis::from_secs(20), Millis::from_secs(45)));
    assert_eq!(read("90", ""), Ok((90, None)));
    assert_eq!(read("1:30", ""), Ok((90, None)));
    assert_eq!(read("30 seconds", "20-45s"), Ok((30, range)));
    assert!(read("1m30s", "20-45s").is_err(), "a hold lies within its own range");
    assert_eq!(read("20-45s", ""), Ok((30, range)), "as the builder reads it");
    let wrong = read("soon", "").unwrap_err();
    assert!(wrong.contains_key(&PositionField::Time(Technique::Smrt, 0)), "{wrong:?}");
}

#[test]
fn a_wrong_time_is_told_at_its_field() {
    let read = |technique: Technique, texts: [&str; 3]| {
        let mut draft = PositionDraft::new("own-1".to_owned(), "Mine");
        draft.regions = BTreeSet::from([Region::Calf]);
        for times in &mut draft.times {
            times.on = times.technique == technique;
            times.texts = texts.map(str::to_owned);
        }
        draft.position().map(drop).map_err(|wrong| wrong.into_keys().collect::<Vec<_>>())
    };
    let at = |technique, place| Err(vec![PositionField::Time(technique, place)]);
    assert_eq!(read(Technique::Myofascial, ["2m", "5m", ""]), Ok(()));
    assert_eq!(read(Technique::Myofascial, ["6m", "5m", ""]), at(Technique::Myofascial, 1));
    assert_eq!(read(Technique::Myofascial, ["5m", "", "3m"]), at(Technique::Myofascial, 2));
    assert_eq!(read(Technique::Myofascial, ["2-5m", "", ""]), at(Technique::Myofascial, 0));
    assert_eq!(read(Technique::Smrt, ["", "", ""]), at(Technique::Smrt, 0));
    assert_eq!(read(Technique::Smrt, ["30s", "often", ""]), at(Technique::Smrt, 1));
    assert_eq!(read(Technique::SoftTissueRelease, ["", "", ""]), Ok(()));
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let mut draft = PositionDraft::new("own-1".to_owned(), " ");
    draft.times[0].on = false;
    draft.home = true;
    let told: Vec<PositionField> = draft.position().unwrap_err().into_keys().collect();
    assert_eq!(
        told,
        [
            PositionField::Name,
            PositionField::Region,
            PositionField::Techniques,
            PositionField::Plain,
            PositionField::Say
        ]
    );
}

#[test]
fn a_copy_is_ones_own_and_leaves_the_sources_with_the_original() {
    let library = Library::builtin();
    let mine = PositionDraft::mine(library.position("psoas").unwrap(), "own-1".to_owned()).position().unwrap();
    assert_eq!((mine.id.as_str(), mine.name.as_str()), ("own-1", "Psoas major"));
    assert!(mine.sources.is_empty() && mine.confidence == Confidence::Own);
}
