//! The questions that sessions left open, one at a time, answered by keys and skippable.

use std::time::Duration;

use egui::{Align2, Key, Modifiers, TextEdit, Ui};
use holdwell_app::text;
use holdwell_model::{Id, Millis};
use holdwell_store::{Question, QuestionKind, QuestionReply, Request, Ticket, VaultQuery};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, EmptyState, fit, limited, line, section, surface, title, undo_line, wrapped};

/// The queue of questions.
#[derive(Debug, Default)]
pub struct QuestionsScreen {
    text: String,
    /// The questions that were skipped, in order: they come last.
    skipped: Vec<Question>,
    /// The questions that were answered and may not have been written down yet.
    answered: Vec<Question>,
    /// Answers that are sent with the next saving.
    waiting: Vec<(Question, QuestionReply)>,
    /// Answers on their way to the vault.
    in_flight: Vec<(Ticket, Question)>,
    /// The answer that was given last, which can be taken back.
    last: Option<(Question, QuestionReply)>,
    /// The question that is shown; another one takes the keyboard anew.
    shown: Option<Question>,
    /// The time at which a 1 was typed, in seconds: a 0 soon after makes it ten.
    one_since: Option<f64>,
    /// The session whose questions alone are shown.
    only: Option<Id>,
}

/// The time after which a score of one settles: a 0 within it makes ten, as on the session's screen, and must not answer
/// the question that comes next. Enter settles it at once.
const SETTLES_SECS: f64 = 5.0;

impl Screen for QuestionsScreen {
    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { questions: Some(None), ..VaultQuery::default() }
    }

    fn leave(&mut self) {
        *self = Self::default();
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        if time.is_none() {
            self.settle_one();
        }
        let mut is_sent = true;
        for (question, reply) in std::mem::take(&mut self.waiting) {
            if let Ok(ticket) = send(Request::AnswerQuestion(Box::new(question.clone()), reply)) {
                self.in_flight.push((ticket, question));
            } else {
                is_sent = false;
                self.ask_again(&question);
            }
        }
        is_sent
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        let Some(place) = self.in_flight.iter().position(|(sent, _)| *sent == ticket) else { return };
        let (_, question) = self.in_flight.remove(place);
        if !is_saved {
            self.ask_again(&question);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back to Start")).clicked() {
                actions.push(Action::Go(Page::Start));
            }
            title(ui, "To finish");
        });
        let words = "What the hands had no time for. Each can be left; nothing asks again by itself";
        wrapped(ui, Font::Body, theme.soft, words);
        ui.add_space(2.0 * GRID);
        if self.open(cx).is_empty() {
            let words = "Marks, names and scores that a session leaves open are asked for here";
            if EmptyState::new(icons::CHECK, "Nothing is open", words).action("Back to Start").show(ui) {
                actions.push(Action::Go(Page::Start));
            }
            self.undo(ui);
            return;
        }
        self.inline(ui, cx, actions);
    }
}

impl QuestionsScreen {
    /// Shows the questions of one session, where it is written down and left any.
    pub fn of_session(&mut self, ui: &mut Ui, id: Option<Id>, cx: &Cx<'_>, actions: &mut Actions) {
        let is_its = |question: &Question| Some(question.session) == id && question.asks != QuestionKind::Name;
        let is_answered = self.last.as_ref().is_some_and(|(question, _)| Some(question.session) == id);
        if id.is_some() && (is_answered || cx.vault.questions.iter().any(is_its)) {
            section(ui, "To finish");
            self.only = id;
            self.inline(ui, cx, actions);
        }
    }

    /// Asks a question again whose answer could not be kept.
    fn ask_again(&mut self, question: &Question) {
        self.answered.retain(|one| one != question);
        self.last.take_if(|(last, _)| last == question);
    }

    /// Offers to take the last answer back.
    fn undo(&mut self, ui: &mut Ui) {
        let Some((question, reply)) = undo_line(ui, &mut self.last, |(question, reply)| answered(question, reply))
        else {
            return;
        };
        self.answered.retain(|one| *one != question);
        let is_sent = !self.waiting.contains(&(question.clone(), reply));
        self.waiting.retain(|(one, _)| *one != question);
        if is_sent {
            self.waiting.push((question, QuestionReply::TakenBack));
        }
    }

    /// Shows the question that comes next.
    fn inline(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        self.answered.retain(|one| cx.vault.questions.contains(one));
        let open = self.open(cx);
        let Some(question) = open.first().copied().cloned() else { return self.undo(ui) };
        if self.shown.as_ref() != Some(&question) {
            self.text.clear();
            self.one_since = None;
        }
        let left = open.len();
        let takes_tab = ui.ctx().text_edit_focused() || question.asks == QuestionKind::Name;
        let skips = left > 1 && takes_tab && tab(ui);
        let answer = surface(ui, 24, |ui| self.ask(ui, &question, left, cx));
        if skips || answer == Some(Given::Skip) {
            self.one_since = None;
            self.skipped.retain(|one| *one != question);
            self.skipped.push(question);
        } else if answer == Some(Given::Names) {
            actions.push(Action::Go(Page::Record(question.session)));
        } else if let Some(Given::Answer(reply)) = answer {
            self.take(question, reply);
        }
        self.undo(ui);
    }

    fn take(&mut self, question: Question, reply: QuestionReply) {
        self.answered.push(question.clone());
        self.last = Some((question.clone(), reply.clone()));
        self.waiting.push((question, reply));
    }

    /// Takes a one that still waits for the nought of ten: whoever goes elsewhere types none.
    fn settle_one(&mut self) {
        if self.one_since.take().is_some()
            && let Some(question) = self.shown.take()
        {
            self.take(question, QuestionReply::Score(1));
        }
    }

    /// Returns the questions that are open: the skipped ones come last.
    fn open<'a>(&self, cx: &Cx<'a>) -> Vec<&'a Question> {
        let place = |question: &Question| self.skipped.iter().position(|one| one == question).map_or(0, |at| at + 1);
        // The names of a session's holds are given in one list, on its own page.
        let mut listed: Vec<Id> = Vec::new();
        let is_open = |question: &&Question| {
            let is_name = question.asks == QuestionKind::Name;
            let is_said = is_name && (self.only.is_some() || listed.contains(&question.session));
            listed.extend(is_name.then_some(question.session));
            !is_said && !self.answered.contains(question) && self.only.is_none_or(|only| only == question.session)
        };
        let mut open: Vec<&Question> = cx.vault.questions.iter().filter(is_open).collect();
        open.sort_by_key(|question| place(question));
        open
    }

    fn ask(&mut self, ui: &mut Ui, question: &Question, left: usize, cx: &Cx<'_>) -> Option<Given> {
        let theme = Theme::of(ui);
        let client = if question.client.is_empty() { "no client" } else { &question.client };
        let when = text::moment(cx.wall, question.at);
        line(ui, Font::Small, theme.faint, format!("{left} left  ·  {}, {client}, {when}", question.name));
        let asked = sentence(question, cx);
        fit(ui, Font::Section, 18.0, theme.text, &asked);
        ui.add_space(GRID);
        let is_score = matches!(question.asks, QuestionKind::Score(..));
        let is_name = question.asks == QuestionKind::Name;
        let entered = !is_name && self.field(ui, question);
        let mut given = if is_score { self.score(ui, entered) } else { self.words(entered) };
        ui.add_space(GRID);
        ui.horizontal_wrapped(|ui| {
            if is_score {
                for value in 0..=10_u8 {
                    if ui.add(Button::new(&value.to_string()).width(44.0)).clicked() {
                        given = Some(Given::Answer(QuestionReply::Score(value)));
                    }
                }
            } else if is_name {
                if ui.add(Button::new("Name its holds").key("Enter")).clicked() || enter(ui) {
                    given = Some(Given::Names);
                }
            } else {
                let empty = self.text.trim().is_empty().then_some("Type what it was");
                if ui.add(Button::new("Keep").key("Enter").disabled(empty)).clicked() {
                    given = Some(Given::Answer(QuestionReply::Words(self.text.trim().to_owned())));
                }
            }
            let only = (left < 2).then_some("It is the last one");
            if ui.add(Button::new("Skip").key("Tab").disabled(only)).clicked() {
                given = Some(Given::Skip);
            }
            if !is_name && ui.add(Button::quiet("Do not ask again")).clicked() {
                given = Some(Given::Answer(QuestionReply::Nothing));
            }
        });
        given
    }

    /// Shows the field, which takes the keyboard for every new question. Returns true where Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, question: &Question) -> bool {
        let theme = Theme::of(ui);
        let is_score = matches!(question.asks, QuestionKind::Score(..));
        let (name, most) = if is_score { ("Score, 0 to 10", 2) } else { ("What it was", 200) };
        let width = if is_score { 120.0 } else { 420.0 };
        ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
            let response = limited(ui, &mut self.text, most, |ui, text| {
                // Tab skips; it is taken before the field sees it.
                let edit = TextEdit::singleline(text).id(egui::Id::unique("question")).lock_focus(true);
                ui.add(edit.desired_width(width * theme.text_size).align(Align2::LEFT_CENTER))
            });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if self.shown.as_ref() != Some(question) {
                self.shown = Some(question.clone());
                response.request_focus();
            }
            let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if enter && self.text.trim().is_empty() {
                response.request_focus();
            }
            enter
        })
        .inner
    }

    /// Returns the words in the field as the answer.
    fn words(&self, entered: bool) -> Option<Given> {
        let text = self.text.trim();
        (entered && !text.is_empty()).then(|| Given::Answer(QuestionReply::Words(text.to_owned())))
    }

    /// Returns the digit in the field as the answer; a one waits a moment for the nought of ten.
    fn score(&mut self, ui: &Ui, entered: bool) -> Option<Given> {
        self.text.retain(|letter| letter.is_ascii_digit());
        let now = ui.input(|input| input.time);
        let value = self.text.parse::<u8>().ok().filter(|value| *value <= 10);
        if value.is_none() {
            self.one_since = None;
            self.text.clear();
        }
        let value = value?;
        if value == 1 && !entered {
            let left = *self.one_since.get_or_insert(now) + SETTLES_SECS - now;
            if left > 0.0 {
                ui.ctx().request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
                return None;
            }
        }
        Some(Given::Answer(QuestionReply::Score(value)))
    }
}

/// The person's reaction to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Given {
    Skip,
    /// Goes to the list of the session's holds.
    Names,
    Answer(QuestionReply),
}

/// Says if Enter was pressed while nothing has the keyboard.
fn enter(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none()) && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Takes a press of Tab, so that nothing else hears of it; returns true where there was one.
fn tab(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab))
}

/// Says what was answered: "Psoas major, left: 3".
fn answered(question: &Question, reply: &QuestionReply) -> String {
    let said = match reply {
        QuestionReply::Words(words) => words.clone(),
        QuestionReply::Score(score) => score.to_string(),
        QuestionReply::Nothing | QuestionReply::TakenBack => "not to be asked again".to_owned(),
    };
    format!("{}: {said}", hold_of(question))
}

fn hold_of(question: &Question) -> &str {
    if question.hold.is_empty() { "a hold without a name" } else { &question.hold }
}

/// Returns "14:22, Psoas major, right, 2:10 in: what was it?"
fn sentence(question: &Question, cx: &Cx<'_>) -> String {
    let at = text::clock(cx.wall, question.at);
    let hold = hold_of(question);
    match question.asks {
        QuestionKind::Mark(_, Millis::ZERO) => format!("{at}, {hold}, before it was held: what was it?"),
        QuestionKind::Mark(_, held) => format!("{at}, {hold}, {} in: what was it?", held.clock()),
        QuestionKind::Name => "holds without a name".to_owned(),
        QuestionKind::Score(_, kind) => format!("{at}, {hold}: tenderness {}, 0 to 10?", kind.word()),
    }
}
