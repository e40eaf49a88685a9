//! What the environment says of the desktop, mended before the window is opened.
//!
//! A variable that names a desktop which is not there, or a scale that cannot be, ends the program deep inside the
//! window's libraries. Without that variable they find what is there.

/// Starts the program again without the variables that would end it. Returns where there are none, or where it cannot be
/// started again.
#[cfg(unix)]
pub(crate) fn start_again_where_needed() {
    use std::os::unix::process::CommandExt as _;
    use std::{env, process};

    let wrong = wrong(|name| env::var(name).ok(), answers);
    let Ok(program) = env::current_exe() else { return };
    if wrong.is_empty() {
        return;
    }
    let mut again = process::Command::new(program);
    again.args(env::args_os().skip(1));
    for name in wrong {
        again.env_remove(name);
    }
    let why = again.exec();
    tracing::warn!(%why, "the program could not be started again without what the environment says of the desktop");
}

/// Elsewhere no variable says anything of the desktop.
#[cfg(not(unix))]
pub(crate) fn start_again_where_needed() {}

/// The variable with a scale of one's own for X11.
#[cfg(unix)]
const SCALE: &str = "WINIT_X11_SCALE_FACTOR";
/// The variable with the desktop by Wayland.
#[cfg(unix)]
const WAYLAND: &str = "WAYLAND_DISPLAY";

/// Lists the variables that would end the program.
#[cfg(unix)]
fn wrong(variable: impl Fn(&str) -> Option<String>, answers: impl Fn(&std::path::Path) -> bool) -> Vec<&'static str> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let mut wrong = Vec::new();
    if set(SCALE).is_some_and(|scale| !is_scale(&scale)) {
        wrong.push(SCALE);
    }
    let by_x11 = set("DISPLAY").is_some() && set("WAYLAND_SOCKET").is_none();
    if let Some(display) = set(WAYLAND).filter(|_| by_x11) {
        let folder = set("XDG_RUNTIME_DIR").unwrap_or_default();
        if !answers(&std::path::Path::new(&folder).join(display)) {
            wrong.push(WAYLAND);
        }
    }
    wrong
}

/// Says if a text is a scale that can be drawn at.
#[cfg(unix)]
fn is_scale(text: &str) -> bool {
    text.eq_ignore_ascii_case("randr") || text.parse::<f64>().is_ok_and(|scale| (0.25..=16.0).contains(&scale))
}

/// Says if somebody answers at a socket.
#[cfg(unix)]
fn answers(socket: &std::path::Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)]) -> Vec<&'static str> {
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        wrong(value, answers)
    }

    #[test]
    fn a_dead_desktop_is_left_for_one_that_may_live() {
        let folder = tempfile::tempdir().unwrap();
        let run = folder.path().to_str().unwrap();
        let _listener = std::os::unix::net::UnixListener::bind(folder.path().join("wayland-0")).unwrap();
        let both = |name| [(WAYLAND, name), ("XDG_RUNTIME_DIR", run), ("DISPLAY", ":0")];
        assert_eq!(found(&both("wayland-0")), Vec::<&str>::new());
        assert_eq!(found(&both("wayland-9")), [WAYLAND]);
        assert_eq!(found(&both("/nowhere/wayland-9")), [WAYLAND]);
        assert_eq!(found(&both("")), Vec::<&str>::new(), "an empty one is none");
        assert_eq!(found(&both("wayland-9")[..2]), Vec::<&str>::new(), "there is no other");
    }

    #[test]
    fn a_scale_that_cannot_be_is_left() {
        for (scale, is_wrong) in [
            ("0", true),
            ("nan", true),
            ("-1", true),
            ("inf", true),
            ("big", true),
            ("1e300", true),
            ("1", false),
            ("1.5", false),
            ("randr", false),
            ("", false),
        ] {
            assert_eq!(!found(&[(SCALE, scale)]).is_empty(), is_wrong, "{scale}");
        }
    }
}
