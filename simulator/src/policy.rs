//! As much of IAM's policies as the session policies of the function use ("IAM JSON policy elements
//! reference" in the IAM User Guide).

use serde_json::Value;

/// A policy of statements with an effect, actions and resources. One with anything else is not
/// read, so that nothing in it is ignored.
#[derive(Debug, Clone)]
pub struct Policy(Vec<Statement>);

#[derive(Debug, Clone)]
struct Statement {
    is_allowed: bool,
    actions: Vec<String>,
    resources: Vec<String>,
}

impl Policy {
    pub fn parse(text: &str) -> Option<Self> {
        let policy: Value = serde_json::from_str(text).ok()?;
        let members = policy.as_object()?;
        if members.len() != 2 || policy["Version"] != "2012-10-17" {
            return None;
        }
        let statements = policy["Statement"].as_array()?.iter().map(|statement| {
            let strings = |name: &str| match &statement[name] {
                Value::String(text) => Some(vec![text.clone()]),
                Value::Array(texts) => texts
                    .iter()
                    .map(|text| text.as_str().map(str::to_owned))
                    .collect(),
                _ => None,
            };
            (statement.as_object()?.len() == 3).then_some(())?;
            Some(Statement {
                is_allowed: match statement["Effect"].as_str()? {
                    "Allow" => true,
                    "Deny" => false,
                    _ => return None,
                },
                actions: strings("Action")?,
                resources: strings("Resource")?,
            })
        });
        statements.collect::<Option<_>>().map(Self)
    }

    /// Whether it allows the action on the resource, and does not deny it.
    pub fn allows(&self, action: &str, resource: &str) -> bool {
        let action = action.to_ascii_lowercase();
        let mut of_action = self.0.iter().filter(|statement| {
            let is_action = |pattern: &String| matches(&pattern.to_ascii_lowercase(), &action);
            statement.actions.iter().any(is_action)
                && statement.resources.iter().any(|it| matches(it, resource))
        });
        let is_allowed = of_action.clone().any(|statement| statement.is_allowed);
        is_allowed && of_action.all(|statement| statement.is_allowed)
    }
}

/// Whether a text matches a pattern with `*` for any characters and `?` for one.
fn matches(pattern: &str, text: &str) -> bool {
    let mut rest = text.chars();
    match (pattern.chars().next(), rest.next()) {
        (None, found) => found.is_none(),
        (Some('*'), found) => {
            matches(&pattern[1..], text) || (found.is_some() && matches(pattern, rest.as_str()))
        }
        (Some(expected), found) => {
            found.is_some_and(|found| expected == '?' || expected == found)
                && matches(&pattern[expected.len_utf8()..], rest.as_str())
        }
    }
}
