//! Messages on their way from the vault to the window.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Message, News, Outcome, Ticket};

/// The replies that may wait. While so many do and the news beside them, no request is taken in: so none of them is ever
/// lost.
const REPLIES: usize = 256;
/// The news that may wait; beyond that the oldest goes.
const NEWS: usize = 16;

/// Messages that wait to be collected, in order. Copies share them.
#[derive(Debug, Clone, Default)]
pub struct Mailbox(Arc<Mutex<VecDeque<Message>>>);

impl Mailbox {
    /// Adds the reply to a request.
    pub fn reply(&self, ticket: Ticket, outcome: Outcome) {
        self.lock().push_back(Message::Reply(ticket, outcome));
    }

    /// Adds news, unless the same waits already.
    pub fn news(&self, news: News) {
        let mut waiting = self.lock();
        let news = Message::News(news);
        if waiting.contains(&news) {
            return;
        }
        let is_news = |message: &Message| matches!(message, Message::News(_));
        if waiting.iter().filter(|message| is_news(message)).count() >= NEWS
            && let Some(oldest) = waiting.iter().position(is_news)
        {
            drop(waiting.remove(oldest));
        }
        waiting.push_back(news);
    }

    /// Returns everything that waits, and keeps nothing of it.
    pub fn take(&self) -> Vec<Message> {
        self.lock().drain(..).collect()
    }

    /// Returns true while no request should be taken in, because so many replies wait.
    pub(crate) fn is_full(&self) -> bool {
        self.lock().len() >= REPLIES + NEWS
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Message>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Done, Failure, VaultError};

    #[test]
    fn messages_are_collected_once_and_in_order() {
        let mailbox = Mailbox::default();
        let first = Ticket::default().next();
        mailbox.reply(first, Ok(Done::CopyMade));
        mailbox.news(News::RecordingAgain);
        mailbox.reply(first.next(), Err(Failure::Locked));
        let expected = [
            Message::Reply(first, Ok(Done::CopyMade)),
            Message::News(News::RecordingAgain),
            Message::Reply(first.next(), Err(Failure::Locked)),
        ];
        assert_eq!(mailbox.take(), expected);
        assert!(mailbox.take().is_empty());
    }

    #[test]
    fn news_that_nobody_collects_are_bounded_and_push_out_no_reply() {
        let mailbox = Mailbox::default();
        mailbox.reply(Ticket::default(), Ok(Done::Locked));
        let news = |count: u32| News::NoCopy(VaultError::Full(count.to_string().into()));
        for count in 0..1000 {
            mailbox.news(news(count));
            mailbox.news(news(count));
        }
        let messages = mailbox.take();
        assert_eq!(messages.len(), 1 + NEWS, "the same is told once");
        assert!(messages.contains(&Message::Reply(Ticket::default(), Ok(Done::Locked))));
        assert_eq!(messages.last(), Some(&Message::News(news(999))));
    }
}
