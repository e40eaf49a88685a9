//! What people come with, and the positions that the trade looks at first. A way to find a position, and no word on what
//! it would do.

use super::words::{is_filler, words};

/// Words for a complaint, each beginning with its most telling one, and ids of positions, the first to be looked at first.
struct Complaint {
    called: &'static [&'static str],
    positions: &'static [&'static str],
}

/// The list is our own: by the region where the complaint is felt, and by the muscles and the fascia that lie there.
const COMPLAINTS: &[Complaint] = &[
    Complaint {
        called: &["sciatica", "sciatic nerve", "piriformis syndrome"],
        positions: &[
            "piriformis",
            "gluteus-medius",
            "gluteal-fascia",
            "gluteal-lock",
            "hamstring-lateral",
            "hamstring-lock",
            "ball-buttock",
        ],
    },
    Complaint {
        called: &["carpal tunnel", "carpal tunnel syndrome"],
        positions: &["medial-elbow", "forearm-lock", "pectoralis-minor", "scalenes"],
    },
    Complaint {
        called: &["headache", "head ache", "tension headache", "migraine"],
        positions: &[
            "inion-point",
            "posterior-neck",
            "cranial-base",
            "sternocleidomastoid",
            "upper-trapezius",
            "temporalis-fascia",
            "frontal-lift",
            "masseter",
            "still-point-balls",
            "temporalis-press",
        ],
    },
    Complaint {
        called: &["tail bone", "tailbone", "coccyx"],
        positions: &["sacrum", "lumbosacral-decompression", "pelvic-floor-plane", "diaphragm-pelvic"],
    },
    Complaint {
        called: &["frozen shoulder"],
        positions: &["subscapularis", "supraspinatus", "infraspinatus", "pectoralis-minor", "biceps-long-head"],
    },
];

/// Returns the names of the complaints with which people come to this position.
pub(super) fn of_position(id: &str) -> impl Iterator<Item = &'static str> {
    COMPLAINTS.iter().filter(move |complaint| complaint.positions.contains(&id)).flat_map(|one| one.called).copied()
}

/// Returns the positions of the complaint that was typed, or begun to be typed, the first to be looked at first.
pub(super) fn typed(text: &[String]) -> &'static [&'static str] {
    let telling: Vec<&str> = text.iter().map(String::as_str).filter(|word| !is_filler(word)).collect();
    let whole = telling.join(" ");
    // Two or three letters begin many a name.
    if whole.len() < 4 {
        return &[];
    }
    let is_called = |name: &&str| words(name).join(" ").starts_with(&whole);
    COMPLAINTS.iter().find(|one| one.called.iter().any(|name| is_called(name))).map_or(&[], |one| one.positions)
}
