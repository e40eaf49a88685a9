//! The drawings as shapes: the body with its regions, the figure of a position with its arrows, the strip of a routine.
//!
//! Nothing here paints or knows a colour. The window turns the shapes into meshes; a page of paper or an SVG can take
//! the same ones. Points are those of `emath`, the geometry of egui, which knows no window either.
//!
//! ```
//! use holdwell_drawing::{Body, Facing, PositionDrawing, Shape};
//! use holdwell_library::Library;
//! use holdwell_model::{Region, Side};
//!
//! // A region is found by a point of the upright figure, in heights of the body.
//! let front = Body::get().figure(Facing::Front);
//! let knee = front.part(Region::Knee).expect("the knee is seen from the front");
//! assert_eq!(front.hit(knee.centre), Some(Region::Knee));
//!
//! // A figure 400 points wide: every arrow has its place, and a number beside it.
//! let library = Library::builtin();
//! let psoas = library.position("psoas").expect("it comes with the program");
//! let drawing = PositionDrawing::new(psoas, Side::Right, 400.0, 1.0);
//! assert!(drawing.layout.marks.iter().any(|mark| matches!(mark.shape, Shape::Arrow { .. })));
//! assert!(!drawing.layout.badges.is_empty());
//! ```
#![deny(missing_docs)]

mod body;
mod figure;
mod paths;
mod polygon;
mod sheet;
pub mod strip;
pub mod svg;

pub use body::{Body, FIGURE, Facing, Figure, Part};
pub use figure::{Badge, Depth, FigureSign, Ground, HEAD, Layout, PositionDrawing, SIGN, Shape, Stage, Stand, Subject};
pub use paths::paths;
pub use polygon::contains;
pub use sheet::{Border, Filled, Sheet};
