//! Who asks, and whether they may.
//!
//! [`authorize`] alone makes an [`Authorized`] request, and IAM is called with nothing else, so
//! there is no way around the check. This module does not know how an event proves its caller,
//! nor what happens to a request once it has passed.

use crate::request::ResyncRequest;

pub use sealed::{Authorized, authorize};

/// Who asks, as far as the event proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Somebody who may invoke the function: a workflow, or a program that calls Lambda. Such an
    /// event carries no identity; the permission to invoke the function is the authority.
    Invoker,
}

impl Caller {
    /// The word for this kind of caller in the log.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invoker => "invoker",
        }
    }
}

/// A module of its own, so that nothing else can fill in the private field.
mod sealed {
    use super::{Caller, ResyncRequest};

    /// A request that its caller may make.
    #[derive(Debug)]
    pub struct Authorized(ResyncRequest);

    impl Authorized {
        /// The request that passed.
        #[must_use]
        pub fn request(&self) -> &ResyncRequest {
            &self.0
        }
    }

    /// Decides whether `caller` may make `request`.
    #[must_use]
    pub fn authorize(caller: &Caller, request: ResyncRequest) -> Authorized {
        match caller {
            Caller::Invoker => Authorized(request),
        }
    }
}
