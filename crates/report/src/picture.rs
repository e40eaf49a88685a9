//! Drawings as pictures, where no page can show them: the cover of a sound file, and the icon of the page on a site.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Rect, Stroke};
use vello_cpu::{Pixmap, RenderContext, Resources};

use holdwell_drawing::PositionDrawing;
use holdwell_handout::Drawn;
use holdwell_home::HomePlan;
use holdwell_model::{Position, Side};

/// Width and height of a cover in pixels.
const COVER: u16 = 600;
/// Width of a figure in its own points: so narrow that it has no numbers.
const WIDTH: f32 = 150.0;

/// Colours of the page's dark look.
const GROUND: [u8; 3] = [0x10, 0x13, 0x14];
const ACT: [u8; 3] = [0x8f, 0xc7, 0xb5];
const TEXT: [u8; 3] = [0xed, 0xe8, 0xdf];

/// A square that is painted on.
struct Canvas {
    context: RenderContext,
    side: u16,
}

impl Canvas {
    fn new(side: u16) -> Self {
        let mut canvas = Self { context: RenderContext::new(side, side), side };
        canvas.colour(GROUND, 255);
        canvas.context.fill_rect(&Rect::new(0.0, 0.0, side.into(), side.into()));
        canvas
    }

    fn colour(&mut self, [red, green, blue]: [u8; 3], opacity: u8) {
        self.context.set_paint(AlphaColor::<Srgb>::from_rgba8(red, green, blue, opacity));
    }

    fn fill(&mut self, path: &BezPath, colour: [u8; 3], opacity: u8) {
        self.colour(colour, opacity);
        self.context.fill_path(path);
    }

    fn stroke(&mut self, path: &BezPath, colour: [u8; 3], stroke: Stroke) {
        self.colour(colour, 255);
        self.context.set_stroke(stroke);
        self.context.stroke_path(path);
    }

    /// Returns it as PNG; `None` where that fails.
    fn png(mut self) -> Option<Vec<u8>> {
        let mut pixels = Pixmap::new(self.side, self.side);
        self.context.flush();
        self.context.render(&mut pixels, &mut Resources::new());
        let colours = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        let picture = RgbImage::from_raw(self.side.into(), self.side.into(), colours)?;
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).ok()?;
        Some(png.into_inner())
    }
}

/// Paints the cover of a plan's sound file: the figure of its first item that has one, as PNG.
pub fn plan_cover(plan: &HomePlan) -> Option<Vec<u8>> {
    cover(&plan.items.iter().find_map(|item| Drawn::new(item).drawing)?)
}

/// Paints the cover of a sound file that begins with a position, as PNG.
pub fn position_cover(position: &Position) -> Option<Vec<u8>> {
    cover(&PositionDrawing::new(position, Side::Right, WIDTH, 1.0))
}

fn cover(drawing: &PositionDrawing) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new(COVER);
    let (frame, side) = (drawing.frame, f64::from(COVER));
    let scale = side / f64::from(frame.width().max(frame.height()));
    let middle = (f64::from(frame.center().x), f64::from(frame.center().y));
    canvas.context.set_transform(
        Affine::translate((side / 2.0, side / 2.0)) * Affine::scale(scale) * Affine::translate((-middle.0, -middle.1)),
    );
    for (class, path) in holdwell_drawing::paths(drawing) {
        let path = BezPath::from_svg(&path).ok()?;
        canvas.paint(class, &path);
    }
    canvas.png()
}

impl Canvas {
    /// Paints a path as the page's style does.
    fn paint(&mut self, class: &str, path: &BezPath) {
        match class {
            "ground" => {
                self.fill(path, [0x20, 0x26, 0x2a], 255);
                self.stroke(path, [0x33, 0x3b, 0x40], Stroke::new(0.8));
            }
            "body" => self.fill(path, [0x2b, 0x33, 0x36], 255),
            "worked" => self.fill(path, ACT, 255),
            "through" => {
                self.fill(path, ACT, 115);
                self.stroke(path, ACT, Stroke::new(1.0).with_dashes(0.0, [3.0, 2.0]));
            }
            "lines" => self.stroke(path, [0x6b, 0x75, 0x79], Stroke::new(0.6)),
            "edge" => self.stroke(path, [0x17, 0x1b, 0x1d], Stroke::new(4.0)),
            "arrow" => self.stroke(path, TEXT, Stroke::new(1.8)),
            "behind" => self.stroke(path, TEXT, Stroke::new(1.8).with_dashes(0.0, [4.0, 3.0])),
            "head" => self.fill(path, TEXT, 255),
            "sign" => {
                self.fill(path, [0x17, 0x1b, 0x1d], 255);
                self.stroke(path, TEXT, Stroke::new(1.4));
            }
            _ => {}
        }
    }
}

/// Paints the icon of the page: a ring that is not yet closed, as in a session; as PNG.
pub(crate) fn icon(side: u16) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new(side);
    canvas.context.set_transform(Affine::scale(f64::from(side) / 512.0));
    let ring = BezPath::from_svg("M256 106a150 150 0 1 1 0 300a150 150 0 1 1 0-300").ok()?;
    canvas.stroke(&ring, [0x33, 0x3b, 0x40], Stroke::new(44.0));
    let arc = BezPath::from_svg("M256 106A150 150 0 1 1 151.4 363.5").ok()?;
    canvas.stroke(&arc, ACT, Stroke::new(44.0));
    canvas.png()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_library::Library;

    #[test]
    fn a_cover_shows_the_figure_in_its_colours() {
        let library = Library::builtin();
        let png = position_cover(library.position("ball-buttock").unwrap()).unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (600, 600));
        for (colour, most) in [(GROUND, 350_000), (ACT, 80_000), ([0x2b, 0x33, 0x36], 200_000)] {
            let count = picture.pixels().filter(|pixel| pixel.0 == colour).count();
            assert!((400..most).contains(&count), "{colour:?}: {count}");
        }
        assert!(png.len() < 60_000, "{}", png.len());
    }
}
