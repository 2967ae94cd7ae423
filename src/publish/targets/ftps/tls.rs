//! How the connection is protected: up to TLS 1.2 unless site.toml says otherwise, a memory of sessions for each login,
//! and a certificate that the system trusts or that site.toml names.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::{
        Resumption,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    version::{TLS12, TLS13},
};
use rustls_platform_verifier::Verifier;

use crate::{
    base::secret::sha256,
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
};

/// How many sessions a login remembers.
const SESSIONS: usize = 8;

/// How a connection is protected.
#[derive(Clone, Debug)]
pub(in crate::publish::targets) struct Tls {
    config: ClientConfig,
    verifier: Arc<Pinned>,
}

/// The hexadecimal digits of `sha256/…`, however they are written; `None` of anything else.
pub(super) fn parse_pin(pin: &str) -> Option<String> {
    let digits = pin.trim().strip_prefix("sha256/")?.replace(':', "").to_ascii_lowercase();
    (digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())).then_some(digits)
}

/// The protection of a place.
pub(super) fn settings(newest: &str, pin: Option<String>) -> Result<Tls, Box<Diagnostic>> {
    let provider = Arc::new(ring::default_provider());
    let failed = |error: Error| {
        let message = msgf!(ja: "暗号の用意ができません（{error}）", en: "encryption cannot be set up ({error})");
        Box::new(Diagnostic::error("publish-settings", message).help(msg!(
            ja: "このコンピューターの証明書の一覧（ca-certificates）を確かめてください",
            en: "see that this computer has its list of trusted certificates")))
    };
    let system = match pin {
        Some(_) => None,
        None => Some(Verifier::new(provider.clone()).map_err(failed)?),
    };
    let verifier = Arc::new(Pinned { pin, system, provider: provider.clone(), refused: Mutex::default() });
    let versions: &[_] = if newest == "1.3" { &[&TLS13, &TLS12] } else { &[&TLS12] };
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(verifier.clone())
        .with_no_client_auth();
    Ok(Tls { config, verifier })
}

impl Tls {
    /// What one login and its data connections share, and no other login: a server may want the session of exactly
    /// that login resumed.
    pub(super) fn of_one_login(&self) -> Arc<ClientConfig> {
        let mut config = self.config.clone();
        config.resumption = Resumption::in_memory_sessions(SESSIONS);
        Arc::new(config)
    }

    /// Why the certificate was refused, if it was.
    pub(super) fn refusal(&self) -> Option<Message> {
        let found = self.verifier.refused.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(match &self.verifier.pin {
            Some(pin) => msgf!(
                ja: "証明書が `tls_pin` と違います。サーバーの証明書は sha256/{found}、site.toml には sha256/{pin} とあります",
                en: "the certificate is not the one of `tls_pin`: the host shows sha256/{found}, site.toml says \
                    sha256/{pin}"),
            None => msgf!(
                ja: "証明書を信頼できません（sha256/{found}）。サーバー会社の管理画面にある指紋と同じと確かめられたら、`tls_pin` に書いてください",
                en: "the certificate is not trusted (sha256/{found}); if the host's panel shows the same fingerprint, \
                    write it as `tls_pin`"),
        })
    }
}

/// Trusts one certificate, or those that the system trusts; remembers the fingerprint of one that it refused.
#[derive(Debug)]
struct Pinned {
    pin: Option<String>,
    system: Option<Verifier>,
    provider: Arc<CryptoProvider>,
    refused: Mutex<Option<String>>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let found = sha256(end_entity.as_ref());
        let verified = match (&self.pin, &self.system) {
            (Some(pin), _) if *pin == found => Ok(ServerCertVerified::assertion()),
            (None, Some(system)) => {
                system.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            }
            _ => Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure)),
        };
        if verified.is_err() {
            *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        }
        verified
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
