//! The ceiling of the sum.

/// Largest output sample, whatever sounds together.
pub const SUM_CEILING: f32 = 0.5;

/// Sum up to which samples pass untouched: one cue, and one that still rings softly.
const KNEE: f32 = 0.3;

/// Bends samples above the knee towards the ceiling, which they never reach.
///
/// The curve has no memory, so it can neither pump nor overshoot, and it is smooth at the knee, so it cannot click.
pub fn limit(samples: &mut [f32]) {
    const ROOM: f32 = SUM_CEILING - KNEE;
    // Nearly always nothing is bent, and looking at all of them at once is the quickest way to know.
    if samples.iter().fold(true, |soft, sample| soft & (sample.abs() <= KNEE)) {
        return;
    }
    for sample in samples {
        let over = sample.abs() - KNEE;
        if over > 0.0 {
            let bent = over / (1.0 + over / ROOM);
            *sample = (KNEE + bent).min(SUM_CEILING).copysign(*sample);
        } else if sample.is_nan() {
            *sample = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(value: f32) -> f32 {
        let mut one = [value];
        limit(&mut one);
        one[0]
    }

    #[test]
    fn nothing_exceeds_the_ceiling() {
        for value in [0.5, 1.0, 10.0, 1e9, f32::MAX, f32::INFINITY] {
            assert!(limited(value) <= SUM_CEILING && limited(-value) >= -SUM_CEILING, "{value}");
        }
        assert!(limited(f32::NAN).abs() < f32::EPSILON);
    }

    #[test]
    fn one_cue_passes_untouched_and_the_bend_is_smooth() {
        for step in 0..=3000 {
            let value = step as f32 / 1000.0;
            if value <= KNEE {
                assert!((limited(value) - value).abs() < f32::EPSILON);
            }
            let slope = (limited(value + 0.001) - limited(value)) / 0.001;
            assert!((-0.001..=1.001).contains(&slope), "slope {slope} at {value}");
        }
        let kink = (limited(KNEE + 0.001) - limited(KNEE)) - (limited(KNEE) - limited(KNEE - 0.001));
        assert!(kink.abs() < 1e-5);
    }
}
