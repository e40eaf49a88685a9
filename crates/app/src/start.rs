//! Reasons why there is no window.

/// The reason why no window comes up; `text::window_problem` has the sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WindowProblem {
    /// There is no desktop that can be reached.
    NoDesktop,
    /// The desktop was there, and went away while the window was open.
    DesktopGone,
    /// Nothing draws for OpenGL.
    NoOpenGl,
    /// Something of the program could not be started.
    NotStarted(String),
}
