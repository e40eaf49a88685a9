use super::*;

fn found(query: &Query) -> Vec<String> {
    let index = Index::of(&Library::builtin());
    ids(&index.find(query, &BTreeSet::new(), &BTreeMap::new()))
}

fn ids(found: &[Found]) -> Vec<String> {
    found.iter().map(|found| found.id.clone()).collect()
}

fn text(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

#[test]
fn a_position_has_all_words_or_only_some() {
    let library = Library::builtin();
    assert!(library.index().has_all("psoas major", "psoas"));
    assert!(!library.index().has_all("psoas of mine", "psoas"));
}

#[test]
fn nothing_typed_is_everything_by_name() {
    let all = found(&Query::default());
    assert_eq!(all.len(), Library::builtin().positions().count());
    let library = Library::builtin();
    let names: Vec<String> = all.iter().map(|id| words::words(&library.position(id).unwrap().name).join(" ")).collect();
    assert!(names.is_sorted());
}

#[test]
fn every_word_begins_a_word_in_any_order() {
    assert_eq!(found(&text("pso maj")), ["psoas"]);
    assert_eq!(found(&text("maj PSO")), ["psoas"]);
    assert_eq!(found(&text("psoàs mäjor")), ["psoas"]);
    assert!(found(&text("soas")).is_empty());
    assert!(found(&text("xylophone")).is_empty());
}

#[test]
fn the_muscle_on_the_side_of_the_low_back_is_the_quadratus_lumborum() {
    let best = found(&text("the muscle on the side of the low back"));
    let library = Library::builtin();
    let names: Vec<&str> = best.iter().map(|id| library.position(id).unwrap().name.as_str()).collect();
    assert!(names[..3].iter().all(|name| name.starts_with("Quadratus lumborum")), "{names:?}");
}

#[test]
fn other_names_are_names() {
    assert_eq!(found(&text("QL"))[0], "quadratus-lumborum");
    assert_eq!(found(&text("scm"))[0], "sternocleidomastoid");
}

#[test]
fn movements_regions_and_techniques_are_searched_too() {
    assert!(found(&text("ankles crossed")).contains(&"iliacus".to_owned()));
    assert!(found(&text("nape")).contains(&"posterior-neck".to_owned()));
    assert!(found(&text("mfr chest")).contains(&"pectoral-fascia".to_owned()));
    assert!(found(&text("wall ball")).contains(&"ball-upper-trapezius".to_owned()));
}

#[test]
fn what_only_mentions_the_words_says_so() {
    let library = Library::builtin();
    let found = library.index().find(&text("elbow"), &BTreeSet::new(), &BTreeMap::new());
    let of = |id: &str| found.iter().find(|found| found.id == id).map(|found| found.mention);
    assert_eq!(of("elbow-back"), Some(false));
    assert!(found.iter().any(|found| found.mention));
    assert!(found.is_sorted_by_key(|found| found.mention));
}

#[test]
fn a_word_that_nothing_has_is_forgiven_where_others_fit() {
    assert_eq!(found(&text("psoas major gently please"))[0], "psoas");
    assert_eq!(found(&text("the psoas")), found(&text("psoas")));
    assert!(!found(&text("the")).is_empty());
}

#[test]
fn what_is_called_so_comes_first_then_favourites_then_the_most_used() {
    let index = Index::of(&Library::builtin());
    let none = (BTreeSet::new(), BTreeMap::new());
    let plain = ids(&index.find(&text("calf"), &none.0, &none.1));
    assert!(plain.len() > 2);
    let (favourite, most) = (plain[plain.len() - 1].clone(), plain[1].clone());
    let favourites = BTreeSet::from([favourite.clone(), "no such position".to_owned()]);
    let used = BTreeMap::from([(most.clone(), 12), (plain[0].clone(), 3)]);
    let everything = index.find(&Query::default(), &favourites, &used);
    assert_eq!(ids(&everything)[..3], [favourite, most, plain[0].clone()]);
    assert!(everything[0].favourite && everything[1].used == 12);

    let exact = index.find(&text("psoas major"), &BTreeSet::from(["psoas-fascia".to_owned()]), &none.1);
    assert_eq!(exact[0].id, "psoas");
    let named = index.find(&text("piriformis"), &none.0, &none.1);
    assert_eq!(named[0].id, "piriformis", "before what only goes by that name as well");
}

#[test]
fn filters_narrow_and_work_together() {
    let library = Library::builtin();
    let position = |id: &String| library.position(id).unwrap();
    let home = found(&Query { who: Some(Audience::Home), ..Query::default() });
    assert!(!home.is_empty() && home.iter().all(|id| position(id).home));

    let regions = BTreeSet::from([Region::Flank, Region::Jaw]);
    let some = found(&Query { regions: regions.clone(), posture: Some(Posture::Supine), ..Query::default() });
    assert!(some.iter().all(|id| regions.contains(&position(id).region)));
    assert!(some.contains(&"jaw-joint".to_owned()) && !some.contains(&"quadratus-lumborum".to_owned()));

    // Counterstrain holds 90 s, SMRT 30 s: the same position is short in one and long in the other.
    let short = |technique| Query {
        techniques: BTreeSet::from([technique]),
        at_most: Some(Millis::from_secs(60)),
        ..text("psoas major")
    };
    assert_eq!(found(&short(Technique::Smrt)), ["psoas"]);
    assert!(!found(&short(Technique::Counterstrain)).contains(&"psoas".to_owned()));

    let nobody = Query { who: Some(Audience::Home), techniques: BTreeSet::from([Technique::Smrt]), ..Query::default() };
    assert!(found(&nobody).iter().all(|id| position(id).home && position(id).techniques.contains(&Technique::Smrt)));
}

#[test]
fn a_row_says_what_it_is() {
    let index = Index::of(&Library::builtin());
    let psoas = index.find(&text("psoas major"), &BTreeSet::new(), &BTreeMap::new()).remove(0);
    assert_eq!(psoas.name, "Psoas major");
    assert!(psoas.about.ends_with("Abdomen and hip · SMRT 30 s, Counterstrain 90 s"), "{}", psoas.about);
}

/// A name that more than two entries share shows two of them first; any other shows its own entry.
#[test]
fn every_other_name_finds_its_entry_first_or_second() {
    let library = Library::builtin();
    let goes_by = |id: &String, name: &str| {
        let position = library.position(id).unwrap();
        names(position).any(|known| words::words(known) == words::words(name))
    };
    for position in library.positions() {
        for name in &position.also {
            let found = found(&text(name));
            let sharing = library.positions().filter(|one| goes_by(&one.id, name)).count();
            let first: Vec<&String> = found.iter().take(2).collect();
            let is_first = first.contains(&&position.id) || sharing > 2;
            assert!(is_first && goes_by(first[0], name), "{}: “{name}” finds {first:?}", position.id);
        }
    }
}

#[test]
fn complaints_lead_to_where_one_would_look() {
    for (said, id) in [
        ("sciatica", "piriformis"),
        ("headache", "posterior-neck"),
        ("carpal tunnel", "wrist-flexors"),
        ("trigger point", "sustained-pressure"),
        ("tail bone", "coccyx"),
        ("tailbone", "coccyx"),
        ("frozen shoulder", "subscapularis"),
        ("tennis elbow", "lateral-elbow"),
        ("knots", "sustained-pressure"),
        ("trauma release", "following"),
        ("stiff neck", "levator-scapulae"),
        ("sprained ankle", "lateral-ankle"),
        ("teeth grinding", "masseter"),
        ("tears", "if-tears-come"),
        ("sinus", "cheekbones"),
        ("lumbago", "posterior-lumbar"),
    ] {
        let first: Vec<String> = found(&text(said)).into_iter().take(3).collect();
        assert!(first.contains(&id.to_owned()), "“{said}” finds {first:?}");
    }
}
