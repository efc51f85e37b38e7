//! The embedded IAM, checked by what nobody here wrote: the AWS SDK's client, and the vectors of
//! RFC 6238.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_iam::Client;
use aws_sdk_iam::config::{Config, Credentials};
use aws_sdk_iam::error::ProvideErrorMetadata;
use aws_sdk_iam::operation::RequestId;
use aws_sdk_sts::types::Credentials as Session;
use resync_mfa_device::http_client::{self, RootCertificates};
use simulator::iam::{ACCOUNT, Device, Fault, Iam};
use simulator::sts::{Role, Sts};

use crate::{NOW, SERIAL, USER};

fn client(iam: &Iam) -> Client {
    client_with(iam, Credentials::new("key", "secret", None, None, "test"))
}

fn client_with(iam: &Iam, credentials: Credentials) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials)
        .endpoint_url(iam.endpoint())
        .http_client(http_client::client(RootCertificates::of_the_system()).unwrap())
        .build();
    Client::from_conf(config)
}

/// Calls `ResyncMFADevice`; an error as IAM's code, request id and text.
async fn resync(
    iam: &Iam,
    user_name: &str,
    serial_number: &str,
    codes: &[String; 2],
) -> Result<String, (String, String, String)> {
    client(iam)
        .resync_mfa_device()
        .user_name(user_name)
        .serial_number(serial_number)
        .authentication_code1(&codes[0])
        .authentication_code2(&codes[1])
        .send()
        .await
        .map(|output| output.request_id().unwrap().to_owned())
        .map_err(|error| {
            let id = error.request_id().unwrap_or_default().to_owned();
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            (text(error.code()), id, text(error.message()))
        })
}

/// RFC 6238, appendix B: time, and the last six digits of the code for SHA-1.
#[test]
fn a_device_shows_the_codes_of_the_rfc() {
    let device = Device::new(*b"12345678901234567890", 0);
    for (time, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(device.code(time), code);
        assert_eq!(device.two_codes(time)[1], code);
        assert_eq!(
            Device::new(*b"12345678901234567890", 90).code(time - 90),
            code
        );
    }
}

#[tokio::test]
async fn a_drifted_device_is_found_and_remembered() {
    for drift in [-2 * 3600 + 60, -600, 0, 90, 7000] {
        let iam = Iam::start(NOW);
        let device = Device::new(*b"a secret of 20 bytes", drift);
        iam.register(USER, SERIAL, &device);
        let is_right = drift == 0;
        assert_eq!(
            iam.sign_in(USER, SERIAL, &device.code(NOW)),
            is_right,
            "{drift}"
        );

        iam.advance(90);
        let codes = device.two_codes(iam.now());
        let id = resync(&iam, "Alice", SERIAL, &codes).await.unwrap();
        assert_eq!(id, "00000000-0000-4000-8000-000000000001");

        // No code is good twice.
        assert!(!iam.sign_in(USER, SERIAL, &codes[1]));
        let (code, ..) = resync(&iam, USER, SERIAL, &codes).await.unwrap_err();
        assert_eq!(code, "InvalidAuthenticationCode");
        iam.advance(30);
        assert!(iam.sign_in(USER, SERIAL, &device.code(iam.now())));
        assert!(!iam.sign_in(USER, SERIAL, &device.code(iam.now())));
    }
}

#[tokio::test]
async fn codes_that_prove_nothing_are_refused() {
    let iam = Iam::start(NOW);
    let device = Device::new(*b"a secret of 20 bytes", -600);
    let other = Device::new(*b"some other 20 bytes.", -600);
    let far_off = Device::new(*b"a secret of 20 bytes", 3 * 3600);
    iam.register(USER, SERIAL, &device);
    let [first, second] = device.two_codes(NOW);
    for codes in [
        [second.clone(), first.clone()],
        [first.clone(), first.clone()],
        [first.clone(), device.code(NOW + 30)],
        [first, other.code(NOW)],
        other.two_codes(NOW),
        far_off.two_codes(NOW),
    ] {
        let (code, _, message) = resync(&iam, USER, SERIAL, &codes).await.unwrap_err();
        assert_eq!(code, "InvalidAuthenticationCode");
        assert_eq!(message, "Authentication code for device is not valid.");
    }
    assert!(!iam.sign_in(USER, SERIAL, &device.code(NOW)));
}

#[tokio::test]
async fn errors_reach_the_sdk_in_iams_form() {
    let iam = Iam::start(NOW);
    iam.register(USER, SERIAL, &Device::new([0; 20], 0));
    let codes = ["123456", "654321"].map(str::to_owned);
    for (user_name, serial_number, expected) in [
        ("bob", SERIAL, "NoSuchEntity"),
        (USER, "GAHT31415926", "NoSuchEntity"),
        ("not a name", SERIAL, "ValidationError"),
        (USER, "short", "ValidationError"),
    ] {
        let (code, ..) = resync(&iam, user_name, serial_number, &codes)
            .await
            .unwrap_err();
        assert_eq!(code, expected);
    }
    let short = ["12345", "654321"].map(str::to_owned);
    let (code, ..) = resync(&iam, USER, SERIAL, &short).await.unwrap_err();
    assert_eq!(code, "ValidationError");

    let text = "<\"R&D's\"> said no";
    iam.inject(Fault::error(403, "AccessDenied", text));
    assert_eq!(
        resync(&iam, USER, SERIAL, &codes).await.unwrap_err(),
        (
            "AccessDenied".to_owned(),
            "00000000-0000-4000-8000-000000000006".to_owned(),
            text.to_owned()
        )
    );
    assert_eq!(iam.calls().len(), 6);
}

const MEMBER: &str = "111122223333";

/// Asks STS for a session with this policy, with the hub's credentials.
async fn assume_role(sts: &Sts, secret: &str, policy: &str) -> Result<Session, String> {
    let config = aws_sdk_sts::config::Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new(
            "key",
            secret,
            Some("t/+=".to_owned()),
            None,
            "test",
        ))
        .endpoint_url(sts.endpoint())
        .http_client(http_client::client(RootCertificates::of_the_system()).unwrap())
        .build();
    aws_sdk_sts::Client::from_conf(config)
        .assume_role()
        .role_arn(format!("arn:aws:iam::{MEMBER}:role/member"))
        .role_session_name("session")
        .policy(policy)
        .send()
        .await
        .map(|output| output.credentials.unwrap())
        .map_err(|error| error.code().unwrap_or_default().to_owned())
}

/// Asks for the devices of a user; an error as IAM's code and the kind of policy that denies it.
async fn list(
    iam: &Iam,
    session: &Session,
    secret: &str,
    user_name: &str,
) -> Result<usize, String> {
    let credentials = Credentials::new(
        session.access_key_id(),
        secret,
        Some(session.session_token().to_owned()),
        None,
        "test",
    );
    client_with(iam, credentials)
        .list_mfa_devices()
        .user_name(user_name)
        .send()
        .await
        .map(|output| output.mfa_devices().len())
        .map_err(|error| {
            let because = error.message().unwrap_or_default();
            let (_, because) = because.split_once(" because no ").unwrap_or_default();
            let because = because.split(' ').next().unwrap_or_default();
            format!("{} {because}", error.code().unwrap_or_default())
        })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_may_do_what_its_role_and_its_policy_allow() {
    let iam = Iam::start(NOW);
    let device = Device::new([7; 20], 0);
    for (account, user) in [(ACCOUNT, "alice"), (MEMBER, "alice"), (MEMBER, "bob")] {
        iam.register_in(account, user, "GAHT12345678", &device);
    }
    iam.register_in(MEMBER, "alice", "GAHT87654321", &device);
    iam.set_path(MEMBER, "alice", "/staff/");
    let sts = Sts::start(&iam, "key", "s3cr3t/+=", "t/+=");
    let policy = |action: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"{action}",
            "Resource":["arn:aws:iam::{MEMBER}:user/*/alice","arn:aws:iam::{MEMBER}:user/nobody"]}}]}}"#
        )
    };
    let good = policy("iam:ListMFADevices");
    assert_eq!(
        assume_role(&sts, "s3cr3t/+=", &good).await,
        Err("AccessDenied".to_owned())
    );
    sts.set_role(Role::of_member(MEMBER, "member"));
    for (secret, policy, code) in [
        ("another", good.as_str(), "SignatureDoesNotMatch"),
        ("s3cr3t/+=", "{}", "MalformedPolicyDocument"),
        (
            "s3cr3t/+=",
            &good.replace("\"Effect\"", "\"Condition\":{},\"Effect\""),
            "MalformedPolicyDocument",
        ),
    ] {
        assert_eq!(
            assume_role(&sts, secret, policy).await,
            Err(code.to_owned())
        );
    }
    let session = assume_role(&sts, "s3cr3t/+=", &good).await.unwrap();
    let secret = session.secret_access_key();
    // The account of the session, not the hub's.
    assert_eq!(list(&iam, &session, secret, "alice").await, Ok(2));
    for (secret, user, error) in [
        (secret, "bob", "AccessDenied session"),
        (secret, "nobody", "NoSuchEntity "),
        ("another", "alice", "SignatureDoesNotMatch "),
    ] {
        assert_eq!(
            list(&iam, &session, secret, user).await,
            Err(error.to_owned()),
            "{user}"
        );
    }
    let other = assume_role(&sts, "s3cr3t/+=", &policy("iam:ResyncMFADevice"))
        .await
        .unwrap();
    let denied = list(&iam, &other, other.secret_access_key(), "alice").await;
    assert_eq!(denied, Err("AccessDenied session".to_owned()));
    sts.expire_sessions();
    let expired = list(&iam, &session, secret, "alice").await;
    assert_eq!(expired, Err("ExpiredToken ".to_owned()));
    // With an STS, IAM knows the hub's credentials and their session token.
    assert_eq!(
        resync(&iam, USER, SERIAL, &device.two_codes(NOW))
            .await
            .unwrap_err()
            .0,
        "InvalidClientTokenId"
    );
}
