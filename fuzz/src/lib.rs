//! The function as the fuzz targets run it: in their process, with an IAM that answers from a script.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{Read, Seek};
use std::panic;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_iam::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_iam::error::ConnectorError;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use lambda_runtime::{Context, Diagnostic, LambdaEvent};
use resync_mfa_device::config::Config;
use resync_mfa_device::{IamClient, LOG_TARGET, handle};
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::stdio::dup2_stdout;
use serde_json::Value;
use serde_json::value::RawValue;
use simulator::event::{ACCOUNT, CALLER_CLAIM};
use startup::telemetry;
use tokio::runtime::{Builder, Runtime};

/// The codes that the function must keep to itself: digits that turn up nowhere else.
pub const CODES: [&str; 2] = ["918273", "645546"];

/// The user, the role and the group that may act for anybody.
pub const OPERATOR: &str = "arn:aws:iam::123456789012:user/admins/olivia";
pub const OPERATOR_ROLE: &str = "arn:aws:iam::123456789012:role/help/Helpdesk";
pub const OPERATOR_SESSIONS: &str = "arn:aws:sts::123456789012:assumed-role/Helpdesk/";
pub const OPERATOR_GROUP: &str = "helpdesk";

/// A longer line would be cut ("CloudWatch Logs quotas").
const MAX_LOG_LINE: usize = 256 * 1024;

const RESYNC_SUCCESS: &str = concat!(
    "<ResyncMFADeviceResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">",
    "<ResponseMetadata><RequestId>EXAMPLE</RequestId></ResponseMetadata></ResyncMFADeviceResponse>",
);
const LIST_SUCCESS: &str = concat!(
    "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">",
    "<ListMFADevicesResult><IsTruncated>false</IsTruncated><MFADevices><member>",
    "<UserName>alice</UserName><SerialNumber>GAHT31415926</SerialNumber>",
    "<EnableDate>2026-01-02T03:04:05Z</EnableDate></member></MFADevices></ListMFADevicesResult>",
    "<ResponseMetadata><RequestId>EXAMPLE</RequestId></ResponseMetadata></ListMFADevicesResponse>",
);

/// An answer of IAM.
#[derive(Debug, Clone)]
pub struct IamResponse {
    /// `None` is no answer to a request that was sent.
    pub http_status: Option<u16>,
    pub body: Vec<u8>,
}

/// What IAM answers, and what it was sent.
#[derive(Debug, Clone)]
struct Iam(Arc<Mutex<Script>>);

#[derive(Debug)]
struct Script {
    /// `None` is an IAM that does what it is asked.
    answers: Option<VecDeque<IamResponse>>,
    calls: Vec<Call>,
}

/// The parameters of a request to IAM, and what it got: nothing where no connection was made.
#[derive(Debug)]
pub struct Call {
    pub parameters: BTreeMap<String, String>,
    pub answer: Option<IamResponse>,
}

impl HttpConnector for Iam {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().expect("a body in memory");
        let parameters: BTreeMap<String, String> =
            form_urlencoded::parse(body).into_owned().collect();
        let mut script = self.0.lock().expect("a lock");
        let answer = match &mut script.answers {
            Some(answers) => answers.pop_front(),
            None => Some(IamResponse {
                http_status: Some(200),
                body: match parameters["Action"].as_str() {
                    "ResyncMFADevice" => RESYNC_SUCCESS.into(),
                    "ListMFADevices" => LIST_SUCCESS.into(),
                    action => panic!("the function calls {action}"),
                },
            }),
        };
        script.calls.push(Call {
            parameters,
            answer: answer.clone(),
        });
        let Some(answer) = answer else {
            return HttpConnectorFuture::ready(Err(ConnectorError::io("no connection".into())));
        };
        let request = request.try_into_http1x().expect("a request");
        let connection = request.extensions().get::<CaptureSmithyConnection>();
        connection
            .expect("the SDK asks for it")
            .set_connection_retriever(|| {
                let metadata = ConnectionMetadata::builder().proxied(false);
                Some(metadata.poison_fn(|| {}).build())
            });
        HttpConnectorFuture::ready(match answer.http_status {
            Some(http_status) => Ok(HttpResponse::new(
                http_status.try_into().expect("an HTTP status"),
                SdkBody::from(answer.body),
            )),
            None => Err(ConnectorError::io("no answer".into())),
        })
    }
}

/// An invocation that has ended.
#[derive(Debug)]
pub struct Invocation {
    pub answer: InvokeResult,
    pub status: String,
    pub calls: Vec<Call>,
}

/// The form of an answer.
#[derive(Debug)]
pub enum InvokeResult {
    Document(Value),
    FunctionError(Diagnostic),
    HttpResponse(Value),
}

/// The process of the function.
pub struct Function {
    runtime: Runtime,
    /// With failures of direct invocations as documents, and as function errors.
    configs: [Config; 2],
    log: File,
    invocations: u64,
}

impl Function {
    /// Starts it, with every setting that names a caller, and takes standard output for its log.
    ///
    /// # Panics
    /// The system does not allow it.
    #[must_use]
    pub fn start() -> Self {
        let settings = [
            ("AWS_REGION", "us-east-1"),
            ("CALLER_CLAIM", CALLER_CLAIM),
            ("OPERATOR_ARNS", &format!("{OPERATOR},{OPERATOR_ROLE}")),
            ("OPERATOR_GROUPS", OPERATOR_GROUP),
        ];
        let settings = settings.map(|(name, value)| (name, value.to_owned()));
        let lookup = |name: &str| BTreeMap::from(settings.clone()).remove(name);
        // The fuzzer's ends the process, so that a panic which the function catches is found too.
        let hook = panic::take_hook();
        telemetry::init(LOG_TARGET, lookup);
        panic::set_hook(hook);
        let log = memfd_create("log", MemfdFlags::CLOEXEC).expect("a file in memory");
        dup2_stdout(&log).expect("a standard output");
        Self {
            runtime: Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build()
                .expect("a runtime"),
            configs: ["return", "raise"].map(|on_failure| {
                Config::from_lookup(|name| match name {
                    "ON_DIRECT_FAILURE" => Some(on_failure.to_owned()),
                    name => lookup(name),
                })
                .expect("valid settings")
            }),
            log: log.into(),
            invocations: 0,
        }
    }

    /// Invokes it, and checks what holds for every invocation: one answer, one line in the log, no
    /// code in either. `codes` are those in the event.
    ///
    /// # Panics
    /// It does not hold.
    pub fn invoke(
        &mut self,
        event: &RawValue,
        codes: &[String],
        answers: Option<Vec<IamResponse>>,
    ) -> Invocation {
        let script = Arc::new(Mutex::new(Script {
            answers: answers.map(VecDeque::from),
            calls: Vec::new(),
        }));
        let iam = self.iam(Iam(Arc::clone(&script)));
        let config = &self.configs[event.get().len() % 2];
        let event = LambdaEvent::new(event.to_owned(), context());
        let answer = self.runtime.block_on(handle(&iam, config, event));
        let calls = std::mem::take(&mut script.lock().expect("a lock").calls);

        let answer = match answer {
            Ok(response) if response.get("statusCode").is_some() => {
                InvokeResult::HttpResponse(response)
            }
            Ok(document) => InvokeResult::Document(document),
            Err(error) => InvokeResult::FunctionError(error),
        };
        let (status, text) = match &answer {
            InvokeResult::HttpResponse(response) => {
                let members: Vec<&String> =
                    response.as_object().expect("a response").keys().collect();
                assert_eq!(
                    members,
                    ["body", "headers", "isBase64Encoded", "statusCode"]
                );
                let body = response["body"].as_str().expect("a body");
                let document = serde_json::from_str(body).expect("a document");
                (status(&document), response.to_string())
            }
            InvokeResult::Document(document) => (status(document), document.to_string()),
            InvokeResult::FunctionError(error) => {
                (error.error_type.clone(), error.error_message.clone())
            }
        };
        let mut record = self.record();
        assert_eq!(record["status"], *status);
        // Digits that come by chance.
        record["timestamp"].take();
        record["_aws"]["Timestamp"].take();
        for text in [text, record.to_string()] {
            for code in codes {
                assert!(!text.contains(code), "{code} in {text}");
            }
        }
        Invocation {
            answer,
            status,
            calls,
        }
    }

    /// A client with retries that no earlier invocation used up: the SDK counts them by region.
    fn iam(&mut self, iam: Iam) -> IamClient {
        self.invocations += 1;
        let sdk = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(format!("region-{}", self.invocations)))
            .endpoint_url("http://localhost")
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "key", "secret", None, None, "fuzz",
            )))
            .http_client(http_client_fn(move |_, _| {
                SharedHttpConnector::new(iam.clone())
            }))
            .build();
        IamClient::from_sdk_config(&sdk)
    }

    /// The only line of the log, which is empty afterwards.
    fn record(&mut self) -> Value {
        let mut log = String::new();
        self.log.rewind().expect("a file");
        self.log.read_to_string(&mut log).expect("a text");
        ftruncate(&self.log, 0).expect("a file");
        self.log.rewind().expect("a file");
        let lines: Vec<&str> = log.lines().collect();
        let [line] = lines[..] else {
            panic!("{} lines in the log: {log}", lines.len());
        };
        assert!(line.len() <= MAX_LOG_LINE);
        serde_json::from_str(line).expect("a line of JSON")
    }
}

fn status(document: &Value) -> String {
    assert!(document["message"].is_string(), "{document}");
    document["status"].as_str().expect("a status").to_owned()
}

fn context() -> Context {
    let mut context = Context::default();
    "a-request-id".clone_into(&mut context.request_id);
    context.invoked_function_arn =
        format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:resync-mfa-device");
    let deadline = SystemTime::now() + Duration::from_secs(15);
    let deadline = deadline.duration_since(UNIX_EPOCH).expect("a time");
    context.deadline = u64::try_from(deadline.as_millis()).expect("a time");
    context
}
