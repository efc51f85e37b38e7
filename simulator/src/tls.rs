//! Certificates, good and bad, for an IAM that speaks TLS.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{NamedGroup, RootCertStore, ServerConfig};

/// What is wrong with a server's certificate, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// Nothing: it is for 127.0.0.1, and issued by the authority.
    Good,
    /// It has expired.
    Expired,
    /// It is self-signed.
    SelfSigned,
    /// It is for another host.
    OtherHost,
}

/// A certificate authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    /// Creates an authority with a new key.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new([]).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self {
            issuer: Issuer::new(params, key),
            pem,
        }
    }

    /// Its own certificate, for a trust store.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// The configuration of a server with such a certificate.
    #[must_use]
    pub fn server(&self, certificate: Certificate) -> Arc<ServerConfig> {
        self.server_with(certificate, aws_lc_rs::default_provider())
    }

    /// The configuration of a server with only these key exchanges, the first preferred.
    #[must_use]
    pub fn server_with_key_exchanges(&self, groups: &[NamedGroup]) -> Arc<ServerConfig> {
        let group = |name| {
            let mut all = aws_lc_rs::ALL_KX_GROUPS.iter();
            *all.find(|group| group.name() == name)
                .expect("a key exchange that AWS-LC has")
        };
        let provider = CryptoProvider {
            kx_groups: groups.iter().copied().map(group).collect(),
            ..aws_lc_rs::default_provider()
        };
        self.server_with(Certificate::Good, provider)
    }

    /// The configuration of a server that demands a certificate of its clients, over TLS 1.3.
    #[must_use]
    pub fn server_for_clients_with_certificates(&self) -> Arc<ServerConfig> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let mut roots = RootCertStore::empty();
        let own = CertificateDer::from_pem_slice(self.pem.as_bytes()).expect("a certificate");
        roots.add(own).expect("an authority");
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
        let (chain, key) = self.certificate(Certificate::Good);
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .expect("a version that AWS-LC has")
            .with_client_cert_verifier(verifier.build().expect("a verifier"))
            .with_single_cert(chain, key)
            .expect("a key that fits");
        Arc::new(config)
    }

    fn server_with(&self, certificate: Certificate, provider: CryptoProvider) -> Arc<ServerConfig> {
        let (chain, key) = self.certificate(certificate);
        let config = ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .expect("versions that AWS-LC has")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("a key that fits");
        Arc::new(config)
    }

    fn certificate(
        &self,
        certificate: Certificate,
    ) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
        let name = match certificate {
            Certificate::OtherHost => "iam.example",
            Certificate::Good | Certificate::Expired | Certificate::SelfSigned => "127.0.0.1",
        };
        let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
        params.distinguished_name.push(DnType::CommonName, name);
        if certificate == Certificate::Expired {
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let key = KeyPair::generate().expect("a key");
        let signed = if certificate == Certificate::SelfSigned {
            params.self_signed(&key)
        } else {
            params.signed_by(&key, &self.issuer)
        };
        let chain = vec![CertificateDer::from(signed.expect("a certificate"))];
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        (chain, key)
    }
}
