//! Pictures: an SVG text as a PNG file.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// Dots to a pixel: sharp on dense screens and in documents.
const DENSITY: f64 = 2.0;

/// Draws the text of an SVG file into a PNG.
///
/// # Errors
/// The browser's own word for what it refused.
pub async fn png(svg: &str) -> Result<Blob, String> {
    draw(svg).await.map_err(|error| format!("{error:?}"))
}

async fn draw(svg: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let drawn = paint(&url).await;
    Url::revoke_object_url(&url)?;
    drawn
}

async fn paint(url: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let document = super::page::document().ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width((f64::from(image.width()) * DENSITY) as u32);
    canvas.set_height((f64::from(image.height()) * DENSITY) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)?;
    let made = js_sys::Promise::new(&mut |done, failed| {
        let told = Closure::once_into_js(move |blob: JsValue| {
            // A null means that the browser could not encode it.
            let (answer, value) = if blob.is_null() { (failed, "no picture".into()) } else { (done, blob) };
            let _ = answer.call1(&JsValue::NULL, &value);
        });
        // Refused only for a canvas with foreign pictures in it, which this one never has.
        let _ = canvas.to_blob(told.unchecked_ref());
    });
    JsFuture::from(made).await?.dyn_into()
}
