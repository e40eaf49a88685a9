use super::*;

const JANE: &str = "\"Patient Number\",\"First Name\",\"Last Name\",\"Preferred Name\",\"Notes\"\n\
    \"1\",\"Ana\",\"Example\",\"Annie\",\"Prefers \"\"quiet\"\", left side\nsecond line; =1+1\"\n\
    \"2\",\"Łukasz\",\"Probe\",\"\",\"\"\n";

fn read_as(text: &str, columns: &Columns, known: &[&str]) -> Result<ClientList, ListProblem> {
    let mut next = 0;
    read(text.as_bytes(), columns, known.iter().copied(), || {
        next += 1;
        Id::from(uuid::Uuid::from_u128(next))
    })
}

fn names(list: &ClientList) -> Vec<&str> {
    list.new.iter().map(|client| client.name.as_str()).collect()
}

#[test]
fn the_columns_of_a_practice_program_are_known() {
    let list = read_as(JANE, &Columns::default(), &[]).unwrap();
    assert_eq!(names(&list), ["Ana Example", "Łukasz Probe"]);
    assert_eq!(list.new[0].called.as_deref(), Some("Annie"));
    assert_eq!(list.new[0].notes, "Prefers \"quiet\", left side\nsecond line; =1+1");
    assert_eq!((list.new[1].called.as_ref(), list.new[1].notes.as_str()), (None, ""));
    assert_ne!(list.new[0].id, list.new[1].id);
    let french = "No;Nom;Prénom usuel;Né(e) le (JJ/MM/AAAA);Côté fort (L/R)\n1;Exemple;Zoé;05/02/1980;L\n";
    let list = read_as(french, &Columns::default(), &[]).unwrap();
    assert_eq!((names(&list), list.new[0].called.as_deref()), (vec!["Exemple"], Some("Zoé")));
}

#[test]
fn whoever_is_known_stays_as_they_are() {
    let twice = format!("{JANE}3,ANA,example,,other\n4,,,,\n");
    let list = read_as(&twice, &Columns::default(), &["łukasz probe"]).unwrap();
    assert_eq!((names(&list), list.known), (vec!["Ana Example"], 1));
    let left_out = [(5, RowProblem::Twice), (6, RowProblem::NoName)];
    assert_eq!(list.left_out, left_out.map(|(line, why)| LeftOut { line, why }));
}

#[test]
fn columns_can_be_said() {
    let columns = |name: &[&str], notes: &[&str]| Columns {
        name: name.iter().map(ToString::to_string).collect(),
        notes: notes.iter().map(ToString::to_string).collect(),
        called: None,
    };
    let text = "Kürzel;Wer;Was;Wann\nAB;Ana B.;Nacken;früh\n";
    assert_eq!(read_as(text, &Columns::default(), &[]), Err(ListProblem::NoName(4)));
    let list = read_as(text, &columns(&["wer"], &["Was", "WANN"]), &[]).unwrap();
    assert_eq!((names(&list), list.new[0].notes.as_str()), (vec!["Ana B."], "Nacken\nfrüh"));
    assert_eq!(read_as(text, &columns(&["Wo"], &[]), &[]), Err(ListProblem::NoColumn("Wo".to_owned())));
}

#[test]
fn what_is_no_table_is_named_and_nothing_of_it_is_echoed() {
    for (bytes, problem) in [
        (&b"{\"a\": 1}"[..], ListProblem::NotATable(Some(Content::Json))),
        (b"BEGIN:VCALENDAR\n", ListProblem::NotATable(Some(Content::Calendar))),
        (b"", ListProblem::NotATable(None)),
        (b"name,note\nZo\xe9,x\n", ListProblem::NotUtf8),
        (b"\xff\xfen\0", ListProblem::NotUtf8),
    ] {
        let read = read(bytes, &Columns::default(), [], || Id::from(uuid::Uuid::nil()));
        assert_eq!(read, Err(problem));
    }
}

#[test]
fn a_name_is_one_line_and_short() {
    let text = format!("Name,Notes\n\"Ana\n\u{200b}Example\",x\n{},y\n", "x".repeat(101));
    let list = read_as(&text, &Columns::default(), &[]).unwrap();
    assert_eq!(names(&list), ["Ana Example"]);
    assert_eq!(list.left_out, [LeftOut { line: 4, why: RowProblem::TooLong }]);
}

#[test]
fn a_first_name_alone_is_nobodys_name() {
    for (heads, spoken) in [
        ("Name;Vorname", Some("Anna Müller")),
        ("Nombre;Apellido", Some("Müller Anna")),
        ("Name;Surname", Some("Müller Anna")),
        ("Full name;Vorname", Some("Müller")),
        ("Nummer;Vorname", None),
    ] {
        let list = read_as(&format!("{heads}\nMüller;Anna\n"), &Columns::default(), &[]);
        assert_eq!(
            list.ok().as_ref().and_then(|list| names(list).first().map(|name| (*name).to_owned())).as_deref(),
            spoken,
            "{heads}"
        );
    }
}

#[test]
fn a_row_in_which_cells_are_shifted_is_left_out() {
    let text = "Name,Notes\nAna,quiet\nBob,\"left\" knee\nCarl,a,b\nDora,warm\n";
    let list = read_as(text, &Columns::default(), &[]).unwrap();
    assert_eq!(names(&list), ["Ana", "Dora"]);
    assert_eq!(list.left_out, [3, 4].map(|line| LeftOut { line, why: RowProblem::Shifted }));
    assert_eq!(read_as("Name,Notes\nAna,\"quiet\nBob,x\n", &Columns::default(), &[]), Err(ListProblem::OpenQuote(2)));
}
