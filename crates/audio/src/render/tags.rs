//! Tags of a sound file: its title, a chapter for each side of each step, and a picture.

use holdwell_engine::Unattended;
use holdwell_model::{Millis, Plan, PlanStep, SessionTime, Side};
use id3::frame::{Chapter as Chap, Picture, PictureType, TableOfContents};
use id3::{Encoder, Frame, Tag, TagLike as _, Version};

use super::RenderError;

/// Element of the table of contents.
const CONTENTS: &str = "toc";
/// Place of a chapter in the file by its bytes, which is not used where the time is known.
const BY_TIME: u32 = u32::MAX;

/// Words and picture of a sound file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags {
    /// Title.
    pub title: String,
    /// Album; nobody's name stands in it unless that was asked for.
    pub album: Option<String>,
    /// Chapters, in their order.
    pub chapters: Vec<Chapter>,
    /// Picture as PNG.
    pub cover: Option<Vec<u8>>,
}

/// A part of a session that a player can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Begin; it lasts until the next one.
    pub at: SessionTime,
    /// Title of the chapter.
    pub title: String,
}

/// Artist of every file: who made the sound.
const ARTIST: &str = "Holdwell";

impl Tags {
    /// Makes the tags of a session that runs by itself: its name, and its steps side by side.
    pub fn of(plan: &Plan, session: &Unattended) -> Self {
        let title = |number: u32, side: Option<Side>| {
            let step = plan.steps.iter().find(|step| step.number == number);
            let title = step.map(|step| PlanStep::clone(step).title).unwrap_or_default();
            match side {
                Some(Side::Left) => format!("{title}, left"),
                Some(Side::Right) => format!("{title}, right"),
                Some(Side::Both | Side::Midline) | None => title,
            }
        };
        let mut chapters: Vec<Chapter> = Vec::new();
        let mut before = None;
        for stretch in session.stretches(plan) {
            if before.replace((stretch.step, stretch.side)) != Some((stretch.step, stretch.side)) {
                chapters.push(Chapter { at: stretch.at, title: title(stretch.step, stretch.side) });
            }
        }
        Self { title: plan.name.clone(), album: None, chapters, cover: None }
    }

    /// Lists the chapters with the end of each, of a file of this length.
    fn spans(&self, length: Millis) -> impl Iterator<Item = (&Chapter, Millis, Millis)> {
        let ends = self.chapters.iter().skip(1).map(|next| next.at.since(SessionTime::ZERO)).chain([length]);
        self.chapters.iter().zip(ends).map(|(chapter, end)| (chapter, chapter.at.since(SessionTime::ZERO), end))
    }

    /// Writes them as ID3v2.3, which every player reads.
    pub(super) fn id3(&self, length: Millis) -> Result<Vec<u8>, RenderError> {
        let mut tag = Tag::new();
        tag.set_title(&self.title);
        tag.set_artist(ARTIST);
        if let Some(album) = &self.album {
            tag.set_album(album);
        }
        let mut elements = Vec::new();
        for (place, (chapter, start, end)) in self.spans(length).enumerate() {
            let element_id = format!("chp{place}");
            elements.push(element_id.clone());
            let _none = tag.add_frame(Chap {
                element_id,
                start_time: start.0 as u32,
                end_time: end.0 as u32,
                start_offset: BY_TIME,
                end_offset: BY_TIME,
                frames: vec![Frame::text("TIT2", &*chapter.title)],
            });
        }
        if !elements.is_empty() {
            let element_id = CONTENTS.to_owned();
            let contents = TableOfContents { element_id, top_level: true, ordered: true, elements, frames: Vec::new() };
            let _none = tag.add_frame(contents);
        }
        if let Some(data) = self.cover.clone() {
            let (mime_type, description) = ("image/png".to_owned(), String::new());
            let _none = tag.add_frame(Picture { mime_type, picture_type: PictureType::CoverFront, description, data });
        }
        let mut bytes = Vec::new();
        let written = Encoder::new().version(Version::Id3v23).encode(&tag, &mut bytes);
        written.map(|()| bytes).map_err(|error| RenderError::Mp3(error.to_string()))
    }

    /// Writes the words as the comment block of FLAC. Chapters are named as players of such comments read them.
    pub(super) fn comments(&self, length: Millis) -> Vec<u8> {
        let mut comments = vec![format!("TITLE={}", self.title), format!("ARTIST={ARTIST}")];
        comments.extend(self.album.as_ref().map(|album| format!("ALBUM={album}")));
        for (number, (chapter, Millis(at), _)) in (1..).zip(self.spans(length)) {
            let (mins, secs, millis) = (at / 60_000, at / 1000 % 60, at % 1000);
            let time = format!("{:02}:{:02}:{secs:02}.{millis:03}", mins / 60, mins % 60);
            comments.push(format!("CHAPTER{number:03}={time}"));
            comments.push(format!("CHAPTER{number:03}NAME={}", chapter.title));
        }
        let mut block = Vec::new();
        put(&mut block, ARTIST.as_bytes());
        block.extend((comments.len() as u32).to_le_bytes());
        for comment in &comments {
            put(&mut block, comment.as_bytes());
        }
        block
    }

    /// Writes the picture as the block of FLAC; `None` where there is none.
    pub(super) fn picture(&self) -> Option<Vec<u8>> {
        const FRONT: u32 = 3;
        const KIND: &str = "image/png";
        let cover = self.cover.as_ref()?;
        // A PNG says its own size at a fixed place.
        let side =
            |at: usize| cover.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
        let mut block = FRONT.to_be_bytes().to_vec();
        block.extend((KIND.len() as u32).to_be_bytes());
        block.extend(KIND.as_bytes());
        for number in [0, side(16), side(20), 24, 0, cover.len() as u32] {
            block.extend(number.to_be_bytes());
        }
        block.extend(cover);
        Some(block)
    }
}

/// Adds bytes with their length before them, the lowest byte first.
fn put(block: &mut Vec<u8>, bytes: &[u8]) {
    block.extend((bytes.len() as u32).to_le_bytes());
    block.extend(bytes);
}
