use holdwell_drawing::strip::edges;

#[test]
fn blocks_are_to_scale_and_fill_the_strip() {
    let edges = edges(&[10.0, 30.0, 0.1, 60.0], 1000.0);
    let widths: Vec<f32> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((widths[1] / widths[0] - 3.0).abs() < 0.01, "{widths:?}");
    assert!((widths[3] / widths[0] - 6.0).abs() < 0.01, "{widths:?}");
    assert!(widths[2] >= 8.0, "{widths:?}");
    assert!((edges[4] - 1003.0).abs() < 0.01, "the last gap falls outside: {edges:?}");
}
