//! The few pages of the local run.

/// Text in HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// A page with this title and this HTML.
pub fn page(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\">\
         <title>{title}</title>\
         <style>body{{font-family:system-ui,sans-serif;line-height:1.6;max-width:36rem;\
         margin:2rem auto;padding:0 1rem}}\
         .code{{font-size:2rem;letter-spacing:.15em;font-variant-numeric:tabular-nums}}</style>\
         </head><body><h1>{title}</h1>{body}</body></html>"
    )
}
