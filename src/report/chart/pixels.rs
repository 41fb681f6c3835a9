//! Pixels to PNG. Charts have few colours, most of them shades at the edges of letters: a palette makes
//! one byte of a pixel, which is less to write and much less to compress.

use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;

/// Colours that a palette holds.
const MOST_COLOURS: usize = 256;
/// Slots in which colours are looked up: a power of two, a quarter of it in use at most.
const SLOTS: usize = 4 * MOST_COLOURS;

/// A picture on an opaque sheet as a PNG.
pub(super) fn encode(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let (pixels, _) = picture.data().as_chunks::<4>();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_depth(BitDepth::Eight);
    let mut palette = Palette::default();
    let bytes = if let Some(places) = palette.places(pixels) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.colours.concat());
        encoder.set_compression(Compression::Fast);
        places
    } else {
        // On flat colours filters cost time and bytes.
        encoder.set_color(ColorType::Rgb);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(1));
        let mut bytes = vec![[0; 3]; pixels.len()];
        for (bytes, [red, green, blue, _]) in bytes.iter_mut().zip(pixels) {
            *bytes = [*red, *green, *blue];
        }
        bytes.into_flattened()
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(file)
}

/// Colours in the order in which they were first seen.
struct Palette {
    colours: Vec<[u8; 3]>,
    /// Pixels of known colours with their places, from the slot on that a pixel's bits name.
    slots: [Option<([u8; 4], u8)>; SLOTS],
}

impl Default for Palette {
    fn default() -> Self {
        Self { colours: Vec::new(), slots: [None; SLOTS] }
    }
}

impl Palette {
    /// The place of each pixel's colour, where the palette can hold them all.
    fn places(&mut self, pixels: &[[u8; 4]]) -> Option<Vec<u8>> {
        let mut places = vec![0; pixels.len()];
        let mut last = (*pixels.first()?, self.place(*pixels.first()?)?);
        for (pixel, place) in pixels.iter().zip(&mut places) {
            if *pixel != last.0 {
                last = (*pixel, self.place(*pixel)?);
            }
            *place = last.1;
        }
        Some(places)
    }

    fn place(&mut self, pixel: [u8; 4]) -> Option<u8> {
        // Fibonacci hashing: the highest bits depend on all others.
        let mut slot = u32::from_le_bytes(pixel).wrapping_mul(0x9e37_79b9) as usize >> (32 - SLOTS.ilog2());
        loop {
            match self.slots[slot] {
                Some((known, place)) if known == pixel => return Some(place),
                Some(_) => slot = (slot + 1) % SLOTS,
                None => break,
            }
        }
        let place = u8::try_from(self.colours.len()).ok()?;
        let [red, green, blue, _] = pixel;
        self.colours.push([red, green, blue]);
        self.slots[slot] = Some((pixel, place));
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{IntSize, PremultipliedColorU8};

    /// A picture whose pixel number k has a colour made of `colour(k)`.
    fn picture(width: u32, height: u32, colour: impl Fn(u32) -> u32) -> Pixmap {
        let bytes = (0..width * height).flat_map(|k| {
            let [red, green, blue, _] = colour(k).to_le_bytes();
            [red, green, blue, 255]
        });
        Pixmap::from_vec(bytes.collect(), IntSize::from_wh(width, height).unwrap()).unwrap()
    }

    fn colours(picture: &Pixmap) -> Vec<PremultipliedColorU8> {
        picture.pixels().to_vec()
    }

    #[test]
    fn every_pixel_comes_back_with_few_colours_and_with_many() {
        for most in [1, 2, 255, 256, 257, 40_000] {
            let drawn = picture(317, 211, |k| (k % most).wrapping_mul(0x1234_5678) >> 5);
            let read = Pixmap::decode_png(&encode(&drawn).unwrap()).unwrap();
            assert!(colours(&read) == colours(&drawn), "{most} colours");
        }
    }
}
