//! What the pure parts cost: compiling a routine, one step of the engine with and without its look-ahead, a view.
#![expect(clippy::unwrap_used, reason = "criterion makes the functions; a bench may stop")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use holdwell_engine::{Command, Engine, Input, Options, Output, unattended};
use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Arc, Plan, Routine, SessionTime};

/// A thousand SMRT holds on both sides of library positions.
fn thousand(library: &Library) -> Routine {
    let mut text =
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"T\"\ntechnique = \"smrt\"\n"
            .to_owned();
    for _ in 0..1000 {
        text.push_str("[[step]]\nposition = \"psoas\"\n");
    }
    read_routine("thousand.toml", text.as_bytes(), library).unwrap()
}

fn drained(engine: &mut Engine) {
    while !matches!(black_box(engine.poll()), Output::WaitUntil(..)) {}
}

/// A session of a thousand steps in the middle of its first hold.
fn in_a_hold(plan: &Arc<Plan>) -> Engine {
    let mut engine = Engine::new(plan, Options::of(plan));
    for (at, input) in [(0, Input::Command(Command::Advance)), (5000, Input::Command(Command::Advance))] {
        engine.handle(SessionTime(at), input);
        drained(&mut engine);
    }
    engine
}

fn engine(c: &mut Criterion) {
    let library = Library::builtin();
    let routine = thousand(&library);
    let plan = Arc::new(compile(&routine, &library).unwrap());
    c.bench_function("read the library that comes with the program", |b| b.iter(Library::builtin));
    c.bench_function("compile 1,000 steps", |b| b.iter(|| compile(black_box(&routine), &library).unwrap()));
    let hold = in_a_hold(&plan);
    let step = |at: u64, input: Input| {
        move |mut engine: Engine| {
            engine.handle(SessionTime(at), input.clone());
            drained(&mut engine);
            engine
        }
    };
    c.bench_function("step without look-ahead: score", |b| {
        let score = Command::Score { kind: holdwell_engine::ScoreKind::InPosition, value: 3, point: None };
        b.iter_batched(|| hold.clone(), step(5001, Input::Command(score.clone())), BatchSize::SmallInput);
    });
    c.bench_function("step without look-ahead: tick", |b| {
        b.iter_batched(|| hold.clone(), step(5000, Input::Tick), BatchSize::SmallInput);
    });
    c.bench_function("step with look-ahead: tick, 25 s later", |b| {
        b.iter_batched(|| hold.clone(), step(30_000, Input::Tick), BatchSize::SmallInput);
    });
    c.bench_function("step with look-ahead: advance", |b| {
        b.iter_batched(|| hold.clone(), step(20_000, Input::Command(Command::Advance)), BatchSize::SmallInput);
    });
    c.bench_function("view of 1,000 steps", |b| b.iter(|| black_box(hold.view())));
    c.bench_function("1,000 steps unattended", |b| b.iter(|| unattended(&plan, Options::of(&plan))));
}

criterion_group!(benches, engine);
criterion_main!(benches);
