// libcurl for Swift. Its option setters take any type by `...`, which Swift does not import; each kind of
// option that is needed stands here as a function. Nothing else belongs here: no protocol, no policy.
#ifndef VIGIA_CCURL_SHIM_H
#define VIGIA_CCURL_SHIM_H

#include <curl/curl.h>

typedef size_t (*vigia_curl_callback)(char *, size_t, size_t, void *);

static inline CURLcode vigia_curl_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vigia_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vigia_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vigia_curl_set_callback(CURL *curl, CURLoption option, vigia_curl_callback value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vigia_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
    return curl_easy_setopt(curl, option, value);
}
typedef curl_socket_t (*vigia_curl_open_socket)(void *, curlsocktype, struct curl_sockaddr *);

static inline CURLcode vigia_curl_set_open_socket(CURL *curl, vigia_curl_open_socket value) {
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, value);
}
typedef int (*vigia_curl_progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode vigia_curl_set_progress(CURL *curl, vigia_curl_progress value) {
    return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, value);
}
static inline CURLcode vigia_curl_get_socket(CURL *curl, curl_socket_t *value) {
    return curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, value);
}

#endif
