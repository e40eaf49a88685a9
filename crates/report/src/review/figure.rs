//! The figure of a position as a drawing inside the page. The body itself is drawn once, and used wherever it lies.

use maud::{Markup, html};

use holdwell_drawing::{Badge, Body, Depth, Facing, Ground, Layout, PositionDrawing, Shape, Stage, Stand};
use holdwell_library::Library;
use holdwell_model::{Position, Posture, Region, Side};

/// The width of a figure in its own points; its size on the page stands in the style.
const WIDTH: f32 = 200.0;
/// The points of a body are thousandths of its height.
const FINE: f32 = 1000.0;

/// A point of a drawing.
type Point = (f32, f32);

/// The bodies that the figures use: from each side, in each posture that changes the shape.
pub(super) fn bodies(library: &Library) -> Markup {
    let mut bodies: Vec<(String, Stand)> = Vec::new();
    for stand in library.positions().map(|position| drawn(position).stand) {
        let name = name(&stand);
        if bodies.iter().all(|(known, _)| *known != name) {
            bodies.push((name, stand));
        }
    }
    html! {
        svg.bodies aria-hidden="true" {
            defs {
                @for (name, stand) in &bodies {
                    path.body id={ "body-" (name) } d=(silhouette(stand));
                    path.lines id={ "lines-" (name) } d=(lines(stand));
                }
            }
        }
    }
}

/// Draws the figure of a position, on its right side or on the midline.
pub(super) fn figure(position: &Position) -> Markup {
    let drawing = drawn(position);
    let (frame, stand) = (drawing.frame, drawing.stand);
    let stage = stand.stage(frame);
    let (name, matrix) = (name(&stand), matrix(&stage));
    let place = |point| stage.place(stand.pose(point));
    let class = if position.region == Region::WholeBody { "figure whole" } else { "figure" };
    html! {
        svg class=(class) viewBox={ "0 0 " (round(frame.width())) " " (round(frame.height())) } role="img"
            aria-label={ "Figure of " (position.name) } {
            @for ground in stand.ground(&stage) { (slab(&ground)) }
            g transform=(matrix) {
                use href={ "#body-" (name) } {}
                path.worked d=(worked(&drawing, position.region)) {}
            }
            @for (ring, _) in drawing.seen_through(&place) {
                path.through d=(closed(ring.iter().map(|at| (at.x, at.y)))) {}
            }
            g transform=(matrix) { use href={ "#lines-" (name) } {} }
            (marks(&drawing.layout, drawing.radius))
        }
    }
}

fn drawn(position: &Position) -> PositionDrawing {
    let side = if position.sided { Side::Right } else { Side::Midline };
    PositionDrawing::new(position, side, WIDTH, 1.0)
}

/// Names the body of a posture: arms lie closer on the side, thighs are short in somebody who sits.
fn name(stand: &Stand) -> String {
    let shape = match stand.posture {
        Some(Posture::Side) => "-side",
        Some(Posture::Seated) => "-seated",
        _ => "",
    };
    format!("{}{shape}", stand.facing)
}

/// Returns the mapping from the thousandths of a body to the points of a figure.
fn matrix(stage: &Stage) -> String {
    let [origin, across, down] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)].map(|(x, y)| stage.place([x, y].into()));
    let [across, down] = [across, down].map(|end| (end - origin) / FINE);
    format!("matrix({:.4} {:.4} {:.4} {:.4} {:.1} {:.1})", across.x, across.y, down.x, down.y, origin.x, origin.y)
}

/// Places a point of one half of the body, in its thousandths.
fn posed(stand: &Stand, half: f32, (x, y): Point) -> Point {
    let at = stand.pose([x * half, y].into());
    (at.x * FINE, at.y * FINE)
}

fn silhouette(stand: &Stand) -> String {
    let outline = &Body::get().figure(stand.facing).outline;
    let down = outline.iter().map(|at| posed(stand, 1.0, (at.x, at.y)));
    let up = outline.iter().rev().map(|at| posed(stand, -1.0, (at.x, at.y)));
    closed(down.chain(up))
}

fn lines(stand: &Stand) -> String {
    let figure = Body::get().figure(stand.facing);
    let mut path = String::new();
    for half in [1.0, -1.0] {
        for line in figure.lines.iter().chain([&figure.outline]) {
            path += &open(line.iter().map(|at| posed(stand, half, (at.x, at.y))));
        }
    }
    path
}

/// Returns the border of what the position works on, of each half.
fn worked(drawing: &PositionDrawing, region: Region) -> String {
    let facing: Facing = drawing.stand.facing;
    let Some(part) = Body::get().figure(facing).part(region) else { return String::new() };
    let sides = [Side::Left, Side::Right].into_iter().filter(|side| drawing.works_on(region, *side));
    let half = |side| closed(part.ring.iter().map(|at| posed(&drawing.stand, facing.half(side), (at.x, at.y))));
    sides.map(half).collect()
}

fn slab(ground: &Ground) -> Markup {
    match ground {
        Ground::Slab(slab, radius) => html! {
            rect.ground x=(round(slab.left())) y=(round(slab.top())) width=(round(slab.width()))
                height=(round(slab.height())) rx=(radius) {}
        },
        Ground::Floor([one, other]) => {
            html! { path.ground d=(open([(one.x, one.y), (other.x, other.y)].into_iter())) {} }
        }
    }
}

/// Shows the arrows and signs, then the numbers. A white edge below all of them keeps them readable on the body.
fn marks(layout: &Layout, radius: f32) -> Markup {
    let is_dashed = |shape: &Shape| matches!(shape, Shape::Arrow { behind: true, .. });
    let shapes = || layout.marks.iter().map(|mark| &mark.shape);
    let lines = |dashed: bool| shapes().filter(|shape| is_dashed(shape) == dashed).map(arrow).collect::<String>();
    let (whole, dashed, heads) = (lines(false), lines(true), shapes().map(heads).collect::<String>());
    let leaders: String = layout.badges.iter().filter_map(leader).collect();
    let edge = [whole.as_str(), &dashed, &heads].concat();
    let paths = [("leader", &leaders), ("edge", &edge), ("arrow", &whole), ("arrow behind", &dashed), ("head", &heads)];
    html! {
        @for (class, path) in paths { @if !path.is_empty() { path class=(class) d=(path) {} } }
        @for shape in shapes() { @if let Shape::Sign { at, toward } = shape { (sign((at.x, at.y), *toward)) } }
        @for Badge { number, at, .. } in &layout.badges {
            circle.disc cx=(round(at.x)) cy=(round(at.y)) r=(radius) {}
            text x=(round(at.x)) y=(round(at.y + radius * 0.45)) { (number) }
        }
    }
}

/// Shows the tip of an arrow that comes, or the feathers of one that goes.
fn sign((x, y): Point, toward: Depth) -> Markup {
    const ARM: f32 = 3.9;
    let feather = |slope: f32| open([(x - ARM, y - ARM * slope), (x + ARM, y + ARM * slope)].into_iter());
    html! {
        circle.sign cx=(round(x)) cy=(round(y)) r="5.5" {}
        @match toward {
            Depth::Viewer => circle.head cx=(round(x)) cy=(round(y)) r="2.2" {},
            Depth::Beyond => path.sign d={ (feather(1.0)) (feather(-1.0)) } {},
        }
    }
}

fn leader(badge: &Badge) -> Option<String> {
    let to = badge.leads_to?;
    Some(open([(badge.at.x, badge.at.y), (to.x, to.y)].into_iter()))
}

/// Returns the line of an arrow; nothing of a sign.
fn arrow(shape: &Shape) -> String {
    match shape {
        Shape::Arrow { points, .. } => open(points.iter().map(|at| (at.x, at.y))),
        Shape::Sign { .. } => String::new(),
    }
}

fn heads(shape: &Shape) -> String {
    let heads = shape.heads().into_iter();
    heads.map(|head| closed(Shape::tip(head, 2.0).iter().map(|at| (at.x, at.y)))).collect()
}

fn open(points: impl Iterator<Item = Point>) -> String {
    let step =
        |(place, (x, y)): (usize, Point)| format!("{}{} {}", if place == 0 { "M" } else { "L" }, round(x), round(y));
    points.enumerate().map(step).collect()
}

fn closed(points: impl Iterator<Item = Point>) -> String {
    open(points) + "Z"
}

/// Rounds to a tenth: nobody sees less.
fn round(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}
