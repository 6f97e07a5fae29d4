// GMime for Swift. The GObject cast and type-test macros are not imported into Swift, so each that
// is needed stands here as a function. Nothing else belongs here: no parsing, no policy.
#ifndef VIGIA_CGMIME_SHIM_H
#define VIGIA_CGMIME_SHIM_H

#include <gmime/gmime.h>
#include <iconv.h>

static inline gboolean vigia_gmime_is_part(void *object) { return GMIME_IS_PART(object); }
static inline gboolean vigia_gmime_is_multipart(void *object) { return GMIME_IS_MULTIPART(object); }
static inline gboolean vigia_gmime_is_mailbox(void *address) { return INTERNET_ADDRESS_IS_MAILBOX(address); }
static inline gboolean vigia_gmime_is_group(void *address) { return INTERNET_ADDRESS_IS_GROUP(address); }

static inline GMimeObject *vigia_gmime_object(void *object) { return GMIME_OBJECT(object); }
static inline GMimePart *vigia_gmime_part(void *object) { return GMIME_PART(object); }
static inline GMimeMultipart *vigia_gmime_multipart(void *object) { return GMIME_MULTIPART(object); }
static inline GMimeStreamMem *vigia_gmime_memory(void *stream) { return GMIME_STREAM_MEM(stream); }
static inline InternetAddressMailbox *vigia_gmime_mailbox(void *address) { return INTERNET_ADDRESS_MAILBOX(address); }
static inline InternetAddressGroup *vigia_gmime_group(void *address) { return INTERNET_ADDRESS_GROUP(address); }

static inline void vigia_gmime_unref(void *object) { if (object) g_object_unref(object); }

// A part of this type is kept as it is: its bytes are content, and GMime does not look inside.
static inline void vigia_gmime_keep_as_leaf(const char *type, const char *subtype) {
    g_mime_object_register_type(type, subtype, GMIME_TYPE_PART);
}

#endif
