//! `template.yaml`, held to what the function accepts and to the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use portal::PortalConfig;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regex::Regex;
use resync_mfa_device::config::Config;
use serde_json::{Map, Value, json};

pub fn file(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The template; of a short form such as `!Ref`, what follows it.
fn template() -> Value {
    serde_saphyr::from_str(&file("template.yaml")).unwrap()
}

/// The properties of the template's resources of one type, by name.
pub fn resources(kind: &str) -> Map<String, Value> {
    let mut template = template();
    let Value::Object(resources) = template["Resources"].take() else {
        panic!("no resources");
    };
    let of_kind = resources.into_iter().filter(|(_, it)| it["Type"] == kind);
    let found: Map<String, Value> = of_kind
        .map(|(name, mut resource)| (name, resource["Properties"].take()))
        .collect();
    assert!(!found.is_empty(), "no {kind}");
    found
}

#[track_caller]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The rows of the Markdown table whose first heading is `heading`, each with its cells.
#[track_caller]
pub fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let document = file(document);
    let rows: Vec<_> = document
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(!rows.is_empty(), "no table of {heading}");
    rows
}

/// The words in backticks.
pub fn words(cell: &str) -> BTreeSet<String> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

pub fn strings(array: &Value) -> BTreeSet<String> {
    let array = array.as_array().unwrap();
    array.iter().map(|it| text(it).to_owned()).collect()
}

/// A parameter's pattern and the function agree about a value.
#[track_caller]
fn agree(parameter: &str, variable: &str, value: &str) {
    static PATTERNS: std::sync::LazyLock<BTreeMap<String, Regex>> =
        std::sync::LazyLock::new(|| {
            let template = template();
            let parameters = template["Parameters"].as_object().unwrap();
            let patterns = parameters.iter().filter_map(|(name, parameter)| {
                let pattern = parameter["AllowedPattern"].as_str()?;
                Some((name.clone(), Regex::new(pattern).unwrap()))
            });
            patterns.collect()
        });
    let lookup = |name: &str| match name {
        name if name == variable => Some(value.to_owned()),
        "AWS_REGION" => Some("eu-central-1".to_owned()),
        "PORTAL_ISSUER" => Some("https://sso.example.com".to_owned()),
        "PORTAL_CLIENT_ID" => Some("resync".to_owned()),
        _ => None,
    };
    let is_accepted = if variable.starts_with("PORTAL_") {
        PortalConfig::from_lookup(lookup, None).is_ok()
    } else {
        Config::from_lookup(lookup).is_ok()
    };
    let is_match = PATTERNS[parameter].is_match(value);
    assert_eq!(is_match, is_accepted, "{parameter}={value:?}");
}

#[test]
fn a_parameter_accepts_what_the_function_accepts() {
    let arn = "arn:aws:iam::123456789012:role/Helpdesk";
    let long = "a".repeat(128);
    let claims = [
        "",
        "email",
        "custom:iam_user",
        "https://example.com/groups",
        "a claim",
        " email",
        "email\n",
        "\t",
        "e\u{a0}mail",
        "\u{7f}",
        "\u{85}",
        "\u{3000}",
        "é",
        "a,b",
        "[a]",
    ];
    let arns = [
        String::new(),
        "arn:aws:iam::123456789012:user/olga".to_owned(),
        format!("arn:aws-cn:iam::123456789012:role/a/b/Helpdesk, {arn}"),
        format!(" {arn} ,\t{arn}\n"),
        format!("arn:aws:iam::123456789012:role/{long}"),
        format!("arn:aws:iam::123456789012:role/{long}a"),
        format!("arn:aws:iam::123456789012:user/{long}/{long}"),
        format!("{arn},"),
        format!(",{arn}"),
        format!("{arn} {arn}"),
        format!("{arn},,{arn}"),
        "alice".to_owned(),
        "*".to_owned(),
        " ".to_owned(),
        "arn:aws:iam::123456789012:root".to_owned(),
        "arn:aws:iam::123456789012:user/".to_owned(),
        "arn:aws:iam::123456789012:user/*".to_owned(),
        "arn:aws:iam::123456789012:user/a b/c".to_owned(),
        "arn:aws:iam::123456789012:group/helpdesk".to_owned(),
        "arn:aws:iam::*:role/Helpdesk".to_owned(),
        "arn:*:iam::123456789012:role/Helpdesk".to_owned(),
        "arn:aws:iam::12345:role/Helpdesk".to_owned(),
        "arn:aws:iam:eu-central-1:123456789012:role/Helpdesk".to_owned(),
        "arn:aws:sts::123456789012:assumed-role/Helpdesk/h".to_owned(),
        "arn:aws:iam::123456789012:role/First;arn:aws:iam::999999999999:role/Second".to_owned(),
    ];
    let groups = [
        "",
        "it",
        "it, mfa-helpdesk",
        " it ",
        "it\t,x",
        "a b",
        "it,",
        ",",
        " ",
        "[it]",
        "i[t",
        "it]",
        "a,,b",
        "i\u{a0}t",
        "\u{a0}it",
        "é",
    ];
    let names = [
        "CallerClaim",
        "GroupsClaim",
        "OperatorArns",
        "OperatorGroups",
    ];
    let variables = [
        "CALLER_CLAIM",
        "GROUPS_CLAIM",
        "OPERATOR_ARNS",
        "OPERATOR_GROUPS",
    ];
    let parameters = || names.iter().zip(variables);
    let listed = claims.into_iter().chain(groups);
    for value in listed.chain(arns.iter().map(String::as_str)) {
        for (parameter, variable) in parameters() {
            agree(parameter, variable, value);
        }
    }

    let config = ProptestConfig {
        cases: 4096,
        rng_seed: RngSeed::Fixed(7643),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let almost_an_arn = "[ \t\u{a0}]?arn:(aws|aws-cn|aw|aws \u{e9})?:(iam|iam|iam|sts)::\
                         [0-9]{11,13}:(user|role|group)/([a-z*:$/]{0,3}/)?[a-zA-Z0-9_+=.@*-]{0,3} ?";
    let almost_arns = prop::collection::vec(almost_an_arn, 1..3).prop_map(|arns| arns.join(","));
    // The function also refuses tags, which no pattern can name in every dialect that reads it.
    let is_tag = |c: char| ('\u{e0000}'..='\u{e007f}').contains(&c);
    let any = prop_oneof![
        any::<String>().prop_filter("no tags", move |text| !text.contains(is_tag)),
        "[a-c,\\[\\] \t\u{a0}\u{1f}]{0,5}",
        almost_arns
    ];
    proptest!(config, |(value in any)| {
        for (parameter, variable) in parameters() {
            agree(parameter, variable, &value);
        }
    });
}

#[test]
fn a_path_or_an_audience_that_means_more_than_it_says_is_refused() {
    let template = template();
    for (parameter, good, bad) in [
        (
            "UserPath",
            &["/", "/staff/", "/a/b-c/", "/a&b=c/"][..],
            &[
                "",
                "staff/",
                "/staff",
                "/*/",
                "/st?ff/",
                "/${aws:username}/",
                "/a b/",
            ][..],
        ),
        (
            "JwtAudience",
            &["", "portal", "a,b", "https://example.com/-/x", "api://1+2"],
            &["a, b", " a", "a ", ",", "a,", "a\u{a0}b", "a\tb"],
        ),
        (
            "RunbookUrl",
            &["https://wiki.example.com/x?y=z#w", "docs/operations.md"],
            &["", "a b"],
        ),
    ] {
        let pattern = text(&template["Parameters"][parameter]["AllowedPattern"]);
        let pattern = Regex::new(pattern).unwrap();
        for value in good {
            assert!(pattern.is_match(value), "{parameter}={value}");
        }
        for value in bad {
            assert!(!pattern.is_match(value), "{parameter}={value}");
        }
    }
}

#[test]
fn every_parameter_is_documented_with_its_default() {
    let mut documented = BTreeMap::new();
    for row in table("docs/deployment.md", "parameter") {
        let default = words(&row[1]).pop_first().unwrap_or_default();
        for name in words(&row[0]) {
            documented.insert(name, default.clone());
        }
    }
    let template = template();
    let parameters = template["Parameters"].as_object().unwrap().iter();
    let real: BTreeMap<String, String> = parameters
        .map(|(name, parameter)| {
            let default = match &parameter["Default"] {
                Value::String(default) => default.clone(),
                other => other.to_string(),
            };
            (name.clone(), default)
        })
        .collect();
    assert_eq!(documented, real);
}

/// The settings that the template sets, that the documentation lists, and that the function reads.
#[test]
fn every_setting_is_documented() {
    let functions = resources("AWS::Serverless::Function");
    let variables = functions["Function"]["Environment"]["Variables"].as_object();
    let variables: BTreeSet<String> = variables.unwrap().keys().cloned().collect();
    let documented = table("docs/deployment.md", "variable");
    let documented: BTreeSet<String> = documented.iter().flat_map(|row| words(&row[0])).collect();
    let read = std::cell::RefCell::new(BTreeSet::new());
    // No value, so that each is asked for, but for the one that must be there.
    let config = Config::from_lookup(|name| {
        read.borrow_mut().insert(name.to_owned());
        (name == "AWS_DEFAULT_REGION").then(|| "eu-central-1".to_owned())
    });
    assert!(config.is_ok());
    let mut read = read.into_inner();
    // Named in the text of another row.
    assert!(read.remove("AWS_DEFAULT_REGION"));
    assert_eq!(documented, read);
    let own = |name: &String| !name.starts_with("AWS_");
    assert_eq!(
        read.into_iter().filter(own).collect::<BTreeSet<_>>(),
        variables
    );
}

#[test]
fn a_parameter_of_the_page_accepts_what_its_function_accepts() {
    let (long, longest) = ("é".repeat(257), "é".repeat(256));
    let rows: [(&str, &str, &[&str]); 5] = [
        (
            "JwtIssuer",
            "PORTAL_ISSUER",
            &[
                "https://sso.example.com",
                "https://sso.example.com/",
                "https://sso.example.com:8443/realms/staff",
                "https://login.example.com/11111111-2222-3333-4444-555555555555/v2.0",
                "https://sso.example.com/a%20b/~c;d=e,f@g",
                "http://localhost:8080/x",
                "http://127.0.0.1:8080",
                "http://sso.example.com",
                "http://localhost.example.com",
                "https://sso.example.com?x=y",
                "https://sso.example.com/?x=y",
                "https://sso.example.com/#x",
                "https://sso.example.com/<x>",
                "https://sso.example.com/`x`",
                "https://sso.example.com/a b",
                " https://sso.example.com",
                "https://alice@sso.example.com",
                "https://*.example.com",
                "https://",
                "sso.example.com",
            ],
        ),
        (
            "PortalClientId",
            "PORTAL_CLIENT_ID",
            &["resync", "0oa1-x.y_z~", "a b", "a,b", "é", "a\n", "\"a\\"],
        ),
        (
            "PortalScopes",
            "PORTAL_SCOPES",
            &[
                "openid",
                "openid profile",
                "email openid api://x/y",
                "profile",
                "openid ",
                " openid",
                "openid  email",
                "openid\temail",
                "openid \"email\"",
                "openidx",
                "openid a\\b",
            ],
        ),
        (
            "PortalConnectOrigins",
            "PORTAL_CONNECT_ORIGINS",
            &[
                "",
                "https://a.example.com",
                "https://a.example.com:8443,https://b-c.example",
                "https://a.example.com/",
                "https://a.example.com,",
                "https://a, https://b",
                "http://a.example.com",
                "a.example.com",
                "https://*.example.com",
                "https://a.example.com;script-src",
                "'self'",
            ],
        ),
        (
            "PortalSupport",
            "PORTAL_SUPPORT",
            &[
                "",
                "the IT desk, \"4357\" <a>",
                "two\nlines",
                "\u{7f}",
                "\u{85}",
                &long,
                &longest,
            ],
        ),
    ];
    for (parameter, variable, values) in rows {
        for value in values {
            agree(parameter, variable, value);
        }
    }
}

/// The settings of the page that the template sets, and that the documentation lists.
#[test]
fn every_setting_of_the_page_is_documented() {
    let functions = resources("AWS::Serverless::Function");
    let variables = functions["Portal"]["Environment"]["Variables"].as_object();
    let set: BTreeSet<(String, String)> = variables
        .unwrap()
        .iter()
        .map(|(name, parameter)| (name.clone(), text(parameter).to_owned()))
        .collect();
    let documented = table("docs/portal.md", "variable of the page's function");
    let word = |cell: &str| words(cell).pop_first().unwrap();
    let documented = documented.iter().map(|row| (word(&row[0]), word(&row[1])));
    assert_eq!(documented.collect::<BTreeSet<_>>(), set);
    let read = std::cell::RefCell::new(BTreeSet::new());
    let config = PortalConfig::from_lookup(
        |name| {
            read.borrow_mut().insert(name.to_owned());
            match name {
                "PORTAL_ISSUER" => Some("https://sso.example.com".to_owned()),
                "PORTAL_CLIENT_ID" => Some("resync".to_owned()),
                _ => None,
            }
        },
        None,
    );
    assert!(config.is_ok());
    let variables = set.into_iter().map(|(variable, _)| variable);
    assert_eq!(read.into_inner(), variables.collect());
}

#[test]
fn every_end_of_the_workflow_is_documented() {
    let machine = resources("AWS::Serverless::StateMachine");
    let states = &machine["Workflow"]["Definition"]["States"];
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table("docs/workflow.md", "terminal state") {
        for end in words(&row[0]) {
            documented.insert(end, words(&row[1]));
        }
    }
    let lambda = table("docs/workflow.md", "error");
    let lambda = lambda.iter().flat_map(|row| words(&row[0]));
    documented.get_mut("Failed").unwrap().extend(lambda);
    let catch = states["Resync"]["Catch"].as_array().unwrap();
    let mut real: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut caught = BTreeSet::from(["Resynchronized".to_owned()]);
    for catcher in catch {
        let errors = strings(&catcher["ErrorEquals"]);
        caught.extend(errors.clone());
        real.insert(text(&catcher["Next"]).to_owned(), errors);
    }
    // What none of the others catches.
    let statuses = table("README.md", "`status`");
    let statuses = statuses.iter().flat_map(|row| words(&row[0]));
    // The answer to a GET, which the workflow never sends.
    caught.insert("Devices".to_owned());
    let others = statuses.filter(|status| !caught.contains(status));
    let others: BTreeSet<String> = others.collect();
    assert_eq!(
        real.insert("OutcomeUnknown".to_owned(), others),
        Some(BTreeSet::from(["States.ALL".to_owned()]))
    );
    real.insert(
        "Resynchronized".to_owned(),
        ["Resynchronized".to_owned()].into(),
    );
    assert_eq!(documented, real);

    let retried = strings(&states["Resync"]["Retry"][0]["ErrorEquals"]);
    let failed = &real["Failed"];
    assert!(retried.is_subset(failed), "{retried:?}");
}

/// No code, token, body or query gets into the logs of Step Functions and API Gateway.
#[test]
fn the_logs_of_the_workflow_and_the_api_have_no_part_of_a_request() {
    let workflow = &resources("AWS::Serverless::StateMachine")["Workflow"];
    // The execution history of a standard workflow shows its input.
    assert_eq!(workflow["Type"], "EXPRESS");
    assert_eq!(workflow["Logging"]["IncludeExecutionData"], false);

    let stage = &resources("AWS::ApiGatewayV2::Stage")["ApiStage"];
    let format = text(&stage["AccessLogSettings"]["Format"]);
    let format: Value = serde_json::from_str(format).unwrap();
    let expected = json!({
        "requestId": "$context.requestId",
        "time": "$context.requestTime",
        "sourceIp": "$context.identity.sourceIp",
        "routeKey": "$context.routeKey",
        "status": "$context.status",
        "responseLatency": "$context.responseLatency",
        "functionRequestId": "$context.integration.requestId",
        "lambdaStatus": "$context.integration.integrationStatus",
        "functionStatus": "$context.integration.status",
        "error": "$context.error.message",
        "errorResponseType": "$context.error.responseType",
        "integrationError": "$context.integrationErrorMessage",
        "authorizerError": "$context.authorizer.error",
    });
    assert_eq!(format, expected);
}

#[test]
fn each_route_is_throttled() {
    let limits = |rate: Value, burst: Value| json!({"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": burst});
    let of_the_parameters = limits(json!("ApiRateLimit"), json!("ApiBurstLimit"));
    let stage = &resources("AWS::ApiGatewayV2::Stage")["ApiStage"];
    // The default is that of POST /resync.
    assert_eq!(stage["DefaultRouteSettings"], of_the_parameters);
    let expected = json!({
        "GET /devices": of_the_parameters,
        "GET /": limits(json!(10), json!(20)),
        "GET /portal/{file}": limits(json!(150), json!(300)),
    });
    assert_eq!(stage["RouteSettings"], expected);
    // A route with settings exists in every stack with an API: API Gateway keeps the settings of one that is gone,
    // and then refuses every change of the stage.
    let routes = resources("AWS::ApiGatewayV2::Route");
    for route in expected.as_object().unwrap().keys() {
        let found = routes.values().find(|it| it["RouteKey"] == *route);
        assert!(found.is_some(), "{route}");
    }
    let template: Value = template();
    for (name, resource) in template["Resources"].as_object().unwrap() {
        let is_route = resource["Type"] == "AWS::ApiGatewayV2::Route";
        assert!(!is_route || resource["Condition"] == "HasApi", "{name}");
    }
}

/// A deployment after a failed removal, or a second one under the same stack name, does not find the
/// name of a log group taken.
#[test]
fn each_log_group_has_part_of_the_stacks_id_in_its_name() {
    let id = json!([0, ["-", [2, ["/", "AWS::StackId"]]]]);
    let mut names = BTreeSet::new();
    for (resource, group) in resources("AWS::Logs::LogGroup") {
        let [name, variables] = group["LogGroupName"].as_array().unwrap().as_slice() else {
            panic!("{resource}: {}", group["LogGroupName"]);
        };
        assert_eq!(*variables, json!({"Id": id}), "{resource}");
        let name = text(name);
        assert!(name.contains("/${AWS::StackName}-"), "{resource}: {name}");
        assert!(name.ends_with("-${Id}"), "{resource}: {name}");
        // The document gives the names for the policy of a key.
        let documented = name.split("${").next().unwrap().to_owned() + "STACK";
        let document = file("docs/deployment.md");
        assert!(
            document.contains(&format!("`{documented}`")),
            "{documented}"
        );
        assert!(names.insert(name.to_owned()), "{resource}: {name}");
    }
}

/// What the rules of an organization ask for is on every resource that it is about.
#[test]
fn the_rules_of_an_organization_reach_every_resource() {
    // The reader of YAML leaves out the functions' names.
    let rule = |condition: &str, value: Value| json!([condition, value, "AWS::NoValue"]);
    for (kind, property, condition, parameter) in [
        (
            "AWS::IAM::Role",
            "PermissionsBoundary",
            "HasBoundary",
            "PermissionsBoundaryArn",
        ),
        ("AWS::IAM::Role", "Path", "HasRolePath", "RolePath"),
        ("AWS::Logs::LogGroup", "KmsKeyId", "HasKey", "KmsKeyArn"),
        (
            "AWS::Serverless::Function",
            "KmsKeyArn",
            "HasKey",
            "KmsKeyArn",
        ),
    ] {
        for (name, properties) in resources(kind) {
            assert_eq!(
                properties[property],
                rule(condition, json!(parameter)),
                "{name}"
            );
        }
    }
    // The page's function calls nothing.
    let functions = resources("AWS::Serverless::Function");
    let list = |name: &str| json!([",", name]);
    let lists =
        json!({"SubnetIds": list("SubnetIds"), "SecurityGroupIds": list("SecurityGroupIds")});
    assert_eq!(functions["Function"]["VpcConfig"], rule("HasVpc", lists));
    assert!(functions["Portal"].get("VpcConfig").is_none());
}

/// What a role may do with more than one resource, with every option set. Checkov does not look into
/// `Fn::If`, so it does not see the policies of options.
#[test]
fn every_permission_for_more_than_one_resource_is_needed() {
    let users = json!({
        "arn:${AWS::Partition}:iam::${AWS::AccountId}:user${UserPath}*": ["iam:ResyncMFADevice"],
        "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/*": ["iam:ListMFADevices"],
    });
    assert_eq!(wide_permissions("member.yaml"), json!({"Role": users}));

    let mut function = users;
    function["arn:${AWS::Partition}:iam::*:role/${MemberRoleName}"] =
        json!(["sts:AssumeRole", "sts:SetSourceIdentity"]);
    // Lambda makes the network interfaces with the function's role.
    function["*"] = json!([
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ]);
    // Log deliveries and traces have no narrower resource.
    let workflow = json!({"*": [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ]});
    let expected = json!({"Role": function, "WorkflowRole": workflow});
    assert_eq!(wide_permissions("template.yaml"), expected);
}

/// The actions that a template's roles may take on resources with a wildcard, by role and resource.
fn wide_permissions(template: &str) -> Value {
    let template: Value = serde_saphyr::from_str(&file(template)).unwrap();
    let mut found = BTreeMap::<_, BTreeMap<String, BTreeSet<String>>>::new();
    for (name, resource) in template["Resources"].as_object().unwrap() {
        for statement in statements(resource) {
            let list = |key: &str| match &statement[key] {
                Value::String(one) => BTreeSet::from([one.clone()]),
                several => strings(several),
            };
            // A trust policy names a principal and no resource.
            if statement["Effect"] == "Deny" || statement.get("Principal").is_some() {
                continue;
            }
            let actions = list("Action");
            assert!(!actions.iter().any(|it| it.contains('*')), "{statement}");
            let resources = list("Resource");
            for resource in resources.into_iter().filter(|it| it.contains('*')) {
                let of_role = found.entry(name).or_default();
                of_role.entry(resource).or_default().extend(actions.clone());
            }
        }
    }
    json!(found)
}

/// The statements of every policy in a resource, on both sides of each condition.
fn statements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(members) if members.contains_key("Effect") => vec![value],
        Value::Object(members) => members.values().flat_map(statements).collect(),
        Value::Array(items) => items.iter().flat_map(statements).collect(),
        _ => Vec::new(),
    }
}

/// The console groups the parameters, each of them once.
#[test]
fn every_parameter_is_in_a_group() {
    let template = template();
    let groups = &template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"];
    let grouped = groups.as_array().unwrap().iter().flat_map(|group| {
        let parameters = group["Parameters"].as_array().unwrap().iter();
        parameters.map(|name| text(name).to_owned())
    });
    let mut grouped: Vec<String> = grouped.collect();
    grouped.sort();
    let mut declared: Vec<String> = template["Parameters"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    declared.sort();
    assert_eq!(grouped, declared);
}
