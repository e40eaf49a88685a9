//! Polygons that are not convex: cut into triangles, because a painter fills only convex ones, and asked for points.

use emath::Pos2;

/// Cuts a polygon without holes into triangles, as places in it, by taking ears off.
pub(crate) fn triangles(ring: &[Pos2]) -> Vec<[u32; 3]> {
    let mut left: Vec<usize> = (0..ring.len()).collect();
    if area(ring) < 0.0 {
        left.reverse();
    }
    let mut cut = Vec::with_capacity(ring.len());
    while left.len() > 2 {
        let count = left.len();
        let around = |place: usize| [left[(place + count - 1) % count], left[place], left[(place + 1) % count]];
        // A ring that crosses itself has no ear left at some point; what is cut until then is shown.
        let Some(ear) = (0..count).find(|place| is_ear(ring, &left, around(*place))) else { break };
        cut.push(around(ear).map(|place| place as u32));
        left.remove(ear);
    }
    cut
}

/// Returns true if a point lies inside a polygon, by the number of sides that a ray to the right crosses.
pub fn contains(ring: &[Pos2], point: Pos2) -> bool {
    let mut inside = false;
    let after = ring.iter().cycle().skip(1);
    for (from, to) in ring.iter().zip(after) {
        let crosses = (from.y > point.y) != (to.y > point.y);
        if crosses && point.x < from.x + (point.y - from.y) * (to.x - from.x) / (to.y - from.y) {
            inside = !inside;
        }
    }
    inside
}

fn is_ear(ring: &[Pos2], left: &[usize], corners: [usize; 3]) -> bool {
    let [a, b, c] = corners.map(|place| ring[place]);
    let turn = cross(a, b, c);
    if turn < 0.0 {
        return false;
    }
    let inside = |point: Pos2| cross(a, b, point) > 0.0 && cross(b, c, point) > 0.0 && cross(c, a, point) > 0.0;
    !left.iter().any(|place| !corners.contains(place) && inside(ring[*place]))
}

fn area(ring: &[Pos2]) -> f32 {
    let after = ring.iter().cycle().skip(1);
    ring.iter().zip(after).map(|(from, to)| from.x * to.y - to.x * from.y).sum()
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b - a).x * (c - b).y - (b - a).y * (c - b).x
}

#[cfg(test)]
mod tests;
