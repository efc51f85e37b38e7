//! The portal: serves the page on which locked-out people resynchronize their device.
//!
//! A second function, whose role may write its log and nothing else: the function that may call IAM
//! gets no request without a caller. The page in `page/` calls the API from the browser.

use std::collections::BTreeMap;

use http::Uri;
use http::uri::Scheme;
use lambda_runtime::{LambdaEvent, Runtime, service_fn};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use startup::{ConfigError, check_characters, host_and_port, is_loopback};

/// The routes of the page in the template; what comes after the second is a file's name.
const PAGE_ROUTE: &str = "GET /";
const FILE_ROUTE: &str = "GET /portal/{file}";

const PAGE: &str = include_str!("../page/index.html");

/// The words of the page in a language.
macro_rules! language {
    ($tag:literal) => {
        (
            concat!("words-", $tag, ".js"),
            JAVASCRIPT,
            include_str!(concat!("../page/words-", $tag, ".js")),
        )
    };
}

/// Name, content type and content of each file of the page.
const FILES: [(&str, &str, &str); 25] = [
    ("portal.js", JAVASCRIPT, include_str!("../page/portal.js")),
    ("screen.js", JAVASCRIPT, include_str!("../page/screen.js")),
    ("session.js", JAVASCRIPT, include_str!("../page/session.js")),
    ("answers.js", JAVASCRIPT, include_str!("../page/answers.js")),
    ("oidc.js", JAVASCRIPT, include_str!("../page/oidc.js")),
    ("api.js", JAVASCRIPT, include_str!("../page/api.js")),
    ("codes.js", JAVASCRIPT, include_str!("../page/codes.js")),
    (
        "pictures.js",
        JAVASCRIPT,
        include_str!("../page/pictures.js"),
    ),
    ("words.js", JAVASCRIPT, include_str!("../page/words.js")),
    language!("ar"),
    language!("de"),
    language!("en"),
    language!("es"),
    language!("fr"),
    language!("he"),
    language!("it"),
    language!("ja"),
    language!("ko"),
    language!("nl"),
    language!("pl"),
    language!("pt-BR"),
    language!("tr"),
    language!("zh-Hans"),
    (
        "portal.css",
        "text/css; charset=utf-8",
        include_str!("../page/portal.css"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../page/icon.svg"),
    ),
];
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The variables that are read, but for `PORTAL_SUPPORT`: a text in another script may need marks that
/// nobody sees.
const VARIABLES: [&str; 5] = [
    "PORTAL_CLIENT_ID",
    "PORTAL_CONNECT_ORIGINS",
    "PORTAL_ISSUER",
    "PORTAL_SCOPES",
    "PORTAL_TOKEN",
];

/// The settings of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalConfig {
    /// `settings.json`: what the page needs for the sign-in. Nothing in it is secret.
    settings: String,
    content_security_policy: String,
    /// `words.json`: texts of the company in place of the page's.
    words: Option<String>,
}

/// The most that `words.json` may have, in bytes: all languages of the page have less.
const MAX_WORDS: usize = 256 * 1024;

/// What `words.json` must be: by language, the way to a text, such as `start/title`, and the text.
type Words = BTreeMap<String, BTreeMap<String, String>>;

impl PortalConfig {
    /// Reads the settings, and the company's own words where there are any. A variable that is empty
    /// counts as not set.
    ///
    /// # Errors
    /// The words, or the first variable with a value that it does not accept.
    pub fn from_lookup(
        lookup: impl Fn(&str) -> Option<String>,
        words: Option<String>,
    ) -> Result<Self, ConfigError> {
        let is_valid = |words: &String| {
            words.len() <= MAX_WORDS
                && serde_json::from_str::<Words>(words)
                    .is_ok_and(|words| words.keys().all(|tag| is_language_tag(tag)))
        };
        if !words.as_ref().is_none_or(is_valid) {
            let accepts = "texts by language tag and by the way to them, in at most 256 KB";
            return Err(ConfigError::new("the file words.json", accepts));
        }
        check_characters(&VARIABLES, &lookup)?;
        let setting = |variable| lookup(variable).filter(|value| !value.is_empty());
        let issuer = setting("PORTAL_ISSUER").unwrap_or_default();
        let issuer_origin = origin(&issuer).ok_or(ConfigError::new(
            "PORTAL_ISSUER",
            "the https:// URL of an OpenID Connect issuer",
        ))?;
        let client_id = setting("PORTAL_CLIENT_ID")
            .filter(|id| {
                id.bytes()
                    .all(|byte| matches!(byte, b'!'..=b'~') && byte != b',')
            })
            .ok_or(ConfigError::new(
                "PORTAL_CLIENT_ID",
                "the client ID of the page, without spaces and commas",
            ))?;
        let scope = setting("PORTAL_SCOPES").unwrap_or_else(|| "openid".to_owned());
        if !is_scope(&scope) {
            let accepts = "scopes, separated by single spaces, with openid among them";
            return Err(ConfigError::new("PORTAL_SCOPES", accepts));
        }
        let token = setting("PORTAL_TOKEN").unwrap_or_else(|| "id_token".to_owned());
        if !matches!(token.as_str(), "id_token" | "access_token") {
            return Err(ConfigError::new("PORTAL_TOKEN", "id_token or access_token"));
        }
        let support = setting("PORTAL_SUPPORT").unwrap_or_default();
        if support.chars().count() > 256 || support.contains(char::is_control) {
            let accepts = "up to 256 characters, none of them control characters";
            return Err(ConfigError::new("PORTAL_SUPPORT", accepts));
        }
        let mut sources = vec!["'self'".to_owned(), issuer_origin.clone()];
        for url in setting("PORTAL_CONNECT_ORIGINS")
            .iter()
            .flat_map(|urls| urls.split(','))
        {
            let source = origin(url).filter(|origin| origin == url);
            sources.push(source.ok_or(ConfigError::new(
                "PORTAL_CONNECT_ORIGINS",
                "https:// origins without a path, separated by commas",
            ))?);
        }
        Ok(Self {
            settings: json!({
                "issuer": issuer,
                "clientId": client_id,
                "scope": scope,
                "token": token,
                "support": support,
                "hasOwnWords": words.is_some(),
            })
            .to_string(),
            content_security_policy: content_security_policy(&issuer_origin, &sources.join(" ")),
            words,
        })
    }
}

/// Whether a text has the form of a language tag, such as `pt-BR` (BCP 47): a language of two or three
/// letters, and subtags. The page ignores a language with another tag.
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    matches!(language.len(), 2..=3)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Scripts and styles are the page's files, without exception. The only form that a browser sends by
/// itself is that of the sign-out, to the issuer and back. No text can become markup or code ("Trusted
/// Types").
fn content_security_policy(issuer_origin: &str, connect_sources: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        &format!("connect-src {connect_sources}"),
        "base-uri 'none'",
        &format!("form-action 'self' {issuer_origin}"),
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// The origin of an HTTPS URL without query and fragment. HTTP is for this machine alone.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let host_and_port = host_and_port(&uri)?;
    let is_secure = uri.scheme() == Some(&Scheme::HTTPS)
        || (uri.scheme() == Some(&Scheme::HTTP) && is_loopback(&uri));
    // A policy would take some of these characters for its own.
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let is_valid = is_secure && host_and_port.bytes().all(is_host) && !url.contains(['?', '#']);
    is_valid.then(|| format!("{}://{host_and_port}", uri.scheme_str().unwrap_or_default()))
}

/// `scope` of RFC 6749, section 3.3.
fn is_scope(scope: &str) -> bool {
    let is_token = |token: &str| {
        let is_valid = |byte| matches!(byte, b'!' | b'#'..=b'[' | b']'..=b'~');
        !token.is_empty() && token.bytes().all(is_valid)
    };
    scope.split(' ').all(is_token) && scope.split(' ').any(|token| token == "openid")
}

/// Serves the page until Lambda ends the process.
///
/// # Errors
/// The Runtime API cannot be reached, or an invocation of it cannot be read. The text of the error
/// may quote the invocation, and so an authorization code.
pub async fn run(config: PortalConfig) -> Result<(), lambda_runtime::Error> {
    let respond = |event: LambdaEvent<Box<RawValue>>| {
        let response = respond(&config, &event.payload);
        async move { Ok::<_, lambda_runtime::Diagnostic>(response) }
    };
    Runtime::new(service_fn(respond)).run().await
}

/// What is read of an event of an HTTP API (payload format 2.0). Its query, which may hold an
/// authorization code, is not.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    route_key: String,
    path_parameters: Option<PathParameters>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PathParameters {
    file: String,
}

/// The response to an event, which may be any JSON: what is not a request for the page gets 404. No
/// part of the event is logged or repeated.
#[must_use]
pub fn respond(config: &PortalConfig, event: &RawValue) -> Value {
    let request: Request = serde_json::from_str(event.get()).unwrap_or_default();
    let route = request.route_key.as_str();
    let file = request.path_parameters.unwrap_or_default().file;
    let file = file.as_str();
    let found = match route {
        PAGE_ROUTE => Some(("text/html; charset=utf-8", PAGE)),
        FILE_ROUTE => match file {
            "settings.json" => Some(("application/json", config.settings.as_str())),
            "words.json" => config
                .words
                .as_deref()
                .map(|words| ("application/json", words)),
            _ => FILES
                .iter()
                .find(|(name, ..)| *name == file)
                .map(|&(_, content_type, content)| (content_type, content)),
        },
        _ => None,
    };
    let (code, (content_type, body)) = match found {
        Some(found) => (200, found),
        None => (404, ("text/plain; charset=utf-8", "There is no such page.")),
    };
    json!({
        "statusCode": code,
        "headers": {
            "Content-Type": content_type,
            "Content-Security-Policy": config.content_security_policy,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Strict-Transport-Security": "max-age=63072000",
            "X-Content-Type-Options": "nosniff",
            // The address can hold an authorization code, and files of two versions do not mix.
            "Cache-Control": "no-store",
        },
        "body": body,
        "isBase64Encoded": false,
    })
}
