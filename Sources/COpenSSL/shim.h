// libcrypto for Swift: its typed stacks and some calls are macros, which Swift does not import; each that is
// needed stands here as a function. Nothing else belongs here: no policy.
#ifndef VIGIA_COPENSSL_SHIM_H
#define VIGIA_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline long vigia_bio_bytes(BIO *bio, char **bytes) { return BIO_get_mem_data(bio, bytes); }

static inline int vigia_certificates_count(STACK_OF(X509) *list) { return sk_X509_num(list); }
static inline X509 *vigia_certificate_at(STACK_OF(X509) *list, int place) { return sk_X509_value(list, place); }
static inline void vigia_certificates_release(STACK_OF(X509) *list) { sk_X509_free(list); }

// The e-mail addresses of a certificate, subject and alternative names; NULL after the last.
static inline STACK_OF(OPENSSL_STRING) *vigia_addresses(X509 *certificate) { return X509_get1_email(certificate); }
static inline const char *vigia_address_at(STACK_OF(OPENSSL_STRING) *list, int place) {
    return place < sk_OPENSSL_STRING_num(list) ? sk_OPENSSL_STRING_value(list, place) : NULL;
}
static inline void vigia_addresses_release(STACK_OF(OPENSSL_STRING) *list) { X509_email_free(list); }

#endif
