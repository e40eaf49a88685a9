//! Sentences about a session that could not be written as a sound file.

use holdwell_audio::RenderError;

/// Returns the reason why there is no sound file, in the words of the system or the encoder where it is theirs.
pub fn render_error(error: &RenderError) -> String {
    match error {
        RenderError::Io(error) => error.to_string(),
        RenderError::Wav(error) => format!("the WAV file could not be written: {error}"),
        RenderError::Mp3(why) => format!("the MP3 file could not be encoded: {why}"),
        RenderError::Flac(why) => format!("the FLAC file could not be encoded: {why}"),
        RenderError::TooLong(length) => {
            let remedy = "a name that ends in .flac has no such limit";
            format!("{length} is longer than a WAV file can be (about 6 hours); {remedy}")
        }
    }
}
