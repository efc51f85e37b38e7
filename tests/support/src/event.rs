//! What an event says, read in the simplest way, which is not the function's: random events are
//! judged by it.

use std::collections::BTreeSet;

use serde_json::Value;

/// The account of the function.
pub const ACCOUNT: &str = "123456789012";

/// Whom a gateway could mean by an HTTP event, wherever in it an identity may stand.
#[derive(Debug, Default)]
pub struct Identities {
    /// The ARNs that a request may be signed with.
    pub arns: BTreeSet<String>,
    /// The users that those ARNs and the claim name.
    pub users: BTreeSet<String>,
    /// The groups, however they are separated.
    pub groups: BTreeSet<String>,
}

impl Identities {
    /// Reads an event; `None` for one that is not HTTP. `caller_claim` names a user,
    /// `groups_claim` groups.
    #[must_use]
    pub fn read(event: &[u8], caller_claim: &str, groups_claim: &str) -> Option<Self> {
        let event: Value = serde_json::from_slice(event).ok()?;
        let is_http = ["requestContext", "httpMethod", "rawPath"]
            .iter()
            .any(|name| event.get(name).is_some());
        if !is_http {
            return None;
        }
        let context = &event["requestContext"];
        let authorizer = &context["authorizer"];
        let mut found = Self::default();
        for arn in [
            &context["identity"]["userArn"],
            &authorizer["iam"]["userArn"],
        ] {
            let Some(arn) = arn.as_str() else { continue };
            found.arns.insert(arn.to_owned());
            let path = arn.strip_prefix(&format!("arn:aws:iam::{ACCOUNT}:user/"));
            let name = path.and_then(|path| path.rsplit('/').next());
            found.users.extend(name.map(str::to_owned));
        }
        for claims in [
            authorizer,
            &authorizer["claims"],
            &authorizer["jwt"]["claims"],
            &authorizer["lambda"],
        ] {
            let name = claims[caller_claim].as_str();
            found.users.extend(name.map(str::to_owned));
            let groups = match &claims[groups_claim] {
                Value::Array(groups) => groups.clone(),
                groups => vec![groups.clone()],
            };
            for groups in groups.iter().filter_map(Value::as_str) {
                let groups = groups.split([',', ' ', '[', ']']);
                found.groups.extend(groups.map(str::to_owned));
            }
        }
        Some(found)
    }
}

/// Which of `codes` are in the code fields of an event or of its body. Elsewhere in it they are no
/// codes: nothing says that they are.
#[must_use]
pub fn codes_in(event: &[u8], codes: &[&str]) -> Vec<String> {
    let event: Value = serde_json::from_slice(event).unwrap_or_default();
    let body = event["body"].as_str().unwrap_or_default();
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let fields = [&event, &body]
        .into_iter()
        .filter_map(Value::as_object)
        .flatten();
    fields
        .filter(|(name, _)| name.to_ascii_lowercase().starts_with("authenticationcode"))
        .filter_map(|(_, value)| value.as_str())
        .filter(|value| codes.contains(value))
        .map(str::to_owned)
        .collect()
}
