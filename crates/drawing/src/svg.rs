//! The drawings as parts of an SVG, for a page on paper or in a browser. The body itself is written once, and used
//! wherever it lies. Nothing here knows a colour: the classes are for the style of the page.
//!
//! | class | |
//! |---|---|
//! | `figure`, `whole` | all of it, and one that works on the whole body |
//! | `body`, `lines` | the body, and the lines on it |
//! | `worked`, `through` | the marked region, and one that is seen through the body |
//! | `ground` | what the figure lies, sits or stands on |
//! | `edge`, `arrow`, `behind`, `head`, `sign` | the movements, with an edge around them that keeps them readable |
//! | `leader`, `disc` | the numbers of the movements |

use emath::Pos2;

use super::body::Body;
use super::figure::{Badge, Depth, Ground, Layout, PositionDrawing, Shape, Stage, Stand};
use holdwell_model::{Posture, Region, Side};

/// The points of a body are thousandths of its height.
const FINE: f32 = 1000.0;

/// Writes the bodies that these figures use as definitions: each once on a page.
pub fn bodies<'a>(drawings: impl IntoIterator<Item = &'a PositionDrawing>) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut svg = "<svg class=\"bodies\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>".to_owned();
    for stand in drawings.into_iter().map(|drawing| drawing.stand) {
        let name = name(&stand);
        if !known.contains(&name) {
            let (body, lines) = (silhouette(&stand), lines(&stand));
            svg.extend([format!("<path class=\"body\" id=\"body-{name}\" d=\"{body}\"/>")]);
            svg.extend([format!("<path class=\"lines\" id=\"lines-{name}\" d=\"{lines}\"/>")]);
            known.push(name);
        }
    }
    svg + "</defs></svg>"
}

/// Writes a figure. The label is for whoever cannot see it.
pub fn figure(drawing: &PositionDrawing, label: &str) -> String {
    let (frame, stand) = (drawing.frame, drawing.stand);
    let stage = stand.stage(frame);
    let (name, matrix) = (name(&stand), matrix(&stage));
    let place = |point| stage.place(stand.pose(point));
    let whole = if drawing.region() == Region::WholeBody { " whole" } else { "" };
    let mut svg = format!(
        "<svg class=\"figure{whole}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        round(frame.width()),
        round(frame.height()),
        escaped(label)
    );
    for ground in stand.ground(&stage) {
        svg += &slab(&ground);
    }
    let worked = worked(drawing);
    svg.extend([format!("<g transform=\"{matrix}\"><use href=\"#body-{name}\"/>")]);
    put(&mut svg, "worked", &worked);
    svg += "</g>";
    for (ring, _) in drawing.seen_through(&place) {
        put(&mut svg, "through", &closed(ring));
    }
    svg.extend([format!("<g transform=\"{matrix}\"><use href=\"#lines-{name}\"/></g>")]);
    svg + &marks(&drawing.layout, drawing.radius) + "</svg>"
}

/// Returns a text as it may stand in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
    let [origin, across, down] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)].map(|(x, y)| stage.place(Pos2::new(x, y)));
    let [across, down] = [across, down].map(|end| (end - origin) / FINE);
    format!("matrix({:.4} {:.4} {:.4} {:.4} {:.1} {:.1})", across.x, across.y, down.x, down.y, origin.x, origin.y)
}

/// Places a point of one half of the body, in its thousandths.
fn posed(stand: &Stand, half: f32, at: Pos2) -> Pos2 {
    let at = stand.pose(Pos2::new(at.x * half, at.y));
    Pos2::new(at.x * FINE, at.y * FINE)
}

fn silhouette(stand: &Stand) -> String {
    let outline = &Body::get().figure(stand.facing).outline;
    let down = outline.iter().map(|at| posed(stand, 1.0, *at));
    let up = outline.iter().rev().map(|at| posed(stand, -1.0, *at));
    closed(down.chain(up))
}

fn lines(stand: &Stand) -> String {
    let figure = Body::get().figure(stand.facing);
    let all = || figure.lines.iter().chain([&figure.outline]);
    let half = |half: f32| all().map(move |line| open(line.iter().map(|at| posed(stand, half, *at))));
    half(1.0).chain(half(-1.0)).collect()
}

/// Returns the border of what the position works on, of each half; nothing where it works on the whole body.
fn worked(drawing: &PositionDrawing) -> String {
    let fine = |at: Pos2| Pos2::new(at.x * FINE, at.y * FINE);
    worked_rings(drawing).map(|ring| closed(ring.into_iter().map(fine))).collect()
}

/// Lists the borders of what the position works on, in heights of the body that has taken its posture.
pub(crate) fn worked_rings(drawing: &PositionDrawing) -> impl Iterator<Item = Vec<Pos2>> + '_ {
    let stand = &drawing.stand;
    let part = Body::get().figure(stand.facing).part(drawing.region());
    let sides = [Side::Left, Side::Right].into_iter().filter(|side| drawing.works_on(drawing.region(), *side));
    sides.filter_map(move |side| {
        let half = stand.facing.half(side);
        Some(part?.ring.iter().map(|at| stand.pose(Pos2::new(at.x * half, at.y))).collect())
    })
}

fn slab(ground: &Ground) -> String {
    match ground {
        Ground::Slab(slab, radius) => {
            let [x, y, width, height] = [slab.left(), slab.top(), slab.width(), slab.height()].map(round);
            format!(
                "<rect class=\"ground\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
            )
        }
        Ground::Floor(ends) => format!("<path class=\"ground\" d=\"{}\"/>", open(ends.iter().copied())),
    }
}

/// The paths of the movements, by their class.
#[derive(Default)]
struct Paths {
    arrows: String,
    dashed: String,
    heads: String,
    signs: String,
}

/// Writes the arrows and signs, then the numbers.
fn marks(layout: &Layout, radius: f32) -> String {
    let mut paths = Paths::default();
    for mark in &layout.marks {
        paths.add(&mark.shape);
    }
    let Paths { arrows, dashed, heads, signs } = paths;
    let mut svg = String::new();
    put(&mut svg, "leader", &layout.badges.iter().filter_map(leader).collect::<String>());
    put(&mut svg, "edge", &(arrows.clone() + &dashed + &heads));
    put(&mut svg, "arrow", &arrows);
    put(&mut svg, "arrow behind", &dashed);
    put(&mut svg, "head", &heads);
    svg += &signs;
    for Badge { number, at, .. } in &layout.badges {
        let (x, y) = (round(at.x), round(at.y));
        svg.extend([format!("<circle class=\"disc\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")]);
        svg.extend([format!("<text x=\"{x}\" y=\"{}\">{number}</text>", round(at.y + radius * 0.45))]);
    }
    svg
}

fn put(svg: &mut String, class: &str, path: &str) {
    if !path.is_empty() {
        svg.extend([format!("<path class=\"{class}\" d=\"{path}\"/>")]);
    }
}

fn leader(badge: &Badge) -> Option<String> {
    Some(open([badge.at, badge.leads_to?]))
}

impl Paths {
    fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Arrow { points, behind, .. } => {
                let line = if *behind { &mut self.dashed } else { &mut self.arrows };
                *line += &open(points.iter().copied());
                for head in shape.heads() {
                    self.heads += &closed(Shape::tip(head, 2.0));
                }
            }
            Shape::Sign { at, toward } => self.sign(*at, *toward),
        }
    }

    fn sign(&mut self, at: Pos2, toward: Depth) {
        const ARM: f32 = 3.9;
        let (x, y) = (round(at.x), round(at.y));
        self.signs.extend([format!("<circle class=\"sign\" cx=\"{x}\" cy=\"{y}\" r=\"5.5\"/>")]);
        let inner = match toward {
            Depth::Viewer => format!("<circle class=\"head\" cx=\"{x}\" cy=\"{y}\" r=\"2.2\"/>"),
            Depth::Beyond => {
                let end = |x: f32, y: f32| Pos2::new(at.x + x * ARM, at.y + y * ARM);
                let cross = open([end(-1.0, -1.0), end(1.0, 1.0)]) + &open([end(1.0, -1.0), end(-1.0, 1.0)]);
                format!("<path class=\"sign\" d=\"{cross}\"/>")
            }
        };
        self.signs += &inner;
    }
}

pub(crate) fn open(points: impl IntoIterator<Item = Pos2>) -> String {
    let to =
        |(place, at): (usize, Pos2)| format!("{}{} {}", if place == 0 { "M" } else { "L" }, round(at.x), round(at.y));
    points.into_iter().enumerate().map(to).collect()
}

pub(crate) fn closed(points: impl IntoIterator<Item = Pos2>) -> String {
    open(points) + "Z"
}

/// Rounds to a tenth: nobody sees less.
fn round(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_library::Library;

    #[test]
    fn a_figure_uses_a_body_that_is_written() {
        let library = Library::builtin();
        let drawing = |id: &str| PositionDrawing::new(library.position(id).unwrap(), Side::Right, 150.0, 1.0);
        let drawings = [drawing("ball-buttock"), drawing("breath-rest"), drawing("ball-buttock")];
        let bodies = bodies(&drawings);
        assert_eq!(bodies.matches("id=\"body-").count(), 2, "each once");
        for drawing in &drawings {
            let svg = figure(drawing, "a < \"b\" & c");
            assert!(svg.contains("aria-label=\"a &lt; &quot;b&quot; &amp; c\""));
            let (_, from) = svg.split_once("href=\"#").unwrap();
            let used = from.split_once('"').unwrap().0;
            assert!(bodies.contains(&format!("id=\"{used}\"")), "{used}");
            assert_eq!(svg.matches('<').count(), svg.matches('>').count());
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
        }
        let works = |svg: &str| svg.contains("class=\"worked\"");
        assert!(
            works(&figure(&drawings[0], "")) && !works(&figure(&drawings[1], "")),
            "a rest works on no single place"
        );
    }
}
