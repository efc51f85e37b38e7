//! The XML documents that IAM answers with.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// The namespace of IAM's answers (IAM API Reference).
const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The most that is parsed of a document with namespaces: IAM declares one. The parser's time grows
/// with their square.
const MAX_NAMESPACES: usize = 4;

/// An action of IAM's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    ListMfaDevices,
    ResyncMfaDevice,
}

/// The root element of an action's success document, and the elements in it.
fn response_elements(action: Action) -> (&'static str, &'static [&'static str]) {
    match action {
        Action::ListMfaDevices => (
            "ListMFADevicesResponse",
            &["ListMFADevicesResult", "ResponseMetadata"],
        ),
        Action::ResyncMfaDevice => ("ResyncMFADeviceResponse", &["ResponseMetadata"]),
    }
}

/// Whether an answer is HTTP 200 with the success document of `action` (IAM API Reference):
/// well-formed XML with the action's root element and, once each, the elements of the action in it,
/// all of them in IAM's namespace, and no error anywhere.
pub fn is_success(response: &HttpResponse, action: Action) -> bool {
    if response.status().as_u16() != 200 {
        return false;
    }
    let Some(document) = parse(response) else {
        return false;
    };
    let root = document.root_element();
    let (element, children) = response_elements(action);
    let has_error = root
        .descendants()
        .any(|node| node.tag_name().name().eq_ignore_ascii_case("error"));
    let mut found: Vec<&str> = Vec::new();
    for child in root.children() {
        if child.is_element() && child.tag_name().namespace() == Some(NAMESPACE) {
            found.push(child.tag_name().name());
        } else if !child.is_comment() && !child.text().is_some_and(|text| text.trim().is_empty()) {
            return false;
        }
    }
    root.has_tag_name((NAMESPACE, element)) && found == children && !has_error
}

/// Whether an answer is HTTP 4xx or 5xx with an error document: well-formed XML with the root
/// element `ErrorResponse`, and one `Error` with one `Code` in it. Services of AWS do not agree on
/// its namespace.
pub fn is_error(response: &HttpResponse) -> bool {
    let http_status = response.status().as_u16();
    if !(400..600).contains(&http_status) {
        return false;
    }
    let Some(document) = parse(response) else {
        return false;
    };
    let root = document.root_element();
    let count = |name| {
        let nodes = root.descendants();
        nodes.filter(|node| node.tag_name().name() == name).count()
    };
    root.tag_name().name() == "ErrorResponse" && count("Error") == 1 && count("Code") == 1
}

/// The XML document in an answer, if it is well-formed.
fn parse(response: &HttpResponse) -> Option<roxmltree::Document<'_>> {
    let text = std::str::from_utf8(response.body().bytes()?).ok()?;
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return None;
    }
    roxmltree::Document::parse(text).ok()
}
