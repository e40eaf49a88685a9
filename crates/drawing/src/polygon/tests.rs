use super::*;
use emath::pos2;

/// Returns the corners of an L.
fn ell() -> Vec<Pos2> {
    [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 3.0), (0.0, 3.0)].map(|(x, y)| pos2(x, y)).into()
}

#[test]
fn triangles_cover_exactly_the_polygon() {
    let mut reversed = ell();
    reversed.reverse();
    for ring in [ell(), reversed] {
        let cut = triangles(&ring);
        assert_eq!(cut.len(), ring.len() - 2);
        let size = |places: &[u32; 3]| {
            let [a, b, c] = places.map(|place| ring[place as usize]);
            cross(a, b, c).abs() / 2.0
        };
        assert!((cut.iter().map(size).sum::<f32>() - 4.0).abs() < 1e-5);
    }
}

#[test]
fn points_are_inside_or_outside() {
    assert!(contains(&ell(), pos2(0.5, 2.5)) && contains(&ell(), pos2(1.5, 0.5)));
    assert!(!contains(&ell(), pos2(1.5, 2.0)) && !contains(&ell(), pos2(-0.1, 1.0)));
}
