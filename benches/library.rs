//! What the library costs: reading what comes with the program, and each keystroke of a search in ten thousand entries.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use holdwell_library::Library;
use holdwell_library::find::{Index, Query};

const FOLK: [&str; 10] = ["upper", "lower", "inner", "outer", "front", "back", "deep", "long", "short", "middle"];
const PARTS: [&str; 10] =
    ["Psoas", "Trapezius", "Scalene", "Soleus", "Gluteus", "Rhomboid", "Masseter", "Deltoid", "Triceps", "Piriformis"];
const REGIONS: [&str; 10] =
    ["low-back", "shoulder", "neck-front", "calf", "buttock", "upper-back", "jaw", "upper-arm", "flank", "sole"];

/// The nth position of a clinic, as a file has it.
fn position(number: usize) -> String {
    let (folk, part, region) = (FOLK[number % 10], PARTS[number / 10 % 10], REGIONS[number / 100 % 10]);
    format!(
        "[[position]]\nid = \"own-{number}\"\nname = \"{part} {folk}, point {number}\"\n\
         plain_name = \"The {folk} one of the {region}\"\ntechniques = [\"smrt\", \"counterstrain\"]\n\
         region = \"{region}\"\nposture = \"supine\"\nease = [\"hip bent, slightly\", \"turned {folk}ward\"]\n\
         usual = [{{ technique = \"smrt\", kind = \"fixed\", hold = \"30s\" }}]\n"
    )
}

/// The library that comes with the program and ten thousand positions of a clinic, in files of five hundred.
fn ten_thousand() -> Library {
    let mut library = Library::builtin();
    for file in 0..20 {
        let positions: String = (file * 500..(file + 1) * 500).map(position).collect();
        let text = format!("format = \"holdwell-library\"\nversion = 1\n{positions}");
        library.add_positions("clinic.toml", text.as_bytes());
    }
    assert!(library.problems().is_empty() && library.positions().count() > 10_000);
    library
}

fn library(c: &mut Criterion) {
    c.bench_function("read the built-in library", |b| b.iter(|| black_box(Library::builtin())));
    let library = ten_thousand();
    c.bench_function("index 10,000 positions", |b| b.iter(|| black_box(Index::of(&library))));
    let index = Index::of(&library);
    let favourites: BTreeSet<String> = (0..100).map(|number| format!("own-{}", number * 97)).collect();
    let used: BTreeMap<String, u32> = (0..1000).map(|number| (format!("own-{}", number * 7), number)).collect();
    for text in ["", "s", "ps", "psoas", "psoas up", "the muscle on the side of the low back", "gluteus xylophone"] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        c.bench_function(&format!("search 10,000 positions: {text:?}"), |b| {
            b.iter(|| black_box(index.find(black_box(&query), &favourites, &used)));
        });
    }
}

criterion_group!(benches, library);
criterion_main!(benches);
