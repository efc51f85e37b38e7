//! Random events: what is done to samples of them, and what they say, read in the simplest way, which
//! is not the function's.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// The account of the function.
pub const ACCOUNT: &str = "123456789012";

/// The claim that names the caller's IAM user.
pub const CALLER_CLAIM: &str = "custom:iam_user";

/// The claim that lists the caller's groups, as it is where no setting names another.
pub const GROUPS_CLAIM: &str = "cognito:groups";

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
    /// Reads an event; `None` for one that is not HTTP.
    #[must_use]
    pub fn read(event: &Value) -> Option<Self> {
        if !is_http(event) {
            return None;
        }
        let context = &event["requestContext"];
        if context["elb"].is_object() || context["connectionId"].is_string() {
            // A load balancer and a WebSocket vouch for nobody.
            return Some(Self::default());
        }
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
            let name = match &claims[CALLER_CLAIM] {
                Value::Array(names) if names.len() == 1 => &names[0],
                name => name,
            };
            let name = name.as_str().map(|name| name.trim_matches(['[', ']']));
            found.users.extend(name.map(str::to_owned));
            let groups = match &claims[GROUPS_CLAIM] {
                Value::Array(groups) => groups.clone(),
                Value::Object(groups) => groups.keys().cloned().map(Value::from).collect(),
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

/// Whether an event with members of an HTTP one is not that of a gateway.
#[must_use]
pub fn is_foreign(event: &Value) -> bool {
    let others = ["actionGroup", "methodArn", "routeArn", "requestPayload"];
    let context = event.get("requestContext");
    others.iter().any(|name| event.get(name).is_some())
        || context.is_some_and(|context| !context.is_object())
}

fn is_http(event: &Value) -> bool {
    ["requestContext", "httpMethod", "rawPath"]
        .iter()
        .any(|name| event.get(name).is_some())
}

/// The request in an event: the event itself, or the body of an HTTP event.
#[must_use]
pub fn request(event: &Value) -> Value {
    if !is_http(event) {
        return event.clone();
    }
    let body = event["body"].as_str().unwrap_or_default();
    let decoded = STANDARD.decode(body).ok();
    let decoded = decoded.and_then(|body| String::from_utf8(body).ok());
    let body = match event["isBase64Encoded"].as_bool() {
        Some(true) => decoded.unwrap_or_default(),
        Some(false) | None => body.to_owned(),
    };
    serde_json::from_str(body.trim_start_matches('\u{feff}')).unwrap_or_default()
}

/// A field of a request, in either spelling. `null` means that there is none.
#[must_use]
pub fn field<'a>(request: &'a Value, name: &str) -> &'a Value {
    let value = request.get(name).filter(|value| !value.is_null());
    value.unwrap_or(&request[capitalized(name)])
}

/// A field's name as IAM's API spells it.
#[must_use]
pub fn capitalized(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_uppercase() + rest
}

/// Which of `codes` are in the code fields of an event or of its request, with marks between the
/// digits or as a number too. Elsewhere in it they are no codes: nothing says that they are.
#[must_use]
pub fn codes_in(event: &Value, codes: &[&str]) -> Vec<String> {
    let fields = [
        "authenticationCode1",
        "AuthenticationCode1",
        "authenticationCode2",
        "AuthenticationCode2",
    ];
    let request = request(event);
    let values = [event, &request]
        .into_iter()
        .flat_map(|object| fields.map(|name| &object[name]));
    values
        .map(|value| match value {
            Value::String(text) => text.chars().filter(|c| c.is_alphanumeric()).collect(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
        })
        .filter(|value| codes.contains(&value.as_str()))
        .collect()
}

/// Names of members that mean something in an event.
pub const NAMES: [&str; 35] = [
    "requestContext",
    "authorizer",
    "identity",
    "iam",
    "jwt",
    "lambda",
    "claims",
    "scopes",
    "exp",
    "userArn",
    "user",
    "principalId",
    "sub",
    "http",
    "method",
    "httpMethod",
    "version",
    "rawPath",
    "rawQueryString",
    "multiValueQueryStringParameters",
    "body",
    "isBase64Encoded",
    "elb",
    "connectionId",
    "domainName",
    "headers",
    "x-amzn-oidc-data",
    "userName",
    "UserName",
    "serialNumber",
    "authenticationCode1",
    "submittedAt",
    "requestedBy",
    CALLER_CLAIM,
    GROUPS_CLAIM,
];

/// What may stand where a caller is named.
pub const ARNS: [&str; 9] = [
    "arn:aws:iam::123456789012:user/alice",
    "arn:aws:iam::123456789012:user/team/Bob",
    "arn:aws:iam::123456789012:user/",
    "arn:aws:iam::123456789012:root",
    "arn:aws:iam::210987654321:user/alice",
    "arn:aws-cn:iam::123456789012:user/alice",
    "arn:aws:sts::123456789012:assumed-role/Developer/alice",
    "arn:aws:sts::123456789012:federated-user/alice",
    "arn:aws:iam::123456789012:user/alice/arn:aws:iam::123456789012:user/carol",
];

/// What may stand elsewhere.
pub const WORDS: [&str; 14] = [
    "alice",
    "[alice]",
    "ALICE",
    "bob",
    "1.0",
    "2.0",
    "GET",
    "POST",
    "",
    "[a b]",
    "a,b",
    "userName=bob",
    "2026-01-02T03:04:05Z",
    "GAHT31415926",
];

/// One thing that is done to an event. A number picks a place of it.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// Takes away the value there.
    Remove(usize),
    /// Puts another value there.
    Replace(usize, Value),
    /// Puts what stands at the first place at the second.
    Copy(usize, usize),
    /// Gives the object there another field.
    Add(usize, String, Value),
    /// Puts another value wherever a member has this name.
    Set(String, Value),
}

/// Mutates the text of an event; `None` where it is not JSON. A body that is JSON is mutated as
/// that, and is text again in the end.
#[must_use]
pub fn mutate(event: &str, mutations: &[Mutation]) -> Option<String> {
    let mut event: Value = serde_json::from_str(event).ok()?;
    let body = event.get("body").and_then(Value::as_str);
    if let Some(body) = body.and_then(|body| serde_json::from_str(body).ok()) {
        event["body"] = body;
    }
    for mutation in mutations {
        mutation.apply(&mut event);
    }
    if let Some(body) = event.get_mut("body")
        && body.is_object()
    {
        *body = Value::from(body.to_string());
    }
    Some(event.to_string())
}

impl Mutation {
    fn apply(&self, event: &mut Value) {
        let mut places = Vec::new();
        find_places(event, "", &mut places);
        let place = |number: usize| places[number % places.len()].as_str();
        match self {
            Self::Remove(number) => {
                if let Some((parent, name)) = place(*number).rsplit_once('/')
                    && let Some(Value::Object(fields)) = event.pointer_mut(parent)
                {
                    fields.remove(&name.replace("~1", "/").replace("~0", "~"));
                }
            }
            Self::Replace(number, value) => put(event, place(*number), value.clone()),
            Self::Copy(from, to) => {
                let value = event.pointer(place(*from)).cloned();
                put(event, place(*to), value.unwrap_or_default());
            }
            Self::Set(name, value) => {
                let end = format!("/{name}");
                for place in places.iter().filter(|place| place.ends_with(&end)) {
                    put(event, place, value.clone());
                }
            }
            Self::Add(number, name, value) => {
                if let Some(Value::Object(fields)) = event.pointer_mut(place(*number)) {
                    fields.insert(name.clone(), value.clone());
                }
            }
        }
    }
}

/// Puts a value at a place, unless the place is gone.
fn put(event: &mut Value, place: &str, value: Value) {
    if let Some(there) = event.pointer_mut(place) {
        *there = value;
    }
}

/// Every place in a value, as a JSON pointer.
fn find_places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                find_places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                find_places(value, &format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
