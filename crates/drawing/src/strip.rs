//! The strip of a routine: one block a step and side, to scale.

const GAP: f32 = 3.0;
const LEAST: f32 = 8.0;

/// Returns the space between two blocks; none where there are too many to tell apart.
pub fn gap(blocks: usize, width: f32) -> f32 {
    let each = width / blocks.max(1) as f32;
    if each >= LEAST + GAP {
        GAP
    } else if each >= 4.0 {
        1.0
    } else {
        0.0
    }
}

/// Returns the beginning of each block and the end of the last one, gaps included, for blocks of so many seconds.
///
/// A block that is too short gets the least width, and the others share the rest to scale.
pub fn edges(secs: &[f32], width: f32) -> Vec<f32> {
    let gap = gap(secs.len(), width);
    let least = (width / secs.len().max(1) as f32).min(if gap > 0.0 { LEAST + gap } else { 0.0 });
    let weights: Vec<f32> = secs.iter().map(|secs| if secs.is_finite() { secs.max(0.001) } else { 0.001 }).collect();
    let mut scale = 0.0;
    let mut fixed = 0;
    // Each round fixes more of the short ones; it ends as soon as none is added, at most a few rounds later.
    loop {
        let long = weights.iter().filter(|secs| fixed == 0 || **secs * scale > least);
        let total: f64 = long.map(|secs| f64::from(*secs)).sum();
        scale = (f64::from(width - fixed as f32 * least).max(0.0) / total.max(1e-6)) as f32;
        let short = weights.iter().filter(|secs| **secs * scale <= least).count();
        if short <= fixed || short == weights.len() {
            break;
        }
        fixed = short;
    }
    let mut at = 0.0;
    let mut edges = Vec::with_capacity(weights.len() + 1);
    edges.push(0.0);
    for secs in weights {
        at += f64::from((secs * scale).max(least));
        edges.push(at as f32);
    }
    // The last gap is not needed: the strip ends with its last block.
    let stretch = (width + gap) / edges.last().copied().unwrap_or(width).max(1.0);
    for edge in &mut edges {
        *edge *= stretch;
    }
    edges
}
