//! The XML documents in the responses of IAM and STS.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// The namespaces of the responses (IAM and STS API References).
const IAM: &str = "https://iam.amazonaws.com/doc/2010-05-08/";
const STS: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// A document with more quotation marks is not parsed: the parser's time grows with the square of
/// the attributes and namespaces, which are quoted. IAM's documents have one.
const MAX_QUOTES: usize = 128;

/// An action of the APIs of IAM and STS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    AssumeRole,
    ListMfaDevices,
    ResyncMfaDevice,
}

impl Action {
    /// The permission for an action that sessions may call.
    pub fn permission(self) -> Option<&'static str> {
        match self {
            Self::AssumeRole => None,
            Self::ListMfaDevices => Some("iam:ListMFADevices"),
            Self::ResyncMfaDevice => Some("iam:ResyncMFADevice"),
        }
    }
}

/// An action's success document: its namespace, its root element, and the elements in that.
struct SuccessDocument {
    namespace: &'static str,
    root: &'static str,
    children: &'static [&'static str],
}

impl SuccessDocument {
    fn of(action: Action) -> Self {
        let (namespace, root, children): (_, _, &[_]) = match action {
            Action::AssumeRole => (
                STS,
                "AssumeRoleResponse",
                &["AssumeRoleResult", "ResponseMetadata"],
            ),
            Action::ListMfaDevices => (
                IAM,
                "ListMFADevicesResponse",
                &["ListMFADevicesResult", "ResponseMetadata"],
            ),
            Action::ResyncMfaDevice => (IAM, "ResyncMFADeviceResponse", &["ResponseMetadata"]),
        };
        Self {
            namespace,
            root,
            children,
        }
    }
}

/// Whether a response is HTTP 200 with the success document of `action` (IAM and STS API
/// References): well-formed XML with the action's root element and, once each, the elements of the
/// action in it, all of them in the service's namespace, and no error anywhere.
pub fn is_success(response: &HttpResponse, action: Action) -> bool {
    if response.status().as_u16() != 200 {
        return false;
    }
    let Some(document) = parse(response) else {
        return false;
    };
    let root = document.root_element();
    let expected = SuccessDocument::of(action);
    let is_blank = |node: &roxmltree::Node<'_, '_>| {
        node.is_text() && node.text().is_some_and(|text| text.trim().is_empty())
    };
    let mut found: Vec<&str> = Vec::new();
    for child in root.children().filter(|child| !is_blank(child)) {
        if child.tag_name().namespace() != Some(expected.namespace) {
            return false;
        }
        found.push(child.tag_name().name());
        let is_metadata = child.tag_name().name() == "ResponseMetadata";
        let mut metadata = child.children().filter(|node| !is_blank(node));
        if is_metadata && !metadata.all(|node| node.has_tag_name((expected.namespace, "RequestId")))
        {
            return false;
        }
    }
    let has_other = root
        .descendants()
        .any(|node| node.is_comment() || node.tag_name().name().eq_ignore_ascii_case("error"));
    root.has_tag_name((expected.namespace, expected.root))
        && found == expected.children
        && !has_other
}

/// Whether a response is HTTP 4xx or 5xx with an error document: well-formed XML with the root
/// element `ErrorResponse`, and one `Error` with one `Code` in it, which is `code`. Services of AWS
/// do not agree on its namespace.
pub fn is_error(response: &HttpResponse, code: &str) -> bool {
    let http_status = response.status().as_u16();
    if !(400..600).contains(&http_status) {
        return false;
    }
    let Some(document) = parse(response) else {
        return false;
    };
    let root = document.root_element();
    let only = |name| {
        let mut nodes = root
            .descendants()
            .filter(|node| node.tag_name().name().eq_ignore_ascii_case(name));
        nodes.next().filter(|_| nodes.next().is_none())
    };
    let is_code = |node: roxmltree::Node<'_, '_>| {
        node.children().count() == 1 && node.text().map(str::trim) == Some(code.trim())
    };
    root.tag_name().name() == "ErrorResponse"
        && only("Error").is_some()
        && only("Code").is_some_and(is_code)
}

/// Whether a response is a refusal of a signature for its time, as far as the code tells. The AWS
/// SDK retries these codes where the `Date` of the response shows that the clocks differ.
pub fn is_clock_error(response: &HttpResponse) -> bool {
    [
        "AuthFailure",
        "InvalidSignatureException",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ]
    .iter()
    .any(|code| is_error(response, code))
}

/// The XML document in a response, if it is well-formed.
fn parse(response: &HttpResponse) -> Option<roxmltree::Document<'_>> {
    let text = std::str::from_utf8(response.body().bytes()?).ok()?;
    if text.matches(['"', '\'']).count() > MAX_QUOTES {
        return None;
    }
    // The SDK reads the text before CDATA and comments only. The parser takes an empty prefix for none,
    // and `<:a></a>` for well-formed.
    if ["<![CDATA[", "<:", "</:"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return None;
    }
    roxmltree::Document::parse(text).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn response(document: String) -> HttpResponse {
        HttpResponse::new(200.try_into().unwrap(), document.into())
    }

    #[test]
    fn a_document_may_have_so_many_quotation_marks() {
        for (others, is_parsed) in [(124, true), (125, false), (126, false)] {
            let marks = "'".repeat(others);
            let document = format!(
                "<ResyncMFADeviceResponse xmlns=\"{IAM}\"><ResponseMetadata a=\"{marks}\"/>\
                 </ResyncMFADeviceResponse>"
            );
            let is_success = is_success(&response(document), Action::ResyncMfaDevice);
            assert_eq!(is_success, is_parsed, "{others}");
        }
    }
}
