//! The SDK as its guide shows it.

use aws_config::BehaviorVersion;
use aws_sdk_iam::Client;
use lambda_runtime::Error;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    peers::serve(Client::new(&config)).await
}
