//! Keys are the same wherever they are written.

use std::fmt::Debug;
use std::str::FromStr;

use serde::Serialize;
use strum::VariantArray;

use super::{Audience, Confidence, GroupOrder, Phase, Posture, Region, Side, SideOrder, Technique, TimingKind};

/// Asserts that files and stored forms write the same key for each value.
fn same_key<T: VariantArray + Copy + Serialize + Debug + Into<&'static str>>() {
    for one in T::VARIANTS {
        let key: &str = (*one).into();
        assert_eq!(serde_json::to_value(one).unwrap(), key, "{one:?}");
    }
}

/// Asserts that each key reads back.
fn reads_back<T: VariantArray + Copy + PartialEq + Debug + Into<&'static str> + FromStr>() {
    for one in T::VARIANTS {
        let key: &str = (*one).into();
        assert_eq!(key.parse::<T>().ok(), Some(*one));
    }
}

#[test]
fn a_choice_has_one_key_in_files_and_in_stored_forms() {
    same_key::<Audience>();
    same_key::<Confidence>();
    same_key::<GroupOrder>();
    same_key::<Posture>();
    same_key::<Region>();
    same_key::<Side>();
    same_key::<SideOrder>();
    same_key::<Technique>();
    same_key::<TimingKind>();
    for phase in Phase::AROUND.into_iter().chain([Phase::Work]) {
        assert_eq!(serde_json::to_value(phase).unwrap(), phase.key());
    }
}

#[test]
fn a_key_reads_back() {
    reads_back::<Region>();
    reads_back::<Technique>();
    assert_eq!("shoulder".parse::<Region>().map(Region::name), Ok("Shoulder"));
    assert!("nowhere".parse::<Region>().is_err());
}
