//! The id under which a vault saves: no two places share one.

use holdwell_testkit::{Place, morning, other_tool};
use holdwell_vault::ClearCopy;

#[test]
fn a_vault_that_stands_elsewhere_saves_under_another_id() {
    let place = Place::with_marker();
    let author = |place: &Place| -> String {
        drop(place.open(None).unwrap());
        let sql = "select value from about where key = 'installation'";
        other_tool(&place.vault(), None).query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let first = author(&place);
    assert_eq!(author(&place), first);
    let copied = place.snapshot();
    assert_ne!(author(&copied), first, "two computers never save under one id");
    let copy = place.back_up(None, morning().timestamp());
    holdwell_vault::restore(&place.folder(), (&copy, ClearCopy::default()), None, morning().timestamp(), &mut |_| {})
        .unwrap();
    let put_back = author(&place);
    assert_ne!(put_back, first, "what was saved since the copy was under that one");
    assert_eq!(author(&place), put_back, "once");
}
