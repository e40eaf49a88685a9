//! A therapist's own photo of a position: read within limits, turned upright, and encoded anew.
//!
//! Nothing but the picture survives that: where and when it was taken, by what and whom, stays behind in the file.

use std::io::{self, Cursor};
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};

use holdwell_files::ReadError;
use holdwell_store::Photo;

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// The longest side that is read, in pixels.
const LONGEST_SIDE: u32 = 12_000;
/// The most that decoding may take of the memory, in bytes: some sixty million pixels.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// The longest side that is kept, in pixels: sharp on a large screen, small in the vault.
const KEPT_SIDE: u32 = 1600;
/// JPEG quality of 100: good enough that nobody sees it is a JPEG.
const QUALITY: u8 = 85;

/// Reasons why a picture cannot be taken; the application has their sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoProblem {
    /// The file has more bytes than are read.
    TooLarge,
    /// The file is neither a JPEG nor a PNG.
    WrongFormat,
    /// A side has more pixels than are decoded.
    TooManyPixels,
    /// The picture ends too early, or contradicts itself.
    Damaged,
    /// The file cannot be opened or read.
    Unreadable(ReadError),
    /// The reading ended without a word.
    GaveUp,
    /// The picture could not be encoded anew; with the encoder's own words.
    NotEncoded(String),
}

/// Makes a photo of a file's bytes.
///
/// # Errors
/// The picture is too large, damaged, or of another format.
pub fn prepare(bytes: &[u8]) -> Result<Photo, PhotoProblem> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(PhotoProblem::TooLarge);
    }
    let unreadable = |why: io::Error| PhotoProblem::Unreadable(why.into());
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(unreadable)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(PhotoProblem::WrongFormat);
    }
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|why| undecoded(&why))?;
    // An orientation that cannot be read is none.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|why| undecoded(&why))?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.resize(KEPT_SIDE, KEPT_SIDE, FilterType::Triangle);
    }
    encode(&on_white(&picture))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

const fn undecoded(why: &image::ImageError) -> PhotoProblem {
    match why {
        image::ImageError::Limits(_) => PhotoProblem::TooManyPixels,
        _ => PhotoProblem::Damaged,
    }
}

/// Puts white behind transparent pixels, which JPEG would turn black.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let with_alpha = picture.to_rgba8();
    let mut flat = RgbImage::new(with_alpha.width(), with_alpha.height());
    for (to, from) in flat.pixels_mut().zip(with_alpha.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over = |part: u8| {
            let alpha = u16::from(alpha);
            ((u16::from(part) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        to.0 = [over(red), over(green), over(blue)];
    }
    flat
}

fn encode(picture: &RgbImage) -> Result<Photo, PhotoProblem> {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    encoder.encode_image(picture).map_err(|why| PhotoProblem::NotEncoded(why.to_string()))?;
    Ok(Photo { width: picture.width(), height: picture.height(), jpeg })
}

/// Decodes a photo into rows of pixels; `None` where it is damaged.
pub fn decode(photo: &Photo) -> Option<RgbImage> {
    let mut reader = ImageReader::with_format(Cursor::new(&photo.jpeg), ImageFormat::Jpeg);
    reader.limits(limits());
    Some(reader.decode().ok()?.to_rgb8())
}

/// Prepares the photo in a file.
///
/// # Errors
/// The file cannot be read, or its picture cannot be taken.
pub fn of_file(path: &Path) -> Result<Photo, PhotoProblem> {
    let bytes = holdwell_files::read(path, LARGEST_FILE).map_err(|why| match why {
        ReadError::TooLarge(_) => PhotoProblem::TooLarge,
        why => PhotoProblem::Unreadable(why),
    });
    prepare(&bytes?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageEncoder as _, Rgb};

    /// A picture 40 wide and 20 high, its left half dark.
    fn picture() -> RgbImage {
        RgbImage::from_fn(40, 20, |x, _| if x < 20 { Rgb([10, 10, 10]) } else { Rgb([240, 240, 240]) })
    }

    /// A JPEG whose EXIF data say that it lies on its side, and where it was taken.
    fn sideways() -> Vec<u8> {
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 52.5200 N 13.4050 E");
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
        encoder.set_exif_metadata(exif).unwrap();
        encoder.encode_image(&picture()).unwrap();
        bytes
    }

    #[test]
    fn a_photo_is_turned_upright_and_says_nothing_of_where_it_was_taken() {
        let bytes = sideways();
        let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
        assert!(holds(&bytes, b"GPS"), "the test's own picture has it");
        let photo = prepare(&bytes).unwrap();
        assert_eq!((photo.width, photo.height), (20, 40));
        assert!(!holds(&photo.jpeg, b"GPS") && !holds(&photo.jpeg, b"Exif"));
        let shown = decode(&photo).unwrap();
        assert_eq!(shown.dimensions(), (20, 40));
        // Turned clockwise, what was left is above.
        assert!(shown.get_pixel(10, 5).0[0] < 60 && shown.get_pixel(10, 35).0[0] > 200);
    }

    #[test]
    fn what_is_transparent_becomes_white_and_large_pictures_smaller() {
        let mut png = Vec::new();
        let clear = image::RgbaImage::from_pixel(3200, 20, image::Rgba([0, 0, 0, 0]));
        let encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.write_image(clear.as_raw(), 3200, 20, image::ExtendedColorType::Rgba8).unwrap();
        let photo = prepare(&png).unwrap();
        assert_eq!((photo.width, photo.height), (1600, 10));
        assert!(decode(&photo).unwrap().pixels().all(|pixel| pixel.0[0] > 250));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let problem = |bytes: &[u8]| prepare(bytes).unwrap_err();
        assert_eq!(problem(b"GIF89a\x01\0\x01\0"), PhotoProblem::WrongFormat);
        assert_eq!(problem(b""), PhotoProblem::WrongFormat);
        let broken = sideways();
        assert_eq!(problem(&broken[..broken.len() / 4]), PhotoProblem::Damaged);
        assert_eq!(problem(&vec![0; LARGEST_FILE as usize + 1]), PhotoProblem::TooLarge);
        // A PNG that says it has a billion pixels and has none.
        let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x80\0\0\0\x80\0\x08\x02\0\0\0".to_vec();
        huge.extend([0x9a, 0x76, 0x82, 0x70]);
        assert_eq!(problem(&huge), PhotoProblem::Damaged);
        let mut long = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut long);
        let side = LONGEST_SIDE + 1;
        encoder.write_image(&vec![0; side as usize], side, 1, image::ExtendedColorType::L8).unwrap();
        assert_eq!(problem(&long), PhotoProblem::TooManyPixels);
    }
}
