//! A figure as paths for whoever paints it: each with its class, in the points of the frame, from the back to the front.

use emath::Pos2;

use super::body::Body;
use super::figure::{Depth, Ground, PositionDrawing, Shape};
use super::svg::{closed, open, worked_rings};
use holdwell_model::Region;

/// Lists the paths of a figure, each with its class; see [`svg`](crate::svg) for what the classes are.
pub fn paths(drawing: &PositionDrawing) -> Vec<(&'static str, String)> {
    let stand = drawing.stand;
    let stage = stand.stage(drawing.frame);
    let place = |at: Pos2| stage.place(stand.pose(at));
    let body = Body::get().figure(stand.facing);
    let half = |line: &[Pos2], half: f32| line.iter().map(|at| place(Pos2::new(at.x * half, at.y))).collect::<Vec<_>>();
    let mut outline = half(&body.outline, 1.0);
    outline.extend(half(&body.outline, -1.0).into_iter().rev());
    let lines = body.lines.iter().chain([&body.outline]).flat_map(|line| [half(line, 1.0), half(line, -1.0)]);
    let whole = if drawing.region() == Region::WholeBody { "worked" } else { "body" };

    let mut paths: Vec<(&'static str, String)> =
        stand.ground(&stage).iter().map(|ground| ("ground", self::ground(ground))).collect();
    paths.push((whole, closed(outline)));
    if whole == "body" {
        paths.extend(worked_rings(drawing).map(|ring| ("worked", closed(ring.into_iter().map(|at| stage.place(at))))));
    }
    paths.extend(drawing.seen_through(&place).into_iter().map(|(ring, _)| ("through", closed(ring))));
    paths.push(("lines", lines.map(open).collect()));
    for mark in &drawing.layout.marks {
        paths.extend(movement(&mark.shape));
    }
    paths
}

fn ground(ground: &Ground) -> String {
    match ground {
        Ground::Slab(slab, _) => closed([slab.left_top(), slab.right_top(), slab.right_bottom(), slab.left_bottom()]),
        Ground::Floor(ends) => open(ends.iter().copied()),
    }
}

/// Lists the paths of a movement, with an edge that keeps it readable.
fn movement(shape: &Shape) -> Vec<(&'static str, String)> {
    match shape {
        Shape::Arrow { points, behind, .. } => {
            let line = open(points.iter().copied());
            let heads: String = shape.heads().into_iter().map(|head| closed(Shape::tip(head, 2.0))).collect();
            let class = if *behind { "behind" } else { "arrow" };
            vec![("edge", line.clone() + &heads), (class, line), ("head", heads)]
        }
        Shape::Sign { at, toward } => {
            const ARM: f32 = 3.9;
            let end = |x: f32, y: f32| Pos2::new(at.x + x * ARM, at.y + y * ARM);
            let inner = match toward {
                Depth::Viewer => ("head", disc(*at, 2.2)),
                Depth::Beyond => {
                    ("arrow", open([end(-1.0, -1.0), end(1.0, 1.0)]) + &open([end(1.0, -1.0), end(-1.0, 1.0)]))
                }
            };
            vec![("sign", disc(*at, 5.5)), inner]
        }
    }
}

fn disc(at: Pos2, radius: f32) -> String {
    let (left, across) = (at.x - radius, 2.0 * radius);
    format!("M{left} {}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 {} 0Z", at.y, -across)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_library::Library;
    use holdwell_model::Side;

    #[test]
    fn every_home_position_has_a_body_and_what_its_svg_shows() {
        let library = Library::builtin();
        for position in library.positions().filter(|position| position.home) {
            let drawing = PositionDrawing::new(position, Side::Right, 150.0, 1.0);
            let (paths, svg) = (paths(&drawing), crate::svg::figure(&drawing, ""));
            let has = |class: &str| paths.iter().any(|(of, _)| *of == class);
            assert!(has("lines") && (has("body") || has("worked")), "{}", position.id);
            for class in ["through", "ground", "head"] {
                assert_eq!(has(class), svg.contains(&format!("class=\"{class}\"")), "{}: {class}", position.id);
            }
            assert!(paths.iter().all(|(_, path)| !path.contains("NaN") && !path.contains("inf")), "{}", position.id);
        }
    }
}
