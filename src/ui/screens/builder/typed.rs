//! A field in which a value is typed as people type it.

use egui::Ui;

use crate::ui::widgets::TextField;

/// What a field is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What goes without saying, shown while it is empty.
    pub(super) hint: &'a str,
    /// What stands in the document, as text.
    pub(super) value: &'a str,
}

/// Shows the field over the width there is. What can be read is given back at once, while it is typed; what cannot is
/// left standing, and `problems` says why.
pub(super) fn typed<T>(
    ui: &mut Ui,
    field: Typed<'_>,
    problems: &mut Vec<String>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let id = ui.scope_id().with(("typed", field.name));
    let before: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = before.clone().unwrap_or_else(|| field.value.to_owned());
    let scale = crate::ui::theme::Theme::of(ui).text_size;
    // The frame of a field is wider than its text.
    let width = ((ui.available_width() - 10.0) / scale).max(40.0);
    let response = ui.add(TextField::new(field.name, &mut text).hint(field.hint).width(width).most(200));
    let mut value = None;
    if response.changed() {
        value = read(&text).ok();
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if before.is_some() || response.changed() {
        match read(&text) {
            Err(problem) => {
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(problem.as_str()));
                problems.push(problem);
            }
            Ok(_) if !response.has_focus() => ui.data_mut(|data| data.remove::<String>(id)),
            Ok(_) => {}
        }
    }
    value
}

/// Fields side by side, as many as there is room for, then below each other.
pub(super) fn in_columns<T: Copy>(ui: &mut Ui, fields: &[T], mut show: impl FnMut(&mut Ui, T)) {
    let least = 86.0 * crate::ui::theme::Theme::of(ui).text_size;
    let fit = ((ui.available_width() + 8.0) / (least + 8.0)).floor().max(1.0) as usize;
    // Rows of equal length look calmer than a full one and a rest.
    let rows = fields.len().div_ceil(fit.min(fields.len()).max(1));
    let each = fields.len().div_ceil(rows.max(1)).max(1);
    for row in fields.chunks(each) {
        ui.columns(each, |columns| {
            for (column, field) in columns.iter_mut().zip(row) {
                show(column, *field);
            }
        });
    }
}
